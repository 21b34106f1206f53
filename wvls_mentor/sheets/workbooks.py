"""Writes Excel workbooks by the same rules as CSV; needs the extra ``xlsx``."""

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import sheet_cell


def openpyxl_or_why() -> Any:
    """The library behind workbooks. Raises UsageProblem, which says how to get it."""
    try:
        import openpyxl
    except ImportError:
        raise UsageProblem(
            "Excel workbooks need two more packages.",
            "Install them with: pip install openpyxl defusedxml   or use CSV.",
        ) from None
    return openpyxl


# Columns that a spreadsheet should be able to add up, with how it shows them.
_FORMATS = {
    "amount": "0.00", "rate": "0.00##", "hours": "[h]:mm",
}  # fmt: skip
_WIDEST = 60


def written(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]]) -> bytes:
    """A workbook of (name, header, rows): dates and numbers as such, no text that would run."""
    openpyxl = openpyxl_or_why()
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
