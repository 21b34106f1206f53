"""``wvls forget`` and ``wvls records``."""

from pathlib import Path
from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Written,
    Yes,
    check_format,
    confirm,
    database,
    number,
    pick_person,
    show,
    show_first,
)
from wvls_mentor.errors import Ambiguous, NotFound

forget_app = typer.Typer(rich_markup_mode=None, add_completion=False)
records_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@forget_app.command(epilog="Example: wvls forget 12")
def forget(
    ctx: typer.Context,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="An id, e-mail or part of a name.")
    ],
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Written = None,
) -> None:
    """Remove a person's address, phone and notes everywhere.

    The name goes too, as soon as no payment needs it.
    """
    from wvls_mentor.services import privacy
    from wvls_mentor.views import privacy as views

    check_format(form, writes=True)
    db, today = database(ctx), clock.today()
    try:
        number = pick_person(ctx, person)
    except Ambiguous:
        raise  # several who are here: nobody is forgotten on a guess
    except NotFound:
        undone = privacy.gone(db, person)
        if undone is None:
            raise
        number = undone
    found = privacy.preview(db, number, today)
    if dry_run:
        show(views.to_forget(found, today), form, writes=True)
        return
    if not yes:
        show_first(views.to_forget(found, today))
    confirm(f"Forget {found.name} for good?", yes=yes)
    show(views.forgotten(privacy.forget(db, number, today), today), form, writes=True)


@records_app.command(epilog="Example: wvls records 'Mentor One' --year 2026 --save request")
def records(
    ctx: typer.Context,
    save: Annotated[Path, typer.Option("--save", metavar="DIR", help="A new folder.")],
    person: Annotated[
        str | None, typer.Argument(metavar="[PERSON]", help="Only of this person.")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", parser=number(1950, 2100), help="Only of this year.")
    ] = None,
    form: Written = None,
) -> None:
    """Gather what is held, for a public-records request.

    Notes go into a separate file.
    """
    from wvls_mentor.sheets import files, reader
    from wvls_mentor.sheets import public_records as service
    from wvls_mentor.views import privacy as views

    check_format(form, writes=True)
    files.look_at(save)
    db, today = database(ctx), clock.today()
    number = None if person is None else pick_person(ctx, person)
    found = service.gather(db, number, year, today)
    texts = {f"{s.kind}.csv": reader.written(s.header, s.rows) for s in found}
    files.new_folder(save, texts | {"manifest.csv": reader.manifest(texts)})
    show(views.gathered(save, {s.kind: len(s.rows) for s in found}, today), form, writes=True)
