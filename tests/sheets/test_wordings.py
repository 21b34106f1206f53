"""Columns that say a field in other words than ours: none gets lost, and none is another field."""

import json
from itertools import chain
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor.records import IMPORTED
from wvls_mentor.sheets.fields import names_of, plain
from wvls_mentor.sheets.headers import recognize
from wvls_mentor.sheets.other_kinds import likely, looks_like
from wvls_mentor.sheets.wordings import worded, wordings

WHO = "mentor1@example.org,mentee1@example.org"
BOTH = "Mentor email,Mentee email"


def _sheet(tmp_path: Path, text: str) -> str:
    file = tmp_path / "sheet.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_reason_in_a_sheet_of_pairs_is_why_the_pair_ended(
    paired: Program, tmp_path: Path
) -> None:
    """It was taken for a sheet of excuses, and the reason was lost."""
    text = f"{BOTH},Matched on,Ended,Reason\n{WHO},2026-06-01,2026-07-01,moved away\n"
    done = paired("import", "pairs", _sheet(tmp_path, text), "--yes", "-f", "json")
    assert (done.code, done.json["changed"], done.json["looks_like"]) == (0, 1, []), done.err
    assert "excuses" not in done.err and "not used" not in done.err
    out = paired("export", "pairs").out
    assert "2026-07-01" in out and "moved away" in out


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("pairs", f"{BOTH},Matched on,Ended,Reason"),
        ("pairs", f"{BOTH},Matched on,Start,End date,Why"),
        ("pairs", f"{BOTH},Date matched,Until"),
        ("keep-apart", f"{BOTH},Reason,Since"),
        ("keep-apart", f"{BOTH},Why,From"),
        ("excuses", f"{BOTH},What,From,To,Why"),
    ],
)
def test_a_sheet_with_its_own_key_is_of_no_kind_whose_key_it_lacks(kind: str, header: str) -> None:
    assert looks_like(kind, header.split(",")) == []


def test_a_sheet_with_the_keys_of_two_kinds_is_still_asked_about() -> None:
    kept = f"{BOTH},Matched on,Kind,Since,Reason".split(",")
    assert looks_like("pairs", kept) == looks_like("keep-apart", kept) == ["excuses"]


@pytest.mark.parametrize(
    ("kind", "header", "other"),
    [
        ("mentors", "Email Address,How did you meet?,How many hours did you meet?", "meetings"),
        ("mentees", "Email Address,What is the goal?", "goals"),
        ("evaluations", "Timestamp,Email Address,What is the goal?", "goals"),
    ],
)
def test_an_address_alone_makes_no_sheet_of_people(kind: str, header: str, other: str) -> None:
    assert looks_like(kind, header.split(",")) == [other]


def test_the_likely_kind_of_pairs_with_a_reason_is_pairs() -> None:
    assert likely(f"{BOTH},Matched on,Ended,Reason".split(","), "soup") == "pairs"


def test_a_sheet_of_meetings_in_other_words_goes_in_whole(paired: Program, tmp_path: Path) -> None:
    header = "Date,How did you meet,Where,How long,Mileage,Who drove,What did you discuss"
    row = "2026-07-06,in person,mentee library,6,44,mentor,Budget development"
    file = _sheet(tmp_path, f"{BOTH},{header}\n{WHO},{row}\n")
    done = paired("import", "meetings", file, "--yes", "-f", "json")
    assert (done.code, done.json["added"], done.json["unused"]) == (0, 1, []), done.err
    meeting = paired("export", "meetings").out.splitlines()[1]
    assert ",mentee-library,6:00,44.0,mentor," in meeting and ",budget," in meeting, meeting


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("mentors", "Max mentees", "capacity"), ("mentors", "Maximum mentees", "capacity"),
        ("mentors", "Number of mentees", "capacity"), ("mentors", "Mentees (max)", "capacity"),
        ("mentors", "How many people could you mentor?", "capacity"),
        ("mentors", "What do you do for fun?", "interests"), ("mentors", "Cell", "phone"),
        ("mentors", "Your workplace", "library"), ("mentors", "Skills", "expertise"),
        ("mentors", "What should we call you?", "dear"), ("mentors", "Max drive", "max_miles"),
        ("mentors", "How long have you worked in libraries?", "years"),
        ("mentors", "Working in libraries since", "experience_since"),
        ("mentees", "What keeps you up at night?", "needs"), ("mentees", "Tenure", "years"),
        ("mentees", "Date of hire", "administrator_since"), ("mentees", "Help wanted", "needs"),
        ("meetings", "Where", "at"), ("meetings", "Mode", "method"), ("meetings", "Driver", "traveler"),
        ("meetings", "Mileage (round trip)", "miles"), ("meetings", "Meeting date", "on"),
        ("meetings", "What did you discuss?", "topics"), ("meetings", "Length of visit", "hours"),
        ("meetings", "Location of meeting", "at"), ("meetings", "Costs", "expenses"),
        ("pairs", "Match date", "matched_on"), ("pairs", "Until", "ends_on"),
        ("pairs", "Why did it end?", "end_reason"), ("pairs", "Waiver", "waived"),
        ("goals", "Time frame", "term"), ("goals", "Description", "goal"), ("goals", "Done", "done_on"),
        ("check-ins", "Spoke with", "with"), ("check-ins", "Who did you talk to?", "with"),
        ("check-ins", "How are things?", "going"), ("check-ins", "Did they answer?", "answered"),
        ("evaluations", "Completed by", "by"), ("evaluations", "Your role", "by"),
        ("evaluations", "Stars", "rating"), ("evaluations", "Would you do it again?", "again"),
        ("mentors", "What areas could you mentor in?", "expertise"),
        ("mentees", "What topics are most important to you?", "needs"),
        ("mentees", "Hired on", "administrator_since"), ("meetings", "Total round-trip mileage", "miles"),
        ("meetings", "Where did the visit take place?", "at"), ("meetings", "Travelled by", "traveler"),
        ("pairs", "End date", "ends_on"), ("pairs", "End date (actual)", "ended_on"),
        ("goals", "Date achieved", "done_on"), ("check-ins", "Did they respond?", "answered"),
        ("excuses", "From", "since"), ("excuses", "Start date", "since"), ("excuses", "To", "until"),
        ("excuses", "End date", "until"), ("excuses", "Why", "reason"), ("excuses", "What", "kind"),
        ("keep-apart", "Why", "reason"), ("libraries", "People served", "population"),
    ],
)  # fmt: skip
def test_a_field_in_other_words(kind: str, header: str, field: str) -> None:
    (column,) = recognize([header], kind)
    assert column.field == field


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("mentors", "Mentees"), ("mentors", "Mentee"), ("mentors", "Months as director"),
        ("mentees", "Mentor"), ("mentees", "Months as director"), ("mentors", "Maximum"),
        ("pairs", "Vendor"), ("meetings", "Meals"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_field_is_none(kind: str, header: str) -> None:
    (column,) = recognize([header], kind)
    assert (column.field, column.how) == (None, "none")


def test_other_words_for_a_field_that_the_sheet_has_are_left_out_not_refused() -> None:
    columns = recognize(
        ["Email", "Phone", "Cell", "How far would you drive?", "Max distance"], "mentors"
    )
    assert [c.field for c in columns] == ["email", "phone", None, "max_miles", None]


def test_the_score_that_a_form_service_adds_is_no_rating() -> None:
    columns = recognize(["Timestamp", "Email Address", "Score", "Your role"], "evaluations")
    assert [c.field for c in columns] == ["timestamp", "email", None, "by"]


@pytest.mark.parametrize("kind", IMPORTED)
def test_every_wording_means_one_field_that_the_kind_has(kind: str) -> None:
    names = names_of(kind)
    assert set(wordings(kind)) <= {*names, ""}
    certain = set(chain.from_iterable(names.values()))
    for table in (names, wordings(kind)):
        for field, texts in table.items():
            assert {worded(kind, text) for text in texts} == {field}, field
    said = {plain(text) for texts in wordings(kind).values() for text in texts}
    assert not said & certain  # what is certain needs no guess


def test_excuses_know_the_words_of_their_own_command(paired: Program, tmp_path: Path) -> None:
    text = f"{BOTH},What,From,Until,Reason\n{WHO},contact,2026-06-01,2026-12-01,on leave\n"
    assert paired("import", "excuses", _sheet(tmp_path, text)).code == 0
    assert "contact,2026-06-01,2026-12-01,on leave" in paired("export", "excuses").out


def test_at_most_two_mentees_are_no_two_miles(program: Program, tmp_path: Path) -> None:
    program.mentor(1)
    file = _sheet(tmp_path, "Email,Max mentees\nmentor1@example.org,2\n")
    assert program("import", "mentors", file, "--yes").code == 0
    mentor = json.loads(program("mentor", "show", "1", "-f", "json").out)["mentor"]
    assert (mentor["capacity"], mentor["max_miles"]) == (2, None)
