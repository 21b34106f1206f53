"""C4 to C10: from what happened to what is due. The one definition of due, met and late."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from wvls_mentor.dates import months_after
from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.rules.deadline_kinds import called
from wvls_mentor.rules.terms import PairFacts, concluded_on, excused

SOON_DAYS = 7  # within so many days what is due is marked as near
DAYS_AFTER_LEAVE = 14  # for a first visit, goals and an evaluation
LET_END = "you let it end"
TO_DECIDE = timedelta(days=60)  # before the conclusion it is time to decide about an extension
TERMS_OF_GOALS = ("short-term", "long-term")  # one goal of each is owed (C8)
_NO_VISIT = "no first visit at either library on record"


def after_leave(facts: PairFacts, kind: str, due: date, met_on: date | None, day: date) -> date:
    """*due*, or where the end of an excuse that began by *day* moves it (Excused).

    What was met before the excuse began or is due after its end keeps its day: only what stood
    still starts again, a contact and a check-in with a full interval, else nobody back from a
    leave could be in time.
    """
    if not facts.excuses:
        return due
    ends = [
        e.until
        for e in facts.excuses
        if e.kind == kind and e.since <= day and e.until is not None and due <= e.until
        if met_on is None or met_on >= e.since
    ]
    # A planned meeting has its own day: no leave moves it.
    if not ends or kind == "confirm-meeting":
        return due
    if kind == "contact":
        return months_after(max(ends), facts.policy.contact_months)
    if kind == "check-in":
        return months_after(max(ends), facts.policy.check_in_months)
    return max(ends) + timedelta(days=DAYS_AFTER_LEAVE)


class Obligation(NamedTuple):
    """One thing that a pair or the coordinator owes, as it stands on *on*; days are calendar days.

    A tuple, since a report of thousands of pairs makes tens of thousands of them.
    """

    pair_id: int
    mentor: str
    mentee: str
    mentor_id: int
    mentee_id: int
    kind: str
    who: str
    due: date
    late_after: date | None  # None: never late
    clause: str
    on: date
    met_on: date | None = None
    excused: bool = False
    meeting_id: int | None = None
    last_on: date | None = None  # of what repeats the last one; of a first visit one elsewhere
    forgotten: bool = False  # who owes it was forgotten
    planned_on: date | None = None  # the visit that would meet it
    tried_on: date | None = None  # since the last contact, in vain
    missing: tuple[str, ...] = ()  # the terms of which no goal is shared, of TERMS_OF_GOALS
    method: str | None = None  # of a planned meeting
    settled: bool = False  # the coordinator has said that the term is to end then
    term_end: date | None = None  # of an evaluation: the conclusion that it is about

    @property
    def note(self) -> str:
        """What is missing, or how it was met, as a sentence to read: programs ask the fields."""
        return _NOTES.get(self.kind, _note_of_any)(self)

    @property
    def is_visit(self) -> bool:
        """Whether it is about a planned meeting in person."""
        return self.method == "in-person"

    @property
    def open(self) -> bool:
        """Neither met nor excused, and somebody is still there to do it."""
        return self.met_on is None and not self.excused and not self.forgotten

    @property
    def owed_by(self) -> tuple[int, ...]:
        """The partner who must act; both where it is the pair's turn or the coordinator's."""
        one = {"mentor": self.mentor_id, "mentee": self.mentee_id}.get(self.who)
        return (self.mentor_id, self.mentee_id) if one is None else (one,)

    def late_on(self, day: date) -> bool:
        """Open, and past its due day (for contacts: and the grace)."""
        return self.open and self.late_after is not None and day > self.late_after

    def days_late(self, day: date) -> int:
        """Days since it was due."""
        return (day - self.due).days

    def days_left(self, day: date) -> int:
        """Days until it is due; negative for a contact within its grace."""
        return (self.due - day).days


def obligations(facts: PairFacts, day: date) -> tuple[Obligation, ...]:
    """Every obligation of a pair as it stands on *day*; the met and the excused too.

    Once a pair has concluded only evaluations and planned meetings remain: what it never did is
    history.
    """
    if day < facts.matched_on:
        return ()
    found: list[Obligation] = []
    if day < concluded_on(facts):
        found += (_first_visit(facts, day), _goals(facts, day))
        found += (*_contact(facts, day), *_check_in(facts, day), _term_end(facts, day))
    return (*found, *_evaluations(facts, day), *_planned(facts, day))


def _note_of_any(o: Obligation) -> str:
    """Of a kind that has no note of its own."""
    return f"no {called(o.kind)} on record" if o.met_on is None else f"done on {o.met_on}"


def _note_of_visit(o: Obligation) -> str:
    if o.met_on is not None:
        return f"visited on {o.met_on}"
    met = o.last_on
    note = f"no visit at either library yet; met elsewhere on {met}" if met else _NO_VISIT
    return note + (f"; planned for {o.planned_on}" if o.planned_on else "")


def _note_of_goals(o: Obligation) -> str:
    return f"no {' or '.join(o.missing)} goal shared" if o.missing else "goals shared"


def _note_of_contact(o: Obligation) -> str:
    return f"no contact on record {_since(o)}" + (f"; tried {o.tried_on}" if o.tried_on else "")


def _since(o: Obligation) -> str:
    return f"since {o.last_on}" if o.last_on else "since the match"


def _note_of_evaluation(o: Obligation) -> str:
    ends = "ends" if o.term_end is not None and o.on < o.term_end else "ended"
    return f"the {o.who}'s evaluation (their term {ends} {o.term_end})"


def _note_of_plan(o: Obligation) -> str:
    what = "visit" if o.is_visit else f"{o.method} meeting"
    if o.on > o.due:
        return f"did the {what} of {o.due} happen? meeting {o.meeting_id}: confirm or cancel"
    return f"{what} planned for {o.due}: meeting {o.meeting_id}"


# Written only where it is read: a report counts tens of thousands of them and reads none.
_NOTES: dict[str, Callable[[Obligation], str]] = {
    "first-visit": _note_of_visit,
    "goals": _note_of_goals,
    "contact": _note_of_contact,
    "check-in": lambda o: f"no check-in on record {_since(o)}",
    "term-end": lambda o: LET_END if o.settled else "extend it, or let it end?",
    "evaluation": _note_of_evaluation,
    "confirm-meeting": _note_of_plan,
}


def _make(
    facts: PairFacts, day: date, kind: str, who: str, due: date, clause: str, **more: Any
) -> Obligation:
    return Obligation(
        facts.pair_id,
        facts.mentor,
        facts.mentee,
        facts.mentor_id,
        facts.mentee_id,
        kind,
        who,
        due,
        more.pop("late_after", due),
        clause,
        day,
        excused=excused(facts, kind, day),
        **more,
    )


def _first_visit(facts: PairFacts, day: date) -> Obligation:
    """C5: met by the first held visit at either library; a plan is shown, and may be enough."""
    due = facts.matched_on + timedelta(days=facts.policy.first_visit_days)
    due = after_leave(facts, "first-visit", due, facts.first_visit, day)
    plan = next((p.on for p in facts.planned if p.on >= day and p.at in LIBRARIES), None)
    late_after = due
    if plan is not None and facts.policy.first_visit_met_by == "scheduled":
        # A plan for a day before the due day must not bring that day nearer.
        late_after = max(due, plan)
    return _make(
        facts, day, "first-visit", "pair", due, "C5",
        met_on=facts.first_visit, late_after=late_after, last_on=facts.met_elsewhere,
        planned_on=None if facts.first_visit else plan,
    )  # fmt: skip


def _goals(facts: PairFacts, day: date) -> Obligation:
    """C8: at least one short-term and one long-term goal shared."""
    due = facts.matched_on + timedelta(days=facts.policy.goals_days)
    short, long = facts.goals_short, facts.goals_long
    missing = tuple(t for t, have in zip(TERMS_OF_GOALS, (short, long), strict=True) if not have)
    # Both are owed: the first one alone must not close the deadline.
    met = None if short is None or long is None else max(short, long)
    due = after_leave(facts, "goals", due, met, day)
    return _make(facts, day, "goals", "mentee", due, "C8", met_on=met, missing=missing)


def _contact(facts: PairFacts, day: date) -> Iterator[Obligation]:
    """C6: by any means, at least monthly; none is due after the conclusion."""
    last = facts.last_contact or facts.matched_on
    due = months_after(last, facts.policy.contact_months)
    due = after_leave(facts, "contact", due, None, day)
    if due > concluded_on(facts):
        return
    attempt = facts.last_attempt
    tried = attempt if attempt is not None and attempt > last else None
    late_after = due + timedelta(days=facts.policy.contact_grace_days)
    yield _make(
        facts, day, "contact", "mentor", due, "C6",
        late_after=late_after, last_on=facts.last_contact, tried_on=tried,
    )  # fmt: skip


def _check_in(facts: PairFacts, day: date) -> Iterator[Obligation]:
    """C9: the coordinator's own turn; 0 months turns it off."""
    months = facts.policy.check_in_months
    last = facts.last_check_in or facts.matched_on
    if not months:
        return
    due = after_leave(facts, "check-in", months_after(last, months), None, day)
    if due > concluded_on(facts):
        return
    yield _make(facts, day, "check-in", "coordinator", due, "C9", last_on=facts.last_check_in)


def _term_end(facts: PairFacts, day: date) -> Obligation:
    """C4: announced, never overdue."""
    due = concluded_on(facts)
    return _make(
        facts, day, "term-end", "coordinator", due, "C4",
        late_after=None, settled=facts.let_end == due,
    )  # fmt: skip


def evaluations_open(facts: PairFacts) -> date:
    """The first day of a final evaluation (C10); one from before it is interim."""
    return concluded_on(facts) - timedelta(days=facts.policy.evaluation_days)


def may_let_end(facts: PairFacts, day: date) -> bool:
    """Whether it can be recorded on *day* that the pair is to end (C4): from the C10 window on.

    Whatever proposes the command asks this, else it proposes one that records nothing.
    """
    return evaluations_open(facts) <= day < concluded_on(facts)


def ends_soon(facts: PairFacts, day: date) -> bool:
    """Whether *day* is within 60 days before an end that nobody has decided on (C4)."""
    end = concluded_on(facts)
    return end - TO_DECIDE <= day < end and facts.let_end != end


def _evaluations(facts: PairFacts, day: date) -> Iterator[Obligation]:
    """C10: one each, handed in from *evaluation_days* before the conclusion on."""
    window = timedelta(days=facts.policy.evaluation_days)
    concluded, opens = concluded_on(facts), evaluations_open(facts)
    if day < opens:
        return
    for who, newest in (("mentor", facts.evaluated_mentor), ("mentee", facts.evaluated_mentee)):
        # One that an extension left behind is interim: it would keep the final one away.
        met = newest if newest is not None and newest >= opens else None
        due = after_leave(facts, "evaluation", concluded + window, met, day)
        yield _make(
            facts, day, "evaluation", who, due, "C10",
            met_on=met, forgotten=who in facts.forgotten, term_end=concluded,
        )  # fmt: skip


def _planned(facts: PairFacts, day: date) -> Iterator[Obligation]:
    """A planned meeting is to be confirmed or cancelled on its day, after the conclusion too."""
    clause = "C5" if facts.first_visit is None else "C6"
    for plan in facts.planned:
        yield _make(
            facts, day, "confirm-meeting", "coordinator", plan.on, clause,
            meeting_id=plan.meeting_id, method=plan.method,
        )  # fmt: skip


def next_due(facts: PairFacts, items: Iterable[Obligation], day: date, kind: str) -> date | None:
    """When the next contact or check-in among *items* is due.

    None where none is, and while it is excused for good.
    """
    # No day can be promised here; with an excuse that ends there is one, after the leave.
    if any(e.kind == kind and e.until is None and e.holds(day) for e in facts.excuses):
        return None
    return next((o.due for o in items if o.kind == kind), None)


def _of_kind(everyone: Iterable[PairFacts], day: date, kind: str | None) -> Iterator[Obligation]:
    return (o for f in everyone for o in obligations(f, day) if kind in (None, o.kind))


def overdue(everyone: Iterable[PairFacts], day: date, kind: str | None = None) -> list[Obligation]:
    """What is late on *day*, worst first."""
    late = (o for o in _of_kind(everyone, day, kind) if o.late_on(day))
    return sorted(late, key=lambda o: (-o.days_late(day), o.pair_id, o.kind, o.who))


def upcoming(
    everyone: Iterable[PairFacts], day: date, days: int = 30, kind: str | None = None
) -> list[Obligation]:
    """Everything open on *day* that is not late and is due within *days*, soonest first."""
    last = day + timedelta(days=days)
    near = (
        o for o in _of_kind(everyone, day, kind) if o.open and not o.late_on(day) and o.due <= last
    )
    return sorted(near, key=lambda o: (o.due, o.pair_id, o.kind, o.who))
