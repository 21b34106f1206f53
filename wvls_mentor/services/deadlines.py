"""Deadlines and standing: what is late, what comes, how every pair is doing (C4 to C10)."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wvls_mentor.rules import deadlines, reminders, stipends, terms
from wvls_mentor.rules.attention import Attention, PairNews, attention, just_ended, to_evaluate
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.people import Contact, MenteeLine, PersonLine, reached
from wvls_mentor.rules.policy import DatedRate, PolicyBook
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import confirmed_rates, standing
from wvls_mentor.services import stipends as stipends_service
from wvls_mentor.store import handover, letters, people, queries
from wvls_mentor.store.opening import asking
from wvls_mentor.store.queries import Source


@dataclass(frozen=True, slots=True)
class Due:
    """Open items on *day*, with how people are reached."""

    day: date
    items: tuple[Obligation, ...]
    people: dict[int, Contact]
    days: int | None = None  # how far ahead was looked; None: what is late
    kind: str | None = None
    reminded: dict[tuple[int, int, str, date], list[date]] = field(default_factory=dict)
    attention: tuple[Attention, ...] = ()
    late: int = 0  # how many are late already, where what comes is shown
    let_end: dict[int, date] = field(default_factory=dict)  # of the pairs that are to end, the day
    may_let_end: frozenset[int] = frozenset()  # pairs of which an end can be recorded on *day*
    again_days: int = 0  # how long a reminder has to be answered
    gone: frozenset[int] = frozenset()  # who owes an evaluation and has left the program

    def contacts(self, o: Obligation) -> list[Contact]:
        """Whoever must act; both partners where it is the pair's turn or the coordinator's."""
        return [self.people[i] for i in o.owed_by]

    def has_left(self, o: Obligation) -> bool:
        """Whether it is the evaluation of somebody who has left the program: it may never come."""
        return o.kind == "evaluation" and o.owed_by[0] in self.gone

    def reminded_on(self, o: Obligation) -> date | None:
        """The day of the last reminder of it that was marked as sent; None where there was none."""
        return max((days[-1] for days in self._reminders(o)), default=None)

    def call_instead(self, o: Obligation) -> bool:
        """Whether somebody was reminded of it as often as letters remind, and had time to answer."""
        found = self._reminders(o)
        return any(reminders.call_instead(days, self.day, self.again_days) for days in found)

    def _reminders(self, o: Obligation) -> Iterator[list[date]]:
        for person in o.owed_by:
            if days := self.reminded.get((person, o.pair_id, o.kind, o.due)):
                yield days


@dataclass(frozen=True, slots=True)
class Standing:
    """One pair on *day*."""

    facts: PairFacts
    state: str
    ends_on: date
    concluded_on: date | None
    next_contact_due: date | None
    contact_late: bool
    visits_held: int
    stipend_visits: int
    goals_short: int
    goals_long: int
    overdue: int
    going: str | None  # the newest check-in's answer
    mentor: Contact
    mentee: Contact


@dataclass(frozen=True, slots=True)
class Overview:
    """The program on *day*: its pairs, who waits, what is late and owed."""

    day: date
    pairs: tuple[Standing, ...]
    active: int
    waiting: tuple[MenteeLine, ...]
    free_mentors: int
    overdue: tuple[Obligation, ...]
    owed_cents: int
    upcoming: tuple[Obligation, ...]
    last_backup: date | None
    attention: tuple[Attention, ...]


def overdue(db: Path, day: date, *, kind: str | None = None, with_attention: bool = False) -> Due:
    """Everything late on *day*, worst first; with what else to see to where that is asked for."""
    with asking(db) as source:
        book = queries.policy_book(source)
        facts = queries.pair_facts(source, book, day)
        contacts = people.contacts(source)
        reminded = letters.reminded(source, day)
        other: list[Attention] = []
        if with_attention:
            other = _attention(_gathered(source, book, facts, day))
        late = tuple(deadlines.overdue(facts, day, kind))
        gone = _gone(source, late, day)
    return Due(
        day, late, contacts, kind=kind, reminded=reminded, attention=tuple(other),
        let_end=_let_end(facts, day), again_days=book.on(day).remind_again_days,
        gone=gone,
    )  # fmt: skip


def _gone(source: Source, late: Sequence[Obligation], day: date) -> frozenset[int]:
    """Who has left the program; only looked for where an evaluation is late."""
    if all(o.kind != "evaluation" for o in late):
        return frozenset()
    return frozenset(p.id for p in people.known(source, day).values() if p.left)


def _let_end(facts: Sequence[PairFacts], day: date) -> dict[int, date]:
    """By pair, the end of the term where the coordinator has decided to let it come (C4)."""
    settled = ((f.pair_id, f.let_end) for f in facts if f.let_end == terms.concluded_on(f))
    return {pair: end for pair, end in settled if end is not None and day < end}


def _asked(source: Source, facts: Sequence[PairFacts], day: date) -> set[tuple[int, int | None]]:
    """Who was asked for an evaluation, or is not to be; only looked for where a term has just ended.

    A page of letters has nothing for whoever gets none, nor for a pair that is not written to.
    """
    ended = [f for f in facts if just_ended(f, day)]
    if not ended:
        return set()
    silent = letters.silent(source)
    refused = {
        (a.pair_id, a.about)
        for a in letters.answers(source, day)
        if a.question == "write" and not a.yes
    }
    return letters.asked(source, day) | {
        (person, f.pair_id)
        for f in ended
        for person in (f.mentor_id, f.mentee_id)
        if person in silent or (f.pair_id, terms.concluded_on(f)) in refused
    }


def _unconfirmed(source: Source, calculated: Sequence[stipends.PairStipends]) -> list[DatedRate]:
    """The mileage rates by which travel is owed and that nobody has confirmed (C12).

    Named only when it is paid, a rate is looked up while the checks are being written.
    """
    visits = [v for pair in calculated for v in pair.visits]
    days = {
        v.on for v in visits for t in v.travel if t.mileage_cents and t.amount_cents != t.paid_cents
    }
    return confirmed_rates.missing(source, days) if days else []


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is known on *day* of whatever needs attention beside the deadlines."""

    book: PolicyBook
    day: date
    facts: Sequence[PairFacts]
    calculated: Sequence[stipends.PairStipends]
    calls: dict[int, tuple[str, str, date]]  # by pair the newest answer, the note and the day
    asked: Collection[tuple[int, int | None]]
    unconfirmed: Sequence[DatedRate]
    last_backup: date | None


def _gathered(source: Source, book: PolicyBook, facts: Sequence[PairFacts], day: date) -> _Gathered:
    calculated = stipends_service.calculated(source, book, day, facts=facts)
    return _Gathered(
        book,
        day,
        facts,
        calculated,
        handover.last_calls(source, day),
        _asked(source, facts, day),
        _unconfirmed(source, calculated),
        queries.last_backup(source, day),
    )


def _attention(known: _Gathered) -> list[Attention]:
    """What to see to beside the deadlines; of a program without pairs nothing."""
    day, facts, calls = known.day, known.facts, known.calls
    if not facts:
        return []
    badly = [
        PairNews(f.pair_id, (f.mentor, f.mentee), calls[f.pair_id][2])
        for f in facts
        if f.pair_id in calls and calls[f.pair_id][0] == "badly" and terms.state(f, day) == "active"
    ]
    ended = [_ended(f, day, known.asked) for f in facts if just_ended(f, day)]
    return attention(
        known.book,
        day,
        badly=badly,
        ended=ended,
        claims_waiting=stipends.totals(known.calculated).claims_waiting,
        unconfirmed=known.unconfirmed,
        last_backup=known.last_backup,
    )


def _ended(facts: PairFacts, day: date, asked: Collection[tuple[int, int | None]]) -> PairNews:
    """A pair whose term is over, and whether everybody who owes an evaluation was asked for it."""
    owing = to_evaluate(facts, day)
    everybody = all((person, facts.pair_id) in asked for person in owing.values())
    both = (facts.mentor, facts.mentee)
    return PairNews(facts.pair_id, both, terms.concluded_on(facts), everybody, tuple(owing))


def upcoming(
    db: Path, day: date, *, days: int, kind: str | None = None, with_late: bool = False
) -> Due:
    """Everything open that is not late and due within *days*, soonest first.

    *with_late*: how much is late already too, for a screen that would otherwise look complete.
    """
    with asking(db) as source:
        facts = queries.pair_facts(source, queries.policy_book(source), day)
        contacts = people.contacts(source)
    found = tuple(deadlines.upcoming(facts, day, days, kind))
    late = len(deadlines.overdue(facts, day, kind)) if with_late else 0
    may = frozenset(f.pair_id for f in facts if deadlines.may_let_end(f, day))
    return Due(day, found, contacts, days, kind, late=late, may_let_end=may)


def status(db: Path, day: date, *, concluded: bool = False) -> Overview:
    """Every active pair on *day*; with *concluded* the others too."""
    with asking(db) as source:
        book = queries.policy_book(source)
        facts = queries.pair_facts(source, book, day)
        known = _gathered(source, book, facts, day)
        goals = queries.goal_counts(source, day)
        mentors, mentees = standing.everybody(source, day, book=book, facts=facts)
    late = deadlines.overdue(facts, day)
    counts = Counter(o.pair_id for o in late)
    money = {r.pair_id: r for r in known.calculated}
    roles: list[PersonLine] = [*mentors.values(), *mentees.values()]
    contacts = {p.id: reached(p.name, p.email, p.phone) for p in roles}
    going = {pair_id: call[0] or None for pair_id, call in known.calls.items()}
    pairs = [_standing(f, day, money[f.pair_id], goals, counts, going, contacts) for f in facts]
    return Overview(
        day=day,
        pairs=tuple(p for p in pairs if concluded or p.state == "active" or p.overdue),
        active=sum(p.state == "active" for p in pairs),
        waiting=tuple(m for m in mentees.values() if m.status == "waiting"),
        free_mentors=sum(m.available for m in mentors.values()),
        overdue=tuple(late),
        owed_cents=stipends.totals(known.calculated).owed_cents,
        upcoming=tuple(deadlines.upcoming(facts, day, 14)),
        last_backup=known.last_backup,
        attention=tuple(_attention(known)),
    )


def without_notes(found: Overview) -> Overview:
    """The overview without what people answered when they were asked how it goes."""
    return replace(
        found,
        pairs=tuple(replace(p, going=None) for p in found.pairs),
        attention=tuple(a for a in found.attention if a.kind != "going"),
    )


def _standing(
    facts: PairFacts,
    day: date,
    money: stipends.PairStipends,
    goals: dict[tuple[int, str], int],
    late: Counter[int],
    going: dict[int, str | None],
    contacts: dict[int, Contact],
) -> Standing:
    items = deadlines.obligations(facts, day)
    contact = next((o for o in items if o.kind == "contact"), None)
    state = terms.state(facts, day)
    return Standing(
        facts=facts,
        state=state,
        ends_on=terms.ends_on(facts),
        concluded_on=None if state == "active" else terms.concluded_on(facts),
        next_contact_due=deadlines.next_due(facts, items, day, "contact"),
        contact_late=contact is not None and contact.late_on(day),
        visits_held=sum(v.held for v in money.visits),
        stipend_visits=sum(v.qualifies for v in money.visits),
        goals_short=goals.get((facts.pair_id, "short"), 0),
        goals_long=goals.get((facts.pair_id, "long"), 0),
        overdue=late[facts.pair_id],
        going=going.get(facts.pair_id),
        mentor=contacts.get(facts.mentor_id, Contact(facts.mentor)),
        mentee=contacts.get(facts.mentee_id, Contact(facts.mentee)),
    )
