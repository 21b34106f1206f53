import re

from tests.readme import README, rendered
from wvls_mentor.cli.registry import COMMANDS


def test_the_readmes_sessions_and_reference_are_what_the_commands_say() -> None:
    text = README.read_text(encoding="utf-8")
    assert rendered(text) == text, "python -m tests.readme writes it anew"


def test_the_readme_names_every_command_and_dependency() -> None:
    text = README.read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"### wvls {name}\n" in text
    project = (README.parent / "pyproject.toml").read_text(encoding="utf-8")
    section = project.partition("dependencies = [")[2].partition("]")[0]
    for dependency in re.findall(r'"([a-z-]+)', section):
        assert f"| {dependency} |" in text


def test_the_two_commands_stand_where_they_are_looked_for() -> None:
    text = README.read_text(encoding="utf-8")
    for word, ending in (("Run it:", "wvls demo"), ("Test it:", "pytest")):
        after = text.partition(f"\n{word}")[2].partition("```\n")[2]
        assert after.splitlines()[0].endswith(ending)
