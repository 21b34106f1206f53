"""The headers of sheets: which names mean which field, and which fields a map may name."""

import re
from functools import cache

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import KINDS
from wvls_mentor.rules.choices import PRIORITIES
from wvls_mentor.text import fold


def plain(text: str) -> str:
    """A header for comparing: words alone, no case, no marks."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text.replace("-", "").replace("_", " "))))


def several(kind: str) -> set[str]:
    """The fields that several columns may feed."""
    return {field.name for field in KINDS[kind].fields if field.several}


def named(kind: str) -> str:
    """The fields of *kind*, to be read."""
    return ", ".join(field.name for field in KINDS[kind].incoming)


@cache
def names_of(kind: str) -> dict[str, list[str]]:
    """Every plain name of each field of *kind*, its own first."""
    return {f.name: [plain(n) for n in (f.name, *f.synonyms)] for f in KINDS[kind].incoming}


@cache
def _targets(kind: str) -> dict[str, str]:
    return {plain(question.text): question.field for question in KINDS[kind].form}


def asked(kind: str, header: str) -> str | None:
    """What the question of our own form becomes, by its plain words; None for another header."""
    return _targets(kind).get(header)


def target(text: str, kind: str) -> tuple[str, str] | None:
    """(field, priority) of what a map names, such as ``needs:high``; None for no such field.

    Raises UsageProblem for a priority where there is none.
    """
    name, _, priority = text.strip().partition(":")
    if name not in names_of(kind):
        return None
    if priority and (name != "needs" or priority not in PRIORITIES):
        raise UsageProblem(
            f"{text.strip()[:40]!r} is not a field.",
            "Only needs takes a priority: high, medium or low.",
        )
    return name, priority
