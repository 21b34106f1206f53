"""SQLAlchemy on our own connection: how each of its transactions begins."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from wvls_mentor.store.connection import connect


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
