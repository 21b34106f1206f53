"""What a period's visits have earned and what became of it; what is left of a year's budget (C11, C12).

Money is integer cents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.payments import PaymentLine
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
    term: tuple[date, date],
    day: date,
) -> TermMoney:
    """The money of *term*, its first and its last day, as of *day*.

    *results* are of that day. A visit may have been moved since it was paid: whatever was paid in
    the period for a visit out of it counts as for an earlier one.
    """
    first, last = term
    every = [v for r in results for v in r.visits]
    visits = [v for v in every if first <= v.on <= last]
    days = {("stipend", v.meeting_id): v.on for v in every}
    days |= {("travel", t.claim_id): v.on for v in every for t in v.travel}
    sums = {"paid": 0, "earlier": 0, "later": 0}
    for p in (p for p in lines if p.live_on(day)):
        mine = first <= days.get((p.kind, p.item_id), p.paid_on) <= last
        if first <= p.paid_on <= last:
            sums["paid"] += p.amount_cents
            sums["earlier"] += 0 if mine else p.amount_cents
        elif mine:
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
