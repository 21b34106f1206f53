"""A progress bar, shown only at a terminal and only once the work takes long."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from wvls_mentor.views.result import console

if TYPE_CHECKING:
    from rich.progress import Progress

T = TypeVar("T")
PATIENCE = 0.5  # seconds; a bar that flashes by only disturbs
_shown: "list[Progress]" = []  # the bar that is on the screen now: one at most


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many of *total* are done; it draws on stderr."""
    began = time.monotonic()

    def tick(done: int) -> None:
        nonlocal began
        if done >= total:
            clear()  # a question may follow
        elif _shown:
            if done % max(1, total // 100) == 0:
                _shown[0].update(_shown[0].task_ids[0], completed=done)
            began = time.monotonic()  # cleared for a question, it comes back as patiently
        elif time.monotonic() - began >= PATIENCE:
            _shown.append(_begin(what, total, done))

    watched = sys.stderr.isatty()
    try:
        yield tick if watched else lambda done: None
    finally:
        clear()


def clear() -> None:
    """Clear the bar before something is printed or asked; it returns with the next step.

    It draws itself again ten times a second, and so a question under it was never seen.
    """
    while _shown:
        _shown.pop().stop()


def each(what: str, things: Sequence[T]) -> Iterator[T]:
    """The *things* one by one, with a bar for how many are done."""
    with progress(what, len(things)) as tick:
        for number, thing in enumerate(things):
            tick(number)
            yield thing


def _begin(what: str, total: int, done: int) -> "Progress":
    from rich.progress import Progress

    bar = Progress(console=console(stderr=True), transient=True)
    bar.add_task(what, total=total, completed=done)
    bar.start()
    return bar
