"""Reads of people, libraries and topics."""

import json
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import NamedTuple

from wvls_mentor.rules.matching_facts import Place
from wvls_mentor.rules.people import Contact, LibraryLine, Papers, is_forgotten, reached
from wvls_mentor.store.queries import Source, records, rows


@dataclass(slots=True)
class PersonRecord:
    """One person with everything that matching needs, as of a day."""

    id: int
    name: str
    email: str
    phone: str
    library: str | None
    place: Place | None
    interests: list[str] = field(default_factory=list)
    culture: list[str] = field(default_factory=list)
    expertise: list[str] = field(default_factory=list)
    needs: list[tuple[str, str]] = field(default_factory=list)
    mentor: tuple[date, int, float | None, str] | None = None  # since, capacity, miles, note
    mentee: tuple[date, str] | None = None  # since, note
    papers: Papers = field(default_factory=Papers)
    paused_since: date | None = None  # as a mentor
    withdrawn_since: date | None = None  # as a mentee

    @property
    def paused(self) -> bool:
        """Whether they take no new mentees."""
        return self.paused_since is not None

    @property
    def withdrawn(self) -> bool:
        """Whether they look for no mentor."""
        return self.withdrawn_since is not None

    @property
    def forgotten(self) -> bool:
        """Whether their name and address were erased on request."""
        return is_forgotten(self.email)

    @property
    def left(self) -> bool:
        """Whether they have left the program: forgotten, or withdrawn and no mentor."""
        return self.forgotten or (self.withdrawn and self.mentor is None)


class _Row(NamedTuple):
    id: int
    name: str
    email: str
    phone: str
    library_id: int | None
    library: str | None
    city: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    locale: str | None
    experience_since: date | None
    capacity: int
    max_miles_tenths: int | None
    mentor_note: str
    administrator_since: date | None
    mentee_note: str
    papers: str  # JSON, in the order of the fields of Papers


_PAPERS = ", ".join(f"p.{column.name}" for column in fields(Papers))
_PEOPLE = f"""
SELECT p.id, p.name, p.email, p.phone, l.id AS library_id, l.name AS library, l.city, l.latitude,
  l.longitude, l.population, l.locale, r.experience_since, r.capacity, r.max_miles_tenths,
  r.note AS mentor_note, e.administrator_since, e.note AS mentee_note,
  json_array({_PAPERS}) AS papers
FROM person p LEFT JOIN library l ON l.id = p.library_id
LEFT JOIN mentor r ON r.person_id = p.id LEFT JOIN mentee e ON e.person_id = p.id
"""
_CHANGES = """
SELECT person_id, role, status, day FROM role_change WHERE day <= ? ORDER BY day, id
"""


def known(source: Source, day: date) -> dict[int, PersonRecord]:
    """Everybody, by id, with roles and standing as of *day*."""
    found = records(source, _Row, f"{_PEOPLE} ORDER BY p.id")
    everybody = {row.id: _person(row) for row in found}
    for person_id, kind, word in rows(source, "SELECT * FROM word ORDER BY word"):
        person = everybody[person_id]
        (person.interests if kind == "interest" else person.culture).append(word)
    for person_id, slug in rows(
        source,
        "SELECT e.person_id, t.slug FROM expertise e JOIN topic t ON t.id = e.topic_id"
        " ORDER BY t.slug",
    ):
        everybody[person_id].expertise.append(slug)
    for person_id, slug, priority in rows(
        source,
        "SELECT n.person_id, t.slug, n.priority FROM need n JOIN topic t ON t.id = n.topic_id"
        " ORDER BY t.slug",
    ):
        everybody[person_id].needs.append((slug, priority))
    for person_id, role, status, on in rows(source, _CHANGES, (day.isoformat(),)):
        since = None if status == "resumed" else date.fromisoformat(on)
        if role == "mentor":
            everybody[person_id].paused_since = since
        else:
            everybody[person_id].withdrawn_since = since
    return everybody


def _papers(row: _Row) -> Papers:
    """How somebody is written to and paid: each field of Papers is a column."""
    kept = Papers(*json.loads(row.papers))
    # SQLite has days as text.
    return replace(kept, w9_on=kept.w9_on and date.fromisoformat(str(kept.w9_on)))


def _person(row: _Row) -> PersonRecord:
    made = PersonRecord(
        row.id, row.name, row.email, row.phone, row.library, _place(row), papers=_papers(row)
    )
    if row.experience_since is not None:
        miles = None if row.max_miles_tenths is None else row.max_miles_tenths / 10
        made.mentor = (row.experience_since, row.capacity, miles, row.mentor_note)
    if row.administrator_since is not None:
        made.mentee = (row.administrator_since, row.mentee_note)
    return made


def _place(row: _Row) -> Place | None:
    if row.library_id is None:
        return None
    return Place(
        library_id=row.library_id,
        name=row.library or "",
        city=row.city or "",
        latitude=row.latitude,
        longitude=row.longitude,
        population=row.population,
        locale=row.locale,
    )


def places(source: Source, *person_ids: int) -> dict[int, Place | None]:
    """The library of each of these people; None where somebody has none."""
    marks = ", ".join("?" for _ in person_ids)
    found = records(source, _Row, f"{_PEOPLE} WHERE p.id IN ({marks})", person_ids)
    return {row.id: _place(row) for row in found}


def emails(source: Source) -> dict[int, str]:
    """The e-mail address of everybody, by person."""
    return dict(map(tuple, rows(source, "SELECT id, email FROM person")))


def ids(source: Source) -> set[int]:
    """The number of everybody."""
    return {number for (number,) in rows(source, "SELECT id FROM person")}


def contacts(source: Source) -> dict[int, Contact]:
    """How everybody is reached, by person."""
    found = rows(source, "SELECT id, name, email, phone FROM person")
    return {number: reached(*contact) for number, *contact in found}


def capacities(source: Source) -> dict[int, int]:
    """How many active pairs each mentor may have, by person."""
    return dict(map(tuple, rows(source, "SELECT person_id, capacity FROM mentor")))


def apart(source: Source) -> frozenset[tuple[int, int]]:
    """The (mentee, mentor) ids that are kept apart."""
    return frozenset(map(tuple, rows(source, "SELECT mentee_id, mentor_id FROM keep_apart")))


def library_lines(source: Source) -> list[LibraryLine]:
    """Every library by name, members first."""
    names = ", ".join(f.name for f in fields(LibraryLine))
    lines = records(source, LibraryLine, f"SELECT {names} FROM library")
    return sorted(lines, key=lambda lib: (not lib.member, lib.name.casefold(), lib.city))


def topic_ids(source: Source) -> dict[str, int]:
    """The id of each topic by its slug."""
    return dict(map(tuple, rows(source, "SELECT slug, id FROM topic ORDER BY slug")))


def topic_lines(source: Source) -> list[tuple[str, str, str]]:
    """(slug, title, area) of every topic, in the order of the guide."""
    return [tuple(row) for row in rows(source, "SELECT slug, title, area FROM topic ORDER BY id")]
