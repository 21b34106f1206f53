"""Questions about a change say what it changes, and what is better where something is."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk

VISIT = ["--method", "in-person", "--at", "mentee-library", "--hours", "6"]


def _goals(program: Program) -> None:
    for text, term in (("Write a budget", "short"), ("A new building", "long")):
        words = ["goal", "add", "1", text, "--term", term, "--shared", "2026-11-02"]
        assert program(*words).code == 0


def test_a_meeting_to_remove_is_named_with_its_pair(paired: Program) -> None:
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-10-22")
    refused = paired("meeting", "remove", "1")
    assert refused.code == 5
    assert "Remove meeting 1 (held, phone, Oct 22) of Mentor 1 and Mentee 1?" in refused.err
    paired("log-meeting", "1", *VISIT[:4], "--planned", "--on", "2026-12-01")
    said = paired("meeting", "cancel", "2").err
    assert (
        "Cancel meeting 2 (planned, in person at the mentee's library, Dec 1) of Mentor 1 and Mentee 1?"
        in said
    )


def test_somebody_below_the_best_is_asked_about_with_the_best(program: Program) -> None:
    program.mentor(1, "--expertise", "budget")
    program.mentor(2, "--expertise", "policies")
    program.mentee(1, "--need", "budget:high")
    asked = program("match", "3", "2").err
    assert "Mentor 1 would be the best match, " in asked and "Match Mentee 1 with Mentor 2" in asked
    assert "best match" not in program("match", "3", "1").err


def test_dropping_a_goal_names_it_and_asks(paired: Program) -> None:
    _goals(paired)
    refused = paired("goal", "drop", "2")
    assert refused.code == 5
    assert 'Drop goal 2 of Mentor 1 and Mentee 1: "A new building"?' in " ".join(
        refused.err.split()
    )
    assert paired("goal", "drop", "2", "--yes").code == 0
    states = [g["state"] for g in paired("goal", "list", "1", "-f", "json").json["goals"]]
    assert states == ["shared", "dropped"]


def test_of_a_pair_its_goals_are_listed(paired: Program) -> None:
    _goals(paired)
    several = paired("goal", "done", "Mentor 1")
    assert several.code == 4
    assert "1 Write a budget (short)" in several.err and "2 A new building (long)" in several.err
    code, said = talk(paired.path, ["goal", "done", "Mentee 1"], ["2\n", "\n"])
    assert code == 0, said
    assert paired("goal", "done", "mentor1@example.org").code == 0, "one is left"
    none = paired("goal", "done", "Mentor 1")
    assert none.code == 4 and "have no open goal" in none.err


def test_a_goal_is_corrected(paired: Program) -> None:
    _goals(paired)
    words = ["--text", "Write a balanced budget", "--topic", "budget", "--shared", "2026-11-01"]
    found = paired("goal", "edit", "1", *words, "-f", "json").json["goal"]
    assert (found["goal"], found["topic"], found["shared_on"], found["term"]) == (
        "Write a balanced budget", "budget", "2026-11-01", "short",
    )  # fmt: skip
    assert paired("goal", "edit", "1").code == 2
    assert paired("goal", "edit", "9", "--text", "x").code == 4
    assert paired("goal", "edit", "1", "--text", "").code == 2
    assert paired("goal", "edit", "1", "--shared", "2026-05-31").code == 5, "before the match"
    assert paired("goal", "done", "1", "--on", "2026-11-10").code == 0
    assert paired("goal", "edit", "1", "--shared", "2026-11-11").code == 5
    assert paired("goal", "edit", "1", "--shared", "2026-11-10").code == 0
    assert paired("check", "--exit-code").code == 0
    code, said = talk(paired.path, ["goal", "edit", "2"], ["A branch library\n", "\n", "\n"])
    assert code == 0, said
    assert paired("goal", "list", "1", "-f", "json").json["goals"][1]["goal"] == "A branch library"


def test_sharing_takes_a_goal_and_not_twice(paired: Program) -> None:
    for text in ("One", "Two"):
        words = ["goal", "add", "1", text, "--term", "short", "--not-shared"]
        assert paired(*words).code == 0
    found = paired("goal", "share", "2", "--on", "2026-11-20", "-f", "json").json["goal"]
    assert (found["goal_id"], found["shared_on"]) == (2, "2026-11-20")
    assert paired("goal", "share", "2").code == 5
    states = [g["state"] for g in paired("goal", "list", "1", "-f", "json").json["goals"]]
    assert states == ["not shared", "shared"]
    assert paired("goal", "add", "1", "Three", "--term", "long", "--not-shared").code == 0
    code, said = talk(paired.path, ["goal", "share"], ["2\n", "1\n", "\n"])
    assert code == 0 and "Two" not in said and "short  One\n" in said, said
    assert "Goal 2 was shared on Nov 20 already." in said, said
    assert paired("undo", "--yes").code == 0
    code, said = talk(paired.path, ["goal", "share", "Mentor"], ["3\n", "\n"])
    assert code == 0 and "2 goals to share" in said and "3  Three (long)" in said, said
    last = paired("goal", "share", "Mentor")  # the one that is left
    assert "Both goals are shared with you now" in last.out, last
    assert "Both goals are shared" not in paired("goal", "done", "3").screen
    none = paired("goal", "share", "Mentor")
    assert (none.code, none.err) == (
        4,
        "Error: Mentor 1 and Mentee 1 have no goal left to share.\n"
        "Hint: See them all: wvls goal list 1\n",
    )
    lost = paired("goal", "done", "Feb 10")
    assert lost.code == 4 and "There is no goal or pair 'Feb 10'." in lost.err


@pytest.mark.parametrize(
    ("planned", "near"),
    [("2026-11-27", True), ("2026-11-28", False)],  # seven days and eight after the visit
)
def test_a_visit_near_a_planned_one_is_named(paired: Program, planned: str, near: bool) -> None:
    plan = [*VISIT[:4], "--planned", "--on", planned]
    assert paired("log-meeting", "1", *plan, today="2026-11-01").code == 0
    answer = paired("log-meeting", "1", *VISIT, "--on", "2026-11-20", "-f", "json")
    said = "A visit is still planned for 2026-11-" in " ".join(answer.json["warnings"])
    assert said is near


def test_at_a_terminal_the_planned_visit_is_asked_about(paired: Program) -> None:
    plan = [*VISIT[:4], "--planned", "--on", "2026-11-24"]
    assert paired("log-meeting", "1", *plan, today="2026-11-01").code == 0
    code, said = talk(paired.path, ["log-meeting", "1", *VISIT, "--on", "2026-11-20"], ["\n"])
    assert code == 0, said
    assert "Is this the visit planned for Nov 24 (meeting 1)?" in said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["state"], meeting["on"], meeting["hours"]) == ("held", "2026-11-20", 6)
    plan = [*VISIT[:4], "--planned", "--on", "2026-11-25"]
    assert paired("log-meeting", "1", *plan, today="2026-11-21").code == 0
    code, said = talk(paired.path, ["log-meeting", "1", *VISIT, "--on", "2026-11-22"], ["n\n"])
    assert code == 0, said
    states = [m["state"] for m in paired("meeting", "list", "1", "-f", "json").json["meetings"]]
    assert states == ["held", "held", "planned"]


def test_what_a_setting_affects_is_said(paired: Program) -> None:
    said = paired("policy", "set", "term_months", "18", "--from", "2026-01-01").err
    assert "This affects 1 existing pair: 1 (Mentor 1 and Mentee 1)." in said
    assert "Change it anyway?" in said


def test_no_mileage_is_said(paired: Program) -> None:
    said = paired("log-meeting", "1", *VISIT, "--on", "2026-11-20").out
    assert "No mileage claimed." in said
    said = paired("log-meeting", "1", *VISIT, "--on", "2026-11-21", "--miles", "80").out
    assert "No mileage claimed." not in said and "Mentor's travel: $60.80" in said


def _planned_and_paid(program: Program) -> None:
    """Meeting 1 is planned, 2 held and paid, 3 a call of pair 1; pair 2 has meeting 4, planned."""
    program.pair(1, "2026-06-01")
    program.pair(2, "2026-06-01")
    plan = ["--method", "in-person", "--at", "mentee-library", "--planned", "--on"]
    assert program("log-meeting", "1", *plan, "2026-11-20", today="2026-11-01").code == 0
    program.visit(1, "2026-07-01", "6", "--miles", "10")
    assert program("stipends", "pay", "--reference", "1041", "--yes").code == 0
    assert program("log-meeting", "1", "--method", "phone", "--on", "2026-08-01").code == 0
    assert program("log-meeting", "2", *plan, "2026-11-21", today="2026-11-01").code == 0


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("meeting confirm 2", "Meeting 2 was held already."),
        ("meeting edit 2", "Meeting 2 was paid: payments 1 and 2."),
        ("meeting remove 2", "Meeting 2 was paid: payments 1 and 2."),
        ("meeting claim 3", "Meeting 3 was a phone call."),
        ("meeting claim 1", "Meeting 1 is still planned."),
    ],
)
def test_a_meeting_that_cannot_be_changed_is_refused_before_any_question(
    copy_of: Callable[[Recipe], Program], line: str, why: str
) -> None:
    program = copy_of(_planned_and_paid)
    code, said = talk(program.path, line.split(), [])
    assert code == 5 and why in said, said
    assert "?" not in said and "(Enter" not in said, said


def test_travel_that_was_paid_is_refused_where_the_traveler_is_named(
    copy_of: Callable[[Recipe], Program],
) -> None:
    program = copy_of(_planned_and_paid)
    code, said = talk(
        program.path, ["meeting", "claim", "2"], ["mentor\n", "mentee\n", "y\n", "148\n", "\n"]
    )
    assert code == 0 and "Meeting 2 was paid: payment" in said, said


def test_enter_is_not_refused_for_ever_where_travel_was_paid(
    copy_of: Callable[[Recipe], Program],
) -> None:
    program = copy_of(_planned_and_paid)
    answers = ["\n", "\n", "mentee\n", "y\n", "148\n", "\n"]
    code, said = talk(program.path, ["meeting", "claim", "2"], answers)
    assert code == 0 and "was paid" not in said and "Ctrl-C" in said, said


def test_a_name_lists_the_meetings_of_its_pair(copy_of: Callable[[Recipe], Program]) -> None:
    program = copy_of(_planned_and_paid)
    code, said = talk(program.path, ["meeting", "edit", "Mentee 1"], ["3\n", *["\n"] * 4])
    assert code == 0 and "Mentor 1 and Mentee 1 have 3 meetings." in said, said
    assert "  3  Aug 1   held, phone\n" in said and "Nov 21" not in said, said
    one = ["meeting", "confirm", "mentee 2", "--hours", "6"]
    code, said = talk(program.path, one, ["1\n", "4\n"])
    assert code == 0 and "have 1 planned meeting." in said, said
    assert "'1' is not in this list." in said, "a number of another pair"
    listed = program("meeting", "remove", "Mentor", "--yes")
    assert listed.code == 4 and "These 2 pairs have 4 meetings." in listed.err
    assert "4 Nov 21 held" in listed.err, "no tab in it"
    assert "have no planned meeting" in program("meeting", "cancel", "Mentor 2").err
    assert program("meeting", "edit", "Nobody", "--hours", "6").code == 4
    assert program("meeting", "edit", "1.5", "--hours", "6").code == 2


def test_a_name_lists_its_goals_and_asks_if_only_one_is_left(paired: Program) -> None:
    words = ["goal", "add", "1", "Write a budget", "--term", "short", "--not-shared"]
    assert paired(*words).code == 0
    code, said = talk(paired.path, ["goal", "share", "Mentee"], ["2\n", "1\n", "\n"])
    assert code == 0 and "have 1 goal to share." in said, said
    assert "  1  Write a budget (short)\n" in said and "'2' is not in this list." in said, said


def test_a_mentors_name_lists_the_goals_of_every_mentee(program: Program) -> None:
    mentor = program.mentor(1, "--capacity", "2")
    for number in (1, 2):
        mentee = str(program.mentee(number))
        assert program("match", mentee, str(mentor), "--on", "2026-06-01", "--yes").code == 0
        words = ["goal", "add", str(number), f"Goal of {number}", "--term", "short"]
        assert program(*words).code == 0
    said = program("goal", "done", "Mentor 1")
    assert said.code == 4 and "These 2 pairs have 2 open goals." in said.err
    assert "2 Goal of 2 (short)" in said.err
