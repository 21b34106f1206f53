"""Claim sheets: everything earned and in no claim yet, numbered, to print and sign (C11, C12)."""

from datetime import date
from itertools import groupby
from pathlib import Path

from sqlmodel import Session, select

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules import ledger
from wvls_mentor.rules.ledger import Owed, Sheet, SheetLine
from wvls_mentor.services import payments
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.ledger import ClaimLine, ClaimSheet
from wvls_mentor.words import line


def make(db: Path, mentor_id: int, *, until: date, today: date) -> Sheet:
    """Make the next numbered claim of everything of this mentor up to *until*.

    However late it was reported; a line is in one claim at most. The mentee's own travel is not
    the mentor's claim. Raises Refused when there is nothing to claim.
    """
    with writing(db) as session:
        found = _unclaimed(session, mentor_id, until, today)
        name = people.known(session, today)[mentor_id].name
        if not found:
            raise Refused(
                f"{name} has earned nothing up to {until} that is not in a claim or paid.",
                "See what there is: wvls stipends claims, wvls stipends",
            )
        sheet = ClaimSheet(
            number=_next_number(session, today), mentor_id=mentor_id, until=until, made_on=today
        )
        session.add(sheet)
        session.flush()
        assert sheet.id is not None
        session.add_all(
            ClaimLine(
                sheet_id=sheet.id, kind=o.kind, item_id=o.item_id, meeting_id=o.meeting_id,
                amount_cents=o.amount_cents, rate=o.rate,
            )
            for o in found
        )  # fmt: skip
        session.flush()
        return next(s for s in sheets(session, today) if s.number == sheet.number)


def _unclaimed(session: Session, mentor_id: int, until: date, today: date) -> list[Owed]:
    book = queries.policy_book(session)
    found = ledger.owed(payments.reckoned(session, book, today), book)
    taken = {
        tuple(r) for r in queries.rows(session, "SELECT kind, item_id FROM claim_line WHERE live")
    }
    return [
        o
        for o in found
        if o.person_id == mentor_id and o.on <= until and (o.kind, o.item_id) not in taken
    ]


def _next_number(session: Session, today: date) -> str:
    sql = "SELECT COUNT(*) FROM claim_sheet WHERE number LIKE ?"
    made = queries.rows(session, sql, (f"C-{today.year}-%",))[0][0]
    return f"C-{today.year}-{made + 1:02d}"


def withdraw(db: Path, number: str, *, reason: str, on: date) -> Sheet:
    """Take a claim back, so that its lines can be claimed anew. Refused once any was paid."""
    why = line(reason, "reason", longest=500)
    with writing(db) as session:
        row = session.exec(select(ClaimSheet).where(ClaimSheet.number == number)).one_or_none()
        if row is None:
            raise NotFound(f"There is no claim {number[:40]}.", "See them: wvls stipends claims")
        now = next(s for s in sheets(session, on) if s.number == number)
        if now.state == "withdrawn":
            raise Refused(f"Claim {number} was withdrawn on {now.withdrawn_on} already.")
        paid = [x.payment_id for x in now.lines if x.payment_id]
        if paid:
            raise Refused(
                f"Claim {number} is {now.state}.",
                f"Void its payments first: wvls stipends void {paid[0]} --reason REASON",
            )
        row.withdrawn_on, row.withdrawn_reason = on, why
        for claimed in session.exec(select(ClaimLine).where(ClaimLine.sheet_id == row.id)):
            claimed.live = False
            session.add(claimed)
        session.add(row)
        session.flush()
        return next(s for s in sheets(session, on) if s.number == number)


def claims(db: Path, day: date, *, mentor_id: int | None = None) -> list[Sheet]:
    """Every claim made by *day*, by number."""
    with reading(db) as session:
        return [s for s in sheets(session, day) if mentor_id in (None, s.mentor_id)]


def one(db: Path, number: str, day: date) -> Sheet:
    """One claim by its number. Raises NotFound."""
    with reading(db) as session:
        for sheet in sheets(session, day):
            if sheet.number.casefold() == number.strip().casefold():
                return sheet
    raise NotFound(f"There is no claim {number[:40]}.", "See them: wvls stipends claims")


_SHEETS = """
SELECT s.id, s.number, s.mentor_id, mentor.name, mentor.email, l.name, s.until, s.made_on,
  s.withdrawn_on, s.withdrawn_reason,
  x.kind, x.item_id, x.meeting_id, mentee.name, m.day, m.place, m.minutes, c.miles_tenths,
  c.expense_cents, x.rate, x.amount_cents,
  (SELECT y.id FROM payment y WHERE y.kind = x.kind AND y.item_id = x.item_id
     AND y.sheet_id = s.id AND y.paid_on <= ?1 AND (y.voided_on IS NULL OR y.voided_on > ?1))
FROM claim_sheet s JOIN claim_line x ON x.sheet_id = s.id
JOIN meeting m ON m.id = x.meeting_id JOIN pair p ON p.id = m.pair_id
JOIN person mentor ON mentor.id = s.mentor_id JOIN person mentee ON mentee.id = p.mentee_id
LEFT JOIN library l ON l.id = mentor.library_id
LEFT JOIN claim c ON x.kind = 'travel' AND c.id = x.item_id
WHERE s.made_on <= ?1
ORDER BY s.id, m.day, x.meeting_id, x.kind
"""


def sheets(session: Session, day: date) -> list[Sheet]:
    """Every claim as of *day*, with its lines."""
    found = queries.rows(session, _SHEETS, (day.isoformat(),))
    return [_sheet(list(rows), day) for _, rows in groupby(found, key=lambda row: row[0])]


def _sheet(rows: list, day: date) -> Sheet:  # type: ignore[type-arg]
    head = rows[0]
    withdrawn = None if head[8] is None else date.fromisoformat(head[8])
    if withdrawn is not None and withdrawn > day:
        withdrawn = None
    return Sheet(
        number=head[1],
        mentor_id=head[2],
        mentor=head[3],
        email=head[4],
        library=head[5],
        until=date.fromisoformat(head[6]),
        made_on=date.fromisoformat(head[7]),
        withdrawn_on=withdrawn,
        withdrawn_reason=head[9] if withdrawn else "",
        lines=tuple(
            SheetLine(
                kind=r[10], item_id=r[11], meeting_id=r[12], mentee=r[13],
                on=date.fromisoformat(r[14]), at=r[15],
                minutes=r[16] if r[10] == "stipend" else None, miles_tenths=r[17],
                expense_cents=r[18], rate=r[19], amount_cents=r[20], payment_id=r[21],
            )
            for r in rows
        ),
    )  # fmt: skip
