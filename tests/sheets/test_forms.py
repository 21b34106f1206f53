"""Sheets of sign-up forms: guessed, confirmed, remembered; corrected here and sent again."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program

MENTORS = (
    "Timestamp,Email Address,Your name,Where do you work?,Years of relevant experience,"
    '"Which topics can you help with? (check all)",Mentees you can take on\n'
    '9/14/2026 8:02:11,one@example.org,Mentor One,Wausau,14,"Budget development, Grants and fundraising",2\n'
    "9/15/2026 8:02:11,two@example.org,Mentor Two,Merrill,6.5,Policies and procedures,1\n"
)
MAPS = ("--map", "Where do you work?=library")


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Any:
    def call(kind: str, text: str, *more: str, code: int = 0) -> dict[str, Any]:
        sheet = tmp_path / "answers.csv"
        sheet.write_text(text, encoding="utf-8", newline="")
        answer = program("import", kind, str(sheet), "-f", "json", *more)
        assert answer.code == code, answer.err or answer.out
        found: dict[str, Any] = json.loads(answer.out) if answer.out else {}
        return found | {"err": answer.err}

    return call


def _counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["added"], found["changed"], found["unchanged"]


def _mentor(program: Program, text: str) -> dict[str, Any]:
    found: dict[str, Any] = program("mentor", "show", text, "-f", "json").json["mentor"]
    return found


def test_a_guess_that_nobody_confirms_is_refused_with_the_words_to_copy(
    program: Program, bring: Any
) -> None:
    said = bring("mentors", MENTORS, code=5)["err"]
    assert '--map "Years of relevant experience=years"' in said
    assert '--map "Which topics can you help with? (check all)=expertise"' in said
    assert '"Email Address=email"' not in said and "14 | 6.5" in said
    assert program("mentor", "list", "-f", "json").json["mentors"] == []


def test_a_guess_is_taken_when_it_is_confirmed_and_remembered(program: Program, bring: Any) -> None:
    assert _counts(bring("mentors", MENTORS, *MAPS, "--yes")) == (2, 0, 0)
    one = _mentor(program, "Mentor One")
    assert (one["expertise"], one["capacity"]) == (["budget", "grants"], 2)
    again = bring("mentors", MENTORS)
    assert _counts(again) == (0, 0, 2) and "guess" not in again["err"]
    other = MENTORS.replace("Where do you work?", "Where do you work now?")
    assert "guess" in bring("mentors", other, code=5)["err"]


def test_a_dry_run_shows_its_guesses_and_asks_nothing(program: Program, bring: Any) -> None:
    found = bring("mentors", MENTORS, "--dry-run")
    assert _counts(found) == (2, 0, 0) and "?" in found["err"]
    assert program("mentor", "list", "-f", "json").json["mentors"] == []
    bring("mentors", MENTORS, code=5)  # nothing was remembered either


def test_who_maps_some_columns_is_not_second_guessed(program: Program, bring: Any) -> None:
    maps = (*MAPS, "--map", "Years of relevant experience=years")
    found = bring("mentors", MENTORS, *maps)
    assert _counts(found) == (2, 0, 0) and "Mentees you can take on" in found["err"]
    assert _mentor(program, "Mentor One")["capacity"] == 1


def test_a_column_is_left_out_on_purpose_and_stays_so(program: Program, bring: Any) -> None:
    text = "Email Address,Your name,Years of relevant experience,Consent given in my comments\n"
    text += "one@example.org,Mentor One,9,yes\n"
    assert "=note" in bring("mentors", text, code=5)["err"]
    maps = ("--map", "Consent given in my comments=", "--map", "Years of relevant experience=years")
    assert _counts(bring("mentors", text, *maps)) == (1, 0, 0)
    again = bring("mentors", text)
    assert _counts(again) == (0, 0, 1) and _mentor(program, "1")["note"] in ("", None)
    assert "maps nothing" in bring("mentors", text, "--map", "=years", code=2)["err"]


def test_a_map_wins_over_a_name(program: Program, bring: Any) -> None:
    text = "name,real name,email,years\nx,Mentor One,one@example.org,9\n"
    bring("mentors", text, "--map", "real name=name")
    assert _mentor(program, "1")["name"] == "Mentor One"


COLUMNS: dict[str, dict[str, str | None]] = {
    "mentors": {
        "Completion time": "timestamp", "Email": "email", "First and Last Name": "name",
        "Work phone": "phone", "Library Name": "library", "Years as Director": "years",
        "Areas of expertise (choose all)": "expertise", "Hobbies/Interests": "interests",
        "Community type": "culture", "Max # of mentees": "capacity",
        "Travel distance (miles)": "max_miles", "Comments": "note", "Language": None,
    },
    "mentees": {
        "Submission Date": "timestamp", "Full Name": "name", "E-mail": "email",
        "Your Library": "library", "Start date as director": "administrator_since",
        "Topics where you need the most help": "needs:high", "Other topics": "needs",
        "Outside interests": "interests", "Tell us about your community": "culture",
        "Anything else you'd like us to know": "note", "IP address": None, "Consent": None,
    },
    "meetings": {
        "Timestamp": "timestamp", "Email Address": "email", "Date of meeting": "on",
        "Type of meeting": "method", "Length of meeting (hours)": "hours",
        "Topics discussed": "topics", "Mileage": "miles", "Who drove?": "traveler",
        "Notes": "note", "Did you set a date for the next meeting?": None,
    },
    "evaluations": {
        "Timestamp": "timestamp", "Username": "email", "Did you meet your goals?": "goals_met",
        "Overall, how would you rate your mentorship?": "rating",
        "How helpful was the coordinator?": "support", "Additional comments": "note",
        "Would you participate again?": "again",
    },
    "libraries": {
        "Library": "name", "Town": "city", "County": "county", "Lat": "latitude",
        "Long": "longitude", "Service population": "population", "Phone": None,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", COLUMNS)
def test_the_columns_of_other_peoples_forms(kind: str) -> None:
    from wvls_mentor.sheets.headers import recognize

    found = recognize(list(COLUMNS[kind]), kind)
    assert {c.header: c.target or None for c in found} == COLUMNS[kind]


def test_the_newest_answer_of_one_person_counts_and_it_says_so(
    program: Program, bring: Any
) -> None:
    newer = "9/16/2026 1:00:00 PM,ONE@example.org,Mentor One,Wausau,15,,3\n"
    older = "9/13/2026 1:00:00,two@example.org,Mentor Two,Merrill,1,,5\n"
    found = bring("mentors", MENTORS + newer + older, *MAPS, "--yes")
    assert _counts(found) == (2, 0, 0)
    assert [(w["line"], "line 4" in w["message"]) for w in found["warnings"]] == [
        (2, True), (5, False),
    ]  # fmt: skip
    assert _mentor(program, "Mentor One")["capacity"] == 3
    assert _mentor(program, "Mentor One")["expertise"] == [
        "budget",
        "grants",
    ]  # blank in the newest
    assert _mentor(program, "Mentor Two")["capacity"] == 1
    assert _counts(bring("mentors", MENTORS + newer + older)) == (0, 0, 2)
    plain = "email,capacity\none@example.org,4\none@example.org,5\n"
    errors = bring("mentors", plain, code=6)["errors"]
    assert [(e["line"], e["field"]) for e in errors] == [(3, "email")]


def test_of_three_answers_each_blank_is_filled_from_the_newest_that_says_something(
    program: Program, bring: Any
) -> None:
    header = "timestamp,email,name,library,years,capacity,phone\n"
    rows = [
        "9/14/2026 8:02:11,a@example.org,Mentor One,Abbotsford,14,2,1111111\n",
        "9/15/2026 8:02:11,a@example.org,Mentor One,Antigo,14,3,2222222\n",
        "9/16/2026 8:02:11,a@example.org,Mentor One,,,,\n",
    ]
    for number, order in enumerate(((0, 1, 2), (0, 2, 1), (2, 1, 0), (1, 2, 0))):
        text = header + "".join(rows[n] for n in order)
        found = bring("mentors", text.replace("a@", f"a{number}@"))
        assert (found["added"], len(found["warnings"])) == (1, 2 if number == 0 else 3)
        one = _mentor(program, f"a{number}@example.org")
        assert (one["library"], one["capacity"], one["phone"]) == (
            "Antigo Public Library", 3, "2222222",
        )  # fmt: skip


def test_a_correction_by_hand_survives_the_next_export_of_the_form(
    program: Program, bring: Any
) -> None:
    bring("mentors", MENTORS, *MAPS, "--yes")
    assert program("mentor", "edit", "1", "--capacity", "1", "--name", "Mentor I").code == 0
    found = bring("mentors", MENTORS)
    assert _counts(found) == (0, 0, 2)
    assert [k["message"] for k in found["kept"]] == [
        "name: kept your Mentor I, the sheet still says Mentor One.",
        "capacity: kept your 1, the sheet still says 2.",
    ]
    news = MENTORS.replace('fundraising",2', 'fundraising",3')  # they answered anew
    assert _counts(bring("mentors", news, "--yes")) == (0, 1, 1)
    assert (_mentor(program, "1")["capacity"], _mentor(program, "1")["name"]) == (3, "Mentor I")
    assert _counts(bring("mentors", news, "--overwrite", "--yes")) == (0, 1, 1)
    assert _mentor(program, "1")["name"] == "Mentor One"


def test_of_a_list_only_what_changed_in_the_sheet_changes(program: Program, bring: Any) -> None:
    text = "email,name,library,years,needs,interests\n"
    text += "one@example.org,Mentee One,Thorp,1,budget:high; grants,chess; rowing\n"
    bring("mentees", text)

    def needs() -> dict[str, str]:
        found = program("mentee", "show", "1", "-f", "json").json["mentee"]["needs"]
        return {n["topic"]: n["priority"] for n in found}

    program("mentee", "edit", "1", "--need", "budget:low", "--need", "policies")
    kept = bring("mentees", text)["kept"][0]["message"]
    assert kept.startswith("needs: kept your budget:low") and "budget:high" in kept
    news = text.replace("grants", "advocacy").replace("Thorp,1", "Thorp,1.5")
    found = bring("mentees", news, "--yes")
    assert needs() == {"budget": "low", "policies": "medium", "advocacy": "medium"}
    assert "years is 1.5 in the sheet now" in found["warnings"][0]["message"]
    assert _counts(bring("mentees", news)) == (0, 0, 1)
    bring("mentees", news.replace("budget:high", "budget"), "--yes")
    assert needs()["budget"] == "medium"
    bring("mentees", news, "--overwrite", "--yes")
    assert needs() == {"budget": "high", "advocacy": "medium"}


def test_a_form_that_got_another_question_is_still_known(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS, *MAPS, "--yes")
    program("mentor", "edit", "1", "--capacity", "1")
    wider = "".join(
        f"{more},{line}\n"
        for more, line in zip(("Phone number", "5550100", ""), MENTORS.splitlines(), strict=True)
    )
    found = bring("mentors", wider, "--yes")  # to change a row, not for a guess
    assert "guess" not in found["err"] and _counts(found) == (0, 1, 1)
    assert [k["message"][:26] for k in found["kept"]] == ["capacity: kept your 1, the"]
    one = _mentor(program, "1")
    assert (one["phone"], one["capacity"]) == ("5550100", 1)
    anew = wider.replace("9/14/2026 8:02:11", "11/2/2026 8:02:11")  # they answered it once more
    assert _counts(bring("mentors", anew, "--yes")) == (0, 0, 2)
    assert _mentor(program, "1")["capacity"] == 1


def test_a_mended_address_is_still_the_same_person(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS, *MAPS, "--yes")
    assert program("mentor", "edit", "1", "--email", "mended@example.org").code == 0
    found = bring("mentors", MENTORS)
    assert _counts(found) == (0, 0, 2)
    assert "kept your mended@example.org" in found["kept"][0]["message"]
    assert len(program("mentor", "list", "-f", "json").json["mentors"]) == 2
    mentee = program.mentee(3)
    program("match", str(mentee), "1", "--on", "2026-10-01", "--yes")
    meeting = "email,on,method\none@example.org,2026-10-09,phone\n"
    assert _counts(bring("meetings", meeting)) == (1, 0, 0)


def test_a_library_outside_is_added_when_asked_and_may_be_renamed(
    program: Program, bring: Any
) -> None:
    text = MENTORS.replace("Wausau", "Nowhere Village Library")
    errors = bring("mentors", text, *MAPS, "--yes", code=6)["errors"]
    assert (errors[0]["line"], errors[0]["field"]) == (2, "library")
    assert "--add-libraries" in errors[0]["message"]
    found = bring("mentors", text, *MAPS, "--yes", "--add-libraries")
    assert "outside the system" in found["warnings"][0]["message"]
    library = program("library", "show", "Nowhere", "-f", "json").json["library"]
    assert library["member"] is False
    program("library", "edit", str(library["id"]), "--name", "Village Library")
    again = bring("mentors", text)
    assert _counts(again) == (0, 0, 2)
    assert "the sheet still says Nowhere Village Library" in again["kept"][0]["message"]


def test_a_library_that_fits_several_is_neither_added_nor_changed(
    program: Program, bring: Any
) -> None:
    text = MENTORS.replace("Wausau", "Bright Library")
    for town in ("North", "South"):
        program("library", "add", "Bright Library", "--city", town)
    (error,) = bring("mentors", text, *MAPS, "--yes", "--add-libraries", code=6)["errors"]
    assert "fits 2 libraries" in error["message"] and "--add-libraries" not in error["message"]
    told = text.replace("Bright Library", '"Bright Library, South"')
    assert _counts(bring("mentors", told, *MAPS, "--yes")) == (2, 0, 0)
    assert _mentor(program, "1")["library"] == "Bright Library"


def test_what_fits_several_since_the_last_import_is_kept(program: Program, bring: Any) -> None:
    text = MENTORS.replace("Wausau", "Bright Library")
    program("library", "add", "Bright Library", "--city", "North")
    bring("mentors", text, *MAPS, "--yes")
    program("library", "add", "Bright Library", "--city", "South")
    found = bring("mentors", text)
    assert _counts(found) == (0, 0, 2)
    assert found["kept"][0]["message"] == (
        "library: kept what is here, the sheet still says Bright Library."
    )


def test_words_that_are_no_topic_are_kept_in_the_note_when_asked(
    program: Program, bring: Any
) -> None:
    text = MENTORS.replace("Grants and fundraising", "Other: bats in the attic")
    errors = bring("mentors", text, *MAPS, "--yes", code=6)["errors"]
    assert "bats" in errors[0]["message"] and "--unknown-topics note" in errors[0]["message"]
    for counts in ((2, 0, 0), (0, 0, 2)):
        found = bring("mentors", text, *MAPS, "--yes", "--unknown-topics", "note")
        assert _counts(found) == counts
    one = _mentor(program, "Mentor One")
    assert one["expertise"] == ["budget"] and one["note"] == "Other topics: bats in the attic"


def test_a_goal_keeps_words_that_are_no_topic_too(paired: Program, bring: Any) -> None:
    text = "email,term,goal,topic,timestamp\n"
    text += "mentee1@example.org,short,No bats,Other: bats in the attic,10/1/2026 9:00:00\n"
    assert bring("goals", text, code=6)["errors"][0]["field"] == "topic"
    for counts in ((1, 0, 0), (0, 0, 1)):
        assert _counts(bring("goals", text, "--unknown-topics", "note")) == counts
    (goal,) = paired("goal", "list", "1", "-f", "json").json["goals"]
    assert (goal["goal"], goal["topic"]) == ("No bats (Other topics: bats in the attic)", None)


def test_everything_that_is_wrong_with_a_row_is_said(bring: Any) -> None:
    text = "email,name,library,years,capacity,expertise\none@example.org,x,Atlantis,ages,-1,magic\n"
    errors = bring("mentors", text, code=6)["errors"]
    assert {e["field"] for e in errors} == {"library", "years", "capacity", "expertise"}
    assert all(e["line"] == 2 for e in errors)
    two = text.replace("one@example.org", "one") + "two,Fine,Thorp,9,1,budget\n"
    errors = bring("mentors", two, code=6)["errors"]
    assert [e["field"] for e in errors if e["line"] == 3] == ["email"]
    errors = [e for e in errors if e["line"] == 2]
    assert {e["field"] for e in errors} == {"email", "library", "years", "capacity", "expertise"}


def test_everything_that_is_wrong_with_a_report_is_said(paired: Program, bring: Any) -> None:
    text = "email,on,method,hours,miles,topics\nwho@example.org,someday,pigeon,25,-1,magic\n"
    errors = bring("meetings", text, code=6)["errors"]
    assert {e["field"] for e in errors} == {"email", "on", "method", "hours", "miles", "topics"}
    text = "email,on,method,hours\nmentor1@example.org,2026-05-31,in person,25\n"
    errors = bring("meetings", text, code=6)["errors"]  # before the match, no place, too long
    assert {e["field"] for e in errors} == {"on", "at", "hours"}
    text = "email,on,method\nmentor1@example.org,2026-06-20,in person\n"
    errors = bring("meetings", text, code=6)["errors"]
    assert [(e["field"], "--" in e["message"]) for e in errors] == [("at", False), ("hours", False)]
    text = "email,term,goal,topic\nwho@example.org,soon,x,magic\n"
    errors = bring("goals", text, code=6)["errors"]
    assert {e["field"] for e in errors} == {"email", "term", "topic"}
    text = "email,timestamp,rating,again\nwho@example.org,later,6,never\n"
    errors = bring("evaluations", text, code=6)["errors"]
    assert {e["field"] for e in errors} == {"email", "timestamp", "rating", "again"}


def _filled(program: Program, kind: str, rows: list[dict[str, str]]) -> str:
    """What a form service exports of our own form: the questions as headers."""
    asked = program("form", kind, "-f", "json").json["questions"]
    header = ["Timestamp", "Email Address", *(q["question"] for q in asked)]
    fields = ["timestamp", "email", *(q["field"] for q in asked)]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([row.get(f, "") for f in fields] for row in rows)
    return out.getvalue()


def test_our_own_forms_need_no_map(program: Program, bring: Any) -> None:
    stamp = {"timestamp": "10/1/2026 9:00:00"}
    assert _counts(bring("mentors", _filled(program, "mentors", [stamp | {
        "email": "mentor@example.org", "name": "Mentor One", "library": "Wausau", "years": "9",
        "expertise": "City, village and county relations, Budget development", "capacity": "2",
        "interests": "chess, kayaking", "max_miles": "80",
    }]))) == (1, 0, 0)  # fmt: skip
    assert _counts(bring("mentees", _filled(program, "mentees", [stamp | {
        "email": "mentee@example.org", "name": "Mentee One", "library": "Thorp",
        "administrator_since": "3/2/2026", "needs:high": "Budget development;Advocacy",
        "needs": "Policies and procedures",
    }]))) == (1, 0, 0)  # fmt: skip
    expertise = _mentor(program, "Mentor One")["expertise"]
    assert len(expertise) == 2 and "budget" in expertise
    needs = program("mentee", "show", "Mentee One", "-f", "json").json["mentee"]["needs"]
    assert {n["topic"]: n["priority"] for n in needs}["budget"] == "high"
    assert program("match", "2", "1", "--on", "2026-10-01", "--yes").code == 0
    visit = {"email": "mentor@example.org", "on": "10/9/2026", "hours": "6 hours", "miles": "88",
             "method": "In person, at the mentee\u2019s library", "traveler": "Mentor",
             "topics": "Budget development, City, village and county relations"}  # fmt: skip
    text = _filled(program, "meetings", [stamp | visit])
    assert _counts(bring("meetings", text)) == (1, 0, 0)
    assert _counts(bring("meetings", text)) == (0, 0, 1)
    goals = [
        stamp | {"email": "mentee@example.org", "term": "Short-term goal", "goal": "A budget"},
        stamp | {"email": "mentee@example.org", "term": "Long-term goal", "goal": "A building"},
    ]
    assert _counts(bring("goals", _filled(program, "goals", goals))) == (2, 0, 0)
    assert program("end", "1", "--on", "2026-11-01", "--reason", "done", "--yes").code == 0
    evaluation = {"timestamp": "11/2/2026 9:00:00", "email": "mentee@example.org", "rating": "5",
                  "goals_met": "Mostly", "support": "4", "again": "Yes"}  # fmt: skip
    assert _counts(bring("evaluations", _filled(program, "evaluations", [evaluation]))) == (1, 0, 0)
    found = program("evaluations", "--detail", "-f", "json").out
    assert '"mostly"' in found and "Mentee One" in found


def test_the_readme_names_every_form_and_another_is_refused(program: Program) -> None:
    assert program("form", "pairs").code == 2
    assert "1. Your name" in program("form", "mentors").out


@pytest.fixture
def visits(paired: Program, bring: Any) -> Any:
    def call(*rows: dict[str, str], more: tuple[str, ...] = ()) -> dict[str, Any]:
        found: dict[str, Any] = bring("meetings", _filled(paired, "meetings", list(rows)), *more)
        return found

    return call


MINE = {
    "timestamp": "6/21/2026 9:00:00", "email": "mentor1@example.org", "on": "6/20/2026",
    "method": "In person, at the mentee's library", "hours": "6", "miles": "90", "note": "went well",
}  # fmt: skip
THEIRS = MINE | {
    "timestamp": "6/22/2026 9:00:00", "email": "mentee1@example.org", "hours": "5.5",
    "miles": "", "note": "very useful", "topics": "Budget development",
}  # fmt: skip


def _visit(program: Program) -> dict[str, Any]:
    (found,) = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return dict(found)


@pytest.mark.parametrize("together", [True, False])
def test_both_partners_report_one_visit_and_a_difference_is_told(
    program: Program, visits: Any, together: bool
) -> None:
    if together:
        told = visits(MINE, THEIRS)
    else:
        visits(MINE)
        told = visits(MINE, THEIRS, more=("--yes",))
    assert "Mentee 1 reports 5.5 h, and 6 h stands" in told["warnings"][-1]["message"]
    visit = _visit(program)
    assert (visit["hours"], visit["topics"]) == (6, ["budget"])
    assert visit["claims"][0]["miles"] == 90
    again = visits(MINE, THEIRS)
    assert _counts(again) == (0, 0, 2)
    assert again["warnings"] == []  # it was asked about; from now on it is said with what is kept
    assert "Mentee 1 reports 5.5 h, and 6 h stands" in again["kept"][0]["message"]
    program("meeting", "edit", "1", "--hours", "5.5")
    settled = visits(MINE, THEIRS)
    assert _counts(settled) == (0, 0, 2) and _visit(program)["hours"] == 5.5
    assert settled["warnings"] == []
    assert "Mentor 1 reports 6 h, and 5.5 h stands" in settled["kept"][0]["message"]
    news = visits(MINE, THEIRS | {"hours": "5"}, more=("--yes",))
    assert "Mentee 1 reports 5 h, and 5.5 h stands" in news["warnings"][0]["message"]


def test_what_the_service_fills_in_itself_gives_way_to_the_question(
    program: Program, bring: Any
) -> None:
    text = (
        "ID,Start time,Completion time,Email,Name,Your name,Your e-mail address,Library,"
        "How many years of experience do you have?\n"
        "1,9/14/26 8:00:01,9/14/26 8:02:11,anonymous,,Mentor One,one@example.org,Wausau,9\n"
    )
    assert _counts(bring("mentors", text)) == (1, 0, 0)
    one = _mentor(program, "1")
    assert (one["name"], one["email"]) == ("Mentor One", "one@example.org")


def test_first_and_last_name_are_a_name(program: Program, bring: Any) -> None:
    bring("mentors", "First Name,Last Name,email,years\nAnn,van Tester,one@example.org,9\n")
    assert _mentor(program, "1")["name"] == "Ann van Tester"


def test_a_mentor_of_two_mentees_says_whom_they_met(program: Program, visits: Any) -> None:
    program("mentor", "edit", "1", "--capacity", "2")
    other = program.mentee(2)
    program("match", str(other), "1", "--on", "2026-06-02", "--yes")
    for said, pair in (("Mentee 2", 2), ("MENTEE1@example.org", 1), ("mentee  2 of Thorp", 2)):
        visits(MINE | {"partner": said, "method": "Phone", "hours": "", "miles": ""})
        assert program("meeting", "list", str(pair), "-f", "json").json["meetings"], said
        program("undo", "--yes")


def test_who_fits_two_pairs_and_names_neither_is_asked(paired: Program, bring: Any) -> None:
    paired("mentor", "edit", "1", "--capacity", "2")
    paired("match", str(paired.mentee(2)), "1", "--on", "2026-06-02", "--yes")
    text = "email,on,method{}\nmentor1@example.org,2026-06-20,phone{}\n"
    for column, cell in (("", ""), (",partner", ",somebody")):
        (error,) = bring("meetings", text.format(column, cell), code=6)["errors"]
        assert error["field"] == ("partner" if cell else "email")
        assert "Mentor 1 with Mentee 2" in error["message"]
        assert ("'somebody' is not in a pair" in error["message"]) is bool(cell)


def test_a_partner_who_mends_the_only_report_is_believed(program: Program, visits: Any) -> None:
    visits(MINE)
    assert _counts(visits(MINE | {"hours": "7"}, more=("--yes",))) == (0, 1, 0)
    assert _visit(program)["hours"] == 7


def test_what_the_coordinator_logged_is_not_overwritten(program: Program, visits: Any) -> None:
    program.visit(1, "2026-06-20", "6:30")
    told = visits(MINE, more=("--yes",))
    assert "Mentor 1 reports 6 h, and 6.5 h stands" in told["warnings"][0]["message"]
    assert _visit(program)["hours"] == 6.5


@pytest.mark.parametrize(("logged", "states"), [
    (["--planned"], ["held"]), (["--attempt"], ["attempted", "held"]),
])  # fmt: skip
def test_a_report_confirms_a_plan_and_is_no_attempt(
    program: Program, visits: Any, logged: list[str], states: list[str]
) -> None:
    program("log-meeting", "1", "--method", "phone", "--on", "2026-06-20", *logged,
            today="2026-06-19" if "--planned" in logged else "2026-06-20")  # fmt: skip
    call = {
        "timestamp": MINE["timestamp"],
        "email": MINE["email"],
        "on": MINE["on"],
        "method": "Phone",
    }
    visits(call, more=("--yes",))
    found = program("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [m["state"] for m in found] == states
    assert _counts(visits(call)) == (0, 0, 1)


def test_what_was_paid_stays_as_it_was_paid(program: Program, visits: Any) -> None:
    visits(MINE)
    assert program("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    told = visits(MINE, THEIRS)
    assert _counts(told) == (0, 0, 2) and "5.5 h" in told["warnings"][0]["message"]
    assert _visit(program)["topics"] == []


def test_the_day_after_is_likely_the_same_visit(program: Program, visits: Any) -> None:
    told = visits(MINE, THEIRS | {"on": "6/21/2026"})
    assert _counts(told) == (2, 0, 0)
    assert "if that is the same visit" in told["warnings"][0]["message"]


def test_a_meeting_removed_here_is_not_brought_back(program: Program, visits: Any) -> None:
    visits(MINE)
    assert program("meeting", "remove", "1", "--yes").code == 0
    again = visits(MINE)
    assert _counts(again) == (0, 0, 1) and "removed here" in again["kept"][0]["message"]
    assert _counts(visits(MINE, more=("--overwrite",))) == (1, 0, 0)


def test_a_day_that_was_mended_here_stays(program: Program, visits: Any) -> None:
    visits(MINE)
    assert program("meeting", "edit", "1", "--on", "2026-06-19").code == 0
    again = visits(MINE)
    assert _counts(again) == (0, 0, 1) and "kept your 2026-06-19" in again["kept"][0]["message"]


@pytest.mark.parametrize(
    ("stamp", "since"),
    [
        ("9/14/2026 8:02:11", "2025-09-14"), ("2026/09/14 8:10:00 AM CST", "2025-09-14"),
        ("2026-09-14T23:59:59", "2025-09-14"), ("2026-09-14", "2025-09-14"),
        ("9/14/26 8:02", "2025-09-14"),
    ],
)  # fmt: skip
def test_timestamps_of_every_service(program: Program, bring: Any, stamp: str, since: str) -> None:
    bring("mentors", f"email,name,years,timestamp\none@example.org,One,1,{stamp}\n")
    assert _mentor(program, "1")["experience_since"] == since


def test_somebody_of_the_same_name_is_asked_about(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS, *MAPS, "--yes")
    again = "email,name,years\nother@example.org,MENTOR  one,9\nthird@example.org,Mentor Six,9\n"
    found = bring("mentors", again)
    assert [w["message"] for w in found["warnings"]] == [
        "MENTOR one is here already as one@example.org: is it the same person?"
    ]
    assert bring("mentors", again)["warnings"] == []  # said once


def test_who_signs_up_in_both_roles_keeps_one_name(program: Program, bring: Any) -> None:
    bring("mentors", "email,name,years\none@example.org,Elizabeth One,9\n")
    text = "email,name,library,years\none@example.org,Liz One,Thorp,1\n"
    (error,) = bring("mentees", text, code=6)["errors"]
    assert "Elizabeth One and Liz One" in error["message"]
    found = bring("mentees", text, "--same-person", "one@example.org")
    assert "that name stays" in found["warnings"][0]["message"]
    assert _mentor(program, "1")["name"] == "Elizabeth One"


def test_an_export_that_was_edited_is_the_coordinators_own_hand(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1)
    sheet = tmp_path / "mentors.csv"
    sheet.write_text(program("export", "mentors").out)
    assert program("import", "mentors", str(sheet), "--yes").code == 0
    for more in ([], ["--no-notes"]):
        program("mentor", "edit", "1", "--capacity", "2")
        again = program("export", "mentors", *more).out
        edited = [line.split(",") for line in again.splitlines()]
        edited[1][edited[0].index("capacity")] = "1"
        sheet.write_text("".join(",".join(cells) + "\n" for cells in edited))
        found = program("import", "mentors", str(sheet), "--yes", "-f", "json").json
        assert (found["changed"], found["kept"]) == (1, [])
        assert _mentor(program, "1")["capacity"] == 1
