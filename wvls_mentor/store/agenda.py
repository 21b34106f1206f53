"""Queries for an agenda: the topics that a pair has covered (C7)."""

from datetime import date

from sqlmodel import Session

from wvls_mentor.store.queries import rows


def covered(session: Session, pair_id: int, day: date) -> dict[str, date]:
    """The topics of a pair's held meetings up to *day*: slug -> when it came up last."""
    sql = (
        "SELECT t.slug, MAX(m.day) FROM meeting m JOIN meeting_topic mt ON mt.meeting_id = m.id"
        " JOIN topic t ON t.id = mt.topic_id"
        " WHERE m.pair_id = ?1 AND m.state = 'held' AND m.day <= ?2 GROUP BY t.slug ORDER BY t.slug"
    )
    found = rows(session, sql, (pair_id, day.isoformat()))
    return {slug: date.fromisoformat(on) for slug, on in found}
