"""Logs a meeting, says what it does, and what is refused (C5, C6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules import deadlines, expenses
from wvls_mentor.rules.expenses import Expense
from wvls_mentor.rules.meetings import (
    MeetingFacts,
    Misfit,
    TravelClaim,
    how_met,
    misfits,
    traveler_to,
)
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.scoring import road_miles
from wvls_mentor.rules.stipends import PairStipends, VisitResult
from wvls_mentor.rules.terms import PairFacts, Planned
from wvls_mentor.rules.trips import implausible
from wvls_mentor.services import find, stipends, trips
from wvls_mentor.services.topics import titles_of
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import meetings as store
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.meetings import Slot
from wvls_mentor.store.models import Claim, Meeting
from wvls_mentor.store.session import Session
from wvls_mentor.text import line, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A meeting as it is reported. Minutes, tenths of a mile, cents."""

    day: date
    method: str
    place: str | None = None
    minutes: int | None = None
    miles_tenths: int | None = None
    expenses: tuple[Expense, ...] | None = None
    traveler: str | None = None
    route: str | None = None
    topics: tuple[str, ...] = ()
    note: str = ""
    state: str = "held"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, and what it does."""

    meeting: MeetingFacts
    topics: tuple[str, ...]
    topic_titles: tuple[str, ...]
    claims: tuple[TravelClaim, ...]
    facts: PairFacts
    confirmed: bool  # a planned meeting was confirmed by it
    stipend: VisitResult | None
    next_contact_due: date | None
    contact_renewed: bool
    first_visit: deadlines.Obligation | None  # where this meeting is what met it
    displaced: tuple[VisitResult, ...]  # other visits that earn nothing any more
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairSnapshot:
    """A pair before a change, to compare it with afterward."""

    facts: PairFacts
    money: PairStipends
    book: PolicyBook


def observe(
    session: Session, pair_id: int, today: date, *, book: PolicyBook | None = None
) -> PairSnapshot:
    """The pair's deadlines and money as of *today*; *book* where it is at hand.

    Raises Refused before its match: a clock that went back is no reason to fail without a word.
    """
    book = book or queries.policy_book(session)
    facts = facts_of(session, pair_id, today, book=book)
    money = stipends.calculated(session, book, today, pair_id=pair_id, facts=[facts])
    return PairSnapshot(facts, money[0], book)


def log(db: Path, pair_id: int, report: Report, *, today: date) -> Logged:
    """Write one meeting. Raises Refused or UsageProblem, with nothing written."""
    with writing(db) as session:
        return write(session, pair_id, report, today=today)


def write(session: Session, pair_id: int, report: Report, *, today: date) -> Logged:
    """Write one meeting in the caller's transaction."""
    was = observe(session, pair_id, today)
    topics = find.topics(session, report.topics)
    planned = _planned(session, pair_id, report)
    check(report, was.facts, planned, today=today)
    refuse_double(session, was.facts, report)
    meeting = planned or Meeting(
        pair_id=pair_id, day=report.day, state=report.state, method=report.method
    )
    record(session, meeting, report, topics)
    done = outcome(session, was, meeting, today, confirmed=planned is not None)
    near = planned_near(was.facts, report)
    return replace(done, warnings=(*done.warnings, *map(_still_planned, near)))


NEAR_DAYS = 7


def planned_near(facts: PairFacts, report: Report) -> list[Planned]:
    """The visits that are planned within seven days around a reported one, the nearest first.

    One on the day itself is not among them: what is logged for that day confirms it.
    """
    if report.state != "held" or report.method != "in-person":
        return []

    def distance(plan: Planned) -> int:
        return abs((plan.on - report.day).days)

    visits = [p for p in facts.planned if p.method == "in-person" and 0 < distance(p) <= NEAR_DAYS]
    return sorted(visits, key=distance)


def _still_planned(plan: Planned) -> str:
    return (
        f"A visit is still planned for {plan.on}. "
        f"If it was this one: wvls meeting cancel {plan.meeting_id}"
    )


def check(report: Report, facts: PairFacts, planned: Meeting | None = None, *, today: date) -> None:
    """Refuse impossible values before anything is written."""
    check_options(report, planned)
    if report.state != "planned" and report.day > today:
        raise Refused(
            f"{report.day} is in the future.", "For a meeting still to come, add --planned."
        )
    if report.state == "planned" and report.day < today:
        raise Refused(f"{report.day} is past.", "For a meeting that was held, leave out --planned.")
    inside(facts, report.day, today=today)


def check_options(report: Report, planned: Meeting | None) -> None:
    """Refuse values that do not go together: place, hours, travel, method."""
    claimed = report.miles_tenths is not None or report.expenses is not None
    for misfit in misfits_of(report, planned, claimed=claimed):
        hints = _ADD if misfit.lacks else _LEAVE_OUT
        raise UsageProblem(misfit.message, hints[misfit.field])
    if report.traveler is not None and not claimed:
        raise UsageProblem("A traveler goes with a claim.", "Add --miles or --expense.")
    if report.route and not claimed:
        raise UsageProblem("A route goes with a claim.", "Add --miles or --expense.")


def misfits_of(
    report: Report, planned: Meeting | MeetingFacts | None, *, claimed: bool
) -> list[Misfit]:
    """What does not go together in a report; what was *planned* stands where it says nothing."""
    return misfits(
        method=report.method,
        state=report.state,
        place=report.place or (planned.place if planned else None),
        minutes=report.minutes or (planned.minutes if planned else None),
        claimed=claimed,
    )


_ADD = {
    "at": "Add --at mentor-library, mentee-library or elsewhere.",
    "hours": "Add --hours, such as --hours 6.5.",
}
_LEAVE_OUT = {
    "at": "Leave out --at.",
    "hours": "Leave out --hours.",
    "miles": "Leave out --miles and --expense.",
}


def _planned(session: Session, pair_id: int, report: Report) -> Meeting | None:
    """The planned meeting that this one confirms: same pair, day and method."""
    if report.state != "held":
        return None
    return store.in_slot(session, Slot(pair_id, report.day, report.method, "planned"))


def refuse_double(
    session: Session, facts: PairFacts, report: Report, itself: int | None = None
) -> None:
    """Refuse a second meeting of the same pair, day, method and state."""
    # Two calls that nobody answered on one day are two.
    if report.again or report.state == "attempted":
        return
    slot = Slot(facts.pair_id, report.day, report.method, report.state)
    there = store.in_slot(session, slot, besides=itself)
    if there is not None:
        raise Refused(
            f"A meeting of {facts.mentor} and {facts.mentee} on {report.day} ({how_met(report.method, report.place)}) "
            f"is already logged as meeting {there.id}, {report.state}.",
            "If it was a second one, add --again.",
        )


def set_report(meeting: Meeting, report: Report) -> None:
    """Set what a report says of the meeting itself; what it does not say stays."""
    meeting.state = report.state
    meeting.place = report.place or meeting.place
    meeting.minutes = report.minutes or meeting.minutes
    meeting.note = note(report.note) or meeting.note


def record(session: Session, meeting: Meeting, report: Report, topics: list[str]) -> None:
    """Write the meeting, its topics and its claim."""
    set_report(meeting, report)
    session.add(meeting)
    session.flush()
    assert meeting.id is not None
    add_topics(session, meeting, topics)
    if report.miles_tenths is not None or report.expenses is not None:
        traveler = report.traveler or traveler_to(meeting.place or "elsewhere")
        claim = Claim(meeting_id=meeting.id, traveler=traveler)
        set_claim(claim, report.miles_tenths, report.expenses, report.route)
        session.add(claim)
    session.flush()


def set_claim(
    claim: Claim,
    miles_tenths: int | None,
    spent: Sequence[Expense] | None,
    route: str | None,
) -> None:
    """Set what a claim says; None leaves a thing as it is. Raises UsageProblem for a long route."""
    if miles_tenths is not None:
        claim.miles_tenths = miles_tenths
    if spent is not None:
        claim.expense_cents, claim.expenses = expenses.sum_of(spent), expenses.as_text(spent)
    if route is not None:
        claim.route = line(route, "route", empty=True)


def add_topics(session: Session, meeting: Meeting, topics: list[str]) -> None:
    """Note the topics that a meeting covered, besides those noted already."""
    assert meeting.id is not None
    if topics:
        store.add_topics(session, meeting.id, topics)


def outcome(
    session: Session, was: PairSnapshot, meeting: Meeting, today: date, *, confirmed: bool = False
) -> Logged:
    """What a written meeting does, compared with what was before."""
    session.flush()
    assert meeting.id is not None
    now = observe(session, meeting.pair_id, today, book=was.book)
    items = deadlines.obligations(now.facts, today)
    visit = next((o for o in items if o.kind == "first-visit"), None)
    results = {v.meeting_id: v for v in now.money.visits}
    earned = {v.meeting_id for v in was.money.visits if v.qualifies}
    claims = claims_of(session, meeting.id)
    estimate = _estimate(session, now.facts)
    return Logged(
        meeting=kept(meeting),
        topics=(topics := store.topics(session, meeting.id)),
        topic_titles=titles_of(session, topics),
        claims=claims,
        facts=now.facts,
        confirmed=confirmed,
        stipend=results.get(meeting.id),
        next_contact_due=deadlines.next_due(now.facts, items, today, "contact"),
        contact_renewed=was.facts.last_contact != now.facts.last_contact,
        first_visit=visit if was.facts.first_visit != now.facts.first_visit else None,
        # A visit that is logged late may take the place of one that earned, where only so many do.
        displaced=tuple(
            v for v in now.money.visits if v.meeting_id in earned - {meeting.id} and not v.qualifies
        ),
        warnings=(
            *_warnings(claims, estimate, meeting),
            *_entered_twice(session, meeting, now.facts),
        ),
    )


_KEPT = tuple(f.name for f in fields(MeetingFacts))


def kept(meeting: Meeting) -> MeetingFacts:
    """A meeting as a plain value."""
    return MeetingFacts(*(getattr(meeting, name) for name in _KEPT))


def claims_of(session: Session, meeting_id: int) -> tuple[TravelClaim, ...]:
    """The travel claims of a meeting."""
    found = store.claims(session, meeting_id)
    return tuple(
        TravelClaim(
            c.id or 0, c.traveler, c.miles_tenths, c.expense_cents,
            expenses.kept(c.expenses, c.expense_cents), c.route,
        )
        for c in found
    )  # fmt: skip


def estimate(db: Path, facts: PairFacts) -> float | None:
    """Road miles there and back between the partners' libraries; None where one is not known."""
    with reading(db) as session:
        return _estimate(session, facts)


def _estimate(session: Session, facts: PairFacts) -> float | None:
    places = people.places(session, facts.mentor_id, facts.mentee_id)
    one, other = places[facts.mentor_id], places[facts.mentee_id]
    if one is None or other is None:
        return None
    miles = road_miles(one, other, facts.policy)
    return None if miles is None else 2 * miles


def _warnings(
    claims: tuple[TravelClaim, ...], estimate: float | None, meeting: Meeting
) -> tuple[str, ...]:
    """Claims that are far from the estimate."""
    said = (implausible(c.miles_tenths, estimate, meeting.place) for c in claims)
    return tuple(filter(None, said))


def _entered_twice(session: Session, meeting: Meeting, facts: PairFacts) -> Iterator[str]:
    """One trip claimed twice, miles to one's own library, a day of more than 24 hours (C12)."""
    assert meeting.id is not None
    partners = (facts.mentor_id, facts.mentee_id)
    for finding in trips.of_meeting(session, meeting.id, meeting.day, partners):
        yield finding.message
