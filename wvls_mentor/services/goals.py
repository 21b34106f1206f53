"""A pair's goals (C8)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules.deadlines import Obligation, PairFacts, obligations
from wvls_mentor.services import find
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import pairs, people
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Goal
from wvls_mentor.store.session import Session
from wvls_mentor.text import fold, line


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
    clean = line(text, "goal", longest=500)
    for there in pairs.goals(session, pair_id, term):
        if fold(there.goal) == fold(clean) and there.dropped_on is None:
            raise Refused(
                f"This pair has that goal already: goal {there.id}.",
                f"To share it: wvls goal share {pair_id} {there.id}",
            )
    goal = Goal(pair_id=pair_id, term=term, goal=clean, shared_on=shared)
    if topic is not None:
        slug = find.topics(session, [topic])[0]
        goal.topic_id = people.topic_ids(session)[slug]
    session.add(goal)
    session.flush()
    return goal


def share(db: Path, pair_id: int, goal_id: int | None, *, on: date, today: date) -> PairGoals:
    """Note that one goal, or every open one, was shared on *on*."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), on)
        goals = [g for g in pairs.records_of(session, Goal, pair_id) if goal_id in (None, g.id)]
        if not goals:
            raise NotFound(
                f"Pair {pair_id} has no goal {goal_id or ''}".rstrip() + ".",
                f"See them: wvls goal list {pair_id}",
            )
        waiting = [g for g in goals if g.shared_on is None and g.dropped_on is None]
        if not waiting:
            raise Refused("There is no goal left to share.", f"See them: wvls goal list {pair_id}")
        for goal in waiting:
            if goal.done_on is not None and on > goal.done_on:
                raise Refused(
                    f"Goal {goal.id} was done on {goal.done_on}, before {on}.",
                    f"Share it with the day: wvls goal share {pair_id} {goal.id} --on DATE",
                )
            goal.shared_on = on
            session.add(goal)
        session.flush()
        return _goals_now(session, pair_id, waiting, today)


def close(db: Path, goal_id: int, how: str, *, on: date, today: date) -> PairGoals:
    """Note that a goal is ``done`` or ``dropped``; a dropped one stays shared."""
    with writing(db) as session:
        goal = session.get(Goal, goal_id)
        if goal is None:
            raise NotFound(f"There is no goal {goal_id}.", "See them: wvls goal list PAIR")
        inside(facts_of(session, goal.pair_id, today), on)
        if goal.done_on or goal.dropped_on:
            state = "done" if goal.done_on else "dropped"
            raise Refused(f"Goal {goal_id} is {state} already.")
        if goal.shared_on is not None and on < goal.shared_on:
            raise Refused(
                f"Goal {goal_id} was shared on {goal.shared_on}, after {on}.",
                "Enter that day or a later one with --on.",
            )
        if how == "done":
            goal.done_on = on
        else:
            goal.dropped_on = on
        session.add(goal)
        session.flush()
        return _goals_now(session, goal.pair_id, [goal], today)


def goals(db: Path, pair_id: int, day: date) -> PairGoals:
    """Every goal of a pair as of *day*."""
    with reading(db) as session:
        return _goals_now(session, pair_id, pairs.records_of(session, Goal, pair_id), day)


def goal_lines(session: Session, found: list[Goal], day: date) -> tuple[GoalLine, ...]:
    """Goals as of *day*: what is dated later has not happened yet."""
    slugs = {number: slug for slug, number in people.topic_ids(session).items()}

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
        )
        for g in found
    )


def _goals_now(session: Session, pair_id: int, found: list[Goal], day: date) -> PairGoals:
    facts = facts_of(session, pair_id, day)
    lines = goal_lines(session, found, day)
    still = tuple(o for o in obligations(facts, day) if o.kind == "goals" and o.open)
    return PairGoals(facts, lines, still)
