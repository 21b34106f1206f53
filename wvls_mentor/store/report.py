"""Queries for the board report: one for each figure, however many pairs there are."""

from datetime import date

from wvls_mentor.store.queries import Source, day_or_none, rows


def contact_days(source: Source, day: date) -> dict[int, list[date]]:
    """The days of each pair's held meetings up to *day*, of any method (C6)."""
    return _days(source, "SELECT pair_id, day FROM meeting WHERE state = 'held' AND day <= ?", day)


def check_in_days(source: Source, day: date) -> dict[int, list[date]]:
    """The days of each pair's check-ins up to *day* that reached somebody (C9)."""
    return _days(source, "SELECT pair_id, day FROM check_in WHERE answered AND day <= ?", day)


def _days(source: Source, sql: str, day: date) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for pair, on in rows(source, sql, (day.isoformat(),)):
        found.setdefault(pair, []).append(date.fromisoformat(on))
    return found


def goal_days(source: Source) -> list[tuple[int, date | None, date | None, date | None]]:
    """(pair, the days on which it was shared, done and dropped) of every goal (C8)."""
    found = rows(source, "SELECT pair_id, shared_on, done_on, dropped_on FROM goal")
    return [(pair, *map(day_or_none, days)) for pair, *days in found]


def discussed(source: Source, first: date, last: date) -> list[tuple[str, str, int]]:
    """(slug, title, meetings) of what was talked about within these days, the most first (C7)."""
    sql = (
        "SELECT t.slug, t.title, COUNT(*) FROM meeting m"
        " JOIN meeting_topic mt ON mt.meeting_id = m.id JOIN topic t ON t.id = mt.topic_id"
        " WHERE m.state = 'held' AND m.day BETWEEN ? AND ?"
        " GROUP BY t.id ORDER BY COUNT(*) DESC, t.slug"
    )
    return [tuple(row) for row in rows(source, sql, (first.isoformat(), last.isoformat()))]
