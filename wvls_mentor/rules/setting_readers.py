"""How the value of a setting is read; each reader raises UsageProblem with what it takes.

The table of settings in rules/policy names one of them for each setting.
"""

import re
from collections.abc import Callable
from typing import Any

from wvls_mentor.dates import month_number
from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import parse_cents
from wvls_mentor.text import email, line

Reader = Callable[[str], Any]


def whole(least: int, most: int) -> Reader:
    """A reader of whole numbers; it raises UsageProblem with what it takes, as all of these do."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
            raise UsageProblem(f"a whole number from {least} to {most}")
        return int(text)

    return read


def whole_dollars(most: int) -> Reader:
    """A reader of dollars without cents, 0 to *most*, as people write them: ``$4,000.00`` too."""

    def read(text: str) -> int:
        try:
            cents = parse_cents(text, most=most * 100)
        except UsageProblem:
            cents = -1
        if cents < 0 or cents % 100:
            raise UsageProblem(f"whole dollars from 0 to {most:,}, such as 4000 or $4,000")
        return cents // 100

    return read


def number(least: float, most: float) -> Reader:
    """A reader of numbers with two decimals at most."""

    def read(text: str) -> float:
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text) or not least <= float(text) <= most:
            raise UsageProblem(f"a number from {least:g} to {most:g} with at most two decimals")
        return float(text)

    return read


def word(*words: str) -> Reader:
    """A reader of one of *words*, whatever its case."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise UsageProblem("one of " + ", ".join(words))
        return text.lower()

    return read


def month(text: str) -> int:
    """The number of a month, which may be named."""
    found = month_number(text)
    if found is None:
        raise UsageProblem("a month, by its name or as a number from 1 to 12")
    return found


def folder(text: str) -> str:
    """The path of a folder."""
    if len(text) > 500 or any(ord(c) < 32 for c in text):
        raise UsageProblem("the path of a folder")
    return text


def one_line(longest: int = 200) -> Reader:
    """A reader of one line, or nothing: it stands in letters and on forms."""

    def read(text: str) -> str:
        try:
            return line(text, "text", longest=longest, empty=True)
        except UsageProblem:
            raise UsageProblem(f"one line of at most {longest} characters") from None

    return read


def address(text: str) -> str:
    """An e-mail address, or nothing."""
    try:
        return email(text) if text else ""
    except UsageProblem:
        raise UsageProblem("an e-mail address such as name@example.org") from None


def link(text: str) -> str:
    """A web address, or nothing: in a letter it can be clicked."""
    if text and not re.fullmatch(r"https?://[!#-;=?-~]{1,480}", text):
        raise UsageProblem("a web address that begins with https://")
    return text


def yes_no(text: str) -> bool:
    """Yes or no."""
    if text.lower() not in ("yes", "no"):
        raise UsageProblem("yes or no")
    return text.lower() == "yes"
