"""Payments, the questions before paying and voiding, and the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.money import money
from wvls_mentor.rules.payable import LeftOut, Payable
from wvls_mentor.rules.payments import Owed, PaymentLine
from wvls_mentor.text import check_name, count, listed, shortened, to_copy
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
from wvls_mentor.views.screen import (
    add,
    heading,
    headline,
    indented,
    next_steps,
    say,
    table,
)
from wvls_mentor.views.theme import Line, as_typed, quiet

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.services.letters_sent import Told
    from wvls_mentor.views.fitting import Fitted

POLICY = "Once you record a payment, the amount won't change (C11, C12)."


def _claim_id(line: PaymentLine | Owed | LeftOut) -> int | None:
    return line.item_id if line.kind == "travel" else None


def _what(p: PaymentLine) -> Line:
    what = f"{p.kind}, meeting {p.meeting_id}; {check_name(p.reference)}" + (
        f"; {p.claim}" if p.claim else ""
    )
    said = as_typed(what)
    if p.voided_on is None:
        return said
    return (said, "; VOIDED ", p.voided_on, as_typed(f": {p.void_reason}"))


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
    Column(None, lambda p: p.to, "to", wrap=True),
    Column(None, lambda p: None, "for", _what, wrap=True),
    Column(None, lambda p: money(p.amount_cents), "amount", right=True),
)
TO_PAY: tuple[Column[Owed], ...] = (
    Column("person", lambda o: o.person, "to", lambda o: o.to, wrap=True),
    Column("kind", lambda o: o.kind, "kind"),
    Column(None, lambda o: None, "for", lambda o: (f"meeting {o.meeting_id} of ", o.on), wrap=True),
    cents("amount", lambda o: o.amount_cents, "amount"),
    *plain("meeting_id", "pair_id", "person_id"),
    Column("payee", lambda o: o.payee),
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
    found: Payable,
    when: date,
    today: date,
    *,
    asked: bool,
    kind: str | None = None,
    warnings: Sequence[str] = (),
) -> CommandResult:
    """What would be paid, line by line, with the total, and what is left out.

    *kind* where only stipends or only travel was asked about: of the other nothing is said.
    """
    return CommandResult(
        today,
        lambda: {
            "payments": as_objects(TO_PAY, found.lines),
            "left_out": as_objects(LEFT_OUT, found.left_out),
            "warnings": list(warnings),
        },
        lambda console: _to_pay_screen(console, found, when, asked, kind),
    )


_NOTHING = {None: "Nothing is", "stipend": "No stipends are", "travel": "No travel is"}


def _to_pay_screen(
    console: "Console", found: Payable, when: date, asked: bool, kind: str | None
) -> None:
    if not found.lines:
        nothing, _, verb = _NOTHING[kind].rpartition(" ")
        what = f"{nothing} can be paid" if found.left_out else f"{nothing} {verb} owed"
        headline(console, f"{what} as of {when}.")
        _left_out(console, found.left_out)
        next_steps(console, "wvls stipends", "wvls stipends ledger")
        return
    lines = count(len(found.lines), "line")
    headline(console, f"To pay as of {when}: {money(found.total_cents)}, {lines}.")
    made = as_table(TO_PAY, found.lines)
    add(made, "total", "", "", money(found.total_cents))
    _print_with_payees(console, made, [(o.to, "", o.amount_cents) for o in found.lines])
    _left_out(console, found.left_out, found.lines)
    say(console, "", quiet(POLICY))
    if not asked:
        next_steps(console, "wvls stipends pay", "wvls stipends")


_NAMED = 6  # people in one sentence


def _left_out(
    console: "Console", found: Sequence[LeftOut], paid: Sequence[Owed | PaymentLine] = ()
) -> None:
    """What a payment does not include, so that nobody has to find that out from the total.

    What people who get nothing in this payment were paid on other days is one line for all.
    """
    if not found:
        return
    mine = {x.person_id for x in paid}
    others = [x for x in found if mine and x.paid_already and x.person_id not in mine]
    say(console, "Not part of this payment:")
    for x in found:
        if x not in others:
            what = f"{x.person}'s {x.kind} for meeting {x.meeting_id} of {x.on}"
            indented(console, f"{what}, {money(x.amount_cents)}: {x.reason}.", by=2)
    if others:
        sums: dict[str, int] = {}
        for x in others:
            sums[x.person] = sums.get(x.person, 0) + x.amount_cents
        named = [f"{money(cents)} to {name}" for name, cents in sums.items()]
        if len(named) > _NAMED:
            more = count(len(named) - _NAMED + 1, "other person", "other people")
            named = [*named[: _NAMED - 1], more]
        indented(console, f"Paid already on another day: {listed(named)}.", by=2)


def _wrong_number(found: Sequence[PaymentLine]) -> str:
    """How a wrong check number is corrected: a payment itself never changes."""
    references = {p.reference for p in found}
    which = "PAYMENT" if len(references) > 1 else f"--reference {to_copy(found[0].reference)}"
    which = str(found[0].payment_id) if len(found) == 1 else which
    # Voided on a later day, it could not be paid on its true one.
    step = f"wvls stipends void {which} --on {found[0].paid_on}"
    fix = "Void the payment, using the date you paid, then record it again:"
    return f"Wrong check number? {fix}\n{step}"


def paid(
    found: Sequence[PaymentLine],
    left_out: Sequence[LeftOut],
    today: date,
    *,
    shown: bool = False,
    warnings: Sequence[str] = (),
    rest: Sequence[Owed] = (),
) -> CommandResult:
    """What was paid, each payee with which check, and, unless it was *shown*, what was left out.

    The *rest* is what is still owed to whom this payment was about.
    """

    def screen(console: "Console") -> None:
        first, total = found[0], money(sum(p.amount_cents for p in found))
        to = _one_or_count([p.to for p in found], "payee")
        which = check([p.reference for p in found])
        number = count(len(found), "line")
        # A number such as 2026-05-05 is no day.
        lead = (f"Paid {total} to ", as_typed(to), f" on {first.paid_on}, ", as_typed(which))
        headline(console, (*lead, f": {number}."))
        lines = [(p.to, check_name(p.reference), p.amount_cents) for p in found]
        _print_with_payees(console, as_table(LEDGER, found, console.width), lines)
        # Who was skipped said so after the rest was shown.
        _left_out(console, [x for x in left_out if x.skipped] if shown else left_out, found)
        if rest:
            say(console, f"Still owed: {money(sum(o.amount_cents for o in rest))}.")
        say(console, _wrong_number(found))
        pay = ["wvls stipends pay"] if rest else []
        next_steps(console, *pay, "wvls stipends ledger", f"wvls stipends why {first.payment_id}")

    return CommandResult(
        today,
        lambda: {
            "payments": as_objects(LEDGER, found),
            "left_out": as_objects(LEFT_OUT, left_out),
            "warnings": list(warnings),
        },
        screen,
    )


def _print_with_payees(
    console: "Console", made: "Fitted", lines: Sequence[tuple[str, str, int]]
) -> None:
    """A table of lines, and what each payee gets where there are several: (payee, check, cents)."""
    from wvls_mentor.views.fitting import same_width

    sums: dict[tuple[str, str], int] = {}
    for to, reference, cents_ in lines:
        sums[to, reference] = sums.get((to, reference), 0) + cents_
    which = any(reference for _, reference in sums)
    each = table(*[""] * (2 + which), right=(1,), wrap=(0, 2) if which else (0,))
    for (to, reference), total in sums.items():
        add(each, to, money(total), *([reference] if which else []))
    same_width([made, each] if len(sums) > 1 else [made])
    console.print(made)
    if len(sums) > 1:
        heading(console, "By payee")
        console.print(each)


def pay_question(
    lines: Sequence[Owed], when: date, references: Sequence[str], *, payee: str | None = None,
    anyway: bool = False,
) -> str:  # fmt: skip
    """Whether to record this: how much, to which payee, when, with which check; on two lines."""
    which = shortened(check(references), 26)
    amount = money(sum(o.amount_cents for o in lines))
    rest = f"on {when}, {which}{', anyway' if anyway else ''}?"
    to = _one_or_count([payee or o.to for o in lines], "payee")
    said = f"Record a payment of {amount}"  # "Pay" sounded as if money were sent
    room = max(18, 140 - len(f"{said} to  {rest}"))
    return f"{said} to {shortened(to, room)} {rest}"


def check(references: Sequence[str]) -> str:
    """The check, or how many there are."""
    return check_name(_one_or_count(references, "check"))


def _one_or_count(names: Sequence[str], word: str) -> str:
    """The name, if all of these are the same; otherwise how many there are: ``2 payees``."""
    return names[0] if len(set(names)) == 1 else count(len(set(names)), word)


def void_question(lines: Sequence[PaymentLine]) -> str:
    """Whether to void these: which, of which day, how much and who got it; it fits on one line."""
    one = lines[0]
    if len(lines) == 1:
        which, sum_ = f"payment {one.payment_id} of {one.paid_on}", money(one.amount_cents)
        return _fitting(
            f"Void {which} ({sum_} to {one.to}, {check_name(one.reference)})?",
            f"Void {which} ({sum_} to {one.to})?",
            f"Void {which} ({sum_} to {shortened(one.to, 18)})?",
        )
    total = money(sum(p.amount_cents for p in lines))
    payees = list(dict.fromkeys(p.to for p in lines))
    all_ = "both" if len(lines) == 2 else f"all {len(lines)}"
    which = f"Void {all_} payments of {shortened(check_name(one.reference), 20)}"
    return _fitting(
        f"{which} ({total} to {listed(payees)})?",
        f"{which} ({total} to {shortened(listed(payees), 14)})?"
        if len(payees) == 1
        else f"{which} ({total} to {count(len(payees), 'payee')})?",
    )


def _fitting(*questions: str) -> str:
    """The first of these that fits on a screen with its answers, or the last one."""
    return next((q for q in questions if len(q) <= 68), questions[-1])


def voided(
    lines: Sequence[PaymentLine], today: date, *, whole: bool, again: str = "wvls stipends pay"
) -> CommandResult:
    """Payments that were voided: one by its number, or the *whole* of a reference.

    *again* is the command that pays them again.
    """

    def screen(console: "Console") -> None:
        if len(lines) == 1:
            headline(console, "Voided. It is owed again.")
        else:
            total = money(sum(p.amount_cents for p in lines))
            headline(console, f"Voided: {len(lines)} payments, {total}; they are owed again.")
        print_table(console, LEDGER, lines)
        next_steps(console, again, "wvls stipends --unpaid", "wvls stipends ledger")

    def body() -> dict[str, Any]:
        if whole:
            return {"payments": as_objects(LEDGER, lines)}
        return {"payment": as_json(LEDGER, lines[0])}

    return CommandResult(today, body, screen)


def void_told(told: "Sequence[Told]", lines: Sequence[PaymentLine]) -> list[str]:
    """A warning that letters announced what was voided, with who has read it; none for nobody."""
    names = listed(f"{one.name} ({one.on})" for one in told)
    what = check_name(lines[0].reference)
    said = f"{'Letters' if len(told) > 1 else 'A letter'} to {names} announced {what}."
    return [f"{said} Please tell them it was voided."] if told else []


def ledger(found: Sequence[PaymentLine], day: date, *, everything: bool) -> CommandResult:
    """The ledger, as screen, JSON and CSV (no notes in it)."""
    active = [p for p in found if p.voided_on is None]
    total = sum(p.amount_cents for p in active)
    stipends = sum(p.amount_cents for p in active if p.kind == "stipend")
    voided = len(found) - len(active)
    lead = "No payments."
    if found:
        lead = (
            f"Paid {money(total)}: stipends {money(stipends)}, travel {money(total - stipends)}; "
        )
        lead += count(len(found), "line") + (f", {voided} of them voided." if voided else ".")
    return listing(
        "payments",
        found,
        LEDGER,
        day,
        lead=lead,
        below=[POLICY],
        steps=("wvls stipends why", "wvls export payments payments.csv"),
        everything=everything,
    )
