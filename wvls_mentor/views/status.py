"""The one screen of the morning."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.people import MenteeLine
from wvls_mentor.text import count, listed
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, bar, headline, limited, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.deadlines import Overview, Standing


def overview(found: "Overview", *, concluded: bool, everything: bool = False) -> CommandResult:
    """Every active pair; with *concluded* the others too."""
    return CommandResult(
        found.day,
        lambda: _body(found, concluded),
        lambda console: _screen(console, found, everything),
        lambda: _rows(found, concluded),
    )


def _pair(p: "Standing") -> dict[str, Any]:
    return {
        "pair_id": p.facts.pair_id,
        "mentor_id": p.facts.mentor_id,
        "mentor": p.facts.mentor,
        "mentee_id": p.facts.mentee_id,
        "mentee": p.facts.mentee,
        "matched_on": p.facts.matched_on,
        "ends_on": p.ends_on,
        "concluded_on": p.concluded_on,
        "state": p.state,
        "last_contact": p.facts.last_contact,
        "next_contact_due": p.next_contact_due,
        "visits_held": p.visits_held,
        "stipend_visits": p.stipend_visits,
        "goals_short": p.goals_short,
        "goals_long": p.goals_long,
        "overdue": p.overdue,
    }


def _chosen(found: "Overview", concluded: bool) -> "list[Standing]":
    return [p for p in found.pairs if concluded or p.state == "active"]


def _body(found: "Overview", concluded: bool) -> dict[str, Any]:
    return {
        "pairs": [_pair(p) for p in _chosen(found, concluded)],
        "summary": {
            "active": found.active,
            "waiting": len(found.waiting),
            "free_mentors": found.free_mentors,
            "overdue": len(found.overdue),
            "owed_cents": found.owed_cents,
            "last_backup": found.last_backup,
        },
    }


def _rows(found: "Overview", concluded: bool) -> tuple[Sequence[str], Iterable[Row]]:
    bodies = [_pair(p) for p in _chosen(found, concluded)]
    header = list(bodies[0]) if bodies else list(_EMPTY)
    return header, (list(b.values()) for b in bodies)


_EMPTY = (
    "pair_id", "mentor_id", "mentor", "mentee_id", "mentee", "matched_on", "ends_on",
    "concluded_on", "state", "last_contact", "next_contact_due", "visits_held", "stipend_visits",
    "goals_short", "goals_long", "overdue",
)  # fmt: skip


def _screen(console: "Console", found: "Overview", everything: bool) -> None:
    mine = sum(o.who == "coordinator" for o in found.overdue)
    late = "nothing is late"
    if found.overdue:
        late = f"{count(len(found.overdue), 'thing')} late: {mine} yours, {len(found.overdue) - mine} other people's"
    waits = f"{len(found.waiting)} {'waits' if len(found.waiting) == 1 else 'wait'}"
    headline(console, f"{count(found.active, 'pair')} active; {late}. {waits}.")
    say(console, f"{found.day:%a} {found.day}   Owed {money(found.owed_cents)}   {_backup(found)}")
    if found.pairs:
        _table(console, found, everything)
    if found.waiting:
        say(console, f"Waiting: {_waiting(found)}. Mentors free: {found.free_mentors}")
    if found.upcoming:
        say(
            console,
            f"Next 14 days: {count(len(found.upcoming), 'thing')}, first {found.upcoming[0].due}.",
        )
    next_steps(console, *_next(found))


def _backup_is_old(found: "Overview") -> bool:
    """A week's work is more than one wants to type again."""
    return found.last_backup is None or (found.day - found.last_backup).days > 7


def _backup(found: "Overview") -> str:
    """The age of the last backup."""
    if found.last_backup is None:
        return "No backup yet"
    days = (found.day - found.last_backup).days
    return f"Last backup {'today' if not days else count(days, 'day') + ' ago'}"


def _waiting(found: "Overview") -> str:
    names = [f"{m.id} {m.name}{_until(m, found.day)}" for m in found.waiting]
    return listed(names if len(names) <= 6 else [*names[:6], f"{len(names) - 6} more"])


def _until(m: MenteeLine, day: date) -> str:
    """The last day on which somebody who waits can be matched, where it is near or gone (C2)."""
    if not m.eligible:
        return f" (not eligible since {m.eligible_until + timedelta(days=1)}, C2)"
    near = day <= m.eligible_until <= day + timedelta(days=180)
    return f" (match by {m.eligible_until}, C2)" if near else ""


def _next(found: "Overview") -> list[str]:
    steps = ["wvls overdue"] if found.overdue else []
    steps += ["wvls match"] if found.waiting else []
    steps += ["wvls upcoming"] if found.active else []
    steps += ["wvls backup"] if steps and _backup_is_old(found) else []
    return steps or ["wvls mentor add --help", "wvls import --help"]


def _table(console: "Console", found: "Overview", everything: bool) -> None:
    made = table("id", "mentor > mentee", "the year", "ends", "contact", "visits", "goals", "late",
                 right=(0, 7), wrap=(1,))  # fmt: skip
    shown, more = limited(found.pairs, everything=everything)
    for p in found.pairs[:shown]:
        add(
            made,
            p.facts.pair_id,
            f"{p.facts.mentor} > {p.facts.mentee}",
            *_cells(p, found),
            p.overdue or "",
        )
    console.print(made)
    if more:
        say(console, more)


def _cells(p: "Standing", found: "Overview") -> list[object]:
    visits = f"{p.stipend_visits}/{p.facts.policy.stipend_max_visits}"
    goals = f"{p.goals_short}+{p.goals_long}"
    if p.concluded_on is not None:
        return [p.state.replace("-", " "), p.concluded_on, "", visits, goals]
    whole = (p.ends_on - p.facts.matched_on).days or 1
    year = bar((found.day - p.facts.matched_on).days / whole, 8)
    contact = (
        f"{p.next_contact_due:%m-%d}{'!' if p.contact_late else ''}" if p.next_contact_due else ""
    )
    return [year, p.ends_on, contact, visits, goals]
