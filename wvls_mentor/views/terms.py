"""Extensions, ends and excuses."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.rules.deadlines import Excuse, PairFacts
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import partners

if TYPE_CHECKING:
    from wvls_mentor.services.terms import Ending, Term


def extended(found: "Term", today: date) -> CommandResult:
    """A longer term, and what moves with it."""
    pair_id = found.facts.pair_id
    return sentence(
        today,
        {"pair": {"pair_id": pair_id, "ends_on": found.ends_on, "was": found.was}},
        f"Extended: {partners(found.facts)}, from {found.was} to {found.ends_on} (C4).",
        f"wvls status {pair_id}",
        "wvls upcoming",
        more=["Contacts, check-ins and evaluations go on until then."],
    )


def ended(found: "Term", ending: "Ending", today: date, *, dry_run: bool = False) -> CommandResult:
    """A mentorship that was ended, or would be."""
    facts = found.facts
    pair = {
        "pair_id": facts.pair_id,
        "concluded_on": found.ends_on,
        "state": found.state,
        "reason": ending.reason,
    }
    is_early = found.state == "ended-early"
    verb = f"{'Would end' if dry_run else 'Ended'}{' early' if is_early else ''}"
    mentor = "stays available" if ending.mentor_stays else "is paused"
    mentee = "is withdrawn"
    if ending.mentee_stays:
        mentee = "waits for another mentor" if is_early else "has completed a term"
    planned = [f"Meeting {n} is still planned: wvls meeting cancel {n}" for n in found.planned]
    return sentence(
        today,
        {"pair": pair, "planned_meetings": list(found.planned)},
        f"{verb}: {partners(facts)}, on {found.ends_on}.",
        f"wvls evaluate {facts.pair_id}",
        f"wvls match {facts.mentee_id}",
        more=[
            f"{facts.mentor} {mentor}; {facts.mentee} {mentee}.",
            *planned,
            f"Both evaluations are due within {facts.policy.evaluation_days} days (C10).",
        ],
    )


def excused(facts: PairFacts, row: Excuse, today: date) -> CommandResult:
    """An excuse as recorded."""
    excuse = {"from": row.since, "until": row.until, "reason": row.reason}
    until = f"until {row.until}" if row.until else "for good"
    return _excuse(
        facts, row.kind, excuse, f"Excused: {row.kind} of {partners(facts)}, {until}.", today
    )


def unexcused(facts: PairFacts, kind: str, today: date) -> CommandResult:
    """An excuse that holds no more."""
    lead = f"No longer excused: {kind} of {partners(facts)}."
    return _excuse(facts, kind, {"removed": True}, lead, today)


def _excuse(
    facts: PairFacts, kind: str, more: Mapping[str, object], lead: str, today: date
) -> CommandResult:
    body = {"excuse": {"pair_id": facts.pair_id, "kind": kind, **more}}
    return sentence(today, body, lead, f"wvls status {facts.pair_id}", "wvls overdue")
