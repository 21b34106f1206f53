"""C12: an expense as people type it."""

import pytest

from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.expenses import Expense, looks_like_one, read_expense


@pytest.mark.parametrize(
    ("text", "kind", "cents"),
    [
        ("89.00:lodging", "lodging", 8900), ("89.00 lodging", "lodging", 8900),
        ("meal 15.40", "meal", 1540), ("lodging: 89", "lodging", 8900),
        ("$ 12.50 meals", "meal", 1250), ("15.40 Meals", "meal", 1540), ("12.50", "other", 1250),
        ("$5", "other", 500), ("0.01 parking", "parking", 1),
        ("lunch 11.50", "meal", 1150), ("$11.50 lunch", "meal", 1150), ("Hotel: 89", "lodging", 8900),
        ("11.50 for lunch", "meal", 1150), ("dinner for $20", "meal", 2000),
        ("1,250 lodging", "lodging", 125000),
    ],
)  # fmt: skip
def test_the_kind_stands_on_either_side(text: str, kind: str, cents: int) -> None:
    assert read_expense(text) == Expense(kind, cents)


@pytest.mark.parametrize("text", ["12.50 fun", "fun 12.50", "meal", "x", "12.50 meal 3", ""])
def test_another_kind_and_no_amount_are_refused(text: str) -> None:
    with pytest.raises(UsageProblem):
        read_expense(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("11.50 meal, 4 parking", "Give one expense at a time, such as 12.50 meal."),
        ("lunch 11,50", "Write dollars, such as 11.50."),
        ("about 12 meal", "Type an amount and a kind, such as 12.50 meal."),
    ],
)
def test_what_is_wrong_with_an_expense_is_said(text: str, hint: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_expense(text)
    assert refused.value.hint is not None and refused.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("typed", "like"),
    [
        ("tolls 4.50", True), ("4 tolls", True), ("$5", True), ("parking 12", True), ("60", True),
        ("Thorp to Wausau, RT", False), ("by I-39", False), ("Hwy 29", False), ("toll road", False),
    ],
)  # fmt: skip
def test_a_route_is_told_from_an_expense(typed: str, like: bool) -> None:
    assert looks_like_one(typed) is like
