"""``wvls stipends pay``, ``void``, ``ledger`` and ``why``."""

from datetime import date
from typing import Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    AsOf,
    DryRun,
    Format,
    On,
    Written,
    Yes,
    as_of,
    ask,
    check_format,
    confirm,
    database,
    number,
    on,
    pick_person,
    show,
    user,
)
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import money

Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="Only this: stipend or travel.")
]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")]
Payment = Annotated[
    int, typer.Argument(metavar="PAYMENT", parser=number(1), help="A payment's number.")
]


def period(
    year: int | None, since: str | None, until: str | None
) -> tuple[date | None, date | None]:
    """The days of a report: a year, or from and to. Raises UsageProblem for both at once."""
    if year is not None:
        if since is not None or until is not None:
            raise UsageProblem("--year and --from or --to exclude each other.", "Give one of them.")
        return date(year, 1, 1), date(year, 12, 31)
    today = clock.today()
    first = None if since is None else parse_day(since, today=today)
    last = None if until is None else parse_day(until, today=today)
    if first and last and last < first:
        raise UsageProblem(f"The period ends ({last}) before it begins ({first}).", "Swap them.")
    return first, last


def _kind(text: str | None) -> str | None:
    if text is not None and text not in ("stipend", "travel"):
        raise UsageProblem(f"{text[:40]!r} is not a kind.", "Use stipend or travel.")
    return text


def pay(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        typer.Argument(
            metavar="[MENTOR]", help="Only this mentor's pairs.", autocompletion=completion.mentors
        ),
    ] = None,
    day: On = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="TEXT", help="A check's number, say.")
    ] = None,
    kind: Kind = None,
    claim: Annotated[
        str | None, typer.Option("--claim", metavar="CLAIM", help="Only what is on this claim.")
    ] = None,
    payee: Annotated[
        str | None, typer.Option("--payee", metavar="NAME", help="To whom, if not the person.")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Pay what is owed.

    It shows each line and the total, asks, and writes all of the payments or none. What is paid
    already on another day, or was voided later, is left out and named.
    """
    check_format(form, writes=True)
    when, today, what = on(day), clock.today(), _kind(kind)
    note = reference
    if note is None and not dry_run:
        note = ask("The reference of the payment (a check's number)", "--reference")
    if note is not None and not note.strip():
        raise UsageProblem("The reference is empty.", "Give the number of the check, say.")

    from wvls_mentor.services import payments
    from wvls_mentor.views import payments as views

    mentor_id = None if mentor is None else pick_person(ctx, mentor, "mentor")
    choice = payments.Choice(mentor_id=mentor_id, kind=what, sheet=claim)
    db = database(ctx)
    found = payments.preview(db, choice, on=when)
    if dry_run or not found.lines:
        show(views.to_pay(found, when, today, asked=False), form, writes=True)
        return
    if not yes and check_format(form) == "table":
        show(views.to_pay(found, when, today, asked=True), form)
    confirm(f"Pay {money(found.total_cents)} on {when}, {note}?", yes=yes)
    paid = payments.pay(db, choice, found, on=when, reference=note or "", payee=payee, who=user())
    show(views.paid(paid, found.left_out, today), form, writes=True)


def void(
    ctx: typer.Context,
    payment: Payment,
    reason: Reason = None,
    day: On = None,
    yes: Yes = False,
    form: Written = None,
) -> None:
    """Void a payment; what it paid is owed again.

    The line stays in the ledger.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    why_ = reason if reason is not None else ask("Why", "--reason")

    from wvls_mentor.services import payments
    from wvls_mentor.views import payments as views

    db = database(ctx)
    line = payments.void(db, payment, reason=why_, on=when, write=False)
    what = f"{money(line.amount_cents)} to {line.payee}, {line.reference}"
    confirm(f"Void payment {payment} of {line.paid_on} ({what})?", yes=yes)
    line = payments.void(db, payment, reason=why_, on=when, who=user())
    show(views.voided(line, today), form, writes=True)


def ledger(
    ctx: typer.Context,
    person: Annotated[
        str | None, typer.Option("--mentor", metavar="PERSON", help="Only this person's.")
    ] = None,
    year_: Annotated[
        int | None,
        typer.Option("--year", parser=number(1950, 2100), help="Paid in this calendar year."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Paid from this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Paid up to this day.")
    ] = None,
    kind: Kind = None,
    voided: Annotated[
        bool | None, typer.Option("--voided/--live", help="Only the voided, or only the others.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every row, not only the first 40.")
    ] = False,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """List every payment, voided ones too.

    Nothing is ever taken out of the ledger.
    """
    check_format(form)
    first, last = period(year_, since, until)
    when, what = as_of(day), _kind(kind)

    from wvls_mentor.services import payments as services
    from wvls_mentor.views import payments as views

    person_id = None if person is None else pick_person(ctx, person)
    found = services.everything(
        database(ctx), when, person_id=person_id, first=first, last=last, kind=what, voided=voided
    )
    show(views.ledger(found, when, everything=everything), form)


def why(
    ctx: typer.Context,
    payment: Annotated[
        str, typer.Argument(metavar="PAYMENT", help="A payment's number, or a reference.")
    ],
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Explain a payment: its visit, clause, setting and rate."""
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import audit
    from wvls_mentor.views import payments as views

    show(views.why(audit.why(database(ctx), payment, when), when), form)
