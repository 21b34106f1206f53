"""Who has a letter that says something no longer true, as far as letters were marked as sent."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.store import letters, pairs, people
from wvls_mentor.store.engine import reading
from wvls_mentor.store.models import Extension
from wvls_mentor.store.session import Session

_SAY_THE_END = ("intro", "evaluate", "closing")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who was told by letter, and the day of the newest one."""

    name: str
    on: date
    reach: str = ""  # phone and e-mail address


def end_told(db: Path, pair_id: int, today: date) -> list[Told]:
    """Who was told the present end of a pair by letter, asked before it moves.

    What was sent before the newest extension named an earlier end.
    """
    with reading(db) as session:
        moved = [e.decided_on for e in pairs.records_of(session, Extension, pair_id)]
        since = max((day for day in moved if day <= today), default=date.min)
        return _newest(
            session,
            today,
            (
                (m.person_id, m.sent_on)
                for m in letters.marks(session, today)
                if m.pair_id == pair_id
                and m.sent_on >= since
                and (m.kind in _SAY_THE_END or m.obligation == "evaluation")
            ),
        )


def payment_told(db: Path, lines: Collection[PaymentLine], today: date) -> list[Told]:
    """Who got the letter about a payment of *lines*."""
    newest_first = sorted(lines, key=lambda p: p.paid_on, reverse=True)
    paid = {(p.person_id, p.reference): p.paid_on for p in newest_first}
    with reading(db) as session:
        return _newest(
            session,
            today,
            (
                (m.person_id, m.sent_on)
                for m in letters.marks(session, today)
                if m.kind == "payment"
                and m.sent_on >= paid.get((m.person_id, m.reference), date.max)
            ),
        )


def _newest(session: Session, today: date, found: Iterable[tuple[int, date]]) -> list[Told]:
    """Each person once, with the newest day; nobody can be told who was forgotten."""
    known = people.known(session, today)
    return [
        Told(
            known[person].name,
            on,
            ", ".join(filter(None, (known[person].phone, known[person].email))),
        )
        for person, on in sorted(dict(found).items())
        if not known[person].forgotten
    ]
