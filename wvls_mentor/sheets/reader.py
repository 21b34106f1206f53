"""A sheet: bytes in, rows by field out; rows in, a text that no spreadsheet runs out."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from wvls_mentor.sheets import headers as recognition
from wvls_mentor.sheets import survey
from wvls_mentor.sheets.grids import Grid
from wvls_mentor.sheets.headers import Column
from wvls_mentor.text import fold, is_error, sheet_cell, unguarded


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file with what its columns mean."""

    kind: str
    grid: Grid
    columns: tuple[Column, ...]

    @property
    def fingerprint(self) -> str:
        """What tells one form from another: its header."""
        return fingerprint(self.grid)

    @property
    def published(self) -> bool:
        """Whether it is the federal survey."""
        return self.kind == "libraries" and survey.published(self.grid.header)

    @property
    def guesses(self) -> list[Column]:
        """The columns whose meaning is only likely."""
        return [c for c in self.columns if c.how == "guess"]

    @property
    def unused(self) -> list[str]:
        """The headers of the columns that mean nothing here."""
        if self.published:
            return []
        return [c.header.strip() for c in self.columns if c.field is None and c.header.strip()]

    @property
    def mapped(self) -> dict[str, str]:
        """Header -> field of the columns that a map or a guess told of: what to remember."""
        return {fold(c.header): c.target for c in self.columns if c.how in ("map", "kept", "guess")}

    def header_of(self, field: str | None) -> str:
        """What the sheet itself calls a field."""
        return next((c.header.strip() for c in self.columns if c.field == field), field or "")

    def samples(self, column: Column) -> list[str]:
        """Three values of a column."""
        return recognition.samples(column, self.columns.index(column), self.grid.rows)

    def without_guesses(self) -> "Sheet":
        """The same sheet with every guessed column left out."""
        known = tuple(Column(c.header, None) if c.how == "guess" else c for c in self.columns)
        return Sheet(self.kind, self.grid, known)

    def rows(self) -> list[tuple[int, dict[str, str]]]:
        """(number of the first line, field -> text); blank cells are left out.

        Raises BadInputFile when a column is missing that the kind cannot do without.
        """
        lacking = recognition.missing(self.kind, self.columns)
        if lacking is not None:
            raise lacking
        found = [(line, self._row(cells)) for line, cells in self.grid.rows]
        if self.published:
            return [(line, survey.usual(row)) for line, row in found]
        return found

    def errors(self) -> dict[int, dict[str, str]]:
        """Line -> field -> what is wrong, of each cell that holds the error of a formula."""
        found: dict[int, dict[str, str]] = {}
        for line, cells in self.grid.rows:
            for number, (column, text) in enumerate(zip(self.columns, cells, strict=False)):
                if column.field is not None and is_error(text.strip()):
                    found.setdefault(line, {})[column.field] = (
                        f"{self.grid.cell(line, number)} holds the spreadsheet error "
                        f"{text.strip()}. Fix its formula, or type the value."
                    )
        return found

    def _row(self, cells: Sequence[str]) -> dict[str, str]:
        row: dict[str, str] = {}
        for column, text in zip(self.columns, cells, strict=False):
            clean = unguarded(text.strip())
            if column.field is not None and clean:
                clean = _with_priority(clean, column.priority)
                row[column.field] = (
                    f"{row[column.field]}; {clean}" if column.field in row else clean
                )
        parts = [row.pop(part) for part in ("first_name", "last_name") if part in row]
        if parts:
            row.setdefault("name", " ".join(parts))
        return row


def fingerprint(grid: Grid) -> str:
    """What tells one form from another: its header row, marks of case and space aside."""
    return sha256("\x1f".join(map(fold, grid.header)).encode()).hexdigest()


def understood(
    grid: Grid, kind: str, maps: Sequence[str] = (), kept: Mapping[str, str] | None = None
) -> Sheet:
    """What the columns of *grid* mean; *maps* are ``THEIR HEADER=field``, *kept* of last time."""
    return Sheet(kind, grid, tuple(recognition.recognize(grid.header, kind, maps, kept)))


def _with_priority(text: str, priority: str) -> str:
    """Each entry of a list of needs with the priority that its column has."""
    if not priority:
        return text
    return "; ".join(f"{part.strip()}:{priority}" for part in text.split(";") if part.strip())


def written(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A sheet as CSV: ISO dates, no cell that a spreadsheet would run, quoted new lines."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([sheet_cell(value) for value in row] for row in rows)
    return out.getvalue()


def manifest(texts: dict[str, str]) -> str:
    """Which files there are, with their rows and checksums."""
    rows = [
        (
            name,
            max(0, sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1),
            sha256(text.encode()).hexdigest(),
        )
        for name, text in texts.items()
    ]
    return written(("file", "rows", "sha256"), rows)
