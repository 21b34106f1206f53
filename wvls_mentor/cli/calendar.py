"""``wvls calendar``."""

from pathlib import Path
from typing import Annotated

from wvls_mentor import documents, services, views
from wvls_mentor.cli import completion, options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import number, read_path
from wvls_mentor.cli.saving import save_file
from wvls_mentor.views.result import CommandResult

app = alone()

Mine = Annotated[bool, option("--mine", text="Only what is your turn: calls, visits, terms.")]
OnlyPair = Annotated[
    str | None,
    option("--pair", metavar="PAIR", text="Only this pair.", complete=completion.pairs),
]
Days = Annotated[
    int,
    option("--days", metavar="NUMBER", text="How many days ahead to look.", read=number(0, 3660)),
]
SaveCalendar = Annotated[
    Path | None,
    option(
        "--save",
        metavar="FILE",
        text="Save it as an .ics file for your calendar program.",
        read=read_path,
    ),
]


@command(app, "calendar", example="wvls calendar --mine   wvls calendar --save mentoring.ics")
def calendar(
    call: Call,
    mine: Mine = False,
    pair: OnlyPair = None,
    days: Days = 90,
    save: SaveCalendar = None,
    everything: options.All = False,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Put deadlines, visits and calls into your calendar program.

    Replace that calendar each month: its events do not change by themselves.
    """
    day = as_of or call.today
    pair_id = None if pair is None else call.pair(pair, day).pair_id
    found = services.calendar.events(call.db, day, days=days, mine=mine, pair_id=pair_id)
    if save is not None:
        save_file(save, documents.calendar.as_file(found, day), (".ics",), yes=yes)
    return views.calendar.events(found, day, days=days, everything=everything, saved=save)
