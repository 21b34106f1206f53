"""``wvls import``."""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import (
    DryRun,
    Written,
    Yes,
    again,
    ask,
    ask_until,
    at_terminal,
    check_format,
    confirm,
    database,
    show,
    tell,
    warn,
)
from wvls_mentor.errors import BadInputFile, Refused, UsageProblem
from wvls_mentor.text import count

if TYPE_CHECKING:
    from wvls_mentor.sheets.reader import Sheet
    from wvls_mentor.sheets.rows import Tally

app = typer.Typer(rich_markup_mode=None, add_completion=False)

KINDS = (
    "mentors", "mentees", "libraries", "topics", "pairs", "meetings", "goals", "check-ins",
    "evaluations",
)  # fmt: skip


@app.command("import", epilog="Example: wvls import mentors mentors.csv --dry-run")
def import_(
    ctx: typer.Context,
    kind: Annotated[
        str | None, typer.Argument(metavar="[KIND]", help=", ".join(KINDS) + ".")
    ] = None,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A CSV file or an Excel workbook.")
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="HEADER=FIELD", help="What a header means. Repeatable."),
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
    form: Written = None,
) -> None:
    """Import people, libraries, pairs or meetings from a sheet.

    All rows are imported or none; the same file again changes nothing.
    """
    from wvls_mentor.sheets import exporter, form_memory, grids, importer, reader
    from wvls_mentor.sheets.rows import Options
    from wvls_mentor.views import sheets as views

    check_format(form, writes=True)
    if kind is None:
        kind = ask_until(f"Which sheet: {', '.join(KINDS)}", "a kind of sheet", _kind)
    else:
        kind = _kind(kind)
    if file is None:
        file = Path(ask("Which file", "a file"))
    if unknown_topics not in (None, "note"):
        raise UsageProblem(f"{unknown_topics[:40]!r} is no place to keep them.", "Use note.")
    db, today = database(ctx), clock.today()
    grid = grids.load(file, kind)
    kept = form_memory.columns(db, kind, reader.fingerprint(grid))
    guessed = reader.understood(grid, kind, maps or (), kept)
    sheet = _confirmed(ctx, guessed, maps or (), yes=yes, dry_run=dry_run)
    take = partial(
        importer.take,
        db,
        kind,
        sheet.rows(),
        today=today,
        broken=sheet.errors(),
        # An export that was edited is the coordinator's own hand: there is nothing to guard it from.
        form="" if exporter.is_own(kind, grid.header) else sheet.fingerprint,
        mapped=sheet.mapped,
        options=Options(
            add_libraries=add_libraries,
            topics_to_notes=unknown_topics == "note",
            overwrite=overwrite,
            names_stay=sheet.published,
        ),
    )
    tally = _taken(take, sheet, yes=yes, dry_run=dry_run)
    if tally.errors and sheet.guesses and not (yes or dry_run):
        # Somebody has just said that they are right.
        form_memory.remember_columns(db, kind, sheet.fingerprint, sheet.mapped)
        tell("What the columns mean is remembered.")
    show(views.imported(sheet, tally, today, dry_run=dry_run), form, writes=True)
    if tally.errors:
        rows = count(len({error.line for error in tally.errors}), "row")
        verb = "has" if rows == "1 row" else "have"
        raise BadInputFile(f"Nothing was imported. {rows} {verb} a problem.")


def _kind(text: str) -> str:
    if text not in KINDS:
        raise UsageProblem(f"{text[:40]!r} cannot be imported.", f"Use {', '.join(KINDS)}.")
    return text


def _taken(take: "Callable[..., Tally]", sheet: "Sheet", *, yes: bool, dry_run: bool) -> "Tally":
    """Look first, ask where rows that are there would change, then write. Raises Refused."""
    from wvls_mentor.views import sheets as views

    rows = len(sheet.grid.rows)
    with views.progress("Checking", rows) as tick:
        tally = take(write=False, tick=tick)
    if sheet.unused:
        warn([f"columns that are not used: {', '.join(sheet.unused)[:200]}"])
    warn(f"line {w.line}: {w.message}" for w in tally.warnings)
    if dry_run or tally.errors or not (tally.added or tally.changed or tally.learned):
        return tally
    if tally.changed and not yes:
        for text in views.change_lines(tally.changes)[:20]:
            tell(text)
        confirm(f"Change {count(tally.changed, 'row')} that are there already?", yes=yes)
    with views.progress("Writing", rows) as tick:
        return take(write=True, tick=tick)


def _confirmed(
    ctx: typer.Context, sheet: "Sheet", maps: Sequence[str], *, yes: bool, dry_run: bool
) -> "Sheet":
    """The sheet with its guesses confirmed. Raises Refused where nobody can confirm them."""
    from wvls_mentor.views import sheets as views

    if not sheet.guesses:
        return sheet
    if maps and not yes and not at_terminal():
        return sheet.without_guesses()  # who maps some columns has looked at the others
    views.show_columns(sheet)
    if yes or dry_run:
        return sheet
    words = [again(ctx), *(c.map for c in sheet.guesses)]
    to_copy = (" " if os.name == "nt" else " \\\n  ").join(words)
    guessed = count(len(sheet.guesses), "column")
    if not at_terminal():
        raise Refused(
            f"What {guessed} may mean is only a guess; nothing was written.",
            f"If it is right, add --yes; if not, copy this and fix it:\n  {to_copy}",
        )
    try:
        confirm("Do these columns look right?", yes=yes)
    except Refused as no:
        hint = f"Copy this and fix it; a column maps to nothing with HEADER= :\n  {to_copy}"
        raise Refused(no.message, hint) from None
    return sheet
