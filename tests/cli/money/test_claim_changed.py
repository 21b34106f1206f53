"""A claim whose rate changed, or that is another one's: what is paid and what is possible is said."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

PAY = ("stipends", "pay", "--yes", "--reference", "check 2")


def _claimed(program: Program) -> None:
    for number in (1, 2):
        program.pair(number, "2026-01-15")
        program.visit(number, "2026-02-05", "6", "--miles", "80")
    assert program("stipends", "claim", "1", "--yes").code == 0


@pytest.fixture
def claimed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_claimed)


def _rate(program: Program, *more: str) -> str:
    words = ("policy", "rate", "mileage", "0.9", "--from", "2026-01-01", *more)
    done = program(*words)
    assert done.code == 0, done.err
    return " ".join((done.err + done.out).split())


def test_paying_other_amounts_than_were_claimed_is_said(claimed: Program) -> None:
    _rate(claimed, "--yes")
    said = "C-2026-01 claims $183.00; this pays $197.00 for the same items."
    dry = ("stipends", "pay", "--dry-run")
    assert said in claimed(*dry, "-f", "json").json["warnings"]
    assert said in " ".join(claimed(*dry).err.split())
    assert said in claimed(*PAY, "-f", "json").json["warnings"]


def test_no_word_of_it_where_the_amounts_are_the_claims(claimed: Program) -> None:
    warnings = claimed(*PAY, "-f", "json").json["warnings"]
    assert not [text for text in warnings if "claims $" in text]


def test_of_a_part_paid_claim_what_is_possible_is_said(claimed: Program) -> None:
    assert claimed(*PAY[:2], "--kind", "stipend", *PAY[2:]).code == 0
    said = _rate(claimed, "--yes")
    assert "1 part-paid claim: C-2026-01" in said and "open claim" not in said
    assert "withdraw" not in said and "without --claim" in said
    refused = claimed(*PAY, "--claim", "C-2026-01")
    assert refused.code == 5
    help_ = " ".join(refused.err.split())
    assert "Pay what is owed, without --claim" in help_
    assert "void its payments (wvls stipends void 1), then wvls stipends withdraw" in help_
    assert claimed("stipends", "void", "1", "--reason", "rate", "--yes").code == 0
    assert claimed("stipends", "withdraw", "C-2026-01", "--reason", "rate").code == 0


def test_a_reference_that_nobody_would_get_is_a_usage_error(claimed: Program) -> None:
    both = claimed(*PAY, "1", "--check-number", "1=1041")
    assert both.code == 2 and "Every payee has a --check-number" in both.err
    assert not claimed("stipends", "ledger", "-f", "json").json["payments"]
    assert claimed(*PAY, "--check-number", "1=1041").code == 0
    paid = claimed("stipends", "ledger", "-f", "json").json["payments"]
    assert {p["payee"]: p["reference"] for p in paid} == {
        "Mentor 1": "1041",
        "Mentor 2": "check 2",
    }


def test_the_claim_of_another_one_is_said_to_be_theirs(claimed: Program) -> None:
    refused = claimed(*PAY, "Mentor 2", "--claim", "C-2026-01")
    assert refused.code == 5 and "Claim C-2026-01 is for Mentor 1." in refused.err
    assert claimed(*PAY, "Mentor 1", "--claim", "C-2026-01").code == 0


def test_voiding_a_whole_check_says_how_much_is_owed_again(claimed: Program) -> None:
    assert claimed(*PAY).code == 0
    paid = claimed("stipends", "ledger", "-f", "json").json["payments"]
    said = claimed("stipends", "void", "--reference", "check 2", "--reason", "lost", "--yes").out
    assert said.startswith("Voided: 4 payments, $366.00; they are owed again.")
    assert len(paid) == 4 and all(f"\n {p['payment_id']} " in said for p in paid)
    assert (
        claimed("stipends", "pay", "--yes", "--reference", "3", "--kind", "stipend", "1").code == 0
    )
    alone = claimed("stipends", "void", "5", "--reason", "lost", "--yes").out
    assert alone.startswith("Voided. It is owed again.")
