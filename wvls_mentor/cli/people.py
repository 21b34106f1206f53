"""``wvls mentor``, ``wvls mentee`` and ``wvls keep-apart``."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options
from wvls_mentor.cli.command import Call, alone, command, group
from wvls_mentor.cli.options import option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import read_day, read_past_day
from wvls_mentor.dates import years_before
from wvls_mentor.errors import UsageProblem
from wvls_mentor.views.result import CommandResult

mentor_app = group("Add, list, show, edit, pause and resume mentors.", example="wvls mentor list")
mentee_app = group(
    "Add, list, show, edit, withdraw and resume mentees.", example="wvls mentee list"
)
apart_app = alone()

ApartAgain = Annotated[bool, option("--remove", text="Allow it again.")]


def _ask_email(role: str) -> Question:
    def check(asking: Asking, typed: str) -> str:
        services.people.check_address(asking.call.db, typed, asking.given["name"], role)
        return typed

    return Question("E-mail address", check=check)


def _ask_since(text: str, read: Callable[[str], date]) -> Question:
    """A start date: a date, or the years so far."""

    def check(asking: Asking, typed: str) -> date:
        years = re.fullmatch(r"([0-9.]+)( ?years?)?", typed)
        return read(typed) if years is None else years_before(years[1], asking.call.today)

    question = f"{text} (a date, or years so far such as 2.5)"
    return Question(question, read=str, check=check, when=lambda asking: asking.lacks("years"))


def _check_need(asking: Asking, typed: str) -> str:
    """``topic:priority`` with the topic's short name. Raises UsageProblem or NotFound."""
    ((topic, priority),) = services.people.parse_needs([typed]).items()
    return f"{services.listings.topic(asking.call.db, topic)}:{priority}"


_ABOUT = {
    "interest": Question(
        "Interests outside work, with commas between them", optional=True, many=True
    ),
    "culture": Question("Words for the community, such as lakes", optional=True, many=True),
}
_REST = {"phone": Question("Phone", optional=True), "note": options.ASK_NOTE}
ADD_MENTOR = {
    "email": _ask_email("mentor"),
    "library": replace(options.ASK_LIBRARY, optional=True),
    "experience_since": _ask_since("Since when do they have the experience", read_past_day),
    "expertise": replace(options.ASK_TOPICS, text="What they know well, with commas between"),
    **_ABOUT,
    "capacity": Question("How many mentees at a time", default="1", optional=True),
    "max_miles": Question("How many miles they drive at most, one way", optional=True),
    **_REST,
}
ADD_MENTEE = {
    "email": _ask_email("mentee"),
    "library": options.ASK_LIBRARY,
    "administrator_since": _ask_since("Since when are they administrator", read_day),
    "need": replace(
        options.ASK_TOPICS,
        text="What they need help with, such as budget:high, policies",
        check=_check_need,
    ),
    **_ABOUT,
    **_REST,
}


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
        name=name,
        email=given.email,
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
    details = services.people.Details(
        name=name,
        email=given.email,
        library=given.library,
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


def _since(call: Call, day: date | None, years: str | None, name: str, *, new: bool) -> date | None:
    """The start date, given as one or as years so far."""
    if day is not None and years is not None:
        raise UsageProblem(f"{name} and --years exclude each other.", "Give one of them.")
    if years is not None:
        return years_before(years, call.today)
    if day is None and new:
        raise UsageProblem(f"Missing {name} or --years.", "Give one of them.")
    return day


def _entries(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of a repeated option; a single empty one clears the list."""
    return tuple(v for v in values if v.strip()) if values else None


@command(
    mentor_app,
    "add",
    example="wvls mentor add 'Mentor One' --email m1@example.org --library Wausau --years 14 --expertise budget",
    writes=True,
    asks=ADD_MENTOR,
)
def add_mentor(call: Call, name: options.Name, given: MentorOptions) -> CommandResult:
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
    asks=ADD_MENTEE,
)
def add_mentee(call: Call, name: options.Name, given: MenteeOptions) -> CommandResult:
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


@command(
    apart_app,
    "keep-apart",
    example="wvls keep-apart 7 3 --reason 'same family'",
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
    mentee_id, mentor_id = call.person(mentee, "mentee"), call.person(mentor, "mentor")
    if reason is None and not remove:
        raise UsageProblem("Missing --reason.", "See an example: wvls keep-apart --help")
    services.people.keep_apart(call.db, mentee_id, mentor_id, reason, remove=remove)
    body = {"mentee_id": mentee_id, "mentor_id": mentor_id, "reason": reason, "apart": not remove}
    text = "They may be matched again." if remove else "They will not be matched."
    return views.columns.sentence(call.today, body, text, f"wvls match {mentee_id}")
