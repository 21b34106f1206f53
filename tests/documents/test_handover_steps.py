"""The handover's first lines and each pair's next step: what a successor does before anything else."""

import re
import sqlite3
from pathlib import Path

import pytest

from tests.factories import Program


def _text(program: Program, *words: str, today: str | None = None) -> str:
    return " ".join(program("handover", *words, today=today).out.split())


def test_a_missing_rate_and_the_own_name_come_first(paired: Program) -> None:
    text = _text(paired, today="2027-01-05")
    rate = text.index("There is no mileage rate for 2027, so no trip of this year can be paid: "
                      "wvls policy rate mileage AMOUNT --from 2027-01-01")  # fmt: skip
    name = text.index('wvls policy set coordinator_name "YOUR NAME"')
    assert rate < name < text.index("This week")
    assert "There is no mileage rate" not in _text(paired)
    assert 'coordinator_name "YOUR NAME"' in _text(paired)


def test_a_visit_to_confirm_comes_next_and_a_planned_one_stands_for_the_first_visit(
    paired: Program,
) -> None:
    assert "Next: first visit in person, due since Jul 1 (both)." in _text(paired)
    plan = ("log-meeting", "1", "--method", "in-person", "--at", "mentor-library", "--planned")
    assert paired(*plan, "--on", "2026-11-30").code == 0
    assert "Next: visit planned, Nov 30; afterward: wvls meeting confirm 1." in _text(paired)
    text = _text(paired, today="2026-12-02")
    assert "Next: visit, to be confirmed, Nov 30: wvls meeting confirm 1." in text


def test_a_leave_is_said_once_and_nothing_of_later_is_the_next_step(paired: Program) -> None:
    words = ("excuse", "1", "all", "--until", "2027-02-01", "--reason", "a new roof")
    assert paired(*words).code == 0
    text = _text(paired)
    assert text.count("a new roof") == 1 and "Excused from" not in text
    assert "On leave until Feb 1, 2027: a new roof." in text
    assert "Next: call both when they are back." in text
    assert "a new roof" not in _text(paired, "--no-notes")
    assert paired("excuse", "1", "goals", "--until", "2027-03-01", "--reason", "more").code == 0
    assert "Excused from goals until Mar 1, 2027: more." in _text(paired)


def test_a_pair_is_one_line_to_call_with_who_to_write_to(paired: Program) -> None:
    paired("mentor", "edit", "1", "--phone", "715-555-0101")
    text = _text(paired, "--as-of", "2026-09-02")
    said = "Mentor 1, 715-555-0101, and Mentee 1, mentee1@example.org (pair 1): your check-in call"
    assert f"{said}, due since Sep 1. Then: wvls check-in 1" in text
    assert text.count("wvls check-in 1") == text.count("715-555-0101") == 1
    assert paired("check-in", "1", "--going", "mixed", today="2026-09-02").code == 0
    text = _text(paired, "--as-of", "2026-09-02")
    assert "mentee1@example.org (pair 1): going so-so. Then: wvls check-in 1" in text


def test_each_partner_has_library_and_town(paired: Program, tmp_path: Path) -> None:
    assert paired("check-in", "1", "--going", "well").code == 0  # who is called is named above
    page = tmp_path / "handover.html"
    assert paired("handover", "--save", str(page)).code == 0
    for text in (_text(paired), page.read_text(encoding="utf-8")):
        assert "Mentor 1: Marathon County Public Library, Wausau, mentor1@example.org" in text
        assert "Mentee 1: Thorp Public Library, mentee1@example.org" in text


def test_a_finished_pair_with_something_open_is_named_and_called(
    paired: Program, tmp_path: Path
) -> None:
    """After every term has ended nothing seemed open, though two evaluations were to come."""
    paired.visit(1, "2026-06-20")
    plan = ("log-meeting", "1", "--method", "phone", "--planned", "--on", "2027-05-20")
    assert paired(*plan).code == 0
    day = ("--as-of", "2027-06-10")
    text = _text(paired, *day)
    assert "No pairs are active on Jun 10, 2027; 1 finished pair still has something open." in text
    assert "No pair is active now." in text
    assert "Pair 1: Mentor 1 and Mentee 1, ended Jun 1, 2027" in text
    assert "Call, to be confirmed, May 20: wvls meeting confirm 2." in text
    said = "Evaluations to you from Mentor 1 and Mentee 1, by Jul 1: "
    assert f"{said}wvls evaluate 1 --by mentor, wvls evaluate 1 --by mentee." in text
    assert text.count("mentor1@example.org") == text.count("mentee1@example.org") == 1
    assert "Money is owed, see below." in text
    assert (
        "2 letters are due, for Mentor 1 and Mentee 1: wvls letters" in text
        and "Nobody has to be called" in text
    )
    found = paired("handover", "-f", "json", *day).json
    (over,) = found["finished"]
    assert [o["kind"] for o in over["open"]] == ["confirm-meeting", "evaluation", "evaluation"]
    assert (over["ended_on"], over["owed_cents"]) == ("2027-06-01", 12500)
    for by in ("mentor", "mentee"):
        assert paired("evaluate", "1", "--by", by, today="2027-06-10").code == 0
    assert "Nobody has to be called this week." in _text(paired, *day)
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    (number,) = [m["meeting_id"] for m in paired("meeting", "list", "1", "-f", "json").json["meetings"]
                 if m["state"] == "planned"]  # fmt: skip
    assert paired("meeting", "cancel", str(number), "--yes").code == 0
    text = _text(paired, *day)
    assert "There are no pairs now." in text and "inished pair" not in text


def test_the_next_step_of_a_pair_is_what_has_been_late_the_longest(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    plan = ("log-meeting", "1", "--method", "phone", "--planned")
    assert paired(*plan, "--on", "2026-11-10", today="2026-11-01").code == 0
    assert "Next: goals to you, due since Jul 1 (Mentee 1)." in _text(paired)


def test_who_is_called_after_the_end_is_not_checked_in_with(paired: Program) -> None:
    """The command that the page named refused to run: only active pairs have check-ins."""
    for number, day in enumerate(("2027-06-10", "2027-07-05", "2027-07-25")):
        words = ["evaluate", "--let-end", "1"] if not number else ["remind"]
        assert paired("letters", *words, "--sent", today=day).code == 0
    text = _text(paired, today="2027-08-12")
    assert "Then: wvls evaluate 1 --by mentor, wvls evaluate 1 --by mentee" in text
    assert "wvls check-in 1" not in text
    (_, mentee) = paired("handover", "-f", "json", today="2027-08-12").json["calls"]
    assert mentee["then"] == "wvls evaluate 1 --by mentee"


def test_pairs_that_ended_early_are_told_with_what_became_of_both(paired: Program) -> None:
    assert "Ended early" not in _text(paired)
    paired("end", "1", "--on", "2026-11-01", "--reason", "moved away", "--yes")
    paired("mentor", "pause", "1")
    said = "Mentee 1 is waiting for another mentor. Mentor 1 is paused as a mentor."
    text = _text(paired)
    assert "Pair 1: Mentor 1 and Mentee 1, ended early on Nov 1, 2026" in text
    assert f"Why it ended: moved away. {said}" in text and "Ended early" not in text
    for by in ("mentor", "mentee"):
        assert paired("evaluate", "1", "--by", by, "--rating", "3").code == 0
    head = "Ended early - Pair 1: Mentor 1 and Mentee 1, ended Nov 1, 2026: moved away. "
    assert head + said in _text(paired).replace("•", "-")
    (pair,) = paired("handover", "-f", "json").json["stopped"]
    assert (pair["ended_on"], pair["waits"], pair["paused"]) == ("2026-11-01", True, True)
    assert "moved away" not in _text(paired, "--no-notes")
    assert "Ended early" in _text(paired, today="2027-11-01")
    assert "Ended early" not in _text(paired, today="2027-11-02")


@pytest.mark.parametrize(
    ("today", "year"), [("2026-12-31", 2026), ("2027-01-05", 2026), ("2027-03-31", 2026),
                        ("2027-04-01", 2027)],
)  # fmt: skip
def test_in_january_the_business_office_is_told_of_the_year_before(
    paired: Program, today: str, year: int
) -> None:
    assert f"was paid: wvls stipends year {year} -" in _text(paired, today=today).replace("•", "-")


def test_what_the_coordinator_decided_and_how_somebody_is_written_to_is_told(
    paired: Program,
) -> None:
    """A successor chased a pair that was to end, and wrote to somebody who wanted calls."""
    paired.visit(1, "2026-06-20")
    day = "2027-05-10"
    soon = "Extend it, or let it end? wvls extend 1 --months 6 or wvls letters --let-end 1."
    assert soon in _text(paired, today=day)
    assert soon not in _text(paired, today="2027-04-01")
    assert paired("letters", "--let-end", "1", today=day).code == 0
    text = _text(paired, today=day)
    assert "You let it end on Jun 1, so no reminders go out." in text and soon not in text
    reason = "asked for phone calls only"
    assert paired("mentor", "edit", "1", "--no-letters", reason).code == 0
    text = _text(paired, today=day)
    assert text.count(f"Wausau. Gets no letters: {reason}.") == text.count("mentor1@") == 1
    bare = _text(paired, "--no-notes", today=day)
    assert "Gets no letters." in bare and reason not in bare
    found = paired("handover", "-f", "json", today=day).json
    assert found["pairs"][0]["let_end"] is True
    assert found["no_letters"] == [{"id": 1, "name": "Mentor 1", "reason": reason}]


def test_who_gets_no_letters_is_called_instead(paired: Program) -> None:
    assert paired("mentor", "edit", "1", "--no-letters", "calls only").code == 0
    text = _text(paired, today="2026-08-15")
    assert "Mentor 1, mentor1@example.org (pair 1): gets no letters. Then: wvls check-in 1" in text
    paired("mentor", "edit", "1", "--phone", "715-555-0101")
    text = _text(paired, today="2026-08-15")
    assert "Mentor 1, 715-555-0101 (pair 1): gets no letters." in text


def test_a_pair_nobody_is_to_write_to_is_told(paired: Program) -> None:
    day = "2027-06-10"
    answer = paired("letters", "evaluate", "--let-end", "1", today=day)
    assert answer.code == 0 and "You chose not to write" not in _text(paired, today=day)
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE letter_answer SET yes = 0")
    connection.commit()
    connection.close()
    assert "You chose not to write to them." in _text(paired, today=day)


def test_what_money_waits_for_is_told(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--miles", "50")
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    text = _text(paired)
    assert "Please check the IRS mileage rate of $0.76 from Jul 1. If it is right:" in text
    assert "wvls policy rate mileage 0.76 --from 2026-07-01" in text
    assert "No W-9 is on file for Mentor 1." in text and "(open, not approved)" in text
    (claim,) = paired("handover", "-f", "json").json["claims"]
    assert claim["approved"] is False
    paired.w9(1)
    paired("stipends", "mark", "C-2026-01", "sent")
    assert "(sent, not approved)" in _text(paired)
    paired("stipends", "mark", "C-2026-01", "approved")
    rate = ("policy", "rate", "mileage", "0.76", "--from", "2026-07-01", "--yes")
    assert paired(*rate).code == 0
    text = _text(paired)
    assert "(approved)" in text and "W-9" not in text and "Please check the IRS" not in text


def test_notes_of_calls_and_leaves_to_come_are_told(paired: Program) -> None:
    for day, more in (
        ("2026-08-01", ("--going", "mixed", "--note", "too few calls")),
        ("2026-09-01", ("--going", "well")),
        ("2026-10-01", ("--no-answer", "--note", "voice mail")),
        ("2026-10-02", ("--no-answer",)),
    ):
        assert paired("check-in", "1", *more, today=day).code == 0
    leave = ("--from", "2026-12-01", "--until", "2027-01-31", "--reason", "a long trip")
    assert paired("excuse", "1", "all", *leave).code == 0
    text = _text(paired)
    assert "You tried to call on Oct 1: voice mail. On Sep 1 it was going well." in text
    assert "On leave from Dec 1 until Jan 31, 2027: a long trip." in text
    bare = _text(paired, "--no-notes")
    assert "voice mail" not in bare and "going well" not in bare and "a long trip" not in bare
    assert "On leave from Dec 1 until Jan 31, 2027." in bare


@pytest.mark.parametrize(
    ("today", "told"), [("2026-12-31", False), ("2027-01-02", True), ("2027-03-31", True),
                        ("2027-04-01", False)],
)  # fmt: skip
def test_in_the_first_months_the_list_of_the_year_before_comes_first(
    paired: Program, today: str, told: bool
) -> None:
    said = "the list of what each person was paid in 2026, for the tax forms"
    assert said not in _text(paired, today=today), "nobody was paid"
    paired.visit(1, "2026-08-01")
    assert paired("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    assert (said in _text(paired, today=today)) is told


def test_everything_is_told_once_and_a_pair_is_a_few_lines(paired: Program, tmp_path: Path) -> None:
    """An address stood three times on the page, and four pairs took three sheets of paper."""
    for number in (2, 3, 4):
        paired.pair(number)
    text = _text(paired)
    for number in (1, 2, 3, 4):
        for name in (f"mentor{number}", f"mentee{number}"):
            assert text.count(f"{name}@example.org") == 1
        assert text.count(f"Pair {number}:") == 1
    pairs = paired("handover").out.partition("The pairs")[2].partition("Claims and money")[0]
    assert pairs.count("\n") <= 4 * 11


def test_a_person_is_told_of_once_and_the_routine_prints_in_two_columns(
    paired: Program, tmp_path: Path
) -> None:
    """A mentor of two pairs stood in each with library and address, and four pairs took three pages."""
    assert paired("mentor", "edit", "1", "--capacity", "2").code == 0
    assert paired("match", str(paired.mentee(7)), "1", "--on", "2026-06-01", "--yes").code == 0
    page = tmp_path / "handover.html"
    done = paired("handover", "--save", str(page))
    assert done.code == 0, done.err
    pairs = done.out.partition("The pairs")[2]
    assert pairs.count("Marathon County") == 1
    paper = page.read_text(encoding="utf-8")
    assert paper.partition("<h2>The pairs")[2].count("Marathon County Public Library") == 1
    (columns,) = re.findall(r'<div class="columns">(.*?)</div>', paper, flags=re.DOTALL)
    heads = re.findall("<h2>([^<]*)</h2>", columns)
    assert heads == ["Every month", "Every quarter", "Every year"]


def test_a_phone_number_stays_on_one_line_of_the_page(paired: Program, tmp_path: Path) -> None:
    """ "715-555-" at the end of a line, and "0204" below it."""
    assert paired("mentor", "edit", "1", "--phone", "715-555-0204").code == 0
    page = tmp_path / "handover.html"
    assert paired("handover", "--save", str(page)).code == 0
    paper = page.read_text(encoding="utf-8")
    assert '<span class="whole">715-555-0204</span>' in paper
    assert paper.count("715-555-0204") == paper.count('"whole">715-555-0204<')
