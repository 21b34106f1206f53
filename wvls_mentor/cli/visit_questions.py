"""What is asked of a visit alike, whether it is logged, planned, confirmed or edited.

A module of its own: each of these commands asks it, and none of them is the other's.
"""

import re

from wvls_mentor.cli import prompts
from wvls_mentor.cli.questions import Question
from wvls_mentor.rules.choices import PLACES
from wvls_mentor.rules.meetings import read_place

ASK_HOURS = "How many hours (6, 6.5, 6:30)"
NO_HOURS = "Enter if not known: no stipend"
_UNKNOWN = re.compile(
    r"(i )?(don.?t|do not) know.*|not (known|decided|yet).*|unknown|tbd|idk|no idea|not sure.*"
)


def read_place_to_come(text: str) -> str:
    """The place of a planned visit; one that is not known yet is the mentee's library for now.

    The rules want a place, and it is asked for again when the visit is confirmed.
    """
    if not _UNKNOWN.fullmatch(text.strip().lower()):
        return read_place(text)
    prompts.tell("The mentee's library for now. You are asked again when you confirm the visit.")
    return "mentee-library"


ASK_PLACE_TO_COME = Question(
    "Where, as far as you know",
    words=PLACES,
    read=read_place_to_come,
    default="the mentee's library",
)
