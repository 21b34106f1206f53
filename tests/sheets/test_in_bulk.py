"""Sheets of new records are written in bulk: nothing is lost by it, and a row costs no query."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program

MENTOR = "m{n}@example.org,Mentor {n},Wausau,2010-01-01,budget; grants,chess; go,lakes,a note"
MENTORS = "email,name,library,experience_since,expertise,interests,culture,note"
MEETING = "mentor1@example.org,mentee1@example.org,{day},in-person,elsewhere,6,40,budget,x"
MEETINGS = "mentor_email,mentee_email,on,method,at,hours,miles,topics,note"
BOTH = "mentor1@example.org,mentee1@example.org"
GOAL = BOTH + ",short,goal {n},budget,2026-07-01"
GOALS = "mentor_email,mentee_email,term,goal,topic,shared_on"
CHECK_IN = BOTH + ",{day},both,well,yes,a note"
CHECK_INS = "mentor_email,mentee_email,on,with,going,answered,note"
PAIR = BOTH + ",2024-{month:02d}-{day:02d},2024-{month:02d}-{last:02d},it ended"
PAIRS = "mentor_email,mentee_email,matched_on,ended_on,end_reason"


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., str]:
    def write(header: str, *rows: str) -> str:
        file = tmp_path / "sheet.csv"
        file.write_text("\n".join((header, *rows)) + "\n")
        return str(file)

    return write


def _days(number: int) -> list[str]:
    return [f"2026-{7 + n // 15:02d}-{1 + n % 15:02d}" for n in range(number)]


def _pairs(number: int) -> list[str]:
    """Terms of one day each, one after the other."""
    days = [(1 + n // 25, 1 + n % 25) for n in range(number)]
    return [PAIR.format(month=month, day=day, last=day + 1) for month, day in days]


def _everything(program: Program) -> str:
    kinds = ("libraries", "mentors", "mentees", "pairs", "meetings", "goals", "check-ins")
    return "".join(program("export", kind).out for kind in kinds)


@pytest.mark.parametrize(
    ("kind", "header", "rows"),
    [
        ("mentors", MENTORS, [MENTOR.format(n=n) for n in range(30)]),
        ("mentees", "email,name,library,years,needs,status,culture",
         [f"n{n}@example.org,Mentee {n},Thorp,1,budget:high,withdrawn,farms" for n in range(30)]),
        ("meetings", MEETINGS, [MEETING.format(day=day) for day in _days(30)]),
        ("libraries", "name,city,fscskey", [f"L{n} Library,T{n},XX{n:04}" for n in range(30)]),
        ("pairs", PAIRS, _pairs(30)),
        ("goals", GOALS, [GOAL.format(n=n) for n in range(30)]),
        ("check-ins", CHECK_INS, [CHECK_IN.format(day=day) for day in _days(30)]),
    ],
)  # fmt: skip
def test_undo_takes_a_sheet_back_and_redo_brings_it_again(
    paired: Program, sheet: Any, kind: str, header: str, rows: list[str]
) -> None:
    before = _everything(paired)
    answer = paired("import", kind, sheet(header, *rows), "--yes", "-f", "json")
    assert answer.json["added"] == 30
    after = _everything(paired)
    assert after.count("\n") >= before.count("\n") + 30
    assert paired("check", "-f", "json").json["findings"] == []
    undone = paired("undo", "--yes", "-f", "json")
    assert undone.code == 0 and _everything(paired) == before
    assert paired("undo", str(undone.json["entry_id"]), "--yes").code == 0
    assert _everything(paired) == after
    assert paired("import", kind, sheet(header, *rows), "-f", "json").json["unchanged"] == 30


def test_a_row_that_fails_leaves_nothing_to_those_after_it(program: Program, sheet: Any) -> None:
    new = "email,name,library,experience_since,expertise"
    rows = [
        "one@example.org,One,Newplace Public Library,2010-01-01,juggling",
        "two@example.org,Two,Newplace Public Library,2010-01-01,budget",
    ]
    answer = program("import", "mentors", sheet(new, *rows), "--add-libraries", "--yes",
                     "-f", "json")  # fmt: skip
    found = json.loads(answer.out)
    assert [(e["line"], e["field"]) for e in found["errors"]] == [(2, "expertise")]
    assert len({(w["line"], w["message"]) for w in found["warnings"]}) == len(found["warnings"]) > 0


def test_a_row_that_changes_somebody_stands_between_two_new_ones(
    program: Program, sheet: Any
) -> None:
    rows = [MENTOR.format(n=n) for n in range(3)]
    program("import", "mentors", sheet(MENTORS, rows[1]), "--yes")
    changed = rows[1].replace("chess", "rowing").replace("Wausau", "Elsewhere Library")
    answer = program("import", "mentors", sheet(MENTORS, rows[0], changed, rows[2]), "--yes",
                     "--add-libraries", "-f", "json")  # fmt: skip
    assert (answer.json["added"], answer.json["changed"]) == (2, 1)
    found = {m["name"]: m for m in program("mentor", "list", "-f", "json").json["mentors"]}
    assert found["Mentor 1"]["interests"] == ["go", "rowing"]
    assert found["Mentor 1"]["library"] == "Elsewhere Library"
    assert {m["library"] for m in found.values()} == {
        "Elsewhere Library", "Marathon County Public Library",
    }  # fmt: skip
    assert program("undo", "--yes").code == 0
    assert [m["name"] for m in program("mentor", "list", "-f", "json").json["mentors"]] == [
        "Mentor 1"
    ]


def test_two_reports_of_one_new_visit_and_a_near_one_are_seen_in_one_sheet(
    paired: Program, sheet: Any
) -> None:
    form = "email,on,method,at,hours,miles,traveler,topics,note"
    rows = [
        "mentor1@example.org,2026-08-03,in-person,elsewhere,6,40,mentor,budget,a",
        "mentee1@example.org,2026-08-03,in-person,elsewhere,5,12,mentee,grants,b",
        "mentor1@example.org,2026-08-04,in-person,elsewhere,6,,,,c",
    ]
    answer = paired("import", "meetings", sheet(form, *rows), "--yes", "-f", "json").json
    said = " ".join(w["message"] for w in answer["warnings"])
    assert "5 h, and 6 h stands" in said and "also met on 2026-08-03 (in this sheet)" in said
    first, second = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (first["on"], second["on"]) == ("2026-08-03", "2026-08-04")
    assert first["topics"] == ["budget", "grants"]
    assert [(c["traveler"], c["miles"]) for c in first["claims"]] == [
        ("mentor", 40),
        ("mentee", 12),
    ]


# What a new row adds: its own records, what the sheet said of it, and no question of any kind.
@pytest.mark.parametrize(
    ("kind", "header", "rows", "records"),
    [
        ("mentors", MENTORS, [MENTOR.format(n=n) for n in range(40)], 8),
        ("meetings", MEETINGS, [MEETING.format(day=day) for day in _days(40)], 4),
        ("libraries", "name,city", [f"L{n} Library,T{n}" for n in range(40)], 2),
        ("pairs", PAIRS, _pairs(40), 2),
        ("goals", GOALS, [GOAL.format(n=n) for n in range(40)], 2),
        ("check-ins", CHECK_INS, [CHECK_IN.format(day=day) for day in _days(40)], 2),
    ],
)
def test_a_new_row_costs_as_many_statements_as_it_has_records(
    paired: Program, sheet: Any, statements: Any, kind: str, header: str, rows: list[str],
    records: int,
) -> None:  # fmt: skip
    def counted(number: int) -> int:
        file = sheet(header, *rows[:number])
        return int(statements(lambda: paired("import", kind, file, "--yes", "--dry-run")))

    counted(1)
    assert counted(40) - counted(20) <= 20 * records
