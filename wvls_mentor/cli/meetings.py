"""``wvls meeting``: what was logged, afterwards."""

from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    Written,
    Yes,
    as_of,
    ask_until,
    at_terminal,
    check_format,
    confirm,
    database,
    number,
    pick_pair,
    show,
    warn,
)
from wvls_mentor.cli.log_meeting import read_traveler
from wvls_mentor.cli.options import Pair as APair
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents, parse_miles
from wvls_mentor.rules.meetings import METHODS, PLACES, read_hours, read_method, read_place

if TYPE_CHECKING:
    from wvls_mentor.services.meeting_changes import Changes
    from wvls_mentor.services.meetings import Logged

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="List, confirm and edit meetings, and claim travel for them.",
    epilog="Example: wvls meeting list 3",
)

AMeeting = Annotated[
    int, typer.Argument(metavar="MEETING", parser=number(1), help="A meeting's number.")
]
Day = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day it happened.")]
At = Annotated[str | None, typer.Option("--at", metavar="PLACE", help=", ".join(PLACES) + ".")]
Method = Annotated[
    str | None, typer.Option("--method", metavar="METHOD", help=", ".join(METHODS) + ".")
]
Hours = Annotated[
    str | None, typer.Option("--hours", metavar="HOURS", help="6, 6.5, 6:30 or 6h30m.")
]
Miles = Annotated[
    str | None, typer.Option("--miles", metavar="MILES", help="Miles claimed, there and back.")
]
Expense = Annotated[
    str | None, typer.Option("--expense", metavar="AMOUNT", help="Other expenses, in dollars.")
]
Traveler = Annotated[
    str | None, typer.Option("--traveler", metavar="WHO", help="mentor or mentee.")
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="TOPIC",
        help="A topic covered (C7). Repeatable.",
        autocompletion=completion.topics,
    ),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note.")]


def _changes(
    day: str | None,
    method: str | None,
    at: str | None,
    hours: str | None,
    topic: list[str] | None,
    note: str | None,
    miles: str | None = None,
    expense: str | None = None,
    traveler: str | None = None,
) -> "Changes":
    """The options read; every value is checked before anything else happens."""
    today = clock.today()
    when = None if day is None else parse_day(day, today=today)
    way, implied = (None, None) if method is None else read_method(method)
    place = None if at is None else read_place(at)
    if implied is not None and place is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    minutes = None if hours is None else read_hours(hours)
    tenths = None if miles is None else parse_miles(miles)
    cents = None if expense is None else parse_cents(expense)
    who = read_traveler(traveler)

    from wvls_mentor.services.meeting_changes import Changes

    return Changes(
        day=when,
        method=way,
        place=place or implied,
        minutes=minutes,
        miles_tenths=tenths,
        expense_cents=cents,
        traveler=who,
        topics=None if not topic else tuple(t for t in topic if t.strip()),
        note=note,
    )


def _show(command: str, result: "Logged", form: str | None) -> None:
    from wvls_mentor.views import meetings as views

    show(views.logged(result, clock.today(), command), form, writes=True)
    warn(result.warnings)


@app.command("list", epilog="Example: wvls meeting list 3")
def list_(ctx: typer.Context, pair: APair, day: AsOf = None, form: Format = None) -> None:
    """List every meeting of a pair, planned ones too."""
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import meeting_changes
    from wvls_mentor.views import meetings as views

    pair_id = pick_pair(ctx, pair, when).pair_id
    facts, found = meeting_changes.meetings_of(database(ctx), pair_id, when)
    show(views.meetings(facts, found, when), form)


@app.command("confirm", epilog="Example: wvls meeting confirm 41 --hours 6.5 --miles 66")
def confirm_(
    ctx: typer.Context,
    meeting: AMeeting,
    day: Day = None,
    at: At = None,
    hours: Hours = None,
    miles: Miles = None,
    expense: Expense = None,
    traveler: Traveler = None,
    topic: Topics = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Confirm that a planned meeting was held."""
    check_format(form, writes=True)
    changes = _changes(day, None, at, hours, topic, note, miles, expense, traveler)

    from dataclasses import replace

    from wvls_mentor.services import meeting_changes

    kept = meeting_changes.one(database(ctx), meeting).meeting
    place = changes.place or kept.place
    missing = changes.minutes is None and kept.minutes is None
    visit = kept.state == "planned" and kept.method == "in-person" and place != "elsewhere"
    if at_terminal() and visit and missing:
        minutes = ask_until("How many hours (6, 6.5, 6:30)", "--hours", read_hours)
        changes = replace(changes, minutes=minutes)
    result = meeting_changes.confirm(database(ctx), meeting, changes, today=clock.today())
    _show("meeting confirm", result, form)


@app.command("edit", epilog="Example: wvls meeting edit 41 --hours 6.5 --topic budget")
def edit(
    ctx: typer.Context,
    meeting: AMeeting,
    day: Day = None,
    method: Method = None,
    at: At = None,
    hours: Hours = None,
    topic: Topics = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Change a logged meeting.

    Its topics are replaced as a whole.
    """
    check_format(form, writes=True)
    if not any((day, method, at, hours, topic, note is not None)):
        raise UsageProblem("What is to be changed?", "Give an option, such as --hours 6.5.")
    changes = _changes(day, method, at, hours, topic, note)

    from wvls_mentor.services import meeting_changes

    result = meeting_changes.edit(database(ctx), meeting, changes, today=clock.today())
    _show("meeting edit", result, form)


@app.command("cancel", epilog="Example: wvls meeting cancel 41 --reason 'snowed in'")
def cancel(
    ctx: typer.Context,
    meeting: AMeeting,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")] = "",
    yes: Yes = False,
    form: Written = None,
) -> None:
    """Cancel a planned meeting."""
    check_format(form, writes=True)

    from wvls_mentor.services import meeting_changes
    from wvls_mentor.views import meetings as views

    db, today = database(ctx), clock.today()
    there = meeting_changes.cancel(db, meeting, reason=reason, today=today, write=False)
    confirm(f"Cancel {views.described(there.meeting)}?", yes=yes)
    result = meeting_changes.cancel(db, meeting, reason=reason, today=today)
    _show("meeting cancel", result, form)


@app.command("remove", epilog="Example: wvls meeting remove 41")
def remove(ctx: typer.Context, meeting: AMeeting, yes: Yes = False, form: Written = None) -> None:
    """Remove a meeting that never happened, with its travel claims."""
    check_format(form, writes=True)

    from wvls_mentor.services import meeting_changes
    from wvls_mentor.views import meetings as views

    line = meeting_changes.one(database(ctx), meeting)
    confirm(f"Remove {views.described(line.meeting)} and its claims?", yes=yes)
    meeting_changes.remove(database(ctx), meeting)
    show(views.removed(line, clock.today()), form, writes=True)


@app.command("claim", epilog="Example: wvls meeting claim 41 --traveler mentee --miles 66")
def claim(
    ctx: typer.Context,
    meeting: AMeeting,
    traveler: Traveler = None,
    miles: Miles = None,
    expense: Expense = None,
    take_back: Annotated[bool, typer.Option("--remove", help="Take the claim back.")] = False,
    form: Written = None,
) -> None:
    """Set a partner's travel to a meeting (C12)."""
    check_format(form, writes=True)
    who = read_traveler(traveler)
    if who is None:
        who = ask_until(
            "Who travelled (mentor or mentee)", "--traveler", lambda t: read_traveler(t) or ""
        )
    tenths = None if miles is None else parse_miles(miles)
    cents = None if expense is None else parse_cents(expense)
    if take_back and (tenths is not None or cents is not None):
        raise UsageProblem("--remove takes a claim back.", "Leave out --miles and --expense.")
    if not take_back and tenths is None and cents is None:
        tenths = ask_until("Miles, there and back", "--miles", parse_miles)

    from wvls_mentor.services import meeting_changes

    result = meeting_changes.claim(
        database(ctx), meeting, who, miles_tenths=tenths, expense_cents=cents,
        take_back=take_back, today=clock.today(),
    )  # fmt: skip
    _show("meeting claim", result, form)
