"""Which letters were sent: names are meant by whole words, and one name at a time."""

from pathlib import Path

import pytest

from tests.cli.letters.test_signed_and_sent import DAY, LINKS, SIGNED, _sent
from tests.factories import Program
from tests.terminal import talk


@pytest.fixture
def named(program: Program) -> Program:
    """One pair of Ann Lee and Joanne Weber, and one of Ann Lee Moss and Bob Reed."""
    for number, mentor, mentee in (
        (1, "Ann Lee", "Joanne Weber"),
        (2, "Ann Lee Moss", "Bob Reed"),
    ):
        program.pair(number, "2026-06-01")
        one, other = 2 * number - 1, 2 * number
        assert program("mentor", "edit", str(one), "--name", mentor).code == 0
        assert program("mentee", "edit", str(other), "--name", mentee).code == 0
    return program


def answered(program: Program, folder: Path, *answers: str) -> tuple[str, list[int]]:
    """What is said until the last of *answers* can be read, and who was written to."""
    words = ["letters", "intro", "--as-of", DAY, "--save", str(folder)]
    code, said = talk(program.path, words, [*SIGNED, *LINKS, *(f"{a}\n" for a in answers)])
    assert code == 0, said
    return " ".join(said.split()), sorted(person for _, person in _sent(program))


def test_a_name_within_a_name_is_another_name(named: Program, tmp_path: Path) -> None:
    """Joanne's letter was left out with Ann's, and was not marked as sent."""
    said, sent = answered(named, tmp_path / "drafts", "all but Ann Lee, Reed")
    assert sent == [2, 3], said


def test_a_part_of_several_names_is_refused_with_the_names(named: Program, tmp_path: Path) -> None:
    """Both letters to an Ann were left out, and one of them had been sent."""
    said, sent = answered(named, tmp_path / "drafts", "all but Ann", "all but Moss and Joanne")
    told = "'ann' fits Ann Lee and Ann Lee Moss. Type the whole name."
    assert told in said, said
    assert said.count("Mark as sent: all, none, or all but ... (names) [none]: ") == 2
    assert sent == [1, 4], said


def test_half_a_word_is_no_name(named: Program, tmp_path: Path) -> None:
    said, sent = answered(named, tmp_path / "drafts", "all but oann", "none")
    assert "There is no letter to 'oann'." in said and sent == []


def test_a_person_with_two_letters_is_one_name(named: Program, tmp_path: Path) -> None:
    """The names of letters are listed, and somebody may get two of them."""
    words = ["letters", "--as-of", "2026-07-20", "--again", "--save", str(tmp_path / "drafts")]
    code, said = talk(named.path, words, [*SIGNED, *LINKS, "all but Joanne\n"])
    assert code == 0 and "fits" not in said, said
    sent = _sent(named)
    assert len(sent) > len({person for _, person in sent}), "somebody has two letters"
    assert {person for _, person in sent} == {1, 3, 4}


@pytest.mark.parametrize(("typed", "sent"), [("Joanne", [2]), ("Bob Reed and Ann Lee", [1, 4])])
def test_names_alone_are_the_letters_that_were_sent(
    named: Program, tmp_path: Path, typed: str, sent: list[int]
) -> None:
    """One name was "not a choice", and how to say it otherwise was a riddle."""
    said, marked = answered(named, tmp_path / "drafts", "?", typed)
    assert "all but\" and the names of the ones you'll send later." in said, said
    assert "Have you sent any of these yet? (Enter if not)" in said
    assert marked == sent


def test_a_page_of_letters_saved_before_is_called_what_it_is(
    named: Program, tmp_path: Path
) -> None:
    """Somebody who made no letters.html was asked whether to replace it."""
    folder = tmp_path / "drafts"
    words = ("letters", "intro", "--as-of", DAY, "--save", str(folder), "--pair")
    assert named(*words, "1").code == 0
    asked = "letters.html in {}, the page that wvls saved with the letters before?"
    refused = named(*words, "2")
    assert refused.code == 5 and asked.format(folder) in " ".join(refused.err.split())
    (folder / "letters.html").write_text("<p>my own page")
    refused = named(*words, "2")
    assert refused.code == 5 and "the page that wvls saved" not in refused.err
