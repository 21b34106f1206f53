"""Saves a check-in call: contacts, the next visit, goals and the check-in in one step."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.rules.deadlines import next_due, obligations
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import goals, meetings
from wvls_mentor.services.meetings import Report
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store.engine import writing
from wvls_mentor.store.models import CheckIn
from wvls_mentor.store.session import Session
from wvls_mentor.text import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What was learned in a call; *goals* are (term, text), shared in the call."""

    on: date
    reports: tuple[Report, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    partner: str | None = None
    going: str | None = None
    note: str = ""
    answered: bool = True


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """A check-in that was recorded, and when the next one is due."""

    facts: PairFacts
    check_in_id: int
    next_due: date | None


def save(db: Path, pair_id: int, call: Call, *, today: date) -> CheckedIn:
    """Write everything of a call in one transaction, or nothing of it (C6, C8, C9)."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), call.on)
        for report in call.reports:
            meetings.write(session, pair_id, report, today=today)
        for term, text in call.goals:
            goals.write(session, pair_id, text, term, topic=None, shared=call.on, today=today)
        number = _write(session, pair_id, call)
        facts = facts_of(session, pair_id, today)
    return CheckedIn(facts, number, next_due(facts, obligations(facts, today), today, "check-in"))


def _write(session: Session, pair_id: int, call: Call) -> int:
    row = CheckIn(
        pair_id=pair_id,
        day=call.on,
        partner=call.partner,
        going=call.going,
        note=note(call.note),
        answered=call.answered,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id
