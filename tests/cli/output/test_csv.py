"""Every command that shows something shows it as CSV too."""

import csv
import io
import re
from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.readme import commands
from wvls_mentor.store.paths import new_draft

READING = [
    path
    for path, page in commands().items()
    if any(getattr(taken, "help", None) == "table, json or csv." for taken in page.params)
]
# What each takes, where it needs something; and the other questions that some of them answer.
NEEDS = {
    "mentor show": "1", "mentee show": "2", "library show": "Thorp", "form": "mentors",
    "meeting list": "1", "goal list": "1", "agenda": "1", "stipends why": "1",
    "upcoming": "--days 400",
}  # fmt: skip
MORE = ["match 4", "status 1", "status --all", "evaluations --detail", "history 4"]
CASES = [f"{path} {NEEDS.get(path, '')}".rstrip() for path in READING] + MORE


def _used(program: Program) -> None:
    """A program in which every report has something to tell."""
    pair = program.pair(1)
    program.visit(pair, "2026-06-20", "6", "--miles", "100", "--topic", "budget")
    program.mentor(2, "--capacity", "2", library="Merrill")
    program.mentee(2, "--need", "grants:high", library="Crandon")
    program.mentee(3, library="Minocqua")
    for words in (
        "goal add 1 Budget --term short",
        "agenda 1 --add Whom?",
        "stipends claim 1 --yes",
        "stipends pay --kind stipend --reference check-1 --yes",
        "match 5 3 --on 2026-09-01 --yes",
        "end 1 --reason moved --yes",
        "evaluate 1 --by mentor --rating 4",
    ):
        answer = program(*words.split())
        assert answer.code == 0, answer.err


@pytest.fixture
def used(copy_of: Callable[[Recipe], Program]) -> Program:
    program = copy_of(_used)
    new_draft(program.path)  # what check has to tell
    return program


def test_the_commands_that_read_are_found() -> None:
    assert {"mentor list", "overdue", "status", "stipends", "history", "check"} <= set(READING)
    assert "log-meeting" not in READING


@pytest.mark.parametrize("words", CASES)
def test_what_is_shown_has_a_header_and_rows_as_wide(used: Program, words: str) -> None:
    answer = used(*words.split(), "-f", "csv")
    assert answer.code == 0, answer.err
    header, *rows = csv.reader(io.StringIO(answer.out))
    assert all(re.fullmatch("[a-z_]+", name) for name in header), "a screen, no sheet"
    assert rows and all(len(row) == len(header) for row in rows)
    assert len(set(header)) == len(header)


@pytest.mark.parametrize("words", sorted({*READING} - {*NEEDS}))
def test_with_nothing_to_show_there_is_the_header(program: Program, words: str) -> None:
    answer = program(*words.split(), "-f", "csv")
    assert answer.code == 0, answer.err
    assert re.fullmatch("[a-z_]+(,[a-z_]+)*", answer.out.splitlines()[0])
