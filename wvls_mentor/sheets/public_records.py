"""All records, of everybody or of one person, for a public-records request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from wvls_mentor.records import KINDS, SHEETS
from wvls_mentor.records.papers import PAPERS
from wvls_mentor.records.people import FACTS
from wvls_mentor.services import history
from wvls_mentor.sheets import exporter
from wvls_mentor.sheets.exporter import ExportSheet
from wvls_mentor.store import exports, privacy
from wvls_mentor.store.engine import reading
from wvls_mentor.store.models import Person
from wvls_mentor.store.session import Session

# Neither history nor changes are records of the program; both tell when.
_DAYS = {"history": "at", "changes": "at"}


# Home addresses and phone numbers go into a separate file, like notes.
APART = tuple(field.name for field in (*FACTS, *PAPERS))


def gather(db: Path, person_id: int | None, year: int | None, today: date) -> list[ExportSheet]:
    """A sheet for each kind of record, and one of all notes apart."""
    sheets = [_apart(sheet) for sheet in exporter.export(db, SHEETS, today)]
    with reading(db) as session:
        email = None if person_id is None else session.get_one(Person, person_id).email
        sheets += [exporter.sheet(k, exports.sheet(session, k)) for k in exports.OTHERS]
        entries = {e.id for e in history.entries(db, person=person_id)}
        sheets += [_changes(session, entries), _answers(session, person_id)]
    sheets.append(_history(db, person_id))
    if person_id is not None:
        sheets = [s for s in sheets if s.kind not in ("libraries", "topics")]
    chosen = [
        replace(s, rows=tuple(filter(_keeps(s, email, person_id, year), s.rows))) for s in sheets
    ]
    return [*(s.without_notes() for s in chosen), _notes(chosen)]


def _apart(sheet: ExportSheet) -> ExportSheet:
    """A sheet of people without what "contacts" has."""
    if sheet.kind not in ("mentors", "mentees"):
        return sheet
    return replace(replace(sheet, notes=APART).without_notes(), notes=sheet.notes)


def _changes(session: Session, entries: set[int]) -> ExportSheet:
    """Each row that a command changed, before and after; what it says counts as notes."""
    header = ("entry", "at", "table", "op", "before", "after")
    rows = tuple(row for row in exports.changes(session) if row[0] in entries)
    return ExportSheet("changes", header, rows, ("before", "after"))


def _answers(session: Session, person_id: int | None) -> ExportSheet:
    """What forms said last time; the cells count as notes."""
    rows = exports.answers(session)
    if person_id is not None:
        records = privacy.records_of(session.connection(), person_id)
        rows = [row for row in rows if (row[0], row[3]) in records]
    return ExportSheet(
        "answers", ("form", "key", "cells"), tuple(row[:3] for row in rows), ("key", "cells")
    )


def _history(db: Path, person_id: int | None) -> ExportSheet:
    rows = tuple(
        (e.id, e.at, e.command, " ".join(e.arguments), e.by, e.rows)
        for e in history.entries(db, person=person_id)
    )
    header = ("entry", "at", "command", "arguments", "by", "rows")
    return ExportSheet("history", header, rows, ("arguments",))


def _keeps(
    sheet: ExportSheet, email: str | None, person_id: int | None, year: int | None
) -> Callable[[tuple[object, ...]], bool]:
    where = {name: i for i, name in enumerate(sheet.header)}
    named = [where[n] for n in ("email", "mentor_email", "mentee_email") if n in where]

    def keep(row: tuple[object, ...]) -> bool:
        if person_id is not None and sheet.kind == "payments":
            mine = row[where["person_id"]] == person_id
        else:
            mine = email is None or not named or any(row[i] == email for i in named)
        return mine and (year is None or _in_year(sheet.kind, row, where, year))

    return keep


def _in_year(kind: str, row: tuple[object, ...], where: dict[str, int], year: int) -> bool:
    if kind == "pairs":
        start, end = str(row[where["matched_on"]]), row[where["ended_on"]] or row[where["ends_on"]]
        return int(start[:4]) <= year <= int(str(end)[:4])
    name = KINDS[kind].day if kind in KINDS else _DAYS.get(kind)
    day = row[where[name]] if name else None
    return day is None or str(day).startswith(str(year))


def _notes(sheets: list[ExportSheet]) -> ExportSheet:
    """Every note, with the sheet and the row that it belongs to."""
    rows = [
        (sheet.kind, number, name, row[i])
        for sheet in sheets
        for i, name in enumerate(sheet.header)
        if name in sheet.notes
        for number, row in enumerate(sheet.rows, 2)
        if row[i]
    ]
    return ExportSheet("notes", ("sheet", "line", "column", "text"), tuple(rows))
