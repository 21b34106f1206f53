"""The history of the schema, run by Alembic; loaded only when a database is out of date."""

import os
from contextlib import suppress
from pathlib import Path

from alembic import command
from alembic.config import Config

from wvls_mentor.store import connection as opened


def config() -> Config:
    """Alembic's settings, without a file: the scripts lie in this folder."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    return made


def upgrade(path: Path, revision: str = "head") -> None:
    """Bring the database at *path* to *revision* in one transaction, or leave it as it was."""
    _keep_a_copy(path)
    engine = opened.engine_for(path, begin="BEGIN IMMEDIATE")
    with engine.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.exec_driver_sql(f"PRAGMA application_id={opened.APPLICATION_ID}")
    engine.dispose()


def _keep_a_copy(path: Path) -> None:
    """A copy beside the file, as it was before: ``program.db.before-0002``."""
    target = path.with_name(f"{path.name}.before-{opened.HEAD}")
    if not path.stat().st_size or target.exists():
        return
    with suppress(FileExistsError):
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    source, copy = opened.connect(path), opened.connect(target)
    try:
        source.backup(copy)
    finally:
        source.close()
        copy.close()
