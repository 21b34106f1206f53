"""The history of the schema, run by Alembic; loaded only when a database is out of date."""

from pathlib import Path

from alembic import command
from alembic.config import Config

from wvls_mentor.store import engine as store_engine


def config() -> Config:
    """Alembic's settings, without a file: the scripts lie in this folder."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    return made


def upgrade(path: Path, revision: str = "head") -> None:
    """Bring the database at *path* to *revision* in one transaction, or leave it as it was."""
    engine = store_engine.engine_for(path, begin="BEGIN IMMEDIATE")
    with engine.begin() as connection:
        settings = config()
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
        connection.exec_driver_sql(f"PRAGMA application_id={store_engine.APPLICATION_ID}")
    engine.dispose()
