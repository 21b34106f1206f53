"""Several expenses a trip with their kind, and the route as driven: in, out, undone, forgotten."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program, Recipe

SPENT = ["--expense", "89.00:lodging", "--expense", "12.50:Parking"]
LISTED = [
    {"kind": "lodging", "amount_cents": 8900},
    {"kind": "parking", "amount_cents": 1250},
]
ROUTE = "Wausau, Medford, <b>Rose's</b> farm"


def _paired(program: Program) -> None:
    """Mentor 1 and Mentee 1 in pair 1."""
    mentor, mentee = program.mentor(1), program.mentee(1)
    words = ("match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes")
    assert program(*words).code == 0


@pytest.fixture
def paired(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paired)


def _claim(program: Program) -> dict[str, Any]:
    (meeting,) = program("meeting", "list", "1", "-f", "json").json["meetings"]
    found: dict[str, Any] = meeting["claims"][0]
    return found


def test_a_trip_has_several_expenses_with_their_kind_and_a_route(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    logged = paired.visit(1, "2026-09-21", "6", "--miles", "66", *SPENT, "--route", ROUTE)
    (claim,) = logged["meeting"]["claims"]
    assert (claim["expenses"], claim["expense_cents"], claim["route"]) == (LISTED, 10150, ROUTE)
    assert _claim(paired) == claim
    earned = paired("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"][0]["travel"][
        0
    ]
    assert earned["expense_cents"] == sum(e["amount_cents"] for e in claim["expenses"])
    shown = " ".join(paired("meeting", "list", "1").out.split())
    assert "$89.00 lodging" in shown and "$12.50 parking" in shown


def test_a_kind_that_was_not_said_is_other_and_nothing_spent_is_no_expense(paired: Program) -> None:
    words = ["--miles", "66", "--expense", "5", "--expense", "0:meal"]
    (claim,) = paired.visit(1, "2026-09-21", "6", *words)["meeting"]["claims"]
    assert claim["expenses"] == [{"kind": "other", "amount_cents": 500}]


def test_confirm_and_claim_take_expenses_and_a_claim_keeps_what_was_not_said(
    paired: Program,
) -> None:
    plan = "log-meeting 1 --method in-person --at mentee-library --on 2026-11-22 --planned"
    assert paired(*plan.split(), today="2026-11-20").code == 0
    words = ["meeting", "confirm", "1", "--hours", "6", "--miles", "66", *SPENT]
    assert paired(*words, today="2026-11-22").code == 0
    assert _claim(paired)["expenses"] == LISTED
    words = ["meeting", "claim", "1", "--traveler", "mentor", "--route", ROUTE]
    assert paired(*words).code == 0
    claim = _claim(paired)
    assert (claim["miles"], claim["expenses"], claim["route"]) == (66, LISTED, ROUTE)
    assert paired(*words[:-1], "x" * 1001).code == 2
    assert paired("undo", "--yes").code == 0
    assert (_claim(paired)["route"], _claim(paired)["expenses"]) == (None, LISTED)


@pytest.mark.parametrize(
    "more",
    [
        ["--miles", "66", "--expense", "5:taxi"],
        ["--miles", "66", "--expense", ":meal"],
        ["--expense", "9999:meal", "--expense", "1.01:meal"],  # more than a trip may cost
        ["--route", "the long way"],  # without a claim
    ],
)
def test_what_is_no_expense_is_refused_with_nothing_written(
    paired: Program, more: list[str]
) -> None:
    words = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-09-21"
    assert paired(*words.split(), *more).code == 2
    assert paired("meeting", "list", "1", "-f", "json").json["meetings"] == []


def test_expenses_and_route_go_out_and_come_in_again(paired: Program, tmp_path: Path) -> None:
    paired.visit(1, "2026-09-21", "6", "--miles", "66", *SPENT, "--route", ROUTE)
    paired("meeting", "claim", "1", "--traveler", "mentee", "--miles", "9", "--route", "by bus")
    was = paired("meeting", "list", "1", "-f", "json").json["meetings"][0]["claims"]
    out = tmp_path / "meetings.csv"
    out.write_text(paired("export", "meetings").out, encoding="utf-8")
    assert "89.00 lodging; 12.50 parking" in out.read_text(encoding="utf-8")
    again = paired("import", "meetings", str(out), "-f", "json")
    assert again.code == 0
    assert paired("meeting", "remove", "1", "--yes").code == 0
    assert paired("import", "meetings", str(out), "--yes").code == 0
    now = paired("meeting", "list", "1", "-f", "json").json["meetings"][0]["claims"]
    told = ("traveler", "miles", "route", "expenses", "expense_cents")
    assert [[c[k] for k in told] for c in now] == [[c[k] for k in told] for c in was]


def test_a_sheet_with_the_header_of_earlier_versions_is_known(
    paired: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "meetings.csv"
    sheet.write_text(
        "mentor_email,mentee_email,on,method,at,hours,miles,expense\n"
        "mentor1@example.org,mentee1@example.org,2026-09-21,in-person,mentee-library,6,66,12.50\n",
        encoding="utf-8",
    )
    assert paired("import", "meetings", str(sheet), "--yes").code == 0
    assert _claim(paired)["expenses"] == [{"kind": "other", "amount_cents": 1250}]


def test_a_sum_of_earlier_versions_is_one_expense_of_the_kind_other(paired: Program) -> None:
    paired.visit(1, "2026-09-21", "6", "--miles", "66", *SPENT)
    with sqlite3.connect(paired.path) as connection:
        connection.execute("UPDATE claim SET expenses = ''")
    connection.close()
    assert _claim(paired)["expenses"] == [{"kind": "other", "amount_cents": 10150}]


def test_a_route_is_forgotten_with_the_person_and_the_amounts_stay(paired: Program) -> None:
    paired.visit(1, "2026-09-21", "6", "--miles", "66", *SPENT, "--route", "Medford, <b>, first")
    words = ["meeting", "claim", "1", "--traveler", "mentor", "--route", ROUTE]
    assert paired(*words).code == 0
    assert paired("end", "1", "--reason", "moved", "--yes").code == 0
    assert paired("forget", "mentor1@example.org", "--yes").code == 0
    assert (_claim(paired)["route"], _claim(paired)["expenses"]) == (None, LISTED)
    assert b"Medford, <b>" not in paired.path.read_bytes()


def test_an_auditor_sees_the_route_and_each_expense(paired: Program) -> None:
    paired.visit(1, "2026-09-21", "6", "--miles", "66", *SPENT, "--route", ROUTE)
    assert paired("stipends", "pay", "1", "--reference", "check 1001", "--yes").code == 0
    found = paired("stipends", "why", "check 1001", "-f", "json").json
    (travel,) = (w for w in found["payments"] if w["payment"]["kind"] == "travel")
    assert (travel["expenses"], travel["route"]) == (LISTED, ROUTE)
    shown = " ".join(paired("stipends", "why", "check 1001").out.split())
    assert "$89.00 lodging + $12.50 parking" in shown and "Wausau, Medford, <b>" in shown
