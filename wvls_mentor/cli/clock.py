"""The one place that asks what day it is."""

import os
from datetime import date

from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem

ANY_TWO_DAYS = (date(2000, 1, 1), date(2051, 7, 3))  # what is read differently then is no date
_HINT = "Use a date such as 2026-11-23."


def today() -> date:
    """The local date, or the one that ``WVLS_TODAY`` names. Raises UsageProblem."""
    fixed = os.environ.get("WVLS_TODAY")
    if not fixed:
        return date.today()
    try:
        days = {parse_day(fixed, today=today) for today in ANY_TWO_DAYS}
    except UsageProblem as problem:
        raise UsageProblem(f"WVLS_TODAY: {problem.message}", _HINT) from None
    if len(days) > 1:  # "today" would be the one that is asked for, "monday" some Monday
        raise UsageProblem(f"WVLS_TODAY: {fixed.strip()[:40]!r} is not one fixed day.", _HINT)
    return days.pop()
