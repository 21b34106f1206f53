"""A copy out, checked; a copy back, in one step, with what was there kept beside it."""

import os
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest

from tests import next_version
from tests.factories import Program
from wvls_mentor.errors import DatabaseProblem
from wvls_mentor.store import connection, driver, engine, files, opening, versions


def _names(program: Program) -> list[str]:
    return [m["name"] for m in program("mentor", "list", "-f", "json").json["mentors"]]


def test_a_copy_goes_out_and_comes_back(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    copy = tmp_path / "copy.db"
    made = program("backup", str(copy), "-f", "json").json
    assert made["holds"]["people"] == 1 and copy.stat().st_mode & 0o777 == 0o600
    program.mentor(2)
    assert program("restore", str(copy)).code == 5 and len(_names(program)) == 2
    done = program("restore", str(copy), "--yes", "-f", "json").json
    assert _names(program) == ["Mentor 1"]
    kept = Program(Path(done["kept"]))
    assert len(_names(kept)) == 2 and kept.path.parent == program.path.parent
    program("restore", str(copy), "--yes")
    assert len(list(tmp_path.glob("*.before-restore-*"))) == 2
    assert not list(tmp_path.glob(".*"))


def test_a_dry_run_looks_at_the_copy_and_puts_nothing_back(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1)
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    program.mentor(2)
    before, files = program.path.read_bytes(), sorted(tmp_path.iterdir())
    found = program("restore", str(copy), "--dry-run", "-f", "json").json
    assert found["dry_run"] is True and found["holds"]["people"] == 1
    said = program("restore", str(copy), "--dry-run").out
    assert "holds 1 person" in said and "holds 2 people" in said
    assert program("restore", str(tmp_path / "no.db"), "--dry-run").code == 6
    assert (program.path.read_bytes(), sorted(tmp_path.iterdir())) == (before, files)


def test_a_copy_comes_back_on_a_bare_machine(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    copy = tmp_path / "copy.db"
    assert program("backup", str(copy)).code == 0
    bare = Program(tmp_path / "not" / "there" / "wvls.db")
    answer = bare("restore", str(copy))
    assert answer.code == 0 and "1 person" in answer.out
    assert _names(bare) == ["Mentor 1"] and bare.path.stat().st_mode & 0o777 == 0o600


def test_the_folder_of_the_policy_and_the_age_of_the_last_one(
    program: Program, tmp_path: Path
) -> None:
    answer = program("backup")
    assert answer.code == 2 and "backup_folder" in answer.err
    assert "no backup yet" in program("status").out
    folder = tmp_path / "usb"
    program("policy", "set", "backup_folder", str(folder), "--from", "2026-01-01", "--yes")
    assert program("backup").code == 6  # it is not plugged in
    folder.mkdir()
    for _ in range(2):
        assert program("backup", today="2026-11-20").code == 0
    assert sorted(p.name for p in folder.iterdir()) == [
        "wvls-2026-11-20-2.db",
        "wvls-2026-11-20.db",
    ]
    assert "last backup 3 days ago" in program("status", today="2026-11-23").out
    program.pair(1)
    for today, asks in (("2026-11-27", False), ("2026-11-28", True)):
        assert ("wvls backup" in program("status", today=today).out) is asks
    assert "last backup today" in program("status", today="2026-11-20").out
    summary = program("status", "-f", "json", today="2026-11-23").json["summary"]
    assert summary["last_backup"] == "2026-11-20"
    assert program("backup", str(folder / "wvls-2026-11-20.db")).code == 5


def test_the_folder_is_the_same_from_every_folder(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "copies").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    assert program("policy", "set", "backup_folder", "copies", "--yes").err == ""
    monkeypatch.chdir(tmp_path / "elsewhere")
    made = program("backup", "-f", "json", today="2026-11-25").json["file"]
    assert Path(made).parent == tmp_path / "copies"
    assert "no folder" in program("policy", "set", "backup_folder", "copies", "--yes").err


def test_a_folder_that_cannot_take_it(program: Program, tmp_path: Path) -> None:
    assert program("backup", str(tmp_path / "no" / "copy.db")).code == 6
    assert program("backup", "/proc/copy.db").code == 6


@pytest.mark.parametrize("raw", [b"", b"no database" * 500, None])
def test_what_is_no_copy_is_not_put_back(
    program: Program, tmp_path: Path, raw: bytes | None
) -> None:
    before = program.path.read_bytes()
    source = tmp_path / "bad.db"
    if raw is not None:
        source.write_bytes(raw)
    assert program("restore", str(source), "--yes").code == 6
    assert program.path.read_bytes() == before


def test_a_copy_that_is_damaged_inside_is_not_put_back(program: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    program.mentor(1)
    program("backup", str(copy))
    raw = bytearray(copy.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 9_000] = bytes(9_000)
    copy.write_bytes(raw)
    before = program.path.read_bytes()
    assert program("restore", str(copy), "--yes").code == 6
    assert program.path.read_bytes() == before


def test_a_damaged_database_is_replaced_and_kept(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    program.path.write_bytes(b"ruined" * 1000)
    done = program("restore", str(copy), "--yes", "-f", "json").json
    assert Path(done["kept"]).read_bytes() == b"ruined" * 1000
    assert _names(program) == ["Mentor 1"]


def test_an_older_copy_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = next_version.file_of(next_version.OLD, tmp_path / "old.db")
    next_version.add_to(tmp_path / "migrations")
    monkeypatch.setattr(versions, "FOLDER", tmp_path / "migrations")
    program = Program(tmp_path / "program.db").begin()
    assert program("restore", str(old), "--yes").code == 0
    assert _names(program) == ["Mentor 1"]
    assert next_version.TOPIC in program("topic", "list").out
    entry, *_ = program("history", "-f", "json").json["entries"]
    assert (entry["command"], entry["arguments"]) == ("restore", [str(old), "--yes"])
    assert program("undo", "--yes").code == 5
    assert not list(tmp_path.glob("*before-0*"))  # the copy itself is the copy


def test_a_link_to_the_database_stays_a_link(program: Program, tmp_path: Path) -> None:
    copy, link = tmp_path / "copy.db", tmp_path / "link.db"
    program("backup", str(copy))
    program.mentor(1)
    link.symlink_to(program.path)
    assert Program(link)("restore", str(copy), "--yes").code == 0
    assert link.is_symlink() and _names(program) == []


def test_the_copy_is_not_the_database_itself(program: Program) -> None:
    assert program("restore", str(program.path), "--yes").code == 5


def test_a_restore_waits_for_a_writer_and_then_says_so(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    with engine.writing(program.path):
        assert program("restore", str(copy), "--yes").code == 7


def test_who_opened_the_file_before_it_was_replaced_does_not_write_into_the_old_one(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    ready = driver.engine_for

    def and_then_it_is_replaced(path: Path, *, begin: str) -> object:
        made = ready(path, begin=begin)
        path.replace(tmp_path / "aside.db")
        copy.replace(path)
        return made

    monkeypatch.setattr(engine, "engine_for", and_then_it_is_replaced)
    with pytest.raises(DatabaseProblem, match="replaced"), engine.writing(program.path):
        pass


def test_a_report_of_a_file_that_was_replaced_while_it_was_opened_is_refused(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    identity = opening.identity

    def then_it_is_replaced(path: Path) -> tuple[int, int] | None:
        found = identity(path)
        if copy.exists():
            path.replace(tmp_path / "aside.db")
            copy.replace(path)
        return found

    monkeypatch.setattr(opening, "identity", then_it_is_replaced)
    with pytest.raises(DatabaseProblem, match="replaced"), opening.asking(program.path):
        pass


def test_a_copy_is_consistent_while_others_write(program: Program, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with engine.writing(program.path) as session:
                for role in ("one", "two"):
                    session.connection().exec_driver_sql(
                        "INSERT INTO person (name, email, phone) VALUES (?, ?, '')",
                        (role, f"{role}{number}@example.org"),
                    )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            assert program("backup", str(tmp_path / f"{number}.db")).code == 0
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        copy = sqlite3.connect(tmp_path / f"{number}.db")
        ones, twos = (
            copy.execute("SELECT COUNT(*) FROM person WHERE name = ?", (role,)).fetchone()[0]
            for role in ("one", "two")
        )
        assert ones == twos
        copy.close()


def test_a_restore_says_of_which_day_the_copy_is(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    opened = sqlite3.connect(copy)
    opened.execute("UPDATE history SET at = '2026-10-0' || id || ' 12:00:00'")
    opened.commit()
    opened.close()
    assert program("restore", str(copy), "--dry-run", "-f", "json").json["copy_day"] == "2026-10-02"
    assert "The copy of Oct 2 was checked" in program("restore", str(copy), "--dry-run").out
    assert "Restored the copy of Oct 2" in program("restore", str(copy), "--yes").out
    old = next_version.file_of(next_version.OLD, tmp_path / "old.db")
    opened = sqlite3.connect(old)
    opened.executescript("DELETE FROM change; DELETE FROM history")
    opened.close()
    noon = datetime(2026, 5, 28, 12).timestamp()
    os.utime(old, (noon, noon))  # it has no history yet: the day of the file
    assert "of May 28" in program("restore", str(old), "--dry-run").out


def _another_program_holds_it(*args: object, **more: object) -> None:
    raise PermissionError(13, "The process cannot access the file", "a name")


def test_a_file_that_another_program_holds_open_is_named_and_nothing_is_left(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    program("backup", str(copy))
    program.mentor(1)
    before, files = program.path.read_bytes(), sorted(tmp_path.iterdir())
    monkeypatch.setattr(Path, "replace", _another_program_holds_it)
    for without_links in (False, True):
        if without_links:
            monkeypatch.setattr("os.link", _another_program_holds_it)
        done = program("restore", str(copy), "--yes")
        assert done.code == 7 and "holds it open" in done.err
        assert str(program.path) in done.err and ".new" not in done.err
        assert (program.path.read_bytes(), sorted(tmp_path.iterdir())) == (before, files)
    done = program("backup", str(tmp_path / "other.db"))
    assert done.code == 6 and "other.db cannot be replaced" in done.err
    assert Program(tmp_path / "new.db")("init").code == 7
    monkeypatch.setattr(Path, "rename", _another_program_holds_it)
    assert program("export", "mentors", str(tmp_path / "mentors.csv")).code == 6
    assert sorted(tmp_path.iterdir()) == files


def test_journals_go_back_to_their_file_where_it_cannot_be_replaced(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy, shm = tmp_path / "copy.db", tmp_path / "program.db-shm"
    program("backup", str(copy))
    program.path.write_bytes(b"ruined" * 1000)
    shm.write_bytes(b"of this file")
    files = sorted(tmp_path.iterdir())
    replace = Path.replace

    def only_journals(path: Path, target: Path) -> Path:
        if path.name.endswith(".new"):
            _another_program_holds_it()
        return replace(path, target)

    with monkeypatch.context() as held:
        held.setattr(Path, "replace", only_journals)
        assert program("restore", str(copy), "--yes").code == 7
    assert sorted(tmp_path.iterdir()) == files and shm.read_bytes() == b"of this file"
    assert program("restore", str(copy), "--yes").code == 0
    kept = tmp_path / "program.db.before-restore-2026-11-23-shm"
    assert kept.read_bytes() == b"of this file" and not shm.exists()


def test_a_copy_of_a_file_that_stays_locked_is_given_up(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    holder, target = sqlite3.connect(program.path, isolation_level=None), tmp_path / "copy.db"
    holder.execute("BEGIN EXCLUSIVE")
    target.touch()
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        files.duplicate(program.path, target)
    holder.close()


def test_restore_says_what_the_copy_lacks_and_who_was_forgotten_since(
    paired: Program, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    number = paired.mentee(2)
    paired("backup", str(copy))
    paired("forget", str(number), "--yes")
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-06-20")
    found = paired("restore", str(copy), "--dry-run", "-f", "json").json
    assert found["lacks"] >= 1
    assert found["forgotten"] == [{"person_id": number, "name": "Mentee 2"}]
    said = paired("restore", str(copy), "--yes").out
    assert "Mentee 2 was forgotten since" in said and f"wvls forget {number}" in said
    assert "entered since" in said and "Restored the copy of " in said


def test_a_copy_of_now_lacks_nothing(paired: Program, tmp_path: Path) -> None:
    paired("backup", str(tmp_path / "copy.db"))
    found = paired("restore", str(tmp_path / "copy.db"), "--dry-run", "-f", "json").json
    assert (found["lacks"], found["forgotten"]) == (0, [])


def test_backup_keeps_as_many_dated_copies_as_told_and_touches_nothing_else(
    paired: Program, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "wvls-2020-01-01.db").write_text("of somebody else")
    paired("backup", str(folder / "mine.db"))
    for _ in range(3):
        assert paired("backup", str(folder), "-f", "json").json["pruned"] == []
    done = paired("backup", str(folder), "--keep", "2", "-f", "json").json
    assert len(done["pruned"]) == 2
    assert sorted(p.name for p in folder.iterdir()) == sorted(
        ["mine.db", "wvls-2020-01-01.db", Path(done["file"]).name,
         *(p.name for p in folder.glob("wvls-2026-*-3.db"))]
    )  # fmt: skip
    assert paired("backup", str(folder), "--keep", "0").code == 2
