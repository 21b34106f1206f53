"""The tables of what imported sheets said, and of backups that were made."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from wvls_mentor.store.models import NEVER_REUSED, NOW


class Form(SQLModel, table=True):
    """A form, known by its header row, with what its columns mean (JSON: header -> field)."""

    __table_args__ = (UniqueConstraint("kind", "fingerprint"), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    fingerprint: str
    columns: str = "{}"


class ImportedRow(SQLModel, table=True):
    """One row of a form as it was last time (JSON: field -> text), and the record it went into."""

    __tablename__ = "said"
    form_id: int = Field(primary_key=True, foreign_key="form.id")
    key: str = Field(primary_key=True)
    record_id: int = Field(index=True)
    cells: str


class Backup(SQLModel, table=True):
    """A copy that was made, and where it went."""

    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    path: str
    made_on: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})
