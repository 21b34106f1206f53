"""Matching: proposes, explains and makes pairs, and says what is refused (C1 to C3)."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.dates import months_after
from wvls_mentor.errors import NeedsWaiver, NotFound, Refused
from wvls_mentor.rules import matching, terms
from wvls_mentor.rules.conditions import objections
from wvls_mentor.rules.matching import Proposal
from wvls_mentor.rules.matching_facts import (
    WAIVABLE,
    Candidate,
    Explanation,
    Factor,
    MatchingSituation,
    MenteeFacts,
    MentorFacts,
)
from wvls_mentor.rules.people import mentee_status
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import KeepApart, Pair
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, line


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingRequest:
    """What is asked of the matching. *min_score* in hundredths of a percent; (mentee, mentor)."""

    fair: bool = False
    min_score: int = 0
    fixed: tuple[tuple[int, int], ...] = ()
    forbidden: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A pair as it was made, or would be (*pair_id* None)."""

    pair_id: int | None
    mentor_id: int
    mentor: str
    mentee_id: int
    mentee: str
    matched_on: date
    ends_on: date
    score: int
    waived: str | None
    miles: float | None
    factors: dict[str, Factor]


def situation(session: Session, day: date, *, today: date | None = None) -> MatchingSituation:
    """Everything that the matching of *day* asks for.

    With *today*, pairs made after *day* still count against capacity, and against the mentee:
    otherwise a match dated back could overlap a later one. So do those made after *today*, which
    are there only where the clock went back.
    """
    book = queries.policy_book(session)
    known_until = day if today is None else date.max
    facts = queries.pair_facts(session, book, known_until)
    active: dict[int, list[date]] = {}
    states: dict[int, list[str]] = {}
    earlier: set[tuple[int, int]] = set()
    couples: set[tuple[int, int]] = set()
    matched_with: dict[int, str] = {}
    for f in facts:
        earlier.add((f.mentee_id, f.mentor_id))
        standing = _standing(f, day)
        states.setdefault(f.mentee_id, []).append(standing)
        if standing == "active":
            active.setdefault(f.mentor_id, []).append(terms.concluded_on(f))
            couples.add((f.mentee_id, f.mentor_id))
            matched_with[f.mentee_id] = f"{f.mentor} (pair {f.pair_id})"
    everybody = people.known(session, day).values()
    return MatchingSituation(
        day=day,
        policy=book.on(day),
        mentors=tuple(_mentor(p, active.get(p.id, [])) for p in everybody if p.mentor),
        mentees=tuple(
            _mentee(p, states.get(p.id, []), matched_with.get(p.id)) for p in everybody if p.mentee
        ),
        apart=people.apart(session),
        earlier=frozenset(earlier),
        active=frozenset(couples),
    )


def _standing(facts: terms.PairFacts, day: date) -> str:
    """The state on *day*, where a pair that was made later counts as active."""
    if facts.matched_on > day:
        return "active"
    return terms.state(facts, day)


def _mentor(p: people.PersonRecord, until: list[date]) -> MentorFacts:
    assert p.mentor is not None
    since, capacity, max_miles, _ = p.mentor
    return MentorFacts(
        id=p.id,
        name=p.name,
        email=p.email,
        since=since,
        place=p.place,
        expertise=frozenset(p.expertise),
        interests=frozenset(p.interests),
        culture=frozenset(p.culture),
        capacity=capacity,
        max_miles=max_miles,
        paused=p.paused,
        paused_since=p.paused_since,
        active_pairs=len(until),
        full_until=min(until, default=None),
    )


def _mentee(p: people.PersonRecord, states: list[str], matched_with: str | None) -> MenteeFacts:
    assert p.mentee is not None
    return MenteeFacts(
        id=p.id,
        name=p.name,
        email=p.email,
        since=p.mentee[0],
        place=p.place,
        needs=tuple(p.needs),
        interests=frozenset(p.interests),
        culture=frozenset(p.culture),
        status=mentee_status(withdrawn=p.withdrawn, pair_states=states),
        ended_early="ended-early" in states,
        matched_with=matched_with,
    )


def propose(
    db: Path, day: date, question: MatchingRequest, *, today: date | None = None
) -> Proposal:
    """The best whole assignment for everybody who waits on *day*."""
    with reading(db) as session:
        return _propose(situation(session, day, today=today), question)


def _propose(now: MatchingSituation, question: MatchingRequest) -> Proposal:
    return matching.propose(
        now,
        fair=question.fair,
        min_score=question.min_score,
        fixed=question.fixed,
        forbidden=question.forbidden,
    )


def explain(db: Path, mentee_id: int, day: date, *, today: date | None = None) -> Explanation:
    """Every mentor for one mentee, with score, reasons and what choosing them would cost."""
    with reading(db) as session:
        return matching.explain(situation(session, day, today=today), mentee_id)


def accept(
    db: Path, day: date, question: MatchingRequest, shown: Proposal, *, today: date
) -> list[Matched]:
    """Make the pairs of the proposal that was *shown*.

    Raises Refused when somebody changed something since, so that the proposal is another one.
    """
    with writing(db) as session:
        now = situation(session, day, today=today)
        proposal = _propose(now, question)
        if _couples(proposal) != _couples(shown):
            raise Refused(
                "The people or pairs changed while you were reading, so the proposal changed too.",
                "Run wvls match again.",
            )
        return [
            _write(session, now, p.mentee, p.mentor, (p.score, p.miles, p.factors), None)
            for p in proposal.pairings
        ]


def _couples(proposal: Proposal) -> list[tuple[int, int, int]]:
    # With the score: the same two at another score are not what was agreed to.
    return [(p.mentee.id, p.mentor.id, p.score) for p in proposal.pairings]


def preview(
    db: Path, mentee_id: int, mentor_id: int, day: date, *, today: date, waive: str | None
) -> Matched:
    """The pair as it would be made. Raises Refused with every reason against it."""
    with reading(db) as session:
        now = situation(session, day, today=today)
        mentee, mentor, waived = _allowed(now, mentee_id, mentor_id, waive)
        score = matching.pair_score(mentee, mentor, now.policy)
        return _matched(now, mentee, mentor, score, waived, None)


def better(db: Path, pair: Matched, day: date, *, today: date | None = None) -> Candidate | None:
    """The best mentor for this mentee, where that is another one with a higher score."""
    found = explain(db, pair.mentee_id, day, today=today).candidates
    best = found[0] if found else None
    return best if best is not None and best.score > pair.score else None


def make(
    db: Path, mentee_id: int, mentor_id: int, day: date, *, today: date, waive: str | None
) -> Matched:
    """Make one pair. Raises Refused with every reason against it."""
    with writing(db) as session:
        now = situation(session, day, today=today)
        mentee, mentor, waived = _allowed(now, mentee_id, mentor_id, waive)
        score = matching.pair_score(mentee, mentor, now.policy)
        return _write(session, now, mentee, mentor, score, waived)


def _allowed(
    now: MatchingSituation, mentee_id: int, mentor_id: int, waive: str | None
) -> tuple[MenteeFacts, MentorFacts, str | None]:
    mentee = next(m for m in now.mentees if m.id == mentee_id)
    mentor = next(m for m in now.mentors if m.id == mentor_id)
    against = objections(now, mentee, mentor, as_waiting=False)
    waived = [o for o in against if waive is not None and o.waivable]
    left = [o for o in against if o not in waived]
    if left:
        reasons = "; ".join(o.sentence for o in left)
        why = f"{mentor.name} cannot mentor {mentee.name}: {reasons}."
        if all(o.waivable for o in left):
            raise NeedsWaiver(
                why, f"You may waive {' or '.join(WAIVABLE)} for one pair: --waive REASON"
            )
        raise Refused(why, f"See every mentor for this mentee: wvls match {mentee_id}")
    reason = (
        line(waive, "reason of the waiver", longest=LONGEST_TEXT) if waive is not None else None
    )
    return mentee, mentor, reason if waived else None


def _write(
    session: Session,
    now: MatchingSituation,
    mentee: MenteeFacts,
    mentor: MentorFacts,
    scored: tuple[int, float | None, dict[str, Factor]],
    waived: str | None,
) -> Matched:
    score, _, factors = scored
    pair = Pair(
        mentor_id=mentor.id,
        mentee_id=mentee.id,
        matched_on=now.day,
        waived=waived,
        score=score,
        factors=json.dumps({name: asdict(f) for name, f in factors.items()}, sort_keys=True),
    )
    session.add(pair)
    session.flush()
    return _matched(now, mentee, mentor, scored, waived, pair.id)


def _matched(
    now: MatchingSituation,
    mentee: MenteeFacts,
    mentor: MentorFacts,
    scored: tuple[int, float | None, dict[str, Factor]],
    waived: str | None,
    pair_id: int | None,
) -> Matched:
    score, miles, factors = scored
    return Matched(
        pair_id=pair_id,
        mentor_id=mentor.id,
        mentor=mentor.name,
        mentee_id=mentee.id,
        mentee=mentee.name,
        matched_on=now.day,
        ends_on=months_after(now.day, now.policy.term_months),
        score=score,
        waived=waived,
        miles=miles,
        factors=factors,
    )


def keep_apart(
    db: Path, mentee_id: int, mentor_id: int, reason: str | None, *, remove: bool
) -> None:
    """Never match these two, or (with *remove*) allow it again."""
    with writing(db) as session:
        there = session.get(KeepApart, (mentee_id, mentor_id))
        if remove:
            if there is None:
                raise NotFound("These two are not on the keep-apart list.")
            session.delete(there)
        elif there is not None:
            raise Refused("These two are on the keep-apart list already.")
        else:
            clean = line(reason or "", "reason")
            session.add(KeepApart(mentee_id=mentee_id, mentor_id=mentor_id, reason=clean))
