"""Letters to somebody who has had one: what they know is not told again, what they did is named."""

from collections.abc import Callable

import pytest

from tests.documents.test_letters_fitting import one
from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


TERMS = ("a visit, a call, a video call", "I will call", "You are paid", "a mile", "receipts")


def test_a_mentor_is_thanked_for_a_second_mentee_and_reads_the_terms_once(year: Program) -> None:
    """ "Thank you for being a mentor", with all that was read a month before."""
    for word in TERMS:
        assert word in one(year, "intro", "Mentor 1")
    year("letters", "intro", "--to", "Mentor 1", "--sent")
    assert year("mentor", "edit", "1", "--capacity", "3").code == 0
    told = "Mentee 1"
    for number, thanks in ((8, "a second mentee."), (9, "another mentee.")):
        mentee = year.mentee(number)
        assert year("match", str(mentee), "1", "--on", "2026-11-23", "--yes").code == 0
        said = one(year, "intro", "Mentor 1")
        assert f"Thank you for taking {thanks}" in said, said
        assert "Thank you for being a mentor" not in said and f"Mentee {number}" in said
        assert (
            f"Everything else works as it does with {told}: how often to be in touch, my calls, and what is "
            "paid." in said
        )
        for word in TERMS:
            assert word not in said, said
        assert "fill in the short form" in said and "not to be a good fit" in said
        year("letters", "intro", "--to", "Mentor 1", "--sent")
        told = f"Mentee {number}"


def test_terms_that_changed_since_are_told_again(year: Program) -> None:
    year("letters", "intro", "--to", "Mentor 1", "--sent")
    assert year("mentor", "edit", "1", "--capacity", "2").code == 0
    year("policy", "rate", "mileage", "0.81", "--from", "2026-11-25", "--yes")
    assert year("match", str(year.mentee(8)), "1", "--on", "2026-11-24", "--yes",
                today="2026-11-24").code == 0  # fmt: skip
    for day, again in (("2026-11-24", False), ("2026-11-25", True)):
        said = one(year, "intro", "Mentor 1", "--as-of", day)
        assert "Thank you for taking a second mentee." in said
        assert ("Everything else works as it does with" not in said) is again
        assert ("paid at $0.81 a mile" in said) is again


def test_a_mentor_whose_pairs_are_over_is_a_mentor_again(year: Program) -> None:
    assert year("match", str(year.mentee(8)), "Mentor 6", "--on", "2026-11-20", "--yes").code == 0
    said = one(year, "intro", "Mentor 6")
    assert "Thank you for being a mentor again." in said and "You are paid" in said


@pytest.mark.parametrize("read", [True, False])
def test_a_second_mentor_is_introduced_without_a_welcome(year: Program, read: bool) -> None:
    if read:
        done = year("letters", "intro", "--to", "Mentee 1", "--sent")
        assert "marked as sent" in done.out
    assert year("end", "1", "--on", "2026-11-22", "--reason", "moved", "--yes").code == 0
    again = year.mentor(8, "--expertise", "budget", library="Medford")
    assert year("match", "2", str(again), "--on", "2026-11-23", "--yes").code == 0
    said = one(year, "intro", "Mentee 1")
    assert "I am glad to introduce your new mentor." in said and "Welcome" not in said
    assert "Your mentor is now Mentor 8 of" in said
    for word in ("costs you nothing", "small ones too", "The guide has ideas"):
        assert (word not in said) is read, said


def test_a_closing_names_the_goal_that_was_reached(year: Program) -> None:
    year("goal", "add", "4", "A new roof.", "--term", "long", "--shared", "2025-11-15")
    year("evaluate", "4", "--by", "mentor", "--rating", "5", "--on", "2026-10-21")
    said = one(year, "closing", "Mentor 4")
    assert "Together you reached this goal: A balanced budget." in said and "roof" not in said
    year("goal", "add", "4", "Evening hours.", "--term", "short", "--shared", "2025-12-15")
    year("goal", "done", "3", "--on", "2026-09-01")
    said = one(year, "closing", "Mentor 4")
    assert "Together you reached these goals: A balanced budget; Evening hours." in said
    year("goal", "done", "2", "--on", "2026-09-02")
    said = one(year, "closing", "Mentor 4")
    assert "Together you reached all 3 of your goals." in said and "roof" not in said


def test_who_never_traveled_is_asked_for_no_last_miles(year: Program) -> None:
    last, perhaps = "your last miles and receipts", "If there are miles or receipts that I do not"
    traveled = one(year, "evaluate", "Mentor 4", "--again", "--as-of", "2026-10-20")
    assert last in traveled and perhaps not in traveled
    for day in ("2026-11-01", "2026-11-10"):
        year.visit(3, day)
    stayed = one(year, "evaluate", "Mentor 3", "--let-end", "3")
    assert perhaps in stayed and last not in stayed
    assert "receipts" not in one(year, "evaluate", "Mentee 3")


def test_an_address_alone_is_asked_for_as_the_first_thing(year: Program) -> None:
    assert "I also need your mailing address, for the checks." in one(year, "intro", "Mentor 1")
    year.w9(1)
    said = one(year, "intro", "Mentor 1")
    assert "Please send me your mailing address, for the checks." in said and "also" not in said


def test_a_payment_thanks_for_what_it_pays(paired: Program) -> None:
    paired.w9(1)
    paired.visit(1, "2026-08-01", "6", "--miles", "50")
    pay = ("stipends", "pay", "--yes", "--reference")
    assert paired(*pay, "check 1", "--kind", "travel").code == 0
    assert paired(*pay, "check 2").code == 0
    paired.visit(1, "2026-09-01")
    paired.visit(1, "2026-10-01", "6", "--miles", "50")
    assert paired(*pay, "check 3").code == 0
    letters = paired("letters", "payment", "-f", "json").json["letters"]
    first = [x["body"].partition("Mentor 1,\n\n")[2].partition(" A payment")[0] for x in letters]
    assert first == [
        "Here is your travel reimbursement.",
        "Thank you for your visit on Aug 1.",
        "Thank you for your visits.",
    ]


def test_two_mentees_visited_on_one_day_are_two_visits(paired: Program) -> None:
    paired.w9(1)
    assert paired("mentor", "edit", "1", "--capacity", "2").code == 0
    second = paired("match", str(paired.mentee(9)), "1", "--on", "2026-06-01", "--yes")
    assert second.code == 0, second.err
    for pair in (1, 2):
        paired.visit(pair, "2026-08-01")
    assert paired("stipends", "pay", "--yes", "--reference", "check 1").code == 0
    assert "Thank you for your visits." in one(paired, "payment", "Mentor 1")


def test_topics_with_an_and_of_their_own_stand_apart(year: Program) -> None:
    """ "grants and fundraising, hiring, pay and personnel policy and policies and procedures"."""
    year(
        "mentor",
        "edit",
        "1",
        "--expertise",
        "personnel",
        "--expertise",
        "grants",
        "--expertise",
        "policies",
    )
    said = one(year, "intro", "Mentee 1")
    assert (
        "knows a lot about grants and fundraising; hiring, pay and personnel policy; and "
        "policies and procedures." in said
    ), said
    assert "would like help with this topic: budget development." in one(year, "intro", "Mentor 1")


def test_an_intro_says_whose_rate_counts_when_it_changes(year: Program) -> None:
    said = one(year, "intro", "Mentor 1")
    assert "a mile; if the rate changes, you get the rate for the day you drove." in said
