"""What the mentors have earned: visits and travel, calculated from what was reported."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.rules import stipends
from wvls_mentor.rules.policy import Policy, PolicyBook
from wvls_mentor.rules.stipends import PairStipends, Totals
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.store import queries
from wvls_mentor.store.opening import asking
from wvls_mentor.store.queries import Source


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report takes in, both included; None is open."""

    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether *day* lies in the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class MentorStipends:
    """One mentor's pairs with their visits, and the sums."""

    mentor_id: int
    mentor: str
    pairs: tuple[PairStipends, ...]
    totals: Totals

    @property
    def shown(self) -> Totals:
        """The sums of the visits that are listed; *totals* has settled ones too."""
        return stipends.totals(self.pairs)


@dataclass(frozen=True, slots=True)
class StipendReport:
    """What each mentor has earned, been paid and is owed, as of *day*."""

    day: date
    mentors: tuple[MentorStipends, ...]
    totals: Totals
    # Scope, least hours, most visits, travel for, with the pairs to which this applies.
    policies: tuple[tuple[tuple[str, str, int, str], tuple[int, ...]], ...]

    @property
    def shown(self) -> Totals:
        """The sums of the visits that are listed; *totals* has settled ones too."""
        return stipends.totals(p for m in self.mentors for p in m.pairs)


def report(
    db: Path,
    day: date,
    *,
    person_id: int | None = None,
    period: Period = Period(),
    unpaid: bool = False,
) -> StipendReport:
    """Every visit on or before *day* with what it earns (C11, C12).

    A period selects visits by their day after the calculation: the cap of three counts them all.
    *unpaid* lists only what is not settled; *totals* stay those of every visit of the period, else
    what was paid would read as nothing, and *shown* are those of what is listed.
    """
    with asking(db) as source:
        book = queries.policy_book(source)
        results = calculated(source, book, day)
    by_mentor: dict[int, list[PairStipends]] = {}
    for result in results:
        if person_id in (None, result.mentor_id, result.mentee_id):
            by_mentor.setdefault(result.mentor_id, []).append(_within(result, period))
    mentors = []
    for found in by_mentor.values():
        shown = (_unsettled(p) if unpaid else p for p in found)
        pairs = tuple(p for p in shown if p.visits)
        if pairs:
            head = pairs[0]
            sums = stipends.totals(found)
            mentors.append(MentorStipends(head.mentor_id, head.mentor, pairs, sums))
    every = [p for found in by_mentor.values() for p in found]
    mentors.sort(key=lambda m: (m.mentor.casefold(), m.mentor_id))
    policies: dict[tuple[str, str, int, str], list[int]] = {}
    for pair in (pair for m in mentors for pair in m.pairs):
        policies.setdefault(_paid_by(book.on(pair.matched_on)), []).append(pair.pair_id)
    if not policies:
        policies[_paid_by(book.on(day))] = []
    paid = tuple((policy, tuple(sorted(pairs))) for policy, pairs in sorted(policies.items()))
    return StipendReport(day, tuple(mentors), stipends.totals(every), paid)


def _paid_by(p: Policy) -> tuple[str, str, int, str]:
    """The parts of a policy that decide which visits and whose travel are paid."""
    return p.visit_hours_scope, f"{p.visit_min_hours:g}", p.stipend_max_visits, p.travel_for


def of_meetings(db: Path, day: date, meetings: Collection[int]) -> tuple[int, Totals]:
    """How many of these *meetings* are visits, and what they earn as of *day* (C11, C12)."""
    with asking(db) as source:
        results = calculated(source, queries.policy_book(source), day)
    found = [
        replace(r, visits=tuple(v for v in r.visits if v.meeting_id in meetings)) for r in results
    ]
    return sum(len(r.visits) for r in found), stipends.totals(found)


def _within(result: PairStipends, period: Period) -> PairStipends:
    if period == Period():  # of thousands of pairs a copy of each takes its time
        return result
    return replace(result, visits=tuple(v for v in result.visits if period.holds(v.on)))


def _unsettled(result: PairStipends) -> PairStipends:
    return replace(result, visits=tuple(v for v in result.visits if not v.settled))


def calculated(
    source: Source,
    book: PolicyBook,
    day: date,
    *,
    pair_id: int | None = None,
    facts: Sequence[PairFacts] | None = None,
) -> list[PairStipends]:
    """The calculation of every pair, or of one, as of *day*; *facts* where they are at hand."""
    by_pair = dict(queries.visits(source, day, pair_id=pair_id))
    if facts is None:
        facts = queries.pair_facts(source, book, day, pair_id=pair_id)
    return [stipends.calculate(f, by_pair.get(f.pair_id, ()), book) for f in facts]
