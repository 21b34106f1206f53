"""``wvls policy`` and ``wvls rules``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    AsOf,
    DryRun,
    Format,
    Written,
    Yes,
    as_of,
    check_format,
    confirm,
    database,
    show,
    warn,
)
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem

if TYPE_CHECKING:
    from wvls_mentor.rules.policy import DatedRate, DatedSetting

policy_app = typer.Typer(rich_markup_mode=None, add_completion=False)
rules_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@policy_app.callback(invoke_without_command=True, epilog="Example: wvls policy set term_months 24")
def policy(ctx: typer.Context, day: AsOf = None, form: Format = None) -> None:
    """Show and change the dated settings and rates.

    'set' and 'rate' change one from a day on.
    """
    from wvls_mentor.services import policy as services
    from wvls_mentor.views import policy as views

    if ctx.invoked_subcommand is not None:
        if day is not None or form is not None:
            raise UsageProblem(
                "Options of a subcommand come after it.",
                f"wvls policy {ctx.invoked_subcommand} ... --format json",
            )
        return
    check_format(form)
    show(views.policy(services.show(database(ctx), as_of(day))), form)


@policy_app.command(
    "set", epilog="Example: wvls policy set visit_hours_scope total --from 2027-01-01"
)
def set_setting(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The setting: see wvls policy.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Its new value.")],
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="From this day on. [today]")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Change a setting from a day on.

    Pairs matched before that day keep the old value.
    """
    from wvls_mentor.services import policy as services
    from wvls_mentor.views import columns
    from wvls_mentor.views import policy as views

    check_format(form, writes=True)
    today = clock.today()
    start = today if since is None else parse_day(since, today=today, ahead=True)
    if key == "backup_folder" and value.strip():
        folder = _folder(value.strip())
        if not folder.is_dir():
            warn([f"there is no folder {folder} now; plug the drive in before wvls backup."])
        value = str(folder)
    change = services.change_setting(key, value, start)
    _apply(ctx, change, yes=yes, dry_run=dry_run)
    verb = "It would be" if dry_run else "It is"
    sentence = f"{verb} {key} = {change.value} from {start} on."
    body = {"setting": views.setting(change)}
    show(columns.sentence(today, body, sentence, "wvls policy"), form, writes=True)


def _folder(text: str) -> Path:
    """A folder by its whole name, so that it is the same from every folder. Raises UsageProblem."""
    try:
        return Path(text).expanduser().absolute()
    except RuntimeError:  # ~ without a home, or ~ of somebody who is not here
        raise UsageProblem(
            f"{text[:60]!r} names a home folder that is not known.", "Type the whole name."
        ) from None


@policy_app.command("rate", epilog="Example: wvls policy rate mileage 0.725 --from 2026-01-01")
def set_rate(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help="mileage or stipend.")],
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help="Dollars, such as 0.725 or 125.")],
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="From this day on.")],
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Add a dated rate.

    The same day again replaces it.
    """
    from wvls_mentor.services import policy as services
    from wvls_mentor.views import columns
    from wvls_mentor.views import policy as views

    check_format(form, writes=True)
    today = clock.today()
    change = services.change_rate(kind, amount, parse_day(since, today=today, ahead=True))
    _apply(ctx, change, yes=yes, dry_run=dry_run)
    verb = "It would be" if dry_run else "It is"
    sentence = f"{verb} {kind} {services.amount(change)} from {change.since} on."
    body = {"rate": views.rate(change)}
    show(columns.sentence(today, body, sentence, "wvls policy"), form, writes=True)


def _apply(
    ctx: typer.Context, change: "DatedSetting | DatedRate", *, yes: bool, dry_run: bool
) -> None:
    """Say what *change* does to what is there, ask where it does something, and write it."""
    from wvls_mentor.services import policy as services
    from wvls_mentor.views import policy as views

    effect = services.effect(database(ctx), change, clock.today())
    if effect.any or dry_run:
        for text in views.effect_lines(effect):
            typer.echo(text, err=True)
    if dry_run:
        return
    if effect.any:
        confirm("Change it all the same?", yes=yes)
    services.save(database(ctx), change)


@rules_app.command(epilog="Example: wvls rules --as-of 2026-01-01")
def rules(ctx: typer.Context, day: AsOf = None, form: Format = None) -> None:
    """Show the twelve clauses with the numbers in force."""
    from wvls_mentor.services import policy as services
    from wvls_mentor.views import policy as views

    check_format(form)
    show(views.rules(services.show(database(ctx), as_of(day))), form)
