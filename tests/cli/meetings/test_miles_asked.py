"""Miles are asked about while they are typed: to a place elsewhere too (C12)."""

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.rules.trips import doubtful, implausible


@pytest.mark.parametrize(
    ("miles", "estimate", "place", "asked"),
    [
        (1001, 40, "elsewhere", "100.1 miles claimed; the two libraries are about 20 miles apart."),
        (1000, 40, "elsewhere", ""),
        (2960, 148, "elsewhere", ""),  # exactly twice
        (2961, 148, "elsewhere", "296.1 miles claimed; the two libraries are about 74 miles apart."),
        (1001, None, "elsewhere", "100.1 miles claimed."),
        (10, 148, "elsewhere", "Only 1 mile claimed, there and back."),
        (20, 148, "elsewhere", "Only 2 miles claimed, there and back."),
        (30, 148, "elsewhere", ""),
        (0, 148, "elsewhere", ""),
        (297, 148, "mentee-library", "29.7 miles claimed; the estimate there and back is 148."),
        (740, 148, "mentee-library", "74 miles is about half of the 148 there and back. Is it both ways?"),
        (888, 148, "mentee-library", "88.8 miles is about half of the 148 there and back. Is it both ways?"),
        (889, 148, "mentee-library", ""),
    ],
)  # fmt: skip
def test_miles_that_are_asked_about(
    miles: int, estimate: float | None, place: str, asked: str
) -> None:
    assert doubtful(miles, estimate, place) == asked
    if place == "elsewhere":
        assert implausible(miles, estimate, place) == "", "a script is not warned"


def test_far_too_many_miles_elsewhere_are_asked_about(paired: Program) -> None:
    visit = "log-meeting 1 --method coffee --hours 6 --on 2026-11-20 --traveler mentor"
    code, said = talk(paired.path, visit.split(), [f"{a}\n" for a in ("540", "n", "54")])
    assert code == 0 and "540 miles claimed; the two libraries are about" in said, said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [claim["miles"] for claim in meeting["claims"]] == [54]


@pytest.mark.parametrize(
    ("at", "who", "shown"),
    [
        ("mentee-library", "mentor", True),
        ("mentor-library", "mentee", True),
        ("mentor-library", "mentor", False),  # who did not drive between the two
        ("elsewhere", "mentor", False),
    ],
)
def test_the_estimate_stands_in_the_question(
    paired: Program, at: str, who: str, shown: bool
) -> None:
    """The miles one way were typed for those there and back."""
    visit = f"log-meeting 1 --method in-person --at {at} --hours 6 --on 2026-11-20 --traveler {who}"
    code, said = talk(paired.path, visit.split(), ["0\n"])
    assert code == 0, said
    unpaid = "not paid to a mentee; " if who == "mentee" else ""
    asked = f"Miles, there and back ({unpaid}about 148; 0 for none): "
    assert (asked in said) is shown, said
    assert ("Miles, there and back (0 for none): " in said) is not shown, said
