"""The pager of ``wvls letters``: shows letters one at a time at a terminal.

Eight letters are four hundred lines, and only the last stays on a screen. A numbered list needs no
pager program, which Windows may lack, and shows what there is to read.
"""

import os
import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from wvls_mentor import views
from wvls_mentor.cli import prompts
from wvls_mentor.cli.readers import number

if TYPE_CHECKING:
    from wvls_mentor.documents.letters import Written


def is_long(written: "Sequence[Written]") -> bool:
    """Whether the letters need more lines than the screen has, and somebody can choose."""
    watched = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    if len(written) < 2 or not watched or not prompts.at_terminal():
        return False
    columns, lines = get_terminal_size()
    return sum(views.letters.height(letter, columns) for letter in written) > lines


def read(written: "Sequence[Written]") -> None:
    """List the letters, and show each whose number is typed, until Enter."""
    prompts.tell(f"{len(written)} letters:")
    prompts.show_choices(
        (n, f"{letter.name}\t{letter.subject}") for n, letter in enumerate(written, 1)
    )
    reader = number(1, len(written))
    question = f"Which one do you want to read, 1 to {len(written)}, or all (Enter when done)"

    def chosen(typed: str) -> "Sequence[Written]":
        if not typed.strip():
            return ()
        return written if typed.strip().lower() == "all" else [written[reader(typed) - 1]]

    def ask() -> "Sequence[Written]":
        return prompts.ask_until(question, "a letter", chosen, default="", explained=_HELP)

    while found := ask():
        views.letters.show_whole(found)


_HELP = "Type the number of a letter in the list above to read it, or all for every one."
