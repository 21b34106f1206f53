"""Extends, ends and excuses pairs, and says what is refused (C4, C10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from wvls_mentor.dates import LAST_DAY, months_after
from wvls_mentor.errors import NotFound, Refused, UsageProblem
from wvls_mentor.rules.capacity import Overload, overloads
from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.terms import PairFacts, concluded_on, ends_on, state
from wvls_mentor.services.validation import facts_of, inside, met_until
from wvls_mentor.store import meetings, pairs, people, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Excused, Extension, Pair, RoleChange
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, line, listed


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
    """Details of an end besides its day."""

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
        span = f"--months {months}" if until is None else f"--until {until}"
        was = ends_on(facts)
        end = until if until is not None else _months_more(facts, was, months or 0)
        _refuse_end(session, facts, now, end, on=on, today=today, span=span)
        over = _over(session, {pair_id: end}, on, today)
        if write:
            _refuse_unaccepted(over, accepted)
        clean = line(reason, "reason", longest=LONGEST_TEXT, empty=True)
        session.add(Extension(pair_id=pair_id, decided_on=on, until=end, reason=clean))
        session.flush()
        facts = facts_of(session, pair_id, today)
        return Term(facts, was, ends_on(facts), state(facts, today), over=over)


def refuse_over(db: Path, pair_id: int, span: str, *, on: date, today: date) -> None:
    """Raise Refused where a term was over by *on* and cannot be extended; *span* as it was typed."""
    with reading(db) as session:
        facts, now = (facts_of(session, pair_id, day) for day in (on, today))
        _refuse_over(facts, now, span, on=on)


def _refuse_over(facts: PairFacts, now: PairFacts, span: str, *, on: date) -> None:
    if now.ended_on is not None:
        raise Refused(
            f"This mentorship was ended on {now.ended_on}; it cannot be extended.",
            f"Match them again, or another mentor: wvls match {facts.mentee_id}",
        )
    concluded = concluded_on(facts)
    if on > concluded:
        command = " ".join(
            filter(None, [f"wvls extend {facts.pair_id}", span, f"--on {concluded}"])
        )
        raise Refused(
            f"This mentorship concluded on {concluded}. An extension must be decided by then (C4).",
            f"If it was decided in time: {command}",
        )


def _refuse_end(
    session: Session,
    facts: PairFacts,
    now: PairFacts,
    end: date,
    *,
    on: date,
    today: date,
    span: str,
) -> None:
    """Refuse an *end*, decided on *on*, of a term that was over, was no shorter, or overlaps."""
    _refuse_over(facts, now, span, on=on)
    if end > LAST_DAY:
        raise UsageProblem(f"{end} is out of range.", f"Years go to {LAST_DAY.year}.")
    if end <= ends_on(facts):
        raise Refused(f"The term lasts until {ends_on(facts)} already.", "Name a later day.")
    _refuse_overlap(session, now, end, today)


def _refuse_unaccepted(over: tuple[Overload, ...], accepted: tuple[Overload, ...]) -> None:
    # Somebody may have matched meanwhile: agreed is only what was shown.
    if over != accepted:
        raise Refused(" ".join(o.sentence for o in over) or "The pairs changed.", "Try again.")


def _over(
    session: Session, ends: Mapping[int, date], on: date, today: date
) -> tuple[Overload, ...]:
    """The mentors over capacity if pairs are extended until *ends* (by pair), decided on *on*."""
    # Of a pair with one that was decided later, that one counts.
    longer = {n: end for n, end in ends.items() if not pairs.is_extended_after(session, n, on)}
    if not longer:
        return ()
    book = queries.policy_book(session)
    before = queries.pair_facts(session, book, date.max)
    after = [replace(f, extended_to=longer.get(f.pair_id, f.extended_to)) for f in before]
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
                f"{facts.mentee} has been in pair {other.pair_id} since {other.matched_on}.",
                "A mentee has one mentor at a time.",
            )


def end(
    db: Path, pair_id: int, ending: Ending, *, on: date, today: date, write: bool = True
) -> Term:
    """End a mentorship on *on*; before the first term is up it counts as ended early.

    Without *write* only what would be. Raises Refused when it has ended or was met for later.
    """
    clean = line(ending.reason, "reason", longest=LONGEST_TEXT)
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
    # As of the day of the end: what is known as of today has no end that is still to come.
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


@dataclass(frozen=True, slots=True)
class Leave:
    """What is to be excused: *kinds* until *until* (included), or for good."""

    kinds: tuple[str, ...]
    until: date | None
    reason: str
    extend: bool = False  # the term by the length of the leave


@dataclass(frozen=True, slots=True)
class ExcusedPair:
    """A pair with what is newly excused from *since* on; *ends_on* where its term is extended."""

    facts: PairFacts
    kinds: tuple[str, ...]
    since: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Excuses:
    """The pairs that a leave excuses, and who is over capacity where it extends them."""

    leave: Leave
    pairs: tuple[ExcusedPair, ...]
    over: tuple[Overload, ...]


def excuse(
    db: Path,
    starts: Sequence[tuple[int, date]],
    leave: Leave,
    *,
    today: date,
    accepted: tuple[Overload, ...] = (),
    write: bool = True,
) -> Excuses:
    """Excuse pairs, each (pair, first day), from what *leave* names, and extend their terms.

    Without *write* only what would be. Raises Refused for what is excused already, a term that
    cannot be extended, and a mentor over capacity in a way that was not *accepted*.
    """
    with writing(db, dry_run=not write) as session:
        clean = line(leave.reason, "reason", longest=LONGEST_TEXT)
        found = [_excused(session, pair_id, since, leave, today) for pair_id, since in starts]
        ends = {p.facts.pair_id: p.ends_on for p in found if p.ends_on is not None}
        over = _over(session, ends, today, today)
        if write:
            _refuse_unaccepted(over, accepted)
            for p in found:
                number, until = p.facts.pair_id, leave.until
                session.add_all(
                    Excused(pair_id=number, kind=kind, since=p.since, until=until, reason=clean)
                    for kind in p.kinds
                )
            session.add_all(
                Extension(pair_id=number, decided_on=today, until=end, reason=clean)
                for number, end in ends.items()
            )
    return Excuses(replace(leave, reason=clean), tuple(found), over)


def _excused(session: Session, pair_id: int, since: date, leave: Leave, today: date) -> ExcusedPair:
    """What *leave* changes for one pair. Raises Refused if it changes nothing."""
    facts = facts_of(session, pair_id, today)
    inside(facts, since, after=leave.kinds != LEAVE, today=today)
    until = leave.until
    if until is not None and until < since:
        raise UsageProblem(f"{until} is before {since}.", "Name a later day for --until.")
    there = {
        kind: row.reason
        for kind in leave.kinds
        for row in pairs.excuses(session, pair_id, kind, until or date.max)
        if row.since <= since
    }
    kinds = tuple(kind for kind in leave.kinds if kind not in there)
    if not kinds:
        name = "all" if leave.kinds == LEAVE else leave.kinds[0]
        raise Refused(
            f"{name} is excused for pair {pair_id} already: {there[leave.kinds[0]]}",
            f"To end that: wvls excuse {pair_id} {name} --remove",
        )
    if not leave.extend or until is None:
        return ExcusedPair(facts, kinds, since, None)
    end = ends_on(facts) + timedelta(days=(until - since).days + 1)
    _refuse_end(session, facts, facts, end, on=today, today=today, span=f"--until {end}")
    return ExcusedPair(facts, kinds, since, end)


def active_pairs(
    db: Path, person_id: int, since: date, until: date | None, *, today: date
) -> list[tuple[int, date]]:
    """The pairs that are active when somebody is away, each with its first day of the leave.

    Raises NotFound where there is none.
    """
    with reading(db) as session:
        everybody = queries.pair_facts(session, queries.policy_book(session), today)
        name = people.known(session, today)[person_id].name
    found = [
        (f.pair_id, max(since, f.matched_on))
        for f in everybody
        if person_id in (f.mentor_id, f.mentee_id)
        and state(f, max(since, today)) == "active"
        and f.matched_on <= (until or today)
    ]
    if not found:
        raise NotFound(f"{name} is in no active pair.", "See every pair: wvls status --all")
    return found


def unexcuse(db: Path, pair_ids: Sequence[int], kinds: tuple[str, ...], *, on: date) -> list[int]:
    """End excuses from *on* on; returns the pairs that had one.

    Raises NotFound where there is none.
    """
    ended = []
    with writing(db) as session:
        for pair_id in pair_ids:
            found = [row for kind in kinds for row in pairs.excuses(session, pair_id, kind, on)]
            for row in found:
                if row.since >= on:
                    session.delete(row)
                else:
                    row.until = on - timedelta(days=1)
                    session.add(row)
            ended += [pair_id] if found else []
        if not ended:
            whose = f"pair{'s' * (len(pair_ids) > 1)} {listed(map(str, pair_ids))}"
            what = "Nothing is" if kinds == LEAVE else f"{kinds[0]} is not"
            raise NotFound(f"{what} excused for {whose}.")
    return ended
