"""What all importers share: good rows, bad cells, warnings, and values that were kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from wvls_mentor.errors import Refused, WvlsError
from wvls_mentor.records.field import Reading, RecordKind
from wvls_mentor.store import people
from wvls_mentor.store.batch import Batch
from wvls_mentor.store.session import Savepoint, Session

if TYPE_CHECKING:
    from wvls_mentor.sheets.form_memory import Memory

T = TypeVar("T")
_LONG = 100  # a text that is longer comes once
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a row, with the number of its first line."""

    line: int
    field: str | None
    message: str


@dataclass(frozen=True, slots=True)
class RowResult:
    """What one good row does: field -> (what is there, what the sheet says)."""

    record_id: int
    new: bool
    who: str
    differences: dict[str, tuple[object, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A row that changes, or adds, a record."""

    line: int
    who: str
    differences: Mapping[str, tuple[object, object]]


@dataclass(slots=True)
class Tally:
    """What an import does, as it goes."""

    unchanged: int = 0
    additions: list[Change] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    kept: list[Problem] = field(default_factory=list)
    libraries: list[Problem] = field(default_factory=list)  # that somebody said to add
    made: set[int] = field(default_factory=set)  # the records that this sheet added

    @property
    def added(self) -> int:
        """Rows that make a record."""
        return len(self.additions)

    @property
    def changed(self) -> int:
        """Rows that change a record."""
        return len(self.changes)

    def count(self, booked: RowResult, line: int) -> None:
        """Book one row that is good."""
        change = Change(line, booked.who, booked.differences)
        if booked.new:
            self.additions.append(change)
            self.made.add(booked.record_id)
        elif booked.differences and booked.record_id not in self.made:
            self.changes.append(change)
        else:
            self.unchanged += 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How an import handles problems in its rows."""

    add_libraries: bool = False  # an unknown library is added as outside the system
    topics_to_notes: bool = False  # an unknown topic goes into the note
    # Asks which of the nearest, (id, label), an unknown library is, and says whose it is; None
    # where it is none of them.
    which_library: Callable[[str, Sequence[tuple[int, str]], str], int | None] | None = None
    # Asks whether to add an unknown library as outside the system.
    may_add_library: Callable[[str], bool] | None = None
    same_person: tuple[str, ...] = ()  # addresses of people who go by two names
    overwrite: bool = False  # what was corrected by hand is set back to what the sheet says
    names_stay: bool = (
        False  # libraries that are there keep their names: the survey's are upper case
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What an importer works with."""

    kind: RecordKind
    session: Session
    today: date
    tally: Tally
    memory: "Memory"
    options: Options


class Importer:
    """One kind of row. ``key`` tells records apart, ``book`` writes one row.

    New records may go into the *batch*, which is written now and then; before anything else is
    written ``touch`` is called. So a row can be taken back, and most rows need no savepoint.
    """

    # A difference -> the fields that it comes from, where it is not the field itself.
    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    line = 0  # the row that is being read
    first_counts = False  # of several answers in one sheet the first, not the newest
    in_bulk = False  # calls ``touch`` itself, and knows the records that are in the batch

    def __init__(self, context: Context) -> None:
        self.session, self.today, self.tally = context.session, context.today, context.tally
        self.memory, self.options = context.memory, context.options
        self.fields = context.kind.by_name
        self.topics = people.topic_lines(self.session)
        self.reading = Reading(self.today, self.topics)
        self.batch = Batch(self.session)
        self._mark = 0
        self._savepoint: Savepoint | None = None
        self.learned = False  # the row is among what the importer itself knows of the records
        self._values: dict[tuple[str, str], Any] = {}  # the same cells come again and again

    def begin(self) -> None:
        """Begin a row: from here on it can be undone."""
        self._mark, self._savepoint, self.learned = self.batch.mark(), None, False
        if not self.in_bulk:
            self.touch()

    def touch(self) -> None:
        """Call this before the row changes records outside of the batch."""
        if self._savepoint is None:
            self.settle()
            self._savepoint = self.session.begin_nested()

    def settle(self) -> None:
        """Write the batch before records of earlier rows are queried."""
        self.batch.write(self._mark)
        self._mark = 0

    def keep(self) -> None:
        """Keep the row: it is good."""
        if self._savepoint is not None:
            self.batch.write()  # what it added may be what its changes refer to
            self.session.flush()
            self._savepoint.commit()
            self.batch.forget_numbers()

    def take_back(self) -> None:
        """Undo everything of the row."""
        self.batch.undo_to(self._mark)
        if self._savepoint is not None:
            self._savepoint.rollback()
            self.batch.forget_numbers()
        if self.learned:
            self._values.clear()
            self.reset()

    def finish(self) -> None:
        """Write what is left, after all rows."""
        self.batch.write()
        self.session.flush()

    def read(self, name: str, text: str) -> Any:
        """What a cell says, as the record's own field reads it. Raises WvlsError."""
        return self.fields[name].read(text, self.reading)

    def value(self, row: dict[str, str], name: str) -> Any:
        """The value of a row's cell; None where it is blank. Raises FieldProblem."""
        text = row.get(name)
        if text is None:
            return None
        known = self._values.get((name, text), self)
        if known is not self:
            return known
        value = cell(row, name, partial(self.read, name))
        if len(text) < _LONG:
            self._values[name, text] = value
        return value

    def values(self, row: dict[str, str], *names: str) -> dict[str, Any]:
        """The values that a row has, by the columns in which they are kept."""
        found = {self.fields[name].stored_as: self.value(row, name) for name in names}
        return {column: value for column, value in found.items() if value is not None}

    def key(self, row: dict[str, str]) -> str:
        """What the record is known by, as the row has it. Raises FieldProblem."""
        raise NotImplementedError

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        raise NotImplementedError

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """The key of a record as it stands now, for the row's own fields; None when it is gone."""
        raise NotImplementedError

    def compare(self, row: dict[str, str], other: dict[str, str]) -> None:
        """Refuse two rows of one key that cannot be about the same. Raises FieldProblem."""

    def reset(self) -> None:
        """A row that was *learned* is taken back: look again what there is."""

    def warn(self, message: str) -> None:
        """Note a warning, only once even if a row with an error is read again."""
        problem = Problem(self.line, None, message)
        if problem not in self.tally.warnings[-20:]:
            self.tally.warnings.append(problem)


class FieldProblem(WvlsError):
    """A cell with a problem; becomes a ``Problem`` with its line, as do the *others* beside it."""

    def __init__(self, field: str | None, problem: WvlsError) -> None:
        hint = f" {problem.hint}" if problem.hint else ""
        super().__init__(f"{problem.message}{hint}")
        self.field = field
        self.others: list[FieldProblem] = []


def cell(row: dict[str, str], name: str, read: Callable[[str], T]) -> T | None:
    """A cell's value; None where it is blank. Raises FieldProblem."""
    if name not in row:
        return None
    try:
        return read(row[name])
    except WvlsError as problem:
        raise FieldProblem(name, problem) from None


def refuse(field: str | None, message: str, hint: str | None = None) -> FieldProblem:
    """A problem of one cell."""
    return FieldProblem(field, Refused(message, hint))


def differing(
    now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> dict[str, tuple[object, object]]:
    """What *wanted* would change: name -> (now, wanted)."""
    return {name: (now[name], value) for name, value in wanted.items() if now[name] != value}
