"""What cannot be saved is said where it is typed: at the end every other answer would be lost."""

from tests.factories import Program
from tests.terminal import talk

PLAN = ["log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--planned", "--on"]


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def test_a_next_visit_that_is_planned_already_does_not_lose_the_call(paired: Program) -> None:
    assert paired(*PLAN, "2026-12-09").code == 0
    said = _talk(paired, "check-in 1", "", "both", "well", "", "12/9", "Budget", "short", "", "")
    assert "This visit is already planned as meeting 1." in said and "Check-in recorded" in said
    assert len(paired("meeting", "list", "1", "-f", "json").json["meetings"]) == 1
    assert len(paired("goal", "list", "1", "-f", "json").json["goals"]) == 1


def test_a_contact_that_is_logged_is_called_what_it_is(paired: Program) -> None:
    paired.visit(1, "2026-11-20")
    said = _talk(paired, "check-in 1", "", "both", "well", "Nov 20 lunch", "", "", "", "")
    assert "A visit on Nov 20 is already logged." in said


def test_the_day_of_another_visit_is_asked_again(paired: Program) -> None:
    assert paired(*PLAN, "2026-11-22", today="2026-11-01").code == 0
    assert paired(*PLAN[:6], "--hours", "6", "--on", "2026-11-20").code == 0
    said = _talk(paired, "meeting confirm 1", "11/20", "11/21", "", "6", "", "", "")
    assert "Nov 20 is already logged as meeting 2." in said and "wvls meeting remove 1" in said
    said = _talk(paired, "meeting edit 1", "11/20", "11/19", *[""] * 6)
    assert "Nov 20 is already logged as meeting 2." in said
    days = [m["on"] for m in paired("meeting", "list", "1", "-f", "json").json["meetings"]]
    assert days == ["2026-11-19", "2026-11-20"]


def test_a_planned_day_that_was_read_as_next_year_is_said(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1 --planned", "11/20", "12/9", "phone")
    assert "OK, Nov 20, 2027." in said
