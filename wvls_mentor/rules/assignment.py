"""The best whole assignment (C3): as many matches as possible, then the largest sum of scores.

Rows are mentees, columns mentors with places. What is not possible is removed, never priced; each
mentee has a private column "nobody". A match is worth ``worth + score`` with ``worth`` above any
sum of scores, so that one more match always wins; every sum is a whole number below 2**53, hence
exact in the solver's floats.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Possible = NDArray[np.bool_]
    Places = NDArray[np.int64]
    # What it is worth, negated; a number that settles ties; the solution; what it chose from.
    Node = tuple[tuple[float, ...], int, "Solution", Possible]


# Two cells that cannot be used together, each (row, column).
Swap = tuple[tuple[int, int], tuple[int, int]]
MOST_OPEN = 50


@dataclass(frozen=True, slots=True)
class Solution:
    """The mentor's column of each mentee (-1: nobody), how many are matched, the sum of scores."""

    chosen: tuple[int, ...]
    matched: int
    total: int


def worth_of(rows: int) -> int:
    """The worth of one match: above any sum of scores of 0 to 10,000."""
    return (rows + 1) * 10_001


def solve(
    points: "Points", possible: "Possible", places: "Places", must: frozenset[int] = frozenset()
) -> Solution:
    """The optimum; rows in *must* may not stay without a mentor.

    Raises ValueError when a row in *must* cannot be matched.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    rows = len(points)
    # Nobody can take more mentees than there are: fewer copies of a column, the same answer.
    copies = np.repeat(np.arange(points.shape[1]), np.minimum(places, rows))
    value = np.full((rows, len(copies) + rows), -np.inf)
    value[:, : len(copies)] = np.where(
        possible[:, copies], points[:, copies] + worth_of(rows), -np.inf
    )
    alone = [row for row in range(rows) if row not in must]
    value[alone, [len(copies) + row for row in alone]] = 0.0
    _, columns = linear_sum_assignment(value, maximize=True)
    chosen = tuple(int(copies[c]) if c < len(copies) else -1 for c in columns)
    return _counted(points, chosen)


def solve_apart(
    points: "Points",
    possible: "Possible",
    places: "Places",
    must: frozenset[int],
    swaps: Sequence[Swap],
    *,
    fair: bool = False,
) -> Solution:
    """The optimum with one cell at most of each of the *swaps*; a *fair* one with *fair*.

    Best first: where the optimum has both cells of a swap it is solved again without the one and
    without the other. Raises ValueError when a row in *must* cannot be matched.
    """
    solver = solve_fair if fair else solve
    made = count()

    def node(allowed: "Possible") -> "Node":
        found = solver(points, allowed, places, must)
        lowest = min((points[r, c] for r, c in enumerate(found.chosen) if c >= 0), default=0)
        worth = (-found.matched, -lowest if fair else 0, -found.total)
        return worth, next(made), found, allowed

    heap = [node(possible)]
    while heap:
        _, _, found, allowed = heappop(heap)
        both = [swap for swap in swaps if all(found.chosen[r] == c for r, c in swap)]
        if not both:
            return found
        ways = [[cell] for cell in reversed(both[0])]  # of equals the first row keeps its own
        if len(heap) >= MOST_OPEN:  # more swaps would take forever: drop the weaker one of each
            heap = []
            ways = [[min(swap, key=lambda cell: (cell[0] in must, points[cell])) for swap in both]]
        for cells in ways:
            without = allowed.copy()
            without[tuple(zip(*cells, strict=True))] = False
            with suppress(ValueError):
                heappush(heap, node(without))
    raise ValueError("no whole assignment has every row that must be matched")


def _counted(points: "Points", chosen: tuple[int, ...]) -> Solution:
    taken = [(row, column) for row, column in enumerate(chosen) if column >= 0]
    return Solution(chosen, len(taken), int(sum(points[row, column] for row, column in taken)))


def solve_fair(
    points: "Points", possible: "Possible", places: "Places", must: frozenset[int] = frozenset()
) -> Solution:
    """As many matches as possible; then the weakest as strong as possible; then the sum."""
    import numpy as np

    best = solve(points, possible, places, must)
    levels = np.unique(points[possible])
    low, high = 0, len(levels) - 1
    while low < high:  # the highest level at which as many can still be matched
        middle = (low + high + 1) // 2
        strong = possible & (points >= levels[middle])
        if _most(strong, places, must) == best.matched:
            low = middle
        else:
            high = middle - 1
    if not len(levels):
        return best
    return solve(points, possible & (points >= levels[low]), places, must)


def _most(possible: "Possible", places: "Places", must: frozenset[int]) -> int:
    import numpy as np

    try:
        return solve(np.zeros(possible.shape), possible, places, must).matched
    except ValueError:
        return -1


def fixed_values(
    row: int, points: "Points", possible: "Possible", places: "Places", swaps: Sequence[Swap] = ()
) -> dict[int, tuple[int, int]]:
    """(matched, sum of scores) of the optimum with *row* fixed to each of its possible columns.

    Where it matters whether the *swaps* are kept apart, that column is solved by itself.
    """
    values = _fixed_values(row, points, possible, places)
    if not swaps:
        return values
    without = possible.copy()
    for cell in (cell for swap in swaps for cell in swap):
        without[cell] = False
    sure = _fixed_values(row, points, without, places)
    for column, value in values.items():
        if sure.get(column) != value:
            only = possible.copy()
            only[row] = False
            only[row, column] = True
            found = solve_apart(points, only, places, frozenset([row]), swaps)
            values[column] = found.matched, found.total
    return values


def _fixed_values(
    row: int, points: "Points", possible: "Possible", places: "Places"
) -> dict[int, tuple[int, int]]:
    """The same without swaps.

    One solve without *row*; then, where the column is full, the cheapest way to place one of its
    mentees elsewhere: the shortest path of moves to a free place, for all rows at once.
    """
    import numpy as np

    others = np.delete(np.arange(len(points)), row)
    base = solve(points[others], possible[others], places)
    worth = worth_of(len(points))
    value = np.where(possible[others], points[others] + worth, -np.inf)
    chosen = np.array(base.chosen, dtype=np.int64)
    used = np.bincount(chosen[chosen >= 0], minlength=len(places))
    loss = _losses(value, chosen, used < places)
    found = {}
    for column in np.flatnonzero(possible[row]):
        total = base.matched * worth + base.total
        if used[column] >= places[column]:
            total -= int(loss[chosen == column].min())
        matched, score = divmod(total + int(points[row, column]) + worth, worth)
        found[int(column)] = (int(matched), int(score))
    return found


def _losses(value: "Points", chosen: "Places", free: "Possible") -> "Points":
    """What it costs the sum to move each row out of its column for good (Bellman-Ford)."""
    import numpy as np

    rows = len(value)
    now = np.where(chosen >= 0, value[np.arange(rows), np.maximum(chosen, 0)], 0.0)
    straight = np.where(free.any(), value[:, free].max(axis=1, initial=0.0), 0.0)
    gain = np.maximum(straight, 0.0)  # to a free place, or to nobody
    holds = np.flatnonzero(chosen >= 0)
    into = value[:, chosen[holds]]  # taking the place of another row
    loss: Points = now - gain
    for _ in range(rows):
        through = (into - loss[holds][None, :]).max(axis=1, initial=0.0)
        better = now - np.maximum(gain, through)
        if np.array_equal(better, loss):
            break
        loss = better
    return loss
