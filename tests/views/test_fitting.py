"""Tables that share a screen: one layout, and nothing in them that reads as something else."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text
from rich.theme import Theme

from wvls_mentor import views
from wvls_mentor.views.fitting import Fitted, line_up, same_width
from wvls_mentor.views.screen import add, table
from wvls_mentor.views.theme import STYLES


def _printed(*tables: Fitted, width: int = 80) -> list[str]:
    console = Console(width=width, file=io.StringIO(), force_terminal=False, theme=Theme(STYLES))
    for made in tables:
        console.print(made)
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue().splitlines()


def _two(first: str, second: str) -> tuple[Fitted, Fitted]:
    one, other = (table("who", "what", "sum", right=(2,), wrap=(0, 1)) for _ in range(2))
    add(one, first, "a visit", "$125.00")
    add(other, second, "travel", "$7.00")
    return one, other


def test_tables_of_the_same_columns_line_up() -> None:
    one, other = _two("Mentor One", "Mentor Twentytwo of Somewhere")
    line_up([one, other])
    lines = _printed(one, other)
    assert len({line.index("what") for line in lines if "what" in line}) == 1
    assert len({len(line.rstrip()) for line in lines if "$" in line}) == 1


def test_tables_of_other_columns_end_at_one_edge() -> None:
    one, other = _two("Mentor One", "Mentor Twentytwo of Somewhere")[0], table("", "", right=(1,))
    add(other, "total", "$132.00")
    same_width([one, other])
    assert len({len(line.rstrip()) for line in _printed(one, other) if "$" in line}) == 1


@pytest.mark.parametrize("width", range(30, 90, 3))
def test_a_claim_number_never_breaks(width: int) -> None:
    """ "C-2026-0" at one edge and "1" below it reads as another claim."""
    made = table("id", "to", "for", "amount", right=(3,), wrap=(1, 2))
    for number in ("C-2026-01", "C-2026-107"):
        said = f"travel, meeting 1; check 1041; {number}"
        add(made, "1", "Maximiliana Featherstonehaugh-Cholmondeley", said, "$125.00")
    text = "\n".join(_printed(made, width=width))
    assert re.findall(r"C-2026-\d+", text) == ["C-2026-01", "C-2026-107"]


def test_of_two_ways_to_fold_the_one_with_fewer_lines_is_taken() -> None:
    """Each name stood on two lines, for the sake of one long remark."""
    made = table("late", "pair", "what", "due", wrap=(1, 2))
    for number in range(5):
        add(made, "8 days", f"{number} Mentor Three and Mentee Three", "first visit", "Sep 17")
    add(made, "8 days", "6 Mentor One and Mentee Six", "first visit, planned for Nov 30", "Sep 17")
    assert len(_printed(made, width=70)) == 2 + 5 + 2


def test_a_line_below_a_row_is_there_once_and_whole() -> None:
    made = table("pair", "what", wrap=(0, 1))
    for number in range(3):
        add(made, f"Mentor {number}", "goals")
        made.below[number] = Text(f"a.very.long.mailbox{number}@example.org")
    made.below_at = 1
    lines = _printed(made, width=40)
    assert [line.strip() for line in lines if "@" in line] == [
        f"a.very.long.mailbox{n}@example.org" for n in range(3)
    ]
    assert [line.split()[0] for line in lines[2::2]] == ["Mentor"] * 3


def test_views_use_what_rich_promises() -> None:
    """A table was cut into parts by a field of Rich's own that the next version may not have."""
    paths = list(Path(views.__file__).parent.glob("*.py"))
    assert len(paths) > 20
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for owner, name in re.findall(r"\b(\w+)\._([a-z]\w*)", text):
            ours = name in ("asdict", "replace") or f"    def _{name}(self" in text
            assert owner in ("self", "cls") or ours, (path.name, name)
