"""What a copy holds."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.backups import Made, Restored

_ONE = {"people": "person", "pairs": "pair", "meetings": "meeting", "payments": "payment"}


def _holds(counts: dict[str, int]) -> str:
    return listed(count(number, _ONE[what], what) for what, number in counts.items())


def made(done: "Made", today: date) -> CommandResult:
    """Where the copy is, and what it holds."""
    body = {"file": str(done.path), "holds": done.holds}
    more = [f"It was checked and holds {_holds(done.holds)}."]
    return sentence(today, body, f"Backed up to {done.path}.", "wvls status", more=more)


def to_restore(found: "Restored", today: date) -> CommandResult:
    """What a copy would bring and replace."""
    here = "cannot be read" if found.held is None else f"holds {_holds(found.held)}"
    now = f"The database here {here}; it would be kept as {found.kept}."
    if found.kept is None:
        now = f"There is no database at {found.path}: the copy would be the first."
    lead = f"The copy of {found.day} was checked and holds {_holds(found.holds)}."
    return sentence(today, _body(found) | {"dry_run": True}, lead, more=[now])


def restored(done: "Restored", today: date) -> CommandResult:
    """What came back, and where the file is that was there."""
    more = [] if done.kept is None else [f"The file that was here is kept as {done.kept}."]
    lead = f"Restored the copy of {done.day}: {_holds(done.holds)}."
    return sentence(today, _body(done), lead, "wvls status", "wvls check", more=more)


def _body(done: "Restored") -> dict[str, Any]:
    return {
        "file": str(done.path),
        "copy_day": done.day,
        "holds": done.holds,
        "kept": None if done.kept is None else str(done.kept),
    }
