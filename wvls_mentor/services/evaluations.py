"""What the partners say of their mentorship at its end (C10)."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from wvls_mentor.errors import Refused
from wvls_mentor.rules.deadlines import Obligation, PairFacts, concluded_on, obligations
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import pairs, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Evaluation
from wvls_mentor.text import note


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


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An evaluation that was recorded, and which one is still due."""

    facts: PairFacts
    evaluation_id: int | None
    still_open: tuple[Obligation, ...]


def evaluate(
    db: Path, pair_id: int, by: str, answers: Answers, *, on: date, today: date
) -> HandedIn:
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
        there = pairs.evaluation(session, pair_id, by)
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
    return HandedIn(facts, number, still)


def evaluations(db: Path, day: date, *, pair_id: int | None = None) -> list[EvaluationLine]:
    """Every evaluation handed in by *day*."""
    with reading(db) as session:
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
            for row in pairs.evaluations(session, day, pair_id)
        ]
