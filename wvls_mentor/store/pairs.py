"""The records of a pair: goals, check-ins, extensions, evaluations, excuses."""

from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from wvls_mentor.store.models import (
    CheckIn,
    Evaluation,
    Excused,
    Extension,
    Goal,
    Meeting,
    Pair,
    Question,
)

_Record = TypeVar("_Record", CheckIn, Evaluation, Excused, Extension, Goal, Meeting, Question)


def records_of(session: Session, kind: type[_Record], pair_id: int) -> list[_Record]:
    """Every record of one *kind* that a pair has, in the order in which they were entered."""
    sql = select(kind).where(col(kind.pair_id) == pair_id).order_by(col(kind.id))
    return list(session.exec(sql))


def every(session: Session) -> list[Pair]:
    """Every pair, oldest first."""
    return list(session.exec(select(Pair).order_by(col(Pair.id))))


def open_goals(session: Session) -> list[Goal]:
    """Every goal that is neither done nor dropped, by pair."""
    sql = select(Goal).where(col(Goal.done_on).is_(None), col(Goal.dropped_on).is_(None))
    return list(session.exec(sql.order_by(col(Goal.pair_id), col(Goal.id))))


def evaluations(session: Session, day: date, pair_id: int | None = None) -> list[Evaluation]:
    """Every evaluation handed in by *day*, of one pair or of all."""
    sql = select(Evaluation).where(col(Evaluation.day) <= day).order_by(col(Evaluation.id))
    if pair_id is not None:
        sql = sql.where(col(Evaluation.pair_id) == pair_id)
    return list(session.exec(sql))


def excuses(session: Session, pair_id: int, kind: str, day: date) -> list[Excused]:
    """The excuses of one kind of obligation that hold on *day* or later."""
    return [
        excuse
        for excuse in records_of(session, Excused, pair_id)
        if excuse.kind == kind and (excuse.until is None or excuse.until >= day)
    ]


def is_extended_after(session: Session, pair_id: int, day: date) -> bool:
    """Whether an extension of the pair was decided after *day*."""
    return any(e.decided_on > day for e in records_of(session, Extension, pair_id))
