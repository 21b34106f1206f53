"""Pays what is owed and voids payments, and says what is refused (C11, C12)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules import check_numbers, payments, years
from wvls_mentor.rules import payable as rules
from wvls_mentor.rules.payable import LeftOut, Payable
from wvls_mentor.rules.payments import Owed, PaymentLine, PersonYear
from wvls_mentor.rules.stipends import VisitResult
from wvls_mentor.services import claim_refusals, stipends
from wvls_mentor.store import claims as claims_store
from wvls_mentor.store import payments as store
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.ledger import Payment
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, count, line, listed, named_number, shortened, to_copy


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentChoice:
    """What is to be paid: to one person, one kind, one claim sheet; None is all.

    A mentor's is the travel of their mentees, too: it is for the same visits. Nobody *skipped* is
    paid.
    """

    person_id: int | None = None
    kind: str | None = None
    sheet: str | None = None
    skipped: frozenset[int] = frozenset()


def payable(session: Session, day: date) -> Payable:
    """Everything owed as of *day*: what can be paid with that date, and what cannot."""
    book = queries.policy_book(session)
    results = stipends.calculated(session, book, day)
    limits = {r.pair_id: book.on(r.matched_on).stipend_max_visits for r in results}
    names = store.payable_to(session)
    owed = (replace(o, payable_to=names.get(o.person_id, "")) for o in payments.owed(results, book))
    return rules.payable(owed, store.lines(session), limits, day)


def to_pay(session: Session, day: date, choice: PaymentChoice) -> Payable:
    """What *choice* takes of it; of a claim sheet the lines that are on it.

    Raises NotFound or Refused for a claim that cannot be paid.
    """
    return rules.without(_chosen(session, day, choice), choice.skipped)


def _chosen(session: Session, day: date, choice: PaymentChoice) -> Payable:
    found = payable(session, day)

    def chosen(item: Owed | LeftOut) -> bool:
        mine = choice.person_id in (None, item.mentor_id, item.person_id)
        return mine and choice.kind in (None, item.kind)

    if choice.sheet is None:
        return Payable(tuple(filter(chosen, found.lines)), tuple(filter(chosen, found.left_out)))
    on_sheet = _lines_of(session, choice.sheet)
    claim_refusals.refuse_anothers(session, choice.sheet, choice.person_id)
    mine = tuple(o for o in found.lines if chosen(o) and (o.kind, o.item_id) in on_sheet)
    for o in mine:
        if on_sheet[o.kind, o.item_id] != o.amount_cents:
            raise claim_refusals.changed(session, choice.sheet, o, on_sheet[o.kind, o.item_id])
    left_out = [x for x in found.left_out if (x.kind, x.item_id) in on_sheet]
    known = {(o.kind, o.item_id) for o in mine} | {(x.kind, x.item_id) for x in left_out}
    left_out += _lapsed(session, choice.sheet, day, known)
    return Payable(mine, tuple(filter(chosen, left_out)))


def _lapsed(session: Session, sheet: str, day: date, known: set[tuple[str, int]]) -> list[LeftOut]:
    """What a claim asks for that is not owed as of *day*, as when a visit reported late took its place."""
    results = stipends.calculated(session, queries.policy_book(session), day)
    visits = {v.meeting_id: v for r in results for v in r.visits}
    found = []
    for x in claims_store.lines_to_pay(session, sheet):
        visit = visits.get(x.meeting_id)
        paid = visit is not None and _paid(visit, x.kind, x.item_id)
        if paid or (x.kind, x.item_id) in known:
            continue
        reason = f"nothing is owed for it as of {day}"
        if visit is not None and x.kind == "stipend" and visit.reason:
            reason = visit.reason
        found.append(rules.left(x, reason))
    return found


def _paid(visit: VisitResult, kind: str, item: int) -> bool:
    if kind == "stipend":
        return visit.stipend_paid_cents > 0
    return any(t.claim_id == item and t.paid_cents for t in visit.travel)


def _lines_of(session: Session, number: str) -> dict[tuple[str, int], int]:
    sheet = claim_refusals.claim(session, number)
    if sheet.withdrawn_on is not None:
        raise Refused(f"Claim {number} was withdrawn on {sheet.withdrawn_on}.", "Make another one.")
    lines = claims_store.lines(session, sheet.id)
    return {(x.kind, x.item_id): x.amount_cents for x in lines}


def preview(db: Path, choice: PaymentChoice, *, on: date) -> Payable:
    """What would be paid. Raises NotFound or Refused for a claim that cannot be paid."""
    with reading(db) as session:
        return to_pay(session, on, choice)


def voided_after(db: Path, owed: Payable, day: date) -> date | None:
    """The first day after *day* on which some of what is *owed* can be paid again after a void."""
    with reading(db) as session:
        return rules.voided_after(owed.lines, store.lines(session), day)


def pay(
    db: Path,
    choice: PaymentChoice,
    shown: Payable,
    *,
    on: date,
    reference: str,
    payee: str | None,
    who: str = "",
    by_payee: Mapping[int, str] = MappingProxyType({}),
) -> list[PaymentLine]:
    """Pay every line that was *shown*, in one transaction.

    *by_payee* are the references of single people, by their number; *reference* is everybody
    else's. Raises Refused when something changed since: nobody signs for what they did not see.
    """
    notes = {
        o.person_id: line(by_payee.get(o.person_id, reference), "reference", longest=100)
        for o in shown.lines
    }
    made_out = None if payee is None else line(payee, "payee")
    with writing(db) as session:
        if to_pay(session, on, choice).lines != shown.lines:
            raise Refused("What is owed changed while you were reading.", "Pay again.")
        # Newer than this is what we paid: a reference alone may be that of an earlier payment too.
        first = store.newest(session)
        sheets = claims_store.live_items(session)
        for o in shown.lines:
            session.add(
                Payment(
                    kind=o.kind,
                    item_id=o.item_id,
                    meeting_id=o.meeting_id,
                    pair_id=o.pair_id,
                    person_id=o.person_id,
                    payee=made_out or o.payee,
                    amount_cents=o.amount_cents,
                    rate=o.rate,
                    paid_on=on,
                    reference=notes[o.person_id],
                    sheet_id=sheets.get((o.kind, o.item_id)),
                    entered_by=who,
                )
            )
            session.flush()
        return [p for p in store.lines(session) if p.payment_id > first]


def everything(
    db: Path,
    day: date,
    *,
    person_id: int | None = None,
    first: date | None = None,
    last: date | None = None,
    kind: str | None = None,
    voided: bool | None = None,
) -> list[PaymentLine]:
    """The ledger as of *day*, narrowed; *voided* True or False leaves the others out.

    *person_id* is a mentor or whoever else was paid; a period selects by the day of payment.
    """
    with reading(db) as session:
        found = [as_of(p, day) for p in store.lines(session) if p.paid_on <= day]
        pairs = {f.pair_id for f in queries.pairs_as_of(session, day) if f.mentor_id == person_id}
    return [
        p
        for p in found
        if (person_id is None or p.person_id == person_id or p.pair_id in pairs)
        and (first is None or first <= p.paid_on)
        and (last is None or p.paid_on <= last)
        and kind in (None, p.kind)
        and voided in (None, p.voided_on is not None)
    ]


def as_of(p: PaymentLine, day: date) -> PaymentLine:
    """A line as of *day*; a void dated later is ignored."""
    if p.voided_on is None or p.voided_on <= day:
        return p
    return replace(p, voided_on=None, void_reason=None, voided_at=None, voided_by=None)


def find(session: Session, wanted: str) -> list[PaymentLine]:
    """The lines with this payment number or, if none has it, this reference. Raises NotFound."""
    wanted = named_number(wanted, "payment", bare=False)  # "#1041" is a check's
    found = [p for p in store.lines(session) if p.is_numbered(wanted)]
    return found or of_reference(session, wanted)


def of_reference(session: Session, reference: str) -> list[PaymentLine]:
    """The lines with a reference, such as a check's number. Raises NotFound for none and several."""
    word = reference.strip()
    found = list(check_numbers.with_reference(store.lines(session), word).values())
    if not found:
        raise NotFound(
            f"There is no payment or check {word[:60]!r}.", "See them: wvls stipends ledger"
        )
    if len(found) > 1:
        names = listed(repr(shortened(lines[0].reference, 40)) for lines in found[:4])
        raise NotFound(
            f"{word[:60]!r} fits {count(len(found), 'reference')}: {names}.",
            "Type one of them in full, or a payment's number: wvls stipends ledger",
        )
    return found[0]


def is_number(db: Path, wanted: str) -> bool:
    """Whether a payment has this number; False for a reference. Raises NotFound for neither."""
    with reading(db) as session:
        return find(session, wanted)[0].is_numbered(wanted)


def meant(db: Path, wanted: str, *, to_void: bool = False, reference: bool = False) -> str:
    """A payment's number, or a reference in full. Raises NotFound.

    Where it is *to_void*, Refused for what is voided already; *reference*: it is no number.
    """
    with reading(db) as session:
        found = of_reference(session, wanted) if reference else find(session, wanted)
    if to_void:
        _active(found)
    number = named_number(wanted, "payment", bare=False)
    by_number = not reference and found[0].is_numbered(number)
    return str(found[0].payment_id) if by_number else found[0].reference


def _active(found: list[PaymentLine]) -> list[PaymentLine]:
    """Those of *found* that were not voided. Raises Refused where all were."""
    active = [p for p in found if p.voided_on is None]
    if not active:
        first = found[0]
        what = f"Payment {first.payment_id}" if len(found) == 1 else f"All of {first.reference}"
        raise Refused(f"{what} was voided on {first.voided_on} already.")
    return active


def _wanted(session: Session, wanted: str | None, reference: str) -> list[PaymentLine]:
    return of_reference(session, reference) if wanted is None else find(session, wanted)


def void(
    db: Path,
    wanted: str | None,
    *,
    reference: str = "",
    reason: str,
    on: date,
    who: str = "",
    write: bool = True,
) -> list[PaymentLine]:
    """Void what is *wanted*, a payment by its number, or every active one of a reference.

    It is owed again. Raises Refused when nothing of it is active, or *on* lies before it was paid.
    """
    why = line(reason, "reason", longest=LONGEST_TEXT)
    with writing(db, dry_run=not write) as session:
        active = _active(_wanted(session, wanted, reference))
        for payment in active:
            if on < payment.paid_on:
                raise Refused(
                    f"Payment {payment.payment_id} was made on {payment.paid_on}, after {on}.",
                    "Check --on.",
                )
            store.void(session, payment.payment_id, on=on, reason=why, who=who)
        numbers = {p.payment_id for p in active}
        return [p for p in store.lines(session) if p.payment_id in numbers]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of payments, calendar or *fiscal*; the threshold in cents, None for a fiscal year."""

    year: int
    fiscal: bool
    first: date
    last: date
    threshold_cents: int | None
    people: tuple[PersonYear, ...]


def year(db: Path, wanted: int, day: date, *, fiscal: bool = False) -> Year:
    """What each person was paid in a year, as of *day*.

    What may have to be reported goes by calendar years: a fiscal year has no threshold.
    """
    with reading(db) as session:
        book = queries.policy_book(session)
        term = (date(wanted, 1, 1), date(wanted, 12, 31))
        threshold = None
        if fiscal:
            term = years.fiscal_year_named(book, wanted)
        else:
            threshold = book.on(term[1]).reporting_threshold * 100
        bases = store.bases(session)
        people = payments.year_of(store.lines(session), term, threshold, day, bases)
    return Year(wanted, fiscal, *term, threshold, tuple(people))


def refuse_paid(session: Session, meeting_id: int, item: tuple[str, int] | None = None) -> None:
    """Refuse to touch a meeting (or one *item* of it) that was paid or is on a claim sheet."""
    active = store.active_of(session, meeting_id)
    paid = [n for n, kind, item_id in active if item in (None, (kind, item_id))]
    if len(paid) > 1:  # one line voided of two, the payee's letter would tell of half a check
        check = next(p.reference for p in store.lines(session) if p.payment_id == paid[0])
        raise Refused(
            f"Meeting {meeting_id} was paid: payments {listed(map(str, paid))}.",
            f"Void the check first: wvls stipends void --reference {to_copy(check)} --reason REASON",
        )
    if paid:
        raise Refused(
            f"Meeting {meeting_id} was paid: payment {paid[0]}.",
            f"Void it first: wvls stipends void {paid[0]} --reason REASON",
        )
    for sheet, kind, item_id in claims_store.numbers_naming(session, meeting_id):
        if item in (None, (kind, item_id)):
            raise Refused(
                f"Meeting {meeting_id} is on the claim {sheet}.",
                f"Withdraw that first: wvls stipends withdraw {sheet} --reason REASON",
            )
