"""Claims: what was claimed stays as it was signed, what was paid is the ledger's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk

CLAIM = ("stipends", "claim", "Mentor 1")


def _pair(program: Program) -> None:
    """One visit with 80 miles: $125.00 and, at 0.725, $58.00."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "6", "--miles", "80")


@pytest.fixture
def pair(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_pair)


def _claims(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("stipends", "claims", "-f", "json", *words).json["claims"]
    return found


def _rate(program: Program, amount: str) -> None:
    words = ["policy", "rate", "mileage", amount, "--from", "2026-01-01", "--yes"]
    assert program(*words).code == 0


def test_the_paid_sum_of_a_claim_is_the_ledgers(pair: Program) -> None:
    assert pair(*CLAIM, "--yes").code == 0
    _rate(pair, "0.9")
    refused = pair("stipends", "pay", "--claim", "C-2026-01", "--reference", "x", "--yes")
    assert refused.code == 5 and "$58.00 was claimed, $72.00 is owed" in refused.err
    made = pair("stipends", "pay", "--reference", "x", "--yes", "-f", "json").json["payments"]
    paid = sum(p["amount_cents"] for p in made)
    assert paid == 12500 + 7200 and {p["claim"] for p in made} == {"C-2026-01"}
    (claim,) = _claims(pair)
    assert (claim["state"], claim["total_cents"], claim["paid_cents"]) == ("paid", 18300, paid)
    assert [(x["amount_cents"], x["paid_cents"]) for x in claim["lines"]] == [
        (12500, 12500), (5800, 7200),
    ]  # fmt: skip
    said = " ".join(pair("stipends", "claims").out.split())
    assert "$183.00 was claimed and $197.00 was paid for it" in said
    assert "1 claim, nothing left to pay." in said


def test_what_is_not_paid_of_a_claim_is_what_its_open_lines_come_to(pair: Program) -> None:
    assert pair(*CLAIM, "--yes").code == 0
    _rate(pair, "0.9")
    words = ["stipends", "pay", "--kind", "travel", "--reference", "x", "--yes"]
    assert pair(*words).code == 0
    assert "1 not fully paid: $125.00" in pair("stipends", "claims").out


def test_only_who_has_something_to_claim_is_offered(pair: Program) -> None:
    pair.mentor(2)
    got, said = talk(pair.path, ["stipends", "claim"], ["Mentor 2\n", "1\n", "y\n"])
    assert got == 0, said
    listed = said.partition("Who is the claim for")[0]
    assert "Mentor 1, $183.00" in listed and "Mentor 2" not in listed
    assert "They have nothing to claim." in said and len(_claims(pair)) == 1
    got, said = talk(pair.path, ["stipends", "claim"], [])
    assert got == 4 and "Nobody has anything to claim." in said


@pytest.mark.parametrize("typed", ["c-2026-1", "C-2026-01", " c-2026-01 ", "C2026-001"])
def test_a_claims_number_is_read_as_people_write_it(pair: Program, typed: str) -> None:
    assert pair(*CLAIM, "--yes").code == 0
    assert "Claim C-2026-01" in pair("stipends", "claim", typed).out
    assert pair("stipends", "mark", typed, "sent").code == 0
    assert pair("stipends", "pay", "--claim", typed, "--reference", "x", "--yes").code == 0
    assert pair("stipends", "void", "--reference", "x", "--reason", "x", "--yes").code == 0
    assert pair("stipends", "withdraw", typed, "--reason", "x").code == 0
    assert pair("stipends", "claim", "c-2026-7").code == 4


@pytest.mark.parametrize(
    ("answer", "code", "first"),
    [
        ("\x03", 130, "Error: Stopped. Nothing else was saved."),
        ("n\n", 5, "Error: Canceled. Nothing else was saved."),
    ],
)
def test_who_stops_after_answering_about_the_office_has_made_no_claim(
    pair: Program, tmp_path: Path, answer: str, code: int, first: str
) -> None:
    pair.mentor(12)
    paper = str(tmp_path / "claim.html")
    office = ["Example Libraries\n", "1 Example St\n", "\n", "Coordinator One\n", "yes\n"]
    words = ["stipends", "claim", "Mentor", "--save", paper]
    got, said = talk(pair.path, words, ["1\n", *office, answer])
    assert got == code, said
    assert "Mailing address of your organization, on one line" in said
    said = " ".join(said.split())
    assert (
        said.index("Which one")
        < said.index("short questions; Enter skips any.")
        < said.index(first)
    )
    assert "Your answers about the office were saved" in said.partition(first)[2]
    assert "The claim was not made." in said and "could not be shown" not in said
    assert _claims(pair) == []
    shown = pair("policy", "-f", "json").json["office"]
    assert {s["key"]: s["value"] for s in shown}["organization"] == "Example Libraries"


def _paid(program: Program, on: str) -> None:
    words = ["stipends", "pay", "--claim", "C-2026-01", "--reference", "x", "--yes", "--on", on]
    assert program(*words).code == 0


def _withdraw(program: Program, on: str, today: str | None = None) -> tuple[int, str]:
    words = ["stipends", "withdraw", "C-2026-01", "--reason", "x", "--on", on]
    answer = program(*words, today=today)
    return answer.code, answer.err


def test_a_claim_with_a_payment_of_any_date_is_not_withdrawn(pair: Program) -> None:
    assert pair(*CLAIM, "--yes", today="2026-05-01").code == 0
    _paid(pair, "2026-06-10")
    for day in ("2026-05-01", "2026-06-09", "2026-06-10", "2026-11-23"):
        code, said = _withdraw(pair, day)
        assert code == 5 and "payment: 1 of Jun 10" in said
    for payment in ("1", "2"):
        words = ["stipends", "void", payment, "--reason", "x", "--yes", "--on", "2026-07-01"]
        assert pair(*words).code == 0
    code, said = _withdraw(pair, "2026-06-20")
    assert code == 5 and "voided on Jul 1, after Jun 20" in said
    assert _withdraw(pair, "2026-07-01")[0] == 0
    states = [_claims(pair, "--as-of", day)[0]["state"] for day in ("2026-06-20", "2026-07-01")]
    assert states == ["paid", "withdrawn"]


def test_a_claim_is_not_withdrawn_before_it_was_made(pair: Program) -> None:
    assert pair(*CLAIM, "--yes", today="2026-05-02").code == 0
    code, said = _withdraw(pair, "2026-05-01")
    assert code == 5 and "C-2026-01 was made on May 2, after May 1" in said
    code, said = _withdraw(pair, "2026-05-01", today="2026-05-01")  # a clock that went back
    assert code == 5
    assert _withdraw(pair, "2026-05-02")[0] == 0


def test_claiming_asks_before_it_numbers(pair: Program, tmp_path: Path) -> None:
    before = pair.path.read_bytes()
    refused = pair(*CLAIM)
    assert refused.code == 5 and "--yes" in refused.err
    asked = "Mentor 1, $183.00, 1 visit, up to Nov 23. Assign a claim number and save it?"
    assert asked in refused.err and "Draft claim: Mentor 1, $183.00, 1 visit." in refused.err
    file = tmp_path / "claim.txt"
    tried = pair(*CLAIM, "--dry-run", "--save", str(file))
    assert tried.code == 0 and "$183.00" in tried.out and not file.exists()
    found = pair(*CLAIM, "--dry-run", "-f", "json").json
    assert (found["claim"], found["state"], found["total_cents"]) == (None, "draft", 18300)
    assert pair.path.read_bytes() == before
    assert pair(*CLAIM, "--yes", "-f", "json").json["claim"] == "C-2026-01"
    assert pair("stipends", "claim", "C-2026-01").code == 0  # to print it again asks nothing


def test_what_a_payment_of_a_later_date_pays_is_not_claimed(pair: Program) -> None:
    """A clock that goes back: the payment is not there yet on that day, and is all the same."""
    assert pair("stipends", "pay", "--reference", "x", "--yes", "--on", "2026-06-10").code == 0
    refused = pair(*CLAIM, "--yes", today="2026-06-09")
    assert refused.code == 5 and "earned nothing" in refused.err


def test_a_rate_that_changes_names_the_open_claims_that_it_concerns(pair: Program) -> None:
    words = ["policy", "rate", "mileage", "0.9", "--from", "2026-01-01"]
    assert "open claim" not in pair(*words, "--dry-run").err
    assert pair(*CLAIM, "--yes").code == 0
    said = " ".join(pair(*words, "--dry-run").err.split())
    assert (
        "The amount owed would no longer be the amount claimed for 1 open claim: C-2026-01." in said
    )
    assert "wvls stipends withdraw C-2026-01 --reason REASON" in said
    assert pair("stipends", "pay", "--reference", "x", "--yes").code == 0
    assert "open claim" not in pair(*words, "--dry-run").err


def test_a_whole_name_finds_its_claim_beside_a_longer_one(program: Program) -> None:
    """ "Ann Example" was a part of "Joann Examples", so neither claim was found."""
    for number, name in enumerate(("Ann Example", "Joann Examples"), 1):
        _pair_of(program, number)
        assert program("mentor", "edit", f"Mentor {number}", "--name", name).code == 0
        assert program("stipends", "claim", name, "--yes").code == 0
    for name in ("Ann Example", "example, ann"):
        done = program("stipends", "mark", name, "sent", "-f", "json")
        assert done.code == 0, done.err
        assert program("undo", "--yes").code == 0
    assert "has 2 claims" in program("stipends", "mark", "Example", "sent").err


def _pair_of(program: Program, number: int) -> None:
    program.visit(program.pair(number, "2026-01-15"), f"2026-02-0{number}", "6")
