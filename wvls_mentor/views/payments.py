"""Payments, claims and forecasts: every screen says which policy it applied."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.money import dollars, money, rate_text
from wvls_mentor.rules.payable import LeftOut, Payable
from wvls_mentor.rules.payments import Owed, PaymentLine
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult, Row
from wvls_mentor.views.screen import add, headline, limited, next_steps, say, table

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.audit import Why
    from wvls_mentor.services.payments import Year

POLICY = "Paid visits come first in the three; an active payment fixes its amount (C11, C12)."


def _rate(line: PaymentLine | Owed) -> float | None:
    return None if line.rate is None else line.rate / 10_000


def body(line: PaymentLine) -> dict[str, Any]:
    """A line of the ledger as JSON."""
    made = asdict(line) | {"rate": _rate(line)}
    made["claim_id"] = line.item_id if line.kind == "travel" else None
    del made["item_id"]
    return made


def _owed_body(o: Owed) -> dict[str, Any]:
    return {
        "payment_id": None, "kind": o.kind, "meeting_id": o.meeting_id, "pair_id": o.pair_id,
        "person_id": o.person_id, "person": o.person, "payee": o.person,
        "amount_cents": o.amount_cents, "rate": _rate(o), "paid_on": None, "reference": None,
        "claim_id": o.item_id if o.kind == "travel" else None, "claim": None, "voided_on": None,
        "void_reason": None,
    }  # fmt: skip


def _left_out_body(x: LeftOut) -> dict[str, Any]:
    return {
        "kind": x.kind, "meeting_id": x.meeting_id, "pair_id": x.pair_id, "person": x.person,
        "on": x.on, "amount_cents": x.amount_cents, "reason": x.reason,
        "claim_id": x.item_id if x.kind == "travel" else None,
    }  # fmt: skip


def to_pay(
    found: Payable, when: date, today: date, *, asked: bool, warnings: Sequence[str] = ()
) -> CommandResult:
    """What would be paid, line by line, with the total, and what is left out."""
    return CommandResult(
        today,
        lambda: {
            "payments": [_owed_body(o) for o in found.lines],
            "left_out": [_left_out_body(x) for x in found.left_out],
            "warnings": list(warnings),
        },
        lambda console: _to_pay_screen(console, found, when, asked),
    )


def _to_pay_screen(console: "Console", found: Payable, when: date, asked: bool) -> None:
    if not found.lines:
        what = "can be paid" if found.left_out else "is owed"
        headline(console, f"Nothing {what} as of {when}.")
        _left_out(console, found.left_out)
        next_steps(console, "wvls stipends", "wvls stipends ledger")
        return
    lines = count(len(found.lines), "line")
    headline(console, f"To pay as of {when}: {money(found.total_cents)}, {lines}.")
    made = table("to", "kind", "for", "amount", right=(3,), wrap=(0, 2))
    for o in found.lines:
        add(made, o.person, o.kind, f"meeting {o.meeting_id} of {o.on}", money(o.amount_cents))
    add(made, "total", "", "", money(found.total_cents))
    console.print(made)
    _left_out(console, found.left_out)
    say(console, POLICY)
    if not asked:
        next_steps(console, "wvls stipends pay --reference TEXT", "wvls stipends")


def _left_out(console: "Console", found: Sequence[LeftOut]) -> None:
    """What a payment does not include: nobody should have to find that out from the sum."""
    if found:
        say(console, f"Left out: {count(len(found), 'line')}.")
    for x in found:
        what = f"{x.kind} of meeting {x.meeting_id} of {x.on}, {x.person}, {money(x.amount_cents)}"
        say(console, f"  {what}: {x.reason}.")


def paid(
    found: Sequence[PaymentLine],
    left_out: Sequence[LeftOut],
    today: date,
    *,
    warnings: Sequence[str] = (),
) -> CommandResult:
    """What was paid, and what was left out."""

    def screen(console: "Console") -> None:
        total = sum(p.amount_cents for p in found)
        first = found[0]
        headline(
            console,
            f"Paid {money(total)} on {first.paid_on}, {first.reference}: {count(len(found), 'line')}.",
        )
        _lines(console, found)
        _left_out(console, left_out)
        next_steps(console, "wvls stipends ledger", f"wvls stipends why {first.payment_id}")

    return CommandResult(
        today,
        lambda: {
            "payments": [body(p) for p in found],
            "left_out": [_left_out_body(x) for x in left_out],
            "warnings": list(warnings),
        },
        screen,
    )


def _lines(console: "Console", found: Sequence[PaymentLine]) -> None:
    made = table("id", "paid", "to", "for", "amount", right=(0, 4), wrap=(2, 3))
    for p in found:
        what = f"{p.kind}, meeting {p.meeting_id}; {p.reference}" + (
            f"; {p.claim}" if p.claim else ""
        )
        if p.voided_on:
            what += f"; VOIDED {p.voided_on}: {p.void_reason}"
        add(made, p.payment_id, p.paid_on, p.payee, what, money(p.amount_cents))
    console.print(made)


def voided(line: PaymentLine, today: date) -> CommandResult:
    """A payment that was voided."""

    def screen(console: "Console") -> None:
        headline(
            console,
            f"Voided: payment {line.payment_id}, {money(line.amount_cents)} to {line.payee}; it is owed again.",
        )
        next_steps(console, "wvls stipends --unpaid", "wvls stipends ledger")

    return CommandResult(today, lambda: {"payment": body(line)}, screen)


def ledger(found: Sequence[PaymentLine], day: date, *, everything: bool) -> CommandResult:
    """The ledger, as screen, JSON and CSV (no notes in it)."""
    return CommandResult(
        day,
        lambda: {"payments": [body(p) for p in found]},
        lambda console: _ledger_screen(console, found, everything),
        lambda: (
            ("payment_id", "kind", "meeting_id", "pair_id", "person_id", "person", "payee", "amount",
             "rate", "paid_on", "reference", "claim", "voided_on", "void_reason"),
            [_row(p) for p in found],
        ),
    )  # fmt: skip


def _row(p: PaymentLine) -> Row:
    rate = None if p.rate is None else rate_text(p.rate)
    return (
        p.payment_id, p.kind, p.meeting_id, p.pair_id, p.person_id, p.person, p.payee,
        dollars(p.amount_cents), rate, p.paid_on, p.reference, p.claim, p.voided_on, p.void_reason,
    )  # fmt: skip


def _ledger_screen(console: "Console", found: Sequence[PaymentLine], everything: bool) -> None:
    live = [p for p in found if p.voided_on is None]
    total = sum(p.amount_cents for p in live)
    stipends = sum(p.amount_cents for p in live if p.kind == "stipend")
    headline(
        console,
        f"Paid {money(total)}: stipends {money(stipends)}, travel {money(total - stipends)}; "
        f"{count(len(found), 'line')}, {len(found) - len(live)} voided.",
    )
    shown, more = limited(found, everything=everything)
    if found:
        _lines(console, found[:shown])
    if more:
        say(console, more)
    say(console, POLICY)
    next_steps(console, "wvls stipends why PAYMENT", "wvls stipends ledger -f csv > ledger.csv")


def why(found: Sequence["Why"], today: date) -> CommandResult:
    """The auditor's answer, line by line."""
    return CommandResult(
        today,
        lambda: {"payments": [_why_body(w) for w in found]},
        lambda console: _why_screen(console, found),
    )


def _from(since: date) -> str:
    return "from the beginning" if since == FIRST_DAY else f"from {since}"


def _why_body(w: "Why") -> dict[str, Any]:
    made = asdict(w) | {"payment": body(w.payment)}
    made["settings"] = [{"key": k, "value": v, "from": since} for k, v, since in w.settings]
    return made


def _why_screen(console: "Console", found: Sequence["Why"]) -> None:
    total = sum(w.payment.amount_cents for w in found if w.payment.voided_on is None)
    headline(console, f"{count(len(found), 'payment')}, {money(total)} active.")
    for w in found:
        p = w.payment
        made = table("", "", wrap=(1,))
        add(
            made,
            "payment",
            f"{p.payment_id}: {money(p.amount_cents)} to {p.payee} on {p.paid_on}, {p.reference}",
        )
        hours = "no hours" if w.hours is None else f"{w.hours:g} h"
        add(
            made,
            "visit",
            f"meeting {p.meeting_id} of {w.visit_on}, {w.at}, {hours}; reported {w.meeting_entered_at} UTC",
        )
        add(made, "pair", f"{p.pair_id} {w.mentor} > {w.mentee}, matched {w.matched_on}")
        settings = ", ".join(f"{k} = {v} ({_from(since)})" for k, v, since in w.settings)
        add(made, "policy", f"{w.clause}; {settings}")
        if p.rate is not None:
            since = f" ({_from(w.rate_since)})" if w.rate_since else ""
            miles = "" if w.miles is None else f"{w.miles:g} mi x "
            expenses = f" + {money(w.expense_cents)} expenses" if w.expense_cents else ""
            add(made, "calculated", f"{miles}{rate_text(p.rate)}{since}{expenses}")
        if p.claim:
            add(made, "claim", p.claim)
        add(
            made, "entered", f"{p.entered_at} UTC" + (f" by {p.entered_by}" if p.entered_by else "")
        )
        if p.voided_on:
            add(
                made,
                "voided",
                f"{p.voided_on}: {p.void_reason} (entered {p.voided_at} UTC{f' by {p.voided_by}' if p.voided_by else ''})",
            )
        console.print(made)
        say(console, "")
    next_steps(console, "wvls stipends ledger", "wvls rules")


def year(found: "Year", day: date) -> CommandResult:
    """A calendar year's payments by person, with the flag at the reporting threshold."""

    def screen(console: "Console") -> None:
        flagged = sum(p.reportable for p in found.people)
        headline(
            console,
            f"Paid in {found.year} to {count(len(found.people), 'person', 'people')}; {flagged} at or above "
            f"{money(found.threshold_cents)} in stipends.",
        )
        made = table("person", "stipends", "travel", "", right=(1, 2), wrap=(0,))
        for p in found.people:
            flag = "at the threshold" if p.reportable else ""
            cells = (money(p.stipend_paid_cents), money(p.travel_paid_cents), flag)
            add(made, f"{p.person_id} {p.person}", *cells)
        if found.people:
            console.print(made)
        say(console, "By the day of payment; no tax advice: the business office decides.")
        next_steps(console, f"wvls stipends ledger --year {found.year}", "wvls policy")

    header = ("person_id", "person", "stipends", "travel", "at_threshold")
    return CommandResult(
        day,
        lambda: {
            "year": found.year,
            "threshold_cents": found.threshold_cents,
            "people": [asdict(p) for p in found.people],
        },
        screen,
        lambda: (
            header,
            [
                (p.person_id, p.person, dollars(p.stipend_paid_cents), dollars(p.travel_paid_cents),
                 p.reportable)
                for p in found.people
            ],
        ),
    )  # fmt: skip
