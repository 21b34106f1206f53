"""Letters that one person reads one after the other: nothing is told twice, and nothing contradicts."""

import pytest

from tests.documents.test_letters_fitting import one
from tests.factories import Program


def _two_pairs(program: Program, again: str) -> None:
    """Mentor 1 had pair 1 until June 1, 2027, and pair 2 until July 1; both went well."""
    assert program("mentor", "edit", "1", "--capacity", "2").code == 0
    mentee = program.mentee(7)
    done = program("match", str(mentee), "1", "--on", "2026-07-01", "--yes", today="2026-07-01")
    assert done.code == 0, done.err
    for pair in (1, 2):
        for day in ("2026-07-20", "2026-08-20"):
            program.visit(pair, day)
        said = program("letters", "--let-end", str(pair), today="2027-06-01")
        assert said.code == 0, said.err
        for by in ("mentor", "mentee"):
            on = f"2027-0{5 + pair}-02"
            done = program(
                "evaluate", str(pair), "--by", by, "--again", again, "--on", on, today=on
            )
            assert done.code == 0, done.err


@pytest.mark.parametrize(
    ("again", "told"),
    [("yes", "I will call you then"), ("maybe", "I will ask you then"), ("no", "Would you be")],
)
def test_a_second_closing_letter_does_not_repeat_what_comes_next(
    paired: Program, again: str, told: str
) -> None:
    """ "I will call you then" to a mentor of two pairs, in two letters."""
    _two_pairs(paired, again)
    both = one(paired, "closing", "Mentor 1", "--as-of", "2027-07-10")
    assert both.count(told) == (again != "no"), "one letter about both pairs"
    assert "Thank you for taking part in" in both
    first = ("letters", "closing", "--to", "Mentor 1", "--pair", "1", "--sent")
    assert paired(*first, today="2027-07-05").code == 0
    then = one(paired, "closing", "Mentor 1", "--as-of", "2027-07-10")
    assert told not in then and "Mentee 7" in then and "Thank you again for taking part in" in then
    mentee = one(paired, "closing", "Mentee 7", "--as-of", "2027-07-10")
    assert "Thank you for taking part in" in mentee, "who had no letter yet is told everything"


@pytest.mark.parametrize(
    ("on", "said"), [("2026-10-01", "starting again"), ("2026-09-30", "going on")]
)
def test_a_new_pair_is_a_start_and_an_older_one_goes_on(
    paired: Program, on: str, said: str
) -> None:
    """ "Thank you for going on with Mentor 2" to whose first pair had stopped before."""
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-08-20", today="2026-10-01")
    assert paired("mentor", "edit", "1", "--capacity", "3").code == 0
    for number, day in ((7, on), (8, "2026-08-01")):
        mentee = paired.mentee(number)
        done = paired("match", str(mentee), "1", "--on", day, "--yes", today=day)
        assert done.code == 0, done.err
    paired.visit(3, "2026-09-20")
    words = ("--reason", "did not get along", "--yes")
    assert paired("end", "1", "--on", "2026-10-01", *words, today="2026-10-01").code == 0
    for by in ("mentor", "mentee"):
        assert paired("evaluate", "1", "--by", by, "--rating", "3", today="2026-10-02").code == 0
    found = one(paired, "closing", "Mentor 1", "--let-end", "1", "--as-of", "2026-10-05")
    if said == "going on":
        assert "Thank you for going on with Mentee 7 and Mentee 8." in found, found
    else:
        thanks = "Thank you for going on with Mentee 8 and for starting again with Mentee 7."
        assert thanks in found, found


def test_what_is_still_to_be_paid_stands_in_one_letter_of_a_day(paired: Program) -> None:
    for day in ("2026-07-20", "2026-08-20"):
        paired.visit(1, day, "6", "--miles", "50")
    paired.visit(1, "2026-09-20", "3")
    for kind, check in (("stipend", "check 1"), ("travel", "check 2")):
        done = paired("stipends", "pay", "--kind", kind, "--reference", check, "--on", "2027-06-10",
                      "--yes", today="2027-06-10")  # fmt: skip
        assert done.code == 0, done.err
    paired.visit(1, "2026-11-20", "6", "--miles", "50")
    for by in ("mentor", "mentee"):
        paired(
            "evaluate", "1", "--by", by, "--rating", "4", "--on", "2027-06-02", today="2027-06-10"
        )
    found = paired("letters", "-f", "json", "--as-of", "2027-06-12").json["letters"]
    mine = {x["subject"]: x["body"] for x in found if x["name"] == "Mentor 1"}
    assert [len(mine), len([b for b in mine.values() if "Nov 20, 2026" in b])] == [3, 1], mine
    assert len([b for b in mine.values() if "has no stipend" in b]) == 1
    (closing,) = [b for s, b in mine.items() if s.startswith("Thank you")]
    assert "My letter today about your payment lists what is still to be paid to you." in closing
    sent = ("letters", "payment", "--sent")
    assert paired(*sent, today="2027-06-12").code == 0
    assert one(paired, "closing", "Mentor 1", "--as-of", "2027-06-12").endswith(closing)
    assert "Nov 20, 2026" in one(paired, "closing", "Mentor 1", "--as-of", "2027-06-13")


def test_who_was_paid_is_not_told_that_nobody_can_pay_them(paired: Program) -> None:
    assert paired("mentor", "edit", "1", "--capacity", "2").code == 0
    paired("match", str(paired.mentee(7)), "1", "--on", "2026-09-20", "--yes", today="2026-09-20")
    then = ("--as-of", "2026-09-21")
    assert "Before I can pay you I need a W-9 form." in one(paired, "intro", "Mentor 1", *then)
    paired.visit(1, "2026-07-20")
    done = paired("stipends", "pay", "--reference", "check 1", "--on", "2026-09-20", "--yes",
                  today="2026-09-20")  # fmt: skip
    assert done.code == 0, done.err
    said = one(paired, "intro", "Mentor 1", *then)
    assert "I still need a W-9 form from you." in said and "Before I can pay" not in said


def test_a_letter_says_that_it_wrote_before_only_of_what_it_wrote_about(paired: Program) -> None:
    """ "I wrote on Jul 10, and I would still like to ask about two things": one of them was new."""
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-06-25", today="2026-07-10")
    paired("letters", "remind", "--sent", today="2026-07-10")
    first = ("--as-of", "2026-07-24")
    assert "I would like to ask about one thing." in one(paired, "remind", "Mentor 1", *first[:1],
                                                         "2026-07-09")  # fmt: skip
    both = one(paired, "remind", "Mentor 1", *first)
    assert "I would like to ask about one thing." in both and "I wrote on" not in both, both
    mentee = one(paired, "remind", "Mentee 1", *first)
    assert "I wrote on Jul 10, and I would still like to ask about two things." in mentee


def test_the_first_reminder_of_an_evaluation_says_when_it_was_asked_for(paired: Program) -> None:
    """ "I would still like to know", and nobody could tell since when."""
    for day in ("2026-06-20", "2026-08-20"):
        paired.visit(1, day)
    done = paired("letters", "evaluate", "--let-end", "1", "--sent", today="2027-06-05")
    assert done.code == 0, done.err
    said = one(paired, "remind", "Mentor 1", "--as-of", "2027-07-05")
    assert "I wrote on Jun 5, and I would still like to know how" in said
