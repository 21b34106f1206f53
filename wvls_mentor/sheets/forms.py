"""The questions of forms whose export imports with no map."""

from dataclasses import replace

from wvls_mentor.records import KINDS
from wvls_mentor.records.field import TOPICS, FormQuestion


def questions(kind: str, topics: tuple[str, ...]) -> tuple[FormQuestion, ...]:
    """The questions of a form, with the program's own topics as options."""
    return tuple(replace(q, options=topics) if q.options is TOPICS else q for q in KINDS[kind].form)
