"""The input and output of ``rules.letters``: plain values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.rules.terms import PairFacts


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a letter marked as sent was about."""

    person_id: int
    kind: str
    pair_id: int | None
    obligation: str
    due: date | None
    reference: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who could be written to; *reason* says why not, "" where they can be."""

    id: int
    name: str
    email: str
    reason: str = ""
    by_choice: bool = False  # they want no letters; otherwise nothing could reach them


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coordinator said about a pair: let it end on *about*, or write after it stopped."""

    pair_id: int
    question: str
    about: date
    yes: bool


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its kind, who gets it in which role, and what it is about."""

    kind: str
    person_id: int
    role: str
    pair_ids: tuple[int, ...]
    items: tuple[Obligation, ...] = ()
    reference: str = ""
    last_sent: date | None = None
    asked_on: date | None = None  # when all that it is about was last written about

    @property
    def marks(self) -> list[tuple[int | None, str, date | None]]:
        """(pair, kind of obligation, due day) of everything that it is about."""
        if self.items:
            return [(o.pair_id, o.kind, o.due) for o in self.items]
        return [(pair, "", None) for pair in self.pair_ids or (None,)]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a letter is not written, for the coordinator: *text* with the pair's own *facts*.

    Where text has ``{pair}``, ``{number}`` or ``{on}``, the pair is named, its number typed, or a
    day of its own told.
    """

    text: str
    number: int | None = None
    on: str = ""

    def __str__(self) -> str:
        """The sentence about its own pair, to be read and copied."""
        if self.number is None:
            return self.text  # it may hold what people typed, braces too
        on = f" {self.on}" if self.on else ""
        return self.text.format(pair=f"pair {self.number}", number=self.number, on=on)

    @property
    def of_any_pair(self) -> str:
        """The sentence in a form that fits other pairs too."""
        if self.number is None:
            return self.text
        return self.text.format(pair="the pair", number="PAIR", on="")


@dataclass(frozen=True, slots=True)
class NotWritten:
    """Somebody who would get a letter now and does not, with the reason for the coordinator."""

    person_id: int
    kind: str
    pair_id: int | None
    why: Reason
    call: bool = False  # reminded as often as letters remind, and given time to answer
    by_choice: bool = False  # they want no letters, so a call does instead

    @property
    def reason(self) -> str:
        """The reason as a sentence."""
        return str(self.why)


@dataclass(frozen=True, slots=True)
class LetterQuestion:
    """A question that the coordinator must answer before anybody is asked for an evaluation."""

    pair_id: int
    question: str
    about: date
    mentor: str
    mentee: str
    in_touch: bool = True  # False: no contact between them is on record


@dataclass(frozen=True, slots=True)
class DueLetters:
    """The letters due, who gets none, and what has to be answered first."""

    letters: tuple[Letter, ...]
    not_written: tuple[NotWritten, ...]
    questions: tuple[LetterQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSituation:
    """Everything that decides which letters are due, as of *day*."""

    day: date
    facts: Sequence[PairFacts]
    people: dict[int, Recipient]
    marks: Sequence[Mark]
    answers: Collection[Answer]
    payments: Sequence[PaymentLine]
    again_days: int
    again: bool = False  # write what was sent already, too
    waiting: Collection[int] = frozenset()  # mentees who still need a mentor
    named: Collection[int] = frozenset()  # pairs about which the coordinator gives an answer
