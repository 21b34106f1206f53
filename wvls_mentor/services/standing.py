"""All mentors and mentees with their status on a day."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from wvls_mentor.rules import eligibility, terms
from wvls_mentor.rules.people import MenteeLine, MentorLine, Partner, mentee_status
from wvls_mentor.rules.policy import Policy, PolicyBook
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.store import people, queries
from wvls_mentor.store.opening import asking
from wvls_mentor.store.queries import Source


def mentors(db: Path, day: date) -> list[MentorLine]:
    """Every mentor as of *day*, by name."""
    with asking(db) as source:
        found = mentor_lines(source, day).values()
    return sorted(found, key=lambda m: (m.name.casefold(), m.id))


def mentees(db: Path, day: date) -> list[MenteeLine]:
    """Every mentee as of *day*, by name."""
    with asking(db) as source:
        found = mentee_lines(source, day).values()
    return sorted(found, key=lambda m: (m.name.casefold(), m.id))


def person(db: Path, person_id: int, role: str, day: date) -> MentorLine | MenteeLine:
    """One mentor or mentee as of *day*."""
    with asking(db) as source:
        mentors, mentees = everybody(source, day)
    return mentors[person_id] if role == "mentor" else mentees[person_id]


def mentor_lines(source: Source, day: date) -> dict[int, MentorLine]:
    """Every mentor as of *day*, by id."""
    return everybody(source, day)[0]


def mentee_lines(source: Source, day: date) -> dict[int, MenteeLine]:
    """Every mentee as of *day*, by id."""
    return everybody(source, day)[1]


def everybody(
    source: Source,
    day: date,
    *,
    book: PolicyBook | None = None,
    facts: Sequence[PairFacts] | None = None,
) -> tuple[dict[int, MentorLine], dict[int, MenteeLine]]:
    """Every mentor and every mentee as of *day*, by id; *book* and *facts* where at hand."""
    book = book or queries.policy_book(source)
    facts = queries.pair_facts(source, book, day) if facts is None else facts
    policy = book.on(day)
    of_mentor: dict[int, list[Partner]] = {}
    of_mentee: dict[int, list[Partner]] = {}
    for f in facts:
        state = terms.state(f, day)
        seen = Partner(f.pair_id, f.mentee_id, f.mentee, state)
        of_mentor.setdefault(f.mentor_id, []).append(seen)
        seen = Partner(f.pair_id, f.mentor_id, f.mentor, state)
        of_mentee.setdefault(f.mentee_id, []).append(seen)
    known = people.known(source, day).values()
    return (
        {p.id: _mentor_line(p, policy, day, of_mentor.get(p.id, ())) for p in known if p.mentor},
        {p.id: _mentee_line(p, policy, day, of_mentee.get(p.id, ())) for p in known if p.mentee},
    )


def _mentor_line(
    p: people.PersonRecord, policy: Policy, day: date, pairs: Sequence[Partner]
) -> MentorLine:
    assert p.mentor is not None
    active = sum(pair.state == "active" for pair in pairs)
    since, capacity, max_miles, remark = p.mentor
    return MentorLine(
        id=p.id,
        name=p.name,
        email=p.email,
        phone=p.phone,
        library=p.library,
        experience_since=since,
        eligible=eligibility.mentor_eligible(since, policy, day),
        eligible_on=eligibility.mentor_eligible_on(since, policy),
        capacity=capacity,
        active_pairs=active,
        free=max(0, capacity - active),
        expertise=tuple(p.expertise),
        interests=tuple(p.interests),
        culture=tuple(p.culture),
        max_miles=max_miles,
        status="paused" if p.paused else "active",
        note=remark,
        papers=p.papers,
        pairs=tuple(pairs),
        out_since=p.paused_since,
    )


def _mentee_line(
    p: people.PersonRecord, policy: Policy, day: date, pairs: Sequence[Partner]
) -> MenteeLine:
    assert p.mentee is not None
    states = [pair.state for pair in pairs]
    since, remark = p.mentee
    early = "ended-early" in states
    return MenteeLine(
        id=p.id,
        name=p.name,
        email=p.email,
        phone=p.phone,
        library=p.library,
        administrator_since=since,
        eligible=eligibility.mentee_eligible(since, policy, day, ended_early=early),
        eligible_until=eligibility.mentee_eligible_until(since, policy),
        needs=tuple(p.needs),
        interests=tuple(p.interests),
        culture=tuple(p.culture),
        status=mentee_status(withdrawn=p.withdrawn, pair_states=states),
        note=remark,
        papers=p.papers,
        pairs=tuple(pairs),
        out_since=p.withdrawn_since,
    )
