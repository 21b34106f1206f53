"""The history, as a list and row by row."""

import shlex
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from wvls_mentor.money import money
from wvls_mentor.text import count, shortened, to_copy
from wvls_mentor.views import history_rows, theme
from wvls_mentor.views.columns import Column, as_csv, as_json, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult, as_many_as_fit, show_first
from wvls_mentor.views.screen import heading, headline, left_out, next_steps, say
from wvls_mentor.views.theme import as_typed, command, quiet, soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.history import Detail, Entry, RowChange
    from wvls_mentor.services.undo import Undone


MONEY = ("stipends pay", "stipends void", "stipends claim", "stipends withdraw")


def typed(entry: "Entry") -> str:
    """The command as it was typed."""
    return " ".join([entry.command or "(a program)", *map(to_copy, entry.arguments)])


def _state(entry: "Entry") -> str:
    if entry.undone_by is not None:
        return f"undone by {entry.undone_by}"
    return f"undoes {entry.undoes}" if entry.undoes is not None else ""


def _typed(entry: "Entry") -> str:
    return shortened(typed(entry), 160)


COLUMNS: tuple[Column["Entry"], ...] = (
    Column("entry_id", lambda e: e.id, "entry", right=True),
    Column("at", lambda e: e.at.replace(" ", "T"), "time", cell=lambda e: quiet(e.at[11:16])),
    *plain("command"),
    Column("arguments", lambda e: e.arguments, write=shlex.join),
    Column("by", lambda e: e.by, "who", cell=lambda e: quiet(e.by[:12])),
    Column(None, _typed, "wvls ...", lambda e: as_typed(_typed(e)), wrap=True),
    Column("rows", lambda e: e.rows, "changes", cell=lambda e: e.rows or "", right=True),
    *plain("undoes", "undone_by", "final"),
    Column(None, _state, "", lambda e: soon(_state(e))),
)
CHANGES: "tuple[Column[RowChange], ...]" = plain("table", "key", "op", "before", "after")


def listed(found: "Sequence[Entry]", today: date, *, everything: bool) -> CommandResult:
    """Every entry, newest first."""

    def screen(console: "Console") -> None:
        shown = len(found) if everything else as_many_as_fit(part, console, len(found))
        part(console, shown)

    def part(console: "Console", shown: int) -> None:
        headline(console, f"{count(len(found), 'command')} changed something, newest first")
        for day, entries in groupby(found[:shown], key=lambda e: e.at[:10]):
            heading(console, theme.spoken_days(day))
            print_table(console, COLUMNS, list(entries))
        if shown < len(found):
            say(console, "", left_out(len(found) - shown))
        if found:
            # What is paid or claimed is never undone: its own entry says how it is taken back.
            undo = () if found[0].command in MONEY else ("wvls undo",)
            next_steps(console, f"wvls history {found[0].id}", *undo)
        else:
            next_steps(console, "wvls status")

    return CommandResult(
        today,
        lambda: {"entries": as_objects(COLUMNS, found)},
        screen,
        lambda: as_csv(COLUMNS, found),
    )


def detailed(found: "Detail", today: date) -> CommandResult:
    """One entry with each row before and after."""
    entry = found.entry

    def screen(console: "Console") -> None:
        who = f" by {entry.by}" if entry.by else ""
        headline(console, f"Entry {entry.id}, {entry.at}{who}: {count(entry.rows, 'change')}.")
        say(console, command(f"wvls {typed(entry)}"))
        if entry.undone_by is not None:
            say(console, f"Undone by entry {entry.undone_by}.")
        elif entry.undoes is not None:
            say(console, f"It undoes entry {entry.undoes}.")
        history_rows.show(console, found.changes, found.names)
        next_steps(console, *([f"wvls {found.back}"] if found.back else []), "wvls history")

    return CommandResult(
        today,
        lambda: {
            "entry": as_json(COLUMNS, entry),
            "changes": as_objects(CHANGES, found.changes),
        },
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
    changes = count(len(found.changes), "change")
    return (
        f"entry {e.id} of {e.at[:16]}: wvls {shortened(typed(e), 160)} ({changes}){_money(found)}"
    )


def _money(found: "Undone") -> str:
    """What it does to the money, where it does."""
    before, after = found.earned_before_cents, found.earned_after_cents
    return "" if before == after else f"; earned so far {money(before)} -> {money(after)}"


def undone(found: "Undone", today: date, *, asked: bool = False) -> CommandResult:
    """What was, or would be, taken back; once somebody was *asked* the rows were seen."""
    would = found.number is None

    def screen(console: "Console") -> None:
        e = found.entry
        headline(console, f"{'Would undo' if would else 'Undid'} {preview(found)}.")
        if not asked:
            turned = [_turned(c) for c in found.changes]
            history_rows.show(console, turned, found.names, would=would)
        if would:
            next_steps(console, f"wvls undo {e.id}")
        else:
            next_steps(console, (f"wvls undo {found.number}", "redo it"), "wvls history")

    return CommandResult(
        today,
        lambda: {
            "undone": as_json(COLUMNS, found.entry),
            "entry_id": found.number,
            "earned_before_cents": found.earned_before_cents,
            "earned_after_cents": found.earned_after_cents,
            "changes": as_objects(CHANGES, found.changes),
        },
        screen,
        warnings=[] if asked else [over.sentence for over in found.over],
    )


def show_preview(found: "Undone") -> None:
    """What would be taken back, to stderr: a question follows."""

    def screen(console: "Console") -> None:
        headline(console, f"This undoes {preview(found)}:")
        turned = [_turned(c) for c in found.changes]
        history_rows.show(console, turned, found.names, would=True)

    show_first(screen)


def _turned(change: "RowChange") -> "RowChange":
    """The change as its undoing sees it."""
    op = {"insert": "delete", "delete": "insert"}.get(change.op, change.op)
    return replace(change, op=op, before=change.after, after=change.before)
