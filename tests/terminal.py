"""A pseudo terminal for tests: a command runs at it, and each question gets its answer."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SCRIPT = (
    "import sys; from wvls_mentor.cli.main import run; sys.argv = ['wvls', *sys.argv[1:]]; run()"
)


def talk(db: Path, words: list[str], answers: Sequence[str]) -> tuple[int, str]:
    """(exit code, what was said) of a command; each answer is typed once it has fallen silent."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        # A run in the background ignores the interrupt, and what it starts inherits that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.environ |= {"WVLS_DB": str(db), "COLUMNS": "80", "TERM": "dumb"}
        os.execv(sys.executable, [sys.executable, "-c", SCRIPT, *words])
    heard = b""
    left = list(answers)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], 0.15)
        if ready:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            heard += part
        elif heard.rstrip(b" ").endswith((b":", b"]:")):
            if (
                not left
            ):  # a question that the test did not expect: say so now, not in half a minute
                os.kill(pid, signal.SIGKILL)
                break
            os.write(terminal, left.pop(0).encode())
    if time.monotonic() >= deadline:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    said = heard.decode().replace("\r\n", "\n")
    assert not left, f"{len(left)} answers were never asked for: {said}"
    return os.waitstatus_to_exitcode(status), said
