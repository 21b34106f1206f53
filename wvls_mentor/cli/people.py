"""What the commands of mentors and mentees share; ``wvls keep-apart``."""

from datetime import date
from typing import Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    Written,
    as_of,
    ask,
    check_format,
    database,
    number,
    on,
    pick_person,
    show,
)
from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import UsageProblem

apart_app = typer.Typer(rich_markup_mode=None, add_completion=False)

AMentor = Annotated[
    str,
    typer.Argument(
        metavar="PERSON", help="An id, e-mail or part of a name.", autocompletion=completion.mentors
    ),
]
AMentee = Annotated[
    str,
    typer.Argument(
        metavar="PERSON", help="An id, e-mail or part of a name.", autocompletion=completion.mentees
    ),
]
Name = Annotated[str | None, typer.Argument(metavar="NAME", help="First and last name.")]
NewName = Annotated[str | None, typer.Option("--name", metavar="NAME", help="A new name.")]
Email = Annotated[
    str | None, typer.Option("--email", metavar="EMAIL", help="E-mail address (unique per person).")
]
Library = Annotated[
    str | None,
    typer.Option(
        "--library",
        metavar="LIBRARY",
        help="Name, town or id of a library.",
        autocompletion=completion.libraries,
    ),
]
Phone = Annotated[
    str | None, typer.Option("--phone", metavar="PHONE", help="CommandResult where a call is due.")
]
Note = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="A note for the coordinator.")
]
Years = Annotated[
    str | None, typer.Option("--years", metavar="YEARS", help="Years so far, such as 2.5.")
]
Experience = Annotated[
    str | None,
    typer.Option("--experience-since", metavar="DATE", help="Start of the relevant experience."),
]
Administrator = Annotated[
    str | None,
    typer.Option("--administrator-since", metavar="DATE", help="First day as administrator."),
]
Expertise = Annotated[
    list[str] | None,
    typer.Option(
        "--expertise",
        metavar="TOPIC",
        help="A topic they know well. Repeatable.",
        autocompletion=completion.topics,
    ),
]
Needs = Annotated[
    list[str] | None,
    typer.Option(
        "--need",
        metavar="TOPIC[:PRIORITY]",
        help="high, medium or low. Repeatable.",
        autocompletion=completion.topics,
    ),
]
Interests = Annotated[
    list[str] | None,
    typer.Option("--interest", metavar="WORD", help="An interest outside work. Repeatable."),
]
Culture = Annotated[
    list[str] | None,
    typer.Option(
        "--culture", metavar="TAG", help="A word for the community, such as lakes. Repeatable."
    ),
]
Capacity = Annotated[
    int | None, typer.Option("--capacity", parser=number(0, 100), help="Mentees at a time.")
]
MaxMiles = Annotated[
    str | None, typer.Option("--max-miles", metavar="MILES", help="One way, at most.")
]
All = Annotated[bool, typer.Option("--all", help="Show every row, not only the first 40.")]


def since(text: str | None, years: str | None, option: str, *, needed: bool) -> date | None:
    """The start date, given as one or as years so far."""
    today = clock.today()
    if text is not None and years is not None:
        raise UsageProblem(f"{option} and --years exclude each other.", "Give one of them.")
    if years is not None:
        return years_before(years, today)
    if text is None and needed:
        text = ask("Since when (a date)", f"{option} or --years")
    return None if text is None else parse_day(text, today=today)


def entries(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of a repeated option; a single empty one clears the list."""
    if values is None or not values:
        return None
    return tuple(v for v in values if v.strip())


def list_role(
    ctx: typer.Context, role: str, day: str | None, everything: bool, form: str | None
) -> None:
    """Every mentor, or every mentee."""
    from wvls_mentor.services import standing
    from wvls_mentor.views import people as views

    check_format(form)
    when = as_of(day)
    lines = (
        standing.mentors(database(ctx), when)
        if role == "mentor"
        else standing.mentees(database(ctx), when)
    )
    show(views.people(lines, when, role, everything=everything), form)


def show_one(ctx: typer.Context, text: str, role: str, day: str | None, form: str | None) -> None:
    """One mentor or mentee with all that is known."""
    from wvls_mentor.services import standing
    from wvls_mentor.views import people as views

    check_format(form)
    when, wanted = as_of(day), pick_person(ctx, text, role)
    lines = (
        standing.mentors(database(ctx), when)
        if role == "mentor"
        else standing.mentees(database(ctx), when)
    )
    line = next(found for found in lines if found.id == wanted)
    show(views.person(line, when, role, "show", "Found"), form)


def set_status(
    ctx: typer.Context,
    text: str,
    role: str,
    status: str,
    verb: str,
    day: str | None,
    form: str | None,
) -> None:
    """Pause, withdraw or resume somebody, from a day on."""
    from wvls_mentor.services import people
    from wvls_mentor.views import people as views

    check_format(form, writes=True)
    when, today = on(day), clock.today()
    person_id = pick_person(ctx, text, role)
    line = people.set_status(database(ctx), person_id, role, status, day=when, today=today)
    title = f"{status.capitalize()} from {when} on"
    show(views.person(line, today, role, verb, title), form, writes=True)


@apart_app.command("keep-apart", epilog="Example: wvls keep-apart 7 3 --reason 'same family'")
def keep_apart(
    ctx: typer.Context,
    mentee: Annotated[
        str,
        typer.Argument(
            metavar="MENTEE",
            help="An id, e-mail or part of a name.",
            autocompletion=completion.mentees,
        ),
    ],
    mentor: Annotated[
        str,
        typer.Argument(
            metavar="MENTOR",
            help="An id, e-mail or part of a name.",
            autocompletion=completion.mentors,
        ),
    ],
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")
    ] = None,
    remove: Annotated[bool, typer.Option("--remove", help="Allow it again.")] = False,
    form: Written = None,
) -> None:
    """Never match these two."""
    from wvls_mentor.services import people
    from wvls_mentor.views import columns

    check_format(form, writes=True)
    mentee_id, mentor_id = pick_person(ctx, mentee, "mentee"), pick_person(ctx, mentor, "mentor")
    if reason is None and not remove:
        reason = ask("Why", "--reason")
    people.keep_apart(database(ctx), mentee_id, mentor_id, reason, remove=remove)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "reason": reason, "apart": not remove}
    sentence = "They may be matched again." if remove else "They will not be matched."
    shown = columns.sentence(clock.today(), body, sentence, f"wvls match {mentee_id}")
    show(shown, form, writes=True)
