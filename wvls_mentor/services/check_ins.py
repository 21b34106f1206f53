"""The coordinator's phone call: contacts, the next visit, goals and the check-in as one step."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.services import meetings, milestones
from wvls_mentor.services.meetings import Report
from wvls_mentor.services.milestones import Recorded, next_check_in
from wvls_mentor.services.validation import facts_of, inside
from wvls_mentor.store.engine import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a call brought to light; *goals* are (term, text), shared in the call."""

    on: date
    reports: tuple[Report, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()
    partner: str | None = None
    going: str | None = None
    note: str = ""
    answered: bool = True


def save(db: Path, pair_id: int, call: Call, *, today: date) -> Recorded:
    """Write everything of a call in one transaction, or nothing of it (C6, C8, C9)."""
    with writing(db) as session:
        inside(facts_of(session, pair_id, today), call.on)
        for report in call.reports:
            meetings.write(session, pair_id, report, today=today)
        for term, text in call.goals:
            milestones.write_goal(
                session, pair_id, text, term, topic=None, shared=call.on, today=today
            )
        number = milestones.write_check_in(
            session,
            pair_id,
            on=call.on,
            partner=call.partner,
            going=call.going,
            text=call.note,
            answered=call.answered,
        )
        facts = facts_of(session, pair_id, today)
    return Recorded(facts, check_in_id=number, next_due=next_check_in(facts, today))
