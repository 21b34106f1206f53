"""Which kind of sheet it is, and whether it is imported as a different kind.

A question of another form is often like a field of this kind: "When did you meet?" became the day
since which somebody had experience, and replaced the right one.
"""

import re
from collections.abc import Sequence
from functools import cache

from wvls_mentor.records import IMPORTED, KINDS
from wvls_mentor.sheets import accounts
from wvls_mentor.sheets.fields import asked, names_of, plain
from wvls_mentor.sheets.wordings import worded

_WORDS = 3  # a shorter header, such as "Date" or "Place", may mean something in any sheet
_NAMES = ("name", "first_name", "last_name")  # any sheet may say who filled it in


@cache
def _known(kind: str) -> frozenset[str]:
    """Every plain header that means a field of *kind* without a guess."""
    names = {name for every in names_of(kind).values() for name in every}
    return frozenset(names | {plain(question.text) for question in KINDS[kind].form})


def asked_elsewhere(kind: str, header: str) -> bool:
    """Whether *header* is a question of another kind's form and not of this one's.

    What stands in parentheses, such as "(check all that apply)", is no part of the question.
    """
    words = plain(re.sub(r"\([^()]*\)", " ", header))
    if len(words.split()) < _WORDS or words in _known(kind):
        return False
    return any(words in _known(other) for other in IMPORTED)


def looks_like(kind: str, header: Sequence[str]) -> list[str]:
    """The kinds whose headers a sheet has where it has none that only *kind* has; mostly none.

    A sheet with all the columns that *kind* needs is none of a kind that lacks one of its own: a
    reason makes no excuse of a pair. One column alone, such as an address, says too little for it.
    """
    added = accounts.account_columns(header)
    questions = [text for number, text in enumerate(header) if number not in added]
    here = {plain(text) for text in questions}
    meant = _known(kind) | {plain(text) for text in questions if worded(kind, text)}
    own = _known(kind) - {name for field in _NAMES for name in names_of(kind).get(field, ())}
    whole = len(KINDS[kind].keys) > 1 and _has_keys(kind, questions)
    found = {
        other: len(here & _known(other) - meant)
        for other in IMPORTED
        if other != kind
        and not here & own - _known(other)
        and not (whole and not _has_keys(other, header))
    }
    most = max(found.values(), default=0)
    return [other for other, hits in found.items() if most and hits == most]


def _has_keys(kind: str, header: Sequence[str]) -> bool:
    """Whether a sheet has every column that one of *kind* cannot do without."""
    fields = {asked(kind, plain(text)) or worded(kind, text) for text in header}
    return all(fields.intersection(names) for names in KINDS[kind].keys)


def headers_elsewhere(kind: str, header: Sequence[str]) -> frozenset[str]:
    """The plain headers that belong to the kind a sheet looks like; none where it is one of *kind*."""
    return frozenset(name for other in looks_like(kind, header) for name in _known(other))


def likely(header: Sequence[str], name: str) -> str | None:
    """The kind whose headers a sheet has most of, or the one in its file's *name*, or None."""
    added = accounts.account_columns(header)
    here = {plain(text) for number, text in enumerate(header) if number not in added}
    hits = {kind: len(here & _known(kind)) for kind in IMPORTED}
    most = [kind for kind, found in hits.items() if found and found == max(hits.values())]
    named = [kind for kind in most or IMPORTED if kind.removesuffix("s") in name.casefold()]
    if len(most) == 1:
        return most[0]
    return named[0] if len(named) == 1 else None
