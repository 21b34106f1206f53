"""A visit at a terminal: what was entered is read back, and each answer has a way on."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk

VISIT = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-11-20"


def _said(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def _last(program: Program) -> dict[str, object]:
    found: dict[str, object] = program("meeting", "list", "1", "-f", "json").json["meetings"][-1]
    return found


def _apart(program: Program) -> None:
    """Pair 1: the mentor at Wausau, the mentee at Tomahawk."""
    program.mentor(1)
    mentee = program.mentee(1, library="Tomahawk")
    assert program("match", str(mentee), "1", "--on", "2026-06-01", "--yes").code == 0


@pytest.fixture
def apart(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_apart)


def test_what_was_entered_is_read_back(paired: Program) -> None:
    words = [*VISIT.split(), "--miles", "74", "--expense", "11.50:meal", "--expense", "4:parking"]
    words += ["--route", "by Medford", "--note", "[b] see [/b]", "--topic", "budget"]
    said = " ".join(paired(*words).out.split())
    assert (
        "Mentor's travel: $71.74 (74 miles, meal $11.50, parking $4.00) (route: by Medford) (C12)."
        in said
    )
    assert "Topics: budget development." in said and "Note: [b] see [/b]" in said
    said = paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-19").out
    assert "travel" not in said and "Topics" not in said and "Note" not in said


def test_what_was_changed_and_confirmed_is_read_back_too(paired: Program) -> None:
    plan = [*VISIT.split()[:6], "--planned", "--on", "2026-11-20"]
    assert paired(*plan, today="2026-11-01").code == 0
    spent = ["--miles", "1", "--expense", "11.50:meal"]
    said = paired("meeting", "confirm", "1", "--hours", "6", *spent).out
    assert "(1 mile, meal $11.50) (C12)." in said
    said = paired("meeting", "edit", "1", "--miles", "66").out
    assert "travel: mentor 1 mi" in said and "-> mentor 66 mi" in said
    assert "(66 miles, meal $11.50) (C12)." in said
    said = paired("meeting", "claim", "1", "--traveler", "mentor", "--expense", "5:parking").out
    assert "(66 miles, parking $5.00) (C12)." in said


@pytest.mark.parametrize("typed", ["", "don't know", "none", "not known", "unknown"])
def test_hours_that_a_visit_must_have_say_what_to_type(paired: Program, typed: str) -> None:
    said = _said(paired, "log-meeting 1 --method in-person --at mentee-library", typed, "1")
    assert "needs its hours. If you do not know them yet, type 1, and correct it later" in said
    assert _last(paired)["hours"] == 1


@pytest.mark.parametrize("typed", ["", "don't know", "none", "-", "unknown"])
def test_hours_elsewhere_may_be_unknown(paired: Program, typed: str) -> None:
    said = _said(paired, "log-meeting 1", "", "1", "elsewhere", typed, "", "", "")
    assert "needs its hours" not in said and _last(paired)["hours"] is None


def test_elsewhere_says_where_it_can_be_told(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "", "1", "elsewhere", "6", "", "", "Medford coffee shop")
    assert "You can say where in a note." in said
    assert "A note, such as where they met (Enter to skip): Medford" in said
    assert "Note: Medford coffee shop" in said
    at_library = _said(paired, "log-meeting 1", "11/19", "1", "2", "6", "", "", "")
    assert "where they met" not in at_library and "say where" not in at_library


@pytest.mark.parametrize(
    ("typed", "place"),
    [("tomahawk", "mentee-library"), ("Tomahawk Public", "mentee-library"),
     ("wausau", "mentor-library"), ("marathon", "mentor-library")],
)  # fmt: skip
def test_a_partners_library_is_known_by_its_town(apart: Program, typed: str, place: str) -> None:
    said = _said(apart, "log-meeting 1", "", "1", typed, "6", "", "", "")
    assert f"OK, the {place.removesuffix('-library')}'s library." in said
    assert _last(apart)["at"] == place
    _said(apart, "meeting edit 1", "", "", typed, "", "", "", "")
    assert "Nothing" not in said


def test_a_town_of_neither_or_of_both_is_asked_again(apart: Program) -> None:
    said = _said(apart, "log-meeting 1", "", "1", "medford", "library", "2", "6", "", "", "")
    assert said.count("is not one of the choices. Type one from the list") == 2
    plan = _said(apart, "log-meeting 1 --planned", "12/4", "1", "Tomahawk")
    assert "OK, the mentee's library." in plan


def test_what_was_planned_is_kept_by_enter(paired: Program) -> None:
    """Told "Enter to skip", people typed the topics and the note again."""
    plan = [*VISIT.split()[:6], "--planned", "--on", "2026-11-20", "--topic", "grants"]
    assert paired(*plan, "--note", "bring the budget", today="2026-11-01").code == 0
    said = _said(paired, "meeting confirm 1", "", "", "6", "", "budget", "")
    assert "Enter to keep grants; what you type is added): budget" in said
    assert "Enter to keep bring the budget)" in said
    meeting = _last(paired)
    assert meeting["topics"] == ["budget", "grants"]
