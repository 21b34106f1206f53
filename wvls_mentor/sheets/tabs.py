"""Which sheet of a workbook an import reads: the one named, or else the one whose name fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wvls_mentor.errors import BadInputFile
from wvls_mentor.records import KINDS
from wvls_mentor.sheets.fields import plain
from wvls_mentor.text import fold, listed, to_copy

# Of 100. "mentors" and "mentees" are 71 alike: a word only counts for the kind that it fits best.
_ALIKE = 84
_WORDS = {
    "libraries": ("library", "libraries"),
    "pairs": ("pair", "pairs", "matches", "mentorships"),
    "meetings": ("meeting", "meetings", "visits"),
    "check-ins": ("checkin", "checkins"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet of a workbook: its name, whether it is hidden, its part of the file."""

    name: str
    hidden: bool
    part: str


def choose(tabs: Sequence[Tab], path: Path, kind: str = "", sheet: str = "") -> Tab:
    """The tab named *sheet*, or the one whose name fits *kind*, or the only one.

    A hidden one is read only where it is named, or nothing else fits. Raises BadInputFile, which
    lists the tabs, where that leaves none or several: a guess would read the mentors as mentees.
    """
    seen = [tab for tab in tabs if not tab.hidden]
    if sheet:
        named = [tab for tab in (*seen, *tabs) if fold(tab.name) == fold(sheet)]
        if named:
            return named[0]
        raise _which(tabs, f"{path} has no sheet {sheet[:60]!r}.")
    fitting = _fitting(seen, kind) or _fitting(tabs, kind)
    if len(fitting) == 1:
        return fitting[0]
    if not fitting and len(seen or tabs) == 1:
        return (seen or tabs)[0]
    if fitting:
        raise _which(fitting, f"{path} has {len(fitting)} sheets that fit {kind}.")
    raise _which(seen or tabs, f"{path} has {len(seen or tabs)} sheets, and no name fits {kind}.")


def _which(tabs: Sequence[Tab], message: str) -> BadInputFile:
    names = listed(repr(tab.name[:60]) for tab in tabs[:20])
    return BadInputFile(
        f"{message} {'It has' if 'no sheet' in message else 'They are'} {names}.",
        f"Say which one: --sheet {to_copy(tabs[0].name)}",
    )


def _fitting(tabs: Sequence[Tab], kind: str) -> list[Tab]:
    """The tabs whose names fit best: the kind itself, then the kind alone, then among others."""
    ranks = {tab.part: _rank(tab.name, kind) for tab in tabs}
    best = max(ranks.values(), default=0)
    return [tab for tab in tabs if best and ranks[tab.part] == best]


def _rank(name: str, kind: str) -> int:
    if kind not in KINDS:
        return 0
    if plain(name) in _words(kind):
        return 3
    found = {k for word in plain(name).split() for k in _kinds_of(word)}
    if kind not in found:
        return 0
    return 2 if found == {kind} else 1


def _words(kind: str) -> tuple[str, ...]:
    return _WORDS.get(kind, (plain(kind), plain(kind).removesuffix("s")))


def _kinds_of(word: str) -> list[str]:
    """The kinds that a word of a tab's name is most like; none that is hardly like it."""
    from rapidfuzz import fuzz

    likeness = {
        kind: max(fuzz.ratio(word, one) for one in _words(kind))
        for kind in KINDS
        if KINDS[kind].sheet
    }
    best = max(likeness.values())
    return [kind for kind, score in likeness.items() if score == best >= _ALIKE]
