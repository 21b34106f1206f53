"""A wrong check number is corrected on the day of the check, not on the day it was noticed (C12)."""

import pytest

from tests.factories import Program
from tests.terminal import talk

QUESTION = (
    "When was it voided (if only the check number was wrong, type Nov 3, 2026, the day it was "
    'paid; otherwise "today"): '
)


def _said(program: Program, line: str, *answers: str, code: int = 0) -> str:
    got, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert got == code, said
    return " ".join(said.split())


@pytest.fixture
def paid(paired: Program) -> Program:
    """Payment 1 to mentor 1: the check of Nov 3 with a number that is wrong."""
    paired.w9(1)
    paired.visit(1, "2026-09-20")
    pay = ["stipends", "pay", "--on", "2026-11-03", "--reference", "2003", "--yes"]
    assert paired(*pay).code == 0
    return paired


def _ledger(program: Program) -> list[tuple[str, str, str | None]]:
    found = program("stipends", "ledger", "-f", "json").json["payments"]
    return [(p["reference"], p["paid_on"], p["voided_on"]) for p in found]


@pytest.mark.parametrize(
    "line", ["stipends void 2003 --reason wrong", "stipends void 1 --reason x"]
)
def test_a_wrong_number_is_voided_and_paid_again_on_its_day(paid: Program, line: str) -> None:
    said = _said(paid, line, "11/2", "11/3", "y")
    assert said.count(QUESTION.strip()) == 2, said
    assert "It was paid on Nov 3, after Nov 2. Enter that day or a later one." in said
    assert "wvls stipends pay 1 --on 2026-11-03" in said.partition("Next")[2]
    again = _said(paid, "stipends pay", "11/3", "2013", "y")
    assert "Paid $" in again
    day = "2026-11-03"
    assert sorted(_ledger(paid)) == [("2003", day, day), ("2013", day, None)]


def test_the_day_is_asked_after_the_reason_and_enter_chooses_none(paid: Program) -> None:
    said = _said(paid, "stipends void", "2003", "lost", "", "today", "y")
    assert 'Type a day, or "today".' in said
    assert said.index("Why") < said.index(QUESTION.strip()) < said.index("[y/N]")
    assert "wvls stipends pay 1" in said.partition("Next")[2] and "--on" not in said
    assert _ledger(paid) == [("2003", "2026-11-03", "2026-11-23")]


def test_the_history_has_the_day(paid: Program) -> None:
    _said(paid, "stipends void --reference 2003 --reason wrong", "Nov 3", "y")
    entries = paid("history", "-f", "json").json["entries"]
    assert "--on 2026-11-03" in paid("history", str(entries[0]["entry_id"])).out


@pytest.mark.parametrize(
    "more", ["--yes", "--on 2026-11-23", "--on 2026-11-03"], ids=["yes", "today", "its day"]
)
def test_a_day_that_is_given_or_cannot_be_asked_is_not_asked(paid: Program, more: str) -> None:
    answers = [] if more == "--yes" else ["y"]
    assert "which day" not in _said(paid, f"stipends void 1 --reason wrong {more}", *answers)


def test_a_payment_of_today_can_be_voided_on_no_other_day(paired: Program) -> None:
    paired.visit(1, "2026-09-20")
    assert paired("stipends", "pay", "--reference", "9", "--yes").code == 0
    assert "which day" not in _said(paired, "stipends void 1 --reason wrong", "y")


def test_pay_and_the_help_say_on_which_day(paid: Program) -> None:
    help_ = " ".join(paid("stipends", "void", "--help").out.split())
    assert "void the payment on the day it was paid" in help_
    paid.visit(1, "2026-10-20")
    said = paid("stipends", "pay", "--on", "11/10", "--reference", "check 7", "--yes").out
    assert "again:\nwvls stipends void 2 --on 2026-11-10\n" in said, "it is copied whole"


def test_a_day_before_the_void_is_asked_again_and_names_the_void(paid: Program) -> None:
    """It said that nothing was owed as of the day, and it was."""
    void = ["stipends", "void", "1", "--on", "2026-11-10", "--reason", "lost", "--yes"]
    assert paid(*void).code == 0
    said = _said(paid, "stipends pay", "9/1", "10/20", "11/9", "11/10", "2013", "y")
    told = "You voided that check on Nov 10, so the new payment has to be dated Nov 10 or later."
    assert said.count(told) == 3 and "Nothing is owed" not in said, said
    assert ("2013", "2026-11-10", None) in _ledger(paid)
