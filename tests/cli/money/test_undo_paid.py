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
    [("stipends pay", [1, 2]), ("log-meeting", [1, 2]), ("policy rate", [2])],
)
def test_the_hint_voids_what_stands_in_the_way(
    paid: Program, command: str, voided: list[int]
) -> None:
    assert paid(*_hint(paid, command), "--yes").code == 0
    found = paid("stipends", "ledger", "--voided", "-f", "json").json["payments"]
    assert sorted(p["payment_id"] for p in found) == voided


def _next(program: Program, command: str) -> str:
    return program("history", _entry(program, command)).out.partition("Next")[2]


def test_the_history_of_money_offers_what_takes_it_back(paid: Program) -> None:
    step = 'wvls stipends void --reference "check 1041"'
    assert step in _next(paid, "stipends pay") and "undo" not in _next(paid, "stipends pay")
    assert "wvls undo" not in paid("history").screen
    assert paid("stipends", "void", "1", "--reason", "wrong", "--yes").code == 0
    assert "wvls stipends void 2" in _next(paid, "stipends pay")
    assert paid("stipends", "void", "2", "--reason", "wrong", "--yes").code == 0
    for command in ("stipends pay", "stipends void"):
        left = _next(paid, command)
        assert "wvls history" in left and "void" not in left and "undo" not in left
    assert paid("stipends", "claim", "1", "--yes").code == 0
    assert "wvls stipends withdraw C-2026-01" in _next(paid, "stipends claim")
    assert "wvls stipends withdraw C-2026-01" in paid("undo", "--yes").err
    assert paid("stipends", "withdraw", "C-2026-01", "--reason", "wrong").code == 0
    refused = paid("undo", "--yes")
    assert refused.code == 5 and "wvls stipends claim 1" in refused.err, "it is withdrawn already"
    for command in ("stipends claim", "stipends withdraw"):
        assert "withdraw" not in _next(paid, command) and "undo" not in _next(paid, command)
    assert "wvls undo" in _next(paid, "policy rate")
    assert paid("policy", "set", "budget", "100").code == 0
    assert "wvls undo" in paid("history").out


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


def test_travel_that_was_not_paid_can_be_undone_though_its_visit_was_paid(paid: Program) -> None:
    mentee = ("meeting", "claim", "1", "--traveler", "mentee")
    assert paid(*mentee, "--miles", "1").code == 0
    assert paid(*mentee, "--miles", "2").code == 0

    def miles() -> dict[str, float]:
        (meeting,) = paid("meeting", "list", "1", "-f", "json").json["meetings"]
        return {claim["traveler"]: claim["miles"] for claim in meeting["claims"]}

    assert paid("undo", "--yes").code == 0 and miles() == {"mentor": 10, "mentee": 1}
    assert paid("undo", "--yes").code == 0 and miles() == {"mentor": 10}
    assert paid("stipends", "ledger", "--voided", "-f", "json").json["payments"] == []


def test_travel_that_was_paid_is_not_undone(paid: Program) -> None:
    both = ("policy", "set", "travel_for", "both", "--from", "2026-01-01", "--yes")
    assert paid(*both).code == 0
    assert paid("meeting", "claim", "1", "--traveler", "mentee", "--miles", "1").code == 0
    pay = ["stipends", "pay", "--reference", "check 1042", "--yes"]
    assert paid(*pay).code == 0
    answer = paid("undo", _entry(paid, "meeting claim"), "--yes")
    assert answer.code == 5 and "Meeting 1 was paid: payment 3." in answer.err
