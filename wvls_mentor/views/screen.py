"""The parts of every screen: tables, bars, the closing line; plain enough for an e-mail."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from wvls_mentor.views.steps import as_typed_here, purpose
from wvls_mentor.views.theme import (
    BEFORE_NEXT,
    Line,
    Part,
    as_text,
    command,
    done,
    glued,
    late,
    plain_characters,
    quiet,
    soon,
    strong,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from wvls_mentor.views.fitting import Fitted


MOST_ROWS = 40


def arrow() -> str:
    """From a mentor to a mentee."""
    return "->" if plain_characters() else "→"


class Partners(Protocol):
    """Whatever names both partners of a pair."""

    @property
    def mentor(self) -> str: ...  # noqa: D102 - a name
    @property
    def mentee(self) -> str: ...  # noqa: D102


def partners(pair: Partners) -> str:
    """Who a pair is: ``Mentor One → Mentee One``."""
    return f"{pair.mentor} {arrow()} {pair.mentee}"


LONG_NAME = 24  # characters; a longer one folds between its words like any text


def pair_cell(pair: Partners, number: int | None = None) -> Line:
    """Who a pair is in a column: it folds between the two names, not inside of one."""
    mentor, mentee = (n if len(n) > LONG_NAME else glued(n) for n in (pair.mentor, pair.mentee))
    before = "" if number is None else glued(f"{number} ")
    return Part(f"{before}{mentor}{glued(f' {arrow()}')} {mentee}", "strong", exact=True)


def titled(title: str, text: str) -> str:
    """What was done before what it was done to; *text* alone where it is only shown."""
    return f"{title}: {text}" if title else f"{text[:1].upper()}{text[1:]}"


def bar(value: float, width: int = 5) -> str:
    """A part from 0 to 1 as a bar."""
    full, empty = ("#", ".") if plain_characters() else ("█", "░")
    filled = int(max(0.0, min(1.0, value)) * width + 0.5)
    return full * filled + empty * (width - filled)


def check_mark() -> str:
    """A check mark."""
    return "ok" if plain_characters() else "✓"


def dash() -> str:
    """A dash, for an empty value."""
    return "-" if plain_characters() else "–"


def contact_mark(how: str) -> Line:
    """One month's contact: kept, late, missed, or not counted."""
    plain = plain_characters()
    if how == "on time":
        return done("+" if plain else "✓")
    if how in ("overdue", "never"):
        return late("x" if plain else "✗")
    return quiet("." if plain else "·") if how in ("excused", "not due yet") else soon("!")


def mark_key(shown: Iterable[Line]) -> Line:
    """What those of the marks of contacts and check-ins mean that are *shown*."""
    there, said = set(shown), list[Line]()
    for how, words in _MARKS.items():
        if (mark := contact_mark(how)) in there:
            said.append(("   " if said else "", mark, quiet(f" {words}")))
    return tuple(said)


_MARKS = {
    "on time": "on time",
    "late": "late",
    "never": "missed",
    "excused": "not due yet or excused",
}


def dots(full: int, of: int) -> str:
    """So many of so many: ``●●○``."""
    some, none = ("*", ".") if plain_characters() else ("●", "○")
    return some * min(full, of) + none * max(0, of - full)


def year_over() -> str:
    """The mark of the part of a term that is over."""
    return "=" if plain_characters() else "━"


def year_bar(
    start: date, end: date, day: date, width: int, visits: Iterable[date] = ()
) -> tuple[Line, ...]:
    """A term as a line: what of it is over on *day*, and where its *visits* were."""
    whole = (end - start).days or 1
    over, visit = year_over(), "o" if plain_characters() else "●"
    to_come = "-" if plain_characters() else "─"

    def place(when: date) -> int:
        return int(max(0.0, min(1.0, (when - start).days / whole)) * width + 0.5)

    marked = {min(place(on), width - 1) for on in visits}
    now = place(day)
    return tuple(
        strong(visit) if i in marked else command(over) if i < now else quiet(to_come)
        for i in range(width)
    )


def table(*columns: str, right: Sequence[int] = (), wrap: Sequence[int] = ()) -> "Fitted":
    """A table without frames, with a thin rule under its headings.

    *right* columns align right, *wrap* columns may fold between words, none is cut.
    """
    from rich.box import Box

    from wvls_mentor.views.fitting import Fitted

    rule = "-" if plain_characters() else "─"
    blank = "    \n"
    lines = (blank, blank, f" {rule}{rule} \n", blank, blank, blank, blank, blank)
    made = Fitted(
        box=Box("".join(lines), ascii=plain_characters()),
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="quiet",
        border_style="quiet",
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
    made.add_row(*map(as_text, cells))


def print_details(console: "Console", lines: Iterable[tuple[Line, Line]]) -> None:
    """Lines of a name and what it stands for, as a table without a header; of none, none."""
    made = table("", "", wrap=(1,))
    for name, value in lines:
        add(made, name if isinstance(name, tuple | Part) else quiet(name), value)
    if made.row_count:
        console.print(made)


def listing(
    console: "Console",
    header: Sequence[str],
    entries: Iterable[tuple[Sequence[Line], Sequence[Line]]],
    *,
    left: Sequence[int] = (0,),
) -> None:
    """Rows of cells, each with lines of its own below that use the whole width.

    The first column gives way: a name too long for it stands on a line of its own.
    """
    found = [([as_text(cell) for cell in cells], lines) for cells, lines in entries]
    heads = [as_text(quiet(name)) for name in header]
    every = [heads, *(cells for cells, _ in found)]
    widths = [max(row[i].cell_len for row in every) for i in range(len(header))]
    gaps = 2 * (len(widths) - 1)
    widths[0] = min(widths[0], max(8, console.width - sum(widths[1:]) - gaps))

    def row(cells: "Sequence[Text]") -> None:
        first, rest = cells[0], cells[1:]
        line = as_text("")
        if first.cell_len > widths[0]:
            console.print(first)
            first = line.copy()
        line.append_text(first).append(" " * (widths[0] - first.cell_len))
        for number, (text, width) in enumerate(zip(rest, widths[1:], strict=True), 1):
            space = " " * (width - text.cell_len)
            line.append("  ").append("" if number in left else space)
            line.append_text(text).append(space if number in left else "")
        console.print(line)

    row(heads)
    rule = "-" if plain_characters() else "─"
    say(console, quiet(rule * min(console.width, sum(widths) + gaps)))
    for cells, lines in found:
        row(cells)
        for text in lines:
            indented(console, text)


def say(console: "Console", *lines: Line, style: str = "") -> None:
    """Lines of text, folded between words."""
    for line in lines:
        console.print(as_text(line, style), overflow="fold", soft_wrap=False)


def indented(console: "Console", line: Line, by: int = 3) -> None:
    """A line that is indented below another one."""
    from rich.padding import Padding

    console.print(Padding(as_text(line), (0, 0, 0, by)))


def headline(console: "Console", line: Line) -> None:
    """The first line: it answers the question."""
    say(console, strong(line) if isinstance(line, str) else line)


def heading(console: "Console", name: str, more: Line = "") -> None:
    """The name of a group, after a blank line; *more* is what is common to all in it."""
    say(console, "", (strong(name), quiet(f"   {more}") if more else ""))


Step = str | tuple[str, str]  # a command, and what it does where that is not its usual purpose


def next_steps(console: "Console", *steps: Step) -> None:
    """The last lines: what to type next, and what it does; on paper nobody types."""
    if getattr(console, "on_paper", False):
        return
    known = [(s, purpose(s)) if isinstance(s, str) else s for s in steps]
    known = [(as_typed_here(text), what) for text, what in known]
    width = max((len(text) for text, _ in known), default=0)
    if getattr(console, "marks_next", False):
        console.print(BEFORE_NEXT, end="")
    say(console, "")
    for number, (text, what) in enumerate(known):
        lead = quiet("      " if number else "Next  ")
        fits = len(lead.text) + width + 3 + len(what) <= console.width
        rest = quiet(f"{' ' * (width - len(text))}   {what}") if what and fits else ""
        # A command is copied in one piece: where it is too long, the terminal folds it.
        console.print(as_text((lead, command(text), rest)), soft_wrap=True)


def limited(rows: Sequence[object], *, everything: bool) -> tuple[int, str | None]:
    """How many rows to show and, where some are left out, the line that says so."""
    if everything or len(rows) <= MOST_ROWS:
        return len(rows), None
    return MOST_ROWS, left_out(len(rows) - MOST_ROWS)


def left_out(number: int) -> str:
    """The line that says how many rows are not shown."""
    return f"... and {number} more: --all"
