"""Letters at a terminal: read one at a time, and named before it is asked which were sent."""

from pathlib import Path

import pytest

from tests.cli.letters.test_signed_and_sent import LINKS, SIGNED
from tests.factories import Program
from tests.terminal import talk

INTRO = ["letters", "intro", "--as-of", "2026-06-20"]


def _talk(program: Program, words: list[str], *answers: str, term: str = "xterm") -> str:
    code, said = talk(program.path, words, [f"{answer}\n" for answer in answers], term=term)
    assert code == 0, said
    return said


@pytest.fixture
def signed(paired: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Pair 1 and an office that has answered; a terminal with a name of its own, and no color."""
    monkeypatch.setenv("NO_COLOR", "1")
    _talk(paired, INTRO, *(a.strip() for a in (*SIGNED, *LINKS)), term="dumb")
    return paired


def test_letters_that_are_higher_than_the_screen_are_read_one_at_a_time(signed: Program) -> None:
    """Eight letters, 385 lines, ran past at once, and the last one alone stayed."""
    said = _talk(signed, INTRO, "2", "9", "")
    assert said.count("Dear ") == 1 and "Dear Mentee 1," in said
    first, _, after = said.partition(
        "Which one do you want to read, 1 to 2, or all (Enter when done): "
    )
    assert first.lstrip().startswith("2 letters:"), first
    assert "1  Mentor 1" in first and "2  Mentee 1" in first
    assert "9 is out of range." in after and "Next  wvls letters intro" in after
    assert _talk(signed, INTRO, "all", "").count("Dear ") == 2


def test_what_fits_a_pipe_and_a_plain_terminal_ask_nothing(
    signed: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _talk(signed, [*INTRO, "--to", "1"]).count("Dear ") == 1
    assert _talk(signed, INTRO, term="dumb").count("Dear ") == 2
    assert signed(*INTRO).out.count("Dear ") == 2
    monkeypatch.setenv("LINES", "500")
    assert _talk(signed, INTRO).count("Dear ") == 2


def test_drafts_are_named_before_it_is_asked_which_were_sent(
    signed: Program, tmp_path: Path
) -> None:
    drafts = tmp_path / "d"
    said = _talk(signed, [*INTRO, "--save", str(drafts)], "")
    before, asked, _ = said.partition("Mark as sent: all, none, or all but ... (names) [none]:")
    assert asked and "2 letters saved in" in before
    for name in ("Mentor 1", "Mentee 1"):
        (line,) = [x for x in before.splitlines() if name in x]
        (file,) = [
            p.name for p in drafts.glob("*.eml") if name.split()[0].lower() in p.name.lower()
        ]
        assert line.split() == ["intro", *name.split(), file]
    assert "To read them, open letters.html" in " ".join(before.split())
