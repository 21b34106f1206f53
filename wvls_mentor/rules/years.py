"""The days of a fiscal year, which is named for the calendar year in which it ends."""

from datetime import date, timedelta

from wvls_mentor.dates import months_after
from wvls_mentor.rules.policy import PolicyBook


def fiscal_year(start_month: int, year: int) -> tuple[date, date]:
    """The first and the last day of fiscal year *year*, which begins in *start_month* (1 to 12)."""
    begins_in = year if start_month == 1 else year - 1
    first = date(begins_in, start_month, 1)
    return first, months_after(first, 12) - timedelta(days=1)


def fiscal_year_named(book: PolicyBook, year: int) -> tuple[date, date]:
    """Fiscal year *year* with the settings of its last day.

    Where the month was changed so that no year of that name ends under its own setting, the one
    in force at the end of the calendar year counts.
    """
    for month in sorted({book.on(date(year, m, 28)).fiscal_year_start for m in range(1, 13)}):
        first, last = fiscal_year(month, year)
        if book.on(last).fiscal_year_start == month:
            return first, last
    return fiscal_year(book.on(date(year, 12, 31)).fiscal_year_start, year)


def fiscal_year_of(book: PolicyBook, day: date) -> int:
    """The name of the fiscal year that *day* is in, by the setting in force on it."""
    _, last = fiscal_year(book.on(day).fiscal_year_start, day.year)
    return day.year if day <= last else day.year + 1


def period_before(first: date, last: date) -> tuple[date, date]:
    """The period just before, of the same length: in months if the period is whole months."""
    end = first - timedelta(days=1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return months_after(first, -months), end
    return end - (last - first), end
