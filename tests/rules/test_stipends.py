import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import book, claim, earned, visit
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.stipends import Visit, totals

D = date(2026, 3, 1)


def _reasons(visits: list[Visit], policy: Policy | None = None) -> list[str | None]:
    return [v.reason for v in earned(visits, policy=policy or Policy()).visits]


@pytest.mark.parametrize(
    ("minutes", "reason"),
    [
        (359, "0.02 hours short"),
        (360, None),
        (361, None),
        (270, "1.5 hours short"),
        (None, "hours not reported"),
    ],
)
def test_c11_exactly_six_hours_count(minutes: int | None, reason: str | None) -> None:
    result = earned([visit(1, D, minutes)]).visits[0]
    assert (result.reason, result.qualifies) == (reason, reason is None)
    assert result.stipend_cents == (12_500 if reason is None else 0)


def test_c11_three_visits_earn_and_the_fourth_is_one_more() -> None:
    days = [visit(n, D + timedelta(days=n)) for n in range(1, 5)]
    assert _reasons(days) == [None, None, None, "stipend limit reached (3 visits per pair)"]
    assert _reasons(days, Policy(stipend_max_visits=1))[1] == (
        "stipend limit reached (1 visit per pair)"
    )


def test_c11_a_short_visit_takes_no_place_among_the_three() -> None:
    days = [visit(n, D + timedelta(days=n), 60 if n == 1 else 400) for n in range(1, 5)]
    assert _reasons(days) == ["5 hours short", None, None, None]


def test_c11_a_tie_goes_to_the_one_entered_first() -> None:
    days = [visit(n, D, entered=10 - n) for n in (1, 2)]
    assert _reasons(days, Policy(stipend_max_visits=1)) == [
        None, "stipend limit reached (1 visit per pair)",
    ]  # fmt: skip
    assert [v.meeting_id for v in earned(days).visits] == [2, 1]


def test_c11_what_is_paid_comes_first_and_stays() -> None:
    early = visit(1, D)
    paid = visit(2, D + timedelta(days=9), 30, stipend_paid_cents=11_000)
    result = earned([early, paid], policy=Policy(stipend_max_visits=1))
    assert [v.stipend_cents for v in result.visits] == [0, 11_000]


@pytest.mark.parametrize(
    ("minutes", "reasons"),
    [((120, 239), ["all visits together are 0.02 hours short"] * 2), ((120, 240), [None, None])],
)
def test_c11_with_scope_total_the_visits_count_together(
    minutes: tuple[int, int], reasons: list[str | None]
) -> None:
    days = [visit(n, D + timedelta(days=n), m) for n, m in enumerate(minutes, 1)]
    assert _reasons(days, Policy(visit_hours_scope="total")) == reasons


@pytest.mark.parametrize(
    ("miles", "cents", "amount"),
    [(1000, 0, 7250), (2, 0, 15), (6, 0, 44), (14, 0, 102), (0, 999, 999), (660, 1250, 6035)],
)
def test_c12_miles_times_rate_rounded_half_up_once(miles: int, cents: int, amount: int) -> None:
    result = earned([visit(1, D, claims=(claim(1, miles, cents=cents),))])
    assert result.visits[0].travel[0].amount_cents == amount


def test_c12_half_a_cent_is_rounded_up() -> None:
    # 0.2 miles x 0.725 = 14.5 cents
    result = earned([visit(1, D, claims=(claim(1, 2),))])
    assert result.visits[0].travel[0].mileage_cents == 15


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2026, 6, 30), 7250),
        (date(2026, 7, 1), 7600),
        (date(2026, 12, 31), 7600),
        (date(2027, 1, 1), None),
    ],
)
def test_c12_a_mileage_rate_never_holds_past_its_year(day: date, rate: int | None) -> None:
    assert book().rate_on("mileage", day) == rate


def test_c12_a_claim_without_a_rate_waits_and_is_in_no_sum() -> None:
    result = earned([visit(1, date(2027, 1, 2), claims=(claim(1, 100),))])
    waiting = result.visits[0].travel[0]
    assert (waiting.rate, waiting.mileage_cents, waiting.amount_cents) == (None, None, None)
    assert waiting.reason == "waits for a rate: wvls policy rate mileage AMOUNT --from 2027-01-01"
    sums = totals([result])
    assert (sums.travel_earned_cents, sums.claims_waiting) == (0, 1)


def test_c12_the_mentees_travel_is_paid_only_where_the_policy_says_so() -> None:
    visits = [visit(1, D, claims=(claim(1, 1000, "mentee"),))]
    unpaid = earned(visits).visits[0].travel[0]
    assert unpaid.amount_cents == 0 and unpaid.reason
    both = earned(visits, policy=Policy(travel_for="both"))
    assert both.visits[0].travel[0].amount_cents == 7250


many = st.lists(
    st.tuples(st.integers(0, 364), st.none() | st.integers(1, 900), st.integers(0, 500)),
    max_size=8,
    unique_by=lambda v: v[0],
)


@given(many, st.sampled_from(["visit", "total"]), st.integers(0, 4), st.randoms())
def test_no_order_of_entry_changes_an_amount_and_the_cap_holds(
    entered: list[tuple[int, int | None, int]], scope: str, most: int, dice: random.Random
) -> None:
    policy = Policy(visit_hours_scope=scope, stipend_max_visits=most)
    start = date(2026, 1, 15)

    def results() -> list[tuple[date, int, int | None]]:
        visits = [
            visit(n, start + timedelta(days=day), minutes, claims=(claim(n, miles),))
            for n, (day, minutes, miles) in enumerate(entered, 1)
        ]
        pair = earned(visits, policy=policy)
        sums = totals([pair])
        assert sums.stipend_earned_cents == sum(v.stipend_cents for v in pair.visits)
        assert sums.owed_cents == sum(
            v.stipend_cents + sum(t.amount_cents or 0 for t in v.travel) for v in pair.visits
        )
        assert sum(v.qualifies for v in pair.visits) <= most
        assert all((v.reason is None) == (v.stipend_cents > 0) for v in pair.visits)
        return [(v.on, v.stipend_cents, v.travel[0].amount_cents) for v in pair.visits]

    first = results()
    dice.shuffle(entered)
    assert results() == first
