"""``wvls handover``."""

from wvls_mentor import documents, services, views
from wvls_mentor.cli import office, options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.saving import NoNotes, SavePage, save_page
from wvls_mentor.views.result import CommandResult

app = alone()


@command(app, "handover", example="wvls handover   wvls handover --no-notes --save handover.html")
def handover(
    call: Call,
    no_notes: NoNotes = False,
    save: SavePage = None,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Write a page for your successor: what is open, and what to do.

    It contains personnel notes, unless you leave them out.
    """
    found = services.handover.gather(call.db, as_of or call.today, notes=not no_notes)
    if save is not None:
        office.ask_for(call.db, ("coordinator_name", "organization", "program_name"))
        settings = services.office.settings(call.db, call.today)
        save_page(save, documents.handover.as_page(found, settings), yes=yes)
    blocks = documents.handover.write(found)
    texts = [documents.blocks.as_text(block) for block in blocks]
    return views.handover.handover(found, blocks, texts, saved=save)
