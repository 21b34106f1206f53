"""Removes a person's data from every table, the history and the free pages of the file."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from wvls_mentor.records import EVERY
from wvls_mentor.records.field import GONE
from wvls_mentor.store import routes
from wvls_mentor.store.connection import connect
from wvls_mentor.store.opening import explained
from wvls_mentor.store.redaction import Words, address, name_of

# How the rows of a table belong to the person ``:id``.
_BELONGS = {
    "person": "person_id = :id",
    "both": ":id IN (mentor_id, mentee_id)",
    "pair": "pair_id IN (SELECT id FROM pair WHERE :id IN (mentor_id, mentee_id))",
    "meeting": "meeting_id IN (SELECT m.id FROM meeting m JOIN pair p ON p.id = m.pair_id"
    " WHERE :id IN (p.mentor_id, p.mentee_id))",
}


@dataclass(frozen=True, slots=True)
class _Text:
    """A column that is cleared: which rows are about the person ``:id``, and what stands there then."""

    table: str
    column: str
    belongs: str
    instead: str
    note: bool


def _texts() -> dict[tuple[str, str], _Text]:
    """Every column that is cleared, by its table and name."""
    found = {}
    for kind in EVERY:
        for field in kind.fields:
            if field.forgotten is not None:
                table = field.table or kind.table
                whose = {"person": "id = :id", "claim": _BELONGS["meeting"]}
                belongs = whose[table] if table in whose else _BELONGS[kind.belongs]
                found[table, field.stored_as] = _Text(
                    table, field.stored_as, belongs, field.forgotten, field.note
                )
    return found


def _free_text() -> dict[str, tuple[str, ...]]:
    """Where people write what they like: only there is a name looked for.

    A library or a topic keeps its words, whoever is called like a part of them.
    """
    found: dict[str, list[str]] = {}
    for kind in EVERY:
        written = [f for f in kind.fields if (f.note and f.forgotten is not None) or f.names_people]
        for field in written:
            columns = found.setdefault(field.table or kind.table, [])
            if field.stored_as not in columns:
                columns.append(field.stored_as)
    found |= {"said": ["key", "cells"], "form": ["columns"], "history": ["arguments"]}
    found["change"] = ["row_key"]
    return {table: tuple(columns) for table, columns in found.items()}


TEXTS = _texts()
FREE_TEXT = _free_text()
_ALWAYS = {
    "name", "email", "word", "cells", "key", "factors", "void_reason", "no_letters", "w9_on",
    *(text.column for text in TEXTS.values()),
}  # fmt: skip


def clear_texts(connection: Connection, person_id: int) -> None:
    """Empty every note about a person, and whatever else is erased at once."""
    for t in TEXTS.values():
        connection.exec_driver_sql(
            f"UPDATE {t.table} SET {t.column} = :instead"
            f" WHERE {t.belongs} AND {t.column} NOT IN ('', :instead)",
            {"id": person_id, "instead": t.instead},
        )
    for table in ("word", "letter"):
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE person_id = ?", (person_id,))
    _plain_factors(connection, person_id)


def _plain_factors(connection: Connection, person_id: int) -> None:
    """The scores of a match stay; the words that explain them name interests."""
    sql = "SELECT id, factors FROM pair WHERE ? IN (mentor_id, mentee_id) AND factors IS NOT NULL"
    for number, text in connection.exec_driver_sql(sql, (person_id,)).fetchall():
        factors = {name: {**factor, "why": ""} for name, factor in json.loads(text).items()}
        connection.exec_driver_sql(
            "UPDATE pair SET factors = ? WHERE id = ?",
            (json.dumps(factors, sort_keys=True), number),
        )


_OF_PAIRS = {kind.name: kind.table for kind in EVERY if kind.sheet and kind.belongs == "pair"}


def records_of(connection: Connection, person_id: int) -> set[tuple[str, int]]:
    """The records of a person and of their pairs, each with the kind of sheet it may come from."""
    found = {("mentors", person_id), ("mentees", person_id)}
    for pair in pairs_of(connection, person_id):
        found.add(("pairs", pair))
        for kind, table in _OF_PAIRS.items():
            sql = f"SELECT id FROM {table} WHERE pair_id = ?"
            found |= {(kind, n) for (n,) in connection.exec_driver_sql(sql, (pair,))}
    return found


def clear_answers(connection: Connection, person_id: int) -> None:
    """Forget what forms said of a person and of their pairs."""
    sql = "DELETE FROM said WHERE record_id = ? AND form_id IN (SELECT id FROM form WHERE kind = ?)"
    for kind, number in sorted(records_of(connection, person_id)):
        connection.exec_driver_sql(sql, (number, kind))


def pairs_of(connection: Connection, person_id: int) -> set[int]:
    """The pairs of a person, those that only the history has among them."""
    sql = """
    SELECT id FROM pair WHERE :id IN (mentor_id, mentee_id)
    UNION SELECT json_extract(COALESCE(after, before), '$.id') FROM change
    WHERE table_name = 'pair' AND :id IN (json_extract(COALESCE(after, before), '$.mentor_id'),
                                          json_extract(COALESCE(after, before), '$.mentee_id'))
    """
    return {n for (n,) in connection.exec_driver_sql(sql, {"id": person_id})}


def in_history(connection: Connection) -> dict[int, tuple[set[str], set[str]]]:
    """Everybody the history names: id -> (names, e-mail addresses)."""
    found: dict[int, tuple[set[str], set[str]]] = {}
    sql = "SELECT before, after FROM change WHERE table_name = 'person'"
    for states in connection.exec_driver_sql(sql):
        for row in (json.loads(state) for state in states if state is not None):
            names, addresses = found.setdefault(row["id"], (set(), set()))
            names |= {row["name"]} - {None}
            addresses |= {row["email"]} - {None}
    return found


def others(connection: Connection, person_id: int) -> set[str]:
    """The names and addresses of everybody else, those that only the history has among them.

    Who had an address of this person is this person, added again after an undo.
    """
    known = in_history(connection)
    for number, name, email in connection.exec_driver_sql("SELECT id, name, email FROM person"):
        names, addresses = known.setdefault(number, (set(), set()))
        names.add(name)
        addresses.add(email)
    own = {a.lower() for a in known.get(person_id, (set(), set()))[1]}
    return {
        text
        for number, (names, addresses) in known.items()
        if number != person_id and own.isdisjoint(a.lower() for a in addresses)
        for text in names | addresses
    }


def known_as(connection: Connection, person_id: int, column: str) -> list[str]:
    """Every name, e-mail address or phone number that a person ever had here."""
    found = {
        text
        for state in ("before", "after")
        for (text,) in connection.exec_driver_sql(
            f"SELECT DISTINCT json_extract({state}, '$.{column}') FROM change"
            " WHERE table_name = 'person' AND row_key = ?",
            (f"[{person_id}]",),
        )
    }
    now = connection.exec_driver_sql(f"SELECT {column} FROM person WHERE id = ?", (person_id,))
    return sorted(text for text in {*found, *now.scalars()} if text)


def entries_of_answers(connection: Connection, addresses: list[str]) -> set[int]:
    """The entries that noted what a form said of somebody with these addresses."""
    sql = (
        "SELECT entry_id FROM change WHERE table_name = 'said'"
        " AND instr(lower(COALESCE(before, '') || COALESCE(after, '')), lower(?))"
    )
    return {n for a in addresses for (n,) in connection.exec_driver_sql(sql, (a,))}


def overwrite_freed(connection: Connection) -> None:
    """Make SQLite overwrite deleted data from now on, not only free it."""
    connection.exec_driver_sql("PRAGMA secure_delete=ON")


def shorten_own_entry(connection: Connection, entry: int, person_id: int) -> None:
    """Reduce the running command's entry to the person's number: its arguments may be the name."""
    connection.exec_driver_sql(
        "UPDATE history SET arguments = ? WHERE id = ?", (f'["{person_id}"]', entry)
    )


def clear_history(connection: Connection, person_id: int, entries: set[int]) -> None:
    """Remove the data from *entries*: what they did stays visible, but cannot be undone."""
    pairs = pairs_of(connection, person_id)
    meetings = routes.meetings_of(connection, pairs)
    for entry in sorted(entries | routes.entries_of_claims(connection, meetings)):
        connection.exec_driver_sql(
            "UPDATE history SET final = 1, arguments = ? WHERE id = ?", (f'["{GONE}"]', entry)
        )
        rows = connection.exec_driver_sql(
            "SELECT id, table_name, before, after FROM change WHERE entry_id = ?", (entry,)
        ).fetchall()
        for number, table, *states in rows:
            found = [None if s is None else dict(json.loads(s)) for s in states]
            if any(row and _theirs(table, row, person_id, pairs, meetings) for row in found):
                texts = [None if row is None else _without(row) for row in found]
                connection.exec_driver_sql(
                    "UPDATE change SET before = ?, after = ?, row_key = CASE table_name"
                    " WHEN 'word' THEN ? WHEN 'said' THEN ? ELSE row_key END WHERE id = ?",
                    (*texts, *(f'["{GONE}"]' for _ in range(2)), number),
                )


def _theirs(
    table: str, row: dict[str, Any], person_id: int, pairs: set[int], meetings: set[int]
) -> bool:
    if table == "person":
        return bool(row["id"] == person_id)
    if table in ("pair", "claim"):  # a claim with its route belongs to a pair by its meeting only
        return row["id"] in pairs if table == "pair" else row["meeting_id"] in meetings
    if table == "said":
        return True  # the answers of a sheet in which they were
    people = (row.get("person_id"), row.get("mentor_id"), row.get("mentee_id"))
    return person_id in people or row.get("pair_id") in pairs


def _without(row: dict[str, Any]) -> str:
    # What was empty stays empty: otherwise a route that was never typed would seem erased.
    clean = {k: None if k in _ALWAYS and v != "" else v for k, v in row.items()}
    return json.dumps(clean, ensure_ascii=False)


def replace_addresses(connection: Connection, person_id: int, words: list[str]) -> None:
    """Remove addresses and phone numbers from all free text."""
    patterns = [address(word) for word in words]
    if patterns:
        _replace(connection, person_id, Words(re.compile("|".join(patterns)), GONE))


def replace_names(connection: Connection, person_id: int, names: list[str], instead: str) -> None:
    """Put *instead* in the place of a person's names in free text; as a payee only of the person.

    A longer name of somebody else keeps the part that is alike.
    """
    found = re.compile("|".join(map(name_of, names)))
    sql = "SELECT name FROM person WHERE id <> ?"
    others = [n for (n,) in connection.exec_driver_sql(sql, (person_id,)) if found.search(n)]
    # These are matched first: otherwise "Ann Lee" would go from "Ann Lee Miller".
    longer = sorted((n for n in others if n not in names), key=len, reverse=True)
    patterns = [*map(name_of, longer), *(f"(?P<n{i}>{name_of(n)})" for i, n in enumerate(names))]
    _replace(connection, person_id, Words(re.compile("|".join(patterns)), instead, names=True))


def replace_payee(connection: Connection, person_id: int, instead: str) -> None:
    """Put *instead* in the place of whoever this person's checks were made out to.

    Who has another name on checks was still called by it in each payment, once the name had gone.
    """
    with _the_ledger_open(connection, True):
        connection.exec_driver_sql(
            "UPDATE payment SET payee = ? WHERE person_id = ? AND payee IS NOT ?",
            (instead, person_id, instead),
        )
    for state in ("before", "after"):
        connection.exec_driver_sql(
            f"UPDATE change SET {state} = json_set({state}, '$.payee', ?)"
            f" WHERE table_name = 'payment' AND json_extract({state}, '$.person_id') = ?",
            (instead, person_id),
        )


def _replace(connection: Connection, person_id: int, words: Words) -> None:
    def row_without(table: str, text: str | None) -> str | None:
        row = {} if text is None else json.loads(text)
        mine = row.get("person_id") == person_id
        columns = [c for c in FREE_TEXT[table] if row.get(c) and (mine or c != "payee")]
        clean = {c: words.without(c, row[c]) for c in columns}
        changed = any(clean[c] != row[c] for c in columns)
        return json.dumps(row | clean, ensure_ascii=False) if changed else text

    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    driver.create_function("without", 3, words.without)
    driver.create_function("row_without", 2, row_without)
    for table, columns in FREE_TEXT.items():
        with _the_ledger_open(connection, table == "payment"):
            for name in columns:
                own = f"AND person_id = {int(person_id)}" if name == "payee" else ""
                command = "command" if table == "history" else "''"
                clean = f"without('{name}', {name}, {command})"
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {name} = {clean} WHERE {clean} IS NOT {name} {own}"
                )
        for state in ("before", "after"):
            connection.exec_driver_sql(
                f"UPDATE change SET {state} = row_without(table_name, {state})"
                f" WHERE table_name = ? AND row_without(table_name, {state}) IS NOT {state}",
                (table,),
            )


@contextmanager
def _the_ledger_open(connection: Connection, wanted: bool) -> Iterator[None]:
    """Allow the only edit of the ledger that privacy requires: names, never an amount.

    The trigger that refuses every edit is back in its place before the transaction ends.
    """
    if not wanted:
        yield
        return
    trigger = "payment_is_only_voided"
    (sql,) = connection.exec_driver_sql(
        "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (trigger,)
    ).one()
    connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
    yield
    connection.exec_driver_sql(sql)


def compact(path: Path) -> None:
    """Rewrite the file, so that no free page holds deleted data."""
    try:
        with closing(connect(path)) as opened:
            opened.execute("PRAGMA secure_delete=ON")
            opened.execute("VACUUM")
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
