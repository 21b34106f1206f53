"""Which files are ours, and how SQLite is opened on them."""

import sqlite3
from pathlib import Path

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
