"""Tables: a column that wraps gets what is left, and no word is torn while there is room."""

import io

import pytest
from rich.console import Console
from rich.theme import Theme

from wvls_mentor.views.columns import Column, as_table
from wvls_mentor.views.theme import STYLES, glued, unglued

LONG = "collection-development"


def _drawn(width: int, rows: list[tuple[str, str, str]]) -> list[str]:
    columns: tuple[Column[tuple[str, str, str]], ...] = (
        Column("day", lambda r: r[0], "day"),
        Column("how", lambda r: r[1], "how", wrap=True),
        Column("about", lambda r: r[2], "about", wrap=True),
    )
    out = io.StringIO()
    made = Console(file=out, width=width, color_system=None, theme=Theme(STYLES))
    made.print(as_table(columns, rows, width))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("width", [62, 80, 120])
def test_the_longest_word_stays_in_one_piece(width: int) -> None:
    rows = [("2026-11-17", "in person at the mentee's library " * 3, f"{LONG}, {LONG}")]
    lines = _drawn(width, rows)
    assert any(LONG in line for line in lines)
    assert all(len(line.rstrip()) <= width for line in lines)


def test_what_fits_is_not_folded() -> None:
    assert len(_drawn(80, [("2026-11-17", "by phone", "budget")])) == 3


def test_where_nothing_fits_all_give_way() -> None:
    lines = _drawn(62, [("2026-11-17", "x" * 40, "z" * 40)])
    assert all(len(line.rstrip()) <= 62 for line in lines) and "".join(lines).count("z") == 40


def test_a_day_folds_between_its_words_before_a_word_is_torn() -> None:
    """A day that stays whole took the room of a name: "Jul 1, 2" stood above "026"."""
    what = f"last check-in {glued('Jul 20, 2026')}"
    columns: tuple[Column[int], ...] = (
        Column(None, lambda n: "x" * 40, "address"),
        Column(None, lambda n: None, "pair", lambda n: glued("3 Ruth Bergstrom"), wrap=True),
        Column(None, lambda n: None, "what", lambda n: what, wrap=True),
    )
    out = io.StringIO()
    made = Console(file=out, width=66, color_system=None, theme=Theme(STYLES))
    made.print(as_table(columns, [1], 66))
    words = unglued(out.getvalue()).split()
    assert {"Ruth", "Bergstrom", "check-in", "Jul", "20,", "2026"} <= set(words), out.getvalue()
