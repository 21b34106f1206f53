"""``wvls goal``."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated

from wvls_mentor import invocation, services, views
from wvls_mentor.cli import clock, completion, options, prompts
from wvls_mentor.cli.call import Call
from wvls_mentor.cli.command import command, group
from wvls_mentor.cli.options import argument, option
from wvls_mentor.cli.questions import NOTHING, Asking, Question
from wvls_mentor.cli.readers import read_past_day, read_term
from wvls_mentor.dates import example_day, spoken
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.records.readers import any_line
from wvls_mentor.rules.choices import TERMS, bare
from wvls_mentor.text import LONGEST_TEXT
from wvls_mentor.views.result import CommandResult

app = group(
    "Add, share, edit, list or drop goals, or mark one done (C8).", example="wvls goal list 3"
)


Text = Annotated[
    str,
    argument("TEXT", "The goal in a sentence.", read=any_line("goal", LONGEST_TEXT)),
    Question(
        "What is the goal, in a sentence",
        explained=lambda _: (
            "Type what the mentee wants to reach, such as: A balanced budget by June."
        ),
    ),
]
Term = Annotated[
    str,
    option("--term", metavar="TERM", text="short or long.", read=read_term),
    Question("Is it short or long term", words=TERMS),
]
About = Annotated[
    str | None,
    option("--topic", metavar="TOPIC", text="Its topic.", complete=completion.topics),
]
SharedOn = Annotated[
    date | None,
    option(
        "--shared",
        metavar="DATE",
        text="The day the mentee told you the goal. [today]",
        read=read_past_day,
    ),
]
NewShared = Annotated[
    date | None,
    option(
        "--shared", metavar="DATE", text="The day the mentee told you the goal.", read=read_past_day
    ),
]
NotShared = Annotated[bool, option("--not-shared", text="You do not have it from the mentee yet.")]
NewText = Annotated[
    str | None,
    option(
        "--text",
        metavar="TEXT",
        text="The goal in a sentence.",
        read=any_line("goal", LONGEST_TEXT),
    ),
]
NewTerm = Annotated[
    str | None, option("--term", metavar="TERM", text="short or long.", read=read_term)
]


def _is_not_yet(text: str) -> bool:
    return bare(text) in (*NOTHING, "notyet")


def _check_shared(asking: Asking, text: str) -> date | None:
    """The day; None for a goal that has not come yet."""
    if not _is_not_yet(text):
        try:
            day = read_past_day(text)
            services.validation.inside(asking.call.pair(asking.given["pair"]), day)
            return day
        except (UsageProblem, Refused) as problem:
            hint = f"{problem.hint or ''} If you do not have the goal yet, type: not yet"
            raise type(problem)(problem.message, hint.strip()) from None
    asking.given["not_shared"] = True
    invocation.answered("--not-shared")
    return None


def _explained_shared(_: Asking) -> str:
    today = clock.today()
    day = spoken(example_day(today, ahead=False), today)
    return f"Type the day the mentee told you the goal, such as {day}. If you do not have it yet, type: not yet."


ADD = {
    "shared": Question(
        "When did they share it with you (or: not yet)",
        explained=_explained_shared,
        read=str,
        check=_check_shared,
        default="today",
        optional=True,
    )
}


def _check_new_shared(asking: Asking, text: str) -> date | None:
    """The day; None where nothing changes.

    Raises Refused for a goal that is shared already, and for a day that cannot be.
    """
    number = asking.call.goal(asking.given["goal"])
    if not _is_not_yet(text):
        changes = services.goals.GoalChanges(shared=read_past_day(text))
        services.goals.edit(asking.call.db, number, changes, today=asking.call.today, write=False)
        return changes.shared
    (there,) = services.goals.one(asking.call.db, number, today=asking.call.today).goals
    if there.shared_on is not None:
        raise Refused(
            f"Goal {number} was shared on {there.shared_on}.",
            "Type another day, or press Enter to keep it.",
        )
    return None


_KEEP = "Enter to keep it"
EDIT = {
    "text": Question("The goal in a sentence", optional=True, skip=_KEEP),
    "term": Question("Short or long term", words=TERMS, optional=True, skip=_KEEP),
    "shared": Question(
        "When did they share it with you",
        read=str,
        check=_check_new_shared,
        optional=True,
        skip=_KEEP,
        explained=_explained_shared,
    ),
}


@command(
    app,
    "add",
    example='wvls goal add 3 "A balanced budget by June" --term short --topic budget',
    writes=True,
    asks=ADD,
)
def add(
    call: Call,
    pair: options.Pair,
    text: Text,
    term: Term,
    topic: About = None,
    shared: SharedOn = None,
    not_shared: NotShared = False,
) -> CommandResult:
    """Add a goal.

    It counts as shared with you today unless you say otherwise.
    """
    if shared is not None and not_shared:
        raise UsageProblem(
            "--shared and --not-shared cannot be used together.", "Give one of them."
        )
    day = None if not_shared else shared or call.today
    pair_id = call.pair(pair).pair_id
    found = services.goals.add(
        call.db, pair_id, text, term, topic=topic, shared=day, today=call.today
    )
    return views.goals.goal(found, call.today, "added")


def _asks(how: str, day: str, ask_goal: Question) -> dict[str, Question]:
    """The questions of ``share``, ``done`` and ``drop``: goal and day; *how* is the new state.

    A goal that has that state is refused before its day is asked for: no day would be right.
    """

    def check_goal(asking: Asking, typed: str) -> str:
        number = asking.call.goal(typed, unshared=how == "shared")
        services.goals.refuse(asking.call.db, number, how)
        return str(number)

    def check_day(asking: Asking, on: date) -> date:
        number = asking.call.goal(asking.given["goal"], unshared=how == "shared")
        _set(asking.call, number, how, on, write=False)
        return on

    return {
        "goal": replace(ask_goal, check=check_goal),
        "on": Question(day, default="today", optional=True, check=check_day),
    }


def _set(
    call: Call, number: int, how: str, on: date | None, *, write: bool = True
) -> "services.goals.PairGoals":
    db, day = call.db, on or call.today
    if how == "shared":
        return services.goals.share(db, number, on=day, today=call.today, write=write)
    return services.goals.close(db, number, how, on=day, today=call.today, write=write)


_UNSHARED = replace(
    options.ASK_GOAL,
    records=lambda asking: services.listings.goals(
        asking.call.db, asking.call.today, unshared=True
    ),
    empty=("Every goal is shared.", "Add one: wvls goal add PAIR TEXT --term short"),
)


@command(
    app,
    "share",
    example="wvls goal share 12",
    writes=True,
    asks=_asks("shared", "When did they share it with you", _UNSHARED),
)
def share(call: Call, goal: options.Goal, on: options.On = None) -> CommandResult:
    """Mark a goal as shared with you."""
    number = call.goal(goal, unshared=True)
    return views.goals.goal(_set(call, number, "shared", on), call.today, "shared")


@command(
    app,
    "edit",
    example='wvls goal edit 12 --text "A balanced budget by May"',
    writes=True,
    asks=EDIT,
)
def edit(
    call: Call,
    goal: options.Goal,
    text: NewText = None,
    term: NewTerm = None,
    topic: About = None,
    shared: NewShared = None,
) -> CommandResult:
    """Correct a goal's words, term, topic or the day it was shared."""
    changes = services.goals.GoalChanges(text, term, topic, shared)
    if changes == services.goals.GoalChanges():
        if prompts.at_terminal():  # Enter at every question
            there = services.goals.one(call.db, call.goal(goal), today=call.today)
            return views.goals.unchanged(there, call.today)
        raise UsageProblem("What is to be changed?", "Give an option, such as --text.")
    found = services.goals.edit(call.db, call.goal(goal), changes, today=call.today)
    return views.goals.goal(found, call.today, "changed")


@command(
    app,
    "done",
    example="wvls goal done 12",
    writes=True,
    asks=_asks("done", "When did they reach it", options.ASK_GOAL),
)
def done(call: Call, goal: options.Goal, on: options.On = None) -> CommandResult:
    """Mark a goal as reached."""
    return views.goals.goal(_set(call, call.goal(goal), "done", on), call.today, "done")


@command(
    app,
    "drop",
    example="wvls goal drop 12",
    writes=True,
    asks=_asks("dropped", "When did they give it up", options.ASK_GOAL),
)
def drop(
    call: Call, goal: options.Goal, on: options.On = None, yes: options.Yes = False
) -> CommandResult:
    """Mark a goal as given up.

    It still counts as shared.
    """
    drop_it = partial(_set, call, call.goal(goal), "dropped", on)
    prompts.confirm(f"Drop {views.goals.described(drop_it(write=False))}?", yes=yes)
    return views.goals.goal(drop_it(), call.today, "dropped")


@command(app, "list", example="wvls goal list 3")
def list_(call: Call, pair: options.Pair, as_of: options.AsOf = None) -> CommandResult:
    """List every goal of a pair."""
    day = as_of or call.today
    found = services.goals.goals(call.db, call.pair(pair, day).pair_id, day)
    return views.goals.goals(found, day)
