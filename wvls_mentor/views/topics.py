"""The topics of the guide (C7)."""

from collections.abc import Sequence
from datetime import date

from wvls_mentor.text import count
from wvls_mentor.views.columns import Column, as_json, listing
from wvls_mentor.views.result import CommandResult

TopicLine = tuple[str, str, str]
COLUMNS: tuple[Column[TopicLine], ...] = (
    Column("topic", lambda line: line[0], "topic"),
    Column("title", lambda line: line[1], "title", wrap=True),
    Column("area", lambda line: line[2], "area"),
)


def topics(lines: Sequence[TopicLine], today: date) -> CommandResult:
    """``topic list``."""
    return listing(
        "topics",
        lines,
        COLUMNS,
        today,
        lead=f"{count(len(lines), 'topic')} (C7).",
        steps=("wvls topic add", "wvls mentor edit"),
    )


def topic(line: TopicLine, today: date) -> CommandResult:
    """The topic that was added."""
    made = topics([line], today)
    return CommandResult(today, lambda: {"topic": as_json(COLUMNS, line)}, made.screen)
