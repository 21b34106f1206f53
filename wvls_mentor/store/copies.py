"""Copies of the whole file: made while others write, checked, and put back in one step."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from wvls_mentor.errors import BadInputFile, DatabaseProblem, Refused
from wvls_mentor.store import files
from wvls_mentor.store.connection import EARLIER, HEAD, connect
from wvls_mentor.store.engine import bring_up, explained, version_of, writing
from wvls_mentor.store.files import draft_beside, into_place

COUNTED = {"people": "person", "pairs": "pair", "meetings": "meeting", "payments": "payment"}


def copy(path: Path, target: Path) -> None:
    """A consistent copy of the database at the new file *target*, checked before it is named.

    Raises Refused when *target* exists, BadInputFile when its folder cannot take it.
    """
    if target.exists() or target.is_symlink():
        raise Refused(f"{target} exists already.", "Name another file.")
    if not target.parent.is_dir():
        raise BadInputFile(f"There is no folder {target.parent}.", "Is the drive plugged in?")
    try:
        draft = draft_beside(target)
    except DatabaseProblem as problem:
        raise BadInputFile(problem.message, "Name a folder that you may write to.") from None
    try:
        _copy(path, draft)
        _sound(draft)
        into_place(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _copy(source: Path, target: Path) -> None:
    try:
        files.duplicate(source, target)
    except sqlite3.DatabaseError as error:
        raise explained(error, source) from error


def _sound(path: Path) -> None:
    """Refuse a file that is damaged inside."""
    try:
        healthy = files.sound(path)
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    if not healthy:
        raise DatabaseProblem(f"{path} is damaged inside.", "Take an earlier copy.")


def counts(path: Path) -> dict[str, int]:
    """What a file of ours holds. Raises BadInputFile for one that cannot be restored."""
    if not path.is_file():
        raise BadInputFile(f"There is no file {path}.", "Check the name.")
    try:
        version = version_of(path)
        _sound(path)
    except DatabaseProblem as problem:
        raise BadInputFile(problem.message, "Take another copy.") from None
    if version not in (HEAD, *EARLIER):
        raise DatabaseProblem(
            f"{path} was written by a newer wvls (schema {version}).", "Install the newest wvls."
        )
    with closing(connect(path)) as opened:
        tables = {t for (t,) in opened.execute("SELECT name FROM sqlite_master")}
        return {
            what: opened.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]
            for what, table in COUNTED.items()
            if table in tables
        }


def put_back(copy_of: Path, path: Path, kept: Path) -> None:
    """Put a copy of *copy_of* at *path* in one step; the file that is there goes to *kept*.

    It is up to date then, and its history says that it was put back.
    """
    draft = draft_beside(path)
    try:
        _copy(copy_of, draft)
        _sound(draft)
        bring_up(draft, keep=False)
        with writing(draft, final=True):
            pass
        with _nobody_writes(path):
            if path.exists():
                _keep(path, kept)
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _nobody_writes(path: Path) -> Iterator[None]:
    """Others are shut out of *path*, and a write that was cut off is rolled back first."""
    if not path.exists():
        yield
        return
    connection = connect(path)
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


def _keep(path: Path, kept: Path) -> None:
    try:
        os.link(path, kept)
    except OSError:
        _copy(path, kept_new(kept))  # a file system without hard links
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.replace(kept.with_name(f"{kept.name}-journal"))


def kept_new(path: Path) -> Path:
    """An empty file at *path*, readable by its owner alone."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path
