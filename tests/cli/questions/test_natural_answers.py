"""Answers that anybody would give at a question, and what the questions say."""

from pathlib import Path

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_rate
from wvls_mentor.rules.policy import read_setting


def _talk(program: Program, line: str, *answers: str, code: int = 0) -> str:
    ended, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert ended == code, said
    return " ".join(said.split())


@pytest.mark.parametrize("key", ["budget", "reporting_threshold"])
@pytest.mark.parametrize("typed", ["4000", "$4,000", "4,000", "$4000.00", " $4,000 "])
def test_dollars_of_a_setting_are_read_as_people_write_them(key: str, typed: str) -> None:
    """ "budget cannot be '$4,000'": whoever has a budget writes it with its comma."""
    assert read_setting(key, typed) == 4000


@pytest.mark.parametrize("typed", ["$4,00", "4000.50", "-1", "1,000,000", "", "much"])
def test_what_is_no_whole_dollars_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_setting("budget", typed)
    hint = "It takes whole dollars from 0 to 999,999, such as 4000 or $4,000."
    assert refused.value.hint == hint


def test_a_rate_may_have_its_dollar_and_comma() -> None:
    assert parse_rate("$1,250.50") == 12_505_000
    with pytest.raises(UsageProblem):
        parse_rate("1,25")


def test_a_budget_with_its_comma_is_saved_as_a_number(paired: Program) -> None:
    assert paired("policy", "set", "budget", "$4,000", "--from", "2026-01-01").code == 0
    office = paired("policy", "-f", "json").json["office"]
    assert [s["value"] for s in office if s["key"] == "budget"] == [4000]
    assert "$4,000" in paired("stipends", "budget").out


@pytest.mark.parametrize(
    ("typed", "going"),
    [
        ("good", "well"), ("Great!", "well"), ("fine", "well"), ("it's going well", "well"),
        ("so-so", "mixed"), ("so so", "mixed"), ("bad", "badly"), ("poorly", "badly"),
        ("going badly", "badly"), ("not well", "badly"), ("2", "mixed"),
    ],
)  # fmt: skip
def test_how_it_goes_is_said_in_many_words(paired: Program, typed: str, going: str) -> None:
    """Whoever was told "fine" was asked again until they found one of three words."""
    said = _talk(paired, "check-in 1", "", "both", typed, "", "", "", "")
    assert said.count("How is it going") == 1, said
    assert paired("status", "-f", "json").json["pairs"][0]["going"] == going


@pytest.mark.parametrize("typed", ["ok", "okay", "alright"])
def test_ok_may_be_well_or_mixed_and_is_asked_about(paired: Program, typed: str) -> None:
    said = _talk(paired, "check-in 1", "", "both", typed, "mixed", "", "", "", "")
    assert f"'{typed}' could be well or mixed. Type one from the list" in said
    assert paired("status", "-f", "json").json["pairs"][0]["going"] == "mixed"


def test_history_tells_a_setting_in_words(paired: Program) -> None:
    """ "removed setting: key budget; value 4000; since Jan 1, 1950" is a row, and no sentence."""
    assert paired("policy", "set", "budget", "4000", "--from", "2026-07-01").code == 0
    newest = paired("history", "-f", "json").json["entries"][0]["entry_id"]
    made = paired("history", str(newest)).out
    said = "added setting budget (dollars a fiscal year; 0 for none set): 4000; from Jul 1 on"
    assert said in " ".join(made.split()) and "1 change." in made
    assert paired("undo", "--yes").code == 0
    undone = " ".join(paired("history", str(newest)).out.split())
    assert f"Undone by entry {newest + 1}." in undone
    undoing = " ".join(paired("history", str(newest + 1)).out.split())
    assert f"It undoes entry {newest}." in undoing
    assert said.replace("added", "removed") in undoing
    assert " changes " in " ".join(paired("history").out.split())


def test_a_setting_that_has_always_counted_has_no_day(paired: Program) -> None:
    assert paired("policy", "set", "fiscal_year_start", "7", "--from", "1950-01-01").code == 0
    made = " ".join(paired("undo", "--dry-run").out.split())
    told = (
        "will remove setting fiscal_year_start (the month in which the fiscal year begins): 7 Next"
    )
    assert told in made, made


def test_a_day_that_is_taken_away_leaves_its_place_empty(paired: Program) -> None:
    paired.w9(1)
    undone = " ".join(paired("undo", "--dry-run").out.split())
    assert "W-9 on file since: empty (was " in undone, undone


UNKNOWN = "email,name,library,years\none@example.org,Mentor One,Nowhere Reading Room,9\n"


def test_a_question_mark_says_what_y_and_n_do(paired: Program, tmp_path: Path) -> None:
    """It was answered with "Please type y or n."."""
    (file := tmp_path / "mentors.csv").write_text(UNKNOWN)
    said = _talk(paired, f"import mentors {file}", "?", "y")
    assert "y: adds it as a library outside the system. n: nothing is imported." in said
    assert "Enter for no." in said and "Please type y or n" not in said
    odd = tmp_path / "odd.csv"
    odd.write_text("email,name,years of work\ntwo@example.org,Mentor Two,9\n")
    said = _talk(paired, f"import mentors {odd}", "?", "n", code=5)
    assert "y imports each column as the list above says. n imports nothing, and shows" in said
    (page := tmp_path / "roster.html").write_text("x")
    said = _talk(paired, f"roster --save {page}", *[""] * 3, "?", "n", code=5)
    assert "y writes over what is there now. n leaves it as it is, and saves nothing." in said
    assert page.read_text() == "x"


def test_a_question_mark_at_any_question_says_what_enter_does(paired: Program) -> None:
    said = _talk(paired, "undo", "?", "n", code=5)
    assert "y to go ahead. n to cancel; nothing will be saved. Enter for no." in said
    said = _talk(paired, "end 1 --reason moved", "?", "", "", "n", code=5)
    assert "y keeps them on the list for a new pair. n takes them off" in said
    assert "Enter for yes." in said


def test_the_import_says_whose_library_is_not_known(paired: Program, tmp_path: Path) -> None:
    (file := tmp_path / "mentors.csv").write_text(UNKNOWN)
    said = _talk(paired, f"import mentors {file}", "n", code=6)
    assert "Line 2, Mentor One: there is no library 'Nowhere Reading Room'." in said


def test_the_columns_to_correct_come_with_the_words_to_use(
    program: Program, tmp_path: Path
) -> None:
    """ "Change the word after =" left open to which words."""
    (file := tmp_path / "odd.csv").write_text(
        "email,name,years of work\ntwo@example.org,Mentor Two,9\n"
    )
    refused = " ".join(program("import", "mentors", str(file)).err.split())
    words = refused.partition("The words: ")[2].partition(".")[0]
    assert words.startswith("first_name, last_name, phone") and "years" in words, refused
    assert "email" not in words and "other" not in words, "each word that may be needed"
    assert "dear is how letters greet them; w9_on is the day" in refused, refused
    said = _talk(program, f"import mentors {file}", "n", code=5)
    assert f"The words: {words}." in said, said


def test_what_is_to_come_is_said_with_what_to_do(paired: Program) -> None:
    """ "planned visit" under "Your turn" left open what the turn is."""
    assert paired("log-meeting", "1", "--method", "coffee", "--planned", "--on", "11/25").code == 0
    said = paired("upcoming").out
    assert "confirm the planned visit" in said and max(map(len, said.splitlines())) <= 80, said


def test_a_rate_to_check_says_what_its_command_is_for(paired: Program) -> None:
    paired.visit(1, "2026-08-05", "6", "--miles", "80")
    said = " ".join(paired("status").out.split())
    told = "if it is right, confirm it: wvls policy rate mileage 0.76 --from 2026-07-01"
    assert told in said, said


def test_miles_that_are_not_paid_are_said_so_before_they_are_typed(paired: Program) -> None:
    """The program pays the mentor's travel: it was told only once the mentee's miles were in."""
    visit = "log-meeting 1 --method in-person --at mentor-library --hours 6 --on 2026-11-20"
    said = _talk(paired, visit + " --traveler mentee", "0")
    assert "Miles, there and back (not paid to a mentee; about " in said, said
    said = _talk(paired, visit.replace("11-20", "11-19") + " --traveler mentor", "0")
    assert "not paid to" not in said
