"""An auditor's questions: who entered, changed and paid an amount; does the sheet add up to it."""

import csv
import getpass
import io
import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

ME = getpass.getuser()


def _lived(program: Program) -> None:
    """A visit, changed once, claimed, paid, the travel voided and paid again."""
    program.pair(1, "2026-06-01")
    program.visit(
        1, "2026-06-20", "5", "--miles", "10", "--expense", "8:meal", "--route", "by boat"
    )
    for words in (
        ["meeting", "edit", "1", "--hours", "6.5"],
        [
            "meeting",
            "claim",
            "1",
            "--traveler",
            "mentor",
            "--miles",
            "20",
            "--expense",
            "9:meal",
            "--expense",
            "80:lodging",
        ],
        ["stipends", "claim", "1", "--yes"],
        ["stipends", "pay", "--reference", "=1041", "--on", "2026-07-01", "--yes"],
        ["stipends", "void", "2", "--reason", "wrong", "--on", "2026-08-01", "--yes"],
        ["stipends", "pay", "--reference", "check 7", "--on", "2026-08-02", "--yes"],
    ):
        assert program(*words).code == 0, words  # fmt: skip


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def _why(program: Program, payment: int, *more: str) -> dict[str, Any]:
    words = ["stipends", "why", str(payment), *more, "-f", "json"]
    found: dict[str, Any] = program(*words).json["payments"][0]
    return found


def _steps(program: Program, payment: int, *more: str) -> list[tuple[str, str]]:
    return [(s["what"], s["command"]) for s in _why(program, payment, *more)["steps"]]


ENTERED = [("entered", "log-meeting"), ("changed", "meeting edit")]
TRAVEL = [("entered", "log-meeting"), ("changed", "meeting edit"), ("changed", "meeting claim"),
          ("claimed", "stipends claim")]  # fmt: skip


def test_why_names_who_entered_changed_claimed_paid_and_voided_it(lived: Program) -> None:
    assert _steps(lived, 1) == [*ENTERED, ("claimed", "stipends claim"), ("paid", "stipends pay")]
    paid = [*TRAVEL, ("paid", "stipends pay")]
    assert _steps(lived, 2) == [*paid, ("voided", "stipends void")]
    assert _steps(lived, 2, "--as-of", "2026-07-31") == paid
    assert _steps(lived, 3) == paid
    entries = {e["entry_id"]: e for e in lived("history", "-f", "json").json["entries"]}
    for step in _why(lived, 3)["steps"]:
        entry = entries[step["entry_id"]]
        assert (step["command"], step["by"]) == (entry["command"], entry["by"] == ME and ME)
        assert step["at"] == entry["at"].replace("T", " ")


def test_the_screen_says_it_in_plain_words(lived: Program) -> None:
    said = " ".join(lived("stipends", "why", "3").out.split())
    assert f"by {ME}: wvls meeting claim (entry" in said and f"by {ME}: wvls stipends pay" in said
    assert "in person at the mentee's library, 6.5 h" in said and "mentee-library" not in said
    assert "20 mi x $0.725 (from Jan 1) + $9.00 meal + $80.00 lodging" in said
    assert "route by boat" in said


def test_travel_without_miles_shows_its_expenses(program: Program) -> None:
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20", "5", "--expense", "8:meal")
    assert program("stipends", "pay", "--reference", "1", "--yes").code == 0
    said = program("stipends", "why", "1").out
    assert re.search(r"^calculated +\$8.00 meal$", said, re.MULTILINE)


def test_a_payment_older_than_the_history_says_who_entered_it(lived: Program) -> None:
    connection = sqlite3.connect(lived.path)
    connection.execute("DELETE FROM change")
    connection.commit()
    connection.close()
    assert _steps(lived, 3) == []
    assert f"UTC by {ME}" in " ".join(lived("stipends", "why", "3").out.split())


def _in_cents(text: str) -> int:
    return round(float(text.replace(",", "").lstrip("$")) * 100)


@pytest.mark.parametrize(
    "words",
    [[], ["--year", "2026"], ["--fiscal-year", "2026"], ["--as-of", "2026-07-15"], ["--voided"],
     ["--live"], ["--kind", "travel"], ["--from", "2026-07-02"]],
)  # fmt: skip
def test_the_ledgers_sheet_adds_up_to_the_screen(lived: Program, words: list[str]) -> None:
    text = lived("stipends", "ledger", *words, "-f", "csv").out
    rows = list(csv.DictReader(io.StringIO(text)))
    said = lived("stipends", "ledger", *words).out.splitlines()[0]
    total, stipends, travel = map(_in_cents, re.findall(r"\$[\d,]+\.\d\d", said))
    by_kind = {
        kind: sum(_in_cents(r["active"]) for r in rows if r["kind"] == kind)
        for kind in ("stipend", "travel")
    }
    assert (by_kind["stipend"], by_kind["travel"], sum(by_kind.values())) == (
        stipends, travel, total,
    )  # fmt: skip
    for row in rows:
        assert row["active"] == ("0.00" if row["voided_on"] else row["amount"])
        assert not row["reference"].startswith("="), "no spreadsheet runs it"
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\d|", row[day]) for day in ("paid_on", "voided_on"))
