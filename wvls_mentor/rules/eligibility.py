"""C1 and C2: who may mentor and who may be mentored, on the day of the match."""

from datetime import date, timedelta

from wvls_mentor.dates import years_after
from wvls_mentor.rules.policy import Policy

LAST_DAY_NEAR = timedelta(days=180)  # so long before it, a waiting mentee's last day is named (C2)


def mentor_eligible_on(since: date, policy: Policy) -> date:
    """The first day on which experience since *since* is enough (C1)."""
    # By the calendar: 730 days are a day short of two years where one is a leap year.
    return years_after(since, policy.mentor_min_years)


def mentor_eligible(since: date, policy: Policy, day: date) -> bool:
    """C1: exactly the minimum is enough."""
    return mentor_eligible_on(since, policy) <= day


def mentee_eligible_until(since: date, policy: Policy) -> date:
    """The last day on which an administrator since *since* may begin as a mentee (C2)."""
    return years_after(since, policy.mentee_max_years)


def mentee_eligible(since: date, policy: Policy, day: date, *, ended_early: bool = False) -> bool:
    """C2: exactly the maximum still counts.

    One whose earlier pair ended early stays eligible, whatever the years since.
    """
    return ended_early or day <= mentee_eligible_until(since, policy)
