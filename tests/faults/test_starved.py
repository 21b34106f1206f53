"""No room, no right, no folder, no turn: a sentence, exit code 7, and the file as it was."""

import ctypes
import os
import resource
import shlex
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.faults.conftest import refused, rows, run, start
from tests.next_version import OLD, file_of

pytestmark = pytest.mark.faults

LOG = ("log-meeting", "1", "--method", "phone", "--on", "2026-08-01", "--note", "x" * 4_000)


def _limit(size: int) -> Any:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("room", [0, 512, 4096, 20_000])
def test_a_full_disk_is_said_and_changes_nothing(lived: Program, folder: Path, room: int) -> None:
    sheet = folder / "sheet.csv"
    sheet.write_text("email,name,years\n" + "".join(f"m{n}@x.org,M {n},9\n" for n in range(2_000)))
    before = rows(lived.path)
    size = lived.path.stat().st_size + room if room > 512 else room
    words = LOG if room <= 512 else ("import", "mentors", str(sheet), "--yes")
    done = run(lived.path, *words, preexec_fn=_limit(size))
    refused(done)
    assert "disk" in done.err and "damaged" not in done.err
    assert rows(lived.path) == before
    assert lived("check", "--exit-code").code == 0
    assert run(lived.path, *words).code == 0  # with room again it is done


def test_a_full_disk_leaves_no_torn_backup(lived: Program, folder: Path) -> None:
    done = run(lived.path, "backup", str(folder / "copy.db"), preexec_fn=_limit(8_192))
    assert done.code in (6, 7) and "Traceback" not in done.err
    assert sorted(p.name for p in folder.iterdir()) == ["program.db"]


def _ordinary() -> None:
    """Give up the superuser's right to write everywhere (Linux: CAP_DAC_OVERRIDE and its like)."""
    if os.geteuid() == 0:
        for right in (1, 2):
            ctypes.CDLL(None).prctl(24, right, 0, 0, 0)


@pytest.fixture
def guarded(lived: Program, folder: Path) -> Iterator[Program]:
    """The program in a folder that cannot be written; skips where rights do not hold."""
    folder.chmod(0o555)
    try:
        probe = subprocess.run(
            ["touch", str(folder / "probe")], preexec_fn=_ordinary, capture_output=True
        )
        if probe.returncode == 0:
            pytest.skip("this account may write everywhere")
        yield lived
    finally:
        folder.chmod(0o755)


def test_a_file_that_is_read_only_is_read_and_not_written(guarded: Program) -> None:
    guarded.path.chmod(0o444)
    before = guarded.path.read_bytes()
    for words in (("status",), ("overdue",), ("export", "mentors"), ("history",)):
        done = run(guarded.path, *words, preexec_fn=_ordinary)
        assert done.code == 0, done.err
    refused(run(guarded.path, *LOG, preexec_fn=_ordinary))
    assert guarded.path.read_bytes() == before


def test_an_old_file_that_is_read_only_leaves_no_copy_of_itself(
    lived: Program, folder: Path, next_version: Path
) -> None:
    old = file_of(OLD, folder / "old.db")
    old.chmod(0o444)
    if run(old, "status", next_version=next_version, preexec_fn=_ordinary).code == 0:
        pytest.skip("this account may write everywhere")
    for _ in range(2):
        refused(run(old, "status", next_version=next_version, preexec_fn=_ordinary))
    assert sorted(p.name for p in folder.iterdir()) == ["old.db", "program.db"]


def test_a_folder_that_is_read_only_takes_no_write(guarded: Program, folder: Path) -> None:
    before = guarded.path.read_bytes()
    refused(run(guarded.path, *LOG, preexec_fn=_ordinary))
    refused(run(folder / "new.db", "init", preexec_fn=_ordinary))
    assert guarded.path.read_bytes() == before and len(list(folder.iterdir())) == 1


def test_a_folder_that_may_not_be_entered_is_said(lived: Program, folder: Path) -> None:
    folder.chmod(0o000)
    try:
        for words in (("status",), ("check",), LOG, ("init",)):
            done = run(lived.path, *words, preexec_fn=_ordinary)
            if done.code == 0:
                pytest.skip("this account may look everywhere")
            assert done.code == 7 and done.err.startswith("Error: "), done.err
    finally:
        folder.chmod(0o755)


def test_a_full_disk_leaves_no_draft_of_a_sheet(lived: Program, folder: Path) -> None:
    for words in (("export", "libraries", "sheet.csv"), ("records", "--save", "request")):
        *_, name = words
        done = run(lived.path, *words[:-1], str(folder / name), preexec_fn=_limit(100))
        assert done.code == 6 and str(folder / name) in done.err, done.err
    assert [p.name for p in folder.iterdir()] == ["program.db"]


def test_a_full_disk_makes_no_database_and_no_upgrade(folder: Path, next_version: Path) -> None:
    refused(run(folder / "new.db", "init", preexec_fn=_limit(8_192)))
    assert list(folder.iterdir()) == []
    old = file_of(OLD, folder / "old.db")
    before = old.read_bytes()
    refused(run(old, "status", next_version=next_version, preexec_fn=_limit(8_192)))
    assert old.read_bytes() == before and [p.name for p in folder.iterdir()] == ["old.db"]
    done = run(old, "status", next_version=next_version)
    assert done.code == 0 and "old.db.before-" in done.err
    (kept,) = folder.glob("old.db.before-*")
    assert sqlite3.connect(kept).execute("SELECT version_num FROM alembic_version").fetchone()


def test_a_busy_database_waits_some_seconds_and_then_says_so(lived: Program) -> None:
    holder = sqlite3.connect(lived.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    done = run(lived.path, *LOG)
    waited = time.monotonic() - began
    refused(done)
    assert "busy" in done.err and waited > 4
    assert run(lived.path, "status").code == 0  # reading goes on
    process = start(lived.path, *LOG)
    time.sleep(1.5)
    holder.execute("ROLLBACK")
    holder.close()
    process.communicate()
    assert process.returncode == 0  # its turn came in time


def test_the_folder_vanishes_under_it(lived: Program, folder: Path) -> None:
    home = folder / "drive"
    home.mkdir()
    path = home / "program.db"
    shutil.copy(lived.path, path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    process = start(path, *LOG)
    time.sleep(1.5)
    shutil.rmtree(home)
    holder.execute("ROLLBACK")
    holder.close()
    _, err = process.communicate()
    assert process.returncode == 7 and "Traceback" not in err, err
    assert not home.exists()
    refused(run(path, "status"))


def test_a_disk_that_is_really_full(lived: Program, folder: Path) -> None:
    drive = folder / "drive"
    drive.mkdir()
    size = lived.path.stat().st_size // 1024 + 64
    script = f"""
mount -t tmpfs -o size={size}k tmpfs '{drive}' || exit 99
cp '{lived.path}' '{drive}/program.db'
wvls() {{ '{sys.executable}' -m wvls_mentor --db '{drive}/program.db' "$@"; echo "code $?"; }}
head -c 100000000 /dev/zero >'{drive}/filler' 2>/dev/null
wvls {shlex.join(LOG)} 2>&1
rm '{drive}/filler'
wvls check --exit-code
wvls {shlex.join(LOG)}
"""
    try:
        done = subprocess.run(
            ["unshare", "-rm", "bash", "-c", script], capture_output=True, text=True
        )
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if done.returncode == 99 or "unshare" in done.stderr:
        pytest.skip("no file system can be mounted here")
    first, *rest = done.stdout.split("code ")
    assert first.startswith("Error: The disk"), done.stdout
    assert [r.split()[0] for r in rest] == ["7", "0", "0"], done.stdout
