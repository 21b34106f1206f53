"""Claim sheets with their lines, and what of them was paid (C11, C12)."""

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlmodel import Session, col, select

from wvls_mentor.rules.claim_states import PaidLine as PaidTerm
from wvls_mentor.rules.claim_states import Steps
from wvls_mentor.rules.expenses import kept
from wvls_mentor.rules.meetings import reported_in
from wvls_mentor.rules.payments import Due, Sheet, SheetLine
from wvls_mentor.store.ledger import ClaimLine, ClaimMark, ClaimSheet
from wvls_mentor.store.queries import day_or_none, records, rows


def by_number(session: Session, number: str) -> ClaimSheet | None:
    """The claim sheet of this number, as it is written on it."""
    return session.exec(select(ClaimSheet).where(col(ClaimSheet.number) == number)).one_or_none()


def mark(session: Session, sheet_id: int, state: str, day: date) -> None:
    """Note that a sheet was sent or approved on *day*."""
    session.add(ClaimMark(sheet_id=sheet_id, state=state, day=day))
    session.flush()


def marks(session: Session, sheet_id: int | None) -> dict[str, date]:
    """On which day a sheet was sent and approved."""
    found = session.exec(select(ClaimMark).where(col(ClaimMark.sheet_id) == sheet_id))
    return {m.state: m.day for m in found}


def lines(session: Session, sheet_id: int | None) -> list[ClaimLine]:
    """What is on a claim sheet."""
    return list(session.exec(select(ClaimLine).where(col(ClaimLine.sheet_id) == sheet_id)))


def live_items(session: Session) -> dict[tuple[str, int], int]:
    """What is on a sheet that was not withdrawn: (kind, item) -> the sheet's id."""
    found = rows(session, "SELECT kind, item_id, sheet_id FROM claim_line WHERE live")
    return {(kind, item_id): sheet_id for kind, item_id, sheet_id in found}


def made_in(session: Session, year: int) -> int:
    """How many claim sheets there are of a year."""
    sql = "SELECT COUNT(*) FROM claim_sheet WHERE number LIKE ?"
    ((count,),) = rows(session, sql, (f"C-{year}-%",))
    return int(count)


def lines_to_pay(session: Session, number: str) -> list[Due]:
    """What a claim sheet asks for, by the day of the visit."""
    sql = """
    SELECT x.kind, x.item_id, x.meeting_id, m.pair_id, q.mentor_id, s.mentor_id AS person_id,
      p.name AS person, m.day AS "on", x.amount_cents
    FROM claim_line x JOIN claim_sheet s ON s.id = x.sheet_id
    JOIN meeting m ON m.id = x.meeting_id JOIN person p ON p.id = s.mentor_id
    JOIN pair q ON q.id = m.pair_id
    WHERE s.number = ? ORDER BY m.day, x.meeting_id, x.kind
    """
    return records(session, Due, sql, (number,))


class PaidLine(NamedTuple):
    """A payment of something that is on a claim sheet."""

    payment_id: int
    paid_on: date
    voided_on: date | None


def payments_of(session: Session, sheet_id: int | None) -> list[PaidLine]:
    """The payments of a sheet and every active one of what is on it; the active ones first."""
    sql = """
    SELECT y.id AS payment_id, y.paid_on, y.voided_on FROM payment y JOIN claim_line x
      ON x.kind = y.kind AND x.item_id = y.item_id
    WHERE x.sheet_id = ?1 AND (y.sheet_id = ?1 OR y.voided_on IS NULL)
    ORDER BY y.voided_on IS NOT NULL, y.id
    """
    return records(session, PaidLine, sql, (sheet_id,))


def numbers_naming(session: Session, meeting_id: int) -> list[tuple[str, str, int]]:
    """The claim sheets that name a meeting and were not withdrawn: (number, kind, item)."""
    sql = (
        "SELECT s.number, l.kind, l.item_id FROM claim_line l JOIN claim_sheet s"
        " ON s.id = l.sheet_id WHERE l.meeting_id = ? AND l.live"
    )
    return rows(session, sql, (meeting_id,))


class _Row(NamedTuple):
    sheet_id: int
    number: str
    mentor_id: int
    mentor: str
    email: str
    library: str | None
    until: date
    made_on: date
    withdrawn_on: date | None
    withdrawn_reason: str
    sent_on: date | None
    approved_on: date | None
    kind: str
    item_id: int
    meeting_id: int
    mentee: str
    day: date
    place: str
    minutes: int | None
    miles_tenths: int | None
    expense_cents: int | None
    rate: int | None
    amount_cents: int
    payment_id: int | None
    paid_cents: int | None
    paid_on: date | None
    reference: str | None
    pair_id: int
    route: str | None
    expenses: str | None
    forms: str | None


# ?1 is the as-of day.
_SHEETS = """
SELECT s.id AS sheet_id, s.number, s.mentor_id, mentor.name AS mentor, mentor.email,
  l.name AS library, s.until, s.made_on, s.withdrawn_on, s.withdrawn_reason,
  (SELECT day FROM claim_mark WHERE sheet_id = s.id AND state = 'sent') AS sent_on,
  (SELECT day FROM claim_mark WHERE sheet_id = s.id AND state = 'approved') AS approved_on,
  x.kind, x.item_id, x.meeting_id, mentee.name AS mentee, m.day, m.place, m.minutes,
  c.miles_tenths, c.expense_cents, x.rate, x.amount_cents, y.id AS payment_id,
  y.amount_cents AS paid_cents, y.paid_on, y.reference, m.pair_id, c.route, c.expenses,
  (SELECT GROUP_CONCAT(partner) FROM meeting_report r WHERE r.meeting_id = m.id) AS forms
FROM claim_sheet s JOIN claim_line x ON x.sheet_id = s.id
JOIN meeting m ON m.id = x.meeting_id JOIN pair p ON p.id = m.pair_id
JOIN person mentor ON mentor.id = s.mentor_id JOIN person mentee ON mentee.id = p.mentee_id
LEFT JOIN library l ON l.id = mentor.library_id
LEFT JOIN claim c ON x.kind = 'travel' AND c.id = x.item_id
LEFT JOIN payment y ON y.kind = x.kind AND y.item_id = x.item_id AND y.sheet_id = s.id
  AND y.paid_on <= ?1 AND (y.voided_on IS NULL OR y.voided_on > ?1)
WHERE s.made_on <= ?1
ORDER BY s.id, m.day, x.meeting_id, x.kind
"""


def sheets(session: Session, day: date) -> list[Sheet]:
    """Every claim as of *day*, with its lines."""
    found = records(session, _Row, _SHEETS, (day.isoformat(),))
    paid = _paid(session)
    return [_sheet(list(same), paid, day) for _, same in groupby(found, key=attrgetter("sheet_id"))]


def _paid(session: Session) -> dict[int, list[PaidTerm]]:
    """Every payment of a claim sheet, voided ones too, by the sheet's id."""
    sql = "SELECT sheet_id, kind, item_id, paid_on, voided_on FROM payment WHERE sheet_id > 0"
    found: dict[int, list[PaidTerm]] = {}
    for sheet_id, kind, item_id, paid_on, voided_on in rows(session, sql):
        term = PaidTerm((kind, item_id), date.fromisoformat(paid_on), day_or_none(voided_on))
        found.setdefault(sheet_id, []).append(term)
    return found


def _by(day: date, happened: date | None) -> date | None:
    """The day on which something *happened*; None if that is after *day*."""
    return happened if happened is None or happened <= day else None


def _sheet(same: list[_Row], paid: dict[int, list[PaidTerm]], day: date) -> Sheet:
    head = same[0]
    withdrawn = _by(day, head.withdrawn_on)
    steps = Steps(
        made_on=head.made_on, lines=len(same), sent_on=head.sent_on,
        approved_on=head.approved_on, withdrawn_on=withdrawn,
        payments=tuple(paid.get(head.sheet_id, ())),
    )  # fmt: skip
    return Sheet(
        number=head.number,
        mentor_id=head.mentor_id,
        mentor=head.mentor,
        email=head.email,
        library=head.library,
        until=head.until,
        made_on=head.made_on,
        withdrawn_on=withdrawn,
        withdrawn_reason=head.withdrawn_reason if withdrawn else "",
        lines=tuple(map(_line, same)),
        state=steps.state(day),
        since=steps.since(day),
        sent_on=_by(day, head.sent_on),
        approved_on=_by(day, head.approved_on),
    )


def _line(row: _Row) -> SheetLine:
    return SheetLine(
        kind=row.kind,
        item_id=row.item_id,
        meeting_id=row.meeting_id,
        mentee=row.mentee,
        on=row.day,
        at=row.place,
        minutes=row.minutes if row.kind == "stipend" else None,
        miles_tenths=row.miles_tenths,
        expense_cents=row.expense_cents,
        rate=row.rate,
        amount_cents=row.amount_cents,
        payment_id=row.payment_id,
        paid_cents=row.paid_cents,
        paid_on=row.paid_on,
        reference=row.reference or "",
        pair_id=row.pair_id,
        route=row.route or "",
        expenses=kept(row.expenses or "", row.expense_cents or 0),
        reported_by=reported_in(row.forms),
    )


def trips(session: Session) -> dict[int, tuple[str, str]]:
    """The expenses and the route of every travel claim, as they are kept, by its number."""
    found = rows(session, "SELECT id, expenses, route FROM claim")
    return {number: (expenses, route) for number, expenses, route in found}
