"""``wvls check``."""

from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import Format, check_format, database, show

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: wvls check --exit-code")
def check(
    ctx: typer.Context,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 3 where something is found.")
    ] = False,
    form: Format = None,
) -> None:
    """Check the file and the records.

    It looks at every cell, and at whether the records agree.
    """
    check_format(form)

    from wvls_mentor.services import checking
    from wvls_mentor.views import files as views

    found = checking.check(database(ctx), clock.today())
    show(views.checked(found, clock.today()), form)
    if exit_code and found:
        raise typer.Exit(3)
