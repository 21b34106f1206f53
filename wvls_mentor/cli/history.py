"""``wvls history`` and ``wvls undo``."""

from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Format,
    Written,
    Yes,
    check_format,
    confirm,
    database,
    number,
    pick_pair,
    pick_person,
    show,
)
from wvls_mentor.dates import LAST_DAY, parse_day

history_app = typer.Typer(rich_markup_mode=None, add_completion=False)
undo_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@history_app.command(epilog="Examples: wvls history --since yesterday   wvls history 12")
def history(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]", parser=number(1), help="This entry, with its rows before and after."
        ),
    ] = None,
    pair: Annotated[
        str | None, typer.Option("--pair", metavar="PAIR", help="Only what touched this pair.")
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="PERSON", help="Only what touched this person."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every row, not only the first 40.")
    ] = False,
    form: Format = None,
) -> None:
    """List every command that changed something, and what it changed.

    It says when, who, what was typed, and each row before and after.
    """
    from wvls_mentor.services import history as service
    from wvls_mentor.views import history as views

    check_format(form)
    db, today = database(ctx), clock.today()
    if number is not None:
        show(views.detailed(service.entry(db, number), today), form)
        return
    found = service.entries(
        db,
        pair=None if pair is None else pick_pair(ctx, pair, LAST_DAY).pair_id,
        person=None if person is None else pick_person(ctx, person),
        since=None if since is None else parse_day(since, today=today),
    )
    show(views.listed(found, today, everything=everything), form)


@undo_app.command(epilog="Examples: wvls undo   wvls undo 12")
def undo(
    ctx: typer.Context,
    number: Annotated[
        int | None,
        typer.Argument(
            metavar="[N]", parser=number(1), help="An entry of the history. [the newest]"
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Undo the newest command, or an older one.

    An older one can be undone where nothing later builds on it.
    """
    from wvls_mentor.services import undo as undo_service
    from wvls_mentor.views import history as views

    check_format(form, writes=True)
    db, today = database(ctx), clock.today()
    found = undo_service.undo(db, number, today=today, write=False)
    if not dry_run:
        if not yes:
            views.show_preview(found)
        confirm("Take it back?", yes=yes)
        found = undo_service.undo(db, found.entry.id, today=today, write=True)
    show(views.undone(found, today, asked=not (yes or dry_run)), form, writes=True)
