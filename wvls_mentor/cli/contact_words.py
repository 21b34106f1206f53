"""Reads a contact as people describe it during a call: the day and the method, in either order.

Each part is looked for separately, so an error can name the part that is missing.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from wvls_mentor import services
from wvls_mentor.cli import prompts
from wvls_mentor.cli.readers import day_for, read_past_day
from wvls_mentor.cli.visit_questions import sure_of_year
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules.meetings import read_method
from wvls_mentor.rules.terms import concluded_on

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts
    from wvls_mentor.services.meetings import Report

_FILLING = ("by", "on", "via", "with", "a", "an", "the", "and", "at", "yes", "they", "had")
_NEVER = re.compile(r"(no|nope|none|not|never|nothing|haven.?t|they haven.?t)\b.*", re.IGNORECASE)


def example(facts: "PairFacts", since: date, today: date) -> date:
    """An example of a day: after *since*, not in the future, and within the pair's term."""
    last = min(today, concluded_on(facts))
    return min(last, max(since + timedelta(days=1), last - timedelta(days=1)))


def read_contact(text: str, facts: "PairFacts", like: str, never: str) -> "Report | None":
    """A held meeting of a day and a way to meet, None where nothing happened.

    *like* is an example of an answer; *never* asks whether an answer such as "no, he never calls"
    means that nothing happened. Raises UsageProblem with what is missing, or Refused for a day
    outside of the pair's time.
    """
    words = text.replace(",", ", ").split()
    for day, way in _halves(words):
        with suppress(UsageProblem):
            day_for(day)
            method, place = read_method(way)
            break
    else:
        if _NEVER.fullmatch(text.strip()) and prompts.yes_or_no(never, default=True):
            return None
        raise _lacking(text, words, like)
    if (method, place) == ("in-person", None):
        raise UsageProblem("A visit has hours and a place.", "Log it afterwards: wvls log-meeting")
    on = read_past_day(day)
    services.validation.inside(facts, on)
    return services.meetings.Report(day=sure_of_year(day, on), method=method, place=place)


def _halves(words: list[str]) -> Iterator[tuple[str, str]]:
    """Each (day, way) that the words may be; both may be of several: Nov 3, in person."""
    for n in range(1, len(words)):
        first, second = _plain(words[:n]), _plain(words[n:])
        yield first, second
        yield second, first


def _plain(words: list[str]) -> str:
    """The words without prepositions: by phone, on Feb 4."""
    found = list(words)
    while found and found[0].strip(",").lower() in _FILLING:
        del found[0]
    while found and found[-1].strip(",").lower() in _FILLING:
        del found[-1]
    return " ".join(found).strip(" ,;.")


def _lacking(text: str, words: list[str], like: str) -> UsageProblem:
    """What is missing: the day, how, or both."""
    says_day, says_way = _says(words, day_for), _says(words, read_method)
    if not (says_day or says_way):
        return UsageProblem(f"Please type the day and how they met or talked, such as {like}.")
    if says_day and not says_way:
        lacks = "does not say how"
    elif says_way and not says_day:
        lacks = "does not say which day"
    else:
        lacks = "has more than a day and how"
    return UsageProblem(f"{text.strip()[:40]!r} {lacks}.", f"Write it like {like}.")


def _says(words: list[str], read: Callable[[str], object]) -> bool:
    """Whether *read* can read some words of an answer."""
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            with suppress(UsageProblem, Refused):
                read(_plain(words[start:end]))
                return True
    return False
