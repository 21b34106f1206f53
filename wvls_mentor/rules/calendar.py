"""The events in the coordinator's calendar: each open deadline and planned meeting once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from wvls_mentor.dates import spoken
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import LET_END, Obligation, overdue, upcoming
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.text import count

NAME = "Mentoring"
_PLACES = {"mentor-library": "at the mentor's library", "mentee-library": "at the mentee's library"}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a whole day. *uid* stays while it is the same thing, whatever day it moves to."""

    uid: str
    day: date
    summary: str
    pair_id: int | None  # None: of several pairs
    kind: str


def events(
    everyone: Iterable[PairFacts], day: date, days: int, *, mine: bool = False
) -> tuple[Event, ...]:
    """What is open on *day* and due within *days*, soonest first; *mine* is the coordinator's own.

    It is what ``upcoming`` lists. A planned meeting is one event, of its own day; a contact whose
    day has passed stands on the last day of its grace, for a calendar is about days to come, and
    says so. The coordinator's own calls that are late stand on *day*; unless only *mine* is asked
    for, one event says how much else is late: an empty calendar would look like a quiet month.
    """
    facts = {f.pair_id: f for f in everyone}
    found = upcoming(facts.values(), day, days)
    made = [_event(facts[o.pair_id], o, day) for o in found if not mine or o.who == "coordinator"]
    missed = overdue(facts.values(), day)
    made += [_own(facts[o.pair_id], o, day) for o in missed if o.who == "coordinator"]
    rest = 0 if mine else sum(o.who != "coordinator" for o in missed)
    if rest:
        kind = "thing" if rest == len(missed) else "other thing"  # other than those above
        things = f"{count(rest, kind)} {'is' if rest == 1 else 'are'} already late"
        made.append(Event("wvls-late", day, f"{things}: wvls overdue", None, "late"))
    return tuple(sorted(made, key=lambda e: e.day))


def _own(facts: PairFacts, o: Obligation, day: date) -> Event:
    """What the coordinator is late with, as something to do on *day*; its identity stays."""
    made = _event(facts, o, day)
    if o.kind == "confirm-meeting":
        summary = f"Did it take place on {spoken(o.due, day)}? {made.summary}"
    else:
        summary = _deadline(o, due=f", due {spoken(o.due, day)}")
    return replace(made, day=day, summary=summary)


def _event(facts: PairFacts, o: Obligation, day: date) -> Event:
    if o.kind == "confirm-meeting":
        return Event(
            f"wvls-meeting-{o.meeting_id}", o.due, _planned(facts, o), o.pair_id, "meeting"
        )
    uid = f"wvls-pair-{o.pair_id}-{o.kind}-{o.who}-{_counted_from(facts, o)}"
    if o.due >= day or o.late_after is None:
        return Event(uid, o.due, _deadline(o), o.pair_id, o.kind)
    return Event(uid, o.late_after, _deadline(o, last=True), o.pair_id, o.kind)


def _counted_from(facts: PairFacts, o: Obligation) -> date:
    """The day from which it is counted: the next contact is another event, a longer term is not."""
    last = o.last_on if OF_NAME[o.kind].repeats else o.term_end
    return last or facts.matched_on


def _planned(facts: PairFacts, o: Obligation) -> str:
    plan = next(p for p in facts.planned if p.meeting_id == o.meeting_id)
    what = "Visit" if plan.method == "in-person" else f"{plan.method.capitalize()} meeting"
    where = f" {_PLACES[plan.at]}" if plan.at in _PLACES else ""
    return f"{what}{where}: {o.mentor} and {o.mentee}"


def _deadline(o: Obligation, *, last: bool = False, due: str = "") -> str:
    """What an event is called; *last*: it was due before, and this is the last day of its grace.

    *due* says when the coordinator's own was due.
    """
    if o.settled:
        return f"Term ends ({LET_END}): {o.mentor} and {o.mentee}"
    person, other = (o.mentee, o.mentor) if o.who == "mentee" else (o.mentor, o.mentee)
    kind = OF_NAME[o.kind]
    event = kind.last_day if last else kind.event
    return event.format(mentor=o.mentor, mentee=o.mentee, person=person, other=other, due=due)
