"""Logging a meeting, and saying at once what it does."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session, select

from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules import deadlines, matching
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.rules.meetings import traveler_to
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.stipends import PairStipends, VisitResult
from wvls_mentor.services import find, payments
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import writing
from wvls_mentor.store.models import Claim, Meeting, MeetingTopic
from wvls_mentor.words import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A meeting as it is reported. Minutes, tenths of a mile, cents."""

    day: date
    method: str
    place: str | None = None
    minutes: int | None = None
    miles_tenths: int | None = None
    expense_cents: int | None = None
    traveler: str | None = None
    topics: tuple[str, ...] = ()
    note: str = ""
    state: str = "held"
    again: bool = False


@dataclass(frozen=True, slots=True)
class Logged:
    """What was written, and what it does."""

    meeting: Meeting
    meeting_id: int
    topics: tuple[str, ...]
    claims: tuple[Claim, ...]
    facts: PairFacts
    confirmed: bool  # a planned meeting was confirmed by it
    stipend: VisitResult | None
    next_contact_due: date | None
    contact_renewed: bool
    first_visit: deadlines.Obligation | None  # where this meeting is what met it
    displaced: tuple[VisitResult, ...]  # other visits that earn nothing any more
    estimate: float | None  # miles there and back
    warnings: tuple[str, ...]


def log(db: Path, pair_id: int, report: Report, *, today: date) -> Logged:
    """Write one meeting. Raises Refused or UsageProblem, with nothing written."""
    with writing(db) as session:
        book = queries.policy_book(session)
        facts = queries.pair_facts(session, book, today, pair_id=pair_id)[0]
        topics = find.topics(session, report.topics)
        before = payments.reckoned(session, book, today, pair_id=pair_id)[0]
        planned = _planned(session, pair_id, report)
        check(report, facts, planned, today=today)
        _refuse_double(session, facts, report)
        meeting = planned or Meeting(
            pair_id=pair_id, day=report.day, state=report.state, method=report.method
        )
        claims = record(session, meeting, report, topics)
        was = facts
        facts = queries.pair_facts(session, book, today, pair_id=pair_id)[0]
        after = payments.reckoned(session, book, today, pair_id=pair_id)[0]
        estimate = _estimate(session, facts, book, today)
        session.expunge_all()
    return _outcome(
        meeting, tuple(topics), claims, was, facts, before, after, planned, estimate, today
    )


def check(report: Report, facts: PairFacts, planned: Meeting | None = None, *, today: date) -> None:
    """Refuse what cannot be, before anything is written."""
    _check_options(report, planned)
    if report.state != "planned" and report.day > today:
        raise Refused(
            f"{report.day} is in the future.", "A meeting to come is logged with --planned."
        )
    if report.state == "planned" and report.day < today:
        raise Refused(f"{report.day} is past.", "A meeting that was held needs no --planned.")
    if report.day < facts.matched_on:
        raise Refused(
            f"{facts.mentor} and {facts.mentee} were matched on {facts.matched_on} only.",
            "Check the day of the meeting.",
        )
    concluded = deadlines.concluded_on(facts)
    if report.day > concluded:
        raise Refused(
            f"The mentorship of {facts.mentor} and {facts.mentee} concluded on {concluded}.",
            "Check the day of the meeting.",
        )


def _check_options(report: Report, planned: Meeting | None) -> None:
    place = report.place or (planned.place if planned else None)
    in_person = report.method == "in-person"
    if in_person and place is None:
        raise UsageProblem(
            "Where was the meeting?", "Add --at mentor-library, mentee-library or elsewhere."
        )
    if not in_person and report.place is not None:
        raise UsageProblem("Only a meeting in person has a place.", "Leave out --at.")
    minutes = report.minutes or (planned.minutes if planned else None)
    if report.state == "held" and in_person and place != "elsewhere" and minutes is None:
        raise UsageProblem("How long was the visit?", "Add --hours, such as --hours 6.5.")
    if report.state == "attempted" and report.minutes is not None:
        raise UsageProblem("An attempt that reached nobody has no hours.", "Leave out --hours.")
    claimed = report.miles_tenths is not None or report.expense_cents is not None
    if claimed and not in_person:
        raise UsageProblem(
            "Travel goes with meetings in person only.", "Leave out --miles and --expense."
        )
    if claimed and report.state != "held":
        raise UsageProblem(
            "Travel is claimed once the meeting was held.", "Leave out --miles and --expense."
        )
    if report.traveler is not None and not claimed:
        raise UsageProblem("A traveler goes with a claim.", "Add --miles or --expense.")


def _planned(session: Session, pair_id: int, report: Report) -> Meeting | None:
    """The planned meeting that this one confirms: same pair, day and method."""
    if report.state != "held":
        return None
    return session.exec(
        select(Meeting)
        .where(Meeting.pair_id == pair_id, Meeting.day == report.day)
        .where(Meeting.method == report.method, Meeting.state == "planned")
        .order_by(Meeting.id)  # type: ignore[arg-type]
    ).first()


def _refuse_double(session: Session, facts: PairFacts, report: Report) -> None:
    if report.again or report.state == "attempted":
        return
    there = session.exec(
        select(Meeting)
        .where(Meeting.pair_id == facts.pair_id, Meeting.day == report.day)
        .where(Meeting.method == report.method, Meeting.state == report.state)
    ).first()
    if there is not None:
        raise Refused(
            f"A meeting of {facts.mentor} and {facts.mentee} on {report.day} ({report.method}) "
            f"is {report.state} already: meeting {there.id}.",
            "If it was a second one, add --again.",
        )


def record(
    session: Session, meeting: Meeting, report: Report, topics: list[str]
) -> tuple[Claim, ...]:
    """Write the meeting, its topics and its claim."""
    meeting.state = report.state
    meeting.place = report.place or meeting.place
    meeting.minutes = report.minutes or meeting.minutes
    meeting.note = note(report.note) or meeting.note
    session.add(meeting)
    session.flush()
    assert meeting.id is not None
    ids = people.topic_ids(session)
    have = set(
        session.exec(
            select(MeetingTopic.topic_id).where(MeetingTopic.meeting_id == meeting.id)
        ).all()
    )
    wanted = {ids[slug] for slug in topics} - have
    session.add_all(MeetingTopic(meeting_id=meeting.id, topic_id=t) for t in sorted(wanted))
    claims: tuple[Claim, ...] = ()
    if report.miles_tenths is not None or report.expense_cents is not None:
        claim = Claim(
            meeting_id=meeting.id,
            traveler=report.traveler or traveler_to(meeting.place or "elsewhere"),
            miles_tenths=report.miles_tenths or 0,
            expense_cents=report.expense_cents or 0,
        )
        session.add(claim)
        claims = (claim,)
    session.flush()
    for row in (meeting, *claims):
        session.refresh(row)
    return claims


def _estimate(session: Session, facts: PairFacts, book: PolicyBook, day: date) -> float | None:
    everybody = people.known(session, day)
    one, other = everybody[facts.mentor_id].place, everybody[facts.mentee_id].place
    if one is None or other is None:
        return None
    miles = matching.road_miles(one, other, facts.policy)
    return None if miles is None else 2 * miles


def _outcome(
    meeting: Meeting,
    topics: tuple[str, ...],
    claims: tuple[Claim, ...],
    was: PairFacts,
    facts: PairFacts,
    before: PairStipends,
    after: PairStipends,
    planned: Meeting | None,
    estimate: float | None,
    today: date,
) -> Logged:
    assert meeting.id is not None
    items = deadlines.obligations(facts, today)
    contact = next((o for o in items if o.kind == "contact"), None)
    visit = next((o for o in items if o.kind == "first-visit"), None)
    met_now = was.first_visit != facts.first_visit
    results = {v.meeting_id: v for v in after.visits}
    earned = {v.meeting_id for v in before.visits if v.qualifies}
    lost = tuple(v for v in after.visits if v.meeting_id in earned and not v.qualifies)
    return Logged(
        meeting=meeting,
        meeting_id=meeting.id,
        topics=topics,
        claims=claims,
        facts=facts,
        confirmed=planned is not None,
        stipend=results.get(meeting.id),
        next_contact_due=contact.due if contact else None,
        contact_renewed=was.last_contact != facts.last_contact,
        first_visit=visit if met_now else None,
        displaced=lost,
        estimate=estimate,
        warnings=_warnings(claims, estimate, meeting),
    )


def _warnings(
    claims: tuple[Claim, ...], estimate: float | None, meeting: Meeting
) -> tuple[str, ...]:
    """Claims that are far from the estimate: a typing slip, or worth a question (C12)."""
    if not estimate or meeting.place == "elsewhere":
        return ()
    return tuple(
        f"{c.miles_tenths / 10:g} miles claimed; the estimate there and back is {estimate:.0f}."
        for c in claims
        if c.miles_tenths and not 0.5 * estimate <= c.miles_tenths / 10 <= 2 * estimate
    )
