"""What is kept of pairs and of what pairs owe: terms, goals, check-ins, evaluations (C4 to C10)."""

import json

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import GONE, TOPICS, Field, Kind, Question, plainly
from wvls_mentor.records.lists import topic
from wvls_mentor.rules.choices import (
    CHECK_IN_WITH,
    GOALS_MET,
    GOING,
    PARTNERS,
    TERMS,
    WOULD_REPEAT,
)
from wvls_mentor.text import note, percent

_reason = plainly(readers.one_line("reason", 500))


def _factors(text: str) -> str:
    """The factors of a score as they were kept. Raises UsageProblem where they are no such thing."""
    try:
        kept = json.loads(text)
        good = all(set(f) == {"value", "weight", "known", "why"} for f in kept.values())
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good:
        raise UsageProblem("These are not the factors of a score.", "Leave the cell blank.")
    return json.dumps(kept, sort_keys=True)


# Who a row is about: both addresses, or the one that sent it in and a word for the other partner.
BOTH = (
    Field(name="mentor_email", tidy=tidying.address),
    Field(name="mentee_email", tidy=tidying.address),
)
SENDER = Field(name="email", tidy=tidying.address, goes_out=False, synonyms=(
    "email address", "e-mail", "e-mail address", "your e-mail address", "username",
))  # fmt: skip
PARTNER = Field(
    name="partner",
    goes_out=False,
    synonyms=(
        "who is your mentor or mentee", "whom did you meet", "who did you meet with",
        "name of your mentor", "name of your mentee", "your mentor", "your mentee",
    ),
    questions=(
        Question(
            text="Who is your mentor or mentee?", help="Needed from a mentor of several mentees."
        ),
    ),
)  # fmt: skip
MATCHED_ON = Field(name="matched_on", read=readers.day)
SENT = Field(
    name="timestamp",
    read=plainly(readers.timestamp_day),
    goes_out=False,
    synonyms=("completion time", "submission date", "submitted at", "date submitted"),
)
DAY = Field(
    name="on",
    read=readers.day,
    column="day",
    synonyms=("date", "day", "date of the meeting", "when did you meet"),
)
NOTE = Field(
    name="note",
    read=plainly(note),
    synonyms=("notes", "comments", "remarks", "anything else", "anything else we should know"),
    note=True,
    forgotten="",
)
ELSE = Field(
    name="note",
    read=plainly(note),
    synonyms=NOTE.synonyms,
    questions=(Question(text="Anything else?", answer="paragraph", place=9),),
    note=True,
    forgotten="",
)
NTH = Field(name="nth", read=plainly(readers.up_to(99)))

PAIRS = Kind(
    "pairs",
    "pair",
    (
        *BOTH,
        MATCHED_ON,
        Field(name="ends_on", read=readers.day),
        Field(name="ended_on", read=readers.day),
        Field(name="end_reason", read=_reason, note=True, forgotten=""),
        Field(name="waived", read=_reason, note=True, forgotten=GONE),
        Field(name="extensions", note=True),
        Field(
            name="score",
            read=plainly(readers.up_to(10_000)),
            told=lambda score: f"{percent(score)}%",
        ),
        Field(name="factors", read=plainly(_factors), note=True),
    ),
    keys=(("mentor_email",), ("mentee_email",), ("matched_on",)),
    belongs="both",
)
EXTENSIONS = Kind(
    "extensions", "extension", (Field(name="reason", note=True, forgotten=""),), belongs="pair",
    sheet=False,
)  # fmt: skip
EXCUSES = Kind(
    "excuses",
    "excused",
    (
        *BOTH,
        Field(name="kind"),
        Field(name="since"),
        Field(name="until"),
        Field(name="reason", note=True, forgotten=GONE),
    ),
    belongs="pair",
    day="since",
    sheet=False,
)
QUESTIONS = Kind(
    "questions",
    "question",
    (
        *BOTH,
        Field(name="question", note=True, forgotten=GONE),
        Field(name="asked_on"),
        Field(name="done_on"),
    ),
    belongs="pair",
    day="asked_on",
    sheet=False,
)
GOALS = Kind(
    "goals",
    "goal",
    (
        *BOTH,
        SENDER,
        PARTNER,
        MATCHED_ON,
        Field(
            name="term",
            read=plainly(readers.one_of(*TERMS)),
            synonyms=("short-term or long-term",),
            questions=(
                Question(
                    text="Is it a short-term or a long-term goal?",
                    answer="choice",
                    options=("Short-term goal", "Long-term goal"),
                    required=True,
                ),
            ),
        ),
        Field(
            name="goal",
            read=plainly(readers.one_line("goal", 500)),
            synonyms=("what is the goal", "your goal"),
            questions=(
                Question(
                    text="What is the goal?",
                    answer="paragraph",
                    required=True,
                    help="One in an answer.",
                ),
            ),
            note=True,
            names_people=True,
        ),
        Field(
            name="topic",
            read=lambda text, reading: topic(text, reading.topics),
            column="topic_id",
            questions=(Question(text="Which topic is it about?", answer="choice", options=TOPICS),),
        ),
        Field(name="shared_on", read=readers.day),
        Field(name="done_on", read=readers.day),
        Field(name="dropped_on", read=readers.day),
        SENT,
    ),
    keys=(("term",), ("goal",)),
    belongs="pair",
    day="shared_on",
)
CHECK_INS = Kind(
    "check-ins",
    "check_in",
    (
        *BOTH,
        SENDER,
        MATCHED_ON,
        DAY,
        Field(name="with", read=plainly(readers.one_of(*CHECK_IN_WITH)), column="partner"),
        Field(name="going", read=plainly(readers.one_of(*GOING))),
        Field(
            name="answered",
            read=plainly(readers.one_of("yes", "no")),
            told=readers.yes_no_told,
        ),
        NOTE,
        NTH,
    ),
    keys=(("on",),),
    belongs="pair",
    day="on",
)
_STARS = ("1", "2", "3", "4", "5")
EVALUATIONS = Kind(
    "evaluations",
    "evaluation",
    (
        *BOTH,
        SENDER,
        PARTNER,
        MATCHED_ON,
        Field(name="by", read=plainly(readers.one_of(*PARTNERS)), column="partner"),
        DAY,
        Field(
            name="rating",
            read=plainly(readers.stars),
            synonyms=("how would you rate the mentorship", "overall rating"),
            questions=(
                Question(
                    text="How would you rate the mentorship?",
                    answer="choice",
                    options=_STARS,
                    help="5 is best.",
                ),
            ),
        ),
        Field(
            name="goals_met",
            read=plainly(readers.one_of(*GOALS_MET)),
            synonyms=("were the goals met", "did you reach your goals"),
            questions=(
                Question(
                    text="Were its goals met?",
                    answer="choice",
                    options=("Yes", "Mostly", "Partly", "No"),
                ),
            ),
        ),
        Field(
            name="support",
            read=plainly(readers.stars),
            synonyms=("how would you rate the coordinator's support",),
            questions=(
                Question(
                    text="How would you rate the coordinator's support?",
                    answer="choice",
                    options=_STARS,
                    help="5 is best.",
                ),
            ),
        ),
        Field(
            name="again",
            read=plainly(readers.one_of(*WOULD_REPEAT)),
            synonyms=("would you take part again",),
            questions=(
                Question(
                    text="Would you take part again?",
                    answer="choice",
                    options=("Yes", "Maybe", "No"),
                ),
            ),
        ),
        ELSE,
        SENT,
    ),
    keys=(("by", "email"), ("on", "timestamp")),
    belongs="pair",
    day="on",
)
