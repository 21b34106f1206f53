"""What a file is called by SQLite, and which drafts beside it are old enough to go."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from wvls_mentor.store import connection, names, paths

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
    monkeypatch.setattr(paths, "uri", lambda path, mode: asked.append(mode) or "file::memory:")
    connection.connect(tmp_path / "a.db").close()
    assert names.names(tmp_path / "a.db", "mentor") == []
    assert asked == ["rw", "ro"]
