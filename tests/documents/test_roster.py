"""Who is in the program, to print: everybody who is, ways to reach them, nobody's home."""

import csv
import io
import sqlite3
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.documents.test_drafts import HOSTILE
from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    program = copy_of(busy)
    program.mentee(7, "--phone", "715-555-0307", library="Crandon")
    program("mentor", "edit", "1", "--address", "12 Elm Street", "--capacity", "2")
    return program


def test_it_has_the_active_pairs_who_waits_and_who_is_free(year: Program) -> None:
    found = year("roster", "-f", "json").json
    assert [p["pair_id"] for p in found["pairs"]] == [1, 2, 3, 5]  # by the mentor's name
    assert found["pairs"][0] == {
        "pair_id": 1, "ends_on": "2027-11-02",
        "mentor_id": 1, "mentor": "Mentor 1", "mentor_library": "Marathon County Public Library",
        "mentor_town": "Wausau", "mentor_phone": "715-555-0201",
        "mentor_email": "mentor1@example.org",
        "mentee_id": 2, "mentee": "Mentee 1", "mentee_library": "Thorp Public Library",
        "mentee_town": "Thorp", "mentee_phone": "715-555-0301",
        "mentee_email": "mentee1@example.org",
    }  # fmt: skip
    assert [p["name"] for p in found["waiting"]] == ["Mentee 6", "Mentee 7"]
    assert [p["name"] for p in found["free_mentors"]] == ["Mentor 1", "Mentor 4", "Mentor 6"]
    rows = list(csv.DictReader(io.StringIO(year("roster", "-f", "csv").out)))
    assert [row["mentee_phone"] for row in rows][:2] == ["715-555-0301", "715-555-0302"]
    assert len(year("roster", "--as-of", "2026-02-15", "-f", "json").json["pairs"]) == 3


def test_screen_and_paper_have_the_same_names_and_towns(year: Program, tmp_path: Path) -> None:
    page = tmp_path / "roster.html"
    year("roster", "--save", str(page))
    paper, screen = page.read_text(encoding="utf-8"), year("roster").out
    for text in (paper, screen):
        assert "Waiting for a mentor" in text and "Free mentors" in text
    free = " ".join(screen.partition("Free mentors")[2].split())
    assert "Memorial" in free and "Medford" in free and "Wausau" in free


def test_it_says_nobodys_home_note_or_standing(year: Program, tmp_path: Path) -> None:
    page = tmp_path / "roster.html"
    texts = [year("roster").out, year("roster", "-f", "json").out, year("roster", "-f", "csv").out]
    assert year("roster", "--save", str(page)).code == 0
    for text in (*texts, page.read_text(encoding="utf-8")):
        for word in ("12 Elm", "remark", "timid", "late", "overdue", "stand each"):
            assert word not in text, word


def test_the_public_one_names_people_and_towns_alone(year: Program, tmp_path: Path) -> None:
    page = tmp_path / "pairs.html"
    year("roster", "--public", "--save", str(page))
    said = [year("roster", "--public", *more).out for more in ((), ("-f", "json"), ("-f", "csv"))]
    assert "Mentor 1 (Wausau) and Mentee 1 (Thorp)" in said[0]
    for text in (*said, page.read_text(encoding="utf-8")):
        assert "@example" not in text and "715-" not in text and "Public Library" not in text
        assert "Mentee 7" not in text, "who waits is nobody's business"


def test_an_empty_program_says_so(program: Program, tmp_path: Path) -> None:
    assert "There are no pairs now." in program("roster").out
    page = tmp_path / "roster.html"
    assert program("roster", "--save", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    assert "There are no pairs now." in text and "Nobody is waiting." in text
    assert "Mentoring program" in text and "None" not in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_page(paired: Program, tmp_path: Path, name: str) -> None:
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET name = ?, phone = ? WHERE id = 1", (name, name[:60]))
    connection.commit()
    connection.close()
    page = tmp_path / "roster.html"
    for public in ([], ["--public"]):
        done = paired("roster", "--save", str(page), "--yes", *public)
        assert done.code == 0, done.err
        found = _Tags()
        found.feed(page.read_text(encoding="utf-8"))
        assert found.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p",
                              "table", "tr", "th", "td", "span", "br", "ul", "li"}  # fmt: skip
        assert "\u202e" not in found.text and "\x1b" not in found.text
        letters = "".join(c for c in name if c.isascii() and c.isalnum())
        assert letters in "".join(c for c in found.text if c.isascii() and c.isalnum())


def test_a_page_that_is_there_is_asked_about(paired: Program, tmp_path: Path) -> None:
    page = tmp_path / "roster.html"
    page.write_text("mine")
    refused = paired("roster", "--save", str(page))
    assert refused.code == 5 and "is there already" in refused.err and page.read_text() == "mine"
    assert paired("roster", "--save", str(page), "--yes").code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert page.stat().st_mode & 0o077 == 0
    assert paired("roster", "--save", str(tmp_path / "roster.txt")).code == 2
    assert paired("roster", "--save", str(tmp_path / "no" / "roster.html")).code == 6


def test_whoever_waits_or_is_free_is_one_row_of_a_table(year: Program, tmp_path: Path) -> None:
    """Four lines a mentor put the last of them alone on a second page."""
    page = tmp_path / "roster.html"
    year("roster", "--save", str(page))
    text = page.read_text(encoding="utf-8")
    for head in ("Waiting for a mentor", "Free mentors"):
        part = text.partition(f"<h2>{head}</h2>")[2].partition("<h2>")[0]
        assert "<th>Library</th><th>Phone</th><th>E-mail</th>" in part and "<br>" not in part
        rows = part.split("<tr>")[2:]
        assert rows and all(row.count("<td") == 4 for row in rows), part
