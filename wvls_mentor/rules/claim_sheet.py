"""A claim as an office reads it: who is paid, trips, expenses by kind, stipends, what to look at.

Money is integer cents, distances tenths of a mile, rates ten-thousandths of a dollar (C11, C12).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.choices import EXPENSES
from wvls_mentor.rules.expenses import Expense
from wvls_mentor.rules.payments import Sheet, SheetLine

Visits = dict[int, tuple[int, int]]  # of a meeting: which visit of how many that earn a stipend


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """Who claims, who the check is for and where it goes; *w9_on* since when a W-9 is on file."""

    name: str
    payable_to: str
    address: str
    library: str
    vendor: str
    w9_on: date | None


@dataclass(frozen=True, slots=True)
class Driven:
    """The miles of one trip."""

    on: date
    route: str
    partner: str  # who was visited
    miles_tenths: int
    rate: int
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Spent:
    """One expense of a trip."""

    on: date
    partner: str
    kind: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Held:
    """A visit that earned a stipend: the *nth* of so many; nth 0 where that is not so any more."""

    on: date
    mentee: str
    minutes: int
    nth: int
    most: int
    reported_by: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """A trip on no claim and in no sum: it has no mileage rate yet, or the rate came later."""

    on: date
    partner: str
    miles_tenths: int
    expenses: tuple[Expense, ...] = ()
    rated: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Something to check before paying; *fix* is what to type if it is a mistake.

    *paper* is the fact without numbers of the records, where it has some.
    """

    fact: str
    fix: str = ""
    paper: str = ""

    @property
    def message(self) -> str:
        """The fact, and what to do about it."""
        return f"{self.fact} {self.fix}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimSheet:
    """Everything that is printed on a claim. The sums are those of its own lines."""

    claim: Sheet
    payee: Payee
    trips: tuple[Driven, ...]
    expenses: tuple[Spent, ...]  # by kind, in the order of the kinds, then by day
    stipends: tuple[Held, ...]
    waiting: tuple[Waiting, ...]
    notes: tuple[Note, ...]
    mentors: bool = True  # whether the claimant is a mentor here: a mentee earns no stipend

    @property
    def first(self) -> date:
        """The first day of the period: that of the first visit on it."""
        return min((x.on for x in self.claim.lines), default=self.claim.until)

    @property
    def miles_tenths(self) -> int:
        """All miles on it."""
        return sum(t.miles_tenths for t in self.trips)

    @property
    def mileage_cents(self) -> int:
        """What the trips come to."""
        return sum(t.amount_cents for t in self.trips)

    @property
    def meals_cents(self) -> int:
        """What the meals come to: some offices tax them."""
        return sum(e.amount_cents for e in self.expenses if e.kind == "meal")

    @property
    def other_cents(self) -> int:
        """What all other expenses come to."""
        return sum(e.amount_cents for e in self.expenses) - self.meals_cents

    @property
    def travel_cents(self) -> int:
        """Trips and expenses."""
        return sum(x.amount_cents for x in self.claim.lines if x.kind == "travel")

    @property
    def stipend_cents(self) -> int:
        """All stipends on it."""
        return sum(x.amount_cents for x in self.claim.lines if x.kind == "stipend")


def trips_of(line: SheetLine, route: str, partner: str) -> Iterator[Driven]:
    """The trip of a travel line; one without miles is none."""
    if line.miles_tenths:
        miles, amount = line.miles_tenths, line.mileage_cents or 0
        yield Driven(line.on, route, partner, miles, line.rate or 0, amount)


def expenses_of(line: SheetLine, partner: str) -> Iterator[Spent]:
    """The expenses of a travel line."""
    for e in line.expenses:
        yield Spent(line.on, partner, e.kind, e.amount_cents)


def by_kind(spent: Spent) -> tuple[int, date]:
    """The order of expenses on paper: meals first, each kind by day."""
    return EXPENSES.index(spent.kind), spent.on


def stipend_of(line: SheetLine, visits: Visits) -> Held:
    """The visit of a stipend line."""
    nth, most = visits.get(line.meeting_id, (0, 0))
    return Held(
        line.on, line.mentee, line.minutes or 0, nth, most, line.reported_by, line.amount_cents
    )
