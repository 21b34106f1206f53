"""What a cell or a tab says that is not what it seems: errors, hidden tabs, formulas in disguise."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import Program
from tests.sheets.books import GOOD, book, cells, sheet
from wvls_mentor.sheets import grids
from wvls_mentor.text import guarded, unguarded

OTHER = GOOD.replace("one@", "hidden@").replace("One", "Hidden")


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_tab_is_not_read_in_place_of_the_visible_one(tmp_path: Path, state: str) -> None:
    file = tmp_path / "two.xlsx"
    file.write_bytes(book(sheet(cells(OTHER)), sheet(cells(GOOD)), states=[state, "visible"]))
    assert grids.load(file).rows[0][1][0] == "one@example.org"


def test_of_two_tabs_that_fit_the_visible_one_is_read(tmp_path: Path) -> None:
    file = tmp_path / "two.xlsx"
    pages = [sheet(cells(OTHER)), sheet(cells(GOOD))]
    file.write_bytes(book(*pages, states=["hidden", "visible"], names=["mentors", "Mentors"]))
    assert grids.load(file, "mentors").rows[0][1][0] == "one@example.org"


def test_a_hidden_tab_that_is_named_is_read_and_said(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "two.xlsx"
    pages = [sheet(cells(OTHER)), sheet(cells(GOOD))]
    file.write_bytes(book(*pages, states=["visible", "hidden"], names=["Notes", "Mentors"]))
    answer = program("import", "mentors", str(file), "-f", "json")
    assert answer.json["added"] == 1 and "'Mentors' is hidden" in answer.err
    assert program("mentor", "show", "one@example.org").code == 0


ERRORS = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"]


@pytest.mark.parametrize("error", ERRORS)
def test_the_error_of_a_formula_is_no_name(program: Program, tmp_path: Path, error: str) -> None:
    for name, raw in (
        ("a.csv", GOOD.replace("Mentor One", error).encode()),
        ("a.xlsx", book(sheet(cells(GOOD).replace(
            '<c t="inlineStr"><is><t>Mentor One</t></is></c>',
            f'<c t="e"><f>VLOOKUP(A2,B1:C2,2)</f><v>{error}</v></c>')))),
    ):  # fmt: skip
        file = tmp_path / name
        file.write_bytes(raw)
        answer = program("import", "mentors", str(file), "--yes", "-f", "json")
        assert answer.code == 6, answer.out
        assert '"field": "name"' in answer.out and '"line": 2' in answer.out
        where = "Cell B2" if name == "a.xlsx" else "Line 2, column B"
        assert f"{where} holds the spreadsheet error {error}." in answer.out


def test_every_error_of_a_row_is_told_and_what_is_wrong_beside_it(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "email,name,years,first helper\n#REF!,#N/A,x,#N/A\none@example.org,One,9,#N/A\n"
    )
    answer = program("import", "mentors", str(file), "--map", "first helper=", "-f", "json")
    assert answer.code == 6
    assert answer.out.count("spreadsheet error") == 2 and "'x' is not a number" in answer.out
    assert '"line": 3' not in answer.out


def test_a_note_that_only_looks_like_an_error_makes_the_round_trip(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1, "--note", "#N/A")
    for name in ("a.csv", "a.xlsx"):
        assert program("export", "mentors", str(tmp_path / name)).code == 0
        found = program("import", "mentors", str(tmp_path / name), "-f", "json").json
        assert (found["changed"], found["unchanged"]) == (0, 1)


# What a spreadsheet, or one in another language, takes for the start of a formula.
STARTERS = "=+-@＝＋－＠﹦﹢﹣﹫−"
UNSEEN = [
    "",
    "\t",
    "\r",
    "\n",
    "\u200b",
    "\ufeff",
    "\u00a0",
    " ",
    "\u2060",
    "\u00ad",
    "\u034f",
    "\u3164",
    "\x00\x1b",
]


@pytest.mark.parametrize("start", STARTERS)
@pytest.mark.parametrize("before", UNSEEN, ids=ascii)
def test_no_start_of_a_formula_goes_out_as_it_is(start: str, before: str) -> None:
    text = f"{before}{start}cmd|' /C calc'!A0"
    assert guarded(text) == "'" + text
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="'=＝+-@\u200b\t #N/Aab", max_size=8) | st.text(max_size=8))
def test_a_guard_is_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["Ann", "Zoé", "陳", "715-555-0100", "", "1", "ü=1", "(a)", "—"])
def test_plain_text_is_not_guarded(text: str) -> None:
    assert guarded(text) == text


@pytest.mark.parametrize("name", ["＝1+1", "\u200b=1+1", "－2", "＠SUM(A1)", "'＝x", "\ufeff=x"])
def test_a_disguised_formula_is_guarded_and_comes_back(
    program: Program, tmp_path: Path, name: str
) -> None:
    program(
        "mentor", "add", name, "--email", "a@example.org", "--years", "5", "--library", "Wausau"
    )
    kept = program("mentor", "list", "-f", "json").json["mentors"][0]["name"]
    file = tmp_path / "a.csv"
    assert program("export", "mentors", str(file)).code == 0
    row = next(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert row["name"] == f"'{kept}"
    found = program("import", "mentors", str(file), "-f", "json").json
    assert (found["changed"], found["unchanged"]) == (0, 1)
    workbook = tmp_path / "a.xlsx"
    assert program("export", "mentors", str(workbook)).code == 0
    assert openpyxl.load_workbook(workbook)["mentors"]["A2"].value == f"'{kept}"
    found = program("import", "mentors", str(workbook), "-f", "json").json
    assert (found["changed"], found["unchanged"]) == (0, 1)


STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
    '<xf numFmtId="164"/><xf numFmtId="46"/><xf numFmtId="20"/><xf numFmtId="2"/></cellXfs></styleSheet>'
)
VALUES = {
    '<c t="s"><v>0</v></c>': "Ann Lee",
    '<c t="str"><f>A1</f><v></v></c>': "",
    '<c t="b"><v>1</v></c>': "yes",
    "<c><v>9</v></c>": "9",
    "<c><v>2.50</v></c>": "2.5",
    "<c><v>1E3</v></c>": "1000",
    '<c s="1"><v>46349</v></c>': "2026-11-23",
    '<c s="1"><v>46349.5</v></c>': "2026-11-23 12:00:00",
    '<c s="2"><v>1.2708333333333333</v></c>': "30:30",
    '<c s="3"><v>0.27083333333333331</v></c>': "6:30",
    '<c s="1"><v>99999999</v></c>': "#VALUE!",
    '<c t="d"><v>2026-11-23</v></c>': "2026-11-23",
    '<c t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r><rPh><t>no</t></rPh></is></c>': "a b",
    '<c r="N2"><v>1</v></c>': "1",
}


def test_every_kind_of_cell_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    header = "".join(f"<c><v>{n}</v></c>" for n in range(len(VALUES)))
    strings = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>Ann</t></r><r><t> Lee</t></r><rPh><t>no</t></rPh></si></sst>"
    )
    rows = f"<row>{header}</row><row>{''.join(VALUES)}</row>"
    file.write_bytes(book(sheet(rows), strings=strings, styles=STYLES))
    assert grids.load(file).rows == ((2, tuple(VALUES.values())),)
