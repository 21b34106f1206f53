"""What holds for every row: --set and --only, remembered for the same headers and said each time."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program

BOTH = "email,name,library,years,I sign up as\n"
BOTH += "1@example.org,One,Thorp,1,Mentee\n2@example.org,Two,Wausau,9,Mentor\n"
BOTH += "3@example.org,Three,Antigo,2,Both\n4@example.org,Four,Merrill,1,\n"
MENTEES = ("--only", "I sign up as=Mentee", "--only", "i sign up AS=both")
BARE = "email,name,years\n1@example.org,One,1\n2@example.org,Two,1\n"


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


def _names(program: Program, role: str) -> set[str]:
    found = program(role, "list", "-f", "json").json[f"{role}s"]
    return {one["name"] for one in found}


def test_one_form_for_both_roles(program: Program, bring: Any) -> None:
    found = bring("mentees", BOTH, *MENTEES)
    assert found["added"] == 2 and _names(program, "mentee") == {"One", "Three"}
    assert "Only 2 of 4 rows where 'I sign up as' is 'Mentee' or 'both'" in found["err"]
    assert "not used" not in found["err"]
    bring("mentors", BOTH, "--only", "I sign up as=Mentor", "--only", "I sign up as=Both")
    assert _names(program, "mentor") == {"Two", "Three"}


def test_it_is_remembered_and_said_each_time(program: Program, bring: Any) -> None:
    bring("mentees", BOTH, *MENTEES)
    again = bring("mentees", BOTH + "5@example.org,Five,Thorp,1,Mentor\n")
    assert (again["added"], again["unchanged"]) == (0, 2)
    assert "Only 2 of 5 rows" in again["err"]
    other = bring("mentees", BOTH.replace("I sign up as", "My role"), "--dry-run")
    assert "Only" not in other["err"] and other["added"] == 2  # other headers: all rows
    fewer = bring("mentees", BOTH, "--only", "I sign up as=Mentee")
    assert "Only 1 of 4 rows" in fewer["err"]
    every = bring("mentees", BOTH, "--only", "I sign up as=")
    assert every["added"] == 2 and "Only" not in every["err"]
    assert "Only" not in bring("mentees", BOTH)["err"]


@pytest.mark.parametrize(
    "cell", ["Mentee;Mentor;", '"Mentor, Mentee"', '"Mentor\nmentee"', " MENTEE "]
)
def test_a_cell_of_several_answers_says_each(program: Program, bring: Any, cell: str) -> None:
    text = BOTH.replace("1,Mentee\n", f"1,{cell}\n")
    bring("mentees", text, "--only", "I sign up as=Mentee")
    assert _names(program, "mentee") == {"One"}


def test_two_columns_both_have_to_say_so(program: Program, bring: Any) -> None:
    bring("mentees", BOTH, *MENTEES, "--only", "years=2")
    assert _names(program, "mentee") == {"Three"}


def test_what_is_in_a_row_that_is_left_out_cannot_be_wrong(bring: Any) -> None:
    text = BOTH + "not an address,,Atlantis,ages,Mentor\n"
    assert bring("mentees", text, *MENTEES)["added"] == 2


@pytest.mark.parametrize(
    ("only", "code", "said"),
    [
        ("I sign up as=Menteee", 6, "There is 'Mentee', 'Mentor' and 'Both'."),
        ("I sign up=Mentee", 6, "Did you mean 'I sign up as'?"),
        ("Mentee", 2, "--only"),
        ("=Mentee", 2, "--only"),
    ],
)
def test_rows_that_nobody_is_in_are_refused(
    program: Program, bring: Any, only: str, code: int, said: str
) -> None:
    assert said in bring("mentees", BOTH, "--only", only, code=code)["err"]
    assert _names(program, "mentee") == set()


def test_every_row_gets_a_value(program: Program, bring: Any) -> None:
    found = bring("mentees", BARE, "--set", "library=Thorp", "--set", "needs=budget:high")
    assert found["added"] == 2 and "Every row gets library = Thorp" in found["err"]
    one = program("mentee", "show", "1", "-f", "json").json["mentee"]
    assert one["library"] == "Thorp Public Library" and one["needs"][0]["priority"] == "high"
    again = bring("mentees", BARE)
    assert again["unchanged"] == 2 and "Every row gets library = Thorp" in again["err"]
    bring("mentees", BARE, "--set", "library=", code=0)
    assert "library" not in bring("mentees", BARE)["err"]


def test_a_value_is_remembered_for_the_same_headers_only(bring: Any) -> None:
    bring("mentees", BARE, "--set", "library=Thorp")
    other = BARE.replace("years", "Years ").replace("@", "0@").replace("email", "e-mail address")
    errors = bring("mentees", other, code=6)
    assert {e["field"] for e in errors["errors"]} == {"library"}
    assert "Every row" not in errors["err"]


def test_a_value_may_stand_for_a_column_that_a_sheet_needs(paired: Program, bring: Any) -> None:
    text = "mentee_email,on\nmentee1@example.org,6/20/26\n"
    more = ("--set", "mentor_email=mailto:mentor1@example.org", "--set", "method=phone")
    assert bring("meetings", text, *more)["added"] == 1


@pytest.mark.parametrize(
    ("text", "given", "said"),
    [
        (BOTH, "library=Thorp", "the field library itself"),
        (BOTH, "administrator_since=2026-01-01", "the field years itself"),
        ("email,First name,Last name,library,years\n", "name=One", "the field first_name itself"),
        (BARE, "libary=Thorp", "Did you mean library?"),
        (BARE, "Thorp", "--set FIELD=VALUE"),
        (BARE, "status_on=friday", "is not a date"),
    ],
)
def test_a_value_that_cannot_be_is_refused(bring: Any, text: str, given: str, said: str) -> None:
    text = text if "@" in text else text + "1@example.org,One,Tester,Thorp,1\n"
    assert said in bring("mentees", text, "--set", given, code=2)["err"]


def test_a_value_is_not_guessed_at(program: Program, bring: Any) -> None:
    text = "email,name,years,Where is your library building?\n1@example.org,One,1,Main Street\n"
    assert bring("mentees", text, "--set", "library=Thorp")["added"] == 1


def test_a_map_of_the_form_is_kept_beside_it(program: Program, bring: Any) -> None:
    text = BOTH.replace("library", "Where?")
    bring("mentees", text, "--map", "Where?=library", *MENTEES)
    bring("mentees", text, "--only", "I sign up as=Mentee")
    found = bring("mentees", text)
    assert found["unchanged"] == 1 and "Only 1 of 4" in found["err"]
