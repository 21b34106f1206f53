"""What is late and what comes, for people and for programs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from wvls_mentor.dates import spoken
from wvls_mentor.rules.deadline_kinds import OF_NAME, called
from wvls_mentor.rules.deadlines import LET_END, SOON_DAYS, Obligation
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import Column, as_csv, as_objects, nested, plain, print_groups
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import MOST_ROWS, heading, headline, next_steps, pair_cell, say
from wvls_mentor.views.steps import as_typed_here
from wvls_mentor.views.theme import (
    Line,
    as_typed,
    command,
    done,
    glued,
    late,
    length,
    parted,
    quiet,
    soon,
    strong,
)

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.rules.attention import Attention
    from wvls_mentor.rules.people import Contact
    from wvls_mentor.services.deadlines import Due

A_YEAR = 300  # days within which a day and its due day are of one and the same year
_CONTACT: "tuple[Column[Contact], ...]" = plain("name", "email", "phone")
# Whose turn it is, yours first.
_TURNS = {
    "coordinator": "Your turn",
    "mentor": "Mentors",
    "mentee": "Mentees",
    "pair": "Both partners",
}


def still_open(items: Iterable[Obligation], day: date) -> list[str]:
    """A line for each thing that is not done yet on *day*."""
    return [
        f"Still open: {o.note}, due {'since ' if o.due < day else ''}{o.due} ({o.clause})."
        for o in items
    ]


def due(found: "Due", *, everything: bool) -> CommandResult:
    """The items of ``overdue`` or ``upcoming``."""
    columns = _columns(found)
    return CommandResult(
        found.day,
        lambda: {"items": as_objects(columns, found.items)},
        lambda console: _screen(console, found, columns, everything),
        lambda: as_csv(columns, found.items),
    )


def _columns(found: "Due") -> Sequence[Column[Obligation]]:
    overdue, day = found.days is None, found.day
    return (
        *plain("pair_id", "mentor", "mentee", "kind", "who", "due"),
        Column(
            "days_late" if overdue else "days_left",
            lambda o: o.days_late(day) if overdue else o.days_left(day),
        ),
        *plain("clause", "note"),
        *plain("mentor_id", "mentee_id", "meeting_id", csv=""),
        Column("reminded_on", found.reminded_on, csv=""),
        nested("contacts", _CONTACT, found.contacts),
        *_contact_columns(found),
        *_shown(found),
    )


def _shown(found: "Due") -> Iterator[Column[Obligation]]:
    """What the screen has of an item: how late, who, what, since when, who to call."""
    heading = "late" if found.days is None else "due in"
    yield Column(None, lambda o: None, heading, lambda o: _days(o, found), right=True)
    yield Column(None, lambda o: None, "pair", _pair, wrap=True)
    yield Column(None, lambda o: None, "what", lambda o: _what(o, found), wrap=True)
    yield Column(None, lambda o: None, "due", lambda o: (o.due, quiet(f" {o.clause}")))
    yield Column(None, lambda o: None, "call", lambda o: _call(o, found))
    yield Column(
        None, lambda o: None, "e-mail", lambda o: as_typed(_email(o, found)), wide=True,
        # An address has no place to fold: beside the rest it would leave a column of single words.
        below=lambda o: None if _phone(o, found) else as_typed(_email(o, found)),
    )  # fmt: skip


def _contact_columns(found: "Due") -> Iterator[Column[Obligation]]:
    """Name, address and phone of up to two people: a mail merge needs one cell for each."""

    def cell(place: int, what: str) -> Callable[[Obligation], object]:
        def read(o: Obligation) -> object:
            contacts = found.contacts(o)
            return getattr(contacts[place], what) if place < len(contacts) else ""

        return read

    for place, prefix in enumerate(("", "other_")):
        for what in ("name", "email", "phone"):
            yield Column(None, cell(place, what), csv=f"{prefix}{what}")


def _screen(
    console: "Console", found: "Due", columns: Sequence[Column[Obligation]], everything: bool
) -> None:
    headline(console, parted(*_lead(found)))
    room = len(found.items) if everything else MOST_ROWS
    groups: list[tuple[Callable[[], None], Sequence[Obligation]]] = []
    for who, name in _TURNS.items():
        items = [o for o in found.items if o.who == who]
        attention = found.attention if who == "coordinator" else ()
        if room <= 0 or not (items or attention):
            continue
        apart = bool(attention and items)
        groups.append((partial(_group, console, name, attention, apart=apart), items[:room]))
        room -= len(items)
    print_groups(console, columns, groups)
    if room < 0:
        say(console, "", f"... and {-room} more: --all")
    next_steps(console, *_commands(found), *_endings(found), *_given_up(found), *_clauses(found))


def _group(console: "Console", name: str, attention: Sequence["Attention"], *, apart: bool) -> None:
    """A heading and what to see to; *apart*: a table follows, after a blank line."""
    heading(console, name)
    print_attention(console, attention)
    if apart:
        say(console, "")


def print_attention(console: "Console", found: Sequence["Attention"]) -> None:
    """What to see to beside the deadlines, each with the command that helps.

    Of several rates to confirm the newest stands for all: the next one follows once it is.
    """
    rates = [one for one in found if one.kind == "unconfirmed"]
    for one in found:
        if one in rates[:-1]:
            continue
        message = one.message[0].upper() + one.message[1:]
        if one in rates[1:]:
            message += f"; {count(len(rates) - 1, 'older rate')} after it"
        # By itself the command looked like one that changes the rate.
        does = "if it is right, confirm it: " if one.kind == "unconfirmed" else ""
        said, step = soon(f"! {message}"), (does, command(as_typed_here(one.command)))
        fits = length((said, "   ", *step)) <= console.width
        say(console, *([(said, "   ", *step)] if fits else [said, ("  ", *step)]))


def _days(o: Obligation, found: "Due") -> Line:
    if found.days is None:
        return late(count(o.days_late(found.day), "day"))
    days = o.days_left(found.day)
    if days < 0 and o.late_after is not None:  # a contact within its grace: how much of it is left
        return soon(f"late in {count((o.late_after - found.day).days + 1, 'day')}")
    said = count(days, "day") if days else "today"
    return soon(said) if days <= SOON_DAYS else said


def _pair(o: Obligation) -> Line:
    return pair_cell(o, o.pair_id)


def _what(o: Obligation, found: "Due") -> Line:
    """What is missing, in two or three words; the note has the whole sentence."""

    def on(day: date) -> str:
        """A day without the year where the due day beside it tells which one it is."""
        near = abs((day - found.day).days) < A_YEAR or abs((day - o.due).days) < A_YEAR
        return glued(spoken(day, day if near else found.day))

    said: Line = called(o.kind)
    if o.kind == "confirm-meeting":
        what = "visit" if o.is_visit else "meeting"
        said = f"confirm the planned {what}" if o.due >= found.day else f"confirm {what}"
    elif o.kind == "goals":
        said = "both goals" if len(o.missing) > 1 else f"{o.missing[0]} goal"
    elif o.kind == "first-visit":
        said = "no visit at either library yet" if o.last_on else "first visit"
        said += f", planned {on(o.planned_on)}" if o.planned_on else ""
    elif o.kind == "contact":
        said = _since("contact", on(o.last_on) if o.last_on else None, found)
        said += f", tried {on(o.tried_on)}" if o.tried_on else ""
    elif o.kind == "check-in":
        said = _since("check-in", on(o.last_on) if o.last_on else None, found)
    elif o.settled:
        said = f"{called(o.kind)}; {LET_END}"
    more = ["has left"] if found.has_left(o) else []
    if (reminded := found.reminded_on(o)) is not None:
        more.append(
            f"reminded {on(reminded)}" + (", call instead" if found.call_instead(o) else "")
        )
    if (end := found.let_end.get(o.pair_id)) is not None and o.kind != "term-end":
        more.append(f"{LET_END} {glued(spoken(end, found.day))}")
    return (said, quiet("".join(f"; {words}" for words in more)))


def _since(what: str, last: str | None, found: "Due") -> str:
    """A contact or check-in; of one to come "last contact Jan 15" read as what is due then."""
    if last is None:
        return "no contact yet" if (what, found.days) == ("contact", None) else f"first {what}"
    return f"last {what} {last}" if found.days is None else f"{what} (last one {last})"


def _call(o: Obligation, found: "Due") -> Line:
    """The phone of whoever must act; of the mentor where it is the coordinator's or both's turn."""
    return as_typed(number) if (number := _phone(o, found)) else ""


def _phone(o: Obligation, found: "Due") -> str:
    return found.contacts(o)[0].phone


def _email(o: Obligation, found: "Due") -> str:
    return found.contacts(o)[0].email


def _lead(found: "Due") -> list[Line]:
    items = found.items
    kind = quiet(f" ({called(found.kind)} only)") if found.kind else ""
    if not items:
        if found.days is None:
            return [(done("nothing is overdue"), kind)]
        ahead = f"in {count(found.days, 'day')}" if found.days else "today"
        return [(f"nothing comes due {ahead}", kind), _already(found)]
    mine = sum(o.who == "coordinator" for o in items)
    pairs = f" in {count(len({o.pair_id for o in items}), 'pair')}"
    # A pair that goes badly is for you, though nothing of it is overdue.
    none = "" if found.attention or found.days is not None else "none for you"
    yours = f"{mine} for you" if mine else none
    if found.days is not None:
        last = found.day + timedelta(days=found.days)
        return [(strong(f"{len(items)} due"), f" by {last}{pairs}", kind), yours, _already(found)]
    oldest = f"oldest {count(items[0].days_late(found.day), 'day')}"
    return [(late(f"{len(items)} overdue"), pairs, kind), yours, oldest]


def _already(found: "Due") -> Line:
    """What is late is not in the list of what comes."""
    return (late(found.late), " already late") if found.late else ""


def _commands(found: "Due") -> list[str]:
    """What would settle the first things, yours first, or where to read on."""
    if not found.items:
        return ["wvls upcoming" if found.days is None else "wvls overdue"]
    # An end that is to come needs nothing: whatever else is due has a command.
    to_do = [o for o in found.items if not o.settled]
    if found.late:
        story = [f"wvls status {o.pair_id}" for o in to_do[:1] if o.kind != "term-end"]
        return ["wvls overdue", *story]
    if not to_do:
        return []
    items = sorted(to_do, key=lambda o: o.who != "coordinator")
    first = _command(items[0])
    if items[0].kind == "term-end":
        return []
    if found.days is None and any(o.who != "coordinator" for o in items):
        return [first, "wvls letters"]
    return list(dict.fromkeys((first, f"wvls status {items[0].pair_id}")))


def _endings(found: "Due") -> list[tuple[str, str]]:
    """The two answers to the first end of a term that waits for one (C4)."""
    open_ends = [o for o in found.items if o.kind == "term-end" and not o.settled]
    steps = [(_command(o), "give the pair more time") for o in open_ends[:1]]
    for o in open_ends[:1]:
        if o.pair_id in found.may_let_end:
            steps.append((f"wvls letters --let-end {o.pair_id}", "let it end as it is"))
    return steps


def _given_up(found: "Due") -> list[tuple[str, str]]:
    """How the evaluation of somebody who has left is no longer expected (C10): who else would ask?"""
    left = [o.pair_id for o in found.items if found.has_left(o)]
    command = f"wvls excuse {left[0]} evaluation --for-good" if left else ""
    return [(command, "expect no evaluation of this pair")] if left else []


def _clauses(found: "Due") -> list[tuple[str, str]]:
    """Where the numbers beside the due days are explained."""
    clauses = sorted({o.clause for o in found.items}, key=lambda clause: int(clause[1:]))
    say = "says" if len(clauses) == 1 else "say"
    return [("wvls rules", f"what {listed(clauses)} {say}")] if clauses else []


def _command(o: Obligation) -> str:
    return OF_NAME[o.kind].command.format(pair=o.pair_id, meeting=o.meeting_id, who=o.who)
