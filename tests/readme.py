"""The README's sessions and command reference, made by running the commands.

Write them anew:  python -m tests.readme
"""

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from wvls_mentor.cli.main import app
from wvls_mentor.cli.registry import COMMANDS

README = Path(__file__).parents[1] / "README.md"
DAY = "2026-11-23"
_SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
_REFERENCE = re.compile(r"(<!-- reference: begin -->\n).*(<!-- reference: end -->)", re.DOTALL)


def rendered(text: str) -> str:
    """The README with every session run and every command's help in it."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            text = _SESSION.sub(lambda found: _session(found[1]), text)
        finally:
            os.chdir(before)
    return _REFERENCE.sub(lambda found: found[1] + "".join(_reference()) + found[2], text)


def _run(words: list[str]) -> str:
    env = {"WVLS_DB": "program.db", "WVLS_TODAY": DAY, "COLUMNS": "80"}
    result = CliRunner().invoke(app, words, env=env, prog_name="wvls")
    if result.exit_code:
        raise AssertionError(f"wvls {shlex.join(words)}: {result.output}")
    return "".join(f"{line.rstrip()}\n" for line in result.stdout.splitlines())


def _session(block: str) -> str:
    said = ""
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        said += f"$ {command}\n"
        words = shlex.split(command)
        if words[0] == "wvls":
            said += _run(words[1:])
    return f"```console\n{said}```"


def _reference() -> Iterator[str]:
    for path in _paths():
        yield f"### wvls {' '.join(path)}\n\n```\n{_run([*path, '--help']).strip()}\n```\n\n"


def _paths() -> Iterator[list[str]]:
    root = get_command(app)
    for name in COMMANDS:
        yield [name]
        command = root.get_command(None, name)  # type: ignore[attr-defined]
        yield from ([name, sub] for sub in getattr(command, "commands", {}))


if __name__ == "__main__":
    README.write_text(rendered(README.read_text(encoding="utf-8")), encoding="utf-8")
