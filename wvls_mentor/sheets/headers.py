"""Which of our fields each column of a foreign sheet holds: by map, by name, by likeness."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.records import KINDS
from wvls_mentor.sheets.fields import asked, named, names_of, plain, several, target
from wvls_mentor.text import fold, guarded, listed, nearest, to_copy

ENOUGH = 60  # of 100: below it a likeness is no guess at all
# What a form service fills in by itself, empty or "anonymous" for people from outside, gives way to
# the question of the same.
OWN = {"name": "your name", "email": "your email address"}
FIRST_OF_ALL = ("most", "first", "urgent", "urgently", "top")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field it holds (or none), and how that is known."""

    header: str
    field: str | None
    priority: str = ""
    how: Literal["map", "kept", "name", "guess", "none"] = "none"

    @property
    def target(self) -> str:
        """The right side of a map: ``needs:high``."""
        return f"{self.field}:{self.priority}" if self.priority else self.field or ""

    @property
    def map(self) -> str:
        """The words to copy: ``--map "THEIR HEADER=field"``."""
        return f"--map {to_copy(f'{self.header.strip()}={self.target}')}"


def read_map(text: str, kind: str) -> tuple[str, str]:
    """(their header folded, target) of one ``THEIR HEADER=field``; no field leaves it out.

    Raises UsageProblem.
    """
    header, equals, field = text.rpartition("=")
    if not equals or not header.strip() or (field.strip() and target(field, kind) is None):
        raise UsageProblem(
            f"{text[:60]!r} maps nothing.",
            f'Write --map "THEIR HEADER=field", or "THEIR HEADER=" to leave it out; '
            f"the fields are {named(kind)}.",
        )
    return fold(header), field.strip()


def recognize(
    header: Sequence[str],
    kind: str,
    maps: Sequence[str] = (),
    kept: Mapping[str, str] | None = None,
) -> list[Column]:
    """The columns of *header*. A map wins over what was *kept* of this form, that over the name.

    Raises BadInputFile where a map names no column or a field would come twice.
    """
    told = dict(read_map(text, kind) for text in maps)
    _refuse_unknown(told, header)
    found = [_certain(text, kind, told, kept or {}) for text in header]
    lists = several(kind)
    mapped = {c.field for c in found if c.how == "map"} - lists
    found = [_nothing(c) if c.field in mapped and c.how != "map" else c for c in found]
    for field, question in OWN.items():
        if any(plain(c.header) == question and c.field == field for c in found):
            found = [
                _nothing(c) if c.field == field and plain(c.header) != question else c
                for c in found
            ]
    guesses = _guesses(kind, header, found)
    found = [guesses.get(i, column) for i, column in enumerate(found)]
    for name in {c.field for c in found if c.field} - lists:
        same = [c for c in found if c.field == name]
        if len(same) > 1:
            headers = listed(repr(c.header.strip()[:60]) for c in same)
            raise BadInputFile(
                f"The sheet has the column {name} twice: {headers}.",
                f"Leave one, or say which: {same[0].map}",
            )
    return found


def _nothing(column: Column) -> Column:
    """The column taken for nothing, and not to be guessed at either."""
    return Column(column.header, None, "", "name")


def _refuse_unknown(told: Mapping[str, str], header: Sequence[str]) -> None:
    missing = [theirs for theirs in told if theirs not in map(fold, header)]
    if missing:
        near = nearest(missing[0], [h.strip() for h in header if h.strip()])
        raise BadInputFile(
            f"The sheet has no column {missing[0][:60]!r}.",
            f"Did you mean {listed((repr(n[:60]) for n in near), 'or')}?"
            if near
            else "Look at its first line.",
        )


def _certain(text: str, kind: str, told: Mapping[str, str], kept: Mapping[str, str]) -> Column:
    """What is known of a column without guessing."""
    for targets, how in ((told, "map"), (kept, "kept")):
        wanted = targets.get(fold(text))
        if wanted is not None:
            name, priority = target(wanted, kind) or (None, "")
            return Column(text, name, priority, how)  # type: ignore[arg-type]
    question = asked(kind, plain(text))
    if question is not None:
        name, _, priority = question.partition(":")
        return Column(text, name, priority, "name")
    for name, names in names_of(kind).items():
        if plain(text) in names:
            return Column(text, name, "", "name")
    return Column(text, None)


def _guesses(kind: str, header: Sequence[str], known: Sequence[Column]) -> dict[int, Column]:
    """The likeliest field of each column that is not known; a field is given out once."""
    open_columns = [i for i, c in enumerate(known) if c.how == "none" and plain(c.header)]
    if not open_columns:
        return {}
    from rapidfuzz import fuzz

    lists = several(kind)
    taken = {c.field for c in known if c.field} - lists
    # Of two fields that say the same thing one will do.
    if taken & {"experience_since", "administrator_since"}:
        taken.add("years")
    if "name" in taken:
        taken |= {"first_name", "last_name"}
    rated = []
    for number in open_columns:
        for name, names in names_of(kind).items():
            score = max(_likeness(fuzz, plain(header[number]), n) for n in names)
            if name not in taken and score >= ENOUGH:
                rated.append((-score, number, name))
    found: dict[int, Column] = {}
    for _, number, name in sorted(rated):
        if number in found or name in taken:
            continue
        words = plain(header[number]).split()
        high = name == "needs" and any(w in FIRST_OF_ALL for w in words)
        found[number] = Column(header[number], name, "high" if high else "", "guess")
        if name not in lists:
            taken.add(name)
    return found


def _likeness(fuzz: object, one: str, other: str) -> float:
    """How alike two headers are, 0 to 100: the words they share, and their order."""
    ratio: float = fuzz.token_set_ratio(one, other)  # type: ignore[attr-defined]
    order: float = fuzz.token_sort_ratio(one, other)  # type: ignore[attr-defined]
    return 0.7 * ratio + 0.3 * order


def missing(kind: str, columns: Sequence[Column]) -> BadInputFile | None:
    """The refusal of a sheet that lacks a column it cannot do without."""
    have = {c.field for c in columns}
    lacking = [" or ".join(names) for names in KINDS[kind].keys if not have & set(names)]
    if not lacking:
        return None
    headers = [c.header.strip() for c in columns if c.header.strip() and c.field is None]
    near = nearest(lacking[0], headers)
    seen = f" The nearest here: {listed((n[:60] for n in near), 'or')}." if near else ""
    hint = (
        Column(near[0], lacking[0].split(" or ")[0]).map
        if near
        else f"The columns of {kind}: {named(kind)}."
    )
    return BadInputFile(f"The sheet has no column {listed(lacking)}.{seen}", hint)


def samples(column: Column, number: int, rows: Sequence[tuple[int, Sequence[str]]]) -> list[str]:
    """Three values that stand in a column."""
    found: dict[str, None] = {}
    for _, cells in rows:
        text = " ".join(cells[number].split()) if number < len(cells) else ""
        if text:
            found[guarded(text)] = None
        if len(found) == 3:
            break
    return list(found)
