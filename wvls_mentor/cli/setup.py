"""``wvls init`` and ``wvls demo``."""

from typing import Annotated

import typer

from wvls_mentor import services, views
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.pages import CommandPage
from wvls_mentor.views.result import CommandResult

init_app = alone()
demo_app = alone()

Empty = Annotated[bool, option("--empty", text="Leave the libraries out.")]


@command(init_app, "init", example="wvls init   wvls --db program.db init", writes=True)
def init(call: Call, empty: Empty = False) -> CommandResult:
    """Make a new database with libraries, topics, settings and rates."""
    made = services.setup.begin(call.db, empty=empty)
    body = {
        "path": str(made.path),
        "libraries": made.libraries,
        "topics": made.topics,
        "settings": made.settings,
        "rates": made.rates,
    }
    text = (
        f"A new database is at {made.path}: {made.libraries} libraries, {made.topics} topics, "
        f"{made.settings} settings, {made.rates} rates."
    )
    # A first week in its order; each asks for the file that it needs.
    steps = ("wvls form mentors", "wvls import mentors", "wvls import mentees", "wvls match")
    return views.columns.sentence(call.today, body, text, *steps)


@demo_app.command(epilog="Example: wvls demo", cls=CommandPage)
def demo(ctx: typer.Context) -> None:
    """Try everything on a throwaway database of fictional people.

    They work at the real libraries.
    """
    import tempfile
    from pathlib import Path

    from wvls_mentor.cli.demo import walk

    path = ctx.obj.db or Path(tempfile.mkdtemp(prefix="wvls-demo-")) / "demo.db"
    walk(path)
