"""Payments, claims and forecasts: every screen says which policy it applied."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.payable import LeftOut, Payable
from wvls_mentor.rules.payments import Owed, PaymentLine
from wvls_mentor.text import count, listed, shortened
from wvls_mentor.views.columns import (
    Column,
    as_json,
    as_objects,
    as_table,
    cents,
    listing,
    plain,
    print_table,
    rate,
)
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import add, heading, headline, next_steps, say, table
from wvls_mentor.views.theme import quiet

if TYPE_CHECKING:
    from rich.console import Console

POLICY = (
    "Visits already paid count first toward the limit of each pair. "
    "Once paid, an amount doesn't change (C11, C12)."
)


def _claim_id(line: PaymentLine | Owed | LeftOut) -> int | None:
    return line.item_id if line.kind == "travel" else None


def _what(p: PaymentLine) -> str:
    said = f"{p.kind}, meeting {p.meeting_id}; {p.reference}" + (f"; {p.claim}" if p.claim else "")
    return f"{said}; VOIDED {p.voided_on}: {p.void_reason}" if p.voided_on else said


LEDGER: tuple[Column[PaymentLine], ...] = (
    Column("payment_id", lambda p: p.payment_id, "id", right=True),
    *plain("kind", "meeting_id", "pair_id", "person_id", "person", "payee"),
    cents("amount", lambda p: p.amount_cents),
    # What counts: a sheet's sum of it is the total that the screen shows.
    replace(cents("active", lambda p: p.amount_cents if p.voided_on is None else 0), key=None),
    rate(lambda p: p.rate),
    *plain("paid_on", "reference", "claim", "voided_on", "void_reason"),
    *plain("entered_at", "entered_by", "voided_at", "voided_by", csv=""),
    Column("claim_id", _claim_id, csv=""),
    Column(None, lambda p: p.paid_on, "paid"),
    Column(None, lambda p: p.payee, "to", wrap=True),
    Column(None, _what, "for", wrap=True),
    Column(None, lambda p: money(p.amount_cents), "amount", right=True),
)
TO_PAY: tuple[Column[Owed], ...] = (
    Column("person", lambda o: o.person, "to", wrap=True),
    Column("kind", lambda o: o.kind, "kind"),
    Column(None, lambda o: f"meeting {o.meeting_id} of {o.on}", "for", wrap=True),
    cents("amount", lambda o: o.amount_cents, "amount"),
    *plain("meeting_id", "pair_id", "person_id"),
    Column("payee", lambda o: o.person),
    rate(lambda o: o.rate),
    Column("claim_id", _claim_id),
    *(  # what a line has once it is paid
        Column(key, lambda o: None)
        for key in ("payment_id", "paid_on", "reference", "claim", "voided_on", "void_reason")
    ),
)
LEFT_OUT: tuple[Column[LeftOut], ...] = (
    *plain("kind", "meeting_id", "pair_id", "person", "on", "amount_cents", "reason"),
    Column("claim_id", _claim_id),
)


def to_pay(
    found: Payable, when: date, today: date, *, asked: bool, warnings: Sequence[str] = ()
) -> CommandResult:
    """What would be paid, line by line, with the total, and what is left out."""
    return CommandResult(
        today,
        lambda: {
            "payments": as_objects(TO_PAY, found.lines),
            "left_out": as_objects(LEFT_OUT, found.left_out),
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
    made = as_table(TO_PAY, found.lines)
    add(made, "total", "", "", money(found.total_cents))
    console.print(made)
    _subtotals(console, found.lines)
    _left_out(console, found.left_out)
    say(console, "", quiet(POLICY))
    if not asked:
        next_steps(console, "wvls stipends pay", "wvls stipends")


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
        lines, checks = count(len(found), "line"), len({p.reference for p in found})
        which = first.reference if checks == 1 else f"{checks} checks"
        headline(console, f"Paid {money(total)} on {first.paid_on}, {which}: {lines}.")
        print_table(console, LEDGER, found)
        _left_out(console, left_out)
        next_steps(console, "wvls stipends ledger", f"wvls stipends why {first.payment_id}")

    return CommandResult(
        today,
        lambda: {
            "payments": as_objects(LEDGER, found),
            "left_out": as_objects(LEFT_OUT, left_out),
            "warnings": list(warnings),
        },
        screen,
    )


def _subtotals(console: "Console", lines: Sequence[Owed]) -> None:
    """What each payee gets, where there are several: a check is made out for it."""
    sums: dict[str, int] = {}
    for o in lines:
        sums[o.person] = sums.get(o.person, 0) + o.amount_cents
    if len(sums) > 1:
        heading(console, "By payee")
        made = table("", "", right=(1,))
        for name, total in sums.items():
            add(made, name, money(total))
        console.print(made)


def pay_question(cents: int, when: date, references: Sequence[str], *, anyway: bool = False) -> str:
    """Whether to pay this: how much, when, with which check; it fits on one line."""
    which = shortened(references[0], 26) if len(references) == 1 else f"{len(references)} checks"
    return f"Pay {money(cents)} on {when}, {which}{', anyway' if anyway else ''}?"


def void_question(lines: Sequence[PaymentLine]) -> str:
    """Whether to void these: which, of which day, how much to whom; it fits on one line."""
    one = lines[0]
    if len(lines) == 1:
        which, sum_ = f"payment {one.payment_id} of {one.paid_on}", money(one.amount_cents)
        return _fitting(
            f"Void {which} ({sum_} to {one.payee}, {one.reference})?",
            f"Void {which} ({sum_} to {shortened(one.payee, 18)})?",
        )
    total = money(sum(p.amount_cents for p in lines))
    payees = list(dict.fromkeys(p.payee for p in lines))
    which = f"Void all {len(lines)} payments of {shortened(one.reference, 20)}"
    return _fitting(
        f"{which} ({total} to {listed(payees)})?",
        f"{which} ({total} to {shortened(listed(payees), 14)})?"
        if len(payees) == 1
        else f"{which} ({total} to {count(len(payees), 'payee')})?",
    )


def _fitting(question: str, shorter: str) -> str:
    """The *question*, or a *shorter* one where it would be wider than a screen with its answers."""
    return question if len(question) <= 68 else shorter


def voided(lines: Sequence[PaymentLine], today: date, *, whole: bool) -> CommandResult:
    """Payments that were voided: one by its number, or the *whole* of a reference."""

    def screen(console: "Console") -> None:
        headline(console, "Voided. It is owed again.")
        print_table(console, LEDGER, lines)
        next_steps(console, "wvls stipends --unpaid", "wvls stipends ledger")

    def body() -> dict[str, Any]:
        if whole:
            return {"payments": as_objects(LEDGER, lines)}
        return {"payment": as_json(LEDGER, lines[0])}

    return CommandResult(today, body, screen)


def ledger(found: Sequence[PaymentLine], day: date, *, everything: bool) -> CommandResult:
    """The ledger, as screen, JSON and CSV (no notes in it)."""
    active = [p for p in found if p.voided_on is None]
    total = sum(p.amount_cents for p in active)
    stipends = sum(p.amount_cents for p in active if p.kind == "stipend")
    return listing(
        "payments",
        found,
        LEDGER,
        day,
        lead=f"Paid {money(total)}: stipends {money(stipends)}, travel {money(total - stipends)}; "
        f"{count(len(found), 'line')}, {len(found) - len(active)} voided.",
        below=[POLICY],
        steps=("wvls stipends why", "wvls export payments payments.csv"),
        everything=everything,
    )
