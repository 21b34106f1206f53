"""``wvls stipends pay``, ``void``, ``ledger`` and ``why``."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated

from wvls_mentor import invocation, services, views
from wvls_mentor.cli import check_numbers, completion, options, periods, prompts, void_day
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number, one_of, read_day
from wvls_mentor.cli.settings import user
from wvls_mentor.errors import NotFound, UsageProblem, missing
from wvls_mentor.records.readers import any_line
from wvls_mentor.rules import payable
from wvls_mentor.rules.choices import PAYMENTS
from wvls_mentor.text import named_number, to_copy
from wvls_mentor.views.result import CommandResult

app = alone()  # of the group in cli/stipends.py

OneMentor = Annotated[
    str | None,
    argument(
        "[MENTOR]",
        "Only this person; a mentor with their mentees' travel.",
        complete=completion.mentors,
    ),
]
Reference = Annotated[
    str | None,
    option(
        "--reference",
        metavar="TEXT",
        text="The check number, or another reference.",
        read=check_numbers.read_reference,
    ),
]
CheckNumbers = Annotated[
    list[str] | None,
    option(
        "--check-number",
        metavar="PERSON=NUMBER",
        text="A check number for one payee; everyone else gets --reference. Repeatable.",
    ),
]
Except = Annotated[
    list[str] | None,
    option("--except", metavar="PERSON", text="Leave this payee out. Repeatable."),
]
Kind = Annotated[
    str | None,
    option(
        "--kind",
        metavar="KIND",
        text="Only this: stipend or travel.",
        read=one_of(*PAYMENTS, what="a kind"),
    ),
]
OneClaim = Annotated[
    str | None, option("--claim", metavar="CLAIM", text="Only what is on this claim.")
]
Payee = Annotated[
    str | None,
    option(
        "--payee",
        metavar="NAME",
        text="Who the check is for, if not the person.",
        read=any_line("payee"),
    ),
]
ASK_PAYMENT = Question(
    "Which payment",
    records=lambda asking: services.listings.live_payments(asking.call.db, asking.call.today),
    empty=("Nothing was paid yet.", "See what is owed: wvls stipends"),
    check=lambda asking, typed: services.payments.meant(asking.call.db, typed),
)


def _to_void(asking: Asking, typed: str, *, reference: bool = False) -> str:
    # Before the reason is asked for: after a typo it would be typed for nothing.
    return services.payments.meant(asking.call.db, typed, to_void=True, reference=reference)


def _read_payment(text: str) -> str:
    """A payment's number, or a check number. Raises UsageProblem for 0 and for nothing."""
    clean = named_number(check_numbers.read_reference(text), "payment", bare=False)
    return str(number(1)(clean)) if not clean.strip("0") else clean


VoidedPayment = Annotated[
    str | None,
    argument("[PAYMENT]", "A payment's number, or a check number.", read=_read_payment),
]
VoidedReference = Annotated[
    str | None,
    option(
        "--reference",
        metavar="TEXT",
        text="Every payment with this reference.",
        read=check_numbers.read_reference,
    ),
]
PaymentOrReference = Annotated[
    str, argument("PAYMENT", "A payment's number, or a reference."), ASK_PAYMENT
]
OnePerson = Annotated[str | None, option("--mentor", metavar="PERSON", text="Only this person's.")]
Year = Annotated[
    int | None,
    option("--year", metavar="YEAR", text="Paid in this calendar year.", read=number(1950, 2100)),
]
From = Annotated[
    date | None, option("--from", metavar="DATE", text="Paid from this day on.", read=read_day)
]
To = Annotated[
    date | None, option("--to", metavar="DATE", text="Paid up to this day.", read=read_day)
]
Voided = Annotated[
    bool | None, option("--voided/--live", text="Only the voided, or only the others.")
]


@command(
    app,
    "pay",
    example='wvls stipends pay "Mentor One" --reference "check 1041"',
    writes=True,
)
def pay(
    call: Call,
    mentor: OneMentor = None,
    on: options.On = None,
    reference: Reference = None,
    check_number: CheckNumbers = None,
    except_: Except = None,
    kind: Kind = None,
    claim: OneClaim = None,
    payee: Payee = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Record a payment of what is owed.

    You write the checks; this keeps track of them. You see each amount and are asked before
    anything is saved. It also shows what is left out, trips that may have been claimed twice, and
    check numbers that somebody else already has.
    """
    if not (dry_run or reference or check_number or prompts.at_terminal()):
        raise missing("--reference", "See an example: wvls stipends pay --help")
    if payee is not None and check_number:
        raise UsageProblem("--payee is for one check, --check-number for several.", "Give one.")
    if prompts.at_terminal() and not (yes or dry_run or reference or check_number):
        if mentor is None and claim is None:
            mentor = check_numbers.ask_payee(call, on or call.today, kind)
        on = on or check_numbers.ask_day(call, _choice(call, mentor, kind, claim))
    choice, day = _choice(call, mentor, kind, claim), on or call.today
    owed = services.payments.preview(call.db, choice, on=day)
    owed = payable.without(owed, skipped := check_numbers.skipped(call, owed, except_ or ()))
    numbers = check_numbers.read(call, owed, check_number or (), skipped)
    check_numbers.refuse_unused(owed, numbers, reference)
    look = partial(services.references.doubts, call.db, on=day, reference=reference, payee=payee)
    if dry_run or not owed.lines:
        said = look(owed, by_payee=numbers).sentences
        shown = views.payments.to_pay(owed, day, call.today, asked=False, kind=kind, warnings=said)
        return replace(shown, warnings=call.on_stderr(said))
    call.preview(views.payments.to_pay(owed, day, call.today, asked=True), yes=yes)
    checks = check_numbers.Checks(call, owed, numbers, payee)
    if reference is None:
        checks.complete()
    agreed = False
    while not agreed:
        owed = checks.left()
        if not owed.lines:  # every payee was skipped
            return views.payments.to_pay(owed, day, call.today, asked=False, kind=kind)
        doubts = look(owed, by_payee=checks.numbers)
        checks.warn(() if yes else doubts.sentences)
        agreed = _agreed(checks, owed, day, reference, yes=yes, anyway=bool(doubts.same_reference))
    said, skipped = doubts.sentences, skipped | checks.skipped
    paid = services.payments.pay(
        call.db, replace(choice, skipped=skipped), owed, on=day, reference=reference or "",
        payee=payee, who=user(), by_payee=checks.numbers,
    )  # fmt: skip
    rest = services.payments.preview(call.db, replace(choice, kind=None, sheet=None), on=day)
    result = views.payments.paid(
        paid, owed.left_out, call.today, shown=not yes, warnings=said, rest=rest.lines
    )
    return replace(result, warnings=call.on_stderr(said) if yes else ())


def _agreed(
    checks: check_numbers.Checks,
    owed: payable.Payable,
    day: date,
    reference: str | None,
    *,
    yes: bool,
    anyway: bool,
) -> bool:
    """Whether to pay this; False if a check number was changed, and all of it is shown again.

    Raises Refused where the answer is no, or nobody can answer.
    """
    numbers = [checks.numbers.get(o.person_id, reference or "") for o in owed.lines]
    question = views.payments.pay_question(
        owed.lines, day, list(dict.fromkeys(numbers)), payee=checks.payee, anyway=anyway
    )
    reads_back = reference is None and not checks.one and not yes and prompts.at_terminal()
    if not reads_back:
        checks.remember()
        prompts.confirm(question, yes=yes)
        return True
    if not checks.agreed(question):
        return False
    checks.remember()
    invocation.answered("--yes")
    return True


def _choice(
    call: Call, mentor: str | None, kind: str | None, claim: str | None
) -> "services.payments.PaymentChoice":
    """Whose lines, of which kind and claim are to be paid."""
    return services.payments.PaymentChoice(
        person_id=None if mentor is None else call.payee(mentor),
        kind=kind,
        sheet=None if claim is None else services.claims.claim_number(claim),
    )


@command(
    app,
    "void",
    example='wvls stipends void 12 --reason "wrong check"',
    writes=True,
    asks={
        "payment": replace(
            ASK_PAYMENT,
            text="Which payment (its number or the check number)",
            check=_to_void,
            when=lambda asking: asking.lacks("reference"),
        ),
        "reference": Question(
            "Which reference",
            records=ASK_PAYMENT.records,
            check=partial(_to_void, reference=True),
            when=lambda asking: False,  # looked up where it is given, never asked for
        ),
        "reason": options.ASK_REASON,
        "on": void_day.ASK_VOIDED_ON,
    },
)
def void(
    call: Call,
    payment: VoidedPayment = None,
    reference: VoidedReference = None,
    reason: options.Reason = None,
    on: options.On = None,
    yes: options.Yes = False,
) -> CommandResult:
    """Void a payment, or a whole check; what it paid is owed again.

    Give the payment's number from the ledger, or the number of the check. With --yes, or in a
    script, a check needs --reference. What is voided stays in the ledger. To correct a check
    number, void the payment on the day it was paid, and pay again on that day.
    """
    if (payment is None) == (reference is None):
        raise UsageProblem("Give a payment's number, or --reference.", "See: wvls stipends ledger")
    whole = payment is None or not services.payments.is_number(call.db, payment)
    if whole and payment is not None and (yes or not prompts.at_terminal()):
        # Nobody would see that a slip of the pen in a payment's number takes back a whole check.
        raise NotFound(
            f"There is no payment {payment[:60]!r}.",
            f"To void the check: wvls stipends void --reference {to_copy(payment[:60])}",
        )
    write = partial(
        services.payments.void, call.db, payment, reference=reference or "",
        reason=reason or "", on=on or call.today,
    )  # fmt: skip
    preview = write(write=False)
    if payment is not None and not whole:
        prompts.warn(services.references.other_check(call.db, payment))
        prompts.warn(services.references.rest_of_check(call.db, payment))
    prompts.confirm(views.payments.void_question(preview), yes=yes)
    lines = write(who=user())
    told = services.letters_sent.payment_told(call.db, lines, call.today)
    again = void_day.pay_again(lines, call.today)
    result = views.payments.voided(lines, call.today, whole=whole, again=again)
    return replace(result, warnings=views.payments.void_told(told, lines))


@command(app, "ledger", example="wvls stipends ledger --year 2026 -f csv")
def ledger(
    call: Call,
    person: OnePerson = None,
    year: Year = None,
    fiscal_year: periods.FiscalYear = None,
    since: From = None,
    until: To = None,
    kind: Kind = None,
    voided: Voided = None,
    everything: options.All = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """List every payment, voided ones too.

    Nothing is ever taken out of the ledger.
    """
    day = as_of or call.today
    first, last = periods.read(call, year, fiscal_year, since, until)
    person_id = None if person is None else call.person(person)
    found = services.payments.everything(
        call.db, day, person_id=person_id, first=first, last=last, kind=kind, voided=voided
    )
    return views.payments.ledger(found, day, everything=everything)


@command(app, "why", example="wvls stipends why 12")
def why(call: Call, payment: PaymentOrReference, as_of: options.AsOf = None) -> CommandResult:
    """Explain a payment: its visit, clause, setting and rate."""
    day = as_of or call.today
    return views.audit.why(services.audit.why(call.db, payment, day), day)
