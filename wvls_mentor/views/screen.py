"""What every screen is made of: tables, bars, the closing line. Plain enough to paste in a mail."""

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.text import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from wvls_mentor.rules.deadlines import Obligation, PairFacts

MOST_ROWS = 40


def percent(score: int) -> str:
    """A score of 0 to 10,000 as a percentage with one decimal, rounded half up."""
    tenths = (score + 5) // 10
    return f"{tenths // 10}.{tenths % 10}"


def partners(pair: "PairFacts | Obligation") -> str:
    """Who a pair is: ``Mentor One > Mentee One``."""
    return f"{pair.mentor} > {pair.mentee}"


def still_open(items: "Iterable[Obligation]") -> list[str]:
    """A line for each thing that is not done yet."""
    return [f"Still open: {item.note}, due {item.due} ({item.clause})." for item in items]


def plain_characters() -> bool:
    """Whether the terminal can show ASCII only."""
    return "utf" not in (getattr(sys.stdout, "encoding", None) or "ascii").lower()


def bar(value: float, width: int = 5) -> str:
    """A part from 0 to 1 as a bar."""
    full, empty = ("#", ".") if plain_characters() else ("█", "░")
    filled = int(max(0.0, min(1.0, value)) * width + 0.5)
    return full * filled + empty * (width - filled)


def year_bar(start: date, end: date, day: date, width: int) -> str:
    """How much of a term is over on *day*, as a bar."""
    return bar((day - start).days / ((end - start).days or 1), width)


def table(*columns: str, right: Sequence[int] = (), wrap: Sequence[int] = ()) -> "Table":
    """A table without frames; *right* columns align right, *wrap* columns may fold, none is cut."""
    from rich.table import Table

    made = Table(
        box=None,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
        show_header=any(columns),
    )
    for number, name in enumerate(columns):
        made.add_column(
            name,
            justify="right" if number in right else "left",
            overflow="fold",
            no_wrap=bool(wrap) and number not in wrap,
        )
    return made


def add(made: "Table", *cells: object) -> None:
    """One row; people's text goes in as text, never as markup."""
    from rich.text import Text

    made.add_row(*(Text(harmless(str("" if c is None else c)), overflow="fold") for c in cells))


def print_details(console: "Console", lines: Iterable[tuple[object, object]]) -> None:
    """Lines of a name and what it stands for, as a table without a header; of none, none."""
    made = table("", "", wrap=(1,))
    for name, value in lines:
        add(made, name, value)
    if made.row_count:
        console.print(made)


def listing(
    console: "Console",
    header: Sequence[str],
    entries: Iterable[tuple[Sequence[str], Sequence[str]]],
    *,
    left: Sequence[int] = (0,),
) -> None:
    """Rows of cells, each with lines of its own below that use the whole width.

    The first column gives way: a name too long for it stands on a line of its own.
    """
    from rich.cells import cell_len

    found = [([harmless(c) for c in cells], lines) for cells, lines in entries]
    every = [list(header), *(cells for cells, _ in found)]
    widths = [max(cell_len(row[i]) for row in every) for i in range(len(header))]
    widths[0] = min(widths[0], max(8, console.width - sum(widths[1:]) - len(widths)))

    def row(cells: Sequence[str], style: str = "") -> None:
        first, rest = cells[0], list(cells[1:])
        if cell_len(first) > widths[0]:
            say(console, first, style=style)
            first = ""
        padded = [first + " " * (widths[0] - cell_len(first))]
        for number, (text, width) in enumerate(zip(rest, widths[1:], strict=True), 1):
            space = " " * (width - cell_len(text))
            padded.append(text + space if number in left else space + text)
        say(console, " ".join(padded).rstrip(), style=style)

    row(header, "bold")
    for cells, lines in found:
        row(cells)
        for text in lines:
            _hanging(console, text)


def _hanging(console: "Console", text: str) -> None:
    from textwrap import wrap

    for part in wrap(
        harmless(text), console.width - 1, initial_indent="   ", subsequent_indent="     "
    ):
        say(console, part)


def say(console: "Console", *lines: str, style: str | None = None) -> None:
    """Lines of text, folded at the edge."""
    from rich.text import Text

    for text in lines:
        console.print(Text(harmless(text), style=style or ""), overflow="fold", soft_wrap=False)


def headline(console: "Console", text: str) -> None:
    """The first line: it answers the question."""
    say(console, text, style="bold")


def next_steps(console: "Console", *commands: str) -> None:
    """The last line: what to do next; a line for each command where one line is too short."""
    line = "Next: " + "     ".join(commands)
    say(console, line if len(line) <= console.width else "Next: " + "\n      ".join(commands))


def limited(rows: Sequence[object], *, everything: bool) -> tuple[int, str | None]:
    """How many rows to show and, where some are left out, the line that says so."""
    if everything or len(rows) <= MOST_ROWS:
        return len(rows), None
    return MOST_ROWS, f"... and {len(rows) - MOST_ROWS} more: --all"
