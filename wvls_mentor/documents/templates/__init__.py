"""The words of the documents, one file each, and how they are read: strict, and escaped in HTML."""

import re
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from wvls_mentor.dates import spoken
from wvls_mentor.money import money, rate_cents, rate_text
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.topics import in_sentence, listed_topics
from wvls_mentor.text import GLUE, check_name, harmless, hours_text, listed, miles_text

BREAK = "\x02"  # ends a line within a paragraph; no text of people can hold it


class Verbatim(str):
    """A text of ours that is clean already: its line breaks and outer blanks stay."""

    __slots__ = ()


class _LineBreak:
    """What ``{{ br }}`` writes."""


_BR = _LineBreak()


def _clean(value: Any) -> Any:
    """Every text that a template writes: one line, and nothing that could reorder a page.

    Outer blanks stay: otherwise ``{{ " by " ~ day }}`` would run into its neighbors.
    """
    if value is _BR:
        return BREAK
    return re.sub(r"\s+", " ", harmless(value)) if type(value) is str else value


@cache
def environment() -> Environment:
    """The one way templates are read: a name that is not there is an error, not a blank."""
    made = Environment(
        loader=PackageLoader("wvls_mentor.documents", "templates"),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "money": money,
        "rate": rate_text,
        "rate_cents": rate_cents,
        "listed": listed,
        "mid": in_sentence,
        "topics": listed_topics,
        "keep": lambda text: Verbatim(harmless(str(text))),  # its blanks lay out a line
        "cap": lambda text: text[:1].upper() + text[1:],
        "hours": hours_text,
        "miles": miles_text,
        "check": check_name,
        "date": lambda other: spoken(other, date.min),  # with its year, always
        "monthday": lambda other: spoken(other, other),  # where the head above has its year
        "whole": lambda text: str(text).replace(" ", GLUE),
        "unglued": lambda text: Verbatim(text.replace(GLUE, " ")),
        "lines": lambda text: Verbatim(str(text).strip("\n")),  # of our macro: its lines stay apart
        "bare": lambda text: text.strip().rstrip("."),  # what people typed, within a sentence
        "clean": lambda text: " ".join(harmless(str(text)).split()),
    }
    made.globals["br"] = _BR
    return made


def render(name: str, day: date, **values: Any) -> str:
    """A template's text; its days are said as people of *day* say them."""
    template = environment().get_template(name)
    return template.render(day=day, on=lambda other: spoken(other, day), **values)


def page(name: str, day: date, office: Policy, **values: Any) -> str:
    """A page of HTML that prints, with the names of the program and of whose it is."""
    program = office.program_name or "mentoring program"
    program = program[:1].upper() + program[1:]
    return render(name, day, program=program, organization=office.organization, **values)
