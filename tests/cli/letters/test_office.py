"""What is asked once about the office, and addresses at questions."""

import pytest

from tests.cli.letters.test_signed_and_sent import LINKS
from tests.factories import Program
from tests.terminal import talk

INTRO = ["letters", "intro", "--as-of", "2026-06-20"]


def _words(said: str) -> str:
    return " ".join(said.split())


def test_a_command_at_a_question_is_no_name_and_an_error_has_the_words_of_its_question(
    paired: Program,
) -> None:
    """ "wvls upcoming" stood below every letter as the coordinator's name."""
    answers = ["wvls upcoming", "Pat Fictional", "", "", "", "", "",
               "wvls", "office", *(a.strip() for a in LINKS)]  # fmt: skip
    code, said = talk(paired.path, INTRO, [f"{a}\n" for a in answers])
    assert code == 0, said
    words = _words(said)
    assert "'wvls upcoming' is a command. Answer the question, or press Ctrl-C to stop." in words
    assert "Link to the meeting report form cannot be 'office'. It takes" in words
    assert "report_link" not in words
    assert "Pat Fictional" in paired(*INTRO).out


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (INTRO, ["Pat Fictional", "", ""], ["", "", *(a.strip() for a in LINKS)]),
        (["mentee", "add"], ["Lee Fictional"], ["Thorp", "1", "", "", "", "", ""]),
    ],
    ids=["office", "person"],
)
def test_an_address_without_a_dot_is_asked_about(
    paired: Program, words: list[str], before: list[str], after: list[str]
) -> None:
    answers = [*before, "pat@wvls", "n", "pat@wvls", "y", *after]
    code, said = talk(paired.path, words, [f"{a}\n" for a in answers])
    assert code == 0, said
    assert said.count("Is pat@wvls right?") == 2
    assert "Type the whole address, such as name@example.org." in _words(said)
    assert paired("mentee", "edit", "2", "--email", "pat2@wvls").code == 0, "elsewhere it is taken"
