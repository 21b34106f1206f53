"""Letters as they are read: nothing that would embarrass the coordinator, nothing that breaks."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.year import DAY, OFFICE, busy
from tests.factories import Program, Recipe

KINDS = ("intro", "remind", "evaluate", "closing", "payment")
FORBIDDEN = re.compile(
    r"\b(overdue|late|obligation|clause|C\d+|excused?|ended early|score|waived?|rating|grade[sd]"
    r"|remark|timid|unhappy|favor|death|stand each other|None|StrictUndefined)\b|[{}]|%\}|\bnull\b"
)
ZERO = re.compile(r"\$0\.00|(?<![\d.:/-])0 |\bno visits\b|\bzero\b")


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def _letters(program: Program, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("letters", *words, "-f", "json").json["letters"]
    return found


def _one(program: Program, kind: str, name: str, *words: str) -> str:
    (found,) = [x for x in _letters(program, kind, *words) if x["name"] == name]
    return f"{found['subject']}\n{found['body']}"


def test_a_busy_year_has_a_letter_of_each_kind_and_no_word_that_hurts(year: Program) -> None:
    found = _letters(year, "--let-end", "3")
    assert {x["kind"] for x in found} == set(KINDS) and len(found) > 10
    for letter in found:
        text = f"{letter['subject']}\n{letter['body']}"
        hits = [m.group() for m in FORBIDDEN.finditer(text) if m.group() != "grade"]
        assert hits == [] and not ZERO.search(text), text
        assert not re.search(r"\d{4}-\d{2}-\d{2}", text), "dates as people say them"
        assert "  " not in text and " ." not in text and " ," not in text and "\n\n\n" not in text
        assert letter["body"].startswith(f"Dear {letter['name']},\n\n")
        assert letter["body"].endswith("715-555-0100\ncoordinator@example.org\n")
        assert all(line == line.strip() for line in text.splitlines())


def test_the_words_hold_in_every_week_of_the_year(year: Program) -> None:
    seen = 0
    for month in range(1, 13):
        for letter in _letters(year, "--as-of", f"2026-{month:02d}-20"):
            seen += 1
            text = f"{letter['subject']}\n{letter['body']}"
            assert not FORBIDDEN.search(text) and not ZERO.search(text), text
    assert seen > 12, "there are letters to look at"


def test_an_intro_to_the_mentor_has_what_the_first_week_needs(year: Program) -> None:
    said = _one(year, "intro", "Mentor 1")
    order = ("Mentee 1 of the Thorp Public Library, who has been director since Jan 1",
             "until Nov 2, 2027", "mentee1@example.org", "715-555-0301", "budget development",
             "both enjoy gardening", "Call your mentee this week", "your library or theirs, by Dec 2",
             "a short-term and a long-term one, by Dec 2", "once a month", OFFICE["report_link"], "I will call you",
             "$125.00", "6 hours", "$0.76 a mile", "receipts", "W-9", OFFICE["w9_link"],
             "mailing address", "good fit", "715-555-0100")  # fmt: skip
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    year("mentor", "edit", "1", "--w9", "2026-11-01", "--address", "12 Elm Street")
    said = _one(year, "intro", "Mentor 1")
    assert "W-9" not in said and "mailing address" not in said and "12 Elm" not in said


def test_an_intro_to_the_mentee_says_what_it_costs(year: Program) -> None:
    said = _one(year, "intro", "Mentee 1")
    order = ("Welcome", "Mentor 1 of the Marathon County Public Library", "grants",
             "mentor1@example.org", "715-555-0201", "by Dec 2", "two by Dec 2", "questions",
             OFFICE["guide_link"], OFFICE["report_link"], "costs you nothing",
             "Your own miles are not", "not working out")  # fmt: skip
    places = [said.index(part) for part in order]
    assert places == sorted(places)
    assert "$" not in said and "W-9" not in said
    year("policy", "set", "travel_for", "both", "--from", "2026-11-01", "--yes")
    assert "your own miles are paid, too" in _one(year, "intro", "Mentee 1")


def test_a_stipend_is_told_as_it_holds_for_the_pair(year: Program) -> None:
    year("policy", "set", "visit_hours_scope", "total", "--from", "2026-11-01", "--yes")
    year("policy", "rate", "stipend", "150", "--from", "2026-11-01", "--yes")
    said = _one(year, "intro", "Mentor 1")
    assert "$150.00 for each visit in person, up to 3 with each mentee, once" in said


def test_an_intro_asks_for_nothing_that_is_done(year: Program) -> None:
    year("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    said = _one(year, "intro", "Mentor 1")
    assert "Call your mentee" not in said
    assert "- Meet your mentee in person, at your library or theirs, by Dec 2." in said
    assert "call this week" not in _one(year, "intro", "Mentee 1")
    year("goal", "add", "1", "A budget", "--term", "short")
    year("goal", "add", "1", "A new roof", "--term", "long")
    year("log-meeting", "1", "--method", "in-person", "--at", "mentor-library", "--planned",
         "--on", "2026-12-01")  # fmt: skip
    for name in ("Mentor 1", "Mentee 1"):
        said = _one(year, "intro", name)
        assert (
            "our first visit is planned for Dec 1." in said
            and "goals by" not in said
            and "two by" not in said
        )


def test_an_intro_with_every_first_step_done_lists_none(year: Program) -> None:
    year.visit(1, "2026-11-12", "6")
    for term in ("short", "long"):
        year("goal", "add", "1", f"A {term} goal", "--term", term)
    said = _one(year, "intro", "Mentor 1")
    assert "first steps" not in said and "\n- " not in said and "once a month" in said


def test_a_day_to_come_is_named_with_what_to_do(year: Program) -> None:
    year("letters", "intro", "--sent")
    said = _one(year, "remind", "Mentor 1", "--as-of", "2026-11-29")
    assert said.count("\n- ") == 1 and "one thing" in said, "a call and a day to meet are one thing"
    assert "- Your first visit with Mentee 1. I don't have a call or visit" in said, (
        "the whole name first"
    )
    assert (
        "choose a day by Dec 2 to meet at your library or your mentee's, and let me know the date."
        in said
    )
    year("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    said = _one(year, "remind", "Mentor 1", "--as-of", "2026-11-29")
    assert "Please choose a day, by Dec 2 if you can, and meet" in said
    assert "Please send me two by Dec 2: one" in _one(
        year, "remind", "Mentee 1", "--as-of", "2026-11-29"
    )


def test_a_visit_that_was_planned_is_asked_about_once(year: Program) -> None:
    """It would be the first visit and the contact of the month: two questions read as a reproach."""
    year("log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--planned",
         "--on", "2026-12-04")  # fmt: skip
    said = _one(year, "remind", "Mentor 1", "--as-of", "2026-12-09")
    assert said.count("Dec 4") == 1 and "If that visit took place, this is done, too." in said
    year.visit(1, "2026-11-20", "6")
    said = _one(year, "remind", "Mentor 1", "--as-of", "2026-12-24")
    assert (
        "I also had a visit on Dec 4 in my notes: did it take place? If not, please call or write this week."
        in said
    ), "alone it is asked about"


def test_a_reminder_says_what_is_in_the_notes_and_what_to_do(year: Program) -> None:
    said = _one(year, "remind", "Mentor 2")
    assert (
        "The last contact that I know of was on Sep 21. Please call or write, choose a day" in said
    )
    assert "let me know the date by Nov 30." in said
    assert "just send me the date" in said and "taking a break is fine, too" in said
    assert said.count("\n- ") == 1, "the first visit and the contact are one thing to do"
    assert "goals" not in said  # the mentee's alone
    assert "contact" not in _one(year, "remind", "Mentee 2")
    assert "a break" not in _one(year, "remind", "Mentor 4"), "that mentorship is over"
    year("log-meeting", "2", "--method", "in-person", "--at", "mentor-library", "--planned",
         "--on", "2026-12-20")  # fmt: skip
    assert "first visit" not in _one(year, "remind", "Mentor 2")
    year("mentor", "edit", "3", "--dear", "Max")
    found = [x for x in _letters(year, "remind", "--to", "3") if x["name"] == "Mentor 2"]
    assert found[0]["body"].startswith("Dear Max,")


def test_no_letter_names_what_only_the_partner_owes_or_who_was_excused(year: Program) -> None:
    assert [x["name"] for x in _letters(year, "remind", "--pair", "5")] == []
    assert _letters(year, "--pair", "6") == []  # it stopped early
    (reason,) = {
        x["reason"] for x in year("letters", "--pair", "6", "-f", "json").json["not_written"]
    }
    assert reason == "pair 6 stopped early. To write to them anyway: wvls letters --let-end 6"


def test_an_evaluation_is_of_the_program_after_let_it_end(year: Program) -> None:
    assert _letters(year, "evaluate") == []
    found = year("letters", "evaluate", "-f", "json").json
    assert next((q["pair_id"], q["question"]) for q in found["questions"]) == (3, "let-end")
    said = _one(year, "evaluate", "Mentor 3", "--let-end", "3")
    assert "Your mentorship with Mentee 3 ends on Dec 10." in said and "by Jan 9, 2027" in said
    assert "not a grade of your mentee" in said and OFFICE["evaluation_link"] in said
    assert "miles or receipts that I do not have yet" in said
    year("policy", "set", "evaluation_link", "", "--from", "2020-01-01", "--yes")
    said = _one(year, "evaluate", "Mentee 3")
    assert said.count("\n- ") == 5 and "receipts" not in said
    for word in ("confidential", "secret", "anonymous", "private"):
        assert word not in said


def test_a_closing_thanks_with_figures_and_open_money(year: Program) -> None:
    year("evaluate", "4", "--by", "mentor", "--rating", "5", "--on", "2026-10-21")
    year("letters", "payment", "--sent", today="2026-11-22")  # or that says it
    said = _one(year, "closing", "Mentor 4")
    for part in ("from Oct 10, 2025 to Oct 10, 2026", "in person twice, for 13 hours in all",
                 "Together you reached your goal.", "budget development and the shared catalog system",
                 "$63.00", "$77.61", "mentor again"):  # fmt: skip
        assert part in said, part
    assert "$" not in _one(year, "closing", "Mentee 4")


def test_a_payment_notice_adds_up(year: Program) -> None:
    notices = {x["subject"]: x["body"] for x in _letters(year, "payment", "--pair", "5")}
    said = notices["Your payment of $294.18: check 1042"]
    amounts = re.findall(r"miles x \$0\.725 = \$([\d.]+), and expenses of \$([\d.]+)", said)
    total = sum(round(float(a) * 100) for pair in amounts for a in pair)
    assert (
        total == 29418
        and "(check 1042), payable to Mentor 5, was sent on Nov 12." in said
        and "Mentor 5" in said
    )
    assert OFFICE["business_office"] in said


def test_without_a_name_or_links_a_letter_still_reads_well(paired: Program) -> None:
    answer = paired("letters", "--as-of", "2026-06-20", "-f", "json")
    assert "no name below them" in answer.err
    assert [x["name"] for x in answer.json["letters"]] == ["Mentor 1", "Mentee 1"]
    for letter in answer.json["letters"]:
        body = letter["body"]
        assert "None" not in body and ": \n" not in body and "http" not in body
        assert body.endswith("\n\nBest wishes,\n\nYour program coordinator\n")
        assert "drop me a line" in body and "the mentoring program" in body


def test_marks_are_an_entry_shown_and_undone(year: Program) -> None:
    due = [(x["kind"], x["person_id"]) for x in _letters(year)]
    entries = len(year("history", "-f", "json").json["entries"])
    assert year("letters", "--sent", "-f", "json").json["sent"] == len(due)
    assert len(year("history", "-f", "json").json["entries"]) == entries + 1
    assert _letters(year) == []
    again = _letters(year, "--again")
    assert [(x["kind"], x["person_id"]) for x in again] == due
    assert {x["last_sent"] for x in again} == {DAY}
    assert "reminded Nov 23" in " ".join(year("overdue").out.split())
    item = next(i for i in year("overdue", "-f", "json").json["items"] if i["kind"] == "contact")
    assert item["reminded_on"] == DAY
    assert _letters(year, "remind", "--as-of", "2026-12-06", "--pair", "2") == []
    assert [(x["kind"], x["last_sent"]) for x in _letters(year, "remind", "--as-of", "2026-12-07",
                                                          "--pair", "2")] == [("remind", DAY)] * 2  # fmt: skip
    assert year("undo", "--yes").code == 0
    assert [(x["kind"], x["person_id"]) for x in _letters(year)] == due


def test_who_is_meant_can_be_narrowed(year: Program) -> None:
    names = {x["name"] for x in _letters(year, "remind")}
    assert {x["name"] for x in _letters(year, "remind", "--to", "Mentor 2")} == {"Mentor 2"}
    left = {
        x["name"] for x in _letters(year, "remind", "--except", "Mentor 2", "--except", "Mentee 2")
    }
    assert left == names - {"Mentor 2", "Mentee 2"}
    year("mentor", "edit", "3", "--no-letters", "on leave")
    found = year("letters", "remind", "-f", "json").json
    assert "Mentor 2" not in {x["name"] for x in found["letters"]}
    assert {"person_id": 3, "name": "Mentor 2", "reason": "no letters: on leave"}.items() <= (
        next(x for x in found["not_written"] if x["person_id"] == 3).items()
    )
    assert year("letters", "nonsense").code == 2
    assert year("letters", "--sent", "--as-of", "2026-11-24").code == 5


def test_what_was_sent_and_answered_is_handed_out(year: Program, tmp_path: Path) -> None:
    year("letters", "--let-end", "3", "--sent")
    folder = tmp_path / "request"
    assert year("records", "Mentor 3", "--save", str(folder)).code == 0
    sent = (folder / "letters.csv").read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("mentor3@example.org,evaluate,3,evaluation,") for line in sent) == 1
    assert not any("mentor2@" in line for line in sent)
    answers = (folder / "letter-answers.csv").read_text(encoding="utf-8").splitlines()
    assert answers[1:] == [
        "mentor3@example.org,mentee3@example.org,let-end,2026-12-10,1,2026-11-23"
    ]


def test_the_list_says_when_the_last_report_came_in(year: Program, tmp_path: Path) -> None:
    assert "The latest meeting on record is Nov 20." in year("letters").out
    sheet = tmp_path / "reports.csv"
    sheet.write_text("email,on,method\nmentor2@example.org,2026-11-01,phone\n")
    assert year("import", "meetings", str(sheet), "--yes").code == 0
    connection = sqlite3.connect(year.path)
    connection.execute("UPDATE meeting SET entered_at = '2026-11-11 12:00:00'")
    connection.commit()
    connection.close()
    assert "Last sheet of meetings: 12 days ago." in year("letters").out


def test_without_a_meeting_nothing_is_said_of_reports(paired: Program) -> None:
    said = paired("letters").out
    assert "Last sheet" not in said and "recorded up to" not in said


def test_who_was_forgotten_leaves_no_mark(year: Program) -> None:
    year("letters", "--sent")
    year("end", "1", "--reason", "x", "--yes")
    assert year("forget", "Mentor 1", "--yes").code == 0
    found = year("letters", "--again", "-f", "json").json
    assert not {x["name"] for x in found["letters"]} & {"Mentor 1", "Forgotten 1"}
    connection = sqlite3.connect(year.path)
    sent = connection.execute("SELECT COUNT(*) FROM letter WHERE person_id = 1").fetchone()
    connection.close()
    assert sent == (0,)


@pytest.mark.parametrize("payees", ["mentor", "both"])
def test_only_who_is_paid_for_them_is_asked_for_miles(paired: Program, payees: str) -> None:
    paired("policy", "set", "travel_for", payees, "--from", "2026-01-01", "--yes")
    found = {x["name"]: x["body"] for x in _letters(paired, "remind")}
    assert set(found) == {"Mentor 1", "Mentee 1"}
    assert "the place, hours and miles." in found["Mentor 1"]
    asked = ", hours and miles." if payees == "both" else " and hours."
    assert f"for a visit, the place{asked}" in found["Mentee 1"]
