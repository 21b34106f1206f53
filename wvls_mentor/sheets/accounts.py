"""Columns that a form service adds by itself: who was signed in, when, and a number.

They are empty or "anonymous" for people from outside, so a question that asks the same comes first;
and they are never guessed at: a start time is not a state, an account's name is not a partner.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from wvls_mentor.sheets.fields import plain
from wvls_mentor.sheets.grids import Grid
from wvls_mentor.text import fold

_SERVICES = (  # what tells a service, and the columns that it adds
    (
        {"start time", "completion time"},
        {"id", "start time", "completion time", "email", "name", "last modified time"},
    ),
    ({"timestamp"}, {"timestamp", "email address", "username", "score"}),
    (
        {"respondent id", "collector id"},
        {
            "respondent id", "collector id", "start date", "end date", "date created",
            "date modified", "ip address", "email address", "first name", "last name",
            "custom data 1",
        },
    ),
)  # fmt: skip
NEVER_GUESSED = {
    "id", "start time", "completion time", "last modified time", "last modified", "email", "name",
    "username", "total points", "quiz feedback", "ip address",
}  # fmt: skip
# A header of these words alone, the last of them among them, asks for the field.
_POLITE = {"what", "is", "s", "your", "the", "please", "enter", "type", "preferred", "current"}
_ASKS = {
    "name": _POLITE | {"full", "complete", "first", "and", "last", "given", "family", "name"},
    "email": _POLITE
    | {
        "best", "work", "contact", "primary", "business", "professional", "address", "library",
        "to", "reach", "you", "at", "email",
    },
}  # fmt: skip
FIELDS = {"name", "email", "first_name", "last_name", "timestamp"}  # all that they may hold
PARTS = {"name": ("first_name", "last_name")}
OPENINGS = ("your ", "what is your ", "what s your ")


def account_columns(header: Sequence[str]) -> set[int]:
    """The numbers of the columns that the form service added; of a name that comes twice the first.

    A sheet of no known service has none.
    """
    names = [plain(text) for text in header]
    for telling, added in _SERVICES:
        if telling <= set(names):
            if telling == {"timestamp"} and names[0] != "timestamp":
                continue
            return {names.index(name) for name in added if name in names}
    return set()


def asks_for(field: str, header: str) -> bool:
    """Whether a plain header asks for the person's own *field*: What is your full name?"""
    words = header.split()
    return field in _ASKS and field in words and set(words) <= _ASKS[field]


def first_of(text: str, header: Sequence[str]) -> str:
    """The header that *text* repeats: a form's table cannot have ``Library`` twice.

    There ``Library2`` is the same question of another branch; in any other sheet ``Phone2`` is
    another phone.
    """
    if not _SERVICES[0][0] <= {plain(name) for name in header}:
        return text.strip()
    return re.sub(r"(?<=[^\W\d_])[2-9]$|(?<=[?)])[2-9]$", "", text.strip())


def second_header(grid: Grid) -> tuple[Grid, tuple[str, ...]]:
    """The sheet without the line below its header that names the options; and that line.

    A survey service writes the question once and each option below it; where a column takes a text
    it says so. Without such a line nothing changes.
    """
    line = grid.rows[0][1] if grid.rows else ()
    said = {fold(text) for text in line}
    if not said & {"response", "open-ended response"} or any("@" in text for text in line):
        return grid, ()
    return replace(grid, rows=grid.rows[1:]), line
