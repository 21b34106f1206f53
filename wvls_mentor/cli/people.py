"""``wvls mentor``, ``wvls mentee`` and ``wvls keep-apart``."""

from datetime import date
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import editing, options, people_editing
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command, group
from wvls_mentor.cli.matching import couple
from wvls_mentor.cli.options import option
from wvls_mentor.cli.people_options import (
    ADD_MENTEE,
    ADD_MENTOR,
    ListOptions,
    MenteeLists,
    MenteeOptions,
    MentorLists,
    MentorOptions,
    PersonOptions,
    details,
    list_changes,
)
from wvls_mentor.cli.questions import Question
from wvls_mentor.errors import missing
from wvls_mentor.views.result import CommandResult

mentor_app = group("Add, list, show, edit, pause and resume mentors.", example="wvls mentor list")
mentee_app = group(
    "Add, list, show, edit, withdraw and resume mentees.", example="wvls mentee list"
)
apart_app = alone()

ApartAgain = Annotated[bool, option("--remove", text="Allow the match again.")]


@command(
    mentor_app,
    "add",
    example='wvls mentor add   wvls mentor add "Mentor One" --email m1@example.org --years 14',
    writes=True,
    asks=ADD_MENTOR,
)
def add_mentor(call: Call, name: options.Name, given: MentorOptions) -> CommandResult:
    """Add a mentor (C1)."""
    said = details(call, name, given, new=True)
    line = services.people.add_mentor(call.db, said, today=call.today)
    return views.people.person(line, call.today, "mentor", "Added", titles=_titles(call))


@command(mentor_app, "edit", example="wvls mentor edit 3 --capacity 2", writes=True)
def edit_mentor(
    call: Call,
    person: options.AMentor,
    given: MentorOptions,
    lists: MentorLists,
    name: options.NewName = None,
) -> CommandResult:
    """Change a mentor's details.

    --expertise, --interest and --culture replace a whole list; an empty entry clears it. To keep
    what is there: --add-expertise and the others.
    """
    return _edit(call, person, "mentor", name, given, lists)


@command(mentor_app, "list", example="wvls mentor list -f csv")
def list_mentors(
    call: Call, everything: options.All = False, as_of: options.AsOf = None
) -> CommandResult:
    """List every mentor, and who is free."""
    day = as_of or call.today
    return views.people.mentors(services.standing.mentors(call.db, day), day, everything=everything)


@command(mentor_app, "show", example='wvls mentor show "Mentor One"')
def show_mentor(call: Call, person: options.AMentor, as_of: options.AsOf = None) -> CommandResult:
    """Show one mentor in full."""
    return _show(call, person, "mentor", as_of or call.today)


@command(mentor_app, "pause", example="wvls mentor pause 3", writes=True)
def pause(call: Call, person: options.AMentor, on: options.On = None) -> CommandResult:
    """Pause a mentor: no new matches, current pairs go on."""
    return _set_status(call, person, "mentor", "paused", on)


@command(mentor_app, "resume", example="wvls mentor resume 3", writes=True)
def resume_mentor(call: Call, person: options.AMentor, on: options.On = None) -> CommandResult:
    """Put a paused mentor back on the list."""
    return _set_status(call, person, "mentor", "resumed", on)


@command(
    mentee_app,
    "add",
    example='wvls mentee add   wvls mentee add "Mentee One" --email n1@example.org --library Thorp --years 1',
    writes=True,
    asks=ADD_MENTEE,
)
def add_mentee(call: Call, name: options.Name, given: MenteeOptions) -> CommandResult:
    """Add a mentee (C2)."""
    said = details(call, name, given, new=True)
    line = services.people.add_mentee(call.db, said, today=call.today)
    return views.people.person(line, call.today, "mentee", "Added", titles=_titles(call))


@command(mentee_app, "edit", example="wvls mentee edit 7 --need grants:high", writes=True)
def edit_mentee(
    call: Call,
    person: options.AMentee,
    given: MenteeOptions,
    lists: MenteeLists,
    name: options.NewName = None,
) -> CommandResult:
    """Change a mentee's details.

    --need, --interest and --culture replace a whole list; an empty entry clears it. To keep what
    is there: --add-need and the others.
    """
    return _edit(call, person, "mentee", name, given, lists)


@command(mentee_app, "list", example="wvls mentee list")
def list_mentees(
    call: Call, everything: options.All = False, as_of: options.AsOf = None
) -> CommandResult:
    """List every mentee, and who is waiting."""
    day = as_of or call.today
    return views.people.mentees(services.standing.mentees(call.db, day), day, everything=everything)


@command(mentee_app, "show", example='wvls mentee show "Mentee One"')
def show_mentee(call: Call, person: options.AMentee, as_of: options.AsOf = None) -> CommandResult:
    """Show one mentee in full."""
    return _show(call, person, "mentee", as_of or call.today)


@command(mentee_app, "withdraw", example="wvls mentee withdraw 7", writes=True)
def withdraw(call: Call, person: options.AMentee, on: options.On = None) -> CommandResult:
    """Withdraw a mentee from the program."""
    return _set_status(call, person, "mentee", "withdrawn", on)


@command(mentee_app, "resume", example="wvls mentee resume 7", writes=True)
def resume_mentee(call: Call, person: options.AMentee, on: options.On = None) -> CommandResult:
    """Put a withdrawn mentee back on the list."""
    return _set_status(call, person, "mentee", "resumed", on)


def _titles(call: Call) -> dict[str, str]:
    """What topics are called on screens."""
    return services.topics.titles(call.db)


def _show(call: Call, text: str, role: str, day: date) -> CommandResult:
    line = services.standing.person(call.db, call.person(text, role), role, day)
    return views.people.person(line, day, role, "", titles=_titles(call))


def _edit(
    call: Call, text: str, role: str, name: str | None, given: PersonOptions, lists: ListOptions
) -> CommandResult:
    """Change what was given; if nothing was, ask at a terminal what to change."""
    if name is None and given == type(given)() and lists == type(lists)():
        editing.refuse_nothing(["--name", *editing.options_of(type(given), type(lists))])
        number = call.person(text, role)
        name, said = people_editing.ask(call, number, role)
        if name is None and not said:
            line = services.standing.person(call.db, number, role, call.today)
            return views.people.person(
                line, call.today, role, "Nothing changed", titles=_titles(call)
            )
        given = type(given)(**said)
    changed, changes = details(call, name, given, new=False), list_changes(given, lists)
    number = call.person(text, role)
    edited = services.people.edit(call.db, number, role, changed, changes, today=call.today)
    return views.people.edited(edited, call.today, role, titles=_titles(call))


def _set_status(call: Call, text: str, role: str, status: str, on: date | None) -> CommandResult:
    """Pause, withdraw or resume somebody, from a day on."""
    day, number = on or call.today, call.person(text, role)
    line = services.people.set_status(call.db, number, role, status, day=day, today=call.today)
    # Who is out is said to be so since that day, below.
    title = f"{status.capitalize()} from {day} on" if status == "resumed" else status.capitalize()
    return views.people.person(line, call.today, role, title, titles=_titles(call))


@command(
    apart_app,
    "keep-apart",
    example='wvls keep-apart 7 3 --reason "same family"',
    writes=True,
    asks={"reason": Question("Why", when=lambda asking: asking.lacks("remove"))},
)
def keep_apart(
    call: Call,
    mentee: options.Mentee,
    mentor: options.Mentor,
    reason: options.Reason = None,
    remove: ApartAgain = False,
) -> CommandResult:
    """Never match these two."""
    mentee_id, mentor_id = couple(call, mentee, mentor, "wvls keep-apart")
    if reason is None and not remove:
        raise missing("--reason", "See an example: wvls keep-apart --help")
    services.matching.keep_apart(call.db, mentee_id, mentor_id, reason, remove=remove)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "reason": reason, "apart": not remove}
    text = "They may be matched again." if remove else "They will not be matched from now on."
    return views.columns.sentence(call.today, body, text, f"wvls match {mentee_id}")
