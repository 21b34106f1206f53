"""``wvls log-meeting``."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    On,
    Written,
    ask_until,
    at_terminal,
    check_format,
    database,
    on,
    pick_pair,
    show,
    warn,
)
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents, parse_miles
from wvls_mentor.rules.meetings import METHODS, PLACES, read_hours, read_method, read_place

if TYPE_CHECKING:
    from wvls_mentor.services.meetings import Report

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command(
    "log-meeting",
    epilog="Example: wvls log-meeting 3 --method in-person --at mentee-library --hours 6.5 --miles 66",
)
def log_meeting(
    ctx: typer.Context,
    pair: Annotated[
        str | None,
        typer.Argument(
            metavar="PAIR",
            help="An id, or part of a partner's name.",
            autocompletion=completion.pairs,
        ),
    ] = None,
    method: Annotated[
        str | None,
        typer.Option("--method", metavar="METHOD", help=", ".join(METHODS) + "; coffee, zoom ..."),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="PLACE", help=", ".join(PLACES) + ".")
    ] = None,
    hours: Annotated[
        str | None, typer.Option("--hours", metavar="HOURS", help="6, 6.5, 6:30 or 6h30m.")
    ] = None,
    day: On = None,
    miles: Annotated[
        str | None, typer.Option("--miles", metavar="MILES", help="Miles claimed, there and back.")
    ] = None,
    expense: Annotated[
        str | None, typer.Option("--expense", metavar="AMOUNT", help="Other expenses, in dollars.")
    ] = None,
    traveler: Annotated[
        str | None, typer.Option("--traveler", metavar="WHO", help="mentor or mentee.")
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            "--topic",
            metavar="TOPIC",
            help="A topic covered (C7). Repeatable.",
            autocompletion=completion.topics,
        ),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="A note.")] = "",
    planned: Annotated[bool, typer.Option("--planned", help="It is still to come.")] = False,
    attempt: Annotated[bool, typer.Option("--attempt", help="No one was reached.")] = False,
    again: Annotated[bool, typer.Option("--again", help="A second one on that day.")] = False,
    form: Written = None,
) -> None:
    """Log a meeting that was held, planned or attempted.

    You see at once what it does: contact, first visit, stipend, travel.
    """
    check_format(form, writes=True)
    if planned and attempt:
        raise UsageProblem("A meeting is planned or attempted, not both.", "Leave one out.")
    when = on(day, planned=planned)
    state = "planned" if planned else "attempted" if attempt else "held"
    travel = {
        "miles_tenths": None if miles is None else parse_miles(miles),
        "expense_cents": None if expense is None else parse_cents(expense),
    }
    who = read_traveler(traveler)
    minutes = None if hours is None else read_hours(hours)
    way, place = ("", None) if method is None else _method(method, at)

    from wvls_mentor.services import meetings
    from wvls_mentor.views import meetings as views

    facts = _pair(ctx, pair)
    if method is None:
        way, place = _method(None, at)
    report = meetings.Report(
        day=when,
        method=way,
        place=place,
        minutes=minutes,
        **travel,
        traveler=who,
        topics=tuple(topic or ()),
        note=note,
        state=state,
        again=again,
    )
    report = _asked(report)
    result = meetings.log(database(ctx), facts, report, today=clock.today())
    show(views.logged(result, clock.today()), form, writes=True)
    warn(result.warnings)


def _pair(ctx: typer.Context, text: str | None) -> int:
    today: date = clock.today()
    given = text if text is not None else ask_until("Which pair", "PAIR", str)
    return pick_pair(ctx, given, today).pair_id


def _method(method: str | None, at: str | None) -> tuple[str, str | None]:
    if method is None:
        words = "How did they meet (in-person, phone, video, email, text, carpool, coffee, other)"
        way, implied = ask_until(words, "--method", read_method)
    else:
        way, implied = read_method(method)
    place = None if at is None else read_place(at)
    if implied is not None and place is not None:
        raise UsageProblem(f"{method} is a meeting elsewhere.", "Leave out --at.")
    return way, place or implied


def read_traveler(text: str | None) -> str | None:
    """``mentor`` or ``mentee``. Raises UsageProblem for another word."""
    if text is not None and text.strip().lower() not in ("mentor", "mentee"):
        raise UsageProblem(f"{text[:40]!r} does not travel.", "Use mentor or mentee.")
    return None if text is None else text.strip().lower()


def _asked(report: "Report") -> "Report":
    """At a terminal, ask where and how long an in-person meeting was."""
    from dataclasses import replace

    if not at_terminal() or report.method != "in-person":
        return report
    if report.place is None:
        words = "Where (mentor-library, mentee-library, elsewhere)"
        report = replace(report, place=ask_until(words, "--at", read_place))
    if report.state == "held" and report.place != "elsewhere" and report.minutes is None:
        report = replace(
            report, minutes=ask_until("How many hours (6, 6.5, 6:30)", "--hours", read_hours)
        )
    return report
