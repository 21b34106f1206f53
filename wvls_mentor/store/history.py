"""The history's tables: an entry for each command, and a row for each row that it changed."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Index
from sqlmodel import Field, Session, SQLModel

from wvls_mentor.store import history_triggers
from wvls_mentor.store.models import NEVER_REUSED, NOW, one_of
from wvls_mentor.store.queries import records, rows


class Entry(SQLModel, table=True):
    """A command that wrote: when (UTC), with which arguments (JSON), and who typed it."""

    __tablename__ = "history"
    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})
    command: str
    arguments: str = "[]"
    by: str = ""
    undoes: int | None = Field(default=None, foreign_key="history.id", index=True)
    final: bool = False  # it cannot be taken back


class Changed(SQLModel, table=True):
    """A row before and after (JSON); *row_key* is its primary key as a JSON list."""

    __tablename__ = "change"
    __table_args__ = (
        Index("change_by_row", "table_name", "row_key"),
        one_of("op", ("insert", "update", "delete")),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="history.id", index=True)
    table_name: str
    row_key: str
    op: str
    before: str | None = None
    after: str | None = None


class EntryRecord(NamedTuple):
    """An entry as it is listed: when in local time, and how many rows it changed."""

    id: int
    at: str
    command: str
    arguments: str
    by: str
    undoes: int | None
    final: int
    rows: int


def entries(session: Session) -> list[EntryRecord]:
    """Every entry, oldest first."""
    sql = """
    SELECT h.id, datetime(h.at, 'localtime') AS at, h.command, h.arguments, h.by, h.undoes, h.final,
      (SELECT COUNT(*) FROM change c WHERE c.entry_id = h.id) AS rows
    FROM history h ORDER BY h.id
    """
    return records(session, EntryRecord, sql)


class ChangeRecord(NamedTuple):
    """A row that an entry changed; its key and its states are JSON."""

    table_name: str
    row_key: str
    op: str
    before: str | None
    after: str | None


def changes(session: Session, entry: int) -> list[ChangeRecord]:
    """The rows that an entry changed, in their order."""
    sql = "SELECT table_name, row_key, op, before, after FROM change WHERE entry_id = ? ORDER BY id"
    return records(session, ChangeRecord, sql, (entry,))


_ROW = "COALESCE(after, before)"


def entries_of_person(session: Session, person_id: int) -> set[int]:
    """The entries that changed a row of a person."""
    sql = f"""
    SELECT entry_id FROM change
    WHERE (table_name = 'person' AND json_extract({_ROW}, '$.id') = :id)
      OR :id IN (json_extract({_ROW}, '$.person_id'), json_extract({_ROW}, '$.mentor_id'),
                 json_extract({_ROW}, '$.mentee_id'))
      OR (table_name = 'claim_mark' AND json_extract({_ROW}, '$.sheet_id') IN
        (SELECT id FROM claim_sheet WHERE mentor_id = :id))
    """
    return {entry for (entry,) in rows(session, sql, {"id": person_id})}


def entries_of_pair(session: Session, pair_id: int) -> set[int]:
    """The entries that changed a row of a pair."""
    sql = f"""
    SELECT entry_id FROM change
    WHERE (table_name = 'pair' AND json_extract({_ROW}, '$.id') = :id)
      OR json_extract({_ROW}, '$.pair_id') = :id
      OR json_extract({_ROW}, '$.meeting_id') IN (
        SELECT json_extract({_ROW}, '$.id') FROM change
        WHERE table_name = 'meeting' AND json_extract({_ROW}, '$.pair_id') = :id
        UNION SELECT id FROM meeting WHERE pair_id = :id)
    """
    return {entry for (entry,) in rows(session, sql, {"id": pair_id})}


def entries_after(session: Session, entry: int, table: str, key: Sequence[Any]) -> set[int]:
    """The entries later than *entry* that changed this row."""
    # As SQLite writes it: with a blank behind a comma no key of two columns would be found.
    text = json.dumps(key, separators=(",", ":"), ensure_ascii=False)
    sql = (
        "SELECT DISTINCT entry_id FROM change WHERE table_name = ? AND row_key = ? AND entry_id > ?"
    )
    return {number for (number,) in rows(session, sql, (table, text, entry))}


class StepRecord(NamedTuple):
    """A change of one row that a payment rests on, with the command that made it (local time)."""

    entry: int
    at: str
    command: str
    by: str
    table_name: str
    op: str


def steps_of_payment(
    session: Session, payment: int, meeting: int, kind: str, item: int
) -> list[StepRecord]:
    """Every change of a payment, its meeting, its travel claim and its line on a claim sheet."""
    sql = f"""
    SELECT h.id AS entry, datetime(h.at, 'localtime') AS at, h.command, h.by, c.table_name, c.op
    FROM change c JOIN history h ON h.id = c.entry_id
    WHERE (c.table_name = 'payment' AND c.row_key = json_array(?1))
      OR (c.table_name = 'meeting' AND c.row_key = json_array(?2))
      OR (c.table_name = 'claim' AND ?3 = 'travel' AND c.row_key = json_array(?4))
      OR (c.table_name = 'claim_line' AND json_extract({_ROW}, '$.kind') = ?3
          AND json_extract({_ROW}, '$.item_id') = ?4)
    ORDER BY c.id
    """
    return records(session, StepRecord, sql, (payment, meeting, kind, item))


def maker_of(session: Session, table: str, rowid: int | None) -> int | None:
    """The newest entry that inserted the row that has this rowid now; None where none did."""
    _, keys = history_triggers.columns(session.connection(), table)
    key = "json_array(" + ", ".join(f'"{k}"' for k in keys) + ")"
    sql = (
        "SELECT MAX(entry_id) FROM change WHERE table_name = ? AND op = 'insert'"
        f' AND row_key = (SELECT {key} FROM "{table}" WHERE rowid = ?)'
    )
    ((entry,),) = rows(session, sql, (table, rowid))
    return None if entry is None else int(entry)


def names(session: Session) -> dict[str, dict[int, str]]:
    """What people, libraries and topics are called now: table -> number -> name."""
    asked = {
        "person": "SELECT id, name FROM person",
        "library": "SELECT id, name FROM library",
        "topic": "SELECT id, slug FROM topic",
        "sheet": "SELECT id, number FROM claim_sheet",
    }
    return {table: dict(map(tuple, rows(session, sql))) for table, sql in asked.items()}


def partners(session: Session) -> list[tuple[int, int, int]]:
    """(pair, mentor, mentee) of every pair there is."""
    return rows(session, "SELECT id, mentor_id, mentee_id FROM pair")


def note_undo(session: Session, entry: int, undone: int) -> None:
    """Note that *entry* takes *undone* back."""
    session.connection().exec_driver_sql(
        "UPDATE history SET undoes = ? WHERE id = ?", (undone, entry)
    )


def defer_foreign_keys(session: Session) -> None:
    """Let rows name one that is not there until the end: an undo puts them back one by one."""
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
