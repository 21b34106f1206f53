"""The real command as a process that is killed, raced, starved of disk and locked out.

Behind their marker, one at a time, since they take turns and times:  python -m pytest -n 0 -m faults
is a short run; the full one:  WVLS_FAULT_RUNS=full python -m pytest -n 0 -s -m faults
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests import next_version as versions
from tests.factories import Program

FULL = os.environ.get("WVLS_FAULT_RUNS") == "full"
KILLS = 60 if FULL else 4  # of each command
COMMANDS = 1000 if FULL else 16  # raced in all
WHEN = ("entered_at", "at")  # the clock's, so they differ between two runs


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str


def start(
    db: Path, *words: str, next_version: Path | None = None, **more: Any
) -> "subprocess.Popen[str]":
    """The command, started and not waited for; with the migrations of another folder if named."""
    wvls = [sys.executable, "-m", "wvls_mentor"]
    return subprocess.Popen(
        [*(versions.command(next_version) if next_version else wvls), "--db", str(db), *words],
        env=os.environ | {"WVLS_TODAY": "2026-11-23"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def run(db: Path, *words: str, **more: Any) -> Done:
    """The command, with what it said."""
    process = start(db, *words, **more)
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, err)


def kill(process: "subprocess.Popen[str]") -> None:
    """End a command as a power cut would."""
    process.send_signal(signal.SIGKILL)
    process.communicate()


def rows(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the clock's columns aside; an unfinished write is rolled back."""
    connection = sqlite3.connect(path)
    found = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
        names = [r[1] for r in connection.execute(f"PRAGMA table_info({table})")]
        kept = ", ".join(f'"{n}"' for n in names if n not in WHEN)
        if table != "change":  # holds whole rows, so the clock's columns too: the count will do
            found[table] = sorted(connection.execute(f"SELECT {kept} FROM {table}"), key=repr)
    found["change"] = connection.execute("SELECT COUNT(*) FROM change").fetchall()
    connection.close()
    return found


def refused(done: Done) -> None:
    """A sentence and the exit code of a database that cannot be used."""
    assert done.code == 7, (done.out, done.err)
    assert done.err.startswith("Error: ") and "Traceback" not in done.err


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every account may enter."""
    with tempfile.TemporaryDirectory(prefix="wvls-faults-") as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def next_version(tmp_path: Path) -> Path:
    """Migrations with a made-up next version, for *run* and *start*."""
    versions.add_to(tmp_path / "migrations")
    return tmp_path / "migrations"


@pytest.fixture
def lived(folder: Path) -> Program:
    """A pair with a visit to pay for, three who wait for three who are free."""
    program = Program(folder / "program.db").begin()
    program.pair(1, on="2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "80")
    program.visit(1, "2026-07-20", "7")
    for number in (2, 3, 4):
        program.mentor(number, library="Merrill")
        program.mentee(number, library="Crandon")
    return program
