"""Excel workbooks, in and out, under the same rules as CSV; needs the extra ``xlsx``."""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from wvls_mentor.errors import BadInputFile, UsageProblem, WvlsError
from wvls_mentor.words import sheet_cell

MOST_UNPACKED = 200_000_000
MOST_PARTS = 2_000
MOST_ROWS = 200_000
MOST_COLUMNS = 16_384


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise UsageProblem(
            "Excel workbooks need two more packages.",
            "Install them with: pip install openpyxl defusedxml   or use CSV.",
        ) from None
    return openpyxl


def records(raw: bytes, path: Path, sheet: str = "") -> list[tuple[int, list[str]]]:
    """(number, cells) of each row of a workbook: of the sheet so named, else of the first.

    A formula counts as the value that was saved with it. Raises BadInputFile for what is no
    workbook, what unpacks to more than 200 MB, and a formula that was saved without a value.
    """
    _refuse_bomb(raw, path)
    try:
        return _cells(raw, path, sheet)
    except WvlsError:
        raise
    except Exception as error:  # a damaged workbook lets every kind of error out of openpyxl
        raise _damaged(path) from error


def _cells(raw: bytes, path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    load_workbook = _openpyxl().load_workbook
    formulas, values = (
        load_workbook(io.BytesIO(raw), read_only=True, data_only=saved) for saved in (False, True)
    )
    name = next((n for n in values.sheetnames if n.casefold() == sheet.casefold()), None)
    name = name or values.sheetnames[0]
    found = []
    for book in (formulas, values):
        book[name].reset_dimensions()  # what a file says of its own size is not to be trusted
    pairs = zip(formulas[name].iter_rows(), values[name].iter_rows(), strict=False)
    for number, (said, saved) in enumerate(pairs, 1):
        if number > MOST_ROWS:
            raise BadInputFile(f"{path} has more than {MOST_ROWS:,} rows.", "Is it the right file?")
        found.append((number, _texts(number, said, saved, path)))
    return found


def _refuse_bomb(raw: bytes, path: Path) -> None:
    """What a small file would unpack to is in its table of contents: look before unpacking."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            parts = packed.infolist()
    except Exception:  # as many kinds as there are ways to damage a zip file
        raise _damaged(path) from None
    if len(parts) > MOST_PARTS or sum(p.file_size for p in parts) > MOST_UNPACKED:
        raise BadInputFile(f"{path} unpacks to more than 200 MB.", "Is it the right file?")


def _damaged(path: Path) -> BadInputFile:
    return BadInputFile(f"{path} is no workbook that can be read.", "Save it as .xlsx or .csv.")


def _texts(number: int, said: Sequence[Any], saved: Sequence[Any], path: Path) -> list[str]:
    found = []
    for formula, value in zip(said, saved, strict=False):
        if formula.data_type == "f" and value.value is None:
            raise BadInputFile(
                f"{path}: cell {formula.coordinate} is a formula without a value.",
                "Open the workbook, save it again, then import it; or type the value.",
            )
        found.append(_text(value.value))
    while found and not found[-1]:
        found.pop()
    if len(found) > MOST_COLUMNS:
        raise BadInputFile(
            f"{path}: row {number} has {len(found):,} cells.", "Is it the right file?"
        )
    return found


def _text(value: object) -> str:
    """A cell's value as CSV would have it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, time):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


# Columns that a spreadsheet should be able to add up, with how it shows them.
_FORMATS = {
    "amount": "0.00", "expense": "0.00", "other_expense": "0.00", "rate": "0.00##", "hours": "[h]:mm",
}  # fmt: skip
_WIDEST = 60


def written(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """A workbook of (name, header, rows): dates and numbers as such, no text that would run."""
    openpyxl = _openpyxl()
    book = openpyxl.Workbook(write_only=True)
    for name, header, rows in sheets:
        values = [
            [_value(text, column) for text, column in zip(row, header, strict=True)] for row in rows
        ]
        page = book.create_sheet(name)
        page.freeze_panes = "A2"
        for number, column in enumerate(header):
            longest = max(len(column), *(len(str(row[number] or "")) for row in values[:500]), 8)
            letter = openpyxl.utils.get_column_letter(number + 1)
            page.column_dimensions[letter].width = min(longest, _WIDEST) + 2
        page.append(list(header))
        for row in values:
            page.append(
                [_cell(page, value, column) for value, column in zip(row, header, strict=True)]
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(page: Any, value: object, column: str) -> object:
    if column not in _FORMATS or value is None or isinstance(value, str):
        return value
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=value)
    cell.number_format = _FORMATS[column]
    return cell


def _value(value: object, column: str) -> object:
    if column in _FORMATS and isinstance(value, str):
        hours = re.fullmatch(r"([0-9]+):([0-9]{2})", value)
        return timedelta(hours=int(hours[1]), minutes=int(hours[2])) if hours else float(value)
    if isinstance(value, str) and re.fullmatch(r"(19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]", value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    if isinstance(value, date):
        return value
    plain = sheet_cell(value)
    return None if plain == "" else plain
