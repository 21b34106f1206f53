"""An answer that is half of one, or none, is asked for again."""

from pathlib import Path

import pytest

from tests.cli.test_letters import LINKS, SIGNED
from tests.factories import Program
from tests.terminal import talk

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
    assert "That is not a choice. Type all, none, or: all but" in " ".join(said.split())
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
