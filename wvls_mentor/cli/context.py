"""What the commands share that are not yet built with ``command``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor import invocation
from wvls_mentor.cli import clock, prompts
from wvls_mentor.cli.command import read_format as check_format
from wvls_mentor.cli.prompts import ask as ask
from wvls_mentor.cli.prompts import ask_until as ask_until
from wvls_mentor.cli.prompts import at_terminal as at_terminal
from wvls_mentor.cli.prompts import confirm as confirm
from wvls_mentor.cli.prompts import show_first as show_first
from wvls_mentor.cli.prompts import tell as tell
from wvls_mentor.cli.prompts import warn as warn
from wvls_mentor.cli.readers import number as number
from wvls_mentor.cli.settings import Settings as Settings
from wvls_mentor.cli.settings import again as again
from wvls_mentor.cli.settings import user as user
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import Refused

if TYPE_CHECKING:
    from wvls_mentor.views.result import CommandResult

__all__ = ["check_format"]

Format = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json or csv.")
]
Written = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Report as of this day. [today]")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it happened. [today]")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Answer yes; ask nothing.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]


def database(ctx: typer.Context) -> Path:
    """The database of this call."""
    settings: Settings = ctx.obj
    return settings.path()


def as_of(text: str | None) -> date:
    """The day of a report: today unless said."""
    today = clock.today()
    return today if text is None else parse_day(text, today=today)


def on(text: str | None, *, planned: bool = False) -> date:
    """The day a thing happened. Raises Refused in the future, unless *planned*."""
    today = clock.today()
    day = today if text is None else parse_day(text, today=today, ahead=planned)
    if day > today and not planned:
        raise Refused(
            f"{day} is in the future (today is {today}).", "Enter today or an earlier date."
        )
    return day


def pick_person(ctx: typer.Context, text: str, role: str | None = None) -> int:
    """The id of the person meant; several hits are asked about at a terminal."""
    return prompts.pick_person(database(ctx), text, role)


def show(shown: "CommandResult", form: str | None, *, writes: bool = False) -> None:
    """Print a result as a table, JSON or CSV. Writing commands have no CSV."""
    from wvls_mentor.views import result as printing

    checked = check_format(form, writes=writes)
    printing.show(shown, checked, invocation.current().command)
