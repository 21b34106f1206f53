"""Days as sheets write them: whole calendar days only, in one order for a whole column."""

import re
from datetime import date, datetime

from wvls_mentor.dates import FIRST_DAY, LAST_DAY, MONTH_NUMBERS, full_year, parse_day
from wvls_mentor.errors import UsageProblem

_STAMP = re.compile(
    r"([0-9]{1,4}[/-][0-9]{1,2}[/-][0-9]{1,4})"
    r"(?:[ T]+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?\s*([AaPp][Mm])?)?"
    r"(?:\s*[A-Za-z(+-].*)?"  # the time zone; an odd digit must not pass for the start of one
)
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{2}|[0-9]{4})(?![0-9/])")
_YEAR_FIRST = re.compile(r"([0-9]{4})([/-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9/-])")
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_MONTH_DAY = re.compile(
    _WEEKDAY + r"([a-z]{3,9})\.? +([0-9]{1,2})(?:st|nd|rd|th)?(?:, *| +)([0-9]{4})", re.IGNORECASE
)
_DAY_MONTH = re.compile(
    _WEEKDAY + r"([0-9]{1,2})(?:st|nd|rd|th)?(?: +|-)([a-z]{3,9})\.?(?:,? +|-)([0-9]{4}|[0-9]{2})",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?:[ T]+[0-9]{1,2}:[0-9]{2}.*)?")
_NUMBER = re.compile(r"([0-9]{5})(?:\.[0-9]+)?")
_EXCEL = date(1899, 12, 30).toordinal()  # the day that Excel's numbers count from
HINT = "Write it like 2026-09-01 or 9/1/2026."


def order(text: str) -> str:
    """``day`` or ``month``, if the first number of a cell can only be that; otherwise empty."""
    found = _SLASHES.match(text.strip())
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    if 12 < first <= 31 and 1 <= second <= 12:
        return "day"
    return "month" if 12 < second <= 31 and 1 <= first <= 12 else ""


def either_way(text: str) -> bool:
    """Whether a cell could be read day first or month first, and would differ."""
    found = _SLASHES.match(text.strip())
    return bool(found) and found[1] != found[2] and not order(text)  # type: ignore[index]


def excel_number(text: str) -> UsageProblem | None:
    """The refusal of a day that lost its format: ``46266``; None for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    day = int(found[1]) + _EXCEL if found else 0
    if not FIRST_DAY.toordinal() <= day <= LAST_DAY.toordinal():
        return None
    return UsageProblem(
        f"{text.strip()[:40]} is Excel's number for a day: format the column as a date "
        f"({date.fromordinal(day)})."
    )


def sheet_day(text: str, *, day_first: bool = False) -> date:
    """The calendar day of a cell; a time behind it is dropped.

    Raises UsageProblem for all else: a sheet is read on another day than it was written, so no
    "today" and no weekday.
    """
    clean = " ".join(text.split())
    number = excel_number(clean)
    if number is not None:
        raise number
    parts = _parts(clean, day_first)
    if parts is None:
        raise UsageProblem(f"{clean[:40]!r} is not a date.", HINT)
    try:
        day = date(*parts)
    except ValueError:
        raise UsageProblem(f"There is no such day as {clean[:40]!r}.", HINT) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageProblem(
            f"The year of {clean[:40]!r} is out of range.",
            f"Years go from {FIRST_DAY.year} to {LAST_DAY.year}.",
        )
    return day


def _parts(text: str, day_first: bool) -> tuple[int, int, int] | None:
    """(year, month, day) as written, whether or not there is such a day."""
    if (found := _YEAR_FIRST.match(text)) and _TIME.fullmatch(text[found.end() :]):
        return int(found[1]), int(found[3]), int(found[4])
    if (found := _SLASHES.match(text)) and _TIME.fullmatch(text[found.end() :]):
        month, day = (found[2], found[1]) if day_first else (found[1], found[2])
        return full_year(found[3]), int(month), int(day)
    if found := _MONTH_DAY.fullmatch(text):
        name, day, said = found.groups()
    elif found := _DAY_MONTH.fullmatch(text):
        day, name, said = found.groups()
    else:
        return None
    number = MONTH_NUMBERS.get(name.lower())
    return None if number is None else (full_year(said), number, int(day))


def plain_day(text: str, *, day_first: bool = False) -> str:
    """A cell as every reader of days reads it: unchanged if that is the same day, otherwise in ISO.

    What was remembered of a sheet stays comparable. Raises UsageProblem.
    """
    day = sheet_day(text, day_first=day_first)
    try:
        if parse_day(text, today=day) == day:
            return text
    except UsageProblem:
        pass
    return day.isoformat()


def plain_timestamp(text: str, *, day_first: bool = False) -> str:
    """A form's timestamp with its day turned round where it stands first. Raises UsageProblem."""
    number = excel_number(text)
    if number is not None:
        raise number
    found = _SLASHES.match(text.strip())
    if not day_first or found is None:
        return text
    day = sheet_day(found[0], day_first=True)
    return f"{day}{text.strip()[found.end() :]}"


def timestamp(text: str) -> datetime:
    """The moment of a form's timestamp: ``9/14/2026 8:02:11`` or ``2026/09/14 8:10:00 AM CST``.

    Raises UsageProblem for anything else.
    """
    found = _STAMP.fullmatch(" ".join(text.split()))
    parts = _parts(found[1], day_first=False) if found else None
    if found is None or parts is None:
        raise _no_timestamp(text)
    hour, minute, second = (int(found[n] or 0) for n in (2, 3, 4))
    if found[5]:
        hour = hour % 12 + (12 if found[5].lower() == "pm" else 0)
    try:
        return datetime(*parts, hour, minute, second)
    except ValueError:
        raise _no_timestamp(text) from None


def _no_timestamp(text: str) -> UsageProblem:
    return UsageProblem(f"{text[:40]!r} is not a timestamp.", "Write it like 9/14/2026 8:02:11.")


def timestamp_day(text: str) -> date:
    """The day of a form's timestamp. Raises UsageProblem."""
    return timestamp(text).date()
