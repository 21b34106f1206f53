"""The check finds what was broken by hand, and nothing in what the commands wrote."""

import sqlite3

import pytest

from tests.factories import Program


@pytest.fixture
def lived(program: Program) -> Program:
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "100")
    program("goal", "add", "1", "x", "--term", "short")
    program("check-in", "1", "--going", "well")
    program("stipends", "claim", "1")
    assert program("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    return program


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
        ("UPDATE meeting SET day = 'someday'", "unreadable"),
        ("UPDATE setting SET value = 'many' WHERE key = 'term_months'", "unreadable"),
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
    assert all(set(f) == {"check", "message", "ids"} for f in found)
    assert lived("check", "--exit-code").code == 3


@pytest.mark.parametrize("at", [0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_damaged_file_gives_no_traceback(lived: Program, at: float) -> None:
    raw = bytearray(lived.path.read_bytes())
    place = int(len(raw) * at)
    raw[place : place + 3000] = b"\xff" * 3000
    lived.path.write_bytes(bytes(raw))
    answer = lived("check", "--exit-code")
    assert answer.code in (0, 3, 7), answer.out  # 0: the place held nothing
    assert "Traceback" not in answer.err
