"""``Call``: the running command's database, day and format, and look-ups of what was typed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from wvls_mentor import views
from wvls_mentor.cli import prompts
from wvls_mentor.errors import NotFound, UsageProblem
from wvls_mentor.rules.choices import MEETING_STATES
from wvls_mentor.text import listed
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts

FORMATS = ("table", "json", "csv")


@dataclass(frozen=True, slots=True)
class Call:
    """The running command: its context, the day, and the format that was asked for."""

    ctx: typer.Context
    today: date
    format: str
    # What was chosen of several hits: nobody is asked twice which one is meant.
    chosen: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def db(self) -> Path:
        """The database of this call."""
        path: Path = self.ctx.obj.path()
        return path

    def person(self, text: str, role: str | None = None) -> int:
        """The id of the person meant; several hits are asked about at a terminal."""
        key = (role or "person", text)
        found = prompts.pick_person(self.db, self.chosen.get(key, text), role)
        self.chosen[key] = str(found)
        return found

    def payee(self, text: str) -> int:
        """The id of a mentor; where no mentor is meant, of a mentee whose travel may be paid."""
        try:
            return self.person(text, "mentor")
        except NotFound as no_mentor:
            try:
                return self.person(text)
            except NotFound:
                raise no_mentor from None

    def pair(self, text: str, day: date | None = None) -> "PairFacts":
        """The pair meant, as of *day*, or of today."""
        found = prompts.pick_pair(self.db, self.chosen.get(("pair", text), text), day or self.today)
        self.chosen["pair", text] = str(found.pair_id)
        return found

    def goal(self, text: str, *, unshared: bool = False) -> int:
        """The number of the goal meant: a number, or one of the goals of the pair that is named."""
        kept = ("goal", text)
        number = prompts.pick_goal(
            self.db, self.chosen.get(kept, text), self.today, unshared=unshared
        )
        self.chosen[kept] = str(number)
        return number

    def meeting(self, text: str, states: Collection[str] = MEETING_STATES) -> int:
        """The number of the meeting meant; a name lists those of its pairs in these *states*."""
        kept = ("meeting", text)
        number = prompts.pick_meeting(self.db, self.chosen.get(kept, text), self.today, states)
        self.chosen[kept] = str(number)
        return number

    def library(self, text: str) -> int:
        """The id of the library meant."""
        found = prompts.pick_library(self.db, self.chosen.get(("library", text), text))
        self.chosen["library", text] = str(found)
        return found

    def writes(self) -> None:
        """Note that this call writes. Raises UsageProblem if CSV was asked for."""
        read_format(self.format, writes=True)

    def on_stderr(self, warnings: Sequence[str]) -> Sequence[str]:
        """The *warnings* to print on stderr: none for JSON, where they are part of the answer."""
        return () if self.format == "json" else warnings

    def preview(self, result: CommandResult, *, yes: bool) -> None:
        """Show what a question is about, unless nobody reads it: with JSON or *yes*."""
        if not yes and self.format == "table":
            views.result.show(result, self.format, "")


def read_format(text: str | None, *, writes: bool = False) -> str:
    """The format asked for. Raises UsageProblem for another word."""
    word = (text or "table").lower()
    allowed = FORMATS[:2] if writes else FORMATS
    if word not in allowed:
        raise UsageProblem(
            f"{(text or '')[:40]!r} is not a format of this command.",
            f"Use {listed(allowed, 'or')}.",
        )
    return word
