"""What `stipends pay` and `stipends void` say of what they do not do is true, and names people."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

PAY = ("stipends", "pay")
WHY = ("--reason", "lost in the mail")


def _owed(program: Program) -> None:
    """Mentor 1 and mentor 2 are owed for a visit each."""
    for number in (1, 2):
        program.pair(number, "2026-06-01")
        program.visit(number, "2026-06-20")


@pytest.fixture
def owed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_owed)


def test_of_one_kind_nothing_is_said_of_the_other(owed: Program) -> None:
    """It said that nothing is owed while stipends were."""
    said = owed(*PAY, "--kind", "travel", "--dry-run").out
    assert "No travel is owed as of Nov 23" in said and "Nothing is owed" not in said
    assert owed("meeting", "claim", "1", "--traveler", "mentor", "--miles", "10").code == 0
    assert owed(*PAY, "--kind", "stipend", "--reference", "1", "--yes").code == 0
    said = owed(*PAY, "--kind", "stipend", "--reference", "2", "--yes").out
    assert "No stipends are owed as of Nov 23" in said and "Nothing is owed" not in said
    early = owed(*PAY, "--kind", "stipend", "--on", "2026-07-01", "--dry-run").out
    assert "No stipends can be paid as of Jul 1" in early
    assert owed(*PAY, "--reference", "3", "--yes").code == 0
    assert "Nothing is owed as of Nov 23" in owed(*PAY, "--dry-run").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--check-number", "1="), 2, "There is no check number after '1='."),
        (("--check-number", "=7"), 2, "'=7' does not say whose check it is."),
        (("--check-number", "7"), 2, "'7' does not say whose check it is."),
        (("--check-number", "1=7", "--check-number", "1=8"), 2,
         "Mentor 1 has two check numbers: 7 and 8."),
        (("--check-number", "1=7", "--except", "1"), 2,
         "Mentor 1 has a --check-number and is left out by --except."),
        (("--check-number", "2=7"), 5, "Nothing in this payment is for Mentee 1."),
        (("--except", "2"), 5, "Nothing in this payment is for Mentee 1."),
        (("3", "--except", "1"), 5, "Nothing in this payment is for Mentor 1."),
    ],
)  # fmt: skip
def test_whose_check_it_is_or_is_not(
    owed: Program, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = owed(*PAY, *words, "--yes", "--reference", "9")
    assert answer.code == code and said in " ".join(answer.err.split())


def test_a_check_in_place_of_a_payment_is_said_before_its_day(owed: Program) -> None:
    """Without anybody to ask, the day of a check was refused that would not be voided at all."""
    assert owed(*PAY, "--reference", "1041", "--yes").code == 0
    for words in (("--on", "2026-07-01"), ("--yes",), ("--on", "2026-07-01", "--yes")):
        refused = owed("stipends", "void", "1041", *WHY, *words)
        assert refused.code == 4 and "There is no payment '1041'." in refused.err
    late = owed("stipends", "void", "1", *WHY, "--on", "2026-07-01", "--yes")
    assert late.code == 5 and "was made on Nov 23" in late.err


def test_the_help_of_void_says_how_a_number_is_read(owed: Program) -> None:
    said = " ".join(owed("stipends", "void", "--help").out.split())
    assert "With --yes, or in a script, a check needs --reference." in said


def test_a_trip_that_is_not_paid_has_no_sum_that_nobody_gets(paired: Program) -> None:
    paired.visit(1, "2026-07-20", "6", "--miles", "90", "--traveler", "mentee")
    said = " ".join(paired("stipends").out.split())
    assert "mentee's travel, 90 mi; the program pays the mentor's travel only" in said.replace(
        " $0.00", ""
    )
