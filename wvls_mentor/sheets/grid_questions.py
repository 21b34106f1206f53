"""Grid questions: a column for each topic, whose cells say how much help is needed with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wvls_mentor.errors import BadInputFile
from wvls_mentor.rules.choices import PRIORITIES
from wvls_mentor.sheets.fields import plain
from wvls_mentor.text import fold, listed, to_copy

KEY = "\x1fword\x1f"  # in what is remembered of a form; no folded header can hold the mark
_BRACKETS = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]\s*", re.DOTALL)
_ABOUT_NEEDS = {"help", "need", "needs", "support", "assistance", "learn"}
_NO_NEED = {
    "none", "no", "na", "n a", "no need", "not needed", "no help", "no help needed", "not at all",
    "not applicable",
}  # fmt: skip
Rows = Sequence[tuple[int, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells of grid questions mean: folded words -> priority, blank for no need."""

    told: Mapping[str, str]  # of this call
    kept: Mapping[str, str]  # of earlier ones

    def priority(self, text: str) -> str | None:
        """The priority that a cell names, blank for no need; None where nobody has said."""
        word = fold(text)
        for known in (self.told, self.kept):
            if word in known:
                return known[word]
        if plain(text) in _NO_NEED:
            return ""
        said = plain(text).split()
        found = [p for p in PRIORITIES if p in said]
        return found[0] if len(found) == 1 and len(said) <= 3 and "not" not in said else None

    @property
    def remembered(self) -> dict[str, str]:
        """What to remember of them."""
        return {f"{KEY}{word}": priority for word, priority in {**self.kept, **self.told}.items()}


def words_of(told: Mapping[str, str], kept: Mapping[str, str]) -> Words:
    """The words among what is *kept* of forms and what this call *told*."""
    before = {k.removeprefix(KEY): v for k, v in kept.items() if k.startswith(KEY)}
    return Words(told, before)


def values(number: int, rows: Rows) -> dict[str, str]:
    """Folded -> as written, of each different value of a column."""
    found: dict[str, str] = {}
    for _, cells in rows:
        text = cells[number].strip() if number < len(cells) else ""
        if text:
            found.setdefault(fold(text), text)
    return found


def topic_of(header: str, number: int, rows: Rows, words: Words, topics: set[str]) -> str:
    """The topic of a column of a grid question; blank for any other column.

    *topics* are the folded names of all that are known. Raises BadInputFile where it is one and its
    cells say what nobody has explained.
    """
    found = _BRACKETS.fullmatch(header)
    topic = found[2].strip() if found else header.strip()
    known = fold(topic) in topics
    about = found is not None and bool(_ABOUT_NEEDS.intersection(plain(found[1]).split()))
    if not (about or known):
        return ""
    unexplained = [said for said in values(number, rows).values() if words.priority(said) is None]
    if not unexplained:
        return topic if found or values(number, rows) else ""
    if not (about and known):
        return ""
    raise BadInputFile(
        f"The answers to {header.strip()[:80]!r} are not high, medium or low: "
        f"{listed(repr(said[:40]) for said in unexplained[:8])}.",
        "Say once what each means, with nothing after the = for no need: "
        + " ".join(f"--map {to_copy(f'{said}=high')}" for said in unexplained[:8]),
    )


def told(maps: Sequence[str], header: Sequence[str], rows: Rows) -> dict[str, str]:
    """Folded word -> priority of the maps that tell of an answer, not of a column."""
    found = {}
    headers = set(map(fold, header))
    for text in maps:
        name, _, priority = text.rpartition("=")
        word = fold(name)
        if word in headers or priority.strip() not in (*PRIORITIES, ""):
            continue
        if any(word in values(number, rows) for number in range(len(header))):
            found[word] = priority.strip()
    return found
