"""``wvls meeting``: what was logged, afterwards."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.command import Call, command, group
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import read_day, read_traveler
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_miles
from wvls_mentor.rules.choices import METHODS
from wvls_mentor.rules.meetings import read_hours, read_method
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.meeting_changes import Changes
    from wvls_mentor.services.meetings import Logged

app = group(
    "List, confirm and edit meetings, and claim travel for them.", example="wvls meeting list 3"
)

Method = Annotated[str | None, option("--method", metavar="METHOD", text=", ".join(METHODS) + ".")]
Why = Annotated[str, option("--reason", metavar="TEXT", text="Why; it is kept.")]
TakeBack = Annotated[bool, option("--remove", text="Take the claim back.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOptions:
    """What confirm and edit may change."""

    on: Annotated[
        date | None, option("--on", metavar="DATE", text="The day it happened.", read=read_day)
    ] = None
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


def _changes(given: MeetingOptions, travel: TravelOptions, method: str | None = None) -> "Changes":
    """The options as the service takes them."""
    way, implied = (None, None) if method is None else read_method(method)
    if implied is not None and given.at is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    topics = given.topic
    return services.meeting_changes.Changes(
        day=given.on,
        method=way,
        place=given.at or implied,
        minutes=given.hours,
        miles_tenths=travel.miles,
        expense_cents=travel.expense,
        traveler=travel.traveler,
        topics=None if not topics else tuple(t for t in topics if t.strip()),
        note=given.note,
    )


def _result(name: str, logged: "Logged", call: Call) -> CommandResult:
    return replace(views.meetings.logged(logged, call.today, name), warnings=logged.warnings)


@command(app, "list", example="wvls meeting list 3")
def list_(call: Call, pair: options.Pair, as_of: options.AsOf = None) -> CommandResult:
    """List every meeting of a pair, planned ones too."""
    day = as_of or call.today
    pair_id = call.pair(pair, day).pair_id
    facts, found = services.meeting_changes.meetings_of(call.db, pair_id, day)
    return views.meetings.meetings(facts, found, day)


@command(app, "confirm", example="wvls meeting confirm 41 --hours 6.5 --miles 66", writes=True)
def confirm(
    call: Call, meeting: options.Meeting, given: MeetingOptions, travel: TravelOptions
) -> CommandResult:
    """Confirm that a planned meeting was held."""
    changes = _changes(given, travel)
    kept = services.meeting_changes.one(call.db, meeting).meeting
    place = changes.place or kept.place
    missing = changes.minutes is None and kept.minutes is None
    visit = kept.state == "planned" and kept.method == "in-person" and place != "elsewhere"
    if prompts.at_terminal() and visit and missing:
        minutes = prompts.ask_until("How many hours (6, 6.5, 6:30)", "--hours", read_hours)
        changes = replace(changes, minutes=minutes)
    done = services.meeting_changes.confirm(call.db, meeting, changes, today=call.today)
    return _result("meeting confirm", done, call)


@command(app, "edit", example="wvls meeting edit 41 --hours 6.5 --topic budget", writes=True)
def edit(
    call: Call, meeting: options.Meeting, given: MeetingOptions, method: Method = None
) -> CommandResult:
    """Change a logged meeting.

    Its topics are replaced as a whole.
    """
    if method is None and given == MeetingOptions():
        raise UsageProblem("What is to be changed?", "Give an option, such as --hours 6.5.")
    changes = _changes(given, TravelOptions(), method)
    done = services.meeting_changes.edit(call.db, meeting, changes, today=call.today)
    return _result("meeting edit", done, call)


@command(app, "cancel", example="wvls meeting cancel 41 --reason 'snowed in'", writes=True)
def cancel(
    call: Call, meeting: options.Meeting, reason: Why = "", yes: options.Yes = False
) -> CommandResult:
    """Cancel a planned meeting."""
    changes = services.meeting_changes
    there = changes.one(call.db, meeting)
    changes.cancel(call.db, meeting, reason=reason, today=call.today, write=False)  # or refuse now
    prompts.confirm(f"Cancel {views.meetings.described(there.meeting)}?", yes=yes)
    done = changes.cancel(call.db, meeting, reason=reason, today=call.today)
    return _result("meeting cancel", done, call)


@command(app, "remove", example="wvls meeting remove 41", writes=True)
def remove(call: Call, meeting: options.Meeting, yes: options.Yes = False) -> CommandResult:
    """Remove a meeting that never happened, with its travel claims."""
    line = services.meeting_changes.one(call.db, meeting)
    question = f"Remove {views.meetings.described(line.meeting)} and its claims?"
    prompts.confirm(question, yes=yes)
    services.meeting_changes.remove(call.db, meeting)
    return views.meetings.removed(line, call.today)


@command(app, "claim", example="wvls meeting claim 41 --traveler mentee --miles 66", writes=True)
def claim(
    call: Call, meeting: options.Meeting, given: TravelOptions, take_back: TakeBack = False
) -> CommandResult:
    """Set a partner's travel to a meeting (C12)."""
    who, miles, cents = given.traveler, given.miles, given.expense
    if who is None:
        who = prompts.ask_until("Who traveled (mentor or mentee)", "--traveler", read_traveler)
    if take_back and (miles is not None or cents is not None):
        raise UsageProblem("--remove takes a claim back.", "Leave out --miles and --expense.")
    if not take_back and miles is None and cents is None:
        miles = prompts.ask_until("Miles, there and back", "--miles", parse_miles)
    done = services.meeting_changes.claim(
        call.db, meeting, who, miles_tenths=miles, expense_cents=cents,
        take_back=take_back, today=call.today,
    )  # fmt: skip
    return _result("meeting claim", done, call)
