"""A command that is called otherwise is named with the commands that do it."""

import re

import pytest
from typer.main import get_command

from tests.factories import Program
from wvls_mentor.cli.main import app
from wvls_mentor.cli.meanings import MEANT
from wvls_mentor.views.steps import purpose

EVERY = [(group, word) for group, words in MEANT.items() for word in words]


def _commands(group: str) -> list[str]:
    root = get_command(app)
    ctx = root.make_context("wvls", ["-h"], resilient_parsing=True)
    found = root.get_command(ctx, group) if group else root  # type: ignore[attr-defined]
    return list(found.list_commands(ctx)) if hasattr(found, "list_commands") else []


@pytest.mark.parametrize(("group", "word"), EVERY)
def test_each_word_names_commands_that_are_there(group: str, word: str) -> None:
    assert word not in _commands(group), "it is a command itself"
    for command in MEANT[group][word]:
        first, _, second = command.partition(" ")
        assert first in _commands("") and (not second or second in [*_commands(first), "remind"])
        assert purpose(f"wvls {command}"), command


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (
            ["goal", "close"],
            "Did you mean wvls goal done (close a goal that was reached) or wvls goal drop "
            "(close a goal that was given up)?",
        ),
        (["stipends", "payments"], "Did you mean wvls stipends ledger (every payment)?"),
        (["payments"], "or wvls stipends pay (pay what is owed)?"),
    ],
)
def test_what_is_called_otherwise_is_named(program: Program, words: list[str], hint: str) -> None:
    refused = program(*words)
    assert refused.code == 2 and hint in " ".join(refused.err.split()), refused.err


def test_a_word_that_nobody_knows_has_no_such_hint(program: Program) -> None:
    assert "Did you mean wvls" not in program("goal", "pigeon").err


def test_the_help_of_goals_names_commands_that_are_there(program: Program) -> None:
    said = program("goal", "--help").out.partition("\n\n")[2].partition(".")[0]
    names = set(re.findall("[a-z]+", said.lower())) - {"goals", "or", "mark", "one", "c"}
    assert names == set(_commands("goal")), names
