"""What somebody without a manual was told, and what then held: both have to agree."""

from tests.factories import Program
from tests.terminal import talk


def _talk(program: Program, line: str, *answers: str) -> str:
    _, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    return " ".join(said.split())


def test_who_is_no_longer_available_is_paused_and_can_come_back(paired: Program) -> None:
    """ "n notes that they have left the program", and then the mentor was paused."""
    said = _talk(paired, "end 1", "", "moved", "?", "n", "y", "y")
    assert "Is Mentor 1 still available as a mentor?" in said, said
    assert "n takes them off the list of mentors (paused; you can bring them back)." in said
    assert "Mentor 1 is paused as a mentor; Mentee 1 waits for another mentor." in said
    shown = paired("mentor", "show", "1").screen
    assert "paused since Nov 23" in shown and "put a mentor back on the list" in shown


def test_an_end_says_how_to_ask_for_the_evaluations_that_no_letter_asks_for(
    paired: Program,
) -> None:
    """ "Both evaluations are due", and no letter asked for them."""
    asks = "To ask them for evaluations: wvls letters --let-end 1"
    said = paired("end", "1", "--on", "2026-11-20", "--reason", "moved", "--yes").screen
    assert "Both evaluations are due by Dec 20 (C10)." in said and asks in said
    kinds = [x["kind"] for x in paired("letters", "-f", "json").json["letters"]]
    assert "evaluate" not in kinds
    again = paired("letters", *asks.split()[-2:], "-f", "json").json["letters"]
    assert [x["kind"] for x in again].count("evaluate") == 2


def test_the_end_of_a_whole_term_needs_no_such_word(program: Program) -> None:
    program.pair(1, on="2025-10-20")
    program.visit(1, "2025-12-10")
    assert program("extend", "1", "--months", "18", "--on", "2026-10-01").code == 0
    said = program("end", "1", "--on", "2026-11-20", "--reason", "done", "--yes").screen
    assert "--let-end" not in said
