"""The two pictures of the board report, as SVG that stands in the page: black, white and gray.

drawsvg writes them: it has no dependency of its own and escapes texts. It does not escape
attributes, so what people typed is text alone. The words below a picture say the same as it does.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import cos, hypot, radians

import drawsvg

from wvls_mentor.documents import labels
from wvls_mentor.documents.labels import LETTER, Box, Point, Wanted
from wvls_mentor.money import money
from wvls_mentor.rules.report import Matched, Money, Report, Town
from wvls_mentor.text import harmless, shortened

WIDTH = 680
MOST_NAMED = 8  # pairs; of more, the names would cover the lines: the words below have them
TALLEST = 360.0  # of the map
# Of a line, at its middle: to one side, to the other, further and further out.
_BENDS = tuple(side * far for far in (7.0, 13.0, 20.0, 28.0, 37.0, 47.0, 58.0) for side in (1, -1))
_STEPS = 40  # parts of a line
_AWAY = 6.0  # how far a line stays from a town that is none of its two


def _svg(drawing: drawsvg.Drawing) -> str:
    text: str = drawing.as_svg(header="", skip_js=True, skip_css=True)
    return text


def _drawing(height: float) -> drawsvg.Drawing:
    return drawsvg.Drawing(WIDTH, round(height))  # the type is that of the page


def _text(words: str, size: float, x: float, y: float, **more: object) -> drawsvg.Text:
    clean = " ".join(harmless(words).split())
    return drawsvg.Text(clean, size, round(x, 1), round(y, 1), **more)


def budget(m: Money) -> str:
    """What is paid, owed and could still be paid as one bar, against the budget; empty where all is zero."""
    parts = [
        (what, cents, fill)
        for what, cents, fill in (
            ("paid", m.term.earned_cents - m.term.owed_cents, "#333"),
            ("owed", m.term.owed_cents, "#888"),
            ("could still be paid", m.most_cents or 0, "#ccc"),
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
    return len(words) * size * LETTER


def towns(found: Report, *, names: bool, tallest: float = TALLEST) -> str:
    """The region's towns, a line for each pair; empty where no pair has both its towns on it."""
    places = {t.name: t for t in found.towns}
    drawn = [m for m in found.matched if m.mentor_town in places and m.mentee_town in places]
    if not drawn:
        return ""
    at, height = _projected(found.towns, tallest)
    made = _drawing(height)
    joined = Counter(
        (min(both), max(both)) for both in ((m.mentor_town, m.mentee_town) for m in drawn)
    )
    curves: list[tuple[Point, ...]] = []
    for (one, other), pairs in sorted(joined.items()):
        others = [point for town, point in at.items() if town not in (one, other)]
        if one == other:
            for number in range(pairs):
                x, y = at[one]
                made.append(drawsvg.Circle(x, y, 8 + 3 * number, fill="none", stroke="#000"))
        else:
            for curve in _curves(at[one], at[other], others, pairs):
                made.append(_drawn(curve))
                curves.append(curve)
    busy = {town for pair in joined for town in pair}
    for town, (x, y) in at.items():
        gray = town not in busy
        made.append(drawsvg.Circle(x, y, 2 if gray else 4, fill="#888" if gray else "#000"))
    people = _people(drawn) if names and len(drawn) <= MOST_NAMED else {}
    lines = [Box(x - 1, y - 1, x + 1, y + 1) for curve in curves for x, y in curve[1:-1]]
    wanted = {
        town: Wanted(
            tuple(shortened(text, 26) for text in (town, *people.get(town, []))), town not in busy
        )
        for town in at
    }
    for element in _labels(at, wanted, lines, height):
        made.append(element)
    return _svg(made)


def _projected(
    region: Sequence[Town], tallest: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """The position of each town, and the picture's height: a flat map with north at the top."""
    middle = sum(t.latitude for t in region) / len(region)
    flat = {t.name: (t.longitude * cos(radians(middle)), -t.latitude) for t in region}
    left, right = (f(x for x, _ in flat.values()) for f in (min, max))
    top, bottom = (f(y for _, y in flat.values()) for f in (min, max))
    side, edge = 90.0, 16.0
    scale = min(
        (WIDTH - 2 * side) / max(right - left, 0.1), (tallest - 2 * edge) / max(bottom - top, 0.1)
    )
    inset = (WIDTH - (right - left) * scale) / 2
    found = {
        name: (round(inset + (x - left) * scale, 1), round(edge + (y - top) * scale, 1))
        for name, (x, y) in flat.items()
    }
    return labels.apart(found), (bottom - top) * scale + 2 * edge


def _people(drawn: Sequence[Matched]) -> dict[str, list[str]]:
    """The people in each town."""
    found: dict[str, list[str]] = {}
    for m in drawn:
        for town, name in ((m.mentor_town, m.mentor), (m.mentee_town, m.mentee)):
            if name not in found.setdefault(town, []):
                found[town].append(name)
    return found


def _labels(
    at: Mapping[str, Point], wanted: Mapping[str, Wanted], lines: Sequence[Box], height: float
) -> Iterator[drawsvg.DrawingElement]:
    """The names of the towns, each on a white edge of its own where a line runs below it."""
    placed = labels.placed(at, wanted, lines, (WIDTH, height))
    for dot, edge in (label.tie for label in placed.values() if label.tie):
        yield drawsvg.Line(*dot, *edge, stroke="#888", stroke_width=0.5)
    for town, label in placed.items():
        for number, row in enumerate(label.rows):
            baseline = label.box.top + label.size * (0.85 + 1.1 * number)
            size = label.size if number == 0 else label.size - 2
            yield _text(
                row, size, label.x, baseline, text_anchor=label.side,
                fill="#666" if wanted[town].gray else "#000",
                stroke="#fff", stroke_width=3, paint_order="stroke",
            )  # fmt: skip


def _curves(
    one: Point, other: Point, others: Sequence[Point], pairs: int
) -> Iterator[tuple[Point, ...]]:
    """A curve for each pair of two towns, as points: none covers another or runs through a town.

    Where every bend would, the slightest are taken.
    """
    made = [_curve(one, other, bend) for bend in _BENDS]
    clear = [c for c in made if all(_far(point, c) for point in others)]
    yield from (clear + [c for c in made if c not in clear])[:pairs]


def _curve(one: Point, other: Point, bend: float) -> tuple[Point, ...]:
    """Points along a line that bends to one side, *bend* units at its middle."""
    (x, y), (x2, y2) = one, other
    far = hypot(x2 - x, y2 - y) or 1.0
    found = []
    for step in range(_STEPS + 1):
        part = step / _STEPS
        side = 4 * bend * part * (1 - part)
        found.append(
            (
                round(x + (x2 - x) * part - (y2 - y) / far * side, 1),
                round(y + (y2 - y) * part + (x2 - x) / far * side, 1),
            )
        )
    return tuple(found)


def _far(point: Point, curve: Sequence[Point]) -> bool:
    return all(hypot(point[0] - x, point[1] - y) > _AWAY for x, y in curve)


def _drawn(curve: Sequence[Point]) -> drawsvg.Path:
    path = drawsvg.Path(stroke="#000", stroke_width=1.2, fill="none")
    path.M(*curve[0])
    for point in curve[1:]:
        path.L(*point)
    return path
