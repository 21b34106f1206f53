"""Who the handover page says to call, and what it keeps of pairs that are over."""

import pytest

from tests.factories import Program


def _text(program: Program, *words: str, today: str) -> str:
    return " ".join(program("handover", *words, today=today).out.split())


def _called(program: Program, today: str) -> list[tuple[str, str]]:
    found = program("handover", "-f", "json", today=today).json["calls"]
    return [(c["name"], c["reason"]) for c in found]


def test_a_letter_that_just_went_out_is_no_call_yet(paired: Program) -> None:
    """The page sent a successor to everybody whose evaluation was to come weeks later."""
    paired.visit(1, "2026-06-20")
    assert paired("letters", "evaluate", "--let-end", "1", "--sent", today="2027-06-10").code == 0
    for day in ("2027-06-10", "2027-07-05"):
        assert _called(paired, day) == [], day
        assert "Nobody has to be called this week." in _text(paired, today=day)
    for day in ("2027-07-05", "2027-07-25"):
        assert paired("letters", "remind", "--sent", today=day).code == 0
    why = "two reminders, no answer yet, evaluation not in yet"
    assert _called(paired, "2027-08-08") == [("Mentor 1", why), ("Mentee 1", why)]
    line = "Mentor 1, mentor1@example.org, and Mentee 1, mentee1@example.org (pair 1): two"
    assert line in _text(paired, today="2027-08-08")


def test_nobody_is_called_for_ever_about_a_pair_that_is_over(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    for number, day in enumerate(("2027-06-10", "2027-07-05", "2027-07-25")):
        words = ["evaluate", "--let-end", "1"] if not number else ["remind"]
        assert paired("letters", *words, "--sent", today=day).code == 0
    assert len(_called(paired, "2027-09-29")) == 2
    assert _called(paired, "2027-09-30") == []
    text = _text(paired, today="2028-09-30")
    stop = "To stop expecting it: wvls excuse 1 evaluation --for-good."
    assert f"No evaluation came from Mentor 1 and Mentee 1. {stop}" in text
    assert "mentor1@" not in text, "nobody is to be reached any more"


def test_who_has_left_is_not_called_and_said_to_have_left(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    for number, day in enumerate(("2027-06-10", "2027-07-05", "2027-07-25")):
        words = ["evaluate", "--let-end", "1"] if not number else ["remind"]
        assert paired("letters", *words, "--sent", today=day).code == 0
    assert paired("mentee", "withdraw", "2", today="2027-07-26").code == 0
    assert [name for name, _ in _called(paired, "2027-08-12")] == ["Mentor 1"]
    text = _text(paired, today="2027-08-12")
    assert "Mentee 1: has left the program." in text and "mentee1@" not in text


@pytest.mark.parametrize("day", ["2026-11-23", "2028-03-01"])
def test_while_a_pair_is_listed_what_mattered_about_it_is_told(paired: Program, day: str) -> None:
    """A year after its end the page had forgotten that it stopped, and why."""
    assert paired("end", "1", "--on", "2026-11-01", "--reason", "moved away", "--yes").code == 0
    text = _text(paired, today=day)
    for part in ("Pair 1: Mentor 1 and Mentee 1, ended early on Nov 1, 2026",
                 "No contact on record. Why it ended: moved away."):  # fmt: skip
        assert part in text
    assert _called(paired, day) == []
    bare = _text(paired, "--no-notes", today=day)
    assert "No contact on record." in bare and "moved away" not in bare


def test_a_pair_that_never_met_is_told_so_and_what_was_said_last(paired: Program) -> None:
    note = ("--going", "badly", "--note", "no interest any more")
    assert paired("check-in", "1", *note, today="2026-10-12").code == 0
    text = _text(paired, today="2027-06-10")
    assert "Ask Mentor 1 and Mentee 1 for an evaluation? wvls letters evaluate --let-end 1." in text
    assert "To stop expecting it: wvls excuse 1 evaluation --for-good." in text
    said = "At your check-in of Oct 12, 2026 it was going badly: no interest any more."
    assert f"No contact on record. {said}" in text
    assert said not in _text(paired, "--no-notes", today="2027-06-10")


def test_letters_are_marked_as_sent_only_after_they_were_read_and_sent(paired: Program) -> None:
    """The routine marked them in the command that saved them, before anybody had read one."""
    text = _text(paired, today="2026-11-23")
    saved, read, marked = (text.index(part) for part in (
        "wvls letters --save FOLDER. ", "open each draft, read it, and send it. Then mark them",
        "as sent: wvls letters --sent"))  # fmt: skip
    assert saved < read < marked and "FOLDER --sent" not in text


def _mentor_of_two(program: Program) -> None:
    """Mentor 1 with mentees 1 and 3, in pairs 1 and 3; mentor 2 with mentee 2 between them."""
    program.pair(1, "2026-06-01")
    program.pair(2, "2026-06-01")
    program("mentor", "edit", "Mentor 1", "--capacity", "2")
    mentee = program.mentee(3, library="Medford")
    assert program("match", str(mentee), "Mentor 1", "--on", "2026-06-01", "--yes").code == 0


def test_the_calls_to_one_mentor_are_one_line_and_what_goes_badly_comes_first(
    program: Program,
) -> None:
    _mentor_of_two(program)
    going = ("--going", "badly", "--on", "2026-11-20")
    assert program("check-in", "3", *going).code == 0
    text = _text(program, today="2026-11-23").partition("Calls this week")[2]
    calls = text.partition("This week")[0]
    first, second = calls.strip().removeprefix("- ").split(" - ")
    assert "mentor1@example.org, and Mentee 3, mentee3@example.org (pair 3): going badly." in first
    assert "Mentor 1 and Mentee 1, mentee1@example.org (pair 1): your check-in call" in first
    assert first.endswith("Then: wvls check-in 3, wvls check-in 1"), first
    assert first.count("mentor1@") == 1 and second.startswith("Mentor 2, "), calls
