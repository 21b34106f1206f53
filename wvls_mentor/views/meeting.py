"""What a logged meeting did."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.views.screen import headline, next_steps, say
from wvls_mentor.views.shown import Shown

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.meetings import Logged


def logged(result: "Logged", today: date) -> Shown:
    """The meeting as written, and everything that follows from it at once."""
    return Shown("log-meeting", today, lambda: _body(result), lambda c: _screen(c, result))


def hours(minutes: int | None) -> float | None:
    """Minutes as hours with two decimals at most."""
    if minutes is None:
        return None
    value = round(minutes / 60, 2)
    return int(value) if value == int(value) else value


def _body(result: "Logged") -> dict[str, Any]:
    meeting, stipend = result.meeting, result.stipend
    return {
        "meeting": {
            "meeting_id": result.meeting_id,
            "pair_id": meeting.pair_id,
            "on": meeting.day,
            "state": meeting.state,
            "method": meeting.method,
            "at": meeting.place,
            "hours": hours(meeting.minutes),
            "topics": list(result.topics),
            "note": meeting.note,
            "claims": [
                {
                    "claim_id": c.id,
                    "traveler": c.traveler,
                    "miles": c.miles_tenths / 10,
                    "expense_cents": c.expense_cents,
                }
                for c in result.claims
            ],
        },
        "stipend": {
            "qualifies": bool(stipend and stipend.qualifies),
            "reason": stipend.reason if stipend else _no_visit(result),
            "amount_cents": stipend.stipend_cents if stipend and stipend.qualifies else 0,
        },
        "next_contact_due": result.next_contact_due,
    }


def _no_visit(result: "Logged") -> str:
    if result.meeting.state == "planned":
        return "not held yet"
    if result.meeting.state == "attempted":
        return "nobody was reached"
    return "not a meeting in person"


def _screen(console: "Console", result: "Logged") -> None:
    meeting, facts = result.meeting, result.facts
    where = (
        f" at the {meeting.place.replace('-', chr(39) + 's ')}"
        if meeting.place in ("mentor-library", "mentee-library")
        else (" elsewhere" if meeting.place else "")
    )
    length = f", {hours(meeting.minutes):g} h" if meeting.minutes else ""
    what = {"held": "Logged", "planned": "Planned", "attempted": "Attempt logged"}[meeting.state]
    if result.confirmed:
        what = "Planned meeting confirmed"
    headline(
        console,
        f"{what}: meeting {result.meeting_id}, {facts.mentor} > {facts.mentee}, {meeting.day}, "
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
