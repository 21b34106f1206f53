"""The colors of all screens, and lines of text whose parts have a meaning."""

import re
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from wvls_mentor.dates import in_words
from wvls_mentor.text import GLUE, harmless
from wvls_mentor.views.steps import as_typed_here

if TYPE_CHECKING:
    from rich.text import Text

# Shades that read on a dark and on a light background: no white, no black, no pure yellow.
STYLES = {
    "late": "color(167)",  # overdue or refused
    "soon": "color(136)",  # within a week, or needs a look
    "done": "color(64)",
    "command": "color(31)",  # something to type
    "quiet": "color(244)",  # secondary: clauses, labels, what is absent
    "strong": "bold",
}


# The day that is today for what is printed: a year that is not this one is named.
_today: ContextVar[date | None] = ContextVar("today", default=None)


def speak_on(day: date) -> None:
    """Set the day relative to which all screens write days."""
    _today.set(day)


def spoken_days(text: str) -> str:
    """A sentence with its days as people say them."""
    return in_words(text, _today.get())


BEFORE_NEXT = "\ue001\n"  # a line of a screen: here ends the answer, what to type next follows


def glued(text: str) -> str:
    """*text* that stays on one line of a table."""
    return text.replace(" ", GLUE)


def unglued(text: str) -> str:
    """*text* after its lines were broken."""
    return text.replace(GLUE, " ")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line with the name of its style; an *exact* one is printed as it was typed."""

    text: str
    style: str = ""
    exact: bool = False


Line: TypeAlias = str | date | Part | tuple["Line", ...]


def late(text: object) -> Part:
    """Overdue or refused."""
    return Part(str(text), "late")


def soon(text: object) -> Part:
    """Due within a week, or needs a look."""
    return Part(str(text), "soon")


def done(text: object) -> Part:
    """Done, or as it should be."""
    return Part(str(text), "done")


def quiet(text: object) -> Part:
    """Secondary: read only by who looks for it."""
    return Part(str(text), "quiet")


def strong(text: object) -> Part:
    """The answer, a name or a heading."""
    return Part(str(text), "strong")


def command(text: str) -> Part:
    """Something to type, just as it is."""
    return Part(text, "command", exact=True)


def as_typed(text: object) -> Part:
    """Somebody's own words: no day in them is rewritten."""
    return Part(str(text), exact=True)


def plain_characters() -> bool:
    """Whether the terminal can show ASCII only."""
    return "utf" not in (getattr(sys.stdout, "encoding", None) or "ascii").lower()


def parted(*parts: Line) -> tuple[Line, ...]:
    """The parts that say something, with a dot between them."""
    found: list[Line] = []
    # The dot stays with what is before it: none begins a line.
    dot = quiet(glued("  |") + "  " if plain_characters() else glued("  ·") + "  ")
    for part in parts:
        if part not in ("", (), quiet("")):
            found += [dot, part] if found else [part]
    return tuple(found)


def as_text(line: object, style: str = "") -> "Text":
    """A line as Rich prints it: days as people say them, and people's text never as markup."""
    from rich.text import Text

    made = Text(style=style, overflow="fold")
    for text, name in _pieces(line):
        made.append(text, name or None)
    return made


def length(line: object) -> int:
    """How many characters a line has."""
    return sum(len(text) for text, _ in _pieces(line))


def _pieces(line: object) -> Iterator[tuple[str, str]]:
    if isinstance(line, tuple):
        for part in line:
            yield from _pieces(part)
    elif isinstance(line, Part):
        yield harmless(line.text if line.exact else _glued(line.text)), line.style
    else:
        yield harmless(_glued(str("" if line is None else line))), ""


def _glued(text: str) -> str:
    """A sentence whose days stay in one piece: "Nov" at one edge and "17" at the other misleads."""
    return counted(in_words(as_typed_here(text), _today.get(), blank=GLUE))


_NUMBER = re.compile(r"(?<![\w.,:/-])(\$?[0-9][0-9,.]*) (?=[a-z])")


def counted(text: str) -> str:
    """*text* whose numbers stay on one line with what they count: ``12 rates``."""
    return _NUMBER.sub(rf"\1{GLUE}", text)
