"""The travel claimed in a row of a meetings sheet (C12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from wvls_mentor.money import parse_miles
from wvls_mentor.records.readers import partner
from wvls_mentor.rules.expenses import Expense, as_text, read_listed
from wvls_mentor.rules.meetings import traveler_to
from wvls_mentor.services import meetings
from wvls_mentor.sheets.rows import cell
from wvls_mentor.store import meetings as store
from wvls_mentor.store.batch import Batch
from wvls_mentor.store.models import Claim
from wvls_mentor.store.session import Session
from wvls_mentor.text import line, miles_text

AMOUNTS = ("miles", "expenses", "other_miles", "other_expenses")
FIELDS = (*AMOUNTS, "traveler", "route", "other_route")


@dataclass(frozen=True, slots=True)
class Travel:
    """One partner's travel as a row claims it: tenths of a mile, cents."""

    traveler: str
    miles_tenths: int | None
    expenses: tuple[Expense, ...] | None
    route: str | None = None

    def __str__(self) -> str:
        miles = "" if self.miles_tenths is None else f"{miles_text(self.miles_tenths)} miles"
        spent = "" if not self.expenses else as_text(self.expenses)
        route = f" ({self.route})" if self.route else ""
        return f"{self.traveler} {' and '.join(filter(None, (miles, spent)))}{route}".strip()

    def agrees(self, have: "Travel") -> bool:
        """Whether it says the same as what is on record."""
        return all(
            says in (None, there)
            for says, there in (
                (self.miles_tenths, have.miles_tenths),
                (self.expenses, have.expenses),
                (self.route, have.route),
            )
        )


def claimed(row: dict[str, str], place: str | None) -> list[Travel]:
    """The claims of a row; ``other_miles``, ``other_expenses`` and ``other_route`` are the other partner's.

    Raises FieldProblem.
    """
    first = cell(row, "traveler", partner) or traveler_to(place or "elsewhere")
    other = "mentee" if first == "mentor" else "mentor"
    found = [
        Travel(
            who,
            cell(row, f"{prefix}miles", parse_miles),
            cell(row, f"{prefix}expenses", read_listed),
            cell(row, f"{prefix}route", lambda text: line(text, "route")),
        )
        for who, prefix in ((first, ""), (other, "other_"))
    ]
    return [t for t in found if t.miles_tenths is not None or t.expenses is not None]


def write(
    session: Session, meeting_id: int, travels: Sequence[Travel], new: Batch | None = None
) -> None:
    """Set the claims of a meeting to *travels*; for a *new* meeting, in its batch."""
    for travel in travels:
        there = None
        if new is None:
            there = store.claim(session, meeting_id, travel.traveler)
        claim = there or Claim(meeting_id=meeting_id, traveler=travel.traveler)
        meetings.set_claim(claim, travel.miles_tenths, travel.expenses, travel.route)
        (new or session).add(claim)
    if new is None:
        session.flush()


def of(session: Session, meeting_id: int) -> dict[str, Travel]:
    """The claims of a meeting, by traveler."""
    return {
        c.traveler: Travel(c.traveler, c.miles_tenths, c.expenses, c.route)
        for c in meetings.claims_of(session, meeting_id)
    }
