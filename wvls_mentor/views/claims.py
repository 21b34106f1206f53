"""Claims: one in full, or all with their states."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wvls_mentor.money import money
from wvls_mentor.rules.payments import Sheet, SheetLine
from wvls_mentor.text import count
from wvls_mentor.views.columns import (
    Column,
    as_json,
    cents,
    listing,
    nested,
    plain,
    rate,
    sentence,
)
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say
from wvls_mentor.views.theme import as_typed, strong

if TYPE_CHECKING:
    from rich.console import Console


LINES: tuple[Column[SheetLine], ...] = (
    *plain("kind", "item_id", "meeting_id", "mentee", "on", "at"),
    Column("hours", lambda x: None if x.minutes is None else round(x.minutes / 60, 2)),
    Column("miles", lambda x: None if x.miles_tenths is None else x.miles_tenths / 10),
    rate(lambda x: x.rate),
    *plain("route", "mileage_cents"),
    Column("expenses", lambda x: [e._asdict() for e in x.expenses]),
    *plain("expense_cents", "amount_cents", "reported_by", "payment_id", "paid_cents"),
)
CLAIMS: tuple[Column[Sheet], ...] = (
    Column("claim", lambda s: s.number, "claim"),
    *plain("mentor_id"),
    Column("mentor", lambda s: s.mentor, "payee", lambda s: s.to, wrap=True),
    *plain("payee"),
    Column("until", lambda s: s.until, "until"),
    *plain("made_on"),
    Column("state", lambda s: s.state, "state"),
    Column("state_since", lambda s: s.since),
    *plain("sent_on", "approved_on"),
    cents("total", lambda s: s.total_cents, "claimed"),
    cents("paid", lambda s: s.paid_cents, "paid"),
    *plain("withdrawn_on", csv=""),
    Column("withdrawn_reason", lambda s: s.withdrawn_reason, csv=""),
    nested("lines", LINES, lambda s: s.lines),
)


def _listed(day: date) -> tuple[Column[Sheet], ...]:
    """The columns with how many days the state of each claim has lasted on *day*."""

    def days(s: Sheet) -> int | None:
        return None if s.since is None else (day - s.since).days

    at = next(i for i, c in enumerate(CLAIMS) if c.key == "state_since")
    return (*CLAIMS[:at], Column("days", days, "days", right=True), *CLAIMS[at:])


def claim(
    sheet: Sheet,
    paper: str,
    today: date,
    *,
    saved: Path | None = None,
    warnings: Sequence[str] = (),
    seen: bool = False,
) -> CommandResult:
    """One claim as it is printed; only the number if it was just *seen* as a draft."""

    def screen(console: "Console") -> None:
        lines = count(sheet.visits, "visit")
        name = f"Claim {sheet.number}, {sheet.state}" if sheet.number else "Draft claim"
        who = as_typed(sheet.mentor)
        headline(
            console, (strong(f"{name}: "), who, strong(f", {money(sheet.total_cents)}, {lines}."))
        )
        if saved is not None:
            say(console, f"Saved to {saved}, to print and sign.")
            say(console, *(f"Please check: {text}" for text in warnings))
        elif not seen:  # as it was laid out: a day said otherwise would move its line
            say(console, "", *map(as_typed, paper.rstrip("\n").split("\n")))
        if sheet.open_cents and sheet.number:
            next_steps(console, *_next(sheet, saved))

    return CommandResult(
        today,
        lambda: as_json(CLAIMS, sheet) | {"warnings": list(warnings)},
        screen,
    )


def _next(sheet: Sheet, saved: Path | None) -> Iterator[str]:
    if saved is None and sheet.sent_on is None and sheet.approved_on is None:
        yield f"wvls stipends claim {sheet.number} --save claim.html"  # it is signed on paper
    if sheet.sent_on is None and sheet.approved_on is None:
        yield f"wvls stipends mark {sheet.number} sent"
    elif sheet.approved_on is None:
        yield f"wvls stipends mark {sheet.number} approved"
    yield f"wvls stipends pay --claim {sheet.number}"


def _paid_otherwise(sheet: Sheet) -> str:
    return (
        f"{sheet.number}: {money(sheet.claimed_of_paid_cents)} was claimed and "
        f"{money(sheet.paid_cents)} was paid for it: a rate changed in between."
    )


def claims(found: Sequence[Sheet], day: date) -> CommandResult:
    """Every claim with its state."""
    waiting = [s for s in found if s.state not in ("paid", "withdrawn")]
    owed = sum(s.open_cents for s in waiting)
    part = [s for s in waiting if s.open_cents and (s.paid_cents or s.approved_on is not None)]
    unsent = [s for s in waiting if s.sent_on is None and s.approved_on is None]
    paid = f"{len(waiting)} not fully paid: {money(owed)}" if waiting else "nothing left to pay"
    return listing(
        "claims",
        found,
        _listed(day),
        day,
        lead=f"{count(len(found), 'claim')}, {paid}." if found else "No claims yet.",
        below=[
            *(_paid_otherwise(s) for s in found if s.paid_otherwise),
            "A visit or trip can be on only one claim. What is paid: wvls rules, C11 and C12.",
        ],
        steps=(
            *([f"wvls stipends mark {unsent[0].number} sent"] if unsent else []),
            *([f"wvls stipends pay --claim {part[0].number}"] if part else []),
            "wvls stipends claim",
            "wvls stipends",
        ),
    )


def withdrawn(sheet: Sheet, today: date, *, warnings: Sequence[str] = ()) -> CommandResult:
    """A claim that was withdrawn."""
    what = f"{money(sheet.total_cents)}, {count(sheet.visits, 'visit')}"
    return sentence(
        today,
        as_json(CLAIMS, sheet) | {"warnings": list(warnings)},
        f"Claim {sheet.number} of {sheet.mentor} is withdrawn ({what}).",
        f"wvls stipends claim {sheet.mentor_id}",
        "wvls stipends claims",
        more=["Everything on it can be claimed again."],
    )


def marked(
    sheet: Sheet, state: str, day: date, today: date, *, warnings: Sequence[str] = ()
) -> CommandResult:
    """A claim that was sent or approved on *day*, and how it stands today."""
    said = f"Claim {sheet.number} of {sheet.mentor} was {state} on {day}"
    said += "" if sheet.state == state else f"; it is {sheet.state}"
    left = f", {money(sheet.open_cents)} not paid yet" if sheet.open_cents else ""
    pay = f"wvls stipends pay --claim {sheet.number}"
    steps = (pay, "wvls stipends claims") if sheet.open_cents else ("wvls stipends claims",)
    body = as_json(CLAIMS, sheet) | {"warnings": list(warnings)}
    return sentence(today, body, f"{said}{left}.", *steps)
