"""How ``overdue`` reads on a narrow screen: whose turn, what, since when and who to call, at a glance."""

import re
from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe

LONG = "a.very.long.mailbox.of.mentee{}@publiclibrary.example.org"


def _three(program: Program) -> None:
    """Three pairs of which nothing is on record, mentees without a phone and with long addresses."""
    for number in (1, 2, 3):
        program.pair(number, on="2026-06-01")
        done = program("mentee", "edit", f"Mentee {number}", "--email", LONG.format(number))
        assert done.code == 0, done.err
        assert program("mentor", "edit", f"Mentor {number}", "--phone", "715-555-0101").code == 0


@pytest.fixture
def three(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_three)


def _groups(screen: str) -> list[list[str]]:
    """The lines of each table below its heads."""
    parts = re.split(r"\n\n[A-Z][a-z]+(?: [a-z]+)?\n", screen.partition("\nNext ")[0])
    return [part.splitlines() for part in parts[1:]]


def test_tables_of_one_screen_have_the_same_columns(three: Program) -> None:
    for command in ("overdue", "upcoming --days 300 --as-of 2026-06-02"):
        heads = [line for line in three(*command.split()).out.splitlines() if " pair " in line]
        assert len(heads) > 2, command
        columns = {tuple(m.start() for m in re.finditer("pair|what|due  |call", h)) for h in heads}
        assert len(columns) == 1, (command, heads)


def test_an_address_stands_whole_below_its_pair_and_once(three: Program) -> None:
    """It took the room of what is late, which stood in words one below the other."""
    said = three("overdue").out
    for number in (1, 2, 3):
        assert said.count(LONG.format(number)) == 1, number
        assert re.search(rf"(?m)^ +\S*{re.escape(LONG.format(number))}$", said), number
    rows = [line for line in said.splitlines() if " days  " in line]
    assert len(rows) == 12 and all("\u2192 Mentee" in row for row in rows), "a row is a line"


def test_with_room_the_address_has_a_column(
    three: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "150")
    said = three("overdue").out
    assert said.count(LONG.format(1)) == 1 and "e-mail" in said
    assert not any(line.strip() == LONG.format(1) for line in said.splitlines())


def test_the_year_stands_once_where_the_day_beside_it_tells_it(paired: Program) -> None:
    """ "last contact Dec 1, 2026; reminded Jan 12" beside "Jan 1 C6" took three lines."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-02").code == 0
    assert "last contact Nov 2  " in paired("overdue", today="2027-01-20").out
    # "last contact Nov 2" beside "Dec 2 C6" read as what is due.
    assert "contact (last one Nov 2)" in paired("upcoming", today="2026-11-20").out
    late = " ".join(paired("overdue", today="2027-01-20").out.split())
    assert "Dec 2, 2026 C6" in late, "the due day has it"


def test_it_says_where_you_let_the_term_end(paired: Program) -> None:
    """A push for a contact reads as a mistake once the end is settled; letters know, this did not."""
    day = "2027-05-20"
    assert "let it end" not in paired("overdue", today=day).screen
    said = paired("letters", "evaluate", "--let-end", "1", "--sent", today=day)
    assert said.code == 0, said.err
    late = paired("overdue", today=day).out
    assert "no contact yet; you let" in late and "it end Jun 1\n" in late
    assert paired("extend", "1", "--months", "3", today=day).code == 0
    assert "let it end" not in paired("overdue", today=day).screen


def test_the_evaluation_of_somebody_who_left_says_so_and_how_it_is_given_up(
    paired: Program,
) -> None:
    end = ("end", "1", "--on", "2026-08-01", "--reason", "moved", "--mentor-stays", "--yes")
    assert paired(*end, "--mentee-leaves").code == 0
    shown = paired("overdue").out
    command = "excuse 1 evaluation --for-good"
    left = ["evaluation; has left" in " ".join(rows) for rows in _groups(shown)]
    assert left == [False, False, True], "of you, the mentor and the mentee the last one left"
    assert f"wvls {command}" in shown and "expect no evaluation of this pair" in shown
    assert paired(*command.split(), "--reason", "moved").code == 0
    assert "evaluation" not in paired("overdue").screen
