"""What was forgotten and what stays; what was gathered."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.privacy import Forgotten


def stays(found: "Forgotten") -> list[str]:
    """What is kept, and until when."""
    said = []
    if found.name_until is not None:
        said.append(
            f"The name stays until {found.name_until}: {count(found.payments, 'payment line')} "
            "need it. Forget the person again then."
        )
    said.append(
        "Kept: library, years, topics, days, hours, amounts, ratings, and the words of goals."
    )
    said.append("A sheet with their row would bring them back: take it out there too.")
    if not found.compacted:
        said.append(
            "Another program is reading the file, so its free pages could not be given back: "
            f"wvls forget {found.person_id} once more does it."
        )
    said += [f"This file still holds the address or the name: {path}" for path in found.copies]
    said += [f"This file could not be looked at and may hold them: {path}" for path in found.unseen]
    return said


def to_forget(found: "Forgotten", today: date) -> CommandResult:
    """What would be taken out."""

    def screen(console: "Console") -> None:
        name = "" if found.name_until else "name, "
        notes = count(found.notes, "note")
        headline(
            console,
            f"Of {found.name}: {name}address, phone, interests and {notes} go, in the history too. "
            "This is final.",
        )
        say(console, *stays(found))

    return CommandResult(today, lambda: _body(found) | {"dry_run": True}, screen)


def forgotten(found: "Forgotten", today: date) -> CommandResult:
    """What went and what stays."""

    def screen(console: "Console") -> None:
        name = "the name stays" if found.name_until else "the name went too"
        headline(
            console,
            f"Forgotten: person {found.person_id}; address, phone and "
            f"{count(found.notes, 'note')}; {name}.",
        )
        say(console, *stays(found))
        next_steps(console, "wvls check")

    return CommandResult(today, lambda: _body(found), screen)


def _body(found: "Forgotten") -> dict[str, Any]:
    return {
        "person_id": found.person_id,
        "notes": found.notes,
        "name_kept_until": found.name_until,
        "copies": list(found.copies),
        "not_looked_at": list(found.unseen),
        "compacted": found.compacted,
    }


def gathered(folder: Path, counts: dict[str, int], today: date) -> CommandResult:
    """How many rows of what are in the folder."""

    def screen(console: "Console") -> None:
        rows = count(sum(counts.values()), "row")
        headline(console, f"Records: {rows} in {count(len(counts), 'file')} in {folder}.")
        say(console, "Notes are in notes.csv alone: read it before you hand it on.")
        next_steps(console, "wvls status")

    return CommandResult(today, lambda: {"folder": str(folder), "rows": counts}, screen)
