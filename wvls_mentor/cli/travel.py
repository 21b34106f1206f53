"""The expenses of a trip, as options say them and as they are asked for (C12)."""

from collections.abc import Callable

from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.rules import expenses as spent
from wvls_mentor.rules.choices import EXPENSES


def expenses(given: list[str] | None) -> tuple[spent.Expense, ...] | None:
    """What ``--expense`` says, None where it was not given. Raises UsageProblem."""
    return None if not given else spent.read_expenses(given)


def _check_expense(asking: Asking, typed: str) -> str:
    spent.read_expense(typed)
    return typed


def ask_expenses(when: Callable[[Asking], bool]) -> Question:
    """The expenses of a trip, one after the other."""
    text = f"An expense, such as 12.50:parking ({', '.join(EXPENSES)})"
    return Question(text, check=_check_expense, when=when, optional=True, repeat=True)
