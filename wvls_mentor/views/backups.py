"""What a copy holds."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count, listed
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.backups import Made, Restored

_ONE = {"people": "person", "pairs": "pair", "meetings": "meeting", "payments": "payment"}


def _holds(counts: dict[str, int]) -> str:
    return listed(count(number, _ONE[what], what) for what, number in counts.items())


def made(done: "Made", today: date) -> CommandResult:
    """Where the copy is, and what it holds."""

    def screen(console: "Console") -> None:
        headline(console, f"Backed up to {done.path}.")
        say(console, f"It was checked and holds {_holds(done.holds)}.")
        next_steps(console, "wvls status")

    return CommandResult(today, lambda: {"file": str(done.path), "holds": done.holds}, screen)


def to_restore(found: "Restored", today: date) -> CommandResult:
    """What a copy would bring and replace."""

    def screen(console: "Console") -> None:
        headline(console, f"The copy of {found.day} was checked and holds {_holds(found.holds)}.")
        if found.kept is None:
            say(console, f"There is no database at {found.path}: the copy would be the first.")
            return
        here = "cannot be read" if found.held is None else f"holds {_holds(found.held)}"
        say(console, f"The database here {here}; it would be kept as {found.kept}.")

    return CommandResult(today, lambda: _body(found) | {"dry_run": True}, screen)


def restored(done: "Restored", today: date) -> CommandResult:
    """What came back, and where the file is that was there."""

    def screen(console: "Console") -> None:
        headline(console, f"Restored the copy of {done.day}: {_holds(done.holds)}.")
        if done.kept is not None:
            say(console, f"The file that was here is kept as {done.kept}.")
        next_steps(console, "wvls status", "wvls check")

    return CommandResult(today, lambda: _body(done), screen)


def _body(done: "Restored") -> dict[str, Any]:
    return {
        "file": str(done.path),
        "copy_day": done.day,
        "holds": done.holds,
        "kept": None if done.kept is None else str(done.kept),
    }
