"""``wvls stipends``: the report, and the group of what is paid and claimed."""

from datetime import date
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import budget, claims, completion, options, payments, periods
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import number, read_day
from wvls_mentor.views.result import CommandResult

app = alone()
app.add_typer(payments.app)  # without a name: its commands are those of this group
app.add_typer(claims.app)
app.add_typer(budget.app)

OneMentor = Annotated[
    str | None,
    option(
        "--mentor",
        metavar="PERSON",
        text="Only this mentor, or mentee.",
        complete=completion.mentors,
    ),
]
Year = Annotated[
    int | None,
    option("--year", metavar="YEAR", text="Visits of this calendar year.", read=number(1950, 2100)),
]
From = Annotated[
    date | None, option("--from", metavar="DATE", text="Visits from this day on.", read=read_day)
]
To = Annotated[
    date | None, option("--to", metavar="DATE", text="Visits up to this day.", read=read_day)
]
Unpaid = Annotated[bool, option("--unpaid", text="Only visits with something still owed.")]


@command(
    app, None, example='wvls stipends --year 2026   wvls stipends pay --reference "check 1041"'
)
def stipends(
    call: Call,
    mentor: OneMentor = None,
    year: Year = None,
    fiscal_year: periods.FiscalYear = None,
    since: From = None,
    until: To = None,
    unpaid: Unpaid = False,
    everything: options.All = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show what is owed, claim it and record payments (C11, C12).

    By itself it lists each mentor's visits: what each earns, or why it earns nothing.
    """
    period = services.stipends.Period(*periods.read(call, year, fiscal_year, since, until))
    person_id = None if mentor is None else call.payee(mentor)
    found = services.stipends.report(
        call.db, as_of or call.today, person_id=person_id, period=period, unpaid=unpaid
    )
    return views.stipends.report(found, everything=everything, unpaid=unpaid)
