"""A table that fits its screen, whatever rows were added: an amount is never cut or torn.

A module of its own: it loads Rich, which a command without a table needs not wait for.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from wvls_mentor.views import theme

GAP = 2  # columns between two columns of a table
EASY = 16  # columns in which a name or an amount of miles stays on one line
LEAST = 8  # columns into which a name still folds


class Fitted(Table):
    """A table whose widths are shared out once all its rows are known: a total counts as well.

    Rich takes from every column alike and drops what does not fit: $1,220.10 became $1,220.1.
    Where a screen has no room for what may not fold, each row is a block of lines.
    """

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table, or its rows as blocks."""
        widths = _shared(self.columns, options.max_width)
        if widths is None:
            yield from self._blocks()
            return
        for column, width in zip(self.columns, widths, strict=True):
            column.width = width
        yield from super().__rich_console__(console, options)

    def _blocks(self) -> Iterator[Text | Padding]:
        heads = [str(c.header) for c in self.columns] if self.show_header else None
        for number, row in enumerate(zip(*(_cells(c) for c in self.columns), strict=True)):
            if number:
                yield Text("")
            for place, cell in enumerate(row):
                if not cell.plain.strip():
                    continue
                line = Text(f"{heads[place]} " if place and heads and heads[place] else "")
                line.append_text(cell)
                yield Padding(line, (0, 0, 0, 3)) if place else line


def _cells(column: Column) -> list[Text]:
    return [c if isinstance(c, Text) else Text(str(c)) for c in column.cells]


def _shared(columns: Sequence[Column], room: int) -> list[int] | None:
    """How wide each column is on a screen of *room* columns; None where they do not fit.

    What wraps gets what is left, and its longest word is torn only where nothing else fits.
    """
    texts = [[Text(str(c.header)), *_cells(c)] for c in columns]
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
    torn = {i: min(least, LEAST) for i, least in words.items()}
    least = next((x for x in (easy, words, torn) if sum(x.values()) <= room), None)
    if least is None or (least is torn and any(_amount(texts[i]) for i in wraps)):
        return None
    room -= sum(least.values())
    if least is torn:
        for i in wraps:  # the first has the name: the others give way
            whole[i] = least[i] + min(words[i] - least[i], room)
            room -= whole[i] - least[i]
        return whole
    more = {i: whole[i] - least[i] for i in wraps}
    for left, i in enumerate(sorted(wraps, key=lambda i: more[i])):
        given = min(more[i], room // (len(wraps) - left))  # who needs little gets all of it
        whole[i] = least[i] + given
        room -= given
    return whole


def _amount(texts: Sequence[Text]) -> bool:
    """Whether a column has amounts or days, of which a part reads as another one."""
    return any(t.plain.strip("$-").replace(",", "").replace(".", "").isdigit() for t in texts)


def _longest_word(text: Text) -> int:
    return max(map(cell_len, text.plain.split()), default=0)


def _widest(text: Text) -> int:
    return max((line.cell_len for line in text.split()), default=0)
