"""Paying what is owed, and voiding a mistake (C11, C12)."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, text

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.money import money
from wvls_mentor.rules import payable as rules
from wvls_mentor.rules import payments
from wvls_mentor.rules.payable import LeftOut, Payable
from wvls_mentor.rules.payments import Owed, PaymentLine, PersonYear
from wvls_mentor.rules.stipends import VisitResult
from wvls_mentor.services import stipends
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.ledger import Payment
from wvls_mentor.text import line


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What is to be paid: of one mentor's pairs, one kind, one claim sheet; None is all."""

    mentor_id: int | None = None
    kind: str | None = None
    sheet: str | None = None


def payable(session: Session, day: date) -> Payable:
    """Everything owed as of *day*: what can be paid with that date, and what cannot."""
    book = queries.policy_book(session)
    results = stipends.calculated(session, book, day)
    limits = {r.pair_id: book.on(r.matched_on).stipend_max_visits for r in results}
    return rules.payable(payments.owed(results, book), lines(session), limits, day)


def to_pay(session: Session, day: date, choice: Choice) -> Payable:
    """What *choice* takes of it; of a claim sheet the lines that are on it.

    Raises NotFound or Refused for a claim that cannot be paid.
    """
    found = payable(session, day)

    def chosen(item: Owed | LeftOut) -> bool:
        mine = choice.mentor_id in (None, item.mentor_id)
        return mine and choice.kind in (None, item.kind)

    if choice.sheet is None:
        return Payable(tuple(filter(chosen, found.lines)), tuple(filter(chosen, found.left_out)))
    on_sheet = _lines_of(session, choice.sheet)
    mine = tuple(o for o in found.lines if chosen(o) and (o.kind, o.item_id) in on_sheet)
    for o in mine:
        if on_sheet[o.kind, o.item_id] != o.amount_cents:
            raise _changed(choice.sheet, o, on_sheet[o.kind, o.item_id])
    left_out = [x for x in found.left_out if (x.kind, x.item_id) in on_sheet]
    known = {(o.kind, o.item_id) for o in mine} | {(x.kind, x.item_id) for x in left_out}
    left_out += _lapsed(session, choice.sheet, day, known)
    return Payable(mine, tuple(filter(chosen, left_out)))


_ON_SHEET = """
SELECT x.kind, x.item_id, x.meeting_id, m.pair_id, s.mentor_id, p.name, m.day, x.amount_cents
FROM claim_line x JOIN claim_sheet s ON s.id = x.sheet_id JOIN meeting m ON m.id = x.meeting_id
JOIN person p ON p.id = s.mentor_id
WHERE s.number = ? ORDER BY m.day, x.meeting_id, x.kind
"""


def _lapsed(session: Session, sheet: str, day: date, known: set[tuple[str, int]]) -> list[LeftOut]:
    """What a claim sheet asks for and is not owed as of *day*: a late visit came before it, say."""
    results = stipends.calculated(session, queries.policy_book(session), day)
    visits = {v.meeting_id: v for r in results for v in r.visits}
    found = []
    for row in queries.rows(session, _ON_SHEET, (sheet,)):
        kind, item, meeting, pair_id, mentor_id, person, on, cents = row
        visit = visits.get(meeting)
        if (kind, item) in known or (visit is not None and _paid(visit, kind, item)):
            continue
        reason = f"nothing is owed for it as of {day}"
        if visit is not None and kind == "stipend" and visit.reason:
            reason = visit.reason
        found.append(
            LeftOut(kind, item, meeting, pair_id, mentor_id, person, date.fromisoformat(on),
                    cents, reason)
        )  # fmt: skip
    return found


def _paid(visit: VisitResult, kind: str, item: int) -> bool:
    if kind == "stipend":
        return visit.stipend_paid_cents > 0
    return any(t.claim_id == item and t.paid_cents for t in visit.travel)


def _changed(sheet: str, o: Owed, claimed_cents: int) -> Refused:
    return Refused(
        f"The {o.kind} of meeting {o.meeting_id} has changed since {sheet} was made: "
        f"{money(claimed_cents)} was claimed, {money(o.amount_cents)} is owed.",
        f"Make the claim again: wvls stipends withdraw {sheet} --reason REASON; "
        "or pay what is owed, without --claim",
    )


def _lines_of(session: Session, number: str) -> dict[tuple[str, int], int]:
    rows = queries.rows(
        session, "SELECT id, withdrawn_on FROM claim_sheet WHERE number = ?", (number,)
    )
    if not rows:
        raise NotFound(f"There is no claim {number[:40]}.", "See them: wvls stipends claims")
    if rows[0][1] is not None:
        raise Refused(f"Claim {number} was withdrawn on {rows[0][1]}.", "Make another one.")
    sql = "SELECT kind, item_id, amount_cents FROM claim_line WHERE sheet_id = ?"
    return {(kind, item): cents for kind, item, cents in queries.rows(session, sql, (rows[0][0],))}


def preview(db: Path, choice: Choice, *, on: date) -> Payable:
    """What would be paid. Raises NotFound or Refused for a claim that cannot be."""
    with reading(db) as session:
        return to_pay(session, on, choice)


def pay(
    db: Path,
    choice: Choice,
    shown: Payable,
    *,
    on: date,
    reference: str,
    payee: str | None,
    who: str = "",
) -> list[PaymentLine]:
    """Pay every line that was *shown*, in one transaction.

    Raises Refused when something changed since: nobody signs for what they did not see.
    """
    note = line(reference, "reference", longest=100)
    made_out = None if payee is None else line(payee, "payee")
    with writing(db) as session:
        if to_pay(session, on, choice).lines != shown.lines:
            raise Refused("What is owed changed while you were reading.", "Pay again.")
        first = (queries.rows(session, "SELECT COALESCE(MAX(id), 0) FROM payment") or [(0,)])[0][0]
        sheets = {
            (kind, item): sheet
            for kind, item, sheet in queries.rows(
                session, "SELECT kind, item_id, sheet_id FROM claim_line WHERE live"
            )
        }
        for o in shown.lines:
            session.add(
                Payment(
                    kind=o.kind,
                    item_id=o.item_id,
                    meeting_id=o.meeting_id,
                    pair_id=o.pair_id,
                    person_id=o.person_id,
                    payee=made_out or o.person,
                    amount_cents=o.amount_cents,
                    rate=o.rate,
                    paid_on=on,
                    reference=note,
                    sheet_id=sheets.get((o.kind, o.item_id)),
                    entered_by=who,
                )
            )
            session.flush()
        return [p for p in lines(session) if p.payment_id > first]


_LINES = """
SELECT y.id, y.kind, y.item_id, y.meeting_id, y.pair_id, y.person_id, p.name, y.payee,
  y.amount_cents, y.rate, y.paid_on, y.reference, s.number, y.voided_on, y.void_reason,
  y.entered_at, y.voided_at, y.entered_by, y.voided_by
FROM payment y JOIN person p ON p.id = y.person_id LEFT JOIN claim_sheet s ON s.id = y.sheet_id
ORDER BY y.paid_on, y.id
"""


def lines(session: Session) -> list[PaymentLine]:
    """The whole ledger, by the day of payment."""
    return [_line(row) for row in queries.rows(session, _LINES)]


def _line(row: Any) -> PaymentLine:
    values = list(row)
    values[10] = date.fromisoformat(values[10])
    values[13] = None if values[13] is None else date.fromisoformat(values[13])
    return PaymentLine(*values)


def everything(
    db: Path,
    day: date,
    *,
    person_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    kind: str | None = None,
    voided: bool | None = None,
) -> list[PaymentLine]:
    """The ledger as of *day*, narrowed; *voided* True or False leaves the others out.

    *person_id* is a mentor or whoever else was paid; a period selects by the day of payment.
    """
    with reading(db) as session:
        found = [as_of(p, day) for p in lines(session) if p.paid_on <= day]
        pairs = {f.pair_id for f in _facts(session, day) if f.mentor_id == person_id}
    return [
        p
        for p in found
        if (person_id is None or p.person_id == person_id or p.pair_id in pairs)
        and (first is None or first <= p.paid_on)
        and (last is None or p.paid_on <= last)
        and kind in (None, p.kind)
        and voided in (None, p.voided_on is not None)
    ]


def _facts(session: Session, day: date) -> Any:
    return queries.pair_facts(session, queries.policy_book(session), day)


def as_of(p: PaymentLine, day: date) -> PaymentLine:
    """A line as of *day*: a void dated later has not happened yet."""
    if p.voided_on is None or p.voided_on <= day:
        return p
    return replace(p, voided_on=None, void_reason=None, voided_at=None, voided_by=None)


def find(session: Session, wanted: str) -> list[PaymentLine]:
    """The lines of a payment's number or of a reference. Raises NotFound."""
    word = wanted.strip()
    every = lines(session)
    if word.isascii() and word.isdigit():
        found = [p for p in every if p.payment_id == int(word)]
    else:
        found = [p for p in every if p.reference.casefold() == word.casefold()]
    if not found:
        raise NotFound(f"There is no payment {word[:60]!r}.", "See them: wvls stipends ledger")
    return found


def one(db: Path, payment_id: int) -> PaymentLine:
    """One line of the ledger. Raises NotFound."""
    with reading(db) as session:
        return find(session, str(payment_id))[0]


def void(
    db: Path, payment_id: int, *, reason: str, on: date, who: str = "", write: bool = True
) -> PaymentLine:
    """Void a payment with a reason; what it paid is owed again.

    Raises Refused when it is voided already, or *on* lies before it was paid.
    """
    why = line(reason, "reason", longest=500)
    with (writing if write else reading)(db) as session:
        found = find(session, str(payment_id))[0]
        if found.voided_on is not None:
            raise Refused(f"Payment {payment_id} was voided on {found.voided_on} already.")
        if on < found.paid_on:
            raise Refused(
                f"Payment {payment_id} was made on {found.paid_on}, after {on}.", "Check --on."
            )
        if write:
            sql = text(
                "UPDATE payment SET voided_on = :on, void_reason = :why,"
                " voided_at = CURRENT_TIMESTAMP, voided_by = :who WHERE id = :id"
            )
            session.connection().execute(
                sql, {"on": on.isoformat(), "why": why, "who": who, "id": payment_id}
            )
            found = find(session, str(payment_id))[0]
    return found


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of payments; the threshold in cents."""

    year: int
    threshold_cents: int
    people: tuple[PersonYear, ...]


def year(db: Path, wanted: int, day: date) -> Year:
    """What each person was paid in a calendar year, as of *day*."""
    with reading(db) as session:
        book = queries.policy_book(session)
        threshold = book.on(date(wanted, 12, 31)).reporting_threshold * 100
        people = payments.year_of(lines(session), wanted, threshold, day)
    return Year(wanted, threshold, tuple(people))


def refuse_paid(session: Session, meeting_id: int, item: tuple[str, int] | None = None) -> None:
    """Refuse to touch a meeting (or one *item* of it) that was paid or is on a claim sheet."""
    paid = queries.rows(
        session,
        "SELECT id, kind, item_id FROM payment WHERE meeting_id = ? AND voided_on IS NULL",
        (meeting_id,),
    )
    for number, kind, item_id in paid:
        if item in (None, (kind, item_id)):
            raise Refused(
                f"Meeting {meeting_id} was paid: payment {number}.",
                f"Void it first: wvls stipends void {number} --reason REASON",
            )
    claimed = queries.rows(
        session,
        "SELECT s.number, l.kind, l.item_id FROM claim_line l JOIN claim_sheet s"
        " ON s.id = l.sheet_id WHERE l.meeting_id = ? AND l.live",
        (meeting_id,),
    )
    for number, kind, item_id in claimed:
        if item in (None, (kind, item_id)):
            raise Refused(
                f"Meeting {meeting_id} is on the claim {number}.",
                f"Withdraw that first: wvls stipends withdraw {number} --reason REASON",
            )


def named_on_paper(session: Session, meeting_id: int) -> bool:
    """Whether the ledger or a claim sheet names the meeting, voided or withdrawn as it may be."""
    sql = (
        "SELECT 1 FROM payment WHERE meeting_id = ?1"
        " UNION ALL SELECT 1 FROM claim_line WHERE meeting_id = ?1"
    )
    return bool(queries.rows(session, sql, (meeting_id,)))
