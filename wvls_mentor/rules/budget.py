"""What a period's visits have earned and what became of it; what is left of a year's budget (C11, C12).

Money is integer cents.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.payments import Basis, PaymentLine
from wvls_mentor.rules.stipends import PairStipends


@dataclass(frozen=True, slots=True, kw_only=True)
class TermMoney:
    """A period's money: earned goes by the day of the visit, paid by the day of the payment.

    earned = paid - paid for earlier visits + paid later + owed, to the cent.
    """

    stipends_cents: int = 0
    travel_cents: int = 0
    paid_cents: int = 0  # in the period, for whatever visit
    paid_for_earlier_cents: int = 0  # of it, for visits before the period
    paid_later_cents: int = 0  # after the period, for visits of it

    @property
    def earned_cents(self) -> int:
        """Stipends and travel of the visits of the period."""
        return self.stipends_cents + self.travel_cents

    @property
    def paid_in_time_cents(self) -> int:
        """What was paid in the period for visits of it."""
        return self.paid_cents - self.paid_for_earlier_cents

    @property
    def owed_cents(self) -> int:
        """What is not paid yet of what was earned in the period."""
        return self.earned_cents - self.paid_in_time_cents - self.paid_later_cents


def term_money(
    results: Iterable[PairStipends],
    lines: Iterable[PaymentLine],
    bases: Mapping[int, Basis],
    term: tuple[date, date],
    day: date,
) -> TermMoney:
    """The money of *term*, its first and its last day, as of *day*.

    *results* are of that day; *bases* are what the payments were for, by their numbers.
    """
    first, last = term
    visits = [v for r in results for v in r.visits if first <= v.on <= last]
    sums = {"paid": 0, "earlier": 0, "later": 0}
    for p in (p for p in lines if p.live_on(day)):
        on = bases[p.payment_id].visit_on
        if first <= p.paid_on <= last:
            sums["paid"] += p.amount_cents
            sums["earlier"] += p.amount_cents if on < first else 0
        elif p.paid_on > last and first <= on <= last:
            sums["later"] += p.amount_cents
    return TermMoney(
        stipends_cents=sum(v.stipend_cents for v in visits),
        travel_cents=sum(t.amount_cents or 0 for v in visits for t in v.travel),
        paid_cents=sums["paid"],
        paid_for_earlier_cents=sums["earlier"],
        paid_later_cents=sums["later"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A fiscal year's money in cents, as of a day: each visit stands in the budget of its own year.

    *expected_cents* and *most_cents* are what may come beside *money* up to the last day of the
    year. *budget_cents* is None where none is set.
    """

    fiscal_year: int
    first: date
    last: date
    budget_cents: int | None
    money: TermMoney
    expected_cents: int
    most_cents: int

    @property
    def left_cents(self) -> int | None:
        """What would be left of the budget; below zero where it is not enough."""
        if self.budget_cents is None:
            return None
        return self.budget_cents - self.money.earned_cents - self.expected_cents
