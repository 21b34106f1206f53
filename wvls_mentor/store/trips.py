"""Queries who was where on which day, and who claims travel for it (C12)."""

from datetime import date
from typing import NamedTuple

from wvls_mentor.rules.trips import TimeSpent, Trip, is_at_home
from wvls_mentor.store.queries import Source, records


class _Row(NamedTuple):
    """A meeting held in person with one of its claims, or with none."""

    meeting_id: int
    day: date
    place: str | None
    minutes: int | None
    mentor_id: int
    mentor: str
    mentor_library: int | None
    mentee_id: int
    mentee: str
    mentee_library: int | None
    claim_id: int | None
    traveler: str
    miles_tenths: int


# ?1 is a day, ?2 and ?3 are people: NULL for all.
_ROWS = """
SELECT m.id AS meeting_id, m.day, m.place, m.minutes,
  p.mentor_id, mentor.name AS mentor, mentor.library_id AS mentor_library,
  p.mentee_id, mentee.name AS mentee, mentee.library_id AS mentee_library,
  c.id AS claim_id, c.traveler, c.miles_tenths
FROM pair p JOIN meeting m ON m.pair_id = p.id
JOIN person mentor ON mentor.id = p.mentor_id
JOIN person mentee ON mentee.id = p.mentee_id
LEFT JOIN claim c ON c.meeting_id = m.id
WHERE m.state = 'held' AND m.method = 'in-person' AND (?1 IS NULL OR m.day = ?1)
  AND (?2 IS NULL OR p.mentor_id IN (?2, ?3) OR p.mentee_id IN (?2, ?3))
ORDER BY m.day, m.id, c.id
"""


def trips(
    source: Source, *, on: date | None = None, partners: tuple[int, int] | None = None
) -> tuple[list[Trip], list[TimeSpent]]:
    """All travel claims, and how long each person was at which meeting, by day.

    Of one day, or of two people (and whoever they met), where these are given.
    """
    one, other = partners or (None, None)
    found = records(source, _Row, _ROWS, (on and on.isoformat(), one, other))
    claimed = [_trip(row, row.claim_id) for row in found if row.claim_id is not None]
    meetings = list({row.meeting_id: row for row in found}.values())
    mentors = [_spent(r, r.mentor_id, r.mentor) for r in meetings]
    return claimed, [*mentors, *(_spent(r, r.mentee_id, r.mentee) for r in meetings)]


def _trip(row: _Row, claim_id: int) -> Trip:
    drove = row.traveler == "mentor"
    return Trip(
        claim_id=claim_id,
        meeting_id=row.meeting_id,
        on=row.day,
        person_id=row.mentor_id if drove else row.mentee_id,
        person=row.mentor if drove else row.mentee,
        traveler=row.traveler,
        miles_tenths=row.miles_tenths,
        at_home=is_at_home(
            row.place or "elsewhere", row.traveler, row.mentor_library, row.mentee_library
        ),
    )


def _spent(row: _Row, person_id: int, person: str) -> TimeSpent:
    return TimeSpent(row.meeting_id, row.day, person_id, person, row.minutes or 0)
