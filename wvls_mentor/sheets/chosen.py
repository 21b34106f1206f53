"""What applies to every row of a form: fixed values (--set), and which rows to import (--only)."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.records import KINDS, days, readers
from wvls_mentor.sheets.fields import named, names_of
from wvls_mentor.sheets.grids import Grid
from wvls_mentor.text import count, fold, listed, nearest, to_copy, unguarded

# Of two fields that say the same one will do: a value for both could only contradict the sheet.
_SAME = (
    {"name", "first_name", "last_name"},
    {"years", "experience_since", "administrator_since"},
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The values that every row gets, and the answers of the rows that are taken.

    *given* is field -> value, *only* is folded header -> answers as they were typed; *headers* are
    the headers as the sheet has them. *remembered* says the same for the next time, under keys that
    no header can be and that name the form.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def takes(self, header: Sequence[str], cells: Sequence[str]) -> bool:
        """Whether a row says one of the answers in each column that was named."""
        return all(
            any(
                fold(name) == wanted and _says(text, answers)
                for name, text in zip(header, cells, strict=False)
            )
            for wanted, answers in self.only.items()
        )


def choose(
    kind: str,
    grid: Grid,
    sets: Sequence[str] | None,
    only: Sequence[str] | None,
    kept: Mapping[str, str],
    fingerprint: str,
) -> Chosen:
    """What this call says, or what the same form said last time; a blank value takes it back.

    Raises UsageProblem for what names no field, and BadInputFile for what names no column.
    """
    prefix = f"\x1f{fingerprint}\x1f"
    before = {k.removeprefix(prefix): v for k, v in kept.items() if k.startswith(prefix)}
    given = {k[4:]: v for k, v in before.items() if k.startswith("set\x1f")}
    rows = {k[5:]: tuple(json.loads(v)) for k, v in before.items() if k.startswith("only\x1f")}
    for text in sets or ():
        name, value = _read_set(text, kind)
        given[name] = value
    headers = {fold(text): text.strip() for text in grid.header if text.strip()}
    told: dict[str, tuple[str, ...]] = {}
    for text in only or ():
        wanted, answer = _read_only(text, headers)
        told[wanted] = (*told.get(wanted, ()), *([answer] if answer else []))
    rows |= told
    remembered = {f"{prefix}set\x1f{name}": value for name, value in given.items()}
    remembered |= {f"{prefix}only\x1f{name}": json.dumps(said) for name, said in rows.items()}
    given = {name: value for name, value in given.items() if value}
    rows = {name: said for name, said in rows.items() if said}
    known = {name: headers[name] for name in rows if name in headers}
    chosen = Chosen(given, rows, known, remembered)
    return Chosen(given, rows, known, remembered, tuple(_notes(chosen, grid)))


def refuse_known(chosen: Chosen, fields: set[str]) -> None:
    """Raises UsageProblem where a field is given a value that the sheet has itself."""
    for name in chosen.given:
        same = next((group for group in _SAME if name in group), {name})
        for other in sorted(same & fields):
            raise UsageProblem(
                f"The sheet has the field {other} itself, so --set {name} cannot give every row "
                "a value.",
                f"Leave out --set, or the column: --map {to_copy('THEIR HEADER=')}. "
                f"To take back what was remembered: --set {to_copy(f'{name}=')}",
            )


def _read_set(text: str, kind: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if not equals or name not in names_of(kind):
        near = nearest(name, names_of(kind), 1) if name else []
        raise UsageProblem(
            f"{text[:60]!r} sets no field.",
            f"Write --set FIELD=VALUE; the fields are {named(kind)}."
            + (f" Did you mean {listed(near, 'or')}?" if near else ""),
        )
    one = KINDS[kind].by_name[name]
    if value:
        value = days.plain_day(value) if one.read is readers.day else one.tidy(value)
    return name, value


def _read_only(text: str, headers: Mapping[str, str]) -> tuple[str, str]:
    """(folded header, answer); a header or an answer may hold the mark between them itself."""
    for at, mark in enumerate(text):
        if mark == "=" and fold(text[:at]) in headers:
            return fold(text[:at]), text[at + 1 :].strip()
    name, equals, _ = text.partition("=")
    if not equals or not name.strip():
        raise UsageProblem(f"{text[:60]!r} names no rows.", 'Write --only "THEIR HEADER=VALUE".')
    near = nearest(name, headers.values())
    raise BadInputFile(
        f"The sheet has no column {name.strip()[:60]!r}.",
        f"Did you mean {listed((repr(n[:60]) for n in near), 'or')}?" if near else None,
    )


def _says(text: str, answers: Sequence[str]) -> bool:
    """Whether a cell is one of *answers*, or a list of which one is."""
    clean = unguarded(text.strip())
    said = {fold(clean), *(fold(part) for part in re.split(r"[;,\r\n]", clean))}
    return any(fold(answer) in said for answer in answers)


def _notes(chosen: Chosen, grid: Grid) -> list[str]:
    """What applies to the rows, in sentences. Raises BadInputFile if no row is imported."""
    notes = [
        f"Every row gets {name} = {value[:60]} (--set, remembered for this form; "
        f"to take it back: --set {to_copy(f'{name}=')})."
        for name, value in chosen.given.items()
    ]
    if not chosen.only:
        return notes
    taken = sum(chosen.takes(grid.header, cells) for _, cells in grid.rows)
    asked = listed(
        f"{chosen.headers[name][:60]!r} is {listed((repr(a[:40]) for a in answers), 'or')}"
        for name, answers in chosen.only.items()
    )
    back = " ".join(f"--only {to_copy(f'{text}=')}" for text in chosen.headers.values())
    if not taken:
        raise BadInputFile(f"No row says that {asked}.", f"{_there(chosen, grid)}Or: {back}")
    notes.append(
        f"Only {taken} of {count(len(grid.rows), 'row')} where {asked} "
        f"(--only, remembered for this form; to take all: {back})."
    )
    return notes


def _there(chosen: Chosen, grid: Grid) -> str:
    """The values in the columns that were named."""
    found: dict[str, None] = {}
    for _, cells in grid.rows:
        for name, text in zip(grid.header, cells, strict=False):
            if fold(name) in chosen.only and text.strip():
                found[text.strip()[:40]] = None
    return f"There is {listed(repr(text) for text in list(found)[:8])}. " if found else ""
