"""The one screen of the morning."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.people import MenteeLine
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, partners, say, year_bar

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.deadlines import Overview, Standing


def _contact(p: "Standing") -> str:
    if p.next_contact_due is None or p.concluded_on is not None:
        return ""
    return f"{p.next_contact_due:%m-%d}{'!' if p.contact_late else ''}"


def _columns(day: date) -> "Sequence[Column[Standing]]":
    return (
        *plain("facts.pair_id", "facts.mentor_id", "facts.mentor", "facts.mentee_id"),
        *plain("facts.mentee", "facts.matched_on", "ends_on", "concluded_on", "state"),
        *plain("facts.last_contact", "next_contact_due", "visits_held", "stipend_visits"),
        *plain("goals_short", "goals_long", "overdue"),
        Column("mentor_email", lambda p: p.mentor.email),
        Column("mentor_phone", lambda p: p.mentor.phone),
        Column("mentee_email", lambda p: p.mentee.email),
        Column("mentee_phone", lambda p: p.mentee.phone),
        Column(None, lambda p: p.facts.pair_id, "id", right=True),
        Column(None, lambda p: partners(p.facts), "mentor > mentee", wrap=True),
        Column(None, lambda p: _year(p, day), "the year"),
        Column(None, lambda p: p.concluded_on or p.ends_on, "ends"),
        Column(None, _contact, "contact"),
        Column(None, lambda p: f"{p.stipend_visits}/{p.facts.policy.stipend_max_visits}", "visits"),
        Column(None, lambda p: f"{p.goals_short}+{p.goals_long}", "goals"),
        Column(None, lambda p: p.overdue or "", "late", right=True),
    )


def _year(p: "Standing", day: date) -> str:
    if p.concluded_on is not None:
        return p.state.replace("-", " ")
    return year_bar(p.facts.matched_on, p.ends_on, day, 8)


def overview(found: "Overview", *, concluded: bool, everything: bool = False) -> CommandResult:
    """Every active pair; with *concluded* the others too."""
    columns = _columns(found.day)
    chosen = [p for p in found.pairs if concluded or p.state == "active"]
    return CommandResult(
        found.day,
        lambda: {"pairs": as_objects(columns, chosen), "summary": _summary(found)},
        lambda console: _screen(console, found, columns, everything),
        lambda: as_csv(columns, chosen),
    )


def _summary(found: "Overview") -> dict[str, Any]:
    return {
        "active": found.active,
        "waiting": len(found.waiting),
        "free_mentors": found.free_mentors,
        "overdue": len(found.overdue),
        "owed_cents": found.owed_cents,
        "last_backup": found.last_backup,
    }


def _screen(
    console: "Console", found: "Overview", columns: "Sequence[Column[Standing]]", everything: bool
) -> None:
    mine = sum(o.who == "coordinator" for o in found.overdue)
    late = "nothing is late"
    if found.overdue:
        late = f"{count(len(found.overdue), 'thing')} late: {mine} yours, {len(found.overdue) - mine} other people's"
    waits = f"{len(found.waiting)} {'waits' if len(found.waiting) == 1 else 'wait'}"
    headline(console, f"{count(found.active, 'pair')} active; {late}. {waits}.")
    say(console, f"{found.day:%a} {found.day}   Owed {money(found.owed_cents)}   {_backup(found)}")
    print_table(console, columns, found.pairs, everything=everything)
    if found.waiting:
        say(console, f"Waiting: {_waiting(found)}. Mentors free: {found.free_mentors}")
    if found.upcoming:
        things = count(len(found.upcoming), "thing")
        say(console, f"Next 14 days: {things}, first {found.upcoming[0].due}.")
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
