"""What the active pairs will likely still cost: low, expected and high, with the arithmetic.

Money is integer cents. Nothing here is owed; it is an estimate and says so.
"""

from dataclasses import dataclass
from datetime import date

from wvls_mentor.dates import months_after
from wvls_mentor.money import money
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.text import count


@dataclass(frozen=True, slots=True)
class PairForecast:
    """One pair's likely further cost up to *until*, each a (low, expected, high) in cents."""

    pair_id: int
    mentor: str
    mentee: str
    until: date
    visits_left: int  # that can still earn a stipend
    visits_expected: int  # of these
    trips_expected: int  # with a stipend or without
    trips_most: int
    stipend_cents: tuple[int, int, int]
    travel_cents: tuple[int, int, int]
    trip_cents: int  # one trip there and back; 0 where that is not known
    trips_known: int  # own trips that the figure rests on; 0: the estimate of the distance
    months: tuple[int, int]  # so far, and to come
    so_far: tuple[int, int]  # stipends and visits
    trip_basis: str  # what the cost of a trip rests on, in words

    @property
    def why(self) -> str:
        """The arithmetic in sentences."""
        gone, to_come = (count(number, "month") for number in self.months)
        had = f"{_some(self.so_far[0], 'stipend')} and {_some(self.so_far[1], 'visit')}"
        expected = (
            f"{_some(self.visits_expected, 'stipend')} and {_some(self.trips_expected, 'trip')}"
        )
        most = f"{_some(self.visits_left, 'stipend')} and {_some(self.trips_most, 'trip')}"
        trip = f"A trip: {money(self.trip_cents)}, {self.trip_basis}."
        if not self.trip_cents:
            trip = f"{self.trip_basis[:1].upper()}{self.trip_basis[1:]}."
        return (
            f"So far, in {gone}: {had}. Expected in the next {to_come}: {expected}. "
            f"At most: {most}. {trip}"
        )


def _months(first: date, last: date) -> int:
    """Whole months from *first* to *last*."""
    found = 0
    while months_after(first, found + 1) <= last:
        found += 1
    return found


def expect(
    pair: PairFacts,
    result: PairStipends,
    day: date,
    until: date,
    *,
    stipend_cents: int,
    trip_cents: int | None,
    lacking: str = "",
) -> PairForecast:
    """What *pair* may still cost after *day*, up to its end or *until*.

    Low: no further visit. Expected: the visits so far a month, carried on; before the first visit
    one in every four months. High: every visit that can still earn, and of trips, which are paid
    for every visit, one in each month, or more at the pace so far (C12). Without own trips a trip
    costs *trip_cents*; where that is None, *lacking* says what is not known, and none is counted.
    """
    last = min(until, concluded_on(pair))
    earned, held = sum(v.qualifies for v in result.visits), sum(v.held for v in result.visits)
    left = max(0, pair.policy.stipend_max_visits - earned) if last > day else 0
    gone, to_come = max(1, _months(pair.matched_on, day)), _months(day, last)
    expected = min(left, _at_pace(earned, gone, to_come))
    trips = max(expected, _at_pace(held, gone, to_come))
    most = max(left, to_come, -(-held * to_come // gone))
    paid = [t.amount_cents for v in result.visits for t in v.travel if t.amount_cents]
    trip = (2 * sum(paid) + len(paid)) // (2 * len(paid)) if paid else trip_cents or 0
    basis = "based on the estimated distance"
    if paid:
        basis = f"based on their {count(len(paid), 'trip')} so far"
    elif trip_cents is None:
        basis = f"{lacking}, so travel is not counted"
    return PairForecast(
        pair_id=pair.pair_id,
        mentor=pair.mentor,
        mentee=pair.mentee,
        until=last,
        visits_left=left,
        visits_expected=expected,
        trips_expected=trips,
        trips_most=most,
        stipend_cents=(0, expected * stipend_cents, left * stipend_cents),
        travel_cents=(0, trips * trip, most * trip),
        trip_cents=trip,
        trips_known=len(paid),
        months=(gone, to_come),
        so_far=(earned, held),
        trip_basis=basis,
    )


def _some(number: int, word: str) -> str:
    return count(number, word) if number else f"no {word}"


def _at_pace(so_far: int, gone: int, to_come: int) -> int:
    """So many in *gone* months, carried on for *to_come*, rounded half up."""
    top, bottom = (so_far, gone) if so_far else (1, 4)
    return (2 * top * to_come + bottom) // (2 * bottom)
