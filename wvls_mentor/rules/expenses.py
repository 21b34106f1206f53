"""Expenses of a trip, each with its kind (C12). Money is whole cents."""

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import dollars, money, parse_cents
from wvls_mentor.rules.choices import EXPENSES, choice

# What people call an expense, and its kind.
_CALLED = {
    **dict.fromkeys(("lunch", "dinner", "breakfast", "supper", "food"), "meal"),
    **dict.fromkeys(("hotel", "motel", "room"), "lodging"),
}
MOST_CENTS = 1_000_000  # of a trip, as for one expense


class Expense(NamedTuple):
    """What was spent on a trip besides the miles."""

    kind: str
    amount_cents: int


def read_expense(text: str) -> Expense:
    """An expense of ``89.00:lodging``, or ``89.00 lodging`` as sheets have it; other if not said.

    The kind may come first, be a plural, or be a word such as lunch. Raises UsageProblem for
    another kind, for two expenses at once and for what is no amount.
    """
    words = re.sub(r"[\s:]+", " ", text.strip().replace("$ ", "$"))
    if len(re.findall(r"(?:^|(?<=[ ;]))\$?[0-9]", words)) > 1 and re.search("[A-Za-z]", words):
        raise UsageProblem(
            f"{text.strip()[:40]!r} has more than one amount.",
            "Give one expense at a time, such as 12.50 meal.",
        )
    amount, _, kind = words.partition(" ")
    if re.match(r"[A-Za-z]", amount):
        kind, _, amount = words.rpartition(" ")
    kind = kind.removeprefix("for ").removesuffix(" for")
    word = _kind_of(kind) if kind else "other"
    if word is None:
        raise UsageProblem(
            f"{kind[:40]!r} is not a kind of expense.",
            f"Type an amount and a kind, such as 12.50 meal. Kinds: {', '.join(EXPENSES)}.",
        )
    return Expense(word, parse_cents(amount))


def looks_like_one(text: str) -> bool:
    """Whether *text* is more likely an expense than a route: an amount, a kind with one, a toll."""
    if re.search(r"\$ ?[0-9]|[0-9]\.[0-9]{2}\b|\btolls? +[0-9]|[0-9] +tolls?\b", text.lower()):
        return True
    with suppress(UsageProblem):
        read_expense(text)
        return True
    return False


def _kind_of(text: str) -> str | None:
    names = (*EXPENSES, *_CALLED)
    word = choice(text, names) or choice(text.removesuffix("s"), names)
    return _CALLED.get(word, word) if word else None


def read_expenses(texts: Sequence[str]) -> tuple[Expense, ...]:
    """Every expense of a trip, without those of 0.00. Raises UsageProblem, also for their sum."""
    found = tuple(map(read_expense, texts))
    if sum_of(found) > MOST_CENTS:
        raise UsageProblem(
            f"The expenses come to {money(sum_of(found))}.",
            f"Those of one trip can be {money(MOST_CENTS)} at most.",
        )
    return tuple(e for e in found if e.amount_cents)


def read_listed(text: str) -> tuple[Expense, ...]:
    """The expenses of a cell: ``89.00 lodging; 12.50 parking``. Raises UsageProblem."""
    return read_expenses([part for part in text.split(";") if part.strip()])


def sum_of(expenses: Sequence[Expense]) -> int:
    """What the expenses come to, in cents."""
    return sum(e.amount_cents for e in expenses)


def by_kind(expenses: Sequence[Expense]) -> tuple[Expense, ...]:
    """One expense of each kind, with its sum, in the order in which the kinds come first."""
    kinds = dict.fromkeys(e.kind for e in expenses)
    return tuple(Expense(k, sum_of([e for e in expenses if e.kind == k])) for k in kinds)


def as_text(expenses: Sequence[Expense]) -> str:
    """``89.00 lodging; 12.50 parking``: as the store and sheets have it."""
    return "; ".join(f"{dollars(e.amount_cents)} {e.kind}" for e in expenses)


def kept(text: str, sum_cents: int) -> tuple[Expense, ...]:
    """The expenses of a claim as the store has them.

    The sum is what is paid: where no kind is known for it, it is one expense of the kind other.
    """
    found = read_listed(text)
    if sum_of(found) == sum_cents:  # nothing spent is no expense
        return found
    return (Expense("other", sum_cents),)
