"""What the package ships, against the published figures where they are at hand."""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor import data
from wvls_mentor.money import parse_rate
from wvls_mentor.text import fold

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


SHEETS = {"mentors": "mentor_interest_form.csv", "mentees": "mentee_interest_form.csv"}


def test_the_sign_up_sheets_go_in_match_and_come_out_again(
    program: Program, tmp_path: Path
) -> None:
    for kind, name in SHEETS.items():
        rows = len(_rows(f"sheets/{name}"))
        file = str(REFERENCE / "sheets" / name)
        assert program("import", kind, file, "--add-libraries").code == 5  # it had to guess
        found = program("import", kind, file, "--add-libraries", "--yes", "-f", "json").json
        assert (found["added"], found["errors"]) == (rows, [])
        again = program("import", kind, file, "-f", "json").json  # confirmed once is enough
        assert (again["changed"], again["unchanged"], again["kept"]) == (0, rows, [])
    assert program("match", "--accept", "--yes", "-f", "json").json["pairs"]
    other = Program(tmp_path / "other.db").begin()
    for kind in ("libraries", "mentors", "mentees", "pairs"):
        sheet = tmp_path / f"{kind}.csv"
        assert program("export", kind, str(sheet)).code == 0
        assert other("import", kind, str(sheet), "--yes").code == 0
    for kind in ("libraries", "mentors", "mentees", "pairs"):
        assert other("export", kind).out == (tmp_path / f"{kind}.csv").read_text()


def test_the_national_survey_goes_in_as_published(program: Program) -> None:
    rows = len(_rows("imls_pls_fy2018_libraries.csv"))
    file = str(REFERENCE / "imls_pls_fy2018_libraries.csv")
    found = program("import", "libraries", file, "--yes", "-f", "json").json
    assert (found["added"] + found["changed"], found["errors"]) == (rows, [])
    library = program("library", "show", "Merrill", "-f", "json").json["library"]
    assert (library["name"], library["member"]) == ("T.B. Scott Free Library", True)


@pytest.mark.fuzz
def test_the_national_survey_changes_nothing_a_second_time(program: Program) -> None:
    rows = len(_rows("imls_pls_fy2018_libraries.csv"))
    file = str(REFERENCE / "imls_pls_fy2018_libraries.csv")
    assert program("import", "libraries", file, "--yes").code == 0
    again = program("import", "libraries", file, "-f", "json").json
    assert (again["changed"], again["unchanged"]) == (0, rows)
