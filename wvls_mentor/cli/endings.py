"""The one place that catches errors: turns whatever ends a command into sentences and an exit code.

Once something was saved, no sentence may say otherwise: people who are told that a payment failed
make it a second time.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from wvls_mentor import interrupts, invocation
from wvls_mentor.cli import usage
from wvls_mentor.cli.prompts import tell
from wvls_mentor.cli.settings import Settings
from wvls_mentor.cli.streams import OutputLost, give_up
from wvls_mentor.errors import BadInputFile, DatabaseProblem, UsageProblem, WvlsError
from wvls_mentor.text import listed, short_words, to_copy

NOT_TEXT = UsageProblem(
    "A word of the command has characters that cannot be read as text (UTF-8).",
    "Type it again; give a file another name.",
)


def complain(error: WvlsError) -> None:
    """Print the one sentence, and the hint where there is one, to stderr."""
    tell(f"Error: {short_words(error.message)}")
    if error.hint:
        tell(f"Hint: {error.hint}")


@contextmanager
def told(ctx: typer.Context) -> Iterator[None]:
    """End a block that fails with a sentence and an exit code."""
    with invocation.watched() as outcome:
        try:
            try:
                yield
            finally:
                for sentence in invocation.notes():
                    tell(f"Note: {sentence}")
        except (typer.Abort, EOFError, KeyboardInterrupt):
            raise typer.Exit(_stopped(outcome, ctx.obj)) from None
        except typer.Exit:  # a command that has said itself how it ends
            raise
        except OutputLost as lost:
            give_up()
            raise typer.Exit(_unshown(lost, outcome, ctx.obj)) from None
        except Exception as error:
            known = _explained(error, ctx.obj)
            if known is None:
                if outcome.saved:
                    tell(f"Note: Saved before this error. {_see(outcome, ctx.obj)}")
                raise
            own = isinstance(error, WvlsError) and not isinstance(error, DatabaseProblem)
            if outcome.saved and not own:  # a command's own refusal knows what it has saved
                known = _saved(outcome, ctx.obj)
            complain(_but_for(known, outcome))
            raise typer.Exit(known.exit_code) from None


def _explained(error: Exception, settings: Settings | None) -> WvlsError | None:
    """What went wrong, as a refusal with its exit code; None for a bug and what Typer tells."""
    if isinstance(error, WvlsError):
        return error
    if isinstance(error, UnicodeEncodeError):
        return NOT_TEXT
    if isinstance(error, OSError):
        return _unusable(error, settings)
    if not hasattr(error, "exit_code"):
        return _damage(settings)
    if (alone := _group_alone(error)) is not None:
        return alone
    usage.explain(error)
    return None


def _stopped(outcome: invocation.Outcome, settings: Settings | None) -> int:
    """Tell of an interrupt, or of the end of input at a question."""
    tell("")  # whatever was on the line, ^C or a question, stays as it is
    if outcome.saved:
        complain(_saved(outcome, settings))
    elif outcome.aside:
        complain(_but_for(WvlsError("Stopped. Nothing was saved."), outcome))
    else:
        # After an upgrade of the file something was written, though no record.
        tell("Error: Stopped." if outcome.unsure else interrupts.STOPPED)
    return 130


def _unshown(lost: OutputLost, outcome: invocation.Outcome, settings: Settings | None) -> int:
    """Tell that the result could not be shown; a reader who has enough is no error."""
    if lost.nobody_reads:
        return 0
    problem = BadInputFile(f"The output cannot be written: {lost.reason}.", "Send it elsewhere.")
    if outcome.saved:
        problem = _saved(outcome, settings)
    complain(problem)
    return problem.exit_code


def _but_for(error: WvlsError, outcome: invocation.Outcome) -> WvlsError:
    """*error*, with what was saved on the way to the command's own work."""
    if outcome.aside and not outcome.saved:
        error.message = re.sub("(?<=othing )was saved", "else was saved", error.message)
        error.hint = " ".join(filter(None, [*dict.fromkeys(outcome.aside), error.hint]))
    return error


def _saved(outcome: invocation.Outcome, settings: Settings | None) -> BadInputFile:
    return BadInputFile("Saved, but it could not be shown.", _see(outcome, settings))


def _see(outcome: invocation.Outcome, settings: Settings | None) -> str:
    """Where to look at what was saved."""
    if not outcome.records:
        return f"The file is there: {', '.join(outcome.files)}"
    file = [] if settings is None or settings.db is None else ["--db", str(settings.db)]
    return f"See it: {' '.join(map(to_copy, ['wvls', *file, 'history']))}"


def _unusable(error: OSError, settings: Settings | None) -> WvlsError:
    """What the system says about a file: a name too long, a folder without access or gone."""
    said = f"cannot be used: {error.strerror or type(error).__name__}."
    hint = "Check its name, and the rights of its folder."
    if error.filename is None:
        if _nowhere():
            return BadInputFile("The folder you are in was removed.", "Change to another folder.")
        return BadInputFile(f"A file or stream {said}", "Check where input and output go.")
    name = str(error.filename)
    of_database = settings is not None and name.startswith(str(settings.path()))
    kind = DatabaseProblem if of_database else BadInputFile
    return kind(f"{name[:200]} {said}", hint)


def _nowhere() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _damage(settings: Settings | None) -> DatabaseProblem | None:
    """Whether an error is not a bug, but comes from a file that another program has changed.

    Only what is wrong with the file itself counts. A finding about the records, such as a mentor
    over capacity, is none of it: it would hide every bug.
    """
    if settings is None:
        return None
    from wvls_mentor.services import file_check

    try:
        found = file_check.of_file(settings.path())
    except Exception:  # whatever it is, the error that brought us here comes first
        return None
    if not found:
        return None
    return DatabaseProblem(f"{settings.path()} is damaged: {found[0].message}.", "See: wvls check")


def _group_alone(error: Exception) -> UsageProblem | None:
    """What to type after a group that was typed alone: its page is shown first."""
    group = getattr(error, "ctx", None)
    if group is None or getattr(error, "message", "") != "Missing command.":
        return None
    typer.echo(group.get_help() + "\n", err=True)
    names = listed(group.command.list_commands(group), "or")
    hint = f"Type one of these after {group.command_path}: {names}. {group.command.epilog or ''}"
    noun = {"library": "libraries"}.get(group.info_name, f"{group.info_name}s")
    return UsageProblem(f"What do you want to do with {noun}?", hint.rstrip())
