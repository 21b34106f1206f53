"""The auditor's question: what a line of the ledger rests on (C11, C12)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session

from wvls_mentor.rules.ledger import PaymentLine
from wvls_mentor.services.ledger import find
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


def why(db: Path, wanted: str) -> list[Why]:
    """Everything that the lines of a payment or a reference rest on."""
    with reading(db) as session:
        book = queries.policy_book(session)
        facts = {f.pair_id: f for f in queries.pair_facts(session, book, date.max)}
        return [_why(session, book, facts[p.pair_id], p) for p in find(session, wanted)]


_WHAT = """
SELECT m.day, m.place, m.minutes, m.entered_at, c.miles_tenths, c.expense_cents
FROM meeting m LEFT JOIN claim c ON c.meeting_id = m.id AND c.id = ?2 WHERE m.id = ?1
"""


def _why(session: Session, book: Any, facts: Any, p: PaymentLine) -> Why:
    claim = p.item_id if p.kind == "travel" else None
    row = queries.rows(session, _WHAT, (p.meeting_id, claim))[0]
    on = date.fromisoformat(row[0])
    keys = ("travel_for",)
    if p.kind == "stipend":
        keys = ("stipend_max_visits", "visit_min_hours", "visit_hours_scope")  # type: ignore[assignment]
    in_force = {s.key: s for s in book.in_force(facts.matched_on)}
    kind = "stipend" if p.kind == "stipend" else "mileage"
    since = [r.since for r in book.rates if r.kind == kind and r.since <= on]
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
        rate_since=max(since, default=None) if p.rate is not None else None,
        meeting_entered_at=row[3] or "",
    )
