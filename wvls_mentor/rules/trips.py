"""Warnings about trips that may have been entered twice, since one trip is paid once (C12).

Nothing is refused, because two trips can be real: each warning says what to do if it was one trip.
Time is minutes, distance tenths of a mile, money cents.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.text import hours_text, listed, miles_text

MOST_MINUTES = 24 * 60  # of one person on one day


@dataclass(frozen=True, slots=True)
class Trip:
    """One person's travel claim for a meeting that was held in person.

    *traveler* is their part in the pair; *at_home*: the meeting was at their own library.
    """

    claim_id: int
    meeting_id: int
    on: date
    person_id: int
    person: str
    traveler: str
    miles_tenths: int
    at_home: bool


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """One person at one meeting that was held in person."""

    meeting_id: int
    on: date
    person_id: int
    person: str
    minutes: int


@dataclass(frozen=True, slots=True)
class TripFinding:
    """Something that may have been entered twice: which check, in words, and what it is about.

    Where the *fact* has numbers of the records, *paper* says it without them; what would *fix* it
    is for who types commands.
    """

    check: str
    fact: str
    fix: str
    meetings: tuple[int, ...]
    claims: tuple[int, ...] = ()
    paper: str = ""

    @property
    def message(self) -> str:
        """The fact, and what to do if it is a mistake."""
        return f"{self.fact} {self.fix}"


def is_implausible(miles_tenths: int, estimate: float | None) -> bool:
    """Whether miles are outside of 0.5 to 2 times the *estimate* there and back (C12).

    Without miles or an estimate there is nothing to compare.
    """
    return bool(estimate and miles_tenths) and not (
        0.5 * (estimate or 0) <= miles_tenths / 10 <= 2 * (estimate or 0)
    )


def is_at_home(
    at: str, traveler: str, mentor_library: int | None, mentee_library: int | None
) -> bool:
    """Whether a meeting at *at* was at the traveler's own library (C12).

    Where both partners work at one library, either library is the traveler's own.
    """
    if at not in LIBRARIES:
        return False
    together = mentor_library is not None and mentor_library == mentee_library
    return together or at == f"{traveler}-library"


def implausible(miles_tenths: int, estimate: float | None, place: str | None) -> str:
    """What is odd about miles that are far from the *estimate*, or "" (C12).

    A typing slip, or worth a question; to a place elsewhere nothing can be said.
    """
    if place == "elsewhere" or estimate is None or not is_implausible(miles_tenths, estimate):
        return ""
    return f"{_miles(miles_tenths)} claimed; the estimate there and back is {estimate:.0f}."


FAR_MILES = 100  # there and back: a place elsewhere may lie beyond the other library
_HALF = (0.4, 0.6)  # of the estimate there and back: the roads are never quite as guessed
_NUMBERS = (10, 20)  # tenths: of a list of two partners, typed one question late


def doubtful(miles_tenths: int, estimate: float | None, place: str | None) -> str:
    """What to ask about miles while they are typed, or ""; it covers more than what is warned of.

    About half of the estimate are the miles one way, typed for those of the whole trip. To a place
    elsewhere no estimate is known: asked about is what is more than twice the distance
    of the two libraries and more than 100 miles, and 1 or 2 miles.
    """
    if place != "elsewhere":
        if estimate and _HALF[0] * estimate <= miles_tenths / 10 <= _HALF[1] * estimate:
            half = f"{_miles(miles_tenths)} is about half of the {estimate:.0f} there and back."
            return f"{half} Is it both ways?"
        return implausible(miles_tenths, estimate, place)
    if miles_tenths in _NUMBERS:
        return f"Only {_miles(miles_tenths)} claimed, there and back."
    if miles_tenths / 10 <= max(2 * (estimate or 0), FAR_MILES):
        return ""
    apart = f"; the two libraries are about {estimate / 2:.0f} miles apart" if estimate else ""
    return f"{_miles(miles_tenths)} claimed{apart}."


def _miles(tenths: int) -> str:
    return "1 mile" if tenths == 10 else f"{miles_text(tenths)} miles"


def double_trips(trips: Iterable[Trip]) -> list[TripFinding]:
    """Claims for miles of one traveler on one day: two visits, but perhaps one trip (C12)."""
    by_day: dict[tuple[int, date], list[Trip]] = {}
    for t in trips:
        if t.miles_tenths:
            by_day.setdefault((t.person_id, t.on), []).append(t)
    found = []
    for (_, on), same in by_day.items():
        if len(same) < 2:
            continue
        each = listed(miles_text(t.miles_tenths) for t in same)
        miles = listed(f"{miles_text(t.miles_tenths)} for meeting {t.meeting_id}" for t in same)
        found.append(
            TripFinding(
                "double-trip",
                f"{same[0].person} claims miles {len(same)} times on {on}: {miles}.",
                # Not --remove: a meal of the second visit stays.
                f"If it was one trip: {_claim(same[-1])} --miles 0",
                tuple(t.meeting_id for t in same),
                tuple(t.claim_id for t in same),
                f"Two claims on the same day, {on}: {each} miles."
                if len(same) == 2
                else f"{len(same)} claims on the same day, {on}: {each} miles.",
            )
        )
    return found


def trips_at_home(trips: Iterable[Trip]) -> list[TripFinding]:
    """Claims for a visit at the traveler's own library (C12)."""
    return [
        TripFinding(
            "own-library",
            f"{t.person} claims travel to their own library for meeting {t.meeting_id} of {t.on}.",
            f"If that is a mistake, take it back: {_claim(t)} --remove",
            (t.meeting_id,),
            (t.claim_id,),
            f"Travel to their own library on {t.on}.",
        )
        for t in trips
        if t.at_home
    ]


def long_days(spent: Iterable[TimeSpent]) -> list[TripFinding]:
    """More than 24 hours of meetings in person of one person on one day (C12).

    Exactly 24 hours are none. Both partners of the same meetings are one finding.
    """
    by_day: dict[tuple[int, date], list[TimeSpent]] = {}
    for s in spent:
        if s.minutes:  # one without hours would be named as the one to fix
            by_day.setdefault((s.person_id, s.on), []).append(s)
    found: dict[tuple[int, ...], TripFinding] = {}
    for (_, on), same in by_day.items():
        minutes = sum(s.minutes for s in same)
        meetings = tuple(s.meeting_id for s in same)
        if minutes <= MOST_MINUTES or meetings in found:
            continue
        hours = listed(f"{hours_text(s.minutes)} in meeting {s.meeting_id}" for s in same)
        found[meetings] = TripFinding(
            "long-day",
            f"{same[0].person} has more than 24 hours of meetings on {on}: {hours}.",
            f"If that is a mistake, fix one: wvls meeting edit {meetings[-1]} --hours HOURS",
            meetings,
            paper=f"{same[0].person} has more than 24 hours of meetings on {on}: "
            f"{listed(hours_text(s.minutes) for s in same)}.",
        )
    return list(found.values())


def trip_findings(trips: Iterable[Trip], spent: Iterable[TimeSpent]) -> list[TripFinding]:
    """All three, the same trip claimed twice first."""
    every = list(trips)
    return [*double_trips(every), *trips_at_home(every), *long_days(spent)]


def _claim(trip: Trip) -> str:
    return f"wvls meeting claim {trip.meeting_id} --traveler {trip.traveler}"
