"""``wvls extend``, ``end`` and ``excuse``: how long a pair goes on, and what it is let off."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated

import typer

from wvls_mentor import services, views
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.command import Call, alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.readers import number, one_of, read_day_ahead
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import DEADLINES
from wvls_mentor.views.result import CommandResult

extend_app = alone()
end_app = alone()
excuse_app = alone()

Months = Annotated[
    int | None,
    option("--months", metavar="NUMBER", text="So many months more.", read=number(1, 60)),
]
Until = Annotated[
    date | None, option("--until", metavar="DATE", text="Up to this day.", read=read_day_ahead)
]
MentorStays = Annotated[
    bool | None, option("--mentor-stays/--mentor-leaves", text="Whether the mentor takes others.")
]
MenteeStays = Annotated[
    bool | None,
    option("--mentee-stays/--mentee-leaves", text="Whether the mentee wants another mentor."),
]
Kind = Annotated[
    str, argument("KIND", ", ".join(DEADLINES) + ".", read=one_of(*DEADLINES, what="a kind"))
]
ForGood = Annotated[bool, option("--for-good", text="Without an end.")]
Remove = Annotated[bool, option("--remove", text="End the excuse.")]


@command(
    extend_app, "extend", example="wvls extend 3 --months 6 --reason 'a new building'", writes=True
)
def extend(
    call: Call,
    pair: options.Pair,
    months: Months = None,
    until: Until = None,
    on: options.On = None,
    reason: options.Reason = None,
    yes: options.Yes = False,
) -> CommandResult:
    """Extend a mentorship (C4).

    This is decided on or before its last day. It asks first where the mentor would have more
    mentees than the capacity.
    """
    if (months is None) == (until is None):
        raise UsageProblem("An extension has --months or --until.", "Give one of them.")
    write = partial(
        services.terms.extend, call.db, call.pair(pair).pair_id, months=months, until=until,
        on=on or call.today, today=call.today, reason=reason or "",
    )  # fmt: skip
    preview = write(write=False)
    said = [over.sentence for over in preview.over]
    if said:
        both = f"{preview.facts.mentor} and {preview.facts.mentee}"
        prompts.confirm(f"{' '.join(said)} Extend {both} to {preview.ends_on} anyway?", yes=yes)
    result = views.terms.extended(write(accepted=preview.over), call.today)
    return replace(result, warnings=said) if yes else result


@command(end_app, "end", example="wvls end 3 --reason 'the mentor moved away'", writes=True)
def end(
    call: Call,
    pair: options.Pair,
    on: options.On = None,
    reason: options.Reason = None,
    mentor_stays: MentorStays = None,
    mentee_stays: MenteeStays = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """End a mentorship early.

    It is recorded with its reason.
    """
    day = on or call.today
    why = reason if reason is not None else prompts.ask("Why", "--reason")
    facts = call.pair(pair)
    terms = partial(services.terms.end, call.db, facts.pair_id, on=day, today=call.today)
    preview = terms(services.terms.Ending(why), write=False)
    ending = services.terms.Ending(
        why,
        _stays(mentor_stays, f"Does {facts.mentor} stay available as a mentor?", yes),
        _stays(mentee_stays, f"Does {facts.mentee} want another mentor?", yes),
    )
    if dry_run:
        return views.terms.ended(preview, ending, call.today, dry_run=True)
    prompts.confirm(f"End the mentorship of {facts.mentor} and {facts.mentee} on {day}?", yes=yes)
    return views.terms.ended(terms(ending), ending, call.today)


def _stays(given: bool | None, question: str, yes: bool) -> bool:
    if given is not None or yes or not prompts.at_terminal():
        return True if given is None else given
    return typer.confirm(question, default=True, err=True)


@command(
    excuse_app,
    "excuse",
    example="wvls excuse 3 contact --until 2027-02-01 --reason 'on leave'",
    writes=True,
)
def excuse(
    call: Call,
    pair: options.Pair,
    kind: Kind,
    until: Until = None,
    for_good: ForGood = False,
    reason: options.Reason = None,
    remove: Remove = False,
    on: options.On = None,
) -> CommandResult:
    """Excuse a pair from one kind of deadline.

    What is excused is not overdue and not upcoming; it is shown as excused.
    """
    if remove and (until is not None or for_good or reason is not None):
        raise UsageProblem("--remove ends an excuse.", "Leave out the other options.")
    if not remove and (until is None) == (not for_good):
        raise UsageProblem("Until when?", "Give --until DATE or --for-good.")
    day = on or call.today
    if remove:
        facts = call.pair(pair)
        services.terms.unexcuse(call.db, facts.pair_id, kind, on=day)
        return views.terms.unexcused(facts, kind, call.today)
    why = reason if reason is not None else prompts.ask("Why", "--reason")
    facts = call.pair(pair)
    row = services.terms.excuse(
        call.db, facts.pair_id, kind, until=until, reason=why, on=day, today=call.today
    )
    return views.terms.excused(facts, row, call.today)
