"""Exports all records as sheets that can be imported again without loss."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.dates import months_after
from wvls_mentor.money import dollars
from wvls_mentor.records import KINDS
from wvls_mentor.records.papers import PAPERS, TEXTS
from wvls_mentor.rules.expenses import as_text, kept
from wvls_mentor.rules.meetings import reported_in
from wvls_mentor.rules.people import PersonLine
from wvls_mentor.rules.terms import ends_on
from wvls_mentor.services.standing import mentee_lines, mentor_lines
from wvls_mentor.sheets import files, reader, workbooks
from wvls_mentor.store import exports, payments, people, queries
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session

Rows = Iterable[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One sheet: its columns and rows; *notes* names the columns of free text."""

    kind: str
    header: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]
    notes: tuple[str, ...] = ()

    def without_notes(self) -> "ExportSheet":
        """The same sheet with no free text in it."""
        keep = [i for i, name in enumerate(self.header) if name not in self.notes]
        header = tuple(self.header[i] for i in keep)
        rows = tuple(tuple(row[i] for i in keep) for row in self.rows)
        return ExportSheet(self.kind, header, rows)


def is_own(kind: str, header: Iterable[str]) -> bool:
    """Whether a header is that of our own export, with its notes or without."""
    columns = {field.name for field in KINDS[kind].outgoing}
    # Without notes it is still ours; an added or renamed column makes a form of it.
    found = {name.strip() for name in header}
    return found in (columns, columns - set(KINDS[kind].notes))


def sheet(kind: str, rows: Rows) -> ExportSheet:
    """The sheet of a kind with its columns in their order."""
    header = tuple(field.name for field in KINDS[kind].outgoing)
    return ExportSheet(kind, header, tuple(rows), KINDS[kind].notes)


def export(db: Path, kinds: Iterable[str], today: date, *, notes: bool = True) -> list[ExportSheet]:
    """The sheets of *kinds*, all of one moment."""
    with reading(db) as session:
        found = [_MAKERS[kind](session, today) for kind in kinds]
    return found if notes else [sheet.without_notes() for sheet in found]


def _cells(kind: str, record: object, **instead: object) -> tuple[object, ...]:
    """A record as a row, each field as it is written; *instead* of what the record itself has."""
    return tuple(
        f.write(instead[f.name] if f.name in instead else getattr(record, f.name))
        for f in KINDS[kind].outgoing
    )


def save(file: Path, found: Sequence[ExportSheet], *, folder: bool) -> None:
    """Write sheets to a new CSV file or workbook, or with their manifest into a new *folder*."""
    if file.suffix.lower() == ".xlsx":
        pages = [(s.kind, s.header, s.rows) for s in found]
        if folder:
            counts = tuple((s.kind, len(s.rows)) for s in found)
            pages.append(("manifest", ("sheet", "rows"), counts))
        files.new_file(file, workbooks.written(pages))
        return
    texts = {f"{s.kind}.csv": reader.written(s.header, s.rows) for s in found}
    if folder:
        files.new_folder(file, texts | {"manifest.csv": reader.manifest(texts)})
    else:
        (text,) = texts.values()
        files.new_file(file, text)


def _places(session: Session) -> dict[int, str]:
    """How a sheet names a library: by its name, and its town where the name is not the only one."""
    lines = people.library_lines(session)
    names = Counter(lib.name.casefold() for lib in lines)
    return {
        # Two towns may have a library of one name: by it alone the sheet could not come in again.
        lib.id: lib.name if names[lib.name.casefold()] == 1 else lib.fscskey or str(lib.id)
        for lib in lines
    }


def _library_of(session: Session, today: date) -> dict[int, str]:
    places = _places(session)
    everybody = people.known(session, today).values()
    return {p.id: places[p.place.library_id] if p.place else "" for p in everybody}


def _since(session: Session, today: date, role: str) -> dict[int, str]:
    """The day from which somebody is paused or withdrawn."""
    said = exports.standing(session, role, today)
    newest = {person: (status, day) for person, status, day in said}
    return {person: day for person, (status, day) in newest.items() if status != "resumed"}


def _mentors(session: Session, today: date) -> ExportSheet:
    return _people(session, today, "mentor", mentor_lines(session, today))


def _mentees(session: Session, today: date) -> ExportSheet:
    return _people(session, today, "mentee", mentee_lines(session, today))


def _people(
    session: Session, today: date, role: str, lines: Mapping[int, PersonLine]
) -> ExportSheet:
    library, since = _library_of(session, today), _since(session, today, role)
    written = (*TEXTS, *PAPERS)
    rows = []
    for p in lines.values():
        papers = {field.name: getattr(p.papers, field.stored_as) for field in written}
        kept = {"library": library[p.id], "status_on": since.get(p.id)}
        rows.append(_cells(f"{role}s", p, **kept, **papers))
    return sheet(f"{role}s", rows)


def _libraries(session: Session, today: date) -> ExportSheet:
    return sheet("libraries", (_cells("libraries", x) for x in people.library_lines(session)))


def _asked(kind: str) -> Callable[[Session, date], ExportSheet]:
    """A sheet straight from a query, with values as stored."""
    return lambda session, today: sheet(kind, exports.sheet(session, kind))


def _pairs(session: Session, today: date) -> ExportSheet:
    """Pairs with every extension; ``ends_on`` is the end of the term as it stands today."""
    book = queries.policy_book(session)
    ends = {f.pair_id: ends_on(f) for f in queries.pair_facts(session, book, date.max)}
    rows = []
    for p in exports.pairs(session):
        term = months_after(p.matched_on, book.on(p.matched_on).term_months)
        end = ends[p.pair_id] if p.extensions else term
        rows.append(_cells("pairs", p, ends_on=end))
    return sheet("pairs", rows)


def _spent(listed: str | None, cents: int | None) -> str | None:
    return None if cents is None else as_text(kept(listed or "", cents)) or dollars(0)


def _meetings(session: Session, today: date) -> ExportSheet:
    return sheet(
        "meetings",
        [
            _cells(
                "meetings",
                m,
                at=m.place,
                hours=m.minutes,
                expenses=_spent(m.expenses, m.expense_cents),
                other_expenses=_spent(m.other_expenses, m.other_expense_cents),
                reported_by=reported_in(m.forms),
            )
            for m in exports.meetings(session)
        ],
    )


def _payments(session: Session, today: date) -> ExportSheet:
    """The ledger is only exported, never imported."""
    lines = payments.lines(session)
    return sheet("payments", (_cells("payments", p, amount=p.amount_cents) for p in lines))


_MAKERS: dict[str, Callable[[Session, date], ExportSheet]] = {
    "mentors": _mentors,
    "mentees": _mentees,
    "libraries": _libraries,
    "pairs": _pairs,
    "meetings": _meetings,
    "payments": _payments,
    **{
        kind: _asked(kind)
        for kind in ("topics", "goals", "check-ins", "evaluations", "excuses", "keep-apart")
    },
}
