"""``wvls agenda``."""

from typing import Annotated

from wvls_mentor import services, views
from wvls_mentor.cli import options
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import alone, command
from wvls_mentor.cli.options import option
from wvls_mentor.cli.readers import number
from wvls_mentor.cli.saving import NoNotes, SavePage, save_screen
from wvls_mentor.errors import UsageProblem
from wvls_mentor.records.readers import any_line
from wvls_mentor.text import LONGEST_TEXT
from wvls_mentor.views.result import CommandResult

app = alone()

Pressing = Annotated[
    str | None,
    option(
        "--add",
        metavar="QUESTION",
        text="A question to raise at the meeting.",
        read=any_line("question", LONGEST_TEXT),
    ),
]
Done = Annotated[
    int | None, option("--done", metavar="NUMBER", text="Tick a question off.", read=number(1))
]


@command(app, "agenda", example='wvls agenda 3 --add "How do I close the year?"')
def agenda(
    call: Call,
    pair: options.Pair,
    question: Pressing = None,
    done: Done = None,
    save: SavePage = None,
    no_notes: NoNotes = False,  # there are none in it; on every page the option may be given
    yes: options.Yes = False,
    as_of: options.AsOf = None,
) -> CommandResult:
    """Make the agenda of a pair's next meeting (C7).

    It lists needs not covered yet, open goals and pressing questions.
    """
    if question is not None and done is not None:
        raise UsageProblem("--add and --done cannot be used together.", "Give one of them.")
    day = as_of or call.today
    pair_id = call.pair(pair, day).pair_id
    if question is not None:
        found = services.agenda.ask(call.db, pair_id, question, today=call.today)
    elif done is not None:
        found = services.agenda.tick_off(call.db, pair_id, done, today=call.today)
    else:
        found = services.agenda.agenda(call.db, pair_id, day)
    result = views.agenda.agenda(found, saved=save is not None)
    if save is None:
        return result
    return save_screen(call, save, "agenda", result, whole=result, yes=yes)
