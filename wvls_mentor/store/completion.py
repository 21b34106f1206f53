"""Names for shell completion: read with the bare driver, since a key press must not wait."""

import sqlite3
from contextlib import closing
from pathlib import Path

from wvls_mentor.store import paths

_PEOPLE = "SELECT p.id, '', p.name FROM person p JOIN {role} r ON r.person_id = p.id"
_PAIRS = """
SELECT p.id, '', mentor.name || ' - ' || mentee.name FROM pair p
JOIN person mentor ON mentor.id = p.mentor_id JOIN person mentee ON mentee.id = p.mentee_id
"""
_ASKED = {
    "mentor": _PEOPLE.format(role="mentor"),
    "mentee": _PEOPLE.format(role="mentee"),
    "pair": _PAIRS,
    "library": "SELECT id, city, name FROM library ORDER BY name",
    "topic": "SELECT slug, '', title FROM topic",
}


def names(path: Path, kind: str) -> list[tuple[str, str, str]]:
    """(id, another word for it, name) of every mentor, mentee, pair, library or topic.

    Empty where the database cannot be read: completion never complains.
    """
    try:
        uri = paths.uri(path.absolute(), "ro")
        with closing(sqlite3.connect(uri, uri=True, timeout=0.2)) as connection:
            return [(str(a), b, c) for a, b, c in connection.execute(_ASKED[kind])]
    except (sqlite3.Error, OSError, ValueError):
        return []
