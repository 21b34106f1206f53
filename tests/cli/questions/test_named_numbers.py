"""What screens call pair 4, meeting 7 or a claim is taken as that, as argument and at a question."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk
from wvls_mentor.text import named_number


def _claimed(program: Program) -> None:
    """Pairs 1 and 2; meetings 1 to 3, the last a call; goal 1 of pair 2; payment 1 of meeting 1; a claim each."""
    for number in (1, 2):
        program.pair(number)
        program.visit(number, "2026-06-20")
    assert program("goal", "add", "2", "A budget", "--term", "short").code == 0
    for mentor in ("1", "3"):
        assert program("stipends", "claim", mentor, "--yes").code == 0
    assert program("log-meeting", "2", "--method", "phone").code == 0
    assert program("stipends", "pay", "1", "--reference", "1041", "--yes").code == 0


@pytest.fixture
def claimed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_claimed)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["status", "pair 2"], "Mentor 2"),
        (["status", "#2"], "Mentor 2"),
        (["status", "Pair #2"], "Mentor 2"),
        (["meeting", "edit", "meeting 3", "--note", "x"], "meeting 3,"),
        (["meeting", "edit", "#3", "--note", "x"], "meeting 3,"),
        (["goal", "done", "goal 1"], "Goal 1"),
        (["goal", "done", "#1"], "Goal 1"),
        (["mentor", "show", "#3"], "Mentor 2"),
        (["stipends", "why", "payment 1"], "check 1041"),
        (["stipends", "void", "payment 1", "--reason", "lost", "--yes"], "Voided"),
        (["stipends", "mark", "claim C-2026-02", "sent"], "C-2026-02"),
        (["stipends", "mark", "mentor 2", "sent"], "C-2026-02"),
        (["stipends", "mark", "#2", "sent"], "C-2026-02"),
    ],
)
def test_an_argument_may_have_the_word_before_its_number(
    claimed: Program, words: list[str], says: str
) -> None:
    answer = claimed(*words)
    assert answer.code == 0, answer.err
    assert says.lower() in answer.out.lower()


def test_a_question_takes_it_too_and_names_no_command(claimed: Program) -> None:
    code, said = talk(claimed.path, ["log-meeting", "--method", "video"], ["pair 2\n"])
    assert code == 0 and "Mentor 2" in said, said
    typed = ["approved\n", "mentor\n", "mentor 2\n", "sent\n"]
    code, said = talk(claimed.path, ["stipends", "mark"], typed)
    assert code == 0 and "C-2026-02" in said, said
    flat = " ".join(said.split())
    assert "There is no claim approved. Type ? to see them all." in flat
    assert "'mentor' has 2 claims. Name one: C-2026-01 or C-2026-02." in flat
    code, said = talk(claimed.path, ["goal", "done"], ["9\n", "goal 1\n", "\n"])
    assert code == 0 and "There is no goal 9. Type ? to see them all." in said, said


def test_a_name_stays_a_name(claimed: Program) -> None:
    """Mentor 2 is person 3: the number in a name is no id, and a check's is no payment's."""
    shown = claimed("mentor", "show", "Mentor 2", "-f", "json").json["mentor"]
    assert shown["id"] == 3
    assert claimed("stipends", "why", "#1041").code == 0
    assert claimed("stipends", "why", "#1").code == 4
    assert claimed("status", "pair two").code == 4


@pytest.mark.parametrize("text", ["pair", "pair 4 5", "4 pair", "repair 4", "# ", "\u00b2", "#²"])
def test_what_is_no_number_stays_as_it_is(text: str) -> None:
    assert named_number(text, "pair") == text
