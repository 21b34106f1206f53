"""A digit is 0 to 9: what only looks like one is refused wherever a number is read."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.factories import Program
from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import NotFound, UsageProblem
from wvls_mentor.money import parse_cents, parse_miles, parse_rate
from wvls_mentor.records.readers import timestamp, whole
from wvls_mentor.rules.meetings import read_hours
from wvls_mentor.rules.policy import read_setting

ODD = ("²", "２", "٢", "1_0", "①", "Ⅱ")
READERS: dict[str, Callable[[str], object]] = {
    "cents": parse_cents,
    "rate": parse_rate,
    "miles": parse_miles,
    "hours": read_hours,
    "years": lambda text: years_before(text, date(2026, 1, 1)),
    "day": lambda text: parse_day(f"2026-11-1{text}", today=date(2026, 11, 23)),
    "slashes": lambda text: parse_day(f"{text}/3/2026", today=date(2026, 11, 23)),
    "setting": lambda text: read_setting("contact_months", text),
    "hours setting": lambda text: read_setting("visit_min_hours", text),
    "cell": lambda text: whole(text, 100),
    "timestamp": lambda text: timestamp(f"9/{text}/2026 8:02:11"),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("read", READERS.values(), ids=READERS.keys())
def test_only_plain_digits_are_a_number(read: Callable[[str], object], odd: str) -> None:
    with pytest.raises(UsageProblem):
        read(odd)


@pytest.mark.parametrize("odd", ODD)
def test_no_id_is_read_out_of_what_only_looks_like_one(paired: Program, odd: str) -> None:
    paired.visit(1, "2026-06-20")
    paired("goal", "add", "1", "A goal", "--term", "short")
    before = paired.path.read_bytes()
    for words in (
        ["mentor", "show"], ["mentor", "edit", "--note", "x"], ["forget", "--yes"],
        ["log-meeting", "--method", "phone"], ["status"], ["stipends", "claim", "--yes"],
        ["library", "edit", "--county", "x"], ["meeting", "remove", "--yes"], ["goal", "done"],
        ["stipends", "void", "--reason", "x", "--yes"], ["undo", "--yes"],
        ["upcoming", "--days"], ["mentor", "edit", "1", "--capacity"],
        ["stipends", "--year"], ["extend", "1", "--months"], ["library", "edit", "1", "--population"],
    ):  # fmt: skip
        answer = paired(*words, odd)
        assert answer.code in (UsageProblem.exit_code, NotFound.exit_code), (words, answer.out)
    assert paired.path.read_bytes() == before


@pytest.mark.parametrize("odd", ["²", "２", "٢", "①"])
@pytest.mark.parametrize(
    "text",
    ["1/1/20{}", "9/14/2026{}", "9/14/2026 8:0{}:11", "9/14/2026 8:02:1{}", "9/14/2026 1{}:02"],
)
def test_no_odd_digit_is_dropped_from_a_timestamp(text: str, odd: str) -> None:
    with pytest.raises(UsageProblem):
        timestamp(text.format(odd))


@pytest.mark.parametrize(
    "zone", ["", " CST", " PM CST", " PM GMT-6", "Z", "+01:00", " (CST)", ".250Z"]
)
def test_a_timestamp_may_end_with_its_zone(zone: str) -> None:
    assert timestamp(f"9/14/2026 8:02:11{zone}").minute == 2
