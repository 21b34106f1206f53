"""The options of ``mentor`` and ``mentee`` commands, their questions, and the values they produce."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from typer.models import OptionInfo

from wvls_mentor import services
from wvls_mentor.cli import completion, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.options import option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import read_day, read_past_day
from wvls_mentor.dates import parse_month, spelled, years_before
from wvls_mentor.errors import UsageProblem, missing
from wvls_mentor.records.lists import parse_needs
from wvls_mentor.records.people import FACTS


def _ask_email(role: str) -> Question:
    def check(asking: Asking, typed: str) -> str:
        services.people.check_address(asking.call.db, typed, asking.given["name"], role)
        return prompts.sure_of_address(typed)

    return Question(
        "E-mail address",
        check=check,
        explained=lambda _: (
            "Type an address such as name@example.org. Each person needs their own."
        ),
    )


SINCE = (
    "Enter a year or date they started, such as 2014 or 4/6/2014, or how many years, such as 12."
)
_YEARS = re.compile(
    r"(?:about |around |roughly |some |~ ?)?([0-9.]+)(?: ?(?:years?|yrs?))?(?: ago)?"
)
_TELLS = 3  # so many years back, the day of a year decides nothing: the rules ask for two


def _ask_since(text: str, read: Callable[[str], date], what: str) -> Question:
    """A start date: a date, a month or a year, or the years so far."""

    def check(asking: Asking, typed: str) -> date:
        said, today = typed.strip().lower(), asking.call.today
        first = parse_month(said)
        if re.fullmatch("(19[5-9]|20[0-9])[0-9]", said):
            if int(said) > today.year - _TELLS:
                raise UsageProblem(f"Which month of {said}?", f"Type it, such as 7/{said}.")
            first = date(int(said), 1, 1)
        if first is not None:
            day = read(str(first))
            prompts.tell(f"OK, {spelled(day)}.")
            return day
        if years := _YEARS.fullmatch(said):
            return years_before(years[1], today)
        try:
            return read(typed)
        except UsageProblem as problem:
            raise UsageProblem(problem.message, SINCE) from None

    return Question(
        f"{text} (a date, or a number of years)",
        read=str,
        check=check,
        when=lambda asking: asking.lacks("years"),
        unanswered=SINCE,
        explained=lambda _: f"{what} {SINCE}",
    )


def _check_need(asking: Asking, typed: str) -> str:
    """``topic:priority`` with the topic's short name. Raises UsageProblem or NotFound."""
    ((topic, priority),) = parse_needs([typed]).items()
    return f"{services.listings.topic(asking.call.db, topic)}:{priority}"


_ABOUT = {
    "interest": Question("Interests outside work, with commas between", optional=True, many=True),
    "culture": Question(
        "Words for the community, such as lakes or farming", optional=True, many=True
    ),
}
_REST = {"phone": Question("Phone", optional=True), "note": options.ASK_NOTE}
ADD_MENTOR = {
    "email": _ask_email("mentor"),
    "library": replace(options.ASK_LIBRARY, optional=True),
    "experience_since": _ask_since(
        "When did their experience begin",
        read_past_day,
        "When did they start in library work like this?",
    ),
    "expertise": replace(options.ASK_TOPICS, text="What they know well, with commas between"),
    **_ABOUT,
    "capacity": Question("How many mentees at a time", default="1", optional=True),
    "max_miles": Question("How far will they drive, one way (miles)", optional=True),
    **_REST,
}
ADD_MENTEE = {
    "email": _ask_email("mentee"),
    "library": options.ASK_LIBRARY,
    "administrator_since": _ask_since(
        "When did they become director", read_day, "When did they become director of a library?"
    ),
    "need": replace(
        options.ASK_TOPICS,
        text='What they need help with (add ":high" to what is most urgent)',
        check=_check_need,
    ),
    **_ABOUT,
    **_REST,
}


def _change(how: str, name: str, metavar: str, text: str, *, topic: bool = False) -> OptionInfo:
    """``--add-x`` or ``--remove-x`` of a list: the other entries stay."""
    complete = completion.topics if topic else None
    return option(f"--{how}-{name}", metavar=metavar, text=text, complete=complete)


_ADD, _DROP = "Add one; the others stay. Repeatable.", "Remove one; the others stay. Repeatable."
AddExpertise = Annotated[list[str] | None, _change("add", "expertise", "TOPIC", _ADD, topic=True)]
DropExpertise = Annotated[
    list[str] | None, _change("remove", "expertise", "TOPIC", _DROP, topic=True)
]
AddNeed = Annotated[list[str] | None, _change("add", "need", "TOPIC[:PRIORITY]", _ADD, topic=True)]
DropNeed = Annotated[list[str] | None, _change("remove", "need", "TOPIC", _DROP, topic=True)]
AddInterest = Annotated[list[str] | None, _change("add", "interest", "WORD", _ADD)]
DropInterest = Annotated[list[str] | None, _change("remove", "interest", "WORD", _DROP)]
AddCulture = Annotated[list[str] | None, _change("add", "culture", "TAG", _ADD)]
DropCulture = Annotated[list[str] | None, _change("remove", "culture", "TAG", _DROP)]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOptions:
    """What edit adds to a person's lists and takes out of them."""

    add_interest: AddInterest = None
    remove_interest: DropInterest = None
    add_culture: AddCulture = None
    remove_culture: DropCulture = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLists(ListOptions):
    """What edit adds to a mentor's lists and takes out of them."""

    add_expertise: AddExpertise = None
    remove_expertise: DropExpertise = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeLists(ListOptions):
    """What edit adds to a mentee's lists and takes out of them."""

    add_need: AddNeed = None
    remove_need: DropNeed = None


def list_changes(
    given: PersonOptions, changes: ListOptions
) -> "dict[str, services.people.ListChange]":
    """The changes by the name of the option. Raises UsageProblem beside the option that replaces."""
    found = {}
    for name in ("expertise", "need", "interest", "culture"):
        add = tuple(getattr(changes, f"add_{name}", None) or ())
        remove = tuple(getattr(changes, f"remove_{name}", None) or ())
        if (add or remove) and getattr(given, name, None):
            raise UsageProblem(
                f"--{name} replaces the whole list.",
                f"Give it alone, or --add-{name} and --remove-{name}.",
            )
        if add or remove:
            found[name] = services.people.ListChange(add, remove)
    return found


def details(
    call: Call, name: str | None, given: PersonOptions, *, new: bool
) -> "services.people.Details":
    """The options as a service takes them; what somebody *new* cannot do without is asked for."""
    return services.people.Details(
        name=name,
        email=given.email,
        library=given.library,
        interests=_entries(given.interest),
        culture=_entries(given.culture),
        note=given.note,
        **_own(call, given, new=new),
        **_papers(given),
    )


def _own(call: Call, given: PersonOptions, *, new: bool) -> dict[str, Any]:
    """What only a mentor or only a mentee has."""
    if isinstance(given, MentorOptions):
        since = _since(call, given.experience_since, given.years, "--experience-since", new=new)
        topics, most = _entries(given.expertise), given.max_miles
        return {
            "since": since, "topics": topics, "capacity": given.capacity, "max_miles_tenths": most,
        }  # fmt: skip
    assert isinstance(given, MenteeOptions)
    start, needs = given.administrator_since, _entries(given.need)
    return {
        "since": _since(call, start, given.years, "--administrator-since", new=new),
        "needs": None if needs is None else parse_needs(needs),
    }


def _papers(given: PersonOptions) -> dict[str, Any]:
    """How the person is reached, written to and paid."""
    if given.letters and given.no_letters is not None:
        raise UsageProblem(
            "--letters and --no-letters cannot be used together.", "Give one of them."
        )
    return {
        "facts": {fact.name: getattr(given, fact.name) for fact in FACTS},
        "letters": False if given.no_letters is not None else given.letters or None,
        "no_letters": given.no_letters or "",
        "w9_on": given.w9,
    }


def _since(call: Call, day: date | None, years: str | None, name: str, *, new: bool) -> date | None:
    """The start date, given as one or as years so far."""
    if day is not None and years is not None:
        raise UsageProblem(f"{name} and --years cannot be used together.", "Give one of them.")
    if years is not None:
        return years_before(years, call.today)
    if day is None and new:
        raise missing(f"{name} or --years", "Give one of them.")
    return day


def _entries(values: list[str] | None) -> tuple[str, ...] | None:
    """The values of a repeated option; a single empty one clears the list."""
    return tuple(v for v in values if v.strip()) if values else None
