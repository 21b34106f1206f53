"""A bar for long work leaves the screen before a question: under it the question is never seen."""

import os
import pty
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import terminal
from tests.factories import Program
from tests.terminal_server import command
from wvls_mentor.views import progress


def _with_a_bar(words: list[str], env: dict[str, str]) -> tuple[int, int, Callable[[], int]]:
    """A command whose bar is there from the first row on, at a terminal that can draw it."""
    folder = str(Path.cwd())
    pid, theirs = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        code = 1
        try:
            progress.PATIENCE = 0
            code = command(words, env | {"TERM": "xterm"}, folder)
        finally:
            os._exit(code)
    return pid, theirs, lambda: os.waitpid(pid, 0)[1]


def test_a_question_is_not_drawn_over_and_the_bar_comes_back(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_started", _with_a_bar)
    rows = [
        f"Mentor {n},mentor{n}@example.org,{'Superior Public' if n == 3 else 'Wausau'},2010-01-01"
        for n in range(1, 7)
    ]
    sheet = tmp_path / "mentors.csv"
    sheet.write_text("\n".join(["name,email,library,experience_since", *rows]) + "\n")
    code, said = terminal.talk(program.path, ["import", "mentors", str(sheet)], ["0\n", "y\n"])
    assert code == 0, said
    drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said)
    before, question, after = drawn.partition("Add 'Superior Public'")
    assert "Reading" in before and question
    assert after.lstrip().startswith("as a library outside the system?")
    assert "Reading" in after.partition("[y/N]: ")[2]
    assert "Added" in after or "added" in after
