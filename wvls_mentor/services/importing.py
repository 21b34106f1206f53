"""Rows of a sheet into the database: all or none, every bad row named, the same file again
changes nothing.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sqlmodel import Session

from wvls_mentor.errors import WvlsError
from wvls_mentor.services import import_life, import_meetings, import_pairs, import_people
from wvls_mentor.services.import_rows import FieldProblem, Problem, Row, Tally
from wvls_mentor.store.engine import writing

Importer = Callable[[Session, date, Tally], Callable[[int, dict[str, str]], None]]
_IMPORTERS: dict[str, Importer] = {
    "mentors": import_people.Mentors,
    "mentees": import_people.Mentees,
    "libraries": import_people.Libraries,
    "pairs": import_pairs.Pairs,
    "meetings": import_meetings.Meetings,
    "goals": import_life.Goals,
    "check-ins": import_life.CheckIns,
    "evaluations": import_life.Evaluations,
}


class _Undo(Exception):
    """Ends a transaction without writing."""


def take(db: Path, kind: str, rows: Sequence[Row], *, today: date, write: bool) -> Tally:
    """Bring in *rows* of *kind*; without *write*, or with any error, nothing is changed."""
    tally = Tally()
    try:
        with writing(db) as session:
            importer = _IMPORTERS[kind](session, today, tally)
            for line, row in rows:
                _one(importer, line, row, tally)
            session.flush()
            if tally.errors or not write:
                raise _Undo
    except _Undo:
        pass
    return tally


def _one(
    importer: Callable[[int, dict[str, str]], None], line: int, row: dict[str, str], tally: Tally
) -> None:
    try:
        importer(line, row)
    except FieldProblem as problem:
        tally.errors.append(Problem(line, problem.field, problem.message))
    except WvlsError as problem:
        tally.errors.append(Problem(line, None, FieldProblem(None, problem).message))
