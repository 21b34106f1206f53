"""Mentors, mentees, libraries and topics as lists and one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.people import LibraryLine, MenteeLine, MentorLine
from wvls_mentor.text import count, listed
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, headline, limited, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

Line = MentorLine | MenteeLine


def body(line: Line | LibraryLine) -> dict[str, Any]:
    """One line as JSON."""
    made = asdict(line)
    if isinstance(line, MenteeLine):
        made["needs"] = [{"topic": t, "priority": p} for t, p in line.needs]
    return made


def people(lines: Sequence[Line], day: date, role: str, *, everything: bool) -> CommandResult:
    """``mentor list`` or ``mentee list``."""
    return CommandResult(
        day,
        lambda: {f"{role}s": [body(line) for line in lines]},
        lambda console: _people_screen(console, lines, role, everything),
        lambda: _rows(lines, MentorLine if role == "mentor" else MenteeLine),
    )


def _rows(lines: Sequence[Any], kind: type) -> tuple[Sequence[str], Iterable[Row]]:
    header = [f.name for f in fields(kind)]
    return header, ([_flat(getattr(line, name)) for name in header] for line in lines)


def _flat(value: Any) -> object:
    if isinstance(value, tuple):
        return "; ".join(":".join(v) if isinstance(v, tuple) else v for v in value)
    return value


def _people_screen(console: "Console", lines: Sequence[Line], role: str, everything: bool) -> None:
    if not lines:
        headline(console, f"No {role}s yet.")
        next_steps(console, f"wvls {role} add --help", f"wvls import {role}s FILE")
        return
    if role == "mentor":
        free = sum(isinstance(m, MentorLine) and m.available for m in lines)
        headline(console, f"{count(len(lines), 'mentor')}, {free} could take one more mentee.")
    else:
        waits = sum(m.status == "waiting" for m in lines)
        headline(console, f"{count(len(lines), 'mentee')}, {waits} waiting.")
    made = table("id", "name", "library", "where they stand", right=(0,), wrap=(1, 2, 3))
    shown, more = limited(lines, everything=everything)
    for line in lines[:shown]:
        add(made, line.id, line.name, line.library or "none", _stands(line))
    console.print(made)
    if more:
        say(console, more)
    next_steps(console, f"wvls {role} show {lines[0].id}", "wvls match")


def _stands(line: Line) -> str:
    if isinstance(line, MentorLine):
        said = f"{line.status}, {line.active_pairs} of {line.capacity} mentees"
        return said if line.eligible else f"{said}; eligible on {line.eligible_on} (C1)"
    if line.status != "waiting":
        return line.status
    if line.eligible:
        return f"waiting, match by {line.eligible_until} (C2)"
    return f"waiting, but eligible until {line.eligible_until} only (C2)"


def person(line: Line, today: date, role: str, verb: str, title: str) -> CommandResult:
    """One mentor or mentee, after ``add``, ``edit``, ``show`` and the like."""
    return CommandResult(
        today,
        lambda: {role: body(line)},
        lambda console: _person_screen(console, line, role, title),
        lambda: _rows([line], type(line)),
    )


def _person_screen(console: "Console", line: Line, role: str, title: str) -> None:
    headline(console, f"{title}: {role} {line.id}, {line.name} <{line.email}>, {_stands(line)}.")
    made = table("", "", wrap=(1,))
    for name, value in _details(line):
        add(made, name, value)
    console.print(made)
    if role == "mentee":
        next_steps(console, f"wvls match {line.id}", f"wvls mentee edit {line.id} --help")
    else:
        next_steps(console, "wvls match", f"wvls mentor edit {line.id} --help")


def _details(line: Line) -> list[tuple[str, str]]:
    found = [("library", line.library or "none"), ("phone", line.phone or "none")]
    if isinstance(line, MentorLine):
        found.append(("experience since", f"{line.experience_since} (C1 from {line.eligible_on})"))
        found.append(("expertise", listed(line.expertise) or "none named"))
        drives = "any distance" if line.max_miles is None else f"{line.max_miles:g} miles one way"
        found.append(("drives", drives))
    else:
        until = f"{line.administrator_since} (C2 until {line.eligible_until})"
        found.append(("administrator since", until))
        needs = listed(f"{t} ({p})" for t, p in line.needs)
        found.append(("needs", needs or "none named"))
    found.append(("interests", listed(line.interests) or "none named"))
    found.append(("culture", listed(line.culture) or "none named"))
    return [*found, ("note", line.note)] if line.note else found
