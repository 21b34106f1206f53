"""``wvls library`` and ``wvls topic``."""

import re
from typing import Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    Format,
    Written,
    check_format,
    database,
    number,
    pick_library,
    show,
)
from wvls_mentor.errors import UsageProblem

library_app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Add, list, show and edit libraries.",
    epilog="Example: wvls library list",
)
topic_app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Add and list the topics of the guide (C7).",
    epilog="Example: wvls topic list",
)

All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]
ALibrary = Annotated[
    str,
    typer.Argument(
        metavar="LIBRARY",
        help="Name, town or id of a library.",
        autocompletion=completion.libraries,
    ),
]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="A new name.")]
City = Annotated[str | None, typer.Option("--city", metavar="TEXT", help="Its city or town.")]
County = Annotated[str | None, typer.Option("--county", metavar="TEXT", help="Its county.")]
Fscskey = Annotated[
    str | None,
    typer.Option("--fscskey", metavar="KEY", help="Its key in the federal survey, such as WI0009."),
]
Degrees = Annotated[str | None, typer.Option(metavar="DEGREES", help="Such as 45.1413.")]
People = Annotated[
    int | None,
    typer.Option(
        "--population", metavar="NUMBER", parser=number(0, 100_000_000), help="People served."
    ),
]
Locale = Annotated[str | None, typer.Option("--locale", metavar="CODE", help="NCES, such as 43.")]
Member = Annotated[
    bool | None, typer.Option("--member/--outside", help="Whether it is in the system.")
]


def _degrees(text: str | None) -> float | None:
    if text is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", text.strip()):
        raise UsageProblem(f"{text[:40]!r} is not in degrees.", "Write it like 45.1413.")
    return float(text)


@library_app.command("list", epilog="Example: wvls library list -f csv")
def list_(ctx: typer.Context, everything: All = False, form: Format = None) -> None:
    """List every library, members first."""
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form)
    show(
        views.libraries(libraries.libraries(database(ctx)), clock.today(), everything=everything),
        form,
    )


@library_app.command("show", epilog="Example: wvls library show Antigo")
def show_library(
    ctx: typer.Context,
    library: ALibrary,
    form: Format = None,
) -> None:
    """Show one library in full."""
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form)
    wanted = pick_library(ctx, library)
    line = next(lib for lib in libraries.libraries(database(ctx)) if lib.id == wanted)
    show(views.library(line, clock.today(), "show", "Found"), form)


@library_app.command(
    "add", epilog='Example: wvls library add "Superior Public Library" --city Superior'
)
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The library's name.")],
    city: City = None,
    county: County = None,
    latitude: Degrees = None,
    longitude: Degrees = None,
    population: People = None,
    locale: Locale = None,
    fscskey: Fscskey = None,
    member: Member = None,
    form: Written = None,
) -> None:
    """Add a library.

    It is outside the system unless --member is given.
    """
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = libraries.LibraryDetails(
        name=name,
        city=city,
        county=county,
        latitude=_degrees(latitude),
        longitude=_degrees(longitude),
        population=population,
        locale=locale,
        fscskey=fscskey,
        member=member,
    )
    line = libraries.add_library(database(ctx), details)
    show(views.library(line, clock.today(), "add", "Added"), form, writes=True)


@library_app.command("edit", epilog="Example: wvls library edit Antigo --population 19500")
def edit(
    ctx: typer.Context,
    library: ALibrary,
    name: NewName = None,
    city: City = None,
    county: County = None,
    latitude: Degrees = None,
    longitude: Degrees = None,
    population: People = None,
    locale: Locale = None,
    fscskey: Fscskey = None,
    member: Member = None,
    form: Written = None,
) -> None:
    """Change a library's details."""
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = libraries.LibraryDetails(
        name=name,
        city=city,
        county=county,
        latitude=_degrees(latitude),
        longitude=_degrees(longitude),
        population=population,
        locale=locale,
        fscskey=fscskey,
        member=member,
    )
    line = libraries.edit_library(database(ctx), pick_library(ctx, library), details)
    show(views.library(line, clock.today(), "edit", "Changed"), form, writes=True)


@topic_app.command("list", epilog="Example: wvls topic list")
def list_topics(ctx: typer.Context, form: Format = None) -> None:
    """List every topic of the guide."""
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form)
    show(views.topics(libraries.topics(database(ctx)), clock.today()), form)


@topic_app.command(
    "add", epilog='Example: wvls topic add makerspace --title "Running a makerspace"'
)
def add_topic(
    ctx: typer.Context,
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="Short, such as makerspace.")],
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="Its title in lists and forms.")
    ] = "",
    area: Annotated[
        str, typer.Option("--area", metavar="TEXT", help="The area of the guide.")
    ] = "",
    form: Written = None,
) -> None:
    """Add a topic."""
    from wvls_mentor.services import libraries
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    line = libraries.add_topic(database(ctx), topic, title, area)
    show(views.topics([line], clock.today(), "add"), form, writes=True)
