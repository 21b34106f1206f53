"""Meetings with their topics and travel claims, as records."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, delete, select

from wvls_mentor.rules.meetings import MeetingFacts
from wvls_mentor.store.ledger import MeetingReport
from wvls_mentor.store.models import Claim, Meeting, MeetingTopic
from wvls_mentor.store.queries import rows


@dataclass(frozen=True, slots=True)
class Slot:
    """What makes two reports the same meeting: pair, day, method and state."""

    pair_id: int
    day: date
    method: str
    state: str


def of_pair(session: Session, pair_id: int) -> list[Meeting]:
    """Every meeting of a pair, by day."""
    sql = select(Meeting).where(col(Meeting.pair_id) == pair_id)
    return list(session.exec(sql.order_by(col(Meeting.day), col(Meeting.id))))


_FACTS = "SELECT id, pair_id, day, state, method, place, minutes, note FROM meeting"


def _facts(row: tuple[Any, ...]) -> MeetingFacts:
    number, pair_id, day, *rest = row
    return MeetingFacts(number, pair_id, date.fromisoformat(day), *rest)


def facts_of(session: Session, pair_id: int) -> list[MeetingFacts]:
    """Every meeting of a pair, by number, as plain values."""
    return list(map(_facts, rows(session, f"{_FACTS} WHERE pair_id = ? ORDER BY id", (pair_id,))))


def facts(session: Session, meeting_id: int) -> MeetingFacts | None:
    """One meeting as plain values; None where it is gone."""
    return next(map(_facts, rows(session, f"{_FACTS} WHERE id = ?", (meeting_id,))), None)


def every(session: Session, states: Iterable[str]) -> list[Meeting]:
    """Every meeting in one of these *states*, the newest first."""
    sql = select(Meeting).where(col(Meeting.state).in_(tuple(states)))
    return list(session.exec(sql.order_by(col(Meeting.day).desc(), col(Meeting.id).desc())))


def in_slot(session: Session, slot: Slot, *, besides: int | None = None) -> Meeting | None:
    """The first meeting of this pair, day, method and state; *besides* is left out."""
    sql = (
        select(Meeting)
        .where(col(Meeting.pair_id) == slot.pair_id, col(Meeting.day) == slot.day)
        .where(col(Meeting.method) == slot.method, col(Meeting.state) == slot.state)
        .order_by(col(Meeting.id))
    )
    if besides is not None:
        sql = sql.where(col(Meeting.id) != besides)
    return session.exec(sql).first()


def first_after(session: Session, pair_id: int, day: date) -> Meeting | None:
    """The first meeting after *day* that was held or tried."""
    sql = (
        select(Meeting)
        .where(col(Meeting.pair_id) == pair_id, col(Meeting.day) > day)
        .where(col(Meeting.state).in_(("held", "attempted")))
        .order_by(col(Meeting.day))
    )
    return session.exec(sql).first()


def planned(session: Session, pair_id: int) -> tuple[int, ...]:
    """The numbers of a pair's planned meetings."""
    sql = select(Meeting.id).where(col(Meeting.pair_id) == pair_id, col(Meeting.state) == "planned")
    return tuple(number for number in session.exec(sql) if number is not None)


def claims(session: Session, meeting_id: int) -> list[Claim]:
    """The travel claims of a meeting (C12)."""
    sql = select(Claim).where(col(Claim.meeting_id) == meeting_id).order_by(col(Claim.id))
    return list(session.exec(sql))


def claim(session: Session, meeting_id: int, traveler: str) -> Claim | None:
    """One partner's travel claim for a meeting."""
    sql = select(Claim).where(col(Claim.meeting_id) == meeting_id, col(Claim.traveler) == traveler)
    return session.exec(sql).one_or_none()


def topics(session: Session, meeting_id: int) -> tuple[str, ...]:
    """The slugs of the topics that a meeting covered (C7)."""
    sql = (
        "SELECT t.slug FROM meeting_topic m JOIN topic t ON t.id = m.topic_id"
        " WHERE meeting_id = ? ORDER BY t.slug"
    )
    return tuple(slug for (slug,) in rows(session, sql, (meeting_id,)))


def add_topics(session: Session, meeting_id: int, slugs: Sequence[str]) -> None:
    """Note that a meeting covered these topics, besides those noted already."""
    marks = ", ".join("?" for _ in slugs)
    sql = (
        "INSERT OR IGNORE INTO meeting_topic (meeting_id, topic_id)"
        f" SELECT ?, id FROM topic WHERE slug IN ({marks}) ORDER BY id"
    )
    session.connection().exec_driver_sql(sql, (meeting_id, *slugs))


def clear_topics(session: Session, meeting_id: int) -> None:
    """Forget which topics a meeting covered."""
    session.exec(delete(MeetingTopic).where(col(MeetingTopic.meeting_id) == meeting_id))


def reporters(session: Session, meeting_id: int | None = None) -> dict[int, frozenset[str]]:
    """Which partners reported each meeting, or this one, by a form; one without any is not there."""
    sql = "SELECT meeting_id, partner FROM meeting_report WHERE ?1 IS NULL OR meeting_id = ?1"
    found: dict[int, frozenset[str]] = {}
    for number, partner in rows(session, sql, (meeting_id,)):
        found[number] = found.get(number, frozenset()) | {partner}
    return found


def set_reporters(session: Session, meeting_id: int, partners: Iterable[str]) -> None:
    """Note that these partners, and nobody else, reported a meeting."""
    session.exec(delete(MeetingReport).where(col(MeetingReport.meeting_id) == meeting_id))
    session.add_all(MeetingReport(meeting_id=meeting_id, partner=p) for p in sorted(partners))
    session.flush()


def remove(session: Session, meeting: Meeting) -> None:
    """Delete a meeting, with its topics, its claims and who reported it."""
    clear_topics(session, meeting.id or 0)
    set_reporters(session, meeting.id or 0, ())
    session.exec(delete(Claim).where(col(Claim.meeting_id) == meeting.id))
    session.flush()
    session.delete(meeting)
