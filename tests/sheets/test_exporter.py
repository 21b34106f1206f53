"""Sheets out: they import again without loss, and no cell of them runs in a spreadsheet."""

import csv
import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe

ORDER = (
    "topics",
    "libraries",
    "mentors",
    "mentees",
    "pairs",
    "meetings",
    "goals",
    "check-ins",
    "evaluations",
)


def _lived(program: Program) -> None:
    """A program with something of everything, hostile text included."""
    program("mentor", "add", "=cmd|'/C calc'!A0", "--email", "m1@example.org", "--library", "Wausau",
            "--years", "9", "--expertise", "budget", "--interest", "chess", "--culture", "farming",
            "--capacity", "2", "--max-miles", "90.5", "--phone", "+1 715", "--note", "a, \"b\"\nc",
            "--address", "=1+1, \"Elm\" [red]Street; W", "--dear", "@Bea", "--w9", "2026-05-04",
            "--vendor", "-007", "--payable-to", "+Fictional; Library", "--no-letters", "no: x")  # fmt: skip
    program.mentee(1, "--need", "budget:high", "--need", "grants", "--vendor", "2026-05-04",
                   "--dear", "'=N", "--no-letters")  # fmt: skip
    program.mentor(2, library="Merrill")
    program.mentee(2, library="Crandon")
    program("mentor", "add", "Retired", "--email", "m9@example.org", "--years", "30")
    program("mentor", "pause", "5", "--on", "2026-10-05")
    program("topic", "add", "bats", "--title", "Bats, mice and other guests", "--area", "building")
    program("mentor", "edit", "1", "--expertise", "bats", "--expertise", "budget")
    assert program("match", "2", "1", "--on", "2025-09-01", "--yes").code == 0
    assert program("match", "4", "3", "--on", "2026-06-01", "--yes").code == 0
    program.visit(
        1, "2025-09-20", "6:07", "--miles", "100.5", "--expense", "3.50", "--topic", "budget"
    )
    program("meeting", "claim", "1", "--traveler", "mentee", "--miles", "7")
    for more in ([], ["--again"]):
        program(
            "log-meeting", "1", "--method", "phone", "--on", "2025-10-02", "--note", "-x", *more
        )
    program("log-meeting", "1", "--method", "zoom", "--attempt", "--on", "2025-11-02")
    program("log-meeting", "2", "--method", "phone", "--planned", "--on", "2026-12-01")
    program("log-meeting", "2", "--method", "video", "--planned", "--on", "2026-12-02")
    program("meeting", "cancel", "6", "--yes")
    program("extend", "1", "--months", "3", "--on", "2026-08-01", "--reason", "new building; wing")
    program("extend", "1", "--months", "1", "--on", "2026-09-02")
    program("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes")
    program(
        "goal", "add", "2", "@goal", "--term", "short", "--topic", "ils", "--shared", "2026-06-20"
    )
    program("goal", "add", "2", "later", "--term", "long", "--not-shared")
    program("goal", "done", "1", "--on", "2026-07-01")
    for more in (["--no-answer"], ["--going", "mixed", "--with", "both", "--note", "ok"]):
        program("check-in", "2", "--on", "2026-08-01", *more)
    assert program("evaluate", "1", "--by", "mentor", "--rating", "4", "--support", "5", "--again",
                   "maybe", "--goals-met", "mostly", "--note", "=1+1").code == 0  # fmt: skip
    assert program("stipends", "pay", "--reference", "check 1", "--yes").code == 0


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def test_a_workbook_makes_the_round_trip_too(lived: Program, tmp_path: Path) -> None:
    book, two = tmp_path / "all.xlsx", tmp_path / "two.xlsx"
    assert lived("export", "all", str(book)).code == 0
    other = Program(tmp_path / "other.db")
    assert other("init", "--empty").code == 0
    for kind in ORDER:
        answer = other("import", kind, str(book), "--yes")
        assert answer.code == 0, answer.out + answer.err
    for kind in ORDER:
        assert other("export", kind).out == lived("export", kind).out, kind
    assert other("export", "mentors", str(two)).code == 0
    assert lived("import", "mentors", str(two), "-f", "json").json["changed"] == 0
    assert lived("export", "mentors", str(two)).code == 5


def test_a_round_trip_loses_nothing(lived: Program, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    assert lived("export", "all", str(one)).code == 0
    other = Program(tmp_path / "other.db")
    assert other("init", "--empty").code == 0
    for kind in ORDER:
        answer = other("import", kind, str(one / f"{kind}.csv"), "--yes")
        assert answer.code == 0, answer.out + answer.err
    assert other("export", "all", str(two)).code == 0
    for kind in ORDER:
        assert (two / f"{kind}.csv").read_text() == (one / f"{kind}.csv").read_text(), kind
    for kind in ORDER:
        found = other("import", kind, str(one / f"{kind}.csv"), "-f", "json").json
        assert (found["added"], found["changed"]) == (0, 0), kind
    mine, theirs = (p("overdue", "-f", "json").json["items"] for p in (lived, other))
    assert [(i["kind"], i["due"], i["note"]) for i in mine if i["kind"] != "confirm-meeting"] == [
        (i["kind"], i["due"], i["note"]) for i in theirs if i["kind"] != "confirm-meeting"
    ]


def test_no_cell_runs_and_notes_may_stay_at_home(lived: Program, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert lived("export", "all", str(folder), "--no-notes").code == 0
    for file in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(file.read_text(), newline="")))
        assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row), file.name
        assert not {"note", "void_reason", "goal"} & set(rows[0]), file.name
    manifest = list(csv.DictReader(io.StringIO((folder / "manifest.csv").read_text())))
    assert len(manifest) == 12
    for line in manifest:
        raw = (folder / line["file"]).read_bytes()
        assert hashlib.sha256(raw).hexdigest() == line["sha256"]


def test_without_a_file_it_goes_to_the_screen(lived: Program, tmp_path: Path) -> None:
    answer = lived("export", "payments")
    assert answer.code == 0 and answer.out.startswith("payment_id,kind,")
    assert "125.00" in answer.out
    file = tmp_path / "m.csv"
    assert lived("export", "meetings", str(file), "-f", "json").json["rows"] == {"meetings": 6}
    before = file.read_bytes()
    assert lived("export", "meetings", str(file)).code == 5
    assert file.read_bytes() == before
    assert lived("export", "meetings", str(tmp_path / "no" / "m.csv")).code == 6
    assert lived("export", "elephants").code == 2
    assert lived("export", "all").code == 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("goals", "email,term,goal\nnobody@example.org,short,x\n"),
        ("goals", "email,term,goal\nmentee2@example.org,middle,x\n"),
        ("goals", "email,term,goal,shared_on\nmentee2@example.org,short,x,2026-05-31\n"),
        ("check-ins", "email,on,going\nmentee2@example.org,2026-07-01,so-so\n"),
        ("check-ins", "email,on\nmentee2@example.org,2027-07-01\n"),
        ("evaluations", "email,on,by,rating\nmentee2@example.org,2026-11-01,mentor,6\n"),
        ("evaluations", "email,on,by\nmentee2@example.org,2026-05-01,mentor\n"),
    ],
)
def test_rows_that_cannot_be(lived: Program, tmp_path: Path, kind: str, text: str) -> None:
    sheet = tmp_path / "s.csv"
    sheet.write_text(text)
    before = lived.path.read_bytes()
    answer = lived("import", kind, str(sheet), "-f", "json", "--yes")
    assert answer.code == 6 and '"line": 2' in answer.out
    assert lived.path.read_bytes() == before


def test_a_sheet_as_json_has_money_in_cents_and_numbers(lived: Program) -> None:
    found = lived("export", "meetings", "-f", "json").json
    visit = next(r for r in found["rows"] if r["method"] == "in-person")
    assert isinstance(visit["hours"], float) and isinstance(visit["miles"], float)
    assert visit["expenses"] == "3.50 other"
    assert lived("export", "mentors", "mentors.xls").code == 2


def test_a_workbook_adds_up_and_comes_back(lived: Program, tmp_path: Path) -> None:
    import openpyxl

    assert lived("export", "all", str(tmp_path / "all.xlsx")).code == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx")
    assert book.sheetnames[-1] == "manifest" and book["manifest"]["B2"].value == 3
    header = [cell.value for cell in book["meetings"][1]]
    visit = dict(zip(header, book["meetings"][2], strict=True))
    assert visit["hours"].number_format == "[h]:mm"
    assert visit["expenses"].data_type == "s"
    assert book["meetings"].column_dimensions["A"].width > len("mentor_email")
    other = Program(tmp_path / "other.db")
    assert other("init", "--empty").code == 0
    for kind in ORDER:
        assert other("import", kind, str(tmp_path / "all.xlsx"), "--yes").code == 0, kind
    for kind in ORDER:
        assert other("export", kind).out == lived("export", kind).out, kind
