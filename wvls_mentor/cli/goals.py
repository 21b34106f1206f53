"""``wvls goal``."""

from datetime import date
from typing import Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    On,
    Written,
    as_of,
    ask_until,
    check_format,
    database,
    number,
    on,
    pick_pair,
    show,
)
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import Refused, UsageProblem

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Add, share, close and list a pair's goals (C8).",
    epilog="Example: wvls goal list 3",
)

PAIR_HELP = "An id, or part of a partner's name."
APair = Annotated[
    str, typer.Argument(metavar="PAIR", help=PAIR_HELP, autocompletion=completion.pairs)
]
AGoal = Annotated[int, typer.Argument(metavar="GOAL", parser=number(1), help="A goal's number.")]


def _term(text: str) -> str:
    word = text.strip().lower().removesuffix("-term")
    if word not in ("short", "long"):
        raise UsageProblem(f"{text[:40]!r} is not a term.", "Use short or long.")
    return word


def _shared(shared: str | None, not_shared: bool) -> date | None:
    if shared is not None and not_shared:
        raise UsageProblem("--shared and --not-shared exclude each other.", "Give one of them.")
    today = clock.today()
    if not_shared:
        return None
    day = today if shared is None else parse_day(shared, today=today)
    if day > today:
        raise Refused(f"{day} is in the future (today is {today}).", "Give a day that is past.")
    return day


@app.command(
    "add", epilog='Example: wvls goal add 3 "A balanced budget by June" --term short --topic budget'
)
def add(
    ctx: typer.Context,
    pair: APair,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The goal in a sentence.")],
    term: Annotated[
        str | None, typer.Option("--term", metavar="TERM", help="short or long.")
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option(
            "--topic", metavar="TOPIC", help="Its topic.", autocompletion=completion.topics
        ),
    ] = None,
    shared: Annotated[
        str | None,
        typer.Option("--shared", metavar="DATE", help="Shared with you on this day. [today]"),
    ] = None,
    not_shared: Annotated[
        bool, typer.Option("--not-shared", help="You do not have it from the mentee yet.")
    ] = False,
    form: Written = None,
) -> None:
    """Add a goal.

    It counts as shared with you today unless you say otherwise.
    """
    check_format(form, writes=True)
    when = _shared(shared, not_shared)
    kind = ask_until("Short or long term", "--term", _term) if term is None else _term(term)

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    today = clock.today()
    pair_id = pick_pair(ctx, pair, today).pair_id
    found = milestones.add_goal(
        database(ctx), pair_id, text, kind, topic=topic, shared=when, today=today
    )
    show(views.goal("goal add", found, today), form, writes=True)


@app.command("share", epilog="Example: wvls goal share 3")
def share(
    ctx: typer.Context,
    pair: APair,
    goal: Annotated[
        int | None,
        typer.Argument(metavar="[GOAL]", parser=number(1), help="One goal; else all of them."),
    ] = None,
    day: On = None,
    form: Written = None,
) -> None:
    """Note that the mentee has shared a goal, or all of them."""
    check_format(form, writes=True)
    when, today = on(day), clock.today()

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    pair_id = pick_pair(ctx, pair, today).pair_id
    found = milestones.share_goals(database(ctx), pair_id, goal, on=when, today=today)
    show(views.goals("goal share", found, today), form, writes=True)


def _close(
    ctx: typer.Context, goal: int, how: str, verb: str, day: str | None, form: str | None
) -> None:
    check_format(form, writes=True)
    when, today = on(day), clock.today()

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    found = milestones.close_goal(database(ctx), goal, how, on=when, today=today)
    show(views.goal(f"goal {verb}", found, today), form, writes=True)


@app.command("done", epilog="Example: wvls goal done 12")
def done(ctx: typer.Context, goal: AGoal, day: On = None, form: Format = None) -> None:
    """Note that a goal was reached."""
    _close(ctx, goal, "done", "done", day, form)


@app.command("drop", epilog="Example: wvls goal drop 12")
def drop(ctx: typer.Context, goal: AGoal, day: On = None, form: Format = None) -> None:
    """Note that a goal was given up.

    It still counts as shared.
    """
    _close(ctx, goal, "dropped", "drop", day, form)


@app.command("list", epilog="Example: wvls goal list 3")
def list_(ctx: typer.Context, pair: APair, day: AsOf = None, form: Format = None) -> None:
    """List every goal of a pair."""
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    pair_id = pick_pair(ctx, pair, when).pair_id
    show(views.goals("goal list", milestones.goals(database(ctx), pair_id, when), when), form)
