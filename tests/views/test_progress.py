"""A bar appears only at a terminal and only after half a second."""

import sys
import time
from io import StringIO

import pytest

from wvls_mentor.views.progress import PATIENCE, progress


class _Stream(StringIO):
    encoding = "utf-8"

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "waited", "drawn"),
    [(True, PATIENCE, True), (True, PATIENCE - 0.01, False), (False, PATIENCE, False)],
)
def test_when_there_is_a_bar(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, waited: float, drawn: bool
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setenv("TERM", "xterm")
    stream = _Stream(terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress("Reading", 1000) as tick:
        now[0] += waited
        tick(20)
        tick(1000)
    assert ("Reading" in stream.getvalue()) is drawn


def test_a_bar_goes_away_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", _Stream(True))
    with pytest.raises(ValueError, match="no"), progress("Reading", 1000) as tick:
        now[0] += 1
        tick(20)
        raise ValueError("no")
