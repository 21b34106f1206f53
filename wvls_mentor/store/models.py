"""The tables, with every constraint.

Money is integer cents, time at a visit integer minutes, distances tenths of a mile, rates
ten-thousandths of a dollar: a Decimal column would be a float in SQLite and lose cents.
Models do not validate; services refuse with a sentence, and these constraints hold it again.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from wvls_mentor.rules import choices

NOW = text("(CURRENT_TIMESTAMP)")


def one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """The column holds one of *words*."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_is_known")


def check(rule: str, name: str) -> CheckConstraint:
    """A named CHECK."""
    return CheckConstraint(rule, name=name)


# A number that was given up is never given out again: the papers may still name it.
NEVER_REUSED = {"sqlite_autoincrement": True}
EMPTY = {"server_default": ""}  # for a column that is added to rows that are there


class Setting(SQLModel, table=True):
    """A policy setting's value from a day on."""

    __table_args__ = (UniqueConstraint("key", "since"), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    key: str
    value: str
    since: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Rate(SQLModel, table=True):
    """An amount from a day on, in ten-thousandths of a dollar (C11, C12)."""

    __table_args__ = (
        UniqueConstraint("kind", "since"),
        one_of("kind", choices.RATES),
        check("rate >= 0", "rate_not_negative"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    kind: str
    rate: int
    since: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Library(SQLModel, table=True):
    """A library, a member of the system or not."""

    __table_args__ = (
        UniqueConstraint("name", "city"),
        check("latitude BETWEEN -90 AND 90", "latitude_on_earth"),
        check("longitude BETWEEN -180 AND 180", "longitude_on_earth"),
        check("population >= 0", "population_not_negative"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(sa_type=String(collation="NOCASE"))
    city: str = Field(default="", sa_type=String(collation="NOCASE"))
    county: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int | None = None
    locale: str | None = None
    fscskey: str | None = Field(default=None, unique=True)
    member: bool = False
    aliases: str = Field(default="", sa_column_kwargs=EMPTY)  # other spellings, "; " between them


class Topic(SQLModel, table=True):
    """A topic of the Meeting and Training Guide (C7)."""

    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    title: str
    area: str = ""


class Person(SQLModel, table=True):
    """Somebody with one address; mentor and mentee are roles of a person."""

    __table_args__ = (
        check("length(name) > 0", "person_named"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str
    email: str = Field(unique=True, sa_type=String(collation="NOCASE"))
    phone: str = ""
    library_id: int | None = Field(default=None, foreign_key="library.id", index=True)
    address: str = Field(default="", sa_column_kwargs=EMPTY)  # mailing, on one line
    dear: str = Field(default="", sa_column_kwargs=EMPTY)  # in letters; the name if empty
    no_letters: str | None = None  # why they get none, "" where no reason was given; None: they do
    w9_on: date | None = None  # a W-9 is on file since; its number never is
    vendor: str = Field(default="", sa_column_kwargs=EMPTY)
    payable_to: str = Field(default="", sa_column_kwargs=EMPTY)  # a library, say; the name if empty


class Mentor(SQLModel, table=True):
    """The role of a mentor (C1, C3)."""

    __table_args__ = (
        check("capacity >= 0", "capacity_not_negative"),
        check("max_miles_tenths >= 0", "max_miles_not_negative"),
    )
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    experience_since: date
    capacity: int = 1
    max_miles_tenths: int | None = None
    note: str = ""


class Mentee(SQLModel, table=True):
    """The role of a mentee (C2, C3)."""

    person_id: int = Field(primary_key=True, foreign_key="person.id")
    administrator_since: date
    note: str = ""


class RoleChange(SQLModel, table=True):
    """A mentor paused, a mentee withdrawn, or either back again, from a day on."""

    __tablename__ = "role_change"
    __table_args__ = (
        one_of("role", choices.PARTNERS),
        one_of("status", choices.ROLE_STATUSES),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: str
    status: str
    day: date
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Expertise(SQLModel, table=True):
    """A topic that a mentor can help with."""

    person_id: int = Field(primary_key=True, foreign_key="mentor.person_id")
    topic_id: int = Field(primary_key=True, foreign_key="topic.id")


class Need(SQLModel, table=True):
    """A topic that a mentee needs, with its priority."""

    __table_args__ = (one_of("priority", choices.PRIORITIES),)
    person_id: int = Field(primary_key=True, foreign_key="mentee.person_id")
    topic_id: int = Field(primary_key=True, foreign_key="topic.id")
    priority: str = "medium"


class Word(SQLModel, table=True):
    """An interest or a tag of community culture of a person."""

    __table_args__ = (one_of("kind", choices.WORD_KINDS),)
    person_id: int = Field(primary_key=True, foreign_key="person.id")
    kind: str = Field(primary_key=True)
    word: str = Field(primary_key=True)


class KeepApart(SQLModel, table=True):
    """Two people who are not to be matched (C3)."""

    __tablename__ = "keep_apart"
    mentee_id: int = Field(primary_key=True, foreign_key="person.id")
    mentor_id: int = Field(primary_key=True, foreign_key="person.id")
    reason: str


class Pair(SQLModel, table=True):
    """One mentor and one mentee, matched, with the reasons kept as they were that day."""

    __table_args__ = (
        check("mentor_id <> mentee_id", "two_people"),
        check("ended_on >= matched_on", "ends_after_match"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    mentor_id: int = Field(foreign_key="person.id", index=True)
    mentee_id: int = Field(foreign_key="person.id", index=True)
    matched_on: date
    ended_on: date | None = None
    end_reason: str = ""
    waived: str | None = None
    score: int | None = None
    factors: str | None = None
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Extension(SQLModel, table=True):
    """A new end of a term, decided on a day (C4)."""

    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id", index=True)
    decided_on: date
    until: date
    reason: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Meeting(SQLModel, table=True):
    """A contact of a pair: held, planned, attempted or cancelled (C5, C6, C11)."""

    __table_args__ = (
        Index("meeting_by_pair", "pair_id", "day"),
        one_of("state", choices.MEETING_STATES),
        one_of("method", choices.METHODS),
        one_of("place", choices.PLACES),
        check("minutes > 0 AND minutes <= 1440", "minutes_in_a_day"),
        check("(method = 'in-person') = (place IS NOT NULL)", "place_iff_in_person"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id")
    day: date
    state: str
    method: str
    place: str | None = None
    minutes: int | None = None
    note: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class MeetingTopic(SQLModel, table=True):
    """A topic that a meeting covered (C7)."""

    __tablename__ = "meeting_topic"
    meeting_id: int = Field(primary_key=True, foreign_key="meeting.id")
    topic_id: int = Field(primary_key=True, foreign_key="topic.id")


class Claim(SQLModel, table=True):
    """One partner's travel to one in-person meeting (C12)."""

    __table_args__ = (
        UniqueConstraint("meeting_id", "traveler"),
        one_of("traveler", choices.PARTNERS),
        check("miles_tenths BETWEEN 0 AND 20000", "miles_in_range"),
        check("expense_cents BETWEEN 0 AND 1000000", "expense_in_range"),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    traveler: str
    miles_tenths: int = 0
    expense_cents: int = 0  # the sum: what is paid
    expenses: str = Field(default="", sa_column_kwargs=EMPTY)  # "89.00 lodging; 12.50 parking"
    route: str = Field(default="", sa_column_kwargs=EMPTY)


class Goal(SQLModel, table=True):
    """A short-term or long-term goal of a pair (C8)."""

    __table_args__ = (one_of("term", choices.TERMS), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id", index=True)
    term: str
    goal: str
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    shared_on: date | None = None
    done_on: date | None = None
    dropped_on: date | None = None
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Question(SQLModel, table=True):
    """What presses the mentee, for the next meeting's agenda (C7)."""

    __table_args__ = (NEVER_REUSED,)
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id", index=True)
    question: str
    asked_on: date
    done_on: date | None = None
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class CheckIn(SQLModel, table=True):
    """A call of the coordinator to a pair, answered or not (C9)."""

    __tablename__ = "check_in"
    __table_args__ = (
        one_of("partner", choices.CHECK_IN_WITH),
        one_of("going", choices.GOING),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id", index=True)
    day: date
    partner: str | None = None
    going: str | None = None
    answered: bool = True
    note: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Evaluation(SQLModel, table=True):
    """One partner's evaluation at the conclusion (C10)."""

    __table_args__ = (
        UniqueConstraint("pair_id", "partner", "day"),
        one_of("partner", choices.PARTNERS),
        check("rating BETWEEN 1 AND 5", "rating_in_range"),
        one_of("goals_met", choices.GOALS_MET),
        check("support BETWEEN 1 AND 5", "support_in_range"),
        one_of("again", choices.WOULD_REPEAT),
        NEVER_REUSED,
    )
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id")
    partner: str
    day: date
    rating: int | None = None
    goals_met: str | None = None
    support: int | None = None  # by the coordinator, 1 to 5
    again: str | None = None  # would take part again
    note: str = ""
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})


class Excused(SQLModel, table=True):
    """One kind of obligation that the coordinator excused, until a day or for good."""

    __table_args__ = (one_of("kind", choices.DEADLINES), NEVER_REUSED)
    id: int | None = Field(default=None, primary_key=True)
    pair_id: int = Field(foreign_key="pair.id", index=True)
    kind: str
    since: date
    until: date | None = None
    reason: str
    entered_at: str | None = Field(default=None, sa_column_kwargs={"server_default": NOW})
