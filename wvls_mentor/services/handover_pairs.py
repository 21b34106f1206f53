"""What a successor is told of each pair: active ones, those with something open, those that stopped.

What the handover page says about money, calls and settings is in ``handover``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wvls_mentor.rules import deadlines, terms
from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.ending_letters import STALE
from wvls_mentor.rules.handover import CallMade, FinishedPair, HandoverPair, StoppedPair
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.reminders import AHEAD
from wvls_mentor.rules.roster import Listed, ListedPair
from wvls_mentor.rules.terms import Excuse, PairFacts
from wvls_mentor.services import letters, roster
from wvls_mentor.store import handover as store
from wvls_mentor.store import letters as letter_marks
from wvls_mentor.store import people, queries
from wvls_mentor.store.session import Session

STOPPED = timedelta(days=365)  # so long a pair that ended early is still news to a successor


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on record of people and pairs as of *day*; without *notes* no note, reason or answer."""

    day: date
    notes: bool
    book: PolicyBook
    facts: Sequence[PairFacts]
    people: dict[int, people.PersonRecord]
    listed: dict[int, Listed]
    reasons: Mapping[int, str]  # why a pair was ended
    waived: Mapping[int, str]
    last_calls: Mapping[int, tuple[str, str, date]]  # how it goes, a note, the day
    calls_made: Mapping[int, Sequence[CallMade]]
    ahead: Mapping[int, Sequence[Excuse]]
    refused: Collection[tuple[int, date]]  # pairs that are not written to, and when they ended


def read(session: Session, day: date, *, notes: bool) -> Known:
    """Everything of one moment."""
    book = queries.policy_book(session)
    return Known(
        day=day,
        notes=notes,
        book=book,
        facts=queries.pair_facts(session, book, day),
        people=people.known(session, day),
        listed=roster.everybody(session, day),
        reasons=store.end_reasons(session) if notes else {},
        waived=store.waivers(session) if notes else {},
        last_calls=store.last_calls(session, day),
        calls_made=store.calls_made(session, day) if notes else {},
        ahead=store.excuses_ahead(session, day),
        refused={
            (a.pair_id, a.about)
            for a in letter_marks.answers(session, day)
            if a.question == "write" and not a.yes
        },
    )


def active(known: Known, pairs: Sequence[ListedPair]) -> tuple[HandoverPair, ...]:
    """The active *pairs* of the roster, each with its next step."""
    by_pair = {f.pair_id: f for f in known.facts}
    return tuple(_active(known, p, by_pair[p.pair_id]) for p in pairs)


def _active(known: Known, listed: ListedPair, facts: PairFacts) -> HandoverPair:
    pair = listed.pair_id
    going, note, called_on = known.last_calls.get(pair, ("", "", None))
    may = deadlines.may_let_end(facts, known.day)
    return HandoverPair(
        pair_id=pair,
        mentor=listed.mentor,
        mentee=listed.mentee,
        ends_on=listed.ends_on,
        last_contact=facts.last_contact,
        next=_next(facts, known.day),
        going=going if known.notes else "",
        going_on=called_on,
        note=note if known.notes else "",
        waived=known.waived.get(pair, ""),
        leaves=_excuses(known, (e for e in facts.excuses if e.holds(known.day))),
        ahead=_excuses(known, known.ahead.get(pair, ())),
        check_ins=tuple(known.calls_made.get(pair, ())[:2]),
        let_end=facts.let_end == listed.ends_on,
        ends_soon=deadlines.ends_soon(facts, known.day),
        let_end_from=None if may else deadlines.evaluations_open(facts),
    )


def _excuses(known: Known, found: Iterable[Excuse]) -> tuple[Excuse, ...]:
    return tuple(e if known.notes else replace(e, reason="") for e in found)


def _next(facts: PairFacts, day: date) -> Obligation | None:
    """What has been overdue longest, or what comes first; a leave goes before anything later.

    A visit that is planned or to be confirmed stands for the first visit or the contact that it is.
    """
    open_ = [o for o in deadlines.obligations(facts, day) if o.open]
    meetings = [o for o in open_ if o.kind == "confirm-meeting"]
    late = [o for o in open_ if o.late_on(day)]
    first = min(late or open_, key=_due, default=None)
    if first is not None and OF_NAME[first.kind].met_by_meeting and meetings:
        first = min(meetings, key=_due)
    back = [e.until for e in facts.excuses if e.kind == "contact" and e.holds(day)]
    if first is not None and any(until is None or first.due > until for until in back):
        return None if all(terms.excused(facts, kind, day) for kind in LEAVE) else first
    return first


def _due(o: Obligation) -> date:
    return o.due


def this_week(known: Known) -> tuple[Obligation, ...]:
    """What is late or due within seven days, the coordinator's own first, then the worst."""
    found = [
        o
        for f in known.facts
        for o in deadlines.obligations(f, known.day)
        if o.open and (o.late_on(known.day) or o.due <= known.day + AHEAD)
    ]
    return tuple(sorted(found, key=lambda o: (o.who != "coordinator", o.due, o.pair_id, o.who)))


def finished(
    known: Known, owed: Mapping[int, int], asked: Collection[int]
) -> tuple[FinishedPair, ...]:
    """The pairs that have ended and of which something is open: a successor would not see them.

    *owed* are cents by pair; *asked*: of these pairs nobody has said yet whether they are written to.
    """
    over = (f for f in known.facts if terms.state(f, known.day) != "active")
    pairs = ((f, [o for o in deadlines.obligations(f, known.day) if o.open]) for f in over)
    return tuple(
        _finished(known, f, open_, owed.get(f.pair_id, 0), to_ask=f.pair_id in asked)
        for f, open_ in pairs
        if open_ or owed.get(f.pair_id)
    )


def _finished(
    known: Known, facts: PairFacts, open_: Sequence[Obligation], owed_cents: int, *, to_ask: bool
) -> FinishedPair:
    pair, ended = facts.pair_id, terms.concluded_on(facts)
    return FinishedPair(
        pair_id=pair,
        mentor=known.listed[facts.mentor_id],
        mentee=known.listed[facts.mentee_id],
        ended_on=ended,
        open=tuple(sorted(open_, key=_due)),
        owed_cents=owed_cents,
        unwritten=(pair, ended) in known.refused,
        to_ask=to_ask,
        stale=known.day > ended + STALE,
        met=facts.last_contact is not None,
        reason=known.reasons.get(pair, ""),
        check_ins=tuple(known.calls_made.get(pair, ())[:1]),
    )


def stopped(known: Known, still_open: Collection[int]) -> tuple[StoppedPair, ...]:
    """The pairs that ended early within a year, or are *still_open*, and what became of both."""
    waiting = letters.waiting(known.facts, known.people, known.day)
    found = [
        StoppedPair(
            pair_id=f.pair_id,
            mentor=known.listed[f.mentor_id],
            mentee=known.listed[f.mentee_id],
            ended_on=terms.concluded_on(f),
            reason=known.reasons.get(f.pair_id, ""),
            waits=f.mentee_id in waiting,
            paused=known.people[f.mentor_id].paused,
        )
        for f in known.facts
        if terms.state(f, known.day) == "ended-early"
    ]
    kept = [p for p in found if p.ended_on >= known.day - STOPPED or p.pair_id in still_open]
    return tuple(sorted(kept, key=lambda p: (p.ended_on, p.pair_id), reverse=True))
