"""The handover page: everything that a successor needs, gathered from other services."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from wvls_mentor.rules import call_list, payments, reminders
from wvls_mentor.rules.call_list import ToCall
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.handover import FinishedPair, Handover, HandoverPair, OpenClaim
from wvls_mentor.rules.payments import Owed, PaymentLine
from wvls_mentor.rules.policy import SETTINGS, DatedRate, DatedSetting, PolicyBook
from wvls_mentor.rules.roster import Listed
from wvls_mentor.rules.stipends import PairStipends, totals
from wvls_mentor.services import (
    confirmed_rates,
    handover_pairs,
    letters,
    roster,
    stipends,
    tax_forms,
)
from wvls_mentor.services.handover_pairs import Known
from wvls_mentor.store import claims, queries
from wvls_mentor.store import payments as payment_lines
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session

K = TypeVar("K", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Money:
    """What is earned, claimed and paid as of the day."""

    results: Sequence[PairStipends]
    owed: Sequence[Owed]
    lines: Sequence[PaymentLine]  # paid, and not voided
    claims: tuple[OpenClaim, ...]
    unconfirmed: tuple[DatedRate, ...]

    @property
    def waiting(self) -> set[int]:
        """Whose trips wait for a mileage rate."""
        return {
            pair.mentor_id if t.payee == "mentor" else pair.mentee_id
            for pair in self.results
            for v in pair.visits
            for t in v.travel
            if t.amount_cents is None
        }

    def owed_by(self, key: Callable[[Owed], K]) -> Counter[K]:
        """The cents that are owed, by this *key* of each line."""
        found: Counter[K] = Counter()
        for o in self.owed:
            found[key(o)] += o.amount_cents
        return found

    def paid_to(self, person_id: int) -> int:
        """What somebody was paid so far, in cents."""
        return sum(x.amount_cents for x in self.lines if x.person_id == person_id)


def _money(session: Session, known: Known) -> _Money:
    day = known.day
    results = stipends.calculated(session, known.book, day, facts=known.facts)
    owed = list(payments.owed(results, known.book))
    trips = {o.on for o in owed if o.kind == "travel" and o.miles_tenths}
    return _Money(
        results=results,
        owed=owed,
        lines=[p for p in payment_lines.lines(session) if p.live_on(day)],
        claims=tuple(
            OpenClaim(
                s.number, s.mentor, s.made_on, s.state, s.open_cents, s.approved_on is not None
            )
            for s in claims.sheets(session, day)
            if s.open_cents
        ),
        unconfirmed=tuple(confirmed_rates.missing(session, (day, *trips))),
    )


def gather(db: Path, day: date, *, notes: bool) -> Handover:
    """The program as of *day*; without *notes* no note, reason or answer about a pair is in it."""
    found = roster.roster(db, day)
    to_write = letters.due(db, day, letters.LetterChoice(), today=day)
    with reading(db) as session:
        known = handover_pairs.read(session, day, notes=notes)
        money = _money(session, known)
        last_backup = queries.last_backup(session, day)
    asked = {q.pair_id for q in to_write.questions if q.question == "write"}
    pairs = handover_pairs.active(known, found.pairs)
    finished = handover_pairs.finished(known, money.owed_by(lambda o: o.pair_id), asked)
    week = handover_pairs.this_week(known)
    gone = frozenset(p.id for p in known.people.values() if p.left)
    no_form = tax_forms.missing(_to_pay(known, pairs, money), known.people)
    return Handover(
        day=day,
        notes=notes,
        file=str(db.resolve()),
        backup_folder=known.book.on(day).backup_folder,
        last_backup=last_backup,
        this_week=week,
        plans={plan.meeting_id: plan for f in known.facts for plan in f.planned},
        calls=tuple(
            _calls(week, pairs, finished, _instead(to_write, finished), known.listed, gone)
        ),
        pairs=pairs,
        finished=finished,
        waiting=found.waiting,
        claims=money.claims,
        owed=tuple(
            sorted(money.owed_by(lambda o: o.person).items(), key=lambda item: item[0].casefold())
        ),
        claims_waiting=totals(money.results).claims_waiting,
        changed=tuple(_changed(known.book, day)),
        people=known.listed,
        changed_rates=known.book.changed_rates(day),
        stopped=handover_pairs.stopped(known, {p.pair_id for p in finished}),
        rate_missing=known.book.rate_on("mileage", day) is None,
        unconfirmed=money.unconfirmed,
        no_letters=_no_letters(known),
        no_w9=tuple((p.name, money.paid_to(p.id)) for p in no_form),
        enter_w9=tax_forms.command(no_form, "NAME") if no_form else "",
        paused=tuple(p.name for p in known.people.values() if p.mentor and p.paused),
        paid_last_year=any(p.paid_on.year == day.year - 1 for p in money.lines),
        gone=gone,
        letters=tuple(known.people[letter.person_id].name for letter, _ in to_write.letters),
    )


def _to_pay(known: Known, pairs: Sequence[HandoverPair], money: _Money) -> list[int]:
    """Who will be paid: mentors of active pairs, who is owed something, whose trip waits for a rate."""
    wanted = {p.mentor.id for p in pairs} | {o.person_id for o in money.owed} | money.waiting
    return [number for number in known.people if number in wanted]


def _no_letters(known: Known) -> dict[int, str]:
    """Who gets no letters, with the reason."""
    return {
        p.id: p.papers.no_letters if known.notes else ""
        for p in known.people.values()
        if p.papers.no_letters is not None
    }


def _instead(
    found: letters.Found, finished: Sequence[FinishedPair]
) -> list[tuple[int, int | None, str]]:
    """Who is called because a letter would not help: (person, pair, why).

    Nobody is called about a pair that ended long ago: they would stay on the list forever.
    """
    over = {p.pair_id for p in finished}
    stale = {p.pair_id for p in finished if p.stale}
    calls: list[tuple[int, int | None, str]] = []
    for x in found.not_written:
        asks = x.kind == "remind" or (x.kind == "evaluate" and x.pair_id in over)
        if x.pair_id not in stale and (x.call or (x.by_choice and asks)):
            calls.append(
                (x.person_id, x.pair_id, reminders.NO_ANSWER if x.call else call_list.NO_LETTERS)
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
    """Both partners if a check-in is due or the pair goes badly; and people who do not answer."""
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
    """The command that saves what was said in a call; a pair that has ended has no check-in."""
    if pair is None:
        return "wvls check-in"
    if any(p.pair_id == pair for p in pairs):
        return f"wvls check-in {pair}"
    who = "mentor" if mentors.get(pair) == person else "mentee"
    return f"wvls evaluate {pair} --by {who}"


def _changed(book: PolicyBook, day: date) -> list[tuple[DatedSetting, str]]:
    """The program's settings that differ from the outline, with the outline's value."""
    return [
        (s, SETTINGS[s.key].default)
        for s in book.in_force(day)
        if SETTINGS[s.key].clause and s.value != SETTINGS[s.key].default
    ]
