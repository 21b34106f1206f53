"""The command group: commands load when they are called, errors become sentences in one place."""

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from wvls_mentor import errand
from wvls_mentor.cli.context import Settings, tell, user
from wvls_mentor.cli.registry import COMMANDS
from wvls_mentor.errors import BadInputFile, DatabaseProblem, UsageProblem, WvlsError
from wvls_mentor.words import harmless, shortened

MOST_TYPED = 500  # characters of one argument that the history keeps


NOT_TEXT = UsageProblem(
    "A word of the command was typed with bytes that are no text (UTF-8).",
    "Type it anew; give a file another name.",
)


def complain(error: WvlsError) -> None:
    """Print the one sentence, and the hint where there is one, to stderr."""
    tell(f"Error: {error.message}")
    if error.hint:
        tell(f"Hint: {error.hint}")


class Root(TyperGroup):
    """The ``wvls`` group."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """Every command, in the order of a coordinator's work."""
        return list(COMMANDS)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]
        """Load one command's module, and no other."""
        if cmd_name not in COMMANDS:
            return None
        if self.commands.get(cmd_name) is None:
            module, name = COMMANDS[cmd_name][0].split(":")
            app = getattr(importlib.import_module(f"wvls_mentor.cli.{module}"), name)
            command = get_command(app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_commands(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        """The list of commands, from the registry: loading them all would double the start."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """Find the command; a near miss is named."""
        for name in COMMANDS:
            self.commands.setdefault(name, None)  # type: ignore[arg-type]
        try:
            found = super().resolve_command(ctx, args)
            errand.begin(_errand(found[1], args))
            return found
        finally:
            for name in [n for n, c in self.commands.items() if c is None]:
                del self.commands[name]

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        """Run the command; every refusal ends here as a sentence and its exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                for sentence in errand.notes():
                    tell(f"Note: {sentence}")
        except WvlsError as error:
            complain(error)
            raise typer.Exit(error.exit_code) from None
        except (typer.Abort, EOFError, KeyboardInterrupt):
            typer.echo("\nStopped; nothing was written.", err=True)
            raise typer.Exit(130) from None
        except BrokenPipeError:
            # Whoever read our output has enough. Python would complain again at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except UnicodeEncodeError:
            complain(NOT_TEXT)
            raise typer.Exit(NOT_TEXT.exit_code) from None
        except OSError as error:
            unusable = _unusable(error, ctx.obj)
            complain(unusable)
            raise typer.Exit(unusable.exit_code) from None
        except Exception as error:
            if (damage := _damage(error, ctx.obj)) is not None:
                complain(damage)
                raise typer.Exit(damage.exit_code) from None
            hint = _misplaced(error)
            if hint is None:
                raise
            error.message = f"{error.message}\nHint: {hint}"  # type: ignore[attr-defined]
            raise


def _unusable(error: OSError, settings: Settings | None) -> WvlsError:
    """What the system says of a file: a name too long, a folder that may not be entered or is gone."""
    said = f"cannot be used: {error.strerror or type(error).__name__}."
    hint = "Check its name, and the rights of its folder."
    if error.filename is None:
        return DatabaseProblem(f"A file or folder {said}", hint)
    name = str(error.filename)
    of_database = settings is not None and name.startswith(str(settings.path()))
    kind = DatabaseProblem if of_database else BadInputFile
    return kind(f"{name[:200]} {said}", hint)


def _damage(error: Exception, settings: Settings | None) -> DatabaseProblem | None:
    """Whether an error is no bug but the fault of a file that another hand has changed."""
    if hasattr(error, "exit_code") or settings is None:
        return None  # the command line's own
    from wvls_mentor.cli import clock
    from wvls_mentor.services import checking

    try:
        found = checking.check(settings.path(), clock.today())
    except Exception:  # whatever it is, the error that brought us here comes first
        return None
    if not found:
        return None
    return DatabaseProblem(f"{settings.path()} is damaged: {found[0].message}.", "See: wvls check")


def _errand(command: Any, words: list[str]) -> errand.Errand:
    """What the history writes down: the command's name, and all that was typed after it."""
    length = 2 if words[1:] and words[1] in getattr(command, "commands", ()) else 1
    typed = tuple(shortened(harmless(word), MOST_TYPED) for word in words[length:])
    return errand.Errand(" ".join(words[:length]), typed, user)


def _misplaced(error: Exception) -> str | None:
    """``--db`` is an option of wvls itself: say where it goes."""
    if getattr(error, "option_name", None) == "--db":
        return "--db comes before the command: wvls --db FILE COMMAND"
    return None
