"""How people say that a pair goes: the answer of a check-in (C9) in other words than its three."""

import re

from wvls_mentor.errors import UsageProblem
from wvls_mentor.text import fold

_OTHER_WORDS = {
    "well": ("good", "great", "fine", "very well", "very good", "excellent", "wonderful"),
    "mixed": ("so-so", "so so", "mixed results", "half and half", "up and down"),
    "badly": ("bad", "poor", "poorly", "not well", "not good", "very badly", "terrible"),
}
_UNCLEAR = ("ok", "okay", "alright", "all right")


def read_going(text: str) -> str:
    """The one of ``GOING`` that is meant. Raises UsageProblem, with "ok", which may be two of them."""
    said = fold(text).rstrip(" .!")
    said = re.sub(r"^(?:(?:it|things|they)(?: is| are|'s|\u2019s|'re|\u2019re)? )?going ", "", said)
    for going, words in _OTHER_WORDS.items():
        if said in (going, *words):
            return going
    means = "could be well or mixed" if said in _UNCLEAR else "is not one of the choices"
    raise UsageProblem(f"{text[:40]!r} {means}.", "Type well, mixed or badly.")
