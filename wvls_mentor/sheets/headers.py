"""Which field each column of a foreign sheet holds: by map, by name, by similarity."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal

from wvls_mentor.errors import BadInputFile, UsageProblem
from wvls_mentor.records import KINDS
from wvls_mentor.rules.choices import PRIORITIES
from wvls_mentor.sheets import accounts, grid_questions
from wvls_mentor.sheets.fields import asked, named, names_of, plain, several, target
from wvls_mentor.sheets.likeness import likeness
from wvls_mentor.sheets.other_kinds import asked_elsewhere, headers_elsewhere
from wvls_mentor.sheets.wordings import worded
from wvls_mentor.text import fold, guarded, listed, nearest, to_copy

ENOUGH = 60  # of 100: below it a likeness is no guess at all
FIRST_OF_ALL = ("most", "first", "urgent", "urgently", "top")


@dataclass(frozen=True, slots=True)
class GridQuestions:
    """What is needed to know the columns of grid questions."""

    rows: grid_questions.Rows
    words: grid_questions.Words
    topics: set[str]  # folded slugs and titles

    def topic(self, number: int, header: str) -> str:
        """The topic of column *number*, blank where it is of no grid. Raises BadInputFile."""
        return grid_questions.topic_of(header, number, self.rows, self.words, self.topics)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the field it holds (or none), and how that is known.

    *question* is its own number, or that of the column whose question it repeats; an *option* has
    no header and holds one more answer to the question of column *beside*.
    """

    header: str
    field: str | None
    priority: str = ""
    how: Literal["map", "kept", "name", "guess", "none", "option"] = "none"
    question: int = -1
    beside: int = -1
    topic: str = ""  # of a grid question: what the cells rate
    answer: str = ""  # what a mark in the column stands for: the option that the column is

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

    A priority in place of the field is what an answer of a grid question means. Raises
    UsageProblem.
    """
    header, equals, field = text.rpartition("=")
    known = kind == "mentees" and field.strip() in PRIORITIES
    known = known or not field.strip() or target(field, kind) is not None
    if not equals or not header.strip() or not known:
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
    grid: GridQuestions | None = None,
    given: Set[str] = frozenset(),
) -> list[Column]:
    """The columns of *header*. A map wins over what was *kept* of this form, that over the name.

    *grid* finds grid questions; what is *given* to every row is not guessed at.

    Raises BadInputFile where a map names no column or a field would come twice.
    """
    told = dict(read_map(text, kind) for text in maps)
    if grid is not None:
        told = {name: to for name, to in told.items() if name not in grid.words.told}
    _refuse_unknown(told, header)
    first = _repeated(header, told.keys() | (kept or {}).keys())
    found = [_certain(header[n], kind, told, kept or {}) for n in first]
    lists = several(kind)
    mapped = {c.field for c in found if c.how == "map"} - lists
    found = [_nothing(c) if c.field in mapped and c.how != "map" else c for c in found]
    found = _questions_first(header, kind, found)
    if grid is not None:
        found = [_grid_question(grid, i, column) for i, column in enumerate(found)]
    once = [c if first[i] == i else _nothing(c) for i, c in enumerate(found)]
    guesses = _guesses(kind, header, once, given)
    found = [
        replace(guesses.get(n, found[n]), header=header[i], question=n, beside=i)
        for i, n in enumerate(first)
    ]
    _refuse_two(found, lists)
    return _with_options(found, lists)


def _grid_question(grid: GridQuestions, number: int, column: Column) -> Column:
    """The column as one of a grid question, where it is one."""
    if column.how != "none" and (column.field, column.priority) != ("needs", ""):
        return column
    topic = grid.topic(number, column.header)
    return Column(column.header, "needs", "", "name", topic=topic) if topic else column


def _repeated(header: Sequence[str], told: Set[str]) -> list[int]:
    """Of each column the first with its question: forms ask it once in each branch.

    What the service added itself is no question, and repeats none; neither does a column with a
    number that a map has *told* of.
    """
    added = accounts.account_columns(header)
    numbers: dict[str, int] = {}
    first = []
    for number, text in enumerate(header):
        name = fold(text)
        if not plain(text) or number in added:
            first.append(number)
            continue
        if name not in numbers:
            base = fold(accounts.first_of(text, header))
            of_account = any(fold(header[n]) == base for n in added)
            apart = of_account or name in told
            numbers[name] = number if apart else numbers.get(base, number)
        first.append(numbers[name])
    return first


def _questions_first(header: Sequence[str], kind: str, found: list[Column]) -> list[Column]:
    """What a form service fills in itself gives way to a question that asks the same."""
    added = accounts.account_columns(header)
    found = [
        _nothing(c) if i in added and c.how == "name" and c.field not in accounts.FIELDS else c
        for i, c in enumerate(found)
    ]
    for field in accounts.FIELDS.intersection(names_of(kind)):
        asked_for = [(c, i not in added) for i, c in enumerate(found)]
        if not any(
            own and c.field in (field, *accounts.PARTS.get(field, ())) for c, own in asked_for
        ):
            for i, (column, own) in enumerate(asked_for):
                base = plain(accounts.first_of(header[i], header))
                asks = base == field or accounts.asks_for(field, base)
                if own and asks and column.field is None and column.how == "none":
                    found[i] = Column(header[i], field, "", "name")
                    break
        found = _without_account(header, field, found, added)
    return found


def _without_account(
    header: Sequence[str], field: str, found: list[Column], added: set[int]
) -> list[Column]:
    """The columns without the service's own for *field*, where a question asks for it too."""
    asks = {
        i
        for i, c in enumerate(found)
        if c.field == field
        and i not in added
        and (added or plain(header[i]).startswith(accounts.OPENINGS))
    }
    own = {c.field for i, c in enumerate(found) if i not in added}
    in_parts = bool(added) and field in accounts.PARTS and set(accounts.PARTS[field]) <= own
    if not asks and not in_parts:
        return found
    return [
        _nothing(c) if c.field == field and i not in asks and c.how == "name" else c
        for i, c in enumerate(found)
    ]


def _refuse_two(found: Sequence[Column], lists: set[str]) -> None:
    """Raises BadInputFile where two questions are read as one field that takes one answer."""
    for name in {c.field for c in found if c.field} - lists:
        same = [c for i, c in enumerate(found) if c.field == name and c.question == i]
        if len(same) > 1:
            headers = listed(repr(c.header.strip()[:60]) for c in same)
            raise BadInputFile(
                f"The sheet has the column {name} twice: {headers}.",
                f"Leave one, or say which: {same[0].map}",
            )


def _with_options(found: Sequence[Column], lists: set[str]) -> list[Column]:
    """The columns; one without a header after a list question is one more of its options."""
    columns: list[Column] = []
    for column in found:
        before = columns[-1] if columns else None
        if not column.header.strip() and before is not None and before.field in lists:
            column = replace(before, header="", how="option")
        columns.append(column)
    return columns


def _nothing(column: Column) -> Column:
    """The column that is left out, and not to be guessed at either."""
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
    """What is certain about a column, without guessing."""
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


def _guesses(
    kind: str, header: Sequence[str], known: Sequence[Column], given: Set[str]
) -> dict[int, Column]:
    """The likeliest field of each column that is not known; a field is given out once.

    What another kind's sheet calls its own is no guess for this one where the sheet is one of it.
    """
    told = any(c.how in ("map", "kept") for c in known)
    elsewhere = frozenset() if told else headers_elsewhere(kind, header)
    added = accounts.account_columns(header)
    said = [None if i in added else worded(kind, text) for i, text in enumerate(header)]
    open_columns = [
        i
        for i, c in enumerate(known)
        if c.how == "none"
        and plain(c.header)
        and plain(c.header) not in accounts.NEVER_GUESSED | elsewhere
        and (said[i] is not None or not asked_elsewhere(kind, c.header))
    ]
    if not open_columns:
        return {}
    lists = several(kind)
    taken = {c.field for c in known if c.field} - lists | given
    # Of two fields that say the same thing one will do.
    if taken & {"experience_since", "administrator_since"}:
        taken.add("years")
    if "name" in taken:
        taken |= {"first_name", "last_name"}
    likely = sorted(
        (-score, number, name)
        for number in open_columns
        for name, score in _likely(kind, header[number], said[number]).items()
        if name not in taken and score >= ENOUGH
    )
    found: dict[int, Column] = {}
    for _, number, name in likely:
        if number in found or name in taken:
            continue
        words = plain(header[number]).split()
        high = name == "needs" and any(w in FIRST_OF_ALL for w in words)
        found[number] = Column(header[number], name, "high" if high else "", "guess")
        if name not in lists:
            taken.add(name)
    return found


def _likely(kind: str, header: str, said: str | None) -> dict[str, float]:
    """How likely each field is, 0 to 100; what is *said* in other words is that field or none."""
    if said is not None:
        return {said: 100.0} if said else {}
    return {
        name: max(likeness(plain(header), n) for n in names)
        for name, names in names_of(kind).items()
    }


def missing(
    kind: str, columns: Sequence[Column], given: Set[str] = frozenset()
) -> BadInputFile | None:
    """The refusal of a sheet that lacks a column it cannot do without, *given* to every row aside."""
    have = {c.field for c in columns} | given
    lacking = [names for names in KINDS[kind].keys if not have & set(names)]
    if not lacking:
        return None
    headers = [c.header.strip() for c in columns if c.header.strip() and c.field is None]
    said = [" or ".join(names) for names in lacking]
    near = nearest(said[0], headers)
    seen = f" The nearest here: {listed((n[:60] for n in near), 'or')}." if near else ""
    hint = Column(near[0], lacking[0][0]).map if near else f"The columns of {kind}: {named(kind)}."
    return BadInputFile(f"The sheet has no column {listed(said)}.{seen}", hint)


def samples(number: int, rows: Sequence[tuple[int, Sequence[str]]], most: int = 3) -> list[str]:
    """The first *most* different values that stand in column *number*."""
    found: dict[str, None] = {}
    for _, cells in rows:
        text = " ".join(cells[number].split()) if number < len(cells) else ""
        if text:
            found[guarded(text)] = None
        if len(found) == most:
            break
    return list(found)
