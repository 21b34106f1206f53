"""After a re-match the agenda knows what the earlier pair covered and left open (C7)."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

DAY = "2026-09-01"


def _rematched(program: Program) -> None:
    """Mentee 2 was with mentor 1 (pair 1) until August and is with mentor 3 (pair 2) since."""
    assert (program.mentor(1), program.mentee(1, "--need", "budget:high", "--need", "ils")) == (
        1,
        2,
    )
    assert program.mentor(2) == 3
    assert program("match", "2", "1", "--on", "2026-03-01", "--yes").code == 0
    for words in (
        ("log-meeting", "1", "--method", "phone", "--topic", "budget", "--on", "2026-04-01"),
        ("goal", "add", "1", "Write a budget", "--term", "short", "--shared", "2026-04-01"),
        ("goal", "add", "1", "Know the county", "--term", "long", "--shared", "2026-04-01"),
        ("goal", "done", "1", "--on", "2026-05-01"),
    ):
        assert program(*words).code == 0
    assert program("agenda", "1", "--add", "Who fixes the roof?", today="2026-04-02").code == 0
    assert program("agenda", "1", "--add", "Who paints it?", today="2026-04-03").code == 0
    assert program("agenda", "1", "--done", "2", today="2026-04-04").code == 0
    assert program("end", "1", "--on", "2026-08-01", "--reason", "moved", "--yes").code == 0
    assert program("match", "2", "3", "--on", "2026-08-10", "--yes").code == 0


@pytest.fixture
def rematched(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_rematched)


def _agenda(program: Program, pair: str = "2", day: str = DAY) -> dict[str, Any]:
    return program("agenda", pair, "-f", "json", today=day).json


def test_what_the_earlier_pair_covered_and_left_open_is_there(rematched: Program) -> None:
    found = _agenda(rematched)
    (before,) = found["earlier"]
    assert (before["pair_id"], before["mentor"]) == (1, "Mentor 1")
    assert before["covered"] == [{"topic": "budget", "on": "2026-04-01"}]
    assert [g["goal"] for g in before["goals"]] == ["Know the county"]
    assert [q["question"] for q in before["questions"]] == ["Who fixes the roof?"]
    assert [n["topic"] for n in found["topics"]["uncovered"]] == ["ils"]
    assert (found["goals"], found["questions"], found["topics"]["covered"]) == ([], [], [])


def test_the_screen_and_the_csv_say_with_whom(rematched: Program) -> None:
    said = " ".join(rematched("agenda", "2", today=DAY).out.split())
    assert "3 items" in said and "With Mentor 1 (pair 1) they covered budget development." in said
    assert "Know the county (long-term, shared; left open with Mentor 1)" in said
    assert "Who fixes the roof? (left open with Mentor 1)" in said
    rows = list(csv.DictReader(io.StringIO(rematched("agenda", "2", "-f", "csv", today=DAY).out)))
    assert [(r["kind"], r["left_open_with"]) for r in rows] == [
        ("need", ""), ("goal", "Mentor 1"), ("question", "Mentor 1"),
    ]  # fmt: skip


def test_an_earlier_question_is_ticked_off_and_an_earlier_goal_taken_up(rematched: Program) -> None:
    assert rematched("agenda", "2", "--done", "1", today=DAY).code == 0
    rematched("goal", "add", "2", "know the County", "--term", "long", today=DAY)
    (before,) = _agenda(rematched)["earlier"]
    assert (before["goals"], before["questions"]) == ([], [])
    assert len(_agenda(rematched)["goals"]) == 1


def test_the_earlier_pair_knows_nothing_of_the_later_one(rematched: Program) -> None:
    assert rematched("agenda", "2", "--add", "And the door?", today=DAY).code == 0
    found = _agenda(rematched, "1")
    assert found["earlier"] == [] and len(found["questions"]) == 1
    assert rematched("agenda", "1", "--done", "3", today=DAY).code == 4
    assert _agenda(rematched, "1", "2026-04-05")["earlier"] == []


def test_another_mentees_pair_with_the_same_mentor_is_not_theirs(rematched: Program) -> None:
    assert rematched.mentee(3) == 4
    assert rematched("match", "4", "1", "--on", "2026-08-20", "--yes").code == 0
    assert _agenda(rematched, "3")["earlier"] == []
    assert rematched("agenda", "3", "--done", "1", today=DAY).code == 4
