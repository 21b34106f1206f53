"""The fixed lists of choices: what a column may hold, an option takes and a sheet says.

The store's CHECK constraints are made of these, so a word added here needs a migration.
"""

import re
from collections.abc import Sequence
from typing import Literal, get_args

from wvls_mentor.rules.deadline_kinds import KINDS

PARTNERS = ("mentor", "mentee")
CHECK_IN_WITH = (*PARTNERS, "both")
REPORTED_BY = ("both", *PARTNERS, "coordinator")
ROLE_STATUSES = ("paused", "withdrawn", "resumed")
PRIORITIES = ("high", "medium", "low")  # of a need, the most pressing first
WORD_KINDS = ("interest", "culture")

METHODS = ("in-person", "phone", "video", "email", "text", "carpool", "other")
LIBRARIES = ("mentor-library", "mentee-library")  # where a first visit counts (C5)
PLACES = (*LIBRARIES, "elsewhere")
MEETING_STATES = ("held", "planned", "attempted", "cancelled")

EXPENSES = ("meal", "lodging", "parking", "other")  # of a trip (C12)

TERMS = ("short", "long")
GOING = ("well", "mixed", "badly")
GOALS_MET = ("yes", "mostly", "partly", "no")
WOULD_REPEAT = ("yes", "maybe", "no")
# What can be late, and so excused; the end of a term is announced only (C4).
DEADLINES = tuple(kind.name for kind in KINDS if kind.late)
# What can come, and so be asked for: the end of a term, too.
COMING = tuple(kind.name for kind in KINDS)
# What a leave excuses at once, `all` on the command line; evaluations and planned meetings go on.
LEAVE = tuple(kind.name for kind in KINDS if kind.leave)

RateKind = Literal["mileage", "stipend"]
RATES: tuple[RateKind, ...] = get_args(RateKind)
PAYMENTS = ("stipend", "travel")
CLAIM_MARKS = ("sent", "approved")  # what happens to a claim outside of the program


def how_it_goes(going: str) -> str:
    """The answer of a check-in (C9) as it is said: nobody says "going mixed"."""
    return f"going {'so-so' if going == 'mixed' else going}"


def choice(text: str, words: Sequence[str]) -> str | None:
    """The one of *words* that was typed: case, hyphens, spaces, ``'s`` and ``the`` are ignored.

    ``The mentee's library`` is ``mentee-library``; nothing else is guessed.
    """
    wanted = bare(text)
    return next((word for word in words if bare(word) == wanted), None)


def bare(text: str) -> str:
    """*text* without what `choice` ignores."""
    plain = re.sub(r"['\u2019]s\b", "", text.strip().lower())
    return re.sub(r"[\s\u2010\u2011-]", "", plain.removeprefix("the "))


def says_nothing(text: str) -> bool:
    """Whether an answer stands for no answer: ``-``, ``none``, ``n/a``, ``nothing``.

    Kept as a text it stood in letters: "Please ask -, or me."
    """
    said = re.sub(r"[/.\u2013\u2014_]", "", bare(text))
    return bool(text.strip()) and said in ("", "na", "none", "nothing", "notapplicable")


_KNOWS_NOTHING = re.compile(
    r"(i ?)?(don.?t|do not|dont) know.*|i?dk|dunno|i dunno|no (idea|clue)|(i.?m )?not sure.*"
    r"|unknown|tbd|not (known|decided)"
)


def knows_nothing(text: str) -> bool:
    """Whether an answer says that nobody knows: ``idk``, ``not sure``. It was saved as a phone."""
    return _KNOWS_NOTHING.fullmatch(text.strip().lower().rstrip(".!")) is not None
