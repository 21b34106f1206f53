"""What a logged meeting did."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.rules.meetings import MeetingFacts, TravelClaim
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, headline, next_steps, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.meeting_changes import MeetingLine
    from wvls_mentor.services.meetings import Logged


def logged(result: "Logged", today: date, command: str = "log-meeting") -> CommandResult:
    """The meeting as written, and everything that follows from it at once."""
    return CommandResult(today, lambda: _body(result), lambda c: _screen(c, result, command))


def hours(minutes: int | None) -> float | None:
    """Minutes as hours with two decimals at most."""
    if minutes is None:
        return None
    value = round(minutes / 60, 2)
    return int(value) if value == int(value) else value


def _body(result: "Logged") -> dict[str, Any]:
    stipend = result.stipend
    return {
        "meeting": meeting_body(result.meeting, result.topics, result.claims),
        "stipend": {
            "qualifies": bool(stipend and stipend.qualifies),
            "reason": stipend.reason if stipend else _no_visit(result),
            "amount_cents": stipend.stipend_cents if stipend and stipend.qualifies else 0,
        },
        "next_contact_due": result.next_contact_due,
    }


def meeting_body(
    meeting: MeetingFacts, topics: "Sequence[str]", claims: "Sequence[TravelClaim]"
) -> dict[str, Any]:
    """A meeting as JSON."""
    return {
        "meeting_id": meeting.id,
        "pair_id": meeting.pair_id,
        "on": meeting.day,
        "state": meeting.state,
        "method": meeting.method,
        "at": meeting.place,
        "hours": hours(meeting.minutes),
        "topics": list(topics),
        "note": meeting.note,
        "claims": [
            {
                "claim_id": c.id,
                "traveler": c.traveler,
                "miles": c.miles_tenths / 10,
                "expense_cents": c.expense_cents,
            }
            for c in claims
        ],
    }


def described(meeting: MeetingFacts) -> str:
    """A meeting in a few words, for a question."""
    return f"meeting {meeting.id} ({meeting.state}, {meeting.method}, {meeting.day})"


def meetings(facts: PairFacts, found: "Sequence[MeetingLine]", day: date) -> CommandResult:
    """Every meeting of a pair."""
    header = ("meeting_id", "on", "state", "method", "at", "hours", "topics", "note")
    return CommandResult(
        day,
        lambda: {"meetings": [meeting_body(m.meeting, m.topics, m.claims) for m in found]},
        lambda console: _meetings_screen(console, facts, found),
        lambda: (header, [_row(m) for m in found]),
    )


def _row(m: "MeetingLine") -> Row:
    row = m.meeting
    return (
        row.id, row.day, row.state, row.method, row.place, hours(row.minutes),
        "; ".join(m.topics), row.note,
    )  # fmt: skip


def _meetings_screen(console: "Console", facts: PairFacts, found: "Sequence[MeetingLine]") -> None:
    pair = f"pair {facts.pair_id}, {facts.mentor} > {facts.mentee}"
    held = sum(m.meeting.state == "held" for m in found)
    headline(console, f"{count(len(found), 'meeting')} of {pair}: {held} held.")
    if found:
        made = table("id", "day", "state", "what", right=(0,), wrap=(3,))
        for m in found:
            add(made, m.meeting.id, m.meeting.day, m.meeting.state, what(m))
        console.print(made)
    next_steps(console, f"wvls log-meeting {facts.pair_id}", "wvls meeting edit --help")


def what(m: "MeetingLine") -> str:
    """Method, place, hours, topics and claims of a meeting in a line."""
    row = m.meeting
    parts = [row.method + (f" {row.place}" if row.place else "")]
    if row.minutes:
        parts.append(f"{hours(row.minutes):g} h")
    parts += [
        f"{c.traveler} {c.miles_tenths / 10:g} mi + {money(c.expense_cents)}" for c in m.claims
    ]
    if m.topics:
        parts.append(", ".join(m.topics))
    return "; ".join([*parts, *([row.note] if row.note else [])])


def removed(line: "MeetingLine", today: date) -> CommandResult:
    """A meeting that was taken out."""
    body = {"meeting": meeting_body(line.meeting, line.topics, line.claims), "removed": True}

    def screen(console: "Console") -> None:
        headline(console, f"Removed: {described(line.meeting)}.")
        next_steps(console, f"wvls meeting list {line.meeting.pair_id}", "wvls overdue")

    return CommandResult(today, lambda: body, screen)


def _no_visit(result: "Logged") -> str:
    if result.meeting.state in ("planned", "cancelled"):
        return "not held yet" if result.meeting.state == "planned" else "cancelled"
    if result.meeting.state == "attempted":
        return "nobody was reached"
    return "not a meeting in person"


def _screen(console: "Console", result: "Logged", command: str) -> None:
    meeting, facts = result.meeting, result.facts
    where = (
        f" at the {meeting.place.replace('-', chr(39) + 's ')}"
        if meeting.place in ("mentor-library", "mentee-library")
        else (" elsewhere" if meeting.place else "")
    )
    length = f", {hours(meeting.minutes):g} h" if meeting.minutes else ""
    done = {
        "held": "Logged",
        "planned": "Planned",
        "attempted": "Attempt logged",
        "cancelled": "Cancelled",
    }[meeting.state]
    if result.confirmed:
        done = "Planned meeting confirmed"
    elif command in ("meeting edit", "meeting claim"):
        done = "Changed"
    headline(
        console,
        f"{done}: meeting {result.meeting.id}, {facts.mentor} > {facts.mentee}, {meeting.day}, "
        f"{meeting.method}{where}{length}.",
    )
    for sentence in _effects(result):
        say(console, " " + sentence)
    if meeting.state == "planned":
        next_steps(
            console, f"wvls log-meeting {meeting.pair_id}   (once it was held)", "wvls upcoming"
        )
    else:
        next_steps(console, "wvls overdue", "wvls stipends")


def _effects(result: "Logged") -> list[str]:
    said = []
    if result.meeting.state == "attempted":
        said.append("Nobody was reached: it is kept, and renews no contact (C6).")
    if result.contact_renewed and result.next_contact_due:
        said.append(f"Contact renewed: the next one is due by {result.next_contact_due} (C6).")
    elif result.next_contact_due:
        said.append(f"The next contact is due by {result.next_contact_due} (C6).")
    if result.first_visit is not None and result.first_visit.met_on is not None:
        late = (result.first_visit.met_on - result.first_visit.due).days
        timing = f"{late} days after its due day" if late > 0 else "in time"
        said.append(f"This is the first visit, {timing} ({result.first_visit.due}, C5).")
    if result.stipend is not None:
        if result.stipend.qualifies:
            said.append(f"Stipend earned: {money(result.stipend.stipend_cents)} (C11).")
        else:
            said.append(f"No stipend: {result.stipend.reason} (C11).")
        said += [_travel(t) for t in result.stipend.travel]
    for lost in result.displaced:
        said.append(f"The visit of {lost.on} earns nothing any more: {lost.reason} (C11).")
    return said


def _travel(claim: Any) -> str:
    if claim.amount_cents is None:
        return f"Travel of the {claim.payee}: {claim.reason} (C12)."
    reason = f": {claim.reason}" if claim.reason else ""
    return f"Travel of the {claim.payee}: {money(claim.amount_cents)}{reason} (C12)."
