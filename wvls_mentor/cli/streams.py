"""Standard input, output and error, which may be closed, full, or read by nobody.

They are prepared here, so that no command discovers halfway through that a stream is missing.
"""

import errno
import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO, TextIO, cast


class OutputLost(Exception):
    """Standard output accepts nothing more.

    Not an OSError: what is known to be about the output must not be told of a file.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error.strerror)
        self.reason = error.strerror or type(error).__name__
        # A pipe whose reader has gone is EINVAL on Windows.
        closed = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
        self.nobody_reads = error.errno in closed


class _Watched(io.TextIOWrapper):
    """A stream that notes whether it replaced a letter that its encoding lacks."""

    lacking = False

    def write(self, text: str, /) -> int:
        if not self.lacking and not text.isascii():
            try:
                text.encode(self.encoding)
            except UnicodeEncodeError:
                self.lacking = True
        return super().write(text)


class _Output(_Watched):
    """Standard output, whose failure has a name of its own."""

    def write(self, text: str, /) -> int:
        try:
            return super().write(text)
        except OSError as error:
            raise OutputLost(error) from error

    def flush(self) -> None:
        try:
            super().flush()
        except OSError as error:
            raise OutputLost(error) from error


class _Messages(_Watched):
    """Standard error: where it takes nothing, the exit code still says how the command ended."""

    def write(self, text: str, /) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def prepare() -> None:
    """Make all three streams usable, or fail when they are used and not before."""
    if sys.stdin is None:  # closed: nobody can answer
        sys.stdin = io.TextIOWrapper(_nowhere(os.O_RDONLY, "rb"), encoding="utf-8")
    if sys.stdout is None:
        # Open for reading only: what is written there fails, as it should, when it is written.
        sys.stdout = _Output(_nowhere(os.O_RDONLY, "wb"), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = _Messages(_nowhere(os.O_WRONLY, "wb"), encoding="utf-8")
    sys.stdout = _as(_Output, sys.stdout)
    sys.stderr = _as(_Messages, sys.stderr)


def _nowhere(flags: int, mode: str) -> BinaryIO:
    return cast("BinaryIO", os.fdopen(os.open(os.devnull, flags), mode, closefd=False))


def _as(kind: type[_Watched], stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper) or isinstance(stream, kind):
        return stream  # somebody else's, such as a test's, or ours already
    # A console's code page may lack a letter: there a plain one stands in. A file has no code page,
    # and is read again as UTF-8: a name with a ? in it would rename somebody.
    to_file = kind is _Output and not stream.isatty()
    return kind(
        stream.buffer,  # the wrapper of before stays as sys.__stdout__: it would close this one
        encoding="utf-8" if to_file else stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def say_what_is_lacking() -> None:
    """Say once, on stderr, that a letter was replaced: a ``?`` in a name looks like its own."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, _Watched) and stream.lacking:
            sys.stderr.write(
                f"Note: This console ({stream.encoding}) cannot show every letter; a ? stands for "
                "each. The records have them: a list sent to a file (> FILE) shows them.\n"
            )
            sys.stderr.flush()
            return


def give_up() -> None:
    """Drop what standard output did not accept: Python would try again at exit, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
