"""What commands share: the database, the day, asking, showing."""

import os
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from wvls_mentor import invocation
from wvls_mentor.cli import clock
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import Ambiguous, Refused, UsageProblem
from wvls_mentor.text import harmless, to_copy

if TYPE_CHECKING:
    from wvls_mentor.rules.deadlines import PairFacts
    from wvls_mentor.views.result import CommandResult

T = TypeVar("T")
FORMATS = ("table", "json", "csv")

Format = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json or csv.")
]
Written = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Report as of this day. [today]")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="The day it happened. [today]")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Answer yes; ask nothing.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done; write nothing.")]


@dataclass(frozen=True, slots=True)
class Settings:
    """The options of wvls itself."""

    db: Path | None = None

    def path(self) -> Path:
        """``--db``, else ``WVLS_DB``, else the file in the user's data folder."""
        if self.db is not None:
            return self.db
        named = os.environ.get("WVLS_DB")
        if named:
            return Path(named)
        if "PYTEST_CURRENT_TEST" in os.environ:
            raise RuntimeError("a test reached for the user's own database")
        from platformdirs import user_data_path

        return user_data_path("wvls", appauthor=False) / "wvls.db"


def database(ctx: typer.Context) -> Path:
    """The database of this call."""
    settings: Settings = ctx.obj
    return settings.path()


def again(ctx: typer.Context) -> str:
    """The command that was typed, to be copied and added to."""
    now, settings = invocation.current(), ctx.obj
    file = [] if settings.db is None else ["--db", str(settings.db)]
    return " ".join(map(to_copy, ["wvls", *file, *now.command.split(), *now.arguments]))


def as_of(text: str | None) -> date:
    """The day of a report: today unless said."""
    today = clock.today()
    return today if text is None else parse_day(text, today=today)


def on(text: str | None, *, planned: bool = False) -> date:
    """The day a thing happened. Raises Refused in the future, unless *planned*."""
    today = clock.today()
    day = today if text is None else parse_day(text, today=today, ahead=planned)
    if day > today and not planned:
        raise Refused(f"{day} is in the future (today is {today}).", "Give a day that is past.")
    return day


def number(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A reader of whole numbers. Python's own reads Arabic and full-width digits, and ``1_0``."""

    def read(text: str | int) -> int:
        if isinstance(text, int):
            return text  # the default
        clean = text.strip()
        bounds = f"from {least} to {most:,}" if most is not None else f"from {least} on"
        if not re.fullmatch(r"-?[0-9]{1,30}", clean):
            raise UsageProblem(f"{clean[:40]!r} is not a whole number.", f"Use one {bounds}.")
        if int(clean) < least or (most is not None and int(clean) > most):
            raise UsageProblem(f"{clean[:40]} is out of range.", f"Use a whole number {bounds}.")
        return int(clean)

    return read


def user() -> str:
    """Who sits at the machine, for the ledger: the name of the account."""
    from getpass import getuser

    try:
        return harmless(getuser())
    except (OSError, KeyError, ImportError):
        return ""


def at_terminal() -> bool:
    """Whether somebody can answer a question."""
    return sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty()


def confirm(question: str, *, yes: bool) -> None:
    """Ask; raises Refused when the answer is no, or nobody can answer."""
    if yes:
        return
    if not at_terminal():
        raise Refused(f"Not confirmed: {question}", "Nothing was written. Add --yes to confirm.")
    if not typer.confirm(question, err=True):
        raise Refused("Not confirmed; nothing was written.")


def ask(question: str, what: str, *, default: str | None = None) -> str:
    """A missing value, asked for at a terminal. Raises UsageProblem where nobody can answer."""
    if not at_terminal():
        raise UsageProblem(f"Missing {what}.", "See the command's --help for an example.")
    shown = default != ""
    answer: str = typer.prompt(question, default=default, show_default=shown, err=True)
    return answer


def ask_until(question: str, what: str, read: Callable[[str], T]) -> T:
    """Ask until the answer can be read."""
    while True:
        try:
            return read(ask(question, what))
        except UsageProblem as problem:
            if not at_terminal():
                raise
            tell(f"{problem.message} {problem.hint or ''}".rstrip())


def _choose(find: Callable[[str], T], text: str) -> T:
    try:
        return find(text)
    except Ambiguous as several:
        if not at_terminal():
            raise
        tell(several.message)
        for place, (_, label) in enumerate(several.choices, 1):
            typer.echo(f"  {place}  {label}", err=True)
        choices = several.choices
        chosen = ask_until("Which one", "a choice", number(1, len(choices)))
        return find(str(choices[chosen - 1][0]))


def pick_person(ctx: typer.Context, text: str, role: str | None = None) -> int:
    """The id of the person meant; several hits are asked about at a terminal."""
    from wvls_mentor.services import find

    return _choose(lambda t: find.person(database(ctx), t, role=role), text)


def pick_pair(ctx: typer.Context, text: str, day: date) -> "PairFacts":
    """The pair meant, as of *day*."""
    from wvls_mentor.services import find

    return _choose(lambda t: find.pair(database(ctx), t, day), text)


def pick_library(ctx: typer.Context, text: str) -> int:
    """The id of the library meant."""
    from wvls_mentor.services import find

    return _choose(lambda t: find.library(database(ctx), t).id, text)


def show(shown: "CommandResult", form: str | None, *, writes: bool = False) -> None:
    """Print a result as a table, JSON or CSV. Writing commands have no CSV."""
    from wvls_mentor.views import result as printing

    checked = check_format(form, writes=writes)
    printing.show(shown, checked, invocation.current().command)


def show_first(shown: "CommandResult") -> None:
    """Print a result's screen to stderr: a question about it follows."""
    from wvls_mentor.views import result as printing

    printing.show_first(shown.screen)


def check_format(form: str | None, *, writes: bool = False) -> str:
    """The format asked for. Raises UsageProblem for another word."""
    word = (form or "table").lower()
    allowed = FORMATS[:2] if writes else FORMATS
    if word not in allowed:
        raise UsageProblem(
            f"{(form or '')[:40]!r} is not a format of this command.",
            f"Use {' or '.join(allowed)}.",
        )
    return word


def warn(sentences: Iterable[str]) -> None:
    """Say what is odd but allowed, on stderr."""
    for sentence in sentences:
        tell(f"Warning: {sentence}")


def tell(text: str) -> None:
    """A sentence on stderr; at a terminal it folds between words, but a command stays in one piece."""
    clean = harmless(text)
    if sys.stderr.isatty() and "\n" not in clean and "wvls " not in clean:
        from shutil import get_terminal_size
        from textwrap import fill

        width = max(20, get_terminal_size().columns)
        clean = fill(clean, width, break_long_words=False, break_on_hyphens=False)
    typer.echo(clean, err=True)
