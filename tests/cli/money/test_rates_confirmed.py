"""The mileage rates that come with the program are named until somebody has confirmed them (C12)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program, Recipe

CONFIRM = ("policy", "rate", "mileage", "0.76", "--from", "2026-07-01")
SAID = (
    "Please check the IRS mileage rate of $0.76 from 2026-07-01. "
    "If it is right: wvls policy rate mileage 0.76 --from 2026-07-01"
)
PAY = ("stipends", "pay", "--reference", "check 1", "--yes", "-f", "json")


def _trips(program: Program) -> None:
    """Two trips by the rate of July and a visit without miles."""
    program.pair(1, "2026-01-15")
    program.w9(1)
    for day in ("2026-07-05", "2026-08-05"):
        program.visit(1, day, "6", "--miles", "10")
    program.visit(1, "2026-03-05")


@pytest.fixture
def trips(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_trips)


def _warned(program: Program) -> list[str]:
    found: list[str] = program(*PAY[:2], "--dry-run", "-f", "json").json["warnings"]
    return found


def _rate(program: Program, since: str = "2026-07-01", kind: str = "mileage") -> dict[str, Any]:
    rates = program("policy", "-f", "json").json["rates"]
    found: dict[str, Any] = next(r for r in rates if (r["kind"], r["from"]) == (kind, since))
    return found


def test_pay_names_each_rate_once_and_only_one_that_it_uses(trips: Program) -> None:
    assert _warned(trips) == [SAID]
    assert trips(*PAY[:2], "--dry-run", "--kind", "stipend", "-f", "json").json["warnings"] == []
    asked = trips("stipends", "pay", "--reference", "check 1")
    assert asked.code == 5 and asked.err.count("Please check the IRS") == 1
    assert trips(*PAY).json["warnings"] == [SAID]
    assert _warned(trips) == [], "what is paid is settled"


def test_the_same_amount_again_confirms_it_and_says_so(trips: Program) -> None:
    would = trips(*CONFIRM, "--dry-run")
    assert "Would confirm: mileage 0.76 from Jul 1, 2026" in would.out
    assert _warned(trips) == [SAID] and _rate(trips)["confirmed"] is False
    done = trips(*CONFIRM)
    assert done.code == 0 and "Confirmed: mileage 0.76 from Jul 1, 2026" in done.out
    assert _warned(trips) == [] and _rate(trips)["confirmed"] is True
    assert _rate(trips, "2026-01-01")["confirmed"] is False
    assert _rate(trips, "1950-01-01", "stipend")["confirmed"] is True
    entries = len(trips("history", "-f", "json").json["entries"])
    assert trips(*CONFIRM).code == 0
    assert len(trips("history", "-f", "json").json["entries"]) == entries, "nothing more to say"
    assert trips("check", "--exit-code").code == 0


def _undone(program: Program, *words: str) -> int:
    return int(program(*words, "--yes", "-f", "json").json["entry_id"])


def test_another_amount_confirms_it_too_and_undo_takes_that_back(trips: Program) -> None:
    for amount in ("0.76", "0.77"):
        assert trips(*CONFIRM[:3], amount, *CONFIRM[4:], "--yes").code == 0
        assert _rate(trips)["confirmed"] and _rate(trips)["amount"] == float(amount)
        undone = _undone(trips, "undo")
        assert not _rate(trips)["confirmed"] and _rate(trips)["amount"] == 0.76
        redone = _undone(trips, "undo", str(undone))
        assert _rate(trips)["confirmed"]
        _undone(trips, "undo", str(redone))
        assert _warned(trips) == [SAID]


def test_a_rate_that_was_paid_by_can_be_confirmed_and_that_undone(trips: Program) -> None:
    assert len(trips(*PAY).json["payments"]) == 5
    assert trips(*CONFIRM[:3], "0.77", *CONFIRM[4:], "--yes").code == 5
    assert trips(*CONFIRM).code == 0 and _rate(trips)["confirmed"]
    assert trips("stipends", "why", "4", "-f", "json").json["payments"][0]["rate_since"]
    assert trips("undo", "--yes").code == 0 and not _rate(trips)["confirmed"]


def test_policy_names_them_on_the_screen_and_in_a_sheet(trips: Program) -> None:
    said = " ".join(trips("policy").out.split())
    asks = "Mileage rates to check against the IRS: 0.725 from Jan 1 and 0.76 from Jul 1."
    assert f"{asks} 9 rates from other years" in said
    assert "wvls policy rate mileage 0.76 --from 2026-07-01 confirm the rate" in said
    assert "mileage,0.76,C12,2026-07-01,no" in trips("policy", "-f", "csv").out
    assert trips(*CONFIRM).code == 0
    assert "mileage,0.76,C12,2026-07-01,yes" in trips("policy", "-f", "csv").out
    assert "0.76 from Jul 1" not in trips("policy").screen


def test_a_claim_sheet_names_it_and_its_paper_without_the_command(
    trips: Program, tmp_path: Path
) -> None:
    page = tmp_path / "claim.html"
    made = trips("stipends", "claim", "1", "--yes", "--save", str(page))
    assert made.code == 0 and "check the IRS mileage rate" in " ".join(made.out.split())
    text = " ".join(page.read_text(encoding="utf-8").split())
    assert "Please check the IRS mileage rate of $0.76 from Jul 1, 2026." in text
    assert "wvls policy" not in text
    assert trips(*CONFIRM).code == 0
    assert "confirmed" not in trips("stipends", "claim", "C-2026-01").screen
