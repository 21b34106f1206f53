"""Saves a document to a file, and asks first if the file exists."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import documents, services, sheets, views
from wvls_mentor.cli import office
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.options import option
from wvls_mentor.cli.prompts import REPLACED, at_terminal, confirm
from wvls_mentor.cli.readers import read_path
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from rich.console import Console

NoNotes = Annotated[bool, option("--no-notes", text="Leave out notes, reasons and answers.")]
SavePage = Annotated[
    Path | None,
    option("--save", metavar="FILE", text="Save it as an .html file to print.", read=read_path),
]


def save_page(path: Path, page: str, *, yes: bool) -> None:
    """Write a page of HTML; asks before replacing a file. Raises UsageProblem."""
    save_file(path, page.encode(), (".html", ".htm"), yes=yes)


def save_screen(
    call: Call, path: Path, title: str, result: CommandResult, *, whole: CommandResult, yes: bool
) -> CommandResult:
    """Save what the screen of *whole* shows as a page; *result* then says where it is."""
    office.ask_for(call.db, ("organization", "program_name"))
    settings = services.office.settings(call.db, call.today)
    save_page(path, documents.page.as_page(views.page.page(whole, title), settings), yes=yes)

    def screen(console: "Console") -> None:
        result.screen(console)
        views.screen.say(console, "", f"Saved as {path}.")

    return replace(result, screen=screen, body=lambda: result.body() | {"saved": str(path)})


def save_file(path: Path, content: bytes, endings: Sequence[str], *, yes: bool) -> None:
    """Write a file whose name has one of these *endings*; asks before replacing a file.

    Raises UsageProblem for another name.
    """
    if path.suffix.lower() not in endings:
        raise UsageProblem(
            f"The name {path.name[:60]!r} does not end with {endings[0]}.",
            f"Try {path.name[:60]}{endings[0]}.",
        )
    may_replace(path, endings[0], yes=yes)
    sheets.files.put_files(path.parent, {path.name: content})


def may_replace(path: Path, ending: str, *, yes: bool) -> bool:
    """Whether a file exists and may be replaced; asked before anything is saved.

    Raises Refused where the answer is no, BadInputFile for a folder that takes no file, and
    UsageProblem where *path* is a folder.
    """
    if path.is_dir():
        raise UsageProblem(f"{path} is a folder.", f"Name a file that ends with {ending}.")
    sheets.files.look_at_folder(path)
    if not sheets.files.taken(path.parent, [path.name]):
        return False
    if not yes and not at_terminal():
        raise Refused(
            f"{path} is there already. Nothing was saved.",
            "Add --yes to replace it, or choose another name.",
        )
    confirm(f"Replace {path}?", yes=yes, explained=REPLACED)
    return True
