"""The handover page on the screen, and its facts as JSON and CSV."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import spoken
from wvls_mentor.money import rate_cents
from wvls_mentor.rules.call_list import ToCall
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.handover import FinishedPair, Handover, HandoverPair, StoppedPair
from wvls_mentor.views.columns import Column, as_csv, as_json, as_objects, plain
from wvls_mentor.views.result import CommandResult
from wvls_mentor.views.screen import headline, next_steps, say

if TYPE_CHECKING:
    from rich.console import Console

    from wvls_mentor.documents.blocks import Block

PAIRS: tuple[Column[HandoverPair], ...] = (
    Column("pair_id", lambda p: p.pair_id),
    Column("mentor", lambda p: p.mentor.name),
    Column("mentor_phone", lambda p: p.mentor.phone),
    Column("mentor_email", lambda p: p.mentor.email),
    Column("mentee", lambda p: p.mentee.name),
    Column("mentee_phone", lambda p: p.mentee.phone),
    Column("mentee_email", lambda p: p.mentee.email),
    Column("ends_on", lambda p: p.ends_on),
    Column("last_contact", lambda p: p.last_contact),
    Column("next", lambda p: p.next.kind if p.next else None),
    Column("next_due", lambda p: p.next.due if p.next else None),
    Column("next_who", lambda p: p.next.who if p.next else None),
    Column("going", lambda p: p.going),
    Column("note", lambda p: p.note),
    Column("waived", lambda p: p.waived),
    Column("let_end", lambda p: p.let_end),
    Column(
        "excused",
        lambda p: [{"kind": e.kind, "until": e.until, "reason": e.reason} for e in p.leaves],
        csv="",
    ),
)
CALLS: tuple[Column[ToCall], ...] = (
    Column("person_id", lambda c: c.person.id),
    *plain("person.name", "person.phone", "person.email"),
    *plain("pair_id", "reason", "then"),
)
_ENDED: tuple[Column[Any], ...] = (
    Column("pair_id", lambda p: p.pair_id),
    Column("mentor", lambda p: p.mentor.name),
    Column("mentee", lambda p: p.mentee.name),
    Column("ended_on", lambda p: p.ended_on),
)
OVER: tuple[Column[FinishedPair], ...] = (*_ENDED, *plain("owed_cents", "reason"))
STOPPED: tuple[Column[StoppedPair], ...] = (*_ENDED, *plain("reason", "waits", "paused"))


def handover(
    found: Handover, blocks: "Sequence[Block]", as_text: "Sequence[str]", *, saved: Path | None
) -> CommandResult:
    """The page; *as_text* are the texts of its *blocks*."""

    def screen(console: "Console") -> None:
        marked = "Contains personnel notes: give it only to your successor."
        if not found.notes:
            marked = "Notes, reasons and answers about pairs are left out."
        headline(console, f"Handover, {spoken(found.day, found.day)}. {marked}")
        for block, text in zip(blocks, as_text, strict=True):
            say(console, "")
            say(console, text, style="strong" if block.heading else "")
        if saved is not None:
            say(console, "", f"Saved as {saved}.")
        save = [] if saved is not None else ["wvls handover --save handover.html"]
        next_steps(console, *save, "wvls overdue")

    return CommandResult(
        found.day, lambda: _body(found, saved), screen, lambda: as_csv(PAIRS, found.pairs)
    )


def _body(found: Handover, saved: Path | None) -> dict[str, Any]:
    return {
        "personnel_notes": found.notes,
        "this_week": [_item(o, found) for o in found.this_week],
        "calls": as_objects(CALLS, found.calls),
        "pairs": as_objects(PAIRS, found.pairs),
        "finished": [
            as_json(OVER, p) | {"open": [_item(o, found) for o in p.open]} for p in found.finished
        ],
        "stopped": as_objects(STOPPED, found.stopped),
        "waiting": [{"id": p.id, "name": p.name} for p in found.waiting],
        "claims": [
            {
                "claim": c.number,
                "person": c.person,
                "state": c.state,
                "open_cents": c.open_cents,
                "approved": c.approved,
            }
            for c in found.claims
        ],
        "owed": [{"payee": name, "owed_cents": cents} for name, cents in found.owed],
        "owed_cents": found.owed_cents,
        "claims_waiting": found.claims_waiting,
        "settings": [
            {"key": s.key, "value": s.value, "outline": outline} for s, outline in found.changed
        ],
        "rates": [
            {
                "kind": r.kind,
                "amount_cents": rate_cents(r.rate),
                "outline_cents": found.outline_stipend_cents,
                "from": r.since,
            }
            for r in found.changed_rates
        ],
        "unconfirmed_rates": [{"kind": r.kind, "from": r.since} for r in found.unconfirmed],
        "no_letters": [
            {"id": number, "name": found.people[number].name, "reason": reason}
            for number, reason in found.no_letters.items()
        ],
        "no_w9": [{"name": name, "paid_cents": cents} for name, cents in found.no_w9],
        "paused": list(found.paused),
        "file": found.file,
        "backup_folder": found.backup_folder,
        "last_backup": found.last_backup,
        "saved": None if saved is None else str(saved),
    }


def _item(o: Obligation, found: Handover) -> dict[str, Any]:
    return {
        "pair_id": o.pair_id,
        "mentor": o.mentor,
        "mentee": o.mentee,
        "kind": o.kind,
        "who": o.who,
        "due": o.due,
        "late": o.late_on(found.day),
    }
