"""Letters that fit what is known: nobody is promised, pushed or thanked for what did not happen."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def one(program: Program, kind: str, name: str, *words: str) -> str:
    letters = program("letters", kind, *words, "-f", "json").json["letters"]
    (found,) = [x for x in letters if x["name"] == name]
    return f"{found['subject']}\n{found['body']}"


def left(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("letters", *words, "-f", "json").json["not_written"]
    return found


def test_no_call_is_promised_of_a_mentor_who_gets_no_letters(year: Program) -> None:
    assert "You will get a call this week" in one(year, "intro", "Mentee 1")
    year("mentor", "edit", "1", "--no-letters")
    said = one(year, "intro", "Mentee 1")
    assert "Please call or write this week to say hello." in said and "You will get" not in said
    assert ("Mentor 1", "intro") in {(x["name"], x["kind"]) for x in left(year, "intro")}


def test_a_mentor_helps_with_goals_and_sends_those_of_who_gets_no_letters(year: Program) -> None:
    said = one(year, "intro", "Mentor 1")
    assert (
        "- Help your mentee choose two goals, a short-term and a long-term one, by Dec 2." in said
    )
    assert "Your mentee will send them to me." in said
    year("mentee", "edit", "2", "--no-letters")
    assert "Please send them to me." in one(year, "intro", "Mentor 1")


def test_without_a_rate_the_miles_are_promised_all_the_same(paired: Program) -> None:
    assert paired("match", str(paired.mentee(2)), str(paired.mentor(2)), "--on", "2027-01-10",
                  "--yes", today="2027-01-10").code == 0  # fmt: skip
    said = one(paired, "intro", "Mentor 2", "--as-of", "2027-01-11")
    assert "are paid, too; I will tell you the rate of 2027 once it is set." in said


def test_a_reminder_of_an_evaluation_has_the_end_and_a_day(year: Program) -> None:
    said = one(year, "remind", "Mentor 4")
    assert "ended on Oct 10." in said and "by Nov 30; it takes about ten minutes" in said


def test_the_first_letter_about_an_evaluation_asks_for_it_by_a_day_to_come(year: Program) -> None:
    assert (
        year("evaluate", "5", "--by", "mentor", "--on", "2027-03-01", today="2027-03-01").code == 0
    )
    said = one(year, "evaluate", "Mentee 5", "--as-of", "2027-04-20")
    assert "ended on Mar 2." in said and "by May 4; it takes" in said


def test_a_goals_reminder_offers_help_and_names_a_planned_visit(year: Program) -> None:
    year("log-meeting", "2", "--method", "in-person", "--at", "mentor-library", "--planned",
         "--on", "2026-12-01")  # fmt: skip
    said = one(year, "remind", "Mentee 2")
    assert "Your visit of Dec 1 with Mentor 2 is a good time to talk about them." in said
    assert "If you'd like help choosing them," in said and "hard to find time" not in said
    assert "Please send me two by Dec 1: one" in said
    reasons = {x["reason"] for x in left(year, "remind") if x["name"] == "Mentor 2"}
    assert "a visit is planned for Dec 1; that would be the first visit" in reasons


def test_a_pair_never_in_touch_gets_its_own_words(paired: Program) -> None:
    day = ("--as-of", "2027-06-10")
    (question,) = paired("letters", *day, "-f", "json").json["questions"]
    assert question["question"] == "write"
    said = one(paired, "evaluate", "Mentor 1", "--let-end", "1", *day)
    assert "I have no note of a call or a visit between you." in said
    assert "Thank you for the time" not in said and "receipts" not in said


def test_a_closing_grades_no_goals_and_says_what_comes_of_the_money(year: Program) -> None:
    year("goal", "add", "4", "A new roof", "--term", "long", "--shared", "2025-11-15")
    year("evaluate", "4", "--by", "mentor", "--rating", "5", "--on", "2026-10-21")
    year("letters", "payment", "--sent", today="2026-11-22")  # or that says it
    said = one(year, "closing", "Mentor 4")
    assert "one of" not in said, "one of two would be a grade"
    assert "Still to be paid to you, $140.61 in all:" in said
    assert "I will write to you when it is on its way." in said
    assert "goes on your next claim" in said and "($12.00 of it for expenses)" in said


def test_what_is_open_of_a_claim_says_why(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--miles", "50", "--expense", "89:lodging")
    paired("stipends", "pay", "--kind", "stipend", "--reference", "check 1", "--yes")
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    told = {
        None: "on claim C-2026-01, which has not gone to the business office yet",
        "sent": "on claim C-2026-01, which the business office has",
        "approved": "on claim C-2026-01, which is approved and will be paid",
    }
    for state, said in told.items():
        if state:
            assert paired("stipends", "mark", "C-2026-01", state).code == 0
        assert f"$127.00 ($89.00 of it for expenses), {said}" in one(paired, "payment", "Mentor 1")
