from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.meetings import read_hours, read_method, read_place

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
        ("11/5/26", date(2026, 11, 5)),
        ("11/5/49", date(2049, 11, 5)),
        ("11/5/50", date(1950, 11, 5)),
        ("11/5/99", date(1999, 11, 5)),
        ("1/1/00", date(2000, 1, 1)),
        ("5-Nov-26", date(2026, 11, 5)),
        ("05-nov-2026", date(2026, 11, 5)),
        ("Sept. 5, 2026", date(2026, 9, 5)),
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
        "2026/11/23", "23.11.2026", "nan", "0000-01-01", "11/23/026", "23-11-26", "Nov 23 26",
        "23 Nov 2026", "Nov", "11-23", "1123", "23-Nov", "46266", "next week", "2026-11-23T10:00", "-1",
    ],
)  # fmt: skip
def test_anything_else_is_no_day(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize("text", ["11/23", "Nov 23", "november 23", "Nov. 23", "02/29"])
def test_a_day_without_its_year_is_refused_unless_it_may_lack_it(text: str) -> None:
    with pytest.raises(UsageProblem, match="has no year"):
        parse_day(text, today=TODAY)


@pytest.mark.parametrize("text", ["2/30", "13/1", "0/5", "Nov 31", "11/0"])
def test_a_day_that_no_year_has_is_refused(text: str) -> None:
    with pytest.raises(UsageProblem, match="no such day"):
        parse_day(text, today=TODAY, yearless=True)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("11/22", TODAY, date(2026, 11, 22)),
        ("11/23", TODAY, TODAY),
        ("11/24", TODAY, date(2025, 11, 24)),
        ("Nov 24", TODAY, date(2025, 11, 24)),
        ("12/31", date(2027, 1, 1), date(2026, 12, 31)),
        ("2/29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2/29", date(2025, 2, 28), date(2024, 2, 29)),
    ],
)
def test_without_a_year_it_is_the_most_recent_one_up_to_today(
    text: str, today: date, day: date
) -> None:
    assert parse_day(text, today=today, yearless=True) == day


@pytest.mark.parametrize("today", [date(2025, 3, 1), TODAY])
def test_a_yearless_day_more_than_twelve_months_back_is_refused(today: date) -> None:
    with pytest.raises(UsageProblem, match="more than twelve months back") as problem:
        parse_day("2/29", today=today, yearless=True)
    assert "02/29/2024" in (problem.value.hint or "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("11/22", date(2027, 11, 22)),
        ("11/23", TODAY),
        ("11/24", date(2026, 11, 24)),
        ("Feb 1", date(2027, 2, 1)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_ahead_a_day_without_a_year_is_the_next_one(text: str, day: date) -> None:
    assert parse_day(text, today=TODAY, ahead=True, yearless=True) == day


def test_a_leap_day_is_found_across_a_century_without_one() -> None:
    with pytest.raises(UsageProblem, match="out of range"):
        parse_day("2/29", today=date(2096, 3, 1), ahead=True, yearless=True)


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        day = parse_day(text, today=TODAY, yearless=True)
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
        ("6 1/2", 390),
        ("6 1/2 hours", 390),
        ("6 3/4h", 405),
        ("6½", 390),
        ("0 1/4", 15),
    ],
)
def test_hours_are_kept_in_minutes(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "0.01",
        "24.01",
        "25",
        "-3",
        "6.555",
        "1e1",
        "nan",
        "6:60",
        "",
        "six",
        "24 1/4",
        "6 1/3",
        "61/2",
        "6.5 1/2",
    ],
)
def test_hours_that_will_not_do(text: str) -> None:
    with pytest.raises(UsageProblem):
        read_hours(text)


@pytest.mark.parametrize("text", ["in person", "In-Person", " inperson ", "IN  PERSON"])
def test_a_method_is_read_however_it_is_written(text: str) -> None:
    assert read_method(text) == ("in-person", None)


def test_an_e_mail_is_a_method_too() -> None:
    assert read_method("E-mail") == ("email", None)
    assert read_method("Face Time") == ("video", None)


@pytest.mark.parametrize(
    "text",
    ["mentee-library", "mentee library", "the mentee's library", "The Mentee\u2019s Library"],
)
def test_a_place_is_read_however_it_is_written(text: str) -> None:
    assert read_place(text) == "mentee-library"


@pytest.mark.parametrize("text", ["library", "mentee", "their library", "", "'s"])
def test_nothing_else_is_guessed_of_a_place(text: str) -> None:
    with pytest.raises(UsageProblem):
        read_place(text)


def test_coffee_is_in_person_elsewhere_and_zoom_is_video() -> None:
    assert read_method("coffee") == ("in-person", "elsewhere")
    assert read_method("Zoom") == ("video", None)
    with pytest.raises(UsageProblem):
        read_method("telegraph")
