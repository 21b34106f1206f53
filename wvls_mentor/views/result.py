"""One result, three renderings: a screen, JSON, CSV."""

import csv
import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.errors import WvlsError
from wvls_mentor.text import sheet_cell
from wvls_mentor.views import theme
from wvls_mentor.views.screen import MOST_ROWS

if TYPE_CHECKING:
    from rich.console import Console

NARROWEST = 20  # columns; below it no screen can be laid out
Row = Sequence[object]
_FLAT = {str, int, float, bool, date, type(None)}  # nothing is inside of them


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command answers; each format is made only when it is asked for.

    *warnings* go to stderr after it; with an *error* the command ends once it is shown. A *text*
    takes the place of the screen and is printed as it is: a sheet must not be folded.
    """

    as_of: date
    body: Callable[[], dict[str, Any]]
    screen: Callable[["Console"], None]
    rows: Callable[[], tuple[Sequence[str], Iterable[Row]]] | None = None
    warnings: Sequence[str] = ()
    error: WvlsError | None = None
    text: Callable[[], str] | None = None


def _nothing() -> None:
    return None


def show(
    result: CommandResult, form: str, command: str, *, warn: Callable[[], None] = _nothing
) -> None:
    """Print the *result* of *command* to stdout as table, json or csv.

    What *warn* says stands between the answer and what to type next, where a screen has both.
    """
    theme.speak_on(result.as_of)
    if form == "json":
        head = {"wvls": 1, "command": command, "as_of": result.as_of.isoformat()}
        body = head | result.body()
        null_absent(body)
        sys.stdout.write(json.dumps(body, sort_keys=True, default=_plain) + "\n")
    elif form == "csv" and result.rows is not None:
        header, rows = result.rows()
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([sheet_cell(value) for value in row] for row in rows)
    elif result.text is not None:
        sys.stdout.write(result.text())
    else:
        drawn = _drawn(result.screen, console(marks_next=True))
        answer, _, steps = drawn.partition(theme.BEFORE_NEXT)
        sys.stdout.write(answer)
        sys.stdout.flush()  # a full disk shows only now: while it can be said what was saved
        warn()
        sys.stdout.write(steps)
        sys.stdout.flush()
        return
    sys.stdout.flush()
    warn()


def show_first(screen: Callable[["Console"], None]) -> None:
    """Draw a screen to stderr, before a question about it."""
    sys.stderr.write(_drawn(screen, console(stderr=True)))


def show_now(screen: Callable[["Console"], None]) -> None:
    """Draw a screen to stdout before the command has ended: what was asked to be read."""
    sys.stdout.write(_drawn(screen, console()))
    sys.stdout.flush()


_PROMPT = 1  # line of a screen that the terminal's own prompt takes


def as_many_as_fit(screen: Callable[["Console", int], None], on: "Console", rows: int) -> int:
    """How many of so many *rows*, at most 40, *screen* can draw so that its top stays in view.

    A list that begins with the newest showed only its end on a terminal of 24 lines. In a pipe, on
    paper and on a terminal that only types, nothing scrolls away.
    """
    most = min(rows, MOST_ROWS)
    if not on.is_terminal or on.is_dumb_terminal or getattr(on, "on_paper", False):
        return most

    def fits(number: int) -> bool:
        drawn = _drawn(lambda made: screen(made, number), console())
        return drawn.count("\n") + _PROMPT <= on.height

    low = min(1, most)
    while low < most:  # halved: each try lays the whole screen out
        middle = (low + most + 1) // 2
        low, most = (middle, most) if fits(middle) else (low, middle - 1)
    return low


def _drawn(screen: Callable[["Console"], None], on: "Console") -> str:
    with on.capture() as held:
        screen(on)
    # Blanks that fill a column up to the edge would go along into a mail.
    return re.sub(r" +(\x1b\[0m)?$", r"\1", theme.unglued(held.get()), flags=re.MULTILINE)


def null_absent(value: Any) -> None:
    """Put None for every text of an object that is not there; an empty entry of a list stays.

    In place, as a body is made for one printing: a copy takes a tenth of the time of a long report.
    """
    if isinstance(value, dict):
        for key, one in value.items():
            if type(one) not in _FLAT:
                null_absent(one)
            elif one == "":
                value[key] = None
    elif isinstance(value, (list, tuple)):
        for one in value:
            if type(one) not in _FLAT:
                null_absent(one)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def console(*, stderr: bool = False, marks_next: bool = False) -> "Console":
    """Where screens go: no markup, so that a name in brackets is only a name.

    With *marks_next* a screen marks where its answer ends and what to type next begins.
    """
    from rich.console import Console
    from rich.theme import Theme

    class Screen(Console):
        marks_next = False

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # Rich would exit with 1; a reader who has enough is no error

    styles = Theme(theme.STYLES)
    made = Screen(stderr=stderr, theme=styles, markup=False, emoji=False, highlight=False)
    made.marks_next = marks_next
    if (not made.is_terminal and "COLUMNS" not in os.environ) or made.width < 1:
        made.width = 80  # COLUMNS=0 is how some tools say that they do not know
    made.width = max(NARROWEST, made.width)
    made.height = made.size.height  # otherwise the terminal is asked for its size at each line
    return made
