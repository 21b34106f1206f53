"""Which command is running and who typed it: what the history writes beside every change."""

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
