"""Lists, confirms, cancels, edits and removes meetings, and says what is refused."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused, UsageProblem
from wvls_mentor.rules.expenses import Expense
from wvls_mentor.rules.meetings import CALLED, MeetingFacts, TravelClaim, how_met, traveler_to
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import find, meetings
from wvls_mentor.services.meetings import Logged, Report
from wvls_mentor.services.payments import refuse_paid
from wvls_mentor.services.topics import titles_of
from wvls_mentor.services.validation import facts_of
from wvls_mentor.store import meetings as store
from wvls_mentor.store import payments
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Claim, Meeting
from wvls_mentor.store.session import Session
from wvls_mentor.text import note


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting with its topics and claims."""

    meeting: MeetingFacts
    topics: tuple[str, ...]
    topic_titles: tuple[str, ...]
    claims: tuple[TravelClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Changes to a meeting; None leaves a value unchanged. Minutes, tenths of a mile, cents."""

    day: date | None = None
    method: str | None = None
    place: str | None = None
    minutes: int | None = None
    miles_tenths: int | None = None
    expenses: tuple[Expense, ...] | None = None
    traveler: str | None = None
    route: str | None = None
    topics: tuple[str, ...] | None = None
    note: str | None = None

    @property
    def travels(self) -> bool:
        """Whether they change a travel claim."""
        return any(x is not None for x in (self.miles_tenths, self.expenses, self.route))


def meetings_of(db: Path, pair_id: int, day: date) -> tuple[PairFacts, list[MeetingLine]]:
    """Every meeting of a pair as of *day*, by date; the planned ones too."""
    with reading(db) as session:
        facts = facts_of(session, pair_id, day)
        found = store.of_pair(session, pair_id)
        seen = [m for m in found if m.day <= day or m.state == "planned"]
        return facts, [line_of(session, m) for m in seen]


def one(db: Path, meeting_id: int) -> MeetingLine:
    """One meeting. Raises NotFound."""
    with reading(db) as session:
        return line_of(session, _meeting(session, meeting_id))


def same_attempt(db: Path, meeting: MeetingFacts) -> str | None:
    """Says that an attempt with the same day and method is logged already: rarely two are meant."""
    if meeting.state != "attempted":
        return None
    with reading(db) as session:
        slot = store.Slot(meeting.pair_id, meeting.day, meeting.method, meeting.state)
        there = store.in_slot(session, slot, besides=meeting.id)
    if there is None:
        return None
    return (
        f"meeting {there.id} is the same attempt on {meeting.day} ({how_met(meeting.method, None)}). "
        f"If this was not a second one: wvls meeting remove {meeting.id}"
    )


def pair_of(db: Path, line: MeetingLine, today: date) -> PairFacts:
    """The pair of a meeting."""
    with reading(db) as session:
        return facts_of(session, line.meeting.pair_id, today)


def line_of(session: Session, meeting: Meeting) -> MeetingLine:
    """A meeting with what belongs to it."""
    facts = meetings.kept(meeting)
    topics, claims = store.topics(session, facts.id), meetings.claims_of(session, facts.id)
    return MeetingLine(facts, topics, titles_of(session, topics), claims)


def _meeting(session: Session, meeting_id: int) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise NotFound(f"There is no meeting {meeting_id}.", "See them: wvls meeting list PAIR")
    return found


def refuse_unplanned(db: Path, meeting_id: int) -> None:
    """Raise Refused for a meeting that cannot be confirmed: it is not planned."""
    with reading(db) as session:
        _refuse_unplanned(_meeting(session, meeting_id))


def _refuse_unplanned(meeting: Meeting) -> None:
    if meeting.state != "planned":
        raise Refused(
            f"Meeting {meeting.id} {_UNPLANNED[meeting.state]}.",
            "See them: wvls meeting list PAIR"
            if meeting.state == "cancelled"
            else f"To change it: wvls meeting edit {meeting.id}",
        )


_UNPLANNED = {
    "held": "was held already",
    "attempted": "was an attempt that reached nobody",
    "cancelled": "was canceled already",
}


def refuse_fixed(db: Path, meeting_id: int) -> None:
    """Raise Refused for a meeting that cannot be edited: canceled, paid or on a claim sheet."""
    with reading(db) as session:
        _refuse_fixed(session, _meeting(session, meeting_id))


def _refuse_fixed(session: Session, meeting: Meeting) -> None:
    assert meeting.id is not None
    if meeting.state == "cancelled":
        raise Refused(f"Meeting {meeting.id} is canceled.", "Log it again: wvls log-meeting")
    refuse_paid(session, meeting.id)


def refuse_travel(db: Path, meeting_id: int) -> None:
    """Raise Refused for a meeting that no travel is claimed for: not held, or not in person."""
    with reading(db) as session:
        _refuse_travel(_meeting(session, meeting_id))


def _refuse_travel(meeting: Meeting) -> None:
    if meeting.method != "in-person" or meeting.state != "held":
        raise Refused(
            f"Meeting {meeting.id} {_was(meeting)}.",
            "Travel is claimed for meetings that were held in person.",
        )


def _was(meeting: Meeting) -> str:
    """What a meeting without travel was: ``was a phone call``."""
    what = CALLED.get(meeting.method, "a meeting")
    if meeting.state == "held":
        return f"was {what}"
    if meeting.state == "attempted":
        return f"was {what} that reached nobody"
    return "was canceled" if meeting.state == "cancelled" else "is still planned"


def refuse_paid_claim(db: Path, meeting_id: int, traveler: str) -> None:
    """Raise Refused where this partner's travel to a meeting was paid, or is on a claim sheet."""
    with reading(db) as session:
        there = store.claim(session, meeting_id, traveler)
        if there is not None:
            refuse_paid(session, meeting_id, ("travel", there.id or 0))


def refuse_second(db: Path, meeting_id: int, day: date) -> None:
    """Raise Refused where another meeting of its pair and method was held on *day*.

    Two calls that nobody answered on one day are two.
    """
    with reading(db) as session:
        meeting = _meeting(session, meeting_id)
        slot = store.Slot(meeting.pair_id, day, meeting.method, "held")
        there = store.in_slot(session, slot, besides=meeting_id)
    if there is not None and meeting.state != "attempted":
        raise Refused(
            f"{day} is already logged as meeting {there.id}.",
            f"If meeting {meeting_id} was the same one: wvls meeting remove {meeting_id}",
        )


def confirm(db: Path, meeting_id: int, changes: Changes, *, today: date) -> Logged:
    """Confirm a planned meeting. Raises Refused unless it is planned and its day has come."""
    with writing(db) as session:
        meeting = _meeting(session, meeting_id)
        _refuse_unplanned(meeting)
        was = meetings.observe(session, meeting.pair_id, today)
        report = _merged(meeting, changes, state="held")
        meetings.check(report, was.facts, today=today)
        meetings.refuse_double(session, was.facts, report, meeting_id)
        meeting.day = report.day
        meetings.record(session, meeting, report, find.topics(session, report.topics))
        return meetings.outcome(session, was, meeting, today, confirmed=True)


def _merged(meeting: Meeting, changes: Changes, *, state: str) -> Report:
    moved = changes.method is not None and changes.method != meeting.method
    method = changes.method or meeting.method
    # Another way of meeting does not keep the place: a call has none.
    kept_place = meeting.place if method == "in-person" and not moved else None
    return Report(
        day=changes.day or meeting.day,
        method=method,
        place=changes.place or kept_place,
        minutes=changes.minutes or meeting.minutes,
        miles_tenths=changes.miles_tenths,
        expenses=changes.expenses,
        traveler=changes.traveler,
        route=changes.route,
        topics=changes.topics or (),
        note=changes.note or "",
        state=state,
    )


def travel_claimed(meeting_id: int) -> Refused:
    """The refusal to make a meeting not in person while travel to it is claimed."""
    return Refused(
        f"Meeting {meeting_id} has a travel claim. Travel is paid only for meetings in person.",
        f"Take it back first: wvls meeting claim {meeting_id} --remove --traveler mentor",
    )


def edit(db: Path, meeting_id: int, changes: Changes, *, today: date) -> Logged:
    """Change what *changes* name; the meeting is held to the same rules as a new one."""
    with writing(db) as session:
        meeting = _meeting(session, meeting_id)
        _refuse_fixed(session, meeting)
        was = meetings.observe(session, meeting.pair_id, today)
        report = _merged(meeting, changes, state=meeting.state)
        if changes.route and meetings.claims_of(session, meeting_id):
            report = replace(report, route=None)  # it goes to the claim that is there
        if report.method != "in-person" and meetings.claims_of(session, meeting_id):
            raise travel_claimed(meeting_id)
        meetings.check(report, was.facts, today=today)
        meetings.refuse_double(session, was.facts, report, meeting_id)
        meeting.day, meeting.method = report.day, report.method
        meeting.place, meeting.minutes = report.place, report.minutes
        if changes.note is not None:
            meeting.note = note(changes.note)
        if changes.topics is not None:
            store.clear_topics(session, meeting_id)
            meetings.add_topics(session, meeting, find.topics(session, changes.topics))
        session.add(meeting)
        if changes.travels:
            _set_travel(session, meeting, changes)
        return meetings.outcome(session, was, meeting, today)


def _set_travel(session: Session, meeting: Meeting, changes: Changes) -> None:
    """Change the one claim of a meeting, or that of the traveler who is named; make it where none is.

    Raises UsageProblem where both partners claim and nobody is named.
    """
    assert meeting.id is not None
    who = changes.traveler or usual_traveler(line_of(session, meeting))
    row = store.claim(session, meeting.id, who) or Claim(meeting_id=meeting.id, traveler=who)
    meetings.set_claim(row, changes.miles_tenths, changes.expenses, changes.route)
    session.add(row)
    session.flush()


def usual_traveler(line: MeetingLine) -> str:
    """Whose claim is meant where nobody is named: the one on record, or by the place (C12).

    Raises UsageProblem where both partners claim.
    """
    if len(line.claims) > 1:
        raise UsageProblem("Both partners claim travel.", "Say whose: --traveler mentor or mentee.")
    if line.claims:
        return line.claims[0].traveler
    return traveler_to(line.meeting.place or "elsewhere")


def cancel(db: Path, meeting_id: int, *, reason: str, today: date, write: bool = True) -> Logged:
    """Cancel a planned meeting. Raises Refused unless it is planned."""
    with writing(db, dry_run=not write) as session:
        meeting = _meeting(session, meeting_id)
        if meeting.state != "planned":
            raise Refused(
                f"Meeting {meeting_id} {_UNPLANNED[meeting.state]}.",
                f"To take out one that never was: wvls meeting remove {meeting_id}",
            )
        was = meetings.observe(session, meeting.pair_id, today)
        meeting.state = "cancelled"
        meeting.note = note(reason) or meeting.note
        session.add(meeting)
        return meetings.outcome(session, was, meeting, today)


def remove(db: Path, meeting_id: int, *, write: bool = True) -> None:
    """Remove a meeting that never happened, with its topics and claims; without *write* only check.

    One that the ledger or a claim sheet names, if only as voided, is kept as cancelled.
    """
    with writing(db, dry_run=not write) as session:
        meeting = _meeting(session, meeting_id)
        refuse_paid(session, meeting_id)
        if payments.names_meeting(session, meeting_id):
            meeting.state = "cancelled"
            session.add(meeting)
            return
        store.remove(session, meeting)


def claim(
    db: Path,
    meeting_id: int,
    traveler: str,
    *,
    miles_tenths: int | None,
    expenses: tuple[Expense, ...] | None,
    route: str | None = None,
    take_back: bool,
    today: date,
) -> Logged:
    """Set one partner's travel to a held meeting in person, or take it back (C12)."""
    with writing(db) as session:
        meeting = _meeting(session, meeting_id)
        _refuse_travel(meeting)
        was = meetings.observe(session, meeting.pair_id, today)
        there = store.claim(session, meeting_id, traveler)
        if there is not None:
            refuse_paid(session, meeting_id, ("travel", there.id or 0))
        if take_back:
            if there is None:
                raise NotFound(f"The {traveler} has not claimed travel for meeting {meeting_id}.")
            session.delete(there)
            return meetings.outcome(session, was, meeting, today)
        if miles_tenths is None and expenses is None and (route is None or there is None):
            raise UsageProblem("A claim has miles or an expense.", "Add --miles or --expense.")
        row = there or Claim(meeting_id=meeting_id, traveler=traveler)
        meetings.set_claim(row, miles_tenths, expenses, route)
        session.add(row)
        return meetings.outcome(session, was, meeting, today)
