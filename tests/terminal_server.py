"""Starts commands at pseudo terminals: it has loaded everything, and forks where asked to.

A process that begins anew spends half a second loading; the tests have more than a hundred talks.
It is a process of its own because it must have no threads, and no output that is captured.
"""

import importlib
import json
import os
import pkgutil
import pty
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

import wvls_mentor
from wvls_mentor.cli.main import run
from wvls_mentor.store.driver import engine_for

# What runs when it is loaded.
LEFT_OUT = ("__main__", "migrations.")


def load() -> None:
    """Load the modules of the package that most commands need."""
    for module in pkgutil.walk_packages(wvls_mentor.__path__, "wvls_mentor."):
        if not any(part in module.name for part in LEFT_OUT):
            importlib.import_module(module.name)
    # Else each command finds out again about its tables and about SQLite.
    configure_mappers()
    engine_for(Path("no.db"), begin="BEGIN")


def command(words: list[str], env: dict[str, str], folder: str) -> int:
    """What ``wvls WORDS`` does in a new process, and its exit code."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    streams = [os.fdopen(n, "w" if n else "r", 1 if n else -1, closefd=False) for n in range(3)]
    sys.stdin, sys.stdout, sys.stderr = streams
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = streams  # type: ignore[misc]  # kept, as ever
    sys.argv = ["wvls", *words]
    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0


def answer(caller: socket.socket, asked: dict[str, Any]) -> None:
    """Start a command, or wait for the end of one that was started."""
    if "wait" in asked:
        _, status = os.waitpid(asked["wait"], 0)
        caller.sendall(f"{status}\n".encode())
        return
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        code = 1
        try:
            code = command(asked["words"], asked["env"], asked["folder"])
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:  # before it had a terminal of its own: the test is to see why
            os.write(2, traceback.format_exc().encode())
        finally:
            os._exit(code)
    socket.send_fds(caller, [f"{pid}\n".encode()], [terminal])
    os.close(terminal)


def main() -> None:
    """Answer until nobody asks any more."""
    caller = socket.socket(fileno=int(sys.argv[1]))
    load()
    for line in caller.makefile(encoding="utf-8"):
        answer(caller, json.loads(line))
