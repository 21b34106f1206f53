"""Records what a screen prints, as lines and tables in the same order, to make a page of it.

So a page has just what its screen has, whatever is changed there; only what to type next is left out.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from wvls_mentor.rules.page import Grid, Page, Paragraph, Run
from wvls_mentor.views import theme
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


class _Sheet:
    """Stands in for a console: as wide as every column needs, and it keeps what it is given."""

    on_paper = True  # see screen.next_steps
    width = 1000

    def __init__(self) -> None:
        self.blocks: list[Paragraph | Grid] = []

    def print(self, made: Any, **_: object) -> None:
        """Keep a line, an indented line or a table."""
        from rich.padding import Padding
        from rich.table import Table

        if isinstance(made, Table):
            self.blocks.append(_grid(made))
        elif isinstance(made, Padding):
            self.blocks.append(Paragraph(_runs(made.renderable), indented=True))
        elif str(made).strip():
            self.blocks.append(Paragraph(_runs(made)))


def page(result: CommandResult, title: str) -> Page:
    """What the screen of *result* shows, for a page with this *title*."""
    kept = _Sheet()
    result.screen(cast("Console", kept))
    first, *rest = kept.blocks
    assert isinstance(first, Paragraph)  # a screen begins with the line that answers the question
    return Page(result.as_of, title, first, tuple(rest))


def _grid(made: Any) -> Grid:
    columns = [list(map(_runs, column.cells)) for column in made.columns]
    heads = tuple(str(c.header) for c in made.columns) if made.show_header else ()
    right = frozenset(i for i, c in enumerate(made.columns) if c.justify == "right")
    return Grid(heads, tuple(zip(*columns, strict=True)), right)


def _runs(made: Any) -> tuple[Run, ...]:
    return tuple(_pieces(cast("Text", made)))


def _pieces(text: "Text") -> Iterator[Run]:
    """The parts of a line, each with its style; a part has one at most."""
    plain, place = text.plain, 0
    for span in sorted(text.spans, key=lambda s: s.start):
        if span.start > place:
            yield Run(theme.unglued(plain[place : span.start]), "")
        yield Run(theme.unglued(plain[span.start : span.end]), str(span.style))
        place = span.end
    if place < len(plain):
        yield Run(theme.unglued(plain[place:]), "")
