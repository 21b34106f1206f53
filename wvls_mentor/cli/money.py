"""``wvls stipends``."""

from datetime import date
from typing import Annotated

import typer

from wvls_mentor.cli import clock, complete
from wvls_mentor.cli.context import AsOf, Format, as_of, check_format, database, pick_person, show
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem

app = typer.Typer(rich_markup_mode=None, add_completion=False)

All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]


@app.command(epilog="Example: wvls stipends --year 2026 -f csv")
def stipends(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        typer.Option(
            "--mentor", metavar="PERSON", help="Only this mentor.", autocompletion=complete.mentors
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", min=1950, max=2100, help="Visits of this calendar year."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Visits from this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Visits up to this day.")
    ] = None,
    unpaid: Annotated[
        bool, typer.Option("--unpaid", help="Only visits with something still owed.")
    ] = False,
    everything: All = False,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """What each mentor has earned, visit by visit, and why a visit earns nothing (C11, C12)."""
    check_format(form)
    first, last = _period(year, since, until)
    when = as_of(day)

    from wvls_mentor.services import payments
    from wvls_mentor.views import stipends as views

    mentor_id = None if mentor is None else pick_person(ctx, mentor, "mentor")
    found = payments.report(
        database(ctx),
        when,
        mentor_id=mentor_id,
        period=payments.Period(first, last),
        unpaid=unpaid,
    )
    show(views.report(found, everything=everything), form)


def _period(
    year: int | None, since: str | None, until: str | None
) -> tuple[date | None, date | None]:
    if year is not None:
        if since is not None or until is not None:
            raise UsageProblem("--year and --from or --to exclude each other.", "Give one of them.")
        return date(year, 1, 1), date(year, 12, 31)
    today = clock.today()
    first = None if since is None else parse_day(since, today=today)
    last = None if until is None else parse_day(until, today=today)
    if first and last and last < first:
        raise UsageProblem(f"The period ends ({last}) before it begins ({first}).", "Swap them.")
    return first, last
