"""A pseudo terminal for tests: a command runs at it, and each question gets its answer."""

import atexit
import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

SCRIPT = (
    "import sys; from wvls_mentor.cli.main import run; sys.argv = ['wvls', *sys.argv[1:]]; run()"
)
SERVER = "from tests.terminal_server import main; main()"
# A process that sleeps has asked and waits; where nobody says so, one that has long said nothing.
_TOLD = Path("/proc/self/stat").exists()
_STEP, _STEPS = (0.005, 2) if _TOLD else (0.15, 1)


def _waits(pid: int) -> bool:
    """Whether a process sleeps."""
    if not _TOLD:
        return True
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "S"


@cache
def _server() -> socket.socket:
    """The process that starts the commands; it ends with this one."""
    ours, theirs = socket.socketpair()
    started = subprocess.Popen(
        [sys.executable, "-c", SERVER, str(theirs.fileno())],
        cwd=Path(__file__).parent.parent,
        pass_fds=(theirs.fileno(),),
        stdin=subprocess.DEVNULL,
    )
    theirs.close()

    def end() -> None:
        ours.close()
        started.wait()

    atexit.register(end)
    return ours


def _ask(**asked: object) -> None:
    with suppress(BrokenPipeError):  # whoever reads its answer finds out, and says so
        _server().sendall(json.dumps(asked).encode() + b"\n")


def _started(words: list[str], env: dict[str, str]) -> tuple[int, int, Callable[[], int]]:
    """(process, its terminal, what waits for its end) of a command."""
    _ask(words=words, env=env, folder=str(Path.cwd()))
    said, terminals, *_ = socket.recv_fds(_server(), 20, 1)
    if not said:
        _server.cache_clear()
        raise AssertionError("what starts the commands has ended; its last words are above")
    pid, (terminal, *_) = int(said), terminals

    def wait() -> int:
        _ask(wait=pid)
        return int(_server().recv(20))

    return pid, terminal, wait


def _started_anew(words: list[str], env: dict[str, str]) -> tuple[int, int, Callable[[], int]]:
    """The same in a new process."""
    pid, terminal = pty.fork()
    if pid == 0:  # pragma: no cover - the child
        # A run in the background ignores the interrupt, and what it starts inherits that.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execve(sys.executable, [sys.executable, "-c", SCRIPT, *words], env)
    return pid, terminal, lambda: os.waitpid(pid, 0)[1]


def talk(
    db: Path, words: list[str], answers: Sequence[str], *, anew: bool = False, term: str = "dumb"
) -> tuple[int, str]:
    """(exit code, what was said) of a command; each answer is typed once it waits for one.

    It runs *anew* where it matters how a process begins; else in one that has loaded everything.
    """
    anew = anew or "PYTHONIOENCODING" in os.environ  # Python reads that when it begins
    env = os.environ | {"WVLS_DB": str(db), "COLUMNS": "80", "TERM": term}
    pid, terminal, wait = (_started_anew if anew else _started)(words, dict(env))
    heard, seen, quiet = b"", 0, 0
    left = list(answers)
    deadline = time.monotonic() + 30
    is_over = False
    while not is_over and time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], _STEP)
        if ready:
            quiet = 0
            try:
                part = os.read(terminal, 65536)
            except OSError:  # so Linux says that nobody has the other end any more
                part = b""
            is_over = not part
            heard += part
        # An answer is echoed first: before that the question that it is to is still the last word.
        elif heard.rstrip(b" ").endswith((b":", b"]:")) and len(heard) > seen:
            quiet = quiet + 1 if _waits(pid) else 0
            if quiet < _STEPS:
                continue
            if (
                not left
            ):  # a question that the test did not expect: say so now, not in half a minute
                is_over = True
            else:
                os.write(terminal, left.pop(0).encode())
            seen, quiet = len(heard), 0
    # Whatever it is that still runs: nobody talks to it any more, and its end is waited for. One
    # that has ended by itself keeps its exit code.
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    status = wait()
    os.close(terminal)
    said = heard.decode(errors="replace").replace("\r\n", "\n")
    assert is_over, f"it was still running, and asked nothing: {said}"
    assert not left, f"{len(left)} answers were never asked for: {said}"
    return os.waitstatus_to_exitcode(status), said
