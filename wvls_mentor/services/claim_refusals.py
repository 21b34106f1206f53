"""Finds a claim, and explains why it cannot be paid as it is, and what to do instead.

What is paid is decided in ``payments``.
"""

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.money import money
from wvls_mentor.rules.payments import Owed
from wvls_mentor.store import claims as claims_store
from wvls_mentor.store.ledger import ClaimSheet
from wvls_mentor.store.session import Session


def claim(session: Session, number: str) -> ClaimSheet:
    """The claim of this number. Raises NotFound."""
    row = claims_store.by_number(session, number)
    if row is None:
        raise NotFound(f"There is no claim {number[:40]}.", "See them: wvls stipends claims")
    return row


def refuse_anothers(session: Session, sheet: str, person_id: int | None) -> None:
    """Refuse to pay one person another's claim: it would look as if nothing were owed."""
    lines = claims_store.lines_to_pay(session, sheet)
    if person_id is None or any(person_id in (x.person_id, x.mentor_id) for x in lines):
        return
    raise Refused(
        f"Claim {sheet} is for {lines[0].person}.", f"Pay it: wvls stipends pay --claim {sheet}"
    )


def changed(session: Session, sheet: str, o: Owed, claimed_cents: int) -> Refused:
    """Says that the amount owed differs from the claim (in cents), and what to do."""
    made = claim(session, sheet)
    paid = [p for p in claims_store.payments_of(session, made.id) if p.voided_on is None]
    # What is part paid cannot be withdrawn as it is.
    first = f"void its payments (wvls stipends void {paid[0].payment_id}), then " if paid else ""
    again = f"{first}wvls stipends withdraw {sheet} --reason REASON"
    return Refused(
        f"The {o.kind} of meeting {o.meeting_id} has changed since {sheet} was made: "
        f"{money(claimed_cents)} was claimed, {money(o.amount_cents)} is owed.",
        f"Pay what is owed, without --claim; or claim again: {again}"
        if paid
        else f"Make the claim again: {again}; or pay what is owed, without --claim",
    )
