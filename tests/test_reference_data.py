"""What the package ships, against the published figures where they are at hand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor import data
from wvls_mentor.money import parse_rate
from wvls_mentor.words import fold

REFERENCE = Path(__file__).parents[2] / "shared" / "data"


def _rows(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip("the published figures are not beside this checkout")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_twenty_five_member_libraries_in_seven_counties() -> None:
    found = data.libraries()
    assert len(found) == 25 and len({lib.fscskey for lib in found}) == 25
    assert len({lib.county for lib in found}) == 7
    assert all(44 < lib.latitude < 47 and -92 < lib.longitude < -88 for lib in found)


def test_the_libraries_are_those_of_the_survey() -> None:
    ours = {lib.fscskey: lib for lib in data.libraries()}
    theirs = {row["fscskey"].upper(): row for row in _rows("wvls_libraries_fy2022.csv")}
    assert set(ours) == set(theirs)
    for key, row in theirs.items():
        lib = ours[key]
        assert lib.latitude == pytest.approx(float(row["latitude"]), abs=5.1e-5)
        assert lib.longitude == pytest.approx(float(row["longitude"]), abs=5.1e-5)
        assert (lib.population, lib.locale) == (int(row["population_served"]), row["locale"])
        assert fold(lib.city) == fold(row["city"])


def test_the_mileage_rates_are_those_of_the_rules() -> None:
    found = dict(data.mileage_rates())
    assert found[date(2022, 7, 1)] == parse_rate("0.625")
    assert found[date(2026, 1, 1)] == parse_rate("0.725")
    assert found[date(2026, 7, 1)] == parse_rate("0.76")
    assert len(found) == 11 and min(found) == date(2018, 1, 1)


def test_the_mileage_rates_are_those_published() -> None:
    found = dict(data.mileage_rates())
    rows = _rows("irs_mileage_rates.csv")
    published = {row["effective_from"]: parse_rate(row["usd_per_mile"]) for row in rows}
    assert {day.isoformat(): rate for day, rate in found.items()} == published


def test_topics_have_short_names_and_titles() -> None:
    found = data.topics()
    assert len({slug for slug, _, _ in found}) == len(found) >= 20
    assert {"budget", "board-relations", "policies", "grants", "ils"} <= {s for s, _, _ in found}


SHEETS = {
    "mentors": ("mentor_interest_form.csv", (
        "Email Address=email", "Your name=name", "Which library do you work at?=library",
        "How many years of relevant experience do you have?=years",
        "Which topics could you help a new director with? (check all that apply)=expertise",
        "What are you interested in outside of work?=interests",
        "How would you describe your community?=culture",
        "How many mentees could you take on?=capacity",
        "How far would you drive, in miles?=max_miles", "Anything else?=note",
    )),
    "mentees": ("mentee_interest_form.csv", (
        "Email Address=email", "When did you start as director?=administrator_since",
        "What do you need help with most?=needs:high", "What else would you like to learn?=needs",
        "Your interests=interests", "Community=culture",
    )),
}  # fmt: skip


def test_the_sign_up_sheets_go_in_and_match(program: Program) -> None:
    program("library", "add", "Superior Public Library", "--city", "Superior")
    for kind, (name, maps) in SHEETS.items():
        rows = len(_rows(f"sheets/{name}"))
        words = [word for m in maps for word in ("--map", m)]
        file = str(REFERENCE / "sheets" / name)
        found = program("import", kind, file, *words, "-f", "json").json
        assert (found["added"], found["errors"]) == (rows, [])
        again = program("import", kind, file, *words, "-f", "json").json
        assert (again["changed"], again["unchanged"]) == (0, rows)
    assert program("match", "--accept", "--yes", "-f", "json").json["pairs"]
