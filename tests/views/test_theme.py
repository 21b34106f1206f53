"""Color has a meaning and is never alone; days are said as people say them."""

import re
import sys
from datetime import date
from io import StringIO

import pytest

from tests.factories import Program
from wvls_mentor.dates import in_words
from wvls_mentor.views import result, theme
from wvls_mentor.views.screen import next_steps, say
from wvls_mentor.views.steps import purpose
from wvls_mentor.views.theme import as_typed, late, parted

TODAY = date(2026, 11, 25)
ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("due 2026-11-17 (C9)", "due Nov 17 (C9)"),
        ("due 2027-01-02.", "due Jan 2, 2027."),
        ("planned for 2026-11-29: meeting 4", "planned for Nov 29: meeting 4"),
        ("at 2026-11-05 17:35", "at Nov 5 17:35"),
        # What is to be typed or was typed, a file, and no day at all stay as they are.
        ("wvls end 3 --on 2026-11-05", "wvls end 3 --on 2026-11-05"),
        ("--from=2026-11-05", "--from=2026-11-05"),
        ("'2026-11-05' is in the future", "'2026-11-05' is in the future"),
        ("wvls-2026-11-05.db", "wvls-2026-11-05.db"),
        ("/home/2026-11-05/wvls.db", "/home/2026-11-05/wvls.db"),
        ("2026-02-30", "2026-02-30"),
        ("555-2026-11-05", "555-2026-11-05"),
    ],
)
def test_days_in_a_sentence(written: str, said: str) -> None:
    assert in_words(written, TODAY) == said


def test_without_a_today_every_day_has_its_year() -> None:
    assert in_words("since 2026-11-17", None) == "since Nov 17, 2026"


def test_a_day_is_never_broken_and_somebodys_words_are_not_rewritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "24")
    theme.speak_on(TODAY)
    lines = _drawn("a meeting planned on 2026-11-17").split("\n")
    assert lines[:2] == ["a meeting planned on", "Nov 17"]
    assert _drawn(as_typed("see 2026-11-17")) == "see 2026-11-17\n"


def _drawn(line: theme.Line) -> str:
    return result._drawn(lambda console: say(console, line), result.console())


class _Terminal(StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("variable", "value", "has_color"),
    [("COLORTERM", "truecolor", True), ("NO_COLOR", "1", False), ("TERM", "dumb", False)],
)
def test_color_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, has_color: bool
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, value)
    monkeypatch.setattr(sys, "stdout", _Terminal())
    assert ("38;5;167" in _drawn(late("3 overdue"))) is has_color
    monkeypatch.setattr(sys, "stdout", StringIO())
    assert ESCAPE not in _drawn(late("3 overdue")), "a pipe has none"


def test_no_shade_is_white_or_black() -> None:
    shades = [
        int(found) for found in re.findall(r"color\((\d+)\)", " ".join(theme.STYLES.values()))
    ]
    # 0 to 15 are the terminal's own, white and black among them; the greys at the ends are too.
    assert shades and all(
        16 < shade < 252 and shade not in (231, 232, 233, 234) for shade in shades
    )


def test_parts_that_say_nothing_are_left_out() -> None:
    theme.speak_on(TODAY)
    assert _drawn(parted("1 pair", "", (), "nothing owed")) == "1 pair  ·  nothing owed\n"


@pytest.mark.parametrize("name", ["overdue", "status 3", "match 6", "match 6 2", "undo", "undo 7"])
def test_a_proposed_command_says_what_it_does(name: str) -> None:
    said = result._drawn(lambda console: next_steps(console, f"wvls {name}"), result.console())
    assert said == f"\nNext  wvls {name}   {purpose(f'wvls {name}')}\n"


def test_every_command_has_its_purpose() -> None:
    from tests.cli.output.test_help import PAGES  # its list of all commands

    groups = {name.split()[0] for name in PAGES if " " in name}
    unsaid = [name for name in PAGES if name not in groups and not purpose(f"wvls {name}")]
    assert unsaid == []


def test_what_every_row_repeats_is_not_said_twice(program: Program) -> None:
    program.pair(1, "2026-06-01")
    said = program("overdue").out
    assert "was due" not in said and "on record" not in said
    assert "Your turn" in said and "Mentors" in said and said.index("Your") < said.index("Mentors")


@pytest.mark.parametrize("width", range(20, 81))
def test_a_number_stays_with_what_it_counts(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    console = result.console()
    with console.capture() as held:
        say(console, "A new file: 25 libraries, $1,200.00 owed, 22 settings, 12 rates.")
    shown = theme.unglued(held.get())
    assert "12 rates" in shown and "25 libraries" in shown and "$1,200.00 owed" in shown
