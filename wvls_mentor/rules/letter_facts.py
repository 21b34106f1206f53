"""The values that letter templates use: plain, so that no template needs a record or a rule."""

from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.expenses import Expense
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.stipends import Lacks, VisitResult
from wvls_mentor.rules.terms import PairFacts, Planned

LEAST = timedelta(days=7)  # between a letter and the day by which it asks for something
VISITS = 2  # so many in person are a mentorship, whatever else there was
QUARTER = timedelta(days=91)  # and so is a contact for each quarter of the term


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A person in letters; *dear* is how they are greeted."""

    id: int
    name: str
    dear: str
    email: str
    phone: str = ""
    library: str = ""
    town: str = ""
    address: str = ""
    w9_on: date | None = None
    administrator_since: date | None = None
    topics: tuple[str, ...] = ()  # what a mentor knows, or a mentee would like help with
    interests: tuple[str, ...] = ()
    letters: bool = True  # False: nobody writes to them, so nobody may count on it


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLetter:
    """One pair as seen by one partner. Money in cents, rates in ten-thousandths of a dollar."""

    facts: PairFacts
    policy: Policy  # in force on the day of the match
    role: str  # of the reader
    partner: Reader
    ends_on: date
    concluded_on: date
    first_visit_due: date
    goals_due: date
    planned_visit: date | None  # the next one in person
    planned_first: date | None  # the next at either library, which can be the first visit
    last_visit: date | None  # the newest held in person, wherever it was
    planned: Planned | None  # the next by any means
    unconfirmed: Planned | None  # the newest that was planned for a day that has passed
    unconfirmed_first: Planned | None  # the newest of those at either library
    shared: tuple[str, ...]  # interests of both
    stipend_cents: int | None
    mileage_rate: int | None
    contacts: int  # held meetings of any method, the visits too
    visits: int
    minutes: int
    goals_met: int
    reached: tuple[str, ...]  # those goals in words
    goals_set: int  # shared and not dropped, or met
    topics: tuple[str, ...]
    again: str | None  # what the reader answered: would you take part again
    stopped: bool  # before its first term was up
    traveled: bool  # the reader has claimed a trip
    answered: bool  # the reader evaluated it, so nobody asks how it was
    open_money: "tuple[Open, ...]"

    @property
    def in_touch(self) -> str:
        """``none``, ``little`` or ``well``: how much of the program came about, as far as is known.

        Thanks for a year together after one call in it would embarrass whoever signs them.
        """
        if self.facts.last_contact is None:
            return "none"
        quarters = (self.concluded_on - self.facts.matched_on) // QUARTER
        enough = self.visits >= VISITS or self.contacts >= max(2, quarters)
        return "well" if enough else "little"


@dataclass(frozen=True, slots=True)
class Open:
    """What is earned and not paid; *amount_cents* is None while the rate is missing."""

    what: str
    on: date
    partner: str
    amount_cents: int | None
    claim: str = ""  # the number of the claim that it is on, "" on none
    claim_state: str = ""
    expense_cents: int = 0  # of a trip; part of the amount, and known without a rate


@dataclass(frozen=True, slots=True)
class Paid:
    """A line of a payment. Miles in tenths, None for a stipend."""

    kind: str
    on: date
    partner: str
    place: str
    amount_cents: int
    minutes: int | None = None
    miles_tenths: int | None = None
    rate: int | None = None
    mileage_cents: int = 0
    expenses: tuple[Expense, ...] = ()


@dataclass(frozen=True, slots=True)
class Unearned:
    """A visit that earns no stipend (C11): *why* is ``hours``, ``short``, ``together`` or ``most``."""

    why: str
    on: date
    partner: str
    minutes: int | None
    least: float  # hours
    most: int  # visits


def without_stipend(visit: VisitResult, policy: Policy) -> str:
    """Why a held visit earns no stipend, as letters tell it; "" where it does, or none is paid."""
    told = visit.held and policy.stipend_max_visits and visit.lacks not in (None, Lacks.OTHER)
    return str(visit.lacks) if told else ""


def partner_called(facts: PairFacts, role: str) -> str:
    """How letters to this *role* of a pair call the partner: by name, if it is still known."""
    name, other = (facts.mentee, "mentee") if role == "mentor" else (facts.mentor, "mentor")
    return f"your {other}" if other in facts.forgotten else name


@dataclass(frozen=True, slots=True)
class ClaimPaid:
    """A claim of which a payment was made; *open_cents* are still to come, *last* nothing is later."""

    number: str
    open_cents: int
    last: bool


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """A payment to one payee under one reference."""

    reference: str
    paid_on: date
    payee: str
    total_cents: int
    claims: tuple[ClaimPaid, ...]
    lines: tuple[Paid, ...]
    open_money: tuple[Open, ...]
    unearned: tuple[Unearned, ...]  # since the payment before, or of a trip in this one

    @property
    def only_travel(self) -> bool:
        """Whether no stipend is in it."""
        return all(x.miles_tenths is not None for x in self.lines)

    @property
    def visits(self) -> tuple[date, ...]:
        """The day of each visit that it is for."""
        return tuple(on for on, _ in dict.fromkeys((x.on, x.partner) for x in self.lines))


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """The content of a letter before it is written: who reads it, and everything it may mention."""

    kind: str
    role: str
    day: date
    reader: Reader
    pairs: tuple[PairLetter, ...]
    items: tuple[tuple[Obligation, PairLetter], ...]
    payment: PaymentFacts | None
    reference: str
    last_sent: date | None
    answer_by: date  # of what is asked for again: its own day has passed
    going_on: tuple[Reader, ...]  # partners in the pairs active that day that it is not about
    starting: tuple[Reader, ...]  # those of them matched since what it is about had ended
    mentors_now: bool  # the reader is the mentor of one of them
    earlier: tuple[Reader, ...]  # partners in pairs before these, in the same role
    knows_terms: str  # the partner of the intro that said the same about money and calls, or ""
    thanked: bool = False  # a closing letter of the last months said what comes next
    money_told: bool = False  # another letter of the day says what is still to be paid
    was_paid: bool = False  # there was a payment before, or there is one in a letter of the day

    def asked_by(self, due: date) -> date:
        """The day by which something is asked for: its due day, but at least a week away.

        An intro that is late leaves longer: nothing of what it asks for was heard of before.
        """
        if due - self.day >= LEAST:
            return due
        late = self.kind == "intro" or due <= self.day
        return self.answer_by if late else self.day + LEAST

    @property
    def written_on(self) -> date | None:
        """The day of the last such letter: a second one in the same words would read oddly."""
        before = self.last_sent is not None and self.last_sent < self.day
        return self.last_sent if before else None
