"""What is said of a command agrees with what is in the file, however its output or it was cut off."""

import os
import pty
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import Program
from tests.faults.conftest import FULL
from wvls_mentor.store.opening import explained

pytestmark = pytest.mark.faults

MOMENTS = 400 if FULL else 20
PAY = ["stipends", "pay", "--reference", "check 1", "--yes"]
SAVED = "Error: Saved, but it could not be shown."
STOPPED = "Error: Stopped. Nothing was saved."
READY = (
    "from wvls_mentor import interrupts; interrupts.during_startup(); print('ready', flush=True);"
    "from wvls_mentor.__main__ import run; run()"
)


def _shell(db: Path, words: str, redirect: str, **env: str) -> "subprocess.CompletedProcess[str]":
    """The command in a shell, so that streams can be closed as people close them."""
    line = f'"$PYTHON" -m wvls_mentor --db "$DB" {words} {redirect}'
    known = {"PYTHON": sys.executable, "DB": str(db), "WVLS_TODAY": "2026-11-23"}
    return subprocess.run(
        ["bash", "-c", line], env=os.environ | known | env, capture_output=True, text=True
    )


def _payments(path: Path) -> int:
    with sqlite3.connect(path) as connection:
        (found,) = connection.execute("SELECT COUNT(*) FROM payment").fetchone()
    connection.close()
    return int(found)


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_a_payment_that_cannot_be_shown_is_said_to_be_saved(
    lived: Program, redirect: str, form: str
) -> None:
    done = _shell(lived.path, f"stipends pay --reference x --yes -f {form}", redirect)
    assert done.returncode == 6 and _payments(lived.path) > 0
    assert done.stderr.startswith(SAVED) and "wvls --db" in done.stderr and "history" in done.stderr
    assert "No space" not in done.stderr and "bug" not in done.stderr


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_what_only_reads_says_that_its_output_failed(lived: Program, redirect: str) -> None:
    for words in (
        "status",
        "status -f json",
        "export mentors",
        "--help",
        "pay --help",
        "--version",
    ):
        done = _shell(lived.path, words.replace("pay", "stipends pay"), redirect)
        assert done.returncode == 6, (words, done.stderr)
        assert done.stderr.startswith("Error: The output cannot be written: "), words


def test_a_closed_pipe_is_no_error_and_nothing_false_is_said(lived: Program) -> None:
    for words in ("--help", "stipends pay --reference x --yes", "status"):
        done = _shell(lived.path, words, "| true; exit ${PIPESTATUS[0]}")
        assert (done.returncode, done.stderr) == (0, ""), words
    assert _payments(lived.path) > 0


def test_a_file_that_was_written_is_said_to_be_there(lived: Program, folder: Path) -> None:
    for words, name in (
        ("export mentors", "m.csv"), ("export all", "sheets"), ("export all", "all.xlsx"),
        ("backup", "copy.db"), ("records --save", "request"),
    ):  # fmt: skip
        done = _shell(lived.path, f"{words} '{folder / name}'", ">/dev/full")
        assert done.returncode == 6 and done.stderr.startswith(SAVED), (words, done.stderr)
        assert str(folder / name) in done.stderr and (folder / name).exists()


def test_a_restore_and_a_new_file_that_cannot_be_shown_are_there(
    lived: Program, folder: Path
) -> None:
    copy, new = folder / "copy.db", folder / "new.db"
    assert lived("backup", str(copy)).code == 0
    for path, words in ((new, "init"), (lived.path, f"restore '{copy}' --yes")):
        done = _shell(path, words, ">/dev/full")
        assert done.returncode == 6 and done.stderr.startswith(SAVED), done.stderr
        assert Program(path)("check", "--exit-code").code == 0


@pytest.mark.parametrize(
    ("redirect", "codes"),
    [("<&-", (5, 2, 0, 2)), ("2>&-", (5, 2, 0, 2)), ("2>/dev/full", (5, 2, 0, 2)),
     ("<&- 2>&-", (5, 2, 0, 2)), ("<&- >&- 2>&-", (5, 2, 6, 2)), (">/dev/full 2>&1", (5, 2, 6, 2))],
)  # fmt: skip
def test_streams_that_are_missing_change_no_exit_code(
    lived: Program, redirect: str, codes: tuple[int, ...]
) -> None:
    before = _payments(lived.path)
    for words, code in zip(("undo", "mentor add", "status", "nonsense"), codes, strict=True):
        done = _shell(
            lived.path, words, f"{redirect}" if "<" in redirect else f"{redirect} </dev/null"
        )
        assert done.returncode == code, (words, redirect, done.stderr)
    assert _payments(lived.path) == before


def _interrupted(db: Path, words: list[str], delay: float) -> tuple[int, str]:
    """Run at a pseudo terminal; Ctrl-C *delay* seconds after the first line of ours."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # the background ignores it
        os.environ |= {"COLUMNS": "80", "TERM": "dumb", "WVLS_TODAY": "2026-11-23"}
        os.execv(sys.executable, [sys.executable, "-c", READY, "--db", str(db), *words])
    heard, sent, begun = b"", False, 0.0
    while True:
        wait = max(0.0, begun + delay - time.monotonic()) if begun and not sent else 20.0
        if not select.select([terminal], [], [], wait)[0] and begun and not sent:
            os.kill(pid, signal.SIGINT)
            sent = True
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:  # the end, on Linux
            break
        if not part:
            break
        heard += part
        begun = begun or (time.monotonic() if b"ready" in heard else 0.0)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), heard.decode().replace("\r\n", "\n")


def test_stopped_at_any_moment_it_says_what_is_so(lived: Program, folder: Path) -> None:
    began = time.monotonic()
    whole = folder / "whole.db"
    shutil.copy(lived.path, whole)
    code, _ = _interrupted(whole, PAY, 60.0)
    lasts = time.monotonic() - began
    assert code == 0 and _payments(whole) > 0
    seen = {"nothing": 0, "saved": 0, "done": 0}
    for number in range(MOMENTS):
        path = folder / f"{number}.db"
        shutil.copy(lived.path, path)
        code, said = _interrupted(path, PAY, random.uniform(0, lasts))
        assert "Traceback" not in said and "Exception ignored" not in said, said
        paid = _payments(path) > 0
        if code == 0:
            assert paid and "Error" not in said, said
            seen["done"] += 1
        else:
            assert code == 130, said
            assert (SAVED in said, STOPPED in said) == (paid, not paid), said
            seen["saved" if paid else "nothing"] += 1
        path.unlink()
    print(f"{MOMENTS} interrupts: {seen}")


# The interrupt comes right before or right after SQLite's own commit, or a file gets its name.
AT_COMMIT = """
import signal, sys
from wvls_mentor.__main__ import run
from wvls_mentor.store import engine
import sqlmodel, pathlib
when, what = sys.argv[1:3]
del sys.argv[1:3]
def struck(real):
    def call(*a, **k):
        if when == "before": signal.raise_signal(signal.SIGINT)
        found = real(*a, **k)
        if when == "after": signal.raise_signal(signal.SIGINT)
        return found
    return call
if what == "commit":
    sqlmodel.Session.commit = struck(sqlmodel.Session.commit)
else:
    pathlib.Path.rename = struck(pathlib.Path.rename)
signal.signal(signal.SIGINT, signal.default_int_handler)
run()
"""


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupt_beside_the_commit_waits_for_it(
    lived: Program, folder: Path, when: str
) -> None:
    sheet = folder / "m.csv"
    for what, words in (("commit", PAY), ("rename", ["export", "mentors", str(sheet)])):
        done = subprocess.run(
            [sys.executable, "-c", AT_COMMIT, when, what, "--db", str(lived.path), *words],
            env=os.environ | {"WVLS_TODAY": "2026-11-23"},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 130, done.stderr
        assert done.stderr.lstrip().startswith(SAVED), done.stderr
    assert _payments(lived.path) > 0 and sheet.exists()


AT_IMPORT = """
import signal, sys
from wvls_mentor.__main__ import run
name = sys.argv.pop(1)
sys.addaudithook(
    lambda event, args: signal.raise_signal(signal.SIGINT)
    if event == "import" and args[0] == name else None
)
signal.signal(signal.SIGINT, signal.default_int_handler)
run()
"""


@pytest.mark.parametrize(
    "module",
    ["wvls_mentor.cli.main", "typer", "wvls_mentor.cli.root", "wvls_mentor.cli.registry",
      "wvls_mentor.services", "sqlmodel", "rich.console"],
)  # fmt: skip
def test_an_interrupt_while_it_loads_is_one_sentence(lived: Program, module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", AT_IMPORT, module, "--db", str(lived.path), "history"],
        env=os.environ | {"WVLS_TODAY": "2026-11-23"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, "", STOPPED)


def test_ctrl_c_while_sqlite_asks_what_it_may_read_is_an_interrupt() -> None:
    """The answer never comes, so SQLite takes it for a no, and the file seemed damaged."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE pair (id INTEGER)")

    def interrupted(action: int, *rest: object) -> int:
        if action == sqlite3.SQLITE_READ:
            raise KeyboardInterrupt
        return sqlite3.SQLITE_OK

    connection.set_authorizer(interrupted)
    with pytest.raises(sqlite3.DatabaseError) as struck:
        connection.execute("SELECT id FROM pair")
    assert isinstance(explained(struck.value, Path("x.db")), KeyboardInterrupt)
