"""New records in bulk: they get their numbers at once, are written many at a time, and are noted in
the history like every other change.

Building a statement for each record took longer than reading, checking and writing it.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlmodel import SQLModel

from wvls_mentor.store.queries import driver, rows
from wvls_mentor.store.session import Session


class _Into(NamedTuple):
    """How records of a kind are written."""

    table: str
    columns: tuple[str, ...]
    sql: str


@cache
def _into(kind: type[SQLModel]) -> _Into:
    table = kind.__table__  # type: ignore[attr-defined]
    # What the database itself fills in, as the moment of entry, is left to it.
    columns = tuple(c.name for c in table.columns if c.server_default is None or not c.nullable)
    named, marks = ", ".join(f'"{c}"' for c in columns), ", ".join("?" for _ in columns)
    return _Into(table.name, columns, f'INSERT INTO "{table.name}" ({named}) VALUES ({marks})')


def _plain(value: Any) -> Any:
    # The driver would write a date itself, but from Python 3.12 on it warns that it will not.
    return value.isoformat() if isinstance(value, date) else value


class Batch:
    """Records that are about to be written, in the order in which they were added.

    Until ``write`` no query finds them. What is written otherwise in the meantime must be flushed,
    and ``write`` called before, or two records would get one number.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._records: list[tuple[_Into, tuple[Any, ...]]] = []
        self._numbers: dict[str, int] = {}

    def number(self, kind: type[SQLModel]) -> int:
        """The number of the next record of a kind that counts its own."""
        table = _into(kind).table
        if table not in self._numbers:
            # Not the greatest number there is: one that was removed must not come back as another.
            sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
            self._numbers[table] = next((n for (n,) in rows(self._session, sql, (table,))), 0)
        self._numbers[table] += 1
        return self._numbers[table]

    def add(self, record: SQLModel) -> None:
        """Add a record; one without a number gets the next."""
        into = _into(type(record))
        first = into.columns[0]
        if first == "id" and getattr(record, first) is None:
            setattr(record, first, self.number(type(record)))
        values = tuple(_plain(getattr(record, name)) for name in into.columns)
        self._records.append((into, values))

    def rows(self, kind: type[SQLModel], values: Iterable[tuple[Any, ...]]) -> None:
        """Add plain rows of a kind, their values in the order of its columns."""
        into = _into(kind)
        self._records += [(into, row) for row in values]

    def mark(self) -> int:
        """What was added so far, for ``undo_to``."""
        return len(self._records)

    def undo_to(self, mark: int) -> None:
        """Forget what was added since."""
        del self._records[mark:]

    def write(self, most: int | None = None) -> None:
        """Write what was added, or the first *most* of it."""
        chosen = self._records[:most]
        del self._records[:most]
        connection, seen = self._session.connection(), set[str]()
        cursor = driver(self._session).cursor()
        for into, run in groupby(chosen, key=itemgetter(0)):
            values = [row for _, row in run]
            if into.table not in seen:  # the first of a table goes the way that makes its trigger
                connection.exec_driver_sql(into.sql, values.pop(0))
                seen.add(into.table)
            cursor.executemany(into.sql, values)

    def forget_numbers(self) -> None:
        """Forget the next numbers, because others have written records."""
        self._numbers.clear()
