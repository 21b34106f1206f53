"""Claim sheets and forecasts."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.rules.payments import Sheet
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, headline, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.forecast import Forecast


def sheet_body(sheet: Sheet) -> dict[str, Any]:
    """A claim as JSON."""
    lines = []
    for x in sheet.lines:
        line = asdict(x)
        minutes, miles = line.pop("minutes"), line.pop("miles_tenths")
        line["hours"] = None if minutes is None else round(minutes / 60, 2)
        line["miles"] = None if miles is None else miles / 10
        line["rate"] = None if x.rate is None else x.rate / 10_000
        lines.append(line)
    return {
        "claim": sheet.number, "mentor_id": sheet.mentor_id, "mentor": sheet.mentor,
        "until": sheet.until, "made_on": sheet.made_on, "state": sheet.state,
        "total_cents": sheet.total_cents, "paid_cents": sheet.paid_cents,
        "withdrawn_on": sheet.withdrawn_on, "lines": lines,
    }  # fmt: skip


def claim(
    sheet: Sheet,
    paper: str,
    today: date,
    *,
    saved: Path | None = None,
    warnings: Sequence[str] = (),
) -> CommandResult:
    """One claim, as it is printed."""

    def screen(console: "Console") -> None:
        lines = count(len(sheet.lines), "line")
        name = f"Claim {sheet.number}, {sheet.state}" if sheet.number else "To claim, no number yet"
        headline(console, f"{name}: {money(sheet.total_cents)}, {lines}.")
        if sheet.paid_otherwise:
            say(console, _paid_otherwise(sheet))
        if saved is not None:
            say(console, f"Saved to {saved}, to print and sign.")
        else:
            say(console, "", *paper.rstrip("\n").split("\n"), "")
        if sheet.number:
            next_steps(console, f"wvls stipends pay --claim {sheet.number} --reference TEXT")

    return CommandResult(
        today, lambda: sheet_body(sheet) | {"warnings": list(warnings)}, screen, warnings=warnings
    )


def _paid_otherwise(sheet: Sheet) -> str:
    claimed = sum(line.amount_cents for line in sheet.lines if line.payment_id is not None)
    return (
        f"{sheet.number}: {money(claimed)} was claimed for what was paid with "
        f"{money(sheet.paid_cents)}; a rate changed in between."
    )


def claims(found: Sequence[Sheet], day: date) -> CommandResult:
    """Every claim with its state."""

    def screen(console: "Console") -> None:
        waiting = [s for s in found if s.state in ("open", "part paid")]
        owed = sum(s.open_cents for s in waiting)
        paid = f"{len(waiting)} not fully paid: {money(owed)}" if waiting else "nothing left to pay"
        headline(
            console,
            f"{count(len(found), 'claim')}, {paid}.",
        )
        made = table(
            "claim", "mentor", "until", "state", "claimed", "paid", right=(4, 5), wrap=(1,)
        )
        for s in found:
            cells = (
                s.number,
                s.mentor,
                s.until,
                s.state,
                money(s.total_cents),
                money(s.paid_cents),
            )
            add(made, *cells)
        if found:
            console.print(made)
        say(console, *(_paid_otherwise(s) for s in found if s.paid_otherwise))
        say(console, "Stipends by C11, travel by C12; a line is in one claim at most.")
        next_steps(console, "wvls stipends claim MENTOR --until DATE", "wvls stipends")

    header = ("claim", "mentor_id", "mentor", "until", "made_on", "state", "total", "paid")
    return CommandResult(
        day,
        lambda: {"claims": [sheet_body(s) for s in found]},
        screen,
        lambda: (
            header,
            [
                (s.number, s.mentor_id, s.mentor, s.until, s.made_on, s.state,
                 dollars(s.total_cents), dollars(s.paid_cents))
                for s in found
            ],
        ),
    )  # fmt: skip


def forecast(found: "Forecast") -> CommandResult:
    """What is owed now and what will likely come: low, expected, high."""
    names = ("low", "expected", "high")

    def _body() -> dict[str, Any]:
        return {
            "until": found.until,
            "owed_cents": found.owed_cents,
            "total_cents": dict(zip(names, found.total_cents, strict=True)),
            "pairs": [
                asdict(p)
                | {
                    "stipend_cents": dict(zip(names, p.stipend_cents, strict=True)),
                    "travel_cents": dict(zip(names, p.travel_cents, strict=True)),
                }
                for p in found.pairs
            ],
        }

    return CommandResult(found.day, _body, lambda c: _forecast_screen(c, found))


def _forecast_screen(console: "Console", found: "Forecast") -> None:
    low, expected, high = map(money, found.total_cents)
    headline(console, f"Up to {found.until}: {expected} expected, {low} at least, {high} at most.")
    say(console, f"Owed now: {money(found.owed_cents)}.")
    made = table("pair", "low", "expected", "high", right=(1, 2, 3), wrap=(0,))
    for p in found.pairs:
        sums = [money(p.stipend_cents[i] + p.travel_cents[i]) for i in range(3)]
        add(made, f"{p.pair_id} {p.mentor} > {p.mentee}", *sums)
    if found.pairs:
        console.print(made)
    for p in found.pairs:
        say(
            console,
            f" {p.pair_id}: {p.why} ({money(p.trip_cents)} a trip); {p.visits_expected} expected.",
        )
    say(
        console,
        f"Stipend {money(found.stipend_rate_cents)} (C11); mileage "
        f"{'no rate' if found.mileage_rate is None else rate_text(found.mileage_rate)} (C12). An estimate.",
    )
    next_steps(console, "wvls stipends", "wvls status")
