"""Fields that several kinds of records have: who, which day, notes."""

from dataclasses import replace

from wvls_mentor.records import readers, tidying
from wvls_mentor.records.field import Field, FormQuestion, plainly
from wvls_mentor.text import note

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
        FormQuestion(
            text="Who is your mentor or mentee?", help="Needed from a mentor of several mentees."
        ),
    ),
)  # fmt: skip
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
    synonyms=("date", "day"),
)
NOTE = Field(
    name="note",
    read=plainly(note),
    synonyms=("notes", "comments", "remarks", "anything else", "anything else we should know"),
    note=True,
    forgotten="",
)
ELSE = replace(NOTE, questions=(FormQuestion(text="Anything else?", answer="paragraph", place=9),))
NTH = Field(name="nth", read=plainly(readers.up_to(99)))
