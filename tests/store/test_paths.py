"""What a file is called by SQLite, and which drafts beside it are old enough to go."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from wvls_mentor.store import completion, connection, paths

NOW = 1_800_000_000.0


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        (PureWindowsPath(r"\\server\share\a b\c.db"), "file:////server/share/a%20b/c.db?mode=rw"),
        (PureWindowsPath(r"C:\Users\é\c#1?.db"), "file:///C:/Users/%C3%A9/c%231%3F.db?mode=rw"),
        (PurePosixPath("/tmp/100%.db"), "file:///tmp/100%25.db?mode=rw"),
        (PurePosixPath("//tmp/a.db"), "file:////tmp/a.db?mode=rw"),
    ],
)
def test_the_uri_of_a_path_has_no_server_as_its_authority(path: PurePath, uri: str) -> None:
    assert paths.uri(path, "rw") == uri


def test_sqlite_opens_a_name_that_begins_like_a_servers(tmp_path: Path) -> None:
    path = tmp_path / "a #1?%.db"
    sqlite3.connect(path).close()
    twice = f"/{path}"  # as \\server\share\... reads, with its slashes turned
    with closing(sqlite3.connect(paths.uri(PurePosixPath(twice), "rw"), uri=True)) as opened:
        ((_, _, name),) = opened.execute("PRAGMA database_list")
    assert Path(name).samefile(path)


def test_every_way_to_open_a_file_asks_for_that_uri(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def uri(path: PurePath, mode: str) -> str:
        asked.append(mode)
        return "file::memory:"

    monkeypatch.setattr(paths, "uri", uri)
    connection.connect(tmp_path / "a.db").close()
    assert completion.names(tmp_path / "a.db", "mentor") == []
    assert asked == ["rw", "ro"]


def _draft(folder: Path, name: str, age: float) -> Path:
    path = folder / name
    path.write_text("Mentor 1")
    os.utime(path, (NOW - age, NOW - age))
    return path


@pytest.mark.parametrize(
    ("name", "age", "goes"),
    [
        (".program.db.ab_12xyz.new", 3601, True),
        (".program.db.ab_12xyz.new", 3599, False),  # a command may still write to it
        (".program.db.ab_12xyz.new", -60, False),
        (".program.db.ab_12xyz.new-journal", 3601, True),
        (".program.db.before-restore-2026-11-23-2.ab_12xyz.new", 3601, True),
        (".program.db.before-0005.ab_12xyz.new", 3601, True),
        (".other.db.ab_12xyz.new", 90_000, False),
        (".program.db.original", 90_000, False),
        (".program.db.AB_12xyz.new", 90_000, False),
        (".program.db.ab_12xyz1.new", 90_000, False),
        (".program-db.ab_12xyz.new", 90_000, False),
        (".wvls-2026-11-23.db.ab_12xyz.new", 90_000, False),
        ("program.db.ab_12xyz.new", 90_000, False),
    ],
)
def test_only_old_drafts_of_this_file_go(tmp_path: Path, name: str, age: float, goes: bool) -> None:
    found = _draft(tmp_path, name, age)
    paths.tidy(tmp_path / "program.db", now=NOW)
    assert found.exists() is not goes


def test_the_drafts_of_dated_backups_go_with_the_next_backup_whatever_its_day(
    tmp_path: Path,
) -> None:
    old = _draft(tmp_path, ".wvls-2026-01-23-2.db.abcdefgh.new", 90_000)
    other = _draft(tmp_path, ".wvls-x.db.abcdefgh.new", 90_000)
    paths.tidy(tmp_path / "wvls-2026-11-23.db", now=NOW)
    assert not old.exists() and other.exists()


def test_a_new_draft_takes_the_old_ones_of_its_file_with_it(tmp_path: Path) -> None:
    old, young = (
        _draft(tmp_path, f".out.csv.{name}.new", age)
        for name, age in (("abcdefgh", 1e9), ("ijklmnop", -1e9))
    )
    folder = tmp_path / ".out.csv.qrstuvwx.new"
    folder.mkdir()
    (folder / "notes.csv").write_text("Mentor 1")
    os.utime(folder, (NOW - 1e9, NOW - 1e9))
    made = paths.new_draft(tmp_path / "out.csv")
    assert sorted(tmp_path.iterdir()) == sorted([made, young])
    assert paths.drafts(tmp_path) == sorted([made, young]) and not old.exists()
