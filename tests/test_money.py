from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wvls_mentor import data
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import (
    dollars,
    mileage_cents,
    parse_cents,
    parse_miles,
    parse_rate,
    rate_cents,
    rate_text,
)


@given(st.integers(0, 1_000_000))
def test_an_amount_goes_out_and_comes_back(cents: int) -> None:
    assert parse_cents(dollars(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("12", 1200), ("12.5", 1250), ("$12.05", 1205), ("1,200.50", 120_050), ("10,000", 1_000_000)],
)
def test_amounts_as_people_and_spreadsheets_write_them(text: str, cents: int) -> None:
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text",
    [
        "12.345",
        "1e3",
        "-5",
        "abc",
        "10000000",
        "10000.01",
        "nan",
        "",
        "1_0",
        "1,2",
        "12,34.50",
        ".5",
        "5.",
        "\u0661",
    ],
)
def test_amounts_that_will_not_do(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_cents(text)


@pytest.mark.parametrize("text", ["-3", "2000.1", "1.25", "inf", "", "1e2"])
def test_miles_that_will_not_do(text: str) -> None:
    with pytest.raises(UsageProblem):
        parse_miles(text)


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_mileage_is_decimal_arithmetic_rounded_once(miles: int, rate: int) -> None:
    exact = Decimal(miles) / 10 * Decimal(rate) / 10_000 * 100
    assert mileage_cents(miles, rate) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@pytest.mark.parametrize(
    ("rate", "cents"), [(1_250_000, 12_500), (0, 0), (100, 1), (49, 0), (50, 1), (149, 1), (150, 2)]
)
def test_a_rate_that_is_paid_as_it_stands_is_rounded_half_up(rate: int, cents: int) -> None:
    assert rate_cents(rate) == cents


def test_the_federal_rates_are_those_of_c12() -> None:
    shipped = {day.isoformat(): rate_text(rate) for day, rate in data.mileage_rates()}
    assert shipped == {
        "2018-01-01": "0.545", "2019-01-01": "0.58", "2020-01-01": "0.575", "2021-01-01": "0.56",
        "2022-01-01": "0.585", "2022-07-01": "0.625", "2023-01-01": "0.655", "2024-01-01": "0.67",
        "2025-01-01": "0.70", "2026-01-01": "0.725", "2026-07-01": "0.76",
    }  # fmt: skip
    assert parse_rate("125") == 1_250_000


def test_the_shipped_libraries_are_the_25_members() -> None:
    rows = data.libraries()
    assert len(rows) == len({r.fscskey for r in rows}) == 25
    assert all(44 < r.latitude < 46.5 and -91.5 < r.longitude < -88 for r in rows)
    assert "T.B. Scott Free Library" in {r.name for r in rows}
    assert len(data.topics()) == 33
