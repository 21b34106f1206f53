"""Copies of the whole file: made while others write, checked, and put back in one step."""

import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, col, select

from wvls_mentor import invocation
from wvls_mentor.errors import BadInputFile, DatabaseBusy, DatabaseDamaged, DatabaseProblem
from wvls_mentor.store import files, paths, versions
from wvls_mentor.store.connection import connect
from wvls_mentor.store.engine import writing
from wvls_mentor.store.files import into_place, temp_file_next_to
from wvls_mentor.store.imports import Backup
from wvls_mentor.store.opening import bring_up, explained, newer, version_of
from wvls_mentor.store.queries import records, rows

COUNTED = {"people": "person", "pairs": "pair", "meetings": "meeting", "payments": "payment"}


def copy(path: Path, target: Path) -> None:
    """A consistent copy of the database at the new file *target*, checked before it is named.

    Raises Refused when *target* exists, BadInputFile when its folder cannot take it, and
    DatabaseDamaged for a damaged database: no copy of it could be restored.
    """
    files.refuse_taken(target, "Name another file.")
    if not target.parent.is_dir():
        raise BadInputFile(f"There is no folder {target.parent}.", "Is the drive plugged in?")
    try:
        draft = temp_file_next_to(target)
    except DatabaseProblem as problem:
        raise BadInputFile(problem.message, "Name a folder that you may write to.") from None
    try:
        _copy(path, draft)
        _sound(draft, of=path)
        try:
            with invocation.saving(target):
                into_place(draft, target)
        except DatabaseProblem as problem:  # of the target, not of the database
            raise BadInputFile(problem.message, problem.hint) from None
    finally:
        paths.discard(draft)


def _copy(source: Path, target: Path) -> None:
    try:
        files.duplicate(source, target)
    except sqlite3.DatabaseError as error:
        raise explained(error, source) from error


def _sound(path: Path, *, of: Path | None = None) -> None:
    """Refuse a file that is damaged inside; a copy is as damaged as the file that it is *of*."""
    named = of or path
    try:
        healthy = files.sound(path)
    except sqlite3.DatabaseError as error:
        raise explained(error, named) from error
    if not healthy:
        raise DatabaseDamaged(f"{named} seems damaged inside.", "Restore it from a backup.")


def counts(path: Path) -> dict[str, int]:
    """What a file of ours holds. Raises BadInputFile for one that cannot be restored."""
    if path.is_dir():
        raise BadInputFile(f"{path} is a folder.", "Name the copy that lies in it.")
    if dead := paths.dead_link(path):
        raise BadInputFile(dead, paths.DEAD_LINK)
    if not path.exists():
        raise BadInputFile(f"There is no file {path}.", "Check the name.")
    if not path.is_file():
        raise BadInputFile(f"{path} is not a regular file.", "Name a copy made by wvls backup.")
    try:
        version = version_of(path)
        _sound(path)
    except DatabaseBusy:
        raise
    except DatabaseProblem as problem:
        raise BadInputFile(problem.message, "Take another copy.") from None
    if version not in versions.known():
        raise newer(path, version)
    with closing(connect(path)) as opened:
        return {
            what: opened.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for what, table in COUNTED.items()
        }


def is_copy_of(path: Path, db: Path) -> bool:
    """Whether a copy of *db* lies here: they begin with the same command. A link is no copy."""
    try:
        if not path.is_file() or path.is_symlink():
            return False
        version_of(path)
        first = commands(db)[:1]
        return bool(first) and commands(path)[:1] == first
    except (DatabaseProblem, OSError, sqlite3.DatabaseError):
        return False


def delete(path: Path) -> bool:
    """Delete a copy with its journals; False if that is not allowed."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    paths.discard(path)
    return True


def noted(session: Session) -> list[Backup]:
    """Every copy that the database remembers, in the order in which they were made."""
    return list(session.exec(select(Backup).order_by(col(Backup.id))))


def noted_paths(session: Session) -> list[str]:
    """The paths of these copies; asked for alone, since ``check`` must read a ruined day too."""
    return [path for (path,) in rows(session, "SELECT path FROM backup ORDER BY id")]


def day_of(path: Path) -> date:
    """The day of a sound copy: that of the newest command in it, in local time.

    The first files were made before there was a history: then the day on which it was written.
    """
    with closing(connect(path)) as opened:
        (text,) = opened.execute("SELECT date(MAX(at), 'localtime') FROM history").fetchone()
    if text is not None:
        return date.fromisoformat(text)
    return date.fromtimestamp(path.stat().st_mtime)


class CommandRecord(NamedTuple):
    """A command that wrote, by its entry in the history; *at* in local time."""

    id: int
    at: str
    command: str


def commands(path: Path) -> list[CommandRecord]:
    """Every command that a file of ours remembers, oldest first."""
    sql = "SELECT id, datetime(at, 'localtime') AS at, command FROM history ORDER BY id"
    with closing(connect(path)) as opened:
        return records(opened, CommandRecord, sql)


def forgotten(path: Path) -> set[int]:
    """The people who were forgotten in this file, those among them who were not here then."""
    ids = "SELECT id FROM person WHERE email = 'forgotten-' || id || '@invalid'"
    entries = (
        "SELECT CAST(json_extract(arguments, '$[0]') AS INTEGER) FROM history"
        " WHERE command = 'forget' AND json_extract(arguments, '$[0]') NOT GLOB '*[^0-9]*'"
    )
    with closing(connect(path)) as opened:
        return {number for (number,) in rows(opened, f"{ids} UNION {entries}")}


def names(path: Path, people: Iterable[int]) -> dict[int, str]:
    """What these people are called in a file of ours, if only in its history."""
    sql = """
    SELECT name FROM (
      SELECT name, 0 AS place FROM person WHERE id = ?1
      UNION ALL
      SELECT json_extract(COALESCE(after, before), '$.name'), id FROM change
      WHERE table_name = 'person' AND row_key = '[' || ?1 || ']')
    WHERE name IS NOT NULL ORDER BY place LIMIT 1
    """
    with closing(connect(path)) as opened:
        found = {number: rows(opened, sql, (number,)) for number in people}
    return {number: name for number, several in found.items() for (name,) in several}


def put_back(
    copy_of: Path, path: Path, kept: Path, copies: Sequence[tuple[str, date]] = ()
) -> None:
    """Put a copy of *copy_of* at *path* in one step; the file that is there goes to *kept*.

    It is up to date then, and its history says that it was put back. Journals that lie at *path*
    go to *kept* too: SQLite would replay them into the copy. It goes on knowing of the *copies*
    (path, day made): whoever is forgotten later is in them. Raises DatabaseProblem, and Refused
    where another command was quicker.
    """
    draft = temp_file_next_to(path)
    try:
        _copy(copy_of, draft)
        _sound(draft, of=copy_of)
        bring_up(draft, keep=False)
        with writing(draft, final=True, draft=True) as session:
            there = set(session.exec(select(Backup.path)))
            session.add_all(Backup(path=p, made_on=d) for p, d in copies if p not in there)
        with _nobody_writes(path):
            _swap(draft, path, kept)
    finally:
        paths.discard(draft)


@contextmanager
def _nobody_writes(path: Path) -> Iterator[None]:
    """Lock *path* against others, after rolling back a write that was cut off."""
    if not path.exists():
        yield
        return
    try:
        connection = connect(path)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    try:
        with suppress(sqlite3.DatabaseError):  # it is damaged: nobody can write to it anyway
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if "locked" in str(error) or "busy" in str(error):
                    raise explained(error, path) from error
                raise
        if os.name == "nt":
            connection.close()  # there no open file can be replaced
        yield
    finally:
        connection.close()


def _swap(draft: Path, path: Path, kept: Path) -> None:
    """Give *draft* the name *path*; what is there goes to *kept*, or all stays as it was."""
    there = path.exists()
    with ExitStack() as until_swapped, _taken_back() as undo:
        if there:
            _keep(path, kept, until_swapped)
            undo.callback(kept.unlink, missing_ok=True)
        for old in paths.journals(path):
            new = kept.with_name(kept.name + old.name.removeprefix(path.name))
            _move(old, new, held=old)
            undo.callback(new.replace, old)
        with invocation.saving():
            if there:
                _move(draft, path, held=path)
            else:
                into_place(draft, path)


@contextmanager
def _taken_back() -> Iterator[ExitStack]:
    """Undoes what was done in it, newest first, where it does not come to its end."""
    with ExitStack() as undo:
        yield undo
        undo.pop_all()


def _move(old: Path, new: Path, *, held: Path) -> None:
    try:
        old.replace(new)
    except OSError as error:
        raise files.held_open(error, held) from None


def _keep(path: Path, kept: Path, until_swapped: ExitStack) -> None:
    """Give the file at *path* a second name; a copy where there are no hard links."""
    try:
        os.link(path, kept)
    except OSError:
        draft = temp_file_next_to(kept)
        try:
            _copy_bytes(path, draft, until_swapped)
            into_place(draft, kept)
        finally:
            paths.discard(draft)


def _copy_bytes(source: Path, target: Path, until_swapped: ExitStack) -> None:
    """Copy a file as it is, damaged or not, under the lock that we hold.

    Not by SQLite: a second connection would wait for our own lock. And where any handle on a file
    is closed, POSIX gives up every lock that the process has on it, so it stays open for now.
    """
    read = until_swapped.enter_context(source.open("rb"))
    with target.open("wb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
        written.flush()
        os.fsync(written.fileno())
    if os.name == "nt":
        read.close()  # there no open file can be replaced, and a handle holds no lock
