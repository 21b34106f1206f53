"""The next meeting's agenda: needs not covered yet, open goals, what presses (C7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.goals import GoalLine, goal_lines
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import agenda as store
from wvls_mentor.store import pairs, people, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Goal, Question
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, fold, line

_ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A pressing question; *number* is what ``--done`` takes."""

    number: int
    question: str
    asked_on: date


@dataclass(frozen=True, slots=True)
class Topics:
    """Which topics a pair has covered, and which needs never came up, high ones first."""

    covered: tuple[tuple[str, date], ...]  # with the day it came up last
    uncovered: tuple[tuple[str, str, str], ...]  # slug, title, priority
    titles: dict[str, str]  # of every topic, by its slug


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a mentee and an earlier mentor covered, and what they left open."""

    facts: PairFacts
    covered: tuple[tuple[str, date], ...]
    goals: tuple[GoalLine, ...]
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the next meeting could be about, as of *day*."""

    day: date
    facts: PairFacts
    topics: Topics
    goals: tuple[GoalLine, ...]
    questions: tuple[QuestionLine, ...]
    planned: date | None
    earlier: tuple[Earlier, ...] = ()  # the mentee's earlier pairs, the newest first


def agenda(db: Path, pair_id: int, day: date) -> Agenda:
    """The agenda of a pair's next meeting."""
    with reading(db) as session:
        return _agenda(session, pair_id, day)


def _agenda(session: Session, pair_id: int, day: date) -> Agenda:
    facts = facts_of(session, pair_id, day)
    goals = pairs.records_of(session, Goal, pair_id)
    before = _earlier(session, facts, day, taken_up={fold(g.goal) for g in goals})
    known = {slug for pair in before for slug, _ in pair.covered}
    return Agenda(
        day=day,
        facts=facts,
        topics=covered(session, facts, day, known=known),
        goals=_open_goals(session, goals, day),
        questions=_open_questions(session, pair_id, day),
        planned=next((p.on for p in facts.planned if p.on >= day), None),
        earlier=before,
    )


def _open_goals(session: Session, goals: list[Goal], day: date) -> tuple[GoalLine, ...]:
    lines = goal_lines(session, goals, day)
    return tuple(g for g in lines if g.state in ("shared", "not shared"))


def _open_questions(session: Session, pair_id: int, day: date) -> tuple[QuestionLine, ...]:
    asked = [q for q in pairs.records_of(session, Question, pair_id) if q.asked_on <= day]
    still = [q for q in asked if q.done_on is None or q.done_on > day]
    return tuple(QuestionLine(q.id or 0, q.question, q.asked_on) for q in still)


def _before(session: Session, facts: PairFacts, day: date) -> list[PairFacts]:
    """The mentee's earlier pairs, the newest first."""
    every = queries.pair_facts(session, queries.policy_book(session), day)
    found = [
        f
        for f in every
        if f.mentee_id == facts.mentee_id
        and (f.matched_on, f.pair_id) < (facts.matched_on, facts.pair_id)
    ]
    return sorted(found, key=lambda f: (f.matched_on, f.pair_id), reverse=True)


def _earlier(
    session: Session, facts: PairFacts, day: date, *, taken_up: set[str]
) -> tuple[Earlier, ...]:
    """What the earlier pairs did; an open goal that this pair has *taken up* is its own now."""
    return tuple(
        Earlier(
            f,
            tuple(store.covered(session, f.pair_id, day).items()),
            tuple(
                g
                for g in _open_goals(session, pairs.records_of(session, Goal, f.pair_id), day)
                if fold(g.goal) not in taken_up
            ),
            _open_questions(session, f.pair_id, day),
        )
        for f in _before(session, facts, day)
    )


def covered(
    session: Session, facts: PairFacts, day: date, *, known: Collection[str] = ()
) -> Topics:
    """The topics of the pair's held meetings, and the mentee's needs that never came up.

    Needs among the *known* topics came up with an earlier mentor, so they are left out.
    """
    came_up = store.covered(session, facts.pair_id, day)
    titles = {slug: title for slug, title, _ in people.topic_lines(session)}
    needs = people.known(session, day)[facts.mentee_id].needs
    never = (n for n in needs if n[0] not in came_up and n[0] not in known)
    missing = sorted(never, key=lambda n: (_ORDER[n[1]], n[0]))
    return Topics(tuple(came_up.items()), tuple((s, titles[s], p) for s, p in missing), titles)


def ask(db: Path, pair_id: int, question: str, *, today: date) -> Agenda:
    """Put a pressing question on the agenda."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), today)
        clean = line(question, "question", longest=LONGEST_TEXT)
        session.add(Question(pair_id=pair_id, question=clean, asked_on=today))
        session.flush()
        return _agenda(session, pair_id, today)


def tick_off(db: Path, pair_id: int, number: int, *, today: date) -> Agenda:
    """Tick a question off, an earlier pair's too. Raises NotFound unless it is on this agenda."""
    with writing(db) as session:
        row = session.get(Question, number)
        facts = facts_of(session, pair_id, today)
        on_it = {pair_id, *(f.pair_id for f in _before(session, facts, today))}
        if row is None or row.pair_id not in on_it:
            raise NotFound(
                f"Question {number} is not on the agenda of pair {pair_id}.",
                f"See it: wvls agenda {pair_id}",
            )
        if row.done_on is not None:
            raise Refused(f"Question {number} was ticked off on {row.done_on}.")
        if today < row.asked_on:
            raise Refused(
                f"Question {number} was asked on {row.asked_on}, after {today}.",
                "Check the date of this computer.",
            )
        row.done_on = today
        session.add(row)
        session.flush()
        return _agenda(session, pair_id, today)
