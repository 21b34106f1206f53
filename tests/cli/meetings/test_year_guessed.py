"""A day typed without its year that comes soon is not silently the one of a year ago (C6)."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk


def _long_matched(program: Program) -> None:
    """A pair matched on Jan 5, 2026: every day of the year before its end lies in its time."""
    program.pair(1, "2026-01-05")


@pytest.fixture
def matched(copy_of: Callable[[Recipe], Program], monkeypatch: pytest.MonkeyPatch) -> Program:
    program = copy_of(_long_matched)
    monkeypatch.setenv("WVLS_TODAY", "2026-12-15")
    assert program("extend", "1", "--months", "12", "--on", "2026-12-15", "--yes").code == 0
    return program


def _said(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def _days(program: Program) -> list[tuple[str, str]]:
    found = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return [(m["on"], m["state"]) for m in found]


@pytest.mark.parametrize("typed", ["1/15", "Jan 15"])
def test_a_meeting_of_next_month_is_planned(matched: Program, typed: str) -> None:
    said = _said(matched, "log-meeting 1", typed, "", "phone", "", "")
    assert "Jan 15, 2027 has not come yet. Is this a planned meeting? [Y/n]" in said
    assert "OK, Jan 15, 2027." not in said and "How will they meet" in said
    assert _days(matched) == [("2027-01-15", "planned")]


def test_a_meeting_of_last_january_is_said_with_its_year(matched: Program) -> None:
    said = _said(matched, "log-meeting 1", "1/15", "n", "phone", "", "")
    assert said.count("OK, Jan 15, 2026.") == 1
    assert "Logged: meeting 1, Mentor 1 → Mentee 1, Jan 15, 2026, phone." in said
    assert _days(matched) == [("2026-01-15", "held")]


def test_it_is_asked_within_a_year_too(matched: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WVLS_TODAY", "2027-01-20")
    said = _said(matched, "log-meeting 1", "1/25", "n", "phone", "", "")
    assert "Jan 25 has not come yet. Is this a planned meeting?" in said
    assert said.count("OK, Jan 25, 2026.") == 1
    said = _said(matched, "log-meeting 1", "1/25", "y", "phone", "", "")
    assert _days(matched) == [("2026-01-25", "held"), ("2027-01-25", "planned")]


@pytest.mark.parametrize("typed", ["12/14", "3/1", "2/14", "1/15/2026", "Monday", "yesterday"])
def test_any_other_day_is_not_asked_about(matched: Program, typed: str) -> None:
    said = _said(matched, "log-meeting 1", typed, "phone", "", "")
    assert "not come yet" not in said and _days(matched)[0][1] == "held"


def test_the_answer_of_a_recent_meeting_has_no_year(matched: Program) -> None:
    said = matched("log-meeting", "1", "--method", "phone", "--on", "2026-06-20").out
    assert "Jun 20, phone" in said
    said = matched("log-meeting", "1", "--method", "phone", "--on", "2026-06-01").out
    assert "Jun 1, 2026, phone" in said


ASKED = "Jan 15, 2027 has not come yet. Did you mean that day? [Y/n]"
FUTURE = "Jan 15, 2027 is in the future (today is Dec 15)."


def test_edit_and_confirm_ask_about_it(matched: Program) -> None:
    log = ["log-meeting", "1", "--method", "phone", "--on"]
    assert matched(*log, "2026-12-10").code == 0
    said = _said(matched, "meeting edit 1", "1/15", "", "1/15", "n", "", "", "")
    assert said.count(ASKED) == 2 and said.count(FUTURE) == 1
    assert said.count("OK, Jan 15, 2026.") == 1 and _days(matched) == [("2026-01-15", "held")]
    assert matched(*log, "2026-12-14", "--planned", today="2026-12-01").code == 0
    said = _said(matched, "meeting confirm 2", "1/14", "y", "12/14", "", "")
    assert "Jan 14, 2027 is in the future" in said and "Read as" not in said
    assert _days(matched)[1] == ("2026-12-14", "held")


def test_a_check_in_asks_about_it(matched: Program) -> None:
    said = _said(
        matched, "check-in 1", "", "both", "well", "1/15 phone", "", "1/15 phone", "n", *[""] * 4
    )
    assert said.count(ASKED) == 2 and said.count(FUTURE) == 1
    assert "OK, Jan 15, 2026." in said and _days(matched) == [("2026-01-15", "held")]
    said = _said(matched, "check-in 1", "1/15", "y", "12/14", "both", "well", *[""] * 4)
    assert ASKED in said and FUTURE in said


def test_a_day_that_cannot_be_the_past_one_is_refused_as_before(paired: Program) -> None:
    said = _said(paired, "check-in 1", "12/24", "", "both", "well", "12/24 phone", *[""] * 4)
    assert "Did you mean" not in said and said.count("were not matched until") == 2
