"""``wvls check``."""

from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import Format, check_format, database, show
from wvls_mentor.errors import Findings
from wvls_mentor.text import count

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(epilog="Example: wvls check --exit-code")
def check(
    ctx: typer.Context,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 3 where there is a problem.")
    ] = False,
    form: Format = None,
) -> None:
    """Check the file and the records.

    It looks at every cell, and at whether the records agree.
    """
    check_format(form)

    from wvls_mentor.services import checks
    from wvls_mentor.views import sheets as views

    db, today = database(ctx), clock.today()
    problems, notes = checks.check(db, today), checks.notes(db, today)
    show(views.checked([*problems, *notes], today), form)
    if exit_code and problems:
        raise Findings(f"{count(len(problems), 'problem')}.", "Each says what to do about it.")
