"""What an import did, or what is wrong with the sheet."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import in_words
from wvls_mentor.errors import BadInputFile
from wvls_mentor.money import money, parse_cents
from wvls_mentor.rules.choices import bare
from wvls_mentor.text import count, listed, shortened, value_text
from wvls_mentor.views.columns import Column, as_csv, as_objects, plain, print_table
from wvls_mentor.views.result import CommandResult, show_first
from wvls_mentor.views.screen import MOST_ROWS, add, arrow, headline, next_steps, say, table
from wvls_mentor.views.theme import as_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.rules.stipends import Totals
    from wvls_mentor.services.file_check import Finding
    from wvls_mentor.sheets.reader import Sheet
    from wvls_mentor.sheets.rows import Change, Tally

MOST_ERRORS = 200  # as many as anybody fixes before trying again


# What follows a sheet of each kind; both sheets of people come before the first match.
AFTER = {
    "mentors": ("wvls import mentees", "wvls match"),
    "mentees": ("wvls match", "wvls mentee list"),
    "libraries": ("wvls library list",),
    "topics": ("wvls topic list",),
    "evaluations": ("wvls evaluations",),
}


def imported(
    sheet: "Sheet",
    tally: "Tally",
    today: date,
    *,
    dry_run: bool,
    again: str = "",
    visits: tuple[int, "Totals"] | None = None,
) -> CommandResult:
    """The counts, every change, and every bad row with its line; *again* is what imports it.

    *visits*: how many of the new meetings are visits, and what they earn.
    """
    return CommandResult(
        today,
        lambda: _body(sheet, tally),
        lambda c: _screen(c, sheet, tally, dry_run, again, visits),
        error=_error(tally),
    )


def _error(tally: "Tally") -> BadInputFile | None:
    """How an import with bad rows ends."""
    rows = len({error.line for error in tally.errors})
    if not rows:
        return None
    verb = "has" if rows == 1 else "have"
    return BadInputFile(f"Nothing was imported. {count(rows, 'row')} {verb} a problem.")


def _body(sheet: "Sheet", tally: "Tally") -> dict[str, Any]:
    good = not tally.errors
    notes = [{"line": sheet.grid.first, "message": note} for note in sheet.notes]
    warnings = [*tally.warnings, *(tally.libraries if good else ())]
    return {
        "added": tally.added if good else 0,
        "changed": tally.changed if good else 0,
        "unchanged": tally.unchanged if good else 0,
        "errors": [{"line": e.line, "field": e.field, "message": e.message} for e in tally.errors],
        "looks_like": list(sheet.looks_like),  # the other kinds that it may be a sheet of
        "unused": sheet.unused,  # the headers of the columns that mean nothing here
        "warnings": notes + [{"line": w.line, "message": w.message} for w in warnings],
        "kept": [{"line": k.line, "message": k.message} for k in tally.kept],
        "changes": [
            {
                "line": c.line,
                "who": c.who,
                "fields": {
                    name: {"was": value_text(was), "becomes": value_text(becomes)}
                    for name, (was, becomes) in c.differences.items()
                },
            }
            for c in (tally.changes if good else [])
        ],
    }


def change_lines(changes: "Sequence[Change]") -> list[str]:
    """A line for each change: which row, whose, what it was and becomes."""
    return [
        f"line {c.line}, {c.who}: "
        + "; ".join(
            f"{name} {value_text(was)} -> {value_text(becomes)}"
            for name, (was, becomes) in c.differences.items()
        )
        for c in changes
    ]


def _screen(
    console: "Console",
    sheet: "Sheet",
    tally: "Tally",
    dry_run: bool,
    again: str,
    visits: tuple[int, "Totals"] | None,
) -> None:
    kind = sheet.kind
    if tally.errors:
        choices, others = _choices(tally)
        headline(
            console,
            f"{count(len(tally.errors), 'problem')} {'' if choices else 'to fix '}in the sheet:",
        )
        say(console, "")
        made = table("line", "column", "what is wrong", right=(0,), wrap=(1, 2))
        for e in tally.errors[:MOST_ERRORS]:
            # With its year: "Mar 2 is in the future" leaves open which one was read.
            add(made, e.line, sheet.header_of(e.field), in_words(e.message, None))
        console.print(made)
        if len(tally.errors) > MOST_ERRORS:
            say(console, f"... and {len(tally.errors) - MOST_ERRORS:,} more: -f json")
        if not choices:
            say(console, "", "Fix what is wrong in the sheet, then import it again.")
            if len({e.line for e in tally.errors}) < len(sheet.grid.rows):
                say(
                    console,
                    "To import the other rows now, take these out of a copy of the sheet. The whole "
                    "sheet can be imported later: no row is imported twice.",
                )
            return
        first = "Fix the other problems in the sheet. " if others else ""
        say(console, "", f"{first}To import it with {listed(choices)}, copy this:")
        next_steps(console, (" ".join([again, *choices]), "import it so"))
        return
    would = "Would import" if dry_run else "Imported"
    headline(
        console,
        f"{would} {kind}: {tally.added} added, {tally.changed} changed, "
        f"{tally.unchanged} unchanged.",
    )
    if visits is not None and visits[0]:
        say(console, _earned(*visits))
    for sentence in dict.fromkeys(library.message for library in tally.libraries):
        say(console, sentence)
    told = change_lines(tally.changes)
    if dry_run:
        told += [f"line {c.line}, {c.who}: new" for c in tally.additions]
    told += [f"line {k.line}, {k.message}" for k in tally.kept]
    for text in told[:MOST_ROWS]:
        say(console, " " + text)
    if len(told) > MOST_ROWS:
        say(console, f" ... and {len(told) - MOST_ROWS:,} more: -f json")
    if dry_run:
        next_steps(console, (again, "import it"))
        return
    next_steps(console, *AFTER.get(kind, ("wvls status",)))


def _earned(visits: int, sums: "Totals") -> str:
    """What new visits earn in all, as a single one says it when it is logged (C11, C12)."""
    waiting = sums.claims_waiting
    return (
        f"{count(visits, 'new visit')}: {money(sums.stipend_earned_cents)} in stipends (C11), "
        f"{money(sums.travel_earned_cents)} in travel (C12)"
        + (f", and {count(waiting, 'claim')} waiting for a rate." if waiting else ".")
    )


_OPTIONS = re.compile(r"--(?:add-libraries|unknown-topics note|same-person [^ ]+)")


def _choices(tally: "Tally") -> tuple[list[str], int]:
    """The options that problems name as a way out; and how many problems name none."""
    named = [found[0] for e in tally.errors if (found := _OPTIONS.search(e.message))]
    return list(dict.fromkeys(named)), len(tally.errors) - len(named)


def show_columns(sheet: "Sheet") -> None:
    """The columns that are a guess with three of their values, to stderr: a question follows.

    The others are in a line: in a long table nobody finds the two that may be wrong.
    """
    made = table("column", "", "is", "for instance", wrap=(0, 3))
    sure, unused = [], []
    for number, column in enumerate(sheet.columns):
        if not column.header.strip():
            continue
        header = shortened(column.header.strip(), 80)
        if column.how == "guess":
            examples = as_typed(" | ".join(shortened(text, 40) for text in sheet.samples(number)))
            add(made, as_typed(header), "?", _said(column.target) or "not used", examples)
        elif not column.target:
            unused.append(header)
        else:
            same = bare(header) == bare(_said(column.target))
            sure.append(header if same else f"{header} {arrow()} {_said(column.target)}")

    def screen(console: "Console") -> None:
        guessed = sum(c.how == "guess" for c in sheet.columns)
        which, it_means = (
            ("this column", "it means")
            if guessed == 1
            else (f"these {guessed} columns", "they mean")
        )
        whose = f"{sheet.kind}'" if sheet.kind.endswith("s") else sheet.kind
        check = f"Please check {which} in the {whose} sheet; wvls guessed what {it_means}."
        headline(console, check)
        console.print(made)
        if sure or unused:
            say(console, "")
        if sure:
            say(console, as_typed(f"The others are clear: {'; '.join(sure)}"))
        if unused:
            say(console, as_typed(f"Not used: {'; '.join(unused)}"))

    show_first(screen)


def _said(field: str) -> str:
    """A field by its words: ``needs (high)``, ``max miles``; --map takes its short name."""
    name, _, priority = field.partition(":")
    return name.replace("_", " ") + (f" ({priority})" if priority else "")


def sheet(
    kind: str,
    header: "Sequence[str]",
    rows: "Sequence[Sequence[object]]",
    today: date,
    text: Callable[[], str],
) -> CommandResult:
    """The rows of a sheet themselves: as its own *text*, or field by field in JSON."""
    body = {
        "kind": kind,
        "rows": [dict(map(_as_json, header, row)) for row in rows],
    }
    return CommandResult(today, lambda: body, lambda console: None, text=text)


def _as_json(column: str, value: object) -> tuple[str, object]:
    """A cell as JSON has it: money in cents, hours, miles and rates as numbers."""
    if column == "amount":
        cents = None if value is None else parse_cents(str(value), most=10**11)
        return f"{column}_cents", cents
    if column == "hours" and value is not None:
        hours, _, minutes = str(value).partition(":")
        return column, int(hours) + int(minutes) / 60
    if column in ("rate", "miles", "other_miles", "max_miles") and value is not None:
        return column, float(str(value))
    return column, value


def exported(kind: str, file: Path, counts: dict[str, int], today: date) -> CommandResult:
    """What was written, and where."""

    def screen(console: "Console") -> None:
        rows = count(sum(counts.values()), "row")
        headline(console, f"Exported {kind}: {rows} to {file}.")
        next_steps(console, "wvls status")

    return CommandResult(today, lambda: {"file": str(file), "rows": counts}, screen)


def _findings(title: str) -> tuple[Column["Finding"], ...]:
    return (
        Column("check", lambda f: f.check, "check"),
        Column("message", lambda f: f.message, title, lambda f: f.message, wrap=True),
        *plain("ids", "level"),
    )


FINDINGS, NOTES = _findings("what is wrong"), _findings("note")


def checked(found: "Sequence[Finding]", today: date) -> CommandResult:
    """What a check found."""

    def screen(console: "Console") -> None:
        problems = [f for f in found if f.level == "problem"]
        notes = [f for f in found if f.level != "problem"]
        if problems:
            headline(console, f"{count(len(problems), 'finding')}.")
        else:
            headline(console, "The file is sound and the records agree.")
        for several, columns in ((problems, FINDINGS), (notes, NOTES)):
            print_table(console, columns, several)
        steps = ("wvls history", "wvls restore") if problems else ("wvls status",)
        next_steps(console, *steps)

    return CommandResult(
        today,
        lambda: {"findings": as_objects(FINDINGS, found)},
        screen,
        lambda: as_csv(FINDINGS, found),
    )
