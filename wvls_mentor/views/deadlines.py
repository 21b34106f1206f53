"""What is late and what comes, for people and for programs."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, headline, limited, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.deadlines import Due

_NAMES = {
    "first-visit": "first visit",
    "goals": "goals",
    "contact": "contact",
    "check-in": "check-in",
    "evaluation": "evaluation",
    "confirm-meeting": "meeting to confirm",
    "term-end": "end of the term",
}


def due(found: "Due", *, everything: bool) -> CommandResult:
    """The items of ``overdue`` or ``upcoming``."""
    return CommandResult(
        found.day,
        lambda: {"items": [_item(o, found) for o in found.items]},
        lambda console: _screen(console, found, everything),
        lambda: _rows(found),
    )


def _item(o: Obligation, found: "Due") -> dict[str, Any]:
    item: dict[str, Any] = {
        "pair_id": o.pair_id,
        "mentor_id": o.mentor_id,
        "mentor": o.mentor,
        "mentee_id": o.mentee_id,
        "mentee": o.mentee,
        "kind": o.kind,
        "who": o.who,
        "due": o.due,
        "clause": o.clause,
        "note": o.note,
        "meeting_id": o.meeting_id,
    }
    if found.days is None:
        item["days_late"] = o.days_late(found.day)
    else:
        item["days_left"] = o.days_left(found.day)
    return item


def _rows(found: "Due") -> tuple[Sequence[str], Iterable[Row]]:
    counted = "days_late" if found.days is None else "days_left"
    header = ("pair_id", "mentor", "mentee", "kind", "who", "due", counted, "clause", "note")
    return header, (
        (o.pair_id, o.mentor, o.mentee, o.kind, o.who, o.due, _item(o, found)[counted], o.clause, o.note)
        for o in found.items
    )  # fmt: skip


def _screen(console: "Console", found: "Due", everything: bool) -> None:
    headline(console, _lead(found))
    if not found.items:
        next_steps(console, "wvls upcoming" if found.days is None else "wvls status")
        return
    # For people the coordinator's own turn comes first; files are worst first.
    items = sorted(found.items, key=lambda o: o.who != "coordinator")
    shown, more = limited(items, everything=everything)
    made = table("days", "pair", "what is missing", "turn", right=(0,), wrap=(1, 2))
    for o in items[:shown]:
        days = o.days_late(found.day) if found.days is None else o.days_left(found.day)
        turn = "YOU" if o.who == "coordinator" else o.who
        add(made, days, f"{o.pair_id} {o.mentor} > {o.mentee}", _what(o, found), turn)
    console.print(made)
    if more:
        say(console, more)
    next_steps(console, *_commands(items))


def _what(o: Obligation, found: "Due") -> str:
    was = "was due" if found.days is None else "due"
    if o.kind == "confirm-meeting":
        return f"{o.note} ({o.clause})"
    said = f"{o.note}, {was} {o.due} ({o.clause})"
    if o.kind in ("goals", "first-visit", "contact", "check-in", "evaluation"):
        said = f"{_NAMES[o.kind]}: {said}"
    person = o.mentee_id if o.who == "mentee" else o.mentor_id
    if o.who in ("coordinator", "mentor", "mentee") and person in found.phones:
        said += f"; {o.mentee if person == o.mentee_id else o.mentor} {found.phones[person]}"
    return said


def _lead(found: "Due") -> str:
    items = found.items
    kind = f" ({_NAMES.get(found.kind, found.kind)} only)" if found.kind else ""
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
