"""Small words at questions: what is asked fits what was said before, and reads in one piece."""

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.cli import prompts

ATTEMPT = ["log-meeting", "1", "--method", "phone", "--attempt"]


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


def test_an_attempt_is_no_meeting_and_the_same_one_twice_is_said(paired: Program) -> None:
    assert "How did they try to meet: " in _talk(paired, "log-meeting 1 --attempt", "phone")
    again = paired(*ATTEMPT)
    assert again.code == 0
    words = " ".join(again.err.split())
    assert "meeting 1 is the same attempt on Nov 23 (phone)." in words
    assert "wvls meeting remove 2" in words
    (warning,) = paired(*ATTEMPT, "-f", "json").json["warnings"]
    assert "wvls meeting remove 3" in warning
    assert "attempt" not in paired(*ATTEMPT[:3], "video", "--attempt").err
    assert "same attempt" not in paired(*ATTEMPT, "--on", "2026-11-20").err


@pytest.mark.parametrize(
    ("report", "goal", "says"),
    [("Nov 12 phone", "", "phone call on Nov 12."), ("", "A budget", "1 goal.")],
)
def test_what_was_saved_with_a_check_in_has_no_zero(
    paired: Program, report: str, goal: str, says: str
) -> None:
    answers = ["", "mentor", "well", report, *[""] * bool(report), "", goal]
    answers += ["short", ""] if goal else []
    said = _talk(paired, "check-in 1", *answers, "")
    assert f"Also saved: {says}" in said


def test_kinds_to_excuse_are_read_as_they_are_listed(paired: Program) -> None:
    said = _talk(paired, "excuse 1", "planned", "1", "", "for good", "snowed in")
    assert (
        "for a leave, all: first visit, goals, contact and check-in" in " ".join(said.split())
        and "(confirm-meeting)" not in said
    )


def test_one_mile_is_one_mile(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1 --method in-person --at mentee-library --hours 6 "
                         "--traveler mentor", "1", "y")  # fmt: skip
    assert "1 mile claimed" in said


def test_who_is_no_traveler_is_told_once_what_is(paired: Program) -> None:
    paired.visit(1, "2026-09-20")
    said = _talk(paired, "meeting claim 1", "y", "mentor", "148", "")
    assert 'The traveler is "mentor" or "mentee", not "y".\n' in said


def test_a_hint_is_folded_at_the_width_of_the_screen(paired: Program) -> None:
    _, said = talk(paired.path, ["meeting"], [])
    assert "Hint: Type one of these" in said and max(map(len, said.splitlines())) <= 80, said


@pytest.mark.parametrize("default", [None, "Mentor Of The Longest Name"])
def test_what_enter_does_stays_on_one_line(
    monkeypatch: pytest.MonkeyPatch, default: str | None
) -> None:
    asked: list[str] = []

    def answer(text: str, **_: object) -> str:
        asked.append(text)
        return "x"

    monkeypatch.setattr("typer.prompt", answer)
    for length in range(40, 80):
        words = ("word " * 20)[:length].strip()
        prompts.ask_line(f"{words} (6, 6.5, 6:30; Enter to skip)", default=default)
        prompts.ask_line(f"{words} (Enter to skip)", default=default)
    lines = [text.splitlines()[-1] for text in asked]
    assert len(lines) == 80
    shown = "" if default is None else f" [{default}]"
    assert all("Enter to skip)" in line and len(line + shown) <= 78 for line in lines), lines


def test_who_is_to_be_matched_first_stands_first_at_a_question(paired: Program) -> None:
    """Pair 1 is mentor 1 and mentee 2."""
    for number, since in ((3, "2026-03-01"), (4, "2025-01-05"), (5, "2020-01-01")):
        paired.mentee(number)
        paired("mentee", "edit", str(number), "--administrator-since", since)
    said = _talk(paired, "mentee show", "3")
    assert [line.split()[0] for line in said.splitlines()[:4]] == ["4", "3", "2", "5"]
    paired.mentor(6)
    said = _talk(paired, "mentor show", "1")
    assert [line.split()[0] for line in said.splitlines()[:2]] == ["6", "1"], "who is free"


VISIT = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-11-20"


def test_0_claims_no_miles_as_the_question_says(paired: Program) -> None:
    """After an n at the estimate, 0 asked for the miles again and again."""
    said = _talk(paired, f"{VISIT} --traveler mentor", "8", "n", "0")
    assert said.count("Miles, there and back (about 148; 0 for none): ") == 2
    assert "miles again" in said and "No mileage claimed." in said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert meeting["claims"] == [], "an empty claim stood on every list"
    said = _talk(paired, "meeting claim 1 --traveler mentor", "148")
    assert "0 for none): 148" in said
    assert "[148]" in _talk(paired, "meeting claim 1 --traveler mentor", "")
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [claim["miles"] for claim in meeting["claims"]] == [148]


def test_a_goal_that_has_not_come_is_said_where_its_day_is_wrong(paired: Program) -> None:
    said = _talk(paired, "goal add 1 Budget", "short", "later", "Nov 24 2026", "not yet")
    assert said.replace("\n", " ").count("If you do not have the goal yet, type: not yet") == 2
    said = _talk(paired, "goal edit 1", "", "", "not yet")
    assert "Nothing changed" in said
    assert paired("goal", "share", "1", "--on", "2026-11-20").code == 0
    said = _talk(paired, "goal edit 1", "", "", "not yet", "")
    assert "Goal 1 was shared on Nov 20. Type another day, or press Enter" in said


def test_a_call_begins_with_what_is_noted_of_each_partner(paired: Program) -> None:
    assert paired("mentor", "edit", "1", "--note", "Prefers e-mail, not the phone").code == 0
    said = _talk(paired, "check-in 1", "", "no one", "")
    story = said.partition("Who did you reach")[0]
    assert "note           Mentor 1: Prefers e-mail, not the phone\n" in story
    assert "Mentee 1:" not in story, "nothing is noted of the mentee"


def test_one_line_to_choose_from_is_taken_with_enter(paired: Program) -> None:
    plan = f"{VISIT.replace(' --hours 6', '')} --planned"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm Mentee --hours 6", "")
    assert "Which one [1]: " in said and "Planned meeting confirmed" in said


def test_who_drove_for_nothing_to_a_planned_visit_claims_nothing(paired: Program) -> None:
    plan = f"{VISIT.replace(' --hours 6', '')} --planned"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm 1", "", "", "6", "mentor", "0", "", "", "")
    assert "No mileage claimed." in said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert meeting["claims"] == [] and meeting["state"] == "held"


def test_a_wrong_word_names_the_list_that_is_shown(paired: Program) -> None:
    said = _talk(
        paired, "log-meeting 1 --method in-person --planned --on 12/1", "Medford", "mentee"
    )
    assert "'Medford' is not one of the choices. Type one from the list, or its number" in said
    assert "mentee-library" not in said, "it is not in the list"


def test_a_call_to_a_pair_that_never_met_says_so_in_words(paired: Program) -> None:
    said = _talk(paired, "check-in 1", "", "no one", "")
    assert "last contact   none on record\n" in said and "0 meetings" not in said


def test_an_evaluation_that_is_too_early_is_refused_before_it_is_asked_for(paired: Program) -> None:
    code, said = talk(paired.path, ["evaluate", "1"], ["mentee\n"])
    assert code == 5 and "are handed in from" in said and "1 to 5" not in said, said


def test_who_has_no_notes_loses_none(program: Program) -> None:
    program.mentee(1)
    said = " ".join(program("forget", "1", "--dry-run").out.split())
    what = said.partition(" will be deleted")[0]
    assert "Mentee 1's name, e-mail address, " in what and "note" not in what


def test_a_day_within_the_term_is_asked_again(paired: Program) -> None:
    said = _talk(paired, "extend 1", "tomorrow", "8/1/2027", "")
    assert "The term lasts until Jun 1, 2027 already. Type a later day." in said
    assert "now ends Aug 1, 2027 (was Jun 1, 2027" in " ".join(said.split())
