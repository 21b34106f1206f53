"""``wvls mentor``, ``wvls mentee`` and ``wvls keep-apart``."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.command import Call, alone, command, group
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import read_day
from wvls_mentor.dates import years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.views.result import CommandResult

mentor_app = group("Add, list, show, edit, pause and resume mentors.", example="wvls mentor list")
mentee_app = group(
    "Add, list, show, edit, withdraw and resume mentees.", example="wvls mentee list"
)
apart_app = alone()

ApartAgain = Annotated[bool, option("--remove", text="Allow it again.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonOptions:
    """What add and edit say of anybody."""

    email: options.Email = None
    library: options.HomeLibrary = None
    years: options.Years = None
    interest: options.Interests = None
    culture: options.Culture = None
    phone: options.Phone = None
    note: options.PersonNote = None
    address: options.Address = None
    dear: options.Dear = None
    no_letters: options.NoLetters = None
    letters: options.Letters = False
    w9: options.W9 = None
    vendor: options.Vendor = None
    payable_to: options.PayableTo = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorOptions(PersonOptions):
    """What add and edit say of a mentor."""

    experience_since: options.ExperienceSince = None
    expertise: options.Expertise = None
    capacity: options.Capacity = None
    max_miles: options.MaxMiles = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeOptions(PersonOptions):
    """What add and edit say of a mentee."""

    administrator_since: options.AdministratorSince = None
    need: options.Needs = None


def _mentor(
    call: Call, name: str | None, given: MentorOptions, *, new: bool
) -> "services.people.Details":
    """The options as a service takes them; what a *new* mentor cannot do without is asked for."""
    details = services.people.Details(
        name=prompts.ask("Name", "NAME") if new and name is None else name,
        email=_email(given, new=new),
        library=given.library,
        since=_since(call, given.experience_since, given.years, "--experience-since", new=new),
        topics=_entries(given.expertise),
        interests=_entries(given.interest),
        culture=_entries(given.culture),
        capacity=given.capacity,
        max_miles_tenths=given.max_miles,
        phone=given.phone,
        note=given.note,
    )
    return _with_papers(details, given)


def _mentee(
    call: Call, name: str | None, given: MenteeOptions, *, new: bool
) -> "services.people.Details":
    """The options as a service takes them; what a *new* mentee cannot do without is asked for."""
    needs = _entries(given.need)
    library = given.library
    details = services.people.Details(
        name=prompts.ask("Name", "NAME") if new and name is None else name,
        email=_email(given, new=new),
        library=prompts.ask("Library", "--library") if new and library is None else library,
        since=_since(
            call, given.administrator_since, given.years, "--administrator-since", new=new
        ),
        needs=None if needs is None else services.people.parse_needs(needs),
        interests=_entries(given.interest),
        culture=_entries(given.culture),
        phone=given.phone,
        note=given.note,
    )
    return _with_papers(details, given)


def _with_papers(
    details: "services.people.Details", given: PersonOptions
) -> "services.people.Details":
    """*details* with how the person is written to and paid."""
    if given.letters and given.no_letters is not None:
        raise UsageProblem("--letters and --no-letters exclude each other.", "Give one of them.")
    return replace(
        details,
        address=given.address,
        dear=given.dear,
        letters=False if given.no_letters is not None else given.letters or None,
        no_letters=given.no_letters or "",
        w9_on=given.w9,
        vendor=given.vendor,
        payable_to=given.payable_to,
    )


def _email(given: PersonOptions, *, new: bool) -> str | None:
    return prompts.ask("E-mail", "--email") if new and given.email is None else given.email


def _since(call: Call, day: date | None, years: str | None, name: str, *, new: bool) -> date | None:
    """The start date, given as one or as years so far."""
    if day is not None and years is not None:
        raise UsageProblem(f"{name} and --years exclude each other.", "Give one of them.")
    if years is not None:
        return years_before(years, call.today)
    if day is None and new:
        return read_day(prompts.ask("Since when (a date)", f"{name} or --years"))
    return day


def _entries(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of a repeated option; a single empty one clears the list."""
    return tuple(v for v in values if v.strip()) if values else None


@command(
    mentor_app,
    "add",
    example="wvls mentor add 'Mentor One' --email m1@example.org --library Wausau --years 14 --expertise budget",
    writes=True,
)
def add_mentor(call: Call, given: MentorOptions, name: options.Name = None) -> CommandResult:
    """Add a mentor (C1)."""
    details = _mentor(call, name, given, new=True)
    line = services.people.add_mentor(call.db, details, today=call.today)
    return views.people.person(line, call.today, "mentor", "Added")


@command(mentor_app, "edit", example="wvls mentor edit 3 --capacity 2", writes=True)
def edit_mentor(
    call: Call, person: options.AMentor, given: MentorOptions, name: options.NewName = None
) -> CommandResult:
    """Change a mentor's details.

    A list is replaced whole; an empty entry clears it.
    """
    details = _mentor(call, name, given, new=False)
    number = call.person(person, "mentor")
    line = services.people.edit_mentor(call.db, number, details, today=call.today)
    return views.people.person(line, call.today, "mentor", "Changed")


@command(mentor_app, "list", example="wvls mentor list -f csv")
def list_mentors(
    call: Call, everything: options.All = False, as_of: options.AsOf = None
) -> CommandResult:
    """List every mentor, and who is free."""
    day = as_of or call.today
    return views.people.mentors(services.standing.mentors(call.db, day), day, everything=everything)


@command(mentor_app, "show", example="wvls mentor show 'Mentor One'")
def show_mentor(call: Call, person: options.AMentor, as_of: options.AsOf = None) -> CommandResult:
    """Show one mentor in full."""
    day = as_of or call.today
    line = services.standing.mentor(call.db, call.person(person, "mentor"), day)
    return views.people.person(line, day, "mentor", "Found")


@command(mentor_app, "pause", example="wvls mentor pause 3", writes=True)
def pause(call: Call, person: options.AMentor, on: options.On = None) -> CommandResult:
    """Pause a mentor: no new matches, current pairs go on."""
    return _set_status(call, person, "mentor", "paused", on)


@command(mentor_app, "resume", example="wvls mentor resume 3", writes=True)
def resume_mentor(call: Call, person: options.AMentor, on: options.On = None) -> CommandResult:
    """Make a paused mentor available again."""
    return _set_status(call, person, "mentor", "resumed", on)


@command(
    mentee_app,
    "add",
    example="wvls mentee add 'Mentee One' --email n1@example.org --library Thorp --administrator-since 2026-03-02 --need budget:high",
    writes=True,
)
def add_mentee(call: Call, given: MenteeOptions, name: options.Name = None) -> CommandResult:
    """Add a mentee (C2)."""
    details = _mentee(call, name, given, new=True)
    line = services.people.add_mentee(call.db, details, today=call.today)
    return views.people.person(line, call.today, "mentee", "Added")


@command(mentee_app, "edit", example="wvls mentee edit 7 --need grants:high", writes=True)
def edit_mentee(
    call: Call, person: options.AMentee, given: MenteeOptions, name: options.NewName = None
) -> CommandResult:
    """Change a mentee's details.

    A list is replaced whole; an empty entry clears it.
    """
    details = _mentee(call, name, given, new=False)
    number = call.person(person, "mentee")
    line = services.people.edit_mentee(call.db, number, details, today=call.today)
    return views.people.person(line, call.today, "mentee", "Changed")


@command(mentee_app, "list", example="wvls mentee list")
def list_mentees(
    call: Call, everything: options.All = False, as_of: options.AsOf = None
) -> CommandResult:
    """List every mentee, and who is waiting."""
    day = as_of or call.today
    return views.people.mentees(services.standing.mentees(call.db, day), day, everything=everything)


@command(mentee_app, "show", example="wvls mentee show 'Mentee One'")
def show_mentee(call: Call, person: options.AMentee, as_of: options.AsOf = None) -> CommandResult:
    """Show one mentee in full."""
    day = as_of or call.today
    line = services.standing.mentee(call.db, call.person(person, "mentee"), day)
    return views.people.person(line, day, "mentee", "Found")


@command(mentee_app, "withdraw", example="wvls mentee withdraw 7", writes=True)
def withdraw(call: Call, person: options.AMentee, on: options.On = None) -> CommandResult:
    """Withdraw a mentee from the program."""
    return _set_status(call, person, "mentee", "withdrawn", on)


@command(mentee_app, "resume", example="wvls mentee resume 7", writes=True)
def resume_mentee(call: Call, person: options.AMentee, on: options.On = None) -> CommandResult:
    """Take a withdrawn mentee back."""
    return _set_status(call, person, "mentee", "resumed", on)


def _set_status(call: Call, text: str, role: str, status: str, on: date | None) -> CommandResult:
    """Pause, withdraw or resume somebody, from a day on."""
    day, number = on or call.today, call.person(text, role)
    line = services.people.set_status(call.db, number, role, status, day=day, today=call.today)
    return views.people.person(line, call.today, role, f"{status.capitalize()} from {day} on")


@command(apart_app, "keep-apart", example="wvls keep-apart 7 3 --reason 'same family'", writes=True)
def keep_apart(
    call: Call,
    mentee: options.Mentee,
    mentor: options.Mentor,
    reason: options.Reason = None,
    remove: ApartAgain = False,
) -> CommandResult:
    """Never match these two."""
    mentee_id, mentor_id = call.person(mentee, "mentee"), call.person(mentor, "mentor")
    if reason is None and not remove:
        reason = prompts.ask("Why", "--reason")
    services.people.keep_apart(call.db, mentee_id, mentor_id, reason, remove=remove)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "reason": reason, "apart": not remove}
    text = "They may be matched again." if remove else "They will not be matched."
    return views.columns.sentence(call.today, body, text, f"wvls match {mentee_id}")
