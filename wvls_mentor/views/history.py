"""What was done, as a list and row by row."""

import shlex
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.views.screen import add, headline, limited, next_steps, say, table
from wvls_mentor.views.shown import Shown
from wvls_mentor.words import count, to_copy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.history import Entry, RowChange, Undone


def typed(entry: "Entry") -> str:
    """The command as it was typed."""
    return " ".join([entry.command or "(a program)", *map(to_copy, entry.arguments)])


def _state(entry: "Entry") -> str:
    if entry.undone_by is not None:
        return f"undone by {entry.undone_by}"
    return f"undoes {entry.undoes}" if entry.undoes is not None else ""


def _entry(entry: "Entry") -> dict[str, Any]:
    return {
        "entry_id": entry.id,
        "at": entry.at.replace(" ", "T"),
        "command": entry.command,
        "arguments": list(entry.arguments),
        "by": entry.by,
        "rows": entry.rows,
        "undoes": entry.undoes,
        "undone_by": entry.undone_by,
        "final": entry.final,
    }


def _change(change: "RowChange") -> dict[str, Any]:
    return {
        "table": change.table,
        "key": list(change.key),
        "op": change.op,
        "before": change.before,
        "after": change.after,
    }


def listed(found: "Sequence[Entry]", today: date, *, everything: bool) -> Shown:
    """Every entry, newest first."""

    def screen(console: "Console") -> None:
        headline(console, f"{count(len(found), 'command')} wrote something; the newest first.")
        made = table("entry", "when", "who", "wvls ...", "rows", "", right=(0, 4), wrap=(3,))
        shown, more = limited(found, everything=everything)
        for e in found[:shown]:
            add(made, e.id, e.at[:16], e.by[:12], _short(typed(e)), e.rows or "", _state(e))
        if found:
            console.print(made)
        if more:
            say(console, more)
        next_steps(console, *(["wvls history N", "wvls undo"] if found else ["wvls status"]))

    header = (
        "entry_id",
        "at",
        "command",
        "arguments",
        "by",
        "rows",
        "undoes",
        "undone_by",
        "final",
    )
    return Shown(
        "history",
        today,
        lambda: {"entries": [_entry(e) for e in found]},
        screen,
        lambda: (
            header,
            [
                [shlex.join(v) if k == "arguments" else v for k, v in _entry(e).items()]
                for e in found
            ],
        ),
    )


def _short(text: str, most: int = 160) -> str:
    return text if len(text) <= most else text[: most - 3] + "..."


def detailed(entry: "Entry", changes: "Sequence[RowChange]", today: date) -> Shown:
    """One entry with each row before and after."""

    def screen(console: "Console") -> None:
        who = f" by {entry.by}" if entry.by else ""
        headline(console, f"Entry {entry.id}, {entry.at}{who}: {count(entry.rows, 'row')}.")
        say(console, f"wvls {typed(entry)}")
        if _state(entry):
            say(console, f"It is {_state(entry)}." if entry.undone_by else f"It {_state(entry)}.")
        _rows(console, changes)
        if entry.undone_by is None and not entry.final and entry.rows:
            next_steps(console, f"wvls undo {entry.id}")
        else:
            next_steps(console, "wvls history")

    return Shown(
        "history",
        today,
        lambda: {"entry": _entry(entry), "changes": [_change(c) for c in changes]},
        screen,
        lambda: (
            ("table", "key", "column", "before", "after"),
            [
                (c.table, "; ".join(map(str, c.key)), name, was, becomes)
                for c in changes
                for name, was, becomes in _columns(c)
            ],
        ),
    )


def _columns(change: "RowChange") -> Iterator[tuple[str, Any, Any]]:
    """Each column that says something new."""
    before, after = change.before or {}, change.after or {}
    for name in {**before, **after}:
        was, becomes = before.get(name), after.get(name)
        if was != becomes and (was, becomes) not in ((None, ""), ("", None)):
            yield name, was, becomes


def _rows(console: "Console", changes: "Sequence[RowChange]") -> None:
    made = table("row", "column", "before", "after", wrap=(2, 3))
    shown, more = limited(changes, everything=False)
    for c in changes[:shown]:
        name = f"{c.table.replace('_', ' ')} {' '.join(map(str, c.key))}"
        for column, was, becomes in _columns(c):
            if column in ("id", "entered_at"):
                continue
            add(made, _short(name, 40), column, _value(was, c.before), _value(becomes, c.after))
            name = ""
    if changes:
        console.print(made)
    if more:
        say(console, more.replace("--all", "-f json"))


def _value(value: object, row: object) -> str:
    if row is None:
        return "-"
    return "nothing" if value in (None, "") else _short(str(value), 200)


def preview(found: "Undone") -> str:
    """What would be taken back, in a sentence."""
    e = found.entry
    rows = count(len(found.changes), "row")
    return f"entry {e.id} of {e.at[:16]}: wvls {_short(typed(e))} ({rows}){_money(found)}"


def _money(found: "Undone") -> str:
    """What it does to the money, where it does."""
    before, after = found.earned_before_cents, found.earned_after_cents
    return "" if before == after else f"; earned so far {money(before)} -> {money(after)}"


def undone(found: "Undone", today: date) -> Shown:
    """What was taken back."""
    would = found.number is None

    def screen(console: "Console") -> None:
        e = found.entry
        headline(console, f"{'Would take' if would else 'Took'} back {preview(found)}.")
        _rows(console, [_turned(c) for c in found.changes])
        if would:
            next_steps(console, f"wvls undo {e.id}")
        else:
            next_steps(console, f"wvls undo {found.number}   (does it again)", "wvls history")

    return Shown(
        "undo",
        today,
        lambda: {
            "undone": _entry(found.entry),
            "entry_id": found.number,
            "earned_before_cents": found.earned_before_cents,
            "earned_after_cents": found.earned_after_cents,
            "changes": [_change(c) for c in found.changes],
        },
        screen,
    )


def _turned(change: "RowChange") -> "RowChange":
    """The change as its undoing sees it."""
    from dataclasses import replace

    return replace(change, before=change.after, after=change.before)
