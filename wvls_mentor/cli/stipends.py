"""``wvls stipends``."""

from typing import Annotated

import typer

from wvls_mentor.cli import claims, completion, payments
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    as_of,
    check_format,
    database,
    number,
    pick_person,
    show,
)
from wvls_mentor.errors import UsageProblem

app = typer.Typer(rich_markup_mode=None, add_completion=False)

All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]


@app.callback(invoke_without_command=True, epilog="Example: wvls stipends --year 2026 -f csv")
def stipends(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        typer.Option(
            "--mentor",
            metavar="PERSON",
            help="Only this mentor.",
            autocompletion=completion.mentors,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option("--year", parser=number(1950, 2100), help="Visits of this calendar year."),
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
    """Show what each mentor has earned, visit by visit (C11, C12).

    Where a visit earns nothing, it says why.
    """
    if ctx.invoked_subcommand is not None:
        if any((mentor, year, since, until, unpaid, everything, day, form)):
            raise UsageProblem(
                "Options of a subcommand come after it.",
                f"wvls stipends {ctx.invoked_subcommand} ... --format json",
            )
        return
    check_format(form)
    first, last = payments.period(year, since, until)
    when = as_of(day)

    from wvls_mentor.services import stipends as stipends_service
    from wvls_mentor.views import stipends as views

    mentor_id = None if mentor is None else pick_person(ctx, mentor, "mentor")
    found = stipends_service.report(
        database(ctx),
        when,
        mentor_id=mentor_id,
        period=stipends_service.Period(first, last),
        unpaid=unpaid,
    )
    show(views.report(found, everything=everything), form)


app.command("pay", epilog="Example: wvls stipends pay 'Mentor One' --reference 'check 1041'")(
    payments.pay
)
app.command("void", epilog="Example: wvls stipends void 12 --reason 'wrong check'")(payments.void)
app.command("ledger", epilog="Example: wvls stipends ledger --year 2026 -f csv")(payments.ledger)
app.command("why", epilog="Example: wvls stipends why 12")(payments.why)
app.command("claim", epilog="Example: wvls stipends claim 3 --until 2026-12-31 --save claim.html")(
    claims.claim
)
app.command("claims", epilog="Example: wvls stipends claims")(claims.claims)
app.command("withdraw", epilog="Example: wvls stipends withdraw C-2026-07 --reason 'a wrong day'")(
    claims.withdraw
)
app.command("forecast", epilog="Example: wvls stipends forecast --until 2027-06-30")(
    claims.forecast
)
app.command("year", epilog="Example: wvls stipends year 2026")(claims.year)
