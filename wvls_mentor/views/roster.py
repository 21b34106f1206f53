"""The roster on the screen, as JSON and as CSV."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import spoken
from wvls_mentor.rules.roster import Listed, ListedPair, Roster
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_json, as_table
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say
from wvls_mentor.views.theme import Part, as_typed

if TYPE_CHECKING:
    from rich.console import Console

NO_PHONE = "no phone on file"
PEOPLE: tuple[Column[Listed], ...] = (
    Column("id", lambda p: p.id, "id", right=True),
    Column("name", lambda p: p.name, "name", wrap=True),
    Column("library", lambda p: p.library, "library", cell=lambda p: p.at, wrap=True),
    Column("town", lambda p: p.town),
    Column("phone", lambda p: p.phone, "phone", cell=lambda p: p.phone or NO_PHONE, wrap=True),
    Column("email", lambda p: p.email, "e-mail", wrap=True),
)
PUBLIC: tuple[Column[ListedPair], ...] = (
    Column("mentor", lambda p: p.mentor.name),
    Column("mentor_town", lambda p: p.mentor.town),
    Column("mentee", lambda p: p.mentee.name),
    Column("mentee_town", lambda p: p.mentee.town),
)


def _of(role: str, find: Callable[[ListedPair], Listed]) -> tuple[Column[ListedPair], ...]:
    """The columns of one partner: on the screen all of them in one cell."""
    return (
        Column(f"{role}_id", lambda p: find(p).id, csv=""),
        Column(role, lambda p: find(p).name, role, cell=lambda p: _cell(find(p)), wrap=True),
        Column(f"{role}_library", lambda p: find(p).library),
        Column(f"{role}_town", lambda p: find(p).town),
        Column(f"{role}_phone", lambda p: find(p).phone),
        Column(f"{role}_email", lambda p: find(p).email),
    )


def _cell(p: Listed) -> Part:
    return as_typed("\n".join(filter(None, (p.name, p.at, p.phone or NO_PHONE, p.email))))


def _columns(found: Roster) -> tuple[Column[ListedPair], ...]:
    return (
        Column("pair_id", lambda p: p.pair_id, "pair", right=True),
        *_of("mentor", lambda p: p.mentor),
        *_of("mentee", lambda p: p.mentee),
        Column(
            "ends_on", lambda p: p.ends_on, "until", cell=lambda p: spoken(p.ends_on, found.day)
        ),
    )


def roster(found: Roster, *, public: bool, saved: Path | None) -> CommandResult:
    """The roster; *public* names people and towns, and nothing else."""
    columns = PUBLIC if public else _columns(found)

    def body() -> dict[str, Any]:
        pairs = {"pairs": [as_json(columns, p) for p in found.pairs]}
        kept: dict[str, Any] = {"saved": None if saved is None else str(saved)}
        if public:
            return pairs | kept
        waiting = [as_json(PEOPLE, p) for p in found.waiting]
        free = [as_json(PEOPLE, p) for p in found.free]
        return pairs | {"waiting": waiting, "free_mentors": free} | kept

    return CommandResult(
        found.day,
        body,
        lambda console: _screen(console, found, public, saved),
        lambda: as_csv(columns, found.pairs),
    )


def _screen(console: "Console", found: Roster, public: bool, saved: Path | None) -> None:
    from wvls_mentor.views.fitting import line_up

    lead = f"{count(len(found.pairs), 'pair')} on {spoken(found.day, found.day)}"
    headline(console, f"{lead if found.pairs else 'There are no pairs now'}.")
    if public:
        say(console, *(p.public for p in found.pairs))
    else:
        if found.pairs:
            say(console, "")
            console.print(as_table(_columns(found), found.pairs))
        waiting, free = (as_table(PEOPLE, people) for people in (found.waiting, found.free))
        line_up([made for made in (waiting, free) if made.row_count])
        for title, made in (("Waiting for a mentor", waiting), ("Free mentors", free)):
            say(console, "", f"{title}{':' if made.row_count else ': nobody.'}", style="strong")
            if made.row_count:
                console.print(made)
    if saved is not None:
        say(console, "", f"Saved as {saved}.")
    save = [] if saved is not None else ["wvls roster --save roster.html"]
    next_steps(console, *save, "wvls status")
