"""``wvls history`` and ``wvls undo``."""

from datetime import date
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number, read_day
from wvls_mentor.dates import LAST_DAY
from wvls_mentor.views.result import CommandResult

history_app = alone()
undo_app = alone()

Shown = Annotated[
    int | None, argument("[N]", "Show one entry, with its rows before and after.", read=number(1))
]
Undone = Annotated[
    int | None, argument("[N]", "An entry of the history. [the newest]", read=number(1))
]
OfPair = Annotated[
    str | None, option("--pair", metavar="PAIR", text="Only what touched this pair.")
]
OfPerson = Annotated[
    str | None, option("--person", metavar="PERSON", text="Only what touched this person.")
]
Since = Annotated[
    date | None, option("--since", metavar="DATE", text="From this day on.", read=read_day)
]


@command(history_app, "history", example="wvls history --since yesterday   wvls history 12")
def history(
    call: Call,
    number: Shown = None,
    pair: OfPair = None,
    person: OfPerson = None,
    since: Since = None,
    everything: options.All = False,
) -> CommandResult:
    """List every command that changed something, and what it changed.

    It says when, who, what was typed, and each row before and after.
    """
    if number is not None:
        return views.history.detailed(services.history.entry(call.db, number), call.today)
    found = services.history.entries(
        call.db,
        pair=None if pair is None else call.pair(pair, LAST_DAY).pair_id,
        person=None if person is None else call.person(person),
        since=since,
    )
    return views.history.listed(found, call.today, everything=everything)


@command(undo_app, "undo", example="wvls undo   wvls undo 12", writes=True)
def undo(
    call: Call, number: Undone = None, yes: options.Yes = False, dry_run: options.DryRun = False
) -> CommandResult:
    """Undo the newest command, or an older one.

    An older one can be undone if nothing later depends on it.
    """
    found = services.undo.undo(call.db, number, today=call.today, write=False)
    if not dry_run:
        if not yes:
            views.history.show_preview(found)
        said = [over.sentence for over in found.over]
        prompts.confirm(" ".join([*said, "Undo this?"]), yes=yes)
        found = services.undo.undo(call.db, found.entry.id, today=call.today, write=True)
    return views.history.undone(found, call.today, asked=not (yes or dry_run))
