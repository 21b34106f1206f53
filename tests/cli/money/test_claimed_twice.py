"""One trip claimed twice, two long visits on a day, miles to one's own library: said, not refused."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

DAY = "2026-09-21"


def _two(program: Program) -> None:
    """Mentor 1 with mentees 2 and 3, in pairs 1 and 2; the mileage rate is confirmed."""
    assert program("policy", "rate", "mileage", "0.76", "--from", "2026-07-01").code == 0
    mentor = program.mentor(1, "--capacity", "2")
    program.w9(mentor)
    for number, library in ((1, "Thorp"), (2, "Medford")):
        mentee = program.mentee(number, library=library)
        assert program("match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes").code == 0


@pytest.fixture
def two(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_two)


def _notes(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("check", "--exit-code", "-f", "json").json["findings"]
    return found


def _twice(program: Program) -> list[str]:
    """A day's drive to both mentees, claimed for both: the warnings of the second."""
    program.visit(1, DAY, "6", "--miles", "130")
    return [w for w in program.visit(2, DAY, "6", "--miles", "130")["warnings"] if "times" in w]


def test_the_second_claim_of_a_day_is_warned_of_and_listed_as_a_note(two: Program) -> None:
    assert two.visit(1, DAY, "6", "--miles", "130")["warnings"] == []
    (said,) = two.visit(2, DAY, "6", "--miles", "80")["warnings"]
    assert said.startswith("Mentor 1 claims miles 2 times on 2026-09-21")
    (note,) = _notes(two)
    assert (note["check"], note["level"], note["ids"]) == ("double-trip", "note", [1, 2])
    assert note["message"] == said
    assert "claims miles 2 times" in " ".join(two("check").out.split())


def test_the_command_of_a_double_trip_leaves_its_other_expenses(two: Program) -> None:
    two.visit(1, DAY, "6", "--miles", "130")
    said = two.visit(2, DAY, "6", "--miles", "130", "--expense", "89")["warnings"][-1]
    assert two(*said.split(": wvls ")[1].split(), "-f", "json").json["warnings"] == []
    (claim,) = two("meeting", "list", "2", "-f", "json").json["meetings"][0]["claims"]
    assert (claim["miles"], claim["expense_cents"]) == (0, 8900)
    assert _notes(two) == []


def test_on_the_screen_the_warning_is_on_stderr(two: Program) -> None:
    two.visit(1, DAY, "6", "--miles", "130")
    words = ["log-meeting", "2", "--method", "in-person", "--at", "mentee-library", "--hours", "6"]
    answer = two(*words, "--on", DAY, "--miles", "80")
    assert answer.code == 0
    assert answer.err.startswith("Warning: Mentor 1 claims miles 2 times on Sep 21")
    assert "times" not in answer.out
    assert two("meeting", "edit", "2", "--note", "x", "-f", "json").err == ""


def test_a_claim_set_later_a_day_edited_and_a_plan_confirmed_are_warned_of(two: Program) -> None:
    two.visit(1, DAY, "6", "--miles", "130")
    two.visit(2, DAY)
    words = ["meeting", "claim", "2", "--traveler", "mentor"]
    assert "2 times" in " ".join(two(*words, "--miles", "80", "-f", "json").json["warnings"])
    assert two(*words, "--remove", "-f", "json").json["warnings"] == []
    assert two(*words, "--expense", "9.50", "-f", "json").json["warnings"] == []
    two.visit(2, "2026-09-25", "6", "--miles", "80")
    moved = two("meeting", "edit", "3", "--on", DAY, "-f", "json")
    assert moved.code == 5  # the pair has one of that day
    assert two("meeting", "remove", "2", "--yes").code == 0
    moved = two("meeting", "edit", "3", "--on", DAY, "-f", "json")
    assert "2 times" in " ".join(moved.json["warnings"])
    plan = ["log-meeting", "2", "--planned", "--method", "in-person", "--at", "mentee-library"]
    assert two(*plan, "--on", "2026-10-05", today="2026-10-01").code == 0
    two.visit(1, "2026-10-05", "6", "--miles", "130")
    done = two("meeting", "confirm", "4", "--hours", "6", "--miles", "80", "-f", "json")
    assert "2 times on 2026-10-05" in " ".join(done.json["warnings"])


@pytest.mark.parametrize(("hours", "warned"), [("4", False), ("4:01", True), ("20", True)])
def test_more_than_24_hours_on_a_day_are_warned_of(two: Program, hours: str, warned: bool) -> None:
    two.visit(1, DAY, "20")
    said = two.visit(2, DAY, hours)["warnings"]
    assert [w.startswith("Mentor 1 has more than 24 hours") for w in said] == [True] * warned
    assert [n["check"] for n in _notes(two)] == ["long-day"] * warned


def test_two_visits_of_one_pair_are_one_long_day(two: Program) -> None:
    two.visit(1, DAY, "20")
    assert len(two.visit(1, DAY, "20", "--again")["warnings"]) == 1
    assert [n["ids"] for n in _notes(two)] == [[1, 2]]


@pytest.mark.parametrize(
    ("at", "traveler", "warned"),
    [
        ("mentor-library", "mentor", True),
        ("mentor-library", "mentee", False),
        ("mentee-library", "mentee", True),
        ("elsewhere", "mentor", False),
    ],
)
def test_miles_to_ones_own_library_are_warned_of(
    two: Program, at: str, traveler: str, warned: bool
) -> None:
    words = ["--method", "in-person", "--at", at, "--hours", "6", "--on", DAY, "--miles", "130"]
    said = two("log-meeting", "1", *words, "--traveler", traveler, "-f", "json").json["warnings"]
    assert [w for w in said if "own library" in w] == said[:1] * warned
    assert [n["check"] for n in _notes(two)] == ["own-library"] * warned


PAY = ("stipends", "pay", "--on", "2026-10-01", "--reference")


def test_pay_names_a_trip_claimed_twice_before_it_asks(two: Program) -> None:
    _twice(two)
    answer = two(*PAY, "check 1")
    assert answer.code == 5
    warned, asked = (
        answer.err.index(words)
        for words in ("Mentor 1 claims miles 2 times", "Record a payment of $")
    )
    assert warned < asked
    for words in (["--dry-run"], ["--yes"]):
        found = two(*PAY, "check 1", *words, "-f", "json")
        assert found.err == "" and "2 times" in found.json["warnings"][0]


def test_pay_names_it_though_the_other_claim_is_paid_and_not_for_stipends(two: Program) -> None:
    two.visit(1, DAY, "6", "--miles", "130")
    assert two(*PAY, "check 1", "--yes", "-f", "json").json["warnings"] == []
    two.visit(2, DAY, "6", "--miles", "130")
    words = [*PAY, "check 2", "--dry-run", "-f", "json"]
    assert "2 times" in two(*words).json["warnings"][0]
    assert two(*words, "--kind", "stipend").json["warnings"] == []
    assert two(*words, "--kind", "travel").json["warnings"] != []


def test_pay_names_a_day_of_more_than_24_hours(two: Program) -> None:
    two.visit(1, DAY, "20")
    two.visit(2, DAY, "20")
    found = two(*PAY, "check 1", "--yes")
    assert found.code == 0 and "Warning: Mentor 1 has more than 24 hours" in found.err


def _paid(program: Program) -> None:
    """Mentor 1 (pair 1) was paid with check 1041; mentor 3 (pair 2) is owed for a visit."""
    for number in (1, 2):
        program.pair(number)
        program.visit(number, DAY)
    program.w9(1, 3)
    assert program(*PAY[:2], "1", *PAY[2:], "check 1041", "--yes").code == 0


@pytest.fixture
def paid(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paid)


def test_a_reference_that_another_payee_has_is_asked_about(paid: Program) -> None:
    answer = paid(*PAY, "Check 1041")
    assert answer.code == 5
    said = "The reference Check 1041 is already on payment 1 to Mentor 1 on Oct 1."
    warned, asked = (
        f"Warning: {said}\n",
        "Record a payment of $125.00 to Mentor 2 on Oct 1, Check 1041, anyway?",
    )
    assert answer.err.index(warned) < answer.err.index(asked)
    assert "anyway" not in paid(*PAY, "check 1042").err
    found = paid(*PAY, "Check 1041", "--dry-run", "-f", "json").json
    assert found["warnings"] == [said.replace("Oct 1", "2026-10-01")]
    assert _notes(paid) == []


def test_payments_with_one_reference_are_counted_by_payee(paid: Program) -> None:
    for day in ("2026-09-25", "2026-09-26"):
        paid.visit(1, day)
        paid(*PAY[:2], "1", *PAY[2:], "check 1041", "--yes")
    said = "on 3 payments to Mentor 1 (the last: payment 3 on Oct 1)."
    assert said in paid(*PAY, "check 1041").err
    paid(*PAY, "check 1041", "--yes")
    (note,) = _notes(paid)
    assert note["ids"] == [1, 2, 3, 4]


def test_two_payees_of_one_name_are_two(paid: Program) -> None:
    assert paid("mentor", "edit", "3", "--name", "Mentor 1").code == 0
    assert paid(*PAY, "check 1041").code == 5
    assert "check 1041 is already on payment 1 to Mentor 1" in paid(*PAY, "check 1041").err
    assert paid(*PAY, "check 1041", "--yes").code == 0
    assert [(f["check"], f["ids"]) for f in _notes(paid)] == [("reference", [1, 2])]


def test_a_reference_used_anyway_is_a_note_of_check(paid: Program) -> None:
    assert paid(*PAY, "check 1041", "--yes", "-f", "json").json["warnings"]
    (note,) = _notes(paid)
    assert (note["check"], note["level"], note["ids"]) == ("reference", "note", [1, 2])
    assert paid("stipends", "void", "2", "--reason", "wrong check", "--yes").code == 0
    assert _notes(paid) == []


def test_the_same_payee_again_and_several_in_one_pay_are_not_asked_about(paid: Program) -> None:
    paid.visit(1, "2026-09-25")
    paid.visit(1, "2026-09-26")
    found = paid(*PAY[:2], "1", *PAY[2:], "check 1041", "--yes", "-f", "json")
    assert found.json["warnings"] == []
    paid.visit(2, "2026-09-26")
    assert paid(*PAY, "ACH 7", "--yes", "-f", "json").json["warnings"] == []
    assert _notes(paid) == []


def test_a_payee_who_is_named_counts_not_the_person(paid: Program) -> None:
    words = [*PAY, "check 1041", "--dry-run", "-f", "json", "--payee"]
    assert paid(*words, "Mentor 1").json["warnings"] == []
    assert len(paid(*words, "Thorp Library").json["warnings"]) == 1


def test_a_claim_names_a_trip_claimed_twice_before_it_is_numbered(two: Program) -> None:
    _twice(two)
    asked = two("stipends", "claim", "1")
    assert asked.code == 5
    assert asked.err.index("claims miles 2 times") < asked.err.index("Assign a claim number")
    made = two("stipends", "claim", "1", "--yes", "-f", "json")
    assert made.err == "" and "2 times" in made.json["warnings"][0]
    shown = two("stipends", "claim", "C-2026-01").out
    assert "  - Mentor 1 claims miles 2 times" in shown
    assert "    If it was one trip: wvls meeting claim 2 --traveler mentor --miles 0\n" in shown
    assert shown.index("If it was one trip") < shown.index("Next  wvls")


@pytest.mark.parametrize(
    ("day", "words", "said"),
    [
        ("2026-08-02", [], "Mentor's travel: $7.60 for 10 miles (C12)."),
        ("2026-08-02", ["--traveler", "mentee"],
         "Mentee's travel for 10 miles is not paid: the program pays the mentor's travel only (C12)."),
        ("2027-02-02", [],
         "Mentor's travel for 10 miles waits for a rate (C12): "
         "wvls policy rate mileage AMOUNT --from 2027-01-01"),
    ],
)  # fmt: skip
def test_the_travel_of_a_visit_is_said_as_people_say_it(
    two: Program, day: str, words: list[str], said: str
) -> None:
    visit = ["log-meeting", "1", "--method", "in-person", "--at", "elsewhere", "--hours", "6"]
    answer = two(*visit, "--on", day, "--miles", "10", *words, today="2027-02-03")
    assert answer.code == 0 and said in " ".join(answer.out.split()), answer.out
