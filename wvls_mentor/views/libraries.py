"""Libraries as a list and one by one."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.records.libraries import LIBRARIES
from wvls_mentor.rules.people import LibraryLine
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, listing, one, plain
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, print_details, titled
from wvls_mentor.views.theme import parted, strong

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS: tuple[Column[LibraryLine], ...] = (
    Column("id", lambda lib: lib.id, "id", right=True),
    Column("name", lambda lib: lib.name, "library", wrap=True),
    Column("city", lambda lib: lib.city, "town", wrap=True),
    Column("county", lambda lib: lib.county, "county", wrap=True),
    *plain("latitude", "longitude"),
    Column(
        "population",
        lambda lib: lib.population,
        "serves",
        cell=lambda lib: "" if lib.population is None else f"{lib.population:,}",
        right=True,
    ),
    Column("locale", lambda lib: lib.locale, "locale", wide=True),
    *plain("fscskey", "member"),
    Column("aliases", lambda lib: lib.also),
)


def libraries(lines: Sequence[LibraryLine], today: date, *, everything: bool) -> CommandResult:
    """``library list``."""
    members = sum(line.member for line in lines)
    inside = strong(count(members, "member library", "member libraries"))
    outside = len(lines) - members
    return listing(
        "libraries",
        lines,
        COLUMNS,
        today,
        lead=parted(inside, f"{outside or 'none'} outside the system"),
        steps=("wvls library add", "wvls mentor add"),
        everything=everything,
    )


def library(line: LibraryLine, today: date, title: str) -> CommandResult:
    """One library."""

    def screen(console: "Console") -> None:
        side = "a member" if line.member else "outside the system"
        named = ", ".join(filter(None, (line.name, line.city, side)))
        headline(console, titled(title, f"library {line.id}, {named}."))
        known = ((f.name, f.detail(getattr(line, f.name))) for f in LIBRARIES.details if f.detail)
        print_details(console, [(name, value) for name, value in known if value])
        next_steps(console, "wvls library list", f"wvls library edit {line.id}")

    return one("library", line, COLUMNS, today, screen)
