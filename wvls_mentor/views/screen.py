"""What every screen is made of: tables, bars, the closing line. Plain enough to paste in a mail."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wvls_mentor.words import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

MOST_ROWS = 40


def percent(score: int) -> str:
    """A score of 0 to 10,000 as a percentage with one decimal, rounded half up."""
    tenths = (score + 5) // 10
    return f"{tenths // 10}.{tenths % 10}"


def plain_characters() -> bool:
    """Whether the terminal can show ASCII only."""
    return "utf" not in (getattr(sys.stdout, "encoding", None) or "ascii").lower()


def bar(value: float, width: int = 5) -> str:
    """A part from 0 to 1 as a bar."""
    full, empty = ("#", ".") if plain_characters() else ("█", "░")
    filled = int(max(0.0, min(1.0, value)) * width + 0.5)
    return full * filled + empty * (width - filled)


def table(*columns: str, right: Sequence[int] = (), wrap: Sequence[int] = ()) -> "Table":
    """A table without frames; *right* columns align right, *wrap* columns may fold, none is cut."""
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold")
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


def say(console: "Console", *lines: str, style: str | None = None) -> None:
    """Lines of text, folded at the edge."""
    from rich.text import Text

    for text in lines:
        console.print(Text(harmless(text), style=style or ""), overflow="fold", soft_wrap=False)


def headline(console: "Console", text: str) -> None:
    """The first line: it answers the question."""
    say(console, text, style="bold")


def next_steps(console: "Console", *commands: str) -> None:
    """The last line: what to do next."""
    say(console, "Next: " + "     ".join(commands))


def limited(rows: Sequence[object], *, everything: bool) -> tuple[int, str | None]:
    """How many rows to show and, where some are left out, the line that says so."""
    if everything or len(rows) <= MOST_ROWS:
        return len(rows), None
    return MOST_ROWS, f"... and {len(rows) - MOST_ROWS} more: --all"
