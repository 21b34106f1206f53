"""What was done, as a list and row by row."""

import shlex
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.text import count, shortened, to_copy
from wvls_mentor.views import history_rows
from wvls_mentor.views.result import CommandResult, show_first
from wvls_mentor.views.screen import add, headline, limited, next_steps, say, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.history import Detail, Entry, RowChange
    from wvls_mentor.services.undo import Undone


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


def listed(found: "Sequence[Entry]", today: date, *, everything: bool) -> CommandResult:
    """Every entry, newest first."""

    def screen(console: "Console") -> None:
        headline(console, f"{count(len(found), 'command')} wrote something; the newest first.")
        made = table("entry", "when", "who", "wvls ...", "rows", "", right=(0, 4), wrap=(3,))
        shown, more = limited(found, everything=everything)
        for e in found[:shown]:
            add(made, e.id, e.at[:16], e.by[:12], shortened(typed(e), 160), e.rows or "", _state(e))
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
    return CommandResult(
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


def detailed(found: "Detail", today: date) -> CommandResult:
    """One entry with each row before and after."""
    entry = found.entry

    def screen(console: "Console") -> None:
        who = f" by {entry.by}" if entry.by else ""
        headline(console, f"Entry {entry.id}, {entry.at}{who}: {count(entry.rows, 'row')}.")
        say(console, f"wvls {typed(entry)}")
        if _state(entry):
            say(console, f"It is {_state(entry)}." if entry.undone_by else f"It {_state(entry)}.")
        history_rows.show(console, found.changes, found.names)
        if entry.undone_by is None and not entry.final and entry.rows:
            next_steps(console, f"wvls undo {entry.id}")
        else:
            next_steps(console, "wvls history")

    return CommandResult(
        today,
        lambda: {"entry": _entry(entry), "changes": [_change(c) for c in found.changes]},
        screen,
        lambda: (
            ("table", "key", "column", "before", "after"),
            [
                (c.table, "; ".join(map(str, c.key)), name, was, becomes)
                for c in found.changes
                for name, was, becomes in history_rows.columns(c)
            ],
        ),
    )


def preview(found: "Undone") -> str:
    """What would be taken back, in a sentence."""
    e = found.entry
    rows = count(len(found.changes), "row")
    return f"entry {e.id} of {e.at[:16]}: wvls {shortened(typed(e), 160)} ({rows}){_money(found)}"


def _money(found: "Undone") -> str:
    """What it does to the money, where it does."""
    before, after = found.earned_before_cents, found.earned_after_cents
    return "" if before == after else f"; earned so far {money(before)} -> {money(after)}"


def undone(found: "Undone", today: date, *, asked: bool = False) -> CommandResult:
    """What was, or would be, taken back; once somebody was *asked* the rows were seen."""
    would = found.number is None

    def screen(console: "Console") -> None:
        e = found.entry
        headline(console, f"{'Would take' if would else 'Took'} back {preview(found)}.")
        if not asked:
            history_rows.show(console, [_turned(c) for c in found.changes], found.names)
        if would:
            next_steps(console, f"wvls undo {e.id}")
        else:
            next_steps(console, f"wvls undo {found.number}   (does it again)", "wvls history")

    return CommandResult(
        today,
        lambda: {
            "undone": _entry(found.entry),
            "entry_id": found.number,
            "earned_before_cents": found.earned_before_cents,
            "earned_after_cents": found.earned_after_cents,
            "changes": [_change(c) for c in found.changes],
        },
        screen,
        warnings=[] if asked else [over.sentence for over in found.over],
    )


def show_preview(found: "Undone") -> None:
    """What would be taken back, to stderr: a question follows."""

    def screen(console: "Console") -> None:
        headline(console, f"This takes back {preview(found)}:")
        history_rows.show(console, [_turned(c) for c in found.changes], found.names)

    show_first(screen)


def _turned(change: "RowChange") -> "RowChange":
    """The change as its undoing sees it."""
    from dataclasses import replace

    op = {"insert": "delete", "delete": "insert"}.get(change.op, change.op)
    return replace(change, op=op, before=change.after, after=change.before)
