"""Writes whole files: under a temporary name, checked, then renamed; never over another file."""

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path

from wvls_mentor.errors import DatabaseProblem, Refused
from wvls_mentor.store import paths
from wvls_mentor.store.connection import connect

BUSY_TRIES = 4  # each waits as long as a connection waits for a lock


def free_name(start: str, end: str = "") -> Path:
    """The first name of its kind that no file has, nor a journal: ``a.db``, ``a-2.db``."""
    names = (Path(f"{start}{f'-{n}' if n > 1 else ''}{end}") for n in count(1))
    return next(path for path in names if paths.is_free(path))


def refuse_taken(path: Path, what: str = "Name another file with --db.") -> None:
    """Raise Refused where a new database cannot have this name.

    A journal that was left there would be replayed into it: pages of another file.
    """
    if dead := paths.dead_link(path):
        raise Refused(dead, paths.DEAD_LINK)
    if os.path.lexists(path):
        raise Refused(f"{path} exists already.", what)
    if left := paths.journals(path):
        raise Refused(
            f"{left[0]} is in the way: it was left by a command that was stopped and belongs to "
            f"the file that was at {path}.",
            f"Put that file back under its name, or move {left[0].name} to another folder.",
        )


def duplicate(source: Path, target: Path) -> None:
    """SQLite's own online copy of one database over another. Raises sqlite3.DatabaseError."""
    tries = 0

    def look(status: int, remaining: int, total: int) -> None:
        # The driver retries forever and never checks for Ctrl-C.
        nonlocal tries
        tries += status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if tries >= BUSY_TRIES:
            raise sqlite3.OperationalError("database is locked")

    with closing(connect(source)) as old, closing(connect(target)) as new:
        old.backup(new, progress=look)
        new.execute("PRAGMA journal_mode=DELETE")  # a copy of a file with a -wal stands alone


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong inside. Raises sqlite3.DatabaseError."""
    with closing(connect(path)) as opened:
        (said,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
        orphan = opened.execute("PRAGMA foreign_key_check").fetchone()
    return bool(said == "ok" and orphan is None)


def temp_file_next_to(path: Path) -> Path:
    """A new empty file of another name in the same folder, readable by its owner alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return paths.new_draft(path)
    except OSError as error:
        raise DatabaseProblem(
            f"No database can be made in {path.parent}: {error.strerror}.",
            "Name a folder that you may write to with --db.",
        ) from None


def into_place(draft: Path, path: Path) -> None:
    """Give *draft* its name, never over another file. Raises Refused, DatabaseProblem."""
    refuse_taken(path)
    try:
        try:
            os.link(draft, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links: still never overwrite
            _claim_and_replace(draft, path)
    except FileExistsError:
        raise Refused(f"{path} exists already.", "Name another file with --db.") from None
    except OSError as error:
        raise held_open(error, path) from None


def _claim_and_replace(draft: Path, path: Path) -> None:
    path.touch(mode=0o600, exist_ok=False)
    try:
        draft.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)  # the empty file that kept the name
        raise


def held_open(error: OSError, path: Path) -> DatabaseProblem:
    """Why a file could not be renamed to *path*: on Windows an open file cannot be replaced."""
    if isinstance(error, PermissionError):
        return DatabaseProblem(
            f"{path} cannot be replaced: another program holds it open.",
            "Close it there, or check the rights of its folder. Then try again.",
        )
    return DatabaseProblem(
        f"{path} cannot be written: {error.strerror}.", "Check the drive and its folder."
    )
