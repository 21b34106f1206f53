"""Adds, changes and lists libraries, and says what is refused."""

from dataclasses import dataclass
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused, UsageProblem
from wvls_mentor.records.libraries import locale
from wvls_mentor.rules.people import LibraryLine
from wvls_mentor.store import libraries as store
from wvls_mentor.store import people
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Library
from wvls_mentor.store.session import Session
from wvls_mentor.text import fold, line


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryDetails:
    """Details of a library; None leaves a value unchanged. Degrees, people served."""

    name: str | None = None
    city: str | None = None
    county: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    locale: str | None = None
    fscskey: str | None = None
    member: bool | None = None
    aliases: str | None = None  # all of them, "; " between
    alias: tuple[str, ...] = ()  # more of them
    remove_alias: tuple[str, ...] = ()


def libraries(db: Path) -> list[LibraryLine]:
    """Every library, members first."""
    with reading(db) as session:
        return people.library_lines(session)


def library(db: Path, library_id: int) -> LibraryLine:
    """One library."""
    return next(line for line in libraries(db) if line.id == library_id)


def add(db: Path, details: LibraryDetails) -> LibraryLine:
    """Add a library. Raises Refused when one of that name is in that town already."""
    with writing(db) as session:
        library = Library(name=line(details.name or "", "name"))
        apply(session, library, details)
        _refuse_half(library)
        return line_of(library)


def edit(db: Path, library_id: int, details: LibraryDetails) -> LibraryLine:
    """Change what *details* name of a library."""
    with writing(db) as session:
        found = edit_in(session, library_id, details)
        _refuse_half(found)
        return found


def _refuse_half(library: Library | LibraryLine) -> None:
    """Refuse a latitude without a longitude: distances would be unknown for no visible reason."""
    lacking = [x for x in ("latitude", "longitude") if getattr(library, x) is None]
    if len(lacking) == 1:
        raise UsageProblem("Latitude and longitude go together.", f"Add --{lacking[0]} DEGREES.")


def edit_in(session: Session, library_id: int, details: LibraryDetails) -> LibraryLine:
    """The same in the caller's transaction."""
    library = session.get_one(Library, library_id)
    apply(session, library, details)
    return line_of(library)


def apply(session: Session, library: Library, details: LibraryDetails) -> None:
    """Write everything that *details* name; the values are checked here."""
    set_facts(library, details)
    _refuse_double(session, library)
    session.add(library)
    session.flush()


def set_facts(library: Library, details: LibraryDetails) -> None:
    """Set and check everything that *details* name; the caller makes sure it is no duplicate."""
    for what in ("name", "city", "county"):
        value = getattr(details, what)
        if value is not None:
            setattr(library, what, line(value, what, empty=what != "name"))
    check_facts(details)
    for what in ("latitude", "longitude", "population", "locale", "member"):
        value = getattr(details, what)
        if value is not None:
            setattr(library, what, value)
    if details.aliases is not None:
        library.aliases = details.aliases
    if details.alias or details.remove_alias:
        library.aliases = _with_aliases(library, details)
    if details.fscskey is not None:
        library.fscskey = line(details.fscskey, "FSCS key", longest=20).upper()


def _with_aliases(library: Library, details: LibraryDetails) -> str:
    """The other names with some more and some less. Raises NotFound for one that is not there."""
    names = dict.fromkeys(line_of(library).also)
    for text in details.remove_alias:
        known = next((name for name in names if fold(name) == fold(text)), None)
        if known is None:
            raise NotFound(f"{library.name} has no other name {text.strip()[:60]!r}.")
        del names[known]
    for text in details.alias:
        names[line(text.replace(";", " "), "other name")] = None
    return "; ".join(names)


def check_facts(details: LibraryDetails) -> None:
    """Refuse degrees, people or a locale out of range. Raises UsageProblem."""
    if details.latitude is not None and not -90 <= details.latitude <= 90:
        raise UsageProblem("The latitude is out of range.", "Use degrees, -90 to 90.")
    if details.longitude is not None and not -180 <= details.longitude <= 180:
        raise UsageProblem("The longitude is out of range.", "Use degrees, -180 to 180.")
    if details.population is not None and not 0 <= details.population <= 100_000_000:
        raise UsageProblem("The population is out of range.", "Use 0 to 100,000,000 people.")
    if details.locale is not None:
        locale(details.locale)


def _refuse_double(session: Session, library: Library) -> None:
    with session.no_autoflush:
        same = store.of_name(session, library.name, library.city)
        keyed = store.of_key(session, library.fscskey) if library.fscskey else None
        others = [lib for lib in people.library_lines(session) if lib.id != library.id]
    for other in (same, keyed):
        if other is not None and other.id != library.id:
            raise Refused(
                f"{other.name}, {other.city} is there already.",
                f"To change it: wvls library edit {other.id}",
            )
    for name in line_of(library).also:
        for known in others:
            if fold(name) in map(fold, (known.name, *known.also)):
                raise Refused(
                    f"{name} is a name of {known.name}, {known.city} already.",
                    f"To remove it there: wvls library edit {known.id} --remove-alias NAME",
                )


def line_of(library: Library) -> LibraryLine:
    """A library as a plain value."""
    return LibraryLine(**library.model_dump())
