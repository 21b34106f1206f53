"""People as they were when something was entered, by the history of their rows.

A module of its own: a paper that was signed shows what stood on it, whatever was edited since.
"""

from dataclasses import fields, replace
from datetime import date
from typing import Any

from wvls_mentor.rules.facts import Place
from wvls_mentor.rules.people import Papers
from wvls_mentor.store import history, history_triggers
from wvls_mentor.store.people import PersonRecord
from wvls_mentor.store.session import Session

_PLACE = tuple(f.name for f in fields(Place) if f.name != "library_id")


def when_made(
    session: Session, people: dict[int, PersonRecord], table: str, row_id: int | None
) -> dict[int, PersonRecord]:
    """*people* with the names, papers and libraries they had when a row was inserted.

    A row that is older than the history has those of before its first entry.
    """
    entry = (history.maker_of(session, table, row_id) or -1) + 1
    connection = session.connection()
    libraries = {
        row["id"]: Place(row["id"], **{name: row[name] for name in _PLACE})
        for row in history_triggers.rows_at(connection, "library", entry)
    }
    # Of who was forgotten since the history has no words: they are as they are now.
    found = history_triggers.rows_at(connection, "person", entry)
    rows = {row["id"]: row for row in found if row["name"] is not None}
    return {n: _then(p, rows[n], libraries) if n in rows else p for n, p in people.items()}


def _then(person: PersonRecord, row: dict[str, Any], libraries: dict[int, Place]) -> PersonRecord:
    # A row that was noted before a column was added has none of it: as it is now.
    kept = {f.name: row[f.name] for f in fields(Papers) if f.name in row}
    if kept.get("w9_on"):
        kept["w9_on"] = date.fromisoformat(str(kept["w9_on"]))
    place = libraries.get(row["library_id"]) if row["library_id"] else None
    return replace(
        person, name=row["name"], papers=replace(person.papers, **kept), place=place,
        library=place.name if place else None,
    )  # fmt: skip
