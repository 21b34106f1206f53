"""A console that lacks a letter gets a ? for it, and that is said once, on stderr."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe
from tests.terminal import SCRIPT, talk

SAID = "cannot show every letter"


def _named(program: Program) -> None:
    """A mentor whose name western code pages lack."""
    assert program(
        "mentor", "add", "Łucja Fictional", "--email", "lucja@example.org", "--experience-since",
        "2010-01-01", "--library", "Wausau",
    ).code == 0  # fmt: skip


@pytest.fixture
def named(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_named)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
def test_a_letter_that_a_console_lacks_is_said_once(
    named: Program, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    code, said = talk(named.path, ["mentor", "list"], [])
    assert code == 0 and "?ucja" in said
    assert said.count(SAID) == 1 and f"({encoding})" in said


@pytest.mark.parametrize("words", [["mentor", "list"], ["mentor", "show", "1"]])
def test_a_console_that_has_every_letter_says_nothing(named: Program, words: list[str]) -> None:
    code, said = talk(named.path, words, [])
    assert code == 0 and "Łucja" in said and SAID not in said


def test_a_console_that_lacks_a_letter_nobody_has_says_nothing(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.mentor(1)
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    assert SAID not in talk(program.path, ["mentor", "list"], [])[1]
    assert "Library" in talk(program.path, ["library", "list"], [])[1]


def test_a_message_with_such_a_letter_is_said_too(
    named: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    code, said = talk(named.path, ["mentor", "show", "Łuc Nobody"], [])
    assert code == 4 and said.count(SAID) == 1


def test_a_file_gets_every_letter_and_nothing_is_said(named: Program, tmp_path: Path) -> None:
    env = os.environ | {"WVLS_DB": str(named.path), "PYTHONIOENCODING": "cp1252"}
    for form in ("csv", "json", "table"):
        with (tmp_path / "out").open("wb") as file:
            done = subprocess.run(
                [sys.executable, "-c", SCRIPT, "mentor", "list", "-f", form],
                stdout=file, stderr=subprocess.PIPE, env=env, check=True,
            )  # fmt: skip
        assert done.stderr == b"", form
        text = (tmp_path / "out").read_text(encoding="utf-8")
        assert "Łucja" in text or "\\u0141ucja" in text
