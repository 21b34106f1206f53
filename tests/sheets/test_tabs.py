"""Which sheet of a workbook is read: named, by likeness, the only one, or none without asking."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.sheets.books import GOOD, book, cells, sheet

MENTEES = "email,name,library,years\nmentee@example.org,Mentee Only,Thorp,1\n"


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Any:
    def call(kind: str, tabs: dict[str, str], *more: str, code: int = 0) -> tuple[Any, str]:
        file = tmp_path / "book.xlsx"
        file.write_bytes(book(*(sheet(cells(text)) for text in tabs.values()), names=tabs))
        answer = program("import", kind, str(file), "-f", "json", *more)
        assert answer.code == code, answer.err or answer.out
        return (json.loads(answer.out) if answer.out else {}), answer.err

    return call


@pytest.mark.parametrize(
    ("mentors", "mentees"),
    [
        ("Mentor", "Mentee"),
        ("Mentors 2026", "Mentees 2026"),
        ("list of mentors", "mentee list"),
        ("MENTORS (Responses)", "Mentes"),
        ("mentor_signup", "mentee_signup"),
        ("Notes", "Mentees"),
        ("Mentors and mentees", "mentees"),
        ("Mentor meetings", "Our mentees"),
    ],
)
def test_the_tab_whose_name_fits_is_read_and_named(bring: Any, mentors: str, mentees: str) -> None:
    found, err = bring("mentees", {mentors: GOOD, mentees: MENTEES})
    assert found["added"] == 1
    assert f"Read the sheet '{mentees}' of book.xlsx." in err


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_tabs_decides_nothing(program: Program, bring: Any, order: int) -> None:
    tabs = dict([("Mentors 2026", GOOD), ("Mentees 2026", MENTEES)][::order])
    bring("mentees", tabs)
    assert program("mentee", "list", "-f", "json").json["mentees"][0]["name"] == "Mentee Only"


@pytest.mark.parametrize("name", ["Sheet1", "Form Responses 1", "Mentor"])
def test_the_only_tab_is_read_whatever_its_name(bring: Any, name: str) -> None:
    found, err = bring("mentees", {name: MENTEES})
    assert found["added"] == 1 and f"{name!r}" in err


@pytest.mark.parametrize(
    "names",
    [
        ("Sheet1", "Sheet2"),
        ("Mentees 2025", "Mentees 2026"),
        ("Mentors", "Meetings"),
        ("mentor mentee", "mentee & mentor"),
    ],
)
def test_a_tab_is_never_guessed(program: Program, bring: Any, names: tuple[str, str]) -> None:
    tabs = dict(zip((name.replace("&", "and") for name in names), (MENTEES, GOOD), strict=True))
    _, err = bring("mentees", tabs, code=6)
    assert all(repr(name) in err for name in tabs) and "--sheet " in err
    assert program("mentee", "list", "-f", "json").json["mentees"] == []
    found, err = bring("mentees", tabs, "--sheet", next(iter(tabs)).upper())
    assert found["added"] == 1


def test_a_tab_that_is_not_there_is_an_error_that_lists_what_is(bring: Any) -> None:
    _, err = bring("mentees", {"Mentees": MENTEES, "Old": GOOD}, "--sheet", "Mentes", code=6)
    assert "no sheet 'Mentes'" in err and "'Mentees' and 'Old'" in err


def test_a_csv_has_no_sheets(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(GOOD)
    answer = program("import", "mentors", str(file), "--sheet", "Mentors")
    assert answer.code == 2 and "not a workbook" in answer.err
