"""What a pair does besides meeting: goals, check-ins, evaluations (C8 to C10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlmodel import Session, select

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules.deadlines import Obligation, PairFacts, concluded_on, obligations
from wvls_mentor.services import find
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import people
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import CheckIn, Evaluation, Goal
from wvls_mentor.text import fold, line, note


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
class Recorded:
    """What was written about a pair, and what is still open of its kind."""

    facts: PairFacts
    goals: tuple[GoalLine, ...] = ()
    check_in_id: int | None = None
    evaluation_id: int | None = None
    open_items: tuple[Obligation, ...] = ()
    next_due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """An evaluation: rating and support 1 to 5; None where not answered."""

    rating: int | None = None
    goals_met: str | None = None
    support: int | None = None
    again: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """One partner's evaluation."""

    evaluation_id: int
    pair_id: int
    mentor: str
    mentee: str
    by: str
    on: date
    answers: Answers


def add_goal(
    db: Path,
    pair_id: int,
    text: str,
    term: str,
    *,
    topic: str | None,
    shared: date | None,
    today: date,
) -> Recorded:
    """Add a goal, shared with the coordinator on *shared* or not yet (C8)."""
    with writing(db) as session:
        goal = write_goal(session, pair_id, text, term, topic=topic, shared=shared, today=today)
        return _goals_now(session, pair_id, [goal], today)


def write_goal(
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
    for there in session.exec(select(Goal).where(Goal.pair_id == pair_id, Goal.term == term)):
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


def share_goals(db: Path, pair_id: int, goal_id: int | None, *, on: date, today: date) -> Recorded:
    """Note that one goal, or every open one, was shared on *on*."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), on)
        goals = [g for g in _goals(session, pair_id) if goal_id in (None, g.id)]
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


def close_goal(db: Path, goal_id: int, how: str, *, on: date, today: date) -> Recorded:
    """Note that a goal is ``done`` or ``dropped``; a dropped one was shared all the same."""
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


def goals(db: Path, pair_id: int, day: date) -> Recorded:
    """Every goal of a pair as of *day*."""
    with reading(db) as session:
        return _goals_now(session, pair_id, _goals(session, pair_id), day)


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


def _goals(session: Session, pair_id: int) -> list[Goal]:
    return list(session.exec(select(Goal).where(Goal.pair_id == pair_id).order_by("id")))


def _goals_now(session: Session, pair_id: int, found: list[Goal], day: date) -> Recorded:
    facts = facts_of(session, pair_id, day)
    lines = goal_lines(session, found, day)
    still = tuple(o for o in obligations(facts, day) if o.kind == "goals" and o.open)
    return Recorded(facts, goals=lines, open_items=still)


def write_check_in(
    session: Session,
    pair_id: int,
    *,
    on: date,
    partner: str | None,
    going: str | None,
    text: str,
    answered: bool,
) -> int:
    """Write one check-in; its number."""
    row = CheckIn(
        pair_id=pair_id, day=on, partner=partner, going=going, note=note(text), answered=answered
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def next_check_in(facts: PairFacts, day: date) -> date | None:
    """When the next check-in is due, or None."""
    return next((o.due for o in obligations(facts, day) if o.kind == "check-in"), None)


def evaluate(
    db: Path, pair_id: int, by: str, answers: Answers, *, on: date, today: date
) -> Recorded:
    """Record one partner's evaluation, handed in on *on* (C10).

    Raises Refused for a second one, and before the last days of the term.
    """
    with writing(db) as session:
        facts = facts_of(session, pair_id, today)
        inside(facts, on, after=True)
        opens = concluded_on(facts) - timedelta(days=facts.policy.evaluation_days)
        if on < opens:
            raise Refused(
                f"Evaluations of this pair are handed in from {opens} on (C10).",
                f"If the mentorship is over: wvls end {pair_id} --reason REASON",
            )
        there = session.exec(
            select(Evaluation).where(Evaluation.pair_id == pair_id, Evaluation.partner == by)
        ).one_or_none()
        if there is not None:
            raise Refused(
                f"The {by} of this pair handed in an evaluation on {there.day}.",
                f"See it: wvls evaluations --detail --pair {pair_id}",
            )
        row = Evaluation(
            pair_id=pair_id,
            partner=by,
            day=on,
            rating=answers.rating,
            goals_met=answers.goals_met,
            support=answers.support,
            again=answers.again,
            note=note(answers.note),
        )
        session.add(row)
        session.flush()
        number = row.id
        facts = facts_of(session, pair_id, today)
    still = tuple(o for o in obligations(facts, today) if o.kind == "evaluation" and o.open)
    return Recorded(facts, evaluation_id=number, open_items=still)


def evaluations(db: Path, day: date, *, pair_id: int | None = None) -> list[EvaluationLine]:
    """Every evaluation handed in by *day*."""
    sql = select(Evaluation).where(Evaluation.day <= day).order_by("id")
    if pair_id is not None:
        sql = sql.where(Evaluation.pair_id == pair_id)
    with reading(db) as session:
        from wvls_mentor.store import queries

        facts = {
            f.pair_id: f for f in queries.pair_facts(session, queries.policy_book(session), day)
        }
        return [
            EvaluationLine(
                evaluation_id=row.id or 0,
                pair_id=row.pair_id,
                mentor=facts[row.pair_id].mentor,
                mentee=facts[row.pair_id].mentee,
                by=row.partner,
                on=row.day,
                answers=Answers(
                    rating=row.rating,
                    goals_met=row.goals_met,
                    support=row.support,
                    again=row.again,
                    note=row.note,
                ),
            )
            for row in session.exec(sql)
        ]
