"""Days as people type them, and calendar months counted from an anchor."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial

from dateutil.relativedelta import relativedelta

from wvls_mentor.errors import UsageProblem

FIRST_DAY = date(1950, 1, 1)
LAST_DAY = date(2100, 12, 31)

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = {
    name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])
} | {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY_SHORT = {
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3,
    "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
_FORMS = (  # of a day with or without its year
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?:/(?P<year>[0-9]{4}|[0-9]{2}))?"),
    re.compile(
        r"(?P<month>[A-Za-z]{3,9})\.? +(?P<day>[0-9]{1,2})(?:(?:, *| +)(?P<year>[0-9]{4}))?"
    ),
    # As a spreadsheet shows a day: 23-Nov-26.
    re.compile(r"(?P<day>[0-9]{1,2})-(?P<month>[A-Za-z]{3,9})-(?P<year>[0-9]{4}|[0-9]{2})"),
)
_YEARS = re.compile(r"([0-9]{1,2})(?:\.([0-9]{1,2}))?")


def example_day(today: date, *, ahead: bool) -> date:
    """A day that can be typed as an answer: a few days before *today*, or two weeks after it."""
    return min(today + timedelta(days=14 if ahead else -3), LAST_DAY)


def examples(today: date, *, ahead: bool, yearless: bool = True) -> str:
    """The hint of a date that cannot be read: each example in it can be typed as it stands.

    A fixed Nov 23 was a day to come for nearly a whole year, and refused wherever it was copied.
    """
    day = example_day(today, ahead=ahead)
    words = f"{spelled(day)[:-6]}, {_slashes(day)}" if yearless else _slashes(day)
    return f"Enter a date such as {words}, {'tomorrow' if ahead else 'yesterday'} or Monday."


def _slashes(day: date) -> str:
    return f"{day.month}/{day.day}/{day.year}"


def month_number(text: str) -> int | None:
    """The number of a month, 1 to 12, as a number or by its name, ``July`` or ``Jul``; or None."""
    clean = text.strip().lower().removesuffix(".")
    if re.fullmatch("0?[1-9]|1[0-2]", clean):
        return int(clean)
    return MONTH_NUMBERS.get(clean)


@lru_cache(maxsize=8192)  # a report asks for the same few hundred days again and again
def months_after(anchor: date, months: int) -> date:
    """The day *months* calendar months after *anchor*, clipped to the month's end.

    Always count from the anchor: chaining clipped dates drifts (31 Jan, 28 Feb, 28 Mar).
    """
    return anchor + relativedelta(months=months)


def spelled(day: date) -> str:
    """A day as people write it: ``Jun 30, 2026``."""
    return f"{_MONTHS[day.month - 1][:3].title()} {day.day}, {day.year}"


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


_MONTH_OF_YEAR = (
    re.compile(r"(?P<month>[0-9]{1,2})[/-](?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4})[/-](?P<month>[0-9]{1,2})"),
    re.compile(r"(?P<month>[A-Za-z]{3,9})[.,]? +(?P<year>[0-9]{4})"),
)


def parse_month(text: str) -> date | None:
    """The first day of a month with its year, ``5/2026`` or ``May 2026``; None for anything else."""
    for form in _MONTH_OF_YEAR:
        if (found := form.fullmatch(text.strip())) and (month := month_number(found["month"])):
            return date(int(found["year"]), month, 1)
    return None


def parse_day(text: str, *, today: date, ahead: bool = False, yearless: bool = False) -> date:
    """The day that *text* names: a date as in ``_FORMS``, today, yesterday, tomorrow, a weekday.

    A weekday is the most recent one before *today*, or with *ahead* the next one after it. With
    *yearless* a day may lack its year: then it is the most recent one up to *today*, or with
    *ahead* the next one from *today* on. Raises UsageProblem for everything else, a bare number
    and a 30 February included, and for a yearless day that is more than twelve months back.
    """
    word = text.strip().lower()
    relative = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if word in relative:
        return _within(today + timedelta(days=relative[word]), text)
    weekday = _WEEKDAYS.index(word) if word in _WEEKDAYS else _WEEKDAY_SHORT.get(word)
    if weekday is not None:
        return _within(_nearest_weekday(weekday, today, ahead=ahead), text)
    hint = partial(examples, today, ahead=ahead, yearless=yearless)
    year, month, day = _calendar_parts(text.strip(), hint)
    if not _exists(2000 if year is None else year, month, day):  # 2000 has a 29 February
        raise UsageProblem(f"There is no such day as {text.strip()[:40]!r}.", hint())
    if year is not None:
        return _within(date(year, month, day), text)
    if not yearless:
        raise UsageProblem(
            f"{text.strip()[:40]!r} has no year.",
            f"Add the year, such as {_slashes(example_day(today, ahead=ahead))}.",
        )
    return _within(_nearest_of_year(month, day, text, today, ahead=ahead), text)


def lacks_year(text: str) -> bool:
    """Whether a day that can be read is written without its year; ``today`` and ``Friday`` are not."""
    found = filter(None, (form.fullmatch(text.strip()) for form in _FORMS))
    return any(one["year"] is None for one in found)


def _calendar_parts(text: str, hint: Callable[[], str]) -> tuple[int | None, int, int]:
    """(year or None, month, day). Raises UsageProblem for any other form."""
    for form in _FORMS:
        if found := form.fullmatch(text):
            year, name, day = found["year"], found["month"].lower(), int(found["day"])
            month = int(name) if name.isdigit() else MONTH_NUMBERS.get(name)
            if month is not None:
                return None if year is None else full_year(year), month, day
    raise UsageProblem(f"{text.strip()[:40]!r} is not a date.", hint())


def full_year(digits: str) -> int:
    """A year of four digits, or of two: 00 to 49 are 20xx, 50 to 99 are 19xx."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _exists(year: int, month: int, day: int) -> bool:
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _nearest_of_year(month: int, day: int, text: str, today: date, *, ahead: bool) -> date:
    """The nearest such day on one side of *today*, which counts. Leap days are 8 years apart at most."""
    step = 1 if ahead else -1
    years = (today.year + step * n for n in range(9))
    days = (date(year, month, day) for year in years if _exists(year, month, day))
    found = next(d for d in days if (d >= today if ahead else d <= today))
    if years_after(found, 1) < today:
        raise UsageProblem(
            f"The last {text.strip()[:40]!r} is more than twelve months back.",
            f"Add the year: {found:%m/%d/%Y}.",
        )
    return found


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


def spoken(day: date, today: date) -> str:
    """A day as people say it: ``Nov 17``; with its year where that is another than today's."""
    said = f"{_MONTHS[day.month - 1][:3].capitalize()} {day.day}"
    return said if day.year == today.year else f"{said}, {day.year}"


# A day of ISO by itself: not in a file's name, nor quoted as it was typed, nor a thing to type.
_ISO = re.compile(
    r"(?P<typed>--[a-z-]+[ =\ue000]|such as |A date is |23-Nov-26, )?(?<![\w'\"/.:-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w'\"/-]|[.:]\w)"
)


def in_words(text: str, today: date | None, *, blank: str = " ") -> str:
    """A sentence of ours for people: each ISO day in it as they say it, commands as they are.

    Services and rules write ISO days, as JSON and sheets have them; only what is printed for
    people says ``Nov 17``. Without *today* every day has its year; *blank* stands between its words.
    """

    def said(found: re.Match[str]) -> str:
        if found["typed"]:
            return found[0]
        try:
            day = date.fromisoformat(found[0])
        except ValueError:  # no such day: it stays as it was typed
            return found[0]
        words = spelled(day) if today is None else spoken(day, today)
        return words.replace(" ", blank)

    return _ISO.sub(said, text) if "-" in text else text
