"""``wvls overdue``, ``upcoming`` and ``status``."""

from dataclasses import replace
from typing import Annotated

import typer

from wvls_mentor import services, views
from wvls_mentor.cli import clock, completion, options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, begin, command, finish
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number, one_of
from wvls_mentor.cli.saving import NoNotes, SavePage, save_screen
from wvls_mentor.errors import Findings
from wvls_mentor.rules.choices import COMING, DEADLINES
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult

overdue_app = alone()
upcoming_app = alone()
status_app = alone()

_ONLY = "Only this: " + ", ".join(DEADLINES) + "."
Kind = Annotated[
    str | None, option("--kind", metavar="KIND", text=_ONLY, read=one_of(*DEADLINES, what="a kind"))
]
UpcomingKind = Annotated[
    str | None,
    option("--kind", metavar="KIND", text=_ONLY, read=one_of(*COMING, what="a kind")),
]
ExitCode = Annotated[
    bool, option("--exit-code", text="Exit with code 3 if something is overdue, for scripts.")
]
Days = Annotated[
    int,
    option("--days", metavar="NUMBER", text="How many days ahead to look.", read=number(0, 3660)),
]
WholeStory = Annotated[
    str | None, argument("[PAIR]", "The whole story of this pair.", complete=completion.pairs)
]
Concluded = Annotated[bool, option("--all", text="Show concluded pairs too, and every row.")]


@command(overdue_app, "overdue", example="wvls overdue --kind contact")
def overdue(
    call: Call,
    kind: Kind = None,
    exit_code: ExitCode = False,
    everything: options.All = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show what is overdue, and whose turn it is."""
    found = services.deadlines.overdue(
        call.db,
        as_of or call.today,
        kind=kind,
        with_attention=call.format == "table" and kind is None,
    )
    result = views.deadlines.due(found, everything=everything)
    if not exit_code or not found.items:
        return result
    late = count(len(found.items), "thing")
    return replace(result, error=Findings(f"{late} overdue.", "Each names whose turn it is."))


@command(upcoming_app, "upcoming", example="wvls upcoming --days 14")
def upcoming(
    call: Call,
    days: Days = 30,
    kind: UpcomingKind = None,
    everything: options.All = False,
    save: SavePage = None,
    no_notes: NoNotes = False,  # there are none in it; on every page the option may be given
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show what comes due in the next days."""
    found = services.deadlines.upcoming(
        call.db,
        as_of or call.today,
        days=days,
        kind=kind,
        with_late=call.format == "table" or save is not None,
    )
    result = views.deadlines.due(found, everything=everything)
    if save is None:
        return result
    whole = views.deadlines.due(found, everything=True)
    return save_screen(call, save, "what comes due", result, whole=whole, yes=yes)


@command(
    status_app, "status", example="wvls status   wvls status 3   wvls status 3 --save pair.html"
)
def status(
    call: Call,
    pair: WholeStory = None,
    concluded: Concluded = False,
    save: SavePage = None,
    no_notes: NoNotes = False,
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show how all pairs are doing, or one pair's whole story."""
    day = as_of or call.today
    if pair is None:
        found = services.deadlines.status(call.db, day, concluded=concluded)
        found = services.deadlines.without_notes(found) if no_notes else found
        result = views.status.overview(found, concluded=concluded, everything=concluded)
        whole = views.status.overview(found, concluded=concluded, everything=True)
        title = "all pairs"
    else:
        pair_id = call.pair(pair, day).pair_id
        story = services.timeline.tell(call.db, pair_id, day, notes=not no_notes)
        result = whole = views.timeline.story(story)
        title = f"pair {pair_id}"
    if save is None:
        return result
    return save_screen(call, save, title, result, whole=whole, yes=yes)


def show_status(ctx: typer.Context) -> None:
    """The overview, as ``wvls`` alone shows it."""
    call = Call(ctx, clock.today(), "table")
    begin(call)
    finish(call, status(call))
