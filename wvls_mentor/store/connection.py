"""Which files are ours, and how SQLite is opened on them."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from wvls_mentor.store import paths

APPLICATION_ID = 0x57564C53  # "WVLS": tells our files from other SQLite files
BUSY_SECONDS = 5.0


def connect(path: Path) -> sqlite3.Connection:
    """A plain connection with foreign keys on; never creates a file."""
    uri = paths.uri(path.absolute(), "rw")
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA temp_store=MEMORY")
    return connection


def engine_for(path: Path, *, begin: str) -> Engine:
    """An engine whose transactions start with *begin*.

    Without an explicit BEGIN the driver would not roll back DDL, and two writers that both began
    as readers would deadlock.
    """

    def opened() -> sqlite3.Connection:
        connection = connect(path)
        if begin == "BEGIN IMMEDIATE":
            # A large import would else lock its readers out as long as it runs, not only at its end.
            connection.execute("PRAGMA cache_spill=OFF")
        return connection

    engine = create_engine(
        "sqlite://",
        creator=opened,
        poolclass=NullPool,
        hide_parameters=True,  # an error names no person
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(begin))
    return engine
