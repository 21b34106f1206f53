"""The tables of what was done: one entry a command, one row for each row that it changed."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from wvls_mentor.store.models import NEVER_REUSED, NOW, one_of


class Entry(SQLModel, table=True):
    """A command that wrote: when (UTC), with which arguments (JSON), and who typed it."""

    __tablename__ = "history"
    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})
    command: str
    arguments: str = "[]"
    by: str = ""
    undoes: int | None = Field(default=None, foreign_key="history.id", index=True)
    final: bool = False  # it cannot be taken back


class Changed(SQLModel, table=True):
    """A row before and after (JSON); *row_key* is its primary key as a JSON list."""

    __tablename__ = "change"
    __table_args__ = (
        Index("change_by_row", "table_name", "row_key"),
        one_of("op", ("insert", "update", "delete")),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    entry_id: int = Field(foreign_key="history.id", index=True)
    table_name: str
    row_key: str
    op: str
    before: str | None = None
    after: str | None = None
