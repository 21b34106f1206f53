"""C12: an expense as people type it."""

import pytest

from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.expenses import Expense, read_expense


@pytest.mark.parametrize(
    ("text", "kind", "cents"),
    [
        ("89.00:lodging", "lodging", 8900), ("89.00 lodging", "lodging", 8900),
        ("meal 15.40", "meal", 1540), ("lodging: 89", "lodging", 8900),
        ("$ 12.50 meals", "meal", 1250), ("15.40 Meals", "meal", 1540), ("12.50", "other", 1250),
        ("$5", "other", 500), ("0.01 parking", "parking", 1),
    ],
)  # fmt: skip
def test_the_kind_stands_on_either_side(text: str, kind: str, cents: int) -> None:
    assert read_expense(text) == Expense(kind, cents)


@pytest.mark.parametrize("text", ["12.50 fun", "fun 12.50", "meal", "x", "12.50 meal 3", ""])
def test_another_kind_and_no_amount_are_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        read_expense(text)
