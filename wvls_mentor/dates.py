"""Days as people type them, and calendar months counted from an anchor."""

import re
from datetime import date, timedelta
from functools import lru_cache

from dateutil.relativedelta import relativedelta

from wvls_mentor.errors import UsageProblem

FIRST_DAY = date(1950, 1, 1)
LAST_DAY = date(2100, 12, 31)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_SHORT = {
    name: number
    for number, names in enumerate(
        (
            ("mon",),
            ("tue", "tues"),
            ("wed", "weds"),
            ("thu", "thur", "thurs"),
            ("fri",),
            ("sat",),
            ("sun",),
        )
    )
    for name in names
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_WORDS = re.compile(r"([A-Za-z]{3,9})\.? +([0-9]{1,2})(?:, *| +)([0-9]{4})")
_YEARS = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?")

ACCEPTED = "2026-11-23, 11/23/2026, Nov 23 2026, today, yesterday, tomorrow or a weekday"


@lru_cache(maxsize=8192)  # a report asks for the same few hundred days again and again
def months_after(anchor: date, months: int) -> date:
    """The day *months* calendar months after *anchor*, clipped to the month's end.

    Always count from the anchor: chaining clipped dates drifts (31 Jan, 28 Feb, 28 Mar).
    """
    return anchor + relativedelta(months=months)


def spelled(day: date) -> str:
    """A day as people write it: ``Jun 30, 2026``."""
    return f"{_MONTHS[day.month - 1].title()} {day.day}, {day.year}"


def years_after(anchor: date, years: int) -> date:
    """The same day *years* later; 29 February becomes 28 where the year has none."""
    return months_after(anchor, 12 * years)


def years_before(text: str, day: date) -> date:
    """The day *text* years before *day*, to the month: round-half-up(12 x years) months.

    Raises UsageProblem unless *text* is 0 to 70 with two decimals at most.
    """
    found = _YEARS.fullmatch(text.strip())
    if not found or int(found[1]) > 70:
        raise UsageProblem(f"{text[:40]!r} is not a number of years.", "Use 0 to 70, such as 2.5.")
    hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0"))
    return months_after(day, -((12 * hundredths + 50) // 100))


def parse_day(text: str, *, today: date, ahead: bool = False) -> date:
    """The day that *text* names, in one of the forms of ``ACCEPTED``.

    A weekday is the most recent one before *today*, or with *ahead* the next one after it.
    Raises UsageProblem for everything else, a bare number and a 30 February included.
    """
    word = text.strip().lower()
    relative = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word in relative:
        return _within(today + timedelta(days=relative[word]), text)
    weekday = _WEEKDAYS.index(word) if word in _WEEKDAYS else _WEEKDAY_SHORT.get(word)
    if weekday is not None:
        return _within(_nearest_weekday(weekday, today, ahead=ahead), text)
    parts = _calendar_parts(text.strip())
    if parts is None:
        raise _unreadable(text)
    try:
        day = date(*parts)
    except ValueError:
        raise UsageProblem(
            f"There is no such day as {text.strip()[:40]!r}.", f"A date is {ACCEPTED}."
        ) from None
    return _within(day, text)


def _calendar_parts(text: str) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := _SLASHES.fullmatch(text):
        month, day, year = found.groups()
        return int(year), int(month), int(day)
    if found := _WORDS.fullmatch(text):
        name = found.group(1).lower()
        for names in (_MONTHS, _FULL_MONTHS):
            if name in names:
                return int(found.group(3)), names.index(name) + 1, int(found.group(2))
        if name == "sept":
            return int(found.group(3)), 9, int(found.group(2))
    return None


def _nearest_weekday(weekday: int, today: date, *, ahead: bool) -> date:
    if ahead:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _within(day: date, text: str) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UsageProblem(
            f"The year of {text.strip()[:40]!r} is out of range.",
            f"Years go from {FIRST_DAY.year} to {LAST_DAY.year}.",
        )
    return day


def _unreadable(text: str) -> UsageProblem:
    return UsageProblem(f"{text.strip()[:40]!r} is not a date.", f"A date is {ACCEPTED}.")


def spoken(day: date, today: date) -> str:
    """A day as people say it: ``Nov 17``; with its year where that is another than today's."""
    said = f"{_MONTHS[day.month - 1].capitalize()} {day.day}"
    return said if day.year == today.year else f"{said}, {day.year}"
