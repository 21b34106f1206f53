"""How every command runs: it reads its arguments, calls one service and returns one result.

Formats, the clock and printing live here alone, so that a command is only what is its own.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec

import typer
from typer.core import TyperCommand

from wvls_mentor import invocation, views
from wvls_mentor.cli import clock, prompts
from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import listed
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.rules.deadlines import PairFacts

P = ParamSpec("P")
FORMATS = ("table", "json", "csv")
_READS = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json or csv.")
]
_WRITES = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")
]


@dataclass(frozen=True, slots=True)
class Call:
    """The command that is running: its context, the day, the format that was asked for."""

    ctx: typer.Context
    today: date
    format: str

    @property
    def db(self) -> Path:
        """The database of this call."""
        path: Path = self.ctx.obj.path()
        return path

    def person(self, text: str, role: str | None = None) -> int:
        """The id of the person meant; several hits are asked about at a terminal."""
        return prompts.pick_person(self.db, text, role)

    def pair(self, text: str, day: date | None = None) -> "PairFacts":
        """The pair meant, as of *day*, else of today."""
        return prompts.pick_pair(self.db, text, day or self.today)

    def library(self, text: str) -> int:
        """The id of the library meant."""
        return prompts.pick_library(self.db, text)

    def writes(self) -> None:
        """This time the command writes. Raises UsageProblem where CSV was asked for."""
        read_format(self.format, writes=True)

    def preview(self, result: CommandResult, *, yes: bool) -> None:
        """Show what a question is about, where somebody reads it: not in JSON, nor with *yes*."""
        if not yes and self.format == "table":
            views.result.show(result, self.format, "")


def group(text: str, *, example: str) -> typer.Typer:
    """A group of commands with the *text* of its help; *example* is a whole command line."""
    return typer.Typer(
        rich_markup_mode=None, add_completion=False, help=text, epilog=f"Example: {example}"
    )


def alone() -> typer.Typer:
    """The place of a single command, or of a group that is a report as well."""
    return typer.Typer(rich_markup_mode=None, add_completion=False)


class _Command(TyperCommand):
    """A command whose options with a metavar in brackets may stand without a value."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Give such an option an empty value where none follows it."""
        bare = {name for p in self.params if (p.metavar or "").startswith("[") for name in p.opts}
        filled: list[str] = []
        for word, following in zip(args, [*args, "-"][1:], strict=True):
            filled.append(word)
            if word in bare and word.startswith("--") and following.startswith("-"):
                filled.append("")
        return super().parse_args(ctx, filled)


def command(
    app: typer.Typer, name: str | None, *, example: str, writes: bool = False
) -> Callable[
    [Callable[Concatenate[Call, P], CommandResult]],
    Callable[Concatenate[Call, P], CommandResult],
]:
    """Register ``(call, ...) -> CommandResult`` as the command *name*, with ``--format``.

    Without a name it is what the group itself does where no subcommand follows. A command that
    *writes* has no CSV. *example* is a whole command line.
    """

    def register(
        work: Callable[Concatenate[Call, P], CommandResult],
    ) -> Callable[Concatenate[Call, P], CommandResult]:
        epilog = f"{'Examples' if '   ' in example else 'Example'}: {example}"
        run = _runner(work, writes)
        if name is None:
            app.callback(invoke_without_command=True, epilog=epilog)(run)
        else:
            app.command(name, cls=_Command, epilog=epilog)(run)
        return work

    return register


def _runner(work: Callable[..., CommandResult], writes: bool) -> Callable[..., None]:
    """*work* as Typer calls it: with the context and the format among its parameters.

    A parameter that is a dataclass stands for its fields: options that several commands share.
    """
    keyword = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(work).parameters.values())[1:]
    shared = {p.name: _fields(p.annotation) for p in own if is_dataclass(p.annotation)}

    @wraps(work)
    def run(*, ctx: typer.Context, format_: str | None, **given: Any) -> None:
        if ctx.invoked_subcommand is not None:  # what was given here would be dropped in silence
            if format_ is not None or any(given.values()):
                raise UsageProblem(
                    "Options of a subcommand come after it.",
                    f"wvls {ctx.info_name} {ctx.invoked_subcommand} ... --format json",
                )
            return
        call = Call(ctx, clock.today(), read_format(format_, writes=writes))
        for name, (make, fields) in shared.items():
            given[name] = make(**{field.name: given.pop(field.name) for field in fields})
        finish(call, work(call, **given))

    parameters = [
        inspect.Parameter("ctx", keyword, annotation=typer.Context),
        *(
            one.replace(kind=keyword)
            for p in own
            for one in (shared[p.name][1] if p.name in shared else [p])
        ),
        inspect.Parameter(
            "format_", keyword, default=None, annotation=_WRITES if writes else _READS
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer reads it
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    del run.__wrapped__  # else its annotations are read instead
    return run


def _fields(kind: Any) -> tuple[Any, list[inspect.Parameter]]:
    """A dataclass of options and its fields as parameters."""
    return kind, list(inspect.signature(kind).parameters.values())


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


def finish(call: Call, result: CommandResult) -> None:
    """Print a result with its warnings; one with an error ends with it."""
    views.result.show(result, call.format, invocation.current().command)
    prompts.warn(result.warnings)
    if result.error is not None:
        raise result.error
