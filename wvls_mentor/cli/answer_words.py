"""The words of a list as people say and type them at a question.

A module of its own: a list that is shown and what is read of an answer to it must not part.
"""

import re
from collections.abc import Sequence

from wvls_mentor.rules.choices import bare, choice


def word_of(text: str, words: Sequence[str]) -> str:
    """The one of *words* that is meant: by its number, by how it begins; else *text* itself."""
    if re.fullmatch("[0-9]{1,3}", text) and 0 < int(text) <= len(words):
        return words[int(text) - 1]
    found = choice(text, words)
    names = {word: (bare(word), bare(spoken(word))) for word in words}
    begin = [word for word in words if bare(text) and _begins(names[word], bare(text))]
    return found or (begin[0] if len(begin) == 1 else text)


def _begins(names: Sequence[str], text: str) -> bool:
    return any(name.startswith(text) for name in names)


def spoken(word: str) -> str:
    """A word as people say it: ``the mentee's library``; either way it can be typed."""
    place = word.removesuffix("-library")
    return _SAID.get(word, word) if place == word else f"the {place}'s library"


_SAID = {
    "in-person": "in person",
    "email": "e-mail",
    "first-visit": "first visit",
    "confirm-meeting": "planned meetings",
}
