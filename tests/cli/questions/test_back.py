"""What is no answer at any question: back, a command, "idk"."""

import pytest

from tests.factories import Program
from tests.terminal import talk


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def test_back_asks_the_question_before_again_and_forgets_its_answer(paired: Program) -> None:
    """ "back" got "There is no topic 'back'", and Ctrl-C lost six answers."""
    said = _talk(
        paired, "log-meeting 1",
        "back", "yesterday", "in person", "the mentor's library", "back", "back",
        "?", "phone", "budget", "Back", "grants", "back", "back", "back", "Nov 18",
        "video", "grants", "a note",
    )  # fmt: skip
    assert "This is the first question." in said
    assert "Type back to go to the previous question." in said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["method"], meeting["on"], meeting["topics"]) == (
        "video",
        "2026-11-18",
        ["grants"],
    )
    (typed,) = paired("history", "-f", "json").json["entries"][:1]
    assert "phone" not in typed["arguments"] and "budget" not in typed["arguments"]


def test_back_at_a_question_about_an_answer_asks_for_that_answer(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1", "12/1", "back", "Nov 20", "phone", "", "")
    assert "Is this a planned meeting?" in said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["state"], meeting["on"]) == ("held", "2026-11-20")


def test_back_is_no_answer_where_nothing_goes_back(paired: Program) -> None:
    """It was saved as the text of a goal, and as the note."""
    said = _talk(
        paired, "check-in 1", "", "back", "both", "Back", "well", "back", "none", "y",
        "back", "", "back", "Read a balance sheet", "go back", "short", "", "back", "All is well",
    )  # fmt: skip
    assert said.count("You can't go back from here.") == 7, said
    (goal,) = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert goal["goal"] == "Read a balance sheet"
    assert "back" not in paired("history", "-f", "json").out.lower()


def test_back_is_neither_a_check_number_nor_a_yes(paired: Program) -> None:
    paired.visit(1, "2026-10-20")
    paired.w9(1)
    said = _talk(paired, "stipends pay", "back", "Nov 20", "back", "1041", "back", "y")
    assert said.count("You can't go back from here.") == 3, said
    (payment,) = paired("stipends", "ledger", "-f", "json").json["payments"]
    assert payment["reference"] == "1041"


ADD = ("Mentor Two", "two@example.org", "Wausau", "2010-01-01", *[""] * 5)


@pytest.mark.parametrize("typed", ["idk", "I don't know", "dunno", "not sure", "unknown"])
def test_who_does_not_know_types_nothing(program: Program, typed: str) -> None:
    """ "idk" was saved as a phone."""
    answers = [typed, *ADD[:2], typed, *ADD[3:], typed, typed]
    said = _talk(program, "mentor add", *answers)
    assert said.count("First and last name") == 2
    (found,) = program("mentor", "list", "-f", "json").json["mentors"]
    assert not any((found["phone"], found["library"], found["note"]))


def test_a_command_is_an_answer_to_no_question(paired: Program) -> None:
    answers = ["wvls upcoming", *ADD, "wvls status 1", "715 555 0100", "wvls --help", "A note"]
    said = _talk(paired, "mentor add", *answers)
    for command in ("wvls upcoming", "wvls status 1", "wvls --help"):
        assert f"'{command}' is a command. Answer the question, or press Ctrl-C" in said
    found = paired("mentor", "list", "-f", "json").json["mentors"][-1]
    assert (found["name"], found["phone"]) == ("Mentor Two", "715 555 0100")


def test_a_phone_has_a_digit(paired: Program) -> None:
    """ "home" was saved as the number to call, and stood on the roster."""
    refused = paired("mentor", "edit", "1", "--phone", "ask her")
    assert refused.code == 2 and "does not look like a phone number" in refused.err
    said = _talk(paired, "mentor add", *ADD, "at work", "715 555 0100 x2", "")
    assert "'at work' does not look like a phone number." in said
    said = _talk(paired, "mentor edit 1", "phone", "none yet", "x", "555-0100", "")
    assert "'x' does not look like a phone number." in said
    assert paired("mentor", "edit", "1", "--phone", "").code == 0, "an empty one takes it away"
