"""The check finds what was broken by hand, and nothing in what the commands wrote."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe


def _lived(program: Program) -> None:
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "100")
    program("goal", "add", "1", "x", "--term", "short")
    program("check-in", "1", "--going", "well")
    program("stipends", "claim", "1", "--yes")
    assert program("stipends", "pay", "--reference", "check 1", "--yes").code == 0


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def test_nothing_is_found_in_what_the_commands_wrote(lived: Program) -> None:
    answer = lived("check", "--exit-code", "-f", "json")
    assert answer.json["findings"] == []
    assert lived("check").out.splitlines()[0] == "The file is sound and the records agree."
    assert Program(lived.path.parent / "demo.db")("demo").code == 0
    assert Program(lived.path.parent / "demo.db")("check", "--exit-code").code == 0


@pytest.mark.parametrize(
    ("sql", "check"),
    [
        ("UPDATE meeting SET day = '2026-05-01'", "dates"),
        ("UPDATE meeting SET day = '2027-01-01'", "dates"),
        ("UPDATE goal SET shared_on = '2020-01-01'", "dates"),
        ("UPDATE check_in SET day = '2030-01-01'", "dates"),
        ("UPDATE meeting SET state = 'cancelled'", "ledger"),
        ("DELETE FROM claim", "ledger"),
        ("UPDATE mentor SET capacity = 0", "capacity"),
        ("DELETE FROM mentor", "people"),
        ("UPDATE pair SET mentor_id = 99", "foreign-keys"),
        ("INSERT INTO pair (mentor_id, mentee_id, matched_on, end_reason)"
         " VALUES (1, 2, '2026-07-01', '')", "one-active-pair"),
        ("INSERT INTO extension (pair_id, decided_on, until, reason)"
         " VALUES (1, '2026-06-02', '2020-01-01', '')", "terms"),
        ("DELETE FROM claim_line", "claims"),
        ("UPDATE claim SET miles_tenths = 1010", "ledger"),
        ("UPDATE goal SET done_on = '2026-06-02', shared_on = '2026-06-03'", "dates"),
        ("INSERT INTO excused (pair_id, kind, since, until, reason)"
         " VALUES (1, 'contact', '2026-07-01', '2026-06-01', '')", "dates"),
        ("DROP TRIGGER payment_is_never_deleted", "schema"),
        ("DROP INDEX one_live_payment", "schema"),
        ("CREATE TRIGGER mine AFTER INSERT ON meeting BEGIN SELECT 1; END", "schema"),
        ("UPDATE meeting SET day = 'someday'", "values"),
        ("UPDATE meeting SET day = 20260101", "values"),
        ("UPDATE pair SET matched_on = '2026-02-30'", "values"),
        ("UPDATE mentor SET capacity = 'zzz'", "values"),
        ("UPDATE library SET population = 'zzz' WHERE id = 1", "values"),
        ("UPDATE person SET name = x'ff00'", "values"),
        ("UPDATE person SET name = CAST(x'ff00' AS TEXT)", "values"),
        ("UPDATE history SET arguments = 'not json'", "values"),
        ("UPDATE history SET at = 'zzz'", "values"),
        ("UPDATE change SET after = 'not json'", "values"),
        ("UPDATE history SET undoes = id", "history"),
        ("UPDATE person SET email = 'nobody'  WHERE id = 1", "people"),
        ("INSERT INTO setting (key, value, since) VALUES ('x', '1', '2026-01-01')", "policy"),
        ("UPDATE setting SET value = 'many' WHERE key = 'term_months'", "policy"),
        ("DELETE FROM rate", "policy"),
        ("ALTER TABLE meeting DROP COLUMN note", "schema"),
        ("ALTER TABLE meeting ADD COLUMN mine", "schema"),
        ("CREATE VIEW mine AS SELECT 1", "schema"),
    ],
)  # fmt: skip
def test_what_was_broken_by_hand_is_found(lived: Program, sql: str, check: str) -> None:
    connection = sqlite3.connect(lived.path)
    connection.execute(sql)
    connection.commit()
    connection.close()
    answer = lived("check", "-f", "json")
    found = answer.json["findings"]
    assert check in {f["check"] for f in found}
    assert all(set(f) == {"check", "message", "ids", "level"} for f in found)
    assert {f["level"] for f in found} == {"problem"}
    assert lived("check", "--exit-code").code == 3


def test_drafts_of_killed_commands_are_named_and_are_no_problem(
    lived: Program, tmp_path: Path
) -> None:
    usb, known = tmp_path / "usb", tmp_path / "known"
    for folder in (usb, known):
        folder.mkdir()
    lived("policy", "set", "backup_folder", str(usb), "--yes")
    lived("backup", str(known / "copy.db"))
    left = [
        tmp_path / ".program.db.abcdefgh.new",
        tmp_path / ".mentors.csv.abcdefgh.new",
        usb / ".wvls-2026-01-01.db.abcdefgh.new-journal",
        known / ".copy.db.abcdefgh.new",
    ]
    for path in [*left, tmp_path / ".program.db.original", tmp_path / "notes.new"]:
        path.write_text("Mentor 1")
    found = lived("check", "--exit-code", "-f", "json").json["findings"]  # 0: nothing is wrong
    assert sorted(str(p) for p in left) == sorted(f["message"].split(" was left")[0] for f in found)
    assert {(f["check"], f["level"], tuple(f["ids"])) for f in found} == {("drafts", "note", ())}
    said = " ".join(lived("check").out.split())
    assert said.startswith("The file is sound") and "was left by a command" in said
    for path in left:
        os.utime(path, (0, 0))
    assert lived("mentor", "edit", "1", "--note", "x").code == 0
    assert [path.exists() for path in left] == [False, True, True, True]
    lived("backup", today="2026-11-25")
    lived("export", "mentors", str(tmp_path / "mentors.csv"))
    assert [path.exists() for path in left] == [False, False, False, True]
    lived("undo", "--yes")
    assert len(lived("check", "-f", "json").json["findings"]) == 1


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_damaged_file_gives_no_traceback(lived: Program, at: float) -> None:
    raw = bytearray(lived.path.read_bytes())
    place = int(len(raw) * at)
    raw[place : place + 3000] = b"\xff" * 3000
    lived.path.write_bytes(bytes(raw))
    answer = lived("check", "--exit-code")
    assert answer.code in (0, 3, 7), answer.out  # 0: the place held nothing
    assert "Traceback" not in answer.err


def test_a_pair_that_is_ended_dated_back_leaves_records_that_agree(
    lived: Program, tmp_path: Path
) -> None:
    for day in ("2026-06-19", "2026-06-20"):  # the day before the visit, and its own
        sheet = tmp_path / f"{day}.csv"
        sheet.write_text(
            "mentor_email,mentee_email,matched_on,ended_on\n"
            f"mentor1@example.org,mentee1@example.org,2026-06-01,{day}\n"
        )
    refused = lived("import", "pairs", str(tmp_path / "2026-06-19.csv"), "--yes", "-f", "json")
    assert refused.code == 6 and "Meeting 1 was held on 2026-06-20" in refused.out
    assert lived("end", "1", "--on", "2026-06-19", "--reason", "x", "--yes").code == 5
    assert lived("import", "pairs", str(tmp_path / "2026-06-20.csv"), "--yes").code == 0
    assert lived("check", "--exit-code").code == 0  # the call and the goal came later


COMMANDS = (["status"], ["match"], ["stipends"], ["history"], ["undo", "--dry-run"])
TYPES: tuple[object, ...] = (None, -1, 2**62, 1.5, "zzz", "", b"\xff\x00")


@pytest.mark.parametrize(
    "part", [4, pytest.param(1, marks=pytest.mark.fuzz)], ids=["every fourth", "every"]
)
def test_whatever_stands_in_a_cell_no_command_is_a_bug(lived: Program, part: int) -> None:
    """Each cell of the first row of each table, one at a time, holds what it should not."""
    whole = lived.path.read_bytes()
    connection = sqlite3.connect(lived.path)
    tables = [
        n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not n.startswith("sqlite_")
    ]  # fmt: skip
    columns = {
        t: [r[1] for r in connection.execute(f"PRAGMA table_info({t})")]
        for t in tables
        if connection.execute(f"SELECT 1 FROM {t}").fetchone()
    }
    connection.close()
    tried = 0
    for table, names in columns.items():
        for number, name in enumerate(names):
            if (number + len(table)) % part:
                continue
            lived.path.write_bytes(whole)
            connection = sqlite3.connect(lived.path)
            connection.execute("PRAGMA ignore_check_constraints=ON")
            if table == "payment":
                connection.execute("DROP TRIGGER payment_is_only_voided")
            value = TYPES[(number + len(table)) % len(TYPES)]
            try:
                connection.execute(f"UPDATE {table} SET {name} = ? WHERE rowid = 1", (value,))
            except sqlite3.IntegrityError:
                continue
            finally:
                connection.commit()
                connection.close()
            assert lived("check").code in (0, 7), (table, name, value)
            words = COMMANDS[tried % len(COMMANDS)]
            assert lived(*words).code in (0, 4, 5, 7), (words, table, name, value)
            tried += 1
    assert tried > 60 / part
