"""Lists to choose from at a question: (what to type, what it means).

The meaning has columns, with a tab between them. Every kind of record has a list here.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from wvls_mentor.money import money
from wvls_mentor.rules.meetings import STATES_SAID, how_met
from wvls_mentor.rules.people import MenteeLine
from wvls_mentor.rules.terms import PairFacts, state
from wvls_mentor.services import claims as claims_service
from wvls_mentor.services import find, payments, policy, standing
from wvls_mentor.store import meetings as meetings_store
from wvls_mentor.store import pairs as pairs_store
from wvls_mentor.store import people as people_store
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading
from wvls_mentor.text import check_name

Choices = list[tuple[object, str]]


def pairs(db: Path, day: date) -> Choices:
    """Every pair as of *day*, the active ones first."""
    with reading(db) as session:
        facts = queries.pairs_as_of(session, day)
    ordered = sorted(facts, key=lambda f: (state(f, day) != "active", f.pair_id))
    return [(f.pair_id, _named(f, day)) for f in ordered]


def people(db: Path, role: str | None, day: date) -> Choices:
    """Everybody with this *role* (by default everybody), by the id that is typed.

    Who waits stands first, the first whose time is up on top; of the mentors those who are free.
    """
    if role == "mentee":
        mentees = sorted(standing.mentees(db, day), key=_mentees_order)
        return [(m.id, f"{m.name}\t{m.email}") for m in mentees]
    if role == "mentor":
        mentors = sorted(standing.mentors(db, day), key=lambda m: (not m.available, m.id))
        return [(m.id, f"{m.name}\t{m.email}") for m in mentors]
    with reading(db) as session:
        known = people_store.known(session, date.max).values()
    return [(p.id, f"{p.name}\t{p.email}") for p in sorted(known, key=lambda p: p.id)]


def _mentees_order(m: MenteeLine) -> tuple[bool, date, int]:
    return not m.waits, m.eligible_until if m.waits and not m.again else date.max, m.id


def libraries(db: Path) -> Choices:
    """Every library, members first."""
    with reading(db) as session:
        found = people_store.library_lines(session)
    ordered = sorted(found, key=lambda lib: (not lib.member, lib.name.casefold()))
    return [(lib.id, f"{lib.name}, {lib.city}".rstrip(", ")) for lib in ordered]


def topics(db: Path) -> Choices:
    """Every topic by its short name."""
    with reading(db) as session:
        return [(slug, title) for slug, title, _ in people_store.topic_lines(session)]


def topic(db: Path, text: str) -> str:
    """The short name of the topic meant. Raises UsageProblem or NotFound."""
    with reading(db) as session:
        return find.topics(session, [text])[0]


def meetings(db: Path, day: date, states: Collection[str], *, in_person: bool = False) -> Choices:
    """Every meeting in one of these *states*, the newest first; or only visits *in_person*."""
    with reading(db) as session:
        names = {f.pair_id: f"{f.mentor} and {f.mentee}" for f in queries.pairs_as_of(session, day)}
        found = meetings_store.every(session, states)
        return [
            (
                m.id,
                f"{m.day}\t{names[m.pair_id]}\t{STATES_SAID.get(m.state, m.state)}, {how_met(m.method, m.place)}",
            )
            for m in found
            if m.pair_id in names and (m.method == "in-person" or not in_person)
        ]


def goals(db: Path, day: date, *, unshared: bool = False) -> Choices:
    """Every goal that is neither done nor dropped, by pair; or only the *unshared*."""
    with reading(db) as session:
        names = {f.pair_id: f"{f.mentor} and {f.mentee}" for f in queries.pairs_as_of(session, day)}
        return [
            (g.id, f"{names[g.pair_id]}\t{g.term}\t{g.goal}")
            for g in pairs_store.open_goals(session)
            if g.pair_id in names and not (unshared and g.shared_on)
        ]


def live_payments(db: Path, day: date) -> Choices:
    """Every payment that was not voided, the newest first."""
    found = payments.everything(db, day, voided=False)
    return [
        (
            p.payment_id,
            f"{p.paid_on}\t{money(p.amount_cents)}\tto {p.to}, {check_name(p.reference)}",
        )
        for p in reversed(found)
    ]


def claims(db: Path, day: date) -> Choices:
    """Every claim that was not withdrawn."""
    return [
        (c.number, f"{c.mentor}\t{money(c.total_cents)}\tup to {c.until}")
        for c in claims_service.claims(db, day)
        if c.withdrawn_on is None
    ]


def has_backup_folder(db: Path, day: date) -> bool:
    """Whether backups have a folder of their own."""
    return bool(policy.show(db, day).policy.backup_folder)


def _named(facts: PairFacts, day: date) -> str:
    """The partners, and the pair's state unless it is active."""
    standing = state(facts, day)
    both = f"{facts.mentor} and {facts.mentee}"
    return both if standing == "active" else f"{both} ({standing.replace('-', ' ')})"
