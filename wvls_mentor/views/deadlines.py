"""What is late and what comes, for people and for programs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from wvls_mentor.dates import spoken
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, partners

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.deadlines import Due

# What a kind is called on screens, where that is not its own word.
NAMES = {
    "first-visit": "first visit",
    "confirm-meeting": "meeting to confirm",
    "term-end": "end of the term",
}


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
    late, day = found.days is None, found.day
    return (
        *plain("pair_id", "mentor", "mentee", "kind", "who", "due"),
        Column(
            "days_late" if late else "days_left",
            lambda o: o.days_late(day) if late else o.days_left(day),
            "days",
            right=True,
        ),
        *plain("clause", "note"),
        *plain("mentor_id", "mentee_id", "meeting_id", csv=""),
        Column("reminded_on", found.reminded_on, csv=""),
        Column("contacts", lambda o: [asdict(c) for c in found.contacts(o)], csv=""),
        *_contact_columns(found),
        Column(None, lambda o: f"{o.pair_id} {partners(o)}", "pair", wrap=True),
        Column(None, lambda o: _what(o, found), "what is missing", wrap=True),
        Column(None, lambda o: "YOU" if o.who == "coordinator" else o.who, "turn"),
    )


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
    headline(console, _lead(found))
    if not found.items:
        next_steps(console, "wvls upcoming" if found.days is None else "wvls status")
        return
    # For people the coordinator's own turn comes first; files are worst first.
    items = sorted(found.items, key=lambda o: o.who != "coordinator")
    print_table(console, columns, items, everything=everything)
    next_steps(console, *_commands(items))


def _what(o: Obligation, found: "Due") -> str:
    was = "was due" if found.days is None else "due"
    if o.kind == "confirm-meeting":
        return f"{o.note} ({o.clause})"
    said = f"{o.note}, {was} {o.due} ({o.clause})"
    if o.kind in ("goals", "first-visit", "contact", "check-in", "evaluation"):
        said = f"{NAMES.get(o.kind, o.kind)}: {said}"
    person = o.mentee_id if o.who == "mentee" else o.mentor_id
    contact = found.people[person]
    if o.who in ("coordinator", "mentor", "mentee") and contact.phone:
        said += f"; {contact.name} {contact.phone}"
    reminded = found.reminded_on(o)
    return said if reminded is None else f"{said}; reminded {spoken(reminded, found.day)}"


def _lead(found: "Due") -> str:
    items = found.items
    kind = f" ({NAMES.get(found.kind, found.kind)} only)" if found.kind else ""
    if not items:
        nothing = (
            "Nothing is late" if found.days is None else f"Nothing comes due in {found.days} days"
        )
        return f"{nothing} on {found.day}{kind}."
    mine = sum(o.who == "coordinator" for o in items)
    pairs = count(len({o.pair_id for o in items}), "pair")
    others = len(items) - mine
    whose = f"{mine} {'is' if mine == 1 else 'are'} yours, {others} other people's"
    if found.days is not None:
        return f"{count(len(items), 'thing')} due by day {found.days} in {pairs}{kind}: {whose}; first {items[0].due}."
    worst = count(items[0].days_late(found.day), "day")
    verb = "is" if len(items) == 1 else "are"
    return f"{count(len(items), 'thing')} {verb} late in {pairs}{kind}: {whose}; worst {worst}."


def _commands(items: Sequence[Obligation]) -> list[str]:
    """What would settle the first two things, and where to read on."""
    steps = dict.fromkeys(_command(o) for o in items[:8])
    return [*list(steps)[:2], f"wvls status {items[0].pair_id}"]


def _command(o: Obligation) -> str:
    return {
        "confirm-meeting": f"wvls meeting confirm {o.meeting_id}",
        "check-in": f"wvls check-in {o.pair_id}",
        "goals": f"wvls goal add {o.pair_id} TEXT",
        "evaluation": f"wvls evaluate {o.pair_id} --by {o.who}",
        "term-end": f"wvls extend {o.pair_id} --months 6",
    }.get(o.kind, f"wvls log-meeting {o.pair_id}")
