"""A file as rows of cells: CSV as spreadsheet programs and form services write it, or a workbook."""

import codecs
import csv
import io
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.sheets.limits import (
    LONGEST_ROW,
    MOST_BYTES,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    column_letters,
    too_much,
)
from wvls_mentor.text import count, listed

SEPARATORS = ",;\t"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Grid:
    """A header and its rows as (number of the first line, cells); blank rows are left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    workbook: bool = False
    tab: str = ""  # of a workbook: the sheet that was read
    first: int = 1  # the line of the header

    def cell(self, line: int, number: int) -> str:
        """What a cell is called: ``B7`` in a workbook; the lines of a CSV are not its rows."""
        letters = column_letters(number)
        return f"Cell {letters}{line}" if self.workbook else f"Line {line}, column {letters}"


def load(path: Path, kind: str = "", sheet: str = "") -> Grid:
    """The cells of a file; of a workbook, of the sheet named *sheet* or the one that fits *kind*.

    The file is read once, so that what changes it meanwhile changes nothing here. Raises
    BadInputFile when it is missing, too large, damaged or no table.
    """
    _refuse_lock(path)
    raw = _bytes(path)
    workbook = raw[:4] == b"PK\x03\x04"
    tabs: list[str] = []
    if workbook:
        from wvls_mentor.sheets import workbook_reader

        records = workbook_reader.records(raw, path, kind, sheet, tabs.append)
    elif sheet:
        raise UsageProblem(f"{path} is not a workbook: it has no sheets.", "Leave out --sheet.")
    else:
        records = _records(_text(raw), path)
    filled = list(_filled(records, path))
    if not filled:
        raise BadInputFile(f"{path} is empty.", "The first line names the columns.")
    first, header = filled[0]
    if workbook:  # it keeps no blank cells at the end of a row: the last headers may be blank
        widest = max(len(cells) for _, cells in filled)
        header += ("",) * (widest - len(header))
    if len(header) > MOST_COLUMNS:
        raise too_much(path, f"{MOST_COLUMNS} columns")
    wide = [line for line, cells in filled[1:] if len(cells) > len(header)]
    if wide:
        more = f"; so have lines {listed(map(str, wide[1:11]))}" if wide[1:] else ""
        raise BadInputFile(
            f"{path}: line {wide[0]} has more cells than the {count(len(header), 'header')} "
            f"of line {first}{more}.",
            "Check the quotes and commas there, and that the first line names the columns.",
        )
    return Grid(header, tuple(filled[1:]), workbook, "".join(tabs), first)


def _filled(
    records: Iterable[tuple[int, list[str]]], path: Path
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The records that are not blank, without trailing blank cells.

    They are counted as they come, so that a small file that unpacks to a huge one is refused
    before it fills the memory. Raises BadInputFile, which says the bound.
    """
    rows = cells_so_far = characters = 0
    for line, cells in records:
        if line > MOST_LINES:
            raise too_much(path, f"{MOST_LINES:,} lines")
        if not any(map(str.strip, cells)):
            continue
        while rows and not cells[-1].strip():  # the header keeps its own: columns without a name
            cells.pop()
        rows += 1
        cells_so_far += len(cells)
        characters += sum(map(len, cells))
        if rows > MOST_ROWS:
            raise too_much(path, f"{MOST_ROWS:,} rows")
        if cells_so_far > MOST_CELLS:
            raise too_much(path, f"{MOST_CELLS:,} cells")
        if characters > MOST_BYTES:  # one text that thousands of cells share counts in each
            raise too_much(path, f"{MOST_BYTES // 1_000_000} million characters")
        yield line, tuple(cells)


def _refuse_lock(path: Path) -> None:
    """Raise BadInputFile for the file that only says who has a workbook open: no sheet."""
    for begins, ends in (("~$", ""), (".~lock.", "#")):
        name = path.name.removeprefix(begins).removesuffix(ends)
        if path.name == f"{begins}{name}{ends}" and name and path.exists():
            raise BadInputFile(
                f"{path.name[:60]} only marks that {name[:60]} is open in a spreadsheet program.",
                f"Import {name[:60]} itself.",
            )


def _bytes(path: Path) -> bytes:
    try:
        if stat.S_ISFIFO(path.lstat().st_mode):  # it would be waited for until somebody writes
            raise BadInputFile(f"{path} is a pipe, not a file.", "Save the sheet first.")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)  # a device may have no end
    except OSError as error:
        raise BadInputFile(f"{path} cannot be read: {error.strerror}.", "Check the name.") from None
    if len(raw) > MOST_BYTES:
        raise BadInputFile(f"{path} is larger than 50 MB.", "Is it the right file?")
    return raw


def _text(raw: bytes) -> TextIO:
    """UTF-8 with a mark or without, UTF-16 with one, else Windows-1252; decoded as it is read."""
    encoding = "cp1252"
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif _is_utf8(raw):
        encoding = "utf-8-sig"
    # Five bytes have no letter in Windows-1252: one of them must not keep out the whole sheet.
    return io.TextIOWrapper(io.BytesIO(raw), encoding, errors="replace", newline="")


def _is_utf8(raw: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(raw), _CHUNK):
            decoder.decode(raw[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """The lines of a text for the CSV reader; none may make a record of endless length."""

    def __init__(self, text: TextIO, path: Path) -> None:
        self._text, self._path = text, path
        self.number = self.length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(LONGEST_ROW + 1):
            self.number += 1
            self.length += len(line)
            if self.length > LONGEST_ROW:
                raise too_much(
                    self._path, f"{LONGEST_ROW:,} characters in one row, line {self.number}"
                )
            if "\x00" in line:
                raise BadInputFile(
                    f"{self._path} is not a text file.", "Save the sheet as CSV, then try again."
                )
            yield line


def _records(text: TextIO, path: Path) -> Iterator[tuple[int, list[str]]]:
    """(number of the first line, cells) of each record; quoted cells may hold new lines."""
    head = text.read(100_000)
    # Some programs write a first line "sep=;" for Excel: it tells the mark and is no header.
    said = head.partition("\n")[0].strip().lower().removeprefix("sep=")
    told = said if head[:4].lower() == "sep=" and said in SEPARATORS else ""
    text.seek(0)
    lines = _Lines(text, path)
    source = iter(lines)
    if told:
        next(source)
    lines.length, before = 0, lines.number
    # Strict: otherwise an unclosed quote makes one cell of all rows after it.
    reader = csv.reader(source, delimiter=told or _separator(head), strict=True)
    try:
        for cells in reader:
            yield before + 1, cells
            before, lines.length = lines.number, 0
    except csv.Error as error:
        if "field limit" in str(error):
            raise BadInputFile(
                f"{path}: line {before + 1} has a cell of more than "
                f"{csv.field_size_limit():,} characters.",
                "Shorten it, or leave that column out.",
            ) from None
        raise BadInputFile(
            f"{path}: line {before + 1} cannot be read: {error}.", "Check its quotes."
        ) from None


def _separator(head: str) -> str:
    """The mark that stands most often between the headers, quoted ones aside."""
    counts, quoted = dict.fromkeys(SEPARATORS, 0), False
    for mark in head:
        if mark == '"':
            quoted = not quoted
        elif mark in "\r\n" and not quoted and any(counts.values()):
            break
        elif mark in counts and not quoted:
            counts[mark] += 1
    return max(SEPARATORS, key=counts.__getitem__)
