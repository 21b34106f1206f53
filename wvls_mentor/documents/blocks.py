"""Paragraphs and lists of a rendered template, for text and HTML alike: the words stand once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wvls_mentor.documents import templates
from wvls_mentor.text import GLUE


class Piece(NamedTuple):
    """A part of a line; *link* where it can be clicked, *whole* where no line may break in it."""

    text: str
    link: str = ""
    whole: bool = False


_WHOLE = rf"\S*{GLUE}\S*?(?=[.,;:]*(?:\s|$))"  # without the mark that follows

_PHONE = r"\b\d{3}-\d{3}-\d{4}\b"  # half a number at the end of a line is nobody's


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list with a line each, or a heading (``# `` in a template, below it ``## ``)."""

    bullets: bool
    lines: tuple[tuple[Piece, ...], ...]
    heading: bool = False
    below: bool = False  # a heading of a part of what the last one heads


def blocks(body: str, links: Sequence[str]) -> Iterator[Block]:
    """Paragraphs stand between blank lines; their lines in a template are joined.

    Each line of a list begins with ``- ``; what is indented below one goes on with it, and ends
    nothing where it turns out empty.
    """
    for part in re.split(r"\n{2,}", body):
        lines: list[str] = []
        for raw in part.splitlines():
            line = " ".join(raw.replace(templates.BREAK, f" {templates.BREAK} ").split())
            bullet = line.startswith("- ")
            if not line:
                continue
            if lines and raw[:1].isspace() and lines[0].startswith("- "):
                lines[-1] += f" {line}"
                continue
            if lines and bullet != lines[0].startswith("- "):
                yield _block(lines, links)
                lines = []
            if lines and not bullet and not lines[-1].endswith(templates.BREAK):
                lines[-1] += f" {line}"
            else:
                lines.append(line)
        if lines:
            yield _block(lines, links)


def _block(lines: Iterable[str], links: Sequence[str]) -> Block:
    clean = [line.replace(templates.BREAK, "").strip() for line in lines]
    mark = next((m for m in ("- ", "# ", "## ") if clean[0].startswith(m)), "")
    pieces = tuple(_pieces(c.removeprefix(mark), links) for c in clean)
    return Block(mark == "- ", pieces, "#" in mark, mark == "## ")


def _pieces(line: str, links: Sequence[str]) -> tuple[Piece, ...]:
    """A line with the office's own links apart: nobody else's text becomes one."""
    ours = [re.escape(link) for link in sorted(links, key=len, reverse=True)]
    parts = re.split(f"({'|'.join([*ours, _WHOLE, _PHONE])})", line)
    return tuple(
        Piece(
            templates.Verbatim(p),
            p if p in links else "",
            GLUE in p or re.fullmatch(_PHONE, p) is not None,
        )
        for p in parts
        if p
    )


def as_text(block: Block) -> str:
    """A paragraph, list or heading as plain text, one line each, never wrapped."""
    mark = "- " if block.bullets else ""
    return "\n".join(mark + "".join(piece.text for piece in line) for line in block.lines)
