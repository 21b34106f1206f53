"""People as they were when something was entered, by the history of their rows.

A signed claim that is printed again shows what it showed then, whatever was edited since.
"""

import json
from dataclasses import fields, replace
from datetime import date
from typing import Any

from wvls_mentor.rules.matching_facts import Place
from wvls_mentor.rules.people import Papers
from wvls_mentor.store import history, history_triggers
from wvls_mentor.store.people import PersonRecord
from wvls_mentor.store.queries import rows
from wvls_mentor.store.session import Session

_PLACE = tuple(f.name for f in fields(Place) if f.name != "library_id")


def when_made(
    session: Session, people: dict[int, PersonRecord], sheet_id: int | None
) -> dict[int, PersonRecord]:
    """*people* with the names, papers and libraries they had when a claim sheet was made.

    One that is older than the history has those of before its first entry.
    """
    entry = (history.maker_of(session, "claim_sheet", sheet_id) or -1) + 1
    connection = session.connection()
    libraries = {
        row["id"]: Place(row["id"], **{name: row[name] for name in _PLACE})
        for row in history_triggers.rows_at(connection, "library", entry)
    }
    then = {row["id"]: row for row in history_triggers.rows_at(connection, "person", entry)}
    return {n: _then(p, then[n], libraries) if n in then else p for n, p in people.items()}


def forgotten_since(session: Session, sheet_id: int | None) -> set[int]:
    """Who was forgotten after a claim sheet was made, so that their present data differs from then."""
    entry = history.maker_of(session, "claim_sheet", sheet_id) or 0
    found = rows(
        session, "SELECT arguments FROM history WHERE command = 'forget' AND id > ?", (entry,)
    )
    words = (json.loads(arguments) for (arguments,) in found)
    return {int(word[0]) for word in words if len(word) == 1 and str(word[0]).isdecimal()}


def payable_to(session: Session) -> dict[str, str]:
    """The name on the check of each claim when it was made, by its number; empty: the person's."""
    made = (
        "SELECT row_key, MAX(entry_id) FROM change"
        " WHERE table_name = 'claim_sheet' AND op = 'insert' GROUP BY row_key"
    )
    makers = {json.loads(key)[0]: entry for key, entry in rows(session, made)}
    edits = (
        "SELECT row_key, entry_id, json_extract(before, '$.payable_to') FROM change"
        " WHERE table_name = 'person' AND op = 'update' ORDER BY entry_id DESC, id DESC"
    )
    later: dict[int, list[tuple[int, str | None]]] = {}
    for key, entry, text in rows(session, edits):
        later.setdefault(json.loads(key)[0], []).append((entry, text))
    sql = (
        "SELECT s.id, s.number, s.mentor_id, p.payable_to FROM claim_sheet s"
        " JOIN person p ON p.id = s.mentor_id"
    )
    found = {}
    for sheet, number, person, name in rows(session, sql):
        for entry, before in later.get(person, ()):
            if entry > makers.get(sheet, 0):
                name = before or ""
        found[number] = name
    return found


def _then(person: PersonRecord, row: dict[str, Any], libraries: dict[int, Place]) -> PersonRecord:
    place = libraries.get(row["library_id"]) if row["library_id"] else None
    there = replace(person, place=place, library=place.name if place else None)
    if row["name"] is None:  # forgotten since: the words are gone, and the library stays
        return there
    # A row that was noted before a column was added has none of it: as it is now.
    kept = {f.name: row[f.name] for f in fields(Papers) if f.name in row}
    if kept.get("w9_on"):
        kept["w9_on"] = date.fromisoformat(str(kept["w9_on"]))
    return replace(there, name=row["name"], papers=replace(person.papers, **kept))
