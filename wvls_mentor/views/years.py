"""A year's payments to each person, and what is left of the budget."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.money import money
from wvls_mentor.rules.budget import Budget
from wvls_mentor.rules.payments import PersonYear
from wvls_mentor.text import count
from wvls_mentor.views.columns import (
    Column,
    as_csv,
    as_json,
    as_objects,
    as_table,
    cents,
    plain,
)
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, headline, next_steps, say, table
from wvls_mentor.views.theme import Line, done, late, plain_characters, quiet, soon, strong

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.payments import Year

YEAR: tuple[Column[PersonYear], ...] = (
    *plain("person_id", "person"),
    Column(None, lambda p: f"{p.person_id} {p.person}", "person", wrap=True),
    replace(cents("stipend_paid", lambda p: p.stipend_paid_cents, "stipends"), csv="stipends"),
    replace(cents("travel_paid", lambda p: p.travel_paid_cents, "travel"), csv="travel"),
    replace(cents("meals_paid", lambda p: p.meals_paid_cents, "incl. meals"), csv="of_it_meals"),
    replace(cents("total_paid", lambda p: p.total_paid_cents, "total"), csv="total"),
    replace(cents("paid_after", lambda p: p.paid_after_cents, "paid later"), csv="paid_later"),
    Column(
        "reportable",
        lambda p: p.reportable,
        "",
        cell=lambda p: soon("!") if p.reportable else "",
        csv="at_threshold",
    ),
)


def year(found: "Year", day: date) -> CommandResult:
    """A year's payments by person, with the flag at the reporting threshold of a calendar year."""
    total = PersonYear(
        0, "", sum(p.stipend_paid_cents for p in found.people),
        sum(p.travel_paid_cents for p in found.people), None,
        sum(p.meals_paid_cents for p in found.people),
        sum(p.paid_after_cents for p in found.people),
    )  # fmt: skip
    sums = {key: value for key, value in as_json(YEAR, total).items() if key.endswith("_cents")}
    about = {
        "year": found.year, "fiscal": found.fiscal, "first": found.first, "last": found.last,
        "threshold_cents": found.threshold_cents, "totals": sums,
    }  # fmt: skip
    return CommandResult(
        day,
        lambda: about | {"people": as_objects(YEAR, found.people)},
        lambda console: _year_screen(console, found, total),
        lambda: as_csv(YEAR, found.people),
    )


def _year_screen(console: "Console", found: "Year", total: PersonYear) -> None:
    name = _name(found.first, found.last)
    paid = [p for p in found.people if p.total_paid_cents]
    people = count(len(paid), "person", "people")
    what = f"{money(total.total_paid_cents)} to {people}" if paid else "Nobody was paid"
    headline(console, f"Paid in {name}: {what}." if paid else f"{what} in {name}.")
    if found.fiscal:
        say(console, f"From {found.first} to {found.last}.")
    if found.people:
        made = as_table(YEAR, found.people, console.width)
        cells = [c.text(total) for c in YEAR if c.heading is not None]
        add(made, *map(strong, ["total", *map(str, cells[1:-1])]), "")
        console.print(made)
    if total.paid_after_cents:
        say(console, "Paid later: earned in this year, paid after it, and not in the total.")
    if found.threshold_cents is not None:
        flagged = sum(bool(p.reportable) for p in found.people)
        which = f"{count(flagged, 'person', 'people')} at or above {money(found.threshold_cents)}"
        mark = " (!)" if flagged else ""
        said = which if flagged else f"Nobody is at or above {money(found.threshold_cents)}"
        say(console, f"{said} in stipends{mark}.")
    say(console, "Counted by payment date. This is not tax advice; ask the business office.")
    option = "--fiscal-year" if found.fiscal else "--year"
    next_steps(console, f"wvls stipends ledger {option} {found.year}", "wvls policy")


def _name(first: date, last: date) -> str:
    """A fiscal year by the year in which it ends; one that begins in January is just that year."""
    return str(last.year) if first.month == 1 else f"fiscal year {last.year}"


BUDGET: tuple[Column[Budget], ...] = (
    *plain("fiscal_year", "first", "last"),
    cents("budget", lambda b: b.budget_cents),
    cents("earned", lambda b: b.money.earned_cents),
    cents("paid", lambda b: b.money.paid_cents),
    cents("paid_for_earlier", lambda b: b.money.paid_for_earlier_cents),
    cents("paid_later", lambda b: b.money.paid_later_cents),
    cents("owed", lambda b: b.money.owed_cents),
    cents("expected", lambda b: b.expected_cents),
    cents("left", lambda b: b.left_cents),
    cents("most", lambda b: b.most_cents),
)
BAR = 60  # columns
_MARKS = {
    "paid": ("█", "#"), "paid later": ("█", "#"), "owed": ("▓", "="), "expected": ("▒", "-"),
    "left": ("░", "."),
}  # fmt: skip


def budget(found: Budget, day: date) -> CommandResult:
    """What is paid, owed, expected and left of a fiscal year's budget, as a bar."""
    return CommandResult(
        day,
        lambda: as_json(BUDGET, found),
        lambda console: _budget_screen(console, found, day),
        lambda: as_csv(BUDGET, [found]),
    )


def _budget_screen(console: "Console", found: Budget, day: date) -> None:
    year, left = _name(found.first, found.last), found.left_cents
    if found.budget_cents is None or left is None:
        headline(console, f"No budget is set for {year}.")
    elif left < 0:
        over = f"{money(-left)} over the budget of {money(found.budget_cents)}"
        headline(console, (strong(f"Budget of {year}: "), late(over), "."))
    else:
        headline(console, f"Budget of {year}: {money(left)} left of {money(found.budget_cents)}.")
    say(console, f"From {found.first} to {found.last}, as of {day}.", "")
    sums = found.money
    parts = [("paid", sums.paid_in_time_cents), ("paid later", sums.paid_later_cents)]
    parts += [("owed", sums.owed_cents), ("expected", found.expected_cents)]
    parts += [("left", max(0, left or 0))]
    if bar := _stacked(parts, min(BAR, console.width)):
        say(console, bar, "")
    made = table("", "", "", right=(2,))
    for name, amount in parts[: 5 if left is not None and left >= 0 else 4]:
        if amount or name != "paid later":
            add(made, _mark(name), name, money(amount))
    if left is not None and left < 0:
        add(made, "", late("over the budget"), money(-left))
    if found.budget_cents is not None:
        add(made, "", strong("budget"), strong(money(found.budget_cents)))
    console.print(made)
    say(console, "", "For the visits of this year, whenever they are paid.")
    if sums.paid_for_earlier_cents:
        earlier = money(sums.paid_for_earlier_cents)
        say(
            console,
            f"Another {earlier} was paid this year for earlier visits. It counts in an earlier year's budget.",
        )
    if found.most_cents > found.expected_cents:
        say(
            console,
            f"At most {money(found.most_cents)} more could be paid, with a trip each month.",
        )
    if found.budget_cents is None:
        setting = f"wvls policy set budget --from {found.first}"
        next_steps(console, (setting, "set one"), "wvls stipends forecast")
        return
    option = f"--fiscal-year {found.fiscal_year}"
    next_steps(console, f"wvls stipends forecast {option}", f"wvls stipends year {option}")


def _mark(name: str) -> str:
    return _MARKS[name][plain_characters()]


def _stacked(parts: Sequence[tuple[str, int]], width: int) -> tuple[Line, ...]:
    """The parts as one bar, each as wide as its share; empty where all are zero."""
    whole, colors = sum(cents for _, cents in parts), (done, done, soon, quiet, quiet)
    ends = [sum(cents for _, cents in parts[: i + 1]) for i in range(len(parts))]
    if not whole:
        return ()
    places = [0, *((2 * width * end + whole) // (2 * whole) for end in ends)]
    return tuple(
        color(_mark(name) * (places[i + 1] - places[i]))
        for i, ((name, _), color) in enumerate(zip(parts, colors, strict=True))
    )
