"""Everything that a successor needs, gathered from the services behind the other screens."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from wvls_mentor.rules import call_list, deadlines, payments
from wvls_mentor.rules.call_list import ToCall
from wvls_mentor.rules.choices import LEAVE
from wvls_mentor.rules.deadlines import Excuse, Obligation, PairFacts
from wvls_mentor.rules.handover import (
    CallMade,
    FinishedPair,
    Handover,
    HandoverPair,
    OpenClaim,
    StoppedPair,
)
from wvls_mentor.rules.policy import SETTINGS, DatedRate, DatedSetting, PolicyBook
from wvls_mentor.rules.reminders import AHEAD, ENDING, STALE
from wvls_mentor.rules.roster import Listed, ListedPair
from wvls_mentor.rules.stipends import PairStipends, totals
from wvls_mentor.services import confirmed_rates, letters, roster, stipends, tax_forms
from wvls_mentor.store import claims, people, queries
from wvls_mentor.store import handover as store
from wvls_mentor.store import letters as letter_marks
from wvls_mentor.store import payments as payment_lines
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session

STOPPED = timedelta(days=365)  # so long a pair that ended early is still news to a successor


def gather(db: Path, day: date, *, notes: bool) -> Handover:
    """The program as of *day*; without *notes* no note, reason or answer about a pair is in it."""
    found = roster.roster(db, day)
    to_write = letters.due(db, day, letters.Choice(), today=day)
    with reading(db) as session:
        book = queries.policy_book(session)
        facts = queries.pair_facts(session, book, day)
        listed = roster.everybody(session, day)
        known, reasons = people.known(session, day), store.end_reasons(session)
        calls, waived = store.last_calls(session, day), store.waivers(session)
        made = store.calls_made(session, day) if notes else {}
        ahead = store.excuses_ahead(session, day)
        results = stipends.calculated(session, book, day, facts=facts)
        sheets = claims.sheets(session, day)
        last_backup = queries.last_backup(session, day)
        lines = [p for p in payment_lines.lines(session) if p.live_on(day)]
        refused = {
            (a.pair_id, a.about)
            for a in letter_marks.answers(session, day)
            if a.question == "write" and not a.yes
        }
        unconfirmed = tuple(_unconfirmed(session, book, results, day))
    by_pair = {f.pair_id: f for f in facts}
    pairs = tuple(
        _pair(
            p, by_pair[p.pair_id], day, calls.get(p.pair_id), made.get(p.pair_id, ()),
            ahead.get(p.pair_id, ()), waived, notes=notes,
        )
        for p in found.pairs
    )  # fmt: skip
    week = _this_week(facts, day)
    owed: Counter[str] = Counter()
    owed_by_pair: Counter[int] = Counter()
    owed_to: set[int] = set()
    for o in payments.owed(results, book):
        owed[o.person] += o.amount_cents
        owed_by_pair[o.pair_id] += o.amount_cents
        owed_to.add(o.person_id)
    asked = {q.pair_id for q in to_write.questions if q.question == "write"}
    stopped = _stopped(facts, day, known, reasons if notes else {})
    finished = tuple(
        replace(
            p,
            to_ask=p.pair_id in asked,
            reason=reasons.get(p.pair_id, "") if notes else "",
            check_ins=tuple(made.get(p.pair_id, ())[:1]),
        )
        for p in _finished(facts, day, owed_by_pair, listed, refused)
    )
    to_pay = _to_pay(pairs, results, owed_to)
    no_form = tax_forms.missing((n for n in known if n in to_pay), known)
    stale = {p.pair_id for p in finished if p.stale}
    instead = _instead(to_write, {p.pair_id for p in finished}, stale)
    gone = frozenset(p.id for p in known.values() if _gone(p))
    return Handover(
        day=day,
        notes=notes,
        file=str(db.resolve()),
        backup_folder=book.on(day).backup_folder,
        last_backup=last_backup,
        this_week=week,
        plans={plan.meeting_id: plan for f in facts for plan in f.planned},
        calls=tuple(_calls(week, pairs, finished, instead, listed, gone)),
        pairs=pairs,
        finished=finished,
        waiting=found.waiting,
        claims=tuple(
            OpenClaim(
                s.number, s.mentor, s.made_on, s.state, s.open_cents, s.approved_on is not None
            )
            for s in sheets
            if s.open_cents
        ),
        owed=tuple(sorted(owed.items(), key=lambda item: item[0].casefold())),
        claims_waiting=totals(results).claims_waiting,
        changed=tuple(_changed(book, day)),
        people=listed,
        changed_rates=book.changed_rates(day),
        stopped=tuple(
            p
            for p in stopped
            if p.ended_on >= day - STOPPED or any(p.pair_id == over.pair_id for over in finished)
        ),
        rate_missing=book.rate_on("mileage", day) is None,
        unconfirmed=unconfirmed,
        no_letters={
            p.id: p.papers.no_letters if notes else ""
            for p in known.values()
            if p.papers.no_letters is not None
        },
        no_w9=tuple(
            (p.name, sum(x.amount_cents for x in lines if x.person_id == p.id)) for p in no_form
        ),
        enter_w9=tax_forms.command(no_form, "NAME") if no_form else "",
        paused=tuple(p.name for p in known.values() if p.mentor and p.paused),
        paid_last_year=any(p.paid_on.year == day.year - 1 for p in lines),
        gone=gone,
        letters=len(to_write.letters),
    )


def _gone(p: people.PersonRecord) -> bool:
    """Whether somebody has left the program: forgotten, or withdrawn and no mentor."""
    return p.email.endswith("@invalid") or (p.withdrawn and p.mentor is None)


def _to_pay(
    pairs: Sequence[HandoverPair], results: Sequence[PairStipends], owed_to: Collection[int]
) -> set[int]:
    """Who will be paid: mentors of active pairs, who is owed something, whose trip waits for a rate."""
    waiting = {
        pair.mentor_id if t.payee == "mentor" else pair.mentee_id
        for pair in results
        for v in pair.visits
        for t in v.travel
        if t.amount_cents is None
    }
    return {p.mentor.id for p in pairs} | set(owed_to) | waiting


def _unconfirmed(
    session: Session, book: PolicyBook, results: Sequence[PairStipends], day: date
) -> list[DatedRate]:
    """The mileage rates that nobody has confirmed: of the day, and of what is to be paid (C12)."""
    days = {o.on for o in payments.owed(results, book) if o.kind == "travel" and o.miles_tenths}
    return confirmed_rates.missing(session, (day, *days))


def _pair(
    listed: ListedPair,
    facts: PairFacts,
    day: date,
    call: tuple[str, str, date] | None,
    made: Sequence[CallMade],
    ahead: Sequence[Excuse],
    waived: Mapping[int, str],
    *,
    notes: bool,
) -> HandoverPair:
    """One active pair; *call* is the last check-in: (how it goes, note, day), *made* are all."""
    going, note, called_on = call or ("", "", None)
    let_end = facts.let_end == listed.ends_on
    return HandoverPair(
        pair_id=listed.pair_id,
        mentor=listed.mentor,
        mentee=listed.mentee,
        ends_on=listed.ends_on,
        last_contact=facts.last_contact,
        next=_next(facts, day),
        going=going if notes else "",
        going_on=called_on,
        note=note if notes else "",
        waived=waived.get(listed.pair_id, "") if notes else "",
        leaves=_leaves(facts, day, notes),
        ahead=tuple(_kept(e, notes) for e in ahead),
        check_ins=tuple(made[:2]),
        let_end=let_end,
        ends_soon=not let_end and listed.ends_on - day <= ENDING,
    )


def _next(facts: PairFacts, day: date) -> Obligation | None:
    """What has been late the longest, else what comes first; a leave goes before all that is later.

    A visit that is planned or to be confirmed stands for the first visit or the contact that it is.
    """
    open_ = [o for o in deadlines.obligations(facts, day) if o.open]
    meetings = [o for o in open_ if o.kind == "confirm-meeting"]
    late = [o for o in open_ if o.late_on(day)]
    first = min(late or open_, key=_due, default=None)
    if first is not None and first.kind in ("first-visit", "contact") and meetings:
        first = min(meetings, key=_due)
    back = [e.until for e in facts.excuses if e.kind == "contact" and e.holds(day)]
    if first is not None and any(until is None or first.due > until for until in back):
        return None if all(deadlines.excused(facts, kind, day) for kind in LEAVE) else first
    return first


def _due(o: Obligation) -> date:
    return o.due


def _leaves(facts: PairFacts, day: date, notes: bool) -> tuple[Excuse, ...]:
    return tuple(_kept(e, notes) for e in facts.excuses if e.holds(day))


def _kept(e: Excuse, notes: bool) -> Excuse:
    return Excuse(e.kind, e.since, e.until, e.reason if notes else "")


def _this_week(facts: Sequence[PairFacts], day: date) -> tuple[Obligation, ...]:
    """What is late or due within seven days, the coordinator's own first, then the worst."""
    found = [
        o
        for f in facts
        for o in deadlines.obligations(f, day)
        if o.open and (o.late_on(day) or o.due <= day + AHEAD)
    ]
    return tuple(sorted(found, key=lambda o: (o.who != "coordinator", o.due, o.pair_id, o.who)))


def _finished(
    facts: Sequence[PairFacts],
    day: date,
    owed: Mapping[int, int],
    listed: Mapping[int, Listed],
    refused: Collection[tuple[int, date]],
) -> Iterator[FinishedPair]:
    """The pairs that have ended and of which something is open: a successor would not see them."""
    for f in facts:
        if deadlines.state(f, day) == "active":
            continue
        open_ = sorted((o for o in deadlines.obligations(f, day) if o.open), key=_due)
        if open_ or owed.get(f.pair_id):
            yield FinishedPair(
                pair_id=f.pair_id, mentor=listed[f.mentor_id], mentee=listed[f.mentee_id],
                ended_on=deadlines.concluded_on(f), open=tuple(open_),
                owed_cents=owed.get(f.pair_id, 0),
                unwritten=(f.pair_id, deadlines.concluded_on(f)) in refused,
                stale=day > deadlines.concluded_on(f) + STALE, met=f.last_contact is not None,
            )  # fmt: skip


def _instead(
    found: letters.Found, over: Collection[int], stale: Collection[int]
) -> list[tuple[int, int | None, str]]:
    """Who is called since a letter would not do: (person, pair, why).

    Of a pair that ended long ago nobody is called: it would be for ever.
    """
    calls: list[tuple[int, int | None, str]] = []
    for x in found.not_written:
        none = x.reason == found.people[x.person_id].reason and x.reason.startswith("no letters")
        asks = x.kind == "remind" or (x.kind == "evaluate" and x.pair_id in over)
        if x.pair_id not in stale and (x.call or (none and asks)):
            calls.append(
                (x.person_id, x.pair_id, call_list.NO_ANSWER if x.call else call_list.NO_LETTERS)
            )
    return calls


def _calls(
    week: Sequence[Obligation],
    pairs: Sequence[HandoverPair],
    finished: Sequence[FinishedPair],
    instead: Sequence[tuple[int, int | None, str]],
    listed: dict[int, Listed],
    gone: Collection[int],
) -> list[ToCall]:
    """Both partners of a check-in that is due or of a pair that is not well; who does not answer."""
    unwell = [
        (p.pair_id, (p.mentor.id, p.mentee.id), p.going)
        for p in pairs
        if p.going in ("badly", "mixed")
    ]
    evaluations = [o for p in finished for o in p.evaluations]
    by_pair = {o.pair_id: o.mentor_id for o in evaluations}
    return [
        ToCall(listed[person], pair, whys, _then(person, pair, pairs, by_pair))
        for person, pair, whys in call_list.to_call(week, unwell, instead, evaluations, gone)
    ]


def _then(
    person: int,
    pair: int | None,
    pairs: Sequence[HandoverPair],
    mentors: Mapping[int, int],
) -> str:
    """The command that keeps what a call has said; a pair that has ended has no check-in."""
    if pair is None:
        return "wvls check-in"
    if any(p.pair_id == pair for p in pairs):
        return f"wvls check-in {pair}"
    who = "mentor" if mentors.get(pair) == person else "mentee"
    return f"wvls evaluate {pair} --by {who}"


def _stopped(
    facts: Sequence[PairFacts],
    day: date,
    known: dict[int, people.PersonRecord],
    reasons: dict[int, str],
) -> list[StoppedPair]:
    """The pairs that ended early, and what became of both partners."""
    found, waiting = [], letters.waiting(facts, known, day)
    for f in facts:
        ended = deadlines.concluded_on(f)
        if deadlines.state(f, day) != "ended-early":
            continue
        found.append(
            StoppedPair(
                pair_id=f.pair_id,
                mentor=roster.listed(known[f.mentor_id]),
                mentee=roster.listed(known[f.mentee_id]),
                ended_on=ended,
                reason=reasons.get(f.pair_id, ""),
                waits=f.mentee_id in waiting,
                paused=known[f.mentor_id].paused,
            )
        )
    return sorted(found, key=lambda p: (p.ended_on, p.pair_id), reverse=True)


def _changed(book: PolicyBook, day: date) -> list[tuple[DatedSetting, str]]:
    """The program's settings that differ from the outline, with the outline's value."""
    return [
        (s, SETTINGS[s.key].default)
        for s in book.in_force(day)
        if SETTINGS[s.key].clause and s.value != SETTINGS[s.key].default
    ]
