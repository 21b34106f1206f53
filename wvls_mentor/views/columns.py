"""``Column``: one list of columns makes a table's screen, JSON and CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import Step, add, headline, limited, next_steps, say, table
from wvls_mentor.views.theme import Line, as_text, as_typed, length

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.views.fitting import Fitted

OTHERS = 80  # what the columns beside a long one need
WIDE = 110  # from here on a screen has room for more columns

R = TypeVar("R")
N = TypeVar("N")


def flat(value: object) -> object:
    """A value as one cell of a sheet: entries of a list between ``; ``, parts of one with ``:``."""
    if isinstance(value, (tuple, list)):
        return "; ".join(str(flat(entry)) for entry in value)
    if isinstance(value, dict):
        return ":".join(str(part) for part in value.values())
    return value


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of a result, in whichever of the three formats it has a name.

    *key* names it in JSON (None: not there) and, unless *csv* says otherwise, in CSV ("": not
    there); *heading* on the screen (None: not there). *value* is what JSON has; *write* makes a CSV
    cell of it, and *cell* the text on the screen.
    """

    key: str | None
    value: Callable[[R], Any]
    heading: str | None = None
    cell: Callable[[R], object] | None = None
    csv: str | None = None
    write: Callable[[Any], object] = flat
    right: bool = False
    wrap: bool = False
    wide: bool = False  # on the screen only where there is room for it
    # What stands on a line of its own below the row, where there is no room for a *wide* column.
    below: Callable[[R], Line | None] | None = None

    @property
    def csv_name(self) -> str:
        """Its name in CSV; empty where it is not there."""
        return self.key or "" if self.csv is None else self.csv

    def text(self, row: R) -> object:
        """What the screen shows of a row; a text of the records is shown as it was typed."""
        if self.cell is not None:
            return self.cell(row)
        found = flat(self.value(row))
        return as_typed(found) if isinstance(found, str) else found


def plain(*paths: str, csv: str | None = None) -> tuple[Column[Any], ...]:
    """A column for each attribute, in JSON and, unless *csv* is "", in CSV.

    Of ``facts.pair_id`` the key is ``pair_id``.
    """
    return tuple(Column(path.rpartition(".")[2], attrgetter(path), csv=csv) for path in paths)


def cents(name: str, value: Callable[[R], int | None], heading: str | None = None) -> Column[R]:
    """A column of money: ``name_cents`` in JSON, dollars with two decimals in CSV."""
    return Column(
        f"{name}_cents",
        value,
        heading,
        cell=lambda row: "" if (found := value(row)) is None else money(found),
        csv=name,
        write=lambda found: None if found is None else dollars(found),
        right=True,
    )


def rate(value: Callable[[R], int | None]) -> Column[R]:
    """A rate, from ten-thousandths of a dollar: dollars in JSON, with two decimals or more in CSV."""

    def in_dollars(row: R) -> float | None:
        return None if (found := value(row)) is None else found / 10_000

    def written(found: float | None) -> str | None:
        return None if found is None else rate_text(round(found * 10_000))

    return Column("rate", in_dollars, write=written)


def as_json(columns: Sequence[Column[R]], row: R) -> dict[str, Any]:
    """A row as JSON."""
    return as_objects(columns, [row])[0]


def as_objects(columns: Sequence[Column[R]], rows: Iterable[R]) -> list[dict[str, Any]]:
    """The rows as JSON."""
    return _objects(columns)(rows)


def _objects(columns: Sequence[Column[R]]) -> Callable[[Iterable[R]], list[dict[str, Any]]]:
    named = [(c.key, c.value) for c in columns if c.key is not None]
    return lambda rows: [{key: value(row) for key, value in named} for row in rows]


def nested(key: str, columns: Sequence[Column[N]], rows: Callable[[R], Iterable[N]]) -> Column[R]:
    """Rows inside of a row, in JSON alone."""
    objects = _objects(columns)  # once: a report has thousands of rows with rows inside
    return Column(key, lambda row: objects(rows(row)), csv="")


def as_csv(columns: Sequence[Column[R]], rows: Iterable[R]) -> tuple[Sequence[str], Iterable[Row]]:
    """(header, rows) of the CSV."""
    written = [c for c in columns if c.csv_name]
    return [c.csv_name for c in written], ([c.write(c.value(row)) for c in written] for row in rows)


def stacked(*parts: tuple[Sequence[Column[Any]], Iterable[Any]]) -> tuple[list[str], list[Row]]:
    """(header, rows) of the CSV of rows of several kinds: a kind's missing columns stay empty."""
    header = list(dict.fromkeys(c.csv_name for columns, _ in parts for c in columns if c.csv_name))
    made: list[Row] = []
    for columns, rows in parts:
        names, written = as_csv(columns, rows)
        cells = (dict(zip(names, row, strict=True)) for row in written)
        made += [[row.get(name) for name in header] for row in cells]
    return header, made


def as_table(columns: Sequence[Column[R]], rows: Iterable[R], width: int = 80) -> "Fitted":
    """The rows as a table for a screen of *width* columns."""
    shown = [c for c in columns if c.heading is not None and (width >= WIDE or not c.wide)]
    made = table(
        *(c.heading or "" for c in shown),
        right=[i for i, c in enumerate(shown) if c.right],
        wrap=[i for i, c in enumerate(shown) if c.wrap],
    )
    below = next((c.below for c in columns if c.below is not None and c not in shown), None)
    for number, row in enumerate(rows):
        add(made, *(c.text(row) for c in shown))
        if below is not None and (line := below(row)) is not None:
            made.below[number] = as_text(line)
    made.below_at = 1
    return made


def _crowds(column: Column[R], rows: Iterable[R], width: int) -> bool:
    """Whether a column is so long that the others would be columns of single words."""
    return max((length(column.text(row)) for row in rows), default=0) > width - OTHERS


def print_groups(
    console: "Console",
    columns: Sequence[Column[R]],
    groups: Sequence[tuple["Callable[[], None]", Sequence[R]]],
) -> None:
    """Print the rows of each group below what it prints first: tables whose columns line up."""
    from wvls_mentor.views.fitting import line_up

    every = [row for _, rows in groups for row in rows]
    fit = [
        replace(c, heading=None) if c.below is not None and _crowds(c, every, console.width) else c
        for c in columns
    ]
    tables = [as_table(fit, rows, console.width) if rows else None for _, rows in groups]
    line_up([t for t in tables if t is not None])
    for (before, _), made in zip(groups, tables, strict=True):
        before()
        if made is not None:
            console.print(made)


def print_table(
    console: "Console", columns: Sequence[Column[R]], rows: Sequence[R], *, everything: bool = True
) -> None:
    """Print the rows as a table, unless there are none: all, or as many as fit a screen."""
    shown, more = limited(rows, everything=everything)
    if rows:
        console.print(as_table(columns, rows[:shown], console.width))
    if more:
        say(console, more)


def listing(
    key: str,
    rows: Sequence[R],
    columns: Sequence[Column[R]],
    day: date,
    *,
    lead: Line,
    steps: Sequence[Step],
    below: Sequence[Line] = (),
    everything: bool = True,
) -> CommandResult:
    """A list as a result: *lead* is the first line of the screen, *steps* what to type next.

    Lines *below* stand between the table and the steps.
    """

    def screen(console: "Console") -> None:
        headline(console, lead)
        if rows:
            say(console, "")
        print_table(console, columns, rows, everything=everything)
        say(console, *below)
        next_steps(console, *steps)

    return CommandResult(
        day,
        lambda: {key: as_objects(columns, rows)},
        screen,
        lambda: as_csv(columns, rows),
    )


def one(
    key: str,
    row: R,
    columns: Sequence[Column[R]],
    day: date,
    screen: "Callable[[Console], None]",
) -> CommandResult:
    """One record as a result, with a *screen* of its own."""
    return CommandResult(
        day, lambda: {key: as_json(columns, row)}, screen, lambda: as_csv(columns, [row])
    )


def sentence(
    day: date, body: dict[str, Any], text: Line, *steps: Step, more: Sequence[Line] = ()
) -> CommandResult:
    """A result that is a sentence on the screen, with *more* lines below it; *body* in JSON."""

    def screen(console: "Console") -> None:
        headline(console, text)
        say(console, *more)
        if steps:
            next_steps(console, *steps)

    return CommandResult(day, lambda: body, screen)
