"""``wvls mentor``, ``wvls mentee`` and ``wvls keep-apart``."""

from datetime import date
from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    AsOf,
    Format,
    On,
    as_of,
    ask,
    check_format,
    database,
    on,
    pick_person,
    show,
)
from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_miles

mentor_app = typer.Typer(rich_markup_mode=None, help="Mentors: the experienced directors.")
mentee_app = typer.Typer(rich_markup_mode=None, help="Mentees: the new directors.")
apart_app = typer.Typer(rich_markup_mode=None)

Person = Annotated[str, typer.Argument(metavar="PERSON", help="An id, e-mail or part of a name.")]
Name = Annotated[str | None, typer.Argument(metavar="NAME")]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME")]
Email = Annotated[str | None, typer.Option("--email", metavar="E")]
Library = Annotated[
    str | None, typer.Option("--library", metavar="L", help="Name, town or id of a library.")
]
Phone = Annotated[str | None, typer.Option("--phone", metavar="P")]
Note = Annotated[str | None, typer.Option("--note", metavar="T")]
Years = Annotated[
    str | None, typer.Option("--years", metavar="N", help="Years so far, such as 2.5.")
]
Experience = Annotated[str | None, typer.Option("--experience-since", metavar="DATE")]
Administrator = Annotated[str | None, typer.Option("--administrator-since", metavar="DATE")]
Expertise = Annotated[
    list[str] | None, typer.Option("--expertise", metavar="TOPIC", help="Again for more.")
]
Needs = Annotated[
    list[str] | None,
    typer.Option("--need", metavar="TOPIC[:PRIORITY]", help="high, medium or low. Again for more."),
]
Interests = Annotated[
    list[str] | None, typer.Option("--interest", metavar="WORD", help="Again for more.")
]
Culture = Annotated[
    list[str] | None, typer.Option("--culture", metavar="TAG", help="Again for more.")
]
Capacity = Annotated[
    int | None, typer.Option("--capacity", min=0, max=100, help="Mentees at a time.")
]
MaxMiles = Annotated[str | None, typer.Option("--max-miles", metavar="N", help="One way, at most.")]
All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]


def _since(text: str | None, years: str | None, option: str, *, needed: bool) -> date | None:
    """The start date, given as one or as years so far."""
    today = clock.today()
    if text is not None and years is not None:
        raise UsageProblem(f"{option} and --years exclude each other.", "Give one of them.")
    if years is not None:
        return years_before(years, today)
    if text is None and needed:
        text = ask("Since when (a date)", f"{option} or --years")
    return None if text is None else parse_day(text, today=today)


def _list(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of a repeated option; a single empty one clears the list."""
    if values is None or not values:
        return None
    return tuple(v for v in values if v.strip())


@mentor_app.command(
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
    form: Format = None,
) -> None:
    """Enrol a mentor (C1)."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = people.Details(
        name=name if name is not None else ask("Name", "NAME"),
        email=email if email is not None else ask("E-mail", "--email"),
        library=library,
        since=_since(experience_since, years, "--experience-since", needed=True),
        topics=_list(expertise),
        interests=_list(interest),
        culture=_list(culture),
        capacity=capacity,
        max_miles_tenths=None if max_miles is None else parse_miles(max_miles),
        phone=phone,
        note=note,
    )
    line = people.add_mentor(database(ctx), details, today=clock.today())
    show(views.person(line, clock.today(), "mentor", "add", "Added"), form, writes=True)


@mentor_app.command("edit", epilog="Example: wvls mentor edit 3 --capacity 2")
def edit_mentor(
    ctx: typer.Context,
    person: Person,
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
    form: Format = None,
) -> None:
    """Change what is known of a mentor; a list is replaced whole, an empty entry clears it."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    details = people.Details(
        name=name,
        email=email,
        library=library,
        since=_since(experience_since, years, "--experience-since", needed=False),
        topics=_list(expertise),
        interests=_list(interest),
        culture=_list(culture),
        capacity=capacity,
        max_miles_tenths=None if max_miles is None else parse_miles(max_miles),
        phone=phone,
        note=note,
    )
    person_id = pick_person(ctx, person, "mentor")
    line = people.edit_mentor(database(ctx), person_id, details, today=clock.today())
    show(views.person(line, clock.today(), "mentor", "edit", "Changed"), form, writes=True)


@mentee_app.command(
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
    form: Format = None,
) -> None:
    """Enrol a mentee (C2)."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    wanted = _list(need)
    details = people.Details(
        name=name if name is not None else ask("Name", "NAME"),
        email=email if email is not None else ask("E-mail", "--email"),
        library=library if library is not None else ask("Library", "--library"),
        since=_since(administrator_since, years, "--administrator-since", needed=True),
        needs=None if wanted is None else people.parse_needs(wanted),
        interests=_list(interest),
        culture=_list(culture),
        phone=phone,
        note=note,
    )
    line = people.add_mentee(database(ctx), details, today=clock.today())
    show(views.person(line, clock.today(), "mentee", "add", "Added"), form, writes=True)


@mentee_app.command("edit", epilog="Example: wvls mentee edit 7 --need grants:high")
def edit_mentee(
    ctx: typer.Context,
    person: Person,
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
    form: Format = None,
) -> None:
    """Change what is known of a mentee; a list is replaced whole, an empty entry clears it."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    wanted = _list(need)
    details = people.Details(
        name=name,
        email=email,
        library=library,
        since=_since(administrator_since, years, "--administrator-since", needed=False),
        needs=None if wanted is None else people.parse_needs(wanted),
        interests=_list(interest),
        culture=_list(culture),
        phone=phone,
        note=note,
    )
    person_id = pick_person(ctx, person, "mentee")
    line = people.edit_mentee(database(ctx), person_id, details, today=clock.today())
    show(views.person(line, clock.today(), "mentee", "edit", "Changed"), form, writes=True)


def _list_people(
    ctx: typer.Context, role: str, day: str | None, everything: bool, form: str | None
) -> None:
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form)
    when = as_of(day)
    lines = (
        people.mentors(database(ctx), when)
        if role == "mentor"
        else people.mentees(database(ctx), when)
    )
    show(views.people(lines, when, role, everything=everything), form)


@mentor_app.command("list", epilog="Example: wvls mentor list -f csv")
def list_mentors(
    ctx: typer.Context, everything: All = False, day: AsOf = None, form: Format = None
) -> None:
    """Every mentor, and who is free."""
    _list_people(ctx, "mentor", day, everything, form)


@mentee_app.command("list", epilog="Example: wvls mentee list")
def list_mentees(
    ctx: typer.Context, everything: All = False, day: AsOf = None, form: Format = None
) -> None:
    """Every mentee, and who waits."""
    _list_people(ctx, "mentee", day, everything, form)


def _show_person(
    ctx: typer.Context, text: str, role: str, day: str | None, form: str | None
) -> None:
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form)
    when, wanted = as_of(day), pick_person(ctx, text, role)
    lines = (
        people.mentors(database(ctx), when)
        if role == "mentor"
        else people.mentees(database(ctx), when)
    )
    line = next(found for found in lines if found.id == wanted)
    show(views.person(line, when, role, "show", "Found"), form)


@mentor_app.command("show", epilog="Example: wvls mentor show 'Mentor One'")
def show_mentor(ctx: typer.Context, person: Person, day: AsOf = None, form: Format = None) -> None:
    """One mentor with all that is known."""
    _show_person(ctx, person, "mentor", day, form)


@mentee_app.command("show", epilog="Example: wvls mentee show 'Mentee One'")
def show_mentee(ctx: typer.Context, person: Person, day: AsOf = None, form: Format = None) -> None:
    """One mentee with all that is known."""
    _show_person(ctx, person, "mentee", day, form)


def _set(
    ctx: typer.Context,
    text: str,
    role: str,
    status: str,
    verb: str,
    day: str | None,
    form: str | None,
) -> None:
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    when, today = on(day), clock.today()
    person_id = pick_person(ctx, text, role)
    line = people.set_status(database(ctx), person_id, role, status, day=when, today=today)
    title = f"{status.capitalize()} from {when} on"
    show(views.person(line, today, role, verb, title), form, writes=True)


@mentor_app.command(epilog="Example: wvls mentor pause 3")
def pause(ctx: typer.Context, person: Person, day: On = None, form: Format = None) -> None:
    """Take a mentor out of the matching for a while; their pairs go on."""
    _set(ctx, person, "mentor", "paused", "pause", day, form)


@mentor_app.command("resume", epilog="Example: wvls mentor resume 3")
def resume_mentor(ctx: typer.Context, person: Person, day: On = None, form: Format = None) -> None:
    """Put a paused mentor back into the matching."""
    _set(ctx, person, "mentor", "resumed", "resume", day, form)


@mentee_app.command(epilog="Example: wvls mentee withdraw 7")
def withdraw(ctx: typer.Context, person: Person, day: On = None, form: Format = None) -> None:
    """Take a mentee out of the program."""
    _set(ctx, person, "mentee", "withdrawn", "withdraw", day, form)


@mentee_app.command("resume", epilog="Example: wvls mentee resume 7")
def resume_mentee(ctx: typer.Context, person: Person, day: On = None, form: Format = None) -> None:
    """Take a withdrawn mentee back."""
    _set(ctx, person, "mentee", "resumed", "resume", day, form)


@apart_app.command("keep-apart", epilog="Example: wvls keep-apart 7 3 --reason 'same family'")
def keep_apart(
    ctx: typer.Context,
    mentee: Annotated[str, typer.Argument(metavar="MENTEE")],
    mentor: Annotated[str, typer.Argument(metavar="MENTOR")],
    reason: Annotated[str | None, typer.Option("--reason", metavar="T")] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Allow it again.")] = False,
    form: Format = None,
) -> None:
    """Never match these two."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    mentee_id, mentor_id = pick_person(ctx, mentee, "mentee"), pick_person(ctx, mentor, "mentor")
    if reason is None and not remove:
        reason = ask("Why", "--reason")
    people.keep_apart(database(ctx), mentee_id, mentor_id, reason, remove=remove)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "reason": reason, "apart": not remove}
    sentence = "They may be matched again." if remove else "They will not be matched."
    shown = views.simple("keep-apart", clock.today(), body, sentence, f"wvls match {mentee_id}")
    show(shown, form, writes=True)
