"""A W-9 that is not on file, a trip that waits for a rate, and whose rules the footer states."""

import pytest

from tests.factories import Program

TYPED = "wvls mentor edit 1 --w9 DATE"


def _text(program: Program, *words: str, today: str | None = None) -> str:
    return " ".join(program(*words, today=today).out.split())


def test_a_claim_names_a_missing_w9_until_it_is_paid(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    said = "No W-9 form is on file."
    assert said in _text(paired, "stipends", "claim", "Mentor 1", "--dry-run")
    done = _text(paired, "stipends", "claim", "Mentor 1", "--yes")
    assert said in done and TYPED in done
    assert paired("stipends", "pay", "--claim", "C-2026-01", "--reference", "1", "--yes").code == 0
    assert said not in _text(paired, "stipends", "claim", "C-2026-01")
    paired.w9(1)
    paired.visit(1, "2026-07-20")
    assert said not in _text(paired, "stipends", "claim", "Mentor 1", "--dry-run")


@pytest.mark.parametrize(("visits", "said"), [(1, "1 trip waits"), (2, "2 trips wait")])
def test_a_trip_that_waits_for_a_rate_is_said_where_nothing_can_be_claimed(
    paired: Program, visits: int, said: str
) -> None:
    """The refusal said that nothing had been earned, while miles were waiting."""
    day = "2027-02-20"
    for number in range(1, 4):
        paired.visit(1, f"2026-08-0{number}")
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    for number in range(visits):
        done = paired("log-meeting", "1", "--method", "in-person", "--at", "mentee-library",
                      "--hours", "6", "--miles", "36", "--on", f"2027-01-0{number + 5}",
                      today=day)  # fmt: skip
        assert done.code == 0, done.err
    tried = paired("stipends", "claim", "Mentor 1", "--dry-run", today=day)
    assert tried.code == 5
    text = " ".join(tried.err.split())
    assert f"nothing to claim up to Feb 20 yet: {said} for a mileage rate of 2027." in text
    assert "wvls policy rate mileage AMOUNT --from 2027-01-01" in text
    early = paired("stipends", "claim", "Mentor 1", "--until", "2026-12-31", today=day)
    assert "earned nothing" in early.err and "mileage rate" not in early.err


def test_what_is_paid_is_said_for_which_pairs_where_they_differ(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    one = "What is paid: up to 3 visits a pair"
    assert _text(paired, "stipends", "--unpaid").count(one) == 1
    paired("policy", "set", "travel_for", "both", "--from", "2026-07-01", "--yes")
    paired.pair(2, "2026-08-01")
    paired.visit(2, "2026-08-20")
    text = _text(paired, "stipends", "--unpaid")
    assert one not in text
    assert "What is paid in pair 1: up to 3 visits a pair, each of at least 6 h (C11); the " in text
    assert (
        "What is paid in pair 2: up to 3 visits a pair, each of at least 6 h (C11); both " in text
    )


def test_the_handover_says_what_was_paid_without_a_w9(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    assert f"No W-9 is on file for Mentor 1. Ask for it before they are paid, then: {TYPED}" in (
        _text(paired, "handover")
    )
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    said = "No W-9 is on file for Mentor 1 (paid $125.00 so far without one). Ask for it, then: "
    assert said + TYPED in _text(paired, "handover")
    assert paired("handover", "-f", "json").json["no_w9"] == [
        {"name": "Mentor 1", "paid_cents": 12500}
    ]


def test_the_handover_names_who_waits_for_a_rate_and_has_no_w9(paired: Program) -> None:
    paired.w9(1)
    assert "No W-9" not in _text(paired, "handover")
    paired("policy", "set", "travel_for", "both", "--from", "2026-01-01", "--yes")
    day = "2027-02-20"
    visit = paired("log-meeting", "1", "--method", "in-person", "--at", "mentor-library",
                   "--hours", "6", "--on", "2027-01-05", "-f", "json", today=day)  # fmt: skip
    number = str(visit.json["meeting"]["meeting_id"])
    assert "No W-9" not in _text(paired, "handover", today=day)
    claim = ("meeting", "claim", number, "--traveler", "mentee", "--miles", "36")
    assert paired(*claim, today=day).code == 0
    said = "No W-9 is on file for Mentee 1. Ask for it before they are paid, then: "
    assert said + "wvls mentee edit 2 --w9 DATE" in _text(paired, "handover", today=day)
