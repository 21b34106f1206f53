"""A visit elsewhere is a contact and no first visit, and that is said (C5)."""

import pytest

from tests.factories import Program

LOG = ("log-meeting", "1", "--method", "in-person")
ELSEWHERE = (*LOG, "--at", "elsewhere", "--hours", "6")
SAID = "This does not count as the first visit, which must be at one of their two libraries (due Jul 1, C5)."


def _screen(program: Program, *words: str, today: str = "2026-06-20") -> str:
    answer = program(*words, today=today)
    assert answer.code == 0, answer.err
    return " ".join(answer.out.split())


def test_a_visit_elsewhere_says_that_the_first_visit_is_still_due(paired: Program) -> None:
    assert SAID in _screen(paired, *ELSEWHERE, "--on", "2026-06-19")
    assert SAID in _screen(paired, *LOG, "--at", "elsewhere", "--planned", "--on", "2026-06-20")
    assert SAID in _screen(paired, "meeting", "confirm", "2", "--hours", "1")
    late = _screen(paired, *ELSEWHERE, "--on", "2026-08-19", today="2026-08-20")
    assert SAID.replace("due", "was due") in late


def test_once_the_first_visit_was_made_nothing_is_said_of_it(paired: Program) -> None:
    assert "does not count" not in _screen(paired, "log-meeting", "1", "--method", "phone")
    assert "does not count" not in _screen(
        paired, *LOG, "--at", "mentee-library", "--hours", "6", "--on", "2026-06-18"
    )
    assert "does not count" not in _screen(paired, *ELSEWHERE, "--on", "2026-06-19")


def test_an_excused_first_visit_is_not_named(paired: Program) -> None:
    excuse = ("excuse", "1", "first-visit", "--for-good", "--reason", "a test", "--from", "6/2")
    assert paired(*excuse, today="2026-06-20").code == 0
    assert "does not count" not in _screen(paired, *ELSEWHERE, "--on", "2026-06-19")


@pytest.mark.parametrize("met", [False, True])
def test_who_met_elsewhere_has_no_visit_at_either_library(paired: Program, met: bool) -> None:
    if met:
        _screen(paired, *ELSEWHERE, "--on", "2026-07-30", today="2026-08-01")
    late = _screen(paired, "overdue", today="2026-08-02")
    assert ("no visit at either library yet" in late) is met
    (item,) = [
        i
        for i in paired("overdue", "-f", "json", today="2026-08-02").json["items"]
        if i["kind"] == "first-visit"
    ]
    assert ("met elsewhere on 2026-07-30" in item["note"]) is met
    letters = _screen(paired, "letters", today="2026-08-02")
    assert ("no visit at either library with" in letters) is met
    assert ("no first visit with" in letters) is not met
