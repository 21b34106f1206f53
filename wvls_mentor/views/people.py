"""Mentors and mentees as lists and one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from wvls_mentor.records.people import MENTEES, MENTORS
from wvls_mentor.rules.people import MenteeLine, MentorLine, Papers, Partner
from wvls_mentor.rules.topics import listed_needs, listed_topics
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, listing, one, plain
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import (
    LONG_NAME,
    dash,
    headline,
    next_steps,
    print_details,
    say,
    titled,
)
from wvls_mentor.views.theme import Line, as_typed, done, glued, late, parted, quiet, soon, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.people import Edited

Person = MentorLine | MenteeLine


def _partner(p: Partner) -> str:
    """The other one and the pair's id, which the next command needs."""
    return f"{p.partner} (pair {p.pair_id})"


def _pairs(line: Person) -> str:
    """Every pair, with how it stands where it is not active."""
    return listed(
        _partner(p) if p.state == "active" else f"{_partner(p)[:-1]}, {p.state.replace('-', ' ')})"
        for p in line.pairs
    )


def _stands(line: Person) -> str:
    """A person's status; the next line says with who they are matched."""
    since = f" since {line.out_since}" if line.out_since else ""
    if isinstance(line, MentorLine):
        said = f"{line.status}{since}, {line.active_pairs} of {line.capacity} mentees"
        return said if line.eligible else f"{said}; eligible on {line.eligible_on} (C1)"
    if line.status != "waiting":
        return f"{line.status}{since}"
    if line.again:
        return "waiting for another mentor"
    if line.eligible:
        return f"waiting, match by {line.eligible_until} (C2)"
    return f"too late to match since {line.eligible_until + timedelta(days=1)} (C2)"


_WHO: tuple[Column[Any], ...] = (
    Column("id", lambda p: p.id, "id", right=True),
    Column("name", lambda p: p.name, "name", wrap=True),
    *plain("email", "phone"),
    Column(
        "library", lambda p: p.library, "library", cell=lambda p: p.library or "none", wrap=True
    ),
)


def _with(line: Person) -> Line:
    """Who they are with now, each after the pair's id."""
    now = (_one(f"{p.pair_id} {p.partner}") for p in line.pairs if p.state == "active")
    names = ", ".join(now)
    return as_typed(names) if names else quiet(dash())


def _one(name: str) -> str:
    """A name on one line, unless it is too long for a column."""
    return glued(name) if len(name) <= LONG_NAME else name


def _mentor_status(m: MentorLine) -> Line:
    if m.status == "paused":
        return soon("paused")
    if not m.eligible:
        return (soon(f"eligible on {m.eligible_on}"), quiet(" (C1)"))
    return done("free") if m.free else "full"


def _mentee_status(m: MenteeLine) -> Line:
    if m.status != "waiting":
        return m.status
    if m.again:
        return (soon("waiting"), " for another mentor")
    if m.eligible:
        return (soon("waiting"), f", match by {m.eligible_until}", quiet(" (C2)"))
    return (late("too late"), f" since {m.eligible_until + timedelta(days=1)}", quiet(" (C2)"))


_REACH: tuple[Column[Any], ...] = (
    Column(None, lambda p: p.phone, "phone", wide=True),
    Column(None, lambda p: p.email, "e-mail", wide=True),
)
# Where somebody lives and how they are paid is in no list that is passed on: no CSV has it.
_LETTERS: tuple[Column[Any], ...] = (
    Column("letters", lambda p: p.papers.no_letters is None, csv=""),
    Column("no_letters_reason", lambda p: p.papers.no_letters, csv=""),
)
_PAPERS: tuple[Column[Any], ...] = tuple(
    column
    for f in fields(Papers)
    for column in (_LETTERS if f.name == "no_letters" else plain(f"papers.{f.name}", csv=""))
)
_PAIRS: Column[Any] = Column("pairs", lambda p: [asdict(pair) for pair in p.pairs])
MENTOR_COLUMNS: tuple[Column[MentorLine], ...] = (
    *_WHO,
    *plain("experience_since", "eligible", "eligible_on", "capacity", "active_pairs", "free"),
    *plain("expertise", "interests", "culture", "max_miles", "status", "note"),
    *_PAPERS,
    _PAIRS,
    Column(None, lambda m: None, "mentees", lambda m: f"{m.active_pairs} of {m.capacity}"),
    Column(None, lambda m: None, "pairs", _with, wrap=True),
    Column(None, lambda m: None, "status", _mentor_status, wrap=True),
    *_REACH,
)
MENTEE_COLUMNS: tuple[Column[MenteeLine], ...] = (
    *_WHO,
    *plain("administrator_since", "eligible", "eligible_until"),
    Column("needs", lambda m: [{"topic": topic, "priority": p} for topic, p in m.needs]),
    *plain("interests", "culture", "status", "note"),
    *_PAPERS,
    _PAIRS,
    Column(None, lambda m: None, "status", _mentee_status),
    Column(None, lambda m: None, "pairs", _with, wrap=True),
    *_REACH,
)


def mentors(lines: Sequence[MentorLine], day: date, *, everything: bool) -> CommandResult:
    """``mentor list``."""
    free = sum(line.available for line in lines)
    could = f"{free or 'none'} could take one more mentee"
    lead = parted(strong(count(len(lines), "mentor")), could)
    return _list("mentor", lines, MENTOR_COLUMNS, day, lead, everything)


def mentees(lines: Sequence[MenteeLine], day: date, *, everything: bool) -> CommandResult:
    """``mentee list``."""
    lead = parted(strong(count(len(lines), "mentee")), *waiting(lines))
    return _list("mentee", lines, MENTEE_COLUMNS, day, lead, everything)


def waiting(lines: Sequence[MenteeLine]) -> list[Line]:
    """How many can still be matched; who has waited too long is counted apart (C2)."""
    can, gone = sum(m.waits for m in lines), sum(m.too_late for m in lines)
    said: list[Line] = [f"{can} waiting" if can else "nobody waiting"]
    return [*said, (soon(f"{gone} too late to match"), quiet(" (C2)"))] if gone else said


def _list(
    role: str,
    lines: Sequence[Any],
    columns: Sequence[Column[Any]],
    day: date,
    lead: Line,
    everything: bool,
) -> CommandResult:
    if lines:
        waits = role == "mentor" or any(line.status == "waiting" for line in lines)
        steps = (f"wvls {role} show {lines[0].id}", "wvls match" if waits else "wvls status")
    else:
        lead = f"No {role}s yet."
        steps = (f"wvls {role} add", f"wvls import {role}s")
    return listing(f"{role}s", lines, columns, day, lead=lead, steps=steps, everything=everything)


def edited(found: "Edited", today: date, role: str, *, titles: Mapping[str, str]) -> CommandResult:
    """One mentor or mentee after ``edit``, with what each replaced list was, to be typed again."""
    lost = [
        f"{name.capitalize()} was {listed(entries)}." for name, entries in found.replaced.items()
    ]
    if lost:
        lost.append(f"Next time, to keep the others: --add-{next(iter(found.replaced))}")
    return person(found.line, today, role, "Changed", titles=titles, below=lost)


def person(
    line: Person,
    today: date,
    role: str,
    title: str,
    *,
    titles: Mapping[str, str],
    below: Sequence[str] = (),
) -> CommandResult:
    """One mentor or mentee after *title* was done, or only shown; more lines *below*.

    *titles* of the topics are for the screen alone.
    """
    columns: Sequence[Column[Any]] = MENTOR_COLUMNS if role == "mentor" else MENTEE_COLUMNS

    def screen(console: "Console") -> None:
        who = f"{role} {line.id}, {line.name} <{line.email}>"
        headline(console, titled(title, f"{who}, {_stands(line)}."))
        print_details(console, _details(line, titles))
        say(console, *below)
        next_steps(console, *_next(line, role), f"wvls {role} edit {line.id}")

    return one(role, line, columns, today, screen)


def _next(line: Person, role: str) -> list[str]:
    """What to do next for somebody: look at their pair, or find them a partner."""
    back = [f"wvls {role} resume {line.id}"] if line.out_since else []
    if active := [p for p in line.pairs if p.state == "active"]:
        return [f"wvls status {active[0].pair_id}", *back]
    if back:
        return back
    if isinstance(line, MentorLine):
        return ["wvls match"] if line.eligible and line.free else []
    return [f"wvls match {line.id}"] if line.status == "waiting" else []


def _details(line: Person, titles: Mapping[str, str]) -> list[tuple[str, Line]]:
    """The fields of the record table that have something to say, each with what follows from it."""
    found: list[tuple[str, Line]] = [("pairs", _pairs(line))] if line.pairs else []
    for field in (MENTORS if isinstance(line, MentorLine) else MENTEES).details:
        kept = line.papers if hasattr(line.papers, field.stored_as) else line
        value = getattr(kept, field.name if kept is line else field.stored_as)
        if value and field.name == "expertise":
            found.append((field.label, listed_topics(titles[topic] for topic in value)))
        elif value and field.name == "needs":
            found.append((field.label, listed_needs((titles[topic], p) for topic, p in value)))
        elif field.detail and (said := field.detail(value)):
            since = field.name.endswith("_since")
            found.append(
                (field.label, said + _eligible(line) if since else _own_words(said, value))
            )
    return found


def _own_words(said: str, value: object) -> Line:
    """What they wrote themselves, a vendor number such as 2026-01-05 too, stays as it is."""
    return as_typed(said) if isinstance(value, str) else said


def _eligible(line: Person) -> str:
    """Since, from or until when a start makes a mentor or a mentee (C1, C2)."""
    if isinstance(line, MenteeLine):
        if line.again:
            return "; still eligible, since a pair ended early (C2)"
        return f"; eligible until {line.eligible_until} (C2)"
    return f"; eligible {'since' if line.eligible else 'from'} {line.eligible_on} (C1)"
