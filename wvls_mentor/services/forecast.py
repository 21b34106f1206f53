"""What the program will likely still cost."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.money import mileage_cents, rate_cents
from wvls_mentor.rules import forecast, scoring, stipends, terms
from wvls_mentor.rules.forecast import PairForecast
from wvls_mentor.store import people, queries
from wvls_mentor.store.opening import asking


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is owed on *day*, and what may come up to *until*; (low, expected, high) in cents."""

    day: date
    until: date
    owed_cents: int
    pairs: tuple[PairForecast, ...]
    stipend_rate_cents: int
    mileage_rate: int | None

    def sums(self, kind: str) -> tuple[int, int, int]:
        """What may come of a *kind*, stipend or travel, from all pairs together."""
        every = [p.stipend_cents if kind == "stipend" else p.travel_cents for p in self.pairs]
        low, expected, high = (sum(one[i] for one in every) for i in range(3))
        return low, expected, high

    @property
    def total_cents(self) -> tuple[int, int, int]:
        """What is owed now and everything that may come."""
        low, expected, high = (
            self.owed_cents + sum(p.stipend_cents[i] + p.travel_cents[i] for p in self.pairs)
            for i in range(3)
        )
        return low, expected, high


def expect(db: Path, day: date, until: date | None) -> Forecast:
    """The forecast as of *day*, up to *until* or the end of the last active pair."""
    with asking(db) as source:
        book = queries.policy_book(source)
        facts = queries.pair_facts(source, book, day)
        visits = dict(queries.visits(source, day))
        everybody = people.known(source, day)
    results = [stipends.calculate(f, visits.get(f.pair_id, ()), book) for f in facts]
    active = {f.pair_id: f for f in facts if terms.state(f, day) == "active"}
    ends = [terms.concluded_on(f) for f in active.values()]
    last = until or max(ends, default=day)
    stipend = rate_cents(book.rate_on("stipend", day) or 0)
    mileage = book.rate_on("mileage", day)
    found = []
    for pair, result in zip(facts, results, strict=True):
        if pair.pair_id not in active:
            continue
        one, other = everybody[pair.mentor_id].place, everybody[pair.mentee_id].place
        miles = scoring.road_miles(one, other, pair.policy) if one and other else None
        trip = None
        if miles is not None and mileage is not None:
            trip = mileage_cents(round(20 * miles), mileage)
        lacking = "the distance is unknown" if miles is None else "there is no mileage rate"
        found.append(
            forecast.expect(
                pair, result, day, last, stipend_cents=stipend, trip_cents=trip, lacking=lacking
            )
        )
    owed = stipends.totals(results).owed_cents
    return Forecast(day, last, owed, tuple(found), stipend, mileage)
