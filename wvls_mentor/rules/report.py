"""The figures of a board report: counted from what happened within a period, as known on a day."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from wvls_mentor.dates import spoken
from wvls_mentor.rules.budget import TermMoney
from wvls_mentor.rules.choices import GOALS_MET, WOULD_REPEAT
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.rules.terms import PairFacts, concluded_on, state
from wvls_mentor.rules.timeline import Chapter, asked

SILENCE = "A pair that loses touch counts as one missed contact, no matter how long."
FEWEST_FOR_EACH = 5  # of fewer answers, "2 yes, 1 no" points at whoever said no


class Kept(NamedTuple):
    """How many were on time, of how many that were due; for goals, how many were met."""

    kept: int
    due: int


class Unasked(NamedTuple):
    """Missing evaluations of pairs that are not asked: those that stopped or never met."""

    stopped: int  # of pairs that ended early
    never_met: int

    def said(self, due: int) -> str:
        """Why they are missing of so many that were *due*, in few words; "" where none is."""
        both = self.stopped and self.never_met
        why = "stopped or never met" if both else "stopped early" if self.stopped else "never met"
        some = f"all {due}" if sum(self) == due > 1 else str(sum(self))
        return f"{some} missing from pairs that {why}" if sum(self) else ""


class Term(NamedTuple):
    """A period with its name; *seen* is its last day, or the day of the report where that is earlier."""

    first: date
    last: date
    name: str
    seen: date
    whole_year: bool = False  # a calendar or a fiscal one, and named for it

    @property
    def over(self) -> bool:
        """Whether the whole period is over."""
        return self.seen == self.last

    @property
    def when(self) -> str:
        """The period within a sentence: ``in 2026``, ``from Mar 1, 2026 to Mar 31, 2026``."""
        return f"in {self.name}" if self.whole_year else f"from {self.name}"

    @property
    def head(self) -> str:
        """The head of its column: ``2026, to Nov 23``."""
        name = self.name[:1].upper() + self.name[1:]
        return name if self.over else f"{name}, to {spoken(self.seen, self.last)}"

    def holds(self, day: date) -> bool:
        """Whether *day* lies in what is seen of it."""
        return self.first <= day <= self.seen


class Discussed(NamedTuple):
    """A topic with the number of meetings at which it came up."""

    slug: str
    title: str
    meetings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What a period's visits earned and what became of it, what may come; in cents.

    *owed_at_end_cents* is owed on its last day seen for whatever visit, *owed_for_earlier_cents*
    now for visits before it. *budget_cents* is None where none is set for just this period,
    *most_cents* (the most that may still come, beside what is owed) where the period is over.
    """

    term: TermMoney
    owed_at_end_cents: int
    owed_for_earlier_cents: int = 0
    budget_cents: int | None = None
    most_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of one period."""

    term: Term
    begun: int
    active: int
    finished: int
    stopped: int
    silent: int  # of all of these, without any contact on record
    libraries: int
    visits: int
    minutes: int
    in_time: Mapping[str, Kept]
    goals: Kept
    topics: tuple[Discussed, ...]
    ratings: Mapping[str, Any]
    money: Money
    unasked: Unasked

    @property
    def pairs(self) -> int:
        """The pairs that were matched on some day of it; some of them may never have met."""
        return self.active + self.finished + self.stopped

    @property
    def had_silence(self) -> bool:
        """Whether a contact was missed: a pair silent for half a year counts as one, not six."""
        contacts = self.in_time["contacts"]
        return contacts.kept < contacts.due

    @property
    def empty(self) -> bool:
        """Whether nothing happened in it."""
        return not (
            self.pairs or self.visits or self.money.term.paid_cents or self.money.owed_at_end_cents
        )


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the region; degrees."""

    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Matched:
    """Who is matched with who: towns and people; a town may be unknown or off the picture."""

    mentor: str
    mentor_town: str
    mentee: str
    mentee_town: str


class Late(NamedTuple):
    """How much is overdue on the day of the report, in how many pairs; some was due before its period."""

    items: int
    pairs: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Report:
    """The board report as of *day*; *matched* are the pairs that are active at the period's end.

    *late* is None for a period that is over: what was missed in it is counted there.
    """

    day: date
    now: Figures
    before: Figures
    towns: tuple[Town, ...]
    matched: tuple[Matched, ...]
    late: Late | None = None


def overdue_now(late: Collection[Obligation], term: Term) -> Late:
    """*late*, counted: a board that read "met all 3 deadlines" took it that nothing was late."""
    earlier = sum(o.due < term.first for o in late)
    return Late(len(late), len({o.pair_id for o in late}), earlier)


def pair_counts(everyone: Iterable[PairFacts], term: Term) -> dict[str, int]:
    """Pairs begun, active on the last day seen, finished and stopped within *term*; silent ones.

    *everyone* is as of that day.
    """
    found = {"begun": 0, "active": 0, "finished": 0, "stopped": 0, "silent": 0}
    for facts in everyone:
        found["begun"] += term.holds(facts.matched_on)
        standing = state(facts, term.seen)
        if standing == "active":
            found["active"] += 1
        elif term.holds(concluded_on(facts)):
            found["stopped" if standing == "ended-early" else "finished"] += 1
        else:
            continue
        found["silent"] += facts.last_contact is None
    return found


def together(facts: PairFacts, term: Term) -> bool:
    """Whether a pair was matched on some day that is seen, or ended on one."""
    return facts.matched_on <= term.seen and concluded_on(facts) >= term.first


def kept(story: Iterable[tuple[PairFacts, Collection[Chapter]]], term: Term) -> dict[str, Kept]:
    """What was asked of the pairs within *term* (see ``timeline.asked``), and how much was in time."""
    keys = {kind.name: kind.report for kind in OF_NAME.values() if kind.report}
    counted = {key: [0, 0] for key in keys.values()}
    for facts, chapters in story:
        for c in chapters:
            if c.kind in keys and term.holds(c.due) and asked(facts, c):
                counted[keys[c.kind]][0] += c.how == "on time"
                counted[keys[c.kind]][1] += 1
    return {name: Kept(*pair) for name, pair in counted.items()}


def unasked(story: Iterable[tuple[PairFacts, Collection[Chapter]]], term: Term) -> Unasked:
    """The evaluations due within *term* that are missing since a pair stopped or never met.

    A board read "none of 4" as that nobody had answered, where the coordinator had asked nobody.
    """
    stopped = never = 0
    for facts, chapters in story:
        early = state(facts, term.seen) == "ended-early"
        if early or facts.last_contact is None:
            missing = sum(
                c.kind == "evaluation"
                and c.met_on is None
                and term.holds(c.due)
                and asked(facts, c)
                for c in chapters
            )
            stopped += missing if early else 0
            never += 0 if early else missing
    return Unasked(stopped, never)


def goals_met(
    shared: Iterable[tuple[int, date | None, date | None, date | None]],
    pairs: Collection[int],
    term: Term,
) -> Kept:
    """Goals met within *term*, of those that *pairs*, who worked together in it, had then (C8).

    A goal is (its pair, the days on which it was shared, done and dropped).
    """
    met = had = 0
    for pair, shared_on, done_on, dropped_on in shared:
        done = done_on is not None and term.holds(done_on)
        met += done
        known = shared_on is not None and shared_on <= term.seen
        gone = min((day for day in (done_on, dropped_on) if day is not None), default=date.max)
        # What was given up in the period is no goal that the pair still had at its end.
        dropped = dropped_on is not None and dropped_on <= term.seen
        had += done or (pair in pairs and known and gone >= term.first and not dropped)
    return Kept(met, had)


def answers(summary: Mapping[str, Any]) -> dict[str, Any]:
    """What may be told of evaluations: how many gave each answer only where enough gave one."""
    told = dict(summary)
    for name, order in (("goals_met", GOALS_MET), ("again", WOULD_REPEAT)):
        given = summary[name] or {}
        enough = sum(given.values()) >= FEWEST_FOR_EACH
        told[name] = {word: given[word] for word in order if word in given} if enough else None
    return told


def visits(results: Iterable[PairStipends], term: Term) -> tuple[int, int]:
    """(visits in person that were held within *term*, their minutes)."""
    held = [v for r in results for v in r.visits if v.held and term.holds(v.on)]
    return len(held), sum(v.minutes or 0 for v in held)
