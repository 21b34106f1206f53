"""Queries on the ledger: its lines, what they were paid for, and which meeting they name."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from wvls_mentor.rules.expenses import kept, sum_of
from wvls_mentor.rules.payments import Basis, PaymentLine
from wvls_mentor.store.queries import day_or_none, records, rows

_LINES = """
SELECT y.id AS payment_id, y.kind, y.item_id, y.meeting_id, y.pair_id, y.person_id,
  p.name AS person, y.payee, y.amount_cents, y.rate, y.paid_on, y.reference, s.number AS claim,
  y.voided_on, y.void_reason, y.entered_at, y.voided_at, y.entered_by, y.voided_by
FROM payment y JOIN person p ON p.id = y.person_id LEFT JOIN claim_sheet s ON s.id = y.sheet_id
ORDER BY y.paid_on, y.id
"""


def lines(session: Session) -> list[PaymentLine]:
    """The whole ledger, by the day of payment."""
    return records(session, PaymentLine, _LINES)


def payable_to(session: Session) -> dict[int, str]:
    """Who checks are made out to, by person: only where that is somebody else."""
    return dict(
        map(tuple, rows(session, "SELECT id, payable_to FROM person WHERE payable_to <> ''"))
    )


def newest(session: Session) -> int:
    """The number of the newest payment; 0 where there is none."""
    ((number,),) = rows(session, "SELECT COALESCE(MAX(id), 0) FROM payment")
    return int(number)


def void(session: Session, payment_id: int, *, on: date, reason: str, who: str) -> None:
    """Void a payment: the only change that the ledger's triggers allow."""
    sql = (
        "UPDATE payment SET voided_on = ?, void_reason = ?, voided_at = CURRENT_TIMESTAMP,"
        " voided_by = ? WHERE id = ?"
    )
    session.connection().exec_driver_sql(sql, (on.isoformat(), reason, who, payment_id))


def active_of(session: Session, meeting_id: int) -> list[tuple[int, str, int]]:
    """The payments of a meeting that were not voided: (number, kind, item)."""
    sql = "SELECT id, kind, item_id FROM payment WHERE meeting_id = ? AND voided_on IS NULL"
    return rows(session, sql, (meeting_id,))


def names_meeting(session: Session, meeting_id: int) -> bool:
    """Whether the ledger or a claim sheet names the meeting, voided or withdrawn as it may be."""
    sql = (
        "SELECT 1 FROM payment WHERE meeting_id = ?1"
        " UNION ALL SELECT 1 FROM claim_line WHERE meeting_id = ?1"
    )
    return bool(rows(session, sql, (meeting_id,)))


class VisitRecord(NamedTuple):
    """The meeting that a payment is for, and its travel claim; minutes, tenths of a mile, cents."""

    day: date
    place: str
    minutes: int | None
    entered_at: str | None
    miles_tenths: int | None
    expense_cents: int | None
    expenses: str | None
    route: str | None
    forms: str | None  # the partners who reported it


def visit_of(session: Session, meeting_id: int, claim_id: int | None) -> VisitRecord:
    """The meeting, and the claim where one is named, that a payment rests on."""
    sql = """
    SELECT m.day, m.place, m.minutes, m.entered_at, c.miles_tenths, c.expense_cents,
      c.expenses, c.route,
      (SELECT GROUP_CONCAT(partner) FROM meeting_report r WHERE r.meeting_id = m.id) AS forms
    FROM meeting m LEFT JOIN claim c ON c.meeting_id = m.id AND c.id = ?2 WHERE m.id = ?1
    """
    return records(session, VisitRecord, sql, (meeting_id, claim_id))[0]


def bases(session: Session) -> dict[int, Basis]:
    """What each payment was for, by its number; the claim is as it stands now."""
    sql = """
    SELECT y.id, m.day, c.expenses, c.expense_cents
    FROM payment y JOIN meeting m ON m.id = y.meeting_id
    LEFT JOIN claim c ON y.kind = 'travel' AND c.id = y.item_id
    """
    found = {}
    for number, day, expenses, cents in rows(session, sql):
        meals = [e for e in kept(expenses or "", cents or 0) if e.kind == "meal"]
        found[number] = Basis(date.fromisoformat(day), sum_of(meals))
    return found


def count_and_newest(session: Session, person_id: int) -> tuple[int, date | None]:
    """How many payments a person got, and the day of the newest."""
    sql = "SELECT COUNT(*), MAX(paid_on) FROM payment WHERE person_id = ?"
    ((count, day),) = rows(session, sql, (person_id,))
    return count, day_or_none(day)


def by_rate(session: Session, kind: str, rate: int, since: date) -> list[tuple[int, date]]:
    """The active payments of a *kind* at a *rate* for visits on or after *since*: (number, day)."""
    sql = (
        "SELECT y.id, m.day FROM payment y JOIN meeting m ON m.id = y.meeting_id WHERE y.kind = ?"
        " AND y.voided_on IS NULL AND y.rate = ? AND m.day >= ? ORDER BY y.id"
    )
    found = rows(session, sql, (kind, rate, since.isoformat()))
    return [(number, date.fromisoformat(day)) for number, day in found]


def entries(session: Session) -> dict[int, int]:
    """The entry that made each payment, by its number; one older than the history has none."""
    sql = (
        "SELECT json_extract(row_key, '$[0]'), MIN(entry_id) FROM change"
        " WHERE table_name = 'payment' AND op = 'insert' GROUP BY 1"
    )
    return dict(map(tuple, rows(session, sql)))
