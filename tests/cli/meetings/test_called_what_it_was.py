"""A meeting that something cannot be done with is called what it was."""

import pytest

from tests.factories import Program


@pytest.mark.parametrize(
    ("method", "more", "says"),
    [
        ("phone", [], "was a phone call."),
        ("video", [], "was a video call."),
        ("email", [], "was an e-mail."),
        ("text", [], "was a text message."),
        ("carpool", [], "was a carpool."),
        ("other", [], "was a meeting of another kind."),
        ("phone", ["--attempt"], "was a phone call that reached nobody."),
        ("coffee", ["--planned"], "is still planned."),
    ],
)
def test_what_has_no_travel_is_called_what_it_was(
    paired: Program, method: str, more: list[str], says: str
) -> None:
    """Meeting 1 is held, phone."""
    assert paired("log-meeting", "1", "--method", method, *more).code == 0
    refused = paired("meeting", "claim", "1", "--miles", "20")
    assert refused.code == 5 and f"Meeting 1 {says}" in refused.err


@pytest.mark.parametrize("command", ["confirm", "cancel"])
def test_what_is_not_planned_is_said_as_it_is(paired: Program, command: str) -> None:
    """Meeting 1 is cancelled, not planned."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20").code == 0
    assert paired("log-meeting", "1", "--method", "phone", "--attempt").code == 0
    plan = ["log-meeting", "1", "--method", "coffee", "--planned", "--on", "2026-12-09"]
    assert paired(*plan).code == 0
    assert paired("meeting", "cancel", "3", "--yes").code == 0
    said = [paired("meeting", command, str(number)).err for number in (1, 2, 3)]
    assert "Meeting 1 was held already." in said[0]
    assert "Meeting 2 was an attempt that reached nobody." in said[1]
    assert "Meeting 3 was canceled already." in said[2]
