"""Reads the federal Public Libraries Survey as published: upper case, codes for missing values."""

import re
from collections.abc import Sequence

SMALL = {"a", "an", "and", "at", "by", "de", "du", "for", "in", "of", "on", "or", "the", "to"}
# Letters that stay capitals: directions, numbers of the Roman kind, and abbreviations.
CAPITALS = {"ii", "iii", "iv", "us", "usa", "ne", "nw", "se", "sw", "pl"}
SHORT_FORMS = {"twnshp"}  # without a vowel, and yet no abbreviation of initials
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019`][^\W\d_]+)*")


def published(header: Sequence[str]) -> bool:
    """Whether a header is that of the survey, which numbers its libraries twice."""
    return {"FSCSKEY", "LIBID"} <= {h.strip().upper() for h in header}


def usual(row: dict[str, str]) -> dict[str, str]:
    """A row of the survey with its codes taken out and its names in their usual spelling."""
    found = {name: text for name, text in row.items() if not _missing(name, text)}
    for name in ("name", "city", "county"):
        if name in found:
            found[name] = spelled(found[name])
    return found


def _missing(name: str, text: str) -> bool:
    """``M``, -1, -3, -4, -9 and the like: not known, not applicable, suppressed."""
    if name in ("latitude", "longitude"):  # the longitude of every library here is negative
        return re.fullmatch(r"(0|-[1349])(\.0*)?", text) is not None
    return text in ("M", "N/A") or re.fullmatch(r"-[0-9]+(\.0*)?", text) is not None


def spelled(text: str) -> str:
    """A name in capitals as people write it; one with small letters in it stays as it is."""
    if text != text.upper():
        return text
    plain = text.lower().replace("`", "'")
    words = _WORD.sub(lambda found: _word(found[0], found.start(), text), plain)
    return " ".join(words.split())


def _word(word: str, start: int, whole: str) -> str:
    before, after = whole[:start].rstrip(), whole[start + len(word) :]
    initial = len(word) == 1 and after.startswith(".")
    initials = not re.search("[aeiouy]", word) and len(word) > 3 and word not in SHORT_FORMS
    if initial or initials or word in CAPITALS:
        return word.upper()
    first = not before or before[-1] in "-/(&:"
    if word in SMALL and not first and after.strip():
        return word
    if word.startswith("mc") and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    head, mark, tail = (
        word.partition(word[1]) if word[1:2] in ("'", "`", "\u2019") else ("", "", "")
    )
    if mark and head in ("o", "d", "l"):
        return head.upper() + mark + tail.capitalize()
    return word[0].upper() + word[1:]
