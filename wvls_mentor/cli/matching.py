"""``wvls match``: propose for all, explain for one, pair two."""

import re
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock, completion
from wvls_mentor.cli.context import (
    DryRun,
    Format,
    On,
    Yes,
    check_format,
    confirm,
    database,
    on,
    pick_person,
    show,
)
from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import to_copy

if TYPE_CHECKING:
    from datetime import date

    from wvls_mentor.services.matching import Question

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Couples = Annotated[
    list[str] | None,
    typer.Option("--fix", metavar="MENTEE=MENTOR", help="Take this pairing as given. Repeatable."),
]
Barred = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="MENTEE=MENTOR", help="Rule this pairing out. Repeatable."),
]


@app.command(epilog='Examples: wvls match   wvls match "Mentee Six"   wvls match 7 3 --yes')
def match(
    ctx: typer.Context,
    mentee: Annotated[
        str | None,
        typer.Argument(
            metavar="[MENTEE]",
            help="Explain every mentor for this one.",
            autocompletion=completion.mentees,
        ),
    ] = None,
    mentor: Annotated[
        str | None,
        typer.Argument(
            metavar="[MENTOR]", help="Make a pair of these two.", autocompletion=completion.mentors
        ),
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Make the proposed pairs.")] = False,
    fair: Annotated[
        bool, typer.Option("--fair", help="Make the weakest pair as strong as possible.")
    ] = False,
    min_score: Annotated[
        str | None,
        typer.Option("--min-score", metavar="PERCENT", help="Leave out weaker pairs, 0 to 100."),
    ] = None,
    fix: Couples = None,
    without: Barred = None,
    waive: Annotated[
        str | None,
        typer.Option("--waive", metavar="REASON", help="Waive C1 or C2 for this one pair."),
    ] = None,
    day: On = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Format = None,
) -> None:
    """Propose, explain and make pairs (C3).

    Alone: the best pairs for everyone who is waiting. With a mentee: how each mentor would do.
    With a mentee and a mentor: make this pair.
    """
    question_options = {
        "--accept": accept,
        "--fair": fair,
        "--min-score": min_score,
        "--fix": fix,
        "--without": without,
    }
    given = [name for name, value in question_options.items() if value]
    if mentee is not None and given:
        raise UsageProblem(f"{given[0]} goes with 'wvls match' for everybody.", "Leave it out.")
    if waive is not None and mentor is None:
        raise UsageProblem("--waive goes with one pair.", "wvls match MENTEE MENTOR --waive REASON")
    if mentee is None:
        _everybody(
            ctx, on(day), _question(ctx, fair, min_score, fix, without), accept, yes, dry_run, form
        )
    elif mentor is None:
        _explain(ctx, mentee, on(day), form)
    else:
        _pair(ctx, mentee, mentor, on(day), waive, yes, dry_run, form)


def _question(
    ctx: typer.Context,
    fair: bool,
    min_score: str | None,
    fix: list[str] | None,
    without: list[str] | None,
) -> "Question":
    from wvls_mentor.services.matching import Question

    return Question(
        fair=fair,
        min_score=_percent(min_score),
        fixed=tuple(_couple(ctx, text, "--fix") for text in fix or ()),
        forbidden=tuple(_couple(ctx, text, "--without") for text in without or ()),
    )


def _percent(text: str | None) -> int:
    if text is None:
        return 0
    found = re.fullmatch(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?%?", text.strip())
    hundredths = int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else -1
    if not 0 <= hundredths <= 10_000:
        raise UsageProblem(
            f"{text[:40]!r} is not a percentage.", "Use 0 to 100, such as 40 or 62.5."
        )
    return hundredths


def _couple(ctx: typer.Context, text: str, option: str) -> tuple[int, int]:
    mentee, equals, mentor = text.partition("=")
    if not equals or not mentee.strip() or not mentor.strip():
        raise UsageProblem(
            f"{text[:60]!r} names no pairing.", f'Write {option} "MENTEE=MENTOR", by name or id.'
        )
    return pick_person(ctx, mentee, "mentee"), pick_person(ctx, mentor, "mentor")


def _everybody(
    ctx: typer.Context,
    day: "date",
    question: "Question",
    accept: bool,
    yes: bool,
    dry_run: bool,
    form: str | None,
) -> None:
    from wvls_mentor.services import matching, policy
    from wvls_mentor.views import matching as views

    check_format(form, writes=accept and not dry_run)
    today = clock.today()
    found = matching.propose(database(ctx), day, question, today=today)
    if not accept or dry_run:
        show(views.proposal(found, day, quote=_quoted(ctx)), form)
        return
    if found.pairings and not yes and check_format(form) == "table":
        show(views.proposal(found, day, made=True), form)
    if found.pairings:
        confirm(f"Make these {len(found.pairings)} pairs, matched on {day}?", yes=yes)
    made = matching.accept(database(ctx), day, question, found, today=today)
    terms = policy.show(database(ctx), day).policy
    show(
        views.accepted(
            made, today, first_visit_days=terms.first_visit_days, goals_days=terms.goals_days
        ),
        form,
        writes=True,
    )


def _quoted(ctx: typer.Context) -> str:
    """The options of this question, to be repeated with --accept."""
    parts = []
    if ctx.params.get("fair"):
        parts.append("--fair")
    for name, option in (("min_score", "--min-score"), ("day", "--on")):
        if ctx.params.get(name):
            parts.append(f"{option} {to_copy(str(ctx.params[name]))}")
    for name, option in (("fix", "--fix"), ("without", "--without")):
        parts += [f"{option} {to_copy(text)}" for text in ctx.params.get(name) or ()]
    return "".join(f" {part}" for part in parts)


def _explain(ctx: typer.Context, mentee: str, day: "date", form: str | None) -> None:
    from wvls_mentor.services import matching
    from wvls_mentor.views import matching as views

    check_format(form)
    mentee_id = pick_person(ctx, mentee, "mentee")
    found = matching.explain(database(ctx), mentee_id, day, today=clock.today())
    show(views.explanation(found, day), form)


def _pair(
    ctx: typer.Context,
    mentee: str,
    mentor: str,
    day: "date",
    waive: str | None,
    yes: bool,
    dry_run: bool,
    form: str | None,
) -> None:
    from wvls_mentor.services import matching, policy
    from wvls_mentor.views import matching as views
    from wvls_mentor.views.screen import percent

    check_format(form, writes=True)
    today, db = clock.today(), database(ctx)
    mentee_id, mentor_id = pick_person(ctx, mentee, "mentee"), pick_person(ctx, mentor, "mentor")
    pair = matching.preview(db, mentee_id, mentor_id, day, today=today, waive=waive)
    if not dry_run:
        confirm(
            f"Match {pair.mentee} with the mentor {pair.mentor} ({percent(pair.score)}%) "
            f"on {day}, until {pair.ends_on}?",
            yes=yes,
        )
        pair = matching.make(db, mentee_id, mentor_id, day, today=today, waive=waive)
    terms = policy.show(db, day).policy
    show(
        views.matched(
            pair, today, first_visit_days=terms.first_visit_days, goals_days=terms.goals_days
        ),
        form,
        writes=True,
    )
