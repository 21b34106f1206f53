"""``wvls library``."""

import re
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from wvls_mentor import services, views
from wvls_mentor.cli import editing, options, questions
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import command, group
from wvls_mentor.cli.editing import Fact
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import Reader, number
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records.readers import any_line, one_line, yes_no
from wvls_mentor.rules.people import LibraryLine
from wvls_mentor.text import listed
from wvls_mentor.views.result import CommandResult

app = group("Add, list, show and edit libraries.", example="wvls library list")

NewLibrary = Annotated[
    str,
    argument("NAME", "The library's name.", read=any_line("name")),
    Question("The library's name"),
]


Alias = Annotated[
    list[str] | None, option("--alias", metavar="NAME", text="Another spelling. Repeatable.")
]
RemoveAlias = Annotated[
    list[str] | None,
    option("--remove-alias", metavar="NAME", text="Take a spelling away. Repeatable."),
]


def _degrees(text: str) -> float:
    """Degrees such as ``45.1413``. Raises UsageProblem."""
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", text.strip()):
        raise UsageProblem(f"{text[:40]!r} is not in degrees.", "Write it like 45.1413.")
    return float(text)


ADD = {
    "city": Question("Its city or town", optional=True),
    "county": Question("Its county", optional=True),
    # One without the other is no place: the other is then asked for as well.
    "latitude": Question(
        "Its latitude, such as 45.1413", spared=lambda asking: asking.lacks("longitude")
    ),
    "longitude": Question(
        "Its longitude, such as -89.1542", when=lambda asking: not asking.lacks("latitude")
    ),
    "population": Question("People served", optional=True),
    "locale": Question("Its NCES locale, such as 43", optional=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryOptions:
    """What add and edit say of a library."""

    city: Annotated[
        str | None,
        option("--city", metavar="TEXT", text="Its city or town.", read=any_line("city")),
    ] = None
    county: Annotated[
        str | None,
        option("--county", metavar="TEXT", text="Its county.", read=any_line("county")),
    ] = None
    latitude: Annotated[
        float | None,
        option("--latitude", metavar="DEGREES", text="Such as 45.1413.", read=_degrees),
    ] = None
    longitude: Annotated[
        float | None,
        option("--longitude", metavar="DEGREES", text="Such as -89.1542.", read=_degrees),
    ] = None
    population: Annotated[
        int | None,
        option(
            "--population", metavar="NUMBER", text="People served.", read=number(0, 100_000_000)
        ),
    ] = None
    locale: Annotated[
        str | None, option("--locale", metavar="CODE", text="NCES locale code, such as 43.")
    ] = None
    fscskey: Annotated[
        str | None,
        option("--fscskey", metavar="KEY", text="Its key in the federal survey, such as WI0009."),
    ] = None
    member: Annotated[
        bool | None, option("--member/--outside", text="Whether it is in the system.")
    ] = None


@command(app, "list", example="wvls library list -f csv")
def list_(call: Call, everything: options.All = False) -> CommandResult:
    """List every library, members first."""
    found = services.libraries.libraries(call.db)
    return views.libraries.libraries(found, call.today, everything=everything)


@command(app, "show", example="wvls library show Antigo")
def show(call: Call, library: options.Library) -> CommandResult:
    """Show one library in full."""
    found = services.libraries.library(call.db, call.library(library))
    return views.libraries.library(found, call.today, "")


@command(
    app,
    "add",
    example='wvls library add "Superior Public Library" --city Superior',
    writes=True,
    asks=ADD,
)
def add(call: Call, name: NewLibrary, given: LibraryOptions) -> CommandResult:
    """Add a library.

    It counts as outside the system unless you add --member.
    """
    details = services.libraries.LibraryDetails(name=name, **asdict(given))
    return views.libraries.library(services.libraries.add(call.db, details), call.today, "Added")


def _fact(parameter: str, now: object, text: str, read: Reader = str, name: str = "") -> Fact:
    """A fact of a library and its present value; what is typed is checked by the service."""

    def checked(typed: str) -> Any:
        value = read(typed.strip())
        services.libraries.check_facts(services.libraries.LibraryDetails(**{parameter: value}))
        return value

    clears = "" if parameter in ("city", "county") else None
    shown = "" if now is None else str(now)
    typed = _member if parameter == "member" else None
    return Fact(parameter, name or parameter, shown, Question(text, read=checked), clears, typed)


def _member(is_one: bool) -> list[str]:
    return ["--member" if is_one else "--outside"]


def _facts(there: LibraryLine) -> list[Fact]:
    others = Question("Other spellings to add, with commas between them", many=True)
    key = one_line("FSCS key", 20)
    return [
        _fact("name", there.name, "The library's name", one_line("name")),
        _fact("city", there.city, ADD["city"].text, one_line("city")),
        _fact("county", there.county, ADD["county"].text, one_line("county")),
        _fact("latitude", there.latitude, ADD["latitude"].text, _degrees),
        _fact("longitude", there.longitude, ADD["longitude"].text, _degrees),
        _fact("population", there.population, ADD["population"].text, number(0, 100_000_000)),
        _fact("locale", there.locale, ADD["locale"].text),
        _fact("fscskey", there.fscskey, "Its key in the federal survey", key, "federal key"),
        _fact("member", "yes" if there.member else "no", "In the system, yes or no", yes_no),
        Fact("alias", "other spellings", listed(there.also), others),
    ]


def _other_half(call: Call, there: LibraryLine, said: dict[str, Any]) -> dict[str, Any]:
    """Ask for the longitude if only the latitude was answered, or the other way round."""
    halves = ("latitude", "longitude")
    lacking = [x for x in halves if said.get(x, getattr(there, x)) is None]
    if len(lacking) != 1:
        return {}
    fact = next(fact for fact in _facts(there) if fact.parameter == lacking[0])
    half = questions.put(fact.question, Asking(call, said), what=f"--{lacking[0]}")
    return {lacking[0]: half}


@command(app, "edit", example="wvls library edit Antigo --population 19500", writes=True)
def edit(
    call: Call,
    library: options.Library,
    given: LibraryOptions,
    name: options.NewName = None,
    alias: Alias = None,
    remove_alias: RemoveAlias = None,
) -> CommandResult:
    """Change a library's details.

    An --alias is another spelling that sheets use, such as an abbreviation.
    """
    if given == LibraryOptions() and name is None and not alias and not remove_alias:
        others = ["--outside", "--name", "--alias", "--remove-alias"]
        editing.refuse_nothing([*editing.options_of(LibraryOptions), *others])
        there = services.libraries.library(call.db, call.library(library))
        said = editing.ask(call, _facts(there))
        said |= _other_half(call, there, said)
        if not said:
            return views.libraries.library(there, call.today, "Nothing changed")
        name, alias = said.pop("name", None), said.pop("alias", None)
        given = LibraryOptions(**said)
    details = services.libraries.LibraryDetails(
        name=name, alias=tuple(alias or ()), remove_alias=tuple(remove_alias or ()), **asdict(given)
    )
    found = services.libraries.edit(call.db, call.library(library), details)
    return views.libraries.library(found, call.today, "Changed")
