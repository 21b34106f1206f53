"""The database file: made whole or not at all, opened with its guards up, never half written."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from wvls_mentor import invocation
from wvls_mentor.errors import DatabaseProblem, NotFound, Refused
from wvls_mentor.store import history_triggers, paths, versions
from wvls_mentor.store.connection import APPLICATION_ID, connect, engine_for
from wvls_mentor.store.files import into_place, refuse_taken, temp_file_next_to


@contextmanager
def reading(path: Path) -> Iterator[Session]:
    """A session that sees one consistent state; works on a read-only file beside a writer."""
    with _session(path, "BEGIN") as session:
        yield session


@contextmanager
def writing(
    path: Path,
    *,
    dry_run: bool = False,
    noted: bool = True,
    final: bool = False,
    draft: bool = False,
) -> Iterator[Session]:
    """A session whose changes are all written at the end, or none of them.

    A *dry_run* does everything and then takes all of it back: what would be refused is refused.
    The history has an entry for each that changed anything, unless it is not to be *noted*; a
    *final* one names no rows and cannot be taken back. What is written to a *draft* does not count
    as saved: a later step puts that file in its place.
    """
    counted = nullcontext if draft else invocation.saving
    with _session(path, "BEGIN IMMEDIATE") as session:
        if not noted:
            yield session
            session.commit()  # of no record: the history does not show it
            return
        entry = history_triggers.begin(session.connection(), final=final)
        session.info["entry"] = entry
        yield session
        session.flush()
        if dry_run or not (final or history_triggers.finish(session.connection(), entry)):
            session.rollback()
            return
        with counted():
            session.commit()
    _tidy(path)


@contextmanager
def _session(path: Path, begin: str) -> Iterator[Session]:
    ready(path)
    before = identity(path)
    engine = engine_for(path, begin=begin)
    try:
        with Session(engine) as session:
            session.connection()  # begin now: a writer decides on what nobody can change any more
            now = identity(path)
            if now != before and now == identity(path):  # some network drives count at random
                raise DatabaseProblem(
                    f"{path} was replaced or removed at this moment.", "Try again."
                )
            yield session
    except DatabaseError as error:
        raise explained(error.orig or error, path) from error
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise explained(error, path) from error
    except OverflowError:
        # Longer than any number that SQLite gives out: nothing has it.
        raise NotFound("There is nothing of that number.", "Check the number.") from None
    finally:
        engine.dispose()


def _tidy(path: Path) -> None:
    """What killed commands left beside the file goes with the next write: it is full of people."""
    path = path.resolve()  # drafts lie beside the file itself, not beside a link to it
    with suppress(OSError):
        paths.tidy(path, now=path.stat().st_mtime)


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
    raise DatabaseProblem(
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
    except DatabaseError as error:
        raise explained(error.orig or error, path) from error
    except sqlite3.DatabaseError as error:
        raise explained(error, path) from error
    except OSError as error:
        raise DatabaseProblem(
            f"{path} is of an earlier wvls and cannot be brought up to date: {error.strerror}.",
            "It is copied beside itself first: check the rights of its folder.",
        ) from None
    if kept is not None:
        invocation.note(f"{path} was brought up to date; as it was before, it is kept as {kept}.")


def version_of(path: Path) -> str:
    """The schema version of a file of ours. Raises DatabaseProblem for any other file."""
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
    if row is None:
        raise DatabaseProblem(f"{path} bears no schema version.", "Restore it from a backup.")
    return str(row[0])


def explained(error: BaseException, path: Path) -> DatabaseProblem | Refused:
    """SQLite's complaint as a sentence for the coordinator."""
    words = str(error).lower()
    if isinstance(error, sqlite3.IntegrityError):
        return Refused(f"The records forbid it: {error}.", "Nothing was written.")
    if "locked" in words or "busy" in words:
        return DatabaseProblem(
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
    return DatabaseProblem(f"{path} seems damaged: {error}.", "Restore it from a backup.")


def _create_all(connection: Connection) -> None:
    from sqlmodel import SQLModel

    from wvls_mentor.store import history as history  # here only: reports need no models
    from wvls_mentor.store import imports as imports
    from wvls_mentor.store import ledger as ledger
    from wvls_mentor.store import letters as letters

    SQLModel.metadata.create_all(connection)


@dataclass(frozen=True, slots=True)
class Schema:
    """What a file has: (kind, name) of each object, and the type of each column of each table."""

    objects: set[tuple[str, str]]
    columns: dict[str, dict[str, str]]


def schema_of(connection: Connection) -> Schema:
    """The schema of an open file."""
    sql = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    objects = {(kind, name) for kind, name in connection.exec_driver_sql(sql)}
    objects.discard(("table", "alembic_version"))
    columns = {
        name: {row[1]: row[2] for row in connection.exec_driver_sql(f'PRAGMA table_info("{name}")')}
        for kind, name in objects
        if kind == "table"
    }
    return Schema(objects, columns)


def expected_schema() -> Schema:
    """The schema of a new file of this version."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        _create_all(connection)
        found = schema_of(connection)
    engine.dispose()
    return found


@contextmanager
def creating(path: Path) -> Iterator[Session]:
    """A session on a new database that appears at *path* only when all went well.

    Made under another name in the same folder and linked into place, so that it never overwrites.
    Raises Refused when *path* or a journal of it exists, DatabaseProblem when the folder cannot
    take it.
    """
    refuse_taken(path)
    draft = temp_file_next_to(path)
    try:
        engine = engine_for(draft, begin="BEGIN IMMEDIATE")
        with Session(engine) as session:
            connection = session.connection()
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            _create_all(connection)
            stamp = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
            connection.exec_driver_sql(stamp)
            connection.exec_driver_sql(
                "INSERT INTO alembic_version VALUES (?)", (versions.newest(),)
            )
            history_triggers.begin(connection, final=True)
            yield session
            session.commit()
        engine.dispose()
        with invocation.saving():
            into_place(draft, path)
    except DatabaseError as error:
        raise explained(error.orig or error, path) from error
    finally:
        paths.discard(draft)
