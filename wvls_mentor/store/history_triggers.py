"""Every change of a transaction, noted in the same transaction.

Temporary triggers write each changed row into the table ``change``: whatever changes a row, the
models, a query or a trigger, is noted, and a table that is added later is noted without a word.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

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
        for table in tables(connection):
            for statement in _triggers(connection, table, entry):
                connection.exec_driver_sql(statement)
    return entry


def finish(connection: Connection, entry: int) -> bool:
    """Whether the entry changed anything; a row that was changed twice is noted once."""
    sql = (
        "SELECT table_name, row_key FROM change WHERE entry_id = ?"
        " GROUP BY table_name, row_key HAVING COUNT(*) > 1"
    )
    for table, key in connection.exec_driver_sql(sql, (entry,)).fetchall():
        _merge(connection, entry, table, key)
    found = connection.exec_driver_sql(
        "SELECT 1 FROM change WHERE entry_id = ? LIMIT 1", (entry,)
    ).fetchone()
    return found is not None


def _merge(connection: Connection, entry: int, table: str, key: str) -> None:
    where = "WHERE entry_id = ? AND table_name = ? AND row_key = ?"
    rows = connection.exec_driver_sql(
        f"SELECT id, before, after FROM change {where} ORDER BY id", (entry, table, key)
    ).fetchall()
    before, after = rows[0][1], rows[-1][2]
    connection.exec_driver_sql(
        f"DELETE FROM change {where} AND id > ?", (entry, table, key, rows[0][0])
    )
    if before == after:
        connection.exec_driver_sql("DELETE FROM change WHERE id = ?", (rows[0][0],))
        return
    op = "insert" if before is None else "delete" if after is None else "update"
    connection.exec_driver_sql(
        "UPDATE change SET op = ?, after = ? WHERE id = ?", (op, after, rows[0][0])
    )


def tables(connection: Connection) -> list[str]:
    """The tables whose changes are noted."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    names = (name for (name,) in connection.exec_driver_sql(sql).fetchall())
    return sorted(name for name in names if name not in UNNOTED)


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
    """Make a row what it is *wanted* to be; None takes it away."""
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


def _triggers(connection: Connection, table: str, entry: int) -> Iterator[str]:
    names, keys = columns(connection, table)
    old, new = as_json(names, "OLD."), as_json(names, "NEW.")
    differs = " OR ".join(f'OLD."{n}" IS NOT NEW."{n}"' for n in names)
    for op, row, before, after, when in (
        ("insert", "NEW", "NULL", new, ""),
        ("update", "OLD", old, new, f"WHEN {differs} "),
        ("delete", "OLD", old, "NULL", ""),
    ):
        key = "json_array(" + ", ".join(f'{row}."{n}"' for n in keys) + ")"
        yield (
            f'CREATE TEMP TRIGGER "note_{op}_{table}" AFTER {op.upper()} ON main."{table}" {when}'
            "BEGIN INSERT INTO change (entry_id, table_name, row_key, op, before, after)"
            f" VALUES ({entry}, '{table}', {key}, '{op}', {before}, {after}); END"
        )
