"""Fiscal years, a year's totals by payee, the forecast's totals and the budget: the lines add up."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.factories import Program, Recipe
from wvls_mentor.services import report

YEARS = ("stipends", "year")


def _two_years(program: Program) -> None:
    """The fiscal year begins in July; visits and payments on both sides of its end."""
    for words in (["fiscal_year_start", "7"], ["travel_for", "both"]):
        assert program("policy", "set", *words, "--from", "2025-07-01", "--yes").code == 0
    assert program("policy", "set", "budget", "2000", "--from", "2026-07-01", "--yes").code == 0
    for number in (1, 2):
        program.pair(number, "2026-05-01")
    meal = ["--miles", "100", "--expense", "12.50:meal", "--expense", "80:lodging"]
    program.visit(1, "2026-05-20", "6", *meal)
    program.visit(1, "2026-06-20", "6", "--expense", "20:meal", "--traveler", "mentee")
    program.visit(2, "2026-06-30", "6", "--miles", "10")
    program.visit(2, "2026-07-01", "6", *meal)
    pay = ["stipends", "pay", "--yes", "--on"]
    assert program(*pay, "2026-06-25", "--reference", "check 1").code == 0
    assert program(*pay, "2026-08-10", "--reference", "check 2", "--kind", "travel").code == 0
    assert program(*pay, "2026-09-10", "--reference", "check 3", "3", "--kind", "stipend").code == 0
    assert (
        program("stipends", "void", "1", "--reason", "x", "--yes", "--on", "2026-08-01").code == 0
    )
    program.visit(2, "2026-11-01", "6", "--miles", "50")


@pytest.fixture
def two(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_two_years)


def _cents(text: str) -> int:
    return round(float(text.replace("$", "").replace(",", "")) * 100)


def _rows(program: Program, *words: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(program(*words, "-f", "csv").out)))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        (["2026"], "2026-01-01", "2026-12-31"),
        (["--fiscal-year", "2026"], "2025-07-01", "2026-06-30"),
        (["--fiscal-year", "2027"], "2026-07-01", "2027-06-30"),
        (["2025"], "2025-01-01", "2025-12-31"),
    ],
)
def test_a_year_adds_up_on_the_screen_in_json_and_csv_and_with_the_ledger(
    two: Program, words: list[str], first: str, last: str
) -> None:
    found = two(*YEARS, *words, "-f", "json").json
    assert (found["first"], found["last"]) == (first, last)
    option = words if words[0].startswith("--") else ["--year", *words]
    ledger = two("stipends", "ledger", *option, "--live", "-f", "json").json["payments"]
    keys = ("stipend_paid", "travel_paid", "meals_paid", "total_paid", "paid_after")
    for key in keys:
        assert found["totals"][f"{key}_cents"] == sum(p[f"{key}_cents"] for p in found["people"])
    for p in [*found["people"], found["totals"]]:
        assert p["total_paid_cents"] == p["stipend_paid_cents"] + p["travel_paid_cents"]
        assert p["meals_paid_cents"] <= p["travel_paid_cents"]
    assert found["totals"]["total_paid_cents"] == sum(p["amount_cents"] for p in ledger)
    rows = _rows(two, *YEARS, *words)
    names = ("stipends", "travel", "of_it_meals", "total", "paid_later")
    for name, key in zip(names, keys, strict=True):
        assert sum(_cents(row[name]) for row in rows) == found["totals"][f"{key}_cents"]
    said = two(*YEARS, *words).out
    if found["people"]:
        (total,) = re.findall(r"^total(.*)$", said, re.MULTILINE)
        assert [_cents(t) for t in total.split()] == [found["totals"][f"{k}_cents"] for k in keys]
    else:
        assert "Nobody was paid in 2025." in said


def test_what_was_earned_in_a_year_and_paid_after_it_is_named(two: Program) -> None:
    found = two(*YEARS, "--fiscal-year", "2026", "-f", "json").json
    later = {p["person"]: p["paid_after_cents"] for p in found["people"]}
    # Mentor 2's visit of 30 June: its travel in August, its stipend in September.
    assert later == {"Mentor 1": 0, "Mentee 1": 0, "Mentor 2": 725 + 12500}
    early = two(*YEARS, "--fiscal-year", "2026", "--as-of", "2026-08-31", "-f", "json").json
    assert early["totals"]["paid_after_cents"] == 725
    assert "Paid later: earned in this year" in two(*YEARS, "--fiscal-year", "2026").out
    assert "Paid later" not in two(*YEARS, "2026").screen


def test_meals_are_a_part_of_the_travel(two: Program) -> None:
    people = two(*YEARS, "2026", "-f", "json").json["people"]
    meals = {p["person"]: (p["travel_paid_cents"], p["meals_paid_cents"]) for p in people}
    assert meals == {
        "Mentor 1": (7250 + 9250, 1250), "Mentee 1": (2000, 2000),
        "Mentor 2": (725 + 7600 + 9250, 1250),
    }  # fmt: skip


def test_a_fiscal_year_has_no_threshold(two: Program) -> None:
    fiscal = two(*YEARS, "--fiscal-year", "2027", "-f", "json").json
    assert fiscal["threshold_cents"] is None
    assert {p["reportable"] for p in fiscal["people"]} == {None}
    assert "in stipends" not in two(*YEARS, "--fiscal-year", "2027").screen
    assert "Nobody is at or above $2,000.00 in stipends." in two(*YEARS, "2026").out


def test_earned_is_paid_and_owed_in_every_period_on_every_day(two: Program) -> None:
    periods = [["--fiscal-year", y] for y in ("2025", "2026", "2027")]
    for day in ("2026-06-24", "2026-06-25", "2026-08-01", "2026-09-09", "2026-11-23"):
        whole = two("stipends", "--as-of", day, "-f", "json").json["totals"]
        parts = [two("stipends", *p, "--as-of", day, "-f", "json").json["totals"] for p in periods]
        for part in [whole, *parts]:
            for kind in ("stipend", "travel"):
                paid, owed = part[f"{kind}_paid_cents"], part[f"{kind}_owed_cents"]
                assert part[f"{kind}_earned_cents"] == paid + owed
        for key, value in whole.items():
            assert value == sum(part[key] for part in parts), (day, key)


@pytest.mark.parametrize(
    "words",
    [
        ["--fiscal-year", "2026", "--year", "2026"], ["--fiscal-year", "2026", "--to", "2026-01-01"],
        ["ledger", "--fiscal-year", "2026", "--from", "2026-01-01"],
        ["year", "2026", "--fiscal-year", "2026"], ["year", "--fiscal-year", "1"],
        ["forecast", "--until", "2027-01-01", "--fiscal-year", "2027"],
        ["forecast", "--fiscal-year", "2025"], ["budget", "--fiscal-year", "2029"],
        ["budget", "2026"],
    ],
)  # fmt: skip
def test_two_periods_are_a_usage_error(two: Program, words: list[str]) -> None:
    answer = two("stipends", *words)
    assert answer.code == 2 and answer.err.startswith(("Error: ", "Usage: "))


def test_the_ledger_takes_a_fiscal_year(two: Program) -> None:
    days = [p["paid_on"] for p in two("stipends", "ledger", "--fiscal-year", "2026", "-f", "json")
            .json["payments"]]  # fmt: skip
    assert days and set(days) == {"2026-06-25"}
    later = two("stipends", "ledger", "--fiscal-year", "2027", "-f", "json").json["payments"]
    assert {p["paid_on"] for p in later} == {"2026-08-10", "2026-09-10"}


def test_a_forecast_adds_up_and_counts_trips_beyond_the_paid_visits(two: Program) -> None:
    found = two("stipends", "forecast", "--fiscal-year", "2027", "-f", "json").json
    assert found["until"] == "2027-06-30"
    for kind in ("stipend_cents", "travel_cents"):
        for part in ("low", "expected", "high"):
            assert found["totals"][kind][part] == sum(p[kind][part] for p in found["pairs"])
    for part in ("low", "expected", "high"):
        both = sum(found["totals"][f"{kind}_cents"][part] for kind in ("stipend", "travel"))
        assert found["total_cents"][part] == found["owed_cents"] + both
    full = next(p for p in found["pairs"] if p["pair_id"] == 2)  # three visits earn: none is left
    assert (full["visits_left"], full["stipend_cents"]["high"]) == (0, 0)
    assert full["trips_most"] >= full["trips_expected"] > 0 and full["travel_cents"]["high"] > 0
    said = two("stipends", "forecast", "--fiscal-year", "2027").out
    lines = [line for line in said.splitlines() if re.search(r"\$.* \$.* \$", line)]
    *parts, total = [[_cents(t) for t in re.findall(r"\$[\d,.]+", line)] for line in lines[-4:]]
    assert total == [sum(column) for column in zip(*parts, strict=True)]
    folded = " ".join(said.split())
    assert "3 trips" in folded and "own trips" not in folded
    assert {"stipends_left", "stipends_expected", "trips_most"} <= set(
        _rows(two, "stipends", "forecast")[0]
    )


def test_a_forecast_without_a_distance_says_that_travel_is_not_counted(program: Program) -> None:
    assert program("library", "add", "Far Library", "--city", "Far").code == 0
    program.mentor(1, library="Far Library")
    program.mentee(1)
    assert program("match", "Mentee 1", "Mentor 1", "--on", "2026-06-01", "--yes").code == 0
    (pair,) = program("stipends", "forecast", "-f", "json").json["pairs"]
    assert pair["trip_cents"] == 0 and pair["travel_cents"]["high"] == 0
    assert pair["trip_basis"] == "the distance is unknown, so travel is not counted"
    assert pair["why"] == (
        "So far, in 5 months: no stipend and no visit. Expected in the next 6 months: 2 stipends "
        "and 2 trips. At most: 3 stipends and 6 trips. "
        "The distance is unknown, so travel is not counted."
    )
    said = " ".join(program("stipends", "forecast").out.split())
    assert "no visit in 5 months 6 months 2 (max 3) 2 (max 6) unknown" in said
    assert "Unknown: the distance is unknown, so travel is not counted." in said
    assert "$0.00: " not in said and "estimated distance" not in said


def _budget(program: Program, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = program("stipends", "budget", *words, "-f", "json").json
    return found


def test_a_budget_has_what_is_left_and_agrees_with_report_and_forecast(two: Program) -> None:
    found = _budget(two)
    assert (found["fiscal_year"], found["first"], found["budget_cents"]) == (
        2027, "2026-07-01", 200_000,
    )  # fmt: skip
    paid = found["paid_cents"] - found["paid_for_earlier_cents"] + found["paid_later_cents"]
    assert found["earned_cents"] == paid + found["owed_cents"]
    assert found["left_cents"] == (
        found["budget_cents"] - found["earned_cents"] - found["expected_cents"]
    )
    money = report.gather(two.path, date(2026, 11, 23), report.ReportChoice()).now.money
    assert (found["paid_cents"], found["owed_cents"]) == (
        money.term.paid_cents, money.term.owed_cents,
    )  # fmt: skip
    assert (found["budget_cents"], found["most_cents"]) == (money.budget_cents, money.most_cents)
    ahead = two("stipends", "forecast", "--fiscal-year", "2027", "-f", "json").json
    assert found["expected_cents"] == ahead["total_cents"]["expected"] - ahead["owed_cents"]
    (row,) = _rows(two, "stipends", "budget")
    assert _cents(row["left"]) == found["left_cents"] and row["fiscal_year"] == "2027"


def test_each_visit_stands_in_the_budget_of_its_own_year(two: Program) -> None:
    """What the year before still owed stood in both budgets, as of its last day."""
    past, now = _budget(two, "--fiscal-year", "2026"), _budget(two)
    assert past["as_of"] == now["as_of"] == "2026-11-23"
    totals = two("stipends", "-f", "json").json["totals"]
    assert past["owed_cents"] + now["owed_cents"] == totals["owed_cents"] > now["owed_cents"] > 0
    assert past["paid_later_cents"] == now["paid_for_earlier_cents"] > 0
    for found in (past, now):
        paid = found["paid_cents"] - found["paid_for_earlier_cents"] + found["paid_later_cents"]
        assert found["earned_cents"] == paid + found["owed_cents"]
    said = " ".join(two("stipends", "budget", "--fiscal-year", "2026").out.split())
    assert f"paid later ${past['paid_later_cents'] / 100:,.2f}" in said and "as of Nov 23" in said


def test_the_bar_and_its_lines_add_up(two: Program) -> None:
    found = _budget(two)
    said = two("stipends", "budget").out
    assert "left of $2,000.00." in said.splitlines()[0] and "fiscal year 2027" in said
    amounts = {
        name: _cents(text)
        for name, text in re.findall(r"^(?:. )? +(\w+) +(\$[\d,.]+)$", said, re.MULTILINE)
    }
    assert amounts.pop("budget") == sum(amounts.values()) == found["budget_cents"]
    assert amounts["paid"] == found["paid_cents"] - found["paid_for_earlier_cents"]
    earlier = f"${found['paid_for_earlier_cents'] / 100:,.2f}"
    assert (
        f"Another {earlier} was paid this year for earlier visits. It counts in an earlier" in said
    )
    (bar,) = [line for line in said.splitlines() if set(line) and set(line) <= set("█▓▒░")]
    assert len(bar) == 60
    for mark, name in zip("█▓▒░", ("paid", "owed", "expected", "left"), strict=True):
        assert abs(bar.count(mark) - 60 * amounts[name] / 200_000) <= 1


def test_a_budget_that_is_not_enough_and_none_at_all(two: Program) -> None:
    assert two("policy", "set", "budget", "100", "--from", "2026-07-01", "--yes").code == 0
    short = _budget(two)
    assert short["left_cents"] < 0
    said = two("stipends", "budget").out
    assert f"${-short['left_cents'] / 100:,.2f} over the budget of $100.00" in said
    past = _budget(two, "--fiscal-year", "2026")
    assert past["budget_cents"] is None and past["left_cents"] is None
    assert past["expected_cents"] == past["most_cents"] == 0
    assert (
        "No budget is set for fiscal year 2026."
        in two("stipends", "budget", "--fiscal-year", "2026").out
    )


@pytest.mark.parametrize("words", [[], ["--fiscal-year", "2026"], ["--fiscal-year", "2027"]])
@pytest.mark.parametrize("day", ["2026-07-31", "2026-08-01", "2026-11-23"])
def test_the_lines_of_the_report_add_up_in_json_csv_and_on_the_screen(
    two: Program, words: list[str], day: str
) -> None:
    found = two("stipends", *words, "--as-of", day, "-f", "json").json
    totals, kinds = found["totals"], ("stipend", "travel")
    assert found["mentors"] or "2027" in words, "a later year may have nobody yet"
    for mentor in found["mentors"]:
        visits = [v for pair in mentor["pairs"] for v in pair["visits"]]
        trips = [t for v in visits for t in v["travel"]]
        assert mentor["stipend_earned_cents"] == sum(v["stipend_cents"] for v in visits)
        assert mentor["stipend_paid_cents"] == sum(v["stipend_paid_cents"] for v in visits)
        assert mentor["travel_earned_cents"] == sum(t["amount_cents"] or 0 for t in trips)
        assert mentor["travel_paid_cents"] == sum(t["paid_cents"] for t in trips)
    for key, value in totals.items():
        if key.endswith("_cents"):
            assert value == sum(mentor[key] for mentor in found["mentors"])
    rows = _rows(two, "stipends", *words, "--as-of", day)
    for kind in kinds:
        mine = [row for row in rows if row["kind"] == kind]
        assert sum(_cents(row["amount"]) for row in mine) == totals[f"{kind}_earned_cents"]
        assert sum(_cents(row["paid"]) for row in mine) == totals[f"{kind}_paid_cents"]
    said = two("stipends", *words, "--as-of", day, "--all").out
    above, _, below = said.partition("All together")
    shown = [[_cents(t) for t in re.findall(r"\$[\d,.]+\d", x)] for x in below.splitlines()[2:5]]
    parts = ("earned", "paid", "owed")
    expected = [[totals[f"{kind}_{part}_cents"] for part in parts] for kind in kinds]
    assert [row for row in shown if row] == expected
    subtotals = [line for line in above.splitlines() if "subtotal" in line]
    assert len(subtotals) == len(found["mentors"])
