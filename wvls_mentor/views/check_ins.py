"""A check-in call after it was saved (C9)."""

from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.rules.choices import how_it_goes
from wvls_mentor.rules.meetings import kind_of
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import partners

if TYPE_CHECKING:
    from wvls_mentor.services.check_ins import Call, CheckedIn


def checked_in(found: "CheckedIn", call: "Call", today: date) -> CommandResult:
    """A check-in as recorded, and when the next one is due."""
    pair_id = found.facts.pair_id
    check_in = {
        "check_in_id": found.check_in_id,
        "pair_id": pair_id,
        "on": call.on,
        "with": call.partner,
        "going": call.going,
        "answered": call.answered,
        "note": call.note,
    }
    what = "Check-in recorded" if call.answered else "Call recorded, no one reached"
    going = f", {how_it_goes(call.going)}" if call.going else ""
    more = []
    if call.reports or call.goals:
        saved = [f"{kind_of(r.method)} on {r.day}" for r in call.reports]
        saved += [count(len(call.goals), "goal")] if call.goals else []
        more.append(f"Also saved: {listed(saved)}.")
    if not call.answered:
        more.append("It does not count as a check-in.")
    if found.next_due is None:
        more.append("No further check-in is due (C9).")
    elif found.next_due < today:
        more.append(f"The check-in that was due by {found.next_due} is still overdue (C9).")
    else:
        more.append(f"The next check-in is due by {found.next_due} (C9).")
    return sentence(
        today,
        {"check_in": check_in, "next_check_in_due": found.next_due},
        f"{what}: {partners(found.facts)}, {call.on}{going}.",
        f"wvls status {pair_id}",
        "wvls overdue",
        more=more,
    )
