"""Opens the database file, with constraints on; makes it whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from wvls_mentor import invocation
from wvls_mentor.store import history_triggers, paths, versions
from wvls_mentor.store.connection import APPLICATION_ID
from wvls_mentor.store.driver import engine_for
from wvls_mentor.store.files import into_place, refuse_taken, temp_file_next_to
from wvls_mentor.store.opening import explained, identity, problems_of, ready, refuse_replaced


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
        with problems_of(path), Session(engine) as session:
            session.connection()  # begin now: a writer decides on what nobody can change any more
            refuse_replaced(path, before)
            yield session
    except DatabaseError as error:
        raise explained(error.orig or error, path) from error
    finally:
        engine.dispose()


def _tidy(path: Path) -> None:
    """Delete what killed commands left next to the file: it holds personal data."""
    path = path.resolve()  # drafts lie beside the file itself, not beside a link to it
    with suppress(OSError):
        paths.tidy(path, now=path.stat().st_mtime)


def _create_all(connection: Connection) -> None:
    from sqlmodel import SQLModel

    from wvls_mentor.store import history as history  # here only: reports need no models
    from wvls_mentor.store import imports as imports
    from wvls_mentor.store import ledger as ledger
    from wvls_mentor.store import letter_tables as letter_tables

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
