"""On a terminal of 24 lines what matters stays in view: nothing above it scrolls away."""

import pytest

from tests.factories import Program, run
from tests.terminal import talk


@pytest.fixture
def busy(paired: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Pair 1 after thirty commands; a terminal with a name of its own, and no color."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LINES", "24")
    for number in range(30):
        done = paired("goal", "add", "1", f"Goal {number} and what it is for", "--term", "short")
        assert done.code == 0, done.err
    return paired


def test_the_newest_of_the_history_stays_on_the_screen(
    busy: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It began with the newest, 98 lines above the prompt."""
    newest = busy("history", "-f", "json").json["entries"]
    code, said = talk(busy.path, ["history"], [], term="xterm")
    assert code == 0 and 15 < len(said.splitlines()) < 24, said
    assert "Goal 29" in said and "Goal 0 " not in said
    (line,) = [x for x in said.splitlines() if x.startswith("... and ")]
    shown = len(newest) - int(line.split()[2])
    assert line.endswith("more: --all") and said.count(" goal add 1 ") == shown > 5
    monkeypatch.setenv("LINES", "200")
    assert "more: --all" not in talk(busy.path, ["history"], [], term="xterm")[1]


def test_elsewhere_and_with_all_the_history_is_as_long_as_it_was(busy: Program) -> None:
    whole = busy("history").out
    assert "Goal 0 " in whole and "more: --all" not in whole
    for words, term in ((["history", "--all"], "xterm"), (["history"], "dumb")):
        code, said = talk(busy.path, words, [], term=term)
        assert code == 0 and "Goal 0 " in said


def test_the_best_of_many_mentors_stay_on_the_screen(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of sixty mentors three hundred lines were printed, the best ones far above the prompt."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LINES", "24")
    for number in range(1, 13):
        program.mentor(number)
    mentee = str(program.mentee(1))
    found = program("match", mentee, "-f", "json").json["candidates"]
    code, said = talk(program.path, ["match", mentee], [], term="xterm")
    assert code == 0 and len(said.splitlines()) < 24 and found[0]["mentor"] in said, said
    (line,) = [x for x in said.splitlines() if x.startswith("... and ")]
    shown = len(found) - int(line.split()[2])
    assert said.count("effect on all pairs: ") == shown > 1
    code, whole = talk(program.path, ["match", mentee, "--all"], [], term="xterm")
    assert code == 0 and whole.count("effect on all pairs: ") == len(found) == 12
    assert "more: --all" not in program("match", mentee).screen


def test_a_claim_that_was_just_read_is_not_printed_again(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty lines stood before its question, and again after it."""
    monkeypatch.setenv("NO_COLOR", "1")
    paired.visit(1, "2026-08-01")
    code, said = talk(paired.path, ["stipends", "claim", "1"], ["y\n"])
    assert code == 0, said
    assert said.count("I certify that") == 1
    before, _, after = said.partition("Assign a claim number")
    assert "I certify that" in before
    assert "Claim C-2026-01, open: Mentor 1, $125.00, 1 visit." in after
    assert "wvls stipends claim C-2026-01 --save claim.html" in after
    assert "I certify that" in paired("stipends", "claim", "C-2026-01").out


def test_the_last_lines_of_the_help_name_the_commands_of_every_day() -> None:
    """The first group, which they are in, scrolls away."""
    last = " ".join(run(["--help"], env={}).out.split("Every day: ")[-1].split())
    for word in ("status", "overdue", "log-meeting", "check-in", "letters"):
        assert word in last
    assert last.startswith("wvls status, ") and last.endswith("Help: wvls COMMAND --help.")
