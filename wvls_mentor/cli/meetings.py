"""``wvls meeting``: list, confirm, edit, cancel and remove meetings, and claim travel for them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import command, group
from wvls_mentor.cli.meeting_arguments import ASK_EDITED, ASK_HELD, ASK_PLANNED, Meeting
from wvls_mentor.cli.meeting_questions import CLAIM, CONFIRM, EDIT
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import read_day, read_day_ahead
from wvls_mentor.cli.travel import expenses as read_spent
from wvls_mentor.errors import UsageProblem, missing
from wvls_mentor.records.readers import any_line
from wvls_mentor.rules.choices import METHODS
from wvls_mentor.rules.meetings import read_method
from wvls_mentor.text import LONGEST_TEXT
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.meeting_changes import Changes, MeetingLine
    from wvls_mentor.services.meetings import Logged

app = group(
    "List, confirm and edit meetings, and claim travel for them.", example="wvls meeting list 3"
)

Method = Annotated[str | None, option("--method", metavar="METHOD", text=", ".join(METHODS) + ".")]
Why = Annotated[
    str,
    option("--reason", metavar="TEXT", text=options.REASON, read=any_line("reason", LONGEST_TEXT)),
]
TakeBack = Annotated[bool, option("--remove", text="Take the claim back.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOptions:
    """What confirm and edit may change."""

    # Its reader waits: a planned meeting may be moved to a day that is to come.
    on: Annotated[str | None, option("--on", metavar="DATE", text="The day it happened.")] = None
    at: options.At = None
    hours: options.Hours = None
    topic: options.Covered = None
    note: options.Note = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelOptions:
    """What a partner claims for a meeting."""

    traveler: options.Traveler = None
    miles: options.Miles = None
    expense: options.Expense = None
    route: options.Route = None


def _nothing(travel: TravelOptions) -> bool:
    """Whether nothing is claimed: a traveler alone is no claim."""
    return travel.miles is None and not travel.expense and travel.route is None


def _changes(
    call: Call,
    meeting: int,
    given: MeetingOptions,
    travel: TravelOptions,
    method: str | None = None,
    *,
    moves: bool = False,
) -> "Changes":
    """The options as the service takes them; with *moves*, days are read as future days."""
    day = None
    if given.on is not None:
        ahead = moves and services.meeting_changes.one(call.db, meeting).meeting.state == "planned"
        day = read_day_ahead(given.on) if ahead else read_day(given.on)
    way, implied = (None, None) if method is None else read_method(method)
    if implied is not None and given.at is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    topics = given.topic
    return services.meeting_changes.Changes(
        day=day,
        method=way,
        place=given.at or implied,
        minutes=given.hours,
        miles_tenths=travel.miles,
        expenses=read_spent(travel.expense),
        route=travel.route,
        traveler=travel.traveler,
        topics=None if not topics else tuple(t for t in topics if t.strip()),
        note=given.note,
    )


def _result(
    name: str, logged: "Logged", call: Call, was: "MeetingLine | None" = None
) -> CommandResult:
    warnings = call.on_stderr(logged.warnings)
    return replace(views.meetings.logged(logged, call.today, name, was=was), warnings=warnings)


def _named(call: Call, line: "MeetingLine") -> str:
    """A meeting in a question: which one, and whose."""
    facts = services.meeting_changes.pair_of(call.db, line, call.today)
    return f"{views.meetings.described(line.meeting)} of {facts.mentor} and {facts.mentee}"


@command(app, "list", example="wvls meeting list 3")
def list_(call: Call, pair: options.Pair, as_of: options.AsOf = None) -> CommandResult:
    """List every meeting of a pair, planned ones too."""
    day = as_of or call.today
    pair_id = call.pair(pair, day).pair_id
    facts, found = services.meeting_changes.meetings_of(call.db, pair_id, day)
    return views.meetings.meetings(facts, found, day)


@command(
    app,
    "confirm",
    example="wvls meeting confirm 41 --hours 6.5 --miles 66",
    writes=True,
    asks={"meeting": ASK_PLANNED, **CONFIRM},
)
def confirm(
    call: Call,
    meeting: Meeting,
    given: MeetingOptions,
    travel: TravelOptions,
) -> CommandResult:
    """Confirm that a planned meeting was held."""
    number = call.meeting(meeting, ("planned",))
    if prompts.at_terminal() and _nothing(travel):
        travel = TravelOptions()  # who drove was answered, and then that nothing is claimed
    changes = _changes(call, number, given, travel)
    done = services.meeting_changes.confirm(call.db, number, changes, today=call.today)
    return _result("meeting confirm", done, call)


@command(
    app,
    "edit",
    example="wvls meeting edit 41 --hours 6.5 --topic budget",
    writes=True,
    asks={"meeting": ASK_EDITED, **EDIT},
)
def edit(
    call: Call,
    meeting: Meeting,
    given: MeetingOptions,
    travel: TravelOptions,
    method: Method = None,
) -> CommandResult:
    """Change a logged meeting or what is claimed for it.

    New topics or expenses replace the ones that are there.
    """
    nothing = method is None and given == MeetingOptions() and _nothing(travel)
    if nothing and not prompts.at_terminal():
        raise UsageProblem("What is to be changed?", "Give an option, such as --hours 6.5.")
    number = call.meeting(meeting)
    was = services.meeting_changes.one(call.db, number)
    if nothing:  # Enter at every question
        return views.meetings.unchanged(was, call.today)
    changes = _changes(call, number, given, travel, method, moves=True)
    done = services.meeting_changes.edit(call.db, number, changes, today=call.today)
    return _result("meeting edit", done, call, was)


@command(
    app,
    "cancel",
    example='wvls meeting cancel 41 --reason "snowed in"',
    writes=True,
    asks={"meeting": ASK_PLANNED},
)
def cancel(
    call: Call,
    meeting: Meeting,
    reason: Why = "",
    yes: options.Yes = False,
) -> CommandResult:
    """Cancel a planned meeting."""
    changes, number = services.meeting_changes, call.meeting(meeting, ("planned",))
    there = changes.one(call.db, number)
    changes.cancel(call.db, number, reason=reason, today=call.today, write=False)  # or refuse now
    prompts.confirm(f"Cancel {_named(call, there)}?", yes=yes)
    done = changes.cancel(call.db, number, reason=reason, today=call.today)
    return _result("meeting cancel", done, call)


@command(app, "remove", example="wvls meeting remove 41", writes=True)
def remove(call: Call, meeting: Meeting, yes: options.Yes = False) -> CommandResult:
    """Remove a meeting that never happened, with its travel claims."""
    number = call.meeting(meeting)
    line = services.meeting_changes.one(call.db, number)
    services.meeting_changes.remove(call.db, number, write=False)  # or refuse now
    claims = " and its travel claim" if line.claims else ""
    prompts.confirm(f"Remove {_named(call, line)}{claims}?", yes=yes)
    services.meeting_changes.remove(call.db, number)
    return views.meetings.removed(line, call.today)


@command(
    app,
    "claim",
    example="wvls meeting claim 41 --traveler mentee --miles 66",
    writes=True,
    asks={"meeting": ASK_HELD, **CLAIM},
)
def claim(
    call: Call,
    meeting: Meeting,
    given: TravelOptions,
    take_back: TakeBack = False,
) -> CommandResult:
    """Add or change the travel claimed for a meeting (C12)."""
    nothing = _nothing(given)
    if take_back and not nothing:
        hint = "Leave out --miles, --expense and --route."
        raise UsageProblem("--remove takes a claim back.", hint)
    if not take_back and nothing and not prompts.at_terminal():
        raise missing("--miles", "See an example: wvls meeting claim --help")
    number = call.meeting(meeting, ("held",))
    line = services.meeting_changes.one(call.db, number)
    if not take_back and nothing:  # none was the answer to miles and to expenses
        return views.meetings.unchanged(line, call.today)
    done = services.meeting_changes.claim(
        call.db, number, given.traveler or services.meeting_changes.usual_traveler(line),
        miles_tenths=given.miles, expenses=read_spent(given.expense), route=given.route,
        take_back=take_back, today=call.today,
    )  # fmt: skip
    return _result("meeting claim", done, call, line)
