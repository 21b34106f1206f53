"""The calendar on the screen, as JSON and as CSV."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wvls_mentor.rules.calendar import NAME, Event
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say

if TYPE_CHECKING:
    from rich.console import Console


def events(
    found: Sequence[Event], day: date, *, days: int, everything: bool, saved: Path | None
) -> CommandResult:
    """The events of the next *days*; of many rows a screen has the first."""
    columns: tuple[Column[Event], ...] = (
        *plain("uid", "day", "summary", "pair_id", "kind"),
        Column(None, lambda e: e.day, "day", lambda e: e.day),
        Column(None, lambda e: e.pair_id, "pair", right=True),
        Column(None, lambda e: e.summary, "what", wrap=True),
    )

    def screen(console: "Console") -> None:
        comes = sum(e.kind != "late" for e in found)
        when = f"in the next {count(days, 'day')}" if days else "today"
        # The row about what is late is no event to come, and stands among them all the same.
        late = "What is late, and " if 0 < comes < len(found) else ""
        said = f"{late}{count(comes, 'event')}" if comes else "Nothing comes"
        headline(console, f"{said} {when}.")
        print_table(console, columns, found, everything=everything)
        if saved is not None:
            say(
                console,
                f"Saved as {saved}. Open it as a calendar of its own, {NAME}, and replace that "
                "calendar each month; otherwise Outlook shows duplicates.",
            )
        save = [] if saved is not None else [f"wvls calendar --save {NAME.lower()}.ics"]
        next_steps(console, *save, "wvls upcoming")

    return CommandResult(
        day,
        lambda: {
            "events": as_objects(columns, found),
            "saved": None if saved is None else str(saved),
        },
        screen,
        lambda: as_csv(columns, found),
    )
