import re
import shlex

import pytest

from tests.readme import README, commands, updated

TEXT = README.read_text(encoding="utf-8")
PACKAGE = README.parent / "wvls_mentor"
PAGES = commands()
QUOTED = sorted(set(re.findall(r"`wvls ([a-z][^`]*)`", TEXT)))


def test_the_examples_and_the_table_are_what_the_commands_say() -> None:
    assert updated(TEXT) == TEXT, "to update it: python -m tests.readme"


def test_it_can_be_read_in_one_sitting() -> None:
    assert len(TEXT.splitlines()) <= 350


def test_the_table_has_every_command_with_its_own_sentence() -> None:
    rows = dict(re.findall(r"^\| `wvls ([^`]+)` \| (.+) \|$", TEXT, re.MULTILINE))
    groups = {name.split()[0] for name in PAGES if " " in name}
    assert set(PAGES) - groups <= set(rows) <= set(PAGES)
    assert {"stipends", "policy"} <= set(rows), "groups that are commands too"
    assert all(PAGES[name].help.startswith(sentence) for name, sentence in rows.items())


@pytest.mark.parametrize("typed", QUOTED)
def test_every_command_in_the_text_exists_with_its_options(typed: str) -> None:
    words = shlex.split(typed)
    name = " ".join(words[:2]) if " ".join(words[:2]) in PAGES else words[0]
    known = {option for p in PAGES[name].params for option in (*p.opts, *p.secondary_opts)}
    assert {word for word in words if word.startswith("-")} - {"--help"} <= known


def test_every_dependency_has_its_reason() -> None:
    project = (README.parent / "pyproject.toml").read_text(encoding="utf-8")
    needed = project.partition("\ndependencies = [")[2].partition("]")[0]
    extra = project.partition("\nxlsx = [")[2].partition("]")[0]
    names = re.findall(r'"([a-z-]+)', needed + extra)
    assert len(names) > 9
    rows = TEXT.partition("| dependency | why |")[2].partition("\n\n")[0]
    first = {
        name
        for row in re.findall(r"^\| ([^|]+) \|", rows, re.MULTILINE)
        for name in re.findall("[a-z-]+", row)
    }
    assert set(names) <= first


def test_every_folder_of_the_package_is_in_the_layout() -> None:
    layout = TEXT.partition("\nwvls_mentor/\n")[2].partition("```")[0]
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders == set(re.findall(r"^  ([a-z]+)/ ", layout, re.MULTILINE))


def test_the_two_commands_stand_where_they_are_looked_for() -> None:
    for word, ending in (("Run it:", "wvls demo"), ("Test it:", "pytest")):
        after = TEXT.partition(f"\n{word}")[2].partition("```\n")[2]
        assert after.splitlines()[0].endswith(ending)
