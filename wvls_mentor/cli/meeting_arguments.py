"""The MEETING argument: each command takes only meetings that fit, and refuses others first."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from wvls_mentor import services
from wvls_mentor.cli.options import argument
from wvls_mentor.cli.questions import Asking, Question
from wvls_mentor.cli.readers import number
from wvls_mentor.rules.choices import MEETING_STATES
from wvls_mentor.text import named_number


def _ask_meeting(
    text: str,
    *states: str,
    fits: Callable[[Path, int], None] | None = None,
    in_person: bool = False,
) -> Question:
    """A question for one meeting in one of these *states*; *fits* refuses one before all others.

    Of those *in_person* no call is listed.

    Otherwise people answer every question and then learn that the meeting does not fit.
    """

    def check(asking: Asking, typed: str) -> str:
        meeting = asking.call.meeting(typed, states)
        found: int = services.meeting_changes.one(asking.call.db, meeting).meeting.id
        if fits is not None:
            fits(asking.call.db, found)
        return str(found)

    lacking = "No meeting is planned." if states == ("planned",) else "No meetings are logged yet."
    return Question(
        text,
        records=lambda q: services.listings.meetings(
            q.call.db, q.call.today, states, in_person=in_person
        ),
        empty=(lacking, "Log one: wvls log-meeting PAIR"),
        check=check,
    )


def _read_meeting(text: str) -> str:
    """A meeting's number, or a name as typed. Raises UsageProblem for any other number."""
    text = named_number(text, "meeting", "visit")
    return text if re.search(r"[^\W\d_]", text) else str(number(1)(text))


Meeting = Annotated[
    str,
    argument(
        "MEETING",
        "A meeting's number; or a name, to choose among that pair's meetings.",
        read=_read_meeting,
    ),
    _ask_meeting("Which meeting", *MEETING_STATES),
]
# What a command asks instead where only some meetings fit it.
ASK_PLANNED = _ask_meeting(
    "Which planned meeting",
    "planned",
    fits=lambda db, found: services.meeting_changes.refuse_unplanned(db, found),
)
ASK_EDITED = _ask_meeting(
    "Which meeting",
    *MEETING_STATES,
    fits=lambda db, found: services.meeting_changes.refuse_fixed(db, found),
)
ASK_HELD = _ask_meeting(
    "Which meeting",
    "held",
    fits=lambda db, found: services.meeting_changes.refuse_travel(db, found),
    in_person=True,
)
