"""A file as rows of cells: CSV as spreadsheet programs and form services write it, or a workbook."""

import csv
import io
import stat
from dataclasses import dataclass
from pathlib import Path

from wvls_mentor.errors import BadInputFile
from wvls_mentor.words import count, listed

MOST_BYTES = 50_000_000
MOST_COLUMNS = 500
SEPARATORS = ",;\t"


@dataclass(frozen=True, slots=True)
class Grid:
    """A header and its rows as (number of the first line, cells); blank rows are left out."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def load(path: Path, sheet: str = "") -> Grid:
    """The cells of a file; *sheet* names the sheet of a workbook that has several.

    The file is read once, so that what changes it meanwhile changes nothing here. Raises
    BadInputFile when it is missing, too large, damaged or no table.
    """
    raw = _bytes(path)
    if raw[:4] == b"PK\x03\x04":
        from wvls_mentor.exchange import workbooks

        records = workbooks.records(raw, path, sheet)
    else:
        records = records_of(_text(raw, path), path)
    filled = [(line, cells) for line, cells in records if any(cell.strip() for cell in cells)]
    if not filled:
        raise BadInputFile(f"{path} is empty.", "The first line names the columns.")
    first, header = filled[0]
    if len(header) > MOST_COLUMNS:
        raise BadInputFile(f"{path} has {len(header):,} columns.", "Is it the right file?")
    wide = [line for line, cells in filled[1:] if any(c.strip() for c in cells[len(header) :])]
    if wide:
        more = f"; so have lines {listed(map(str, wide[1:11]))}" if wide[1:] else ""
        raise BadInputFile(
            f"{path}: line {wide[0]} has more cells than the {count(len(header), 'header')} "
            f"of line {first}{more}.",
            "Check the quotes and commas there, and that the first line names the columns.",
        )
    rows = tuple((line, tuple(cells[: len(header)])) for line, cells in filled[1:])
    return Grid(tuple(header), rows)


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


def _text(raw: bytes, path: Path) -> str:
    """UTF-8 with a mark or without, UTF-16 with one, else Windows-1252."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", errors="replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise BadInputFile(f"{path} is not a text file.", "Save the sheet as CSV, then try again.")
    return text


def records_of(text: str, path: Path) -> list[tuple[int, list[str]]]:
    """(number of the first line, cells) of each record; quoted cells may hold new lines."""
    first, _, rest = text.partition("\n")
    said = first.strip().lower().removeprefix("sep=")
    told = said if first[:4].lower() == "sep=" and said in SEPARATORS else ""
    reader = csv.reader(
        io.StringIO(rest if told else text, newline=""),
        delimiter=told or _separator(text),
        strict=True,
    )
    found, before = [], 0
    skipped = 1 if told else 0
    try:
        for cells in reader:
            found.append((before + 1 + skipped, cells))
            before = reader.line_num
    except csv.Error as error:
        raise BadInputFile(
            f"{path}: line {before + 1 + skipped} cannot be read: {error}.", "Check its quotes."
        ) from None
    return found


def _separator(text: str) -> str:
    """The mark that stands most often between the headers, quoted ones aside."""
    counts, quoted = dict.fromkeys(SEPARATORS, 0), False
    for mark in text[:100_000]:
        if mark == '"':
            quoted = not quoted
        elif mark in "\r\n" and not quoted and any(counts.values()):
            break
        elif mark in counts and not quoted:
            counts[mark] += 1
    return max(SEPARATORS, key=counts.__getitem__)
