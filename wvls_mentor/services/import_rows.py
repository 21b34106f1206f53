"""What every import counts with: good rows, bad cells, what is odd."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from wvls_mentor.errors import Refused, WvlsError

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
