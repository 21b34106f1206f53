"""``stipends why``: what a payment was made for, and who entered, changed and paid it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.money import money, rate_text
from wvls_mentor.rules.meetings import how_met
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_csv, as_json, as_objects, cents, plain
from wvls_mentor.views.payments import LEDGER, check
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, headline, next_steps, partners, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.audit import Why


def _of_payment(column: Column[PaymentLine]) -> Column["Why"]:
    """A column of the payment itself, which JSON has as an object, beside what it rests on."""
    return Column(None, lambda w: column.value(w.payment), csv=column.csv_name, write=column.write)


WHY: tuple[Column["Why"], ...] = (
    Column("payment", lambda w: as_json(LEDGER, w.payment), csv=""),
    *(_of_payment(c) for c in LEDGER if c.csv_name),
    *plain("visit_on", "at", "hours", "miles"),
    cents("expense", lambda w: w.expense_cents),
    Column("expenses", lambda w: [e._asdict() for e in w.expenses], csv=""),
    *plain("route", "reported_by"),
    *plain("clause", "mentor", "mentee", "matched_on", "rate_since", "meeting_entered_at"),
    Column("steps", lambda w: [asdict(step) for step in w.steps], csv=""),
    Column("settings", lambda w: [{"key": k, "value": v, "from": day} for k, v, day in w.settings]),
)


def why(found: Sequence["Why"], today: date) -> CommandResult:
    """The auditor's answer, line by line."""
    return CommandResult(
        today,
        lambda: {"payments": as_objects(WHY, found)},
        lambda console: _why_screen(console, found),
        lambda: as_csv(WHY, found),
    )


def _from(since: date) -> str:
    return "as in the program outline" if since == FIRST_DAY else f"from {since}"


def _why_screen(console: "Console", found: Sequence["Why"]) -> None:
    total = sum(w.payment.amount_cents for w in found if w.payment.voided_on is None)
    voided = sum(w.payment.voided_on is not None for w in found)
    lead = f"{count(len(found), 'payment')}, {money(total)}"
    headline(console, f"{lead}; {voided} voided." if voided else f"{lead}.")
    for w in found:
        made = table("", "", wrap=(1,))
        for cells in _why_rows(w):
            add(made, *cells)
        console.print(made)
        say(console, "")
    next_steps(console, "wvls stipends ledger", ("wvls rules", "the program outline"))


def _why_rows(w: "Why") -> Iterator[tuple[str, str]]:
    """What one payment rests on, a row for each."""
    p, hours = w.payment, "no hours" if w.hours is None else f"{w.hours:g} h"
    what = f"{money(p.amount_cents)} to {p.to} on {p.paid_on}, {check([p.reference])}"
    yield "payment", f"{p.payment_id}: {what}"
    who = "both partners" if w.reported_by == "both" else f"the {w.reported_by}"
    where = f"{how_met('in-person', w.at)}, {hours}; reported by {who}"
    yield "visit", f"meeting {p.meeting_id} of {w.visit_on}, {where}"
    yield "pair", f"{p.pair_id} {partners(w)}, matched {w.matched_on}"
    # Of settings that began together it is said once.
    alike = [
        ", ".join(f"{k} = {v}" for k, v, _ in several) + f" ({_from(since)})"
        for since, several in groupby(w.settings, key=lambda setting: setting[2])
    ]
    yield "policy", f"{w.clause}; {', '.join(alike)}"
    if parts := list(_parts(w)):
        yield "calculated", " + ".join(parts)
    if w.route:
        yield "route", w.route
    if p.claim:
        yield "claim", p.claim
    for step in w.steps:
        by = f" by {step.by}" if step.by else ""
        yield step.what, f"{step.at[:16]}{by}: wvls {step.command} (entry {step.entry_id})"
    if not w.steps:  # older than the history
        yield "reported", f"{w.meeting_entered_at} UTC"
        yield "entered", _entered(p.entered_at, p.entered_by)
    if p.voided_on:
        yield (
            "voided",
            f"{p.voided_on}: {p.void_reason} (entered {_entered(p.voided_at, p.voided_by)})",
        )


def _parts(w: "Why") -> Iterator[str]:
    """The sum as it was made: miles by their rate, or the stipend, and each expense."""
    p = w.payment
    if p.rate is not None and w.miles != 0:
        since = f" ({_from(w.rate_since)})" if w.rate_since else ""
        miles = "" if w.miles is None else f"{w.miles:g} mi x "
        yield f"{miles}${rate_text(p.rate)}{since}"
    for e in w.expenses:
        yield f"{money(e.amount_cents)} {e.kind}"


def _entered(at: str | None, by: str | None) -> str:
    return f"{at} UTC by {by}" if by else f"{at} UTC"
