"""An answer that is half of one, or none, is asked for again."""

from pathlib import Path

import pytest
import typer

from tests.cli.letters.test_signed_and_sent import LINKS, SIGNED
from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.cli import prompts

SUPERIOR = ["library", "add", "Superior Public Library", "--city", "Superior"]


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


@pytest.mark.parametrize("stray", ["y", "yes", "Y"])
def test_a_stray_y_marks_no_letter_as_sent(paired: Program, tmp_path: Path, stray: str) -> None:
    words = ["letters", "intro", "--as-of", "2026-06-20", "--save", str(tmp_path / "drafts")]
    code, said = talk(paired.path, words, [*SIGNED, *LINKS, f"{stray}\n", "none\n"])
    assert code == 0, said
    assert "That is not a choice. Type all, none, names such as" in " ".join(said.split())
    assert said.count("Mark as sent: all, none, or all but ... (names) [none]: ") == 2


@pytest.mark.parametrize(
    ("half", "other"),
    [("--latitude=46.7", "longitude"), ("--longitude=-92.1", "latitude")],
)
def test_half_of_a_place_is_refused(program: Program, half: str, other: str) -> None:
    refused = program(*SUPERIOR, half)
    assert refused.code == 2 and f"--{other}" in refused.err, refused.err
    assert program(*SUPERIOR, "--latitude", "46.7", "--longitude", "-92.1").code == 0
    assert program("library", "add", "Elsewhere Library", "--city", "Elsewhere").code == 0
    refused = program("library", "edit", "Elsewhere", half)
    assert refused.code == 2 and f"Add --{other} DEGREES." in refused.err
    assert program("library", "edit", "Superior", half).code == 0, "the other half is known"


def test_the_other_half_of_a_place_is_asked_for(program: Program) -> None:
    said = _talk(program, "library add Superior", "", "", "46.7", "", "-92.1", "", "")
    assert "Please enter an answer" in said
    found = program("library", "show", "Superior", "-f", "json").json
    assert "-92.1" in str(found)
    said = _talk(program, "library add Duluth", "", "", "", "", "")
    assert "longitude" not in said
    said = _talk(program, "library edit Duluth", "latitude", "46.8", "", "-92.11")
    assert "Its longitude" in said
    assert "-92.11" in str(program("library", "show", "Duluth", "-f", "json").json)


def test_a_call_that_was_a_visit_is_asked_where_and_how_long(paired: Program) -> None:
    """All answers were lost: only at the end it said that the place was missing."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-06-20").code == 0
    answers = ["", "in person", "mentee-library", "6", "", "", ""]
    code, said = talk(paired.path, ["meeting", "edit", "1"], [f"{a}\n" for a in answers])
    assert code == 0, said
    met = paired("meeting", "list", "1", "-f", "json").json["meetings"][0]
    assert (met["method"], met["at"], met["hours"]) == ("in-person", "mentee-library", 6)


def test_a_visit_with_travel_is_refused_as_a_call_at_once(paired: Program) -> None:
    paired.visit(1, "2026-06-20", "6", "--miles", "40")
    answers = ["\n", "phone\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n", "\n"]
    code, said = talk(paired.path, ["meeting", "edit", "1"], answers)
    assert code == 0 and "Nothing changed" in said, said
    refused = said.partition("Meeting 1 has a travel claim.")[2]
    assert refused.count("How they met") == 1, said


def test_n_says_that_they_were_not_in_touch(paired: Program) -> None:
    answers = ["", "both", "well", "n", "", "", ""]
    _, said = talk(paired.path, ["check-in", "1"], [f"{a}\n" for a in answers])
    assert "Have they met or talked since" in said and "does not say how" not in said


def test_a_visit_to_come_is_not_confirmed_and_nothing_else_is_asked_first(paired: Program) -> None:
    plan = "log-meeting 1 --method in-person --at mentee-library --planned --on 2026-12-09"
    assert paired(*plan.split()).code == 0
    answers = ["\n", "12/9/2026\n", "11/20\n", "\n", "6\n", "\n", "\n", "\n"]
    code, said = talk(paired.path, ["meeting", "confirm", "1"], answers)
    assert code == 0 and said.count("What day:") == 3, said
    assert "How many hours" in said.rpartition("What day")[2]
    met = paired("meeting", "list", "1", "-f", "json").json["meetings"][0]
    assert (met["on"], met["state"], met["hours"]) == ("2026-11-20", "held", 6)


def test_what_is_no_text_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the end of ten questions "a word of the command" could not be read, and all were lost."""
    typed = iter(["caf\udce9", "cafe"])
    monkeypatch.setattr(typer, "prompt", lambda *_, **__: next(typed))
    assert prompts.ask_line("A note") == "cafe"


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        ("goal add 1", ["x" * 501, "A budget", "short", ""]),
        ("end 1", ["", "x" * 501, "moved away", "yes", "yes", "yes"]),
    ],
)
def test_a_text_that_is_too_long_is_asked_for_again(
    paired: Program, line: str, answers: list[str]
) -> None:
    """It was refused after the last question, and every answer was lost."""
    said = _talk(paired, line, *answers)
    assert "501 characters long" in said


@pytest.mark.parametrize(
    ("typed", "method"),
    [
        ("voicemail", "phone"),
        ("left a message", "phone"),
        ("vm", "phone"),
        ("she emailed", "email"),
        ("e-mail", "email"),
        ("2", "phone"),
    ],
)
def test_how_they_tried_is_asked_again(paired: Program, typed: str, method: str) -> None:
    """A slip ended the dialog, and the pair and the day had to be typed again."""
    answers = ["Nov 20", "tried, no answer", "whatever", typed, ""]
    said = _talk(paired, "log-meeting 1", *answers)
    assert said.count("How did they try") == 2
    assert "Type phone, e-mail or another one from the list" in " ".join(said.split())
    (met,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (met["on"], met["state"], met["method"]) == ("2026-11-20", "attempted", method)


@pytest.mark.parametrize(
    ("line", "answers"),
    [
        (
            "check-in 1",
            ["", "both", "well", "none", "y", "", "A plan", "Feb 23 phone", "long term"],
        ),
        ("goal add 1", ["A plan", "Feb 23 phone", "long term"]),
    ],
)
def test_the_term_of_a_goal_is_asked_again_by_its_words(
    paired: Program, line: str, answers: list[str]
) -> None:
    """It was called no term, "from the list, or its number from 1 to 2"."""
    said = _talk(paired, line, *answers, "", *[""] * (line == "check-in 1"))
    assert "Type short or long, not 'Feb 23 phone'." in said and "from 1 to 2" not in said
    (goal,) = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert goal["term"] == "long"
