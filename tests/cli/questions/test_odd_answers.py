"""What somebody types who sees a question for the first time: odd, and right all the same."""

from typing import Any

import pytest

from tests.factories import Program
from tests.terminal import talk

VISIT = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-11-20"


def _talk(program: Program, line: str, *answers: str, code: int = 0) -> str:
    ended, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert ended == code, said
    return said


def _words(said: str) -> str:
    return " ".join(said.split())


def _meetings(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return found


@pytest.fixture
def named(paired: Program) -> Program:
    """Pair 1 with names as people have them, with a word in common."""
    assert paired("mentor", "edit", "1", "--name", "Ada Fictional").code == 0
    assert paired("mentee", "edit", "2", "--name", "Zoë Fictional").code == 0
    return paired


@pytest.mark.parametrize(
    ("typed", "who"),
    [("Ada Fictional", "mentor"), ("ada", "mentor"), ("Zoe", "mentee"), ("mentee", "mentee")],
)
def test_who_drove_is_said_by_name(named: Program, typed: str, who: str) -> None:
    """Only mentor and mentee were understood."""
    at = {"mentor": "mentee-library", "mentee": "mentor-library"}[who]
    answers = ["11/20", "in person", at, "6", typed, "148", "", "", ""]
    assert "The traveler is" not in _talk(named, "log-meeting 1", *answers)
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == [who]
    assert named("meeting", "claim", "1", "--traveler", who, "--remove").code == 0
    _talk(named, "meeting claim 1", typed, "148", "")
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == [who]


def test_a_name_that_both_have_and_both_are_asked_again(named: Program) -> None:
    said = _talk(named, "log-meeting 1", "11/20", "in person", "elsewhere", "6",
                 "Fictional", "both", "mentor", "40", "", "", "", "")  # fmt: skip
    assert 'The traveler is "mentor" or "mentee", not "Fictional".' in _words(said)
    assert "Type mentor or mentee. Add the other one's trip afterwards:" in _words(said)
    assert [c["traveler"] for c in _meetings(named)[0]["claims"]] == ["mentor"]


def test_who_was_reached_and_whose_evaluation_it_is_are_said_by_name(named: Program) -> None:
    said = _talk(named, "check-in 1", "", "bad", "zoe", "well", "", "", "", "")
    assert "Type mentor, mentee, both or no one.\n" in said
    code = named("end", "1", "--on", "2026-11-20", "--reason", "moved", "--yes").code
    assert code == 0
    _talk(named, "evaluate 1", "Ada", "5", "", "", "", "")
    (found,) = named("evaluations", "--detail", "-f", "json").json["evaluations"]
    assert found["by"] == "mentor"


@pytest.mark.parametrize("miles", ["60", "74", "88"])  # of 148 there and back
def test_miles_one_way_are_asked_about(paired: Program, miles: str) -> None:
    """Half of the miles of a trip was paid; too many were asked about."""
    visit = f"{VISIT} --traveler mentor"
    said = _words(_talk(paired, visit, miles, "n", "148"))
    assert f"{miles} miles is about half of the 148 there and back. Is it both ways? [y/N]" in said
    assert "Please enter the miles again, there and back." in said
    assert [c["miles"] for c in _meetings(paired)[0]["claims"]] == [148]


@pytest.mark.parametrize("miles", ["89", "148", "295"])
def test_miles_that_may_be_are_not_asked_about(paired: Program, miles: str) -> None:
    assert "[y/N]" not in _talk(paired, f"{VISIT} --traveler mentor", miles)


def test_hours_that_are_skipped_cost_the_stipend_and_the_question_says_so(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1", "11/20", "coffee", "", "nobody", "", "")
    asked = (
        "How many hours (6, 6.5, 6:30; Enter if you don't know; without hours there is no stipend)"
    )
    assert f"{asked}: " in _words(said)
    said = _talk(paired, "meeting edit 1", *[""] * 7)
    assert "How many hours; without them no stipend (6, 6.5, 6:30; Enter to skip): " in said
    plan = "log-meeting 1 --method coffee --planned --on 2026-11-22"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm 2", *[""] * 6)
    assert "Enter if you don't know; without hours there is no stipend): " in _words(said)
    said = _talk(paired, "meeting edit 1", "", "", "", "6", *[""] * 3)
    assert "[y/N]" not in said and _meetings(paired)[0]["hours"] == 6
    assert "without them" not in _talk(paired, "meeting edit 1", *[""] * 7)


@pytest.mark.parametrize("word", ["none", "No", "0"])
def test_none_is_no_mileage_wherever_miles_are_asked_for(paired: Program, word: str) -> None:
    _talk(paired, f"{VISIT} --traveler mentor", word)
    assert "Nothing changed" in _talk(paired, "meeting claim 1", "mentor", word, "")
    assert _meetings(paired)[0]["claims"] == []
    assert "$12.50 meal" in _talk(paired, "meeting claim 1", "mentor", word, "12.50 meal", "")
    plan = "log-meeting 1 --method in-person --at mentee-library --planned --on 2026-11-22"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    _talk(paired, "meeting confirm 2", "", "", "6", "mentor", word, "", "", "")
    assert [len(m["claims"]) for m in _meetings(paired)] == [1, 0]


@pytest.mark.parametrize("typed", ["196", "630"])
def test_too_many_hours_show_what_hours_look_like(paired: Program, typed: str) -> None:
    visit = "log-meeting 1 --method in-person --at mentee-library --on 2026-11-20"
    said = _talk(paired, visit, typed, "6")
    assert f"{typed} hours is more than a day. Hours can be up to 24. Use 6, 6.5 or 6:30." in said


def test_an_expense_without_its_kind_is_asked_about_and_can_be_left_out(paired: Program) -> None:
    """It was kept as other, and a miles' 196 stayed an expense of $196.00."""
    said = _talk(paired, f"{VISIT} --traveler mentor", "148")
    answers = ["", "", "12.50", "taxi", "m", "196", "none", "20", "2", "5", "", ""]
    said = _words(_talk(paired, "meeting claim 1", *answers))
    assert "1 meal 2 lodging 3 parking 4 other" in said
    assert 'What was the $12.50 for ("none" to leave it out) [other]: ' in said
    assert (
        "'taxi' is not a kind of expense. Type meal, lodging, parking or other." in said
        and "Left out: $196.00." in said
    )
    (claim,) = _meetings(paired)[0]["claims"]
    spent = [(e["kind"], e["amount_cents"]) for e in claim["expenses"]]
    assert spent == [("meal", 1250), ("lodging", 2000), ("other", 500)]


@pytest.mark.parametrize(
    ("command", "asks", "says", "key"),
    [
        (
            "share",
            "When did they share it with you [today]",
            "Goal 1 shared on Nov 20",
            "shared_on",
        ),
        ("done", "When did they reach it [today]", "Goal 1 done on Nov 20", "done_on"),
        ("drop", "When did they give it up [today]", "Goal 1 dropped on Nov 20", "dropped_on"),
    ],
)
def test_the_day_of_a_goal_is_asked_for_and_said(
    paired: Program, command: str, asks: str, says: str, key: str
) -> None:
    """A goal that came last week was shared today, without a word."""
    assert paired("goal", "add", "1", "Budget", "--term", "short", "--not-shared").code == 0
    confirmed = ["y"] if command == "drop" else []
    said = _talk(paired, f"goal {command}", "1", "5/1/2026", "tomorrow", "11/20", *confirmed)
    assert said.count(f"{asks}: ") == 3
    assert f"{says}, Mentor 1 → Mentee 1: Budget (short-term)." in said
    (goal,) = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert goal[key] == "2026-11-20"
    again = _talk(paired, f"goal {command} 1", code=5)
    assert "already" in again and "which day" not in again, "no day would be right"
    assert paired("undo", "--yes").code == 0
    assert "which day" not in _talk(paired, f"goal {command} 1 --on 2026-11-19", *confirmed)


def test_a_day_without_its_year_is_said_as_it_was_read(paired: Program) -> None:
    answers = ["Dec 25", "n", "11/20", "phone", "", ""]
    said = _words(_talk(paired, "log-meeting 1", *answers))
    assert "Dec 25 has not come yet. Is this a planned meeting? [Y/n]: n" in said
    assert "n OK, Dec 25, 2025. Mentor 1 and Mentee 1 were not matched until" in said


def test_a_new_day_of_a_meeting_that_cannot_be_is_asked_again(paired: Program) -> None:
    """It was refused after all other answers, and they were lost."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20").code == 0
    said = _words(_talk(paired, "meeting edit 1", "Dec 25", "tomorrow", "11/19", "", "", "by bus"))
    assert "Read as Dec 25, 2025" in said and "not matched until" in said
    assert said.count("New day (Enter to keep Nov 20)") == 3
    assert (_meetings(paired)[0]["on"], _meetings(paired)[0]["note"]) == ("2026-11-19", "by bus")
    plan = "log-meeting 1 --method phone --planned --on 2026-11-22"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    said = _words(_talk(paired, "meeting confirm 2", "Dec 25", "11/21", "", ""))
    assert "Read as Dec 25, 2025" in said and "not matched until" in said
    assert paired(*plan.replace("22", "25").split()).code == 0
    said = _words(_talk(paired, "meeting edit 3", "11/20/2026", "12/2", "", "", ""))
    assert "Nov 20 is past. If it was held: wvls meeting confirm 3" in said
    assert [m["on"] for m in _meetings(paired)] == ["2026-11-19", "2026-11-21", "2026-12-02"]


@pytest.mark.parametrize(
    ("typed", "at"),
    [("", "mentee-library"), ("don't know yet", "mentee-library"), ("mentor", "mentor-library")],
)
def test_where_a_planned_visit_will_be_may_be_unknown(paired: Program, typed: str, at: str) -> None:
    """The question came back until a place was guessed."""
    answers = ["", "both", "well", "", "12/9", typed, "", ""]
    said = _talk(paired, "check-in 1", *answers)
    asked = "Where, as far as you know [the mentee's library]: "
    assert said.count(asked) == 1 and _meetings(paired)[0]["at"] == at
    assert ("The mentee's library for now." in said) is typed.startswith("don't")
    said = _talk(paired, "log-meeting 1 --planned", "12/12", "in person", typed)
    assert said.count(asked) == 1 and _meetings(paired)[1]["at"] == at


def test_where_it_was_is_asked_when_it_is_confirmed(paired: Program) -> None:
    plan = "log-meeting 1 --method in-person --at mentee-library --planned --on 2026-11-20"
    assert paired(*plan.split(), today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm 1", "", "elsewhere", "6", "", "", "")
    assert "Where was it (Enter to keep the mentee's library): " in said
    assert _meetings(paired)[0]["at"] == "elsewhere"
    assert "Where" not in _talk(paired, "log-meeting 1", "", "phone", "", "")


@pytest.mark.parametrize(
    ("line", "answers", "says"),
    [
        ("check-in 1", ["", "both", "well", "?", "", "", "", ""],
         "or 11/22 coffee. You can add more. Press Enter when you are done."),
        ("check-in 1", ["", "both", "well", "", "?", "", "", ""],
         "Type the day on which they plan to meet in person, such as Dec 7."),
        ("check-in 1", ["", "both", "well", "", "", "?", "", ""],
         "Type one new goal in a few words, such as: A balanced budget by June."),
        ("check-in 1", ["", "no one", "?", ""], "Anything to remember about it"),
        ("log-meeting 1", ["?", "", "phone", "", ""],
         "Type the day they met, such as Nov 20. If they have not met yet, type the day they plan to."),
        ("log-meeting 1 --planned", ["?", "12/9", "phone"], "Type the day they plan to meet, such as"),
        ("goal add 1", ["Budget", "short", "?", ""],
         "Type the day the mentee told you the goal, such as Nov 20. If you do not have it yet,"),
        ("meeting claim 1", ["mentor", "?", "148", ""], "Type the miles of the whole trip, such as"),
        ("stipends pay", ["?", "", "?", "7", "y"], "Type the date on the check."),
        ("stipends pay", ["", "?", "7", "y"], "Type the number printed on the check, such as 1041."),
        ("mentor edit 1", ["name", "?", "", ""], "Type the new name. Now: Mentor 1."),
        ("meeting claim 1", ["mentor", "148", "5", "?", "meal", ""],
         "Type meal, lodging, parking or other."),
    ],
)  # fmt: skip
def test_a_question_mark_explains(
    paired: Program, line: str, answers: list[str], says: str
) -> None:
    """The question was repeated, with a period behind it."""
    paired.visit(1, "2026-10-20")
    paired.w9(1)
    assert says in _words(_talk(paired, line, *answers))


def test_a_visit_that_lacks_its_place_or_hours_is_asked_until_it_has_them(paired: Program) -> None:
    """Enter went on, and at the end every answer was lost."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20").code == 0
    answers = ["", "visit", "", "mentee", "", "6", "", "", "by bus"]
    said = _talk(paired, "meeting edit 1", *answers)
    assert said.count("Please enter an answer (Ctrl-C to quit).") == 1
    assert _words(said).count("A visit at a library needs its hours. If you do not know them") == 1
    met = _meetings(paired)[0]
    assert (met["at"], met["hours"], met["note"]) == ("mentee-library", 6, "by bus")


def test_the_day_of_a_call_or_goal_that_cannot_be_is_asked_again(paired: Program) -> None:
    said = _words(_talk(paired, "check-in 1", "5/30", "", "no one", ""))
    assert "not matched until" in said and said.count("Day of the call [today]") == 2
    said = _words(_talk(paired, "goal add 1 Budget", "short", "5/30", "not yet"))
    assert "not matched until" in said and "If you do not have the goal yet, type: not yet" in said
    said = _words(_talk(paired, "goal edit 1", "A budget", "", "5/30", "11/20"))
    assert "not matched until" in said
    (goal,) = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert (goal["goal"], goal["shared_on"]) == ("A budget", "2026-11-20")


def test_y_and_n_are_no_notes_and_no_goals(paired: Program) -> None:
    """A goal "n" and a note "y" stood in the pair's story."""
    said = _talk(paired, "check-in 1", "", "both", "well", "n", "n", "y", "n", "y", "n")
    assert "Type the goal in a sentence." in said
    assert "Type the note itself, or press Enter to skip it." in said
    assert paired("goal", "list", "1", "-f", "json").json["goals"] == []
    _talk(paired, "log-meeting 1", "", "phone", "n", "n")
    assert _meetings(paired)[0]["note"] is None


def test_who_drove_to_the_own_library_is_asked_about_wherever_it_is_said(paired: Program) -> None:
    paired.visit(1, "2026-11-20")
    own = "They met at the mentee's own library. Did the mentee drive? [y/N]"
    said = _words(_talk(paired, "meeting claim 1", "mentee", "n", "mentor", "148", ""))
    assert own in said and [c["traveler"] for c in _meetings(paired)[0]["claims"]] == ["mentor"]
    answers = ["", "", "", "", "mentee", "n", "mentor", *[""] * 5]
    assert own in _words(_talk(paired, "meeting edit 1", *answers))


def test_only_visits_are_listed_to_claim_travel_for(paired: Program) -> None:
    paired.visit(1, "2026-11-20")
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-19").code == 0
    said = _talk(paired, "meeting claim", "1", "mentor", "148", "")
    assert "Nov 20" in said and "Nov 19" not in said


def test_a_word_that_is_not_in_the_list_is_said_so(paired: Program) -> None:
    said = _talk(paired, "check-in 1", "", "both", "so", "well", "", "", "", "")
    assert "'so' is not one of the choices. Type one from the list" in said


def test_a_visit_that_is_planned_already_is_said_before_the_rest(paired: Program) -> None:
    """It was refused after the place, the topics and the note."""
    assert paired("log-meeting", "1", "--method", "coffee", "--planned", "--on", "12/9").code == 0
    said = _words(_talk(paired, "log-meeting 1", "12/9/2026", "", "in person", "n", code=5))
    assert (
        "The in-person meeting of Dec 9 is already planned as meeting 1. Is this a second" in said
    )
    _talk(paired, "log-meeting 1", "12/9/2026", "", "coffee", "y", "", "")
    assert [m["state"] for m in _meetings(paired)] == ["planned", "planned"]


@pytest.mark.parametrize("how", ["--attempt", "--planned --on 12/9", "--again"])
def test_a_way_to_meet_that_is_none_is_asked_again(paired: Program, how: str) -> None:
    """Where it was an attempt or still to come, the command ended there."""
    said = _talk(paired, f"log-meeting 1 {how}", "pigeon", "phone")
    assert "'pigeon' is not a way to meet. Type one from the list" in said


def test_a_last_day_before_the_match_is_asked_again(paired: Program) -> None:
    said = _words(_talk(paired, "end 1", "Dec 25", "11/20", "moved", "y", "y", "n", code=5))
    assert "Read as Dec 25, 2025" in said and said.count("What day does it end [today]") == 2


@pytest.mark.parametrize(
    ("line", "answers", "says"),
    [
        ("goal add 1", ["?", "Budget", "short", ""], "Type what the mentee wants to reach"),
        ("extend 1", ["?", "3", ""], "Type the new last day, such as 8/1/2027, or a number of"),
    ],
)
def test_a_question_mark_explains_what_else_there_is(
    paired: Program, line: str, answers: list[str], says: str
) -> None:
    assert says in _words(_talk(paired, line, *answers))


def test_a_question_mark_explains_what_documents_ask_once(paired: Program) -> None:
    paired.visit(1, "2026-10-20")
    answers = ["?", "Org", "?", "", "", "", "no", "n"]
    said = _words(_talk(paired, f"stipends claim 1 --save {paired.path}.html", *answers, code=5))
    assert "Your organization. Ctrl-C" not in said and "on one line. Ctrl-C" not in said
