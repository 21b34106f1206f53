"""The letters that were marked as sent, and what letters ask the records for."""

from datetime import date

from sqlmodel import Field, SQLModel

from wvls_mentor.rules.letters import KINDS
from wvls_mentor.store.models import NEVER_REUSED, NOW, one_of


class Letter(SQLModel, table=True):
    """One thing that a sent letter was about: a pair, a deadline of it, or a payment's reference."""

    __table_args__ = (one_of("kind", KINDS), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: str
    pair_id: int | None = Field(default=None, foreign_key="pair.id", index=True)
    obligation: str = ""
    due: date | None = None
    reference: str = ""
    sent_on: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})
