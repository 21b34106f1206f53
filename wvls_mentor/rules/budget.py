"""What is left of a fiscal year's budget, once all is paid that is owed and expected (C11, C12)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """A fiscal year's money in cents, as *seen* on a day of it.

    *paid_cents* by the day of payment, *owed_cents* at that day whenever it was earned,
    *expected_cents* and *most_cents* what may come beside it up to the last day of the year.
    *budget_cents* is None where none is set.
    """

    fiscal_year: int
    first: date
    last: date
    seen: date
    budget_cents: int | None
    paid_cents: int
    owed_cents: int
    expected_cents: int
    most_cents: int

    @property
    def left_cents(self) -> int | None:
        """What would be left of the budget; below zero where it is not enough."""
        if self.budget_cents is None:
            return None
        return self.budget_cents - self.paid_cents - self.owed_cents - self.expected_cents
