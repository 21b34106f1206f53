"""The two pictures of the board report, as SVG that stands in the page: black, white and gray.

drawsvg writes them: it has no dependency of its own and escapes texts. It does not escape
attributes, so what people typed is text alone. The words below a picture say the same as it does.
"""

from collections.abc import Iterator, Sequence
from math import cos, radians
from typing import NamedTuple

import drawsvg

from wvls_mentor.money import money
from wvls_mentor.rules.report import Matched, Money, Report, Town
from wvls_mentor.text import harmless, shortened

WIDTH = 680
MOST_NAMED = 8  # pairs; of more, the names would cover the lines: the words below have them
_LETTER = 0.55  # of the size of the type: how wide a letter is, on the average


class Box(NamedTuple):
    """What a label covers, in units of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def _svg(drawing: drawsvg.Drawing) -> str:
    text: str = drawing.as_svg(header="", skip_js=True, skip_css=True)
    return text


def _drawing(height: float) -> drawsvg.Drawing:
    return drawsvg.Drawing(WIDTH, round(height))  # the type is that of the page


def _text(words: str, size: float, x: float, y: float, **more: object) -> drawsvg.Text:
    clean = " ".join(harmless(words).split())
    return drawsvg.Text(clean, size, round(x, 1), round(y, 1), **more)


def budget(m: Money) -> str:
    """What is paid, owed and could come as one bar, against the budget; empty where all is zero."""
    parts = [
        (what, cents, fill)
        for what, cents, fill in (
            ("paid", m.paid_cents, "#333"),
            ("owed", m.owed_cents, "#888"),
            ("could come", m.most_cents or 0, "#ccc"),
        )
        if cents
    ]
    whole = max(sum(cents for _, cents, _ in parts), m.budget_cents or 0)
    if not whole:
        return ""
    made, x = _drawing(46), 1.0
    scale = (WIDTH - 2) / whole
    if m.budget_cents is not None:
        frame = m.budget_cents * scale
        made.append(drawsvg.Rectangle(1, 4, round(frame, 1), 18, fill="#fff", stroke="#000"))
    for _, cents, fill in parts:
        width = cents * scale
        made.append(drawsvg.Rectangle(round(x, 1), 4, round(width, 1), 18, fill=fill))
        x += width
    if m.budget_cents is not None:
        end = 1 + m.budget_cents * scale
        made.append(drawsvg.Line(end, 0, end, 26, stroke="#000", stroke_width=2))
    x = 1.0
    for what, cents, fill in parts:
        made.append(drawsvg.Rectangle(x, 33, 9, 9, fill=fill, stroke="#000", stroke_width=0.5))
        words = f"{what} {money(cents)}"
        made.append(_text(words, 11, x + 13, 42))
        x += 13 + _wide(words, 11) + 18
    if m.budget_cents is not None:
        words = f"budget {money(m.budget_cents)}"
        edge = max(x + _wide(words, 11), end)
        made.append(_text(words, 11, edge, 42, text_anchor="end"))
    return _svg(made)


def _wide(words: str, size: float) -> float:
    return len(words) * size * _LETTER


def towns(found: Report, *, names: bool) -> str:
    """The region's towns, a line for each pair; empty where no pair has both its towns on it."""
    places = {t.name: t for t in found.towns}
    drawn = [m for m in found.matched if m.mentor_town in places and m.mentee_town in places]
    if not drawn:
        return ""
    at, height = _projected(found.towns)
    made = _drawing(height)
    joined = sorted({tuple(sorted((m.mentor_town, m.mentee_town))) for m in drawn})
    for one, other in joined:
        (x, y), (x2, y2) = at[one], at[other]
        if one == other:
            made.append(drawsvg.Circle(x, y, 8, fill="none", stroke="#000"))
        else:
            made.append(drawsvg.Line(x, y, x2, y2, stroke="#000", stroke_width=1.2))
    busy = {town for pair in joined for town in pair}
    for town, (x, y) in at.items():
        gray = town not in busy
        made.append(drawsvg.Circle(x, y, 2 if gray else 4, fill="#888" if gray else "#000"))
    people = _people(drawn) if names and len(drawn) <= MOST_NAMED else {}
    lines = [box for one, other in joined for box in _along(at[one], at[other])]
    for element in _labels(at, busy, people, lines, height):
        made.append(element)
    return _svg(made)


def _projected(region: Sequence[Town]) -> tuple[dict[str, tuple[float, float]], float]:
    """Where each town stands on the picture, and its height: a map on a flat sheet, north above."""
    middle = sum(t.latitude for t in region) / len(region)
    flat = {t.name: (t.longitude * cos(radians(middle)), -t.latitude) for t in region}
    left, right = (f(x for x, _ in flat.values()) for f in (min, max))
    top, bottom = (f(y for _, y in flat.values()) for f in (min, max))
    side, edge, tallest = 90.0, 14.0, 250.0
    scale = min(
        (WIDTH - 2 * side) / max(right - left, 0.1), (tallest - 2 * edge) / max(bottom - top, 0.1)
    )
    inset = (WIDTH - (right - left) * scale) / 2
    found = {
        name: (round(inset + (x - left) * scale, 1), round(edge + (y - top) * scale, 1))
        for name, (x, y) in flat.items()
    }
    return found, (bottom - top) * scale + 2 * edge


def _people(drawn: Sequence[Matched]) -> dict[str, list[str]]:
    """Who of the pairs is in which town."""
    found: dict[str, list[str]] = {}
    for m in drawn:
        for town, name in ((m.mentor_town, m.mentor), (m.mentee_town, m.mentee)):
            if name not in found.setdefault(town, []):
                found[town].append(name)
    return found


def _labels(
    at: dict[str, tuple[float, float]],
    busy: set[str],
    people: dict[str, list[str]],
    lines: Sequence[Box],
    height: float,
) -> Iterator[drawsvg.Text]:
    """Each town's name where it covers no other and, if there is room, no line.

    A town without a pair gives way: better no name than two on top of each other.
    """
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in at.values()]
    for town in sorted(at, key=lambda t: (t not in busy, t)):
        gray = town not in busy
        size = 9.0 if gray else 12.0
        rows = [shortened(text, 26) for text in (town, *people.get(town, []))]
        spots = [s for s in _spots(at[town], rows, size) if _inside(s[0], height)]
        free = [s for s in spots if not any(s[0].meets(other) for other in taken)]
        clear = [s for s in free if not any(s[0].meets(other) for other in lines)]
        if (gray and not free) or not spots:
            continue
        box, side, x = (clear or free or spots)[0]
        taken.append(box)
        for number, row in enumerate(rows):
            baseline = box.top + size * (0.85 + 1.1 * number)
            yield _text(
                row, size if number == 0 else size - 2, x, baseline, text_anchor=side,
                fill="#666" if gray else "#000", stroke="#fff", stroke_width=3, paint_order="stroke",
            )  # fmt: skip


def _spots(
    at: tuple[float, float], rows: Sequence[str], size: float
) -> list[tuple[Box, str, float]]:
    """Where a label may stand, with the side that holds it and its x: right, left, above, below."""
    x, y = at
    wide, tall = max(_wide(row, size) for row in rows), len(rows) * size * 1.1
    top = y - size / 2
    return [
        (Box(x + 7, top, x + 7 + wide, top + tall), "start", x + 7),
        (Box(x - 7 - wide, top, x - 7, top + tall), "end", x - 7),
        (Box(x - wide / 2, y - 7 - tall, x + wide / 2, y - 7), "middle", x),
        (Box(x - wide / 2, y + 7, x + wide / 2, y + 7 + tall), "middle", x),
    ]


def _inside(box: Box, height: float) -> bool:
    return box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= height


def _along(one: tuple[float, float], other: tuple[float, float]) -> Iterator[Box]:
    """A line as a row of small boxes, apart from its ends."""
    (x, y), (x2, y2) = one, other
    for step in range(1, 40):
        left, top = x + (x2 - x) * step / 40, y + (y2 - y) * step / 40
        yield Box(left - 1, top - 1, left + 1, top + 1)
