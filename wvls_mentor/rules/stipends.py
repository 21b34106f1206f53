"""C11 and C12: what a visit earns, what travel is paid, and the reason where it is nothing.

Money is integer cents, time minutes, distance tenths of a mile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wvls_mentor.money import mileage_cents, rate_cents
from wvls_mentor.rules.policy import Policy, PolicyBook
from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.text import count


class Lacks(StrEnum):
    """What a visit lacks to earn a stipend (C11): screens say it in words, letters in their own."""

    HOURS = "hours"  # nobody has said how long it was
    SHORT = "short"
    TOGETHER = "together"  # all visits of the pair together are short
    PLACE = "most"  # as many as are paid were before it
    OTHER = "other"


class NoStipend(NamedTuple):
    """Why a visit earns nothing, as a value and as a sentence of the screen."""

    lacks: Lacks
    said: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One partner's travel to one meeting; *paid_cents* of a live payment line fixes it."""

    claim_id: int
    traveler: str
    miles_tenths: int
    expense_cents: int
    paid_cents: int | None = None
    paid_rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A held in-person meeting; *entered* settles ties of the day.

    Not *held*: paid on the day of the report, and moved or removed after the payment was voided.
    """

    meeting_id: int
    pair_id: int
    on: date
    at: str
    minutes: int | None
    entered: int
    claims: tuple[Claim, ...] = ()
    stipend_paid_cents: int | None = None
    held: bool = True


@dataclass(frozen=True, slots=True)
class TravelResult:
    """What one claim earns; None for the amounts while it waits for a rate."""

    claim_id: int
    payee: str
    miles_tenths: int
    rate: int | None
    mileage_cents: int | None
    expense_cents: int
    amount_cents: int | None
    paid_cents: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class VisitResult:
    """What one visit earns, with the reason where it is nothing."""

    meeting_id: int
    on: date
    at: str
    minutes: int | None
    qualifies: bool
    reason: str | None
    stipend_cents: int
    stipend_paid_cents: int
    travel: tuple[TravelResult, ...]
    held: bool = True
    lacks: Lacks | None = None  # the reason as a value

    @property
    def settled(self) -> bool:
        """Nothing is owed for it and no claim of it waits."""
        return self.stipend_cents == self.stipend_paid_cents and all(
            t.amount_cents == t.paid_cents for t in self.travel
        )


@dataclass(frozen=True, slots=True)
class PairStipends:
    """A pair's visits in the order of their days."""

    pair_id: int
    mentor_id: int
    mentor: str
    mentee_id: int
    mentee: str
    matched_on: date
    visits: tuple[VisitResult, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums in cents; a claim that waits for a rate is in none of them."""

    stipend_earned_cents: int
    stipend_paid_cents: int
    stipend_owed_cents: int
    travel_earned_cents: int
    travel_paid_cents: int
    travel_owed_cents: int
    owed_cents: int
    claims_waiting: int


def calculate(pair: PairFacts, visits: Iterable[Visit], book: PolicyBook) -> PairStipends:
    """What each of the *visits* of a pair earns, by the policy of the day it was matched."""
    ordered = sorted(visits, key=lambda v: (v.on, v.entered))
    reasons = _reasons(pair, ordered)
    return PairStipends(
        pair.pair_id,
        pair.mentor_id,
        pair.mentor,
        pair.mentee_id,
        pair.mentee,
        pair.matched_on,
        tuple(_visit(v, reasons[v.meeting_id], pair.policy, book) for v in ordered),
    )


def _reasons(pair: PairFacts, ordered: list[Visit]) -> dict[int, NoStipend | None]:
    """Why each visit earns nothing, or None where it earns (C11)."""
    policy, last = pair.policy, concluded_on(pair)
    inside = {v.meeting_id for v in ordered if v.held and pair.matched_on <= v.on <= last}
    # Only of visits that count: hours from before the match would help the others to earn.
    together = sum(v.minutes or 0 for v in ordered if v.meeting_id in inside)
    reasons = {
        v.meeting_id: _short_of(v, policy, together, inside=v.meeting_id in inside) for v in ordered
    }
    # Paid first: a visit logged late must never take back what was paid.
    counting = [v for v in ordered if reasons[v.meeting_id] is None]
    counting.sort(key=lambda v: (v.stipend_paid_cents is None, v.on, v.entered))
    most = policy.stipend_max_visits
    for number, visit in enumerate(counting):
        if number >= most and visit.stipend_paid_cents is None:
            reasons[visit.meeting_id] = _one_more(most)
    return reasons


def _short_of(visit: Visit, policy: Policy, together: int, *, inside: bool) -> NoStipend | None:
    if visit.stipend_paid_cents is not None:
        return None
    if not visit.held:
        return NoStipend(Lacks.OTHER, "changed since it was paid")
    if not inside:
        return NoStipend(Lacks.OTHER, "outside the days of the mentorship")
    if visit.minutes is None:
        return NoStipend(Lacks.HOURS, "hours not reported")
    least = policy.visit_min_minutes
    if policy.visit_hours_scope == "total":
        if together < least:
            short = f"all visits together are {_hours(least - together)} short"
            return NoStipend(Lacks.TOGETHER, short)
    elif visit.minutes < least:
        return NoStipend(Lacks.SHORT, f"{_hours(least - visit.minutes)} short")
    return None


def _hours(minutes: int) -> str:
    """Hours with two decimals at most; never 0 for something that is missing."""
    hours = f"{max(round(minutes / 60, 2), 0.01):g}"
    return f"{hours} {'hour' if hours == '1' else 'hours'}"


def _one_more(most: int) -> NoStipend:
    if most == 0:
        return NoStipend(Lacks.OTHER, "no visit earns a stipend")
    return NoStipend(Lacks.PLACE, limit_reached(most))


def limit_reached(most: int) -> str:
    """That a pair has as many stipends as are paid (C11): *most* visits."""
    return f"stipend limit reached ({count(most, 'visit')} per pair)"


def _visit(visit: Visit, reason: NoStipend | None, policy: Policy, book: PolicyBook) -> VisitResult:
    cents = 0
    if visit.stipend_paid_cents is not None:
        # As it was paid: a rate that is set again later must not leave a difference owed.
        cents = visit.stipend_paid_cents
    elif reason is None:
        rate = book.rate_on("stipend", visit.on)
        if rate is None:
            reason = NoStipend(Lacks.OTHER, "no stipend is set for this day")
        else:
            cents = rate_cents(rate)
    return VisitResult(
        visit.meeting_id,
        visit.on,
        visit.at,
        visit.minutes,
        reason is None,
        reason.said if reason else None,
        cents,
        visit.stipend_paid_cents or 0,
        tuple(
            _travel(c, visit.on, policy, book)
            for c in visit.claims
            if visit.held or c.paid_cents is not None
        ),
        visit.held,
        reason.lacks if reason else None,
    )


def _travel(claim: Claim, day: date, policy: Policy, book: PolicyBook) -> TravelResult:
    """C12: miles times the rate of the day, rounded once, and the expenses."""
    rate = book.rate_on("mileage", day)
    mileage: int | None = None
    amount: int | None = None
    reason: str | None = None
    if claim.paid_cents is not None:
        rate = claim.paid_rate
        amount = claim.paid_cents
        mileage = max(0, amount - claim.expense_cents)  # the claim may differ after a void
    elif claim.traveler == "mentee" and policy.travel_for != "both":
        mileage = amount = 0
        reason = "the program pays the mentor's travel only"
    # Expenses alone need no rate, and do not wait for one. Miles that wait come to None and not
    # to 0: that would count as settled, and nobody would pay it when the rate comes.
    elif rate is None and claim.miles_tenths:
        first = f"{day.year}-01-01"
        reason = f"waits for a rate: wvls policy rate mileage AMOUNT --from {first}"
    else:
        mileage = mileage_cents(claim.miles_tenths, rate or 0)
        amount = mileage + claim.expense_cents
    return TravelResult(
        claim.claim_id,
        claim.traveler,
        claim.miles_tenths,
        rate,
        mileage,
        claim.expense_cents,
        amount,
        claim.paid_cents or 0,
        reason,
    )


def totals(results: Iterable[PairStipends]) -> Totals:
    """The sums of what *results* show."""
    stipend = stipend_paid = travel = travel_paid = waiting = 0
    for result in results:
        for visit in result.visits:
            stipend += visit.stipend_cents
            stipend_paid += visit.stipend_paid_cents
            for claim in visit.travel:
                travel_paid += claim.paid_cents
                if claim.amount_cents is None:
                    waiting += 1
                else:
                    travel += claim.amount_cents
    return Totals(
        stipend,
        stipend_paid,
        stipend - stipend_paid,
        travel,
        travel_paid,
        travel - travel_paid,
        stipend + travel - stipend_paid - travel_paid,
        waiting,
    )
