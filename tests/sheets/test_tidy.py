"""What stands around a value in a cell: units, line breaks, quotes, marks that nobody sees."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import tidying
from wvls_mentor.records.lists import parts


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


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("5 years", "5"), ("10+", "10"), ("10+ years", "10"), ("2.5 yrs.", "2.5"), ("1 Year", "1"),
        ("about 7 years", "7"), ("20 years or more", "20"), ("18 months", "1.50"),
        ("1 year 6 months", "1.50"), ("1 year and 1 month", "1.08"), ("5", "5"),
        ("5-10 years", "5-10 years"), ("less than 2", "less than 2"), ("many", "many"),
        ("less than 5 years", "less than 5 years"), ("since 2010", "since 2010"),
    ],
)  # fmt: skip
def test_years_without_their_words(text: str, years: str) -> None:
    assert tidying.years(text) == years


def test_months_come_out_as_the_same_months() -> None:
    for months in range(1, 100):
        hundredths = round(float(tidying.years(f"{months} months")) * 100)
        assert (12 * hundredths + 50) // 100 == months


@pytest.mark.parametrize(
    ("text", "miles"),
    [
        ("60 miles", "60"), ("60 mi.", "60"), ("60mi", "60"), ("60+", "60"), ("60.5 Miles", "60.5"),
        ("1,200 miles", "1200"), ("60 km", "60 km"), ("60 each way", "60 each way"),
        ("about 60", "about 60"), ("60-80 miles", "60-80 miles"),
    ],
)  # fmt: skip
def test_miles_that_are_money_are_not_about(text: str, miles: str) -> None:
    assert tidying.number("miles?", "mi")(text) == miles


def test_number_columns_take_their_units(program: Program, bring: Any) -> None:
    text = "email,name,years,capacity,max_miles\n"
    text += "1@example.org,One,5 years,2 mentees,60 miles\n2@example.org,Two,10+,3+,about 80\n"
    assert bring("mentors", text)["added"] == 2
    one, two = (
        program("mentor", "show", f"{n}@example.org", "-f", "json").json["mentor"] for n in (1, 2)
    )
    assert (one["capacity"], one["max_miles"]) == (2, 60)
    assert (two["capacity"], two["max_miles"]) == (3, 80)
    assert bring("mentors", text)["unchanged"] == 2
    errors = bring("mentors", text.replace("1@", "3@").replace("5 years", "5-10 years"), code=6)[
        "errors"
    ]
    assert [e["field"] for e in errors] == ["years"]


def test_miles_of_a_meeting_take_their_units(paired: Program, bring: Any) -> None:
    text = (
        "email,on,method,hours,miles\nmentor1@example.org,6/20/26,at mentee library,6+,88 miles\n"
    )
    bring("meetings", text.replace("at mentee library", '"In person, at the mentee\'s library"'))
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["hours"], meeting["claims"][0]["miles"]) == (6, 88)


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\n", ";\n"])
def test_line_breaks_separate_the_entries_of_a_list(
    program: Program, bring: Any, between: str
) -> None:
    needs = f"Budget development:high{between}City, village and county relations"
    text = "email,name,library,years,needs,interests\n"
    text += f'1@example.org,One,Thorp,1,"{needs}","chess{between}rowing, lakes"\n'
    bring("mentees", text)
    one = program("mentee", "show", "1", "-f", "json").json["mentee"]
    assert [n["priority"] for n in one["needs"]] == ["high", "medium"]
    assert one["interests"] == ["chess", "lakes", "rowing"]
    assert bring("mentees", text)["unchanged"] == 1


def test_line_breaks_keep_the_priority_of_their_column(program: Program, bring: Any) -> None:
    header = "Which topics do you need help with most?"
    bring(
        "mentees", f'email,name,library,years,{header}\n1@example.org,O,Thorp,1,"budget\ngrants"\n'
    )
    needs = program("mentee", "show", "1", "-f", "json").json["mentee"]["needs"]
    assert {n["topic"]: n["priority"] for n in needs} == {"budget": "high", "grants": "high"}
    assert parts("a\nb;c") == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["7.16E+09", "7.15555E+09", "7.2e9", "7E+09"])
def test_a_phone_number_that_was_rounded_is_an_error(bring: Any, text: str) -> None:
    sheet = f"email,name,years,phone\n1@example.org,One,9,{text}\n"
    (error,) = bring("mentors", sheet, code=6)["errors"]
    assert (error["line"], error["field"]) == (2, "phone")
    assert "rounded" in error["message"] and text in error["message"]


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("'715-555-0104", "715-555-0104"), ("\u2019715-555-0104", "715-555-0104"),
        ("'+1 715 555 0104", "+1 715 555 0104"), ("7155550104.0", "7155550104"),
        ("715-555-0104", "715-555-0104"), ("555.0104", "555.0104"), ("715.555.0000", "715.555.0000"),
    ],
)  # fmt: skip
def test_a_phone_number_loses_its_quote(
    program: Program, bring: Any, text: str, phone: str
) -> None:
    sheet = f"email,name,years,phone\n1@example.org,One,9,{text}\n"
    bring("mentors", sheet)
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["phone"] == phone
    assert bring("mentors", sheet)["unchanged"] == 1


@pytest.mark.parametrize(
    "text",
    [
        "mailto:one@example.org", "MailTo:one@example.org?subject=Hi", "one@example.org.",
        "\u200bone@example.org", "one@exam\u00adple.org", "one@example.org\ufeff",
        "\u00a0one@example.org ", "<one@example.org>", "one@example.org,",
    ],
)  # fmt: skip
def test_an_address_loses_what_is_around_it(program: Program, bring: Any, text: str) -> None:
    sheet = f'email,name,years\n"{text}",One,9\n'
    assert bring("mentors", sheet)["added"] == 1
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["email"] == "one@example.org"
    assert bring("mentors", sheet)["unchanged"] == 1


@pytest.mark.parametrize("column", ["email", "mentor_email"])
def test_addresses_of_every_sheet_are_tidied(paired: Program, bring: Any, column: str) -> None:
    other = ",mentee_email" if column == "mentor_email" else ""
    cell = ",mentee1@example.org." if other else ""
    text = f"{column}{other},on,method\nmailto:mentor1@example.org.{cell},6/20/26,phone\n"
    assert bring("meetings", text)["added"] == 1


@pytest.mark.parametrize(
    "text", ["one example.org", "two@ example.org", "a@b@example.org", "mailto:"]
)
def test_what_is_no_address_stays_none(bring: Any, text: str) -> None:
    (error,) = bring("mentors", f"email,name,years\n{text},One,9\n", code=6)["errors"]
    assert error["field"] == "email"


def test_only_a_rounded_number_is_refused() -> None:
    with pytest.raises(UsageProblem):
        tidying.phone("7.16E+09")
    assert tidying.phone("7 E 9") == "7 E 9"
