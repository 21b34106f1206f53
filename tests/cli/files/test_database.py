"""The file: missing, foreign, damaged, newer, busy, read-only."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor.store import connection as opening


def _status(path: Path) -> tuple[int, str]:
    answer = Program(path)("status")
    assert "Traceback" not in answer.err
    return answer.code, answer.err


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    code, said = _status(tmp_path / "none.db")
    assert code == 7 and "wvls init" in said
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize(
    "content", [b"", b"not a database, surely" * 99, b"SQLite format 3\x00" * 80]
)
def test_a_foreign_or_damaged_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    assert _status(path)[0] == 7
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE person (id)")
    connection.commit()
    connection.close()
    code, said = _status(path)
    assert code == 7 and "not a wvls database" in said


def test_a_newer_one_is_refused(program: Program) -> None:
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    code, said = _status(program.path)
    assert code == 7 and "newer" in said


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert _status(tmp_path)[0] == 7


def test_a_busy_one_waits_and_says_so(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(program.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = program("mentor", "add", "A", "--email", "a@example.org", "--years", "5")
    assert answer.code == 7 and "busy" in answer.err
    assert program("status").code == 0  # readers go on
    other.execute("ROLLBACK")
    other.close()


def test_a_new_file_is_its_owners_alone(program: Program) -> None:
    assert stat.S_IMODE(program.path.stat().st_mode) == 0o600
    assert [p.name for p in program.path.parent.iterdir()] == ["program.db"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_file_can_be_read(program: Program) -> None:
    program.path.chmod(0o400)
    assert program("status").code == 0
    answer = program("mentor", "add", "A", "--email", "a@example.org", "--years", "5")
    assert answer.code == 7


def test_init_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("precious")
    assert Program(path)("init").code == 5
    assert path.read_text() == "precious"


def test_the_users_own_database_is_out_of_reach_of_tests() -> None:
    from wvls_mentor.cli.settings import Settings

    with pytest.raises(RuntimeError, match="own database"):
        Settings().path()


def test_init_brings_libraries_topics_policy_and_rates(tmp_path: Path) -> None:
    found = Program(tmp_path / "a.db")("init", "-f", "json").json
    assert (found["libraries"], found["settings"], found["rates"]) == (25, 22, 12)
    empty = Program(tmp_path / "b.db")("init", "--empty", "-f", "json").json
    assert (empty["libraries"], empty["topics"]) == (0, found["topics"])
