"""Word lists at questions: how they are shown, and how a typed answer is matched to one.

Both are here so that a list and the answers it accepts cannot drift apart.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from wvls_mentor.cli.registry import COMMANDS
from wvls_mentor.rules.choices import bare, choice
from wvls_mentor.rules.deadline_kinds import KINDS
from wvls_mentor.text import fold, shortened

if TYPE_CHECKING:
    from wvls_mentor.rules.terms import PairFacts


def word_of(text: str, words: Sequence[str]) -> str:
    """The one of *words* that *text* means, by its number or its beginning; otherwise *text*."""
    if re.fullmatch("[0-9]{1,3}", text) and 0 < int(text) <= len(words):
        return words[int(text) - 1]
    found = choice(text, words)
    names = {word: (bare(word), bare(as_words(word))) for word in words}
    begin = [word for word in words if bare(text) and _begins(names[word], bare(text))]
    return found or (begin[0] if len(begin) == 1 else text)


def named_word(text: str, names: Mapping[str, str]) -> str:
    """The word whose name has *text* as whole words, such as a first name; otherwise *text*."""
    typed = set(fold(text).split())
    found = [word for word, name in names.items() if typed and typed <= set(fold(name).split())]
    return found[0] if len(found) == 1 else text


def partners(facts: "PairFacts") -> dict[str, str]:
    """The name of each partner of a pair."""
    return {"mentor": facts.mentor, "mentee": facts.mentee}


def is_text(answer: str) -> bool:
    """Whether it can be kept: a terminal that is not set to UTF-8 sends bytes that are no text."""
    return answer.encode(errors="ignore").decode() == answer


def command_said(text: str) -> str:
    """What is said of a command that was typed as an answer; empty for any other answer.

    It was saved as a phone number, and stood below letters as a name.
    """
    words = text.split()
    if words[:1] != ["wvls"] or not (
        len(words) == 1 or words[1] in COMMANDS or words[1].startswith("-")
    ):
        return ""
    shown = shortened(" ".join(words), 40)
    return f"{shown!r} is a command. Answer the question, or press Ctrl-C to stop."


def _begins(names: Sequence[str], text: str) -> bool:
    return any(name.startswith(text) for name in names)


def listed_words(words: Sequence[str]) -> str:
    """The words to choose from, with their numbers, on one line."""
    return "  ".join(f"{n} {as_words(word)}" for n, word in enumerate(words, 1))


def as_words(word: str) -> str:
    """A word as people say it: ``the mentee's library``; either way it can be typed."""
    place = word.removesuffix("-library")
    return _SAID.get(word, word) if place == word else f"the {place}'s library"


_SAID = {"in-person": "in person", "email": "e-mail", "no-answer": "tried, no answer"} | {
    kind.name: kind.offered for kind in KINDS
}
