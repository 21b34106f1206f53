"""What is owed line by line, and what a year of payments comes to (C11, C12).

Money is integer cents; rates are ten-thousandths of a dollar.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from wvls_mentor.rules.expenses import Expense
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.text import check_name, fold


@dataclass(frozen=True, slots=True)
class Due:
    """What one stipend or one travel claim comes to, and whose it is."""

    kind: str
    item_id: int  # the meeting of a stipend, the claim of travel
    meeting_id: int
    pair_id: int
    mentor_id: int
    person_id: int  # who is paid
    person: str
    on: date
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Owed(Due):
    """One stipend or one travel claim that is owed, in full."""

    at: str
    minutes: int | None
    miles_tenths: int | None
    expense_cents: int | None
    rate: int | None
    payable_to: str = ""  # who the check is made out to; empty: the person

    @property
    def payee(self) -> str:
        """The name on the check."""
        return self.payable_to or self.person

    @property
    def to(self) -> str:
        """The name on the check, and the person where it is another."""
        return made_out(self.person, self.payee)


def made_out(person: str, payee: str) -> str:
    """Who is paid: ``Example County for Mentor One`` where the check has another name on it."""
    return payee if fold(person) == fold(payee) else f"{payee} for {person}"


def owed(results: Iterable[PairStipends], book: PolicyBook) -> Iterator[Owed]:
    """Every line that is earned and not paid, pair by pair, visit by visit."""
    for pair in results:
        for v in pair.visits:
            if v.stipend_cents > v.stipend_paid_cents:
                yield Owed(
                    "stipend", v.meeting_id, v.meeting_id, pair.pair_id, pair.mentor_id,
                    pair.mentor_id, pair.mentor, v.on, v.stipend_cents, v.at, v.minutes, None, None,
                    book.rate_on("stipend", v.on),
                )  # fmt: skip
            for t in v.travel:
                if t.amount_cents is None or t.amount_cents <= t.paid_cents:
                    continue
                of_mentor, of_mentee = (pair.mentor_id, pair.mentor), (pair.mentee_id, pair.mentee)
                person = of_mentor if t.payee == "mentor" else of_mentee
                yield Owed(
                    "travel", t.claim_id, v.meeting_id, pair.pair_id, pair.mentor_id, *person,
                    v.on, t.amount_cents, v.at, None, t.miles_tenths, t.expense_cents, t.rate,
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A line of the ledger; *voided_on* is None while it is active."""

    payment_id: int
    kind: str
    item_id: int
    meeting_id: int
    pair_id: int
    person_id: int
    person: str
    payee: str
    amount_cents: int
    rate: int | None
    paid_on: date
    reference: str
    claim: str | None
    voided_on: date | None
    void_reason: str | None
    entered_at: str
    voided_at: str | None
    entered_by: str = ""
    voided_by: str | None = None

    @property
    def to(self) -> str:
        """The name on the check, and the person where it is another."""
        return made_out(self.person, self.payee)

    def is_numbered(self, text: str) -> bool:
        """Whether *text* is this payment's number."""
        # isdigit alone also takes ², of which int() makes nothing.
        return text.isascii() and text.strip().isdigit() and int(text) == self.payment_id

    def live_on(self, day: date) -> bool:
        """Paid by *day* and not voided by then."""
        return self.paid_on <= day and (self.voided_on is None or self.voided_on > day)


def payee_key(person_id: int, person: str, payee: str) -> tuple[int | None, str]:
    """Who a payment is made out to: the person, or somebody else of that name (then None).

    Case and blanks do not make another payee, but two people of one name are two.
    """
    own = fold(payee) == fold(person)
    return person_id if own else None, fold(payee)


def several(payees: Iterable[tuple[int | None, str]]) -> bool:
    """Whether these are two payees or more; a name without a person is whoever has it."""
    keys = set(payees)
    people = {number for number, _ in keys} - {None}
    return len({name for _, name in keys}) > 1 or len(people) > 1


def _payee(p: PaymentLine) -> tuple[int | None, str]:
    return payee_key(p.person_id, p.person, p.payee)


def used_by_others(
    ledger: Iterable[PaymentLine], reference: str, payees: Iterable[tuple[int | None, str]]
) -> list[PaymentLine]:
    """The active payments with this reference to anybody but *payees* (their keys).

    A check has one payee: its number at two of them is most often a slip. Case and blanks do not
    make another number.
    """
    wanted, keys = fold(check_name(reference)), set(payees)
    return [
        p
        for p in ledger
        if p.voided_on is None
        and fold(check_name(p.reference)) == wanted
        and any(several((key, _payee(p))) for key in keys)
    ]


def shared_references(
    ledger: Iterable[PaymentLine], entries: Mapping[int, int]
) -> list[list[PaymentLine]]:
    """The active payments that share a reference with another payee's, a list for each reference.

    *entries* names the command that made each payment: several payees in one are no finding.
    """
    by_reference: dict[str, list[PaymentLine]] = {}
    for p in ledger:
        if p.voided_on is None:
            by_reference.setdefault(fold(check_name(p.reference)), []).append(p)
    return [
        same
        for same in by_reference.values()
        if several(_payee(p) for p in same)
        and len({entries.get(p.payment_id, -p.payment_id) for p in same}) > 1
    ]


@dataclass(frozen=True, slots=True)
class PersonYear:
    """What one person was paid in a year, by the day of payment; cents.

    *meals_paid_cents* is a part of the travel. *paid_after_cents* was earned in the year by the
    day of the visit and paid after it; it is in no other sum. *reportable*: the stipends reach the
    threshold; whether that matters the business office says. None where there is no threshold.
    """

    person_id: int
    person: str
    stipend_paid_cents: int
    travel_paid_cents: int
    reportable: bool | None
    meals_paid_cents: int = 0
    paid_after_cents: int = 0

    @property
    def total_paid_cents(self) -> int:
        """Stipends and travel."""
        return self.stipend_paid_cents + self.travel_paid_cents


class Basis(NamedTuple):
    """What a payment was for: the day of the visit, and the meals among the expenses in cents."""

    visit_on: date
    meal_cents: int


def year_of(
    lines: Iterable[PaymentLine],
    term: tuple[date, date],
    threshold_cents: int | None,
    day: date,
    bases: Mapping[int, Basis] = MappingProxyType({}),
) -> list[PersonYear]:
    """Each person's payments from *term*'s first day to its last, live on *day*.

    *bases* are what the payments were for, by their numbers.
    """
    first, last = term
    sums: dict[tuple[int, str], Counter[str]] = {}
    for line in lines:
        if not line.live_on(day):
            continue
        basis = bases.get(line.payment_id)
        mine: Counter[str] = Counter()
        if first <= line.paid_on <= last:
            mine[line.kind] = line.amount_cents
            if basis is not None:
                mine["meal"] = min(line.amount_cents, basis.meal_cents)
        elif line.paid_on > last and basis is not None and first <= basis.visit_on <= last:
            mine["after"] = line.amount_cents
        if mine:
            sums.setdefault((line.person_id, line.person), Counter()).update(mine)
    found = [
        PersonYear(
            *person, s["stipend"], s["travel"],
            None if threshold_cents is None else s["stipend"] >= threshold_cents,
            s["meal"], s["after"],
        )
        for person, s in sums.items()
    ]  # fmt: skip
    return sorted(found, key=lambda p: (p.person.casefold(), p.person_id))


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line on a claim sheet, with what it is for; *payment_id* once it is paid.

    *amount_cents* is what was claimed, *paid_cents* what the ledger has: a rate may change between.
    """

    kind: str
    item_id: int
    meeting_id: int
    mentee: str
    on: date
    at: str
    minutes: int | None
    miles_tenths: int | None
    expense_cents: int | None
    rate: int | None
    amount_cents: int
    payment_id: int | None = None
    paid_cents: int | None = None
    pair_id: int = 0
    route: str = ""  # as driven, where it is not simply there and back
    expenses: tuple[Expense, ...] = ()
    reported_by: str = "coordinator"  # or both, mentor, mentee
    paid_on: date | None = None
    reference: str = ""  # of its payment

    @property
    def mileage_cents(self) -> int | None:
        """What was claimed for the miles alone; None for a stipend."""
        return self.amount_cents - (self.expense_cents or 0) if self.kind == "travel" else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody claims of the business office, to print and sign; a draft has no number.

    As of a day: *state* is ``draft``, ``open``, ``sent``, ``approved``, ``part paid``, ``paid`` or
    ``withdrawn``, *since* the day on which that began.
    """

    number: str
    mentor_id: int
    mentor: str
    email: str
    library: str | None
    until: date
    made_on: date
    withdrawn_on: date | None
    withdrawn_reason: str
    lines: tuple[SheetLine, ...]
    state: str = "draft"
    since: date | None = None
    sent_on: date | None = None
    approved_on: date | None = None
    payable_to: str = ""  # the name on the check when it was made; empty: the person's

    @property
    def payee(self) -> str:
        """The name on the check."""
        return self.payable_to or self.mentor

    @property
    def to(self) -> str:
        """The name on the check, and the person where it is another."""
        return made_out(self.mentor, self.payee)

    @property
    def visits(self) -> int:
        """How many meetings it is for: a trip and its stipend are one."""
        return len({line.meeting_id for line in self.lines})

    @property
    def total_cents(self) -> int:
        """What was claimed: the sum of its lines."""
        return sum(line.amount_cents for line in self.lines)

    @property
    def paid_cents(self) -> int:
        """What was paid for its lines, by the ledger."""
        return sum(line.paid_cents or 0 for line in self.lines)

    @property
    def open_cents(self) -> int:
        """What was claimed and is not paid; nothing once it is withdrawn."""
        if self.withdrawn_on is not None:
            return 0
        return sum(line.amount_cents for line in self.lines if line.payment_id is None)

    @property
    def last_paid_on(self) -> date | None:
        """The day of the newest payment for its lines; None where nothing was paid."""
        return max((line.paid_on for line in self.lines if line.paid_on), default=None)

    @property
    def claimed_of_paid_cents(self) -> int:
        """What was claimed for the lines that are paid."""
        return sum(line.amount_cents for line in self.lines if line.payment_id is not None)

    @property
    def paid_otherwise(self) -> bool:
        """Whether a line was paid with another amount than was claimed."""
        return any(line.paid_cents not in (None, line.amount_cents) for line in self.lines)
