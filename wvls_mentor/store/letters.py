"""Queries for letters, including which were marked as sent."""

from datetime import date
from typing import Any, NamedTuple

from wvls_mentor.rules.letter_values import Answer, Mark
from wvls_mentor.store.queries import Source, day_or_none, records, rows


def marks(source: Source, day: date) -> list[Mark]:
    """What was marked as sent on or before *day*, oldest first."""
    sql = (
        "SELECT person_id, kind, pair_id, obligation, due, reference, sent_on FROM letter"
        " WHERE sent_on <= ? ORDER BY sent_on, id"
    )
    return records(source, Mark, sql, (day.isoformat(),))


def answers(source: Source, day: date) -> list[Answer]:
    """What the coordinator answered about pairs on or before *day*."""
    sql = (
        "SELECT pair_id, question, about, yes FROM letter_answer"
        " WHERE answered_on IS NULL OR answered_on <= ?"
    )
    return records(source, Answer, sql, (day.isoformat(),))


# ?1 is the as-of day.
_FIGURES = """
SELECT p.id,
  (SELECT COUNT(*) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held' AND m.day <= ?1),
  (SELECT COUNT(*) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held'
     AND m.method = 'in-person' AND m.day <= ?1),
  (SELECT COALESCE(SUM(m.minutes), 0) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held'
     AND m.method = 'in-person' AND m.day <= ?1),
  (SELECT MAX(m.day) FROM meeting m WHERE m.pair_id = p.id AND m.state = 'held'
     AND m.method = 'in-person' AND m.day <= ?1),
  (SELECT COUNT(*) FROM goal g WHERE g.pair_id = p.id AND g.done_on <= ?1),
  (SELECT COUNT(*) FROM goal g WHERE g.pair_id = p.id AND (g.done_on <= ?1
     OR (COALESCE(g.shared_on, ?1) <= ?1 AND COALESCE(g.dropped_on, '9999') > ?1)))
FROM pair p WHERE p.id = ?2
"""
_TOPICS = """
SELECT t.title FROM meeting m JOIN meeting_topic mt ON mt.meeting_id = m.id
JOIN topic t ON t.id = mt.topic_id
WHERE m.pair_id = ?2 AND m.state = 'held' AND m.day <= ?1
GROUP BY t.id ORDER BY COUNT(*) DESC, t.id
"""


class PairFigures(NamedTuple):
    """What a pair has done: *contacts* by any method, *visits* in person with their minutes."""

    contacts: int
    visits: int
    minutes: int
    last_visit: date | None
    goals_met: int
    goals_set: int  # shared and not dropped, or met


def figures(source: Source, pair_id: int, day: date) -> PairFigures:
    """What a pair has done by *day*."""
    ((_, contacts, visits, minutes, last, met, set_),) = rows(
        source, _FIGURES, (day.isoformat(), pair_id)
    )
    return PairFigures(contacts, visits, minutes, day_or_none(last), met, set_)


def topics(source: Source, pair_id: int, day: date) -> tuple[str, ...]:
    """The topics that a pair has talked about by *day*, the most frequent first."""
    return tuple(title for (title,) in rows(source, _TOPICS, (day.isoformat(), pair_id)))


def goals_met(source: Source, pair_id: int, day: date) -> tuple[str, ...]:
    """The goals that a pair has reached by *day*, the first one reached first."""
    sql = (
        "SELECT goal FROM goal WHERE pair_id = ? AND done_on <= ? AND goal <> ''"
        " ORDER BY done_on, id"
    )
    return tuple(goal for (goal,) in rows(source, sql, (pair_id, day.isoformat())))


def places(source: Source, meetings: list[int]) -> dict[int, tuple[date, str, int | None]]:
    """Day, place and minutes of meetings, by number."""
    marks_ = ", ".join("?" for _ in meetings)
    sql = f"SELECT id, day, COALESCE(place, ''), minutes FROM meeting WHERE id IN ({marks_})"
    found: Any = rows(source, sql, tuple(meetings))
    return {n: (date.fromisoformat(on), place, minutes) for n, on, place, minutes in found}


def expenses(source: Source, claims: list[int]) -> dict[int, str]:
    """What travel claims have for expenses, by claim: ``89.00 lodging; 12.50 parking``."""
    marks_ = ", ".join("?" for _ in claims)
    sql = f"SELECT id, expenses FROM claim WHERE id IN ({marks_})"
    return dict(map(tuple, rows(source, sql, tuple(claims))))


def reminded(source: Source, day: date) -> dict[tuple[int, int, str, date], list[date]]:
    """When somebody was reminded: (person, pair, kind of deadline, due day) -> days, oldest first."""
    found: dict[tuple[int, int, str, date], list[date]] = {}
    for m in marks(source, day):
        if m.kind == "remind" and m.pair_id is not None and m.due is not None:
            found.setdefault((m.person_id, m.pair_id, m.obligation, m.due), []).append(m.sent_on)
    return found


def asked(source: Source, day: date) -> set[tuple[int, int | None]]:
    """Who got the letter that asks for the evaluation: (person, pair)."""
    return {(m.person_id, m.pair_id) for m in marks(source, day) if m.kind == "evaluate"}


def silent(source: Source) -> set[int]:
    """Who gets no letters."""
    return {
        person for (person,) in rows(source, "SELECT id FROM person WHERE no_letters IS NOT NULL")
    }


# ?1 is the person, ?2 in which role, ?3 and ?4 the first and the last day.
_AGAIN = """
SELECT e.again FROM evaluation e JOIN pair p ON p.id = e.pair_id
WHERE e.partner = ?2 AND ?1 = CASE ?2 WHEN 'mentor' THEN p.mentor_id ELSE p.mentee_id END
  AND e.again IS NOT NULL AND e.again <> '' AND e.day >= ?3 AND e.day <= ?4
ORDER BY e.day DESC, e.id DESC LIMIT 1
"""


def again(source: Source, person_id: int, role: str, since: date, day: date) -> str | None:
    """What somebody said last, from *since* to *day*, of taking part again, about whichever pair.

    An answer about another pair counts: a no of last week must not be thanked for as last year's yes.
    """
    found = rows(source, _AGAIN, (person_id, role, since.isoformat(), day.isoformat()))
    return next((said for (said,) in found), None)


# ?1 is the as-of day. What was imported is in `said`, with the record that it went into.
_REPORTS = """
SELECT MAX(date(m.entered_at, 'localtime')) FILTER (WHERE EXISTS (
    SELECT 1 FROM said x JOIN form f ON f.id = x.form_id
    WHERE f.kind = 'meetings' AND x.record_id = m.id)),
  MAX(m.day) FILTER (WHERE m.state = 'held')
FROM meeting m WHERE m.day <= ?1
"""


def last_reports(source: Source, day: date) -> tuple[date | None, date | None]:
    """(when a sheet brought a meeting of *day* or earlier last, the day of the newest that was held)."""
    ((sheet, held),) = rows(source, _REPORTS, (day.isoformat(),))
    return day_or_none(sheet), day_or_none(held)
