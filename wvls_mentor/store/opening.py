"""Opens a file: whether it is ours, its version, and what SQLite says if it cannot be used.

Reports ask on the driver's own connection: loading the models takes longer than all their queries.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.errors import DatabaseBusy, DatabaseDamaged, DatabaseProblem, NotFound, Refused
from wvls_mentor.store import paths, versions
from wvls_mentor.store.connection import APPLICATION_ID, connect

_VERSION = re.compile(r"[0-9]{4}")


@contextmanager
def asking(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for reports: it sees one state, also of a read-only file beside a writer."""
    ready(path)
    before = identity(path)
    with problems_of(path), closing(connect(path)) as connection:
        connection.execute("BEGIN")
        refuse_replaced(path, before)
        yield connection


@contextmanager
def problems_of(path: Path) -> Iterator[None]:
    """SQLite's complaints while a file is open, as sentences."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise explained(error, path) from error
    except OverflowError:
        # Longer than any number that SQLite gives out: nothing has it.
        raise NotFound("There is nothing with that number.", "Check the number.") from None


def refuse_replaced(path: Path, before: tuple[int, int] | None) -> None:
    """Raise DatabaseProblem where *path* is another file than *before*: what is open is stale."""
    now = identity(path)
    if now != before and now == identity(path):  # some network drives count at random
        raise DatabaseProblem(f"{path} was replaced or removed at this moment.", "Try again.")


def identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for now; None when it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def ready(path: Path) -> None:
    """Make sure that *path* is a database of ours at this program's version.

    Raises DatabaseProblem when it is missing, foreign, damaged, or newer than the program.
    """
    if not path.exists():
        if dead := paths.dead_link(path):
            raise DatabaseProblem(dead, paths.DEAD_LINK)
        raise DatabaseProblem(
            f"There is no database at {path}.",
            "Make one with 'wvls init', or look around with 'wvls demo'.",
        )
    version = version_of(path)
    if version == versions.newest():
        return
    if version in versions.known():
        bring_up(path)
        return
    raise newer(path, version)


def newer(path: Path, version: str) -> DatabaseProblem:
    """Why a file of a later *version* is not opened."""
    return DatabaseProblem(
        f"{path} was written by a newer wvls (schema {version}; this one knows {versions.newest()}).",
        "Install the newest wvls, then try again.",
    )


def bring_up(path: Path, *, keep: bool = True) -> None:
    """Bring a file of an earlier version up to date; unless told not to *keep* it, copy it first."""
    if version_of(path) == versions.newest():
        return  # Alembic is not loaded for nothing
    from wvls_mentor.store.migrations import upgrade

    invocation.unsure()
    try:
        kept = upgrade(path, keep=keep)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    except OSError as error:
        raise DatabaseProblem(
            f"{path} is of an earlier wvls and cannot be brought up to date: {error.strerror}.",
            "It is copied beside itself first: check the rights of its folder.",
        ) from None
    if kept is not None:
        invocation.note(f"{path} was upgraded. The old copy is {kept}.")


def version_of(path: Path) -> str:
    """The schema version of a file of ours: one that is known, or a later one.

    Raises DatabaseProblem for any other file, DatabaseDamaged where the version makes no sense.
    """
    try:
        connection = connect(path)
        try:
            (ours,) = connection.execute("PRAGMA application_id").fetchone()
            if ours != APPLICATION_ID:
                raise DatabaseProblem(
                    f"{path} is not a wvls database.", "Name another file with --db."
                )
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        finally:
            connection.close()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise explained(error, path) from error
    return _sensible(path, None if row is None else row[0])


def _sensible(path: Path, version: Any) -> str:
    """*version* itself. Who is told to install a newer wvls for a damaged one looks in vain."""
    hint = "Restore it from a backup."
    if version is None:
        raise DatabaseDamaged(f"{path} seems damaged: it has no schema version.", hint)
    formed = isinstance(version, str) and _VERSION.fullmatch(version)
    if formed and (version in versions.known() or version > versions.newest()):
        return str(version)
    shown = repr(version)[:20]
    raise DatabaseDamaged(f"{path} seems damaged: its schema version is {shown}.", hint)


def explained(error: BaseException, path: Path) -> DatabaseProblem | Refused | KeyboardInterrupt:
    """SQLite's complaint as a sentence for the coordinator."""
    words = str(error).lower()
    if "access to" in words and "is prohibited" in words:
        # No reading is ever denied: Ctrl-C struck while SQLite asked whether it may read.
        return KeyboardInterrupt()
    if isinstance(error, sqlite3.IntegrityError):
        return Refused(f"The records forbid it: {error}.", "Nothing was written.")
    if "locked" in words or "busy" in words:
        return DatabaseBusy(
            f"{path} is busy: another program is writing to it.", "Wait a moment and try again."
        )
    if "readonly" in words or "read-only" in words:
        return DatabaseProblem(f"{path} cannot be written.", "Check the rights of file and folder.")
    if "not a database" in words:
        return DatabaseProblem(
            f"{path} is not a wvls database.", "Name another file with --db, or restore a backup."
        )
    if "unable to open" in words:
        return DatabaseProblem(f"{path} cannot be opened.", "Check that it is a file you may read.")
    if "disk i/o" in words or "no such savepoint" in words:  # a full disk rolls all of it back
        return DatabaseProblem(
            f"The disk of {path} does not answer: full, or gone? Nothing was written.",
            "Make room or plug it in again, then try again.",
        )
    if "full" in words:
        return DatabaseProblem("The disk is full; nothing was written.", "Make room and try again.")
    return DatabaseDamaged(f"{path} seems damaged: {error}.", "Restore it from a backup.")
