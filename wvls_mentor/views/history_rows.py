"""Rows of the history as people read them: names for ids, hours for minutes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wvls_mentor.dates import FIRST_DAY
from wvls_mentor.records import EVERY
from wvls_mentor.records.readers import letters_cell
from wvls_mentor.rules.meetings import STATES_SAID
from wvls_mentor.rules.policy import SETTINGS
from wvls_mentor.text import count, shortened
from wvls_mentor.views.screen import limited, print_details, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wvls_mentor.services.history import Names, RowChange

# What sheets said last time: kept for the next import, and of no meaning to a reader.
BOOKKEEPING = ("form", "said")
FIELDS = [field for kind in reversed(EVERY) for field in reversed(kind.fields)]
# How a column is read and called that is kept in a unit of its own.
TOLD = {field.stored_as: (field.name, field.told) for field in FIELDS if field.told}
# What the details of a person call a column of theirs.
LABELS = {field.stored_as: field.label for field in FIELDS if field.table == "person"}
# Whose number people meet on other screens.
NUMBERED = {"claim", "goal", "library", "meeting", "pair", "payment", "person"}
NOUNS = {"role_change": "status", "check_in": "check-in", "word": "word", "meeting_topic": "topic", "excused": "excuse",
         "claim_mark": "claim", "meeting_report": "reported"}  # fmt: skip
WORDS = {"insert": "added", "update": "changed", "delete": "removed"}
TO_COME = {"insert": "will add", "update": "will change", "delete": "will remove"}


def columns(change: "RowChange") -> Iterator[tuple[str, Any, Any]]:
    """Each column that says something new, before and after."""
    before, after = change.before or {}, change.after or {}
    for name in {**before, **after}:
        was, becomes = before.get(name), after.get(name)
        blank = was in (None, "") and becomes in (None, "")
        # No letters for no reason said: the one column where an empty text is not nothing.
        if was != becomes and (not blank or name == "no_letters"):
            yield name, was, becomes


def show(
    console: "Console", changes: "Sequence[RowChange]", names: "Names", *, would: bool = False
) -> None:
    """A line for each record: added, changed (what it was and becomes), removed; or what *would*.

    Nobody reads "removed" above a question that they have yet to answer.
    """
    words = TO_COME if would else WORDS
    records = [c for c in changes if c.table not in BOOKKEEPING]
    shown, more = limited(records, everything=False)
    print_details(console, ((words[c.op], _told(c, names)) for c in records[:shown]))
    if more:
        say(console, more.replace("--all", "-f json"))
    if len(records) < len(changes):
        kept = count(len(changes) - len(records), "row")
        say(console, f"Also {kept} of what the sheet said, kept for the next import.")


def _told(change: "RowChange", names: "Names") -> str:
    return ": ".join(filter(None, (_label(change, names), "; ".join(_differences(change, names)))))


def _label(change: "RowChange", names: "Names") -> str:
    """Which record it is: ``meeting 2 of pair 1 Mentor One > Mentee One``."""
    row = change.after or change.before or {}
    if change.table == "setting" and row["key"] in SETTINGS:
        return f"setting {row['key']} ({SETTINGS[row['key']].text})"
    noun = NOUNS.get(change.table, change.table.replace("_", " "))
    number = f" {row['id']}" if "id" in row and change.table in NUMBERED else ""
    called = row.get("name") or row.get("slug") or row.get("key") or ""
    if change.op == "update" and called:
        number += f" {shortened(str(called), 60)}"
    owner = next((k for k in ("pair_id", "person_id", "meeting_id") if row.get(k)), None)
    return f"{noun}{number}" + (f" of {names.of(owner, row[owner])}" if owner else "")


def _differences(change: "RowChange", names: "Names") -> Iterator[str]:
    for name, was, becomes in columns(change):
        if change.table == "setting" and change.op != "update":
            yield from _setting(name, was if becomes is None else becomes)
            continue
        if name in ("id", "entered_at", "factors", "pair_id", "person_id", "meeting_id"):
            continue
        label = (
            TOLD[name][0]
            if name in TOLD
            else LABELS.get(name, name.removesuffix("_id").replace("_", " "))
        )
        if change.op == "update":
            yield f"{label}{_changed(name, was, becomes, names)}"
        else:
            yield f"{label} {_text(name, was if becomes is None else becomes, names)}"


def _changed(name: str, was: Any, becomes: Any, names: "Names") -> str:
    """What an entry was and becomes; where one of them is nothing, the other comes first."""
    before, after = _text(name, was, names), _text(name, becomes, names)
    if name == "no_letters" or (was not in (None, "") and becomes not in (None, "")):
        return f" {before} -> {after}"
    return f": {after} (was empty)" if was in (None, "") else f": empty (was {before})"


def _setting(column: str, value: Any) -> Iterator[str]:
    """The value of a setting, and since when: one that has always counted began on no day."""
    if column == "value":
        yield shortened(str(value), 200) or "nothing"
    elif column == "since" and str(value) != FIRST_DAY.isoformat():
        yield f"from {value} on"


def _text(name: str, value: Any, names: "Names") -> str:
    if name == "no_letters":
        return shortened(letters_cell(value), 200)
    if value in (None, ""):
        return "nothing"
    if name.endswith("_id"):
        return names.of(name, value)
    if name == "state":
        return STATES_SAID.get(value, str(value))
    read = TOLD[name][1] if name in TOLD and isinstance(value, int) else str
    return shortened(" ".join(read(value).split()), 200)
