"""Which command is running, who typed it, what it has saved so far, and what it must report."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace

from wvls_mentor import interrupts


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command with its arguments; *by* is asked only when something is written."""

    command: str = ""
    arguments: tuple[str, ...] = ()
    by: Callable[[], str] = _nobody


_current: ContextVar[Invocation] = ContextVar("invocation", default=Invocation())  # noqa: B039 - it is frozen


def begin(invocation: Invocation) -> None:
    """From now on what is written is *invocation*'s."""
    _current.set(invocation)


def answered(*words: str) -> None:
    """What was answered at a question counts as typed: the history shows the whole command."""
    now = _current.get()
    _current.set(replace(now, arguments=(*now.arguments, *words)))


def moved(word: str, place: int) -> None:
    """The last *word* stands at *place* in the history, as it has to be typed."""
    now = _current.get()
    words = list(now.arguments)
    del words[len(words) - 1 - words[::-1].index(word)]
    words.insert(place, word)
    _current.set(replace(now, arguments=tuple(words)))


def meant(typed: str, chosen: str) -> None:
    """Of several that *typed* fits one was *chosen*: the history shows that one's id in its place."""
    now = _current.get()
    if typed in now.arguments:
        words = list(now.arguments)
        words[words.index(typed)] = chosen
        _current.set(replace(now, arguments=tuple(words)))


@contextmanager
def unsaid() -> Iterator[None]:
    """What is answered in the block stands in the history as whoever asks writes it, if at all."""
    before = _current.get()
    try:
        yield
    finally:
        _current.set(before)


def current() -> Invocation:
    """The command that is running; an empty one outside of the command line."""
    return _current.get()


@dataclass(slots=True)
class Outcome:
    """What a command has saved so far, so that whatever stops it later says nothing untrue.

    *records*: a commit to the database that the history shows. *files*: files that were put in
    their place. *unsure*: something beside that may have changed (an upgrade of the file).
    *aside*: what was saved on the way, in sentences, before what the command is for.
    """

    records: bool = False
    files: list[str] = field(default_factory=list)
    unsure: bool = False
    aside: list[str] = field(default_factory=list)

    @property
    def saved(self) -> bool:
        """Whether anything was saved."""
        return self.records or bool(self.files)


_outcome: ContextVar[Outcome | None] = ContextVar("outcome", default=None)


@contextmanager
def watched() -> Iterator[Outcome]:
    """A command from its begin to its end: what is saved in between is in its outcome.

    What a command inside of another one (``demo``) saves, the outer one has saved too.
    """
    outer, inner = _outcome.get(), Outcome()
    _outcome.set(inner)
    try:
        yield inner
    finally:
        _outcome.set(outer)
        if outer is not None:
            outer.records |= inner.records
            outer.files += inner.files
            outer.unsure |= inner.unsure
            outer.aside += inner.aside


@contextmanager
def saving(file: object = None) -> Iterator[None]:
    """Around the one step that writes: a commit of records, or putting *file* in its place.

    Where the step fails, nothing counts as saved. Ctrl-C waits until it is known which it was.
    """
    with interrupts.held_back():
        yield
        if (outcome := _outcome.get()) is None:
            return
        if file is None:
            outcome.records = True
        else:
            outcome.files.append(str(file))


@contextmanager
def on_the_way(sentence: str) -> Iterator[None]:
    """Around a step that saves answers which the command asks for first; *sentence* says which.

    Whoever then stops has saved these alone. "Saved" would say that the claim was made, the letters
    marked, the sheet imported.
    """
    outcome = _outcome.get()
    before = outcome is not None and outcome.records
    try:
        yield
    finally:  # an interrupt that waited for the commit comes here
        if outcome is not None and outcome.records and not before:
            outcome.records = False
            outcome.aside.append(sentence)


def unsure() -> None:
    """From here on "nothing was saved" might be untrue."""
    if (outcome := _outcome.get()) is not None:
        outcome.unsure = True


_notes: ContextVar[tuple[str, ...]] = ContextVar("notes", default=())


def note(sentence: str) -> None:
    """Something that happened on the way and that whoever typed the command should know."""
    if sentence not in _notes.get():  # a value is read again where a command needs it
        _notes.set((*_notes.get(), sentence))


def notes() -> tuple[str, ...]:
    """What was noted since this was asked last."""
    found = _notes.get()
    _notes.set(())
    return found
