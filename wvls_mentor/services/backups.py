"""Makes and restores backups, and refuses what cannot be copied or restored."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import DatabaseBusy, DatabaseDamaged, DatabaseProblem, Refused, UsageProblem
from wvls_mentor.store import backups, paths, queries
from wvls_mentor.store.backups import CommandRecord
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.files import free_name
from wvls_mentor.store.imports import Backup
from wvls_mentor.store.session import Session


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made."""

    path: Path
    holds: dict[str, int]
    noted: bool  # the database remembers it
    pruned: tuple[Path, ...] = ()  # older copies that were deleted
    stuck: tuple[Path, ...] = ()  # older copies that should have gone and could not be deleted


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a backup goes, and the older ones that it replaces."""

    path: Path
    pruned: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """What the database has that a backup of it lacks.

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
    """Copy the database to *target*, a file or a folder, by default to the ``backup_folder``.

    With *keep* only so many dated copies stay in that folder, the new one among them: older ones
    are deleted once the new one was made and checked. Raises as ``to_make`` does.
    """
    try:
        plan = to_make(db, target, today, keep=keep)
        str(plan.path.absolute()).encode()  # what could not be noted is not copied either
        backups.copy(db, plan.path)
    except DatabaseDamaged as problem:
        raise DatabaseDamaged(f"{problem.message} No backup was made.", problem.hint) from None
    noted = Backup(path=str(plan.path.absolute()), made_on=today)
    written = True
    try:
        with writing(db, noted=False) as session:
            session.add(noted)
    except DatabaseProblem:
        written = False
    stuck = tuple(path for path in plan.pruned if not backups.delete(path))
    pruned = tuple(path for path in plan.pruned if path not in stuck)
    holds = backups.counts(plan.path)
    return Made(plan.path, holds, noted=written, pruned=pruned, stuck=stuck)


def to_make(db: Path, target: Path | None, today: date, *, keep: int | None = None) -> Plan:
    """Where a copy would go, and which older ones *keep* would delete.

    Raises UsageProblem without a place, and where *keep* meets a file: it counts a folder's copies.
    """
    with reading(db) as session:
        folder = queries.policy_book(session).on(today).backup_folder
        noted = backups.noted(session)
    if target is None and not folder:
        raise UsageProblem(
            "Where to?",
            "wvls backup FILE, or once for all: wvls policy set backup_folder FOLDER",
        )
    place = Path(folder).expanduser() if target is None else target
    if target is not None and not target.is_dir():
        if keep is not None:
            raise UsageProblem(
                "--keep counts the copies in a folder.", "Name a folder, or leave out --keep."
            )
        return Plan(target)
    if keep is None:
        return Plan(_dated(place, today))
    older = _dated_copies(noted, paths.real(place), paths.real(db))
    return Plan(_dated(place, today), tuple(older[: max(0, len(older) - keep + 1)]))


def usual(db: Path, here: Path, today: date) -> Path:
    """Where a copy goes if no setting says so: next to the newest one, or into *here*."""
    with reading(db) as session:
        noted = [path.parent for path in known(session) if paths.is_folder(path.parent)]
    return _dated(noted[-1] if noted else here, today)


def _dated_copies(noted: list[Backup], folder: Path, db: Path) -> list[Path]:
    """The dated copies of this database that lie in *folder*, oldest first.

    Only such as it made itself: another program's lie there too, and a copy that was given a name
    was given it to stay.
    """
    days = {b.path: (b.made_on, b.id or 0) for b in noted}  # of a name used again the last
    known = (Path(path) for path in sorted(days, key=lambda path: days[path]))
    return [
        path
        for path in known
        if paths.is_dated(path.name)
        and paths.real(path.parent) == folder
        and paths.real(path) != db
        and backups.is_copy_of(path, db)
    ]


def _dated(folder: Path, today: date) -> Path:
    """Named by the day: wvls-2026-11-23.db, wvls-2026-11-23-2.db."""
    return free_name(str(folder / f"wvls-{today}"), ".db")


def folders(session: Session, db: Path, today: date) -> list[Path]:
    """Where files of ours lie: beside the database, in the ``backup_folder``, with known backups."""
    found = [paths.real(db).parent]
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
    if dead := paths.dead_link(db):
        raise DatabaseProblem(dead, paths.DEAD_LINK)
    db = paths.real(db)  # a link stays a link: what it points at is replaced
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
    except DatabaseBusy:  # otherwise each next step would wait as long, and the last one fail
        raise
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
