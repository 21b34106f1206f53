"""Ctrl-C: one sentence from the first import on, and never between a commit and recording it.

Imports nothing of the package, so that it can be ready before anything else loads.
"""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STOPPED = "Error: Stopped. Nothing was saved."


def during_startup() -> None:
    """Until ``begin``, Ctrl-C ends the process at once: nothing can have been written yet.

    An exception would not do: one that comes while a module loads is printed by Python as a
    traceback, or lost in a callback of the import system.
    """
    if _heeded():
        signal.signal(signal.SIGINT, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    os.write(2, f"\n{STOPPED}\n".encode())
    os._exit(130)


def begin() -> None:
    """From here on Ctrl-C is a KeyboardInterrupt, so that files and transactions are closed."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def end() -> None:
    """All was said: a late Ctrl-C would only print a traceback out of Python's own shutdown."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def held_back() -> Iterator[None]:
    """Ctrl-C waits until the end of the block, and is raised there.

    A commit lasts milliseconds, at most the seconds that SQLite waits for its turn. Without this,
    an interrupt between the commit and noting it would be answered with "Nothing was saved".
    """
    if not _heeded():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            signal.raise_signal(signal.SIGINT)


def _heeded() -> bool:
    """Whether Ctrl-C can reach us: not in the background, and only the main thread may set it."""
    if threading.current_thread() is not threading.main_thread():
        return False
    return signal.getsignal(signal.SIGINT) not in (signal.SIG_IGN, None)
