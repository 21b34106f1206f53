"""Excel workbooks read as a stream: nothing is held but the text of the cells."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from wvls_mentor.errors import BadInputFile, WvlsError
from wvls_mentor.sheets.limits import MOST_CELLS, MOST_LINES, MOST_ROWS, column_letters, too_much
from wvls_mentor.sheets.workbook_index import Book
from wvls_mentor.sheets.workbook_parts import (
    Damaged,
    Handler,
    digits,
    opened,
    read_part,
    unreadable,
)
from wvls_mentor.sheets.workbooks import openpyxl_or_why

MOST_COLUMNS = 16_384  # as many as Excel has
LONGEST_CELL = 131_072  # characters, as in a CSV
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]*)?([Ee][+-]?[0-9]{1,3})?")

Records = Iterator[tuple[int, list[str]]]


def records(
    raw: bytes,
    path: Path,
    kind: str = "",
    sheet: str = "",
    told: Callable[[str], object] = lambda name: None,
) -> Records:
    """(number, cells) of each row of a workbook: of the sheet so named, or of what fits *kind*.

    The name of the sheet that is read is *told* before its first row. A formula counts as the
    value that was saved with it. Raises BadInputFile for what is no workbook, what unpacks to more
    than 200 MB or holds more than a sheet of people can, and a formula that was saved without a
    value.
    """
    openpyxl_or_why()
    try:
        with opened(raw, path) as packed:
            book = Book(packed, path)
            tab = book.tab(kind, sheet)
            told(tab.name)
            yield from _Page(book).rows(tab.part)
    except WvlsError:
        raise
    except Exception as error:  # as many kinds as there are ways to damage a zip file
        raise unreadable(path) from error


@dataclass(slots=True)
class _Cell:
    """A cell while its tags are open."""

    column: int
    kind: str
    style: int
    formula: bool = False
    value: bool = False
    parts: list[str] = field(default_factory=list)
    size: int = 0


class _Page(Handler):
    """The rows of one sheet, as they are read."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._row = self._rows = self._cells = 0
        self._line: list[str] = []
        self._cell: _Cell | None = None
        self._next = self._seen = 0  # the next column; cells of this row, repeated ones too
        self._open = self._spoken = False
        self._done: list[tuple[int, list[str]]] = []

    def rows(self, part: str) -> Records:
        """(number, cells) of every row that says something."""
        for _ in read_part(self._book.packed, part, self):
            yield from self._done
            self._done.clear()

    def begin(self, tag: str, marks: dict[str, str]) -> None:
        """A row, a cell, or a part of one."""
        if tag == "c":
            self._begin_cell(marks)
        elif tag == "row":
            self._row = digits(marks["r"]) if "r" in marks else self._row + 1
            if not 0 < self._row <= MOST_LINES:
                raise Damaged(f"row {self._row}")
            self._line, self._next, self._seen = [], 0, 0
        elif tag == "rPh":
            self._spoken = True
        elif self._cell is not None:
            if tag == "f":
                self._cell.formula = True
            elif tag in ("v", "is"):
                self._cell.value = True
        self._open = tag in ("v", "t") and not self._spoken and self._cell is not None

    def _begin_cell(self, marks: dict[str, str]) -> None:
        column = self._next if "r" not in marks else _column(marks["r"])
        self._next = column + 1
        self._seen += 1
        self._cells += 1
        if max(self._next, self._seen) > MOST_COLUMNS:
            raise too_much(self._book.path, f"{MOST_COLUMNS:,} columns")
        if self._cells > MOST_CELLS:
            raise too_much(self._book.path, f"{MOST_CELLS:,} cells")
        kind = marks.get("t", "n")
        self._cell = _Cell(column, kind, digits(marks.get("s", "0")))

    def text(self, characters: str) -> None:
        """A part of a cell's value."""
        if self._open and self._cell is not None:
            self._cell.size += len(characters)
            if self._cell.size > LONGEST_CELL:
                raise too_much(self._book.path, f"{LONGEST_CELL:,} characters in a cell")
            self._cell.parts.append(characters)

    def end(self, tag: str) -> None:
        """A cell or a row ends."""
        self._open = False
        if tag == "rPh":
            self._spoken = False
        elif tag == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "row" and self._line:
            self._rows += 1
            if self._rows > MOST_ROWS:
                raise too_much(self._book.path, f"{MOST_ROWS:,} rows")
            self._done.append((self._row, self._line))
            self._line = []

    def _end_cell(self, cell: _Cell) -> None:
        if cell.formula and not cell.value:
            raise BadInputFile(
                f"{self._book.path}: cell {column_letters(cell.column)}{self._row} is a formula "
                "without a value.",
                "Open the workbook, save it again, then import it; or type the value.",
            )
        value = "".join(cell.parts)
        if not value:
            return
        text = self._said(cell, value)
        if not text:
            return
        gap = cell.column - len(self._line)
        if gap >= 0:
            self._cells += gap  # blank cells in between count: they are held too
            if self._cells > MOST_CELLS:
                raise too_much(self._book.path, f"{MOST_CELLS:,} cells")
            self._line += [""] * gap
            self._line.append(text)
        else:
            self._line[cell.column] = text

    def _said(self, cell: _Cell, value: str) -> str:
        """A cell's value as CSV would have it."""
        if cell.kind == "s":
            return self._book.texts[digits(value)]
        if cell.kind in ("str", "inlineStr", "e"):
            return value
        if cell.kind == "b":
            return "yes" if value in ("1", "true") else "no"
        if cell.kind == "d":
            from openpyxl.utils.datetime import from_ISO8601

            return _text(from_ISO8601(value))
        if not _NUMBER.fullmatch(value):
            raise Damaged(value[:40])
        number = float(value)
        if cell.style in self._book.dates or cell.style in self._book.spans:
            return self._moment(cell, number)
        return _text(int(value) if re.fullmatch(r"-?[0-9]{1,300}", value) else number)

    def _moment(self, cell: _Cell, number: float) -> str:
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        epoch = CALENDAR_MAC_1904 if self._book.from_1904 else CALENDAR_WINDOWS_1900
        try:
            return _text(from_excel(number, epoch, timedelta=cell.style in self._book.spans))
        except (ValueError, OverflowError):
            return "#VALUE!"  # what Excel shows of it is a row of ####


def _column(place: str) -> int:
    """The column of ``B7``, counted from 0. Raises Damaged."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise Damaged(place[:40])
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(value: Any) -> str:
    """A value as CSV would have it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
