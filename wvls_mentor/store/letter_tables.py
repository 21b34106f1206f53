"""The tables of letters marked as sent, and of answers about letters."""

from datetime import date

from sqlmodel import Field, SQLModel

from wvls_mentor.rules.letters import KINDS, QUESTIONS
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


class LetterAnswer(SQLModel, table=True):
    """What the coordinator answered before an evaluation was asked for; *about* is the pair's end.

    It counts from *answered_on* on; without one, from a file of the past, on every day.
    """

    __tablename__ = "letter_answer"
    __table_args__ = (one_of("question", QUESTIONS),)
    pair_id: int = Field(primary_key=True, foreign_key="pair.id")
    question: str = Field(primary_key=True)
    about: date = Field(primary_key=True)
    yes: bool
    answered_on: date | None = None
