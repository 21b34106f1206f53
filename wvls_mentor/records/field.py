"""``RecordKind`` and ``Field``: each kind of record as a table of its fields.

A row of a table serves header recognition, import, export, the questions of forms, the details on
screens, what ``forget`` clears, what ``records`` hands out and the labels of the history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

GONE = "(forgotten)"
TOPICS = ("(every topic)",)  # as options of a question: the program's own list
TopicList = Sequence[tuple[str, str, str]]  # slug, title, area


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell is read with: the day of the import and the program's topics."""

    today: date
    topics: TopicList = ()


Reader = Callable[[str, Reading], Any]


def plainly(read: Callable[[str], Any]) -> Reader:
    """A reader that needs the text alone."""
    return lambda text, reading: read(text)


def as_it_is(value: Any) -> Any:
    """The value itself: numbers, days and texts go into a cell as they are."""
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class FormQuestion:
    """One question of a form: what to ask and how it is answered.

    A *priority* makes the answers needs of that priority; of two questions the one with the smaller
    *place* comes first in the form.
    """

    text: str
    answer: str = "short text"  # or paragraph, choice, checkboxes, date, number
    options: tuple[str, ...] = ()
    required: bool = False
    help: str = ""
    priority: str = ""
    place: int = 5
    field: str = ""  # what the answer becomes, such as ``needs:high``; filled in by the kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a kind of record.

    *read* makes a value of a cell (raises UsageProblem or NotFound), *write* a cell of a value.
    *tidy* frees a cell of a foreign sheet of what stands around the value (raises UsageProblem).
    *table* and *column* are where the store keeps it, where that is not the kind's table and its
    name; a *note* is text in people's own words. *forgotten* takes its place when the person is
    forgotten; None: it stays.
    """

    name: str
    read: Reader = lambda text, reading: text
    write: Callable[[Any], object] = as_it_is
    tidy: Callable[[str], str] = str
    synonyms: tuple[str, ...] = ()
    questions: tuple[FormQuestion, ...] = ()
    label: str = ""
    table: str = ""
    column: str = ""
    several: bool = False  # a list: columns of the same meaning are put together
    comes_in: bool = True
    goes_out: bool = True
    detail: Callable[[Any], str] | None = None  # its text among the details on a screen
    shown: int = 5  # of two details the one with the smaller number comes first
    told: Callable[[Any], str] | None = None  # what is kept in people's words, not in its unit
    note: bool = False
    names_people: bool = False  # stays when somebody is forgotten, but without their name
    forgotten: str | None = None
    erased: str = ""  # what ``forget`` says that it erases; empty: a note, or it stays

    @property
    def stored_as(self) -> str:
        """The column that holds it."""
        return self.column or self.name


def as_kept(*names: str) -> tuple[Field, ...]:
    """Fields that are kept, shown and written as they are."""
    return tuple(Field(name=name) for name in names)


@dataclass(frozen=True)
class RecordKind:
    """One kind of record: its sheet, its table, its fields.

    A sheet without *keys* is none of the kind; of several names in one key any will do. *belongs*
    says whose it is: nobody's, a person's, both people's or a pair's.
    """

    name: str
    table: str
    fields: tuple[Field, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    belongs: str = ""
    day: str = ""  # the field that says which year a row belongs to
    sheet: bool = True  # has a sheet of its own; otherwise only ``records`` exports it

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """Its fields by their names."""
        return {field.name: field for field in self.fields}

    @property
    def incoming(self) -> tuple[Field, ...]:
        """The fields that a sheet may have."""
        return tuple(f for f in self.fields if f.comes_in)

    @property
    def outgoing(self) -> tuple[Field, ...]:
        """The columns of its export."""
        return tuple(f for f in self.fields if f.goes_out)

    @property
    def notes(self) -> tuple[str, ...]:
        """The columns of free text."""
        return tuple(f.name for f in self.outgoing if f.note)

    @cached_property
    def details(self) -> tuple[Field, ...]:
        """The fields that a screen shows one below the other, in their order."""
        return tuple(sorted((f for f in self.fields if f.detail), key=lambda f: f.shown))

    @cached_property
    def form(self) -> tuple[FormQuestion, ...]:
        """The questions of its form, in their order."""
        asked = (
            replace(q, field=f"{f.name}:{q.priority}" if q.priority else f.name)
            for f in self.fields
            for q in f.questions
        )
        return tuple(sorted(asked, key=lambda question: question.place))
