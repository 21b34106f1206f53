"""What a row of meetings claims for travel (C12)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from wvls_mentor.errors import UsageProblem
from wvls_mentor.money import dollars, parse_cents, parse_miles
from wvls_mentor.rules.choices import PARTNERS
from wvls_mentor.rules.meetings import traveler_to
from wvls_mentor.services import meetings
from wvls_mentor.sheets.rows import cell
from wvls_mentor.store.batch import Batch
from wvls_mentor.store.models import Claim

AMOUNTS = ("miles", "expense", "other_miles", "other_expense")
FIELDS = (*AMOUNTS, "traveler")


@dataclass(frozen=True, slots=True)
class Travel:
    """One partner's travel as a row claims it: tenths of a mile, cents."""

    traveler: str
    miles_tenths: int | None
    expense_cents: int | None

    def __str__(self) -> str:
        miles = "" if self.miles_tenths is None else f"{self.miles_tenths / 10:g} miles"
        cents = "" if not self.expense_cents else f"${dollars(self.expense_cents)}"
        return f"{self.traveler} {' and '.join(filter(None, (miles, cents)))}".strip()

    def agrees(self, have: "Travel") -> bool:
        """Whether it says nothing else than what is there."""
        return self.miles_tenths in (None, have.miles_tenths) and self.expense_cents in (
            None,
            have.expense_cents,
        )


def read_traveler(text: str) -> str:
    """The partner who travelled. Raises UsageProblem for any other word."""
    if text.lower() not in PARTNERS:
        raise UsageProblem(f"{text[:40]!r} is neither partner.", "Use mentor or mentee.")
    return text.lower()


def claimed(row: dict[str, str], place: str | None) -> list[Travel]:
    """The claims of a row; ``other_miles`` and ``other_expense`` are the other partner's.

    Raises FieldProblem.
    """
    first = cell(row, "traveler", read_traveler) or traveler_to(place or "elsewhere")
    other = "mentee" if first == "mentor" else "mentor"
    found = [
        Travel(
            who,
            cell(row, f"{prefix}miles", parse_miles),
            cell(row, f"{prefix}expense", parse_cents),
        )
        for who, prefix in ((first, ""), (other, "other_"))
    ]
    return [t for t in found if t.miles_tenths is not None or t.expense_cents is not None]


def write(
    session: Session, meeting_id: int, travels: Sequence[Travel], new: Batch | None = None
) -> None:
    """Set the claims of a meeting to what *travels* say; of a *new* one into its batch."""
    for travel in travels:
        there = None
        if new is None:
            mine = Claim.meeting_id == meeting_id, Claim.traveler == travel.traveler
            there = session.exec(select(Claim).where(*mine)).first()
        claim = there or Claim(meeting_id=meeting_id, traveler=travel.traveler)
        if travel.miles_tenths is not None:
            claim.miles_tenths = travel.miles_tenths
        if travel.expense_cents is not None:
            claim.expense_cents = travel.expense_cents
        (new or session).add(claim)
    if new is None:
        session.flush()


def of(session: Session, meeting_id: int) -> dict[str, Travel]:
    """The claims of a meeting, by who travelled."""
    return {
        c.traveler: Travel(c.traveler, c.miles_tenths, c.expense_cents)
        for c in meetings.claims_of(session, meeting_id)
    }
