"""The word "back" at a question: the answer before it is forgotten, and asked for again.

Ctrl-C was the only way to correct a slip, and lost every answer before it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Back(Exception):
    """The question before is asked again."""


_HINT = "Type back to go to the previous question."
NOT_HERE = "You can't go back from here. Answer the question, or press Ctrl-C to start over."
_possible: ContextVar[bool] = ContextVar("possible", default=False)
_hint: ContextVar[str] = ContextVar("hint", default="")


@contextmanager
def possible(*, first: bool) -> Iterator[None]:
    """Inside, somebody catches ``Back``; elsewhere the word is no answer, and is said to be none.

    At the *first* question a ``?`` does not name it.
    """
    before, hinted = _possible.set(True), _hint.set("" if first else _HINT)
    try:
        yield
    finally:
        _possible.reset(before)
        _hint.reset(hinted)


def look_at(answer: str) -> str:
    """Raises Back where that was typed; what is said of it where nobody catches that.

    Empty for any other answer. It was saved as a goal, and as the note of a call.
    """
    if answer.strip().strip("<.").lower() not in ("back", "go back"):
        return ""
    if _possible.get():
        raise Back
    return NOT_HERE


def hint() -> str:
    """What a ``?`` says of it."""
    return _hint.get()
