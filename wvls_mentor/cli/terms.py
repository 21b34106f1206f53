"""``wvls evaluate``, ``evaluations``, ``extend``, ``end``, ``excuse`` and ``agenda``."""

import re
from functools import partial
from typing import TYPE_CHECKING, Annotated

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
    ask_until,
    at_terminal,
    check_format,
    confirm,
    database,
    number,
    on,
    pick_pair,
    show,
    warn,
)
from wvls_mentor.cli.deadlines import KINDS
from wvls_mentor.cli.options import Pair as APair
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem

if TYPE_CHECKING:
    from wvls_mentor.services.milestones import Answers

evaluate_app = typer.Typer(rich_markup_mode=None, add_completion=False)
evaluations_app = typer.Typer(rich_markup_mode=None, add_completion=False)
extend_app = typer.Typer(rich_markup_mode=None, add_completion=False)
end_app = typer.Typer(rich_markup_mode=None, add_completion=False)
excuse_app = typer.Typer(rich_markup_mode=None, add_completion=False)
agenda_app = typer.Typer(rich_markup_mode=None, add_completion=False)

Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")]


def one_of(text: str, what: str, *words: str) -> str:
    """One of *words*. Raises UsageProblem."""
    word = text.strip().lower()
    if word not in words:
        raise UsageProblem(f"{text[:40]!r} will not do as {what}.", f"Use {', '.join(words)}.")
    return word


def _stars(text: str) -> int:
    if not re.fullmatch(r"[1-5]", text.strip()):
        raise UsageProblem(f"{text[:40]!r} will not do as a rating.", "Use 1 (poor) to 5 (great).")
    return int(text)


@evaluate_app.command(
    epilog="Example: wvls evaluate 3 --by mentee --rating 5 --goals-met mostly --again yes"
)
def evaluate(
    ctx: typer.Context,
    pair: APair,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="mentor or mentee.")] = None,
    day: On = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="1..5", help="The mentorship as a whole.")
    ] = None,
    goals_met: Annotated[
        str | None, typer.Option("--goals-met", metavar="ANSWER", help="yes, mostly, partly or no.")
    ] = None,
    support: Annotated[
        str | None, typer.Option("--support", metavar="1..5", help="The coordinator's support.")
    ] = None,
    again: Annotated[
        str | None,
        typer.Option("--again", metavar="ANSWER", help="Would take part again: yes, maybe, no."),
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="TEXT", help="In their own words.")] = "",
    form: Written = None,
) -> None:
    """Record a partner's evaluation (C10).

    With only the pair, at a terminal, it asks question by question.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    who = _by(by) if by is not None else ask_until("Whose (mentor or mentee)", "--by", _by)
    given = (rating, goals_met, support, again)

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    pair_id = pick_pair(ctx, pair, today).pair_id
    answers = milestones.Answers(
        rating=None if rating is None else _stars(rating),
        goals_met=None if goals_met is None else _met(goals_met),
        support=None if support is None else _stars(support),
        again=None if again is None else _again(again),
        note=note,
    )
    if at_terminal() and not any(given) and not note:
        answers = _asked()
    found = milestones.evaluate(database(ctx), pair_id, who, answers, on=when, today=today)
    show(views.evaluated(found, today), form, writes=True)


def _by(text: str) -> str:
    return one_of(text, "a partner", "mentor", "mentee")


def _met(text: str) -> str:
    return one_of(text, "an answer", "yes", "mostly", "partly", "no")


def _again(text: str) -> str:
    return one_of(text, "an answer", "yes", "maybe", "no")


def _asked() -> "Answers":
    from wvls_mentor.services.milestones import Answers

    return Answers(
        rating=ask_until("The mentorship as a whole, 1 to 5", "--rating", _stars),
        goals_met=ask_until("Were the goals met (yes, mostly, partly, no)", "--goals-met", _met),
        support=ask_until("The coordinator's support, 1 to 5", "--support", _stars),
        again=ask_until("Would you take part again (yes, maybe, no)", "--again", _again),
        note=ask("Anything else (Enter for nothing)", "--note", default=""),
    )


@evaluations_app.command(epilog="Example: wvls evaluations --detail")
def evaluations(
    ctx: typer.Context,
    detail: Annotated[bool, typer.Option("--detail", help="Name who said what.")] = False,
    pair: Annotated[
        str | None,
        typer.Option(
            "--pair", metavar="PAIR", help="Only this pair.", autocompletion=completion.pairs
        ),
    ] = None,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show what all evaluations say together.

    With --detail, who said it.
    """
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import milestones
    from wvls_mentor.views import milestones as views

    pair_id = None if pair is None else pick_pair(ctx, pair, when).pair_id
    found = milestones.evaluations(database(ctx), when, pair_id=pair_id)
    show(views.evaluations(found, when, detail=detail), form)


@extend_app.command(epilog="Example: wvls extend 3 --months 6 --reason 'a new building'")
def extend(
    ctx: typer.Context,
    pair: APair,
    months: Annotated[
        int | None, typer.Option("--months", parser=number(1, 60), help="So many months more.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")
    ] = None,
    day: On = None,
    reason: Reason = None,
    yes: Yes = False,
    form: Written = None,
) -> None:
    """Extend a mentorship (C4).

    This is decided on or before its last day. It asks first where the mentor would have more
    mentees than the capacity.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    if (months is None) == (until is None):
        raise UsageProblem("An extension has --months or --until.", "Give one of them.")
    last = None if until is None else parse_day(until, today=today, ahead=True)

    from wvls_mentor.services import terms
    from wvls_mentor.views import terms as views

    pair_id = pick_pair(ctx, pair, today).pair_id
    write = partial(
        terms.extend, database(ctx), pair_id, months=months, until=last, on=when, today=today,
        reason=reason or "",
    )  # fmt: skip
    preview = write(write=False)
    if preview.over:
        facts = preview.facts
        said = " ".join(o.sentence for o in preview.over)
        confirm(
            f"{said} Extend {facts.mentor} and {facts.mentee} to {preview.ends_on} anyway?", yes=yes
        )
    show(views.extended(write(accepted=preview.over), today), form, writes=True)
    if yes:
        warn(o.sentence for o in preview.over)


@end_app.command("end", epilog="Example: wvls end 3 --reason 'the mentor moved away'")
def end(
    ctx: typer.Context,
    pair: APair,
    day: On = None,
    reason: Reason = None,
    mentor_stays: Annotated[
        bool | None,
        typer.Option("--mentor-stays/--mentor-leaves", help="Whether the mentor takes others."),
    ] = None,
    mentee_stays: Annotated[
        bool | None,
        typer.Option(
            "--mentee-stays/--mentee-leaves", help="Whether the mentee wants another mentor."
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """End a mentorship early.

    It is recorded with its reason.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    why = reason if reason is not None else ask("Why", "--reason")

    from wvls_mentor.services import terms
    from wvls_mentor.views import terms as views

    facts = pick_pair(ctx, pair, today)
    preview = terms.end(
        database(ctx), facts.pair_id, terms.Ending(why), on=when, today=today, write=False
    )
    ending = terms.Ending(
        why,
        _stays(mentor_stays, f"Does {facts.mentor} stay available as a mentor?", yes),
        _stays(mentee_stays, f"Does {facts.mentee} want another mentor?", yes),
    )
    if dry_run:
        show(views.ended(preview, ending, today, dry_run=True), form, writes=True)
        return
    confirm(f"End the mentorship of {facts.mentor} and {facts.mentee} on {when}?", yes=yes)
    found = terms.end(database(ctx), facts.pair_id, ending, on=when, today=today)
    show(views.ended(found, ending, today), form, writes=True)


def _stays(given: bool | None, question: str, yes: bool) -> bool:
    if given is not None or yes or not at_terminal():
        return True if given is None else given
    return typer.confirm(question, default=True, err=True)


@excuse_app.command(epilog="Example: wvls excuse 3 contact --until 2027-02-01 --reason 'on leave'")
def excuse(
    ctx: typer.Context,
    pair: APair,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS) + ".")],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")
    ] = None,
    for_good: Annotated[bool, typer.Option("--for-good", help="Without an end.")] = False,
    reason: Reason = None,
    remove: Annotated[bool, typer.Option("--remove", help="End the excuse.")] = False,
    day: On = None,
    form: Written = None,
) -> None:
    """Excuse a pair from one kind of deadline.

    What is excused is not overdue and not upcoming; it is shown as excused.
    """
    check_format(form, writes=True)
    when, today = on(day), clock.today()
    what = one_of(kind, "a kind", *KINDS)
    if remove and (until is not None or for_good or reason is not None):
        raise UsageProblem("--remove ends an excuse.", "Leave out the other options.")
    if not remove and (until is None) == (not for_good):
        raise UsageProblem("Until when?", "Give --until DATE or --for-good.")
    last = None if until is None else parse_day(until, today=today, ahead=True)
    why = "" if remove else (reason if reason is not None else ask("Why", "--reason"))

    from wvls_mentor.services import terms
    from wvls_mentor.views import terms as views

    facts = pick_pair(ctx, pair, today)
    if remove:
        terms.unexcuse(database(ctx), facts.pair_id, what, on=when)
        show(views.unexcused(facts, what, today), form, writes=True)
        return
    row = terms.excuse(
        database(ctx), facts.pair_id, what, until=last, reason=why, on=when, today=today
    )
    show(views.excused(facts, row, today), form, writes=True)


@agenda_app.command(epilog='Example: wvls agenda 3 --add "How do I close the year?"')
def agenda(
    ctx: typer.Context,
    pair: APair,
    question: Annotated[
        str | None, typer.Option("--add", metavar="QUESTION", help="What presses the mentee.")
    ] = None,
    done: Annotated[
        int | None,
        typer.Option("--done", metavar="NUMBER", parser=number(1), help="Tick a question off."),
    ] = None,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Make the agenda of a pair's next meeting (C7).

    It lists needs not covered yet, open goals and pressing questions.
    """
    check_format(form)
    if question is not None and done is not None:
        raise UsageProblem("--add and --done exclude each other.", "Give one of them.")
    when, today = as_of(day), clock.today()

    from wvls_mentor.services import agenda as services
    from wvls_mentor.views import terms as views

    db, pair_id = database(ctx), pick_pair(ctx, pair, when).pair_id
    if question is not None:
        found = services.ask(db, pair_id, question, today=today)
    elif done is not None:
        found = services.tick_off(db, pair_id, done, today=today)
    else:
        found = services.agenda(db, pair_id, when)
    show(views.agenda(found), form)
