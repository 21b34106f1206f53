"""Records and lists evaluations, and says what is refused (C10)."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import Refused
from wvls_mentor.rules.deadlines import Obligation, evaluations_open, obligations
from wvls_mentor.rules.evaluations import Answers as Answers
from wvls_mentor.rules.evaluations import EvaluationLine as EvaluationLine
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store import pairs, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Evaluation
from wvls_mentor.store.session import Session
from wvls_mentor.text import note


@dataclass(frozen=True, slots=True)
class HandedIn:
    """An evaluation that was recorded, and which one is still due."""

    facts: PairFacts
    evaluation_id: int | None
    still_open: tuple[Obligation, ...]
    replaces: EvaluationLine | None = None


def evaluate(
    db: Path,
    pair_id: int,
    by: str,
    answers: Answers,
    *,
    on: date,
    today: date,
    replace: bool = False,
    write: bool = True,
) -> HandedIn:
    """Record one partner's evaluation, handed in on *on* (C10).

    Whether it is too early is judged by the term as it stood on its day: one that an extension has
    left behind is kept as interim. Raises Refused then, and for a second one unless it is to
    *replace* the first. Without *write* only what would be.
    """
    with (writing if write else reading)(db) as session:
        facts = facts_of(session, pair_id, today)
        inside(facts, on, after=True)
        refuse_too_early(session, facts, on)
        there = _same(session, facts, by, on)
        if there is not None and not replace:
            raise Refused(
                f"The {by} of this pair handed in an evaluation on {there.day}.",
                f"See it: wvls evaluations --detail --pair {pair_id}\n"
                f"To replace it: wvls evaluate {pair_id} --by {by} --replace",
            )
        replaces = None if there is None else _line(there, facts)
        row = there or Evaluation(pair_id=pair_id, partner=by, day=on)
        if write:
            values = asdict(answers) | {"day": on, "note": note(answers.note)}
            session.add(row.sqlmodel_update(values))
            session.flush()
            facts = facts_of(session, pair_id, today)
        number = row.id
    still = tuple(o for o in obligations(facts, today) if o.kind == "evaluation" and o.open)
    return HandedIn(facts, number, still, replaces)


def _same(session: Session, facts: PairFacts, by: str, on: date) -> Evaluation | None:
    """The evaluation that one of *on* would be the second to: final or interim as that is.

    The one of the same day, or the newest: a sheet may have brought several.
    """
    opens = evaluations_open(facts)
    found = [
        row
        for row in pairs.records_of(session, Evaluation, facts.pair_id)
        if row.partner == by and (row.day < opens) == (on < opens)
    ]
    return max(found, key=lambda row: (row.day == on, row.day), default=None)


def refuse_too_early(session: Session, facts: PairFacts, on: date) -> None:
    """Refuse an evaluation of a day before the window, as it stands and as it stood on *on* (C10).

    So what was in time stays so when the term is extended, and a sheet can be imported again.
    """
    opens = evaluations_open(facts)
    if on < opens and on < evaluations_open(facts_of(session, facts.pair_id, on)):
        raise Refused(
            f"Evaluations of this pair are handed in from {opens} on (C10).",
            f"If the mentorship is over: wvls end {facts.pair_id} --reason REASON",
        )


def evaluations(db: Path, day: date, *, pair_id: int | None = None) -> list[EvaluationLine]:
    """Every evaluation handed in by *day*."""
    with reading(db) as session:
        facts = {
            f.pair_id: f for f in queries.pair_facts(session, queries.policy_book(session), day)
        }
        return [_line(row, facts[row.pair_id]) for row in pairs.evaluations(session, day, pair_id)]


def _line(row: Evaluation, facts: PairFacts) -> EvaluationLine:
    return EvaluationLine(
        evaluation_id=row.id or 0,
        pair_id=row.pair_id,
        mentor=facts.mentor,
        mentee=facts.mentee,
        by=row.partner,
        on=row.day,
        answers=Answers(
            rating=row.rating,
            goals_met=row.goals_met,
            support=row.support,
            again=row.again,
            note=row.note,
        ),
        interim=row.day < evaluations_open(facts),
    )
