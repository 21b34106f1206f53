"""The roster: every active pair with contact details, who waits, and who is free."""

from datetime import date
from pathlib import Path

from wvls_mentor.rules import terms
from wvls_mentor.rules.roster import Listed, ListedPair, Roster
from wvls_mentor.services import standing
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session


def roster(db: Path, day: date) -> Roster:
    """Everybody in the program as of *day*, without home addresses."""
    with reading(db) as session:
        book = queries.policy_book(session)
        facts = queries.pair_facts(session, book, day)
        mentors, mentees = standing.everybody(session, day, book=book, facts=facts)
        names = everybody(session, day)
    pairs = [
        ListedPair(f.pair_id, names[f.mentor_id], names[f.mentee_id], terms.ends_on(f))
        for f in facts
        if terms.state(f, day) == "active"
    ]
    waiting = [names[m.id] for m in mentees.values() if m.waits]
    free = [names[m.id] for m in mentors.values() if m.available]
    return Roster(
        day,
        tuple(sorted(pairs, key=lambda p: (p.mentor.name.casefold(), p.pair_id))),
        tuple(sorted(waiting, key=_by_name)),
        tuple(sorted(free, key=_by_name)),
    )


def everybody(session: Session, day: date) -> dict[int, Listed]:
    """Everybody on record with the ways to reach them at work, by id; no address of a home."""
    return {p.id: listed(p) for p in people.known(session, day).values()}


def listed(p: people.PersonRecord) -> Listed:
    """Somebody with the ways to reach them at work."""
    town = p.place.city if p.place else ""
    return Listed(p.id, p.name, p.library or "", town, p.phone, p.email)


def _by_name(person: Listed) -> tuple[str, int]:
    return person.name.casefold(), person.id
