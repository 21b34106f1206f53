"""A made-up next version of the schema, to test what brings a file up to date.

It rebuilds a table with its rows, as SQLite needs for a new constraint, makes and drops another
with an index, and adds a topic. The schema is the same in the end: the models describe it still.
"""

import shutil
import sqlite3
import sys
from pathlib import Path

from wvls_mentor.store import versions

PAST = Path(__file__).parent / "store" / "past"
OLD = PAST / "0005.sql"  # of the first schema
TOPIC = "made-up-next-version"

_SCRIPT = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    named = "SELECT sql FROM sqlite_master WHERE tbl_name = 'evaluation' AND sql IS NOT NULL ORDER BY type DESC"
    table, *indexes = op.get_bind().exec_driver_sql(named).scalars().all()
    op.rename_table("evaluation", "evaluation_before")
    op.execute(table)
    op.execute("INSERT INTO evaluation SELECT * FROM evaluation_before")
    op.drop_table("evaluation_before")
    for index in indexes:
        op.execute(index)
    op.create_table("made_up", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_index("ix_made_up", "made_up", ["id"])
    op.drop_table("made_up")
    op.execute("INSERT INTO topic (slug, title, area) VALUES ('{topic}', 'Made up', '')")
"""
# The command as it would be in the next version: python -c COMMAND FOLDER --db ...
_COMMAND = """
import sys
from pathlib import Path
from wvls_mentor.store import versions
versions.FOLDER = Path(sys.argv.pop(1))
sys.argv[0] = "wvls"
from wvls_mentor.__main__ import run
run()
"""


def add_to(folder: Path) -> str:
    """Copy the migrations to the new *folder* and add the made-up one; its number."""
    shutil.copytree(versions.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    newest = versions.newest()
    number = f"{int(newest) + 1:04}"
    script = _SCRIPT.format(next=number, newest=newest, topic=TOPIC)
    (folder / "versions" / f"{number}_made_up.py").write_text(script, encoding="utf-8")
    return number


def command(folder: Path) -> list[str]:
    """How to start ``wvls`` with the migrations of *folder*."""
    return [sys.executable, "-c", _COMMAND, str(folder)]


def file_of(source: Path, path: Path) -> Path:
    """A database from the SQL text *source*."""
    connection = sqlite3.connect(path)
    connection.executescript(source.read_text(encoding="utf-8"))
    connection.close()
    return path
