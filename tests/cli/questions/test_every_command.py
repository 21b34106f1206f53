"""At a terminal every command asks for what is missing; a wrong answer says why and asks again."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.terminal import talk


def _said(program: Program, line: str, *answers: str) -> str:
    """What a command said that was given these answers, and ended well."""
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


def _only(program: Program, words: str, key: str) -> dict[str, Any]:
    (found,) = program(*words.split(), "-f", "json").json[key]
    assert isinstance(found, dict)
    return found


# ---- people
def test_mentor_add_asks_everything_that_a_match_needs(program: Program) -> None:
    said = _said(
        program, "mentor add",
        "", "Mentor One", "nobody", "one@example.org", "Atlantis", "20", "tomorrow", "3 years",
        "makerspace", "budget, grants", "Fishing; chess", "lakes", "2", "60", "", "a note",
    )  # fmt: skip
    assert "Please enter an answer" in said and "is not an e-mail address" in said
    assert "There is no library 'Atlantis'" in said and "in the future" in said
    assert "There is no topic 'makerspace'" in said
    found = _only(program, "mentor list", "mentors")
    expected = {
        "name": "Mentor One", "email": "one@example.org", "experience_since": "2023-11-23",
        "library": "Marathon County Public Library", "expertise": ["budget", "grants"],
        "interests": ["chess", "fishing"], "culture": ["lakes"], "capacity": 2, "max_miles": 60,
        "note": "a note", "phone": "",
    }  # fmt: skip
    assert {key: found[key] or "" for key in expected} == expected


def test_mentor_add_takes_enter_for_all_that_is_optional(program: Program) -> None:
    answers = ["Mentor One", "one@example.org", "", "2010-01-01", *[""] * 7]
    said = _said(program, "mentor add", *answers)
    assert "Phone (Enter to skip)" in said and "[1]" in said
    assert _only(program, "mentor list", "mentors")["capacity"] == 1


def test_a_misspelled_library_loses_no_answer_of_mentee_add(program: Program) -> None:
    said = _said(
        program, "mentee add",
        "Mentee One", "one@example.org", "Torp Town", "Thorp", "3/2/26",
        "budget:urgent", "budget:high, policies", "", "", "", "",
    )  # fmt: skip
    assert "There is no library 'Torp Town'" in said and "'urgent' is not a priority" in said
    found = _only(program, "mentee list", "mentees")
    assert found["administrator_since"] == "2026-03-02" and found["name"] == "Mentee One"
    assert [(n["topic"], n["priority"]) for n in found["needs"]] == [
        ("budget", "high"),
        ("policies", "medium"),
    ]


def test_an_address_that_is_taken_is_refused_when_it_is_typed(program: Program) -> None:
    program.mentor(1)
    answers = ["Mentor 9", "mentor1@example.org", "nine@example.org", "Wausau", "2010-01-01"]
    said = _said(program, "mentor add", *answers, *[""] * 7)
    assert "is Mentor 1's, a mentor already" in said


def test_with_an_option_only_what_is_required_is_asked(program: Program) -> None:
    said = _said(program, "mentee add --years 1", "Mentee One", "one@example.org", "?", "Thorp")
    assert "Enter to skip" not in said and said.count("Which library") == 2
    assert said.count("Thorp Public Library, Thorp") == 1, "listed once, when ? asks for it"


def test_a_word_of_a_title_names_the_topic_that_has_it(paired: Program) -> None:
    words = ["log-meeting", "1", "--method", "phone", "--topic"]
    said = paired(*words, "weeding")
    assert said.code == 4
    assert "Did you mean collection-development (Selecting and weeding)?" in said.err
    assert paired(*words, "Selecting and Weeding").code == 0
    assert "See them all" in paired(*words, "xyzzy").err


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("annual report", "annual-report"),
        ("Annual Reports", "annual-report"),
        ("annual-reports", "annual-report"),
        ("BUDGETS", "budget"),
        ("policy", "policies"),
        ("board relations", "board-relations"),
        ("e resources", "e-resources"),
        ("volunteer", "volunteers"),
        ("Grants and fundraising", "grants"),
    ],
)
def test_a_topic_is_taken_with_blanks_in_any_case_and_number(
    paired: Program, typed: str, topic: str
) -> None:
    words = ["log-meeting", "1", "--method", "phone", "--topic", typed, "-f", "json"]
    assert paired(*words).json["meeting"]["topics"] == [topic]


def test_a_question_for_topics_lists_them_on_one_screen_and_names_no_command(
    program: Program,
) -> None:
    answers = ["", "Mentor One", "one@example.org", "Wausau", "3", "makerspace", "?", "budgets"]
    said = _said(program, "mentor add", *answers, *[""] * 6)
    assert "no topic 'makerspace'. Type ? to see them all." in " ".join(said.split())
    assert "topic list" not in said
    listed = said.partition("  board-relations")[2].partition("? lists them")[0]
    assert "technology" in listed and "statistics" in listed
    assert listed.count("\n") <= 20, "the question stays on a screen of 24 lines"
    assert _only(program, "mentor list", "mentors")["expertise"] == ["budget"]


def test_a_year_alone_is_no_number_of_years(program: Program) -> None:
    answers = ["Mentee One", "one@example.org", "Thorp", "2025", "9/1/2025", *[""] * 5]
    said = _said(program, "mentee add", *answers)
    assert "Which month of 2025? Type it, such as 7/2025." in said
    assert _only(program, "mentee list", "mentees")["administrator_since"] == "2025-09-01"


def test_a_person_is_chosen_by_id_or_name(program: Program) -> None:
    program.mentee()
    mentor = program.mentor()
    said = _said(program, "mentor pause", "1", "Nobody", "Mentor 1")
    assert f"  {mentor}  Mentor 1  mentor1@example.org\n" in said
    assert "There is no mentor '1'" in said and "There is no mentor 'Nobody'" in said
    assert _only(program, "mentor list", "mentors")["status"] == "paused"


def test_keep_apart_asks_for_both_and_why(program: Program) -> None:
    mentor, mentee = program.mentor(), program.mentee()
    _said(program, "keep-apart", str(mentee), str(mentor), "same family")
    assert "keep-apart" in program("match", str(mentee), str(mentor), "--yes").err


EDITED = ("name", "email", "library", "experience_since", "expertise", "capacity", "max_miles",
          "interests", "phone", "address", "letters", "no_letters_reason", "w9_on", "vendor",
          "note")  # fmt: skip


def test_mentor_edit_asks_what_to_change_until_enter(program: Program) -> None:
    program.mentor(1, "--phone", "715 1", "--interest", "chess", "--vendor", "V-1", "--note", "x")
    program.mentee(2)
    said = _said(
        program, "mentor edit", "1",
        "99", "shoe size", "1", "Mentor I", "e-mail", "mentee2@example.org", "nobody",
        "one@example.org", "library", "Atlantis", "Thorp", "experience since", "12 years",
        "expertise", "grants, budget", "capacity", "101", "2", "drives", "60.5",
        "interests", "Rowing; chess", "phone", "none", "address", "12  Elm Street",
        "letters", "perhaps", "no: on leave", "W-9 on file since", "tomorrow", "5/4/2026",
        "vendor number", "", "note", "none", "",
    )  # fmt: skip
    assert "   1  name" in said and "Mentor 1\n" in said and "vendor number" in said
    assert "'99' is not in this list" in said and "'shoe size' is not in this list" in said
    assert "mentee2@example.org is the address of Mentee 2" in said
    assert "There is no library 'Atlantis'" in said and "out of range" in said
    assert "neither yes nor no" in said and "in the future" in said
    shown = program("mentor", "show", "1", "-f", "json").json["mentor"]
    assert [shown[name] or None for name in EDITED] == [
        "Mentor I", "one@example.org", "Thorp Public Library", "2014-11-23", ["budget", "grants"],
        2, 60.5, ["chess", "rowing"], None, "12 Elm Street", None, "on leave", "2026-05-04", "V-1",
        None,
    ]  # fmt: skip
    assert program("undo", "--yes").code == 0  # all of it is one step
    shown = program("mentor", "show", "1", "-f", "json").json["mentor"]
    assert (shown["name"], shown["phone"], shown["letters"]) == ("Mentor 1", "715 1", True)


def _last(program: Program) -> list[str]:
    """What the history has of the newest command, as it would be typed."""
    entry = program("history", "-f", "json").json["entries"][0]
    return [*entry["command"].split(), *entry["arguments"]]


def _again(program: Program, words: str, key: str, *answers: str) -> list[str]:
    """The history's words of a command that asked; typed, they do the same from the same start."""
    start = program.path.read_bytes()
    _said(program, words, *answers)
    typed, made = _last(program), _only(program, words.split()[0] + " list", key)
    program.path.write_bytes(start)
    assert program(*typed).code == 0, typed
    assert _only(program, words.split()[0] + " list", key) == made
    return typed


def test_the_history_has_an_edit_that_asked_as_a_command_to_type(program: Program) -> None:
    program.mentor(1, "--phone", "715 1", "--interest", "chess")
    typed = _again(
        program, "mentor edit 1", "mentors",
        "phone", "none", "drives", "60.5", "e-mail", "one@example.org", "library", "Thorp",
        "experience since", "12 years", "expertise", "grants, budget", "interests", "Rowing; go",
        "letters", "no: on leave", "W-9 on file since", "5/4/2026", "name", "Mentor I",
        "phone", "715 2", "",
    )  # fmt: skip
    assert typed[:7] == ["mentor", "edit", "1", "--phone", "715 2", "--max-miles", "60.5"], typed
    assert "--experience-since 2014-11-23 --expertise grants --expertise budget" in " ".join(typed)
    assert not any(":" in word for word in typed), "a question is nothing that one types"


def test_the_history_has_an_edited_mentee_as_a_command_to_type(program: Program) -> None:
    program.mentee(1, "--no-letters")
    typed = _again(program, "mentee edit 1", "mentees",
                   "needs", "grants:high, policies", "letters", "yes", "")  # fmt: skip
    assert typed[3:] == ["--need", "grants:high", "--need", "policies:medium", "--letters"], typed


def test_the_history_has_an_edited_library_as_a_command_to_type(program: Program) -> None:
    program("library", "add", "Superior Public Library", "--city", "Superior")
    number = program("library", "show", "Superior", "-f", "json").json["library"]["id"]
    _said(program, f"library edit {number}", "latitude", "46.7", "member", "yes", "", "-92.1")
    wanted = ["--latitude", "46.7", "--member", "--longitude", "-92.1"]
    assert _last(program)[3:] == wanted, _last(program)
    program("undo", "--yes")
    assert program("library", "edit", str(number), *wanted).code == 0


def test_the_history_has_the_one_that_was_chosen_of_several(paired: Program) -> None:
    paired.mentor(2)
    _said(paired, "mentor pause Mentor", "3")
    assert _last(paired) == ["mentor", "pause", "3"]


def test_the_history_has_the_answers_of_an_evaluation_as_options(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WVLS_TODAY", "2027-05-20")
    _said(paired, "evaluate 1", "mentee", "5", "mostly", "", "yes", "went well")
    assert _last(paired)[1:] == [
        "1", "--by", "mentee", "--rating", "5", "--goals-met", "mostly", "--again", "yes",
        "--note", "went well",
    ]  # fmt: skip


def test_mentee_edit_asks_and_enter_alone_changes_nothing(program: Program) -> None:
    program.mentee(1, "--need", "budget:high", "--no-letters")
    before = program.path.read_bytes()
    said = _said(program, "mentee edit 1", "")
    assert "budget (high)" in said and "Nothing changed: mentee 1" in said
    assert program.path.read_bytes() == before
    _said(program, "mentee edit 1", "needs", "grants:urgent", "grants:high, policies", "direct",
          "2026-02-02", "letters", "yes", "culture", "", "")  # fmt: skip
    found = _only(program, "mentee list", "mentees")
    needs = [(need["topic"], need["priority"]) for need in found["needs"]]
    assert needs == [("grants", "high"), ("policies", "medium")]
    assert (found["administrator_since"], found["letters"]) == ("2026-02-02", True)


def test_library_edit_asks_what_to_change(program: Program) -> None:
    before = program.path.read_bytes()
    assert "Nothing changed: library" in _said(program, "library edit Thorp", "")
    assert program.path.read_bytes() == before
    _said(program, "library edit Thorp", "locale", "99", "43", "latitude", "91", "45.1", "member",
          "no", "county", "none", "other spellings", "TPL, Thorp PL", "")  # fmt: skip
    shown = program("library", "show", "Thorp", "-f", "json").json["library"]
    assert (shown["locale"], shown["latitude"], shown["member"], shown["county"] or "") == (
        "43", 45.1, False, "",
    )  # fmt: skip
    assert shown["aliases"] == ["TPL", "Thorp PL"]


def test_export_and_form_ask_which(program: Program, tmp_path: Path) -> None:
    said = _said(program, "export", "bats", "topics")
    assert "'bats' is not a kind of sheet" in said and "slug,title,area" in said
    assert "   8  check-ins\n" in said
    _said(program, "export", "all", str(tmp_path), str(tmp_path / "out"))
    assert (tmp_path / "out" / "manifest.csv").is_file()
    assert "director" in _said(program, "form", "2")


@pytest.mark.parametrize(
    ("line", "options"),
    [
        ("mentor edit 1", ("--name", "--email", "--w9", "--max-miles", "--remove-expertise")),
        ("mentee edit 2", ("--need", "--no-letters", "--add-need")),
        ("library edit 1", ("--city", "--outside", "--alias")),
    ],
)
def test_elsewhere_an_edit_of_nothing_says_what_there_is_to_change(
    paired: Program, line: str, options: tuple[str, ...]
) -> None:
    before = paired.path.read_bytes()
    said = paired(*line.split())
    assert said.code == 2 and "What is to be changed?" in said.err
    assert set(options) <= set(re.findall(r"--[a-z0-9-]+", said.err))
    assert paired.path.read_bytes() == before


# ---- meetings
def test_log_meeting_alone_asks_for_the_whole_visit(paired: Program) -> None:
    said = _said(
        paired, "log-meeting",
        "7", "1", "tomorrow", "n", "5/1", "6/20", "pigeon", "in pers", "the mentee's library", "65",
        "6:30 ", "dog", "mentee", "y", "666", "maybe", "n", "66 miles", "y", "12.345", "12.50:parking", "9:taxi", "", "makerspace", "budget", "went well",
    )  # fmt: skip
    assert "  1  Mentor 1 and Mentee 1" in said
    for why in ("There is no pair '7'", "in the future", "not matched until Jun 1, 2026", "'pigeon'",
                "65 hours is more than a day", 'not "dog"', "666 miles claimed", "type y or n", "12.345", "'taxi'", "There is no topic 'makerspace'"):  # fmt: skip
        assert why in said
    assert "What day [today]" in said and "1  in person" in said
    found = _only(paired, "meeting list 1", "meetings")
    assert (found["on"], found["method"], found["at"]) == (
        "2026-06-20",
        "in-person",
        "mentee-library",
    )
    assert (found["hours"], found["topics"]) == (6.5, ["budget"])
    assert "went well" in paired("export", "meetings").out
    (claim,) = found["claims"]
    assert (claim["traveler"], claim["miles"], claim["expense_cents"]) == ("mentee", 66, 1250)
    assert claim["expenses"] == [{"kind": "parking", "amount_cents": 1250}]


def test_a_phone_call_has_no_place_and_no_travel(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "", "2", "", "none")
    assert "Where" not in said and "Who drove" not in said
    assert _only(paired, "meeting list 1", "meetings")["on"] == "2026-11-23"


def test_an_unknown_pair_is_said_before_anything_is_asked(paired: Program) -> None:
    """Its day was asked first: no answer was right, and only Ctrl-C led out."""
    code, said = talk(paired.path, ["log-meeting", "Zed"], [])
    assert code == 4 and "There is no pair 'Zed'" in said and "What day" not in said
    paired.mentee(2, library="Medford")
    paired("mentor", "edit", "1", "--capacity", "2")
    paired("match", "3", "1", "--yes")
    said = _said(paired, "log-meeting Mentor", "2", "", "phone", "", "")
    assert said.index("'Mentor' fits 2 pairs") < said.index("What day")


def test_a_day_to_come_is_a_planned_meeting_once_that_is_said(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "12/4", "", "visit", "mentee-library", "", "")
    assert (
        "Dec 4 has not come yet. Is this a planned meeting?" in said
        and "How will they meet" in said
    )
    assert "Who drove" not in said and "How many hours" not in said
    found = _only(paired, "meeting list 1", "meetings")
    assert (found["state"], found["on"]) == ("planned", "2026-12-04")
    words = paired("history", "-f", "json").json["entries"][0]["arguments"]
    assert words[:4] == ["1", "--planned", "--on", "2026-12-04"]


def test_a_planned_meeting_asks_for_its_day(paired: Program) -> None:
    said = _said(paired, "log-meeting 1 --planned --method phone", "11/1", "12/4")
    assert said.count("What day is it planned for") == 2 and "1 ends on Jun 1, 2027" in said
    assert _only(paired, "meeting list 1", "meetings")["on"] == "2026-12-04"


def test_coffee_asks_for_its_hours_which_may_be_unknown(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "6/20", "coffee", "", "nobody", "", "")
    asked = (
        "How many hours (6, 6.5, 6:30; Enter if you don't know; without hours there is no stipend)"
    )
    assert asked in " ".join(said.split()) and "Where" not in said
    assert _only(paired, "meeting list 1", "meetings")["hours"] is None


def test_a_day_that_is_read_as_one_of_last_year_is_said(program: Program) -> None:
    program.pair(1, on="2025-12-01")
    said = _said(program, "log-meeting 1", "12/25", "phone", "", "")
    assert "OK, Dec 25, 2025." in said


@pytest.mark.parametrize("typed", [False, True])  # the method, as an option
def test_a_meeting_that_was_logged_is_asked_about_before_the_rest(
    paired: Program, typed: bool
) -> None:
    paired.visit(1, "2026-06-20")
    words = ["log-meeting", "1", "--on", "2026-06-20", *(["--method", "in-person"] * typed)]
    answers = ["mentee-library\n", "6\n"] if typed else ["in-person\n"]
    code, said = talk(paired.path, words, [*answers, "n\n"])
    assert code == 5 and "Canceled. Nothing was saved." in said, said
    assert "already logged as meeting 1" in said and "Is this a second one? [y/N]: " in said
    assert len(paired("meeting", "list", "1", "-f", "json").json["meetings"]) == 1
    code, said = talk(
        paired.path, words, [*answers, "y\n", *["mentee-library\n", "6\n"] * (not typed)]
    )
    assert code == 0 and said.count("Is this a second one?") == 1, said
    assert len(paired("meeting", "list", "1", "-f", "json").json["meetings"]) == 2
    assert "--again" in paired("history").out
    assert (
        paired(*words[:4], "--method", "in-person", "--at", "mentee-library", "--hours", "6").code
        == 5
    )


def test_a_concluded_pair_is_not_asked_how_long_to_extend_it(paired: Program) -> None:
    """Until when and why were asked, and then it was refused."""
    ended = paired("end", "1", "--on", "2026-08-01", "--reason", "moved", "--yes")
    assert ended.code == 0
    code, said = talk(paired.path, ["extend", "1"], [])
    assert code == 5 and "was ended on Aug 1; it cannot be extended" in said, said
    code, said = talk(paired.path, ["extend"], ["1\n", "\x04"])
    assert code == 130 and "cannot be extended" in said and "Until what date" not in said, said


def test_a_term_that_is_over_is_extended_only_as_of_its_last_day(program: Program) -> None:
    program.pair(1, on="2025-11-01")
    code, said = talk(program.path, ["extend", "1", "--months", "18"], [])
    said = " ".join(said.split())
    assert code == 5 and "wvls extend 1 --months 18 --on 2026-11-01" in said, said
    code, said = talk(program.path, ["extend", "1"], [])
    assert code == 5 and "wvls extend 1 --on 2026-11-01" in " ".join(said.split()), said
    code, said = talk(program.path, ["extend", "1", "--on", "2026-11-01"], ["18 months\n"])
    assert code == 0, said


def test_a_visit_with_an_option_is_asked_for_no_more_than_it_needs(paired: Program) -> None:
    said = _said(paired, "log-meeting 1 --on 2026-06-20", "in-person", "mentee", "mentee-", "6")
    assert "What day" not in said and "Who drove" not in said and "skip" not in said


def test_who_drove_brings_up_the_miles_unless_there_is_an_expense(paired: Program) -> None:
    visit = "log-meeting 1 --method in-person --at mentee-library --hours 6 --traveler mentor"
    assert "Miles" in _said(paired, f"{visit} --on 2026-06-20", "120")
    assert "Miles" not in _said(paired, f"{visit} --on 2026-07-20 --expense 5")


def test_meeting_confirm_asks_which_planned_meeting_and_how_long(paired: Program) -> None:
    plan = "log-meeting 1 --method in-person --at mentee-library --planned --on 2026-11-23"
    paired(*plan.split())
    _said(
        paired, "meeting confirm", "9", "1", "", "", "x", "6", "mentor", "x", "40", "y", "", "", ""
    )
    found = _only(paired, "meeting list 1", "meetings")
    assert (found["state"], found["hours"], found["claims"][0]["miles"]) == ("held", 6, 40)


def test_meeting_claim_edit_cancel_and_remove_ask_which_meeting(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    paired("log-meeting", "1", "--method", "phone", "--planned", "--on", "2026-12-09")
    _said(paired, "meeting claim", "1", "mentee", "y", "x", "30", "y", "")
    # A planned one moves to a day to come; all else stays.
    _said(paired, "meeting edit", "2", "12/8", "", "", "")
    found = {
        m["meeting_id"]: m for m in paired("meeting", "list", "1", "-f", "json").json["meetings"]
    }
    assert found[1]["claims"][0]["miles"] == 30 and found[2]["on"] == "2026-12-08"
    assert "held" not in _said(paired, "meeting cancel --yes", "2").partition(":")[0]  # to choose
    assert "Nothing changed: meeting 1" in _said(paired, "meeting edit 1", *[""] * 10)
    _said(paired, "meeting remove", "1", "y")
    found = _only(paired, "meeting list 1 --as-of 2026-12-20", "meetings")
    assert (found["meeting_id"], found["state"]) == (2, "cancelled")


# ---- the life of a pair
def test_goal_add_and_done_ask(paired: Program) -> None:
    _said(paired, "goal add", "Nobody", "1", "A balanced budget", "medium", "l", "11/3")
    found = _only(paired, "goal list 1", "goals")
    assert (found["goal"], found["term"]) == ("A balanced budget", "long")
    assert found["shared_on"] == "2026-11-03"
    said = _said(paired, "goal add 1", "More hours", "short", "not yet")
    assert "Goal 2 has not been shared with you yet" in said
    assert paired("history", "-f", "json").json["entries"][0]["arguments"][-1] == "--not-shared"
    said = _said(paired, "goal edit 2", "", "", "")
    assert "Nothing changed: goal 2 of Mentor 1 and Mentee 1" in said
    said = _said(paired, "goal done", "1", "")
    assert "  1  Mentor 1 and Mentee 1  long   A balanced budget\n" in said


def test_check_in_asks_which_pair(paired: Program) -> None:
    said = _said(paired, "check-in --with both --going well", "1")
    assert "  1  Mentor 1 and Mentee 1" in said


def test_evaluate_asks_whose_it_is(paired: Program) -> None:
    paired("end", "1", "--reason", "moved", "--yes")
    said = _said(paired, "evaluate", "1", "me", "2", "9", "5", "mo", "", "yes", "")
    assert "Mentor 1 and Mentee 1 (ended early)" in said and "'9' is not a rating" in said
    found = paired("evaluations", "--detail", "-f", "json").json["evaluations"][0]
    assert (found["by"], found["rating"], found["goals_met"], found["support"]) == (
        "mentee",
        5,
        "mostly",
        None,
    )


@pytest.mark.parametrize(("answer", "ends"), [("6", "2027-12-01"), ("12/24/27", "2027-12-24")])
def test_extend_asks_how_long(paired: Program, answer: str, ends: str) -> None:
    _said(paired, "extend", "1", "61", "soon", answer, "a new building")
    assert _only(paired, "status", "pairs")["ends_on"] == ends


def test_end_asks_when_and_why(paired: Program) -> None:
    _said(paired, "end", "1", "11/20", "", "moved away", "y", "y", "y")
    found = _only(paired, "status --all", "pairs")
    assert (found["state"], found["concluded_on"]) == ("ended-early", "2026-11-20")


@pytest.mark.parametrize("until", ["for good", "Feb 1"])
def test_excuse_asks_what_until_when_and_why(paired: Program, until: str) -> None:
    answers = ("homework", "goals", "someday", "5/30", "11/20", "whenever", until, "on leave")
    said = _said(paired, "excuse", "1", *answers)
    assert (
        "not matched until Jun 1, 2026; May 30, 2026 is before that. Check the day and its year."
        in (" ".join(said.split()))
    )
    assert "'homework' is not a kind" in said and "'whenever' is not a date" in said
    assert "From what day [today]" in said and "from Nov 20" in said, said
    assert ("Feb 1, 2027" in said) is (until == "Feb 1")


# ---- the file, money, settings
def test_backup_and_restore_ask_for_the_file(program: Program, tmp_path: Path) -> None:
    _said(program, "backup", str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").is_file()
    said = _said(program, "restore", "none.db", str(tmp_path / "copy.db"), "y")
    assert "There is no file none.db" in said


def test_backup_asks_nothing_where_a_setting_says_where(program: Program, tmp_path: Path) -> None:
    program("policy", "set", "backup_folder", str(tmp_path), "--from", "2026-01-01", "--yes")
    assert "Where should the backup go" not in _said(program, "backup")


def test_claims_and_payments_ask(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    _said(paired, "stipends claim", "Mentor 1", "y")
    _said(paired, "stipends withdraw", "c-2026-01", "a wrong day", "y")
    _said(paired, "stipends pay", "", "check 1041", "y")
    said = _said(paired, "stipends void", "1", "wrong check", "y")
    assert "to Mentor 1, check 1041" in said


def test_settings_and_rates_ask(program: Program) -> None:
    _said(program, "policy set", "term", "term_months", "x", "24")
    said = _said(program, "policy rate", "bus", "mileage", "x", "0.7", "1/1", "1/1/27")
    assert "has no year" in said
    rates = program("policy", "--as-of", "2027-01-01", "-f", "json").json["rates"]
    assert (0.7, "2027-01-01") in {(rate["amount"], rate["from"]) for rate in rates}


def test_a_library_is_added_question_by_question(program: Program) -> None:
    _said(program, "library add", "Superior Public Library", "Superior", "", "x", *[""] * 3)
    assert "Superior" in program("library", "show", "Superior").out


def test_records_asks_for_a_folder_and_topic_add_for_a_short_name(
    paired: Program, tmp_path: Path
) -> None:
    said = _said(paired, "records", str(tmp_path), str(tmp_path / "request"), "Mentor 1")
    assert said.count("Into which new folder") == 2 and "Whose records" in said
    assert (tmp_path / "request" / "manifest.csv").is_file()
    _said(paired, "topic add", "Maker Space", "makerspace")
    assert "makerspace" in paired("topic", "list").out


def test_the_topics_are_listed_when_they_are_asked_for(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "", "phone", "?", "budget", "")
    assert said.index("? lists them") < said.index("  board-relations")
    assert _only(paired, "meeting list 1", "meetings")["topics"] == ["budget"]


def test_enter_takes_the_one_record_that_there_is(paired: Program) -> None:
    assert "Which pair [1]" in _said(paired, "log-meeting --method call --on 2026-11-03", "")
    assert _only(paired, "meeting list 1", "meetings")["method"] == "phone"


def test_what_is_not_there_is_named_and_asked_for_again(paired: Program) -> None:
    code, said = talk(paired.path, ["meeting", "confirm"], [])
    assert code == 4 and "No meeting is planned." in said
    paired("goal", "add", "1", "A balanced budget", "--term", "short")
    said = _said(paired, "goal done", "9", "1", "")
    assert "There is no goal 9." in said and "Goal 1 done" in said
    assert talk(paired.path, ["goal", "drop", "9"], [])[0] == 4


def test_a_pair_that_only_a_waiver_stands_against_is_asked_about(program: Program) -> None:
    mentor = program.mentor()
    program("mentee", "add", "Mentee Old", "--email", "o@example.org", "--years", "4",
            "--library", "Thorp")  # fmt: skip
    code, said = talk(program.path, ["match", "2", str(mentor)], ["\n"])
    assert code == 5 and "Make an exception for just this pair?" in said and "Canceled" in said
    said = _said(program, f"match 2 {mentor}", "y", "nobody else applied", "y")
    assert "Make an exception for just this pair? [y/N]: y\nWhy: " in said
    pair = program("status", "1", "-f", "json").json["pair"]
    assert pair["waived"] == "nobody else applied"
    assert "--waive" in program("history", "-f", "json").json["entries"][0]["arguments"]


# ---- where nobody can answer
@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("mentor add", "NAME"), ("mentor add X", "--email"), ("mentor show", "PERSON"),
        ("mentee add X --email x@example.org", "--library"), ("keep-apart 2 1", "--reason"),
        ("log-meeting", "PAIR"), ("log-meeting 1", "--method"), ("meeting confirm", "MEETING"),
        ("meeting claim 1", "--traveler"), ("goal add 1", "TEXT"), ("goal add 1 x", "--term"),
        ("goal done", "GOAL"), ("check-in", "PAIR"), ("evaluate 1", "--by"), ("end 1", "--reason"),
        ("excuse 1", "KIND"), ("extend", "PAIR"), ("agenda", "PAIR"), ("restore", "FILE"),
        ("stipends pay", "--reference"), ("stipends void 1", "--reason"),
        ("stipends why", "PAYMENT"), ("policy set", "KEY"), ("policy rate mileage 1", "--from"),
        ("forget", "PERSON"), ("records", "--save"), ("library show", "LIBRARY"),
        ("topic add", "TOPIC"),
    ],
)  # fmt: skip
def test_without_a_terminal_what_is_missing_is_a_usage_error(
    paired: Program, line: str, what: str
) -> None:
    before = paired.path.read_bytes()
    said = paired(*line.split())
    assert said.code == 2 and f"Missing {what}" in said.err
    assert f"wvls {line.split()[0]}" in said.err and paired.path.read_bytes() == before


# ---- a question mark
@pytest.mark.parametrize(
    ("line", "answers", "says"),
    [
        (
            "goal add 1",
            ["?", "A budget", "short", ""],
            "such as: A balanced budget by June. Ctrl-C to quit.",
        ),
        ("goal add 1", ["A budget", "?", "short", ""], "long Is it short or long term: ? 1 short"),
        (
            "mentor add",
            ["?", "Mentor Two", "m2@example.org", "", "2010-01-01", *[""] * 7],
            "such as Joan Sample. Ctrl-C",
        ),
        (
            "check-in 1",
            ["?", "", "mentor", "well", "", "?", "", "?", "", ""],
            "The day it happened.",
        ),
        ("log-meeting 1", ["??", "", "phone", "?", "", "?", ""], "Enter for today."),
        (
            "log-meeting 1",
            ["", "phone", "", "?", ""],
            "Anything to remember about it, in your own words. Enter to skip.",
        ),
        ("end 1 --yes", ["?", "moved away"], "Give a reason. It is saved with the record. Ctrl-C"),
    ],
)
def test_a_question_mark_says_what_is_wanted_and_is_no_answer(
    paired: Program, line: str, answers: list[str], says: str
) -> None:
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-02")
    assert says in " ".join(_said(paired, line, *answers).split())
    assert '"?"' not in paired("status", "1", "-f", "json").screen


def test_a_check_number_is_no_question_mark(paired: Program) -> None:
    paired.visit(1, "2026-10-01")
    said = _said(paired, "stipends pay --yes", "?", "1042")
    assert "Check number" in said
    (payment,) = paired("stipends", "ledger", "-f", "json").json["payments"]
    assert payment["reference"] == "1042"
