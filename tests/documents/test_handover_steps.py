"""The handover's first lines and each pair's next step: what a successor does before anything else."""

from pathlib import Path

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
        assert "Mentor 1: Marathon County Public Library, Wausau, no phone" in text
        assert "Mentee 1: Thorp Public Library, no phone" in text
