"""The fields of meetings and of travel claims (C5, C6, C11, C12)."""

from dataclasses import replace
from typing import Any

from wvls_mentor.money import money, parse_miles
from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import TOPICS, Field, FormQuestion, RecordKind, plainly
from wvls_mentor.records.lists import topics_in
from wvls_mentor.records.shared import BOTH, DAY, ELSE, NTH, PARTNER, SENDER, SENT
from wvls_mentor.rules.choices import REPORTED_BY
from wvls_mentor.rules.expenses import read_listed
from wvls_mentor.rules.meetings import read_answer, read_hours, read_place
from wvls_mentor.text import hours_text, miles_text

WAYS = (
    "In person, at the mentor's library",
    "In person, at the mentee's library",
    "In person, elsewhere",
    "Phone",
    "Video",
    "E-mail",
    "Text message",
    "Carpool",
    "Other",
)


def _clock(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"


def _tenths(value: int | None) -> float | None:
    return None if value is None else value / 10


def _hours(text: str) -> int:
    return read_hours(readers.hours(text))


def _miles(name: str, **more: Any) -> Field:
    """Miles of a claim: tenths where they are kept."""
    return Field(
        name=name,
        read=plainly(parse_miles),
        write=_tenths,
        tidy=tidying.number("miles?", "mi"),
        column="miles_tenths",
        told=miles_text,
        **more,
    )


def _expenses(name: str, **more: Any) -> Field:
    """Expenses of a claim, each with its kind: ``89.00 lodging; 12.50 parking``."""
    return Field(name=name, read=plainly(read_listed), table="claim", column="expenses", **more)


def _route(name: str, **more: Any) -> Field:
    """How a trip was driven, in people's own words."""
    return Field(name=name, table="claim", column="route", note=True, forgotten="", **more)


MEETINGS = RecordKind(
    "meetings",
    "meeting",
    (
        *BOTH,
        SENDER,
        PARTNER,
        replace(
            DAY,
            synonyms=(*DAY.synonyms, "date of the meeting", "when did you meet"),
            questions=(FormQuestion(text="When did you meet?", answer="date", required=True),),
        ),
        Field(
            name="method",
            read=plainly(read_answer),
            synonyms=("how did you meet", "way of meeting"),
            questions=(
                FormQuestion(text="How did you meet?", answer="choice", options=WAYS, required=True),
            ),
        ),
        Field(
            name="at",
            read=plainly(read_place),
            column="place",
            synonyms=("place", "where did you meet"),
        ),
        Field(
            name="hours",
            read=plainly(_hours),
            tidy=tidying.number(),
            write=_clock,
            column="minutes",
            told=hours_text,
            synonyms=("how many hours", "length in hours", "how long was the meeting"),
            questions=(
                FormQuestion(
                    text="How many hours did you meet?",
                    answer="number",
                    help="For a visit to a library; 6.5 or 6:30 will do.",
                ),
            ),
        ),
        _miles(
            "miles",
            synonyms=("miles driven", "how many miles were driven"),
            questions=(
                FormQuestion(text="Miles driven, there and back", answer="number", place=8),
            ),
        ),
        Field(
            name="traveler",
            read=plainly(readers.partner),
            synonyms=("who travelled", "who drove"),
            questions=(
                FormQuestion(
                    text="Who traveled?", answer="choice", options=("Mentor", "Mentee"), place=7
                ),
            ),
        ),
        _expenses(
            "expenses",
            synonyms=("expense", "other travel expenses", "travel expenses in dollars"),
            questions=(
                FormQuestion(
                    text="Other travel expenses, in dollars",
                    answer="text",
                    help="Each with its kind: 89.00 lodging; 12.50 parking (or meal, other).",
                    place=8,
                ),
            ),
        ),
        _route(
            "route",
            synonyms=("route driven", "your route"),
            questions=(
                FormQuestion(
                    text="Route driven, if not straight there and back", answer="text", place=8
                ),
            ),
        ),
        Field(
            name="topics",
            read=lambda text, reading: topics_in(text, reading.topics),
            synonyms=("topics covered", "what did you talk about"),
            questions=(
                FormQuestion(
                    text="What did you talk about?", answer="checkboxes", options=TOPICS, place=6
                ),
            ),
            several=True,
        ),
        ELSE,
        Field(name="state"),
        NTH,
        _miles("other_miles"),
        _expenses("other_expenses", synonyms=("other_expense",)),
        _route("other_route"),
        Field(  # the sum of the expenses, which rules and payments need
            name="expense", table="claim", column="expense_cents", told=money,
            comes_in=False, goes_out=False,
        ),
        Field(
            name="reported_by",
            read=plainly(readers.one_of(*REPORTED_BY)),
            table="meeting_report",
            column="partner",
        ),
        SENT,
    ),
    keys=(("on",), ("method",)),
    belongs="pair",
    day="on",
)  # fmt: skip
