"""What a newcomer had to guess: which end of a scale is good, several kinds at once, a whole command."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk


def _said(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def _visited(program: Program) -> None:
    """Pair 1 with two visits that are owed."""
    program.pair()
    program.visit(1, "2026-06-20")
    program.visit(1, "2026-07-20")


@pytest.fixture
def visited(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_visited)


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("1,3", {"first-visit", "contact"}),
        ("3", {"contact"}),
        ("first visit and contact", {"first-visit", "contact"}),
        ("planned; goals", {"confirm-meeting", "goals"}),
        ("all", {"first-visit", "goals", "contact", "check-in"}),
        ("all, 5", {"first-visit", "goals", "contact", "check-in", "evaluation"}),
    ],
)
def test_several_kinds_are_excused_at_once(paired: Program, typed: str, kinds: set[str]) -> None:
    said = _said(paired, "excuse 1", typed, "", "for good", "on leave")
    assert "(for a leave, all: first visit, goals, contact and check-in)" in said
    for kind in ("first-visit", "goals", "contact", "check-in", "evaluation", "confirm-meeting"):
        ended = paired("excuse", "1", kind, "--remove", "--on", "2026-11-23")
        assert (ended.code == 0) == (kind in kinds), (kind, ended.err)


def test_kinds_are_an_argument_too_and_a_wrong_one_is_said(paired: Program) -> None:
    end = ("--until", "2027-01-05", "--reason", "x")
    assert paired("excuse", "1", "contact,goals", *end).code == 0
    wrong = paired("excuse", "1", "contact,visits", *end)
    assert wrong.code == 2 and "'visits' is not a kind." in wrong.err
    assert paired("excuse", "1", "", *end).code == 2
    leave = ("first-visit,goals,contact,check-in", "--until", "2027-01-05", "--reason", "x")
    assert paired("excuse", "1", *leave, "--extend").code == 0


def test_a_scale_says_which_end_is_good(paired: Program) -> None:
    paired("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    said = _said(paired, "evaluate 1 --by mentor", "4", "", "", "", "")
    assert "The mentorship as a whole, 1 to 5 (5 is best; Enter to skip): 4" in said
    assert "The coordinator's support, 1 to 5 (5 is best; Enter to skip):" in said


def test_a_second_evaluation_names_the_whole_command(paired: Program) -> None:
    paired("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    assert paired("evaluate", "1", "--by", "mentor", "--rating", "4").code == 0
    again = paired("evaluate", "1", "--by", "mentor", "--rating", "5")
    assert again.code == 5
    assert "To replace it: wvls evaluate 1 --by mentor --replace" in " ".join(again.err.split())


def test_a_payment_says_how_a_wrong_check_number_is_corrected(visited: Program) -> None:
    one = visited("stipends", "pay", "--on", "2026-07-01", "--reference", "1041", "--yes").out
    line = "using the date you paid, then record it again: wvls stipends void "
    assert f"{line}1 --on 2026-07-01" in " ".join(one.split())
    visited.visit(1, "2026-08-20")
    both = visited("stipends", "pay", "--reference", "1042", "--yes").out
    assert f"{line}--reference 1042 --on 2026-11-23" in " ".join(both.split())
    pages = {page: visited("stipends", page, "--help").out for page in ("void", "claims")}
    assert "check number" in pages["void"]
    assert "check number" not in pages["claims"], "it lists, and voids nothing"
    assert "wvls stipends void" not in pages["claims"]
