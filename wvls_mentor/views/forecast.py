"""What may still have to be paid, and how each pair was estimated."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from wvls_mentor.money import money, rate_text
from wvls_mentor.rules.choices import PAYMENTS
from wvls_mentor.rules.forecast import PairForecast
from wvls_mentor.text import count
from wvls_mentor.views.columns import (
    Column,
    as_csv,
    as_objects,
    as_table,
    cents,
    plain,
)
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, heading, headline, next_steps, pair_cell, say
from wvls_mentor.views.theme import strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.forecast import Forecast


RANGE = ("low", "expected", "high")


def _range(amounts: tuple[int, int, int]) -> dict[str, int]:
    return dict(zip(RANGE, amounts, strict=True))


def _sum(place: int) -> Callable[[PairForecast], int]:
    return lambda p: p.stipend_cents[place] + p.travel_cents[place]


FORECAST: tuple[Column[PairForecast], ...] = (
    *plain("pair_id", "mentor", "mentee", "until"),
    # They count stipends: the keys are older than the trips beside them.
    Column("visits_left", lambda p: p.visits_left, csv="stipends_left"),
    Column("visits_expected", lambda p: p.visits_expected, csv="stipends_expected"),
    *plain("trips_expected", "trips_most"),
    Column("stipend_cents", lambda p: _range(p.stipend_cents), csv=""),
    Column("travel_cents", lambda p: _range(p.travel_cents), csv=""),
    cents("trip", lambda p: p.trip_cents),
    *plain("trips_known", "trip_basis", "why"),
    Column(None, lambda p: None, "pair", lambda p: pair_cell(p, p.pair_id), wrap=True),
    *(replace(cents(name, _sum(i), name), key=None) for i, name in enumerate(RANGE)),
)


def _expected(expected: int, most: int) -> str:
    return str(expected) if expected == most else f"{expected} (max {most})"


def _so_far(p: PairForecast) -> str:
    held, gone = p.so_far[1], count(p.months[0], "month")
    return f"{count(held, 'visit') if held else 'no visit'} in {gone}"


def _basis(p: PairForecast) -> str:
    """What the cost of a trip rests on, in two words: every row has it."""
    if p.trips_known:
        return count(p.trips_known, "trip")
    return "distance" if p.trip_cents else "unknown"


def _bases(pairs: Sequence[PairForecast]) -> Iterator[str]:
    """What the words of the last column stand for."""
    if any(_basis(p) == "distance" for p in pairs):
        yield "Distance: no trip was claimed yet, so a trip is the estimated distance there and back."
    for basis in dict.fromkeys(p.trip_basis for p in pairs if _basis(p) == "unknown"):
        yield f"Unknown: {basis}."


# The arithmetic behind each pair's line; JSON and CSV have it as "why".
ESTIMATE: tuple[Column[PairForecast], ...] = (
    Column(None, lambda p: p.pair_id, "pair", right=True),
    Column(None, _so_far, "so far"),
    Column(None, lambda p: count(p.months[1], "month"), "to come"),
    Column(None, lambda p: _expected(p.visits_expected, p.visits_left), "stipends"),
    Column(None, lambda p: _expected(p.trips_expected, p.trips_most), "trips"),
    Column(None, lambda p: money(p.trip_cents) if p.trip_cents else "", "a trip", right=True),
    Column(None, _basis, "known from"),
)


def forecast(found: "Forecast") -> CommandResult:
    """What is owed now and what will likely come: low, expected, high."""
    return CommandResult(
        found.day,
        lambda: {
            "until": found.until,
            "owed_cents": found.owed_cents,
            "total_cents": _range(found.total_cents),
            "totals": {f"{kind}_cents": _range(found.sums(kind)) for kind in PAYMENTS},
            "pairs": as_objects(FORECAST, found.pairs),
        },
        lambda console: _forecast_screen(console, found),
        lambda: as_csv(FORECAST, found.pairs),
    )


def _forecast_screen(console: "Console", found: "Forecast") -> None:
    from wvls_mentor.views.fitting import same_width

    low, expected, high = map(money, found.total_cents)
    rate = found.mileage_rate
    headline(console, f"Up to {found.until}: {expected} expected, {low} at least, {high} at most.")
    made = as_table(FORECAST, found.pairs, console.width)
    add(made, "owed now", *[money(found.owed_cents)] * 3)
    add(made, *map(strong, ("total", low, expected, high)))
    estimates = as_table(ESTIMATE, found.pairs, console.width)
    same_width([made, estimates] if found.pairs else [made])
    console.print(made)
    if found.pairs:
        heading(console, "How each pair was estimated")
        console.print(estimates)
        say(console, *_bases(found.pairs))
    say(
        console,
        f"Estimated with {money(found.stipend_rate_cents)} a visit (C11) and "
        f"{'no mileage rate' if rate is None else f'${rate_text(rate)} a mile'} (C12).",
    )
    next_steps(console, "wvls stipends", "wvls stipends budget")
