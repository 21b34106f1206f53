"""What a successor must know on a day: plain values, gathered once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadlines import Excuse, Obligation, Planned
from wvls_mentor.rules.policy import STIPEND, DatedRate, DatedSetting
from wvls_mentor.rules.roster import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPair:
    """An active pair. *going* is the newest check-in's answer, with its note."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ends_on: date
    last_contact: date | None
    next: Obligation | None  # the first thing that is open
    going: str
    going_on: date | None
    note: str
    waived: str
    leaves: tuple[Excuse, ...]

    @property
    def leave(self) -> Excuse | None:
        """The excuse from everything at once that is in force, as the coordinator would say it."""
        same: dict[tuple[date | None, str], set[str]] = {}
        for e in self.leaves:
            same.setdefault((e.until, e.reason), set()).add(e.kind)
        for e in self.leaves:
            if set(LEAVE) <= same[e.until, e.reason]:
                return e
        return None

    @property
    def granted(self) -> tuple[Excuse, ...]:
        """What else is excused, beside a leave."""
        leave = self.leave
        if leave is None:
            return self.leaves
        return tuple(e for e in self.leaves if (e.until, e.reason) != (leave.until, leave.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPair:
    """A pair whose time is over and of which something is still open."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ended_on: date
    open: tuple[Obligation, ...]
    owed_cents: int


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody the coordinator calls, why, and the command to type afterward."""

    person: Listed
    pair_id: int | None
    reason: str
    then: str  # the command that keeps what was said


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedPair:
    """A pair that ended early; *waits*: the mentee wants another mentor, *paused*: the mentor."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ended_on: date
    reason: str
    waits: bool
    paused: bool


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim that is not fully paid; amounts in cents."""

    number: str
    person: str
    made_on: date
    state: str
    open_cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """The program on *day* for whoever takes it over; amounts in cents."""

    day: date
    notes: bool  # whether personnel notes are in it
    file: str
    backup_folder: str
    last_backup: date | None
    this_week: tuple[Obligation, ...]  # late, or due within seven days
    plans: Mapping[int, Planned]  # the planned meetings, by their numbers
    calls: tuple[ToCall, ...]
    pairs: tuple[HandoverPair, ...]
    finished: tuple[FinishedPair, ...]
    waiting: tuple[Listed, ...]
    claims: tuple[OpenClaim, ...]
    owed: tuple[tuple[str, int], ...]  # by payee
    claims_waiting: int  # travel without a mileage rate
    changed: tuple[tuple[DatedSetting, str], ...]  # with the outline's value
    people: Mapping[int, Listed]
    changed_rates: tuple[DatedRate, ...] = ()  # rates that differ from the outline
    stopped: tuple[StoppedPair, ...] = ()  # ended early within a year, the newest first
    rate_missing: bool = False  # no mileage rate for the day: no trip of now can be paid

    @property
    def until(self) -> date:
        """The last of the seven days."""
        return self.day + timedelta(days=7)

    @property
    def late(self) -> "tuple[tuple[Obligation, ...], ...]":
        """What is late, pair by pair."""
        return _by_pair(o for o in self.this_week if o.late_on(self.day))

    @property
    def soon(self) -> "tuple[tuple[Obligation, ...], ...]":
        """What is due within seven days, and a contact in its days of grace, pair by pair."""
        return _by_pair(o for o in self.this_week if not o.late_on(self.day))

    @property
    def to_call(self) -> "tuple[tuple[ToCall, ...], ...]":
        """Who to call, pair by pair: both partners are one line."""
        found: dict[int | None, list[ToCall]] = {}
        for c in self.calls:
            found.setdefault(c.pair_id, []).append(c)
        return tuple(map(tuple, found.values()))

    def claimed(self, name: str) -> "tuple[OpenClaim, ...]":
        """The open claims that what *name* is owed is on."""
        return tuple(c for c in self.claims if c.person == name)

    @property
    def unowed(self) -> "tuple[OpenClaim, ...]":
        """The open claims of whoever is owed nothing by the records."""
        names = {name for name, _ in self.owed}
        return tuple(c for c in self.claims if c.person not in names)

    @property
    def outline_stipend_cents(self) -> int:
        """What the outline pays for a visit (C11)."""
        return STIPEND // 100

    @property
    def owed_cents(self) -> int:
        """What is owed to everybody together."""
        return sum(cents for _, cents in self.owed)


def _by_pair(items: Iterable[Obligation]) -> tuple[tuple[Obligation, ...], ...]:
    found: dict[int, list[Obligation]] = {}
    for o in items:
        found.setdefault(o.pair_id, []).append(o)
    return tuple(map(tuple, found.values()))
