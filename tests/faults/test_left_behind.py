"""What a killed command leaves beside a file never gets into another file of that name."""

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.faults.conftest import Done, refused, rows, run, start

pytestmark = pytest.mark.faults

# A writer that is killed when its pages are in the file and no longer in its memory.
_KILLED = """
import os, signal, sqlite3, sys
path, mode = sys.argv[1:]
c = sqlite3.connect(path, isolation_level=None)
c.execute(f"PRAGMA journal_mode={mode}")
c.execute("PRAGMA cache_size=5")
c.execute("BEGIN IMMEDIATE")
c.execute("UPDATE library SET county = 'Ruined' || hex(randomblob(400))")
c.executemany("INSERT INTO topic (slug, title, area) VALUES (?, ?, '')",
              ((str(n), "x" * 3000) for n in range(400)))
if mode == "wal":
    c.execute("COMMIT")
os.kill(os.getpid(), signal.SIGKILL)
"""
# Commands on a drive without hard links, as FAT and some network drives are.
_WITHOUT_LINKS = """
import os, sys
def link(*args, **more):
    raise OSError({number}, os.strerror({number}))
os.link = link
from wvls_mentor.cli.main import run
sys.argv[0] = "wvls"
run()
"""


def _kill_a_writer(path: Path, mode: str) -> list[Path]:
    """Leaves a journal that SQLite replays into whatever has the name *path*."""
    subprocess.run([sys.executable, "-c", _KILLED, str(path), mode])
    left = sorted(path.parent.glob(f"{path.name}-*"))
    assert left and left[-1].stat().st_size > 20_000, left
    return left


def _sound(
    program: Program, expected: dict[str, list[tuple[Any, ...]]], put_back: Path | None = None
) -> None:
    """The file is sound and has these rows; after a restore it knows the copy, too."""
    assert program("check", "--exit-code").code == 0
    found = rows(program.path)
    for of_the_restore in ("history", "change", "sqlite_sequence"):
        found[of_the_restore] = expected[of_the_restore]
    if put_back is not None:
        assert {path for _, path, _ in found["backup"]} == {str(put_back)}
        found["backup"] = expected["backup"]
    assert found == expected


@pytest.fixture
def copy(lived: Program, folder: Path) -> Path:
    made = folder / "copy.db"
    assert lived("backup", str(made)).code == 0
    return made


@pytest.mark.parametrize("mode", ["delete", "wal"])
@pytest.mark.parametrize("there", ["gone", "ruined", "whole"])
def test_a_journal_is_not_replayed_into_a_copy_that_is_put_back(
    lived: Program, folder: Path, copy: Path, mode: str, there: str
) -> None:
    expected = rows(copy)
    left = _kill_a_writer(lived.path, mode)
    if there == "gone":
        lived.path.unlink()
    elif there == "ruined":
        lived.path.write_bytes(b"ruined" * 1000)
    done = run(lived.path, "restore", str(copy), "--yes")
    assert done.code == 0, done.err
    _sound(lived, expected, copy)
    assert not any(path.exists() for path in left)
    if there == "gone":  # nothing is thrown away: it may belong to a file that was moved
        kept = [p.name.replace(".before-restore-2026-11-23", "") for p in folder.glob("*.before-*")]
        assert sorted(kept) == [path.name for path in left]


def test_a_journal_that_is_kept_lies_where_sqlite_finds_it_for_its_file(
    lived: Program, folder: Path, copy: Path
) -> None:
    lived.mentor(9)
    expected = rows(lived.path)
    _kill_a_writer(lived.path, "delete")
    aside = folder / "aside.db"
    lived.path.replace(aside)  # as somebody does who sees that something is wrong
    assert run(lived.path, "restore", str(copy), "--yes").code == 0
    kept = folder / "program.db.before-restore-2026-11-23"
    aside.replace(kept)
    _sound(Program(kept), expected)


@pytest.mark.parametrize("words", [("init",), ("demo",)])
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_new_database_does_not_get_a_name_that_has_a_journal(
    lived: Program, folder: Path, mode: str, words: tuple[str, ...]
) -> None:
    left = _kill_a_writer(lived.path, mode)
    lived.path.unlink()
    before = [path.read_bytes() for path in left]
    done = run(lived.path, *words)
    assert done.code == 5 and left[-1].name in done.err and "Put that file back" in done.err
    assert [path.read_bytes() for path in left] == before
    assert sorted(folder.iterdir()) == left


def test_a_backup_does_not_get_a_name_that_has_a_journal(lived: Program, folder: Path) -> None:
    (folder / "wvls-2026-11-23.db-journal").write_bytes(b"of another file")
    (folder / "copy.db-wal").write_bytes(b"of another file")
    done = run(lived.path, "backup", str(folder / "copy.db"))
    assert done.code == 5 and "copy.db-wal" in done.err
    assert not (folder / "copy.db").exists()
    assert "wvls-2026-11-23-2.db" in run(lived.path, "backup", str(folder)).out


def test_a_copy_of_a_file_with_a_wal_stands_alone(lived: Program, folder: Path) -> None:
    before = len(rows(lived.path)["topic"])
    _kill_a_writer(lived.path, "wal")
    copy = folder / "copy.db"
    assert run(lived.path, "backup", str(copy)).code == 0
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # a rollback journal
    assert len(rows(copy)["topic"]) == before + 400


def _without_links(number: int, db: Path, *words: str) -> Done:
    process = subprocess.run(
        [sys.executable, "-c", _WITHOUT_LINKS.format(number=number), "--db", str(db), *words],
        env=os.environ | {"WVLS_TODAY": "2026-11-23"},
        capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return Done(process.returncode, process.stdout, process.stderr)


@pytest.mark.parametrize("number", [errno.EPERM, errno.ENOTSUP])
def test_a_drive_without_hard_links(folder: Path, number: int) -> None:
    program, copy = Program(folder / "program.db"), folder / "copy.db"
    for words in (("init",), ("backup", str(copy)), ("topic", "add", "later", "--area", "x")):
        done = _without_links(number, program.path, *words)
        assert done.code == 0, done.err
    before = program.path.read_bytes()
    done = _without_links(number, program.path, "restore", str(copy), "--yes")
    assert done.code == 0, done.err
    (kept,) = folder.glob("program.db.before-restore-*")
    assert kept.read_bytes() == before and kept.stat().st_mode & 0o777 == 0o600
    _sound(program, rows(copy), copy)
    program.path.write_bytes(b"ruined" * 1000)
    assert _without_links(number, program.path, "restore", str(copy), "--yes").code == 0
    assert (folder / f"{kept.name}-2").read_bytes() == b"ruined" * 1000
    assert len(list(folder.iterdir())) == 4  # and nothing else


def test_a_fat_drive(folder: Path, tmp_path: Path) -> None:
    """The same on a real one, where this machine can mount it."""
    image, drive = tmp_path / "image", folder / "drive"
    image.write_bytes(bytes(16 << 20))
    drive.mkdir()
    if not all(map(shutil.which, ("mkfs.fat", "fusefat"))):
        pytest.skip("there is no mkfs.fat or no fusefat here")
    subprocess.run(["mkfs.fat", str(image)], capture_output=True, check=True)
    mounted = subprocess.run(["fusefat", "-o", "rw+", str(image), str(drive)], capture_output=True)
    if mounted.returncode or not drive.is_mount():
        pytest.skip("no file system can be mounted here")
    try:
        path, copy = drive / "program.db", drive / "copy.db"
        for words in (("init",), ("backup", str(copy)), ("restore", str(copy), "--yes")):
            done = run(path, *words)
            assert done.code == 0, (words, done.err)
        assert Program(path)("check", "--exit-code").code == 0
        assert len(list(drive.iterdir())) == 3
    finally:
        subprocess.run(["umount", str(drive)], check=True)


def test_a_restore_that_waits_can_be_stopped(lived: Program, folder: Path, copy: Path) -> None:
    before, reader = lived.path.read_bytes(), sqlite3.connect(lived.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT COUNT(*) FROM person").fetchone()
    process = start(lived.path, "restore", str(copy), "--yes")
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    reader.close()
    assert process.returncode in (7, 130) and "Traceback" not in err
    assert lived.path.read_bytes() == before
    assert sorted(p.name for p in folder.iterdir()) == ["copy.db", "program.db"]


def test_a_folder_in_the_place_of_the_database_is_said(folder: Path, copy: Path) -> None:
    place = folder / "place"
    place.mkdir()
    for words in (("restore", str(copy)), ("restore", str(copy), "--yes"), ("backup", "x.db")):
        refused(run(place, *words))
    assert list(place.iterdir()) == []
