"""A pair's timeline: on screen, on paper, in short for a call, as JSON."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import spoken
from wvls_mentor.money import money
from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.rules.deadline_kinds import OF_NAME, called
from wvls_mentor.rules.deadlines import ends_soon
from wvls_mentor.rules.meetings import how_met
from wvls_mentor.rules.timeline import Chapter, asked
from wvls_mentor.rules.topics import listed_needs, listed_topics, with_titles
from wvls_mentor.text import count, listed, percent, shortened
from wvls_mentor.views.agenda import topics_body
from wvls_mentor.views.columns import Column, as_csv, as_json, as_objects, as_table, plain
from wvls_mentor.views.goals import COLUMNS as GOALS
from wvls_mentor.views.meetings import COLUMNS as MEETINGS
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import bar as bar_of
from wvls_mentor.views.screen import (
    contact_mark,
    dots,
    heading,
    headline,
    mark_key,
    next_steps,
    partners,
    print_details,
    say,
    year_bar,
)  # fmt: skip
from wvls_mentor.views.stipends import PAIRS
from wvls_mentor.views.theme import (
    Line,
    as_typed,
    done,
    late,
    parted,
    plain_characters,
    quiet,
    soon,
    strong,
)

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.rules.matching_facts import Factor
    from wvls_mentor.services.timeline import Partner, Story


def _columns(day: date) -> tuple[Column[Chapter], ...]:
    return (
        *plain("kind", "who", "clause", "due", "met_on", "how", "note"),
        Column("days_late", lambda c: c.days, csv=""),
        Column(None, lambda c: None, "what", lambda c: called(c.kind)),
        Column(
            None,
            lambda c: None,
            "turn",
            lambda c: quiet(
                "you" if c.who == "coordinator" else "both" if c.who == "pair" else c.who
            ),
        ),
        Column(None, lambda c: None, "due", lambda c: (c.due, quiet(f" {c.clause}"))),
        Column(None, lambda c: None, "how it went", lambda c: _how(c, day), wrap=True),
    )


_PARTNER: "tuple[Column[Partner], ...]" = plain("id", "name", "email", "phone", "library")


def story(found: "Story") -> CommandResult:
    """Everything about one pair."""
    return CommandResult(
        found.day,
        lambda: _body(found),
        lambda console: _screen(console, found),
        lambda: as_csv(_columns(found.day), found.chapters),
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
                name: {
                    "value": round(f.value, 6), "weight": f.weight, "known": f.known, "why": f.why,
                }
                for name, f in found.factors.items()
            },
        },
        "obligations": as_objects(_columns(found.day), found.chapters),
        "goals": as_objects(GOALS, found.goals),
        "meetings": as_objects(MEETINGS, found.meetings),
        "topics": topics_body(found.topics),
        "events": as_objects(plain("on", "what"), found.events),
        "stipends": as_json(PAIRS, found.money),
        "owed_cents": found.sums.owed_cents,
    }  # fmt: skip


def _screen(console: "Console", found: "Story") -> None:
    facts = found.facts
    overdue = [c for c in found.chapters if c.how == "overdue"]
    state = found.state.replace("-", " ")
    verdict = late(f"{len(overdue)} overdue") if overdue else done("nothing is overdue")
    headline(
        console, parted(strong(f"Pair {facts.pair_id}"), strong(partners(facts)), state, verdict)
    )
    _who(console, found)
    heading(console, "What happened")
    print_details(console, (((quiet(e.on)), e.what) for e in found.events))
    if found.goals:
        heading(console, "Goals")
        console.print(as_table(GOALS, found.goals, console.width))
    _topics(console, found)
    _money(console, found)
    # What is still to be done stands last, above what to type: nobody scrolls up for it.
    heading(console, "Deadlines")
    console.print(as_table(_columns(found.day), _told(found.chapters), console.width))
    _kept_up(console, found)
    next_steps(console, *_next(found))


def _who(console: "Console", found: "Story") -> None:
    facts = found.facts
    lines: list[tuple[Line, Line]] = []
    for role, p in (("mentor", found.mentor), ("mentee", found.mentee)):
        reach = ", ".join(filter(None, (p.library or "no library", p.email, p.phone)))
        lines.append((role, (strong(f"{p.id} {p.name}"), f", {reach}")))
    # Both with their year: beside a day of another year one without it reads as of that year, too.
    first, last = (spoken(d, date.min) for d in (facts.matched_on, facts.ended_on or found.ends_on))
    term: Line = f"{first} to {last}"
    if found.state == "active":
        visits = [v.on for v in found.money.visits if v.at in LIBRARIES]
        bar = year_bar(facts.matched_on, found.ends_on, found.day, 18, visits)
        mark = "o" if plain_characters() else "●"
        term = (term, "   ", bar, quiet(f"  {mark} = visit") if visits else "")
    if found.end_reason:
        term = (term, "; ", as_typed(found.end_reason))
    lines.append(("term", term))
    if found.badly_since is not None:
        what_next = "; call both. It stays here until a check-in with a better answer."
        lines.append(
            ("going", (late("badly"), f" at the check-in of {found.badly_since}{what_next}"))
        )
    if found.miles is not None:
        lines.append(("apart", _apart(found)))
    if found.score is not None:
        lines.append(("matched", f"at {percent(found.score)}%"))
    paper = getattr(console, "on_paper", False)  # a bar of blocks prints as a gray smudge
    lines += [
        (f"  {name}", why if paper else (quiet(bar_of(f.value)), f" {why}"))
        for name, f, why in _factors(found)
    ]
    if found.waived:
        lines.append(("waived", as_typed(found.waived)))
    print_details(console, lines)


def _factors(found: "Story") -> list[tuple[str, "Factor", str]]:
    """What is known of the score, each factor with its reason; of the forgotten it has none."""
    return [
        (name, f, with_titles(f.why, found.topics.titles))
        for name, f in found.factors.items()
        if f.known
    ]


def _apart(found: "Story") -> str:
    """How far apart they are now; also how far they were at the match, where somebody moved."""
    now = f"about {found.miles:.0f} miles"
    location = found.factors.get("location")
    # Why they were as far apart then is erased once one of them is forgotten.
    then = (location.why if location is not None and location.known else "") or now
    moved = "" if now in then else f" now; at the match {then}"
    return f"{now} one way{moved} (an estimate)"


def _told(chapters: Sequence[Chapter]) -> list[Chapter]:
    """What a person wants to see: of contacts and check-ins that were in time only the count."""
    return [c for c in chapters if not OF_NAME[c.kind].repeats or c.how != "on time"]


def _how(c: Chapter, day: date) -> Line:
    met: Line = (", on ", c.met_on) if c.met_on else ""
    if c.how == "overdue":
        return (late(f"{count(c.days, 'day')} late"), f"; {c.note}")
    if c.how == "not due yet" and c.due < day:
        return (soon("within the grace period"), f"; {c.note}")
    if c.how == "not due yet":
        return (quiet("not due yet"), f"; {c.note}")
    if c.how == "on time":
        return (done("on time"), met)
    if c.how == "never" and OF_NAME[c.kind].repeats:
        # Beside the last one that is on record a bare "never" reads as untrue.
        return (late("never"), f"; {c.note}")
    return (late(c.how) if c.how == "never" else soon(c.how), met)


def _kept_up(console: "Console", found: "Story") -> None:
    """How many came on time, of those that the report counts as asked for, too."""
    lines, shown = list[Line](), list[Line]()
    for kind in (kind.name for kind in OF_NAME.values() if kind.repeats):
        every = [c for c in found.chapters if c.kind == kind]
        due = [c for c in every if asked(found.facts, c)]
        if due:
            marks = [contact_mark(c.how) for c in every]
            grace = found.facts.policy.contact_grace_days
            lines.append((f"{_so_far(kind, due, grace)}   ", *marks))
            shown += marks
    if lines:
        say(console, "", *lines, mark_key(shown))


def _so_far(kind: str, due: Sequence[Chapter], grace: int) -> str:
    """How many were on time, or within the days of *grace* where one was.

    Of one alone, how it went: "none of 1" is said by nobody.
    """
    kept = [c for c in due if c.how == "on time"]
    waited = any(c.met_on is not None and c.met_on > c.due for c in kept)
    within = f"within the {count(grace, 'day')} of grace"
    if len(due) > 1:
        said = f"{len(kept) or 'none'} of {count(len(due), kind)} on time"
        return f"{said}, or {within}" if waited else said
    how = due[0].how
    if how == "overdue":  # nothing has been, so there is none so far
        return f"the first {kind} is overdue"
    went = {"on time": f"was {within}" if waited else "was on time", "never": "was missed"}
    return f"the one {kind} so far {went.get(how, 'was late')}"


def _topics(console: "Console", found: "Story") -> None:
    titles = found.topics.titles
    covered = listed_topics(titles[slug] for slug, _ in found.topics.covered) or "none yet"
    lines: list[tuple[Line, Line]] = [("covered", covered)]
    if found.topics.uncovered:
        missing = listed_needs((title, p) for _, title, p in found.topics.uncovered)
        lines.append(("needs not covered yet", missing))
    heading(console, "Topics")
    print_details(console, lines)


def _money(console: "Console", found: "Story") -> None:
    sums = found.sums
    visits = sum(v.qualifies for v in found.money.visits)
    most = found.facts.policy.stipend_max_visits
    heading(console, "Money", "C11, C12")
    earned = money(sums.stipend_earned_cents)
    owed = strong(money(sums.owed_cents)) if sums.owed_cents else "nothing"
    lines: list[tuple[Line, Line]] = [
        ("stipends", f"{dots(visits, most)} {visits} of {most}, {earned}"),
        ("travel", money(sums.travel_earned_cents)),
        ("owed", owed),
    ]
    lines += [
        ("no stipend", f"visit of {v.on}: {v.reason}") for v in found.money.visits if v.reason
    ]
    print_details(console, lines)


def _next(found: "Story") -> list[str]:
    pair = found.facts.pair_id
    steps = [f"wvls check-in {pair}"] if found.state == "active" else [f"wvls evaluate {pair}"]
    if ends_soon(found.facts, found.day):
        steps.append(f"wvls extend {pair} --months 6")
    return [*steps, f"wvls agenda {pair}"]


def print_short(console: "Console", found: "Story") -> None:
    """The story in eight lines, to be read while the telephone rings; and what is noted of each."""
    facts = found.facts
    overdue = [c for c in found.chapters if c.how == "overdue"]
    oldest = max((c.days for c in overdue), default=0)
    kinds = listed(dict.fromkeys(called(c.kind) for c in overdue))
    held = [m.meeting for m in found.meetings if m.meeting.state == "held"]
    last = "none on record"
    if held:
        how = how_met(held[-1].method, held[-1].place)
        last = f"{held[-1].day} ({how}); {count(len(held), 'meeting')} in all"
    goals = [g for g in found.goals if g.state in ("shared", "not shared")]
    needs = listed_needs((title, p) for _, title, p in found.topics.uncovered[:4])
    headline(console, parted(strong(f"Pair {facts.pair_id}"), strong(partners(facts))))
    phones = " or ".join(p.phone or p.email for p in (found.mentor, found.mentee))
    worst = f"{'; up to' if len(overdue) > 1 else ','} {count(oldest, 'day')} late"
    late_ones = late(f"{kinds}{worst}") if overdue else done("nothing")
    rows: list[tuple[Line, Line]] = [
        ("reach", phones),  # an address, where there is no phone
        ("overdue", late_ones),
        ("last contact", last),
        ("next planned", next((p.on for p in facts.planned if p.on >= found.day), "none")),
        ("last check-in", facts.last_check_in or "none on record"),
        ("goals", as_typed("; ".join(g.goal for g in goals)[:200]) if goals else "none shared"),
        ("not covered", needs or "none"),
    ]
    rows += [  # who prefers e-mail is not called first
        ("note", as_typed(f"{p.name}: {shortened(p.note, 200)}"))
        for p in (found.mentor, found.mentee)
        if p.note.strip()
    ]
    print_details(console, rows)
