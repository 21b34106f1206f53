"""Which command is running and who typed it, and what it has to say besides its result."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass


def _nobody() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Errand:
    """A command with its arguments; *by* is asked only when something is written."""

    command: str = ""
    arguments: tuple[str, ...] = ()
    by: Callable[[], str] = _nobody


_current: ContextVar[Errand] = ContextVar("errand", default=Errand())  # noqa: B039 - it is frozen


def begin(errand: Errand) -> None:
    """From now on what is written is *errand*'s."""
    _current.set(errand)


def current() -> Errand:
    """The command that is running; an empty one outside of the command line."""
    return _current.get()


_notes: ContextVar[tuple[str, ...]] = ContextVar("notes", default=())


def note(sentence: str) -> None:
    """Something that happened on the way and that whoever typed the command should know."""
    _notes.set((*_notes.get(), sentence))


def notes() -> tuple[str, ...]:
    """What was noted since this was asked last."""
    found = _notes.get()
    _notes.set(())
    return found
