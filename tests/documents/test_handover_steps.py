"""The handover's first lines and each pair's next step: what a successor does before anything else."""

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
    assert rate < name < text.index("Already late")
    assert "There is no mileage rate" not in _text(paired)
    assert 'coordinator_name "YOUR NAME"' in _text(paired)


def test_a_visit_to_confirm_comes_next_and_a_planned_one_stands_for_the_first_visit(
    paired: Program,
) -> None:
    assert "Next: first visit in person, Jul 1 (both)." in _text(paired)
    plan = ("log-meeting", "1", "--method", "in-person", "--at", "mentor-library", "--planned")
    assert paired(*plan, "--on", "2026-11-30").code == 0
    assert "Next: visit planned, Nov 30 (you)." in _text(paired)
    assert "Next: visit, to be confirmed, Nov 30 (you)." in _text(paired, today="2026-12-02")


def test_a_leave_is_said_once_and_nothing_of_later_is_the_next_step(paired: Program) -> None:
    words = ("excuse", "1", "all", "--until", "2027-02-01", "--reason", "a new roof")
    assert paired(*words).code == 0
    text = _text(paired)
    assert text.count("a new roof") == 1 and "Excused from" not in text
    assert "On leave until Feb 1, 2027: a new roof. Next: call both when they are back." in text
    assert "a new roof" not in _text(paired, "--no-notes")
    assert paired("excuse", "1", "goals", "--until", "2027-03-01", "--reason", "more").code == 0
    assert "Excused from goals until Mar 1, 2027: more." in _text(paired)


def test_a_pair_is_one_line_to_call_with_who_to_write_to(paired: Program) -> None:
    paired("mentor", "edit", "1", "--phone", "715-555-0101")
    text = _text(paired, "--as-of", "2026-09-02")
    assert text.count("Then: wvls check-in 1") == 1
    assert "- Mentor 1, 715-555-0101, mentor1@example.org; write to Mentee 1, " in text
    assert "mentee1@example.org: your check-in (pair 1). Then: wvls check-in 1" in text


def test_each_partner_has_library_and_town(paired: Program, tmp_path: Path) -> None:
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
    assert "No pairs are active on Jun 10, 2027; 1 finished pair has something open." in text
    assert "No pair is active now." in text and "Nobody has to be called" not in text
    assert "Pair 1: Mentor 1 and Mentee 1, ended Jun 1. Phone meeting, to be confirmed" in text
    for name in ("Mentor 1", "Mentee 1"):
        assert f"Evaluation to you, from {name}: due Jul 1." in text
    assert "Money is owed, see below. Mentor 1: Marathon County Public Library" in text
    assert "- Write to Mentor 1, mentor1@example.org; write to Mentee 1, " in text
    assert "evaluation not in yet (pair 1). Then: wvls evaluate 1" in text
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
    assert "Next: goals to you, Jul 1 (Mentee 1)." in _text(paired)


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
    said = (
        "Ended early - Pair 1: Mentor 1 and Mentee 1, ended Nov 1, 2026: moved away. "
        "Mentee 1 waits for another mentor. Mentor 1 is paused as a mentor."
    )
    assert said in _text(paired).replace("•", "-")
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
    assert f"in January: wvls stipends year {year} -" in _text(paired, today=today).replace(
        "•", "-"
    )
