"""Cells of several entries: topics as a form joins them, needs with priorities, words."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wvls_mentor.errors import SEE_ALL, NotFound, UsageProblem, WvlsError
from wvls_mentor.records.field import Reading, TopicList
from wvls_mentor.rules.choices import PRIORITIES
from wvls_mentor.text import fold, listed, nearest, tag


@dataclass(frozen=True, slots=True)
class Found:
    """The slugs of a list, each with its priority or none, and what is no topic."""

    topics: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]


@lru_cache(maxsize=4)
def _by_name(known: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    """The slug of each topic by its slug and its title, folded; of two alike the first one's.

    After all of these by its `_plainer` name, where that is one topic's alone.
    """
    found: dict[str, str] = {}
    plainer: dict[str, set[str]] = {}
    for slug, title, _ in known:
        for name in (slug, title):
            found.setdefault(fold(name), slug)
            plainer.setdefault(_plainer(name), set()).add(slug)
    only = {name: next(iter(slugs)) for name, slugs in plainer.items() if len(slugs) == 1}
    return only | found


def _plainer(text: str) -> str:
    """*text* as one may type it: no hyphens, the plural as one: ``Annual reports``."""
    words = re.sub(r"[-\u2010\u2011_ ]+", " ", fold(text))
    return re.sub(r"(?<=[a-z]{2})(ies|s)\b", lambda end: "" if end[0] == "s" else "y", words)


def _slug(text: str, known: TopicList) -> str | None:
    """The slug of the topic that is named so, hyphens and the plural aside."""
    names = _by_name(tuple(known))
    return names.get(fold(text)) or names.get(_plainer(text))


def topics(texts: Iterable[str], known: TopicList) -> list[str]:
    """The slugs of topics, each by slug or title. Raises NotFound with all that are none."""
    found = [(text, _slug(text, known)) for text in texts]
    unknown = list(dict.fromkeys(text for text, slug in found if slug is None))
    if unknown:
        raise _no_topics(unknown, known)
    return [slug for _, slug in found if slug is not None]


def _no_topics(texts: Sequence[str], known: TopicList) -> NotFound:
    """The refusal of what is no topic, with the nearest ones."""
    named = [repr(text.strip()[:60]) for text in texts]
    meant = [listed(_like(text, known), "or") for text in texts]
    if len(texts) == 1:
        message, asked = f"There is no topic {named[0]}.", [f"Did you mean {meant[0]}?"]
    else:
        message = f"There are no topics {listed(named)}."
        asked = [
            f"For {name}, did you mean {near}?" for name, near in zip(named, meant, strict=True)
        ]
    hints = [ask for ask, near in zip(asked, meant, strict=True) if near]
    return NotFound(message, " ".join(hints) or f"{SEE_ALL}wvls topic list.")


def _like(text: str, known: TopicList) -> list[str]:
    """The topics that may be meant: those with it in their title, or those spelled alike."""
    part = fold(text)
    both = {
        slug: f"{slug} ({title})" if fold(title) != fold(slug) else slug for slug, title, _ in known
    }
    holds = [both[slug] for slug, title, _ in known if part in fold(title)]
    if len(part) > 3 and holds:
        return holds[:3]
    names = {title: both[slug] for slug, title, _ in known} | both
    return list(dict.fromkeys(names[name] for name in nearest(text, names, alike=65)))


def parts(text: str) -> list[str]:
    """The entries of a list cell; ``;`` or a line break stands between them."""
    return [part.strip() for part in re.split(r"[;\r\n]", text) if part.strip()]


def look_up(text: str, known: TopicList) -> Found:
    """What a cell of topics says; ``budget:high`` has a priority.

    A form's ``, `` is understood against the known titles, longest first: some hold commas.
    """
    topics: dict[str, str] = {}
    unknown: list[str] = []
    for part in parts(text):
        words, colon, last = part.rpartition(":")
        priority = last.strip().lower() if colon else ""
        if priority not in PRIORITIES:
            words, priority = part, ""
        slugs, others = _by_commas(words.strip(), known)
        for slug in slugs:
            topics[slug] = _stronger(topics.get(slug, ""), priority)
        unknown += others
    return Found(tuple(topics.items()), tuple(unknown))


def _stronger(one: str, other: str) -> str:
    """The more pressing of two priorities."""
    ranks = [*PRIORITIES, ""]
    return min(one, other, key=ranks.index)


def _by_commas(text: str, known: TopicList) -> tuple[list[str], list[str]]:
    pieces = re.split(r",\s*", text)
    slugs: list[str] = []
    unknown: list[list[str]] = []
    start, after_unknown = 0, False
    while start < len(pieces):
        slug, end = _longest(pieces, start, known)
        if slug is not None:
            slugs.append(slug)
        elif pieces[start]:
            if after_unknown:
                unknown[-1].append(pieces[start])
            else:
                unknown.append([pieces[start]])
        after_unknown = slug is None
        start = end
    return slugs, [", ".join(words) for words in unknown]


def _longest(pieces: list[str], start: int, known: TopicList) -> tuple[str | None, int]:
    """The topic that begins at a piece, and the piece after it."""
    for end in range(min(len(pieces), start + 12), start, -1):
        slug = _slug(", ".join(pieces[start:end]), known)
        if slug is not None:
            return slug, end
    return None, start + 1


def topics_in(text: str, known: TopicList) -> list[str]:
    """Slugs of a list of topics. Raises NotFound with all that are none."""
    found = look_up(text, known)
    if found.unknown:
        raise _unknown(found.unknown, known)
    return [slug for slug, _ in found.topics]


def _unknown(texts: Sequence[str], known: TopicList) -> WvlsError:
    """The refusal of entries that are no topics; or of the first with what is not a priority."""
    for text in texts:
        words, _, last = text.rpartition(":")
        if words and look_up(words, known).topics:
            return UsageProblem(
                f"{last.strip()[:40]!r} is not a priority.", "Use high, medium or low."
            )
    problem = _no_topics(texts, known)
    hint = f"{problem.hint} To keep such words as a note: --unknown-topics note"
    return NotFound(problem.message, hint)


def without_unknown(text: str, known: TopicList) -> tuple[str, tuple[str, ...]]:
    """A cell with the topics that are known, and what was left out."""
    found = look_up(text, known)
    if not found.unknown:
        return text, ()
    kept = "; ".join(f"{slug}:{priority}" if priority else slug for slug, priority in found.topics)
    return kept, found.unknown


def tags(what: str) -> Callable[[str], tuple[str, ...]]:
    """Reads interests or tags; a form joins them with commas as well."""

    def read(text: str) -> tuple[str, ...]:
        words = (w for part in parts(text) for w in part.split(",") if w.strip())
        return tuple(sorted({tag(w, what) for w in words}))

    return read


def expertise(text: str, reading: Reading) -> tuple[str, ...]:
    """Topics without priorities, in order. Raises NotFound."""
    return tuple(sorted(topics_in(text, reading.topics)))


def needs(text: str, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Topics with their priorities, medium unless said. Raises NotFound."""
    found = look_up(text, reading.topics)
    if found.unknown:
        raise _unknown(found.unknown, reading.topics)
    return tuple(sorted((slug, priority or "medium") for slug, priority in found.topics))


Entry = str | tuple[str, str]


def merged(
    now: tuple[Entry, ...], before: tuple[Entry, ...], says: tuple[Entry, ...]
) -> tuple[Entry, ...]:
    """What is here *now* with what changed in a sheet between *before* and what it *says*.

    An entry is a word, or a topic with its priority; a change of priority is a change.
    """

    def by_word(entries: tuple[Entry, ...]) -> dict[str, Entry]:
        return {e if isinstance(e, str) else e[0]: e for e in entries}

    have, old, new = by_word(now), by_word(before), by_word(says)
    for word in old.keys() - new.keys():
        have.pop(word, None)
    have |= {word: entry for word, entry in new.items() if old.get(word) != entry}
    return tuple(sorted(have.values()))


def parse_needs(texts: Iterable[str]) -> dict[str, str]:
    """``budget:high`` and the like -> topic -> priority, medium unless said."""
    needs = {}
    for text in texts:
        topic, colon, priority = text.rpartition(":")
        if not colon:
            topic, priority = text, "medium"
        if priority.strip().lower() not in PRIORITIES:
            raise UsageProblem(
                f"{priority.strip()[:40]!r} is not a priority.", "Use high, medium or low."
            )
        needs[topic.strip()] = priority.strip().lower()
    return needs
