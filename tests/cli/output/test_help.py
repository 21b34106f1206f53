"""The pages of ``--help``: one voice with the list of commands, an example and a text everywhere."""

import re
import shlex
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from tests.factories import Program
from tests.readme import commands
from wvls_mentor.cli.main import app
from wvls_mentor.cli.pages import examples
from wvls_mentor.cli.registry import COMMANDS

ROOT: Any = get_command(app)
PAGES = commands()


def _help(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "80"}, prog_name="wvls")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_pages_are_found() -> None:
    assert len(PAGES) >= 74
    assert {"init", "mentor", "mentor add", "stipends", "stipends pay"} <= set(PAGES)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_is_the_first_sentence_of_the_page(name: str) -> None:
    line = COMMANDS[name][1]
    assert PAGES[name].help.splitlines()[0] == line
    assert line.endswith(".") and line.count(". ") == 0, "one sentence"


@pytest.mark.parametrize("path", PAGES)
def test_the_first_sentence_stands_alone_and_is_never_cut(path: str) -> None:
    line = PAGES[path].help.splitlines()[0]
    assert line[0].isupper() and line.endswith(".")
    # The list of a group cuts a longer line off with three dots.
    above = _help(*path.split()[:-1])
    assert line in " ".join(above.split())


@pytest.mark.parametrize("path", ["", *PAGES])
def test_every_parameter_has_a_text(path: str) -> None:
    command = PAGES[path] if path else ROOT
    without = [p.name for p in command.params if not (getattr(p, "help", None) or "").strip()]
    assert without == [], "give each a help= of a few words"


@pytest.mark.parametrize("path", PAGES)
def test_what_an_option_takes_is_a_word_and_what_may_be_repeated_says_so(path: str) -> None:
    for taken in PAGES[path].params:
        assert len(taken.metavar or "TEXT") > 1, f"{taken.name}: a letter says nothing"
        assert taken.metavar or taken.param_type_name == "option", f"{taken.name}: name it"
        if getattr(taken, "multiple", False):
            assert "Repeatable." in taken.help, taken.name


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_page_is_shown_with_an_example_of_its_own(path: str, flag: str) -> None:
    result = CliRunner().invoke(app, [*path.split(), flag], prog_name="wvls")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: wvls {path} ")
    assert re.search(r"\nExamples?:\n  wvls ", result.stdout), "give it an epilog"
    assert any(example.startswith(f"wvls {path}") for example in _examples(path))


@pytest.mark.parametrize("path", PAGES)
def test_every_example_can_be_typed(path: str) -> None:
    for example in _examples(path):
        words = shlex.split(re.sub("^wvls (--db [^ ]+ )?", "", example))
        name = " ".join(words[:2]) if " ".join(words[:2]) in PAGES else words[0]
        # Reads every argument and option as a call would, and runs nothing.
        context = PAGES[name].make_context(name, words[len(name.split()) :])
        assert not context.args, example


def _examples(path: str) -> list[str]:
    """The commands of a page's example line, which stand apart by three blanks."""
    found = examples(PAGES[path].epilog)
    assert found, f"{path}: give it an example"
    return found


@pytest.mark.parametrize("path", PAGES)
def test_an_example_is_copied_in_one_piece_into_any_shell(path: str) -> None:
    page = _help(*path.split()).splitlines()
    for example in _examples(path):
        assert f"  {example}" in page, "it has a line of its own"
        assert len(example) <= 78, "it would be folded at 80 columns"
        assert "'" not in example, "in Windows only double quotes keep words together"


@pytest.mark.parametrize("path", PAGES)
def test_the_columns_of_a_page_are_aligned_and_no_word_is_torn(path: str) -> None:
    page = _help(*path.split())
    sections = re.findall(r"(?m)^(?:Arguments|Options|Commands):\n((?:  .*\n)+)", page)
    assert sections, page
    for section in sections:
        found = re.finditer(r"(?m)^(  \S.*?\S  +| {7,})(?=\S)", section)
        assert len({len(m[1]) for m in found}) == 1, section
    assert not re.search(r"\w-\n", page), "a word is typed in one piece"


@pytest.mark.parametrize("group", ["goal", "meeting", "mentor", "mentee", "topic", "library"])
def test_a_group_alone_says_what_can_follow(program: Program, group: str) -> None:
    said = program(group)
    assert (
        said.code == 2
        and f"Hint: Type one of these after wvls {group}: " in " ".join(said.err.split())
        and "Example: wvls" in said.err
    )
    page = _help(group)
    assert said.err.startswith(page), "its commands, each with what it does"
    assert "Error: What do you want to do with " in said.err and not said.out
