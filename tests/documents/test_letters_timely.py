"""What letters ask for, and by when: one letter at a time, and a day that can still be kept."""

import re
from collections.abc import Callable

import pytest

from tests.documents.test_letters_fitting import left, one
from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def names(program: Program, kind: str, *words: str) -> list[str]:
    letters = program("letters", kind, *words, "-f", "json").json["letters"]
    return [x["name"] for x in letters]


def test_whoever_is_not_introduced_yet_gets_no_reminder_beside_the_intro(year: Program) -> None:
    """Both went out on one day: a first letter, and a reminder of what it had just asked for."""
    day = ("--as-of", "2026-11-29")
    assert {"Mentor 1", "Mentee 1"} <= set(names(year, "intro", *day))
    assert not {"Mentor 1", "Mentee 1"} & set(names(year, "remind", *day))
    reasons = {(x["name"], x["reason"]) for x in left(year, "remind", *day)}
    assert ("Mentor 1", "the intro comes first, and asks for it") in reasons
    year("letters", "intro", "--to", "Mentor 1", "--sent")
    assert "Mentor 1" in names(year, "remind", *day)
    assert "Mentee 1" not in names(year, "remind", *day)
    year("mentee", "edit", "2", "--no-letters", "on leave")
    assert {x["reason"] for x in left(year, "remind", *day) if x["name"] == "Mentee 1"} == {
        "no letters: on leave"
    }


def test_a_late_intro_leaves_a_week_for_what_it_asks(year: Program) -> None:
    day = ("--as-of", "2026-12-02")  # the day on which all of it is due
    for name in ("Mentor 1", "Mentee 1"):
        said = one(year, "intro", name, *day)
        assert "by Dec 2" not in said and said.count("by Dec 16") == 2, said
    said = one(year, "intro", "Mentee 1", "--as-of", "2026-11-25")
    assert said.count("by Dec 2") == 2


@pytest.mark.parametrize("day", ["2026-12-21", "2026-12-27", "2027-01-10"])
def test_a_contact_is_asked_for_this_week_however_late_it_is(year: Program, day: str) -> None:
    """The contact of Dec 20: whoever was late got two weeks, whoever was in time two days."""
    year.visit(1, "2026-11-20", "6")
    said = one(year, "remind", "Mentor 1", "--as-of", day)
    assert "Please call or write this week. A few minutes is enough." in said
    contact = said.split("\n- ")[1].partition("\n")[0]
    assert contact and " by " not in contact, said


@pytest.mark.parametrize(("day", "when"), [("2026-12-13", "by Dec 20"), ("2026-12-18", "by Dec 20"),
                                           ("2026-12-19", "this week"), ("2026-12-20", "this week")])  # fmt: skip
def test_before_its_day_a_contact_is_a_word_ahead(year: Program, day: str, when: str) -> None:
    """Who met each month got a monthly "please call this week", and was offered a break."""
    year.visit(1, "2026-11-20", "6")
    said = one(year, "remind", "Mentor 1", "--as-of", day)
    assert "This is just a heads-up. If you have been in touch since, just send me the date" in said
    assert f"that I know of was on Nov 20. Your next contact is due {when}." in said
    assert "Can I help with anything? Please call me" in said
    assert "break" not in said and "hard to find time" not in said and "lease call or" not in said


@pytest.mark.parametrize(("day", "by"), [("2026-11-26", "by Dec 2"), ("2026-11-30", "by Dec 2"),
                                         ("2026-12-01", "this week"), ("2026-12-02", "this week"),
                                         ("2026-12-03", "by Dec 10")])  # fmt: skip
def test_a_reminder_never_names_a_later_day_than_the_due_day(
    year: Program, day: str, by: str
) -> None:
    """The intro asked for Dec 2, the reminder for Dec 7: whoever kept that one was late."""
    year("letters", "intro", "--sent")
    for name in ("Mentor 1", "Mentee 1"):
        said = one(year, "remind", name, "--as-of", day)
        items = said.split("\n- ")[1:]
        assert items, said
        for asked in items:
            assert by in asked.partition("\n")[0], said
        days = {f" {by}"} if by.startswith("by ") else set()
        assert set(re.findall(r" by Dec \d+", said)) == days, said


@pytest.mark.parametrize(("day", "by"), [("2027-01-02", "Jan 9"), ("2027-01-03", "Jan 10"),
                                         ("2027-01-08", "Jan 15"), ("2027-01-09", "Jan 23")])  # fmt: skip
def test_an_evaluation_is_asked_for_by_a_week_off_at_least(
    year: Program, day: str, by: str
) -> None:
    said = one(year, "evaluate", "Mentor 3", "--let-end", "3", "--as-of", day)
    assert f"by {by}" in said, said


def test_a_second_reminder_says_that_there_was_a_first(year: Program) -> None:
    said = one(year, "remind", "Mentor 2")
    assert "I would like to ask about one thing." in said and "I wrote" not in said
    year("letters", "remind", "--sent")
    for name in ("Mentor 2", "Mentee 2"):
        said = one(year, "remind", name, "--as-of", "2026-12-10")
        assert "I wrote on Nov 23, and I would still like to " in said
    said = one(year, "remind", "Mentor 4", "--as-of", "2026-12-10")
    assert "I wrote on Nov 23, and I would still like to know how" in said


def test_a_planned_visit_is_named_with_goals_only_where_it_comes_in_time(year: Program) -> None:
    year("log-meeting", "2", "--method", "in-person", "--at", "mentor-library", "--planned",
         "--on", "2026-12-08")  # fmt: skip
    said = one(year, "remind", "Mentee 2")
    assert "two by Nov 30" in said and "Dec 8" not in said


def test_a_visit_elsewhere_is_known_and_one_at_a_library_asked_for(year: Program) -> None:
    """The letter said "I have no date for it yet", and a line below named the visit."""
    elsewhere = ("log-meeting", "2", "--method", "in-person", "--at", "elsewhere")
    year(*elsewhere, "--hours", "2", "--on", "2026-11-10")
    year(*elsewhere, "--planned", "--on", "2026-12-05")
    for name, partner, theirs in (
        ("Mentor 2", "Mentee 2", "mentee"),
        ("Mentee 2", "Mentor 2", "mentor"),
    ):
        said = one(year, "remind", name)
        assert (
            f"- You met {partner} on Nov 10, and plan to meet on Dec 5. The program also asks for "
            f"one visit at your library or your {theirs}'s. Please choose a day for it and let "
            "me know the date by Nov 30." in said
        ), said
        assert "no date" not in said and "first visit" not in said
        assert said.count("\n\n- ") == 1, "the list is one list"
    assert "Your visit of Dec 5 with your mentor is a good time" in said


def test_a_plan_elsewhere_is_not_called_the_first_visit(year: Program) -> None:
    year("log-meeting", "1", "--method", "in-person", "--at", "elsewhere", "--planned",
         "--on", "2026-11-28")  # fmt: skip
    assert "planned for" not in one(year, "intro", "Mentor 1")
    assert "meet in person at your library or your mentor's by Dec 2" in one(
        year, "intro", "Mentee 1"
    )
    year("letters", "intro", "--sent")
    said = one(year, "remind", "Mentor 1", "--as-of", "2026-11-27")
    assert "- You and Mentee 1 plan to meet on Nov 28. The program also asks for one visit" in said


def test_who_waits_for_another_mentor_gets_no_farewell(paired: Program) -> None:
    """A closing letter told somebody who waited for a mentor to be one in a few years."""
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-06-20")
    paired("end", "1", "--on", "2026-10-01", "--reason", "moved", "--yes")
    for who in ("mentor", "mentee"):
        assert paired("evaluate", "1", "--by", who, "--rating", "4", "--on", "2026-10-02").code == 0
    paired("letters", "--let-end", "1")
    assert names(paired, "closing") == ["Mentor 1"]
    assert [(x["name"], x["reason"]) for x in left(paired, "closing")] == [
        ("Mentee 1", "waits for another mentor; a closing letter would read as a farewell")
    ]
    again = paired.mentor(2)
    assert paired("match", "2", str(again), "--on", "2026-11-20", "--yes").code == 0
    assert "Mentee 1" not in {x["name"] for x in left(paired, "closing")}


def test_who_waits_again_is_never_too_late(paired: Program) -> None:
    paired("end", "1", "--on", "2026-10-01", "--reason", "moved", "--yes")
    first = paired("status", today="2027-12-01").out
    assert "Mentee 1" in first and "match by" not in first
    said = " ".join(paired("mentee", "show", "2", today="2027-12-01").out.split())
    assert "eligible until" not in said and "still eligible, since a pair ended early (C2)" in said


def test_a_name_that_nobody_could_guess_is_told_once(year: Program) -> None:
    year("mentor", "edit", "1", "--dear", "Peg")
    year("mentor", "edit", "3", "--dear", "Ms. 2")
    said = one(year, "intro", "Mentee 1")
    assert "Your mentor is Mentor 1 (Peg) of the" in said and said.count("(Peg)") == 1
    assert "Peg knows a lot about" in said
    year("letters", "intro", "--sent")
    assert "visit with Mentor 1 (Peg)." in one(year, "remind", "Mentee 1", "--as-of", "2026-11-28")
    assert "(Ms. 2)" not in one(year, "remind", "Mentee 2"), "that is in the name"


def test_how_a_claim_stands_is_said_once_below_its_lines(paired: Program) -> None:
    for day in ("2026-07-01", "2026-08-01", "2026-09-01"):
        paired.visit(1, day, "6", "--miles", "50")
    paired("stipends", "pay", "--kind", "stipend", "--reference", "check 1", "--yes")
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    for state, told in (
        (None, "has not gone to the business office yet"),
        ("sent", "is with the business office"),
        ("approved", "is approved and will be paid"),
    ):
        if state:
            assert paired("stipends", "mark", "C-2026-01", state).code == 0
        said = one(paired, "payment", "Mentor 1")
        assert said.count(f"Claim C-2026-01 {told}.") == 1, said
        assert said.count("$38.00, on claim C-2026-01\n") == 3 and ", which" not in said


def test_a_payment_of_last_week_is_not_on_its_way_any_more(paired: Program) -> None:
    paired.visit(1, "2026-07-01", "6")
    pay = ("stipends", "pay", "--reference", "check 1", "--on", "2026-11-15", "--yes")
    assert paired(*pay).code == 0
    said = one(paired, "payment", "Mentor 1", "--as-of", "2026-11-22")
    assert "(check 1, Nov 15), payable to Mentor 1, is on its way." in said
    said = one(paired, "payment", "Mentor 1")
    assert "(check 1), payable to Mentor 1, was sent on Nov 15." in said


def test_a_mentee_who_is_paid_is_asked_for_what_a_check_needs(paired: Program) -> None:
    day = ("--as-of", "2026-06-05")
    assert "W-9" not in one(paired, "intro", "Mentee 1", *day)
    paired("policy", "set", "travel_for", "both", "--from", "2020-01-01", "--yes")
    said = one(paired, "intro", "Mentee 1", *day)
    assert "Before I can pay you I need a W-9 form." in said
    assert "I also need your mailing address, for the checks." in said
    paired("mentee", "edit", "2", "--address", "1 Main Street", "--w9", "2026-01-01")
    said = one(paired, "intro", "Mentee 1", *day)
    assert "W-9" not in said and "mailing address" not in said


def test_nothing_is_mailed_to_nowhere(paired: Program) -> None:
    day = ("--as-of", "2026-06-05")
    said = one(paired, "intro", "Mentor 1", *day)
    assert "Please mail" not in said and "Please do not e-mail it" in said
    paired(
        "policy", "set", "organization_address", "1 Main Street", "--from", "2020-01-01", "--yes"
    )
    assert "Please mail it to 1 Main Street rather than" in one(paired, "intro", "Mentor 1", *day)


def test_of_two_pairs_an_evaluation_grades_neither(paired: Program) -> None:
    paired("mentor", "edit", "1", "--capacity", "2")
    mentee = paired.mentee(2)
    assert paired("match", str(mentee), "1", "--on", "2026-06-01", "--yes").code == 0
    for pair in ("1", "2"):
        paired.visit(int(pair), "2026-06-20")
    end = ("--let-end", "1", "--let-end", "2", "--as-of", "2027-05-20")
    assert "not a grade of your mentees:" in one(paired, "evaluate", "Mentor 1", *end)
    listed = " ".join(paired("letters", "--as-of", "2027-05-20").out.split())
    assert "has not sent the evaluation of the mentorship with Mentee" in listed


def test_an_introduction_that_is_no_longer_offered_says_so_for_a_while(program: Program) -> None:
    """Never marked as sent, it vanished from the list after 30 days without a word."""
    program.mentor(1)
    mentee = program.mentee(1)
    assert program("match", str(mentee), "1", "--on", "2026-09-01", "--yes").code == 0
    told = "The introduction of pair 1 was never marked as sent. It is no longer offered,"
    assert told not in " ".join(program("letters", today="2026-10-01").screen.split())
    assert told in " ".join(program("letters", today="2026-10-02").screen.split())
    assert told not in " ".join(program("letters", "remind", today="2026-10-02").screen.split())
    assert told not in " ".join(program("letters", today="2026-11-01").screen.split())
