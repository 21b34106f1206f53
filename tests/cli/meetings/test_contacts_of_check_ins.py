"""Contacts that a check-in hears of: both orders are read, and what is missing is said."""

from datetime import date

import pytest

from tests import factories
from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.cli.contact_words import example


def _said(program: Program, *answers: str) -> str:
    typed = ["", "mentor", "well", *answers, "", "", ""]
    code, said = talk(program.path, ["check-in", "1"], [f"{answer}\n" for answer in typed])
    assert code == 0, said
    return " ".join(said.split())


@pytest.mark.parametrize(
    "typed",
    ["phone 11/12", "11/12 phone", "by phone on Nov 12", "Nov 12, phone", "call, Nov 12",
     "they had a call on 11/12/2026", "Nov 12 by phone"],
)  # fmt: skip
def test_the_day_and_how_are_read_in_either_order(paired: Program, typed: str) -> None:
    _said(paired, typed, "")
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["on"], meeting["method"]) == ("2026-11-12", "phone")


@pytest.mark.parametrize(
    ("typed", "lacks"),
    [
        ("mentee", "Please type the day and how they met or talked, such as Nov 22 phone."),
        ("yes", "Please type the day and how they met or talked, such as Nov 22 phone."),
        ("by phone", "'by phone' does not say which day."),
        ("5/12", "'5/12' does not say how."),
        ("Monday Susan phone", "'Monday Susan phone' has more than a day and how."),
        ("in person Nov 12", "A visit has hours and a place."),
    ],
)
def test_what_is_missing_is_said(paired: Program, typed: str, lacks: str) -> None:
    said = _said(paired, typed, "")
    assert lacks in said and ("Nov 22 phone." in said) == ("visit has" not in lacks)


@pytest.mark.parametrize("typed", ["no, he never calls", "Never", "not since then", "none yet"])
def test_a_no_in_a_sentence_is_read_back(paired: Program, typed: str) -> None:
    said = _said(paired, typed, "y")
    assert "Not in touch since Jun 1. Is that right? [Y/n]" in said and "does not" not in said
    assert paired("meeting", "list", "1", "-f", "json").json["meetings"] == []
    assert "Not in touch since" in _said(paired, typed, "n", "phone 11/12", "no more", "")


def test_a_day_to_come_is_told_as_one(paired: Program) -> None:
    assert "is in the future" in _said(paired, "phone 12/24/2026", "")


@pytest.mark.parametrize(
    ("since", "today", "day"),
    [
        ((2026, 1, 26), (2026, 2, 10), (2026, 2, 9)),
        ((2026, 2, 9), (2026, 2, 10), (2026, 2, 10)),
        ((2026, 2, 10), (2026, 2, 10), (2026, 2, 10)),
        ((2026, 12, 1), (2027, 3, 1), (2027, 1, 14)),
    ],
)
def test_the_example_is_a_day_that_could_be(
    since: tuple[int, int, int], today: tuple[int, int, int], day: tuple[int, int, int]
) -> None:
    facts = factories.facts()  # of 15 January 2026, for a year
    assert example(facts, date(*since), date(*today)) == date(*day)
