"""Backups: a dated copy out, a checked copy back."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import DatabaseProblem, Refused, UsageProblem
from wvls_mentor.store import backups, queries
from wvls_mentor.store.backups import CommandRecord
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.files import free_name
from wvls_mentor.store.imports import Backup
from wvls_mentor.store.session import Session


@dataclass(frozen=True, slots=True)
class Made:
    """A copy that was made."""

    path: Path
    holds: dict[str, int]
    noted: bool  # the database remembers it
    pruned: tuple[Path, ...] = ()  # older copies that were deleted


@dataclass(frozen=True, slots=True)
class Since:
    """What the database has that a copy of it lacks.

    *commands* were entered since; *forgotten* were so since and are in the copy again: (id, name).
    """

    commands: tuple[CommandRecord, ...]
    forgotten: tuple[tuple[int, str], ...] = ()
    related: bool = True  # the copy was made of this database, not of another one


@dataclass(frozen=True, slots=True)
class Restored:
    """What a copy holds, and what was there before it."""

    path: Path
    kept: Path | None
    holds: dict[str, int]
    held: dict[str, int] | None  # None: there was nothing, or nothing that could be read
    day: date  # the copy's: of the newest command in it
    since: Since | None = None  # None: there was nothing, or nothing that could be read


def back_up(db: Path, target: Path | None, today: date, *, keep: int | None = None) -> Made:
    """Copy the database to *target*, a file or a folder, else to the ``backup_folder``.

    With *keep* only so many dated copies stay in that folder, the newest: never one that this
    program did not name and note.
    """
    with reading(db) as session:
        folder = queries.policy_book(session).on(today).backup_folder
    if target is None and not folder:
        raise UsageProblem(
            "Where to?",
            "wvls backup FILE, or once for all: wvls policy set backup_folder FOLDER",
        )
    if target is None:
        target = _dated(Path(folder).expanduser(), today)
    elif target.is_dir():
        target = _dated(target, today)
    str(target.absolute()).encode()  # what could not be noted is not copied either
    backups.copy(db, target)
    noted = Backup(path=str(target.absolute()), made_on=today)
    try:
        with writing(db, noted=False) as session:
            session.add(noted)
    except DatabaseProblem:
        return Made(target, backups.counts(target), noted=False)
    pruned = () if keep is None else _prune(db, target.absolute().parent, keep)
    return Made(target, backups.counts(target), noted=True, pruned=pruned)


_DATED = re.compile(r"wvls-[0-9]{4}-[0-9]{2}-[0-9]{2}(-[0-9]+)?\.db")


def _prune(db: Path, folder: Path, keep: int) -> tuple[Path, ...]:
    """Delete the dated copies of this database in *folder* but the *keep* newest."""
    with reading(db) as session:
        noted = [p for p in known(session) if p.parent == folder and _DATED.fullmatch(p.name)]
    copies = sorted((p for p in noted if p.is_file()), key=lambda p: p.stat().st_mtime_ns)
    old = copies[: max(0, len(copies) - keep)]
    for path in old:
        path.unlink(missing_ok=True)
    return tuple(old)


def _dated(folder: Path, today: date) -> Path:
    """Named by the day: wvls-2026-11-23.db, wvls-2026-11-23-2.db."""
    return free_name(str(folder / f"wvls-{today}"), ".db")


def folders(session: Session, db: Path, today: date) -> list[Path]:
    """Where files of ours lie: beside the database, in the ``backup_folder``, with known backups."""
    found = [db.resolve().parent]
    if folder := queries.policy_book(session).on(today).backup_folder:
        found.append(Path(folder).expanduser())
    found += [path.parent for path in known(session)]
    return list(dict.fromkeys(found))


def known(session: Session) -> list[Path]:
    """Every copy that the database remembers, whether it is still there or not."""
    return list(dict.fromkeys(map(Path, backups.noted_paths(session))))


def preview(db: Path, source: Path, today: date) -> Restored:
    """What restoring *source* would bring, and what it would replace.

    Raises BadInputFile for a copy that cannot be restored, DatabaseProblem where the database
    cannot be a file.
    """
    db = db.resolve()  # a link stays a link: what it points at is replaced
    if db.exists() and not db.is_file():
        raise DatabaseProblem(f"{db} is a folder, not a database.", "Name a file with --db.")
    holds, day = backups.counts(source), backups.day_of(source)
    if not db.exists():
        return Restored(db, None, holds, None, day)
    if db.samefile(source):
        raise Refused(f"{source} is the database itself.", "Name a copy of it.")
    place = free_name(f"{db}.before-restore-{today}")
    try:
        held, since = backups.counts(db), _since(db, source)
    except Exception:  # whatever is wrong with it: that is why a copy is put back
        return Restored(db, place, holds, None, day)
    return Restored(db, place, holds, held, day, since)


def _since(db: Path, copy: Path) -> Since:
    """What was done in *db* since the *copy* was made of it."""
    here, there = backups.commands(db), backups.commands(copy)
    if here[:1] != there[:1]:  # the numbers of people mean nothing from one to the other
        return Since(tuple(here), related=False)
    known = set(there)
    again = backups.names(copy, backups.forgotten(db) - backups.forgotten(copy))
    return Since(tuple(c for c in here if c not in known), tuple(sorted(again.items())))


def restore(db: Path, source: Path, today: date) -> Restored:
    """Put the copy *source* in the place of the database; the present file is kept beside it."""
    found = preview(db, source, today)
    aside = found.kept or free_name(f"{found.path}.before-restore-{today}")
    backups.put_back(source, found.path, aside, _copies_of(found.path, source, today))
    return found


def _copies_of(db: Path, source: Path, today: date) -> list[tuple[str, date]]:
    """(path, day made) of the copies that the present file knows, and of the one put back."""
    known: list[tuple[str, date]] = []
    # Whatever is wrong with it: that is why a copy is put back.
    with suppress(Exception), reading(db) as session:
        known = [(b.path, b.made_on) for b in backups.noted(session)]
    # Its last change, not today: status would take the restore for a backup.
    changed = date.fromtimestamp(source.stat().st_mtime)
    return [*known, (str(source.absolute()), min(changed, today))]
