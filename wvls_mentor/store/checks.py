"""Queries of ``wvls check`` on the records and the file itself."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from wvls_mentor.store.queries import records, rows

# What no row of a sound program answers to: the numbers of those that do are asked for.
WRONG = {
    "paid before the meeting": "SELECT y.id FROM payment y JOIN meeting m ON m.id = y.meeting_id"
    " WHERE y.voided_on IS NULL AND y.paid_on < m.day",
    "goal done before it was shared": "SELECT id FROM goal WHERE done_on < shared_on",
    "goal dropped before it was shared": "SELECT id FROM goal WHERE dropped_on < shared_on",
    "question answered before it was asked": "SELECT id FROM question WHERE done_on < asked_on",
    "entry undoes a later one": "SELECT id FROM history WHERE undoes >= id",
    "person without an address": "SELECT id FROM person WHERE email NOT LIKE '%_@_%'",
    "excuse ends before it begins": "SELECT id FROM excused WHERE until < since",
    "meeting paid and not held": "SELECT y.id FROM payment y JOIN meeting m ON m.id = y.meeting_id"
    " WHERE y.voided_on IS NULL AND (m.state <> 'held' OR m.method <> 'in-person')",
    "travel paid and not claimed": "SELECT y.id FROM payment y LEFT JOIN claim c ON c.id = y.item_id"
    " WHERE y.kind = 'travel' AND y.voided_on IS NULL AND c.id IS NULL",
    "payment of another pair": "SELECT y.id FROM payment y JOIN meeting m ON m.id = y.meeting_id"
    " WHERE y.pair_id <> m.pair_id",
    "claim not in person": "SELECT c.id FROM claim c JOIN meeting m ON m.id = c.meeting_id"
    " WHERE m.method <> 'in-person'",
    "claim sheet without a line": "SELECT s.id FROM claim_sheet s WHERE NOT EXISTS"
    " (SELECT 1 FROM claim_line l WHERE l.sheet_id = s.id)",
    "claim marked outside of its days": "SELECT s.id FROM claim_sheet s JOIN claim_mark m"
    " ON m.sheet_id = s.id WHERE m.day < s.made_on OR m.day > s.withdrawn_on GROUP BY s.id",
    "person without a role": "SELECT p.id FROM person p WHERE NOT EXISTS"
    " (SELECT 1 FROM mentor m WHERE m.person_id = p.id) AND NOT EXISTS"
    " (SELECT 1 FROM mentee e WHERE e.person_id = p.id)",
}
# kind of record -> the days on which they lie in their pair's term
_DAYS = {
    "meeting": "SELECT id, pair_id, day FROM meeting WHERE state IN ('held', 'attempted')",
    "check-in": "SELECT id, pair_id, day FROM check_in",
    "goal": "SELECT id, pair_id, shared_on FROM goal WHERE shared_on IS NOT NULL",
    "evaluation": "SELECT id, pair_id, day FROM evaluation",
}


def wrong(session: Session, name: str) -> list[int]:
    """The numbers of the rows to which one of WRONG applies."""
    return [number for (number,) in rows(session, WRONG[name])]


def days_of(session: Session, kind: str) -> list[tuple[int, int, date]]:
    """(number, pair, day) of every meeting, check-in, shared goal or evaluation."""
    found = rows(session, f"{_DAYS[kind]} ORDER BY id")
    return [(number, pair_id, date.fromisoformat(day)) for number, pair_id, day in found]


def settings(session: Session) -> list[tuple[str, str]]:
    """(key, value) of every dated setting, readable or not."""
    return rows(session, "SELECT key, value FROM setting")


def has_a_stipend(session: Session) -> bool:
    """Whether any stipend is set."""
    return bool(rows(session, "SELECT 1 FROM rate WHERE kind = 'stipend' LIMIT 1"))


class PaidSum(NamedTuple):
    """An active payment with the travel claim that it paid; cents, tenths of a mile."""

    payment_id: int
    kind: str
    amount_cents: int
    rate: int | None
    miles_tenths: int | None
    expense_cents: int | None


def paid_sums(session: Session) -> list[PaidSum]:
    """Every active payment with what it comes from."""
    sql = """
    SELECT y.id AS payment_id, y.kind, y.amount_cents, y.rate, c.miles_tenths, c.expense_cents
    FROM payment y LEFT JOIN claim c ON y.kind = 'travel' AND c.id = y.item_id
    WHERE y.voided_on IS NULL
    """
    return records(session, PaidSum, sql)


def integrity(session: Session) -> list[str]:
    """SQLite's own complaints of pages, indexes and constraints; none where the file is sound."""
    found = (said for (said,) in rows(session, "PRAGMA integrity_check(20)"))
    return [said for said in found if said != "ok"]


def orphans(session: Session) -> list[tuple[str, int | None, str]]:
    """(table, rowid, the table named) of every row that names one that is not there."""
    found = rows(session, "PRAGMA foreign_key_check")
    return [(table, row, parent) for table, row, parent, _ in found]


class Cell(NamedTuple):
    """A value with its type as SQLite has it."""

    row: int
    kind: str
    raw: bytes


def cells(session: Session, table: str, column: str) -> list[Cell]:
    """Every value of a column that is not NULL."""
    return records(session, Cell, _CELLS.format(table=table, column=column))


def cells_not_of(
    session: Session, table: str, column: str, kinds: Iterable[str], most: int
) -> list[Cell]:
    """The first values of a column that have none of these types."""
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    sql = _CELLS.format(table=table, column=column)
    return records(
        session, Cell, f'{sql} AND typeof("{column}") NOT IN ({listed}) LIMIT {int(most)}'
    )


_CELLS = (
    'SELECT rowid AS row, typeof("{column}") AS kind, CAST("{column}" AS BLOB) AS raw'
    ' FROM "{table}" WHERE "{column}" IS NOT NULL'
)
