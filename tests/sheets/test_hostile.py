"""Files that mean harm, or came to some: one sentence, exit code 6, nothing written."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.factories import Program
from wvls_mentor.sheets import grids

ROW = "one@example.org,Mentor One,9"
HEADER = "email,name,years"


def _book(rows: list[list[Any]], **more: Any) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = more.get("title", "Answers")
    for row in rows:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _repacked(book: bytes, name: str, content: bytes) -> bytes:
    """The same workbook with one part replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


GOOD = _book([["email", "name", "years"], ["one@example.org", "Mentor One", 9]])
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>'
    b"</worksheet>"
)
HOSTILE = {
    "a million characters in a cell": f"{HEADER}\n{'x' * 1_000_000},a,9\n".encode(),
    "ten thousand columns": (",".join(f"c{n}" for n in range(10_000)) + "\n").encode(),
    "ten thousand cells in a row": f"{HEADER}\n{',x' * 10_000}\n".encode(),
    "NUL": f"{HEADER}\none\x00@example.org,a,9\n".encode(),
    "a header twice": f"email,email,name,years\n{ROW}\n".encode(),
    "a header twice by another name": f"email,E-mail address,name\n{ROW}\n".encode(),
    "an open quote": f'{HEADER}\n"{ROW}\n'.encode(),
    "nothing": b"",
    "blank lines alone": b"\n , ,\n;;\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "a torn workbook": GOOD[: len(GOOD) // 2],
    "a zip that is no workbook": _repacked(GOOD, "[Content_Types].xml", b"<x/>"),
    "a workbook of torn parts": _repacked(GOOD, SHEET, b"<worksheet><sheetData><row>"),
    "entities in entities": _repacked(GOOD, SHEET, LAUGHS),
    "a formula without a value": _book([["email", "name", "years"], ["a@example.org", "=1+1", 9]]),
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_a_sentence(
    program: Program, tmp_path: Path, raw: bytes
) -> None:
    sheet = tmp_path / "sheet"
    sheet.write_bytes(raw)
    before = program.path.read_bytes()
    answer = program("import", "mentors", str(sheet), "--yes")
    assert answer.code == 6, answer.out + answer.err
    assert len(answer.out + answer.err) < 3_000
    assert program.path.read_bytes() == before


def test_a_zip_bomb_is_not_unpacked(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(sheet, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for number in range(3):
            packed.writestr(f"xl/worksheets/sheet{number}.xml", bytes(80_000_000))
    assert sheet.stat().st_size < 2_000_000
    answer = program("import", "mentors", str(sheet))
    assert answer.code == 6 and "200 MB" in answer.err


def test_a_cell_at_the_far_end_of_a_workbook_costs_nothing(
    program: Program, tmp_path: Path
) -> None:
    far = _book([["email", "name", "years"], ["one@example.org", "Mentor One", 9]])
    with zipfile.ZipFile(io.BytesIO(far)) as packed:
        text = packed.read(SHEET)
    assert b'ref="A1:C2"' in text
    sheet = tmp_path / "far.xlsx"
    sheet.write_bytes(_repacked(far, SHEET, text.replace(b'"A1:C2"', b'"A1:XFD1048576"')))
    assert program("import", "mentors", str(sheet), "-f", "json").json["added"] == 1


def test_what_changes_the_file_while_it_is_read_changes_nothing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"{HEADER}\n{ROW}\n")
    load = grids.load

    def and_then_it_changes(path: Path, kind: str = "", sheet: str = "") -> grids.Grid:
        grid = load(path, kind, sheet)
        path.write_text("rubbish\x00")
        return grid

    monkeypatch.setattr(grids, "load", and_then_it_changes)
    assert program("import", "mentors", str(sheet), "-f", "json").json["added"] == 1


def test_cells_that_would_run_go_in_as_text_and_come_out_harmless(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f'{HEADER},note\n{ROW},"=HYPERLINK(""http://example.org"")"\n')
    program("import", "mentors", str(sheet), "--yes")
    assert "'=HYPERLINK" in program("export", "mentors").out
    book = tmp_path / "book.xlsx"
    program("export", "mentors", str(book))
    page = openpyxl.load_workbook(book)["mentors"]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert program("import", "mentors", str(book), "-f", "json").json["changed"] == 0


@pytest.mark.parametrize(
    "raw",
    [
        b"sep=;\nemail;name;years\none@example.org;One, the first;9\n",
        "email\tname\tyears\none@example.org\tOne, the first\t9\n".encode("utf-16"),
        '"email";"name, in full=name";years\none@example.org;x;9\n'.replace("name, in full=", "").encode(),
        b"\n\nemail,name,years,,\none@example.org,One,9,,,,,\n",
    ],
)  # fmt: skip
def test_separators_marks_and_blank_edges(program: Program, tmp_path: Path, raw: bytes) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(raw)
    answer = program("import", "mentors", str(sheet), "-f", "json")
    assert answer.json["added"] == 1


def test_a_workbook_speaks_in_dates_numbers_and_formulas_with_values(
    program: Program, tmp_path: Path
) -> None:
    from datetime import datetime, time

    program.pair(1, on="2026-06-01")
    rows: list[list[Any]] = [
        ["Timestamp", "email", "on", "method", "hours", "at", "miles"],
        [datetime(2026, 6, 21, 9, 5), "mentor1@example.org", datetime(2026, 6, 20), "in-person",
         time(6, 30), "mentee-library", 88.5],
    ]  # fmt: skip
    sheet = tmp_path / "visits.xlsx"
    sheet.write_bytes(_book(rows))
    assert program("import", "meetings", str(sheet), "-f", "json").json["added"] == 1
    visit = program("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"][0]
    assert (visit["hours"], visit["travel"][0]["miles"]) == (6.5, 88.5)


SURVEY = (
    "STABR,FSCSKEY,LIBID,LIBNAME,CITY,CNTY,POPU_LSA,LONGITUD,LATITUDE\n"
    "GA,GA0001,GA0001,ST. MARY'S MCGREGOR LIBRARY OF THE U.S.,JASPER,MCDUFFIE,-3,-84.4,34.46\n"
    "AL,AL0002,AL0002,JASPER PUBLIC LIBRARY,JASPER,O'BRIEN,120,-87.2,33.8\n"
    "GA,GA0003,GA0003,JASPER PUBLIC LIBRARY,JASPER,M,-9,-84.4,34.4\n"
    "WI,WI0014,WI0014,ANTIGO PUBLIC LIBRARY,ANTIGO,LANGLADE,-1,-89.15,45.14\n"
)


def test_the_survey_goes_in_as_published(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "survey.csv"
    sheet.write_text(SURVEY, encoding="utf-8-sig")
    antigo = program("library", "show", "Antigo", "-f", "json").json["library"]
    sheet.write_text(SURVEY.replace("WI0014", antigo["fscskey"]), encoding="utf-8-sig")
    found = program("import", "libraries", str(sheet), "--yes", "-f", "json").json
    assert (found["added"], found["warnings"]) == (3, [])
    everything = program("library", "list", "-f", "json").json["libraries"]
    libraries = {lib["fscskey"]: lib for lib in everything}
    first = libraries["GA0001"]
    assert first["name"] == "St. Mary's McGregor Library of the U.S."
    assert (first["population"], first["county"], first["member"]) == (None, "McDuffie", False)
    assert libraries["AL0002"]["county"] == "O'Brien"
    assert (libraries["AL0002"]["city"], libraries["GA0003"]["city"]) == ("Jasper", "Jasper, GA")
    assert (libraries["GA0003"]["county"], libraries["GA0003"]["population"]) == (None, None)
    now = libraries[antigo["fscskey"]]
    assert (now["name"], now["population"]) == (antigo["name"], antigo["population"])
    again = program("import", "libraries", str(sheet), "-f", "json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 4)


def test_a_sheet_that_is_wrong_in_every_row_is_told_in_two_hundred(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f"{HEADER}\n" + "nobody,x,9\n" * 300)
    answer = program("import", "mentors", str(sheet))
    assert answer.code == 6 and "300 rows" in answer.err and "and 100 more: -f json" in answer.out
