"""SQLAlchemy on our own connection, and how each transaction begins."""

import logging
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import NullPool

from wvls_mentor.store.connection import connect

# What interrupts SQLAlchemy while it closes a connection it also logs, and a log that nobody keeps
# goes to stderr: a traceback stood before the sentence that the command was stopped.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())

_COMPILED: dict[Any, Any] = {}  # the statements of all files: the program has some hundred


@cache
def _known() -> Engine:
    """What SQLAlchemy finds out about SQLite. Asked for each file it took longer than the reading."""
    engine = create_engine("sqlite://")
    with engine.connect():  # it asks at the first connection
        return engine


def engine_for(path: Path, *, begin: str) -> Engine:
    """An engine whose transactions start with *begin*.

    Without an explicit BEGIN the driver would not roll back DDL, and two writers that both began
    as readers would deadlock.
    """

    def opened() -> sqlite3.Connection:
        connection = connect(path)
        if begin == "BEGIN IMMEDIATE":
            # Otherwise a large import would lock readers out while it runs, not only at its end.
            connection.execute("PRAGMA cache_spill=OFF")
        return connection

    known = _known()
    engine = Engine(
        NullPool(opened),  # type: ignore[arg-type]  # it wants the protocol, not the class
        known.dialect,
        known.url,
        execution_options={"compiled_cache": _COMPILED},
        hide_parameters=True,  # an error names no person
    )
    event.listen(engine, "begin", lambda c: c.exec_driver_sql(begin))
    return engine
