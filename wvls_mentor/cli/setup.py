"""``wvls init`` and ``wvls demo``."""

from typing import Annotated

import typer

from wvls_mentor.cli import clock
from wvls_mentor.cli.context import Written, check_format, database, show

init_app = typer.Typer(rich_markup_mode=None, add_completion=False)
demo_app = typer.Typer(rich_markup_mode=None, add_completion=False)


@init_app.command(epilog="Examples: wvls init   wvls --db program.db init")
def init(
    ctx: typer.Context,
    empty: Annotated[bool, typer.Option("--empty", help="Leave the libraries out.")] = False,
    form: Written = None,
) -> None:
    """Make a new database with the libraries, topics, policy and rates."""
    from wvls_mentor.services import setup
    from wvls_mentor.views import columns as views

    check_format(form, writes=True)
    made = setup.begin(database(ctx), empty=empty)
    body = {
        "path": str(made.path),
        "libraries": made.libraries,
        "topics": made.topics,
        "settings": made.settings,
        "rates": made.rates,
    }
    sentence = (
        f"A new database is at {made.path}: {made.libraries} libraries, {made.topics} topics, "
        f"{made.settings} settings, {made.rates} rates."
    )
    steps = ("wvls policy", "wvls mentor add --help", "wvls import mentors FILE")
    show(views.sentence(clock.today(), body, sentence, *steps), form, writes=True)


@demo_app.command(epilog="Example: wvls demo")
def demo(ctx: typer.Context) -> None:
    """Try everything on a throwaway database of fictional people.

    They work at the real libraries.
    """
    import tempfile
    from pathlib import Path

    from wvls_mentor.cli.demo import walk

    path = ctx.obj.db or Path(tempfile.mkdtemp(prefix="wvls-demo-")) / "demo.db"
    walk(path)
