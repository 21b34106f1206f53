"""``wvls stipends budget``."""

from wvls_mentor import services, views
from wvls_mentor.cli import options, periods
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.views.result import CommandResult

app = alone()  # of the group in cli/stipends.py


@command(app, "budget", example="wvls stipends budget --fiscal-year 2026")
def budget(
    call: Call, fiscal_year: periods.FiscalYear = None, as_of: options.AsOf = None
) -> CommandResult:
    """Show what is left of a fiscal year's budget.

    It shows what is paid, owed and expected, in this fiscal year unless you choose another. To
    set the budget: wvls policy set budget.
    """
    day = as_of or call.today
    return views.years.budget(services.budget.of_year(call.db, fiscal_year, day), day)
