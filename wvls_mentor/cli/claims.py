"""``wvls stipends claim``, ``claims``, ``withdraw``, ``forecast`` and ``year``."""

from pathlib import Path
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
    show_first,
)
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import BadInputFile, Refused, UsageProblem, WvlsError
from wvls_mentor.money import money
from wvls_mentor.text import count

Claim = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's number, such as C-2026-07.")]


def claim(
    ctx: typer.Context,
    mentor: Annotated[
        str,
        typer.Argument(
            metavar="MENTOR",
            help="A mentor, or a claim's number.",
            autocompletion=completion.mentors,
        ),
    ],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Visits up to this day. [today]")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="A .html or .txt file to print.")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Put everything earned and unclaimed on a numbered sheet.

    It shows the claim and asks before it is numbered: a number is never used twice.
    """
    check_format(form, writes=True)
    today = clock.today()
    last = today if until is None else parse_day(until, today=today)
    if last > today:
        raise Refused(
            f"{last} is in the future (today is {today}).", "Enter today or an earlier date."
        )
    if save is not None and save.suffix.lower() not in (".html", ".txt"):
        raise UsageProblem(f"{save.name[:60]!r} is neither .html nor .txt.", "Name such a file.")

    from wvls_mentor.services import claims as claims_service
    from wvls_mentor.sheets import claim_paper, files
    from wvls_mentor.views import claims as sheets

    db = database(ctx)
    if save is not None:
        files.look_at(save)
    made = not mentor.strip().upper().startswith("C-")
    if not made:
        sheet = claims_service.one(db, mentor, today)
    else:
        mentor_id = pick_person(ctx, mentor, "mentor")
        sheet = claims_service.preview(db, mentor_id, until=last, today=today)
        draft = sheets.claim(sheet, claim_paper.as_text(sheet), today)
        if not dry_run:
            if not yes and check_format(form) == "table":
                show_first(draft)
            confirm(
                f"Number this claim of {sheet.mentor} ({money(sheet.total_cents)}, "
                f"{count(len(sheet.lines), 'line')}, up to {last})?",
                yes=yes,
            )
            sheet = claims_service.make(db, mentor_id, until=last, today=today, shown=sheet)
    if dry_run:
        save = None
    if save is not None:
        html = save.suffix.lower() == ".html"
        try:
            files.new_file(save, claim_paper.as_html(sheet) if html else claim_paper.as_text(sheet))
        except WvlsError as problem:
            if not made:
                raise
            raise BadInputFile(
                f"Saved as claim {sheet.number}, but {problem.message}",
                f"Print it again: wvls stipends claim {sheet.number} --save FILE",
            ) from None
    show(sheets.claim(sheet, claim_paper.as_text(sheet), today, saved=save), form, writes=True)


def claims(
    ctx: typer.Context,
    mentor: Annotated[
        str | None,
        typer.Option(
            "--mentor", metavar="PERSON", help="Only this one's.", autocompletion=completion.mentors
        ),
    ] = None,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """List every claim: open, part paid, paid or withdrawn."""
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import claims as claims_service
    from wvls_mentor.views import claims as sheets

    mentor_id = None if mentor is None else pick_person(ctx, mentor, "mentor")
    show(sheets.claims(claims_service.claims(database(ctx), when, mentor_id=mentor_id), when), form)


def withdraw(
    ctx: typer.Context,
    claim: Claim,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; it is kept.")
    ] = None,
    day: On = None,
    form: Written = None,
) -> None:
    """Withdraw a claim of which nothing was paid.

    Its lines can be claimed again.
    """
    check_format(form, writes=True)
    when = on(day)
    why = reason if reason is not None else ask("Why", "--reason")

    from wvls_mentor.services import claims as claims_service
    from wvls_mentor.sheets import claim_paper
    from wvls_mentor.views import claims as sheets

    sheet = claims_service.withdraw(database(ctx), claim.strip().upper(), reason=why, on=when)
    show(sheets.claim(sheet, claim_paper.as_text(sheet), clock.today()), form, writes=True)


def forecast(
    ctx: typer.Context,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day. [the last end]")
    ] = None,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show what is owed now and what active pairs may still cost."""
    check_format(form)
    when = as_of(day)
    last = None if until is None else parse_day(until, today=clock.today(), ahead=True)
    if last is not None and last < when:
        raise UsageProblem(f"{last} is before {when}.", "A forecast looks ahead.")

    from wvls_mentor.services import forecast as forecast_service
    from wvls_mentor.views import claims as sheets

    show(sheets.forecast(forecast_service.expect(database(ctx), when, last)), form)


def year(
    ctx: typer.Context,
    wanted: Annotated[
        int | None, typer.Argument(metavar="[YEAR]", parser=number(1950, 2100), help="[this year]")
    ] = None,
    day: AsOf = None,
    form: Format = None,
) -> None:
    """Show what each person was paid in a calendar year.

    Stipends and travel are shown separately.
    """
    check_format(form)
    when = as_of(day)

    from wvls_mentor.services import payments
    from wvls_mentor.views import payments as views

    show(views.year(payments.year(database(ctx), wanted or when.year, when), when), form)
