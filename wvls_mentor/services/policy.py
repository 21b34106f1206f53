"""Shows and changes dated settings and rates; says what a change would do, and what is refused."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from wvls_mentor.dates import LAST_DAY
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.money import parse_rate
from wvls_mentor.rules import deadlines, stipends, terms, years
from wvls_mentor.rules.capacity import Overload, overloads
from wvls_mentor.rules.choices import RateKind
from wvls_mentor.rules.confirmed_rates import lacks
from wvls_mentor.rules.payments import Sheet, owed
from wvls_mentor.rules.policy import (
    DatedRate,
    DatedSetting,
    Policy,
    PolicyBook,
    read_setting,
    setting_text,
)
from wvls_mentor.services import confirmed_rates
from wvls_mentor.services import stipends as stipends_service
from wvls_mentor.store import claims as claims_store
from wvls_mentor.store import payments, people, queries
from wvls_mentor.store import policy as store
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Rate, Setting
from wvls_mentor.store.session import Session


@dataclass(frozen=True, slots=True)
class PolicyView:
    """The settings in force on a day, every later change, and all the rates."""

    day: date
    settings: tuple[DatedSetting, ...]
    coming: tuple[DatedSetting, ...]
    rates: tuple[DatedRate, ...]
    policy: Policy
    stipend: int | None
    mileage: int | None
    unconfirmed: tuple[DatedRate, ...] = ()  # mileage rates that came with a new database
    changed_rates: tuple[DatedRate, ...] = ()  # those in force that differ from the outline


@dataclass(frozen=True, slots=True)
class Effect:
    """What a changed setting or rate does to what is there already."""

    pairs: tuple[int, ...]  # the pairs whose deadlines or money would change
    deadlines: int  # how many open items change
    earned_before_cents: int
    earned_after_cents: int
    over: tuple[Overload, ...] = ()  # mentors with more mentees than the capacity then
    # Claims with lines that would be owed with another amount: nothing of them paid, or a part.
    claims: tuple[str, ...] = ()
    part_paid: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()  # of each of the pairs

    @property
    def any(self) -> bool:
        """Whether it changes anything that exists."""
        return bool(self.pairs or self.over) or self.earned_before_cents != self.earned_after_cents


def show(db: Path, day: date) -> PolicyView:
    """The policy as of *day*."""
    with reading(db) as session:
        book = queries.policy_book(session)
        confirmed = confirmed_rates.found(session)
    return PolicyView(
        day=day,
        settings=book.in_force(day),
        coming=tuple(s for s in book.settings if s.since > day),
        rates=book.rates,
        policy=book.on(day),
        stipend=book.rate_on("stipend", day),
        mileage=book.rate_on("mileage", day),
        unconfirmed=tuple(r for r in book.rates if lacks(r, confirmed)),
        changed_rates=book.changed_rates(day),
    )


def fiscal_year(db: Path, year: int) -> tuple[date, date]:
    """The first and the last day of fiscal year *year*, with the settings of its last day."""
    with reading(db) as session:
        return years.fiscal_year_named(queries.policy_book(session), year)


def change_setting(key: str, value: str, since: date) -> DatedSetting:
    """The requested change. Raises UsageProblem when the key or the value is not allowed."""
    return DatedSetting(key, setting_text(read_setting(key, value)), since)


def change_rate(kind: str, amount: str, since: date) -> DatedRate:
    """The requested dated rate. Raises UsageProblem when it is not a valid one."""
    rate = parse_rate(amount)
    if kind == "mileage":
        if rate > 100_000:
            raise UsageProblem("A mileage rate is in dollars per mile.", "Use 0 to 10, say 0.725.")
        return DatedRate("mileage", rate, since)
    if kind == "stipend":
        if rate % 100 or rate > 100_000_000:
            raise UsageProblem(
                "A stipend is an amount of money.", "Use dollars and cents up to 10000.00."
            )
        return DatedRate("stipend", rate, since)
    raise UsageProblem(f"There is no rate {kind[:40]!r}.", "Use mileage or stipend.")


def effect(db: Path, change: DatedSetting | DatedRate, day: date) -> Effect:
    """What *change* would do to the pairs and the money there are on *day*.

    Raises Refused when it gives a mentee two mentors at a time.
    """
    with reading(db) as session:
        before = queries.policy_book(session)
        after = changed(before, change)
        over = _refuse_overlap(session, before, after, day)
        return replace(_effect(session, before, after, day), over=over)


def _refuse_overlap(
    session: Session, before: PolicyBook, after: PolicyBook, day: date
) -> tuple[Overload, ...]:
    """The mentors that longer terms put over capacity.

    Raises Refused for a mentee who is in another pair by then: one has one mentor at a time.
    """
    was = queries.pair_facts(session, before, date.max)
    facts = queries.pair_facts(session, after, date.max)
    ended = {f.pair_id: terms.concluded_on(f) for f in was}
    ordered = sorted(facts, key=lambda f: (f.mentee_id, f.matched_on, f.pair_id))
    for one, other in pairwise(ordered):
        same = one.mentee_id == other.mentee_id
        if same and ended[one.pair_id] <= other.matched_on < terms.concluded_on(one):
            raise Refused(
                f"{one.mentee} would have two mentors at once, in pairs {one.pair_id} and "
                f"{other.pair_id}.",
                f"Choose a later day with --from: pair {one.pair_id} was matched on "
                f"{one.matched_on}.",
            )
    return tuple(overloads(was, facts, people.capacities(session), day))


def changed(book: PolicyBook, change: DatedSetting | DatedRate) -> PolicyBook:
    """*book* with *change* in it; the same day again replaces."""
    if isinstance(change, DatedSetting):
        others = [s for s in book.settings if (s.key, s.since) != (change.key, change.since)]
        return PolicyBook([*others, change], book.rates)
    rates = [r for r in book.rates if (r.kind, r.since) != (change.kind, change.since)]
    return PolicyBook(book.settings, [*rates, change])


def _effect(session: Session, before: PolicyBook, after: PolicyBook, day: date) -> Effect:
    touched: set[int] = set()
    moved = 0
    old_facts = queries.pair_facts(session, before, day)
    for old, new in zip(old_facts, queries.pair_facts(session, after, day), strict=True):
        if old.policy != new.policy:
            touched.add(old.pair_id)
            was = set(deadlines.obligations(old, day))
            moved += len(set(deadlines.obligations(new, day)) - was)
    earned = []
    for book in (before, after):
        results = stipends_service.calculated(session, book, day)
        earned.append(
            {
                r.pair_id: (t.stipend_earned_cents + t.travel_earned_cents, t.claims_waiting)
                for r in results
                for t in [stipends.totals([r])]
            }
        )
    claims = _claims_changed(session, before, after, day)
    touched |= {pair for pair, amounts in earned[0].items() if amounts != earned[1][pair]}
    sums = [sum(cents for cents, _ in amounts.values()) for amounts in earned]
    part = tuple(s.number for s in claims if s.paid_cents)
    none = tuple(s.number for s in claims if not s.paid_cents)
    names = {f.pair_id: f"{f.mentor} and {f.mentee}" for f in old_facts}
    pairs = tuple(sorted(touched))
    partners = tuple(names[pair] for pair in pairs)
    return Effect(pairs, moved, sums[0], sums[1], claims=none, part_paid=part, partners=partners)


def _claims_changed(
    session: Session, before: PolicyBook, after: PolicyBook, day: date
) -> tuple[Sheet, ...]:
    """The claims whose unpaid lines would be owed with another amount than was claimed."""
    old, new = (
        {
            (o.kind, o.item_id): o.amount_cents
            for o in owed(stipends_service.calculated(session, book, day), book)
        }
        for book in (before, after)
    )
    moved = {item for item in old if old[item] != new.get(item)}
    return tuple(
        s
        for s in claims_store.sheets(session, day)
        if s.withdrawn_on is None
        and any(x.payment_id is None and (x.kind, x.item_id) in moved for x in s.lines)
    )


def save(db: Path, change: DatedSetting | DatedRate) -> None:
    """Write *change*; the same day again replaces it.

    Raises Refused when all weights are 0, or a mentee would have two mentors at a time.
    """
    if change.since > LAST_DAY:
        raise UsageProblem("That day is out of range.")
    with writing(db) as session:
        if isinstance(change, DatedSetting):
            before = queries.policy_book(session)
            after = changed(before, change)
            _refuse_weightless(after, change)
            _refuse_overlap(session, before, after, change.since)
            _save_setting(session, change)
        else:
            _save_rate(session, change)


def _refuse_weightless(book: PolicyBook, change: DatedSetting) -> None:
    for day in {change.since, *(s.since for s in book.settings if s.since > change.since)}:
        p = book.on(day)
        if p.weight_need + p.weight_location + p.weight_interests + p.weight_culture == 0:
            raise Refused("That would set all four matching weights to 0.", "Leave one above 0.")


def _save_setting(session: Session, change: DatedSetting) -> None:
    row = store.setting_from(session, change.key, change.since)
    if row is None:
        session.add(Setting(key=change.key, value=change.value, since=change.since))
    else:
        row.value = change.value
        session.add(row)


def confirms(db: Path, change: DatedRate) -> bool:
    """Whether the rate of that day has this amount already: setting it again confirms it."""
    with reading(db) as session:
        return change in queries.policy_book(session).rates


def _save_rate(session: Session, change: DatedRate) -> None:
    row = store.rate_from(session, change.kind, change.since)
    if row is None:
        session.add(Rate(kind=change.kind, rate=change.rate, since=change.since))
    elif row.rate == change.rate:
        if lacks(change, confirmed_rates.found(session)):
            store.renew(session, row)
    else:
        refuse_used(session, row, "Give the new rate a later day")
        row.rate = change.rate
        session.add(row)


def refuse_used(session: Session, rate: Rate, otherwise: str = "") -> None:
    """A rate by which an active payment was paid stays: the ledger says what was in force.

    Raises Refused with what to do *otherwise*, and how to void the payment.
    """
    number = _used_by(session, rate)
    if number is not None:
        void = f"void it first: wvls stipends void {number} --reason REASON"
        raise Refused(
            f"Payment {number} used the {rate.kind} rate of {rate.since}.",
            f"{otherwise}, or {void}" if otherwise else f"{void[0].upper()}{void[1:]}",
        )


def _used_by(session: Session, rate: Rate) -> int | None:
    """The first active payment that a rate was used for.

    Whether it was is asked of the rates as they were when it was paid. One that was entered later
    and dated back was used by nobody, and a mistyped one can be corrected.
    """
    kind = "stipend" if rate.kind == "stipend" else "travel"
    entries = payments.entries(session)
    books: dict[int, PolicyBook] = {}
    for number, day in payments.by_rate(session, kind, rate.rate, rate.since):
        entry = entries.get(number, 0)
        if entry not in books:
            books[entry] = store.book_at(session, entry)
        used = books[entry].dated_rate(kind_of(rate.kind), day)
        if used is not None and used.since == rate.since:
            return number
    return None


def kind_of(text: str) -> RateKind:
    """``mileage`` or ``stipend``."""
    return "mileage" if text == "mileage" else "stipend"


def holding(db: Path, rate: DatedRate) -> tuple[date | None, int | None]:
    """The last day of *rate* and the one that follows: a later one may be in the book already."""
    with reading(db) as session:
        return changed(queries.policy_book(session), rate).holding(rate)
