"""At a terminal: what is missing is asked for, several hits are a choice, the end of input stops."""

from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk as _talk
from wvls_mentor.rules.policy import SETTINGS


def test_a_terminal_that_shows_only_ascii_gets_plain_characters(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    code, said = _talk(paired.path, ["status"], [])
    assert code == 0 and said.isascii() and "=" in said and "Mentor 1 -> Mentee 1" in said


def test_log_meeting_asks_for_what_is_missing(paired: Program) -> None:
    answers = ["Mentor 1\n", "pigeon\n", "in-person\n", "mentee-library\n", "x\n", "6:30\n"]
    code, said = _talk(paired.path, ["log-meeting", "--on", "2026-06-20"], answers, anew=True)
    assert code == 0, said
    assert "'pigeon' is not a way to meet" in said and "'x' is not a number of hours" in said
    visit = paired("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"][0]
    assert visit["hours"] == 6.5


def test_of_several_hits_the_number_that_is_typed_is_the_id_that_is_shown(
    program: Program,
) -> None:
    ids = [program.mentee(), program.mentor(1), program.mentor(2)]
    assert ids == [1, 2, 3]
    answers = ["1\n", "x\n", "2\n"]  # the second line of the list is 3
    code, said = _talk(program.path, ["mentor", "show", "Mentor"], answers)
    assert code == 0, said
    assert "  2  Mentor 1 <" in said and "'1' is not in this list" in said
    assert "Mentor 1 <mentor1@example.org>, active" in said


@pytest.mark.parametrize(
    ("answer", "code", "pairs"), [("y\n", 0, 1), ("n\n", 5, 0), ("\x04", 130, 0)]
)
def test_pairing_asks_first(program: Program, answer: str, code: int, pairs: int) -> None:
    mentor, mentee = program.mentor(), program.mentee()
    got, said = _talk(program.path, ["match", str(mentee), str(mentor)], [answer])
    assert got == code, said
    assert len(program("status", "-f", "json").json["pairs"]) == pairs


def test_a_check_in_guides_through_the_call_and_saves_it_as_one_step(paired: Program) -> None:
    answers = ["Nov 20\n", "everybody\n", "3\n", "we\n",
               "Nov 3 phone\n", "nonsense\n", "12/24 phone\n", "5/1 phone\n", "Nov 3 phone\n",
               "11/2 in person\n", "\n", "Jun 2 2026\n", "Dec 1\n", "the mentee's library\n",
               "Weed the shelves\n", "medium\n", "1\n", "weed the shelves\n",
               "Nothing to keep\n", "\n", "none\n", "all good\n"]  # fmt: skip
    code, said = _talk(paired.path, ["check-in", "1"], answers)
    assert code == 0, said
    asked = said.partition("Day of the call [today]: Nov 20")[2]
    assert len(asked.partition("1 mentor  2 mentee")[0].strip().splitlines()) == 8
    found = paired("status", "1", "-f", "json").json
    assert any(e["on"] == "2026-11-20" for e in found["events"])
    found = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [(m["on"], m["state"]) for m in found] == [
        ("2026-11-03", "held"),
        ("2026-12-01", "planned"),
    ]
    assert paired("status", "-f", "json").json["pairs"][0]["goals_short"] == 1


def test_a_call_that_breaks_off_saves_nothing(paired: Program) -> None:
    before = paired.path.read_bytes()
    answers = ["\n", "both\n", "well\n", "Nov 3 2026 phone\n", "\n", "\x04"]
    code, _ = _talk(paired.path, ["check-in", "1"], answers)
    assert code == 130
    assert paired.path.read_bytes() == before


def test_a_call_that_reached_no_one_asks_for_nothing_but_a_note(paired: Program) -> None:
    code, said = _talk(paired.path, ["check-in", "1"], ["\n", "no one\n", "voice mail\n"])
    assert code == 0 and "How is it going" not in said, said
    assert paired("overdue", "-f", "json", "--kind", "check-in").json["items"]


def test_an_evaluation_asks_question_by_question(paired: Program) -> None:
    paired("end", "1", "--reason", "moved", "--yes")
    answers = ["9\n", "5\n", "yes\n", "4\n", "no\n", "\n"]
    code, said = _talk(paired.path, ["evaluate", "1", "--by", "mentor"], answers)
    assert code == 0, said
    found = paired("evaluations", "--detail", "-f", "json").json["evaluations"][0]
    assert (found["rating"], found["goals_met"], found["support"], found["again"]) == (
        5,
        "yes",
        4,
        "no",
    )


def test_an_evaluation_without_any_answer_is_not_recorded_in_passing(paired: Program) -> None:
    """Enter on every question recorded an evaluation that says nothing, and closed the deadline."""
    paired("end", "1", "--reason", "moved", "--yes")
    words, nothing = ["evaluate", "1", "--by", "mentor"], ["\n"] * 5
    code, said = _talk(paired.path, words, [*nothing, "n\n"])
    assert code == 5 and "Nothing was answered. Record it without any answer?" in said
    assert paired("evaluations", "--detail", "-f", "json").json["evaluations"] == []
    code, said = _talk(paired.path, words, [*nothing, "y\n"])
    assert code == 0 and "No answer is in this evaluation." in said
    made = paired("evaluate", "1", "--by", "mentee")
    assert made.code == 0
    assert (
        "To add what they said: wvls evaluate 1 --by mentee --rating RATING --replace" in made.err
    )
    told = paired("evaluate", "1", "--by", "mentee", "--rating", "4", "--replace", "--yes")
    assert told.code == 0 and "No answer" not in told.err


@pytest.mark.parametrize("anew", [True, False])
def test_an_interrupt_stops_with_nothing_written(program: Program, anew: bool) -> None:
    code, said = _talk(program.path, ["mentor", "add"], ["\x03"], anew=anew)
    assert code == 130 and "Traceback" not in said
    assert program("mentor", "list", "-f", "json").json["mentors"] == []


@pytest.mark.parametrize(("answer", "code", "people"), [("y\n", 0, 1), ("n\n", 5, 0)])
def test_a_guess_about_a_column_is_shown_and_confirmed(
    program: Program, tmp_path: Path, answer: str, code: int, people: int
) -> None:
    sheet = tmp_path / "answers.csv"
    sheet.write_text(
        "Email Address,Your name,Years of relevant experience\none@example.org,Mentor One,9\n"
    )
    got, said = _talk(program.path, ["import", "mentors", str(sheet)], [answer])
    assert got == code, said
    assert "Do these columns look right?" in said and "?  years" in said
    # In a list of all nobody finds the one that may be wrong.
    assert "The others are clear: Email Address → email; Your name → name\n" in said
    assert said.count("one@example.org") == 0, "only what is a guess has examples"
    assert ('--map "Years of relevant experience=years"' in said) is (answer == "n\n")
    assert len(program("mentor", "list", "-f", "json").json["mentors"]) == people


def test_undo_shows_the_rows_before_it_asks_and_not_again(paired: Program) -> None:
    code, said = _talk(paired.path, ["undo"], ["y\n"])
    assert code == 0, said
    assert said.index("will remove  pair 1: mentor 1 Mentor 1") < said.index("Undo this?")
    assert said.count("will remove  pair 1") == 1 and "redo it" in said


def test_what_was_confirmed_of_a_form_is_not_asked_again_though_its_rows_were_bad(
    program: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "answers.csv"
    rows = "Email Address,Your name,Years of relevant experience,Which library?\n"
    sheet.write_text(rows + "one@example.org,Mentor One,9,Atlantis\n")
    words = ["import", "mentors", str(sheet)]
    code, said = _talk(program.path, words, ["n\n"])
    assert code == 5 and program("history", "-f", "json").json["entries"][0]["command"] == "init"
    code, said = _talk(program.path, words, ["y\n", "0\n", "n\n"])
    assert code == 6 and "Atlantis" in said and "is remembered" in said
    assert program("mentor", "list", "-f", "json").json["mentors"] == []
    code, said = _talk(program.path, [*words, "--add-libraries"], [])
    assert code == 0 and "?" not in said and "1 added" in said


def test_import_asks_which_sheet_and_which_file(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "mentors.csv"
    sheet.write_text("email,name,years\none@example.org,Mentor One,9\n")
    code, said = _talk(program.path, ["import"], ["bats\n", "mentors\n", f"{sheet}\n"])
    assert code == 0 and "'bats' is not a kind of sheet" in said and "1 added" in said


def test_the_history_has_what_was_answered_as_if_it_were_typed(paired: Program) -> None:
    answers = ["1\n", "11/20\n", "pho\n", "\n", "all well\n"]
    code, said = _talk(paired.path, ["log-meeting"], answers)
    assert code == 0, said
    newest = paired("history", "-f", "json").json["entries"][0]
    assert newest["command"] == "log-meeting"
    assert newest["arguments"] == [
        "1", "--on", "2026-11-20", "--method", "phone", "--note", "all well",
    ]  # fmt: skip
    code, said = _talk(paired.path, ["meeting", "remove"], ["1\n", "y\n"])
    assert code == 0, said
    assert paired("history", "-f", "json").json["entries"][0]["arguments"] == ["1", "--yes"]


def test_stderr_is_folded_between_words_and_a_command_stays_in_one_piece(paired: Program) -> None:
    code, said = _talk(paired.path, ["match", "2", "1"], [])
    assert code == 5
    lines = said.splitlines()
    assert len(lines) > 2 and all(len(line) <= 80 for line in lines), said
    _, said = _talk(paired.path, ["check-in", "9"], [])
    assert sum("wvls " in line for line in said.splitlines()) == 1
    assert not any(line.endswith("wvls") for line in said.splitlines())


def test_a_warning_stands_before_what_to_type_next(paired: Program) -> None:
    visit = "log-meeting 1 --method in-person --at mentee-library --hours 6 --miles 900"
    code, said = _talk(paired.path, [*visit.split(), "--on", "2026-06-20"], [])
    assert code == 0
    assert said.index("Logged") < said.index("Warning: 900 miles") < said.index("Next  wvls")


def test_the_list_of_settings_is_whole_and_in_groups(program: Program) -> None:
    code, said = _talk(program.path, ["policy", "set"], ["term_months\n", "24\n"])
    assert code == 0, said
    shown = said.partition("Which setting")[0]
    assert all(f"  {key} " in shown for key in SETTINGS)
    assert "other" not in shown
    titles = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert titles[:2] == ["Who may take part (C1, C2)", "Matching (C3)"] and len(titles) == 5
