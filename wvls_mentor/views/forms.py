"""The questions of a form, to copy into a form service."""

from datetime import date
from typing import TYPE_CHECKING

from wvls_mentor.views.columns import Column, as_csv, as_objects, plain
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.records.field import FormQuestion


COLUMNS: tuple[Column["FormQuestion"], ...] = (
    Column("question", lambda q: q.text),
    *plain("field", csv=""),
    *plain("answer", "required"),
    Column("options", lambda q: q.options, write="\n".join),  # a form service takes a line for each
    *plain("help"),
)


def form(kind: str, questions: "Sequence[FormQuestion]", today: date) -> CommandResult:
    """Each question word for word, its type, its options."""

    def screen(console: "Console") -> None:
        headline(console, f"A form for {kind}: {len(questions)} questions, word for word.")
        say(
            console,
            "Let the form collect e-mail addresses; where it cannot, as for people from outside your "
            "organization, ask: Your e-mail address. Export the answers as CSV or Excel.",
        )
        for number, q in enumerate(questions, 1):
            must = ", required" if q.required else ""
            say(console, "", f"{number}. {q.text}")
            say(console, f"   {q.answer}{must}{'. ' + q.help if q.help else ''}")
            for option in q.options:
                say(console, f"   - {option}")
        say(console, "")
        next_steps(console, f"wvls import {kind}")

    return CommandResult(
        today,
        lambda: {"questions": as_objects(COLUMNS, questions)},
        screen,
        lambda: as_csv(COLUMNS, questions),
    )
