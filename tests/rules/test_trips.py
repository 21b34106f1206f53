"""One trip is paid once (C12): what looks as if it was entered twice, at each boundary."""

from datetime import date
from typing import Any

import pytest

from wvls_mentor.rules.trips import (
    TimeSpent,
    Trip,
    double_trips,
    is_at_home,
    long_days,
    trip_findings,
    trips_at_home,
)

DAY = date(2026, 9, 21)


def trip(number: int, **more: Any) -> Trip:
    known: dict[str, Any] = {
        "claim_id": number, "meeting_id": number + 10, "on": DAY, "person_id": 1,
        "person": "Mentor One", "traveler": "mentor", "miles_tenths": 660, "at_home": False,
    }  # fmt: skip
    return Trip(**(known | more))


def spent(number: int, minutes: int, **more: Any) -> TimeSpent:
    known: dict[str, Any] = {"on": DAY, "person_id": 1, "person": "Mentor One"}
    return TimeSpent(meeting_id=number, minutes=minutes, **(known | more))


def test_two_claims_with_miles_of_one_traveler_on_one_day_are_a_double_trip() -> None:
    (found,) = double_trips([trip(1), trip(2, miles_tenths=705)])
    assert (found.check, found.meetings, found.claims) == ("double-trip", (11, 12), (1, 2))
    assert found.message == (
        "Mentor One claims miles 2 times on 2026-09-21: 66 for meeting 11 and 70.5 for meeting 12. "
        "If it was one trip: wvls meeting claim 12 --traveler mentor --miles 0"
    )


@pytest.mark.parametrize(
    "other",
    [
        trip(2, miles_tenths=0),  # a meal of the second visit
        trip(2, on=date(2026, 9, 22)),
        trip(2, person_id=2, traveler="mentee"),  # both partners drove
    ],
)
def test_no_miles_another_day_or_another_traveler_is_no_double_trip(other: Trip) -> None:
    assert double_trips([trip(1), other]) == []
    assert double_trips([]) == []


def test_a_tenth_of_a_mile_is_a_trip_and_three_are_one_finding() -> None:
    (found,) = double_trips([trip(1), trip(2, miles_tenths=1), trip(3)])
    assert found.claims == (1, 2, 3) and "3 times" in found.message


def test_somebody_with_both_roles_is_one_traveler() -> None:
    (found,) = double_trips([trip(1), trip(2, traveler="mentee")])
    assert found.message.endswith("--traveler mentee --miles 0")


@pytest.mark.parametrize(
    ("at", "traveler", "libraries", "own"),
    [
        ("mentor-library", "mentor", (1, 2), True),
        ("mentor-library", "mentee", (1, 2), False),
        ("mentee-library", "mentee", (1, 2), True),
        ("mentee-library", "mentor", (1, 2), False),
        ("mentee-library", "mentor", (1, 1), True),  # partners at one library
        ("elsewhere", "mentor", (1, 1), False),
        ("mentee-library", "mentor", (None, None), False),  # not known is not the same
        ("mentor-library", "mentor", (None, 2), True),
    ],
)
def test_whose_library_a_visit_was_at(
    at: str, traveler: str, libraries: tuple[int | None, int | None], own: bool
) -> None:
    assert is_at_home(at, traveler, *libraries) is own


def test_travel_to_ones_own_library_is_found() -> None:
    assert trips_at_home([trip(1)]) == []
    (found,) = trips_at_home([trip(1), trip(2, at_home=True, miles_tenths=0)])
    assert (found.check, found.meetings, found.claims) == ("own-library", (12,), (2,))
    assert "their own library for meeting 12 of 2026-09-21" in found.message


@pytest.mark.parametrize(("minutes", "found"), [(239, 0), (240, 0), (241, 1)])
def test_more_than_24_hours_of_one_person_on_one_day(minutes: int, found: int) -> None:
    days = long_days([spent(1, 1200), spent(2, minutes)])
    assert len(days) == found
    if found:
        assert (days[0].check, days[0].meetings) == ("long-day", (1, 2))
        assert "20 in meeting 1 and 4.02 in meeting 2" in days[0].message


def test_hours_of_another_day_or_person_do_not_add_up() -> None:
    assert long_days([spent(1, 1200), spent(2, 1200, on=date(2026, 9, 22))]) == []
    assert long_days([spent(1, 1200), spent(2, 1200, person_id=2)]) == []


def test_both_partners_of_the_same_meetings_are_one_long_day() -> None:
    mentee = {"person_id": 2, "person": "Mentee One"}
    found = long_days(
        [spent(1, 1200), spent(2, 1200), spent(1, 1200, **mentee), spent(2, 1200, **mentee)]
    )
    assert [f.message.split(" has ")[0] for f in found] == ["Mentor One"]


def test_all_three_are_found_together() -> None:
    found = trip_findings([trip(1), trip(2, at_home=True)], [spent(1, 1440), spent(2, 1)])
    assert [f.check for f in found] == ["double-trip", "own-library", "long-day"]


def test_a_meeting_without_hours_is_no_part_of_a_long_day() -> None:
    mentor = [spent(1, 780), spent(2, 780), spent(3, 0)]  # coffee with another mentee
    mentee = [spent(n, 780, person_id=2, person="Mentee One") for n in (1, 2)]
    (found,) = long_days([*mentor, *mentee])
    assert found.meetings == (1, 2)
    assert found.message.endswith("wvls meeting edit 2 --hours HOURS")
