"""The coordinator's calendar for the next weeks."""

from datetime import date
from pathlib import Path

from wvls_mentor.rules import calendar
from wvls_mentor.rules.calendar import Event
from wvls_mentor.store import queries
from wvls_mentor.store.opening import asking


def events(
    db: Path, day: date, *, days: int, mine: bool, pair_id: int | None = None
) -> tuple[Event, ...]:
    """What is open on *day* and comes within *days*, of one pair or of all."""
    with asking(db) as source:
        book = queries.policy_book(source)
        facts = queries.pair_facts(source, book, day, pair_id=pair_id)
    return calendar.events(facts, day, days, mine=mine)
