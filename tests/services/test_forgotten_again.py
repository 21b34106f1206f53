"""Who is forgotten already is so: a second time says it, and writes nothing."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe


def _forgotten(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program("mentor", "edit", "1", "--address", "12 Elm Street", "--w9", "2026-01-01")
    program.visit(1, "2026-09-03", "6.5", "--note", "a long talk")
    program("end", "1", "--reason", "moved", "--yes")
    assert program("forget", "1", "--yes").code == 0


@pytest.fixture
def gone(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_forgotten)


def _entries(program: Program) -> int:
    return len(program("history", "--all", "-f", "json").json["entries"])


@pytest.mark.parametrize("words", [("--yes",), (), ("--dry-run",)])
def test_a_second_time_writes_nothing(gone: Program, words: tuple[str, ...]) -> None:
    """Each time made another entry of the history, and took the mentor out of matching again."""
    before = _entries(gone)
    again = gone("forget", "1", *words)
    assert again.code == 0, again.err
    assert "Person 1 is already forgotten. Nothing was left to erase." in again.out
    assert _entries(gone) == before
    assert gone("forget", "1", *words, "-f", "json").json["already"] is True


@pytest.mark.parametrize(
    "words",
    [
        ("mentor", "edit", "1", "--address", "1 Other Street"),
        ("mentor", "edit", "1", "--note", "called again"),
        ("mentor", "edit", "1", "--w9", "2026-02-02"),
        ("mentor", "edit", "1", "--interest", "chess"),
        ("meeting", "edit", "1", "--note", "what was said"),
    ],
)
def test_what_came_back_is_erased_again(gone: Program, words: tuple[str, ...]) -> None:
    done = gone(*words)
    assert done.code == 0, done.err
    before = _entries(gone)
    again = gone("forget", "1", "--yes", "-f", "json").json
    assert again["already"] is False and _entries(gone) == before + 1
    assert words[-1].encode() not in gone.path.read_bytes() or words[-1][:2] == "20"
    assert gone("forget", "1", "--yes", "-f", "json").json["already"] is True


def test_a_name_that_was_kept_goes_when_its_time_has_come(gone: Program) -> None:
    assert gone("stipends", "pay", "--reference", "1", "--yes").code == 0
    first = gone("forget", "1", "--yes", "-f", "json").json
    assert first["already"] is False  # the payment is an entry that names the person
    assert gone("forget", "1", "--yes", "-f", "json").json["already"] is True
    later = gone("forget", "1", "--yes", "-f", "json", today="2040-01-01").json
    assert later["name_kept_until"] is None


def test_who_was_undone_and_forgotten_is_so_once(program: Program) -> None:
    program("mentor", "add", "Beatrix Undone", "--email", "z@example.org", "--years", "9")
    program("undo", "--yes")
    assert program("forget", "Beatrix", "--yes", "-f", "json").json["already"] is False
    before = _entries(program)
    assert program("forget", "1", "--yes", "-f", "json").json["already"] is True
    assert _entries(program) == before


def test_a_whole_name_of_the_history_alone_is_found_beside_a_longer_one(program: Program) -> None:
    """ "Ann Example" was a part of "Joann Examples": neither could be forgotten by name."""
    for name in ("Ann Example", "Joann Examples"):
        words = ["--email", f"{name[:3].lower()}@example.org", "--years", "9"]
        assert program("mentor", "add", name, *words).code == 0
        assert program("undo", "--yes").code == 0
    assert program("forget", "Example", "--yes").code == 4
    assert program("forget", "Ann Example", "--yes", "-f", "json").json["person_id"] == 1
