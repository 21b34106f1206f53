"""Who asks to be forgotten is: in every table, in the history, in the free pages of the file."""

import csv
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe
from wvls_mentor.store import privacy

SECRETS = ("old@example.org", "new@example.org", "715-555-0199", "a private remark", "knitting",
           "said in confidence", "a call about health", "an opinion", "a sensitive reason",
           "pressing matter")  # fmt: skip
NAME = "Beatrix Fictional"


def _lived(program: Program) -> None:
    """A mentor with a year of traces, in sheets and in the history."""
    sheet = program.path.parent / "form.csv"
    sheet.write_text(
        "email,name,library,years,expertise,interests,phone,note\n"
        f"old@example.org,{NAME},Wausau,14,budget,knitting,715-555-0199,a private remark\n"
        "other@example.org,Other Mentor,Merrill,9,budget,chess,,another remark\n"
    )
    assert program("import", "mentors", str(sheet)).code == 0
    program("mentor", "edit", "1", "--email", "new@example.org", "--note", "a private remark, too")
    program.mentee(1, "--interest", "knitting", "--interest", "rowing")
    program("match", "3", "1", "--on", "2025-09-01", "--yes")
    program.visit(1, "2025-09-20", "6", "--miles", "80", "--note", "said in confidence")
    program("check-in", "1", "--on", "2025-12-01", "--note", "a call about health")
    program("agenda", "1", "--add", "a pressing matter", today="2026-05-01")
    program("excuse", "1", "contact", "--for-good", "--reason", "a sensitive reason")
    program("goal", "add", "1", "A balanced budget", "--term", "short", "--shared", "2025-09-25")
    program("end", "1", "--on", "2026-06-01", "--reason", "a sensitive reason", "--yes")
    program("evaluate", "1", "--by", "mentor", "--rating", "4", "--note", "an opinion",
            "--on", "2026-06-05")  # fmt: skip
    program("mentee", "edit", "3", "--interest", "rowing")
    sheet.unlink()


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def _raw(program: Program) -> str:
    return program.path.read_bytes().decode("utf-8", errors="ignore")


def test_nothing_of_the_person_is_left_in_the_file(lived: Program) -> None:
    assert [s for s in (*SECRETS, NAME) if s not in _raw(lived)] == []
    answer = lived("forget", "new@example.org", "--yes", "-f", "json")
    assert answer.json["name_kept_until"] is None
    left = [secret for secret in (*SECRETS, NAME) if secret in _raw(lived)]
    # The mentee once named the same interest: that is the mentee's own.
    assert [word for word in left if word != "knitting"] == []
    assert lived("check", "--exit-code").code == 0
    person = lived("mentor", "show", "1", "-f", "json").json["mentor"]
    assert (person["name"], person["status"], person["interests"]) == ("Forgotten 1", "paused", [])
    assert lived("mentor", "show", "other@example.org", "-f", "json").json["mentor"]["note"]
    visit = lived("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"][0]
    assert visit["hours"] == 6  # what was done stays
    assert lived("goal", "list", "1", "-f", "json").json["goals"]


def test_what_is_still_owed_is_said_before_nobody_can_be_paid(lived: Program) -> None:
    owed = lived("stipends", "-f", "json").json["totals"]["owed_cents"]
    assert owed == lived("forget", "1", "--dry-run", "-f", "json").json["owed_cents"] > 0
    asked = " ".join(lived("forget", "1", "--dry-run").out.split())
    assert f"${owed / 100:.2f} is still owed to {NAME}. Pay it first:" in asked
    assert lived("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    assert "still owed" not in lived("forget", "1", "--dry-run").screen
    kept = " ".join(lived("forget", "1", "--yes").out.split())
    assert "still owed" not in kept and " payment lines need it." in kept


def test_forgetting_is_final_and_asks_first(lived: Program) -> None:
    before = lived.path.read_bytes()
    assert lived("forget", "1").code == 5
    look = lived("forget", "1", "--dry-run", "-f", "json").json
    assert look["dry_run"] is True and look["notes"] == 7
    assert lived.path.read_bytes() == before
    assert lived("forget", "1", "--yes", "-f", "json").json["notes"] == look["notes"]
    newest = lived("history", "-f", "json").json["entries"][0]
    assert (newest["command"], newest["arguments"], newest["final"]) == ("forget", ["1"], True)
    assert lived("undo", str(newest["entry_id"]), "--yes").code == 5
    assert lived("undo", "2", "--yes").code == 5  # nor is what it cleared
    assert lived("forget", "1", "--yes").code == 0  # again does no harm


def test_who_was_undone_is_forgotten_too(program: Program) -> None:
    program("mentor", "add", NAME, "--email", "z@example.org", "--years", "9", "--phone",
            "715-555-7777", "--note", "an old note", "--interest", "falconry")  # fmt: skip
    program("undo", "--yes")
    for text in ("z@example.org", "falconry", NAME, "715-555-7777", "an old note"):
        assert text in _raw(program)
    assert program("forget", "nobody", "--yes").code == 4
    assert program("forget", "Beatrix", "--yes").code == 0
    for text in ("z@example.org", "falconry", NAME, "715-555-7777", "an old note"):
        assert text not in _raw(program), text
    assert program("check", "--exit-code").code == 0


def test_who_fits_several_that_are_here_is_not_looked_for_in_the_history(program: Program) -> None:
    program("mentor", "add", "Mentor Undone", "--email", "z@example.org", "--years", "9")
    program("undo", "--yes")
    program.mentor(1)
    program.mentor(2)
    before = program.path.read_bytes()
    assert program("forget", "Mentor", "--yes").code == 4
    assert program.path.read_bytes() == before


def test_what_was_said_in_a_pair_that_was_undone_is_forgotten_too(program: Program) -> None:
    program.pair(1)
    program("log-meeting", "1", "--method", "phone", "--note", "a note of a meeting")
    program("check-in", "1", "--note", "a note of a call")
    for _ in range(3):
        entry = next(
            e for e in program("history", "-f", "json").json["entries"]
            if e["command"] != "undo" and e["undone_by"] is None
        )  # fmt: skip
        program("undo", str(entry["entry_id"]), "--yes")
    assert program("status", "--all", "-f", "json").json["pairs"] == []
    assert program("forget", "1", "--yes").code == 0
    assert "a note of a" not in _raw(program)


def test_a_young_payment_keeps_the_name_and_says_until_when(lived: Program) -> None:
    lived("stipends", "pay", "--on", "2026-02-01", "--reference", "check 1", "--yes",
          today="2026-02-01")  # fmt: skip
    for today, until in (("2026-11-23", "2033-02-01"), ("2033-01-31", "2033-02-01")):
        found = lived("forget", "1", "--yes", "-f", "json", today=today).json
        assert found["name_kept_until"] == until
        assert NAME in _raw(lived) and "new@example.org" not in _raw(lived)
    assert "Feb 1, 2033" in lived("forget", "1", "--dry-run", today="2026-11-23").out
    found = lived("forget", "1", "--yes", "-f", "json", today="2033-02-01").json
    assert found["name_kept_until"] is None and NAME not in _raw(lived)
    (line, *_) = lived("stipends", "ledger", "-f", "json").json["payments"]
    assert (line["payee"], line["amount_cents"]) == ("Forgotten 1", 12500)
    connection = sqlite3.connect(lived.path)
    with pytest.raises(sqlite3.IntegrityError, match="never edited"):
        connection.execute("UPDATE payment SET payee = 'x'")
    connection.close()


def test_the_words_of_the_ledger_go_too_and_no_amount(lived: Program) -> None:
    lived("stipends", "pay", "--on", "2026-02-01", "--reference", f"to {NAME}, NEW@example.org",
          "--yes", today="2026-02-01")  # fmt: skip
    lived("forget", "1", "--yes", today="2026-11-23")
    lines = lived("stipends", "ledger", "-f", "json").json["payments"]
    assert {line["reference"] for line in lines} == {f"to {NAME}, (forgotten)"}
    lived("forget", "1", "--yes", today="2033-02-01")
    after = lived("stipends", "ledger", "-f", "json").json["payments"]
    assert {line["reference"] for line in after} == {"to Forgotten 1, (forgotten)"}
    assert [x["amount_cents"] for x in after] == [x["amount_cents"] for x in lines]
    assert lived("check", "--exit-code").code == 0


def test_a_reader_does_not_stand_in_the_way(
    lived: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wvls_mentor.store import connection

    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.05)
    forget = lived("forget", "1", "--dry-run")
    assert forget.code == 0
    compact = privacy.compact

    def while_another_reads(path: Path) -> None:
        reader = sqlite3.connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM person").fetchone()
        try:
            compact(path)
        finally:
            reader.close()

    monkeypatch.setattr(privacy, "compact", while_another_reads)
    found = lived("forget", "1", "--yes", "-f", "json").json
    assert found["compacted"] is False and NAME not in _raw(lived)
    assert "that program, then: wvls forget 1" in lived("forget", "1", "--yes").out


def test_another_of_the_same_name_keeps_it(lived: Program) -> None:
    lived("mentor", "add", NAME, "--email", "namesake@example.org", "--years", "9")
    lived("forget", "1", "--yes")
    assert (
        lived("mentor", "show", "namesake@example.org", "-f", "json").json["mentor"]["name"] == NAME
    )


def test_a_name_is_taken_out_as_a_word_and_only_where_people_write(program: Program) -> None:
    program("mentor", "add", "Li", "--email", "i@example.org", "--years", "9")
    program("mentee", "add", "Short", "--email", "short@example.org", "--years", "1",
            "--library", "Thorp", "--note", "Li likes libraries\nLi wrote from i@example.org. Yes")  # fmt: skip
    program("mentor", "add", "Li", "--email", "li.i@example.org", "--years", "9")
    lists = [("library", "list"), ("topic", "list"), ("policy",)]
    before = [program(*words, "-f", "json").json for words in lists]
    assert program("forget", "1", "--yes").code == 0
    assert [program(*words, "-f", "json").json for words in lists] == before
    left = _raw(program)
    assert "Forgotten 1 likes libraries" in left and "from (forgotten). Yes" in left
    assert "Li likes" not in left and "from i@" not in left
    assert program("mentor", "show", "3", "-f", "json").json["mentor"]["name"] == "Li"
    assert "li.i@example.org" in " ".join(program("history", "4", "-f", "json").out.split())
    program("mentor", "edit", "3", "--name", "May Other", "--note", "wrote in may to MAY OTHER")
    program("mentor", "add", "short", "--email", "s@example.org", "--years", "9")
    for number in ("2", "3", "4"):
        assert program("forget", number, "--yes").code == 0
    assert program("check", "--exit-code").code == 0


def test_a_longer_name_of_somebody_else_and_what_is_no_free_text_stay(program: Program) -> None:
    for number, name in enumerate(("Ann Lee", "Mary Ann Lee", "Jo Ann Lee-Smith", "mentor"), 1):
        program("mentor", "add", name, "--email", f"n{number}@example.org", "--years", "9",
                "--note", "with Ann Lee and Mary Ann Lee")  # fmt: skip
    program("library", "add", "Ann Lee Memorial Library", "--city", "Ann Lee")
    program.pair(5)
    program.visit(1, "2026-06-20", "6", "--miles", "80", "--traveler", "mentor")
    before = {
        e["entry_id"]: e["arguments"] for e in program("history", "-f", "json").json["entries"]
    }
    for forgotten in ("1", "4"):
        assert program("forget", forgotten, "--yes").code == 0
    after = {
        e["entry_id"]: e["arguments"] for e in program("history", "-f", "json").json["entries"]
    }
    assert after[3][:-1] == before[3][:-1] and "Mary Ann Lee" in after[3]
    assert after[3][-1] == "with Forgotten 1 and Mary Ann Lee"
    for entry in (6, 9, 10):  # the library, the match and the visit of others
        assert after[entry] == before[entry]
    other = program("mentor", "show", "3", "-f", "json").json["mentor"]
    assert (other["name"], other["note"]) == (
        "Jo Ann Lee-Smith", "with Forgotten 1 and Mary Ann Lee",
    )  # fmt: skip


# Texts of a closed list, of the program's own, or of libraries and topics.
WITHOUT_PEOPLE = {
    "library": {"name", "city", "county", "locale", "fscskey", "aliases"}, "topic": {"slug", "title", "area"},
    "setting": {"key", "value"}, "rate": {"kind"}, "form": {"kind", "fingerprint"},
    "backup": {"path"}, "role_change": {"role", "status"}, "word": {"kind", "word"},
    "pair": {"factors"}, "claim_sheet": {"number"}, "need": {"priority"},
    "meeting": {"state", "method", "place"}, "goal": {"term"}, "check_in": {"partner", "going"},
    "evaluation": {"partner", "goals_met", "again"}, "excused": {"kind"}, "claim": {"traveler", "expenses"},
    "claim_line": {"kind"}, "claim_mark": {"state"}, "meeting_report": {"partner"}, "payment": {"kind", "voided_by", "entered_by"},
    "history": {"command", "by"}, "change": {"table_name", "op", "before", "after"},
    "person": {"name", "email", "phone"}, "letter": {"kind", "obligation"},
    "letter_answer": {"question"}, "alembic_version": {"version_num"},
}  # fmt: skip


def test_every_text_that_people_write_is_looked_at(program: Program) -> None:
    connection = sqlite3.connect(program.path)
    tables = [
        n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ]
    assert {*privacy.FREE_TEXT, *WITHOUT_PEOPLE} <= set(tables)
    for table in tables:
        texts = {
            name
            for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table})")
            if "CHAR" in kind and not name.endswith("at")
        }
        looked_at = set(privacy.FREE_TEXT.get(table, ()))
        assert texts == looked_at | WITHOUT_PEOPLE.get(table, set()), table
    connection.close()


def test_who_is_in_an_active_pair_is_not_forgotten(program: Program) -> None:
    program.pair(1)
    refused = program("forget", "1", "--yes")
    assert refused.code == 5 and "wvls end 1" in refused.err


def test_copies_that_still_hold_it_are_named(lived: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    lived("backup", str(copy))
    said = lived("forget", "1", "--yes").out
    # A long path is folded: wherever that is, the words are the same.
    assert "Thisfilestillholdstheaddressorthename" in "".join(said.split())
    assert "copy.db" in "".join(said.split())


def test_the_retention_is_a_setting(lived: Program) -> None:
    lived("stipends", "pay", "--on", "2026-02-01", "--reference", "check 1", "--yes",
          today="2026-02-01")  # fmt: skip
    lived("policy", "set", "retention_years", "3", "--from", "2026-01-01", "--yes")
    found = lived("forget", "1", "--yes", "-f", "json", today="2026-11-23").json
    assert found["name_kept_until"] == "2029-02-01"


def _sheet(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_records_are_gathered_with_the_notes_apart(lived: Program, tmp_path: Path) -> None:
    lived("stipends", "pay", "--on", "2026-02-01", "--reference", "check 1", "--yes",
          today="2026-02-01")  # fmt: skip
    folder = tmp_path / "request"
    assert lived("records", "new@example.org", "--save", str(folder)).code == 0
    assert len(_sheet(folder, "mentors")) == len(_sheet(folder, "meetings")) == 1
    assert "old@example.org" in " ".join(notes_of := [r["text"] for r in _sheet(folder, "notes")])
    assert any('"name": "Beatrix Fictional"' in text for text in notes_of)  # what the form said
    assert {row["table"] for row in _sheet(folder, "changes")} >= {"person", "meeting", "pair"}
    assert _sheet(folder, "mentees") == [] and len(_sheet(folder, "payments")) == 2
    notes = {row["text"] for row in _sheet(folder, "notes")}
    assert {"a private remark, too", "said in confidence", "a pressing matter"} <= notes
    for path in folder.glob("*.csv"):
        if path.name != "notes.csv":
            assert not any(secret in path.read_text() for secret in SECRETS[5:]), path.name
    assert lived("records", "--save", str(folder)).code == 5
    assert (folder / "notes.csv").stat().st_mode & 0o077 == 0


def test_records_of_one_year(lived: Program, tmp_path: Path) -> None:
    counts = {}
    for year in ("2024", "2025", "2026"):
        answer = lived("records", "--year", year, "--save", str(tmp_path / year), "-f", "json")
        counts[year] = answer.json["rows"]
    assert [counts[y]["meetings"] for y in counts] == [0, 1, 0]
    assert [counts[y]["evaluations"] for y in counts] == [0, 0, 1]
    assert [counts[y]["pairs"] for y in counts] == [0, 1, 1]
    assert [counts[y]["mentors"] for y in counts] == [2, 2, 2]


def test_a_bug_is_told_without_what_people_said(
    lived: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from wvls_mentor import interrupts
    from wvls_mentor.cli import main
    from wvls_mentor.services import people

    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError(json.dumps(SECRETS))

    monkeypatch.setattr(people, "add_mentor", broken)
    # The end of a process turns Ctrl-C off: here other tests follow, and some need it.
    monkeypatch.setattr(interrupts, "end", lambda: None)
    words = ["wvls", "--db", str(lived.path), "mentor", "add", NAME, "--email", "x@example.org",
             "--years", "9"]  # fmt: skip
    monkeypatch.setattr("sys.argv", words)
    with pytest.raises(SystemExit) as stopped:
        main.run()
    said = capsys.readouterr().err
    assert stopped.value.code == 1 and "ZeroDivisionError" in said and "broken" in said
    assert not any(secret in said for secret in (*SECRETS, NAME, "x@example.org"))


def test_an_error_of_the_database_names_nobody(lived: Program) -> None:
    from sqlalchemy.exc import DatabaseError

    from wvls_mentor.store.driver import engine_for

    with pytest.raises(DatabaseError) as found, engine_for(lived.path, begin="BEGIN").begin() as c:
        c.exec_driver_sql("INSERT INTO person (id, name) VALUES (?, ?)", (1, NAME))
    assert NAME not in str(found.value)
