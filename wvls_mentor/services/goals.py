"""Adds, changes and lists a pair's goals, and says what is refused (C8)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules.deadlines import Obligation, obligations
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import find
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import pairs, people
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Goal
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, fold, line


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal as it stands on a day."""

    goal_id: int
    pair_id: int
    term: str
    goal: str
    topic: str | None
    shared_on: date | None
    done_on: date | None
    dropped_on: date | None
    topic_title: str | None = None

    @property
    def state(self) -> str:
        """``dropped``, ``done``, ``shared`` or ``not shared``."""
        if self.dropped_on is not None:
            return "dropped"
        if self.done_on is not None:
            return "done"
        return "shared" if self.shared_on is not None else "not shared"


@dataclass(frozen=True, slots=True)
class PairGoals:
    """Goals of a pair, and what is still due of them."""

    facts: PairFacts
    goals: tuple[GoalLine, ...]
    still_open: tuple[Obligation, ...]
    unshared: tuple[GoalLine, ...] = ()  # entered; the mentee has yet to share them


def add(
    db: Path,
    pair_id: int,
    text: str,
    term: str,
    *,
    topic: str | None,
    shared: date | None,
    today: date,
) -> PairGoals:
    """Add a goal, shared with the coordinator on *shared* or not yet (C8)."""
    with writing(db) as session:
        goal = write(session, pair_id, text, term, topic=topic, shared=shared, today=today)
        return _goals_now(session, pair_id, [goal], today)


def write(
    session: Session,
    pair_id: int,
    text: str,
    term: str,
    *,
    topic: str | None,
    shared: date | None,
    today: date,
) -> Goal:
    """Write one goal in the caller's transaction."""
    facts = facts_of(session, pair_id, today)
    inside(facts, shared or today)
    clean = line(text, "goal", longest=LONGEST_TEXT)
    for there in pairs.records_of(session, Goal, pair_id):
        same = there.term == term and fold(there.goal) == fold(clean)
        if same and there.dropped_on is None:
            raise Refused(
                f"This pair has that goal already: goal {there.id}.",
                f"To share it: wvls goal share {there.id}",
            )
    goal = Goal(pair_id=pair_id, term=term, goal=clean, shared_on=shared)
    if topic is not None:
        goal.topic_id = _topic_id(session, topic)
    session.add(goal)
    session.flush()
    return goal


def _goal(session: Session, goal_id: int) -> Goal:
    goal = session.get(Goal, goal_id)
    if goal is None:
        raise NotFound(f"There is no goal {goal_id}.", "See them: wvls goal list PAIR")
    return goal


def one(db: Path, goal_id: int, *, today: date) -> PairGoals:
    """One goal as it stands. Raises NotFound."""
    with reading(db) as session:
        goal = _goal(session, goal_id)
        return _goals_now(session, goal.pair_id, [goal], today)


def refuse(db: Path, goal_id: int, how: str) -> None:
    """Raise Refused for a goal that cannot be ``shared``, ``done`` or ``dropped`` on any day."""
    with reading(db) as session:
        _refuse(_goal(session, goal_id), how)


def _refuse(goal: Goal, how: str) -> None:
    if how == "shared" and (goal.shared_on or goal.dropped_on):
        state = f"was shared on {goal.shared_on}" if goal.shared_on else "is dropped"
        raise Refused(f"Goal {goal.id} {state} already.")
    if how != "shared" and (goal.done_on or goal.dropped_on):
        raise Refused(f"Goal {goal.id} is {'done' if goal.done_on else 'dropped'} already.")


def share(db: Path, goal_id: int, *, on: date, today: date, write: bool = True) -> PairGoals:
    """Note that a goal was shared on *on* (C8). Raises Refused for one that was shared already.

    Without *write* only what would be.
    """
    with writing(db, dry_run=not write) as session:
        goal = _goal(session, goal_id)
        inside(facts_of(session, goal.pair_id, today), on)
        _refuse(goal, "shared")
        if goal.done_on is not None and on > goal.done_on:
            raise Refused(
                f"Goal {goal.id} was done on {goal.done_on}, before {on}.",
                "Enter that day or an earlier one.",
            )
        goal.shared_on = on
        return _kept(session, goal, today)


@dataclass(frozen=True, slots=True)
class GoalChanges:
    """Changes to a goal; None leaves a value unchanged."""

    text: str | None = None
    term: str | None = None
    topic: str | None = None
    shared: date | None = None


def edit(
    db: Path, goal_id: int, changes: GoalChanges, *, today: date, write: bool = True
) -> PairGoals:
    """Correct a goal's words, term, topic or the day it was shared (C8).

    Without *write* only what would be. Raises Refused for a day outside of the pair's time or after
    the goal was closed.
    """
    with writing(db, dry_run=not write) as session:
        goal = _goal(session, goal_id)
        if changes.text is not None:
            goal.goal = line(changes.text, "goal", longest=LONGEST_TEXT)
        if changes.term is not None:
            goal.term = changes.term
        if changes.topic is not None:
            goal.topic_id = _topic_id(session, changes.topic)
        if changes.shared is not None:
            inside(facts_of(session, goal.pair_id, today), changes.shared)
            closed = goal.done_on or goal.dropped_on
            if closed is not None and changes.shared > closed:
                raise Refused(
                    f"Goal {goal_id} was closed on {closed}, before {changes.shared}.",
                    "Enter that day or an earlier one with --shared.",
                )
            goal.shared_on = changes.shared
        return _kept(session, goal, today)


def _topic_id(session: Session, topic: str) -> int:
    slug = find.topics(session, [topic])[0]
    return people.topic_ids(session)[slug]


def _kept(session: Session, goal: Goal, today: date) -> PairGoals:
    session.add(goal)
    session.flush()
    return _goals_now(session, goal.pair_id, [goal], today)


def close(
    db: Path, goal_id: int, how: str, *, on: date, today: date, write: bool = True
) -> PairGoals:
    """Note that a goal is ``done`` or ``dropped``; a dropped one stays shared.

    Without *write* only what would be.
    """
    with writing(db, dry_run=not write) as session:
        goal = _goal(session, goal_id)
        inside(facts_of(session, goal.pair_id, today), on)
        _refuse(goal, how)
        if goal.shared_on is not None and on < goal.shared_on:
            raise Refused(
                f"Goal {goal_id} was shared on {goal.shared_on}, after {on}.",
                "Enter that day or a later one.",
            )
        if how == "done":
            goal.done_on = on
        else:
            goal.dropped_on = on
        return _kept(session, goal, today)


def goals(db: Path, pair_id: int, day: date) -> PairGoals:
    """Every goal of a pair as of *day*."""
    with reading(db) as session:
        return _goals_now(session, pair_id, pairs.records_of(session, Goal, pair_id), day)


def goal_lines(session: Session, found: list[Goal], day: date) -> tuple[GoalLine, ...]:
    """Goals as of *day*; anything dated later is ignored."""
    slugs = {number: slug for slug, number in people.topic_ids(session).items()}
    titles = {slug: title for slug, title, _ in people.topic_lines(session)}

    def by(when: date | None) -> date | None:
        return when if when is not None and when <= day else None

    return tuple(
        GoalLine(
            goal_id=g.id or 0,
            pair_id=g.pair_id,
            term=g.term,
            goal=g.goal,
            topic=slugs.get(g.topic_id) if g.topic_id else None,
            shared_on=by(g.shared_on),
            done_on=by(g.done_on),
            dropped_on=by(g.dropped_on),
            topic_title=titles.get(slugs.get(g.topic_id or 0, "")),
        )
        for g in found
    )


def _goals_now(session: Session, pair_id: int, found: list[Goal], day: date) -> PairGoals:
    facts = facts_of(session, pair_id, day)
    lines = goal_lines(session, found, day)
    still = tuple(o for o in obligations(facts, day) if o.kind == "goals" and o.open)
    every = goal_lines(session, pairs.records_of(session, Goal, pair_id), day)
    unshared = tuple(g for g in every if g.shared_on is None and g.dropped_on is None)
    return PairGoals(facts, lines, still, unshared)
