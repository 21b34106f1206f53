"""A fiscal year against its budget, with the same figures as the board report."""

from datetime import date
from pathlib import Path

from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules import budget as rules
from wvls_mentor.rules import years
from wvls_mentor.rules.budget import Budget
from wvls_mentor.services import forecast, stipends
from wvls_mentor.store import payments, queries
from wvls_mentor.store.engine import reading


def of_year(db: Path, fiscal_year: int | None, day: date) -> Budget:
    """The money of a fiscal year as of *day*; by default of the one that *day* is in.

    Raises UsageProblem for a year that has not begun by then.
    """
    with reading(db) as session:
        book = queries.policy_book(session)
        wanted = fiscal_year or years.fiscal_year_of(book, day)
        first, last = years.fiscal_year_named(book, wanted)
        if first > day:
            raise UsageProblem(
                f"Fiscal year {wanted} begins on {first}, after {day}.", "Choose an earlier one."
            )
        results = stipends.calculated(session, book, day)
        money = rules.term_money(results, payments.lines(session), (first, last), day)
        budget = book.on(last).budget * 100 or None
    expected = most = 0
    if day < last:
        likely = forecast.expect(db, day, last)
        _, expected, most = (total - likely.owed_cents for total in likely.total_cents)
    return Budget(
        fiscal_year=wanted, first=first, last=last, budget_cents=budget, money=money,
        expected_cents=expected, most_cents=most,
    )  # fmt: skip
