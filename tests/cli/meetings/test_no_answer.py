"""A call that reached nobody is no contact, however somebody says so."""

import pytest

from tests.factories import Program
from tests.terminal import talk


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def _meetings(program: Program) -> list[tuple[str, str]]:
    found = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return [(m["method"], m["state"]) for m in found]


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        (["8", ""], "phone"),
        (["tried", "text"], "text"),
        (["no answer", "3"], "video"),
        (["left a message", ""], "phone"),
        (["voicemail", ""], "phone"),
        (["phone, no answer"], "phone"),
        (["Zoom - nobody answered"], "video"),
        (["called, she didn't answer"], "phone"),
    ],
)
def test_no_answer_is_a_way_to_answer_how_they_met(
    paired: Program, typed: list[str], method: str
) -> None:
    """ "phone, no answer" was refused, and the call was then logged as contact."""
    said = _talk(paired, "log-meeting 1", "", *typed, "")
    assert "8 tried, no answer" in said and "Topics" not in said
    assert _meetings(paired) == [(method, "attempted")]
    typed_again = paired("history", "-f", "json").json["entries"][0]["arguments"]
    assert "--attempt" in typed_again and method in typed_again


@pytest.mark.parametrize(("answer", "state"), [("n", "attempted"), ("y", "held")])
@pytest.mark.parametrize("note", ["left a message, nobody answered", "No answer", "voicemail"])
def test_a_note_that_nobody_answered_is_asked_about(
    paired: Program, note: str, answer: str, state: str
) -> None:
    """It counted as contact, and cleared a pair that was late."""
    said = _talk(paired, "log-meeting 1", "", "phone", "", note, answer)
    assert "Did they reach each other?" in said
    assert _meetings(paired) == [("phone", state)]


def test_where_it_cannot_be_a_call_without_an_answer_nothing_is_asked(paired: Program) -> None:
    assert "8 tried" not in _talk(paired, "log-meeting 1 --planned --on 2026-12-01", "phone")
    said = _talk(paired, "log-meeting 1 --attempt", "phone")
    assert "8 tried" not in said
    words = ["log-meeting", "1", "--method", "phone", "--on", "2026-11-20"]
    assert paired(*words, "--note", "left a message").code == 0, "without a terminal"
    _talk(paired, "log-meeting 1", "yesterday", "phone", "", "They talked about the answer.")
    assert sorted(s for _, s in _meetings(paired)) == ["attempted", "held", "held", "planned"]
