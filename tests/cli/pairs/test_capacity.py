"""A term that is lengthened afterwards: the mentor may have somebody else by now."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

# Pair 1 ends on 15 January 2026; pair 2, of the same mentor with a capacity of 1, begins after it.
EXTEND = ("extend", "1", "--months", "12", "--on", "2026-01-10")
LONGER = ("policy", "set", "term_months", "24", "--from", "2025-01-01")
OVER = "Mentor 1 would have 2 mentees on Nov 23 (pairs 1 and 2), more than the capacity of 1."


def _followed(program: Program) -> None:
    program.mentor(1)
    for number, on in ((1, "2025-01-15"), (2, "2026-02-01")):
        words = ["mentee", "add", f"Mentee {number}", "--email", f"m{number}@example.org",
                 "--library", "Thorp", "--administrator-since", "2025-01-01"]  # fmt: skip
        assert program(*words).code == 0
        assert program("match", str(number + 1), "1", "--on", on, "--yes").code == 0


@pytest.fixture
def followed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_followed)


@pytest.mark.parametrize("words", [EXTEND, LONGER])
def test_it_names_the_mentor_who_would_be_over_capacity_and_asks(
    followed: Program, words: tuple[str, ...]
) -> None:
    before = followed.path.read_bytes()
    refused = followed(*words)
    assert refused.code == 5 and "--yes" in refused.err
    assert OVER in " ".join(refused.err.split())
    assert followed.path.read_bytes() == before
    answer = followed(*words, "--yes")
    assert answer.code == 0 and OVER in " ".join(answer.err.split())
    found = followed("check", "-f", "json").json["findings"]
    assert [f["check"] for f in found] == ["capacity"]


@pytest.mark.parametrize("words", [EXTEND, LONGER])
def test_it_says_nothing_of_it_where_there_is_room(
    followed: Program, words: tuple[str, ...]
) -> None:
    assert followed("mentor", "edit", "1", "--capacity", "2").code == 0
    answer = followed(*words, "--yes")
    assert answer.code == 0 and "capacity" not in answer.err


def test_an_extension_with_room_asks_nothing(followed: Program) -> None:
    assert followed("extend", "2", "--months", "6").code == 0


def test_a_day_that_is_past_counts_as_well(followed: Program) -> None:
    """Both would have been active in February; pair 1 is over again today."""
    refused = followed("extend", "1", "--until", "2026-03-01", "--on", "2026-01-10")
    assert refused.code == 5 and "2 mentees on Feb 1 (pairs 1 and 2)" in refused.err
    assert followed("extend", "1", "--until", "2026-02-01", "--on", "2026-01-10").code == 0


def test_a_longer_term_gives_no_mentee_two_mentors(followed: Program) -> None:
    other = followed.mentor(5, library="Merrill")
    assert followed("match", "2", str(other), "--on", "2026-03-01", "--yes").code == 0
    for words in ([*LONGER, "--yes"], [*LONGER, "--dry-run"]):
        refused = followed(*words)
        assert refused.code == 5
        assert "Mentee 1 would have two mentors at once, in pairs 1 and 3" in refused.err
    assert followed("check", "-f", "json").json["findings"] == []


def _ended(program: Program) -> None:
    """Pair 1 was ended, then pair 2 of the same mentor made and ended."""
    program.mentor(1)
    for number in (1, 2):
        program.mentee(number)
    for line in (
        "match 2 1 --on 2026-01-15 --yes", "end 1 --on 2026-03-01 --reason x --yes",
        "match 3 1 --on 2026-03-05 --yes", "end 2 --on 2026-06-01 --reason x --yes",
    ):  # fmt: skip
        assert program(*line.split()).code == 0


@pytest.fixture
def ended(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_ended)


def test_an_end_that_is_undone_names_the_mentor_and_asks(ended: Program) -> None:
    over = "Mentor 1 would have 2 mentees on Mar 5 (pairs 1 and 2)"
    entries = ended("history", "-f", "json").json["entries"]
    (end,) = (str(e["entry_id"]) for e in entries if e["arguments"][:2] == ["1", "--on"])
    refused = ended("undo", end)
    assert refused.code == 5 and over in " ".join(refused.err.split())
    for more in ("--dry-run", "--yes"):
        answer = ended("undo", end, more)
        assert answer.code == 0 and over in " ".join(answer.err.split())


def test_an_end_that_is_undone_with_room_says_nothing_of_it(ended: Program) -> None:
    assert ended("mentor", "edit", "1", "--capacity", "2").code == 0
    entries = ended("history", "-f", "json").json["entries"]
    (end,) = (str(e["entry_id"]) for e in entries if e["arguments"][:2] == ["1", "--on"])
    answer = ended("undo", end, "--yes")
    assert answer.code == 0 and "capacity" not in answer.err
