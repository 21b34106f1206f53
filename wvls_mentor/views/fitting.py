"""Fits a table to its screen, whatever rows were added: an amount is never cut or wrapped.

It loads Rich, so commands without a table do not import it.
"""

import re
from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from wvls_mentor.views import theme

_CLAIM = re.compile(r"\bC-[0-9]{4}-[0-9]+")
GAP = 2  # columns between two columns of a table
EASY = 16  # columns in which a name or an amount of miles stays on one line
MOST = 200  # rows that are looked at for the best widths
LEAST = 8  # columns into which a name still folds


class Fitted(Table):
    """A table whose widths are shared out once all its rows are known: a total counts as well.

    Rich takes from every column alike and drops what does not fit: $1,220.10 became $1,220.1.
    Where a screen has no room for what may not fold, each row is a block of lines.
    """

    def __init__(self, *heads: Any, **more: Any) -> None:
        """A table that stands alone, and no row of which has a line below it."""
        super().__init__(*heads, **more)
        self.beside: Sequence[Fitted] = (self,)  # tables of one screen, whose columns line up
        self.found: dict[int, list[int] | None] = {}  # widths, by those of the screen
        self.level: Sequence[Fitted] = ()  # tables of one screen that are all as wide
        self.below: dict[int, Text] = {}  # a line below a row, as wide as the screen
        self.below_at = 0  # the column below which it begins

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table, or its rows as blocks."""
        widths = self._widths(options.max_width)
        if widths is None:
            yield from self._blocks()
            return
        for column, width in zip(self.columns, widths, strict=True):
            column.width = width
        if not self.below:
            yield from super().__rich_console__(console, options)
            return
        indent = sum(widths[: self.below_at]) + GAP * self.below_at
        first = 0
        for row in sorted({*self.below, len(self.rows) - 1}):
            yield self._part(first, row + 1)
            first = row + 1
            if row in self.below:
                fits = indent + self.below[row].cell_len <= options.max_width
                yield Padding(self.below[row], (0, 0, 0, indent if fits else 3))

    def _widths(self, room: int) -> list[int] | None:
        """How wide its columns are; None where they do not fit."""
        widths = self._of_group(room)
        if widths is None:
            return None
        others = [o._of_group(room) for o in self.level]
        broad = max((sum(w) + GAP * (len(w) - 1) for w in others if w), default=0)
        grows = next((i for i, c in enumerate(self.columns) if not c.no_wrap), 0)
        widths[grows] += max(0, broad - sum(widths) - GAP * (len(widths) - 1))
        return widths

    def _of_group(self, room: int) -> list[int] | None:
        """The widths that its group has in common, found once for all of them."""
        first = self.beside[0]
        if room not in first.found:
            first.found[room] = _shared([t.columns for t in self.beside], room)
        widths = first.found[room]
        return None if widths is None else list(widths)

    def _part(self, first: int, end: int) -> Table:
        """Some of its rows, with the heads where they are the first; drawn as wide as the whole."""
        made = copy(self)
        made.below, made.columns, made.rows = {}, [], []
        made.show_header = self.show_header and first == 0
        for c in self.columns:
            made.add_column(
                c.header, header_style=c.header_style, style=c.style, justify=c.justify,
                vertical=c.vertical, overflow=c.overflow, width=c.width, no_wrap=c.no_wrap,
            )  # fmt: skip
        cells = list(zip(*(c.cells for c in self.columns), strict=True))
        for row, texts in zip(self.rows[first:end], cells[first:end], strict=True):
            made.add_row(*texts, style=row.style, end_section=row.end_section)
        return made

    def _blocks(self) -> Iterator[Text | Padding]:
        heads = [str(c.header) for c in self.columns] if self.show_header else []
        named = {i for i, head in enumerate(heads) if i and head}
        for number, row in enumerate(zip(*(_cells(c) for c in self.columns), strict=True)):
            if number:
                yield Text("")
            cells = [*row, self.below[number]] if number in self.below else row
            for place, cell in enumerate(cells):
                if not cell.plain.strip():
                    continue
                line = Text(f"{heads[place]} " if place in named else "")
                line.append_text(cell)
                yield Padding(line, (0, 0, 0, 3)) if place else line


def line_up(tables: Sequence[Table]) -> None:
    """Tables of the same columns, one below another, become columns of the same widths."""
    fitted = [t for t in tables if isinstance(t, Fitted)]
    for t in fitted:
        t.beside = fitted


def same_width(tables: Sequence[Table]) -> None:
    """Tables of one screen with other columns each end at the same edge."""
    fitted = [t for t in tables if isinstance(t, Fitted)]
    for t in fitted:
        t.level = fitted


def _cells(column: Column) -> list[Text]:
    return [c if isinstance(c, Text) else Text(str(c)) for c in column.cells]


def _shared(tables: Sequence[Sequence[Column]], room: int) -> list[int] | None:
    """How wide each column of *tables* is on a screen of *room* columns; None where they do not fit.

    What wraps gets what is left, and its longest word is torn only where nothing else fits.
    """
    columns = tables[0]
    texts = [
        [text for c in same for text in (Text(str(c.header)), *_cells(c))]
        for same in zip(*tables, strict=True)
    ]
    whole = [max(map(_widest, column)) for column in texts]
    room -= GAP * (len(columns) - 1)
    wraps = [i for i, c in enumerate(columns) if not c.no_wrap]
    room -= sum(w for i, w in enumerate(whole) if i not in wraps)
    if sum(whole[i] for i in wraps) <= room:
        return whole
    words = {i: max(map(_longest_word, texts[i])) for i in wraps}
    if sum(words.values()) > room:  # a day or a name folds between its words before one is torn
        for i in wraps:
            for text in texts[i]:
                text.plain = theme.unglued(text.plain)
        words = {i: max(map(_longest_word, texts[i])) for i in wraps}
    easy = {i: max(least, min(whole[i], EASY)) for i, least in words.items()}
    torn = {i: max(min(least, LEAST), _in_one_piece(texts[i])) for i, least in words.items()}
    least = next((x for x in (easy, words, torn) if sum(x.values()) <= room), None)
    if least is None or (least is torn and any(_amount(texts[i]) for i in wraps)):
        return None
    if least is not torn and len(wraps) == 2:
        return _lowest(whole, least, words, texts, room)
    room -= sum(least.values())
    if least is torn:
        # The first has the name: the others give way. Beside an address they share, or a partner's
        # name stood in splinters.
        share = any("@" in text.plain for text in texts[wraps[0]])
        order = sorted(wraps, key=lambda i: words[i] - least[i]) if share else wraps
        for left, i in enumerate(order):
            most = room // (len(wraps) - left) if share else room
            whole[i] = least[i] + min(words[i] - least[i], most)
            room -= whole[i] - least[i]
        return whole
    more = {i: whole[i] - least[i] for i in wraps}
    for left, i in enumerate(sorted(wraps, key=lambda i: more[i])):
        given = min(more[i], room // (len(wraps) - left))  # who needs little gets all of it
        whole[i] = least[i] + given
        room -= given
    return whole


def _lowest(
    whole: Sequence[int],
    least: dict[int, int],
    words: dict[int, int],
    texts: Sequence[Sequence[Text]],
    room: int,
) -> list[int]:
    """The widths with which two columns that wrap make the fewest lines; of several, the evenest."""
    one, other = least
    rows = [(texts[one][r], texts[other][r]) for r in range(min(len(texts[one]), MOST))]
    even = least[one] + min(whole[one] - least[one], (room - sum(least.values())) // 2)

    def lines(width: int) -> tuple[int, int]:
        both = [(_lines(a, width), _lines(b, room - width)) for a, b in rows]
        return sum(map(max, both)), sum(map(sum, both))

    tried = range(max(words[one], min(least[one], even)), room - words[other] + 1)
    best = min(tried, key=lambda width: (lines(width), abs(width - even)))
    made = list(whole)
    made[one], made[other] = min(best, whole[one]), min(room - best, whole[other])
    return made


def _lines(text: Text, width: int) -> int:
    """How many lines a text takes that folds between its words."""
    found = 0
    for line in text.plain.split("\n"):
        found += 1
        used = 0
        for word in line.split():
            size = cell_len(word)
            if used and used + 1 + size > width:
                found, used = found + 1, 0
            used += size + (1 if used else 0)
    return found


def _in_one_piece(texts: Sequence[Text]) -> int:
    """The longest claim number: a part of one reads as another claim's."""
    words = (word for t in texts for word in t.plain.split() if _CLAIM.search(word))
    return max(map(cell_len, words), default=0)


def _amount(texts: Sequence[Text]) -> bool:
    """Whether a column has amounts or days, of which a part reads as another one."""
    return any(t.plain.strip("$-").replace(",", "").replace(".", "").isdigit() for t in texts)


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _widest(text: Text) -> int:
    return max((line.cell_len for line in text.split()), default=0)
