"""``wvls mentee``."""

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
    Administrator,
    All,
    AMentee,
    Culture,
    Email,
    Interests,
    Library,
    Name,
    Needs,
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

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    help="Add, list, show, edit, withdraw and resume mentees.",
    epilog="Example: wvls mentee list",
)


@app.command(
    "add",
    epilog="Example: wvls mentee add 'Mentee One' --email n1@example.org --library Thorp --administrator-since 2026-03-02 --need budget:high",
)
def add_mentee(
    ctx: typer.Context,
    name: Name = None,
    email: Email = None,
    library: Library = None,
    administrator_since: Administrator = None,
    years: Years = None,
    need: Needs = None,
    interest: Interests = None,
    culture: Culture = None,
    phone: Phone = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Add a mentee (C2)."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    wanted = entries(need)
    details = people.Details(
        name=name if name is not None else ask("Name", "NAME"),
        email=email if email is not None else ask("E-mail", "--email"),
        library=library if library is not None else ask("Library", "--library"),
        since=since(administrator_since, years, "--administrator-since", needed=True),
        needs=None if wanted is None else people.parse_needs(wanted),
        interests=entries(interest),
        culture=entries(culture),
        phone=phone,
        note=note,
    )
    line = people.add_mentee(database(ctx), details, today=clock.today())
    show(views.person(line, clock.today(), "mentee", "add", "Added"), form, writes=True)


@app.command("edit", epilog="Example: wvls mentee edit 7 --need grants:high")
def edit_mentee(
    ctx: typer.Context,
    person: AMentee,
    name: NewName = None,
    email: Email = None,
    library: Library = None,
    administrator_since: Administrator = None,
    years: Years = None,
    need: Needs = None,
    interest: Interests = None,
    culture: Culture = None,
    phone: Phone = None,
    note: Note = None,
    form: Written = None,
) -> None:
    """Change a mentee's details.

    A list is replaced as a whole; an empty entry clears it.
    """
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    wanted = entries(need)
    details = people.Details(
        name=name,
        email=email,
        library=library,
        since=since(administrator_since, years, "--administrator-since", needed=False),
        needs=None if wanted is None else people.parse_needs(wanted),
        interests=entries(interest),
        culture=entries(culture),
        phone=phone,
        note=note,
    )
    person_id = pick_person(ctx, person, "mentee")
    line = people.edit_mentee(database(ctx), person_id, details, today=clock.today())
    show(views.person(line, clock.today(), "mentee", "edit", "Changed"), form, writes=True)


@app.command("list", epilog="Example: wvls mentee list")
def list_mentees(
    ctx: typer.Context, everything: All = False, day: AsOf = None, form: Format = None
) -> None:
    """List every mentee, and who is waiting."""
    list_role(ctx, "mentee", day, everything, form)


@app.command("show", epilog="Example: wvls mentee show 'Mentee One'")
def show_mentee(ctx: typer.Context, person: AMentee, day: AsOf = None, form: Format = None) -> None:
    """Show one mentee in full."""
    show_one(ctx, person, "mentee", day, form)


@app.command(epilog="Example: wvls mentee withdraw 7")
def withdraw(ctx: typer.Context, person: AMentee, day: On = None, form: Format = None) -> None:
    """Withdraw a mentee from the program."""
    set_status(ctx, person, "mentee", "withdrawn", "withdraw", day, form)


@app.command("resume", epilog="Example: wvls mentee resume 7")
def resume_mentee(ctx: typer.Context, person: AMentee, day: On = None, form: Format = None) -> None:
    """Take a withdrawn mentee back."""
    set_status(ctx, person, "mentee", "resumed", "resume", day, form)
