"""``wvls status``: the overview of all pairs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.attention import BACKUP_PROPOSED_DAYS
from wvls_mentor.rules.deadlines import SOON_DAYS
from wvls_mentor.rules.eligibility import LAST_DAY_NEAR
from wvls_mentor.rules.people import MenteeLine
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain, print_table
from wvls_mentor.views.deadlines import print_attention
from wvls_mentor.views.people import waiting
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import (
    MOST_ROWS,
    check_mark,
    dash,
    dots,
    headline,
    next_steps,
    pair_cell,
    say,
    year_bar,
    year_over,
)
from wvls_mentor.views.theme import Line, done, glued, late, parted, quiet, soon, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.deadlines import Overview, Standing


def _columns(day: date) -> "Sequence[Column[Standing]]":
    return (
        *plain("facts.pair_id", "facts.mentor_id", "facts.mentor", "facts.mentee_id"),
        *plain("facts.mentee", "facts.matched_on", "ends_on", "concluded_on", "state"),
        *plain("facts.last_contact", "next_contact_due", "visits_held", "stipend_visits"),
        *plain("goals_short", "goals_long", "overdue", "going"),
        Column("mentor_email", lambda p: p.mentor.email),
        Column("mentor_phone", lambda p: p.mentor.phone),
        Column("mentee_email", lambda p: p.mentee.email),
        Column("mentee_phone", lambda p: p.mentee.phone),
        Column(None, lambda p: p.facts.pair_id, "", lambda p: strong(p.facts.pair_id), right=True),
        Column(None, lambda p: None, "pair", lambda p: pair_cell(p.facts), wrap=True),
        Column(None, lambda p: None, "year", lambda p: _year(p, day)),
        Column(None, lambda p: p.ends_on, "ends", lambda p: p.concluded_on or p.ends_on, wide=True),
        Column(None, lambda p: None, "last contact", _last_contact, wide=True),
        Column(None, lambda p: None, "next contact", lambda p: _contact(p, day), wrap=True),
        Column(None, lambda p: None, "stipends", _stipends),
        Column(None, lambda p: None, "goals", _goals),
        Column(None, lambda p: None, "going", _going, wide=True),
        Column(None, lambda p: None, "late", _late, right=True),
    )


def _year(p: "Standing", day: date) -> Line:
    if p.concluded_on is not None:
        return quiet(p.state.replace("-", " "))
    return year_bar(p.facts.matched_on, p.ends_on, day, 8)


def _last_contact(p: "Standing") -> Line:
    return p.facts.last_contact or quiet("never yet")


def _contact(p: "Standing", day: date) -> Line:
    """The day by which the next one is due, with the distance where that matters."""
    due = p.next_contact_due
    leave = next((e for e in p.facts.excuses if e.kind == "contact" and e.holds(day)), None)
    if leave is not None and p.concluded_on is None:
        return quiet(f"excused until {leave.until}" if leave.until else "excused")
    if due is None or p.concluded_on is not None:
        return quiet(dash())
    if p.contact_late:
        return (late(f"{due}, "), late(glued(f"{count((day - due).days, 'day')} late")))
    if (due - day).days <= SOON_DAYS:
        return soon(f"{due}, {_distance(due, day)}")
    return due


def _distance(due: date, day: date) -> str:
    days = (due - day).days
    if days < 0:
        return f"{count(-days, 'day')} ago"
    return f"in {count(days, 'day')}" if days else "today"


def _stipends(p: "Standing") -> Line:
    """The visits that earn one, of the most that can (C11)."""
    return dots(p.stipend_visits, p.facts.policy.stipend_max_visits)


def _goals(p: "Standing") -> Line:
    """Whether both goals were shared, or which is missing; one dropped later was shared (C8)."""
    lacks = [
        word
        for word, shared in (("short", p.facts.goals_short), ("long", p.facts.goals_long))
        if shared is None
    ]
    if not lacks:
        return done(check_mark())
    return f"no {lacks[0]}" if len(lacks) == 1 else quiet("none")


def _going(p: "Standing") -> Line:
    if p.going == "badly":
        return late(p.going)
    return p.going or quiet(dash())


def _late(p: "Standing") -> Line:
    return late(p.overdue) if p.overdue else done(check_mark())


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
        "attention": [
            {"kind": a.kind, "message": a.message, "pair_id": a.pair_id} for a in found.attention
        ],
    }


def _screen(
    console: "Console", found: "Overview", columns: "Sequence[Column[Standing]]", everything: bool
) -> None:
    headline(console, parted(*_lead(found)))
    today = f"{found.day:%A}, {found.day:%B} {found.day.day}, {found.day.year}"
    soon_due = len(found.upcoming)
    ahead = quiet(f"{soon_due} due in 14 days") if soon_due else ""
    say(console, parted(quiet(today), ahead, quiet(_backup(found))))
    print_attention(console, found.attention)
    if found.pairs:
        say(console, "")
        print_table(console, columns, _rows(found.pairs, everything), everything=everything)
        say(console, quiet(_key()))
    elif not found.waiting:
        say(
            console,
            "",
            f"No pairs yet. Add {'mentees' if found.free_mentors else 'people'}, then match them.",
        )
    if found.waiting:
        free = count(found.free_mentors, "mentor")
        free = "no mentor is free" if not found.free_mentors else f"{free} could take one more"
        can = [m for m in found.waiting if m.waits]
        gone = [m for m in found.waiting if m.too_late]
        say(console, "")
        if can:
            say(console, (strong("Waiting"), f"   {_named(can, found.day)}; {free}"))
        if gone:
            say(
                console,
                (strong("Too late to match"), quiet(" (C2)"), f"   {_named(gone, found.day)}"),
            )
    next_steps(console, *_next(found))


def _rows(pairs: "Sequence[Standing]", everything: bool) -> "Sequence[Standing]":
    """By number where all of them are shown; else the worst first, which would be cut off."""
    if everything or len(pairs) <= MOST_ROWS:
        return pairs
    return sorted(pairs, key=lambda p: (p.going != "badly", -p.overdue, p.facts.pair_id))


def _key() -> str:
    """What the marks in the table mean, on one line of 80 columns."""
    over, visit, fine = year_over(), dots(1, 1), check_mark()
    return (
        f"{over} how much of the year is over   {visit} visit with a stipend   "
        f"{fine} nothing is missing"
    )


def _backup(found: "Overview") -> str:
    """The age of the last backup, unless it is named as something to see to."""
    if any(a.kind == "backup" for a in found.attention):
        return ""
    if found.last_backup is None:
        return "no backup yet"
    days = (found.day - found.last_backup).days
    return f"last backup {count(days, 'day') + ' ago' if days else 'today'}"


def _lead(found: "Overview") -> list[Line]:
    mine = sum(o.who == "coordinator" for o in found.overdue)
    overdue: Line = done("nothing is overdue")
    if found.overdue:
        overdue = (late(f"{len(found.overdue)} overdue"), f" ({mine} for you)" if mine else "")
    return [
        strong(count(found.active, "active pair") if found.active else "no active pairs"),
        overdue,
        waiting(found.waiting)[0],  # who has waited too long is named below
        strong(f"{money(found.owed_cents)} owed") if found.owed_cents else "nothing owed",
    ]


def _named(mentees: "Sequence[MenteeLine]", day: date) -> str:
    # Whose day is near comes first: behind several names it reads as the day of all of them.
    first = sorted(mentees, key=lambda m: not _until(m, day))
    names = [f"{m.id} {m.name}{_until(m, day)}" for m in first]
    return listed(names if len(names) <= 6 else [*names[:6], f"{len(names) - 6} more"])


def _until(m: MenteeLine, day: date) -> str:
    """The last day on which somebody who waits can be matched, where it is near or gone (C2)."""
    if not m.eligible:
        return f" (since {m.eligible_until + timedelta(days=1)})"
    near = not m.again and day <= m.eligible_until <= day + LAST_DAY_NEAR
    return f" (match by {m.eligible_until}, C2)" if near else ""


def _next(found: "Overview") -> list[str]:
    steps = ["wvls overdue"] if found.overdue else []
    if any(m.waits for m in found.waiting):
        steps.append("wvls match" if found.free_mentors or found.active else "wvls import mentors")
    steps += ["wvls upcoming"] if found.active else []
    steps = steps[:2] + (["wvls backup"] if steps and _backup_is_old(found) else [])
    lacking = "mentee" if found.free_mentors else "mentor"
    return steps or [f"wvls import {lacking}s", f"wvls {lacking} add"]


def _backup_is_old(found: "Overview") -> bool:
    """Whether a backup is proposed."""
    return found.last_backup is None or (found.day - found.last_backup).days > BACKUP_PROPOSED_DAYS
