"""The fields of pairs and their terms, goals, check-ins and evaluations (C4 to C10)."""

import json
from collections.abc import Sequence

from wvls_mentor.errors import UsageProblem
from wvls_mentor.records import readers
from wvls_mentor.records.field import GONE, TOPICS, Field, FormQuestion, RecordKind, plainly
from wvls_mentor.records.lists import topics
from wvls_mentor.records.shared import BOTH, DAY, ELSE, NOTE, NTH, PARTNER, SENDER, SENT
from wvls_mentor.rules.choices import (
    CHECK_IN_WITH,
    DEADLINES,
    GOALS_MET,
    GOING,
    PARTNERS,
    TERMS,
    WOULD_REPEAT,
)
from wvls_mentor.text import percent

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


MATCHED_ON = Field(name="matched_on", read=readers.day)

PAIRS = RecordKind(
    "pairs",
    "pair",
    (
        *BOTH,
        MATCHED_ON,
        Field(name="ends_on", read=readers.day, synonyms=("ends",)),
        Field(name="ended_on", read=readers.day, synonyms=("ended",)),
        Field(
            name="end_reason",
            read=_reason,
            synonyms=(
                "reason",
                "reason for ending",
                "reason it ended",
                "why it ended",
                "why ended",
                "why did it end",
            ),
            note=True,
            forgotten="",
        ),
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
EXTENSIONS = RecordKind(
    "extensions", "extension", (Field(name="reason", note=True, forgotten=""),), belongs="pair",
    sheet=False,
)  # fmt: skip
EXCUSES = RecordKind(
    "excuses",
    "excused",
    (
        *BOTH,
        MATCHED_ON,
        Field(
            name="kind",
            read=plainly(readers.one_of(*DEADLINES)),
            synonyms=("what", "type", "deadline", "obligation", "excused from what"),
        ),
        Field(
            name="since",
            read=readers.day,
            synonyms=(
                "from",
                "start",
                "start date",
                "starts",
                "starts on",
                "begin",
                "begins",
                "first day",
            ),
        ),
        Field(
            name="until",
            read=readers.day,
            synonyms=("to", "end", "end date", "ends", "ends on", "through", "last day"),
        ),
        Field(name="reason", read=_reason, synonyms=("why",), note=True, forgotten=GONE),
        NTH,
    ),
    keys=(("mentor_email",), ("mentee_email",), ("kind",), ("since",)),
    belongs="pair",
    day="since",
)
QUESTIONS = RecordKind(
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
GOALS = RecordKind(
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
                FormQuestion(
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
                FormQuestion(
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
            read=lambda text, reading: topics([text], reading.topics)[0],
            column="topic_id",
            questions=(
                FormQuestion(text="Which topic is it about?", answer="choice", options=TOPICS),
            ),
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
CHECK_INS = RecordKind(
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


def _stars(name: str, question: str, *synonyms: str) -> Field:
    """A rating from 1 to 5."""
    asks = FormQuestion(text=question, answer="choice", options=_STARS, help="5 is best.")
    return Field(
        name=name,
        read=plainly(readers.stars),
        synonyms=(_bare(question), *synonyms),
        questions=(asks,),
    )


def _one_of(name: str, words: Sequence[str], question: str, *synonyms: str) -> Field:
    """An answer in one of these *words*."""
    options = tuple(word.capitalize() for word in words)
    return Field(
        name=name,
        read=plainly(readers.one_of(*words)),
        synonyms=synonyms or (_bare(question),),
        questions=(FormQuestion(text=question, answer="choice", options=options),),
    )


def _bare(question: str) -> str:
    return question.lower().rstrip("?")


EVALUATIONS = RecordKind(
    "evaluations",
    "evaluation",
    (
        *BOTH,
        SENDER,
        PARTNER,
        MATCHED_ON,
        Field(name="by", read=plainly(readers.one_of(*PARTNERS)), column="partner"),
        DAY,
        _stars("rating", "How would you rate the mentorship?", "overall rating"),
        _one_of(
            "goals_met",
            GOALS_MET,
            "Were its goals met?",
            "were the goals met",
            "did you reach your goals",
        ),
        _stars("support", "How would you rate the coordinator's support?"),
        _one_of("again", WOULD_REPEAT, "Would you take part again?"),
        ELSE,
        SENT,
    ),
    keys=(("by", "email"), ("on", "timestamp")),
    belongs="pair",
    day="on",
)
