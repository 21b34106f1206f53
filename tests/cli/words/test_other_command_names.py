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


def _options(command: str) -> set[str]:
    root = get_command(app)
    ctx = root.make_context("wvls", ["-h"], resilient_parsing=True)
    found = root.get_command(ctx, command)  # type: ignore[attr-defined]
    return {name for one in found.params for name in one.opts}


@pytest.mark.parametrize(("group", "word"), EVERY)
def test_each_word_names_commands_that_are_there(group: str, word: str) -> None:
    assert word not in _commands(group), "it is a command itself"
    for command in MEANT[group][word]:
        first, _, second = command.partition(" ")
        if not first.startswith("-"):
            assert first in _commands("")
        if second.startswith("-"):
            assert second in _options(first)
        else:
            assert not second or second in [*_commands(first), "remind"]
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
        (["payments"], "or wvls stipends pay (record a payment)?"),
    ],
)
def test_what_is_called_otherwise_is_named(program: Program, words: list[str], hint: str) -> None:
    refused = program(*words)
    assert refused.code == 2 and hint in " ".join(refused.err.split()), refused.err


@pytest.mark.parametrize("word", ["visit", "delete", "payment", "remove", "rates", "note", "print"])
def test_what_only_the_letters_have_in_common_is_not_proposed(program: Program, word: str) -> None:
    # "init" for "visit", "letters" for "delete", "mentor" for "payment": the letters' own guess
    said = " ".join(program(word).err.split())
    assert said.count("Did you mean") == 1 and said.count("Error: ") == 1, said
    assert all(f"wvls {command} (" in said for command in MEANT[""][word]), said
    assert not any(f"wvls {one} (" in said for one in ("init", "demo", "mentor", "roster")), said


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("plan", "wvls log-meeting --planned (plan a meeting)"),
        ("call", "wvls check-in (note your call to a pair) or wvls log-meeting"),
        ("help", "wvls --help (every command)"),
        ("Status", "wvls status (all pairs on one screen)"),
        ("visist", "wvls log-meeting (log a meeting, a call or an e-mail)"),
        ("metnor", "wvls mentor (add, list, show, edit, pause and resume mentors)"),
        ("mentor lsit", "wvls mentor list (the mentors)"),
        ("goals", "wvls goal list (the goals of a pair)"),
    ],
)
def test_what_a_coordinator_would_type_leads_to_the_command(
    program: Program, words: str, command: str
) -> None:
    assert f"Did you mean {command}" in " ".join(program(*words.split()).err.split())


@pytest.mark.parametrize("words", ["goal pigeon", "pigeon"])
def test_a_word_that_nobody_knows_has_no_such_hint(program: Program, words: str) -> None:
    refused = program(*words.split())
    assert "There is no command 'pigeon'." in refused.err and "Did you mean" not in refused.err


def test_the_help_of_goals_names_commands_that_are_there(program: Program) -> None:
    said = program("goal", "--help").out.partition("\n\n")[2].partition(".")[0]
    names = set(re.findall("[a-z]+", said.lower())) - {"goals", "or", "mark", "one", "c"}
    assert names == set(_commands("goal")), names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            "status Mentor One",
            "1 word too many: 'One'. Hint: Put a name of several words in quotes",
        ),
        ("overdue 3 4", "2 words too many: '3' and '4'."),
        ("overdue --kin", "No such option: --kin Hint: Did you mean --kind?"),
        ("log-meeting 1 --hour 3", "No such option: --hour Hint: Did you mean --hours?"),
        ("policy set term_months -1", "-1 is below zero."),
        ("overdue --kind", "--kind needs a value after it."),
    ],
)
def test_a_slip_on_the_command_line_is_said_in_plain_words(
    program: Program, words: str, said: str
) -> None:
    refused = program(*words.split())
    shown = " ".join(refused.err.split())
    assert refused.code == 2 and said in shown, shown
    assert "argument" not in shown.partition("Error:")[2] and "Possible" not in shown


def test_an_option_of_another_place_has_one_hint(program: Program) -> None:
    # The letters alone proposed --kind for --db, behind the right hint.
    shown = " ".join(program("overdue", "--db", "x.db").err.split())
    assert shown.endswith("Hint: --db comes before the command: wvls --db FILE COMMAND"), shown
    assert "Did you mean" not in program("overdue", "--pigeon").err
