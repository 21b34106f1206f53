"""How every command runs: it reads its arguments, calls one service and returns one result.

Formats, the clock and printing are handled here only; a command contains just its own logic.
"""

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import is_dataclass
from functools import wraps
from typing import Annotated, Any, Concatenate, ParamSpec, get_args

import typer
from typer.models import ArgumentInfo, OptionInfo

from wvls_mentor import invocation, views
from wvls_mentor.cli import clock, prompts, questions
from wvls_mentor.cli.call import Call, read_format
from wvls_mentor.cli.pages import CommandPage, GroupPage
from wvls_mentor.cli.questions import Missing, Question
from wvls_mentor.errors import UsageProblem
from wvls_mentor.views.result import CommandResult

P = ParamSpec("P")
_READS = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table, json or csv.")
]
_WRITES = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")
]


def group(text: str, *, example: str) -> typer.Typer:
    """A group of commands with the *text* of its help; *example* is a whole command line."""
    return typer.Typer(
        cls=GroupPage,
        rich_markup_mode=None,
        add_completion=False,
        help=text,
        epilog=f"Example: {example}",
    )


def alone() -> typer.Typer:
    """The app of a single command, or of a group that is also a command by itself."""
    return typer.Typer(cls=GroupPage, rich_markup_mode=None, add_completion=False)


class _Command(CommandPage):
    """A command whose required values may be missing at first: its runner asks for them.

    The help and the usage line still show them as required. An option whose metavar is in brackets
    may stand without a value.
    """

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Read the arguments; those that are missing are None."""
        required = [p for p in self.params if p.required]
        with self._required(required, False):
            return super().parse_args(ctx, self._filled(args))

    def _filled(self, args: list[str]) -> list[str]:
        """The arguments with an empty value where an option that may lack one has none."""
        bare = {name for p in self.params if (p.metavar or "").startswith("[") for name in p.opts}
        filled: list[str] = []
        for word, following in zip(args, [*args, "-"][1:], strict=True):
            filled.append(word)
            if word in bare and word.startswith("--") and following.startswith("-"):
                filled.append("")
        return filled

    def get_help(self, ctx: Any) -> str:
        """The page; it is shown while the arguments are read."""
        with self._required(self._asked, True):
            return super().get_help(ctx)

    def get_usage(self, ctx: Any) -> str:
        """The usage line of an error in an argument."""
        with self._required(self._asked, True):
            return super().get_usage(ctx)

    _asked: Sequence[Any] = ()

    @contextmanager
    def _required(self, parameters: Sequence[Any], value: bool) -> Iterator[None]:
        before = [p.required for p in parameters]
        was, self._asked = self._asked, parameters
        for p in parameters:
            p.required = value
        try:
            yield
        finally:
            self._asked = was
            for p, old in zip(parameters, before, strict=True):
                p.required = old


def command(
    app: typer.Typer,
    name: str | None,
    *,
    example: str,
    writes: bool = False,
    asks: Mapping[str, Question] | None = None,
    arrange: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> Callable[
    [Callable[Concatenate[Call, P], CommandResult]],
    Callable[Concatenate[Call, P], CommandResult],
]:
    """Register ``(call, ...) -> CommandResult`` as the command *name*, with ``--format``.

    Without a name it is what the group itself does where no subcommand follows. A command that
    *writes* has no CSV. *example* is a whole command line. What is required is asked for at a
    terminal where it is missing; so are the parameters that *asks* has a question for, after it
    and in its order. *arrange* may put what was typed in another parameter's place before.
    """

    def register(
        work: Callable[Concatenate[Call, P], CommandResult],
    ) -> Callable[Concatenate[Call, P], CommandResult]:
        epilog = f"{'Examples' if '   ' in example else 'Example'}: {example}"
        run = _runner(work, writes, asks or {}, arrange or dict)
        if name is None:
            app.callback(invoke_without_command=True, epilog=epilog)(run)
        else:
            app.command(name, epilog=epilog, cls=_Command)(run)
        return work

    return register


def _runner(
    work: Callable[..., CommandResult],
    writes: bool,
    asks: Mapping[str, Question],
    arrange: Callable[[dict[str, Any]], dict[str, Any]],
) -> Callable[..., None]:
    """*work* as Typer calls it: with the context and the format among its parameters.

    A parameter that is a dataclass stands for its fields: options that several commands share.
    """
    keyword = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(work).parameters.values())[1:]
    shared = {p.name: _fields(p.annotation) for p in own if is_dataclass(p.annotation)}

    flat = [
        one.replace(kind=keyword)
        for p in own
        for one in (shared[p.name][1] if p.name in shared else [p])
    ]
    missing = questions.in_order(
        {p.name: found for p in flat if (found := _missing(p, asks.get(p.name))) is not None},
        tuple(asks),
    )
    options = {p.name: _default(p) for p in flat if isinstance(_info(p), OptionInfo)}

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
        begin(call)
        bare = format_ is None and all(given[n] == default for n, default in options.items())
        given = questions.complete(call, arrange(given), missing, alone=bare)
        for name, (make, fields) in shared.items():
            given[name] = make(**{one.name: given.pop(one.name) for one in fields})
        finish(call, work(call, **given))

    parameters = [
        inspect.Parameter("ctx", keyword, annotation=typer.Context),
        *flat,
        inspect.Parameter(
            "format_", keyword, default=None, annotation=_WRITES if writes else _READS
        ),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # Typer reads it
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    del run.__wrapped__  # otherwise Typer reads its annotations instead
    return run


def _info(parameter: inspect.Parameter) -> "ArgumentInfo | OptionInfo":
    found: ArgumentInfo | OptionInfo = next(
        one for one in get_args(parameter.annotation) if isinstance(one, (ArgumentInfo, OptionInfo))
    )
    return found


def _default(parameter: inspect.Parameter) -> Any:
    return None if parameter.default is parameter.empty else parameter.default


def _missing(parameter: inspect.Parameter, question: Question | None) -> Missing | None:
    """What to ask for a parameter: its question or, if it is required, at least its help."""
    info = _info(parameter)
    if question is None:
        if parameter.default is not parameter.empty:
            return None
        declared = [one for one in get_args(parameter.annotation) if isinstance(one, Question)]
        question = next(iter(declared), Question((info.help or parameter.name).rstrip(".")))
    if isinstance(info, OptionInfo):
        # In an annotation Typer keeps the first name where the default is otherwise.
        names = (info.default, *(info.param_decls or ()))
        what = next(n for n in names if isinstance(n, str) and n.startswith("--"))
    else:
        what = info.metavar or parameter.name
    default, help = _default(parameter), info.help or ""
    return Missing(parameter.name, what, question, info.parser, default, help)


def _fields(kind: Any) -> tuple[Any, list[inspect.Parameter]]:
    """A dataclass of options and its fields as parameters."""
    return kind, list(inspect.signature(kind).parameters.values())


def begin(call: Call) -> None:
    """Set the day for all sentences, and the database for the next commands they propose."""
    views.theme.speak_on(call.today)
    typed = call.ctx.obj.db
    views.steps.repeat_file(None if typed is None else str(typed))


def finish(call: Call, result: CommandResult) -> None:
    """Print a result with its warnings; one with an error ends with it."""
    name = invocation.current().command
    views.result.show(result, call.format, name, warn=lambda: prompts.warn(result.warnings))
    if result.error is not None:
        raise result.error
