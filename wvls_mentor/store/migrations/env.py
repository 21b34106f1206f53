"""How Alembic runs here: on the connection it is handed, inside that connection's transaction."""

from alembic import context
from sqlmodel import SQLModel

from wvls_mentor.store import history as history
from wvls_mentor.store import imports as imports
from wvls_mentor.store import ledger as ledger
from wvls_mentor.store import letter_tables as letter_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
)
context.run_migrations()
