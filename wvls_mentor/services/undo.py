"""Undoes a command: puts its rows back as they were, unless something later needs them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wvls_mentor.errors import Refused
from wvls_mentor.rules import stipends
from wvls_mentor.rules.capacity import Overload, overloads
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import checks, history, payments, policy
from wvls_mentor.services import stipends as stipends_service
from wvls_mentor.services.file_check import Finding
from wvls_mentor.store import checks as checks_store
from wvls_mentor.store import history as history_store
from wvls_mentor.store import history_triggers, people, queries
from wvls_mentor.store import payments as payments_store
from wvls_mentor.store.engine import writing
from wvls_mentor.store.models import Rate
from wvls_mentor.store.session import Session
from wvls_mentor.text import to_copy

LEDGER = ("payment", "claim_sheet", "claim_line")


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry that was, or would be, taken back."""

    entry: history.Entry
    changes: tuple[history.RowChange, ...]
    names: history.Names
    number: int | None  # of the entry that says so
    earned_before_cents: int  # by all pairs, stipends and travel
    earned_after_cents: int
    over: tuple[Overload, ...] = ()  # mentors with more mentees than the capacity on past days (C3)


def undo(db: Path, number: int | None, *, today: date, write: bool) -> Undone:
    """Undo entry *number*, by default the newest; without *write* only check that it can be undone.

    Raises NotFound, or Refused with what stands in the way: a payment, a later entry, a rule.
    """
    with writing(db, dry_run=not write) as session:
        # What was wrong before does not come from this undo and must not prevent it.
        before, earned = set(checks.findings(session, today)), _earned(session, today)
        pairs = _pairs(session)
        chosen = _chosen(session, number)
        changes = history.changes_of(session, chosen.id)
        names = history.names_of(session, changes)
        _refuse_money(session, chosen, changes)
        _revert(session, chosen, changes)
        broken = [f for f in checks.findings(session, today) if f not in before]
        if broken:
            raise _disagree(session, chosen, changes, broken[0])
        own = session.info["entry"]
        history_store.note_undo(session, own, chosen.id)
        number = own if write else None
        # An end that never was makes its pair longer; another may have been made in between.
        over = tuple(overloads(pairs, _pairs(session), people.capacities(session), today))
        after = _earned(session, today)
        return Undone(chosen, changes, names, number, earned, after, over)


def _pairs(session: Session) -> list[PairFacts]:
    # Of all days: a pair whose end is dated ahead is there too.
    return queries.pair_facts(session, queries.policy_book(session), date.max)


def _earned(session: Session, today: date) -> int:
    sums = stipends.totals(
        stipends_service.calculated(session, queries.policy_book(session), today)
    )
    return sums.stipend_earned_cents + sums.travel_earned_cents


def _chosen(session: Session, number: int | None) -> history.Entry:
    own = session.info["entry"]
    if number is None:
        # An undo is not itself the newest command: undo after undo steps back in time.
        open_ones = [
            e
            for e in history.every(session)
            if e.id != own and e.undone_by is None and e.undoes is None
        ]
        if not open_ones:
            raise Refused("There is nothing to undo.", "To redo an undo: wvls history")
        chosen = open_ones[-1]
    else:
        chosen = history.one(session, number)
    if chosen.undone_by is not None:
        raise Refused(
            f"Entry {chosen.id} was already undone by entry {chosen.undone_by}.",
            f"To redo it: wvls undo {chosen.undone_by}",
        )
    if chosen.final or not chosen.rows:
        raise Refused(
            f"Entry {chosen.id} ({chosen.command}) is final.",
            "See what can be undone: wvls history",
        )
    return chosen


def _refuse_money(
    session: Session, chosen: history.Entry, changes: Sequence[history.RowChange]
) -> None:
    """The ledger is never undone: payments are voided, claims are withdrawn."""
    for change in changes:
        row = change.after or change.before or {}
        if change.table == "payment":
            if change.op == "insert":
                raise Refused(
                    f"Entry {chosen.id} is a payment. A payment cannot be undone, only voided.",
                    f"Void it: wvls stipends void {_paid(changes)} --reason REASON",
                )
            raise Refused(
                f"Entry {chosen.id} voided a payment. That cannot be undone.", "Pay it again."
            )
        if change.table == "claim_sheet" and change.op == "insert":
            raise Refused(
                f"Entry {chosen.id} made claim {row['number']}; that cannot be undone.",
                f"Withdraw it: wvls stipends withdraw {row['number']} --reason REASON",
            )
        if change.table in LEDGER:
            raise Refused(
                f"Entry {chosen.id} withdrew a claim; that cannot be undone.",
                f"Claim it again: wvls stipends claim {row['mentor_id']}",
            )
        if change.table == "claim":  # one partner's travel; the visit's other items may be paid
            payments.refuse_paid(session, row["meeting_id"], ("travel", row["id"]))
        if change.table in ("meeting", "meeting_topic"):
            payments.refuse_paid(session, row["id" if change.table == "meeting" else "meeting_id"])
        if (change.table, change.op) == ("meeting", "insert"):
            _refuse_named(session, row["id"])
        if change.table == "rate" and not _same_rates(changes):
            rate = Rate(**{**row, "since": date.fromisoformat(row["since"])})
            policy.refuse_used(session, rate)


def _paid(changes: Sequence[history.RowChange]) -> str:
    """What to void of the payments that an entry made: one by its number, a check by its own."""
    rows = [c.after or {} for c in changes if c.table == "payment"]
    references = {row["reference"] for row in rows}
    if len(rows) == 1 or len(references) > 1:
        return str(rows[0]["id"])
    return f"--reference {to_copy(references.pop())}"


def _refuse_named(session: Session, meeting_id: int) -> None:
    """What the ledger or a claim once named stays in the file; it is canceled instead."""
    if payments_store.names_meeting(session, meeting_id):
        raise Refused(
            f"Meeting {meeting_id} stays in the file: the ledger or a claim names it.",
            f"Cancel it instead: wvls meeting remove {meeting_id}",
        )


def _same_rates(changes: Sequence[history.RowChange]) -> bool:
    """Whether the rates are unchanged, as when one was only confirmed: no payment prevents it."""

    def states(rows: Iterable[dict[str, Any] | None]) -> list[list[Any]]:
        return sorted([r["kind"], r["since"], r["rate"]] for r in rows if r is not None)

    rates = [c for c in changes if c.table == "rate"]
    return states(c.before for c in rates) == states(c.after for c in rates)


def _revert(session: Session, chosen: history.Entry, changes: Sequence[history.RowChange]) -> None:
    """Put every row back. Raises Refused with each later entry that prevents it."""
    connection = session.connection()
    history_store.defer_foreign_keys(session)
    as_left, later = True, set[int]()
    for change in reversed(changes):
        now = history_triggers.row(connection, change.table, change.key)
        if not _same(now, change.after):
            as_left = False
            later |= history_store.entries_after(session, chosen.id, change.table, change.key)
            if change.before is not None:
                continue  # a later entry changed it; go on, to name them all
        history_triggers.put(connection, change.table, change.key, change.before)
    orphaned, makers = _orphans(session)
    if orphaned or not as_left:
        raise _depends(session, chosen, later | makers)


def _same(now: dict[str, Any] | None, then: dict[str, Any] | None) -> bool:
    """Whether a row is as the entry left it; columns added later do not count."""
    if now is None or then is None:
        return now is then
    return all(name in now and now[name] == value for name, value in then.items())


def _orphans(session: Session) -> tuple[bool, set[int]]:
    """Whether rows refer to a row that is gone now, and the entries that made them."""
    orphans = checks_store.orphans(session)
    makers = {history_store.maker_of(session, table, row) for table, row, _ in orphans}
    return bool(orphans), {entry for entry in makers if entry is not None}


def _depends(session: Session, chosen: history.Entry, numbers: Iterable[int]) -> Refused:
    later = _open_ones(session, numbers)
    if not later:
        return Refused(
            f"Entry {chosen.id} cannot be undone: its rows have changed since.",
            f"See what it did: wvls history {chosen.id}",
        )
    return Refused(
        f"Entry {chosen.id} cannot be undone: later entries build on it: {_named(later)}.",
        _way_back(later),
    )


def _disagree(
    session: Session,
    chosen: history.Entry,
    changes: Sequence[history.RowChange],
    broken: Finding,
) -> Refused:
    """A rule that undoing would break because of later entries of the same pairs."""
    rows = [(c.table, c.after or c.before or {}) for c in changes]
    pairs = {row["id"] if table == "pair" else row.get("pair_id") for table, row in rows}
    pairs |= set(broken.ids) if broken.check in checks.OF_PAIRS else set()
    numbers = {n for p in pairs if p is not None for n in history_store.entries_of_pair(session, p)}
    later = _open_ones(session, (n for n in numbers if n > chosen.id))
    if broken.check in checks.OF_PAIRS:  # not what these pairs did since
        makers = ("pair", "extension", "mentor")
        later = [
            e for e in later if any(c.table in makers for c in history.changes_of(session, e.id))
        ]
    return Refused(
        f"Without entry {chosen.id} the records would not agree: {broken.message}.",
        f"Later entries build on it: {_named(later)}. {_way_back(later)}"
        if later
        else f"See what it did: wvls history {chosen.id}",
    )


def _open_ones(session: Session, numbers: Iterable[int]) -> list[history.Entry]:
    """Those of these entries that were not undone, or all if none is left; oldest first."""
    wanted = set(numbers) - {session.info["entry"]}
    later = [e for e in history.every(session) if e.id in wanted]
    return [e for e in later if e.undone_by is None] or later


def _named(entries: Sequence[history.Entry]) -> str:
    return ", ".join(f"{e.id} ({e.command})" for e in entries[:8])


def _way_back(later: Sequence[history.Entry]) -> str:
    if any(e.command.startswith("stipends") for e in later):
        return (
            "What was paid stays, so this stays too. To end a pair: wvls end PAIR --reason REASON"
        )
    return f"Undo the newest of them first: wvls undo {later[-1].id}"
