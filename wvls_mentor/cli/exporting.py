"""``wvls export`` and ``wvls form``."""

from pathlib import Path
from typing import Annotated

from wvls_mentor import services, sheets, views
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import one_of, read_path
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import FORMS, SHEETS
from wvls_mentor.views.result import CommandResult

export_app = alone()
form_app = alone()


def _read_file(text: str) -> Path:
    """A sheet to write, or a folder of them. Raises UsageProblem for what is not written."""
    file = read_path(text)
    if file.suffix.lower() in (".xls", ".xlsm", ".ods"):
        raise UsageProblem(f"{file.suffix} files are not written.", "Name it .xlsx or .csv.")
    return file


def _check_new(_: Asking, file: Path) -> Path:
    sheets.files.look_at(file)
    return file


FormKind = Annotated[
    str,
    argument("KIND", ", ".join(FORMS) + ".", read=one_of(*FORMS, what="a kind of form")),
    Question("Which form", words=FORMS),
]
ExportKind = Annotated[
    str,
    argument(
        "KIND", ", ".join(SHEETS) + ", or all.", read=one_of(*SHEETS, "all", what="a kind of sheet")
    ),
    Question("Which sheet", words=(*SHEETS, "all")),
]
NewFile = Annotated[
    Path | None,
    argument("[FILE]", "A new .csv or .xlsx file; for all a new folder or .xlsx.", read=_read_file),
]
NoNotes = Annotated[bool, option("--no-notes", text="Leave free text out.")]


@command(form_app, "form", example="wvls form mentors")
def form(call: Call, kind: FormKind) -> CommandResult:
    """Print the questions to put into a sign-up or report form.

    Use the words as they are: then the answers can be imported without any changes.
    """
    topics = tuple(title for _, title, _ in services.topics.topics(call.db))
    return views.forms.form(kind, sheets.forms.questions(kind, topics), call.today)


@command(
    export_app,
    "export",
    example="wvls export meetings meetings.csv   wvls export all FOLDER",
    writes=True,
    asks={
        "file": Question(
            "Into which new folder or .xlsx file",
            read=_read_file,
            check=_check_new,
            when=lambda asking: asking.given["kind"] == "all",
        )
    },
)
def export(
    call: Call, kind: ExportKind, file: NewFile = None, no_notes: NoNotes = False
) -> CommandResult:
    """Save records as sheets for a spreadsheet program.

    They can be imported again without loss. Without a file, the sheet is printed.
    """
    if kind == "all" and file is None:
        raise UsageProblem("Export all writes a folder.", "wvls export all FOLDER")
    if file is not None:
        sheets.files.look_at(file)
    chosen = SHEETS if kind == "all" else (kind,)
    one_by_one = views.progress.each("Exporting", chosen)
    found = sheets.exporter.export(call.db, one_by_one, call.today, notes=not no_notes)
    if file is not None:
        sheets.exporter.save(file, found, folder=kind == "all")
        counts = {sheet.kind: len(sheet.rows) for sheet in found}
        return views.sheets.exported(kind, file, counts, call.today)
    (only,) = found
    return views.sheets.sheet(
        kind, only.header, only.rows, call.today,
        text=lambda: sheets.reader.written(only.header, only.rows),
    )  # fmt: skip
