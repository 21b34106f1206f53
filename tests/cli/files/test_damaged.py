"""A database that is damaged, or called so: the sentence names the file that is, and a way on."""

import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program

PAGE = 4096


@pytest.mark.parametrize("page", [4, 10, 20, 30])
def test_no_backup_is_made_of_a_damaged_database_and_it_is_named(
    program: Program, tmp_path: Path, page: int
) -> None:
    raw = bytearray(program.path.read_bytes())
    raw[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    program.path.write_bytes(raw)
    (tmp_path / "copies").mkdir()
    refused = program("backup", str(tmp_path / "copies" / "copy.db"))
    assert refused.code == 7 and not list((tmp_path / "copies").iterdir())
    first, hint = refused.err.splitlines()
    assert first.startswith(f"Error: {program.path} seems damaged")
    assert first.endswith(". No backup was made.") and hint == "Hint: Restore it from a backup."


def _with_version(path: Path, version: object) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE alembic_version")
    connection.execute("CREATE TABLE alembic_version (version_num)")
    connection.execute("INSERT INTO alembic_version VALUES (?)", (version,))
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    "version",
    [None, "", b"\xff\x00", "zzz", "0001", "99999", "9 99", "\u0669" * 4, 9999, "\x1b[2J"],
)
def test_only_a_higher_number_is_a_newer_version(
    program: Program, tmp_path: Path, version: object
) -> None:
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    for path in (program.path, copy):
        _with_version(path, version)
    for words in (("status",), ("history",), ("check",), ("backup", str(tmp_path / "x.db"))):
        refused = program(*words)
        assert refused.code == 7 and f"{program.path} seems damaged" in refused.err
        assert "newer" not in refused.err and "Restore it from a backup" in refused.err
        assert "\x1b" not in refused.err
    refused = program("restore", str(copy), "--yes")
    assert refused.code == 6 and f"{copy} seems damaged" in refused.err


def test_a_newer_copy_is_refused_as_a_newer_database_is(program: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    for path in (program.path, copy):
        _with_version(path, "9999")
    for words in (("status",), ("restore", str(copy), "--yes")):
        refused = program(*words)
        assert refused.code == 7 and "newer wvls (schema 9999" in refused.err
        assert "Install the newest wvls" in refused.err
