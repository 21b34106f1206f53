"""What somebody types who sees a question for the first time: odd, and right all the same."""

from typing import Any

import pytest

from tests.factories import Program
from tests.terminal import talk

VISIT = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-11-20"


def _talk(program: Program, line: str, *answers: str, code: int = 0) -> str:
    ended, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert ended == code, said
    return said


def _words(said: str) -> str:
    return " ".join(said.split())


def _meetings(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return found


@pytest.fixture
def named(paired: Program) -> Program:
    """Pair 1 with names as people have them, with a word in common."""
    assert paired("mentor", "edit", "1", "--name", "Ada Fictional").code == 0
    assert paired("mentee", "edit", "2", "--name", "Zoë Fictional").code == 0
    return paired


@pytest.mark.parametrize(
    ("typed", "who"),
    [("Ada Fictional", "mentor"), ("ada", "mentor"), ("Zoe", "mentee"), ("mentee", "mentee")],
)
def test_who_drove_is_said_by_name(named: Program, typed: str, who: str) -> None:
    """Only mentor and mentee were understood."""
    at = {"mentor": "mentee-library", "mentee": "mentor-library"}[who]
    answers = ["11/20", "in person", at, "6", typed, "148", "", "", ""]
    assert "is not" not in _talk(named, "log-meeting 1", *answers)
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == [who]
    assert named("meeting", "claim", "1", "--traveler", who, "--remove").code == 0
    _talk(named, "meeting claim 1", typed, "148", "")
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == [who]


def test_a_name_that_both_have_and_both_are_asked_again(named: Program) -> None:
    said = _talk(named, "log-meeting 1", "11/20", "in person", "elsewhere", "6",
                 "Fictional", "both", "mentor", "40", "", "", "", "")  # fmt: skip
    assert 'The traveler is "mentor" or "mentee", not "Fictional".' in _words(said)
    assert "Type mentor or mentee. Add the other one's trip afterwards:" in _words(said)
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == ["mentor"]


def test_who_was_reached_and_whose_evaluation_it_is_are_said_by_name(named: Program) -> None:
    said = _talk(named, "check-in 1", "", "bad", "zoe", "well", "", "", "", "")
    assert "Type mentor, mentee, both or no one.\n" in said
    code = named("end", "1", "--on", "2026-11-20", "--reason", "moved", "--yes").code
    assert code == 0
    _talk(named, "evaluate 1", "Ada", "5", "", "", "", "")
    (found,) = named("evaluations", "--detail", "-f", "json").json["evaluations"]
    assert found["by"] == "mentor"
