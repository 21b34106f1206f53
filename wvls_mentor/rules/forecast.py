"""What the active pairs will likely still cost: low, expected and high, with the arithmetic.

Money is integer cents. Nothing here is owed; it is an estimate and says so.
"""

from dataclasses import dataclass
from datetime import date

from wvls_mentor.dates import months_after
from wvls_mentor.rules.stipends import PairStipends, PairVisits


@dataclass(frozen=True, slots=True)
class PairForecast:
    """One pair's likely further cost up to *until*, each a (low, expected, high) in cents."""

    pair_id: int
    mentor: str
    mentee: str
    until: date
    visits_left: int  # that can still earn a stipend
    visits_expected: int
    stipend_cents: tuple[int, int, int]
    travel_cents: tuple[int, int, int]
    trip_cents: int  # one trip there and back
    trips_known: int  # own trips that the figure rests on; 0: the estimate of the distance
    why: str


def _months(first: date, last: date) -> int:
    """Whole months from *first* to *last*."""
    found = 0
    while months_after(first, found + 1) <= last:
        found += 1
    return found


def expect(
    pair: PairVisits,
    result: PairStipends,
    day: date,
    until: date,
    *,
    stipend_cents: int,
    trip_cents: int | None,
) -> PairForecast:
    """What *pair* may still cost after *day*, up to its end or *until*.

    Low: no further visit. High: every visit that can still earn. Expected: the visits so far a
    month, carried on; before the first visit, one in every four months.
    """
    last = min(until, pair.concluded_on)
    earned = sum(v.qualifies for v in result.visits)
    left = max(0, pair.policy.stipend_max_visits - earned) if last > day else 0
    gone, to_come = max(1, _months(pair.matched_on, day)), _months(day, last)
    pace_top, pace_bottom = (earned, gone) if earned else (1, 4)
    expected = min(left, (2 * pace_top * to_come + pace_bottom) // (2 * pace_bottom))
    paid = [t.amount_cents for v in result.visits for t in v.travel if t.amount_cents]
    trip = (2 * sum(paid) + len(paid)) // (2 * len(paid)) if paid else trip_cents or 0
    basis = f"{len(paid)} own trips" if paid else "the estimated distance"
    return PairForecast(
        pair_id=pair.pair_id,
        mentor=pair.mentor,
        mentee=pair.mentee,
        until=last,
        visits_left=left,
        visits_expected=expected,
        stipend_cents=(0, expected * stipend_cents, left * stipend_cents),
        travel_cents=(0, expected * trip, left * trip),
        trip_cents=trip,
        trips_known=len(paid),
        why=f"{earned} in {gone} months so far, {to_come} months to come, at most {left} more; a trip by {basis}",
    )
