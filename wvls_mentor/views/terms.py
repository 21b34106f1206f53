"""Extensions, ends, excuses and agendas."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.deadlines import Excuse, PairFacts
from wvls_mentor.text import count
from wvls_mentor.views.columns import as_json
from wvls_mentor.views.goals import COLUMNS as GOALS
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, headline, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.agenda import Agenda
    from wvls_mentor.services.terms import Ending, Term


def _pair(facts: PairFacts) -> str:
    return f"{facts.mentor} > {facts.mentee}"


def extended(found: "Term", today: date) -> CommandResult:
    """A longer term, and what moves with it."""
    facts = found.facts
    body = {"pair": {"pair_id": facts.pair_id, "ends_on": found.ends_on, "was": found.was}}

    def screen(console: "Console") -> None:
        headline(console, f"Extended: {_pair(facts)}, from {found.was} to {found.ends_on} (C4).")
        say(console, "Contacts, check-ins and evaluations go on until then.")
        next_steps(console, f"wvls status {facts.pair_id}", "wvls upcoming")

    return CommandResult(today, lambda: body, screen)


def ended(found: "Term", ending: "Ending", today: date, *, dry_run: bool = False) -> CommandResult:
    """A mentorship that was ended, or would be."""
    facts = found.facts
    body = {
        "pair": {
            "pair_id": facts.pair_id,
            "concluded_on": found.ends_on,
            "state": found.state,
            "reason": ending.reason,
        },
        "planned_meetings": list(found.planned),
    }

    def screen(console: "Console") -> None:
        verb = "Would end" if dry_run else "Ended"
        early = " early" if found.state == "ended-early" else ""
        headline(console, f"{verb}{early}: {_pair(facts)}, on {found.ends_on}.")
        mentor = "stays available" if ending.mentor_stays else "is paused"
        mentee = "is withdrawn"
        if ending.mentee_stays:
            again = found.state == "ended-early"
            mentee = "waits for another mentor" if again else "has completed a term"
        say(console, f"{facts.mentor} {mentor}; {facts.mentee} {mentee}.")
        for number in found.planned:
            say(console, f"Meeting {number} is still planned: wvls meeting cancel {number}")
        say(console, f"Both evaluations are due within {facts.policy.evaluation_days} days (C10).")
        next_steps(console, f"wvls evaluate {facts.pair_id}", f"wvls match {facts.mentee_id}")

    return CommandResult(today, lambda: body, screen)


def excused(facts: PairFacts, row: Excuse, today: date) -> CommandResult:
    """An excuse as recorded."""
    body = {
        "excuse": {
            "pair_id": facts.pair_id,
            "kind": row.kind,
            "from": row.since,
            "until": row.until,
            "reason": row.reason,
        }
    }

    def screen(console: "Console") -> None:
        until = f"until {row.until}" if row.until else "for good"
        headline(console, f"Excused: {row.kind} of {_pair(facts)}, {until}.")
        next_steps(console, f"wvls status {facts.pair_id}", "wvls overdue")

    return CommandResult(today, lambda: body, screen)


def unexcused(facts: PairFacts, kind: str, today: date) -> CommandResult:
    """An excuse that holds no more."""
    body = {"excuse": {"pair_id": facts.pair_id, "kind": kind, "removed": True}}

    def screen(console: "Console") -> None:
        headline(console, f"No longer excused: {kind} of {_pair(facts)}.")
        next_steps(console, f"wvls status {facts.pair_id}", "wvls overdue")

    return CommandResult(today, lambda: body, screen)


def topics_body(found: Any) -> dict[str, Any]:
    """Which topics came up, and which needs did not."""
    return {
        "covered": [{"topic": slug, "on": on} for slug, on in found.covered],
        "uncovered": [{"topic": slug, "priority": p} for slug, _, p in found.uncovered],
    }


def agenda(found: "Agenda") -> CommandResult:
    """The next meeting's agenda, to be read or pasted into a mail."""
    body = {
        "pair_id": found.facts.pair_id,
        "planned": found.planned,
        "topics": topics_body(found.topics),
        "goals": [as_json(GOALS, g) for g in found.goals],
        "questions": [
            {"number": q.number, "question": q.question, "asked_on": q.asked_on}
            for q in found.questions
        ],
    }
    return CommandResult(
        found.day,
        lambda: body,
        lambda console: _agenda_screen(console, found),
        lambda: (("kind", "number", "item"), _agenda_rows(found)),
    )


def _agenda_rows(found: "Agenda") -> list[tuple[object, ...]]:
    return [
        *(("need", None, f"{title} ({priority})") for _, title, priority in found.topics.uncovered),
        *(("goal", g.goal_id, g.goal) for g in found.goals),
        *(("question", q.number, q.question) for q in found.questions),
    ]


def _agenda_screen(console: "Console", found: "Agenda") -> None:
    pair = found.facts.pair_id
    meeting = f" of {found.planned}" if found.planned else ""
    items = count(len(_agenda_rows(found)), "item")
    headline(console, f"Agenda for the next meeting{meeting}, {_pair(found.facts)}: {items}.")
    made = table("", "", wrap=(1,))
    for _, title, priority in found.topics.uncovered:
        add(made, "need", f"{title} ({priority}), not covered yet")
    for g in found.goals:
        add(made, f"goal {g.goal_id}", f"{g.goal} ({g.term}-term, {g.state})")
    for q in found.questions:
        add(made, f"question {q.number}", q.question)
    if made.row_count:
        console.print(made)
    if found.topics.covered:
        covered = ", ".join(f"{slug} ({on})" for slug, on in found.topics.covered)
        say(console, f"Covered so far: {covered}.")
    next_steps(
        console, f'wvls agenda {pair} --add "QUESTION"', f"wvls log-meeting {pair} --topic TOPIC"
    )
