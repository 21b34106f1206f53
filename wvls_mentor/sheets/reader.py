"""Reads a sheet into rows by field; writes rows as text that no spreadsheet runs as a formula."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from wvls_mentor.sheets import accounts, answers, grid_questions, other_kinds, survey
from wvls_mentor.sheets import headers as recognition
from wvls_mentor.sheets.cells import Cells, Days, days_of
from wvls_mentor.sheets.chosen import Chosen, choose, refuse_known
from wvls_mentor.sheets.fields import several
from wvls_mentor.sheets.grid_questions import Words
from wvls_mentor.sheets.grids import Grid
from wvls_mentor.sheets.headers import Column
from wvls_mentor.sheets.limits import column_letters
from wvls_mentor.text import fold, is_error, listed, sheet_cell, shortened


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file with what its columns mean."""

    kind: str
    grid: Grid
    columns: tuple[Column, ...]
    days: Days = field(default_factory=Days)
    words: Words = field(default_factory=lambda: Words({}, {}))  # of grid questions
    chosen: Chosen = field(default_factory=Chosen)
    second_header: bool = False  # the line below the header names the options

    @property
    def fingerprint(self) -> str:
        """What tells one form from another: its header."""
        return fingerprint(self.grid)

    @property
    def published(self) -> bool:
        """Whether it is the federal survey."""
        return self.kind == "libraries" and survey.published(self.grid.header)

    @property
    def looks_like(self) -> list[str]:
        """The other kinds that it may be a sheet of.

        Whoever mapped a column or chose rows, now or earlier, has said what the sheet is.
        """
        told = self.chosen.only or any(c.how in ("map", "kept") for c in self.columns)
        if told or self.published:
            return []
        return other_kinds.looks_like(self.kind, self.grid.header)

    @property
    def guesses(self) -> list[Column]:
        """The columns whose meaning is only likely."""
        return [c for c in self.columns if c.how == "guess" and c.question == c.beside]

    @property
    def unused(self) -> list[str]:
        """The headers of the columns that mean nothing here."""
        if self.published:
            return []
        headers = (c.header.strip() for c in self.columns if c.field is None and c.header.strip())
        return list(dict.fromkeys(h for h in headers if fold(h) not in self.chosen.only))

    @property
    def notes(self) -> list[str]:
        """Notes about the columns, before the rows are read."""
        second = ["the line below the header names options: read as part of the header."]
        return [
            *(second if self.second_header else []),
            *self._without_header(),
            *self.days.notes(self.columns),
        ]

    @property
    def mapped(self) -> dict[str, str]:
        """Header -> field of the columns that a map or a guess told of: what to remember.

        With it, under keys that no header can be, what grid answers mean and what holds for all
        rows.
        """
        told = {fold(c.header): c.target for c in self.columns if c.how in ("map", "kept", "guess")}
        return told | self.words.remembered | dict(self.chosen.remembered)

    def header_of(self, name: str | None) -> str:
        """What the sheet itself calls the field *name*."""
        return next((c.header.strip() for c in self.columns if c.field == name), name or "")

    def samples(self, number: int) -> list[str]:
        """Three values of column *number*."""
        return recognition.samples(number, self.grid.rows)

    def without_guesses(self) -> "Sheet":
        """The same sheet with every guessed column left out."""
        guessed = {c.beside for c in self.columns if c.how == "guess"}
        known = (Column(c.header, None) if c.beside in guessed else c for c in self.columns)
        return replace(self, columns=tuple(known))

    def rows(self) -> list[tuple[int, dict[str, str]]]:
        """(number of the first line, field -> text); blank cells are left out.

        Raises BadInputFile when a column is missing that the kind cannot do without.
        """
        lacking = recognition.missing(self.kind, self.columns, self.chosen.given.keys())
        if lacking is not None:
            raise lacking
        plain = self._cells().plain
        found = [
            (line, {**self.chosen.given, **answers.row(self.columns, plain(cells)[0])})
            for line, cells in self.grid.rows
        ]
        if self.published:
            return [(line, survey.usual(row)) for line, row in found]
        return found

    def errors(self) -> dict[int, dict[str, str]]:
        """Line -> field -> what is wrong with a cell, before anybody knows what it is about.

        The error of a formula, a day or phone number that lost its format, or two answers to one
        question.
        """
        found: dict[int, dict[str, str]] = {}
        plain = self._cells().plain
        for line, cells in self.grid.rows:
            texts, wrong = plain(cells)
            wrong |= answers.contradictions(self.columns, texts)
            for number, (column, text) in enumerate(zip(self.columns, cells, strict=False)):
                if column.field is not None and is_error(text.strip()):
                    wrong[column.field] = (
                        f"{self.grid.cell(line, number)} holds the spreadsheet error "
                        f"{text.strip()}. Fix its formula, or type the value."
                    )
            if wrong:
                found[line] = wrong
        return found

    def _cells(self) -> Cells:
        return Cells(self.kind, self.columns, self.days, self.words)

    def _without_header(self) -> list[str]:
        """What became of the columns without a header that hold something."""
        options: dict[int, list[int]] = {}
        lost = []
        for number, column in enumerate(self.columns):
            if column.header.strip() or self.published or not self.samples(number):
                continue
            if column.how == "option":
                options.setdefault(column.beside, []).append(number)
            else:
                lost.append(number)
        notes = [
            f"{self._named(numbers)} without a header: read as more answers to "
            f"{self.columns[beside].header.strip()[:60]!r}."
            for beside, numbers in options.items()
        ]
        if lost:
            notes.append(
                f"{self._named(lost)} without a header: not used. Give them one to import them."
            )
        return notes

    def _named(self, numbers: Sequence[int]) -> str:
        """``columns C (such as 'Budget') and D (such as 'Grants')``."""
        shown = [
            f"{column_letters(n)} (such as {shortened(self.samples(n)[0], 40)!r})"
            for n in numbers[:20]
        ]
        more = [f"{len(numbers) - 20} more"] if len(numbers) > 20 else []
        return f"{'column' if len(numbers) == 1 else 'columns'} {listed([*shown, *more])}"


def fingerprint(grid: Grid) -> str:
    """What tells one form from another: its header row, marks of case and space aside."""
    return sha256("\x1f".join(map(fold, grid.header)).encode()).hexdigest()


def understood(
    whole: Grid,
    kind: str,
    maps: Sequence[str] = (),
    kept: Mapping[str, str] | None = None,
    *,
    topics: Iterable[str] = (),
    sets: Sequence[str] | None = None,
    only: Sequence[str] | None = None,
) -> Sheet:
    """What the columns of a file mean; *maps* are ``THEIR HEADER=field``, *kept* of last time.

    *topics* are the slugs and titles that grid questions may ask about; *sets* and *only* say what
    every row gets and which rows are taken. Raises UsageProblem or BadInputFile.
    """
    grid, options = accounts.second_header(whole)
    before = kept or {}
    chosen = choose(kind, grid, sets, only, before, fingerprint(grid))
    words = grid_questions.words_of(
        grid_questions.told(maps, grid.header, grid.rows) if kind == "mentees" else {}, before
    )
    finder = recognition.GridQuestions(grid.rows, words, set(map(fold, topics)))
    columns = recognition.recognize(
        grid.header, kind, maps, before, finder if kind == "mentees" else None, chosen.given.keys()
    )
    refuse_known(chosen, {c.field for c in columns if c.field})
    lists = several(kind)
    for number, text in enumerate(options):
        if text.strip() and columns[number].field in lists:
            columns[number] = replace(columns[number], answer=text.strip())
    days = days_of(kind, grid, columns)
    taken = tuple(row for row in grid.rows if chosen.takes(grid.header, row[1]))
    return Sheet(
        kind, replace(grid, rows=taken), tuple(columns), days, words, chosen, bool(options)
    )


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
