"""Paying, voiding, claiming: what an auditor would sign."""

import csv
import getpass
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program, Recipe

PAYMENT = {
    "payment_id", "kind", "meeting_id", "pair_id", "payee", "amount_cents", "rate", "paid_on",
    "reference", "voided_on", "void_reason",
}  # fmt: skip


def _pair(program: Program) -> None:
    """Pair 1 of 15 January: two visits that earn, one that is short, travel with all."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "6", "--miles", "100")
    program.visit(1, "2026-03-05", "5", "--miles", "100", "--expense", "12.50")
    program.visit(1, "2026-07-05", "7", "--miles", "100")


@pytest.fixture
def pair(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_pair)


def _pay(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program(
        "stipends", "pay", "--reference", "check 1", "--yes", "-f", "json", *words
    ).json["payments"]
    return found


def _totals(program: Program, *words: str) -> dict[str, int]:
    found: dict[str, int] = program("stipends", "-f", "json", *words).json["totals"]
    return found


def test_all_that_is_owed_is_paid_once(pair: Program) -> None:
    owed = _totals(pair)["owed_cents"]
    assert owed == 2 * 12500 + 7250 + 7250 + 1250 + 7600
    made = _pay(pair)
    assert all(set(p) >= PAYMENT for p in made)
    assert sum(p["amount_cents"] for p in made) == owed
    assert [(p["kind"], p["meeting_id"], p["amount_cents"], p["rate"]) for p in made] == [
        ("stipend", 1, 12500, 125.0), ("travel", 1, 7250, 0.725), ("travel", 2, 8500, 0.725),
        ("stipend", 3, 12500, 125.0), ("travel", 3, 7600, 0.76),
    ]  # fmt: skip
    after = _totals(pair)
    assert (after["owed_cents"], after["stipend_paid_cents"]) == (0, 25000)
    assert _pay(pair) == []
    assert len(pair("stipends", "ledger", "-f", "json").json["payments"]) == 5


def test_as_of_a_day_only_what_was_owed_then(pair: Program) -> None:
    made = _pay(pair, "--on", "2026-03-04")
    assert [p["meeting_id"] for p in made] == [1, 1]
    assert _totals(pair, "--as-of", "2026-03-03")["stipend_paid_cents"] == 0
    assert _totals(pair, "--as-of", "2026-03-04")["stipend_paid_cents"] == 12500


def test_by_kind_and_by_mentor(pair: Program) -> None:
    pair.mentor(2, library="Merrill")
    assert _pay(pair, "Mentor 2") == []
    assert {p["kind"] for p in _pay(pair, "Mentor 1", "--kind", "travel")} == {"travel"}
    assert {p["kind"] for p in _pay(pair, "--kind", "stipend")} == {"stipend"}
    assert _pay(pair) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["pay"], 2),
        (["pay", "--reference", " ", "--yes"], 2),
        (["pay", "--reference", "x"], 5),
        (["pay", "--reference", "x", "--yes", "--on", "2026-11-24"], 5),
        (["pay", "--reference", "x", "--yes", "--kind", "gift"], 2),
        (["pay", "Nobody", "--reference", "x", "--yes"], 4),
        (["pay", "--reference", "x", "--yes", "--claim", "C-2020-01"], 4),
        (["pay", "--dry-run"], 0),
        (["void", "9", "--reason", "x", "--yes"], 4),
        (["void", "0", "--reason", "x", "--yes"], 2),
        (["void", "1"], 2),
        (["why", "9"], 4),
        (["why", "no such check"], 4),
        (["claim", "Mentor 1", "--until", "2026-11-24"], 5),
        (["claim", "Mentor 1", "--until", "2026-01-20"], 5),
        (["claim", "Mentor 1", "--save", "claim.exe"], 2),
        (["withdraw", "C-2026-09", "--reason", "x"], 4),
        (["forecast", "--until", "2026-01-01"], 2),
        (["year", "1900"], 2),
        (["ledger", "--kind", "gift"], 2),
    ],
)
def test_refusals_write_nothing(pair: Program, words: list[str], code: int) -> None:
    before = pair.path.read_bytes()
    answer = pair("stipends", *words)
    assert answer.code == code, answer.err
    assert pair.path.read_bytes() == before


def test_a_mistake_is_voided_and_paid_anew(pair: Program) -> None:
    made = _pay(pair, "--on", "2026-08-01")
    first = str(made[0]["payment_id"])
    assert pair("stipends", "void", first, "--reason", "wrong check").code == 5
    assert pair("stipends", "void", first, "--reason", "x", "--yes", "--on", "2026-07-31").code == 5
    words = ["stipends", "void", first, "--reason", "wrong check", "--yes", "--on", "2026-09-01"]
    assert pair(*words).code == 0
    assert pair(*words).code == 5
    assert _totals(pair, "--as-of", "2026-08-31")["stipend_owed_cents"] == 0
    assert _totals(pair)["stipend_owed_cents"] == 12500
    again = _pay(pair)
    assert [(p["kind"], p["meeting_id"]) for p in again] == [("stipend", 1)]
    ledger = pair("stipends", "ledger", "-f", "json").json["payments"]
    assert [p["void_reason"] for p in ledger if p["voided_on"]] == ["wrong check"]
    assert len(pair("stipends", "ledger", "--live", "-f", "json").json["payments"]) == 5
    assert len(pair("stipends", "ledger", "--voided", "-f", "json").json["payments"]) == 1
    early = pair("stipends", "ledger", "-f", "json", "--as-of", "2026-08-31").json["payments"]
    assert [p["voided_on"] for p in early] == [None] * 5


def test_paid_visits_come_first_and_a_late_log_takes_nothing_back(program: Program) -> None:
    program.pair(1, "2026-01-15")
    for day in ("2026-04-05", "2026-05-05", "2026-06-05"):
        program.visit(1, day)
    assert len(_pay(program)) == 3
    program.visit(1, "2026-02-05")
    visits = program("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"]
    assert [v["stipend_cents"] for v in visits] == [0, 12500, 12500, 12500]
    assert "stipend limit reached" in visits[0]["reason"]
    assert _pay(program) == []


@pytest.mark.parametrize(
    "words",
    [
        ["meeting", "edit", "1", "--hours", "5"],
        ["meeting", "remove", "1", "--yes"],
        ["meeting", "claim", "1", "--traveler", "mentor", "--miles", "5"],
        ["meeting", "claim", "1", "--traveler", "mentor", "--remove"],
    ],
)
def test_a_paid_meeting_stays_as_it_is_until_it_is_voided(pair: Program, words: list[str]) -> None:
    made = _pay(pair)
    answer = pair(*words)
    assert answer.code == 5 and "wvls stipends void" in answer.err
    for line in made:
        pair("stipends", "void", str(line["payment_id"]), "--reason", "x", "--yes")
    assert pair(*words).code == 0


def test_a_sheet_changes_no_paid_meeting(pair: Program, tmp_path: Path) -> None:
    _pay(pair)
    sheet = tmp_path / "m.csv"
    sheet.write_text(
        "mentor_email,mentee_email,on,method,at,hours\n"
        "mentor1@example.org,mentee1@example.org,2026-02-05,in-person,mentee-library,5\n"
    )
    answer = pair("import", "meetings", str(sheet), "--yes", "-f", "json")
    assert answer.code == 6 and "was paid" in answer.out


def test_a_rate_that_was_paid_by_stays(pair: Program) -> None:
    made = _pay(pair)
    words = ["policy", "rate", "mileage", "0.99", "--from", "2026-07-01", "--yes"]
    assert pair(*words).code == 5
    travel = next(p for p in made if p["kind"] == "travel" and p["meeting_id"] == 3)
    pair("stipends", "void", str(travel["payment_id"]), "--reason", "x", "--yes")
    assert pair(*words).code == 0
    assert _totals(pair)["travel_owed_cents"] == 9900


def test_a_changed_setting_dated_back_leaves_what_was_paid(pair: Program) -> None:
    _pay(pair)
    words = ["policy", "set", "visit_min_hours", "8", "--from", "2026-01-01", "--yes"]
    assert pair(*words).code == 0
    assert _totals(pair)["stipend_earned_cents"] == 25000
    assert _totals(pair)["owed_cents"] == 0


def test_a_claim_gathers_what_is_in_no_claim_yet(pair: Program, tmp_path: Path) -> None:
    one = pair("stipends", "claim", "Mentor 1", "--yes", "--until", "2026-03-31", "-f", "json").json
    assert (one["claim"], one["state"], one["total_cents"]) == ("C-2026-01", "open", 28250)
    pair.visit(1, "2026-02-10", "6", "--miles", "100")  # reported late
    two = pair("stipends", "claim", "Mentor 1", "--yes", "--until", "2026-03-31", "-f", "json").json
    assert (two["claim"], [x["meeting_id"] for x in two["lines"]]) == ("C-2026-02", [4, 4])
    assert pair("stipends", "claim", "Mentor 1", "--yes", "--until", "2026-03-31").code == 5
    assert len(_pay(pair, "--claim", "C-2026-01", "--kind", "stipend")) == 1
    states = {
        c["claim"]: c["state"] for c in pair("stipends", "claims", "-f", "json").json["claims"]
    }
    assert states == {"C-2026-01": "part paid", "C-2026-02": "open"}
    assert pair("stipends", "withdraw", "C-2026-01", "--reason", "x").code == 5
    assert pair("stipends", "withdraw", "C-2026-02", "--reason", "a wrong day").code == 0
    assert pair("stipends", "pay", "--claim", "C-2026-02", "--reference", "x", "--yes").code == 5
    three = pair("stipends", "claim", "Mentor 1", "--yes", "-f", "json").json
    assert (three["claim"], len(three["lines"])) == ("C-2026-03", 4)
    assert len(_pay(pair, "--claim", "C-2026-01")) == 2
    assert len(_pay(pair, "--claim", "C-2026-03", "--payee", "Wausau Library")) == 4
    claims = pair("stipends", "claims", "-f", "json").json["claims"]
    assert [c["state"] for c in claims] == ["paid", "withdrawn", "paid"]
    ledger = pair("stipends", "ledger", "-f", "json").json["payments"]
    assert {p["payee"] for p in ledger if p["claim"] == "C-2026-03"} == {"Wausau Library"}


def test_a_claimed_meeting_changes_only_once_the_claim_is_withdrawn(pair: Program) -> None:
    pair("stipends", "claim", "Mentor 1", "--yes")
    assert pair("meeting", "edit", "1", "--hours", "7").code == 5
    assert pair("stipends", "withdraw", "C-2026-01", "--reason", "x").code == 0
    assert pair("meeting", "edit", "1", "--hours", "7").code == 0


def test_a_claim_prints_on_paper(program: Program, tmp_path: Path) -> None:
    name = "<script>alert('x')</script> & Co"
    program(
        "mentor", "add", name, "--email", "a@example.org", "--years", "9", "--library", "Wausau"
    )
    mentee = program.mentee(2)
    program("match", str(mentee), "1", "--yes", "--on", "2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "100.5", "--expense", "3")
    for suffix in ("html", "txt"):
        file = tmp_path / f"claim.{suffix}"
        which = "1" if suffix == "html" else "C-2026-01"
        assert program("stipends", "claim", which, "--yes", "--save", str(file)).code == 0
        text = file.read_text()
        assert "C-2026-01" in text and "200.86" in text and "75.86" in text
        assert program("stipends", "claim", "C-2026-01", "--save", str(file)).code == 5
    html = (tmp_path / "claim.html").read_text()
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert all(len(line) <= 80 for line in (tmp_path / "claim.txt").read_text().splitlines())
    nowhere = tmp_path / "none" / "claim.txt"
    assert program("stipends", "claim", "C-2026-01", "--save", str(nowhere)).code == 6


def test_why_names_everything_that_a_payment_rests_on(pair: Program) -> None:
    made = _pay(pair)
    found = pair("stipends", "why", str(made[1]["payment_id"]), "-f", "json").json["payments"][0]
    assert (found["clause"], found["miles"], found["payment"]["rate"]) == ("C12", 100.0, 0.725)
    assert found["rate_since"] == "2026-01-01"
    assert found["payment"]["entered_by"] == getpass.getuser()
    both = pair("stipends", "why", "check 1", "-f", "json").json["payments"]
    assert len(both) == len(made)
    assert "visit_min_hours = 6" in " ".join(pair("stipends", "why", "1").out.split())


def test_a_forecast_has_its_arithmetic(pair: Program) -> None:
    found = pair("stipends", "forecast", "-f", "json", "--as-of", "2026-07-20").json
    one = found["pairs"][0]
    assert (one["visits_left"], one["visits_expected"]) == (1, 1)
    assert one["trip_cents"] == round((7250 + 8500 + 7600) / 3)
    assert one["stipend_cents"] == {"low": 0, "expected": 12500, "high": 12500}
    total = found["total_cents"]
    assert total["low"] == found["owed_cents"] <= total["expected"] <= total["high"]
    over = pair("stipends", "forecast", "-f", "json", today="2027-02-01").json
    assert over["pairs"] == [] and over["total_cents"]["high"] == over["owed_cents"]


def test_a_year_of_payments_by_person(pair: Program) -> None:
    _pay(pair, "--on", "2026-08-01")
    found = pair("stipends", "year", "2026", "-f", "json").json
    assert found["threshold_cents"] == 200_000
    assert [(p["stipend_paid_cents"], p["reportable"]) for p in found["people"]] == [(25000, False)]
    assert pair("stipends", "year", "2025", "-f", "json").json["threshold_cents"] == 60_000
    pair("policy", "set", "reporting_threshold", "250", "--from", "2026-01-01", "--yes")
    assert pair("stipends", "year", "2026", "-f", "json").json["people"][0]["reportable"]


def _amounts(text: str) -> int:
    return sum(
        round(float(a.replace(",", "")) * 100) for a in re.findall(r"\$([0-9,]+\.[0-9]{2})", text)
    )


@pytest.mark.parametrize("today", ["2027-01-05", "2027-04-01", "2028-02-29"])
def test_the_demo_runs_on_any_day(tmp_path: Path, today: str) -> None:
    assert Program(tmp_path / "demo.db")("demo", today=today).code == 0


def test_the_demo_reconciles_to_the_cent(tmp_path: Path) -> None:
    program = Program(tmp_path / "demo.db")
    assert program("demo").code == 0
    _pay(program)
    totals = _totals(program)
    ledger = program("stipends", "ledger", "-f", "json").json["payments"]
    rows = list(csv.DictReader(io.StringIO(program("stipends", "ledger", "-f", "csv").out)))
    live = [p["amount_cents"] for p in ledger if p["voided_on"] is None]
    paid = totals["stipend_paid_cents"] + totals["travel_paid_cents"]
    assert totals["owed_cents"] == 0 and paid == sum(live) > 0
    assert sum(round(float(r["amount"]) * 100) for r in rows) == paid
    report = csv.DictReader(io.StringIO(program("stipends", "-f", "csv").out))
    assert sum(round(float(r["paid"]) * 100) for r in report) == paid
    screen = program("stipends").out
    assert _amounts(screen.partition("All stipends")[0].partition("\n\n")[2]) >= paid
    on_paper = program("stipends", "claims", "-f", "json").json["claims"]
    assert sum(c["paid_cents"] for c in on_paper) == sum(
        p["amount_cents"] for p in ledger if p["claim"]
    )
