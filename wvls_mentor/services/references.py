"""Which check number goes to which payee, and what looks wrong about it before anybody pays.

A check has one payee. The ledger is checked, not what was earned.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from wvls_mentor.money import money
from wvls_mentor.rules import check_numbers, payments
from wvls_mentor.rules.payable import Payable
from wvls_mentor.rules.payments import Owed, PaymentLine, Sheet, SheetLine
from wvls_mentor.services import claim_sheets, confirmed_rates, tax_forms, trips
from wvls_mentor.services.payments import PaymentChoice, preview
from wvls_mentor.store import claims as claims_store
from wvls_mentor.store import payments as store
from wvls_mentor.store import people
from wvls_mentor.store.engine import reading
from wvls_mentor.text import check_name, count, first_few, fold, listed, shortened, to_copy


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid how much in one run; *amount_cents* is the sum of the lines."""

    person_id: int
    person: str
    name: str  # the name on the check, and the person where it is another
    amount_cents: int


def payees(shown: Payable) -> list[Payee]:
    """Everybody who is paid by these lines, in their order; two people of one name are two."""
    sums: dict[tuple[int, str, str], int] = {}
    for o in shown.lines:
        key = (o.person_id, o.person, o.to)
        sums[key] = sums.get(key, 0) + o.amount_cents
    return [Payee(*key, cents) for key, cents in sums.items()]


def to_choose(
    db: Path, day: date, kind: str | None = None
) -> tuple[list[tuple[object, str]], set[int]]:
    """(every mentor in whose pairs something can be paid as of *day*, everyone who can be paid).

    Where a mentee's travel is paid too it says so: paying a mentor's pairs pays both.
    """
    found = preview(db, PaymentChoice(kind=kind), on=day).lines
    with reading(db) as session:
        known = people.known(session, day)
    choices: list[tuple[object, str]] = []
    for number in sorted({o.mentor_id for o in found}):
        every = payees(Payable(tuple(o for o in found if o.mentor_id == number)))
        own = sum(p.amount_cents for p in every if p.person_id == number)
        said = [f"{money(p.amount_cents)} to {p.name}" for p in every if p.person_id != number]
        name = next((p.name for p in every if p.person_id == number), known[number].name)
        choices.append((number, f"{name}, {listed([money(own), *said])}"))
    return choices, {o.mentor_id for o in found} | {o.person_id for o in found}


@dataclass(frozen=True, slots=True)
class PaymentDoubts:
    """What to know before paying, in sentences.

    Trips that may be one, rates that nobody has confirmed, claims that are not approved or say
    other amounts, W-9 forms that are not on file, check numbers of two payees.
    """

    trips: tuple[str, ...]
    forms: tuple[str, ...]
    claims: tuple[str, ...]
    rates: tuple[str, ...]
    same_reference: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences."""
        return (*self.trips, *self.claims, *self.rates, *self.forms, *self.same_reference)


def doubts(
    db: Path,
    shown: Payable,
    *,
    on: date,
    reference: str | None = None,
    payee: str | None = None,
    by_payee: Mapping[int, str] = MappingProxyType({}),
) -> PaymentDoubts:
    """What looks wrong about paying the lines that were *shown*; nothing is refused (C12).

    *by_payee* are the references of single people, by their number; *reference* is the others'.
    """
    with reading(db) as session:
        found = trips.of_lines(session, shown.lines)
        rates = tuple(map(" ".join, confirmed_rates.missing_for(session, shown.lines)))
        ledger = store.lines(session)
        known = people.known(session, on)
        claimed = _claimed(claims_store.sheets(session, date.max), shown)
        claimants = [claim_sheets.as_made(session, s, known)[s.mentor_id] for s, _ in claimed]
    unready = (
        *(text for s, _ in claimed for text in _unready(s, on)),
        *(text for s, mine in claimed for text in _otherwise(s, mine)),
        *(
            text
            for (s, mine), claimant in zip(claimed, claimants, strict=True)
            for text in _to_another(s, claimant, payee or mine[0][1].payee)
        ),
    )
    same = _same_references(ledger, shown, reference, payee, by_payee)
    messages = tuple(f.message for f in found)
    forms = tuple(_without_w9(shown, known))
    return PaymentDoubts(messages, forms, unready, rates, tuple(same))


def used_twice(
    db: Path, shown: Payable, number: str, by_payee: Mapping[int, str], *, payee: str | None = None
) -> list[str]:
    """What is wrong about a check *number* alone, just after it was typed: another payee has it.

    *by_payee* are the numbers so far, this one among them.
    """
    alike = {who for who, text in by_payee.items() if _same_check(text, number)}
    mine = Payable(tuple(o for o in shown.lines if o.person_id in alike))
    with reading(db) as session:
        ledger = store.lines(session)
    return _same_references(ledger, mine, None, payee, by_payee)


def _same_references(
    ledger: Sequence[PaymentLine],
    shown: Payable,
    reference: str | None,
    payee: str | None,
    by_payee: Mapping[int, str],
) -> list[str]:
    """The references of these lines that two payees have, of this payment or of one before."""
    keys: dict[str, list[tuple[int | None, str]]] = {}
    texts: dict[str, str] = {}
    for o in shown.lines:
        text = by_payee.get(o.person_id, reference or "")
        number = fold(check_name(text))
        texts.setdefault(number, text)
        key = payments.payee_key(o.person_id, o.person, payee or o.payee)
        keys.setdefault(number, []).append(key)
    shared = [_shared(text, by_payee, shown, payee) for text in texts.values() if by_payee]
    same = [sentence for sentence in shared if sentence]
    for number, mine in keys.items():
        if others := payments.used_by_others(ledger, number, mine):
            said = shortened(texts[number], 30)
            same.append(f"The reference {said} is already on {_named(others)}.")
    return same


def _same_check(one: str, other: str) -> bool:
    return fold(check_name(one)) == fold(check_name(other))


def other_check(db: Path, number: str) -> list[str]:
    """Warns that a payment's number is also a check's: a slip would void the wrong payment."""
    with reading(db) as session:
        found = check_numbers.with_reference(store.lines(session), number.strip())
        lines = [p for same in found.values() for p in same if not p.is_numbered(number)]
    if not any(p.voided_on is None for p in lines):
        return []
    return [
        f"This is payment {number.strip()}. To void check {number.strip()}: "
        f"wvls stipends void --reference {to_copy(lines[0].reference)}"
    ]


def rest_of_check(db: Path, number: str) -> list[str]:
    """Warns that a check has other payments: if only one is voided, the rest stays paid."""
    with reading(db) as session:
        ledger = [p for p in store.lines(session) if p.voided_on is None]
        same = check_numbers.with_reference(ledger, _reference_of(ledger, number))
    active = [p for of_one in same.values() for p in of_one]
    one = next((p for p in active if p.is_numbered(number)), None)
    check = [p for p in active if one and _check_of(p) == _check_of(one)]
    if one is None or len(check) < 2:
        return []
    total = money(sum(p.amount_cents for p in check))
    name = shortened(check_name(one.reference), 30)
    whole = f": wvls stipends void --reference {to_copy(one.reference)}"
    if len(check) < len(active):  # such as ACH: it would void what others were paid
        others = [str(p.payment_id) for p in check if p is not one]
        word = "payment" if len(others) == 1 else "payments"
        whole = f", void {word} {listed(others)} too."
    return [
        f"{name[:1].upper()}{name[1:]} has {len(check)} payments "
        f"({total} to {shortened(one.payee, 40)}); this is one of them. "
        f"{'The other stays' if len(check) == 2 else 'The others stay'} paid. "
        f"To void the whole check{whole}"
    ]


def _check_of(p: PaymentLine) -> tuple[object, ...]:
    return payments.payee_key(p.person_id, p.person, p.payee), p.paid_on


def _reference_of(ledger: Iterable[PaymentLine], number: str) -> str:
    return next((p.reference for p in ledger if p.is_numbered(number)), "")


def _without_w9(shown: Payable, known: Mapping[int, people.PersonRecord]) -> Iterator[str]:
    """Who is paid and has no W-9 form on file; letters say that nobody is paid before."""
    missing = tax_forms.missing((o.person_id for o in shown.lines), known)
    if missing:
        names = first_few([shortened(p.name, 40) for p in missing], _MOST_PAYEES)
        yield (
            f"No W-9 form is on file for {names}. "
            f"When it comes in: {tax_forms.command(missing, 'PERSON')}"
        )


def _claimed(
    sheets: Iterable[Sheet], shown: Payable
) -> list[tuple[Sheet, list[tuple[SheetLine, Owed]]]]:
    """The claims that hold, each with its lines that are paid now beside what is paid for them."""
    lines = {(o.kind, o.item_id): o for o in shown.lines}
    found = []
    for s in sheets:
        mine = [(x, lines[x.kind, x.item_id]) for x in s.lines if (x.kind, x.item_id) in lines]
        if mine and s.withdrawn_on is None:
            found.append((s, mine))
    return found


def _unready(s: Sheet, on: date) -> Iterator[str]:
    """Warns that a claim was not made yet on that day, or is not approved."""
    if on < s.made_on:
        yield f"Claim {s.number} was made on {s.made_on}, after {on}."
    elif s.approved_on is None:
        yield (
            f"Claim {s.number} is not marked as approved. "
            f"If it was: wvls stipends mark {s.number} approved"
        )
    elif on < s.approved_on:
        yield f"Claim {s.number} was approved on {s.approved_on}, after {on}."


def _otherwise(s: Sheet, mine: Sequence[tuple[SheetLine, Owed]]) -> Iterator[str]:
    """Warns that a claim has a different amount, because a rate changed after it was made."""
    if any(x.amount_cents != o.amount_cents for x, o in mine):
        claimed, pays = (sum(pair[n].amount_cents for pair in mine) for n in (0, 1))
        yield f"{s.number} claims {money(claimed)}; this pays {money(pays)} for the same items."


def _to_another(s: Sheet, claimant: people.PersonRecord, to: str) -> Iterator[str]:
    """Warns that a claim names a different payee than the check, changed after it was made."""
    said = claimant.papers.payable_to or claimant.name
    if fold(said) != fold(to):
        yield (
            f"Claim {s.number} says payable to {shortened(said, 40)}; "
            f"the check is made out to {shortened(to, 40)}."
        )


def _shared(
    text: str, by_payee: Mapping[int, str], shown: Payable, payee: str | None
) -> str | None:
    """One number that was given for several payees of this run, one by one, or None.

    A check made out to one *payee* is for that one alone.
    """
    mine = [o for o in shown.lines if _same_check(by_payee.get(o.person_id, ""), text)]
    keys = (payments.payee_key(o.person_id, o.person, o.payee) for o in mine)
    if payee is not None or not payments.several(keys):
        return None
    names = dict.fromkeys(o.to for o in mine)
    return f"The check number {shortened(text, 30)} is for {listed(names)}."


def _named(found: Sequence[PaymentLine]) -> str:
    """Payments by payee: a reference such as ACH may be on hundreds."""
    by_payee: dict[str, list[PaymentLine]] = {}
    for p in found:
        by_payee.setdefault(p.payee, []).append(p)
    said = []
    for payee, same in list(by_payee.items())[:_MOST_PAYEES]:
        last = f"payment {same[-1].payment_id}"
        if len(same) == 1:
            said.append(f"{last} to {payee} on {same[-1].paid_on}")
        else:
            many = count(len(same), "payment")
            said.append(f"{many} to {payee} (the last: {last} on {same[-1].paid_on})")
    if more := len(by_payee) - len(said):
        said.append(f"payments to {count(more, 'other payee')}")
    return listed(said)


_MOST_PAYEES = 3
