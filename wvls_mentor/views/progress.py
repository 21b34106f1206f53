"""A bar for work that takes long: only where somebody watches, and only once it does take long."""

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


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many of *total* are done; it draws on stderr."""
    began, bar = time.monotonic(), None

    def tick(done: int) -> None:
        nonlocal bar
        if bar is None:
            if time.monotonic() - began < PATIENCE or done >= total:
                return
            bar = _begin(what, total)
        if done >= total:
            bar.stop()  # a question may follow
        elif done % max(1, total // 100) == 0:
            bar.update(bar.task_ids[0], completed=done)

    watched = sys.stderr.isatty()
    try:
        yield tick if watched else lambda done: None
    finally:
        if bar is not None:
            bar.stop()


def each(what: str, things: Sequence[T]) -> Iterator[T]:
    """The *things* one by one, with a bar for how many are done."""
    with progress(what, len(things)) as tick:
        for number, thing in enumerate(things):
            tick(number)
            yield thing


def _begin(what: str, total: int) -> "Progress":
    from rich.progress import Progress

    bar = Progress(console=console(stderr=True), transient=True)
    bar.add_task(what, total=total)
    bar.start()
    return bar
