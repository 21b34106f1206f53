"""A claim on paper: what an office asks is on it, its amounts are the JSON's, no name breaks it."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.documents.test_drafts import HOSTILE
from tests.factories import Program, Recipe
from tests.terminal import talk

CLAIM = ("stipends", "claim")


class _Page(HTMLParser):
    """The rows of each table, every text, every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[list[str]]] = {}
        self.tags: set[str] = set()
        self.text = ""
        self._table = ""
        self._in_style = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_style = tag == "style"
        if tag == "table":
            self._table = str(dict(attrs).get("id"))
            self.tables[self._table] = []
        elif tag == "tr":
            self.tables[self._table].append([])
        elif tag in ("td", "th"):
            self.tables[self._table][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._table = "" if tag == "table" else self._table
        self._in_cell = self._in_cell and tag not in ("td", "th")
        self._in_style = False
        self.text += " "

    def handle_data(self, data: str) -> None:
        if self._in_style:
            return
        self.text += data
        if self._in_cell:
            self.tables[self._table][-1][-1] += data

    def rows(self, table: str) -> list[list[str]]:
        """The rows below the header that begin with a day."""
        return [r for r in self.tables.get(table, []) if re.match(r"[A-Z][a-z]{2} \d", r[0])]

    def sums(self) -> dict[str, int]:
        """Every sum that is named, in cents."""
        rows = [r for table in self.tables.values() for r in table if r and r[-1].startswith("$")]
        return {r[0]: _cents(r[-1]) for r in rows if not re.match(r"[A-Z][a-z]{2} \d", r[0])}


def _cents(text: str) -> int:
    assert re.fullmatch(r"\$\d{1,3}(,\d{3})*\.\d\d", text), text
    return int(re.sub(r"\D", "", text))


def _page(program: Program, folder: Path, number: str = "C-2026-01") -> _Page:
    file = folder / f"claim-{len(list(folder.iterdir()))}.html"
    done = program(*CLAIM, number, "--yes", "--save", str(file))
    assert done.code == 0, done.err
    found = _Page()
    found.feed(file.read_text(encoding="utf-8"))
    return found


def _json(program: Program) -> dict[str, Any]:
    return program(*CLAIM, "C-2026-01", "-f", "json").json


def _year(program: Program) -> None:
    """Three visits, the first on a day of one digit, one of 880 miles; a route, expenses, papers."""
    program.pair(1, "2026-01-15")
    program("mentor", "edit", "1", "--address", "12 Elm Street, Wausau, WI 54401", "--w9",
            "2026-01-05", "--vendor", "V-100234", "--payable-to", "Marathon County")  # fmt: skip
    program.visit(1, "2026-09-03", "6.5", "--miles", "91.2", "--expense", "12.50:meal",
                  "--expense", "89:lodging")  # fmt: skip
    program.visit(1, "2026-10-14", "6", "--miles", "880", "--route", "by way of Duluth")
    program.visit(1, "2026-11-10", "7", "--expense", "4:meal", "--expense", "3.25:parking")
    for key, value in (("organization", "Example Library System"), ("coordinator_name", "Cora Dinator"),
                       ("program_name", "Example Mentoring")):  # fmt: skip
        assert program("policy", "set", key, value).code == 0
    assert program(*CLAIM, "Mentor 1", "--yes").code == 0


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_year)


def test_every_amount_on_paper_is_the_jsons(year: Program, tmp_path: Path) -> None:
    page, claim = _page(year, tmp_path), _json(year)
    lines = claim["lines"]
    travel = [x for x in lines if x["kind"] == "travel"]
    stipends = [x for x in lines if x["kind"] == "stipend"]
    assert [_cents(r[-1]) for r in page.rows("stipends")] == [x["amount_cents"] for x in stipends]
    driven = [x for x in travel if x["miles"]]
    assert [_cents(r[-1]) for r in page.rows("trips")] == [x["mileage_cents"] for x in driven]
    assert [float(r[3]) for r in page.rows("trips")] == [x["miles"] for x in driven]
    assert [r[4] for r in page.rows("trips")] == [f"${x['rate']:.2f}" for x in driven]
    spent = sorted((e["kind"], e["amount_cents"]) for x in travel for e in x["expenses"])
    assert sorted((r[1], _cents(r[-1])) for r in page.rows("expenses")) == spent
    sums = page.sums()
    assert sums["Meals"] == sum(cents for kind, cents in spent if kind == "meal") == 1650
    assert sums["Meals"] + sums["Other expenses"] == sum(x["expense_cents"] for x in travel)
    assert sums["Mileage"] == sum(x["mileage_cents"] for x in travel)
    assert sums["Travel"] == sum(x["amount_cents"] for x in travel)
    assert sums["Mileage"] + sums["Meals"] + sums["Other expenses"] == sums["Travel"]
    assert sums["Stipends"] == sum(x["amount_cents"] for x in stipends)
    assert sums["Stipends"] + sums["Travel"] == sums["Total"] == claim["total_cents"]
    assert (sums["Already paid"], sums["Due"]) == (0, claim["total_cents"])


def test_it_holds_what_an_office_asks_in_its_order(year: Program, tmp_path: Path) -> None:
    text = " ".join(_page(year, tmp_path).text.split())
    asked = (
        "Example Library System", "Example Mentoring", "Claim C-2026-01",
        "Sep 3, 2026 to Nov 23, 2026", "Date: Nov 23, 2026", "Claimant", "Mentor 1", "Payable to",
        "Marathon County", "Mailing address", "12 Elm Street", "on file since Jan 5, 2026",
        "Trips", "Sep 3, 2026", "Marathon County Public Library, Wausau to Thorp Public Library, RT",
        "visit, Mentee 1", "91.2", "by way of Duluth", "Expenses", "meal", "lodging", "Stipends",
        "visit 1 of 3", "coordinator", "visit 3 of 3", "Account", "Account", "Total",
        "Please check", "The trip on Sep 3, 2026 is 81 days old. The limit is 60.",
        "880 miles on Oct 14, 2026; the estimate there and back is", "I certify that",
        "Claimant: Mentor 1", "Date", "Coordinator: Cora Dinator", "Date", "Director", "Date",
        "Paid on", "Check number",
    )  # fmt: skip
    at = 0
    for words in asked:
        found = text.find(words, at)
        assert found >= 0, f"{words!r} is missing or out of its place"
        at = found
    assert "V-100234" in text and "Library Marathon County Public Library, Wausau" in text


def test_the_lines_of_a_claim_have_route_and_expenses(year: Program) -> None:
    lines = [x for x in _json(year)["lines"] if x["kind"] == "travel"]
    assert [x["route"] for x in lines] == [None, "by way of Duluth", None]
    assert lines[0]["expenses"] == [
        {"kind": "meal", "amount_cents": 1250}, {"kind": "lodging", "amount_cents": 8900},
    ]  # fmt: skip
    assert [x["expense_cents"] for x in lines] == [10150, 0, 725]


def test_on_the_terminal_every_amount_stands_below_the_other(year: Program) -> None:
    shown = year(*CLAIM, "C-2026-01").out
    paper = shown[shown.index("Claim C-2026-01\n") : shown.index("Please check")].splitlines()
    amounts = [line for line in paper if re.search(r"^\S.*\$[\d,]+\.\d\d$", line)]
    assert len(amounts) > 10 and {len(line) for line in amounts} == {80}
    days = [line for line in paper if re.match(r"[A-Z][a-z]{2} \d", line)]
    assert {line[12:14] for line in days} == {"  "} and {line[14] != " " for line in days} == {True}
    assert any(line.startswith("Sep 3, 2026   Marathon") for line in days)
    total = next(line for line in paper if line.startswith("TOTAL"))
    assert total.endswith(f"${_json(year)['total_cents'] / 100:,.2f}") and "," in total
    assert shown.index("880 miles on Oct 14, 2026") < shown.index("Next  wvls")
    assert year(*CLAIM, "C-2026-01").err == ""


def test_what_was_paid_and_what_is_due_is_on_it(year: Program, tmp_path: Path) -> None:
    assert year("stipends", "pay", "--claim", "C-2026-01", "--kind", "travel", "--reference", "1",
                "--yes").code == 0  # fmt: skip
    sums, claim = _page(year, tmp_path).sums(), _json(year)
    assert claim["state"] == "part paid"
    assert sums["Already paid"] == claim["paid_cents"] == sums["Travel"]
    assert sums["Due"] == sums["Total"] - sums["Already paid"] == sums["Stipends"]
    said = (
        f"check 1, Nov 23, 2026: ${claim['paid_cents'] / 100:,.2f} for travel of Sep 3, 2026, "
        "Oct 14, 2026 and Nov 10, 2026"
    )
    for text in (_page(year, tmp_path).text, year(*CLAIM, "C-2026-01").out):
        assert said in " ".join(text.split()) and "PAID" not in text
    assert year("stipends", "pay", "--reference", "ACH 2", "--yes").code == 0
    for text in (_page(year, tmp_path).text, year(*CLAIM, "C-2026-01").out):
        assert "PAID: check 1, Nov 23, 2026; ACH 2, Nov 23, 2026" in " ".join(text.split())
    assert year("stipends", "void", "--reference", "ACH 2", "--reason", "x", "--yes").code == 0
    assert "PAID" not in _page(year, tmp_path).text


def test_a_trip_that_waits_for_a_rate_stands_apart(program: Program, tmp_path: Path) -> None:
    program.pair(1, "2026-11-01")
    made = program(
        "log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--hours", "6",
        "--miles", "91", "--on", "2027-01-05", today="2027-01-10",
    )  # fmt: skip
    assert made.code == 0
    file = tmp_path / "claim.html"
    assert program(*CLAIM, "Mentor 1", "--yes", "--save", str(file), today="2027-01-10").code == 0
    page = _Page()
    page.feed(file.read_text(encoding="utf-8"))
    assert "Jan 5, 2027: 91 miles, visit, Mentee 1. No mileage rate for 2027 yet." in page.text
    assert page.rows("trips") == [] and page.sums()["Total"] == 12500


def test_what_is_on_a_claim_stays_as_it_was_claimed(year: Program) -> None:
    words = ("meeting", "claim", "2", "--traveler", "mentor", "--miles", "88")
    assert year(*words).code == 5
    assert year("policy", "rate", "mileage", "0.9", "--from", "2026-01-01", "--yes").code == 0
    assert [x["rate"] for x in _json(year)["lines"] if x["miles"]] == [0.76, 0.76]


def test_who_reported_a_visit_is_on_it(program: Program, tmp_path: Path) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-10-01")
    sheet = tmp_path / "form.csv"
    sheet.write_text("Timestamp,Email Address,When did you meet?,How did you meet?,hours\n" + "".join(
        f'11/20/2026 8:00:00,{who}1@example.org,{day},"In person at the mentee\'s library",6\n'
        for who, day in (("mentor", "2026-10-08"), ("mentee", "2026-10-15"), ("mentor", "2026-10-15"))
    ), "utf-8")  # fmt: skip
    assert program("import", "meetings", str(sheet), "--yes").code == 0
    assert program(*CLAIM, "1", "--yes").code == 0
    rows = _page(program, tmp_path).rows("stipends")
    assert [(r[2], r[3]) for r in rows] == [
        ("visit 1 of 3", "coordinator"), ("visit 2 of 3", "mentor"), ("visit 3 of 3", "both partners"),
    ]  # fmt: skip
    found = [x["reported_by"] for x in _json(program)["lines"]]
    assert found == ["coordinator", "mentor", "both"]
    assert "Mentee 1; 6 hours; visit 3 of 3; both partners" in program(*CLAIM, "C-2026-01").out


def test_a_mentee_whose_travel_is_paid_has_a_claim(program: Program, tmp_path: Path) -> None:
    program("policy", "set", "travel_for", "both", "--from", "2026-01-01")
    program.pair(1, "2026-02-01")
    words = "log-meeting 1 --method in-person --at mentor-library --hours 6 --miles 91"
    assert program(*words.split(), "--on", "2026-10-05").code == 0
    made = program(*CLAIM, "Mentee 1", "--yes", "-f", "json").json
    assert (made["total_cents"], len(made["lines"])) == (6916, 1)
    (trip,) = _page(program, tmp_path).rows("trips")
    assert trip[1:3] == [
        "Thorp Public Library to Marathon County Public Library, Wausau, RT", "visit, Mentor 1",
    ]  # fmt: skip
    pay = ("stipends", "pay", "--claim", "C-2026-01", "--reference", "7", "--yes")
    assert program(*pay).code == 0
    assert _json(program)["state"] == "paid"


@pytest.mark.parametrize("text", [*HOSTILE, "W" * 300, "2026-01-02 <b>'\"</b>"])
def test_no_name_address_route_or_note_breaks_the_page(
    year: Program, tmp_path: Path, text: str
) -> None:
    connection = sqlite3.connect(year.path)
    connection.execute(
        "UPDATE person SET name = ?1, address = ?1, vendor = ?1, payable_to = ?1", (text,)
    )
    connection.execute("UPDATE claim SET route = ?", (text,))
    for (number,) in connection.execute("SELECT id FROM library").fetchall():
        new = (f"{number} {text}", text, number)
        connection.execute("UPDATE library SET name = ?, city = ? WHERE id = ?", new)
    connection.execute("UPDATE setting SET value = ? WHERE key = 'organization'", (text[:200],))
    connection.commit()
    connection.close()
    page = _page(year, tmp_path)
    assert page.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "b",
                         "div", "dl", "dt", "dd", "table", "tr", "th", "td", "span", "ul", "li"}  # fmt: skip
    assert "\u202e" not in page.text and "\x1b" not in page.text
    letters = "".join(c for c in text if c.isascii() and c.isalnum())
    plain = "".join(c for c in page.text if c.isascii() and c.isalnum())
    assert plain.count(letters) >= 8
    assert page.sums()["Total"] == _json(year)["total_cents"]
    shown = year(*CLAIM, "C-2026-01")
    assert shown.code == 0 and "\x1b" not in shown.out and "\u202e" not in shown.out
    assert all(len(line) <= 80 for line in shown.out.splitlines())


def test_at_a_terminal_the_draft_is_shown_before_it_is_asked_about(
    program: Program, tmp_path: Path
) -> None:
    program.pair(1)
    program.mentor(12)
    program.visit(1, "2026-10-05", "6")
    code, said = talk(program.path, [*CLAIM, "Mentor"], ["1\n", "n\n"])
    said = " ".join(said.split())
    assert code == 5, said
    assert said.index("Draft claim: Mentor 1, $125.00, 1 visit.") < said.index(
        "Assign a claim number and save it? [y/N]"
    )
    assert "1 Mentor 1" in said and "Canceled. Nothing was saved." in said
    assert program("stipends", "claims", "-f", "json").json["claims"] == []


def test_settings_are_asked_for_once_and_a_file_that_is_there_before_anything_is_numbered(
    program: Program, tmp_path: Path
) -> None:
    program.pair(1)
    program.visit(1, "2026-10-05", "6")
    file = tmp_path / "claim.html"
    file.write_text("mine")
    words = [*CLAIM, "1", "--save", str(file)]
    code, said = talk(program.path, words, ["n\n"])
    assert code == 5 and "Replace" in said and file.read_text() == "mine"
    answers = ["y\n", "Example System\n", "\n", "\n", "Cora Dinator\n", "\n", "y\n"]
    code, said = talk(program.path, words, answers)
    assert code == 0, said
    text = file.read_text(encoding="utf-8")
    assert "Example System" in text and "Coordinator: <span" in text and "Cora Dinator" in text


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


@pytest.mark.skipif(CHROMIUM is None, reason="no browser here that prints a page")
def test_twelve_lines_are_one_letter_page(program: Program, tmp_path: Path) -> None:
    program("mentor", "add", "Mentor One", "--email", "one@example.org", "--years", "9",
            "--library", "Wausau", "--capacity", "9", "--address", "12 Elm Street")  # fmt: skip
    for number in (1, 2):
        program.mentee(number, library="Medford")
        assert program("match", f"Mentee {number}", "1", "--on", "2026-01-15", "--yes").code == 0
        for day in ("03", "12", "21"):
            program.visit(number, f"2026-0{number + 6}-{day}", "6", "--miles", "98")
    made = program(*CLAIM, "1", "--yes", "--save", str(tmp_path / "claim.html"), "-f", "json")
    assert len(made.json["lines"]) == 12
    pdf = tmp_path / "claim.pdf"
    words = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={pdf}",
             (tmp_path / "claim.html").as_uri()]  # fmt: skip
    subprocess.run(words, check=True, capture_output=True, timeout=120, env=dict(os.environ))
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes())) == 1
    assert re.search(rb"/MediaBox\s*\[\s*0 0 612 792\s*\]", pdf.read_bytes())
