"""A fiscal year is named by the year in which it ends."""

from datetime import date, timedelta

import pytest

from wvls_mentor.rules.policy import DatedSetting, PolicyBook
from wvls_mentor.rules.years import (
    fiscal_year,
    fiscal_year_named,
    fiscal_year_of,
    period_before,
)


def _book(*starts: tuple[str, str]) -> PolicyBook:
    settings = [
        DatedSetting("fiscal_year_start", month, date.fromisoformat(since))
        for month, since in starts
    ]
    return PolicyBook(settings, [])


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        (1, "2026-01-01", "2026-12-31"),
        (2, "2025-02-01", "2026-01-31"),
        (3, "2025-03-01", "2026-02-28"),
        (7, "2025-07-01", "2026-06-30"),
        (12, "2025-12-01", "2026-11-30"),
    ],
)
def test_it_is_twelve_months_that_end_in_the_year_of_its_name(
    month: int, first: str, last: str
) -> None:
    found = fiscal_year(month, 2026)
    assert found == (date.fromisoformat(first), date.fromisoformat(last))
    for day in found:
        assert fiscal_year_of(_book((str(month), "2000-01-01")), day) == 2026
    after = found[1] + timedelta(days=1)
    assert fiscal_year_of(_book((str(month), "2000-01-01")), after) == 2027


def test_the_setting_of_its_last_day_counts() -> None:
    book = _book(("1", "2000-01-01"), ("7", "2026-01-01"))
    assert fiscal_year_named(book, 2025) == (date(2025, 1, 1), date(2025, 12, 31))
    assert fiscal_year_named(book, 2026) == (date(2025, 7, 1), date(2026, 6, 30))
    late = _book(("7", "2000-01-01"), ("1", "2026-08-01"))
    assert fiscal_year_named(late, 2026)[1] in (date(2026, 6, 30), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ("2026-01-01", "2026-12-31", ("2025-01-01", "2025-12-31")),
        ("2024-07-01", "2025-06-30", ("2023-07-01", "2024-06-30")),
        ("2024-03-01", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("2026-03-05", "2026-03-05", ("2026-03-04", "2026-03-04")),
        ("2026-03-05", "2026-03-14", ("2026-02-23", "2026-03-04")),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(
    first: str, last: str, before: tuple[str, str]
) -> None:
    found = period_before(date.fromisoformat(first), date.fromisoformat(last))
    assert found == tuple(map(date.fromisoformat, before))
