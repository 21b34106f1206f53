"""``wvls import``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Format,
    Yes,
    check_format,
    confirm,
    database,
    show,
    warn,
)
from wvls_mentor.errors import UsageProblem

if TYPE_CHECKING:
    from wvls_mentor.services.import_rows import Tally

export_app = typer.Typer(rich_markup_mode=None, add_completion=False)
import_app = typer.Typer(rich_markup_mode=None, add_completion=False)

KINDS = (
    "mentors", "mentees", "libraries", "pairs", "meetings", "goals", "check-ins", "evaluations",
)  # fmt: skip


@import_app.command("import", epilog="Example: wvls import mentors mentors.csv --dry-run")
def import_(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS) + ".")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file.")],
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help="What a foreign header means. Again for more."
        ),
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    form: Format = None,
) -> None:
    """Take in a sheet: all rows or none; the same file again changes nothing."""
    from wvls_mentor.exchange import sheets
    from wvls_mentor.services import importing
    from wvls_mentor.views import files as views

    check_format(form, writes=True)
    if kind not in KINDS:
        raise UsageProblem(f"{kind[:40]!r} cannot be imported.", f"Use {', '.join(KINDS)}.")
    db, today = database(ctx), clock.today()
    sheet = sheets.read(file, kind, maps or ())
    tally = importing.take(db, kind, sheet.rows, today=today, write=False)
    warn(_odd(sheet.unused, tally))
    if tally.errors:
        show(views.imported(kind, tally, today, dry_run=True), form, writes=True)
        raise typer.Exit(6)
    if not dry_run:
        if tally.changed:
            for text in tally.changes[:20]:
                typer.echo(text, err=True)
            confirm(f"Change {tally.changed} rows that are there already?", yes=yes)
        if tally.added or tally.changed:
            tally = importing.take(db, kind, sheet.rows, today=today, write=True)
    show(views.imported(kind, tally, today, dry_run=dry_run), form, writes=True)


def _odd(unused: tuple[str, ...], tally: "Tally") -> list[str]:
    said = [f"line {w.line}: {w.message}" for w in tally.warnings]
    if unused:
        said.insert(0, f"columns that are not used: {', '.join(unused)[:200]}")
    return said


@export_app.command(
    "export", epilog="Examples: wvls export meetings meetings.csv   wvls export all FOLDER"
)
def export(
    ctx: typer.Context,
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=", ".join((*KINDS, "payments")) + ", or all.")
    ],
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A new file; for all a new folder.")
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

    from wvls_mentor.exchange import sheets, writing
    from wvls_mentor.services import exporting
    from wvls_mentor.views import files as views

    if file is not None:
        writing.refuse_existing(file)
    today = clock.today()
    chosen = kinds if kind == "all" else (kind,)
    found = exporting.export(database(ctx), chosen, today, notes=not no_notes)
    texts = {f"{sheet.kind}.csv": sheets.written(sheet.header, sheet.rows) for sheet in found}
    if file is None:
        typer.echo(next(iter(texts.values())), nl=False)
        return
    if kind == "all":
        writing.new_folder(file, texts | {"manifest.csv": sheets.manifest(texts)})
    else:
        writing.new_file(file, texts[f"{kind}.csv"])
    counts = {sheet.kind: len(sheet.rows) for sheet in found}
    show(views.exported(kind, file, counts, today), form, writes=True)
