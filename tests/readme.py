"""The README's examples and its table of commands, made by running the program.

Update both:  python -m tests.readme
"""

import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command
from typer.testing import CliRunner

from wvls_mentor.cli.main import app
from wvls_mentor.cli.registry import COMMANDS

README = Path(__file__).parents[1] / "README.md"
DAY = "2026-11-23"
_SHEET = re.compile(r"```csv (\S+)\n(.*?)```", re.DOTALL)
_SESSION = re.compile(r"```console\n(.*?)```", re.DOTALL)
_TABLE = re.compile(r"(<!-- commands: begin -->\n).*(<!-- commands: end -->)", re.DOTALL)


def updated(text: str) -> str:
    """The README with every console block run, on the sheets it shows, and a current table."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        for name, sheet in _SHEET.findall(text):
            (Path(folder) / name).write_text(sheet, encoding="utf-8")
        os.chdir(folder)
        try:
            text = _SESSION.sub(lambda block: _session(block[1]), text)
        finally:
            os.chdir(before)
    return _TABLE.sub(lambda table: table[1] + "".join(_table()) + table[2], text)


def _session(block: str) -> str:
    lines: list[str] = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        lines.append(f"$ {command}")
        if command.startswith("wvls "):
            lines += _run(command.removeprefix("wvls "))
    return "\n".join(["```console", *lines, "```"])


def _run(typed: str) -> list[str]:
    """What a command prints; ``| head -N`` is the one thing that may follow it."""
    arguments, _, first = typed.partition(" | head -")
    env = {"WVLS_DB": "program.db", "WVLS_TODAY": DAY, "COLUMNS": "80"}
    result = CliRunner().invoke(app, shlex.split(arguments), env=env, prog_name="wvls")
    if result.exit_code:
        raise AssertionError(f"wvls {arguments}: {result.output}")
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    return lines[: int(first)] if first else lines


def commands() -> dict[str, Any]:
    """Every command and subcommand, by what is typed after ``wvls``."""
    root: Any = get_command(app)
    found = {}
    for name in COMMANDS:
        found[name] = root.get_command(None, name)
        below = getattr(found[name], "commands", {})
        found |= {f"{name} {sub}": command for sub, command in below.items()}
    return found


def _table() -> Iterator[str]:
    yield "| command | what it does |\n|---|---|\n"
    for name, command in commands().items():
        if getattr(command, "commands", None) and not command.invoke_without_command:
            continue  # `wvls mentor` alone does nothing: its subcommands have the lines
        yield f"| `wvls {name}` | {command.help.splitlines()[0]} |\n"


if __name__ == "__main__":
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
