"""The fields of mentors and mentees (C1 to C3)."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import (
    GONE,
    TOPICS,
    Field,
    FormQuestion,
    RecordKind,
    as_kept,
    plainly,
)
from wvls_mentor.records.lists import expertise, needs, tags
from wvls_mentor.records.papers import PAPERS, PHONE, TEXTS, or_none
from wvls_mentor.records.shared import ELSE, SENT
from wvls_mentor.rules.people import Papers
from wvls_mentor.text import email, listed, miles_text


def _or_none_named(values: Iterable[str]) -> str:
    return listed(values) or "none named"


def _named_needs(values: Iterable[tuple[str, str]]) -> str:
    return _or_none_named(f"{topic} ({priority})" for topic, priority in values)


def _needs_cell(values: Any) -> str:
    return readers.semicolons(f"{topic}:{priority}" for topic, priority in values)


def _distance(value: float | None) -> str:
    return "any distance" if value is None else f"{value:g} miles one way"


_WHO = (
    Field(
        name="name",
        read=plainly(readers.one_line("name")),
        synonyms=("your name", "full name", "first and last name"),
        questions=(FormQuestion(text="Your name", required=True, place=0),),
    ),
    Field(
        name="first_name",
        goes_out=False,
        synonyms=("your first name", "given name", "forename"),
    ),
    Field(
        name="last_name", goes_out=False, synonyms=("your last name", "surname", "family name")
    ),
    Field(
        name="email",
        read=plainly(email),
        tidy=tidying.address,
        synonyms=("email address", "e-mail", "e-mail address", "your e-mail address", "username"),
        erased="e-mail address",
    ),
)  # fmt: skip
# Facts of a person that no rule needs: a row of the table, of the store and of the options each.
FACTS = (PHONE, *TEXTS)
_LIBRARY = Field(
    name="library",
    read=plainly(readers.one_line("library")),
    table="person",
    column="library_id",
    synonyms=(
        "your library", "library name", "name of your library", "which library do you work at",
    ),
    questions=(FormQuestion(text="Library", required=True, help="Its name or town.", place=1),),
    label="library",
    detail=or_none,
    shown=1,
)  # fmt: skip
_YEARS = Field(
    name="years",
    read=readers.years,
    tidy=tidying.years,
    goes_out=False,
    synonyms=("years of experience", "how many years of experience do you have"),
)
_INTERESTS = (
    Field(
        name="interests",
        read=plainly(tags("interest")),
        write=readers.semicolons,
        synonyms=(
            "your interests", "hobbies", "what do you like outside of work", "personal interests",
        ),
        questions=(FormQuestion(text="Your interests", help="Commas between them."),),
        label="interests",
        detail=_or_none_named,
        several=True,
        erased="interests",
    ),
    Field(
        name="culture",
        read=plainly(tags("culture tag")),
        write=readers.semicolons,
        synonyms=("community", "community culture", "how would you describe your community"),
        questions=(
            FormQuestion(
                text="How would you describe your community?",
                help="Commas between the words, such as: lakes, tourism, farming.",
            ),
        ),
        label="culture",
        detail=_or_none_named,
        several=True,
        erased="culture tags",
    ),
)  # fmt: skip
_LAST = (
    replace(ELSE, label="note", detail=str, shown=9),
    Field(name="status"),
    Field(name="status_on", read=readers.day),
    SENT,
)
MENTORS = RecordKind(
    "mentors",
    "mentor",
    (
        *_WHO,
        *FACTS,
        *PAPERS,
        _LIBRARY,
        Field(
            name="experience_since",
            read=readers.day,
            synonyms=("director since", "when did you become a director"),
            label="experience since",
            detail=str,
            shown=3,
        ),
        replace(
            _YEARS,
            questions=(
                FormQuestion(
                    text="How many years of experience do you have?",
                    answer="number",
                    required=True,
                    help="As a director or administrator; 6.5 will do.",
                ),
            ),
        ),
        Field(
            name="expertise",
            read=expertise,
            write=readers.semicolons,
            synonyms=(
                "topics you can help with", "which topics can you help a director with",
                "strengths",
            ),
            questions=(
                FormQuestion(
                    text="Which topics could you help a new director with?",
                    answer="checkboxes",
                    options=TOPICS,
                ),
            ),
            label="expertise",
            detail=_or_none_named,
            shown=4,
            several=True,
        ),
        *_INTERESTS,
        Field(
            name="capacity",
            read=plainly(readers.up_to(100)),
            tidy=tidying.number("mentees?", "people", "persons?", about=True),
            synonyms=(
                "number of mentees", "how many mentees can you take on", "max mentees",
                "maximum mentees", "max number of mentees", "maximum number of mentees",
            ),
            questions=(FormQuestion(text="How many mentees could you take on?", answer="number"),),
        ),
        Field(
            name="max_miles",
            read=plainly(readers.miles),
            tidy=tidying.number("miles?", "mi", about=True),
            column="max_miles_tenths",
            told=miles_text,
            synonyms=(
                "how far would you drive", "miles you would drive", "maximum distance in miles",
            ),
            questions=(
                FormQuestion(
                    text="How far would you drive, in miles?", answer="number",
                    help="One way, at most.",
                ),
            ),
            label="drives",
            detail=_distance,
            shown=4,
        ),
        *_LAST,
    ),
    keys=(("email",),),
    belongs="person",
)  # fmt: skip
MENTEES = RecordKind(
    "mentees",
    "mentee",
    (
        *_WHO,
        *FACTS,
        *PAPERS,
        _LIBRARY,
        Field(
            name="administrator_since",
            read=readers.day,
            synonyms=("director since", "when did you start as director", "start date"),
            questions=(
                FormQuestion(
                    text="When did you start as director?",
                    answer="date",
                    required=True,
                    help="The first time that you were the administrator of any library.",
                ),
            ),
            label="director since",
            detail=str,
            shown=3,
        ),
        _YEARS,
        Field(
            name="needs",
            read=needs,
            write=_needs_cell,
            synonyms=(
                "topics you need help with", "what do you need help with",
                "what would you like to learn",
            ),
            questions=(
                FormQuestion(
                    text="Which topics do you need help with most?",
                    answer="checkboxes",
                    options=TOPICS,
                    priority="high",
                ),
                FormQuestion(
                    text="Which other topics would help you?", answer="checkboxes", options=TOPICS
                ),
            ),
            label="needs",
            detail=_named_needs,
            shown=4,
            several=True,
        ),
        *_INTERESTS,
        *_LAST,
    ),
    keys=(("email",),),
    belongs="person",
)  # fmt: skip


def erased() -> tuple[str, ...]:
    """What ``forget`` erases of a person at once, beside notes."""
    fields = (*MENTORS.fields, *MENTEES.fields)
    return tuple(dict.fromkeys(field.erased for field in fields if field.erased))


# How people are reached and paid: in a file apart, as notes are.
CONTACTS = RecordKind(
    "contacts",
    "person",
    (
        *as_kept("email", "phone"),
        *(Field(name=f.name, names_people=f.name == "no_letters") for f in fields(Papers)),
    ),
    belongs="person",
    sheet=False,
)
LETTERS = RecordKind(
    "letters",
    "letter",
    (
        *as_kept("email", "kind", "pair_id", "obligation", "due"),
        Field(name="reference", names_people=True),
        Field(name="sent_on"),
    ),
    belongs="person",
    day="sent_on",
    sheet=False,
)
LETTER_ANSWERS = RecordKind(
    "letter-answers",
    "letter_answer",
    as_kept("mentor_email", "mentee_email", "question", "about", "yes", "answered_on"),
    belongs="pair",
    sheet=False,
)
PAUSES = RecordKind(
    "pauses",
    "role_change",
    as_kept("email", "role", "status", "day"),
    belongs="person",
    day="day",
    sheet=False,
)
KEEP_APART = RecordKind(
    "keep-apart",
    "keep_apart",
    (
        Field(name="mentor_email", tidy=tidying.address),
        Field(name="mentee_email", tidy=tidying.address),
        Field(name="reason", read=plainly(readers.one_line("reason")), note=True, forgotten=GONE),
    ),
    keys=(("mentor_email",), ("mentee_email",)),
    belongs="both",
)
