"""What an import did, or what is wrong with the sheet."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.views.screen import add, headline, next_steps, say, table
from wvls_mentor.views.shown import Shown
from wvls_mentor.words import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.checking import Finding
    from wvls_mentor.services.import_rows import Tally


def imported(kind: str, tally: "Tally", today: date, *, dry_run: bool) -> Shown:
    """The counts, and every bad row with its line."""
    return Shown("import", today, lambda: _body(tally), lambda c: _screen(c, kind, tally, dry_run))


def _body(tally: "Tally") -> dict[str, Any]:
    good = not tally.errors
    return {
        "added": tally.added if good else 0,
        "changed": tally.changed if good else 0,
        "unchanged": tally.unchanged if good else 0,
        "errors": [{"line": e.line, "field": e.field, "message": e.message} for e in tally.errors],
        "warnings": [{"line": w.line, "message": w.message} for w in tally.warnings],
    }


def _screen(console: "Console", kind: str, tally: "Tally", dry_run: bool) -> None:
    if tally.errors:
        lines = len({e.line for e in tally.errors})
        headline(console, f"Nothing was imported: {count(lines, 'row')} cannot be taken.")
        made = table("line", "column", "what is wrong", right=(0,), wrap=(2,))
        for e in tally.errors:
            add(made, e.line, e.field or "", e.message)
        console.print(made)
        say(console, "Next: mend these rows in the sheet and import it again.")
        return
    would = "Would import" if dry_run else "Imported"
    headline(
        console,
        f"{would} {kind}: {tally.added} added, {tally.changed} changed, "
        f"{tally.unchanged} unchanged.",
    )
    for text in tally.changes[:40]:
        say(console, " " + text)
    next_steps(console, "wvls match" if kind in ("mentors", "mentees") else "wvls status")


def exported(kind: str, file: Path, counts: dict[str, int], today: date) -> Shown:
    """What was written, and where."""

    def screen(console: "Console") -> None:
        rows = count(sum(counts.values()), "row")
        headline(console, f"Exported {kind}: {rows} to {file}.")
        again = kind if kind not in ("all", "payments") else "mentors"
        next_steps(console, f"wvls import {again} FILE", "wvls status")

    return Shown("export", today, lambda: {"file": str(file), "rows": counts}, screen)


def checked(found: "Sequence[Finding]", today: date) -> Shown:
    """What a check found."""

    def screen(console: "Console") -> None:
        if not found:
            headline(console, "The file is sound and the records agree.")
            next_steps(console, "wvls status")
            return
        headline(console, f"{count(len(found), 'finding')}.")
        made = table("check", "what is wrong", wrap=(1,))
        for f in found:
            add(made, f.check, f.message)
        console.print(made)
        next_steps(console, "wvls status --all", "wvls stipends ledger")

    return Shown(
        "check",
        today,
        lambda: {
            "findings": [
                {"check": f.check, "message": f.message, "ids": list(f.ids)} for f in found
            ]
        },
        screen,
        lambda: (
            ("check", "message", "ids"),
            [(f.check, f.message, "; ".join(map(str, f.ids))) for f in found],
        ),
    )
