"""A backup that was made or restored, and what it holds."""

from datetime import date
from typing import TYPE_CHECKING, Any

from wvls_mentor.text import count, listed
from wvls_mentor.views.columns import sentence
from wvls_mentor.views.result import CommandResult

if TYPE_CHECKING:
    from wvls_mentor.services.backups import Made, Plan, Restored

MOST_COMMANDS = 10  # that a copy lacks; all of them are in JSON
_ONE = {"people": "person", "pairs": "pair", "meetings": "meeting", "payments": "payment"}


def _holds(counts: dict[str, int]) -> str:
    return listed(
        count(number, _ONE[what], what) if number else f"no {what}"
        for what, number in counts.items()
    )


def made(done: "Made", today: date) -> CommandResult:
    """Where the copy is, and what it holds."""
    body = {"file": str(done.path), "holds": done.holds, "pruned": list(map(str, done.pruned))}
    more = [f"It was checked and holds {_holds(done.holds)}."]
    more += [f"Deleted an older copy: {path}" for path in done.pruned]
    return sentence(today, body, f"Backed up to {done.path.absolute()}.", "wvls status", more=more)


def to_make(plan: "Plan", today: date) -> CommandResult:
    """Where a copy would go, and which older ones would go for it."""
    pruned = [str(path) for path in plan.pruned]
    body = {"file": str(plan.path), "pruned": pruned, "dry_run": True}
    more = [f"It would delete an older copy: {path}" for path in pruned]
    return sentence(today, body, f"The copy would be {plan.path.absolute()}.", more=more)


def to_restore(found: "Restored", today: date) -> CommandResult:
    """What a copy would bring and replace."""
    here = "cannot be read" if found.held is None else f"holds {_holds(found.held)}"
    now = f"The database here {here}; it would be kept as {found.kept}."
    if found.kept is None:
        now = f"There is no database at {found.path}: the copy would be the first."
    lead = f"The copy of {found.day} was checked and holds {_holds(found.holds)}."
    more = [now, *_lacks(found)]
    return sentence(today, _body(found) | {"dry_run": True}, lead, more=more)


def _lacks(found: "Restored") -> list[str]:
    """What a copy does not have, and who is in it again though they were forgotten."""
    since = found.since
    if since is None:
        return []
    if not since.related:
        return ["The copy is of another database: it shares no command with the one here."]
    said = ["Nothing was entered since the copy was made."]
    if since.commands:
        # "It" would be the file that is kept, which has just been named.
        lacking = count(len(since.commands), "command")
        said = [f"The copy lacks {lacking} entered since, the newest first:"]
        newest = since.commands[: -MOST_COMMANDS - 1 : -1]
        said += [f"  {c.at[:16]}  {c.command}" for c in newest]
    if len(since.commands) > MOST_COMMANDS:
        said.append(f"  ... and {len(since.commands) - MOST_COMMANDS} more")
    for number, name in since.forgotten:
        said.append(
            f"{name} was forgotten since and is in the copy. Forget again: wvls forget {number}"
        )
    return said


def restored(done: "Restored", today: date) -> CommandResult:
    """What came back, and where the file is that was there."""
    more = [] if done.kept is None else [f"The file that was here is kept as {done.kept}."]
    more += _lacks(done)
    again = [f"wvls forget {number}" for number, _ in (done.since.forgotten if done.since else ())]
    lead = f"Restored the copy of {done.day}: {_holds(done.holds)}."
    return sentence(today, _body(done), lead, *again, "wvls status", "wvls check", more=more)


def _body(done: "Restored") -> dict[str, Any]:
    since = done.since
    return {
        "file": str(done.path),
        "copy_day": done.day,
        "holds": done.holds,
        "kept": None if done.kept is None else str(done.kept),
        "lacks": None if since is None else len(since.commands),
        "commands_since": None if since is None else [c._asdict() for c in since.commands],
        "forgotten": [
            {"person_id": number, "name": name}
            for number, name in (since.forgotten if since else ())
        ],
    }
