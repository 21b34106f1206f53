"""What a payment fixed is not undone: the hint is the command that goes on from there."""

import re
import shlex
from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

RATE = ("policy", "rate", "mileage", "0.78", "--from", "2026-07-01", "--yes")


def _paid(program: Program) -> None:
    """A rate, a visit with travel, and one check for both."""
    program.pair(1, "2026-06-01")
    assert program(*RATE).code == 0
    program.visit(1, "2026-07-20", "6", "--miles", "10")
    pay = ["stipends", "pay", "--reference", "check 1041", "--yes"]
    assert program(*pay).code == 0


@pytest.fixture
def paid(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paid)


def _entry(program: Program, command: str) -> str:
    entries = program("history", "--all", "-f", "json").json["entries"]
    return str(next(e["entry_id"] for e in entries if e["command"] == command))


def _hint(program: Program, command: str) -> list[str]:
    """The words of the command that the hint of a refused undo names."""
    answer = program("undo", _entry(program, command), "--yes")
    assert answer.code == 5, answer.out
    (found,) = re.findall(r"^Hint: .*?: wvls (.*)$", answer.err, re.MULTILINE)
    return shlex.split(found.replace("REASON", "wrong"))


@pytest.mark.parametrize(
    ("command", "voided"),
    [("stipends pay", [1, 2]), ("log-meeting", [1]), ("policy rate", [2])],
)
def test_the_hint_voids_what_stands_in_the_way(
    paid: Program, command: str, voided: list[int]
) -> None:
    assert paid(*_hint(paid, command), "--yes").code == 0
    found = paid("stipends", "ledger", "--voided", "-f", "json").json["payments"]
    assert sorted(p["payment_id"] for p in found) == voided


def test_a_rate_can_be_undone_once_its_payment_is_voided(paid: Program) -> None:
    assert paid(*_hint(paid, "policy rate"), "--yes").code == 0
    assert paid("undo", _entry(paid, "policy rate"), "--yes").code == 0


def test_a_meeting_that_the_ledger_names_is_removed_and_not_undone(paid: Program) -> None:
    void = ["stipends", "void", "--reference", "check 1041", "--reason", "wrong", "--yes"]
    assert paid(*void).code == 0
    hint = _hint(paid, "log-meeting")
    assert hint == ["meeting", "remove", "1"]
    assert paid(*hint, "--yes").code == 0
    (left,) = paid("meeting", "list", "1", "-f", "json").json["meetings"]
    assert left["state"] == "cancelled", "the ledger's day of it can still be read"
    assert paid("check", "--exit-code").code == 0


def test_another_rate_of_that_day_says_how_to_void(paid: Program) -> None:
    answer = paid(*RATE[:3], "0.79", *RATE[4:])
    assert answer.code == 5
    assert "or void it first: wvls stipends void 2 --reason REASON" in answer.err
