"""The history of the schema, run by Alembic; loaded only when a database is out of date."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from wvls_mentor.store import connection as opened
from wvls_mentor.store import files


def config() -> Config:
    """Alembic's settings, without a file: the scripts lie in this folder."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    return made


def upgrade(path: Path, revision: str = "head", *, keep: bool = True) -> Path | None:
    """Bring the database at *path* to *revision* in one transaction, or leave it as it was.

    Returns the copy that was made of it first; None where there was nothing to keep, or another
    command was quicker.
    """
    engine = opened.engine_for(path, begin="BEGIN IMMEDIATE")
    try:
        with engine.begin() as connection:  # from here on nobody else writes
            kept = _keep_a_copy(path) if keep and _is_old(connection) else None
            settings = config()
            settings.attributes["connection"] = connection
            command.upgrade(settings, revision)
            connection.exec_driver_sql(f"PRAGMA application_id={opened.APPLICATION_ID}")
    finally:
        engine.dispose()
    return kept


def _is_old(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
    if found is None:
        return False
    sql = "SELECT 1 FROM alembic_version WHERE version_num <> ?"
    return connection.exec_driver_sql(sql, (opened.HEAD,)).first() is not None


def _keep_a_copy(path: Path) -> Path:
    """A whole copy beside the file, as it was before: ``program.db.before-0002``."""
    kept = files.free_name(f"{path}.before-{opened.HEAD}")
    draft = files.draft_beside(kept)
    try:
        files.duplicate(path, draft)
        files.into_place(draft, kept)
    finally:
        draft.unlink(missing_ok=True)
    return kept
