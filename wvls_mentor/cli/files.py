"""``wvls import``, ``wvls export`` and ``wvls form``."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Format,
    Yes,
    at_terminal,
    check_format,
    confirm,
    database,
    show,
    warn,
)
from wvls_mentor.errors import Refused, UsageProblem

if TYPE_CHECKING:
    from wvls_mentor.exchange.sheets import Sheet

export_app = typer.Typer(rich_markup_mode=None, add_completion=False)
import_app = typer.Typer(rich_markup_mode=None, add_completion=False)
form_app = typer.Typer(rich_markup_mode=None, add_completion=False)

KINDS = (
    "mentors", "mentees", "libraries", "topics", "pairs", "meetings", "goals", "check-ins",
    "evaluations",
)  # fmt: skip
FORMS = ("mentors", "mentees", "meetings", "goals", "evaluations")


@import_app.command("import", epilog="Example: wvls import mentors mentors.csv --dry-run")
def import_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS) + ".")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file or an Excel workbook.")],
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help="What a foreign header means. Again for more."
        ),
    ] = None,
    add_libraries: Annotated[
        bool,
        typer.Option("--add-libraries", help="Add an unknown library as outside the system."),
    ] = False,
    unknown_topics: Annotated[
        str | None,
        typer.Option(
            "--unknown-topics", metavar="note", help="Keep words that are no topic in the note."
        ),
    ] = None,
    overwrite: Annotated[
        bool,
        typer.Option("--overwrite", help="Undo corrections made here: the sheet is right."),
    ] = False,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Format = None,
) -> None:
    """Take in a sheet: all rows or none; the same file again changes nothing."""
    from functools import partial

    from wvls_mentor.exchange import grids, sheets
    from wvls_mentor.services import exporting
    from wvls_mentor.services.imports import memory, taking
    from wvls_mentor.services.imports.rows import Options
    from wvls_mentor.views import files as views

    check_format(form, writes=True)
    if kind not in KINDS:
        raise UsageProblem(f"{kind[:40]!r} cannot be imported.", f"Use {', '.join(KINDS)}.")
    if unknown_topics not in (None, "note"):
        raise UsageProblem(f"{unknown_topics[:40]!r} is no place to keep them.", "Use note.")
    db, today = database(ctx), clock.today()
    grid = grids.load(file, kind)
    kept = memory.columns(db, kind, sheets.fingerprint(grid))
    sheet = _confirmed(
        sheets.understood(grid, kind, maps or (), kept), file, maps or (), yes=yes, dry_run=dry_run
    )
    rows = sheet.rows()
    take = partial(
        taking.take,
        db,
        kind,
        rows,
        today=today,
        # An export that was edited is the coordinator's own hand: there is nothing to guard it from.
        form="" if exporting.is_own(kind, grid.header) else sheet.fingerprint,
        mapped=sheet.mapped,
        options=Options(
            add_libraries=add_libraries,
            topics_to_notes=unknown_topics == "note",
            overwrite=overwrite,
            names_stay=sheet.published,
        ),
    )
    with views.progress("Checking", len(rows)) as tick:
        tally = take(write=False, tick=tick)
    if sheet.unused:
        warn([f"columns that are not used: {', '.join(sheet.unused)[:200]}"])
    warn(f"line {w.line}: {w.message}" for w in tally.warnings)
    if tally.errors:
        show(views.imported(sheet, tally, today, dry_run=True), form, writes=True)
        raise typer.Exit(6)
    if not dry_run:
        if tally.changed and not yes:
            for text in views.change_lines(tally.changes)[:20]:
                typer.echo(text, err=True)
            confirm(f"Change {tally.changed} rows that are there already?", yes=yes)
        if tally.added or tally.changed or tally.learned:
            with views.progress("Writing", len(rows)) as tick:
                tally = take(write=True, tick=tick)
    show(views.imported(sheet, tally, today, dry_run=dry_run), form, writes=True)


def _confirmed(
    sheet: "Sheet", file: Path, maps: Sequence[str], *, yes: bool, dry_run: bool
) -> "Sheet":
    """The sheet with its guesses confirmed. Raises Refused where nobody can confirm them."""
    from wvls_mentor.views import files as views

    if not sheet.guesses:
        return sheet
    if maps and not yes and not at_terminal():
        return sheet.without_guesses()  # who maps some columns has looked at the others
    views.show_columns(sheet)
    if yes or dry_run:
        return sheet
    if not at_terminal():
        words = " \\\n  ".join(
            [f'wvls import {sheet.kind} "{file}"', *(c.map for c in sheet.guesses)]
        )
        raise Refused(
            f"What {len(sheet.guesses)} columns mean is only a guess; nothing was written.",
            f"If it is right, add --yes; if not, copy this and mend it:\n  {words}",
        )
    confirm("Are the columns read rightly?", yes=yes)
    return sheet


@form_app.command("form", epilog="Example: wvls form mentors")
def form(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(FORMS) + ".")],
    form: Format = None,
) -> None:
    """Print the questions and options of a form whose export imports with no map."""
    from wvls_mentor.exchange import forms
    from wvls_mentor.services import places
    from wvls_mentor.views import forms as views

    check_format(form)
    if kind not in FORMS:
        raise UsageProblem(f"There is no form for {kind[:40]!r}.", f"Use {', '.join(FORMS)}.")
    topics = tuple(title for _, title, _ in places.topics(database(ctx)))
    show(views.form(kind, forms.questions(kind, topics), clock.today()), form)


@export_app.command(
    "export", epilog="Examples: wvls export meetings meetings.csv   wvls export all FOLDER"
)
def export(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=", ".join((*KINDS, "payments")) + ", or all.")
    ],
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]", help="A new .csv or .xlsx file; for all a new folder or .xlsx."
        ),
    ] = None,
    no_notes: Annotated[bool, typer.Option("--no-notes", help="Leave free text out.")] = False,
    form: Format = None,
) -> None:
    """Write a sheet that imports again without loss; to the screen where no file is named."""
    check_format(form, writes=True)
    kinds = (*KINDS, "payments")
    if kind not in (*kinds, "all"):
        raise UsageProblem(f"{kind[:40]!r} cannot be exported.", f"Use {', '.join(kinds)} or all.")
    if kind == "all" and file is None:
        raise UsageProblem("Export all writes a folder.", "wvls export all FOLDER")

    from wvls_mentor.exchange import sheets, workbooks, writing
    from wvls_mentor.services import exporting
    from wvls_mentor.views import files as views

    if file is not None:
        writing.refuse_existing(file)
    today = clock.today()
    chosen = kinds if kind == "all" else (kind,)
    found = exporting.export(database(ctx), chosen, today, notes=not no_notes)
    if file is not None and file.suffix.lower() == ".xlsx":
        writing.new_file(file, workbooks.written((s.kind, s.header, s.rows) for s in found))
    else:
        texts = {f"{sheet.kind}.csv": sheets.written(sheet.header, sheet.rows) for sheet in found}
        if file is None:
            typer.echo(texts[f"{kind}.csv"], nl=False)
            return
        if kind == "all":
            writing.new_folder(file, texts | {"manifest.csv": sheets.manifest(texts)})
        else:
            writing.new_file(file, texts[f"{kind}.csv"])
    counts = {sheet.kind: len(sheet.rows) for sheet in found}
    show(views.exported(kind, file, counts, today), form, writes=True)
