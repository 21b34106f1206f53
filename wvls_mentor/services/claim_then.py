"""A numbered claim as of the day it was made: the office, which visit it was, who reported it.

A signed claim that is printed again must not change, whatever was set, logged or reported since.
People and libraries of that time are in ``store.people_then``.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from wvls_mentor.rules import stipends as rules
from wvls_mentor.rules.claim_sheet import Visits
from wvls_mentor.rules.meetings import reported_by
from wvls_mentor.rules.payments import Sheet
from wvls_mentor.rules.policy import Policy, PolicyBook
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.store import claims, history, policy, queries, visits_then
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session

OFFICE = ("organization", "organization_address", "program_name", "coordinator_name")
_ON_PAPER = (*OFFICE, "claim_statement")


def office(db: Path, claim: Sheet, today: date) -> Policy:
    """The settings that a claim is printed with; of one with a number those of when it was made."""
    with reading(db) as session:
        return settings(session, claim, today)


def settings(session: Session, claim: Sheet, today: date) -> Policy:
    """The same within a session. What nobody had answered by then is as it is now."""
    now = queries.policy_book(session).on(today)
    entry = _entry(session, claim)
    if entry is None:
        return now
    book = policy.book_at(session, entry + 1)
    answered = {s.key for s in book.settings if s.since <= claim.made_on} | {"claim_statement"}
    then = book.on(claim.made_on)
    return replace(now, **{key: getattr(then, key) for key in _ON_PAPER if key in answered})


def visits(session: Session, claim: Sheet, now: Iterable[PairStipends], book: PolicyBook) -> Visits:
    """Which visit of how many each one was (C11); *now* and *book* are for one without a number."""
    entry = _entry(session, claim)
    if entry is None:
        return _numbered(now, book)
    day = claim.made_on
    book = policy.book_at(session, entry + 1)
    held = visits_then.visits(session, entry + 1, day)
    facts = queries.pair_facts(session, book, day)
    results = (rules.calculate(f, held.get(f.pair_id, ()), book) for f in facts)
    return _numbered(results, book)


def _numbered(results: Iterable[PairStipends], book: PolicyBook) -> Visits:
    found: Visits = {}
    for pair in results:
        most = book.on(pair.matched_on).stipend_max_visits
        earning = (v.meeting_id for v in pair.visits if v.stipend_cents)
        found |= {number: (nth, most) for nth, number in enumerate(earning, 1)}
    return found


def reported(session: Session, claim: Sheet) -> Sheet:
    """A claim with who had reported each visit when it was made, on the paper and in JSON alike."""
    entry = _entry(session, claim)
    if entry is None:
        return claim
    found = visits_then.reporters(session, entry + 1)
    lines = (replace(x, reported_by=reported_by(found.get(x.meeting_id, ()))) for x in claim.lines)
    return replace(claim, lines=tuple(lines))


def _entry(session: Session, claim: Sheet) -> int | None:
    """The entry of the history that made a claim; None of a draft, and of one that is older."""
    row = claims.by_number(session, claim.number) if claim.number else None
    return None if row is None else history.maker_of(session, "claim_sheet", row.id)
