"""Checks the file itself: SQLite's own checks, the schema, and a valid value in every cell."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wvls_mentor.store import checks as store
from wvls_mentor.store.checks import Cell
from wvls_mentor.store.engine import Schema, expected_schema, reading, schema_of
from wvls_mentor.store.session import Session

MOST = 5  # of a kind: whoever broke a column broke many cells


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the numbers it is about and what to do.

    Its *level* is ``problem``, or ``note`` for what may be as it should.
    """

    check: str
    message: str
    ids: tuple[int, ...] = ()
    level: str = "problem"


def of_file(db: Path) -> list[Finding]:
    """What is wrong with the file, its records aside. Raises DatabaseProblem."""
    with reading(db) as session:
        return findings(session)


def findings(session: Session) -> list[Finding]:
    """What is wrong with the file; the records of a damaged one prove nothing."""
    expected, found = expected_schema(), schema_of(session.connection())
    broken = [*_integrity(session), *_foreign_keys(session), *_schema(expected, found)]
    for table in sorted(expected.columns.keys() & found.columns.keys()):
        for column, kind in sorted(expected.columns[table].items()):
            if column in found.columns[table]:
                broken += _values(session, table, column, kind)
    return broken


def _integrity(session: Session) -> Iterator[Finding]:
    """SQLite's own: pages, indexes and constraints."""
    for said in store.integrity(session):
        yield Finding("integrity", f"{said}; restore a backup")


def _foreign_keys(session: Session) -> Iterator[Finding]:
    for table, row, parent in store.orphans(session):
        which = "a row" if row is None else f"row {row}"
        ids = () if row is None else (row,)
        message = f"{which} of {table} names a {parent} that is not there; restore a backup"
        yield Finding("foreign-keys", message, ids)


def _schema(expected: Schema, found: Schema) -> Iterator[Finding]:
    """Every table, column, index and trigger of this version, including the ledger's triggers."""
    for kind, name in sorted(expected.objects - found.objects):
        yield Finding("schema", f"the {kind} {name} is missing; restore a backup")
    for kind, name in sorted(found.objects - expected.objects):
        yield Finding("schema", f"the {kind} {name} is not of this program; restore a backup")
    for table in sorted(expected.columns.keys() & found.columns.keys()):
        for column in sorted(expected.columns[table].keys() ^ found.columns[table].keys()):
            lacks = column in expected.columns[table]
            wrong = "is missing" if lacks else "is not of this program"
            yield Finding("schema", f"the column {table}.{column} {wrong}; restore a backup")


def _moment(text: str) -> None:
    datetime.fromisoformat(text)


def _json(kind: type) -> Callable[[str], object]:
    def read(text: str) -> None:
        if not isinstance(json.loads(text), kind):
            raise ValueError(text)

    return read


# Texts that are more than that: what reads them.
_READ: dict[tuple[str, str], Callable[[str], object]] = {
    ("history", "arguments"): _json(list), ("history", "at"): _moment,
    ("change", "row_key"): _json(list), ("change", "before"): _json(dict),
    ("change", "after"): _json(dict), ("said", "cells"): _json(dict),
    ("form", "columns"): _json(dict), ("pair", "factors"): _json(dict),
}  # fmt: skip
_TYPES = {
    "INTEGER": "integer", "BOOLEAN": "integer", "VARCHAR": "text", "DATE": "text",
    "FLOAT": "real integer",
}  # fmt: skip


def _values(session: Session, table: str, column: str, kind: str) -> Iterator[Finding]:
    """Values whose type is not that of their column: SQLite accepts any."""
    types = _TYPES[kind.partition("(")[0]].split()
    wrong = store.cells_not_of(session, table, column, types, MOST)
    read = date.fromisoformat if kind == "DATE" else _READ.get((table, column))
    if kind.startswith("VARCHAR") or read is not None:
        wrong = [*wrong, *_unreadable(store.cells(session, table, column), read)][:MOST]
    for cell in wrong:
        shown = cell.raw.decode("utf-8", errors="replace")[:40]
        message = f"row {cell.row} of {table}: {shown!r} is no {column}; restore a backup"
        yield Finding("values", message, (cell.row,))


def _unreadable(cells: Iterable[Cell], read: Callable[[str], object] | None) -> Iterator[Cell]:
    for cell in cells:
        try:
            text = cell.raw.decode("utf-8")
            if read is not None and cell.kind == "text":
                read(text)
        except ValueError:  # of every reader, and of bytes that are no text
            yield cell
