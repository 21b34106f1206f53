"""Triggers that note every change in the history, in the same transaction.

Temporary triggers write each changed row into the table ``change``: whatever changes a row, the
models, a query or a trigger, is noted, and a table that is added later is noted without a word.
A trigger is made at the first statement that needs it: there are three for each of 27 tables, and
most commands write to one or two.
"""

import json
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, event

from wvls_mentor import invocation

# Its own tables, Alembic's, and the list of copies, which concerns no record.
UNNOTED = ("history", "change", "alembic_version", "backup")


def begin(connection: Connection, *, final: bool = False) -> int:
    """Open an entry for the running command; unless it is *final*, note its changes."""
    now = invocation.current()
    made = connection.exec_driver_sql(
        "INSERT INTO history (command, arguments, by, final) VALUES (?, ?, ?, ?)",
        (now.command, json.dumps(now.arguments, ensure_ascii=False), now.by(), final),
    )
    entry = int(made.lastrowid)
    if not final:
        _Notes(connection, entry)
    return entry


OPS = {
    sqlite3.SQLITE_INSERT: "insert",
    sqlite3.SQLITE_UPDATE: "update",
    sqlite3.SQLITE_DELETE: "delete",
}
_WRITE = re.compile(
    r"\s*(?:(?P<insert>INSERT|REPLACE)\b[\w\s]*?\sINTO|(?P<update>UPDATE)(?:\s+OR\s+\w+)?"
    r'|(?P<delete>DELETE)\s+FROM)\s+"?(?P<table>\w+)',
    re.IGNORECASE,
)


class _Notes:
    """Makes the triggers of an entry, each before the first statement that needs it."""

    def __init__(self, connection: Connection, entry: int) -> None:
        self.entry = entry
        self.made: set[tuple[str, str]] = set()  # (op, table)
        event.listen(connection, "before_cursor_execute", self.before)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        # A write that we did not see coming is refused: it would be missing from the history.
        driver.set_authorizer(self.allow)

    def before(self, connection: Connection, cursor: Any, statement: str, *rest: Any) -> None:
        """Make the triggers that *statement* needs."""
        if statement.startswith("ROLLBACK"):
            self.made.clear()  # the triggers that were made since the savepoint are gone
            return
        found = _WRITE.match(statement)
        if found is None or found["table"] in UNNOTED:
            return
        op = next(name for name in OPS.values() if found[name])
        for needed in {op, "update"} if "ON CONFLICT" in statement else {op}:
            if (needed, found["table"]) not in self.made:
                sql = _trigger(connection, found["table"], needed, self.entry)
                connection.exec_driver_sql(sql)
                self.made.add((needed, found["table"]))

    def allow(self, action: int, table: str | None, *rest: Any) -> int:
        """SQLite's question before each statement: may it do this?"""
        op = OPS.get(action)
        unnoted = op is None or table is None or table in UNNOTED or table.startswith("sqlite_")
        allowed = unnoted or (op, table) in self.made
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def finish(connection: Connection, entry: int) -> bool:
    """Whether the entry changed anything; a row that was changed twice is noted once."""
    several = (
        "SELECT id, table_name, row_key, before, after FROM change WHERE entry_id = :entry"
        " AND (table_name, row_key) IN (SELECT table_name, row_key FROM change"
        " WHERE entry_id = :entry GROUP BY table_name, row_key HAVING COUNT(*) > 1) ORDER BY id"
    )
    noted: dict[tuple[str, str], list[Any]] = {}
    for number, table, key, *states in connection.exec_driver_sql(several, {"entry": entry}):
        noted.setdefault((table, key), []).append((number, *states))
    for rows in noted.values():
        _merge(connection, rows)
    found = connection.exec_driver_sql("SELECT 1 FROM change WHERE entry_id = ? LIMIT 1", (entry,))
    return found.fetchone() is not None


def _merge(connection: Connection, rows: Sequence[tuple[int, str | None, str | None]]) -> None:
    """Make one note of all of a row's, (id, before, after); none where it is as it was."""
    first, before, after = rows[0][0], rows[0][1], rows[-1][2]
    gone = [(number,) for number, *_ in (rows if before == after else rows[1:])]
    connection.exec_driver_sql("DELETE FROM change WHERE id = ?", gone)
    if before != after:
        op = "insert" if before is None else "delete" if after is None else "update"
        connection.exec_driver_sql(
            "UPDATE change SET op = ?, after = ? WHERE id = ?", (op, after, first)
        )


def columns(connection: Connection, table: str) -> tuple[list[str], list[str]]:
    """(every column, those of the primary key) of a table."""
    rows: Any = connection.exec_driver_sql(f'PRAGMA table_info("{table}")').fetchall()
    keys = sorted((row[5], row[1]) for row in rows if row[5])
    return [row[1] for row in rows], [name for _, name in keys]


def row(connection: Connection, table: str, key: Sequence[Any]) -> dict[str, Any] | None:
    """A row as it is now, by its primary key; None where there is none."""
    names, keys = columns(connection, table)
    found = connection.exec_driver_sql(
        f'SELECT {as_json(names)} FROM "{table}" WHERE {_is(keys)}', tuple(key)
    ).fetchone()
    return None if found is None else dict(json.loads(found[0]))


def rows_at(connection: Connection, table: str, entry: int) -> list[dict[str, Any]]:
    """The rows of a small table as they were before *entry* and every later one."""
    names, keys = columns(connection, table)
    found = connection.exec_driver_sql(f'SELECT {as_json(names)} FROM "{table}"').fetchall()
    rows = {tuple(row[k] for k in keys): row for (text,) in found for row in [json.loads(text)]}
    later = connection.exec_driver_sql(
        "SELECT row_key, before FROM change WHERE table_name = ? AND entry_id >= ?"
        " ORDER BY entry_id DESC, id DESC",
        (table, entry),
    ).fetchall()
    for key, before in later:
        rows.pop(tuple(json.loads(key)), None)
        if before is not None:
            rows[tuple(json.loads(key))] = json.loads(before)
    return list(rows.values())


def put(
    connection: Connection, table: str, key: Sequence[Any], wanted: dict[str, Any] | None
) -> None:
    """Set a row to the *wanted* values; None deletes it."""
    where = _is(columns(connection, table)[1])
    if wanted is None:
        connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE {where}', tuple(key))
        return
    sets = ", ".join(f'"{name}" = ?' for name in wanted)
    values = tuple(wanted.values())
    done = connection.exec_driver_sql(f'UPDATE "{table}" SET {sets} WHERE {where}', (*values, *key))
    if not done.rowcount:
        named, marks = ", ".join(f'"{n}"' for n in wanted), ", ".join("?" for _ in wanted)
        connection.exec_driver_sql(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', values)


def _is(keys: Sequence[str]) -> str:
    return " AND ".join(f'"{k}" IS ?' for k in keys)


def as_json(names: list[str], prefix: str = "") -> str:
    """The SQL of a row as a JSON object."""
    return "json_object(" + ", ".join(f"'{n}', {prefix}\"{n}\"" for n in names) + ")"


def _trigger(connection: Connection, table: str, op: str, entry: int) -> str:
    """The SQL of the trigger that notes one kind of change of a table."""
    names, keys = columns(connection, table)
    row = "NEW" if op == "insert" else "OLD"
    before = "NULL" if op == "insert" else as_json(names, "OLD.")
    after = "NULL" if op == "delete" else as_json(names, "NEW.")
    key = "json_array(" + ", ".join(f'{row}."{n}"' for n in keys) + ")"
    differs = " OR ".join(f'OLD."{n}" IS NOT NEW."{n}"' for n in names)
    when = f"WHEN {differs} " if op == "update" else ""
    return (
        f'CREATE TEMP TRIGGER IF NOT EXISTS "note_{op}_{table}" AFTER {op.upper()}'
        f' ON main."{table}" {when}'
        "BEGIN INSERT INTO change (entry_id, table_name, row_key, op, before, after)"
        f" VALUES ({entry}, '{table}', {key}, '{op}', {before}, {after}); END"
    )
