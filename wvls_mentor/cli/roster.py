"""``wvls roster``."""

from typing import Annotated

from wvls_mentor import documents, services, views
from wvls_mentor.cli import office, options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.saving import SavePage, save_page
from wvls_mentor.views.result import CommandResult

app = alone()

Public = Annotated[bool, option("--public", text="Only names and towns, safe to show to anyone.")]


@command(app, "roster", example="wvls roster   wvls roster --public --save pairs.html")
def roster(
    call: Call,
    public: Public = False,
    save: SavePage = None,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """List the pairs with phones and e-mail, and who is free.

    It contains no home addresses.
    """
    found = services.roster.roster(call.db, as_of or call.today)
    if save is not None:
        office.ask_for(call.db, ("organization", "program_name"))
        settings = services.office.settings(call.db, call.today)
        save_page(save, documents.roster.as_page(found, settings, public=public), yes=yes)
    return views.roster.roster(found, public=public, saved=save)
