"""Every setting of the program, its default and clause: numbers, names, links, a claim's statement.

Settings and rates are dated: each counts from a day on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import TypeVar

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.errors import SEE_ALL, UsageProblem
from wvls_mentor.rules.choices import RateKind, says_nothing
from wvls_mentor.rules.setting_readers import (
    Reader,
    address,
    folder,
    link,
    month,
    number,
    one_line,
    whole,
    whole_dollars,
    word,
    yes_no,
)
from wvls_mentor.text import nearest

CLAIM_STATEMENT = (
    "I certify that this claim is true and correct, that the travel and expenses were for the "
    "mentoring program, and that nobody else has paid or will pay them."
)
T = TypeVar("T")


def row(default: T, clause: str, read: Reader, text: str) -> T:
    """A setting's row: its default, clause, reader, and what it is in words.

    One without a clause is of the office, not of the pairs: it changes no deadline and no dollar,
    so two policies that differ only in it are the same.
    """
    more = {"clause": clause, "read": read, "text": text}
    made: T = field(default=default, compare=bool(clause), metadata=more)
    return made


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings in force on one day, a row each. Defaults are those of the program outline."""

    mentor_min_years: int = row(2, "C1", whole(0, 50), "years of experience a mentor needs")
    mentee_max_years: int = row(2, "C2", whole(0, 50), "most years as director a mentee may have")
    weight_need: int = row(40, "C3", whole(0, 1000), "weight of the needs covered")
    weight_location: int = row(20, "C3", whole(0, 1000), "weight of the distance")
    weight_interests: int = row(20, "C3", whole(0, 1000), "weight of shared interests")
    weight_culture: int = row(20, "C3", whole(0, 1000), "weight of similar communities")
    road_factor: float = row(1.3, "C3", number(1, 5), "road miles per straight-line mile")
    location_zero_miles: int = row(120, "C3", whole(1, 5000), "distance at which location scores 0")
    allow_same_library: bool = row(False, "C3", yes_no, "whether partners may share a library")
    term_months: int = row(12, "C4", whole(1, 120), "months a mentorship lasts")
    first_visit_days: int = row(30, "C5", whole(1, 365), "days from the match to the first visit")
    first_visit_met_by: str = row(
        "held",
        "C5",
        word("held", "scheduled"),
        "what counts as the first visit: one held, or one scheduled",
    )
    contact_months: int = row(1, "C6", whole(1, 24), "months from one contact to the next")
    contact_grace_days: int = row(7, "C6", whole(0, 90), "days before a contact counts as late")
    goals_days: int = row(30, "C8", whole(1, 365), "days from the match to the shared goals")
    check_in_months: int = row(3, "C9", whole(0, 24), "months between check-ins; 0 for none")
    evaluation_days: int = row(
        30, "C10", whole(1, 365), "days before and after the end to send evaluations"
    )
    stipend_max_visits: int = row(3, "C11", whole(0, 100), "visits per pair that earn a stipend")
    visit_min_hours: float = row(6, "C11", number(0, 24), "hours a visit must last")
    visit_hours_scope: str = row(
        "visit",
        "C11",
        word("visit", "total"),
        "whether the minimum is per visit or for all visits together",
    )
    travel_for: str = row("mentor", "C12", word("mentor", "both"), "whose travel is paid")
    reporting_threshold: int = row(
        2000,
        "C11",
        whole_dollars(999_999),
        "stipends in a year, in dollars, that may have to be reported",
    )
    backup_folder: str = row("", "", folder, "where backups go")
    retention_years: int = row(7, "", whole(0, 100), "years to keep records")
    coordinator_name: str = row("", "", one_line(), "your name, as you sign letters")
    coordinator_title: str = row("", "", one_line(), "your title")
    coordinator_phone: str = row("", "", one_line(60), "your phone")
    coordinator_email: str = row("", "", address, "your e-mail address")
    organization: str = row("", "", one_line(), "the library system")
    organization_address: str = row("", "", one_line(), "its mailing address")
    program_name: str = row("", "", one_line(), "what the program is called")
    business_office: str = row("", "", one_line(), "who to ask about money")
    report_link: str = row("", "", link, "the form for reporting a meeting")
    guide_link: str = row("", "", link, "the guide to meetings")
    evaluation_link: str = row("", "", link, "the evaluation form")
    w9_link: str = row("", "", link, "Form W-9")
    claim_statement: str = row(
        CLAIM_STATEMENT, "", one_line(600), "what a claim's signature certifies"
    )
    remind_again_days: int = row(14, "", whole(1, 365), "days from one reminder to the next")
    claim_within_days: int = row(
        60, "", whole(0, 3650), "days before a trip on a claim counts as old; 0 for never"
    )
    fiscal_year_start: int = row(1, "", month, "the month in which the fiscal year begins")
    budget: int = row(0, "", whole_dollars(999_999), "dollars a fiscal year; 0 for none set")

    @property
    def visit_min_minutes(self) -> int:
        """The minimum length of a visit that earns a stipend, in minutes."""
        # In whole minutes, as meetings are kept: 8.2 hours times 60 is a hair off 492.
        return round(self.visit_min_hours * 60)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting's row; *clause* is empty for one of the office."""

    key: str
    clause: str
    read: Reader
    default: str
    text: str


def setting_text(value: object) -> str:
    """A setting's value as it is kept and shown: yes, no, 6, 1.3, held."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


SETTINGS: dict[str, Setting] = {
    f.name: Setting(key=f.name, default=setting_text(f.default), **f.metadata)
    for f in fields(Policy)
}


# What each word of a setting that takes words means, for who has to choose one.
MEANINGS = {
    "first_visit_met_by": {
        "held": "the visit was held",
        "scheduled": "a visit that is planned is enough",
    },
    "visit_hours_scope": {
        "visit": "each visit must last visit_min_hours",
        "total": "all visits of a pair together must",
    },
    "travel_for": {"mentor": "the mentor's alone", "both": "both partners'"},
}


def about(key: str) -> str:
    """What setting *key* means, in a sentence or two, and which values it takes."""
    setting = SETTINGS[key]
    said = f"{setting.text[0].upper()}{setting.text[1:]}"
    if key in MEANINGS:
        return f"{said}. " + "; ".join(f"{w}: {means}" for w, means in MEANINGS[key].items()) + "."
    try:
        setting.read("?")
    except UsageProblem as wanted:
        return f"{said}: {wanted.message}."
    return f"{said}."


def unknown_setting(key: str) -> UsageProblem:
    """The refusal of a *key* that is no setting; it names the nearest."""
    near = nearest(key, SETTINGS, 1) if key.strip() else []
    meant = f"Did you mean {near[0]}? " if near else ""
    return UsageProblem(f"There is no setting {key[:40]!r}.", f"{meant}{SEE_ALL}wvls policy")


def read_setting(key: str, text: str) -> int | float | bool | str:
    """The value of setting *key* as typed. Raises UsageProblem for an unknown key or bad value."""
    if key not in SETTINGS:
        raise unknown_setting(key)
    setting = SETTINGS[key]
    try:
        # One that is empty unless it is set can be emptied in words.
        empty = setting.default == "" and says_nothing(text)
        value: int | float | bool | str = setting.read("" if empty else text.strip())
    except UsageProblem as wanted:
        raise UsageProblem(
            f"{key} cannot be {text.strip()[:40]!r}.", f"It takes {wanted.message}."
        ) from None
    return value


@dataclass(frozen=True, slots=True)
class DatedSetting:
    """A setting's value from a day on."""

    key: str
    value: str
    since: date


@dataclass(frozen=True, slots=True)
class DatedRate:
    """An amount from a day on, in ten-thousandths of a dollar."""

    kind: RateKind
    rate: int
    since: date


STIPEND = 125 * 10_000  # for a visit, in the outline (C11), in ten-thousandths of a dollar


class PolicyBook:
    """All dated settings and rates; answers for any day."""

    def __init__(self, settings: Iterable[DatedSetting], rates: Iterable[DatedRate]) -> None:
        self.settings = tuple(sorted(settings, key=lambda s: (s.key, s.since)))
        self.rates = tuple(sorted(rates, key=lambda r: (r.kind, r.since)))
        self._changes = sorted({s.since for s in self.settings})
        self._made: dict[date, Policy] = {}
        self._rates: dict[tuple[RateKind, date], DatedRate | None] = {}

    def on(self, day: date) -> Policy:
        """The policy in force on *day*: for each setting the newest value not after it."""
        # Made once for each stretch between two changes: a report asks for every pair and visit.
        start = max((since for since in self._changes if since <= day), default=FIRST_DAY)
        if start not in self._made:
            values = {s.key: read_setting(s.key, s.value) for s in self.settings if s.since <= day}
            self._made[start] = Policy(**values)  # type: ignore[arg-type]
        return self._made[start]

    def in_force(self, day: date) -> tuple[DatedSetting, ...]:
        """Each setting as of *day*, in the order of the clauses."""
        newest = {s.key: s for s in self.settings if s.since <= day}
        return tuple(
            newest.get(key) or DatedSetting(key, setting.default, FIRST_DAY)
            for key, setting in SETTINGS.items()
        )

    def rate_on(self, kind: RateKind, day: date) -> int | None:
        """The rate in force on *day*, or None.

        A mileage rate never holds past 31 December of its own year (C12).
        """
        newest = self.dated_rate(kind, day)
        return None if newest is None else newest.rate

    def changed_rates(self, day: date) -> tuple[DatedRate, ...]:
        """The rates in force on *day* that differ from the outline; it names the stipend alone."""
        rate = self.dated_rate("stipend", day)
        return () if rate is None or rate.rate == STIPEND else (rate,)

    def holding(self, rate: DatedRate) -> tuple[date | None, int | None]:
        """The last day of a rate of this book, None where it has none, and the rate that follows."""
        later = [r.since for r in self.rates if r.kind == rate.kind and r.since > rate.since]
        ends = [min(later) - timedelta(days=1)] if later else []
        if rate.kind == "mileage":
            ends.append(date(rate.since.year, 12, 31))
        last = min(ends, default=None)
        return last, None if last is None else self.rate_on(rate.kind, last + timedelta(days=1))

    def dated_rate(self, kind: RateKind, day: date) -> DatedRate | None:
        """The rate in force on *day* with the day it counts from, or None."""
        if (kind, day) not in self._rates:  # a report asks for every visit and every trip
            self._rates[kind, day] = self._newest_rate(kind, day)
        return self._rates[kind, day]

    def _newest_rate(self, kind: RateKind, day: date) -> DatedRate | None:
        newest = None
        for rate in self.rates:
            if rate.kind == kind and rate.since <= day:
                newest = rate
        if newest is None or (kind == "mileage" and newest.since.year != day.year):
            return None
        return newest
