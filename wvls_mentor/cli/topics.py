"""``wvls topic``."""

from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import command, group
from wvls_mentor.cli.options import option
from wvls_mentor.records.readers import any_line
from wvls_mentor.views.result import CommandResult

app = group("Add and list the topics of the guide (C7).", example="wvls topic list")

Title = Annotated[
    str,
    option(
        "--title",
        metavar="TEXT",
        text="Its title in lists and forms.",
        read=any_line("title"),
    ),
]
Area = Annotated[
    str,
    option("--area", metavar="TEXT", text="The area of the guide.", read=any_line("area")),
]


@command(app, "list", example="wvls topic list")
def list_(call: Call) -> CommandResult:
    """List every topic of the guide."""
    return views.topics.topics(services.topics.topics(call.db), call.today)


@command(
    app, "add", example='wvls topic add makerspace --title "Running a makerspace"', writes=True
)
def add(call: Call, topic: options.Topic, title: Title = "", area: Area = "") -> CommandResult:
    """Add a topic."""
    return views.topics.topic(services.topics.add(call.db, topic, title, area), call.today)
