"""The period of a report on money: a calendar year, a fiscal year, or from and to.

Four commands share it. When a fiscal year begins is a setting.
"""

from datetime import date
from typing import Annotated

from wvls_mentor import services
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import number, read_period
from wvls_mentor.errors import UsageProblem

FiscalYear = Annotated[
    int | None,
    option(
        "--fiscal-year",
        metavar="YEAR",
        text="The fiscal year that ends in YEAR.",
        read=number(1952, 2100),
    ),
]


def alone(fiscal_year: int | None, *others: object) -> None:
    """Raise UsageProblem where a fiscal year is named and another period too."""
    if fiscal_year is not None and any(other is not None for other in others):
        raise UsageProblem("--fiscal-year is a period of its own.", "Give one period.")


def read(
    call: Call, year: int | None, fiscal_year: int | None, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """The days of a report, both included; None is open. Raises UsageProblem for two periods."""
    alone(fiscal_year, year, first, last)
    if fiscal_year is not None:
        return services.policy.fiscal_year(call.db, fiscal_year)
    return read_period(year, first, last)
