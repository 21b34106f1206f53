"""backup --keep N deletes the oldest dated copies of this database in the folder, and nothing else."""

import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program

DAYS = [f"2026-10-0{n}" for n in range(1, 6)]


def _age(program: Program) -> None:
    """Of one second two beginnings could not be told apart."""
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE history SET at = '2020-01-01 00:00:00'")
    connection.commit()
    connection.close()


@pytest.fixture
def folder(program: Program, tmp_path: Path) -> Path:
    """Five dated copies in a folder."""
    made = tmp_path / "copies"
    made.mkdir()
    for day in DAYS:
        assert program("backup", str(made), today=day).code == 0
    return made


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("keep", "left"), [(1, 1), (2, 2), (5, 5), (6, 6), (7, 6)])
def test_so_many_stay_the_new_one_among_them(
    program: Program, folder: Path, keep: int, left: int
) -> None:
    done = program("backup", str(folder), "--keep", str(keep), "-f", "json", today="2026-10-09")
    every = [f"wvls-{day}.db" for day in (*DAYS, "2026-10-09")]
    assert _names(folder) == every[-left:]
    assert done.json["pruned"] == [str(folder / name) for name in every[:-left]]


@pytest.mark.parametrize("keep", ["0", "-1", "x", "1.5"])
def test_a_number_that_is_none_is_refused(program: Program, folder: Path, keep: str) -> None:
    assert program("backup", str(folder), "--keep", keep).code == 2
    assert len(_names(folder)) == 5


def test_a_dry_run_deletes_nothing_and_says_what_would_go(program: Program, folder: Path) -> None:
    words = ["backup", str(folder), "--keep", "4", "--dry-run"]
    assert program(*words, "-f", "json").json["pruned"] == [
        str(folder / f"wvls-{day}.db") for day in DAYS[:2]
    ]
    assert f"wvls-{DAYS[1]}.db" in program(*words).out.replace("\n", "")
    assert len(_names(folder)) == 5


def test_what_this_database_did_not_make_or_was_named_by_hand_stays(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    other = Program(tmp_path / "other.db").begin()
    assert other("backup", str(folder), today="2026-09-01").code == 0
    assert program("backup", str(folder / "before the audit.db"), today="2026-09-02").code == 0
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert program("backup", str(elsewhere), today="2026-09-03").code == 0
    (folder / f"wvls-{DAYS[0]}.db").write_text("a letter by that name")
    _age(other)
    (folder / f"wvls-{DAYS[1]}.db").unlink()
    assert other("backup", str(folder), today=DAYS[1]).code == 0  # the name was free
    assert program("backup", str(folder), "--keep", "1").code == 0
    stay = {"before the audit.db", "wvls-2026-09-01.db", *(f"wvls-{day}.db" for day in DAYS[:2])}
    assert set(_names(folder)) == {*stay, "wvls-2026-11-23.db"}
    assert _names(elsewhere) == ["wvls-2026-09-03.db"]


def test_the_newest_of_one_day_is_the_one_made_last(program: Program, folder: Path) -> None:
    for _ in range(3):
        program("backup", str(folder), "--keep", "2")
    assert _names(folder) == ["wvls-2026-11-23-2.db", "wvls-2026-11-23-3.db"]
    made = program("backup", str(folder), "--keep", "2", "-f", "json").json
    assert Path(made["file"]).name == "wvls-2026-11-23.db"  # the name was free again
    assert _names(folder) == ["wvls-2026-11-23-3.db", "wvls-2026-11-23.db"]
    program("backup", str(folder), "--keep", "1")
    assert _names(folder) == ["wvls-2026-11-23-2.db"]


def test_the_setting_names_the_folder_and_a_file_is_no_folder(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    assert program("policy", "set", "backup_folder", str(folder)).code == 0
    assert program("backup", "--keep", "2").code == 0
    assert len(_names(folder)) == 2
    answer = program("backup", str(tmp_path / "one.db"), "--keep", "2")
    assert answer.code == 2 and "counts the copies in a folder" in answer.err
    assert not (tmp_path / "one.db").exists()


def test_no_old_copy_goes_where_the_new_one_fails(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wvls_mentor.store import files

    def full(source: Path, target: Path) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(files, "duplicate", full)
    assert program("backup", str(folder), "--keep", "1").code != 0
    assert len(_names(folder)) == 5


def test_one_that_cannot_be_deleted_is_named(
    program: Program, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = folder / f"wvls-{DAYS[0]}.db"
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path == old:
            raise PermissionError("in use")
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    answer = program("backup", str(folder), "--keep", "5")
    assert answer.code == 0 and f"Warning: {old} could not be deleted." in answer.err
    assert len(_names(folder)) == 6
