"""A talk at a pseudo terminal ends with its command, however that ends, and says what was said."""

import os
import pty
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import terminal
from tests.factories import Program


def _child(work: Callable[[], None]) -> Callable[..., tuple[int, int, Callable[[], int]]]:
    """A start of *work* in place of a command."""

    def start(words: list[str], env: dict[str, str]) -> tuple[int, int, Callable[[], int]]:
        pid, theirs = pty.fork()
        if pid == 0:  # pragma: no cover - the child
            try:
                work()
            finally:
                os._exit(70)
        return pid, theirs, lambda: os.waitpid(pid, 0)[1]

    return start


def _closes_its_terminal_and_stays() -> None:
    os.write(1, b"last words")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    os.closerange(0, 3)
    while True:
        signal.pause()


def test_a_command_that_stays_after_its_last_word_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_started", _child(_closes_its_terminal_and_stays))
    code, said = terminal.talk(tmp_path / "no.db", ["status"], [])
    assert (code, said) == (-signal.SIGKILL, "last words")


def test_one_that_crashes_at_a_question_ends_the_talk_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash() -> None:
        os.write(1, b"Which pair: ")
        os.read(0, 1)
        os.write(1, b"Traceback")

    monkeypatch.setattr(terminal, "_started", _child(crash))
    code, said = terminal.talk(tmp_path / "no.db", ["status"], ["1\n"])
    assert code == 70 and said.endswith("Traceback")
    with pytest.raises(AssertionError, match=r"1 answers were never asked for(.|\n)*Traceback"):
        terminal.talk(tmp_path / "no.db", ["status"], ["1\n", "2\n"])


def test_one_that_cannot_even_begin_says_why(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = terminal._ask

    def elsewhere(**asked: object) -> None:
        ask(**(asked | {"folder": str(tmp_path / "gone")} if "folder" in asked else asked))

    monkeypatch.setattr(terminal, "_ask", elsewhere)
    code, said = terminal.talk(program.path, ["status"], [])
    assert code == 1 and "FileNotFoundError" in said


def test_a_starter_that_has_ended_is_told_and_another_one_begins(program: Program) -> None:
    terminal._server().shutdown(socket.SHUT_RDWR)
    with pytest.raises(AssertionError, match="has ended"):
        terminal.talk(program.path, ["status"], [])
    assert terminal.talk(program.path, ["status"], [])[0] == 0
