"""Paying with a date: nothing is paid twice on any day, and what is left out is named."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

PAY = ("stipends", "pay", "--yes", "--reference")


def _pay(program: Program, reference: str, *words: str) -> dict[str, Any]:
    return program(*PAY, reference, "-f", "json", *words).json


def _void(program: Program, payment: int, on: str) -> None:
    words = ["stipends", "void", str(payment), "--reason", "wrong check", "--yes", "--on", on]
    assert program(*words).code == 0


def _three(program: Program) -> None:
    """Three visits paid on 30 April; an earlier one was logged after that."""
    program.pair(1, "2026-01-15")
    for day in ("2026-02-20", "2026-03-05", "2026-04-05"):
        program.visit(1, day)
    assert len(_pay(program, "check 1", "--on", "2026-04-30")["payments"]) == 3
    program.visit(1, "2026-02-01")


@pytest.fixture
def three(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_three)


@pytest.mark.parametrize("day", ["2026-02-01", "2026-03-31", "2026-04-29"])
def test_a_payment_dated_back_never_pays_a_fourth_stipend(three: Program, day: str) -> None:
    found = _pay(three, "check 2", "--on", day)
    assert found["payments"] == []
    late = next(x for x in found["left_out"] if x["meeting_id"] == 4)
    assert (late["kind"], late["amount_cents"]) == ("stipend", 12500)
    assert late["reason"].startswith("stipend limit reached (3 visits per pair) with payments 1 ")
    others = {x["meeting_id"]: x["reason"] for x in found["left_out"]}
    if day > "2026-02-20":
        assert others[1] == "paid already: payment 1 of 2026-04-30"
    for as_of in (day, "2026-04-30", "2026-11-23"):
        live = three("stipends", "-f", "json", "--as-of", as_of).json["totals"]
        assert live["stipend_earned_cents"] <= 3 * 12500


def test_what_a_payment_rests_on_is_a_sheet_too(three: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(three("stipends", "why", "check 1", "-f", "csv").out)))
    assert [(r["payment_id"], r["amount"], r["visit_on"]) for r in rows] == [
        ("1", "125.00", "2026-02-20"),
        ("2", "125.00", "2026-03-05"),
        ("3", "125.00", "2026-04-05"),
    ]
    assert {r["reference"] for r in rows} == {"check 1"}


def test_what_is_left_out_is_named_on_the_screen(three: Program) -> None:
    for words in ([*PAY, "check 2"], ["stipends", "pay", "--dry-run"]):
        answer = three(*words, "--on", "2026-03-31")
        assert answer.code == 0
        said = " ".join(answer.out.split())
        assert "Nothing can be paid as of Mar 31." in said
        assert "Not part of this payment:" in said
        assert "Mentor 1's stipend for meeting 4 of Feb 1, $125.00: stipend limit" in said


def test_nothing_left_out_is_an_empty_list(program: Program) -> None:
    program.pair(1, "2026-01-15")
    assert _pay(program, "x")["left_out"] == []
    program.visit(1, "2026-02-20", "6", "--miles", "10")
    assert _pay(program, "x")["left_out"] == []


def test_of_several_only_as_many_as_the_limit_has_room_for(program: Program) -> None:
    program.pair(1, "2026-01-15")
    for day in ("2026-03-05", "2026-04-05"):
        program.visit(1, day)
    assert len(_pay(program, "check 1", "--on", "2026-04-30")["payments"]) == 2
    for day in ("2026-02-05", "2026-02-06"):
        program.visit(1, day)
    found = _pay(program, "check 2", "--on", "2026-02-28")
    assert [p["meeting_id"] for p in found["payments"]] == [3]
    assert [x["meeting_id"] for x in found["left_out"]] == [4]
    assert found["left_out"][0]["reason"].endswith("and this payment")


def _voided(program: Program) -> None:
    """Travel and stipend paid on 10 April, both voided on 10 May."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-20", "6", "--miles", "100")
    assert len(_pay(program, "check 1", "--on", "2026-04-10")["payments"]) == 2
    for payment in (1, 2):
        _void(program, payment, "2026-05-10")


@pytest.fixture
def voided(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_voided)


@pytest.mark.parametrize("day", ["2026-03-10", "2026-05-09"])
def test_what_was_voided_is_paid_on_the_day_of_the_void_or_later(voided: Program, day: str) -> None:
    found = _pay(voided, "check 2", "--on", day)
    assert found["payments"] == []
    if day == "2026-03-10":  # as of 9 May it was paid, so nothing was owed that could be left out
        assert {x["reason"] for x in found["left_out"]} == {
            "payment 1 was voided on 2026-05-10. Pay it again on or after that day",
            "payment 2 was voided on 2026-05-10. Pay it again on or after that day",
        }
    assert len(_pay(voided, "check 2", "--on", "2026-05-10")["payments"]) == 2
    for as_of in ("2026-04-15", "2026-05-09", "2026-05-10", "2026-11-23"):
        sums = voided("stipends", "-f", "json", "--as-of", as_of).json["totals"]
        lines = voided("stipends", "ledger", "--live", "-f", "json", "--as-of", as_of).json
        assert len(lines["payments"]) == 2
        assert sums["travel_paid_cents"] == 7250 and sums["stipend_paid_cents"] == 12500


def test_a_void_makes_no_room_for_the_days_before_it(three: Program) -> None:
    """Until the void all three count: a payment dated back into these days would be the fourth."""
    _void(three, 1, "2026-05-10")
    found = _pay(three, "check 2", "--on", "2026-02-10")
    assert found["payments"] == []
    assert "1 of 2026-04-30 (voided 2026-05-10)" in found["left_out"][0]["reason"]
    found = _pay(three, "check 2", "--on", "2026-05-10")
    assert [p["meeting_id"] for p in found["payments"]] == [4]


def test_a_claim_names_the_line_that_a_late_visit_took_the_place_of(program: Program) -> None:
    program.pair(1, "2026-01-15")
    for day in ("2026-02-20", "2026-03-05", "2026-04-05"):
        program.visit(1, day)
    program("stipends", "claim", "1", "--yes")
    program.visit(1, "2026-02-01")
    found = _pay(program, "check 1", "--claim", "C-2026-01")
    assert [p["meeting_id"] for p in found["payments"]] == [1, 2]
    assert [x["meeting_id"] for x in found["left_out"]] == [3]
    assert "stipend limit reached" in found["left_out"][0]["reason"]
    again = _pay(program, "check 1", "--claim", "C-2026-01", "--on", "2026-11-23")
    assert [x["meeting_id"] for x in again["left_out"]] == [3]


@pytest.mark.parametrize(
    "change",
    [
        ["meeting", "remove", "1", "--yes"],
        ["meeting", "edit", "1", "--on", "2026-06-20"],
        ["meeting", "edit", "1", "--hours", "2"],
        ["meeting", "claim", "1", "--traveler", "mentor", "--remove"],
        ["meeting", "claim", "1", "--traveler", "mentor", "--miles", "3", "--expense", "900"],
    ],
)
def test_a_meeting_changed_after_the_void_leaves_the_days_before_it(
    voided: Program, change: list[str]
) -> None:
    """The ledger of 15 April has both lines, so the report of that day has them too."""
    assert voided(*change).code == 0
    for as_of, stipend, travel in (("2026-04-15", 12500, 7250), ("2026-05-10", 0, 0)):
        sums = voided("stipends", "-f", "json", "--as-of", as_of).json["totals"]
        assert (sums["stipend_paid_cents"], sums["travel_paid_cents"]) == (stipend, travel)
        assert sums["stipend_owed_cents"] in (0, 12500)
        live = voided("stipends", "ledger", "--live", "-f", "json", "--as-of", as_of).json
        assert sum(p["amount_cents"] for p in live["payments"]) == stipend + travel
    assert voided("stipends", "--as-of", "2026-04-15").code == 0
    assert voided("status", "1", "--as-of", "2026-04-15").code == 0
    held = voided("status", "-f", "json", "--as-of", "2026-04-15").json["pairs"][0]["visits_held"]
    assert held == (0 if change[1] == "remove" or "--on" in change else 1)


def test_a_visit_that_became_a_call_after_the_void_counts_on_the_days_before_it(
    voided: Program,
) -> None:
    assert voided("meeting", "claim", "1", "--traveler", "mentor", "--remove").code == 0
    assert voided("meeting", "edit", "1", "--method", "phone").code == 0
    answer = voided("stipends", "--as-of", "2026-04-15")
    assert answer.code == 0 and "$125.00" in answer.out and "$72.50" in answer.out
