"""The ``wvls`` command: its own options; everything else loads when it is called."""

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from wvls_mentor import __version__, interrupts
from wvls_mentor.cli import streams
from wvls_mentor.cli.readers import read_path
from wvls_mentor.cli.root import Root
from wvls_mentor.cli.settings import Settings

app = typer.Typer(
    name="wvls",
    cls=Root,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"wvls {__version__}")
        raise typer.Exit


@app.callback(
    invoke_without_command=True,
    # The groups above scroll off a terminal of 24 lines, the daily one first.
    epilog="Every day: wvls status, overdue, upcoming, match, log-meeting, check-in, letters. "
    "Start with wvls init, or look around: wvls demo. Help: wvls COMMAND --help.",
)
def wvls(
    ctx: typer.Context,
    db: Annotated[
        Path | None,
        typer.Option(
            "--db",
            metavar="FILE",
            parser=read_path,  # not Typer's own: a file that cannot be read is no usage error
            help="The database to use. [the file named in WVLS_DB, else wvls.db in your user folder]",
        ),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Run a library mentoring program: matches, meetings, deadlines and stipends."""
    ctx.obj = Settings(db)
    if ctx.invoked_subcommand is None:
        _alone(ctx)


def _alone(ctx: typer.Context) -> None:
    """``wvls`` by itself: the overview if there is a database, otherwise the help."""
    if ctx.obj.path().exists():
        from wvls_mentor.cli.deadlines import show_status

        show_status(ctx)
    else:
        typer.echo(ctx.get_help())


def run() -> None:
    """Run the command line."""
    gc.disable()  # a command lives for a second: looking for cycles costs a tenth of it
    streams.prepare()
    try:
        app()
    except Exception as error:
        if os.environ.get("WVLS_DEBUG"):
            raise
        _report(error)
        sys.exit(1)
    except KeyboardInterrupt:  # a second one, while the first was being answered
        sys.exit(130)
    finally:
        streams.say_what_is_lacking()
        interrupts.end()


def _report(error: Exception) -> None:
    """Report a bug: where it is, without anything that people typed."""
    from traceback import extract_tb

    typer.echo(f"Error: This is a bug in wvls {__version__}: {type(error).__name__}.", err=True)
    for frame in extract_tb(error.__traceback__)[-6:]:
        typer.echo(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}", err=True)
    typer.echo("Hint: Send these lines to whoever keeps the program.", err=True)
