"""``wvls backup`` and ``wvls restore``."""

from pathlib import Path
from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Written,
    Yes,
    check_format,
    confirm,
    database,
    show,
    show_first,
    warn,
)

backup_app = typer.Typer(rich_markup_mode=None, add_completion=False)
restore_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@backup_app.command(
    epilog="Examples: wvls backup /media/usb   wvls policy set backup_folder /media/usb"
)
def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A new file, or a folder. [backup_folder]"),
    ] = None,
    form: Written = None,
) -> None:
    """Back up the database to another file.

    Others may go on writing meanwhile.
    """
    from wvls_mentor.services import backups
    from wvls_mentor.views import backups as views

    check_format(form, writes=True)
    today = clock.today()
    made = backups.back_up(database(ctx), file, today)
    if not made.noted:
        warn(["the database cannot be written, so status will not know of this copy."])
    show(views.made(made, today), form, writes=True)


@restore_app.command(epilog="Example: wvls restore /media/usb/wvls-2026-11-23.db")
def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that backup made.")],
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Restore a backup, keeping the current file beside it."""
    from wvls_mentor.services import backups
    from wvls_mentor.views import backups as views

    check_format(form, writes=True)
    db, today = database(ctx), clock.today()
    found = backups.preview(db, file, today)
    if dry_run:
        show(views.to_restore(found, today), form, writes=True)
        return
    if found.kept is not None:
        if not yes:
            show_first(views.to_restore(found, today))
        confirm(f"Put {file} in the place of {db}?", yes=yes)
    done = backups.restore(db, file, today)
    show(views.restored(done, today), form, writes=True)
