"""``wvls roster``."""

from pathlib import Path
from typing import Annotated

from wvls_mentor import documents, services, sheets, views
from wvls_mentor.cli import office, options
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.prompts import confirm
from wvls_mentor.errors import UsageProblem
from wvls_mentor.views.result import CommandResult

app = alone()

SavePage = Annotated[
    Path | None, option("--save", metavar="FILE", text="Save it as a .html file to print.")
]
Public = Annotated[bool, option("--public", text="Names and towns alone, to be shown to anybody.")]


@command(app, "roster", example="wvls roster   wvls roster --public --save pairs.html")
def roster(
    call: Call,
    public: Public = False,
    save: SavePage = None,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """List the pairs with phones and e-mail, and who is free.

    No home address is in it.
    """
    found = services.roster.roster(call.db, as_of or call.today)
    if save is not None:
        office.ask_for(call.db, ("organization", "program_name"))
        settings = services.office.settings(call.db, call.today)
        save_page(save, documents.roster.as_page(found, settings, public=public), yes=yes)
    return views.roster.roster(found, public=public, saved=save)


def save_page(path: Path, page: str, *, yes: bool) -> None:
    """Write a page of HTML; one that is there is asked about first. Raises UsageProblem."""
    if path.suffix.lower() not in (".html", ".htm"):
        raise UsageProblem(f"{path.name[:60]!r} is not a name for a page.", "End it with .html.")
    if not path.parent.is_dir():
        sheets.files.look_at(path)
    if path.is_dir():
        raise UsageProblem(f"{path} is a folder.", "Name a file that ends with .html.")
    if sheets.files.taken(path.parent, [path.name]):
        confirm(f"Replace {path}?", yes=yes)
    sheets.files.put_files(path.parent, {path.name: page.encode()})
