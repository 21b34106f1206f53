"""Answers an auditor: what a line of the ledger was paid for, and by which rule (C11, C12)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound
from wvls_mentor.rules.expenses import Expense, kept
from wvls_mentor.rules.meetings import reported_in
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.rules.policy import DatedRate, PolicyBook
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.payments import as_of, find
from wvls_mentor.store import history, payments, policy, queries
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session

# What a change of a row means for its payment, by its table and kind.
_STEPS = {
    ("meeting", "insert"): "entered",
    ("meeting", "update"): "changed",
    ("meeting", "delete"): "removed",
    ("claim", "insert"): "entered",
    ("claim", "update"): "changed",
    ("claim", "delete"): "removed",
    ("claim_line", "insert"): "claimed",
    ("claim_line", "update"): "claim withdrawn",
    ("payment", "insert"): "paid",
    ("payment", "update"): "voided",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A command in the life of a payment: what it did, when (local time), and who typed it."""

    entry_id: int
    at: str
    command: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Why:
    """An auditor's answer: the line, and everything it rests on."""

    payment: PaymentLine
    visit_on: date
    at: str
    hours: float | None
    miles: float | None
    expense_cents: int | None
    expenses: tuple[Expense, ...]
    route: str
    reported_by: str  # both, mentor, mentee or coordinator
    clause: str
    mentor: str
    mentee: str
    matched_on: date
    settings: tuple[tuple[str, str, date], ...]  # key, value, since: those of the pair's match
    rate_since: date | None
    meeting_entered_at: str
    steps: tuple[Step, ...]


def why(db: Path, wanted: str, day: date) -> list[Why]:
    """Everything that the lines of a payment or a reference rest on, as of *day*.

    Raises NotFound where there is none, or none was made by that day.
    """
    with reading(db) as session:
        facts = {f.pair_id: f for f in queries.pairs_as_of(session, date.max)}
        found = [as_of(p, day) for p in find(session, wanted) if p.paid_on <= day]
        if not found:
            first = find(session, wanted)[0]
            raise NotFound(
                f"Payment {first.payment_id} was made on {first.paid_on}, after {day}.",
                "Enter that day or a later one with --as-of.",
            )
        entries = payments.entries(session)
        books = {e: policy.book_at(session, e) for e in {_entry(entries, p) for p in found}}
        return [_why(session, books[_entry(entries, p)], facts[p.pair_id], p) for p in found]


def _entry(entries: dict[int, int], p: PaymentLine) -> int:
    return entries.get(p.payment_id, 0)


def used_rate(book: PolicyBook, p: PaymentLine, visit_on: date) -> DatedRate | None:
    """The rate by which *p* was paid, of the policy as it was then; None where it used none."""
    found = book.dated_rate("stipend" if p.kind == "stipend" else "mileage", visit_on)
    return found if p.rate is not None and found is not None and found.rate == p.rate else None


def _why(session: Session, book: PolicyBook, facts: PairFacts, p: PaymentLine) -> Why:
    """*book* is the policy as of the payment; later changes do not apply to it."""
    claim = p.item_id if p.kind == "travel" else None
    visit = payments.visit_of(session, p.meeting_id, claim)
    keys: tuple[str, ...] = ("travel_for",)
    if p.kind == "stipend":
        keys = ("stipend_max_visits", "visit_min_hours", "visit_hours_scope")
    in_force = {s.key: s for s in book.in_force(facts.matched_on)}
    rate = used_rate(book, p, visit.day)
    return Why(
        payment=p,
        visit_on=visit.day,
        at=visit.place,
        hours=None if visit.minutes is None else round(visit.minutes / 60, 2),
        miles=None if visit.miles_tenths is None else visit.miles_tenths / 10,
        expense_cents=visit.expense_cents,
        expenses=kept(visit.expenses or "", visit.expense_cents or 0),
        route=visit.route or "",
        reported_by=reported_in(visit.forms),
        clause="C11" if p.kind == "stipend" else "C12",
        mentor=facts.mentor,
        mentee=facts.mentee,
        matched_on=facts.matched_on,
        settings=tuple((k, in_force[k].value, in_force[k].since) for k in keys),
        rate_since=None if rate is None else rate.since,
        meeting_entered_at=visit.entered_at or "",
        steps=_steps(session, p),
    )


def _steps(session: Session, p: PaymentLine) -> tuple[Step, ...]:
    """Who entered, changed and paid it, a step for each command.

    A void that is dated after the day of the report has not happened yet.
    """
    found: dict[int, list[str]] = {}
    about: dict[int, tuple[str, str, str]] = {}
    item = (p.payment_id, p.meeting_id, p.kind, p.item_id)
    for row in history.steps_of_payment(session, *item):
        what = _STEPS.get((row.table_name, row.op))
        if what is None or (what == "voided" and p.voided_on is None):
            continue
        about[row.entry] = (row.at, row.command, row.by)
        if what not in found.setdefault(row.entry, []):
            found[row.entry].append(what)
    return tuple(Step(n, *about[n], " and ".join(found[n])) for n in found)
