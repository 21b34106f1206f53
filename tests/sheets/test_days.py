"""Dates in sheets: two-digit years, day first or month first, numbers, and no relative words."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records.days import plain_day, plain_timestamp, sheet_day, timestamp


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Any:
    def call(kind: str, text: str, *more: str, code: int = 0) -> dict[str, Any]:
        file = tmp_path / "answers.csv"
        file.write_text(text, encoding="utf-8", newline="")
        answer = program("import", kind, str(file), "-f", "json", *more)
        assert answer.code == code, answer.err or answer.out
        found: dict[str, Any] = json.loads(answer.out) if answer.out else {}
        return found | {"err": answer.err}

    return call


def _since(program: Program) -> list[str]:
    mentors = program("mentor", "list", "-f", "json").json["mentors"]
    return [
        program("mentor", "show", str(m["id"]), "-f", "json").json["mentor"]["experience_since"]
        for m in sorted(mentors, key=lambda m: m["email"])
    ]


def _sheet(*days: str, header: str = "experience_since") -> str:
    rows = (f'{n}@example.org,Mentor {n},"{day}"\n' for n, day in enumerate(days, 1))
    return f"email,name,{header}\n{''.join(rows)}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("9/1/26", "2026-09-01"),
        ("09/01/26", "2026-09-01"),
        ("1/2/00", "2000-01-02"),
        ("1/2/49", "2049-01-02"),
        ("1/2/50", "1950-01-02"),
        ("1/2/99", "1999-01-02"),
        ("9/1/26 9:12", "2026-09-01"),
        ("9/1/2026 12:00:00 AM", "2026-09-01"),
        ("2026-09-01 00:00:00", "2026-09-01"),
        ("2026/9/1", "2026-09-01"),
        ("2026-9-1", "2026-09-01"),
        ("Sep 1, 2026", "2026-09-01"),
        ("Tuesday, September 1, 2026", "2026-09-01"),
        ("1-Sep-26", "2026-09-01"),
        ("1 September 2026", "2026-09-01"),
        ("Sept. 1st, 2026", "2026-09-01"),
        ("13/9/2026", None),
        ("2/30/26", None),
        ("9/1/1", None),
        ("9/1/026", None),
        ("9/1/20265", None),
        ("today", None),
        ("Yesterday", None),
        ("friday", None),
        ("last week", None),
        ("Nov 17", None),
        ("9/1", None),
        ("46266", None),
        ("46266.5", None),
        ("1.9.2026", None),
        ("9/1/1949", None),
        ("", None),
    ],
)
def test_a_day_of_a_sheet(text: str, day: str | None) -> None:
    if day is None:
        with pytest.raises(UsageProblem):
            sheet_day(text)
    else:
        assert sheet_day(text) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11/2/26 9:12", datetime(2026, 11, 2, 9, 12)),
        ("11/2/49 9:12 PM", datetime(2049, 11, 2, 21, 12)),
        ("11/2/50 12:05 am", datetime(1950, 11, 2, 0, 5)),
        ("11/2/68 9:12", datetime(1968, 11, 2, 9, 12)),
    ],
)
def test_a_timestamp_has_the_same_two_digits(text: str, moment: datetime) -> None:
    assert timestamp(text) == moment


def test_what_every_reader_reads_stays_as_it_is() -> None:
    for text in ("9/1/2026", "2026-09-01", "Sep 1 2026"):
        assert plain_day(text) == text
    assert plain_day("5/5/2026", day_first=True) == "5/5/2026"
    assert plain_day("5/9/2026", day_first=True) == "2026-09-05"
    assert plain_timestamp("5/9/26 8:02 PM CST", day_first=True) == "2026-09-05 8:02 PM CST"
    assert plain_timestamp("5/9/26 8:02") == "5/9/26 8:02"


def test_two_digits_go_in_and_the_same_file_changes_nothing(program: Program, bring: Any) -> None:
    text = _sheet("9/1/16", "2/29/12", "3/4/1999")
    assert bring("mentors", text)["added"] == 3
    assert _since(program) == ["2016-09-01", "2012-02-29", "1999-03-04"]
    assert bring("mentors", text)["unchanged"] == 3


@pytest.mark.parametrize(
    "days",
    [
        ("05/09/2016", "13/09/2016", "01/02/2016"),
        ("13/09/16", "05/09/16", "1/2/16"),
        ("5/9/2016", "1/2/2016 8:00", "31/12/2016"),
    ],
)
def test_a_column_is_read_day_first_as_a_whole_and_says_so(
    program: Program, bring: Any, days: tuple[str, ...]
) -> None:
    found = bring("mentors", _sheet(*days))
    since = _since(program)
    assert "2016-09-05" in since and "2016-05-09" not in since
    assert "the whole column is read day first" in found["err"]
    assert "day first" in found["warnings"][0]["message"]
    assert bring("mentors", _sheet(*days))["unchanged"] == 3


def test_both_orders_in_one_column_are_refused(program: Program, bring: Any) -> None:
    days = ("05/09/2016", "13/09/2016", "09/14/2016", "31/01/2016")
    errors = bring("mentors", _sheet(*days), code=6)["errors"]
    assert [(e["line"], e["field"]) for e in errors] == [
        (3, "experience_since"), (5, "experience_since"),
    ]  # fmt: skip
    assert "line 4 has '09/14/2016'" in errors[0]["message"]
    assert program("mentor", "list", "-f", "json").json["mentors"] == []


def test_columns_are_told_apart_and_the_open_one_is_named(paired: Program, bring: Any) -> None:
    text = (
        "mentor_email,mentee_email,term,goal,shared_on,done_on\n"
        "mentor1@example.org,mentee1@example.org,short,A,13/06/2026,06/07/2026\n"
        "mentor1@example.org,mentee1@example.org,long,B,05/06/2026,\n"
    )
    found = bring("goals", text)
    assert "'done_on' is read month first, though other columns are day first" in found["err"]
    goals = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert {g["shared_on"] for g in goals} == {"2026-06-13", "2026-06-05"}


def test_a_timestamp_column_is_read_day_first_too(program: Program, bring: Any) -> None:
    text = (
        "Timestamp,email,name,years\n13/09/2026 8:02:11,1@example.org,One,1\n"
        "05/09/2026 8:02:11,2@example.org,Two,1\n"
    )
    bring("mentors", text)
    assert _since(program) == ["2025-09-13", "2025-09-05"]


def test_two_branches_are_one_column_of_dates(program: Program, bring: Any) -> None:
    text = (
        "email,name,Director since,Director since\n"
        "1@example.org,One,13/09/2016,\n2@example.org,Two,,05/09/2016\n"
    )
    bring("mentors", text)
    assert _since(program) == ["2016-09-13", "2016-09-05"]


@pytest.mark.parametrize("number", ["46266", "42614", "42614.35", "36526.0"])
def test_the_number_of_a_day_is_explained(bring: Any, number: str) -> None:
    (error,) = bring("mentors", _sheet(number), code=6)["errors"]
    assert (error["line"], error["field"]) == (2, "experience_since")
    assert f"{number} is Excel's number for a day: format the column as a date" in error["message"]
    text = f"timestamp,email,name,years\n{number},1@example.org,One,1\n"
    (error,) = bring("mentors", text, code=6)["errors"]
    assert error["field"] == "timestamp" and "Excel's number" in error["message"]


@pytest.mark.parametrize("word", ["today", "Yesterday", "tomorrow", "Friday", "tues"])
def test_a_sheet_takes_no_relative_words(program: Program, bring: Any, word: str) -> None:
    (error,) = bring("mentors", _sheet(word), code=6)["errors"]
    assert error["message"] == (f"{word!r} is not a date. Write it like 2026-09-01 or 9/1/2026.")
