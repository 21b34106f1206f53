"""Rows of a sheet into the database: all or none, every bad row named, the same file again
changes nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from wvls_mentor.errors import Refused, WvlsError
from wvls_mentor.store.engine import writing

T = TypeVar("T")
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, with the number of its first line."""

    line: int
    field: str | None
    message: str


@dataclass(slots=True)
class Tally:
    """What an import does, as it goes."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def count(self, new: bool, differences: Sequence[str], who: str, line: int) -> None:
        """Book one row that is good."""
        if new:
            self.added += 1
        elif differences:
            self.changed += 1
            self.changes.append(f"line {line}, {who}: {'; '.join(differences)}")
        else:
            self.unchanged += 1


class FieldProblem(WvlsError):
    """A cell that will not do; becomes a ``Problem`` with its line."""

    def __init__(self, field: str | None, problem: WvlsError) -> None:
        hint = f" {problem.hint}" if problem.hint else ""
        super().__init__(f"{problem.message}{hint}")
        self.field = field


class _Undo(Exception):
    """Ends a transaction without writing."""


def cell(row: dict[str, str], name: str, read: Callable[[str], T]) -> T | None:
    """A cell's value; None where it is blank. Raises FieldProblem."""
    if name not in row:
        return None
    try:
        return read(row[name])
    except WvlsError as problem:
        raise FieldProblem(name, problem) from None


def refuse(field: str | None, message: str, hint: str | None = None) -> FieldProblem:
    """A problem of one cell."""
    return FieldProblem(field, Refused(message, hint))


def take(db: Path, kind: str, rows: Sequence[Row], *, today: date, write: bool) -> Tally:
    """Bring in *rows* of *kind*; without *write*, or with any error, nothing is changed."""
    tally = Tally()
    try:
        with writing(db) as session:
            importer = _importer(kind)(session, today, tally)
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


def _importer(
    kind: str,
) -> Callable[[Session, date, Tally], Callable[[int, dict[str, str]], None]]:
    from wvls_mentor.services import import_life, import_meetings, import_pairs, import_people

    made: dict[str, Callable[[Session, date, Tally], Callable[[int, dict[str, str]], None]]] = {
        "mentors": import_people.Mentors,
        "mentees": import_people.Mentees,
        "libraries": import_people.Libraries,
        "pairs": import_pairs.Pairs,
        "meetings": import_meetings.Meetings,
        "goals": import_life.Goals,
        "check-ins": import_life.CheckIns,
        "evaluations": import_life.Evaluations,
    }
    return made[kind]
