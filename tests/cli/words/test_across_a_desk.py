"""What a newcomer at a desk did not understand when she read it aloud."""

from pathlib import Path

from tests.factories import Program


def _read(program: Program, *words: str, today: str | None = None) -> str:
    found = program(*words, today=today)
    return " ".join(f"{found.out} {found.err}".split())


def test_nobody_says_that_it_is_going_mixed(paired: Program) -> None:
    made = _read(paired, "check-in", "1", "--with", "mentee", "--going", "mixed", "--note", "tired")
    assert "Nov 23, going so-so." in made, made
    story = _read(paired, "status", "1")
    assert "check-in with the mentee, going so-so; tired" in story, story
    handover = _read(paired, "handover")
    assert "At your check-in of Nov 23 it was going so-so: tired." in handover, handover
    assert "going mixed" not in made + story + handover


def test_it_is_the_term_that_ended_and_not_the_evaluation(paired: Program) -> None:
    said = _read(paired, "evaluate", "1", "--by", "mentor", today="2027-06-02")
    assert "Still open: the mentee's evaluation (their term ended Jun 1), due Jul 1 (C10)." in said
    soon = _read(paired, "upcoming", today="2027-05-20")
    assert "concludes" not in soon, soon


def test_who_gets_no_letter_is_told_in_a_sentence(paired: Program) -> None:
    """ "Mentor 1 (evaluate, pair 1): pair 1 stopped early" left open what is not written."""
    ended = ("end", "1", "--on", "2026-10-01", "--reason", "moved", "--yes")
    assert paired(*ended).code == 0
    assert paired("evaluate", "1", "--by", "mentee").code == 0
    said = _read(paired, "letters")
    first = "Mentor 1 is not asked for an evaluation and gets no thank-you letter: pair 1 stopped"
    assert first in said and "Mentee 1 (pair 1) gets no thank-you letter: waits for" in said
    assert "evaluate, " not in said and "(closing" not in said


def test_who_gets_no_reminder_is_told_in_a_sentence(paired: Program) -> None:
    assert paired("letters", "intro", "--sent").code == 0
    assert paired("letters", "remind", "--sent").code == 0
    said = _read(paired, "letters", today="2026-11-24")
    assert "gets no reminder" in said and "(remind" not in said, said


def test_topics_are_called_by_their_titles_on_screens(program: Program) -> None:
    """Short names such as annual-report are for options; nobody says them."""
    program.mentor(1, "--expertise", "annual-report", "--expertise", "budget")
    needs = ("annual-report:high", "personnel:low", "board-relations")
    program.mentee(1, *(word for need in needs for word in ("--need", need)))
    covers = "covers the state annual report (high); does not cover working with the library"
    named = "hiring, pay and personnel policy (low)"
    assert covers in (said := _read(program, "match")) and named in said, said
    one = _read(program, "match", "2")
    assert covers in one and "needs the state annual report (high); working with" in one, one
    assert program("match", "2", "1", "--yes").code == 0
    call = ("log-meeting", "1", "--method", "phone", "--topic", "personnel")
    assert program(*call).code == 0
    story = _read(program, "status", "1")
    assert (
        covers in story
        and named in story
        and "phone (meeting 1); hiring, pay and personnel" in story
    ), story
    agenda = _read(program, "agenda", "1")
    assert "Covered so far Nov 23 Hiring, pay and personnel policy" in agenda, agenda
    for words in (["match"], ["match", "2"], ["status", "1"], ["agenda", "1"]):
        shown = _read(program, *words)
        assert "annual-report" not in shown and "board-relations" not in shown, shown
    found = program("match", "2", "-f", "json", today="2026-11-24").json
    assert found["candidates"] == [] and found["excluded"]


def test_people_and_goals_show_titles_and_json_short_names(program: Program) -> None:
    program.mentor(1, "--expertise", "annual-report")
    program.mentee(1, "--need", "personnel:high")
    assert program("match", "2", "1", "--yes").code == 0
    mentor, mentee = _read(program, "mentor", "show", "1"), _read(program, "mentee", "show", "2")
    assert "expertise the state annual report" in mentor, mentor
    assert "needs hiring, pay and personnel policy (high)" in mentee, mentee
    goal = ("goal", "add", "1", "A fair pay plan", "--term", "long", "--topic", "personnel")
    assert program(*goal).code == 0
    listed = _read(program, "goal", "list", "1")
    assert "A fair pay plan (hiring, pay and personnel policy)" in listed, listed
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["expertise"] == [
        "annual-report"
    ]
    assert program("goal", "list", "1", "-f", "json").json["goals"][0]["topic"] == "personnel"


def test_how_it_went_says_when_the_last_one_was(paired: Program) -> None:
    """ "Not due yet; since the match" said nothing, and "never" was read as untrue of a carpool."""
    first = _read(paired, "status", "1", today="2026-06-02")
    assert "not due yet; none since the match" in first, first
    assert paired("log-meeting", "1", "--method", "carpool", "--on", "2026-06-20").code == 0
    assert "not due yet; last one Jun 20" in _read(paired, "status", "1", today="2026-06-21")
    assert "days late; last one Jun 20" in _read(paired, "status", "1")
    ended = _read(paired, "status", "1", today="2027-06-10")
    assert "C6 never; last one Jun 20, 2026" in ended, ended
    assert "C9 never; none since the match" in ended, ended


def test_pay_says_that_it_only_records(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    asked = _read(paired, "stipends", "pay", "--reference", "check 7")
    assert "Record a payment of $125.00 to Mentor 1 on Nov 23, check 7?" in asked, asked
    told = _read(paired, "stipends", "pay", "--help")
    assert "You write the checks; this keeps track of them." in told


def test_the_marks_of_status_are_explained_on_one_line(paired: Program) -> None:
    rows = paired("status").out.splitlines()
    (key,) = [row for row in rows if "visit with a stipend" in row]
    assert "how much of the year is over" in key and len(key) <= 80
    assert paired("end", "1", "--on", "2026-11-01", "--reason", "moved", "--yes").code == 0
    assert "visit with a stipend" not in paired("status").screen, "there is no table"


def test_an_import_asks_about_columns_in_words(program: Program, tmp_path: Path) -> None:
    """ "needs:high" and "max_miles" are for --map."""
    sheet = tmp_path / "mentees.csv"
    head = "Name,Email Address,Library,What do you need help with most?,When did you start?"
    sheet.write_text(f"{head}\nMentee One,one@example.org,Thorp,Budget development,2026-01-01\n")
    asked = _read(program, "import", "mentees", str(sheet))
    assert "needs (high)" in asked and "needs:high" not in asked.partition("The words:")[0], asked


def test_a_row_that_names_nobody_says_whose_address_is_missing(
    paired: Program, tmp_path: Path
) -> None:
    sheet = tmp_path / "meetings.csv"
    sheet.write_text("on,method\n2026-09-01,phone\n")
    said = _read(paired, "import", "meetings", str(sheet), "--yes")
    assert "Give the mentor's and the mentee's e-mail address." in said, said


def test_a_forecast_says_what_it_was_estimated_with(paired: Program) -> None:
    said = _read(paired, "stipends", "forecast")
    assert "Estimated with $125.00 a visit (C11) and $0.76 a mile (C12)." in said, said
    assert "Distance: no trip was claimed yet, so a trip is" in said


def test_who_gets_no_letter_is_indented_to_its_last_line(paired: Program) -> None:
    plan = ("log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--planned")
    assert paired(*plan, "--on", "2026-11-30").code == 0
    below = paired("letters").out.partition("Not written:\n")[2].partition("\n\n")[0]
    assert "a visit is planned for Nov 30; that would be" in " ".join(below.split())
    assert all(line.startswith("  ") for line in below.splitlines()), below


def test_meetings_leaves_and_goals_are_told_in_words(paired: Program) -> None:
    call = ("log-meeting", "1", "--method", "phone", "--topic", "annual-report")
    assert paired(*call).code == 0
    held = _read(paired, "meeting", "list", "1")
    assert "the state annual report" in held and "annual-report" not in held, held
    assert paired("goal", "add", "1", "A plan", "--term", "short").code == 0
    goals = _read(paired, "goal", "list", "1")
    assert "Still missing: a long-term goal, due since Jul 1 (C8)." in goals, goals
    leave = ("excuse", "1", "all", "--until", "2027-01-15", "--reason", "away")
    assert paired(*leave).code == 0
    assert "first visit, goals, contact" in _read(paired, "status", "1")


def test_a_goal_just_entered_is_not_missing_but_not_shared_yet(paired: Program) -> None:
    """ "Still open: a short-term goal" denied the one that had just been typed in (C8)."""
    added = _read(paired, "goal", "add", "1", "A plan", "--term", "short", "--not-shared")
    assert "Goal 1 has not been shared with you yet. When it is: wvls goal share 1" in added, added
    assert "Still missing: a long-term goal, due since Jul 1 (C8)." in added, added
    assert "a short-term goal" not in added and "Next wvls goal share 1" in added, added
    changed = _read(paired, "goal", "edit", "1", "--text", "A better plan")
    assert "When it is: wvls goal share 1 Still missing: a long-term goal" in changed, changed
    both = _read(paired, "goal", "add", "1", "A building", "--term", "long", "--not-shared")
    assert "Goals 1 and 2 have not been shared with you yet. When one is:" in both, both
    assert "Both goals were due Jul 1 (C8)." in both and "missing" not in both, both
    shared = _read(paired, "goal", "share", "1")
    assert "Goal 2 has not been shared with you yet" in shared and "missing" not in shared, shared


def test_a_first_check_in_that_is_late_is_not_counted_among_those_that_were(
    paired: Program,
) -> None:
    said = " ".join(paired("status", "1", "--as-of", "2026-10-20").out.split())
    assert "the first check-in is overdue" in said and "the one check-in so far" not in said, said


def test_only_the_goal_that_is_missing_has_not_been_sent(paired: Program) -> None:
    shared = ("goal", "add", "1", "Balance the budget", "--term", "short")
    assert paired(*shared, today="2026-06-20").code == 0
    said = " ".join(paired("letters", "remind", "--to", "Mentee 1", today="2026-07-10").out.split())
    listed = " ".join(paired("letters", today="2026-07-10").out.split())
    assert "long-term" in said
    assert "has not sent you a long-term goal yet" in listed, listed
