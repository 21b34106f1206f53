"""The handover page: what is open, how each pair stands, what comes when, where everything is."""

from collections.abc import Sequence
from itertools import accumulate, groupby

from wvls_mentor.documents import templates
from wvls_mentor.documents.blocks import Block, as_text
from wvls_mentor.documents.blocks import blocks as cut
from wvls_mentor.rules.handover import Handover
from wvls_mentor.rules.policy import Policy

ROUTINE = "Every "  # how the headings of what comes again begin


def write(found: Handover) -> tuple[Block, ...]:
    """The page's headings, paragraphs and lists."""
    return tuple(cut(templates.render("handover.txt", found.day, h=found), ()))


def _parts(blocks: Sequence[Block]) -> list[tuple[list[Block], bool]]:
    """Runs of *blocks*, and whether they are short lines that print in two columns: the routine."""
    heads = accumulate((as_text(b) if b.heading and not b.below else "" for b in blocks), _newest)
    pairs = list(zip(blocks, (head.startswith(ROUTINE) for head in heads), strict=True))
    return [([b for b, _ in run], short) for short, run in groupby(pairs, key=lambda x: x[1])]


def _newest(before: str, head: str) -> str:
    return head or before


def as_page(found: Handover, office: Policy) -> str:
    """The page as HTML that prints."""
    return templates.page(
        "handover.html",
        found.day,
        office,
        parts=_parts(write(found)),
        notes=found.notes,
        coordinator=office.coordinator_name,
    )
