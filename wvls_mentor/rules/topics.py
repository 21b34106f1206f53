"""Topics of the guide as people say them (C7): their short names are for options, JSON and CSV."""

import re
from collections.abc import Iterable, Mapping

from wvls_mentor.text import listed

_NEED = re.compile(r"(covers|does not cover) (.+?)(?:; (?:does not cover|not) (.+))?")
_TOPIC = re.compile(r"([^ ]+)( \(\w+\))?")


def in_sentence(title: str) -> str:
    """A title within a sentence: ``budget development``, but ``ILS`` as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def listed_topics(titles: Iterable[str], last: str = "and") -> str:
    """Topics within a sentence; by semicolons where one has an "and" or a comma of its own.

    Two of them need only a comma more: a semicolon between two sounds like a new sentence.
    """
    words = [in_sentence(title) for title in titles]
    if len(words) < 2 or not any(" and " in word or "," in word for word in words):
        return listed(words, last)
    between = "," if len(words) == 2 and not any("," in word for word in words) else ";"
    return f"{f'{between} '.join(words[:-1])}{between} {last} {words[-1]}"


def listed_needs(needs: Iterable[tuple[str, str]]) -> str:
    """Needs (title, priority) within a sentence."""
    return listed_topics(f"{title} ({priority})" for title, priority in needs)


def with_titles(why: str, titles: Mapping[str, str]) -> str:
    """The reason of the factor need, as it was kept, with *titles* in place of the short names."""
    found = _NEED.fullmatch(why)
    if found is None:
        return why
    verb, have, lack = found.groups()
    said = f"{verb} {_titled(have, titles, 'and' if verb == 'covers' else 'or')}"
    return said + (f"; does not cover {_titled(lack, titles, 'or')}" if lack else "")


def _titled(words: str, titles: Mapping[str, str], last: str) -> str:
    """``budget (high), ils`` as titles; without an "and" the next reason would read as a topic."""
    said = []
    for word in words.split(", "):
        found = _TOPIC.fullmatch(word)
        slug, priority = found.groups(default="") if found else (word, "")
        said.append(titles.get(slug, slug) + priority)
    return listed_topics(said, last)
