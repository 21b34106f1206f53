"""What a successor must know, as of a day: plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from wvls_mentor.money import rate_cents
from wvls_mentor.rules.call_list import CallGroup, ToCall, groups, lines
from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.policy import STIPEND, DatedRate, DatedSetting
from wvls_mentor.rules.reminders import AHEAD
from wvls_mentor.rules.roster import Listed
from wvls_mentor.rules.terms import Excuse, Planned


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
    let_end_from: date | None = None  # when that can be recorded; None: now

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
    """A pair whose term is over and for which something is still open."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ended_on: date
    open: tuple[Obligation, ...]
    owed_cents: int
    unwritten: bool = False  # the coordinator chose not to write to them
    to_ask: bool = False  # it stopped, and nobody has said yet whether they are asked how it was
    stale: bool = False  # it is over so long that nobody is asked any more
    met: bool = True  # False: no contact between them is on record
    reason: str = ""  # why it was ended by hand
    check_ins: tuple[CallMade, ...] = ()  # the newest one that says something

    @property
    def unwell(self) -> tuple[CallMade, ...]:
        """The newest check-in, unless it says that all was well."""
        return tuple(c for c in self.check_ins if c.going != "well")

    @property
    def settled(self) -> bool:
        """Whether nobody needs to be contacted any more: it ended long ago, and all is paid."""
        return self.stale and not self.owed_cents and not self.other

    @property
    def evaluations(self) -> tuple[Obligation, ...]:
        """The evaluations that have not come in."""
        return tuple(o for o in self.open if o.kind == "evaluation")

    @property
    def other(self) -> tuple[Obligation, ...]:
        """What else is open."""
        return tuple(o for o in self.open if o.kind != "evaluation")


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
    stopped: tuple[StoppedPair, ...] = ()  # ended early within a year or with something open
    rate_missing: bool = False  # no mileage rate for the day: no trip of now can be paid
    unconfirmed: tuple[DatedRate, ...] = ()  # mileage rates in use that nobody has confirmed
    no_letters: Mapping[int, str] = field(default_factory=dict)  # who gets none, with the reason
    no_w9: tuple[tuple[str, int], ...] = ()  # who is paid without one on file, with what so far
    enter_w9: str = ""  # what is typed when one comes in
    paused: tuple[str, ...] = ()  # mentors who take nobody new
    paid_last_year: bool = False  # somebody was paid in the year before
    gone: frozenset[int] = frozenset()  # who has left the program: nobody calls or writes to them
    letters: tuple[str, ...] = ()  # who each letter that is due goes to

    @property
    def until(self) -> date:
        """The last of the seven days."""
        return self.day + AHEAD

    @property
    def late(self) -> tuple[int, ...]:
        """The pairs for which something is overdue, most urgent first."""
        return _pairs(o.pair_id for o in self.this_week if o.late_on(self.day))

    @property
    def soon(self) -> tuple[int, ...]:
        """The pairs for which something is due within seven days, or is in its grace period."""
        return _pairs(o.pair_id for o in self.this_week if not o.late_on(self.day))

    @property
    def to_call(self) -> tuple[int, ...]:
        """The pairs about which somebody is to be called."""
        return _pairs(c.pair_id for c in self.calls if c.pair_id is not None)

    @property
    def ordered(self) -> tuple[HandoverPair, ...]:
        """The active pairs: what is late first, then what is due, then the others."""
        first = _pairs((*self.late, *self.soon, *self.to_call))
        place = {pair: n for n, pair in enumerate(first)}
        return tuple(sorted(self.pairs, key=lambda p: place.get(p.pair_id, len(first))))

    def week_of(self, pair: HandoverPair, *, late: bool) -> tuple[Obligation, ...]:
        """What is overdue or due this week for a pair, besides its next step."""
        mine = (o for o in self.this_week if o.pair_id == pair.pair_id and o != pair.next)
        return tuple(o for o in mine if o.late_on(self.day) is late)

    @property
    def call_groups(self) -> tuple[CallGroup, ...]:
        """Who is to be called, a line a pair, those of one mentor together."""
        return groups(lines(self.calls))

    def called(self, person_id: int, pair_id: int | None = None) -> bool:
        """Whether somebody is to be called, about *pair_id* where it is given."""
        return any(c.person.id == person_id and pair_id in (None, c.pair_id) for c in self.calls)

    def checks_in(self, o: Obligation) -> bool:
        """Whether this is the check-in for which its pair is among the calls."""
        return o.kind == "check-in" and self.called(o.mentor_id, o.pair_id) and o in self.this_week

    def expected(self, pair: FinishedPair, *, called: bool) -> tuple[Obligation, ...]:
        """The evaluations of a pair that can still come, from who is among the calls or not."""
        return tuple(
            o
            for o in pair.evaluations
            for person in o.owed_by
            if person not in self.gone and self.called(person, o.pair_id) is called
        )

    def given_up(self, pair: FinishedPair) -> bool:
        """Whether evaluations are missing that nobody can or will be asked for."""
        can_come = any(self.expected(pair, called=called) for called in (True, False))
        return pair.stale or (bool(pair.evaluations) and not can_come)

    def due_since(self, o: Obligation) -> bool:
        """Whether something is late; a planned meeting is only not confirmed."""
        return o.late_on(self.day) and o.kind != "confirm-meeting"

    def in_grace(self, o: Obligation) -> bool:
        """Whether its day has passed and it would still be in time."""
        return o.due < self.day and not o.late_on(self.day) and o.late_after is not None

    def named(self, o: Obligation) -> str:
        """What a successor reads that is to be done."""
        return OF_NAME[o.kind].handed_over

    def excused_from(self, e: Excuse) -> str:
        """What a pair is excused from, to a successor."""
        return OF_NAME[e.kind].excused

    def typed(self, o: Obligation) -> str:
        """The command that says that it is done, of what is told here with one."""
        return {
            "confirm-meeting": f"wvls meeting confirm {o.meeting_id}",
            "evaluation": f"wvls evaluate {o.pair_id} --by {o.who}",
        }.get(o.kind, "")

    def reached_at(self, person: Listed) -> str:
        """Their phone and e-mail, without what stands with the call to them."""
        if not self.called(person.id):
            return ", ".join(x for x in (person.phone, person.email) if x)
        return person.email if person.phone else ""

    @property
    def introduced(self) -> Mapping[int, tuple[Listed, ...]]:
        """The partners whose contact details stand with a pair: the first of each person's pairs."""
        told: set[int] = set()
        found = {}
        unsettled = (p for p in self.finished if not p.settled)
        named: tuple[HandoverPair | FinishedPair, ...] = (*self.ordered, *unsettled)
        for p in named:
            new = [one for one in (p.mentor, p.mentee) if one.id not in told]
            found[p.pair_id] = tuple(new)
            told.update(one.id for one in new)
        return found

    def stop_of(self, pair_id: int) -> StoppedPair | None:
        """What is known of a pair that ended early."""
        return next((p for p in self.stopped if p.pair_id == pair_id), None)

    @property
    def only_stopped(self) -> tuple[StoppedPair, ...]:
        """The pairs that ended early and have nothing open."""
        open_ = {p.pair_id for p in self.finished}
        return tuple(p for p in self.stopped if p.pair_id not in open_)

    def claimed(self, name: str) -> tuple[OpenClaim, ...]:
        """The open claims that what *name* is owed is on."""
        return tuple(c for c in self.claims if c.person == name)

    @property
    def unowed(self) -> tuple[OpenClaim, ...]:
        """The open claims of people who are owed nothing according to the records."""
        names = {name for name, _ in self.owed}
        return tuple(c for c in self.claims if c.person not in names)

    @property
    def outline_stipend_cents(self) -> int:
        """What the outline pays for a visit (C11)."""
        return rate_cents(STIPEND)

    @property
    def owed_cents(self) -> int:
        """What is owed to everybody, in total."""
        return sum(cents for _, cents in self.owed)


def _pairs(numbers: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(numbers))
