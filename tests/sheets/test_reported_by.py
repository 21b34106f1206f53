"""Who says that a meeting took place: both partners' forms, one of them, or the coordinator."""

import csv
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe
from tests.next_version import PAST, file_of
from wvls_mentor.store import engine

FORM = "Timestamp,Email Address,When did you meet?,How did you meet?,Hours\n"
_WAY = "In person at the mentee's library"


def _paired(program: Program) -> None:
    program.pair(1)


@pytest.fixture
def paired(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paired)


def _form(program: Program, folder: Path, *rows: tuple[str, str], code: int = 0) -> None:
    """Answers of a form: (whose address, the day)."""
    text = "".join(f'11/23/2026 8:00:00,{who}1@example.org,{day},"{_WAY}",6\n' for who, day in rows)
    sheet = folder / "form.csv"
    sheet.write_text(FORM + text, encoding="utf-8")
    answer = program("import", "meetings", str(sheet), "--map", "Hours=hours", "--yes")
    assert answer.code == code, answer.err or answer.out


def _reported(program: Program) -> list[str]:
    folder = program.path.parent / f"export-{len(list(program.path.parent.iterdir()))}.csv"
    assert program("export", "meetings", str(folder)).code == 0
    with folder.open(encoding="utf-8-sig", newline="") as file:
        return [row["reported_by"] for row in csv.DictReader(file)]


def test_a_form_of_each_partner_is_both_and_what_was_typed_is_the_coordinators(
    paired: Program, tmp_path: Path
) -> None:
    paired.visit(1, "2026-07-01")
    paired.visit(1, "2026-10-01")
    _form(paired, tmp_path, ("mentor", "2026-07-01"), ("mentor", "2026-08-03"),
          ("mentee", "2026-09-04"), ("mentor", "2026-09-05"), ("mentee", "2026-09-05"))  # fmt: skip
    expected = ["mentor", "mentor", "mentee", "both", "coordinator"]
    assert _reported(paired) == expected
    _form(paired, tmp_path, ("mentor", "2026-07-01"), ("mentee", "2026-08-03"))
    assert _reported(paired) == ["mentor", "both", *expected[2:]]
    assert paired("undo", "--yes").code == 0
    assert _reported(paired) == expected
    assert paired("meeting", "remove", "1", "--yes").code == 0
    assert paired("check", "--exit-code").code == 0


def test_an_export_brings_it_back(paired: Program, tmp_path: Path) -> None:
    paired.visit(1, "2026-07-01")
    _form(paired, tmp_path, ("mentor", "2026-08-03"), ("mentee", "2026-08-03"))
    sheet = tmp_path / "out.csv"
    assert paired("export", "meetings", str(sheet)).code == 0
    same = paired("import", "meetings", str(sheet), "-f", "json").json
    assert (same["added"], same["changed"], same["unchanged"]) == (0, 0, 2)
    for number in ("1", "2"):
        assert paired("meeting", "remove", number, "--yes").code == 0
    assert paired("import", "meetings", str(sheet), "--yes").code == 0
    assert _reported(paired) == ["coordinator", "both"]
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace(",both", ",mentee"), "utf-8")
    changed = paired("import", "meetings", str(sheet), "--yes", "-f", "json").json
    assert changed["changed"] == 1 and _reported(paired) == ["coordinator", "mentee"]
    sheet.write_text(sheet.read_text(encoding="utf-8").replace(",mentee\n", ",nobody\n"), "utf-8")
    assert paired("import", "meetings", str(sheet), "--yes").code == 6


def test_a_form_that_comes_after_the_payment_is_noted_too(paired: Program, tmp_path: Path) -> None:
    paired.visit(1, "2026-07-01")
    assert paired("stipends", "pay", "--reference", "9", "--yes").code == 0
    found = paired("stipends", "why", "1", "-f", "json").json["payments"][0]
    assert found["reported_by"] == "coordinator"
    assert "reported by the coordinator" in " ".join(paired("stipends", "why", "1").out.split())
    _form(paired, tmp_path, ("mentor", "2026-07-01"), ("mentee", "2026-07-01"))
    found = paired("stipends", "why", "1", "-f", "json").json["payments"][0]
    assert found["reported_by"] == "both"
    assert "reported by both partners" in " ".join(paired("stipends", "why", "1").out.split())


def test_what_forms_said_before_is_known_after_the_upgrade(tmp_path: Path) -> None:
    old = file_of(PAST / "0009.sql", tmp_path / "old.db")
    connection = sqlite3.connect(old)
    connection.execute("INSERT INTO form VALUES (7, 'meetings', 'm', '{}')")
    key = "1 2026-06-20 in-person 1"
    for sender in ("mentee1@example.org", "somebody@example.org", ""):
        connection.execute("INSERT INTO said VALUES (7, ?, 1, '{}')", (f"{key} {sender}".rstrip(),))
    connection.commit()
    connection.close()
    with engine.reading(old) as session:
        found = session.connection().exec_driver_sql("SELECT * FROM meeting_report").fetchall()
    assert [tuple(row) for row in found] == [(1, "mentee")]
