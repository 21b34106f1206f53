"""Rates and payments: a line answers for the rate it was paid by, and for no other."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

RATE = ("policy", "rate", "mileage")


def _paid(program: Program) -> None:
    """Entry by entry: a visit in May with 100 miles, paid by the rate of 1 January."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-05-05", "6", "--miles", "100")
    words = ["stipends", "pay", "--reference", "x", "--yes", "--on", "2026-05-10"]
    assert program(*words).code == 0


@pytest.fixture
def paid(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paid)


def _why(program: Program, payment: int, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = program("stipends", "why", str(payment), "-f", "json", *words).json[
        "payments"
    ][0]
    return found


def _mistyped(program: Program) -> int:
    """A rate dated back behind the visit; the number of its entry."""
    assert program(*RATE, "7.30", "--from", "2026-03-01", "--yes").code == 0
    return int(program("history", "-f", "json").json["entries"][0]["entry_id"])


def test_why_names_the_rate_that_was_in_force_when_it_was_paid(paid: Program) -> None:
    _mistyped(paid)
    found = _why(paid, 2)
    assert (found["payment"]["rate"], found["rate_since"]) == (0.725, "2026-01-01")
    assert "0.725 (from Jan 1)" in " ".join(paid("stipends", "why", "2").out.split())


def test_why_names_the_settings_that_were_in_force_when_it_was_paid(paid: Program) -> None:
    words = ["policy", "set", "visit_min_hours", "8", "--from", "2026-01-01", "--yes"]
    assert paid(*words).code == 0
    settings = {s["key"]: (s["value"], s["from"]) for s in _why(paid, 1)["settings"]}
    assert settings["visit_min_hours"] == ("6", "1950-01-01")


def test_a_mistyped_rate_that_no_payment_used_is_corrected(paid: Program) -> None:
    _mistyped(paid)
    assert paid(*RATE, "0.73", "--from", "2026-03-01", "--yes").code == 0
    assert (_why(paid, 2)["payment"]["rate"], _why(paid, 2)["rate_since"]) == (0.725, "2026-01-01")


def test_a_mistyped_rate_that_no_payment_used_is_undone(paid: Program) -> None:
    entry = _mistyped(paid)
    assert paid("undo", str(entry), "--yes").code == 0
    rates = paid("policy", "-f", "json").json["rates"]
    assert "2026-03-01" not in [r["from"] for r in rates if r["kind"] == "mileage"]


def test_a_rate_that_a_payment_used_is_refused_and_named_truly(paid: Program) -> None:
    entry = _mistyped(paid)
    paid.visit(1, "2026-05-20", "6", "--miles", "10")
    words = ["stipends", "pay", "--reference", "y", "--yes", "--on", "2026-05-21"]
    assert paid(*words).code == 0
    assert _why(paid, 4)["rate_since"] == "2026-03-01"
    for words in ([*RATE, "0.73", "--from", "2026-03-01", "--yes"], ["undo", str(entry), "--yes"]):
        refused = paid(*words)
        assert refused.code == 5
        assert "Payment 4 used the mileage rate of Mar 1" in refused.err
    refused = paid(*RATE, "0.73", "--from", "2026-01-01", "--yes")
    assert "Payment 2 used the mileage rate of Jan 1" in refused.err
    assert paid("stipends", "void", "4", "--reason", "x", "--yes").code == 0
    assert paid(*RATE, "0.73", "--from", "2026-03-01", "--yes").code == 0


def test_why_is_as_of_a_day(paid: Program) -> None:
    words = ["stipends", "void", "2", "--reason", "x", "--yes", "--on", "2026-06-10"]
    assert paid(*words).code == 0
    assert _why(paid, 2, "--as-of", "2026-06-09")["payment"]["voided_on"] is None
    assert _why(paid, 2, "--as-of", "2026-06-10")["payment"]["voided_on"] == "2026-06-10"
    early = paid("stipends", "why", "2", "--as-of", "2026-05-09")
    assert early.code == 4 and "made on May 10" in early.err
