"""``wvls mentor``."""

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    On,
    Written,
    ask,
    check_format,
    database,
    pick_person,
    show,
)
from wvls_mentor.cli.people import (
    All,
    AMentor,
    Capacity,
    Culture,
    Email,
    Experience,
    Expertise,
    Interests,
    Library,
    MaxMiles,
    Name,
    NewName,
    Note,
    Phone,
    Years,
    entries,
    list_role,
    set_status,
    show_one,
    since,
)
from wvls_mentor.money import parse_miles

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Add, list, show, edit, pause and resume mentors.",
    epilog="Example: wvls mentor list",
)


@app.command(
    "add",
    epilog="Example: wvls mentor add 'Mentor One' --email m1@example.org --library Wausau --years 14 --expertise budget",
)
def add_mentor(
    ctx: typer.Context,
    name: Name = None,
    email: Email = None,
    library: Library = None,
    experience_since: Experience = None,
    years: Years = None,
    expertise: Expertise = None,
    interest: Interests = None,
    culture: Culture = None,
    capacity: Capacity = None,
    max_miles: MaxMiles = None,
    phone: Phone = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Add a mentor (C1)."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = people.Details(
        name=name if name is not None else ask("Name", "NAME"),
        email=email if email is not None else ask("E-mail", "--email"),
        library=library,
        since=since(experience_since, years, "--experience-since", needed=True),
        topics=entries(expertise),
        interests=entries(interest),
        culture=entries(culture),
        capacity=capacity,
        max_miles_tenths=None if max_miles is None else parse_miles(max_miles),
        phone=phone,
        note=note,
    )
    line = people.add_mentor(database(ctx), details, today=clock.today())
    show(views.person(line, clock.today(), "mentor", "add", "Added"), form, writes=True)


@app.command("edit", epilog="Example: wvls mentor edit 3 --capacity 2")
def edit_mentor(
    ctx: typer.Context,
    person: AMentor,
    name: NewName = None,
    email: Email = None,
    library: Library = None,
    experience_since: Experience = None,
    years: Years = None,
    expertise: Expertise = None,
    interest: Interests = None,
    culture: Culture = None,
    capacity: Capacity = None,
    max_miles: MaxMiles = None,
    phone: Phone = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Change a mentor's details.

    A list is replaced as a whole; an empty entry clears it.
    """
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = people.Details(
        name=name,
        email=email,
        library=library,
        since=since(experience_since, years, "--experience-since", needed=False),
        topics=entries(expertise),
        interests=entries(interest),
        culture=entries(culture),
        capacity=capacity,
        max_miles_tenths=None if max_miles is None else parse_miles(max_miles),
        phone=phone,
        note=note,
    )
    person_id = pick_person(ctx, person, "mentor")
    line = people.edit_mentor(database(ctx), person_id, details, today=clock.today())
    show(views.person(line, clock.today(), "mentor", "edit", "Changed"), form, writes=True)


@app.command("list", epilog="Example: wvls mentor list -f csv")
def list_mentors(
    ctx: typer.Context, everything: All = False, day: AsOf = None, form: Format = None
) -> None:
    """List every mentor, and who is free."""
    list_role(ctx, "mentor", day, everything, form)


@app.command("show", epilog="Example: wvls mentor show 'Mentor One'")
def show_mentor(ctx: typer.Context, person: AMentor, day: AsOf = None, form: Format = None) -> None:
    """Show one mentor in full."""
    show_one(ctx, person, "mentor", day, form)


@app.command(epilog="Example: wvls mentor pause 3")
def pause(ctx: typer.Context, person: AMentor, day: On = None, form: Format = None) -> None:
    """Pause a mentor: no new matches, current pairs go on."""
    set_status(ctx, person, "mentor", "paused", "pause", day, form)


@app.command("resume", epilog="Example: wvls mentor resume 3")
def resume_mentor(ctx: typer.Context, person: AMentor, day: On = None, form: Format = None) -> None:
    """Make a paused mentor available again."""
    set_status(ctx, person, "mentor", "resumed", "resume", day, form)
