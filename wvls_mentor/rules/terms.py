"""C4: a pair as one day knows it, how long its term lasts, and what it is excused from."""

from dataclasses import dataclass
from datetime import date

from wvls_mentor.dates import months_after
from wvls_mentor.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting that is planned; *at* only where it is in person."""

    meeting_id: int
    on: date
    method: str
    at: str | None


@dataclass(frozen=True, slots=True)
class Excuse:
    """One kind of obligation excused from *since* until *until* (included), or for good."""

    kind: str
    since: date
    until: date | None
    reason: str

    def holds(self, day: date) -> bool:
        """Whether it is in force on *day*."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFacts:
    """What a pair's deadlines follow from, as of one day: nothing dated later is in here."""

    pair_id: int
    mentor_id: int
    mentor: str
    mentee_id: int
    mentee: str
    matched_on: date
    policy: Policy
    extended_to: date | None = None  # by the newest extension
    ended_on: date | None = None  # by hand
    first_visit: date | None = None  # the first held in person at either library
    met_elsewhere: date | None = None  # the last held in person elsewhere
    last_contact: date | None = None
    planned: tuple[Planned, ...] = ()
    goals_short: date | None = None  # the first short-term goal shared
    goals_long: date | None = None
    last_check_in: date | None = None  # answered
    evaluated_mentor: date | None = None
    evaluated_mentee: date | None = None
    excuses: tuple[Excuse, ...] = ()
    last_attempt: date | None = None
    let_end: date | None = None  # the end that the coordinator said is to come
    forgotten: tuple[str, ...] = ()  # the partners who were forgotten: nobody can ask them

    @property
    def partners(self) -> tuple[tuple[str, int], ...]:
        """The role and the id of each partner, the mentor first."""
        return ("mentor", self.mentor_id), ("mentee", self.mentee_id)


def ends_on(facts: PairFacts) -> date:
    """The end of the term, extended where it was (C4)."""
    return facts.extended_to or months_after(facts.matched_on, facts.policy.term_months)


def concluded_on(facts: PairFacts) -> date:
    """The day it was ended by hand, otherwise the end of the term."""
    return facts.ended_on or ends_on(facts)


def state(facts: PairFacts, day: date) -> str:
    """``active``, ``concluded`` or ``ended-early`` on *day*: it follows from the dates alone."""
    # The day itself is not active any more: the mentee's next pair may begin on it.
    if day < concluded_on(facts):
        return "active"
    first_term = months_after(facts.matched_on, facts.policy.term_months)
    if facts.ended_on is not None and facts.ended_on < first_term:
        return "ended-early"
    return "concluded"


def excused(facts: PairFacts, kind: str, day: date) -> bool:
    """Whether this kind of obligation is excused on *day*."""
    # Few pairs have one, and a report asks tens of thousands of times.
    return bool(facts.excuses) and any(e.kind == kind and e.holds(day) for e in facts.excuses)
