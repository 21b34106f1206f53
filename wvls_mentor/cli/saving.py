"""Saves a document to a file that may be there already: no noun, as every document is saved so."""

from pathlib import Path
from typing import Annotated

from wvls_mentor import sheets
from wvls_mentor.cli.options import option
from wvls_mentor.cli.prompts import confirm
from wvls_mentor.errors import UsageProblem

SavePage = Annotated[
    Path | None, option("--save", metavar="FILE", text="Save it as a .html file to print.")
]


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
