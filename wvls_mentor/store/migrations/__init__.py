"""The history of the schema, run by Alembic; loaded only when a database is out of date."""

from filecmp import cmp
from glob import escape
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from wvls_mentor.store import connection as opened
from wvls_mentor.store import files, paths, versions
from wvls_mentor.store.driver import engine_for


def config() -> Config:
    """Alembic's settings, without a file: the scripts lie in a folder of ours."""
    made = Config()
    made.set_main_option("script_location", str(versions.FOLDER))
    return made


def upgrade(path: Path, revision: str = "head", *, keep: bool = True) -> Path | None:
    """Bring the database at *path* to *revision* in one transaction, or leave it as it was.

    Returns the copy that was made of it first; None where there was nothing to keep, or another
    command was quicker. A file that cannot be upgraded leaves no copy: every command would try
    again and leave one more.
    """
    engine = engine_for(path, begin="BEGIN IMMEDIATE")
    try:
        with engine.begin() as connection:  # from here on nobody else writes
            kept, new = _keep_a_copy(path) if keep and _is_old(connection) else (None, False)
            try:
                _run(connection, revision)
            except BaseException:
                if kept is not None and new:  # now: once we let go, another command may rely on it
                    kept.unlink(missing_ok=True)
                raise
    except DatabaseError as error:
        raise (error.orig or error) from error
    finally:
        engine.dispose()
    return kept


def _run(connection: Connection, revision: str) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, revision)
    connection.exec_driver_sql(f"PRAGMA application_id={opened.APPLICATION_ID}")


def _is_old(connection: Connection) -> bool:
    found = connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
    if found is None:
        return False
    sql = "SELECT 1 FROM alembic_version WHERE version_num <> ?"
    return connection.exec_driver_sql(sql, (versions.newest(),)).first() is not None


def _keep_a_copy(path: Path) -> tuple[Path, bool]:
    """A whole copy beside the file, as it was before: ``program.db.before-0006``; is it new?

    The same copy of a command that was killed serves again.
    """
    kept = files.free_name(f"{path}.before-{versions.newest()}")
    draft = files.temp_file_next_to(kept)
    try:
        files.duplicate(path, draft)
        for earlier in path.parent.glob(f"{escape(path.name)}.before-{versions.newest()}*"):
            if not paths.journals(earlier) and cmp(draft, earlier, shallow=False):
                return earlier, False
        files.into_place(draft, kept)
    finally:
        paths.discard(draft)
    return kept, True
