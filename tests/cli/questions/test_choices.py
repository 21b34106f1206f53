"""What a question lists reads in columns: nothing is ragged, and nothing leaves the screen."""

import re

import pytest

from tests.factories import Program
from tests.terminal import talk


def _listed(program: Program, line: str) -> list[str]:
    """The lines of what a command lists before it asks."""
    _, said = talk(program.path, line.split(), [])
    return said.splitlines()[:-1]


@pytest.fixture
def visited(paired: Program) -> Program:
    paired("mentor", "edit", "1", "--name", "Mentor Of The Longest Name")
    paired.visit(1, "2026-09-02", "6", "--miles", "78")
    paired.visit(1, "2026-11-20")
    paired("log-meeting", "1", "--method", "phone", "--planned", "--on", "2027-01-05")
    return paired


def test_meetings_stand_in_columns_and_fold_under_their_text(visited: Program) -> None:
    lines = _listed(visited, "meeting edit")
    starts = {line.index("Mentor Of") for line in lines if "Mentor Of" in line}
    folded = [line for line in lines if not re.match(r" +\d+  \S", line)]
    assert len(starts) == 1 and max(map(len, lines)) <= 80, lines
    assert folded and all(
        len(line) - len(line.lstrip()) >= starts.copy().pop() for line in folded
    ), lines


def test_payments_stand_in_columns(visited: Program) -> None:
    visited("stipends", "pay", "--reference", "check 12345", "--yes")
    lines = _listed(visited, "stipends void")
    assert len({line.index("to Mentor") for line in lines}) == 1, lines
    assert len({line.index(".") for line in lines}) == 1, "amounts stand by their points"


def test_people_stand_in_the_order_of_the_ids_that_are_typed(program: Program) -> None:
    for number in (3, 1, 2):
        program.mentor(number)
    assert [line.split()[:3] for line in _listed(program, "mentor show")] == [
        ["1", "Mentor", "3"], ["2", "Mentor", "1"], ["3", "Mentor", "2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"), [("organisation", "organization"), ("terms_months", "term_months")]
)
def test_a_setting_that_is_nearly_one_is_named(program: Program, typed: str, meant: str) -> None:
    refused = program("policy", "set", typed, "6")
    assert refused.code == 2 and f"Did you mean {meant}?" in refused.err
