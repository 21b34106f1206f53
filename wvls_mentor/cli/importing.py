"""``wvls import``."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from wvls_mentor import invocation, services, sheets, views
from wvls_mentor.cli import named_files, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import one_of, read_path
from wvls_mentor.cli.settings import again
from wvls_mentor.errors import Refused, UsageProblem, WvlsError
from wvls_mentor.records import IMPORTED
from wvls_mentor.text import count, listed, to_copy
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.sheets.reader import Sheet
    from wvls_mentor.sheets.rows import Tally

app = alone()

_one_of_kinds = one_of(*IMPORTED, what="a kind of sheet")


def _kind(text: str) -> str:
    """A kind of sheet; at a terminal a file alone, of which the kind is asked. Raises UsageProblem."""
    if prompts.at_terminal() and _sheet(text).is_file():
        return text
    return str(_one_of_kinds(text))


def _file_alone(given: dict[str, Any]) -> dict[str, Any]:
    """``wvls import FILE``: the first word is the file, not the kind."""
    if given["kind"] in (None, *IMPORTED):
        return given
    if given["file"] is not None:
        _one_of_kinds(given["kind"])
    return given | {"kind": None, "file": _sheet(given["kind"])}


def _sheet(text: str) -> Path:
    """The file that a word names, whether it exists or not."""
    return named_files.completed(read_path(text), named_files.SHEETS) if text else Path()


def _kind_first(kind: str, file: Path) -> None:
    """Put the kind before the file in the history, as it must be typed."""
    words = invocation.current().arguments
    place = next((n for n, word in enumerate(words) if _sheet(word) == file), len(words))
    if kind in words[place:] and kind not in words[:place]:
        invocation.moved(kind, place)


def _likely(asking: Asking) -> str | None:
    """The kind that the file's headers look like."""
    file: Path | None = asking.given["file"]
    if file is None:
        return None
    try:
        return sheets.other_kinds.likely(sheets.grids.load(file).header, file.stem)
    except WvlsError:  # told when it is read in earnest, with the sheet that is meant
        return None


def _check_file(_: Asking, file: Path) -> Path:
    return named_files.asked_for(file, named_files.SHEETS)


def _explained(_: Asking) -> str:
    folder = Path.cwd()
    here = named_files.near(folder / "-", named_files.SHEETS)
    here = here.replace("that folder", str(folder))
    return f"A CSV file or an Excel workbook. You can drag it into this window. {here}"


Kind = Annotated[
    str,
    argument("KIND", ", ".join(IMPORTED) + ".", read=_kind),
    Question("Which sheet", words=IMPORTED, read=_one_of_kinds, assumed=_likely),
]
File = Annotated[
    Path,
    argument("FILE", "A CSV file or an Excel workbook.", read=read_path),
    Question("Which file", read=read_path, check=_check_file, explained=_explained),
]
SheetName = Annotated[
    str | None,
    option("--sheet", metavar="NAME", text="The sheet of a workbook. [the one that fits]"),
]
Maps = Annotated[
    list[str] | None,
    option("--map", metavar="HEADER=FIELD", text="What a header means. Repeatable."),
]
Sets = Annotated[
    list[str] | None,
    option("--set", metavar="FIELD=VALUE", text="A value for every row; remembered. Repeatable."),
]
Only = Annotated[
    list[str] | None,
    option(
        "--only",
        metavar="HEADER=VALUE",
        text="Take only the rows where a column says so; remembered. Repeatable.",
    ),
]
AddLibraries = Annotated[
    bool, option("--add-libraries", text="Add an unknown library as outside the system.")
]
UnknownTopics = Annotated[
    str | None,
    option(
        "--unknown-topics",
        metavar="note",
        text="Keep words that are not topics in the note.",
        read=one_of("note", what="a place to keep them"),
    ),
]
SamePerson = Annotated[
    list[str] | None,
    option(
        "--same-person",
        metavar="EMAIL",
        text="Both names with this address are one person. Repeatable.",
    ),
]
Overwrite = Annotated[
    bool, option("--overwrite", text="Let the sheet replace corrections made here.")
]


@command(
    app,
    "import",
    example="wvls import mentors mentors.csv --dry-run",
    writes=True,
    arrange=_file_alone,
)
def import_(
    call: Call,
    kind: Kind,
    file: File,
    sheet_name: SheetName = None,
    maps: Maps = None,
    sets: Sets = None,
    only: Only = None,
    add_libraries: AddLibraries = False,
    unknown_topics: UnknownTopics = None,
    overwrite: Overwrite = False,
    same_person: SamePerson = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
) -> CommandResult:
    """Import people, libraries, pairs or meetings from a sheet.

    All rows are imported or none; the same file again changes nothing.
    """
    file = named_files.existing(file, named_files.SHEETS)
    _kind_first(kind, file)
    grid = sheets.grids.load(file, kind, sheet_name or "")
    if grid.workbook:
        prompts.tell(f"Read the sheet {grid.tab[:60]!r} of {file.name}.")
    known = sheets.form_memory.columns(call.db, kind, sheets.reader.fingerprint(grid))
    topics = services.topics.topics(call.db)
    guessed = sheets.reader.understood(
        grid, kind, maps or (), known, sets=sets, only=only,
        topics=(name for slug, title, _ in topics for name in (slug, title)),
    )  # fmt: skip
    for sentence in guessed.chosen.notes:
        prompts.tell(sentence)
    prompts.warn(guessed.notes)
    other_kind = _other_kind(call, guessed, file, yes=yes, dry_run=dry_run)
    sheet = _confirmed(call, guessed, maps or (), yes=yes, dry_run=dry_run)
    asks = prompts.at_terminal() and not (yes or dry_run or add_libraries)
    chosen = sheets.rows.Options(
        add_libraries=add_libraries,
        topics_to_notes=unknown_topics == "note",
        overwrite=overwrite,
        same_person=tuple(same_person or ()),
        which_library=_which_library if asks else None,
        may_add_library=_may_add_library if asks and not add_libraries else None,
        names_stay=sheet.published,
    )
    with views.progress.progress("Reading", len(sheet.grid.rows)) as tick:
        tally = sheets.importer.take(
            call.db, sheet, today=call.today, options=chosen, tick=tick,
            agreed=lambda tally: _agreed(sheet, tally, yes=yes, dry_run=dry_run),
        )  # fmt: skip
    if tally.errors and sheet.guesses and not (yes or dry_run):
        # Somebody has just said that they are right.
        sheets.form_memory.remember_columns(call.db, kind, sheet.fingerprint, sheet.mapped)
        prompts.tell("What the columns mean is remembered.")
    in_earnest = again(call.ctx, without="--dry-run")
    logged = kind == "meetings" and tally.made and not (dry_run or tally.errors)
    visits = services.stipends.of_meetings(call.db, call.today, tally.made) if logged else None
    shown = views.sheets.imported(
        sheet, tally, call.today, dry_run=dry_run, again=in_earnest, visits=visits
    )
    return shown if other_kind is None else replace(shown, error=other_kind)


def _other_kind(
    call: Call, sheet: "Sheet", file: Path, *, yes: bool, dry_run: bool
) -> Refused | None:
    """Say what a sheet of another kind looks like. Raises Refused unless it is confirmed.

    A dry run still shows what it would do, and ends with the refusal that is returned.
    """
    others = sheet.looks_like
    if not others:
        return None
    known = [] if call.ctx.obj.db is None else ["--db", str(call.ctx.obj.db)]
    words = ["wvls", *known, "import", others[0], str(file)]
    if sheet.grid.workbook:
        words += ["--sheet", sheet.grid.tab]
    so = f"To import it as {others[0]}: {' '.join(map(to_copy, words))}"
    looks = f"This looks like a sheet of {listed(others, 'or')}."
    if not yes and not prompts.at_terminal():
        refusal = Refused(
            f"{looks} Nothing was saved.", f"{so}\nIf it is one of {sheet.kind}, add --yes."
        )
        if dry_run:
            return refusal
        raise refusal
    prompts.tell(f"{looks} {so}")
    asks = not (yes or dry_run)
    explained = f"y reads it as {sheet.kind}. n imports nothing."
    if asks and not prompts.yes_or_no(f"Import it as {sheet.kind} anyway?", explained=explained):
        raise Refused("Canceled. Nothing was saved.", so)
    return None


_LIBRARY_HELP = (
    "Type the number of the library that the sheet means. It is remembered for the next sheet."
)


def _which_library(text: str, near: Sequence[tuple[int, str]], whose: str) -> int | None:
    """Ask which library a sheet means; its spelling is remembered. None for one that is not here.

    *whose* it is says where in the sheet it stands.
    """
    prompts.tell(f"{whose}: there is no library {text[:60]!r}.{' Which one is it?' * bool(near)}")
    if not near:
        return None
    prompts.show_choices(near)
    numbers = {str(number): number for number, _ in near}

    def read(answer: str) -> int | None:
        if answer.strip() in ("", "0"):
            return None
        if answer.strip() not in numbers:
            raise UsageProblem(
                f"{answer[:40]!r} is not in this list.", "Type a number shown, or 0."
            )
        return numbers[answer.strip()]

    return prompts.ask_until(
        "Which one (0 for none of these)", "a library", read, explained=_LIBRARY_HELP
    )


def _may_add_library(text: str) -> bool:
    return prompts.yes_or_no(
        f"Add {text.strip()[:60]!r} as a library outside the system?",
        explained="y: adds it as a library outside the system. n: nothing is imported. Fix the "
        "library's name in the sheet and import again.",
    )


def _agreed(sheet: "Sheet", tally: "Tally", *, yes: bool, dry_run: bool) -> bool:
    """Whether to keep the import; asks if existing rows change. Raises Refused."""
    if sheet.unused:
        prompts.warn([f"columns that are not used: {', '.join(sheet.unused)[:200]}"])
    prompts.warn(f"line {w.line}: {w.message}" for w in tally.warnings)
    if dry_run or tally.errors:
        return False
    if tally.changed and not yes:
        for text in views.sheets.change_lines(tally.changes)[:20]:
            prompts.tell(text)
        prompts.confirm(
            f"Change {count(tally.changed, 'row')} that are there already?",
            yes=yes,
            explained=_CHANGE,
        )
    return True


_CHANGE = "y imports the sheet with the changes listed above. n imports nothing of it."
_FIX = "Copy the command below and change the word after each =. Leave it empty to skip a column."


def _words(sheet: "Sheet") -> str:
    """What may stand after the =: the fields of its kind that no column has for certain."""
    taken = {c.field for c in sheet.columns if c.field and c.how != "guess"}
    words = [name for name in sheets.fields.names_of(sheet.kind) if name not in taken]
    odd = [f"{word} is {means}" for word, means in _MEANS.items() if word in words]
    return f"The words: {', '.join(words)}." + (f" ({'; '.join(odd)}.)" if odd else "")


# Of the words those that do not say themselves what they are.
_MEANS = {
    "dear": "how letters greet them",
    "w9_on": "the day their W-9 came in",
    "culture": "words for their community",
    "needs": "what they need help with, and needs:high what is most urgent",
    "nth": "1 for the first of that day and kind",
}
_LOOK_RIGHT = (
    "y imports each column as the list above says. n imports nothing, and shows how to change it."
)


def _confirmed(
    call: Call, sheet: "Sheet", maps: Sequence[str], *, yes: bool, dry_run: bool
) -> "Sheet":
    """The sheet with its guesses confirmed. Raises Refused where nobody can confirm them."""
    if not sheet.guesses:
        return sheet
    of_columns = len(maps) > len(sheet.words.told)  # the others explain answers of grid questions
    if of_columns and not yes and not prompts.at_terminal():
        return sheet.without_guesses()  # who maps some columns has looked at the others
    views.sheets.show_columns(sheet)
    if yes or dry_run:
        return sheet
    words = [again(call.ctx), *(c.map for c in sheet.guesses)]
    whole = (" " if os.name == "nt" else " \\\n  ").join(words)
    guessed = count(len(sheet.guesses), "column")
    if not prompts.at_terminal():
        raise Refused(
            f"What {guessed} may mean is only a guess; nothing was written.",
            f"If it is right, add --yes. If not: {_FIX[0].lower()}{_FIX[1:]} {_words(sheet)}\n  {whole}",
        )
    try:
        prompts.confirm("Do these columns look right?", yes=yes, explained=_LOOK_RIGHT)
    except Refused as no:
        raise Refused(no.message, f"{_FIX} {_words(sheet)}\n  {whole}") from None
    return sheet
