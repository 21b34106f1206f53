"""Once somebody is named as who drove, Enter alone loses no money: the miles are typed (C12)."""

import pytest

from tests.factories import Program
from tests.terminal import talk
from wvls_mentor.cli.travel import read_miles
from wvls_mentor.errors import UsageProblem

VISIT = "log-meeting 1 --method in-person --at {at} --hours 6 --on 2026-11-20 --traveler mentor"
NEEDED = "Type the miles there and back (about 148), or 0 to claim none."


def _said(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return " ".join(said.split())


def _miles(program: Program) -> list[float]:
    (meeting,) = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return [claim["miles"] for claim in meeting["claims"]]


@pytest.mark.parametrize(
    ("at", "needed"),
    [
        ("mentee-library", NEEDED),
        ("elsewhere", "Type the miles there and back, or 0 to claim none."),
    ],
)
@pytest.mark.parametrize(("answer", "miles"), [("140", [140]), ("0", []), ("none", [])])
def test_enter_at_the_miles_is_not_taken(
    paired: Program, at: str, needed: str, answer: str, miles: list[float]
) -> None:
    said = _said(paired, VISIT.format(at=at), "", answer)
    assert said.count(needed) == 1, said
    assert _miles(paired) == miles


def test_whoever_named_nobody_is_not_asked(paired: Program) -> None:
    said = _said(paired, "log-meeting 1", "11/20", "in person", "2", "6", "", "", "")
    assert "Miles" not in said and _miles(paired) == []


@pytest.mark.parametrize(("answer", "miles"), [("140", [140]), ("0", [])])
def test_confirm_claim_and_edit_ask_alike(paired: Program, answer: str, miles: list[float]) -> None:
    plan = [*VISIT.format(at="mentee-library").split()[:6], "--planned", "--on", "2026-11-20"]
    assert paired(*plan, today="2026-11-01").code == 0
    copy = paired.path.read_bytes()
    said = _said(paired, "meeting confirm 1", "", "", "6", "mentor", "", answer, "", "", "")
    assert said.count(NEEDED) == 1 and _miles(paired) == miles, said
    paired.path.write_bytes(copy)
    assert paired("meeting", "confirm", "1", "--hours", "6").code == 0
    copy = paired.path.read_bytes()
    said = _said(paired, "meeting claim 1", "mentor", "", answer, "")
    assert said.count(NEEDED) == 1 and _miles(paired) == miles, said
    paired.path.write_bytes(copy)
    said = _said(paired, "meeting edit 1", "", "", "", "", "mentor", "", answer, "", "", "", "")
    assert said.count(NEEDED) == 1 and _miles(paired) == miles, said


def test_enter_keeps_the_miles_that_are_claimed(paired: Program) -> None:
    assert paired(*VISIT.format(at="mentee-library").split(), "--miles", "140").code == 0
    for line, answers in (("meeting claim 1", 3), ("meeting edit 1", 10)):
        said = _said(paired, line, *[""] * answers)
        assert "or 0 to claim none" not in said and _miles(paired) == [140], said


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("27 each way", "54"), ("27 one way", "54"), ("27 x 2", "54"), ("2 x 27", "54"),
        ("27x2", "54"), ("27*2", "54"), ("27 miles one-way", "54"), ("27.5 Each Way", "55"),
        ("27.2 mi each way", "54.4"), ("twice 27", "54"), ("27 times two", "54"),
        ("about 27 each way", "54"),
    ],
)  # fmt: skip
def test_miles_of_one_way_are_doubled_in_the_hint(typed: str, both: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_miles(typed)
    assert refused.value.hint == f"Type the miles there and back, such as {both}."


@pytest.mark.parametrize(
    "typed", ["about 54", "54 round trip", "1500 each way", "27 or 54 one way"]
)
def test_other_words_are_not_doubled(typed: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_miles(typed)
    assert "there and back" not in (refused.value.hint or "")


def test_the_question_says_so(paired: Program) -> None:
    said = _said(paired, VISIT.format(at="mentee-library"), "74 each way", "148")
    assert "Type the miles there and back, such as 148." in said and _miles(paired) == [148]
    said = _said(paired, "meeting edit 1", *[""] * 5, "70 x 2", "140", *[""] * 4)
    assert "Type the miles there and back, such as 140." in said and _miles(paired) == [140]
