"""What a successor must know on a day: plain values, gathered once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadlines import Excuse, Obligation, Planned
from wvls_mentor.rules.policy import STIPEND, DatedRate, DatedSetting
from wvls_mentor.rules.roster import Listed

CHECK_IN, NOT_IN = "your check-in", "evaluation not in yet"  # why somebody is called


@dataclass(frozen=True, slots=True)
class CallMade:
    """A check-in, or an attempt at one (not *answered*)."""

    on: date
    going: str
    note: str
    answered: bool


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
    leaves: tuple[Excuse, ...]  # in force
    ahead: tuple[Excuse, ...] = ()  # and those to come
    check_ins: tuple[CallMade, ...] = ()  # the newest two that say something
    let_end: bool = False  # the coordinator chose to let it end, and nobody is reminded any more
    ends_soon: bool = False  # and nobody has said yet whether it is extended

    @property
    def leave(self) -> Excuse | None:
        """The excuse from everything at once that is in force, as the coordinator would say it."""
        return _everything(self.leaves)

    @property
    def leave_ahead(self) -> Excuse | None:
        """The first leave that is to come."""
        return _everything(self.ahead)

    @property
    def granted(self) -> tuple[Excuse, ...]:
        """What else is excused, beside a leave."""
        leave = self.leave
        if leave is None:
            return self.leaves
        return tuple(e for e in self.leaves if (e.until, e.reason) != (leave.until, leave.reason))


def _everything(excuses: Iterable[Excuse]) -> Excuse | None:
    """The excuse that with others of the same days and reason is from everything at once."""
    found = list(excuses)
    same: dict[tuple[date, date | None, str], set[str]] = {}
    for e in found:
        same.setdefault((e.since, e.until, e.reason), set()).add(e.kind)
    return next((e for e in found if set(LEAVE) <= same[e.since, e.until, e.reason]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedPair:
    """A pair whose time is over and of which something is still open."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ended_on: date
    open: tuple[Obligation, ...]
    owed_cents: int
    unwritten: bool = False  # the coordinator chose not to write to them


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody the coordinator calls, why, and the command to type afterward."""

    person: Listed
    pair_id: int | None
    reason: str
    then: str  # the command that keeps what was said

    @property
    def more(self) -> str:
        """The reason without what is on the page as a thing to do; "" where there is no other."""
        return self.reason.replace(CHECK_IN, "").replace(NOT_IN, "").strip(", ")


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
    approved: bool = False


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
    unconfirmed: tuple[DatedRate, ...] = ()  # mileage rates in use that nobody has confirmed
    no_letters: Mapping[int, str] = field(default_factory=dict)  # who gets none, with the reason
    no_w9: tuple[str, ...] = ()  # who is paid, or will be, without one on file
    paused: tuple[str, ...] = ()  # mentors who take nobody new
    paid_last_year: bool = False  # somebody was paid in the year before

    @property
    def until(self) -> date:
        """The last of the seven days."""
        return self.day + timedelta(days=7)

    @property
    def late(self) -> tuple[int, ...]:
        """The pairs of which something is late, the most pressing first."""
        return _pairs(o.pair_id for o in self.this_week if o.late_on(self.day))

    @property
    def soon(self) -> tuple[int, ...]:
        """The pairs of which something is due within seven days, or in its days of grace."""
        return _pairs(o.pair_id for o in self.this_week if not o.late_on(self.day))

    @property
    def to_call(self) -> tuple[int, ...]:
        """The pairs of which somebody is to be called."""
        return _pairs(c.pair_id for c in self.calls if c.pair_id is not None)

    @property
    def ordered(self) -> tuple[HandoverPair, ...]:
        """The active pairs: what is late first, then what is due, then the others."""
        first = _pairs((*self.late, *self.soon, *self.to_call))
        place = {pair: n for n, pair in enumerate(first)}
        return tuple(sorted(self.pairs, key=lambda p: place.get(p.pair_id, len(first))))

    def week_of(self, pair: HandoverPair, *, late: bool) -> tuple[Obligation, ...]:
        """What is late of a pair, or due this week, beside its next step."""
        mine = (o for o in self.this_week if o.pair_id == pair.pair_id and o != pair.next)
        return tuple(o for o in mine if o.late_on(self.day) is late)

    def calls_of(self, pair_id: int) -> tuple[ToCall, ...]:
        """Who of a pair is to be called for more than what stands there to be done anyway."""
        return tuple(c for c in self.calls if c.pair_id == pair_id and c.more)

    def checks_in(self, pair_id: int) -> bool:
        """Whether your check-in call to a pair is late or due this week."""
        return any((o.pair_id, o.kind) == (pair_id, "check-in") for o in self.this_week)

    def stop_of(self, pair_id: int) -> "StoppedPair | None":
        """What is known of a pair that ended early."""
        return next((p for p in self.stopped if p.pair_id == pair_id), None)

    @property
    def only_stopped(self) -> "tuple[StoppedPair, ...]":
        """The pairs that ended early and of which nothing is open."""
        open_ = {p.pair_id for p in self.finished}
        return tuple(p for p in self.stopped if p.pair_id not in open_)

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


def _pairs(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
