"""First screens read aloud: nothing is said twice, no year is left to guess, each clause is explained."""

import re

import pytest

from tests.factories import Program


@pytest.mark.parametrize("words", ["mentor show 1", "mentee show 2"])
def test_who_is_with_who_is_said_once(paired: Program, words: str) -> None:
    said = paired(*words.split()).out
    assert said.count("(pair 1)") == 1, said


def test_a_term_says_the_years_of_both_its_days(paired: Program) -> None:
    """In 2027 "Jun 1, 2026 to Jun 1" leaves a reader to ask which June."""
    for today in ("2026-11-23", "2027-03-01"):
        assert re.search(
            r"(?m)^term +Jun 1, 2026 to Jun 1, 2027 ", paired("status", "1", today=today).out
        ), today


@pytest.mark.parametrize("words", ["overdue", "upcoming --days 300", "policy"])
def test_the_numbers_of_clauses_are_explained_where_they_stand(paired: Program, words: str) -> None:
    said = paired(*words.split()).out
    above, _, steps = said.partition("\nNext ")
    shown = set(re.findall(r"\bC[0-9]{1,2}\b", above))
    assert shown, words
    (told,) = re.findall(r"wvls rules +what (.+)", steps)
    assert words == "policy" or set(re.findall(r"C[0-9]+", told)) == shown


def test_what_is_in_force_says_of_which_day(program: Program) -> None:
    first = program("policy").out.splitlines()[0]
    assert first == "In force on Nov 23: all 22 settings are as in the outline."
