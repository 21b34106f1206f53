"""Adds and lists topics of the Meeting and Training Guide (C7)."""

import re
from collections.abc import Iterable
from pathlib import Path

from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.store import people
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Topic
from wvls_mentor.store.session import Session
from wvls_mentor.text import line


def topics(db: Path) -> list[tuple[str, str, str]]:
    """(slug, title, area) of every topic."""
    with reading(db) as session:
        return people.topic_lines(session)


def titles(db: Path) -> dict[str, str]:
    """The title of every topic by its short name."""
    return {slug: title for slug, title, _ in topics(db)}


def titles_of(session: Session, slugs: Iterable[str]) -> tuple[str, ...]:
    """The titles of some topics, in the same order."""
    known = {slug: title for slug, title, _ in people.topic_lines(session)}
    return tuple(known[slug] for slug in slugs)


def add(db: Path, slug: str, title: str, area: str) -> tuple[str, str, str]:
    """Add a topic to the list of the guide (C7)."""
    read_slug(slug)
    clean = line(title or slug.replace("-", " ").capitalize(), "title")
    with writing(db) as session:
        known = people.topic_lines(session)
        if any(slug == s or clean.casefold() == t.casefold() for s, t, _ in known):
            raise Refused(f"There is a topic {slug!r} or one of that title already.")
        session.add(Topic(slug=slug, title=clean, area=line(area, "area", empty=True)))
    return slug, clean, area


def read_slug(slug: str) -> str:
    """A topic's short name. Raises UsageProblem for anything else."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 40:
        raise UsageProblem(
            f"{slug[:40]!r} cannot be a topic's short name.",
            "Use lower case letters, digits and hyphens, such as board-relations.",
        )
    return slug
