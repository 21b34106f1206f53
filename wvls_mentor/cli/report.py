"""``wvls report``."""

from datetime import date
from typing import Annotated

from wvls_mentor import documents, services, views
from wvls_mentor.cli import office, options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import number, read_day, read_period
from wvls_mentor.cli.saving import SavePage, save_page
from wvls_mentor.errors import UsageProblem
from wvls_mentor.views.result import CommandResult

app = alone()

Year = Annotated[
    int | None,
    option("--year", metavar="YEAR", text="This calendar year.", read=number(1951, 2100)),
]
FiscalYear = Annotated[
    int | None,
    option(
        "--fiscal-year",
        metavar="YEAR",
        text="The fiscal year that ends in YEAR. [this one]",
        read=number(1952, 2100),
    ),
]
From = Annotated[
    date | None, option("--from", metavar="DATE", text="From this day on.", read=read_day)
]
To = Annotated[
    date | None, option("--to", metavar="DATE", text="Up to this day. [today]", read=read_day)
]
Names = Annotated[bool, option("--names", text="Name people in the saved page, not only towns.")]


@command(app, "report", example="wvls report --fiscal-year 2026 --save report.html")
def report(
    call: Call,
    year: Year = None,
    fiscal_year: FiscalYear = None,
    since: From = None,
    until: To = None,
    names: Names = False,
    save: SavePage = None,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Report to the board: how it's going, and what it costs.

    It covers this fiscal year unless you choose a period, and compares it with the one before.
    With --save it is a page to print. In JSON and CSV, owed_for_period is owed for visits of the period;
    owed is all that was owed on its last day.
    """
    read_period(year, since, until)
    if fiscal_year is not None and (year or since or until):
        raise UsageProblem("--fiscal-year is a period of its own.", "Give one period.")
    choice = services.report.ReportChoice(
        year=year, fiscal_year=fiscal_year, first=since, last=until
    )
    if save is not None:
        office.ask_for(call.db, ("organization", "program_name", "fiscal_year_start", "budget"))
    found = services.report.gather(call.db, as_of or call.today, choice)
    if save is not None:
        settings = services.office.settings(call.db, call.today)
        save_page(save, documents.report.as_page(found, settings, names=names), yes=yes)
    sentences, lines = documents.report.sentences(found), documents.report.lines(found)
    return views.report.report(found, sentences, lines, saved=save)
