"""The hours of a visit: wherever it was, a stipend waits for them (C11)."""

from tests.factories import Program
from tests.terminal import talk

ELSEWHERE = ["log-meeting", "1", "--method", "in-person", "--at", "elsewhere"]


def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


def test_confirming_a_visit_elsewhere_asks_how_long_it_was(paired: Program) -> None:
    assert paired(*ELSEWHERE, "--planned", "--on", "2026-11-20", today="2026-11-01").code == 0
    said = _talk(paired, "meeting confirm 1", "", "", "6.5", "", "", "")
    asked = (
        "How many hours (6, 6.5, 6:30; Enter if you don't know; without hours there is no stipend)"
    )
    assert f"{asked}: 6.5" in " ".join(said.split())
    assert "Stipend earned: $125.00" in said


def test_hours_that_are_missing_name_the_command_that_adds_them(paired: Program) -> None:
    said = " ".join(paired(*ELSEWHERE, "--on", "2026-11-20").out.split())
    assert (
        "No stipend: hours not reported (C11). To add them: wvls meeting edit 1 --hours HOURS"
        in said
    )
    said = " ".join(paired("stipends").out.split())
    assert "hours not reported" in said and "wvls meeting edit 1 --hours HOURS" in said
    said = paired("meeting", "edit", "1", "--hours", "2").out
    assert "hours short" in said and "To add them" not in said
    assert "--hours" not in paired("stipends").screen
