"""Finds the person, library, pair or topic that was typed; refuses if none or several fit."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.errors import SEE_ALL, Ambiguous, NotFound
from wvls_mentor.records import lists
from wvls_mentor.rules.meetings import STATES_SAID, how_met
from wvls_mentor.rules.people import LibraryLine
from wvls_mentor.rules.terms import PairFacts, state
from wvls_mentor.store import people, queries
from wvls_mentor.store.opening import asking
from wvls_mentor.store.queries import Source
from wvls_mentor.text import count, first_name_first, fold, listed, named_number, nearest


@dataclass(frozen=True, slots=True)
class _Named:
    id: int
    label: str
    names: tuple[str, ...]  # any part of these will do
    exact: tuple[str, ...] = ()  # these only as a whole


def person(db: Path, text: str, *, role: str | None = None) -> int:
    """The id of the person meant; *role* mentor or mentee narrows the search.

    Raises NotFound with the nearest names, Ambiguous with the choices.
    """
    text = named_number(text, "person", "id")  # not "mentor 4": that may be a name
    with asking(db) as source:
        known = people.known(source, date.max).values()
    everybody = [p for p in known if role is None or getattr(p, role) is not None]
    named = [
        _Named(p.id, f"{p.name} <{p.email}>", _either_way(p.name), (p.email,)) for p in everybody
    ]
    what = role or "person"
    return _one(text, _hits(text, named, _either_way), named, what)


def swapped(db: Path, mentee: str, mentor: str) -> tuple[int, int, str] | None:
    """(mentee's id, mentor's id, mentor's name) of two given in the other order, if it is clear.

    It is where *mentee* means one mentor, and *mentor* one mentee.
    """
    try:
        ids = person(db, mentor, role="mentee"), person(db, mentee, role="mentor")
    except (NotFound, Ambiguous):
        return None
    with asking(db) as source:
        return *ids, people.known(source, date.max)[ids[1]].name


def by_name(text: str, people: Mapping[int, str]) -> set[int]:
    """The ids of those of *people* who have this name, else of those in whose name it is a part."""
    named = [_Named(number, name, _either_way(name)) for number, name in people.items()]
    return set() if _number(text) else {h.id for h in _hits(text, named, _either_way)}


def library(db: Path, text: str) -> LibraryLine:
    """The library meant, by id, name, town or part of either; members win over others."""
    with asking(db) as source:
        return library_among(people.library_lines(source), text)


def library_among(known: Sequence[LibraryLine], text: str) -> LibraryLine:
    """The library meant among *known*; also by its FSCS key, or by name and town together."""
    lines = {line.id: line for line in known}
    named = [_library(lib) for lib in known]
    hits = _hits(text, named)
    members = [h for h in hits if lines[h.id].member]
    return lines[_one(text, members or hits, named, "library")]


def nearest_libraries(known: Sequence[LibraryLine], text: str) -> list[str]:
    """The libraries whose name or town is most like *text*, best first."""
    return _nearest(text, [_library(lib) for lib in known], "library")


def at_library(db: Path, facts: PairFacts, text: str) -> str | None:
    """The place that a library's name or town means: the mentor's or the mentee's library, else None.

    None too where *text* fits both partners' libraries.
    """
    with asking(db) as source:
        known = people.known(source, date.max)
    ids = {"mentor-library": facts.mentor_id, "mentee-library": facts.mentee_id}
    homes = {place: known[number].place for place, number in ids.items()}
    names = {place: (fold(at.name), fold(at.city)) for place, at in homes.items() if at}
    part = fold(text)
    whole = [place for place, said in names.items() if part and part in said]
    found = whole or [
        place for place, said in names.items() if len(part) > 3 and any(part in n for n in said)
    ]
    return found[0] if len(found) == 1 else None


def _library(lib: LibraryLine) -> _Named:
    exact = (lib.fscskey or "", f"{lib.name}, {lib.city}", placed(lib), *lib.also)
    return _Named(lib.id, placed(lib), (lib.name, lib.city), exact)


def placed(library: LibraryLine) -> str:
    """A library's name with its town, as lists of choices show it."""
    return f"{library.name} ({library.city})" if library.city else library.name


def pair(db: Path, text: str, day: date) -> PairFacts:
    """The pair meant, as of *day*; an active pair wins over concluded ones.

    A library that is no name or address of a partner means the pairs from there.
    """
    text = named_number(text, "pair")
    with asking(db) as source:
        facts = queries.pair_facts(source, queries.policy_book(source), day)
        emails = people.emails(source)
        named = [
            _Named(
                f.pair_id,
                f"{f.mentor} and {f.mentee}",
                (*_either_way(f.mentor), *_either_way(f.mentee)),
                (emails[f.mentor_id], emails[f.mentee_id]),
            )
            for f in facts
        ]
        part = fold(text)
        hits = _hits(text, named, _either_way) or [
            n
            for n in named
            if part and not part.isdigit() and any(part in fold(e) for e in n.exact)
        ]
        if not hits:
            there = _pairs_from(source, text, facts)
            hits = [n for n in named if n.id in there]
    by_id = {f.pair_id: f for f in facts}
    active = [h for h in hits if state(by_id[h.id], day) == "active"]
    return by_id[_one(text, active or hits, named, "pair")]


def _pairs_from(source: Source, text: str, facts: Sequence[PairFacts]) -> set[int]:
    """The pairs with a partner of the library *text*. Raises NotFound where no pair is."""
    if len(fold(text)) < 4 or fold(text).isdigit():
        return set()  # a number, or a part that is in half of all names
    libraries = {
        h.id: h.label for h in _hits(text, [_library(lib) for lib in people.library_lines(source)])
    }
    if not libraries:
        return set()
    known = people.known(source, date.max)
    home = {p.id: p.place.library_id for p in known.values() if p.place is not None}
    found = {
        f.pair_id
        for f in facts
        if {home.get(f.mentor_id), home.get(f.mentee_id)} & libraries.keys()
    }
    if not found and len(libraries) == 1:
        (name,) = libraries.values()
        raise NotFound(
            f"{name} is a library, and no pair is from there.", f"{SEE_ALL}{_LISTS['pair']}"
        )
    return found


def pairs(db: Path, text: str, day: date) -> list[PairFacts]:
    """Every pair that *text* names: a mentor's name names the pairs with each of their mentees.

    Raises NotFound where there is none.
    """
    try:
        return [pair(db, text, day)]
    except Ambiguous as several:
        return [pair(db, str(number), day) for number, _ in several.choices]


def goal(db: Path, text: str, day: date, *, unshared: bool = False, listed: bool = False) -> int:
    """The goal meant: by its number, or of the pairs that *text* names, their one open goal.

    *unshared*: only goals count that were not shared yet. *listed*: by a name, one that is left is
    listed too, for somebody to choose.

    Raises Ambiguous with the goals of the pairs where there are several, NotFound where there is
    none.
    """
    text = named_number(text, "goal")
    if text.strip().isdecimal():
        with asking(db) as source:
            if queries.has_goal(source, int(text)):
                return int(text)
        raise NotFound(f"There is no goal {text.strip()[:30]}.", "See them: wvls goal list PAIR")
    try:
        facts = pairs(db, text, day)
    except NotFound as unknown:
        raise NotFound(f"There is no goal or pair {text.strip()[:60]!r}.", unknown.hint) from None
    with asking(db) as source:
        found = [
            (number, said)
            for f in facts
            for number, said in queries.open_goals(source, f.pair_id, unshared=unshared)
        ]
    kind = "goal" if unshared else "open goal"
    more = " to share" if unshared else ""
    return _chosen(found, facts, (kind, more, "goal"), listed=listed)


def meeting(db: Path, text: str, day: date, states: Collection[str]) -> int:
    """The meeting meant: by its number; a name lists those of its pairs that are in *states*.

    Raises Ambiguous with the meetings, if only one, NotFound where there is none.
    """
    text = named_number(text, "meeting", "visit")
    if text.strip().isdecimal():
        return int(text)
    try:
        facts = pairs(db, text, day)
    except NotFound as unknown:
        text = text.strip()[:60]
        raise NotFound(f"There is no meeting or pair {text!r}.", unknown.hint) from None
    with asking(db) as source:
        found = [
            (number, f"{on}\t{STATES_SAID.get(state, state)}, {how_met(method, place)}")
            for f in facts
            for number, on, state, method, place in queries.meetings_in(source, f.pair_id, states)
        ]
    only = next(iter(states)) if len(states) == 1 else ""
    kind = f"{only} meeting".strip()
    return _chosen(found, facts, (kind, "", "meeting"), listed=True)


def _chosen(
    found: list[tuple[int, str]],
    facts: Sequence[PairFacts],
    called: tuple[str, str, str],
    *,
    listed: bool,
) -> int:
    """The only one that was *found* for these pairs; *called*: its kind, what to do, its command.

    Raises NotFound where there is none, Ambiguous where there are several or one is *listed*.
    """
    kind, more, command = called
    alone = len(facts) == 1
    names = f"{facts[0].mentor} and {facts[0].mentee}" if alone else f"These {len(facts)} pairs"
    if not found:
        lacking = f"{names} have no {kind}{' left' if more else ''}{more}."
        which = facts[0].pair_id if alone else "PAIR"
        raise NotFound(lacking, f"{SEE_ALL}wvls {command} list {which}")
    if len(found) > 1 or listed:
        raise Ambiguous(f"{names} have {count(len(found), kind)}{more}.", found)
    return found[0][0]


def topics(source: Source, texts: Iterable[str]) -> list[str]:
    """The slugs of the topics meant, each by slug or title. Raises NotFound with all that are none."""
    return lists.topics(texts, people.topic_lines(source))


def _either_way(name: str) -> tuple[str, ...]:
    """A name as it is stored, and with the first name first."""
    return tuple(dict.fromkeys((name, first_name_first(name))))


def _hits(
    text: str, named: Sequence[_Named], ways: Callable[[str], tuple[str, ...]] = lambda t: (t,)
) -> list[_Named]:
    """Those with that id, or that whole name, or that part of a name; *ways* are its spellings."""
    wanted = {fold(way) for way in ways(text)} - {""}
    if number := _number(text):
        return [n for n in named if n.id == int(number)]
    if any(word.isdigit() for word in wanted):
        return []  # it only looks like a number: not the 1 of "Mentor 1" either
    whole = [n for n in named if wanted & {fold(w) for w in (*n.names, *n.exact) if w}]
    return whole or [n for n in named if any(part in fold(w) for w in n.names for part in wanted)]


def _number(text: str) -> str:
    """The digits of an id, or empty. Folded, a ``²`` would be a 2."""
    found = re.fullmatch(r"\s*([0-9]{1,30})\s*", text)
    return found[1] if found else ""


def _one(text: str, hits: Sequence[_Named], named: Sequence[_Named], what: str) -> int:
    shown = text.strip()[:60]
    if len(hits) == 1:
        return hits[0].id
    if hits:
        choices = [(h.id, h.label) for h in hits]
        raise Ambiguous(f"{shown!r} fits {len(hits)} {_plural(what)}.", choices)
    near = _nearest(text, named, what)
    hint = f"Did you mean {listed(near, 'or')}?" if near else f"{SEE_ALL}{_LISTS[what]}"
    if what == "library":
        hint += f"{'' if near else '.'} To add it: wvls library add NAME --city TOWN"
    raise NotFound(f"There is no {what} {shown!r}.", hint)


def _nearest(text: str, named: Sequence[_Named], what: str) -> list[str]:
    of_people = what in ("person", "mentor", "mentee")
    called: dict[str, dict[str, None]] = {}
    for one in named:
        for name in filter(None, one.names):
            # Whoever types a first name alone, misspelled, means a word of a name.
            words = name.split() if what != "library" and len(text.split()) == 1 else []
            for key in (name, *(word for word in words if len(word) > 3)):
                called.setdefault(key, {})[one.names[0] if of_people else one.label] = None
    near = nearest(text, called, alike=_ALIKE.get(what, 65))
    return list(dict.fromkeys(label for name in near for label in called[name]))[:3]


# A library is found by any of its words; for the rest, what is hardly similar would mislead.
_ALIKE = {"library": 50}
_LISTS = {
    "person": "wvls mentor list, wvls mentee list",
    "mentor": "wvls mentor list",
    "mentee": "wvls mentee list",
    "library": "wvls library list",
    "pair": "wvls status --all",
}


def _plural(what: str) -> str:
    return {"person": "people", "library": "libraries"}.get(what, what + "s")
