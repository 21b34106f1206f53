"""Every option and argument, declared once: its name, its text, its metavar and its reader.

A reader turns what was typed into a value and refuses with a sentence; commands get values.
"""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.models import ArgumentInfo, OptionInfo

from wvls_mentor import services, sheets
from wvls_mentor.cli import completion, prompts
from wvls_mentor.cli.questions import NOTHING, Asking, Question
from wvls_mentor.cli.readers import (
    Reader,
    number,
    read_day,
    read_past_day,
    read_path,
    read_phone,
    read_traveler,
)
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_miles
from wvls_mentor.records.readers import any_line
from wvls_mentor.rules.choices import EXPENSES, METHODS, PLACES, bare
from wvls_mentor.rules.meetings import read_hours, read_place
from wvls_mentor.text import LONGEST_TEXT, line, note, shortened


def option(
    *names: str,
    text: str,
    metavar: str | None = None,
    read: Reader | None = None,
    complete: Callable[..., Any] | None = None,
) -> OptionInfo:
    """An option with the *text* of its help and the *read*er of its value."""
    made: OptionInfo = typer.Option(
        *names, metavar=metavar, help=text, parser=read, autocompletion=complete
    )
    return made


def argument(
    metavar: str,
    text: str,
    *,
    read: Reader | None = None,
    complete: Callable[..., Any] | None = None,
) -> ArgumentInfo:
    """An argument with the *text* of its help and the *read*er of its value."""
    made: ArgumentInfo = typer.Argument(
        metavar=metavar, help=text, parser=read, autocompletion=complete
    )
    return made


# ---- common to many commands
AsOf = Annotated[
    date | None,
    option("--as-of", metavar="DATE", text="Report as of this day. [today]", read=read_day),
]
On = Annotated[
    date | None,
    option("--on", metavar="DATE", text="The day it happened. [today]", read=read_past_day),
]
Yes = Annotated[bool, option("--yes", "-y", text="Answer yes to every question.")]
DryRun = Annotated[bool, option("--dry-run", text="Show what would be done; write nothing.")]
All = Annotated[bool, option("--all", text="Show every row, not only the first 40.")]
REASON = "Give a reason. It is saved with the record."
Reason = Annotated[
    str | None,
    option("--reason", metavar="TEXT", text=REASON, read=any_line("reason", LONGEST_TEXT)),
]
Note = Annotated[str | None, option("--note", metavar="TEXT", text="A note.", read=note)]


# ---- who and what
def ask_person(text: str, role: str | None) -> Question:
    """A question for one person; the answer is the id of somebody who is there."""
    what = role or "person"
    return Question(
        text,
        records=lambda asking: services.listings.people(asking.call.db, role, asking.call.today),
        empty=(f"There is no {what} yet.", f"Add one: wvls {role or 'mentor'} add"),
        check=lambda asking, typed: str(asking.call.person(typed, role)),
    )


def _check_folder(_: Asking, folder: Path) -> Path:
    sheets.files.look_at(folder)
    return folder


def _read_goal(text: str) -> str:
    """A goal's number, or a pair as typed. Raises UsageProblem if no goal has that number."""
    return str(number(1)(text)) if re.fullmatch(r"[-+]?[0-9]+", text.strip()) else text


ASK_PAIR = Question(
    "Which pair",
    records=lambda asking: services.listings.pairs(asking.call.db, asking.call.today),
    empty=("There are no pairs yet.", "Make some: wvls match"),
    check=lambda asking, typed: str(asking.call.pair(typed).pair_id),
)
ASK_LIBRARY = Question(
    "Which library, by its town or name (? lists them)",
    brief=True,
    records=lambda asking: services.listings.libraries(asking.call.db),
    empty=("There are no libraries yet.", "Add one: wvls library add NAME --city TOWN"),
    check=lambda asking, typed: str(asking.call.library(typed)),
)
ASK_GOAL = Question(
    "Which goal",
    records=lambda asking: services.listings.goals(asking.call.db, asking.call.today),
    empty=("There is no open goal.", "Add one: wvls goal add PAIR TEXT --term short"),
    check=lambda asking, typed: str(asking.call.goal(typed)),
)
ASK_REASON = Question("Why")
ASK_MENTOR = ask_person("Which mentor", "mentor")
ASK_MENTEE = ask_person("Which mentee", "mentee")

ASK_TOPICS = Question(
    "Topics, with commas between",
    records=lambda asking: services.listings.topics(asking.call.db),
    check=lambda asking, typed: services.listings.topic(asking.call.db, typed),
    brief=True,
    optional=True,
    skip="? lists them, Enter to skip",
    skips=NOTHING,
    many=True,
)


def _check_note(_: Asking, text: str) -> str:
    """The note. Raises UsageProblem for a bare yes, which would become a note "y"."""
    if bare(text) in ("y", "yes"):
        raise UsageProblem("Type the note itself, or press Enter to skip it.")
    return text


ASK_NOTE = Question(
    "A note",
    check=_check_note,
    optional=True,
    skips=NOTHING,
    explained=lambda _: "Anything to remember about it, in your own words.",
)


def _check_name(_: Asking, text: str) -> str:
    """The name; asks about one of a single word. Raises UsageProblem where it is not whole."""
    name = line(text, "name")
    whole = len(name.split()) > 1 or prompts.yes_or_no(f"Is {shortened(name, 40)} the whole name?")
    if not whole:
        raise UsageProblem("Type the first and the last name.")
    return name


PERSON_HELP = "An id, e-mail or part of a name."
Mentor = Annotated[str, argument("MENTOR", PERSON_HELP, complete=completion.mentors), ASK_MENTOR]
Mentee = Annotated[str, argument("MENTEE", PERSON_HELP, complete=completion.mentees), ASK_MENTEE]
AMentor = Annotated[str, argument("PERSON", PERSON_HELP, complete=completion.mentors), ASK_MENTOR]
AMentee = Annotated[str, argument("PERSON", PERSON_HELP, complete=completion.mentees), ASK_MENTEE]
Person = Annotated[str, argument("PERSON", PERSON_HELP), ask_person("Which person", None)]
Pair = Annotated[
    str,
    argument("PAIR", "An id, or part of a partner's name.", complete=completion.pairs),
    ASK_PAIR,
]
Library = Annotated[
    str,
    argument("LIBRARY", "Name, town or id of a library.", complete=completion.libraries),
    ASK_LIBRARY,
]
Goal = Annotated[
    str,
    argument("GOAL", "A goal's number; or a pair, to choose among its goals.", read=_read_goal),
    ASK_GOAL,
]
Topic = Annotated[
    str,
    argument("TOPIC", "A short name, such as makerspace."),
    Question("Its short name, such as makerspace", check=lambda _, s: services.topics.read_slug(s)),
]

# ---- people
Name = Annotated[
    str,
    argument("NAME", "First and last name."),
    Question(
        "First and last name",
        check=_check_name,
        explained=lambda _: "Type the whole name as letters have it, such as Joan Sample.",
    ),
]
NewName = Annotated[str | None, option("--name", metavar="NAME", text="A new name.")]
Email = Annotated[
    str | None,
    option("--email", metavar="EMAIL", text="E-mail address; each person needs their own."),
]
HomeLibrary = Annotated[
    str | None,
    option(
        "--library",
        metavar="LIBRARY",
        text="Name, town or id of a library.",
        complete=completion.libraries,
    ),
]
Phone = Annotated[
    str | None,
    option("--phone", metavar="PHONE", text="Shown when a call is due.", read=read_phone),
]
PersonNote = Annotated[
    str | None, option("--note", metavar="TEXT", text="A note for the coordinator.", read=note)
]
Address = Annotated[
    str | None, option("--address", metavar="ADDRESS", text="Mailing address, on one line.")
]
Dear = Annotated[
    str | None, option("--dear", metavar="NAME", text="How letters greet them. [the name]")
]
NoLetters = Annotated[
    str | None, option("--no-letters", metavar="[REASON]", text="Write no letters to them.")
]
Letters = Annotated[bool, option("--letters", text="Write letters to them again.")]
W9 = Annotated[
    date | None,
    option("--w9", metavar="DATE", text="The day their W-9 form came in.", read=read_past_day),
]
Vendor = Annotated[
    str | None, option("--vendor", metavar="NUMBER", text="The business office's number for them.")
]
PayableTo = Annotated[
    str | None, option("--payable-to", metavar="NAME", text="Payee of checks, if not the person.")
]
Years = Annotated[str | None, option("--years", metavar="YEARS", text="Years so far, such as 2.5.")]
ExperienceSince = Annotated[
    date | None,
    option(
        "--experience-since",
        metavar="DATE",
        text="When they started in library work like this.",
        read=read_past_day,
    ),
]
AdministratorSince = Annotated[
    date | None,
    option(
        "--administrator-since", metavar="DATE", text="First day as administrator.", read=read_day
    ),
]
Expertise = Annotated[
    list[str] | None,
    option(
        "--expertise",
        metavar="TOPIC",
        text="A topic they know well. Repeatable.",
        complete=completion.topics,
    ),
]
Needs = Annotated[
    list[str] | None,
    option(
        "--need",
        metavar="TOPIC[:PRIORITY]",
        text="high, medium or low. Repeatable.",
        complete=completion.topics,
    ),
]
Interests = Annotated[
    list[str] | None,
    option("--interest", metavar="WORD", text="An interest outside work. Repeatable."),
]
Culture = Annotated[
    list[str] | None,
    option("--culture", metavar="TAG", text="A word for the community, such as lakes. Repeatable."),
]
Capacity = Annotated[
    int | None,
    option("--capacity", metavar="NUMBER", text="How many mentees at a time.", read=number(0, 100)),
]
MaxMiles = Annotated[
    int | None,
    option("--max-miles", metavar="MILES", text="Farthest drive, one way.", read=parse_miles),
]

# ---- meetings
Method = Annotated[
    str, option("--method", metavar="METHOD", text=", ".join(METHODS) + "; coffee, zoom ...")
]
At = Annotated[
    str | None, option("--at", metavar="PLACE", text=", ".join(PLACES) + ".", read=read_place)
]
Hours = Annotated[
    int | None,
    option("--hours", metavar="HOURS", text="How long it lasted, up to 24 hours.", read=read_hours),
]
Miles = Annotated[
    int | None,
    option("--miles", metavar="MILES", text="Miles claimed, there and back.", read=parse_miles),
]
Expense = Annotated[
    list[str] | None,
    option(
        "--expense",
        metavar="AMOUNT[:KIND]",
        text=f"An expense: {', '.join(EXPENSES)}. Repeatable.",
    ),
]
Route = Annotated[
    str | None,
    option(
        "--route",
        metavar="TEXT",
        text="As driven, if not straight there and back.",
        read=any_line("route"),
    ),
]
Traveler = Annotated[
    str | None, option("--traveler", metavar="WHO", text="mentor or mentee.", read=read_traveler)
]
Covered = Annotated[
    list[str] | None,
    option(
        "--topic",
        metavar="TOPIC",
        text="A topic covered (C7). Repeatable.",
        complete=completion.topics,
    ),
]

# ---- files
SaveFolder = Annotated[
    Path,
    option("--save", metavar="FOLDER", text="A new folder.", read=read_path),
    Question(
        "Into which new folder",
        check=_check_folder,
        explained=lambda _: "Type a name for it, such as records of May. Quotes are not needed.",
    ),
]
