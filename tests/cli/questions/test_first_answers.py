"""What a newcomer types at a question, and what it comes to."""

from datetime import date

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.dates import parse_month
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_miles, parse_rate


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def test_a_month_of_a_year_is_its_first_day() -> None:
    for typed in ("5/2026", "05/2026", "2026-05", "May 2026", "may, 2026"):
        assert parse_month(typed) == date(2026, 5, 1), typed
    for typed in ("13/2026", "5/26", "Mai 2026", "2026", "5", "Nov 23, 2026"):
        assert parse_month(typed) is None, typed


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        (["about twelve", "about 12"], "2014-11-23"),
        (["2014"], "2014-01-01"),
        (["2025", "5/2025"], "2025-05-01"),
        (["12 yrs"], "2014-11-23"),
    ],
)
def test_when_experience_began_is_said_in_many_ways(
    program: Program, typed: list[str], since: str
) -> None:
    """ "about 12" was answered with Monday and yesterday as examples."""
    said = _talk(
        program, "mentor add", "Joan", "n", "?", "Joan Sample", "?", "one@example.org", "", "?",
        *typed, *[""] * 7,
    )  # fmt: skip
    assert "Is Joan the whole name?" in said and "such as Joan Sample" in said
    assert "Each person needs their own." in said
    assert "library work like this" in said and "such as 2014 or 4/6/2014, or how many" in said
    (found,) = program("mentor", "list", "-f", "json").json["mentors"]
    assert (found["name"], found["experience_since"]) == ("Joan Sample", since)


def test_two_in_the_other_order_are_named_in_the_right_one(program: Program) -> None:
    """ "There is no mentee 'Mentor 1'" said nothing of what to type."""
    mentor, mentee = program.mentor(1), program.mentee(1)
    for command in ("match", "keep-apart"):
        for words in (("Mentor 1", "Mentee 1"), (str(mentor), str(mentee))):
            more = ("--reason", "x") if command == "keep-apart" else ()
            refused = program(command, *words, *more)
            assert refused.code == 4
            said = " ".join(refused.err.split())
            assert "Mentor 1 is a mentor." in said
            assert f"Put the mentee first: wvls {command} {mentee} {mentor}" in said
    assert "no mentee 'Nobody'" in program("match", "Nobody", "Mentee 1").err
    refused = program("match", str(mentee), "--accept")
    assert refused.code == 2
    assert f"To make one pair: wvls match {mentee} MENTOR" in " ".join(refused.err.split())


def test_a_misspelled_first_name_has_a_suggestion(program: Program) -> None:
    for number, name in enumerate(("Sally Sample", "Joan Fictional"), 1):
        mentor = program.mentor(number)
        assert program("mentor", "edit", str(mentor), "--name", name).code == 0
    refused = program("mentor", "edit", "Saly", "--capacity", "2")
    assert refused.code == 4 and "Did you mean Sally Sample?" in refused.err


@pytest.mark.parametrize("typed", ["no", "canceled", "it didn't happen", "They never met."])
def test_a_planned_meeting_that_was_not_held_is_to_be_canceled(paired: Program, typed: str) -> None:
    plan = ("--method", "phone", "--planned", "--on", "2026-11-20")
    assert paired("log-meeting", "1", *plan, today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm 1", typed, "idk", "", "", "")
    assert (
        "If it did not happen: wvls meeting cancel 1" in said and "Please enter an answer" in said
    )


def test_a_rate_may_begin_with_its_point() -> None:
    """ "'.70' is not a rate.": so the IRS writes it."""
    assert parse_rate(".70") == parse_rate("$.70") == parse_rate("0.70") == 7_000
    for typed in (".", "$.", ".70000", "..7"):
        with pytest.raises(UsageProblem):
            parse_rate(typed)


def test_a_rate_that_was_missing_is_not_changed_anyway(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was wrong with it."""
    monkeypatch.setenv("WVLS_TODAY", "2027-02-01")
    paired.visit(1, "2027-01-20", "6", "--miles", "60")
    said = _talk(paired, "policy rate mileage .70", "1/1/2027", "y")
    assert "Starting what day (with the year)" in said
    assert "Go ahead?" in said and "anyway" not in said
    assert "Change it anyway?" in _talk(paired, "policy rate mileage .71 --from 1/1/2027", "y")


def test_miles_in_words_are_asked_for_as_a_number() -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_miles("far")
    assert refused.value.hint == "Type a number of miles, such as 60."
    with pytest.raises(UsageProblem) as refused:
        parse_miles("5000")
    assert "2000" in (refused.value.hint or "")


def test_a_day_with_its_year_is_not_read_back(paired: Program) -> None:
    """Nothing was guessed, and it was said again all the same."""
    plan = "log-meeting 1 --planned --method phone"
    assert "OK," not in _talk(paired, f"{plan} --on 1/14/2027")
    said = _talk(paired, "log-meeting 1", "1/14", "y", "video", "", "")
    assert said.count("Jan 14, 2027") >= 1
