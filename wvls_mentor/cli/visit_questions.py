"""Questions about a visit that logging, planning, confirming and editing share: place, hours, note."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor import invocation, services
from wvls_mentor.cli import options, prompts
from wvls_mentor.cli.questions import NOTHING, Asking, Question
from wvls_mentor.cli.readers import coming_soon, not_to_come
from wvls_mentor.dates import example_day, lacks_year, spelled, spoken
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import PLACES, knows_nothing, says_nothing
from wvls_mentor.rules.meetings import read_hours, read_place

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts

_HOURS, _LIKE = "How many hours", "(6, 6.5, 6:30)"
ASK_HOURS = f"{_HOURS} {_LIKE}"
NO_HOURS = "Enter if you don't know; without hours there is no stipend"
ASK_HOURS_OR_NONE = f"{_HOURS}; without them no stipend {_LIKE}"


def sure_of_year(text: str, day: date) -> date:
    """*day*, as which *text* was read; without its year it is asked about where it comes soon.

    Typed on Dec 15, 1/15 was read as the one of eleven months ago: a visit that never was.
    Raises Refused where the day to come was meant.
    """
    coming = coming_soon(text)
    if coming is None:
        return day
    if prompts.yes_or_no(f"{coming} has not come yet. Did you mean that day?", default=True):
        invocation.notes()  # of the year that was not meant
        return not_to_come(coming)
    say_year(day)
    return day


def say_year(day: date) -> None:
    """Say as which day it was read."""
    invocation.notes()  # that say the same
    prompts.tell(f"OK, {spelled(day)}.")


def say_guessed_year(text: str, day: date, today: date) -> None:
    """The same of a day that was typed without its year, where that is another than this one."""
    if day.year != today.year and lacks_year(text):
        say_year(day)


def explained_day(today: date, *, ahead: bool) -> str:
    """What to type for the day of a meeting; *ahead*: for that of a planned one."""
    day = spoken(example_day(today, ahead=ahead), today)
    return f"Type the day {'they plan to meet' if ahead else 'they met'}, such as {day}."


def _unknown(text: str) -> bool:
    return knows_nothing(text) or text.strip().lower().startswith("not yet")


# A visit at a library cannot be kept without them, and Enter alone gave no way out.
HOURS_NEEDED = (
    "A visit at a library needs its hours. If you do not know them yet, type 1, and correct it "
    "later: wvls meeting edit"
)
NO_HOURS_SAID = (
    *NOTHING,
    "unknown",
    "notknown",
    "dontknow",
    "don'tknow",
    "idontknow",
    "notreported",
)


def read_visit_hours(text: str) -> int:
    """Minutes as ``read_hours`` has them. Raises UsageProblem, also for "not known"."""
    if says_nothing(text) or _unknown(text):
        raise UsageProblem(HOURS_NEEDED)
    return read_hours(text)


def ask_hours(**more: Any) -> Question:
    """The hours of a visit; Enter skips them if optional, and otherwise says what to do."""
    question = Question(ASK_HOURS, read=read_visit_hours, unanswered=HOURS_NEEDED)
    return replace(question, **more)


def place_of(asking: Asking, text: str, facts: "PairFacts") -> str:
    """The place that is meant: one of the list, or the town or name of a partner's library.

    Raises UsageProblem for any other word.
    """
    try:
        return read_place(text)
    except UsageProblem:
        found = services.find.at_library(asking.call.db, facts, text)
        if found is None:
            raise
        prompts.tell(f"OK, the {found.removesuffix('-library')}'s library.")
        return found


def say_where(place: str) -> str:
    """The *place*; for one elsewhere, says that the note can tell where."""
    if place == "elsewhere":
        prompts.tell("You can say where in a note.")
    return place


def ask_note(place: Callable[[Asking], str | None]) -> Question:
    """Ask for the note of a visit; for one elsewhere it may say where that was."""
    return replace(
        options.ASK_NOTE,
        reworded=lambda asking: (
            "A note, such as where they met" if place(asking) == "elsewhere" else "A note"
        ),
    )


def read_place_to_come(text: str) -> str:
    """The place of a planned visit; for now the mentee's library if it is not known yet.

    The rules require a place, and it is asked for again when the visit is confirmed.
    """
    if not _unknown(text):
        return read_place(text)
    prompts.tell("The mentee's library for now. You'll be asked again when you confirm the visit.")
    return "mentee-library"


def place_to_come(asking: Asking, text: str, facts: "PairFacts") -> str:
    """The same, and a partner's library by its town or name."""
    if _unknown(text):
        return read_place_to_come(text)
    return place_of(asking, text, facts)


ASK_PLACE_TO_COME = Question(
    "Where, as far as you know",
    words=PLACES,
    read=read_place_to_come,
    default="the mentee's library",
)
