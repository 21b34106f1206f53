"""What people type for "nothing" is no text, wherever an answer may be left out."""

import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk

WORDS = ["-", "none", "n/a", "Nothing", "--"]


def _cells(program: Program, sql: str) -> list[object]:
    connection = sqlite3.connect(program.path)
    found = [value for row in connection.execute(sql) for value in row]
    connection.close()
    return found


@pytest.mark.parametrize("nothing", WORDS)
def test_a_mentor_has_no_interest_called_none(program: Program, nothing: str) -> None:
    asked = ["m@example.org", "Wausau", "10", "", nothing, nothing, "", nothing, nothing, nothing]
    code, said = talk(
        program.path, ["mentor", "add", "Mentor 1"], [f"{answer}\n" for answer in asked]
    )
    assert code == 0, said
    (mentor,) = program("mentor", "list", "-f", "json").json["mentors"]
    assert (mentor["interests"], mentor["culture"], mentor["phone"]) == ([], [], None)
    assert mentor["max_miles"] is None


@pytest.mark.parametrize("nothing", WORDS)
def test_a_note_or_a_route_that_says_nothing_is_left_out(paired: Program, nothing: str) -> None:
    typed = ["", "1", "3", "4", "mentor", "50", nothing, nothing, nothing, nothing]
    code, said = talk(paired.path, ["log-meeting", "1"], [f"{answer}\n" for answer in typed])
    assert code == 0, said
    assert _cells(paired, "SELECT note FROM meeting") == [""]
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [claim["route"] for claim in meeting["claims"]] == [None]


@pytest.mark.parametrize("nothing", WORDS)
def test_what_stands_there_is_taken_away(paired: Program, nothing: str) -> None:
    paired.visit(1, "2026-06-20", "6", "--note", "a note", "--topic", "budget")
    typed = ["", "", "", "", "", nothing, nothing]
    code, said = talk(paired.path, ["meeting", "edit", "1"], [f"{answer}\n" for answer in typed])
    assert code == 0, said
    assert _cells(paired, "SELECT note FROM meeting") == [""]
    assert _cells(paired, "SELECT count(*) FROM meeting_topic") == [0]


@pytest.mark.parametrize("nothing", ["none", "-"])
def test_where_enter_takes_something_nothing_is_no_answer(paired: Program, nothing: str) -> None:
    """Whoever answers "none" to who is paid has not said everyone."""
    paired.visit(1, "2026-06-20")
    paired.pair(2)
    paired.visit(2, "2026-06-20")
    code, said = talk(paired.path, ["stipends", "pay"], [f"{nothing}\n", "3\n", "\n", "9\n", "n\n"])
    assert code == 5 and said.count("Who are you paying? (Enter for everyone)") == 2, said


def test_an_answer_about_the_office_is_emptied_in_its_review(
    paired: Program, tmp_path: Path
) -> None:
    words = ["report", "--save", str(tmp_path / "report.html")]
    typed = ["A System\n", "n/a\n", "July\n", "none\n", "1\n", "-\n", "yes\n"]
    code, said = talk(paired.path, words, typed)
    assert code == 0, said
    assert "Your answers (to leave one out, type its number, then -):" in said
    last = said.rpartition("Your answers")[2]
    assert "1  Your organization: (left out)" in last
    assert "2  What the program is called: mentoring program" in last
    assert "fiscal year begins: July" in last and "Budget of a fiscal year, in dollars" in last
    shown = paired("policy", "-f", "json").json["office"]
    kept = {s["key"]: s["value"] for s in shown}
    assert not kept["organization"] and kept["fiscal_year_start"] == 7 and kept["budget"] == 0


def test_one_answer_is_reviewed_as_one(paired: Program, tmp_path: Path) -> None:
    for key in ("program_name", "fiscal_year_start", "budget"):
        value = {"fiscal_year_start": "1", "budget": "0"}.get(key, "Program")
        assert paired("policy", "set", key, value).code == 0
    words = ["report", "--save", str(tmp_path / "report.html")]
    code, said = talk(paired.path, words, ["A System\n", "2\n", "yes\n"])
    assert code == 0 and "Please type yes, no, or 1 to change it." in said, said
