"""The calendar as an .ics file: entries of whole days that calendar programs open."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import icalendar

from wvls_mentor.rules.calendar import NAME, Event
from wvls_mentor.text import harmless


def as_file(events: Iterable[Event], day: date) -> bytes:
    """The file, made on *day*; whatever people typed is text of one line."""
    made = icalendar.Calendar()
    made.add("prodid", "-//wvls//Mentoring//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", NAME)
    made.add("name", NAME)
    for event in events:
        made.add_component(_event(event, day))
    written: bytes = made.to_ical()
    return written


def _event(event: Event, day: date) -> icalendar.Event:
    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime(day.year, day.month, day.day, tzinfo=UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + timedelta(days=1))
    made.add("summary", " ".join(harmless(event.summary).split()))
    pair = event.pair_id
    made.add("description", f"Pair {pair}: wvls status {pair}" if pair else "wvls overdue")
    made.add("transp", "TRANSPARENT")  # nobody is busy the whole day for a deadline
    return made
