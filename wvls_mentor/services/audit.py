"""The auditor's question: what a line of the ledger rests on (C11, C12)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from wvls_mentor.errors import NotFound
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.rules.policy import DatedRate, PolicyBook
from wvls_mentor.services.payments import as_of, find
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading


@dataclass(frozen=True, slots=True)
class Why:
    """An auditor's answer: the line, and everything it rests on."""

    payment: PaymentLine
    visit_on: date
    at: str
    hours: float | None
    miles: float | None
    expense_cents: int | None
    clause: str
    mentor: str
    mentee: str
    matched_on: date
    settings: tuple[tuple[str, str, date], ...]  # key, value, since: those of the pair's match
    rate_since: date | None
    meeting_entered_at: str


def why(db: Path, wanted: str, day: date) -> list[Why]:
    """Everything that the lines of a payment or a reference rest on, as of *day*.

    Raises NotFound where there is none, or none was made by that day.
    """
    with reading(db) as session:
        facts = {f.pair_id: f for f in _facts(session, date.max)}
        found = [as_of(p, day) for p in find(session, wanted) if p.paid_on <= day]
        if not found:
            first = find(session, wanted)[0]
            raise NotFound(
                f"Payment {first.payment_id} was made on {first.paid_on}, after {day}.",
                "Enter that day or a later one with --as-of.",
            )
        entries = queries.payment_entries(session)
        books = {e: queries.policy_book_at(session, e) for e in {_entry(entries, p) for p in found}}
        return [_why(session, books[_entry(entries, p)], facts[p.pair_id], p) for p in found]


def _entry(entries: dict[int, int], p: PaymentLine) -> int:
    return entries.get(p.payment_id, 0)


def used_rate(book: PolicyBook, p: PaymentLine, visit_on: date) -> DatedRate | None:
    """The rate by which *p* was paid, of the policy as it was then; None where it used none."""
    found = book.dated_rate("stipend" if p.kind == "stipend" else "mileage", visit_on)
    return found if p.rate is not None and found is not None and found.rate == p.rate else None


_WHAT = """
SELECT m.day, m.place, m.minutes, m.entered_at, c.miles_tenths, c.expense_cents
FROM meeting m LEFT JOIN claim c ON c.meeting_id = m.id AND c.id = ?2 WHERE m.id = ?1
"""


def _why(session: Session, book: PolicyBook, facts: PairFacts, p: PaymentLine) -> Why:
    """*book* is the policy as the payment found it: what was changed since says nothing of it."""
    claim = p.item_id if p.kind == "travel" else None
    row = queries.rows(session, _WHAT, (p.meeting_id, claim))[0]
    on = date.fromisoformat(row[0])
    keys: tuple[str, ...] = ("travel_for",)
    if p.kind == "stipend":
        keys = ("stipend_max_visits", "visit_min_hours", "visit_hours_scope")
    in_force = {s.key: s for s in book.in_force(facts.matched_on)}
    rate = used_rate(book, p, on)
    return Why(
        payment=p,
        visit_on=on,
        at=row[1],
        hours=None if row[2] is None else round(row[2] / 60, 2),
        miles=None if row[4] is None else row[4] / 10,
        expense_cents=row[5],
        clause="C11" if p.kind == "stipend" else "C12",
        mentor=facts.mentor,
        mentee=facts.mentee,
        matched_on=facts.matched_on,
        settings=tuple((k, in_force[k].value, in_force[k].since) for k in keys),
        rate_since=None if rate is None else rate.since,
        meeting_entered_at=row[3] or "",
    )


def _facts(session: Session, day: date) -> list[PairFacts]:
    return queries.pair_facts(session, queries.policy_book(session), day)
