"""A screen's content as values for a page: lines and tables, whose parts have a meaning."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Run(NamedTuple):
    """A piece of a line with the name of its style, such as ``late``; empty where it has none."""

    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a screen, further right where it is *indented*."""

    runs: tuple[Run, ...]
    indented: bool = False

    @property
    def heading(self) -> bool:
        """Whether it is a heading: it begins with a strong word that stands alone or before quiet."""
        styles = [r.style for r in self.runs if r.text.strip()]
        return styles[:1] == ["strong"] and set(styles[1:]) <= {"quiet"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; *heads* are empty where it has none, *right* are the columns that align so."""

    heads: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Page:
    """A screen as a page, as of *day*: its first line, and what is below it."""

    day: date
    title: str
    lead: Paragraph
    blocks: tuple[Paragraph | Grid, ...]
