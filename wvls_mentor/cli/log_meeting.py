"""``wvls log-meeting``."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import completion, options, prompts
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import read_day_ahead, read_past_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.meetings import read_hours, read_method, read_place
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.meetings import Report

app = alone()

WhichPair = Annotated[
    str | None,
    argument("PAIR", "An id, or part of a partner's name.", complete=completion.pairs),
]
# Its reader waits: a planned meeting is to come, every other one has been.
OnDay = Annotated[str | None, option("--on", metavar="DATE", text="The day it happened. [today]")]
Note = Annotated[str, option("--note", metavar="TEXT", text="A note.")]
Planned = Annotated[bool, option("--planned", text="It is still to come.")]
Attempt = Annotated[bool, option("--attempt", text="No one was reached.")]
Again = Annotated[bool, option("--again", text="A second one on that day.")]


@command(
    app,
    "log-meeting",
    example="wvls log-meeting 3 --method in-person --at mentee-library --hours 6.5 --miles 66",
    writes=True,
)
def log_meeting(
    call: Call,
    pair: WhichPair = None,
    method: options.Method = None,
    at: options.At = None,
    hours: options.Hours = None,
    on: OnDay = None,
    miles: options.Miles = None,
    expense: options.Expense = None,
    traveler: options.Traveler = None,
    topic: options.Covered = None,
    note: Note = "",
    planned: Planned = False,
    attempt: Attempt = False,
    again: Again = False,
) -> CommandResult:
    """Log a meeting that was held, planned or attempted.

    You see at once what it does: contact, first visit, stipend, travel.
    """
    if planned and attempt:
        raise UsageProblem("A meeting is planned or attempted, not both.", "Leave one out.")
    read = read_day_ahead if planned else read_past_day
    day = call.today if on is None else read(on)
    way, place = ("", None) if method is None else _method(method, at)
    if pair is None:
        pair = prompts.ask_until("Which pair", "PAIR", str)
    pair_id = call.pair(pair).pair_id
    if method is None:
        way, place = _method(None, at)
    report = services.meetings.Report(
        day=day,
        method=way,
        place=place,
        minutes=hours,
        miles_tenths=miles,
        expense_cents=expense,
        traveler=traveler,
        topics=tuple(topic or ()),
        note=note,
        state="planned" if planned else "attempted" if attempt else "held",
        again=again,
    )
    result = services.meetings.log(call.db, pair_id, _asked(report), today=call.today)
    return replace(views.meetings.logged(result, call.today), warnings=result.warnings)


def _method(method: str | None, at: str | None) -> tuple[str, str | None]:
    if method is None:
        words = "How did they meet (in-person, phone, video, email, text, carpool, coffee, other)"
        way, implied = prompts.ask_until(words, "--method", read_method)
    else:
        way, implied = read_method(method)
    if implied is not None and at is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    return way, at or implied


def _asked(report: "Report") -> "Report":
    """At a terminal, ask where and how long an in-person meeting was."""
    if not prompts.at_terminal() or report.method != "in-person":
        return report
    if report.place is None:
        words = "Where (mentor-library, mentee-library, elsewhere)"
        report = replace(report, place=prompts.ask_until(words, "--at", read_place))
    if report.state == "held" and report.place != "elsewhere" and report.minutes is None:
        minutes = prompts.ask_until("How many hours (6, 6.5, 6:30)", "--hours", read_hours)
        report = replace(report, minutes=minutes)
    return report
