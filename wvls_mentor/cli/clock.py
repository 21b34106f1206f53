"""The one place that asks what day it is."""

import os
from datetime import date

from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem


def today() -> date:
    """The local date, or the one that ``WVLS_TODAY`` names."""
    fixed = os.environ.get("WVLS_TODAY")
    if not fixed:
        return date.today()
    try:
        return parse_day(fixed, today=date(2000, 1, 1))
    except UsageProblem as problem:
        raise UsageProblem(f"WVLS_TODAY: {problem.message}", problem.hint) from None
