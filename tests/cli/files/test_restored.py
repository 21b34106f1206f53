"""A copy says of which day it is and what it lacks, and who was forgotten since and comes back."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program


@pytest.fixture
def copied(program: Program, tmp_path: Path) -> Path:
    """A copy with mentors 1 and 2; mentor 1 was forgotten and mentor 3 added since."""
    program.mentor(1)
    program.mentor(2)
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    assert program("forget", "1", "--yes").code == 0
    program.mentor(3)
    return copy


def _restored(program: Program, copy: Path, *words: str) -> dict[str, Any]:
    return program("restore", str(copy), *(words or ("--yes",)), "-f", "json").json


@pytest.mark.parametrize("words", [["--dry-run"], ["--yes"]])
def test_what_the_copy_lacks_and_who_comes_back(
    program: Program, copied: Path, words: list[str]
) -> None:
    found = _restored(program, copied, *words)
    assert [c["command"] for c in found["commands_since"]] == ["forget", "mentor add"]
    (back,) = found["forgotten"]
    assert (back["person_id"], back["name"]) == (1, "Mentor 1")
    assert found["lacks"] == 2


def test_it_is_said_before_the_question_and_after_it(program: Program, copied: Path) -> None:
    asked = program("restore", str(copied))
    assert asked.code == 5
    done = program("restore", str(copied), "--yes")
    for said in (" ".join(asked.err.split()), " ".join(done.out.split())):
        assert "The copy lacks 2 commands entered since" in said
        assert (
            "Mentor 1 was forgotten since and is in the copy. Forget again: wvls forget 1" in said
        )
        assert "Mentor 3" not in said  # enrolled since: in the copy nobody is called so
    assert "The copy of " in asked.err and "Restored the copy of " in done.out


def test_the_command_that_is_named_forgets_them_again(program: Program, copied: Path) -> None:
    (back,) = _restored(program, copied)["forgotten"]
    assert program("forget", str(back["person_id"]), "--yes").code == 0
    assert "Mentor 1" not in program("mentor", "list").screen


def test_nobody_comes_back_who_was_forgotten_before_the_copy(
    program: Program, copied: Path, tmp_path: Path
) -> None:
    later = tmp_path / "later.db"
    assert program("backup", str(later)).code == 0
    found = _restored(program, later, "--dry-run")
    assert (found["commands_since"], found["forgotten"]) == ([], [])
    assert (
        "Nothing was entered since the copy was made."
        in program("restore", str(later), "--dry-run").out
    )


def test_somebody_whose_enrollment_was_undone_is_in_the_history_of_the_copy(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1)
    assert program("undo", "--yes").code == 0
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    assert program("forget", "1", "--yes").code == 0
    assert [p["name"] for p in _restored(program, copy)["forgotten"]] == ["Mentor 1"]


def test_who_was_forgotten_again_after_a_restore_comes_back_again(
    program: Program, copied: Path
) -> None:
    _restored(program, copied)
    assert program("forget", "1", "--yes").code == 0
    found = _restored(program, copied)
    assert [p["person_id"] for p in found["forgotten"]] == [1]
    assert [c["command"] for c in found["commands_since"]] == ["restore", "forget"]


def test_a_copy_of_another_database_is_said_to_be_one(
    program: Program, copied: Path, tmp_path: Path
) -> None:
    other = Program(tmp_path / "other.db")
    # The first entry of a history is the init; of the same second two could not be told apart.
    assert other("init", "--empty").code == 0
    _age(other)
    found = other("restore", str(copied), "--dry-run", "-f", "json").json
    assert found["forgotten"] == []
    assert "The copy is of another database" in other("restore", str(copied), "--dry-run").out


def _age(program: Program) -> None:
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE history SET at = '2020-01-01 00:00:00'")
    connection.commit()
    connection.close()


def test_only_the_newest_of_many_commands_are_on_the_screen(program: Program, copied: Path) -> None:
    for number in range(10, 20):
        program.mentor(number)
    said = program("restore", str(copied), "--dry-run").out
    assert "The copy lacks 12 commands" in said and "... and 2 more" in said
    assert said.count("mentor add") == 10
    assert (
        len(
            json.loads(program("restore", str(copied), "--dry-run", "-f", "json").out)[
                "commands_since"
            ]
        )
        == 12
    )


def test_what_cannot_be_read_is_restored_all_the_same(program: Program, copied: Path) -> None:
    program.path.write_bytes(b"x" * 5000)
    found = _restored(program, copied)
    assert (found["lacks"], found["forgotten"]) == (None, [])
