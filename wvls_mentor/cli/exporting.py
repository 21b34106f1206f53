"""``wvls export`` and ``wvls form``."""

from pathlib import Path
from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import Format, Written, check_format, database, show
from wvls_mentor.cli.importing import KINDS
from wvls_mentor.errors import UsageProblem

export_app = typer.Typer(rich_markup_mode=None, add_completion=False)
form_app = typer.Typer(rich_markup_mode=None, add_completion=False)

FORMS = ("mentors", "mentees", "meetings", "goals", "evaluations")


@form_app.command("form", epilog="Example: wvls form mentors")
def form(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(FORMS) + ".")],
    form: Format = None,
) -> None:
    """Print the questions for a form whose answers import as they are."""
    from wvls_mentor.services import topics as topics_service
    from wvls_mentor.sheets import forms
    from wvls_mentor.views import forms as views

    check_format(form)
    if kind not in FORMS:
        raise UsageProblem(f"There is no form for {kind[:40]!r}.", f"Use {', '.join(FORMS)}.")
    topics = tuple(title for _, title, _ in topics_service.topics(database(ctx)))
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
    form: Written = None,
) -> None:
    """Write sheets that import again without loss.

    Without a file, the sheet is printed.
    """
    check_format(form, writes=True)
    kinds = (*KINDS, "payments")
    if kind not in (*kinds, "all"):
        raise UsageProblem(f"{kind[:40]!r} cannot be exported.", f"Use {', '.join(kinds)} or all.")
    if kind == "all" and file is None:
        raise UsageProblem("Export all writes a folder.", "wvls export all FOLDER")

    from wvls_mentor.sheets import exporter, files, reader, workbooks
    from wvls_mentor.views import sheets as views

    if file is not None:
        if file.suffix.lower() in (".xls", ".xlsm", ".ods"):
            raise UsageProblem(f"{file.suffix} files are not written.", "Name it .xlsx or .csv.")
        files.look_at(file)
    today = clock.today()
    chosen = kinds if kind == "all" else (kind,)
    found = exporter.export(database(ctx), chosen, today, notes=not no_notes)
    if file is not None and file.suffix.lower() == ".xlsx":
        pages = [(s.kind, s.header, s.rows) for s in found]
        if kind == "all":
            pages.append(
                ("manifest", ("sheet", "rows"), tuple((s.kind, len(s.rows)) for s in found))
            )
        files.new_file(file, workbooks.written(pages))
    else:
        texts = {f"{sheet.kind}.csv": reader.written(sheet.header, sheet.rows) for sheet in found}
        if file is None:
            if (form or "").lower() == "json":
                show(views.sheet(kind, found[0].header, found[0].rows, today), form, writes=True)
            else:
                typer.echo(texts[f"{kind}.csv"], nl=False)
            return
        if kind == "all":
            files.new_folder(file, texts | {"manifest.csv": reader.manifest(texts)})
        else:
            files.new_file(file, texts[f"{kind}.csv"])
    counts = {sheet.kind: len(sheet.rows) for sheet in found}
    show(views.exported(kind, file, counts, today), form, writes=True)
