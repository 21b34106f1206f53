"""The letters that were marked as sent, and what letters ask the records for."""

from datetime import date
from typing import Any

from sqlmodel import Field, Session, SQLModel

from wvls_mentor.rules.letters import KINDS, QUESTIONS, Answer, Mark
from wvls_mentor.store.models import NEVER_REUSED, NOW, one_of
from wvls_mentor.store.queries import rows


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
    """What the coordinator answered before an evaluation was asked for; *about* is the pair's end."""

    __tablename__ = "letter_answer"
    __table_args__ = (one_of("question", QUESTIONS),)
    pair_id: int = Field(primary_key=True, foreign_key="pair.id")
    question: str = Field(primary_key=True)
    about: date = Field(primary_key=True)
    yes: bool


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def marks(session: Session, day: date) -> list[Mark]:
    """What was marked as sent on or before *day*, oldest first."""
    sql = (
        "SELECT person_id, kind, pair_id, obligation, due, reference, sent_on FROM letter"
        " WHERE sent_on <= ? ORDER BY sent_on, id"
    )
    found = rows(session, sql, (day.isoformat(),))
    return [
        Mark(person, kind, pair, obligation, _day(due), reference, date.fromisoformat(sent))
        for person, kind, pair, obligation, due, reference, sent in found
    ]


def answers(session: Session) -> list[Answer]:
    """What the coordinator answered about pairs."""
    found = rows(session, "SELECT pair_id, question, about, yes FROM letter_answer")
    return [Answer(p, q, date.fromisoformat(about), bool(yes)) for p, q, about, yes in found]


# ?1 is the as-of day.
_FIGURES = """
SELECT p.id,
  (SELECT COUNT(*) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held'
     AND m.method = 'in-person' AND m.day <= ?1),
  (SELECT COALESCE(SUM(m.minutes), 0) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held'
     AND m.method = 'in-person' AND m.day <= ?1),
  (SELECT COUNT(*) FROM goal g WHERE g.pair_id = p.id AND g.done_on <= ?1)
FROM pair p WHERE p.id = ?2
"""
_TOPICS = """
SELECT t.title FROM meeting m JOIN meeting_topic mt ON mt.meeting_id = m.id
JOIN topic t ON t.id = mt.topic_id
WHERE m.pair_id = ?2 AND m.state = 'held' AND m.day <= ?1
GROUP BY t.id ORDER BY COUNT(*) DESC, t.id
"""


def figures(session: Session, pair_id: int, day: date) -> tuple[int, int, int]:
    """Visits in person, their minutes and the goals met of a pair by *day*."""
    ((_, visits, minutes, goals),) = rows(session, _FIGURES, (day.isoformat(), pair_id))
    return visits, minutes, goals


def topics(session: Session, pair_id: int, day: date) -> tuple[str, ...]:
    """The topics that a pair has talked about by *day*, the most frequent first."""
    return tuple(title for (title,) in rows(session, _TOPICS, (day.isoformat(), pair_id)))


def places(session: Session, meetings: list[int]) -> dict[int, tuple[date, str, int | None]]:
    """Day, place and minutes of meetings, by number."""
    marks_ = ", ".join("?" for _ in meetings)
    sql = f"SELECT id, day, COALESCE(place, ''), minutes FROM meeting WHERE id IN ({marks_})"
    found: Any = rows(session, sql, tuple(meetings))
    return {n: (date.fromisoformat(on), place, minutes) for n, on, place, minutes in found}


def reminded(session: Session, day: date) -> dict[tuple[int, int, str, date], date]:
    """When somebody was last reminded: (person, pair, kind of deadline, due day) -> day."""
    return {
        (m.person_id, m.pair_id, m.obligation, m.due): m.sent_on
        for m in marks(session, day)
        if m.kind == "remind" and m.pair_id is not None and m.due is not None
    }


def last_report(session: Session, day: date) -> date | None:
    """When a meeting held by *day* was entered last."""
    sql = "SELECT MAX(date(entered_at, 'localtime')) FROM meeting WHERE day <= ?"
    ((found,),) = rows(session, sql, (day.isoformat(),))
    return None if found is None else date.fromisoformat(found)
