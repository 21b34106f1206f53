"""``wvls stipends claim``, ``claims``, ``withdraw``, ``forecast`` and ``year``."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from wvls_mentor import documents, services, sheets, views
from wvls_mentor.cli import completion, office, options, periods, prompts, saving
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number, one_of, read_day_ahead, read_past_day, read_path
from wvls_mentor.errors import BadInputFile, Refused, UsageProblem, WvlsError
from wvls_mentor.money import money
from wvls_mentor.rules.choices import CLAIM_MARKS
from wvls_mentor.text import count
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.payments import Sheet

_ON_PAPER = ("organization", "organization_address", "program_name", "coordinator_name")
app = alone()  # of the group in cli/stipends.py


def _read_paper(text: str) -> Path:
    """A file to print. Raises UsageProblem for a kind that is not written."""
    path = read_path(text)
    if path.suffix.lower() not in (".html", ".txt"):
        raise UsageProblem(f"{path.name[:60]!r} is neither .html nor .txt.", "Name such a file.")
    return path


def _claimants(asking: Asking) -> Sequence[tuple[object, str]]:
    """Everybody who has something to claim up to the day of ``--until``."""
    today = asking.call.today
    return services.claims.to_choose(
        asking.call.db, today, until=asking.given.get("until") or today
    )


def _claimant(asking: Asking, typed: str) -> str:
    """A claim's number, or the id of somebody with something to claim. Raises Refused."""
    if _is_number(typed):
        return services.claims.one(asking.call.db, typed, asking.call.today).number
    person = asking.call.payee(typed)
    if person not in {number for number, _ in _claimants(asking)}:
        raise Refused("They have nothing to claim.", "Type the number of a line.")
    return str(person)


def _is_number(text: str) -> bool:
    return services.claims.claim_number(text).upper().startswith("C-")


PersonOrClaim = Annotated[
    str,
    argument("PERSON", "A mentor, a mentee whose travel is paid, or a claim's number.",
             complete=completion.mentors),
    Question(
        "Who is the claim for",
        records=lambda asking: _claimants(asking),
        empty=("Nobody has anything to claim.", "See why: wvls stipends"),
        check=lambda asking, typed: _claimant(asking, typed),
    ),
]  # fmt: skip
Until = Annotated[
    date | None,
    option("--until", metavar="DATE", text="Visits up to this day. [today]", read=read_past_day),
]
Paper = Annotated[
    Path | None,
    option("--save", metavar="FILE", text="A .html or .txt file to print.", read=_read_paper),
]


def _read_claim(text: str) -> str:
    """A claim's number as it is printed on it, or a name as typed."""
    return services.claims.claim_number(text)


OneMentor = Annotated[
    str | None,
    option("--mentor", metavar="PERSON", text="Only this one's.", complete=completion.mentors),
]
Claim = Annotated[
    str,
    argument("CLAIM", "A claim's number, such as C-2026-07.", read=_read_claim),
    Question(
        "Which claim",
        records=lambda asking: services.listings.claims(asking.call.db, asking.call.today),
        empty=("There are no claims yet.", "Make one: wvls stipends claim MENTOR"),
        check=lambda asking, number: (
            services.claims.one(asking.call.db, number, asking.call.today).number
        ),
    ),
]
State = Annotated[
    str,
    argument("STATE", "sent or approved.", read=one_of(*CLAIM_MARKS, what="a step of a claim")),
    Question("What happened to it", words=CLAIM_MARKS),
]
LookAhead = Annotated[
    date | None,
    option("--until", metavar="DATE", text="Up to this day. [the last end]", read=read_day_ahead),
]
Year = Annotated[int | None, argument("[YEAR]", "[this year]", read=number(1950, 2100))]


@command(
    app,
    "claim",
    example="wvls stipends claim 3 --until 2026-06-30 --save claim.html",
    writes=True,
)
def claim(
    call: Call,
    person: PersonOrClaim,
    until: Until = None,
    save: Paper = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Make a numbered claim sheet of everything not claimed yet.

    It shows the claim and asks before it is numbered: a number is never used twice.
    """
    replaces, new = False, not _is_number(person)
    if new:
        call.payee(person)  # who is meant is settled before anything else is asked
    if save is not None:
        # Before it is numbered: a number is used for good, even where no file can be written.
        replaces = not dry_run and saving.may_replace(save, save.suffix, yes=yes)
        office.ask_for(call.db, _ON_PAPER, undone="The claim was not made." if new else "")
    if new:
        sheet = _numbered(call, person, until or call.today, yes=yes, dry_run=dry_run)
    else:
        sheet = services.claims.one(call.db, person, call.today)
    saved = None if dry_run else save
    if saved is not None:
        _save(call, sheet, saved, new=new, replaces=replaces)
    # Whoever has just read it above the question does not need its sixty lines again.
    seen = new and not (yes or dry_run) and call.format == "table" and sys.stdout.isatty()
    return _result(sheet, call, saved, seen=seen)


def _result(
    sheet: "Sheet", call: Call, saved: Path | None = None, *, seen: bool = False
) -> CommandResult:
    found = services.claim_sheets.gather(call.db, sheet, call.today)
    settings = services.claim_then.office(call.db, sheet, call.today)
    paper = documents.claim.as_text(found, settings, fixes=True)
    said = [note.message for note in found.notes]
    return views.claims.claim(found.claim, paper, call.today, saved=saved, warnings=said, seen=seen)


def _numbered(call: Call, person: str, last: date, *, yes: bool, dry_run: bool) -> "Sheet":
    """A new claim with its number, once it was shown and confirmed; the draft with *dry_run*."""
    mentor_id = call.payee(person)
    draft = services.claims.preview(call.db, mentor_id, until=last, today=call.today)
    if dry_run:
        return draft
    if not yes and call.format == "table":
        prompts.show_first(_result(draft, call))
    what = f"{draft.mentor}, {money(draft.total_cents)}, {count(draft.visits, 'visit')}"
    prompts.confirm(f"{what}, up to {last}. Assign a claim number and save it?", yes=yes)
    return services.claims.make(call.db, mentor_id, until=last, today=call.today, shown=draft)


def _save(call: Call, sheet: "Sheet", file: Path, *, new: bool, replaces: bool) -> None:
    """Write the sheet to print. Raises BadInputFile that says what was saved anyway."""
    found = services.claim_sheets.gather(call.db, sheet, call.today)
    settings = services.claim_then.office(call.db, sheet, call.today)
    paper = documents.claim
    write = paper.as_page if file.suffix.lower() == ".html" else paper.as_text
    text = write(found, settings)
    try:
        if replaces:
            sheets.files.put_files(file.parent, {file.name: text.encode()})
        else:
            sheets.files.new_file(file, text)
    except WvlsError as problem:
        if not new:
            raise
        raise BadInputFile(
            f"Saved as claim {sheet.number}, but {problem.message}",
            f"Print it again: wvls stipends claim {sheet.number} --save FILE",
        ) from None


@command(app, "claims", example="wvls stipends claims")
def claims(call: Call, mentor: OneMentor = None, as_of: options.AsOf = None) -> CommandResult:
    """List every claim, where it stands and since when."""
    day = as_of or call.today
    mentor_id = None if mentor is None else call.payee(mentor)
    return views.claims.claims(services.claims.claims(call.db, day, mentor_id=mentor_id), day)


def _check_step(asking: Asking, state: str) -> str:
    """The step. Raises Refused for one that is already marked while the other is not."""
    there = services.claims.one(asking.call.db, asking.given["claim"], asking.call.today)
    taken = {"sent": there.sent_on, "approved": there.approved_on}
    if taken[state] is not None and None in taken.values():
        raise Refused(f"Claim {there.number} was {state} on {taken[state]} already.")
    return state


@command(
    app,
    "mark",
    example='wvls stipends mark C-2026-07 sent --on "Nov 20"',
    writes=True,
    asks={"state": Question("What happened to it", words=CLAIM_MARKS, check=_check_step)},
)
def mark(
    call: Call, claim: Claim, state: State, on: options.On = None, yes: options.Yes = False
) -> CommandResult:
    """Note that a claim was sent to the office, or approved.

    A claim that is paid stays paid; only the day is added.
    """
    day = on or call.today
    number = _number(call, claim)
    then = services.claims.standing(call.db, number, day)
    odd = []
    # Paid on the day itself it may well have been marked before.
    if then is not None and then.last_paid_on is not None and then.last_paid_on < day:
        how = "paid" if then.state == "paid" else "paid in part"
        paid = f"Claim {number} was {how} on {then.last_paid_on}"
        if prompts.at_terminal() and not yes:
            prompts.confirm(f"{paid}. Was it {state} on {day}, after that?", yes=False)
        else:
            odd = [f"{paid}, before it was {state} on {day}."]
    sheet = services.claims.mark(call.db, number, state, on=day, today=call.today)
    shown = views.claims.marked(sheet, state, day, call.today, warnings=odd)
    return replace(shown, warnings=call.on_stderr(odd))


def _number(call: Call, text: str) -> str:
    """A claim's number; of ``7`` that of the one claim that ends so. Raises NotFound."""
    if _is_number(text):
        return services.claims.claim_number(text)
    return services.claims.one(call.db, text, call.today).number


def _open_claims(asking: Asking) -> Sequence[tuple[object, str]]:
    paid = {
        c.number for c in services.claims.claims(asking.call.db, asking.call.today) if c.paid_cents
    }
    every = services.listings.claims(asking.call.db, asking.call.today)
    return [(number, text) for number, text in every if number not in paid]


def _to_withdraw(asking: Asking, typed: str) -> str:
    """A claim's number. Raises Refused before the reason is asked for: it would be lost."""
    call = asking.call
    number = services.claims.one(call.db, typed, call.today).number
    on = asking.given["on"] or call.today
    services.claims.refuse_unwithdrawable(call.db, number, on=on)
    return number


_WITHDRAWN = Question(
    "Which claim",
    records=_open_claims,
    empty=("No claim can be withdrawn.", "One that is paid stays; see them: wvls stipends claims"),
    check=_to_withdraw,
)


@command(
    app,
    "withdraw",
    example='wvls stipends withdraw C-2026-07 --reason "a wrong day"',
    writes=True,
    asks={"claim": _WITHDRAWN, "reason": options.ASK_REASON},
)
def withdraw(
    call: Call,
    claim: Claim,
    reason: options.Reason = None,
    on: options.On = None,
    yes: options.Yes = False,
) -> CommandResult:
    """Withdraw a claim if none of it has been paid.

    Its lines can be claimed again. At a terminal it asks first.
    """
    withdraw_it = partial(
        services.claims.withdraw, call.db, _number(call, claim),
        reason=reason or "", on=on or call.today,
    )  # fmt: skip
    if prompts.at_terminal() and not yes:
        sheet = withdraw_it(write=False)
        what = f"{sheet.mentor}, {money(sheet.total_cents)}, {count(sheet.visits, 'visit')}"
        prompts.confirm(f"Withdraw claim {sheet.number} ({what})?", yes=False)
    sheet = withdraw_it()
    found = services.claim_sheets.gather(call.db, sheet, call.today)
    return views.claims.withdrawn(sheet, call.today, warnings=[n.message for n in found.notes])


@command(app, "forecast", example="wvls stipends forecast --until 2027-06-30")
def forecast(
    call: Call,
    until: LookAhead = None,
    fiscal_year: periods.FiscalYear = None,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show what is owed now and what active pairs may still cost."""
    periods.alone(fiscal_year, until)
    day = as_of or call.today
    last = until
    if fiscal_year is not None:
        _, last = services.policy.fiscal_year(call.db, fiscal_year)
    if last is not None and last < day:
        raise UsageProblem(f"{last} is before {day}.", "A forecast looks ahead.")
    return views.forecast.forecast(services.forecast.expect(call.db, day, last))


@command(app, "year", example="wvls stipends year 2026")
def year(
    call: Call,
    wanted: Year = None,
    fiscal_year: periods.FiscalYear = None,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Show what each person was paid in a year.

    Use it for the tax forms: stipends, travel and the total. It also names what was earned in
    that year and paid later.
    """
    periods.alone(fiscal_year, wanted)
    day = as_of or call.today
    found = services.payments.year(
        call.db, fiscal_year or wanted or day.year, day, fiscal=fiscal_year is not None
    )
    return views.years.year(found, day)
