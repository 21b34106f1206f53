"""Every number of the program, with its clause; settings and rates that count from a day on."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import Any

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.choices import RateKind


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings in force on one day. Defaults are those of the program outline."""

    mentor_min_years: int = 2
    mentee_max_years: int = 2
    weight_need: int = 40
    weight_location: int = 20
    weight_interests: int = 20
    weight_culture: int = 20
    road_factor: float = 1.3
    location_zero_miles: int = 120
    allow_same_library: bool = False
    term_months: int = 12
    first_visit_days: int = 30
    first_visit_met_by: str = "held"
    contact_months: int = 1
    contact_grace_days: int = 7
    goals_days: int = 30
    check_in_months: int = 3
    evaluation_days: int = 30
    stipend_max_visits: int = 3
    visit_min_hours: float = 6
    visit_hours_scope: str = "visit"
    travel_for: str = "mentor"
    reporting_threshold: int = 2000  # dollars a year; the business office confirms it
    # Of the office, not of the pairs: they change no deadline and no dollar.
    backup_folder: str = field(default="", compare=False)
    retention_years: int = field(default=7, compare=False)

    @property
    def visit_min_minutes(self) -> int:
        """The least hours of a visit that earns, in minutes."""
        return round(self.visit_min_hours * 60)


CLAUSES: dict[str, str] = {
    "mentor_min_years": "C1",
    "mentee_max_years": "C2",
    "weight_need": "C3",
    "weight_location": "C3",
    "weight_interests": "C3",
    "weight_culture": "C3",
    "road_factor": "C3",
    "location_zero_miles": "C3",
    "allow_same_library": "C3",
    "term_months": "C4",
    "first_visit_days": "C5",
    "first_visit_met_by": "C5",
    "contact_months": "C6",
    "contact_grace_days": "C6",
    "goals_days": "C8",
    "check_in_months": "C9",
    "evaluation_days": "C10",
    "stipend_max_visits": "C11",
    "visit_min_hours": "C11",
    "visit_hours_scope": "C11",
    "travel_for": "C12",
    "reporting_threshold": "C11",
}
# Settings of the office, not of the program: no clause stands behind them.
OFFICE = ("backup_folder", "retention_years")


def _whole(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", text) or not least <= int(text) <= most:
        raise UsageProblem(f"a whole number from {least} to {most}")
    return int(text)


def _number(text: str, least: float, most: float) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,2})?", text) or not least <= float(text) <= most:
        raise UsageProblem(f"a number from {least:g} to {most:g} with at most two decimals")
    return float(text)


def _word(text: str, *words: str) -> str:
    if text.lower() not in words:
        raise UsageProblem("one of " + ", ".join(words))
    return text.lower()


def _folder(text: str) -> str:
    if len(text) > 500 or any(ord(c) < 32 for c in text):
        raise UsageProblem("the path of a folder")
    return text


def _yes_no(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise UsageProblem("yes or no")
    return text.lower() == "yes"


_READERS: dict[str, Callable[[str], Any]] = {
    "mentor_min_years": partial(_whole, least=0, most=50),
    "mentee_max_years": partial(_whole, least=0, most=50),
    "weight_need": partial(_whole, least=0, most=1000),
    "weight_location": partial(_whole, least=0, most=1000),
    "weight_interests": partial(_whole, least=0, most=1000),
    "weight_culture": partial(_whole, least=0, most=1000),
    "road_factor": partial(_number, least=1, most=5),
    "location_zero_miles": partial(_whole, least=1, most=5000),
    "allow_same_library": _yes_no,
    "term_months": partial(_whole, least=1, most=120),
    "first_visit_days": partial(_whole, least=1, most=365),
    "first_visit_met_by": lambda text: _word(text, "held", "scheduled"),
    "contact_months": partial(_whole, least=1, most=24),
    "contact_grace_days": partial(_whole, least=0, most=90),
    "goals_days": partial(_whole, least=1, most=365),
    "check_in_months": partial(_whole, least=0, most=24),
    "evaluation_days": partial(_whole, least=1, most=365),
    "stipend_max_visits": partial(_whole, least=0, most=100),
    "visit_min_hours": partial(_number, least=0, most=24),
    "visit_hours_scope": lambda text: _word(text, "visit", "total"),
    "travel_for": lambda text: _word(text, "mentor", "both"),
    "reporting_threshold": partial(_whole, least=0, most=999_999),
    "backup_folder": _folder,
    "retention_years": partial(_whole, least=0, most=100),
}


def read_setting(key: str, text: str) -> int | float | bool | str:
    """The value of setting *key* as typed. Raises UsageProblem for an unknown key or bad value."""
    if key not in _READERS:
        raise UsageProblem(f"There is no setting {key[:40]!r}.", "See them all: wvls policy")
    try:
        value: int | float | bool | str = _READERS[key](text.strip())
    except UsageProblem as wanted:
        raise UsageProblem(
            f"{text.strip()[:40]!r} will not do for {key}.", f"It takes {wanted.message}."
        ) from None
    return value


def setting_text(value: object) -> str:
    """A setting's value as it is kept and shown: yes, no, 6, 1.3, held."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


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


class PolicyBook:
    """All dated settings and rates; answers for any day."""

    def __init__(self, settings: Iterable[DatedSetting], rates: Iterable[DatedRate]) -> None:
        self.settings = tuple(sorted(settings, key=lambda s: (s.key, s.since)))
        self.rates = tuple(sorted(rates, key=lambda r: (r.kind, r.since)))
        self._changes = sorted({s.since for s in self.settings})
        self._made: dict[date, Policy] = {}

    def on(self, day: date) -> Policy:
        """The policy in force on *day*: for each setting the newest value not after it."""
        start = max((since for since in self._changes if since <= day), default=FIRST_DAY)
        if start not in self._made:
            values = {s.key: read_setting(s.key, s.value) for s in self.settings if s.since <= day}
            self._made[start] = Policy(**values)  # type: ignore[arg-type]
        return self._made[start]

    def in_force(self, day: date) -> tuple[DatedSetting, ...]:
        """Each setting as of *day*, in the order of the clauses."""
        newest = {s.key: s for s in self.settings if s.since <= day}
        default = Policy()
        return tuple(
            newest.get(f.name)
            or DatedSetting(f.name, setting_text(getattr(default, f.name)), FIRST_DAY)
            for f in fields(Policy)
        )

    def rate_on(self, kind: RateKind, day: date) -> int | None:
        """The rate in force on *day*, or None.

        A mileage rate never holds past 31 December of its own year (C12).
        """
        newest = self.dated_rate(kind, day)
        return None if newest is None else newest.rate

    def dated_rate(self, kind: RateKind, day: date) -> DatedRate | None:
        """The rate in force on *day* with the day it counts from, or None."""
        newest = None
        for rate in self.rates:
            if rate.kind == kind and rate.since <= day:
                newest = rate
        if newest is None or (kind == "mileage" and newest.since.year != day.year):
            return None
        return newest
