"""How long a mentorship lasts, how it ends, and what is excused (C4, C10)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from wvls_mentor.dates import LAST_DAY, months_after
from wvls_mentor.errors import NotFound, Refused, UsageProblem
from wvls_mentor.rules.capacity import Overload, overloads
from wvls_mentor.rules.deadlines import Excuse, PairFacts, concluded_on, ends_on, state
from wvls_mentor.services.validation import facts_of, inside, met_until
from wvls_mentor.store import meetings, pairs, people, queries
from wvls_mentor.store.engine import writing
from wvls_mentor.store.models import Excused, Extension, Pair, RoleChange
from wvls_mentor.store.session import Session
from wvls_mentor.text import line


@dataclass(frozen=True, slots=True)
class Term:
    """A pair after its term was extended or ended."""

    facts: PairFacts
    was: date
    ends_on: date
    state: str
    planned: tuple[int, ...] = ()  # meetings still planned after the end
    over: tuple[Overload, ...] = ()  # the mentor, where it is more than the capacity


@dataclass(frozen=True, slots=True)
class Ending:
    """What an end says besides its day."""

    reason: str
    mentor_stays: bool = True
    mentee_stays: bool = True


def extend(
    db: Path,
    pair_id: int,
    *,
    months: int | None,
    until: date | None,
    on: date,
    today: date,
    reason: str,
    accepted: tuple[Overload, ...] = (),
    write: bool = True,
) -> Term:
    """Lengthen a term, as decided on *on*; months are counted from the match.

    Without *write* only what would be. Raises Refused when it was over by then, would not be
    longer, overlaps the mentee's next pair, or puts the mentor over capacity in a way that was
    not *accepted*.
    """
    with writing(db, dry_run=not write) as session:
        facts = facts_of(session, pair_id, on)
        now = facts_of(session, pair_id, today)
        _refuse_concluded(
            facts, now, on, f"--months {months}" if until is None else f"--until {until}"
        )
        was = ends_on(facts)
        end = until if until is not None else _months_more(facts, was, months or 0)
        if end > LAST_DAY:
            raise UsageProblem(f"{end} is out of range.", f"Years go to {LAST_DAY.year}.")
        if end <= was:
            raise Refused(f"The term lasts until {was} already.", "Name a later day.")
        _refuse_overlap(session, now, end, today)
        over = _over(session, pair_id, end, on, today)
        if write and over != accepted:
            raise Refused(" ".join(o.sentence for o in over) or "The pairs changed.", "Try again.")
        clean = line(reason, "reason", longest=500, empty=True)
        session.add(Extension(pair_id=pair_id, decided_on=on, until=end, reason=clean))
        session.flush()
        facts = facts_of(session, pair_id, today)
        return Term(facts, was, ends_on(facts), state(facts, today), over=over)


def _refuse_concluded(facts: PairFacts, now: PairFacts, on: date, span: str) -> None:
    if now.ended_on is not None:
        raise Refused(
            f"This mentorship was ended on {now.ended_on}; it cannot be extended.",
            f"Match them again, or another mentor: wvls match {facts.mentee_id}",
        )
    concluded = concluded_on(facts)
    if on > concluded:
        raise Refused(
            f"This mentorship concluded on {concluded}; an extension is decided by then (C4).",
            f"If it was decided in time: wvls extend {facts.pair_id} {span} --on {concluded}",
        )


def _over(session: Session, pair_id: int, end: date, on: date, today: date) -> tuple[Overload, ...]:
    """Whom an extension until *end*, decided on *on*, puts over capacity."""
    if pairs.is_extended_after(session, pair_id, on):
        return ()  # one that was decided later counts, not this one
    book = queries.policy_book(session)
    before = queries.pair_facts(session, book, date.max)
    after = [replace(f, extended_to=end) if f.pair_id == pair_id else f for f in before]
    return tuple(overloads(before, after, people.capacities(session), today))


def _months_more(facts: PairFacts, was: date, months: int) -> date:
    """*months* more, counted from the match where the term so far is whole months from it."""
    whole = (was.year - facts.matched_on.year) * 12 + was.month - facts.matched_on.month
    for so_far in (whole, whole - 1):
        if months_after(facts.matched_on, so_far) == was:
            return months_after(facts.matched_on, so_far + months)
    return months_after(was, months)


def _refuse_overlap(session: Session, facts: PairFacts, end: date, today: date) -> None:
    for other in queries.pair_facts(session, queries.policy_book(session), today):
        later = other.matched_on >= facts.matched_on and other.pair_id != facts.pair_id
        if other.mentee_id == facts.mentee_id and later and other.matched_on < end:
            raise Refused(
                f"{facts.mentee} is in pair {other.pair_id} since {other.matched_on}.",
                "A mentee has one mentor at a time.",
            )


def end(
    db: Path, pair_id: int, ending: Ending, *, on: date, today: date, write: bool = True
) -> Term:
    """End a mentorship on *on*; before the first term is up it counts as ended early.

    Without *write* only what would be. Raises Refused when it has ended or was met for later.
    """
    clean = line(ending.reason, "reason", longest=500)
    with writing(db, dry_run=not write) as session:
        facts = facts_of(session, pair_id, today)
        inside(facts, on)
        if facts.ended_on is not None or concluded_on(facts) <= on:
            raise Refused(f"This mentorship concluded on {concluded_on(facts)} already.")
        met_until(session, pair_id, on)
        was = ends_on(facts)
        pair = session.get_one(Pair, pair_id)
        pair.ended_on, pair.end_reason = on, clean
        session.add(pair)
        _leave(session, facts, ending, on)
        session.flush()
        facts = facts_of(session, pair_id, today)
        planned = meetings.planned(session, pair_id)
    over = state(replace(facts, ended_on=on), on)
    return Term(facts, was, on, over, planned)


def _leave(session: Session, facts: PairFacts, ending: Ending, on: date) -> None:
    """A mentor who does not stay is paused, a mentee who wants no other withdrawn."""
    leaving = []
    if not ending.mentor_stays:
        leaving.append((facts.mentor_id, "mentor", "paused"))
    if not ending.mentee_stays:
        leaving.append((facts.mentee_id, "mentee", "withdrawn"))
    session.add_all(
        RoleChange(person_id=person, role=role, status=status, day=on)
        for person, role, status in leaving
    )


def excuse(
    db: Path, pair_id: int, kind: str, *, until: date | None, reason: str, on: date, today: date
) -> Excuse:
    """Excuse one kind of obligation from *on* until *until* (included), or for good."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), on, after=True)
        if until is not None and until < on:
            raise UsageProblem(f"{until} is before {on}.", "Name a later day for --until.")
        for there in pairs.excuses(session, pair_id, kind, on):
            raise Refused(
                f"{kind} is excused for pair {pair_id} already: {there.reason}",
                f"To end that: wvls excuse {pair_id} {kind} --remove",
            )
        clean = line(reason, "reason", longest=500)
        row = Excused(pair_id=pair_id, kind=kind, since=on, until=until, reason=clean)
        session.add(row)
    return Excuse(kind, on, until, clean)


def unexcuse(db: Path, pair_id: int, kind: str, *, on: date) -> None:
    """End an excuse: from *on* it holds no more. Raises NotFound where there is none."""
    with writing(db) as session:
        found = pairs.excuses(session, pair_id, kind, on)
        if not found:
            raise NotFound(f"{kind} is not excused for pair {pair_id}.")
        for row in found:
            if row.since >= on:
                session.delete(row)
            else:
                row.until = on - timedelta(days=1)
                session.add(row)
