"""Which person and which pair a row means: the wrong one is worse than none."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Answer, Program

Bring = Callable[..., Any]


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Bring:
    """Imports a text and answers with its JSON; *code* is what it ends with."""

    def call(kind: str, text: str, *more: str, code: int = 0, today: str | None = None) -> Any:
        file = tmp_path / f"{kind}.csv"
        file.write_text(text)
        words = ["import", kind, str(file), "--yes", "-f", "json", *more]
        answer: Answer = program(*words, today=today)
        assert answer.code == code, answer.err
        return json.loads(answer.out)

    return call


@pytest.fixture
def two(paired: Program) -> Program:
    """Mentor 1 is with Mentee 1 since June 1; Mentee 2 waits."""
    paired("mentor", "edit", "1", "--capacity", "2")
    return paired


def _meetings(program: Program, pair: str) -> list[Any]:
    found: list[Any] = program("meeting", "list", pair, "-f", "json").json["meetings"]
    return found


@pytest.mark.parametrize("partner", ["Mentee 2", "mentee2@example.org", "2, Mentee", "nobody"])
def test_a_named_partner_decides_though_one_pair_fits_the_day(
    two: Program, bring: Bring, partner: str
) -> None:
    text = (
        "email,partner,on,method,at,hours\n"
        f'mentor1@example.org,"{partner}",2026-06-20,in person,mentee-library,6\n'
    )
    before = len(_meetings(two, "1"))
    two.mentee(2)
    (error,) = bring("meetings", text, code=6)["errors"]
    assert error["field"] == "partner" and "Mentor 1 with Mentee 1" in error["message"]
    assert len(_meetings(two, "1")) == before


def test_the_same_file_goes_to_the_pair_once_it_is_matched(two: Program, bring: Bring) -> None:
    number = str(two.mentee(2))
    text = "email,partner,on,method\nmentor1@example.org,Mentee 2,2026-06-20,phone\n"
    bring("meetings", text, code=6)
    two("match", number, "1", "--on", "2026-06-02", "--yes")
    assert bring("meetings", text)["added"] == 1
    assert bring("meetings", text)["unchanged"] == 1
    assert [m["on"] for m in _meetings(two, "2")] == ["2026-06-20"]


def test_a_partner_named_by_a_part_or_with_more_around_it_is_found(
    two: Program, bring: Bring
) -> None:
    for day, partner in ((3, "mentee"), (4, "Mentee 1 (Thorp)"), (5, "MENTEE1@example.org")):
        text = f"email,partner,on,method\nmentor1@example.org,{partner},2026-06-0{day},phone\n"
        assert bring("meetings", text)["added"] == 1


def test_the_senders_own_name_is_no_partner(two: Program, bring: Bring) -> None:
    text = "email,partner,on,method\nmentor1@example.org,Mentor 1,2026-06-20,phone\n"
    (error,) = bring("meetings", text, code=6)["errors"]
    assert error["field"] == "partner"


def test_goals_go_to_the_named_partner_too(two: Program, bring: Bring) -> None:
    two.mentee(2)
    text = "email,partner,term,goal\nmentor1@example.org,Mentee 2,short,Plan a budget\n"
    (error,) = bring("goals", text, code=6)["errors"]
    assert error["field"] == "partner"


def test_an_evaluation_after_a_rematch_goes_to_the_pair_that_it_names(
    two: Program, bring: Bring
) -> None:
    two("end", "1", "--on", "2026-08-01", "--reason", "moved", "--yes")
    two("mentor", "add", "Mentor 9", "--email", "m9@example.org", "--library", "Wausau",
        "--years", "9")  # fmt: skip
    two("match", "Mentee 1", "Mentor 9", "--on", "2026-08-10", "--yes")
    head = "email,partner,timestamp,rating\n"
    row = "mentee1@example.org,{},2026-08-20 09:00:00,5\n"
    (error,) = bring("evaluations", head + row.format("Mentor 9"), code=6)["errors"]
    assert error["field"] == "timestamp" and "C10" in error["message"]  # eleven months early
    assert bring("evaluations", head + row.format("Mentor 1"))["added"] == 1
    (line,) = two("evaluations", "--detail", "-f", "json").json["evaluations"]
    assert line["pair_id"] == 1
    nobody = "email,timestamp,rating\nmentee1@example.org,2026-08-21 09:00:00,4\n"
    assert bring("evaluations", nobody)["added"] == 1  # the one pair whose window is open
    assert {
        e["pair_id"] for e in two("evaluations", "--detail", "-f", "json").json["evaluations"]
    } == {1}


@pytest.mark.parametrize(
    ("kind", "head", "cells"),
    [
        ("goals", "email,term,goal,timestamp", "mentee1@example.org,short,Plan a budget,{}"),
        ("evaluations", "email,rating,timestamp", "mentee1@example.org,5,{}"),
    ],
)
def test_a_forms_clock_ahead_of_the_day_is_an_error(
    paired: Program, bring: Bring, kind: str, head: str, cells: str
) -> None:
    (error,) = bring(kind, f"{head}\n{cells.format('2026-11-24 00:30:00')}\n", code=6)["errors"]
    assert error["field"] == "timestamp" and "in the future" in error["message"]


PEOPLE = "name,email,library,years\n{},office@example.org,Thorp,9\n"


@pytest.mark.parametrize("other", ["Jo Two", "Two, Jo", "Jane Two"])
def test_one_address_of_two_names_in_one_sheet_is_an_error(
    program: Program, bring: Bring, other: str
) -> None:
    text = (
        "timestamp,name,email,library,years\n"
        "2026-09-01 08:00:00,Ann One,office@example.org,Thorp,9\n"
        f'2026-09-02 08:00:00,"{other}",office@example.org,Thorp,2\n'
    )
    (error,) = bring("mentors", text, code=6)["errors"]
    assert error["field"] == "email" and "Ann One" in error["message"]
    assert program("mentor", "list", "-f", "json").json["mentors"] == []
    assert bring("mentors", text, "--same-person", "office@example.org")["added"] == 1
    assert bring("mentors", text)["unchanged"] == 1  # remembered


@pytest.mark.parametrize("other", ["ANN ONE", "One, Ann", "A. One", "Ann Married", "Ánn One"])
def test_a_name_that_may_be_the_same_persons_is_no_error(
    program: Program, bring: Bring, other: str
) -> None:
    bring("mentors", PEOPLE.format("Ann One"))
    bring("mentees", PEOPLE.format(f'"{other}"').replace(",9\n", ",1\n"))


def test_a_successor_on_an_offices_address_is_not_made_the_predecessor(
    program: Program, bring: Bring
) -> None:
    bring("mentors", PEOPLE.format("Ann One"))
    (error,) = bring("mentees", PEOPLE.format("Bea Two").replace(",9\n", ",1\n"), code=6)["errors"]
    assert "Ann One and Bea Two" in error["message"] and "--same-person" in error["message"]
    (error,) = bring("mentors", PEOPLE.format("Bea Two"), code=6)["errors"]  # a name that changed
    assert error["field"] == "email"
    (mentor,) = program("mentor", "list", "-f", "json").json["mentors"]
    assert mentor["name"] == "Ann One"


def test_a_name_corrected_here_stays(program: Program, bring: Bring) -> None:
    bring("mentors", PEOPLE.format("An One"))
    program("mentor", "edit", "1", "--name", "Bo Corrected")
    found = bring("mentors", PEOPLE.format("An One"))
    assert "kept your Bo Corrected" in found["kept"][0]["message"]


def test_who_is_forgotten_is_forgotten_as_one_person_too(program: Program, bring: Bring) -> None:
    text = (
        "timestamp,name,email,library,years\n"
        "2026-09-01 08:00:00,Ann One,office@example.org,Thorp,9\n"
        "2026-09-02 08:00:00,Bea Two,office@example.org,Thorp,2\n"
    )
    bring("mentors", text, "--same-person", "office@example.org")
    assert b"office@example.org" in program.path.read_bytes()
    program("forget", "1", "--yes")
    assert b"office@example.org" not in program.path.read_bytes()


@pytest.mark.parametrize("partner", ["Ann", "Anna", "ann@example.org", "-", "Lee, Ann"])
def test_a_part_of_a_word_is_no_name(program: Program, bring: Bring, partner: str) -> None:
    for name, email in (("Joanna Lee", "joann@example.org"), ("Ann Lee", "ann@example.org")):
        program("mentee", "add", name, "--email", email, "--library", "Thorp", "--years", "0.5")
    program("mentor", "add", "Mentor 1", "--email", "m1@example.org", "--library", "Wausau",
            "--years", "9")  # fmt: skip
    program("match", "Joanna Lee", "Mentor 1", "--on", "2026-06-01", "--yes")
    head = "email,partner,on,method\n"
    row = f'm1@example.org,"{partner}",2026-06-20,phone\n'
    (error,) = bring("meetings", head + row, code=6)["errors"]
    assert error["field"] == "partner"
    for day, name in ((21, "Joanna"), (22, "Lee, Joanna"), (23, "Joanna Lee (Thorp)")):
        good = f'm1@example.org,"{name}",2026-06-{day},phone\n'
        assert bring("meetings", head + good)["added"] == 1
