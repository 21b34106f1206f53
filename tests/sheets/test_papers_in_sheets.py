"""How people are written to and paid comes in by sheets and goes out by them."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.factories import Program

NEW = "email,name,years"
ROW = "one@example.org,Mentor One,9"
SAID = ("address", "dear", "letters", "no_letters_reason", "w9_on", "vendor", "payable_to")


@pytest.fixture
def sheet(tmp_path: Path) -> Any:
    def write(text: str) -> str:
        file = tmp_path / "sheet.csv"
        file.write_text(text)
        return str(file)

    return write


def _papers(program: Program, role: str = "mentor") -> tuple[Any, ...]:
    shown = program(role, "show", "1", "-f", "json").json[role]
    return tuple(shown[name] for name in SAID)


HEADERS = "Mailing address,How letters greet them,Letters,W-9,Vendor number,Make checks payable to"


def test_a_form_brings_them_in_and_the_same_again_changes_nothing(
    program: Program, sheet: Any
) -> None:
    file = sheet(
        f'{NEW},{HEADERS}\n{ROW},"12 Elm Street,\nWausau, WI",Bea,No: on leave,5/4/2026,007,A B\n'
    )
    assert program("import", "mentors", file, "-f", "json").json["added"] == 1
    wanted = ("12 Elm Street, Wausau, WI", "Bea", False, "on leave", "2026-05-04", "007", "A B")
    assert _papers(program) == wanted
    again = program("import", "mentors", file, "-f", "json").json
    assert (again["changed"], again["unchanged"]) == (0, 1)


def test_a_blank_cell_leaves_them_as_they_are_and_letters_may_begin_again(
    program: Program, sheet: Any
) -> None:
    program.mentee(1, "--address", "12 Elm Street", "--w9", "2026-05-04", "--no-letters", "away")
    row = "mentee1@example.org,,,{},,,"
    header = "email,address,dear,letters,w9_on,vendor,payable_to"
    answer = program("import", "mentees", sheet(f"{header}\n{row.format('')}\n"), "-f", "json")
    assert answer.json["unchanged"] == 1
    assert _papers(program, "mentee")[:5] == ("12 Elm Street", None, False, "away", "2026-05-04")
    answer = program("import", "mentees", sheet(f"{header}\n{row.format('yes')}\n"), "--yes")
    assert "letters no: away -> yes" in answer.out + answer.err
    assert _papers(program, "mentee")[2:5] == (True, None, "2026-05-04")


def test_what_was_corrected_here_stays(program: Program, sheet: Any) -> None:
    text = f"{NEW},letters,vendor,dear\n{ROW},no,7,{{}}\n"
    assert program("import", "mentors", sheet(text.format("Bea")), "--yes").code == 0
    program("mentor", "edit", "1", "--letters", "--vendor", "8")
    answer = program("import", "mentors", sheet(text.format("Beatrix")), "--yes")
    assert "letters: kept your yes, the sheet still says no." in answer.err + answer.out
    assert "vendor: kept your 8, the sheet still says 7." in answer.err + answer.out
    assert _papers(program)[1:6] == ("Beatrix", True, None, None, "8")


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("W-9", "123-45-6789", "is not a date"),
        ("W-9", "123456789", "is not a date"),
        ("W-9", "46146", "format the column as a date"),
        ("W-9", "yes", "is not a date"),
        ("W-9", "2026-11-24", "2026-11-24 is in the future."),
        ("letters", "yes: on leave", "is not clear"),
        ("letters", "maybe", "neither yes nor no"),
        ("address", "x" * 201, "201 characters"),
        ("vendor", "#N/A", "spreadsheet error"),
    ],
)
def test_a_cell_that_cannot_be_is_an_error_of_its_row_and_is_not_kept(
    program: Program, sheet: Any, column: str, cell: str, said: str
) -> None:
    before = program.path.read_bytes()
    answer = program("import", "mentors", sheet(f"{NEW},{column}\n{ROW},{cell}\n"), "-f", "json",
                     "--yes")  # fmt: skip
    assert answer.code == 6
    (problem,) = json.loads(answer.out)["errors"]
    assert problem["line"] == 2 and said in problem["message"]
    assert problem["field"] == {"W-9": "w9_on"}.get(column, column)
    assert program.path.read_bytes() == before


def test_the_reason_for_no_letters_stays_at_home_where_notes_do(program: Program) -> None:
    program.mentor(1, "--no-letters", "on a long leave", "--vendor", "V-1")
    (row,) = csv.DictReader(io.StringIO(program("export", "mentors", "--no-notes").out))
    assert "letters" not in row and row["vendor"] == "V-1"
    (row,) = csv.DictReader(io.StringIO(program("export", "mentors").out))
    assert row["letters"] == "no: on a long leave"


def test_a_w9_is_a_date_for_a_spreadsheet_and_a_vendor_number_a_text(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1, "--w9", "2026-05-04", "--vendor", "007")
    book = tmp_path / "mentors.xlsx"
    assert program("export", "mentors", str(book)).code == 0
    header, row = openpyxl.load_workbook(book)["mentors"].iter_rows()
    cells = dict(zip((c.value for c in header), row, strict=True))
    assert cells["w9_on"].is_date and cells["vendor"].value == "007"


def test_what_a_sheet_said_of_them_is_forgotten_too(program: Program, sheet: Any) -> None:
    file = sheet(
        f"{NEW},{HEADERS}\n{ROW},34 Oak Street,Trixie,no: long leave,5/4/2026,V-1234,Acme Fictional\n"
    )
    assert program("import", "mentors", file, "--yes").code == 0
    assert program("forget", "1", "--yes").code == 0
    raw = program.path.read_bytes().decode("utf-8", errors="ignore")
    for text in ("34 Oak", "Trixie", "long leave", "2026-05-04", "V-1234", "Acme Fictional"):
        assert text not in raw, text
    (row,) = csv.DictReader(io.StringIO(program("export", "mentors").out))
    assert (row["address"], row["w9_on"], row["vendor"], row["letters"]) == ("", "", "", "no")


def test_records_have_them_in_the_file_apart_only(program: Program, tmp_path: Path) -> None:
    program.mentor(1, "--w9", "2026-05-04", "--no-letters", "on a long leave")
    assert program("records", "--save", str(tmp_path / "request")).code == 0
    header = (tmp_path / "request" / "mentors.csv").read_text().partition("\n")[0].split(",")
    wanted = {"phone", "address", "dear", "letters", "w9_on", "vendor", "payable_to"}
    assert not wanted & set(header) and "email" in header


def test_the_history_calls_them_what_the_screen_of_a_person_does(program: Program) -> None:
    program.mentor(1, "--vendor", "V-1")
    program("mentor", "edit", "1", "--no-letters")
    assert "letters yes -> no" in program("history", "3").out
    program("mentor", "edit", "1", "--no-letters", "on leave", "--w9", "2026-05-04",
            "--payable-to", "Fictional Library")  # fmt: skip
    told = " ".join(program("history", "4").out.split())
    for text in ("letters no -> no: on leave", "W-9 on file since: May 4 (was empty)",
                 "checks payable to: Fictional Library (was empty)"):  # fmt: skip
        assert text in told
    assert "vendor number V-1" in " ".join(program("history", "2").out.split())
