"""Columns of real exports: without a header, asked twice, added by the form service itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.sheets.books import book, cells, sheet
from wvls_mentor.sheets.headers import recognize


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


def _mentee(program: Program, text: str = "one@example.org") -> dict[str, Any]:
    found: dict[str, Any] = program("mentee", "show", text, "-f", "json").json["mentee"]
    return found


def _mentor(program: Program, text: str = "one@example.org") -> dict[str, Any]:
    found: dict[str, Any] = program("mentor", "show", text, "-f", "json").json["mentor"]
    return found


def _needs(program: Program) -> dict[str, str]:
    return {n["topic"]: n["priority"] for n in _mentee(program)["needs"]}


WHO = "email,name,library,years"
ONE = "one@example.org,Mentee One,Thorp,1"


# ---- without a header
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("needs,,", "Budget development,Grants and fundraising,Policies and procedures"),
        ("needs,,", "Budget development,,Grants and fundraising; policies"),
        ("needs,,,phone", "Budget development,Grants and fundraising,policies,5550100"),
        ("phone,needs,,,", ",,budget,grants,policies"),
    ],
)
def test_columns_beside_a_list_question_are_its_other_options(
    program: Program, bring: Any, header: str, row: str
) -> None:
    found = bring("mentees", f"{WHO},{header}\n{ONE},{row}\n")
    assert set(_needs(program)) == {"budget", "grants", "policies"}
    assert "read as more answers to 'needs'" in found["err"]
    (warning,) = found["warnings"]
    assert warning["line"] == 1 and "such as '" in warning["message"]
    assert bring("mentees", f"{WHO},{header}\n{ONE},{row}\n")["unchanged"] == 1


@pytest.mark.parametrize("field", ["interests", "culture"])
def test_options_of_every_list_are_read(program: Program, bring: Any, field: str) -> None:
    bring("mentees", f"{WHO},{field},\n{ONE},lakes,farming\n")
    assert _mentee(program)[field] == ["farming", "lakes"]


def test_a_priority_counts_for_every_option(program: Program, bring: Any) -> None:
    header = f"{WHO},Which topics do you need help with most?,,Which other topics would help you?,"
    bring("mentees", f"{header}\n{ONE},budget,grants,policies,advocacy\n")
    assert _needs(program) == {
        "budget": "high", "grants": "high", "policies": "medium", "advocacy": "medium",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "named"),
    [
        (f"{WHO},,", f"{ONE},Likes trains,", "column E (such as 'Likes trains')"),
        (f",{WHO},", f"7,{ONE},x", "columns A (such as '7') and F (such as 'x')"),
        (f"{WHO},phone,", f"{ONE},555,call at noon", "column F (such as 'call at noon')"),
    ],
)
def test_any_other_column_without_a_header_is_named_with_a_value(
    bring: Any, header: str, row: str, named: str
) -> None:
    found = bring("mentees", f"{header}\n{row}\n")
    assert f"{named} without a header: not used" in found["err"]
    assert found["warnings"][0]["message"].startswith(named)


def test_an_empty_column_without_a_header_is_not_worth_a_word(bring: Any) -> None:
    found = bring("mentees", f"{WHO},needs,,\n{ONE},budget,,\n")
    assert found["warnings"] == [] and "without a header" not in found["err"]


def test_a_workbook_may_end_with_columns_without_a_header(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(book(sheet(cells(f"{WHO},needs\n{ONE},budget,grants,policies\n"))))
    assert program("import", "mentees", str(file), "--yes").code == 0
    assert set(_needs(program)) == {"budget", "grants", "policies"}


def test_a_survey_names_its_options_below_the_header(program: Program, bring: Any) -> None:
    text = (
        "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
        "Last Name,Your name,Your e-mail address,Library,Start date as director,needs,,\n"
        ",,,,,,,,Open-Ended Response,Open-Ended Response,Response,Open-Ended Response,"
        "Budget development,Grants and fundraising,Policies and procedures\n"
        "1,2,09/14/2026 08:02:11 AM,09/14/2026 08:09:11 AM,,,,,Mentee One,one@example.org,"
        "Thorp,3/2/2026,Budget development,,X\n"
    )
    found = bring("mentees", text, "--yes")
    assert set(_needs(program)) == {"budget", "policies"}
    assert _mentee(program)["administrator_since"] == "2026-03-02"
    assert "names options" in found["err"]


# ---- the columns of the account
MS = "ID,Start time,Completion time,Email,Name,Last modified time"
MS_ROW = "1,9/14/26 8:00:01,9/14/26 8:02:11,anonymous,Anonymous,"


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("Your name,Your e-mail address", "Mentor One,one@example.org"),
        ("Full name,E-mail address", "Mentor One,one@example.org"),
        ("First name,Last name,Email address", "Mentor,One,one@example.org"),
        ("What is your name?,What is your work e-mail?", "Mentor One,one@example.org"),
        ("Name2,Email2", "Mentor One,one@example.org"),
        ("Name,Email", "Mentor One,one@example.org"),
    ],
)
@pytest.mark.parametrize("account", [MS_ROW, MS_ROW.replace("anonymous", "shared@example.org")])
def test_the_account_gives_way_to_a_question_that_asks_the_same(
    program: Program, bring: Any, asked: str, answers: str, account: str
) -> None:
    account = account.replace(
        "Anonymous", "Shared Account" if "shared@" in account else "Anonymous"
    )
    text = f"{MS},{asked},Library,years\n{account},{answers},Wausau,9\n"
    assert bring("mentors", text)["added"] == 1
    one = _mentor(program)
    assert (one["name"], one["email"]) == ("Mentor One", "one@example.org")
    assert one["experience_since"] == "2017-09-14"


def test_the_account_is_taken_where_nothing_else_asks(program: Program, bring: Any) -> None:
    row = "1,9/14/26 8:00:01,9/14/26 8:02:11,one@example.org,Mentor One,"
    assert bring("mentors", f"{MS},Library,years\n{row},Wausau,9\n")["added"] == 1
    assert _mentor(program)["name"] == "Mentor One"


def test_nobody_is_called_anonymous(bring: Any) -> None:
    errors = bring("mentors", f"{MS},Library,years\n{MS_ROW},Wausau,9\n", code=6)["errors"]
    assert [e["field"] for e in errors] == ["email"]


@pytest.mark.parametrize("kind", ["mentors", "mentees", "meetings", "goals", "evaluations"])
def test_the_account_is_never_guessed_at(kind: str) -> None:
    found = {c.header: c for c in recognize(MS.split(","), kind)}
    assert all(c.how != "guess" for c in found.values())
    assert found["Start time"].field is None and found["ID"].field is None
    assert found["Completion time"].field == "timestamp"
    assert found["Email"].field == "email"


def test_another_service_adds_an_address_too(program: Program, bring: Any) -> None:
    text = "Timestamp,Email Address,Your name,E-mail,years\n"
    text += "9/14/2026 8:02:11,shared@example.org,Mentor One,one@example.org,9\n"
    assert bring("mentors", text)["added"] == 1
    assert _mentor(program)["name"] == "Mentor One"


# ---- one question in two branches


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("email,name,years,Library,phone,Library", "one@example.org,Mentee One,1,,555,Thorp"),
        ("email,name,years,Library,Library,library ", "one@example.org,Mentee One,1,Thorp,,thorp"),
        (
            "Start time,Completion time,Email,Name,years,Library,Library2",
            "9/14/26 8:00,9/14/26 8:02,one@example.org,Mentee One,1,,Thorp",
        ),
        ("email,name,years,Which one?,Which one?", "one@example.org,Mentee One,1,,Thorp"),
    ],
)
def test_a_question_of_two_branches_is_one_column(
    program: Program, bring: Any, header: str, row: str
) -> None:
    more = ("--map", "Which one?=library") if "Which" in header else ()
    assert bring("mentees", f"{header}\n{row}\n", *more)["added"] == 1
    assert _mentee(program)["library"] == "Thorp Public Library"
    assert bring("mentees", f"{header}\n{row}\n")["unchanged"] == 1


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        ("email,name,years,Library,Library", "one@example.org,One,1,Thorp,Wausau", "library"),
        ("email,name,library,years,Years", "one@example.org,One,Thorp,1,2", "years"),
        (f"{WHO},needs,,needs", f"{ONE},budget,grants,policies", "needs"),
    ],
)
def test_two_different_answers_are_an_error_of_the_row(
    program: Program, bring: Any, header: str, row: str, field: str
) -> None:
    (error,) = bring("mentees", f"{header}\n{row}\n", code=6)["errors"]
    assert (error["line"], error["field"]) == (2, field)
    assert "has two answers" in error["message"]
    assert program("mentee", "list", "-f", "json").json["mentees"] == []


def test_a_list_that_is_answered_alike_in_both_branches_is_one(
    program: Program, bring: Any
) -> None:
    bring("mentees", f"{WHO},needs,,needs\n{ONE},budget,grants,grants;budget\n")
    assert set(_needs(program)) == {"budget", "grants"}


def test_another_number_of_a_sheet_made_by_hand_is_another_one(
    program: Program, bring: Any
) -> None:
    text = f"{WHO},phone,phone2\n{ONE},5550100,5550199\n"
    assert bring("mentees", text, "--map", "phone2=")["added"] == 1
    assert _mentee(program)["phone"] == "5550100"


def test_two_questions_of_one_field_are_still_refused(bring: Any) -> None:
    text = "email,name,years,Library,Your library\none@example.org,One,1,Thorp,Wausau\n"
    assert "'Library' and 'Your library'" in bring("mentees", text, code=6)["err"]
