"""``wvls overdue``, ``upcoming`` and ``status``."""

from typing import Annotated

import typer

from wvls_mentor.cli import completion
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    as_of,
    check_format,
    database,
    number,
    pick_pair,
    show,
)
from wvls_mentor.errors import Findings, UsageProblem
from wvls_mentor.text import count

KINDS = ("first-visit", "goals", "contact", "check-in", "evaluation", "confirm-meeting")

overdue_app = typer.Typer(rich_markup_mode=None, add_completion=False)
upcoming_app = typer.Typer(rich_markup_mode=None, add_completion=False)
status_app = typer.Typer(rich_markup_mode=None, add_completion=False)

All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Only this: " + ", ".join(KINDS) + ".")
]


def _kind(text: str | None, *more: str) -> str | None:
    if text is not None and text not in (*KINDS, *more):
        raise UsageProblem(f"{text[:40]!r} is not a kind.", f"Use {', '.join((*KINDS, *more))}.")
    return text


@overdue_app.command(epilog="Example: wvls overdue --kind contact")
def overdue(
    ctx: typer.Context,
    kind: Kind = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 3 where something is late.")
    ] = False,
    everything: All = False,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show what is overdue, and whose turn it is."""
    check_format(form)
    when, wanted = as_of(day), _kind(kind)

    from wvls_mentor.services import deadlines as deadlines_service
    from wvls_mentor.views import deadlines

    found = deadlines_service.overdue(database(ctx), when, kind=wanted)
    show(deadlines.due(found, everything=everything), form)
    if exit_code and found.items:
        raise Findings(
            f"{count(len(found.items), 'thing')} overdue.", "Each names whose turn it is."
        )


@upcoming_app.command(epilog="Example: wvls upcoming --days 14")
def upcoming(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", parser=number(0, 3660), help="How far ahead to look.")
    ] = 30,
    kind: Kind = None,
    everything: All = False,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show what comes due in the next days."""
    check_format(form)
    when, wanted = as_of(day), _kind(kind, "term-end")

    from wvls_mentor.services import deadlines as deadlines_service
    from wvls_mentor.views import deadlines

    found = deadlines_service.upcoming(database(ctx), when, days=days, kind=wanted)
    show(deadlines.due(found, everything=everything), form)


@status_app.command(epilog="Examples: wvls status   wvls status 3")
def status(
    ctx: typer.Context,
    pair: Annotated[
        str | None,
        typer.Argument(
            metavar="[PAIR]", help="The whole story of this pair.", autocompletion=completion.pairs
        ),
    ] = None,
    concluded: Annotated[
        bool, typer.Option("--all", help="The concluded pairs too, and every row.")
    ] = False,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show how every active pair is doing, or one pair's whole story."""
    if pair is not None:
        _story(ctx, pair, day, form)
        return
    show_status(ctx, day=day, form=form, concluded=concluded)


def _story(ctx: typer.Context, pair: str, day: str | None, form: str | None) -> None:
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import timeline
    from wvls_mentor.views import timeline as views

    pair_id = pick_pair(ctx, pair, when).pair_id
    show(views.story(timeline.tell(database(ctx), pair_id, when)), form)


def show_status(
    ctx: typer.Context, *, day: str | None = None, form: str | None = None, concluded: bool = False
) -> None:
    """The overview, also shown by ``wvls`` alone."""
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import deadlines as deadlines_service
    from wvls_mentor.views import status as views

    found = deadlines_service.status(database(ctx), when, concluded=concluded)
    show(views.overview(found, concluded=concluded, everything=concluded), form)
