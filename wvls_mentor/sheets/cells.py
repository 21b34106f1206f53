"""Normalizes cells before they are read: removes guards and words, makes days uniform."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import KINDS, days, readers
from wvls_mentor.sheets.grid_questions import Words
from wvls_mentor.sheets.grids import Grid
from wvls_mentor.sheets.headers import Column
from wvls_mentor.text import is_error, unguarded

_Proof = tuple[int, str]  # the line and the text of a cell that can be read in one order only


@dataclass(frozen=True, slots=True)
class Days:
    """Which date columns are read day first, by the number of their question.

    *clashes* hold a cell of each order: nobody can tell what the others mean. *open* could be read
    either way where another column of the sheet is day first.
    """

    first: Mapping[int, _Proof] = field(default_factory=dict)
    clashes: Mapping[int, tuple[_Proof, _Proof]] = field(default_factory=dict)
    open: tuple[int, ...] = ()

    def notes(self, columns: Sequence[Column]) -> list[str]:
        """Notes for the coordinator about the cells."""

        def name(number: int) -> str:
            return repr(columns[number].header.strip()[:60])

        return [
            *(
                f"{name(n)} holds {text!r} in line {line}: the whole column is read day first."
                for n, (line, text) in self.first.items()
            ),
            *(
                f"{name(n)} is read month first, though other columns are day first. "
                "Check it, or write its dates like 2026-09-01."
                for n in self.open
            ),
        ]


def date_columns(kind: str, columns: Sequence[Column]) -> set[int]:
    """The numbers of the columns that hold days or moments."""
    dated = {f.name for f in KINDS[kind].incoming if f.read is readers.day} | {"timestamp"}
    return {number for number, column in enumerate(columns) if column.field in dated}


def days_of(kind: str, grid: Grid, columns: Sequence[Column]) -> Days:
    """In which order the days of each column stand; every row is looked at before any is read."""
    proofs: dict[int, dict[str, _Proof]] = {}
    either = set[int]()
    for number in date_columns(kind, columns):
        question = columns[number].question
        for line, cells in grid.rows:
            text = cells[number].strip() if number < len(cells) else ""
            if order := days.order(text):
                proofs.setdefault(question, {}).setdefault(order, (line, text[:40]))
            elif days.either_way(text):
                either.add(question)
    first = {n: found["day"] for n, found in proofs.items() if set(found) == {"day"}}
    clashes = {n: (found["day"], found["month"]) for n, found in proofs.items() if len(found) == 2}
    return Days(first, clashes, tuple(sorted(either - proofs.keys())) if first else ())


class Cells:
    """Normalizes the cells of one sheet."""

    def __init__(self, kind: str, columns: Sequence[Column], days_: Days, words: Words) -> None:
        self._columns, self._days, self._words = columns, days_, words
        self._dated = date_columns(kind, columns)
        tidy = {f.name: f.tidy for f in KINDS[kind].incoming}
        self._tidy: list[Callable[[str], str]] = [tidy.get(c.field or "", str) for c in columns]

    def plain(self, cells: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """The texts of a row's cells, and field -> what is wrong with one; blank where unused."""
        texts, wrong = [], dict[str, str]()
        for number, text in enumerate(cells[: len(self._columns)]):
            name = self._columns[number].field
            # Our exports guard what Excel would run as a formula with a quote, which is no part of it.
            clean = "" if name is None else unguarded(text.strip())
            if clean and name is not None and not is_error(clean):
                try:
                    clean = self._one(number, clean)
                except UsageProblem as problem:
                    wrong[name] = f"{problem.message} {problem.hint or ''}".strip()
            texts.append(clean)
        return texts, wrong

    def _one(self, number: int, text: str) -> str:
        """Raises UsageProblem."""
        if topic := self._columns[number].topic:
            priority = self._words.priority(text)
            return f"{topic}:{priority}" if priority else ""
        if number not in self._dated:
            return self._tidy[number](text).strip()
        question = self._columns[number].question
        if question in self._days.clashes and days.order(text) == "day":
            _, (line, other) = self._days.clashes[question]
            raise UsageProblem(
                f"{text[:40]!r} is day first, and line {line} has {other!r}, month first.",
                "Write every date of the column like 2026-09-01.",
            )
        first = question in self._days.first
        if self._columns[number].field == "timestamp":
            return days.plain_timestamp(text, day_first=first)
        return days.plain_day(text, day_first=first)
