"""``forget`` and ``records``: what was forgotten and what stays; what was gathered."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.records.people import erased
from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.privacy import Forgotten

MOST_DOCUMENTS = 20  # all of them are in JSON


def stays(found: "Forgotten") -> list[str]:
    """What is kept, and until when."""
    said = [
        "Kept: library, years, topics, days, hours, amounts, ratings, and the words of goals.",
        "Importing a sheet with their row would bring them back: delete it there too.",
    ]
    if found.name_until is not None:
        need = "needs" if found.payments == 1 else "need"
        lines = f"{count(found.payments, 'payment line')} {need} it"
        until = f"The name stays until {found.name_until}: {lines}."
        said.insert(0, f"{until} Forget the person again then.")
    if not found.compacted:
        said.append(
            "Another program is reading the file, so it could not be cleaned up fully. Close that "
            f"program, then: wvls forget {found.person_id}"
        )
    said += [f"This file still holds the address or the name: {path}" for path in found.copies]
    said += [
        f"This file could not be checked and may still hold them: {path}" for path in found.unseen
    ]
    return [*said, *_documents(found)]


def _documents(found: "Forgotten") -> list[str]:
    """The drafts, pages and sheets that name the person, and how far that was looked into."""
    said = []
    if found.documents:
        said = [
            "These documents and sheets still hold the address or the name. Delete them yourself:"
        ]
        said += [f"  {path}" for path in found.documents[:MOST_DOCUMENTS]]
        if len(found.documents) > MOST_DOCUMENTS:
            said.append(f"  ... and {len(found.documents) - MOST_DOCUMENTS} more")
    if found.looked_in:
        folders = listed(found.looked_in)
        none = "" if said else "No document or sheet with the address or the name was found. "
        said.append(
            f"{none}Looked in {folders} and nowhere else: not in their subfolders, your mail "
            "program or on paper."
        )
    said += [f"Of {folder} only the newest 1,000 files were checked." for folder in found.cut]
    return said


def to_forget(found: "Forgotten", today: date) -> CommandResult:
    """What would be taken out."""
    name = [] if found.name_until else ["name"]
    what = listed([*name, *erased(), *_notes(found)])
    lead = f"{found.name}'s {what} will be deleted, including from the history. This is final."
    sorts = listed(f"{number} {sort}" for sort, number in found.notes_of.items())
    which = [f"The notes: {sorts}."] if found.notes else []
    owed = []
    if found.owed_cents:
        before = f"{money(found.owed_cents)} is still owed to {found.name}. Pay it first:"
        after = "without the address and the name, no check can be made out."
        owed = [f"{before} {after}"]
    return sentence(
        today, _body(found) | {"dry_run": True}, lead, more=[*which, *owed, *stays(found)]
    )


def _notes(found: "Forgotten") -> list[str]:
    return [count(found.notes, "note")] if found.notes else []


def forgotten(found: "Forgotten", today: date) -> CommandResult:
    """What went and what stays."""
    if found.already:
        lead = f"Person {found.person_id} is already forgotten. Nothing was left to erase."
        return sentence(today, _body(found), lead, "wvls check", more=stays(found))
    name = "the name stays" if found.name_until else "the name went too"
    what = f"{listed([*erased(), *_notes(found)])}; {name}"
    lead = f"Forgotten: person {found.person_id}; {what}."
    owed = [f"{money(found.owed_cents)} is still owed to them."] if found.owed_cents else []
    return sentence(today, _body(found), lead, "wvls check", more=[*owed, *stays(found)])


def _body(found: "Forgotten") -> dict[str, Any]:
    return {
        "person_id": found.person_id,
        "notes": found.notes,
        "name_kept_until": found.name_until,
        "copies": list(found.copies),
        "not_looked_at": list(found.unseen),
        "documents": list(found.documents),
        "looked_in": list(found.looked_in),
        "compacted": found.compacted,
        "already": found.already,
        "owed_cents": found.owed_cents,
    }


def gathered(folder: Path, counts: dict[str, int], today: date) -> CommandResult:
    """How many rows of what are in the folder."""
    rows, files = count(sum(counts.values()), "row"), count(len(counts), "file")
    return sentence(
        today,
        {"folder": str(folder), "rows": counts},
        f"Records: {rows} in {files} in {folder}.",
        "wvls status",
        more=["Only notes.csv has notes: read it before you pass it on."],
    )
