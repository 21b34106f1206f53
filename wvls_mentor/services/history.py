"""The history: every command that changed something, and the rows that it changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wvls_mentor.errors import SEE_ALL, NotFound
from wvls_mentor.rules.choices import PARTNERS
from wvls_mentor.store import claims, payments, privacy
from wvls_mentor.store import history as store
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session
from wvls_mentor.text import to_copy


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that changed something: when (local time), what, by who, how many rows."""

    id: int
    at: str
    command: str
    arguments: tuple[str, ...]
    by: str
    undoes: int | None
    final: bool
    rows: int
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; None if it was added or removed."""

    table: str
    key: tuple[Any, ...]
    op: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in rows stand for: table -> number -> what people call it."""

    known: Mapping[str, Mapping[int, str]]

    def of(self, column: str, number: int) -> str:
        """``pair 1 Mentor One > Mentee One`` of ``pair_id`` 1; a number where nothing is known."""
        table = column.removesuffix("_id")
        role = table in PARTNERS
        called = self.known.get("person" if role else table, {}).get(number, "")
        if called and table in ("library", "topic", "sheet"):
            return called
        return " ".join(filter(None, ("" if role else table, str(number), called)))


@dataclass(frozen=True, slots=True)
class Detail:
    """An entry with the rows that it changed.

    *back* is the command that takes it back, without ``wvls``; empty where none does.
    """

    entry: Entry
    changes: tuple[RowChange, ...]
    names: Names
    back: str = ""


def entries(
    db: Path, *, pair: int | None = None, person: int | None = None, since: date | None = None
) -> list[Entry]:
    """Every entry, newest first: those of a pair, of a person, from a day on."""
    with reading(db) as session:
        found = every(session)
        if pair is not None:
            wanted = store.entries_of_pair(session, pair)
            found = [entry for entry in found if entry.id in wanted]
        if person is not None:
            wanted = touching_person(session, person)
            found = [entry for entry in found if entry.id in wanted]
    return [e for e in reversed(found) if since is None or e.at[:10] >= since.isoformat()]


def touching_person(session: Session, number: int) -> set[int]:
    """The entries that changed a row of a person or of one of their pairs, even an undone one."""
    found = store.entries_of_person(session, number)
    for pair in privacy.pairs_of(session.connection(), number):
        found |= store.entries_of_pair(session, pair)
    return found


def entry(db: Path, number: int) -> Detail:
    """One entry with the rows that it changed. Raises NotFound."""
    with reading(db) as session:
        changes = changes_of(session, number)
        found = one(session, number)
        back = _way_back(session, found, changes)
        return Detail(found, changes, names_of(session, changes), back)


def _way_back(session: Session, entry: Entry, changes: Sequence[RowChange]) -> str:
    """Payments are voided, claims withdrawn; a final entry stays; everything else can be undone."""
    made = [(c.table, c.after or {}) for c in changes if c.op == "insert"]
    tables = {c.table for c in changes}
    if "payment" in tables:
        ledger = payments.lines(session)
        mine = {row["id"] for table, row in made if table == "payment"}
        active = [p for p in ledger if p.payment_id in mine and p.voided_on is None]
        same = len({p.reference for p in active}) == 1 < len(active)
        if same:
            return f"stipends void --reference {to_copy(active[0].reference)}"
        return f"stipends void {active[0].payment_id}" if active else ""
    if tables & {"claim_sheet", "claim_line"}:
        sheets = [s for s in claims.sheets(session, date.max) if s.withdrawn_on is None]
        numbers = {row["number"] for table, row in made if table == "claim_sheet"}
        unpaid = [s.number for s in sheets if s.number in numbers and not s.paid_cents]
        return f"stipends withdraw {unpaid[0]}" if unpaid else ""
    if entry.undone_by is not None or entry.final or not entry.rows:
        return ""
    return f"undo {entry.id}"


def names_of(session: Session, changes: Sequence[RowChange]) -> Names:
    """Present names; for records that are gone, the names in the rows themselves."""
    known = store.names(session)
    gone = [(c.table, c.after or c.before or {}) for c in changes]
    for table, row in gone:
        if table in known:
            known[table].setdefault(row["id"], row.get("slug") or row.get("name") or "")
    pairs = [(r["id"], r["mentor_id"], r["mentee_id"]) for table, r in gone if table == "pair"]
    pairs += store.partners(session)
    people = known["person"]
    known["pair"] = {
        number: f"{people.get(mentor, mentor)} and {people.get(mentee, mentee)}"
        for number, mentor, mentee in pairs
    }
    return Names(known)


def every(session: Session) -> list[Entry]:
    """Every entry, oldest first."""
    found = store.entries(session)
    undone: dict[int, int] = {}
    for entry in reversed(found):
        if entry.undoes is not None and entry.id not in undone:
            undone[entry.undoes] = entry.id
    return [
        Entry(
            id=e.id, at=e.at, command=e.command, arguments=tuple(json.loads(e.arguments)), by=e.by,
            undoes=e.undoes, final=bool(e.final), rows=e.rows, undone_by=undone.get(e.id),
        )
        for e in found
    ]  # fmt: skip


def one(session: Session, number: int) -> Entry:
    """One entry. Raises NotFound."""
    found = next((e for e in every(session) if e.id == number), None)
    if found is None:
        raise NotFound(f"There is no entry {number}.", f"{SEE_ALL}wvls history --all")
    return found


def changes_of(session: Session, number: int) -> tuple[RowChange, ...]:
    """The rows that an entry changed, in their order."""
    return tuple(
        RowChange(c.table_name, tuple(json.loads(c.row_key)), c.op, _row(c.before), _row(c.after))
        for c in store.changes(session, number)
    )


def _row(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))
