"""C3: whether extending pairs would give a mentor more mentees than they take."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.text import count, listed


@dataclass(frozen=True, slots=True)
class Overload:
    """A mentor with more active pairs on *day* than the capacity."""

    mentor_id: int
    mentor: str
    day: date
    pairs: tuple[int, ...]
    capacity: int

    @property
    def sentence(self) -> str:
        """Who, how many, when, and what the capacity is."""
        return (
            f"{self.mentor} would have {count(len(self.pairs), 'mentee')} on {self.day} "
            f"(pairs {listed(map(str, self.pairs))}), more than the capacity of {self.capacity}."
        )


def overloads(
    before: Iterable[PairFacts],
    after: Sequence[PairFacts],
    capacities: Mapping[int, int],
    today: date,
) -> list[Overload]:
    """The mentors who are over capacity because pairs last longer in *after*, by id.

    Looked at are the days that such a pair gained, up to *today*: another pair may have been made
    on one of them because the mentor was free. Of several days the last one is named.
    """
    ended = {f.pair_id: concluded_on(f) for f in before}
    by_mentor: dict[int, list[PairFacts]] = {}
    for facts in after:
        by_mentor.setdefault(facts.mentor_id, []).append(facts)
    found = []
    for mentor_id, pairs in sorted(by_mentor.items()):
        capacity = capacities.get(mentor_id, 0)
        for day in _gained(pairs, ended, today):
            active = [f for f in pairs if f.matched_on <= day < concluded_on(f)]
            if len(active) > capacity:
                numbers = tuple(f.pair_id for f in active)
                found.append(Overload(mentor_id, active[0].mentor, day, numbers, capacity))
                break
    return found


def _gained(pairs: Sequence[PairFacts], ended: Mapping[int, date], today: date) -> Iterator[date]:
    """The days to check, newest first, on which one of these pairs is active and was not before."""
    days = {today, *(f.matched_on for f in pairs)}
    for day in sorted((d for d in days if d <= today), reverse=True):
        if any(ended[f.pair_id] <= day < concluded_on(f) for f in pairs if f.pair_id in ended):
            yield day
