"""Visits as they were when something was entered, by the history of their rows (C11)."""

from datetime import date
from typing import Any

from wvls_mentor.rules.stipends import Visit
from wvls_mentor.store import history_triggers
from wvls_mentor.store.session import Session


def visits(session: Session, entry: int, day: date) -> dict[int, tuple[Visit, ...]]:
    """Each pair's held visits up to *day* as they were before *entry*; without their travel."""
    connection = session.connection()
    paid = {
        row["item_id"]: row["amount_cents"]
        for row in history_triggers.rows_at(connection, "payment", entry)
        if row["kind"] == "stipend" and _live(row, day.isoformat())
    }
    found: dict[int, tuple[Visit, ...]] = {}
    for row in history_triggers.rows_at(connection, "meeting", entry):
        held = row["state"] == "held" and row["method"] == "in-person"
        if not held or row["day"] > day.isoformat():
            continue
        visit = Visit(
            meeting_id=row["id"], pair_id=row["pair_id"], on=date.fromisoformat(row["day"]),
            at=row["place"] or "elsewhere", minutes=row["minutes"], entered=row["id"],
            stipend_paid_cents=paid.get(row["id"]),
        )  # fmt: skip
        found[visit.pair_id] = (*found.get(visit.pair_id, ()), visit)
    return found


def _live(payment: dict[str, Any], day: str) -> bool:
    voided = payment["voided_on"]
    return bool(payment["paid_on"] <= day and (voided is None or voided > day))


def reporters(session: Session, entry: int) -> dict[int, frozenset[str]]:
    """Which partners had reported each meeting by a form before *entry*."""
    found: dict[int, frozenset[str]] = {}
    for row in history_triggers.rows_at(session.connection(), "meeting_report", entry):
        number = row["meeting_id"]
        found[number] = found.get(number, frozenset()) | {row["partner"]}
    return found
