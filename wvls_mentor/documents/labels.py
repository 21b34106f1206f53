"""Places the town names on a map: each next to its own dot, and none on top of another."""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import NamedTuple

Point = tuple[float, float]
LETTER = 0.55  # of the size of the type: how wide a letter is, on the average
APART = 13.0  # how near two dots may be: nearer, one would lie under the other
_DOT = 5.0  # from the middle of a dot to where a label may begin
_ROUNDS = 6  # how often each label may look for a better place than its first one
# What is worst about a place, in points: a name on a name is never better than anything else.
_ON_A_NAME, _ON_A_DOT, _LEFT_OUT = 1000.0, 400.0, 90.0
_READ_AS_ANOTHERS, _WITHOUT_PEOPLE, _SMALLER, _ON_A_LINE, _FURTHER = 20.0, 25.0, 12.0, 4.0, 0.5
_TIED = 8.0  # how bad a hairline is, and being nearer to another dot where one tells whose it is
_FAR = 9.0  # from the middle of a dot: a label further off has a hairline to its dot


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

    def far(self, point: Point) -> float:
        """How far a point is from it; 0 within."""
        x, y = self.nearest(point)
        return hypot(x - point[0], y - point[1])

    def nearest(self, point: Point) -> Point:
        """Its point that is nearest to *point*."""
        x, y = point
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


class Wanted(NamedTuple):
    """The rows of type beside a town: its name, then its people; a town in gray may go without."""

    rows: tuple[str, ...]
    gray: bool


class Label(NamedTuple):
    """Rows of type of a size; *side* (start, end, middle) of them stands at *x*."""

    box: Box
    side: str
    x: float
    rows: tuple[str, ...]
    size: float
    tie: tuple[Point, Point] | None = None  # a hairline from its dot, where it is far from it


class _Place(NamedTuple):
    """A label with what is bad about it, whatever stands beside it; no label is one that is left out."""

    label: Label | None
    cost: float


def apart(at: Mapping[str, Point]) -> dict[str, Point]:
    """The towns, those that stand too close pushed away from each other."""
    found = dict(at)
    towns = sorted(found)
    for _ in range(60):
        moved = False
        for number, one in enumerate(towns):
            for other in towns[:number]:
                (x, y), (x2, y2) = found[one], found[other]
                far = hypot(x - x2, y - y2)
                if far >= APART - 0.01:
                    continue
                right, down = ((x - x2) / far, (y - y2) / far) if far > 0.1 else (0.0, 1.0)
                push = (APART - far) / 2
                found[one] = (x + right * push, y + down * push)
                found[other] = (x2 - right * push, y2 - down * push)
                moved = True
        if not moved:
            break
    return {town: (round(x, 1), round(y, 1)) for town, (x, y) in found.items()}


def placed(
    at: Mapping[str, Point],
    wanted: Mapping[str, Wanted],
    lines: Sequence[Box],
    room: tuple[float, float],
) -> dict[str, Label]:
    """A label for each town that finds a place within *room*, the width and height of the picture.

    Each takes the best place beside those that stand, and looks again once all have one. People are
    left out where they find no room, for the words below the picture name them.
    """
    order = sorted(wanted, key=lambda town: (wanted[town].gray, town))
    places = {town: list(_places(town, at, wanted[town], lines, room)) for town in order}
    chosen: dict[str, _Place] = {}
    for _ in range(_ROUNDS):
        before = dict(chosen)
        for town in order:
            others = [p.label.box for t, p in chosen.items() if t != town and p.label is not None]
            if places[town]:
                chosen[town] = min(places[town], key=lambda p: _beside(p, others))
        if chosen == before:
            break
    return {town: p.label for town, p in chosen.items() if p.label is not None}


def _beside(place: _Place, others: Sequence[Box]) -> float:
    """How bad a place is beside *others*."""
    if place.label is None:
        return place.cost
    return place.cost + _ON_A_NAME * sum(place.label.box.meets(box) for box in others)


def _places(
    town: str,
    at: Mapping[str, Point],
    wanted: Wanted,
    lines: Sequence[Box],
    room: tuple[float, float],
) -> Iterator[_Place]:
    rows, gray = wanted
    kinds = [(rows, 9.0 if gray else 12.0, 0.0)]
    kinds += [(rows[:1], 12.0, _WITHOUT_PEOPLE)] if len(rows) > 1 else []
    kinds += [] if gray else [(rows[:1], 9.5, kinds[-1][2] + _SMALLER)]
    others = [point for name, point in at.items() if name != town]
    dots = [Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in others]
    if gray:
        yield _Place(None, _LEFT_OUT)
    for said, size, cost in kinds:
        for number, (box, side, x) in enumerate(_spots(at[town], said, size)):
            if box.left < 0 or box.right > room[0] or box.top < 0 or box.bottom > room[1]:
                continue
            own = box.far(at[town])
            tie = _tie(at[town], box) if own > _FAR else None
            bad = cost + _FURTHER * number + (_TIED if tie else 0)
            bad += _ON_A_DOT * sum(box.meets(dot) for dot in dots)
            nearer = sum(box.far(point) < own + 2 for point in others)
            bad += (_TIED if tie else _READ_AS_ANOTHERS) * nearer
            bad += _ON_A_LINE * sum(box.meets(line) for line in lines)
            yield _Place(Label(box, side, x, said, size, tie), bad)


def _tie(dot: Point, box: Box) -> tuple[Point, Point]:
    """A hairline from the edge of a dot to its label."""
    x, y = box.nearest(dot)
    part = _DOT / hypot(x - dot[0], y - dot[1])
    edge = (dot[0] + (x - dot[0]) * part, dot[1] + (y - dot[1]) * part)
    return (round(edge[0], 1), round(edge[1], 1)), (round(x, 1), round(y, 1))


def _spots(at: Point, rows: Sequence[str], size: float) -> list[tuple[Box, str, float]]:
    """Where a label may stand, with the side that holds it and its x: beside it, above, below, askew."""
    x, y = at
    wide, tall = max(len(row) for row in rows) * size * LETTER, len(rows) * size * 1.1
    top = y - size / 2
    return [
        (Box(x + 7, top, x + 7 + wide, top + tall), "start", x + 7),
        (Box(x - 7 - wide, top, x - 7, top + tall), "end", x - 7),
        (Box(x + 7, y + size / 2 - tall, x + 7 + wide, y + size / 2), "start", x + 7),
        (Box(x - 7 - wide, y + size / 2 - tall, x - 7, y + size / 2), "end", x - 7),
        (Box(x - wide / 2, y - 7 - tall, x + wide / 2, y - 7), "middle", x),
        (Box(x - wide / 2, y + 7, x + wide / 2, y + 7 + tall), "middle", x),
        *(
            (Box(left, edge, left + wide, edge + tall), "start" if left > x - 1 else "end", x + out)
            for out in (5, -5, 14, -14, 24, -24)
            for left in (x + out if out > 0 else x + out - wide,)
            for edge in (y - 5 - tall, y + 5, y - 12 - tall, y + 12, top)
            if edge != top or abs(out) > 5
        ),
    ]
