from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.meetings import read_hours, read_method

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-05", date(2026, 11, 5)),
        ("11/5/2026", date(2026, 11, 5)),
        ("11/05/2026", date(2026, 11, 5)),
        ("Nov 5 2026", date(2026, 11, 5)),
        ("nov 5, 2026", date(2026, 11, 5)),
        ("today", TODAY),
        ("Yesterday", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 24)),
        ("monday", date(2026, 11, 16)),
        ("sun", date(2026, 11, 22)),
        ("Tue", date(2026, 11, 17)),
        ("2028-02-29", date(2028, 2, 29)),
        ("1950-01-01", date(1950, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_every_form_of_a_day(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY) == day


@pytest.mark.parametrize(("text", "day"), [("monday", 30), ("tue", 24), ("sunday", 29)])
def test_a_weekday_ahead_is_the_next_one(text: str, day: int) -> None:
    assert parse_day(text, today=TODAY, ahead=True) == date(2026, 11, day)


@pytest.mark.parametrize(
    "text",
    [
        "", "0", "20261123", "2026-2-3", "2026-02-30", "02/30/2026", "13/1/2026", "1949-12-31",
        "2101-01-01", "\u0662\u0660\u0662\u0666-\u0661\u0661-\u0662\u0663", "Foo 3 2026",
        "2026/11/23", "23.11.2026", "nan", "next week", "2026-11-23T10:00", "-1",
    ],
)  # fmt: skip
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_day(text, today=TODAY)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        day = parse_day(text, today=TODAY)
    except UsageProblem:
        return
    assert 1950 <= day.year <= 2100


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14", date(2012, 11, 23)),
        ("6.5", date(2020, 5, 23)),
        ("0.04", TODAY),
        ("0.05", date(2026, 10, 23)),
    ],
)
def test_years_become_a_start_date_to_the_month(text: str, day: date) -> None:
    assert years_before(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6", 360),
        ("6.5", 390),
        ("6:30", 390),
        ("6h30m", 390),
        ("6.5 h", 390),
        ("24", 1440),
        ("6.55", 393),
        ("0.02", 1),
    ],
)
def test_hours_are_kept_in_minutes(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.parametrize(
    "text", ["0", "0.01", "24.01", "25", "-3", "6.555", "1e1", "nan", "6:60", "", "six"]
)
def test_hours_that_will_not_do(text: str) -> None:
    with pytest.raises(UsageProblem):
        read_hours(text)


def test_coffee_is_in_person_elsewhere_and_zoom_is_video() -> None:
    assert read_method("coffee") == ("in-person", "elsewhere")
    assert read_method("Zoom") == ("video", None)
    with pytest.raises(UsageProblem):
        read_method("telegraph")
