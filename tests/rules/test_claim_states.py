"""How far a claim has come, and since when: by the day of each thing, whenever it was typed in."""

from datetime import date, timedelta

import pytest

from wvls_mentor.rules.claim_states import PaidLine, Steps

MADE = date(2026, 10, 1)
A, B = ("stipend", 1), ("travel", 2)


def _day(number: int) -> date:
    return MADE + timedelta(days=number)


def _paid(line: tuple[str, int], on: int, voided: int | None = None) -> PaidLine:
    return PaidLine(line, _day(on), None if voided is None else _day(voided))


@pytest.mark.parametrize(
    ("day", "state", "since"),
    [
        (0, "open", 0), (4, "open", 0), (5, "sent", 5), (8, "sent", 5), (9, "approved", 9),
        (11, "approved", 9), (12, "part paid", 12), (19, "part paid", 12), (20, "paid", 20),
        (29, "paid", 20), (30, "part paid", 30), (39, "part paid", 30), (40, "approved", 40),
        (49, "approved", 40), (50, "withdrawn", 50), (99, "withdrawn", 50),
    ],
)  # fmt: skip
def test_each_step_counts_from_its_day(day: int, state: str, since: int) -> None:
    steps = Steps(
        made_on=MADE, lines=2, sent_on=_day(5), approved_on=_day(9), withdrawn_on=_day(50),
        payments=(_paid(A, 12, 40), _paid(B, 20, 30)),
    )  # fmt: skip
    assert (steps.state(_day(day)), steps.since(_day(day))) == (state, _day(since))


def test_a_void_of_another_line_does_not_begin_the_state_anew() -> None:
    steps = Steps(made_on=MADE, lines=3, payments=(_paid(A, 3), _paid(B, 5, 7)))
    assert (steps.state(_day(9)), steps.since(_day(9))) == ("part paid", _day(3))


def test_a_claim_may_be_approved_without_having_been_sent() -> None:
    assert Steps(made_on=MADE, lines=1, approved_on=_day(2)).state(_day(2)) == "approved"


def test_a_payment_that_is_dated_back_pays_from_the_day_of_the_claim() -> None:
    steps = Steps(made_on=MADE, lines=1, payments=(_paid(A, -3),))
    assert (steps.state(_day(4)), steps.since(_day(4))) == ("paid", MADE)


def test_two_payments_of_one_line_are_one_line() -> None:
    steps = Steps(made_on=MADE, lines=2, payments=(_paid(A, 1, 2), _paid(A, 2)))
    assert (steps.state(_day(2)), steps.since(_day(2))) == ("part paid", _day(1))
