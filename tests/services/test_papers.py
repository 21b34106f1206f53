"""How people are written to and paid: kept, shown, handed out apart, forgotten."""

import csv
import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor.records.papers import PAPERS
from wvls_mentor.records.people import FACTS, MENTORS

SAID = {
    "address": "12 Elm Street, Wausau, WI 54401", "dear": "Bea", "letters": False,
    "no_letters_reason": "on a long leave", "w9_on": "2026-05-04", "vendor": "V-1234",
    "payable_to": "Fictional Library",
}  # fmt: skip
OPTIONS = ("--address", "12 Elm Street,  Wausau, WI 54401", "--dear", "Bea", "--w9", "2026-05-04",
           "--vendor", "V-1234", "--payable-to", "Fictional Library",
           "--no-letters", "on a long leave")  # fmt: skip


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_they_are_said_when_somebody_is_added_and_shown(program: Program, role: str) -> None:
    number = (program.mentor if role == "mentor" else program.mentee)(1, *OPTIONS)
    shown = program(role, "show", str(number), "-f", "json").json[role]
    assert {key: shown[key] for key in SAID} == SAID
    screen = program(role, "show", str(number)).out
    for text in ("12 Elm Street", "Bea", "May 4", "V-1234", "Fictional Library", "long leave"):
        assert text in screen
    assert "12 Elm" not in program(role, "list", "-f", "csv").screen


def test_each_is_changed_alone_and_taken_back(program: Program) -> None:
    program.mentor(1, *OPTIONS)
    assert program("mentor", "edit", "1", "--letters", "--dear", "").code == 0
    shown = program("mentor", "show", "1", "-f", "json").json["mentor"]
    assert {k: shown[k] for k in SAID} == SAID | {
        "dear": None, "letters": True, "no_letters_reason": None,
    }  # fmt: skip
    assert program("undo", "--yes").code == 0
    shown = program("mentor", "show", "1", "-f", "json").json["mentor"]
    assert {key: shown[key] for key in SAID} == SAID


@pytest.mark.parametrize(
    ("words", "reason"),
    [(["--no-letters"], ""), (["--no-letters", "--capacity", "2"], ""), (["--no-letters=x"], "x"),
     (["--no-letters", "moved"], "moved")],
)  # fmt: skip
def test_the_reason_for_no_letters_may_be_left_out(
    program: Program, words: list[str], reason: str
) -> None:
    program.mentor(1)
    shown = program("mentor", "edit", "1", *words, "-f", "json").json["mentor"]
    assert (shown["letters"], shown["no_letters_reason"] or "") == (False, reason)


def test_letters_and_none_exclude_each_other_and_a_w9_is_not_of_tomorrow(program: Program) -> None:
    program.mentor(1)
    assert program("mentor", "edit", "1", "--letters", "--no-letters").code == 2
    assert program("mentor", "edit", "1", "--w9", "2026-11-24").code == 5
    assert program("mentor", "edit", "1", "--address", "x" * 201).code == 2


def test_they_stand_in_a_file_apart_when_records_are_handed_out(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1, *OPTIONS, "--phone", "715-555-0142")
    folder = tmp_path / "request"
    assert program("records", "--save", str(folder)).code == 0
    with (folder / "contacts.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["address"], row["phone"]) == (SAID["address"], "715-555-0142")
    others = [p for p in folder.glob("*.csv") if p.name not in ("contacts.csv", "notes.csv")]
    assert len(others) > 9
    for path in others:
        for text in ("12 Elm", "715-555-0142", "V-1234", "long leave"):
            assert text not in path.read_text(encoding="utf-8"), path.name


def test_nothing_of_them_is_left_of_who_is_forgotten(program: Program) -> None:
    program.mentor(1, *OPTIONS, "--phone", "715-555-0142")
    program("mentor", "edit", "1", "--address", "34 Oak Street, Merrill")
    assert program("forget", "1", "--yes").code == 0
    raw = program.path.read_bytes().decode("utf-8", errors="ignore")
    for text in ("12 Elm", "34 Oak", "Bea", "2026-05-04", "V-1234", "Fictional Lib", "long leave"):
        assert text not in raw, text
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["letters"] is False


def test_somebody_elses_papers_do_not_name_them_either(program: Program) -> None:
    program("mentor", "add", "Beatrix Fictional", "--email", "b@example.org", "--years", "9")
    program.mentee(1, "--no-letters", "ask Beatrix Fictional (b@example.org) first")
    assert program("forget", "1", "--yes").code == 0
    shown = program("mentee", "show", "2", "-f", "json").json["mentee"]
    assert shown["no_letters_reason"] == "ask Forgotten 1 ((forgotten)) first"
    assert "Beatrix" not in program.path.read_bytes().decode("utf-8", errors="ignore")


def test_what_forget_erases_is_named_before_and_after(program: Program) -> None:
    """The greeting, the payee, the vendor number and the W-9 were erased without a word."""
    number = program.mentor(1, *OPTIONS, "--phone", "715-555-0199", "--interest", "chess")
    papers = [field.stored_as for field in (*FACTS, *PAPERS) if not field.note]
    columns = ("email", *papers)

    def kept() -> dict[str, object]:
        with sqlite3.connect(program.path) as connection:
            row = connection.execute(f"SELECT {', '.join(columns)} FROM person WHERE id = {number}")
            return dict(zip(columns, row.fetchone(), strict=True))

    fields = {f.stored_as: f for f in MENTORS.fields}
    before = kept()
    asked = " ".join(program("forget", str(number), "--dry-run").screen.split())
    said = " ".join(program("forget", str(number), "--yes").screen.split())
    gone = [name for name, value in kept().items() if value != before[name] and before[name]]
    assert {"dear", "payable_to", "vendor", "w9_on", "phone", "address", "email"} <= set(gone)
    for text in (asked, said):
        assert [n for n in gone if not fields[n].erased or fields[n].erased not in text] == []
        assert "interests" in text
