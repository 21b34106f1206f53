"""A pair's story: on screen, on paper, in short for a call, as JSON."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.timeline import Chapter
from wvls_mentor.text import count, harmless, listed
from wvls_mentor.views.agenda import topics_body
from wvls_mentor.views.columns import Column, as_csv, as_json, as_objects, as_table, plain
from wvls_mentor.views.deadlines import NAMES
from wvls_mentor.views.goals import COLUMNS as GOALS
from wvls_mentor.views.meetings import COLUMNS as MEETINGS
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import (
    headline,
    next_steps,
    partners,
    percent,
    print_details,
    say,
    year_bar,
)
from wvls_mentor.views.stipends import PAIRS

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.timeline import Partner, Story

COLUMNS: tuple[Column[Chapter], ...] = (
    *plain("kind", "who", "clause"),
    Column("due", lambda c: c.due, "due"),
    *plain("met_on", "how", "note"),
    Column("days_late", lambda c: c.days, csv=""),
    Column(None, lambda c: f"{NAMES.get(c.kind, c.kind)} ({c.who})", "what", wrap=True),
    Column(None, lambda c: c.clause, "rule"),
    Column(None, lambda c: _how(c) + (f", on {c.met_on}" if c.met_on else ""), "how", wrap=True),
)
_PARTNER: "tuple[Column[Partner], ...]" = plain("id", "name", "email", "phone", "library")


def story(found: "Story") -> CommandResult:
    """Everything about one pair."""
    return CommandResult(
        found.day,
        lambda: _body(found),
        lambda console: _screen(console, found),
        lambda: as_csv(COLUMNS, found.chapters),
    )


def _body(found: "Story") -> dict[str, Any]:
    facts = found.facts
    return {
        "pair": {
            "pair_id": facts.pair_id,
            "mentor": as_json(_PARTNER, found.mentor),
            "mentee": as_json(_PARTNER, found.mentee),
            "matched_on": facts.matched_on,
            "ends_on": found.ends_on,
            "concluded_on": None if found.state == "active" else facts.ended_on or found.ends_on,
            "state": found.state,
            "miles": None if found.miles is None else round(found.miles, 1),
            "score": found.score,
            "waived": found.waived,
            "end_reason": found.end_reason or None,
            "factors": {
                f.name: {
                    "value": round(f.value, 6), "weight": f.weight, "known": f.known, "why": f.why,
                }
                for f in found.factors
            },
        },
        "obligations": as_objects(COLUMNS, found.chapters),
        "goals": as_objects(GOALS, found.goals),
        "meetings": as_objects(MEETINGS, found.meetings),
        "topics": topics_body(found.topics),
        "events": as_objects(plain("on", "what"), found.events),
        "stipends": as_json(PAIRS, found.money),
        "owed_cents": found.sums.owed_cents,
    }  # fmt: skip


def _screen(console: "Console", found: "Story") -> None:
    facts = found.facts
    late = [c for c in found.chapters if c.how == "overdue"]
    state = found.state.replace("-", " ")
    verdict = f"{count(len(late), 'thing')} late" if late else "nothing late"
    headline(console, f"Pair {facts.pair_id}, {partners(facts)}: {state}, {verdict}.")
    _who(console, found)
    say(console, "", "What was due", style="bold")
    console.print(as_table(COLUMNS, _told(found.chapters)))
    _kept_up(console, found.chapters)
    if found.goals:
        say(console, "", "Goals", style="bold")
        for g in found.goals:
            say(console, f" {g.goal_id} {g.term}-term, {g.state}: {g.goal}")
    say(console, "", "What happened", style="bold")
    print_details(console, ((e.on, e.what) for e in found.events))
    _topics(console, found)
    _money(console, found)
    next_steps(console, *_next(found, late))


def _who(console: "Console", found: "Story") -> None:
    facts = found.facts
    lines = []
    for role, p in (("mentor", found.mentor), ("mentee", found.mentee)):
        reach = ", ".join(filter(None, (p.library or "no library", p.email, p.phone)))
        lines.append((role, f"{p.id} {p.name}, {reach}"))
    term = f"{facts.matched_on} to {facts.ended_on or found.ends_on}"
    if found.state == "active":
        term += f"  {year_bar(facts.matched_on, found.ends_on, found.day, 20)}"
    if found.end_reason:
        term += f"; {found.end_reason}"
    lines.append(("term", term))
    if found.miles is not None:
        lines.append(("apart", f"about {found.miles:.0f} miles, one way (an estimate)"))
    why = [f"{f.name}: {f.why}" for f in found.factors if f.known]
    if found.score is not None:
        lines.append(("matched", "; ".join((f"at {percent(found.score)}%", *why))))
    if found.waived:
        lines.append(("waived", found.waived))
    print_details(console, lines)


def _told(chapters: Sequence[Chapter]) -> list[Chapter]:
    """What a person wants to see: of contacts and check-ins that were in time only the count."""
    return [c for c in chapters if c.kind not in ("contact", "check-in") or c.how != "on time"]


def _how(c: Chapter) -> str:
    if c.how == "overdue":
        return f"OVERDUE {count(c.days, 'day')}; {c.note}"
    return c.how if c.how != "not due yet" else f"not due yet; {c.note}"


def _kept_up(console: "Console", chapters: Sequence[Chapter]) -> None:
    for kind, words in (("contact", "monthly contacts"), ("check-in", "check-ins")):
        closed = [c for c in chapters if c.kind == kind and c.how not in ("not due yet", "overdue")]
        if closed:
            on_time = sum(c.how == "on time" for c in closed)
            say(console, f"{on_time} of {len(closed)} {words} were in time.")


def _topics(console: "Console", found: "Story") -> None:
    covered = listed(slug for slug, _ in found.topics.covered) or "none yet"
    say(console, "", f"Topics covered: {covered}.")
    if found.topics.uncovered:
        missing = listed(f"{slug} ({p})" for slug, _, p in found.topics.uncovered)
        say(console, f"Needs that never came up: {missing}.")


def _money(console: "Console", found: "Story") -> None:
    sums = found.sums
    visits = sum(v.qualifies for v in found.money.visits)
    most = found.facts.policy.stipend_max_visits
    say(
        console,
        f"Money: {visits} of {most} stipends, {money(sums.stipend_earned_cents)}; travel "
        f"{money(sums.travel_earned_cents)}; owed {money(sums.owed_cents)} (C11, C12).",
    )
    for v in found.money.visits:
        if v.reason:
            say(console, f" The visit of {v.on} earns no stipend: {v.reason}.")


def _next(found: "Story", late: Sequence[Chapter]) -> list[str]:
    pair = found.facts.pair_id
    steps = [f"wvls check-in {pair}"] if found.state == "active" else [f"wvls evaluate {pair}"]
    soon = found.day + timedelta(days=60)
    if found.state == "active" and found.ends_on <= soon:
        steps.append(f"wvls extend {pair} --months 6")
    return [*steps, f"wvls agenda {pair}", f"wvls meeting list {pair}"]


def in_short(found: "Story") -> list[str]:
    """The story in eight lines, to be read while the telephone rings."""
    facts = found.facts
    late = [
        f"{NAMES.get(c.kind, c.kind)} {count(c.days, 'day')}"
        for c in found.chapters
        if c.how == "overdue"
    ]
    held = [m.meeting for m in found.meetings if m.meeting.state == "held"]
    last = f"{held[-1].day} ({held[-1].method})" if held else "none on record"
    planned = next((str(p.on) for p in facts.planned if p.on >= found.day), "none")
    goals = [g for g in found.goals if g.state in ("shared", "not shared")]
    needs = listed(f"{slug} ({p})" for slug, _, p in found.topics.uncovered[:4])
    lines = [
        f"Pair {facts.pair_id}: {partners(facts)}, {facts.matched_on} to {found.ends_on}",
        f"  mentor {found.mentor.phone or found.mentor.email}; mentee {found.mentee.phone or found.mentee.email}",
        f"  late: {listed(late) or 'nothing'}",
        f"  last contact: {last}; {count(len(held), 'meeting')} in all",
        f"  next visit planned: {planned}",
        f"  last check-in: {facts.last_check_in or 'none on record'}",
        f"  goals: {'; '.join(g.goal for g in goals)[:200] or 'none shared'}",
        f"  needs that never came up: {needs or 'none'}",
    ]
    return [harmless(text) for text in lines]
