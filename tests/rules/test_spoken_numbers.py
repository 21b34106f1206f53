"""Numbers as people say them: what can be read is read, else it is said what to type."""

from collections.abc import Callable

import pytest

from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents, parse_miles
from wvls_mentor.rules.meetings import read_hours


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6 and a half", 390), ("6 1/2", 390), ("6 hours and a half", 390), ("6 and a quarter", 375),
        ("an hour and a half", 90), ("6 hours 30 minutes", 390), ("6 hrs and 15 min", 375),
        ("5 and three quarters", 345), ("6 hours", 360),
    ],
)  # fmt: skip
def test_hours_as_they_are_said(text: str, minutes: int) -> None:
    assert read_hours(text) == minutes


@pytest.mark.parametrize("read", [read_hours, parse_miles, parse_cents])
@pytest.mark.parametrize("number", ["6", "12.5"])
def test_a_number_among_words_says_to_type_it_alone(
    read: Callable[[str], int], number: str
) -> None:
    for text in (f"about {number}", f"~{number}", f"maybe {number} or so"):
        with pytest.raises(UsageProblem) as refused:
            read(text)
        assert refused.value.hint == f"Type just the number, such as {number}."


@pytest.mark.parametrize("read", [read_hours, parse_miles, parse_cents])
@pytest.mark.parametrize("text", ["from 6 to 7", "many"])
def test_no_number_and_two_say_what_is_taken(read: Callable[[str], int], text: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read(text)
    assert "just the number" not in (refused.value.hint or "")
