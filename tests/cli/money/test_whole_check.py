"""A whole check is taken back in one step, by its reference."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

WHY = ["--reason", "lost in the mail"]


def _two_paid(program: Program) -> None:
    """Two mentors with a visit each, paid by two checks, the first of two lines."""
    for number in (1, 2):
        program.pair(number, "2026-06-01")
        program.visit(number, "2026-06-20", "6", *(["--miles", "10"] if number == 1 else []))
    for mentor, check in (("1", "1041"), ("3", "1042")):
        words = ["stipends", "pay", mentor, "--reference", check, "--on", "2026-07-01", "--yes"]
        assert program(*words).code == 0


@pytest.fixture
def paid(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_two_paid)


def _live(program: Program) -> list[int]:
    found = program("stipends", "ledger", "--live", "-f", "json").json["payments"]
    return sorted(p["payment_id"] for p in found)


def test_every_line_of_the_check_is_voided_as_one_step(paid: Program) -> None:
    assert _live(paid) == [1, 2, 3]
    asked = paid("stipends", "void", "--reference", "1041", *WHY)
    assert asked.code == 5
    assert "Void both payments of check 1041 ($132.25 to Mentor 1)?" in asked.err
    done = paid("stipends", "void", "--reference", "1041", *WHY, "--yes", "-f", "json").json
    assert sorted(p["payment_id"] for p in done["payments"]) == [1, 2]
    assert {p["void_reason"] for p in done["payments"]} == {"lost in the mail"}
    assert _live(paid) == [3]
    newest = paid("history", "-f", "json").json["entries"][0]
    assert (newest["command"], newest["rows"]) == ("stipends void", 2), "one step"
    assert paid("check", "--exit-code").code == 0


def test_a_number_alone_is_a_payment_and_a_reference_is_said(paid: Program) -> None:
    assert paid("stipends", "void", "1041", *WHY, "--yes").code == 4
    assert paid("stipends", "void", *WHY).code == 2
    assert paid("stipends", "void", "1", "--reference", "1041", *WHY).code == 2
    assert paid("stipends", "void", "--reference", " ", *WHY).code == 2
    assert paid("stipends", "void", "--reference", "9999", *WHY).code == 4
    assert "payment" in paid("stipends", "void", "3", *WHY, "--yes", "-f", "json").json


def test_what_is_voided_already_stays_and_a_day_before_is_refused(paid: Program) -> None:
    early = paid("stipends", "void", "--reference", "1041", *WHY, "--on", "2026-06-30")
    assert early.code == 5 and "was made on Jul 1" in early.err and _live(paid) == [1, 2, 3]
    assert paid("stipends", "void", "1", *WHY, "--yes").code == 0
    words = ["stipends", "void", "--reference", "1041", *WHY, "--yes"]
    assert [p["payment_id"] for p in paid(*words, "-f", "json").json["payments"]] == [2]
    assert paid(*words).code == 5, "nothing of it is active"


def test_a_payment_shows_what_each_payee_gets(program: Program) -> None:
    for number in (1, 2):
        program.pair(number, "2026-06-01")
        program.visit(number, "2026-06-20", "6", "--miles", "10")
    said = " ".join(program("stipends", "pay", "--dry-run").out.split())
    assert "By payee Mentor 1 $132.25 Mentor 2 $132.25" in said
    alone = program("stipends", "pay", "1", "--dry-run").out
    assert "By payee" not in alone


def test_a_payment_whose_number_is_a_checks_too_says_so(paired: Program) -> None:
    """Somebody typed the check's number and voided another person's payment."""
    for day in ("2026-06-10", "2026-07-10"):
        paired.visit(1, day)
        words = ["stipends", "pay", "--on", day, "--reference", "2" if day < "2026-07" else "9"]
        assert paired(*words, "--yes").code == 0
    said = paired("stipends", "void", "2", *WHY, "--yes")
    assert said.code == 0 and "To void check 2:" in said.err
    assert "wvls stipends void --reference 2" in said.err
    assert "To void check" not in paired("stipends", "void", "1", *WHY, "--yes").err


def test_a_meeting_that_two_payments_paid_names_the_whole_check(paired: Program) -> None:
    paired.visit(1, "2026-06-10", "6", "--miles", "50")
    assert paired("stipends", "pay", "--reference", "check 7", "--yes").code == 0
    said = paired("meeting", "edit", "1", "--hours", "7")
    assert said.code == 5 and "was paid: payments 1 and 2." in said.err
    assert 'wvls stipends void --reference "check 7" --reason REASON' in said.err


def test_one_payment_of_a_check_names_the_whole_check(paid: Program) -> None:
    """Half of a check stayed paid, and the payee's letter told of it."""
    said = " ".join(paid("stipends", "void", "1", *WHY).err.split())
    assert "Warning: Check 1041 has 2 payments ($132.25 to Mentor 1); this is one of them." in said
    assert "To void the whole check: wvls stipends void --reference 1041" in said
    assert paid("stipends", "void", "1", *WHY, "--yes").code == 0
    assert "one of" not in paid("stipends", "void", "2", *WHY).err, "the last one that is left"
    assert "one of" not in paid("stipends", "void", "3", *WHY).err, "a check of one line"


def test_one_payment_of_a_reference_of_many_names_only_its_payees(program: Program) -> None:
    for number in (1, 2):
        program.pair(number, "2026-06-01")
        program.visit(number, "2026-06-20", "6", "--miles", "10")
    assert program("stipends", "pay", "--reference", "ACH", "--yes").code == 0
    said = " ".join(program("stipends", "void", "1", *WHY).err.split())
    assert "ACH has 2 payments (" in said and "--reference ACH" not in said
    assert "To void the whole check, void payment 2 too." in said
