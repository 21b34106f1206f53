"""Readers turn what was typed into a value, or refuse it with a sentence that says why."""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from wvls_mentor import invocation
from wvls_mentor.cli import clock
from wvls_mentor.dates import lacks_year, parse_day
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules.choices import PARTNERS, TERMS, choice
from wvls_mentor.rules.meetings import PLANNED_WITHIN
from wvls_mentor.text import line, listed

Reader = Callable[[str], Any]


def number(least: int, most: int | None = None) -> Callable[[str | int], int]:
    """A reader of whole numbers. Python's own reads Arabic and full-width digits, and ``1_0``."""

    def read(text: str | int) -> int:
        if isinstance(text, int):
            return text  # the default
        clean = text.strip()
        comma = "" if least >= 1000 else ","  # a year has none
        bounds = f"from {least} to {most:{comma}}" if most is not None else f"from {least} on"
        if not re.fullmatch(r"-?[0-9]{1,30}", clean):
            raise UsageProblem(f"{clean[:40]!r} is not a whole number.", f"Use one {bounds}.")
        if int(clean) < least or (most is not None and int(clean) > most):
            raise UsageProblem(f"{clean[:40]} is out of range.", f"Use a whole number {bounds}.")
        return int(clean)

    return read


def read_phone(text: str) -> str:
    """A phone number as typed, or nothing. Raises UsageProblem for one without a digit."""
    clean = line(text, "phone number", longest=60, empty=True)
    if clean and not re.search("[0-9]", clean):
        raise UsageProblem(
            f"{clean[:40]!r} does not look like a phone number.", "Type it as 715-555-0100."
        )
    return clean


def read_path(text: str) -> Path:
    """A file or folder by its name. Raises UsageProblem for an empty one.

    Python reads it as the current folder, so an unset shell variable would write there.
    A file dragged into the terminal, or "copied as path", comes with quotes around it or with
    backslashes before its blanks; at a question nothing but this reads them, nor the ``~``.
    """
    clean = text
    if not os.path.lexists(text):
        clean = text.strip()
        if len(clean) > 1 and clean[0] in "\"'" and clean[-1] == clean[0]:
            clean = clean[1:-1].strip()
        elif os.name != "nt" and "\\" in clean:
            clean = re.sub(r"\\(.)", r"\1", clean)
    if not clean:
        raise UsageProblem("The name of the file or folder is empty.", "Type its name.")
    with suppress(RuntimeError):  # nobody knows that home
        return Path(clean).expanduser()
    return Path(clean)


def one_of(*words: str, what: str) -> Reader:
    """A reader of one of *words*, however it is written. Raises UsageProblem for another one."""

    def read(text: str) -> str:
        word = choice(text, words)
        if word is None:
            raise UsageProblem(f"{text[:40]!r} is not {what}.", f"Use {listed(words, 'or')}.")
        return word

    return read


def read_term(text: str) -> str:
    """``short`` or ``long``, as of a goal. Raises UsageProblem."""
    word = choice(re.sub(r"[ -]?term$", "", text.strip().lower()), TERMS)
    if word is None:
        raise UsageProblem(f"Type short or long, not {text[:40]!r}.")
    return word


def day_for(text: str, *, ahead: bool = False) -> date:
    """A day; without a year the most recent one up to today, or with *ahead* the next one."""
    return parse_day(text, today=clock.today(), ahead=ahead, yearless=True)


def read_day(text: str) -> date:
    """A day of a report, or one of the past: without a year the most recent one up to today."""
    return _noted(text, day_for(text))


def read_day_ahead(text: str) -> date:
    """A future day: a weekday, or a day without a year, is the next one."""
    return _noted(text, day_for(text, ahead=True))


def _noted(text: str, day: date) -> date:
    """*day*, and a note where its year was guessed and is another than this one.

    Otherwise somebody who types 4/30 on April 20 and means this month is told that nothing is owed.
    """
    if day.year != clock.today().year and lacks_year(text):
        invocation.note(f"Read as {day}: {text.strip()[:40]!r} has no year.")
    return day


def coming_soon(text: str) -> date | None:
    """The coming day of one without its year, where it is soon; None for every other day.

    Its last one is most of a year back: in December 1/15 is more likely next month. Raises
    UsageProblem.
    """
    if not lacks_year(text):
        return None
    today, day = clock.today(), day_for(text, ahead=True)
    return day if today < day <= today + PLANNED_WITHIN else None


def read_day_with_year(text: str) -> date:
    """A day from which a setting counts: its year is not guessed. Raises UsageProblem."""
    return parse_day(text, today=clock.today(), ahead=True)


def read_past_day(text: str) -> date:
    """The day that a thing happened. Raises Refused for one in the future."""
    return not_to_come(read_day(text))


def not_to_come(day: date) -> date:
    """*day* itself. Raises Refused for one in the future."""
    today = clock.today()
    if day > today:
        raise Refused(
            f"{day} is in the future (today is {today}).", "Enter today or an earlier date."
        )
    return day


def read_period(
    year: int | None, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """The days of a report: a year, or from and to. Raises UsageProblem for both at once."""
    if year is None:
        if first and last and last < first:
            raise UsageProblem(
                f"The period ends ({last}) before it begins ({first}).", "Swap them."
            )
        return first, last
    if first is not None or last is not None:
        raise UsageProblem(
            "--year and --from or --to cannot be used together.", "Give one of them."
        )
    return date(year, 1, 1), date(year, 12, 31)


def read_stars(text: str) -> int:
    """A rating from 1 to 5. Raises UsageProblem."""
    if not re.fullmatch(r"[1-5]", text.strip()):
        raise UsageProblem(f"{text[:40]!r} is not a rating.", "Use 1 (poor) to 5 (great).")
    return int(text)


read_partner = one_of(*PARTNERS, what="a partner")


def read_traveler(text: str) -> str:
    """The partner who traveled. Raises UsageProblem."""
    word = choice(text, PARTNERS)
    if word is None:
        raise UsageProblem(f'The traveler is "mentor" or "mentee", not "{text[:40]}".')
    return word
