"""Letters about a pair that is over: to somebody who goes on with another, and after an early end."""

import pytest

from tests.documents.test_letters_fitting import one
from tests.factories import Program

CALLS = ("2026-06-20", "2026-07-20", "2026-08-20", "2026-09-20")


def _ended(program: Program, on: str, *, calls: int = 0) -> None:
    """Pair 1 stopped *on* a day after some calls."""
    for day in CALLS[:calls]:
        program("log-meeting", "1", "--method", "phone", "--on", day, today=on)
    done = program("end", "1", "--on", on, "--reason", "did not get along", "--yes", today=on)
    assert done.code == 0, done.err


def _evaluated(program: Program, on: str, again: str | None = "yes") -> None:
    for by in ("mentor", "mentee"):
        answer = ("--again", again) if again else ("--rating", "4")
        done = program("evaluate", "1", "--by", by, *answer, "--on", on, today=on)
        assert done.code == 0, done.err


def _matched(program: Program, mentee: int, mentor: int, on: str) -> None:
    done = program("match", str(mentee), str(mentor), "--on", on, "--yes", today=on)
    assert done.code == 0, done.err


@pytest.mark.parametrize("again", ["yes", "maybe", "no", None])
def test_a_mentor_matched_again_is_thanked_for_starting_again(
    paired: Program, again: str | None
) -> None:
    """Hello to a mentee and "I will call you when there are new directors" went out on one day."""
    for day in ("2026-06-20", "2026-08-20"):
        paired.visit(1, day)
    paired("letters", "evaluate", "--let-end", "1", "--sent", today="2027-05-10")
    _evaluated(paired, "2027-06-02", again)
    _matched(paired, paired.mentee(7), 1, "2027-06-09")
    then = ("--as-of", "2027-06-10")
    assert "Meet your mentee: Mentee 7" in one(paired, "intro", "Mentor 1", *then)
    said = one(paired, "closing", "Mentor 1", *then)
    assert said.startswith("Your mentorship with Mentee 1\n"), said
    assert "Thank you for starting again with Mentee 7." in said
    for word in ("call", "new directors", "a mentor again", "taking part"):
        assert word not in said, said


def test_a_mentee_with_another_mentor_has_nothing_to_try_again(paired: Program) -> None:
    _ended(paired, "2026-10-01", calls=1)
    _evaluated(paired, "2026-10-02")
    words = ("closing", "Mentee 1", "--let-end", "1", "--as-of", "2026-11-23")
    _matched(paired, 2, paired.mentor(2), "2026-11-20")
    said = one(paired, *words)
    assert "Thank you for starting again with Mentor 2." in said
    assert "try again" not in said and "in the way" not in said and "call me" not in said


def test_who_was_a_mentee_and_is_a_mentor_now_is_thanked_for_that(paired: Program) -> None:
    for day in ("2026-06-20", "2026-08-20"):
        paired.visit(1, day)
    _evaluated(paired, "2027-06-02")
    added = paired("mentor", "add", "Mentee 1", "--email", "mentee1@example.org", "--library",
                   "Thorp", "--experience-since", "2010-01-01")  # fmt: skip
    assert added.code == 0, added.err
    _matched(paired, paired.mentee(7, library="Antigo"), 2, "2027-06-09")
    said = one(paired, "closing", "Mentee 1", "--as-of", "2027-06-10")
    assert "Thank you for being a mentor yourself now." in said and "In a few years" not in said


@pytest.mark.parametrize("name", ["Mentor 1", "Mentee 1"])
@pytest.mark.parametrize("calls", [0, 1])
def test_no_letter_guesses_why_a_pair_stopped(paired: Program, name: str, calls: int) -> None:
    """Of two who did not get along: "I know how hard it can be to find the time"."""
    _ended(paired, "2026-09-01", calls=calls)
    if name == "Mentee 1":
        _matched(paired, 2, paired.mentor(2), "2026-09-20")  # who waits gets no closing letter
    first = one(paired, "evaluate", name, "--let-end", "1", "--as-of", "2026-09-21")
    paired("letters", "evaluate", "--sent", today="2026-09-21")
    for day in ("2026-10-05", "2026-10-19"):
        paired("letters", "remind", "--sent", today=day)
    last = one(paired, "closing", name, "--as-of", "2026-11-02")
    for said in (first, last):
        assert (
            "Not every match works out, and that is nobody's fault. What should I do differently "
            "next time?" in said
        ), said
        for guess in ("find the time", "in the way", "hard it can"):
            assert guess not in said, said
    _evaluated(paired, "2026-11-02")
    said = one(paired, "closing", name, "--as-of", "2026-11-02")
    assert "nobody's fault." in said and "differently" not in said, "that was asked and answered"


@pytest.mark.parametrize("calls", [0, 1])
def test_no_letter_guesses_why_little_came_of_a_term(paired: Program, calls: int) -> None:
    for day in CALLS[:calls]:
        paired("log-meeting", "1", "--method", "phone", "--on", day)
    said = one(paired, "evaluate", "Mentor 1", "--let-end", "1", "--as-of", "2027-06-05")
    assert "nobody's fault" not in said and "I would also like to know how the program" in said
    assert ("What should I do differently next time?" if calls else "tell me how it went;") in said
    paired("letters", "evaluate", "--sent", today="2027-06-05")
    last = one(paired, "closing", "Mentor 1", "--as-of", "2027-07-01")
    assert "If you would like to try again, please" in last
    for text in (said, last):
        assert "find the time" not in text and "in the way" not in text, text
