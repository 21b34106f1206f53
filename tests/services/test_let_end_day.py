"""C4, C10: "let it end" is proposed from the day on which it can be recorded, and not before."""

import pytest

from tests.factories import Program

# The pair of these tests ends on 2027-06-01.
DAYS = (
    pytest.param("2027-04-17", 30, False, id="45 days before"),
    pytest.param("2027-05-01", 30, False, id="31 days before"),
    pytest.param("2027-05-02", 30, True, id="30 days before"),
    pytest.param("2027-05-03", 30, True, id="29 days before"),
    pytest.param("2027-05-11", 14, False, id="21 of 14 days before"),
    pytest.param("2027-05-17", 14, False, id="15 of 14 days before"),
    pytest.param("2027-05-18", 14, True, id="14 of 14 days before"),
    pytest.param("2027-04-17", 45, True, id="45 of 45 days before"),
)
LET_END = "wvls letters --let-end 1"
EXTEND = "wvls extend 1 --months 6"


def opened(program: Program, days: int) -> Program:
    """*program*, where evaluations open so many days before the end."""
    program.visit(1, "2026-06-20")
    setting = ("policy", "set", "evaluation_days", str(days), "--from", "2020-01-01", "--yes")
    assert days == 30 or program(*setting).code == 0
    return program


def text(program: Program, *words: str, today: str) -> str:
    done = program(*words, today=today)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


@pytest.mark.parametrize(("day", "opens", "may"), DAYS)
def test_upcoming_proposes_what_can_be_recorded(
    paired: Program, day: str, opens: int, may: bool
) -> None:
    """With 14 days it proposed a command that recorded nothing."""
    said = text(opened(paired, opens), "upcoming", "--days", "60", "--kind", "term-end", today=day)
    assert "wvls extend 1" in said
    assert (LET_END in said) is may, said


@pytest.mark.parametrize(("day", "opens", "may"), DAYS)
def test_the_handover_proposes_what_can_be_recorded(
    paired: Program, day: str, opens: int, may: bool
) -> None:
    """From 60 to 31 days before the end its command recorded nothing."""
    said = text(opened(paired, opens), "handover", today=day)
    assert "Extend it, or let it end? " + EXTEND in said
    assert (f"{EXTEND} or {LET_END}." in said) is may, said
    first = {14: "May 18", 30: "May 2", 45: "Apr 17"}[opens]
    later = f"{EXTEND}. From {first} on you can record that it ends: {LET_END}."
    assert (later in said) is not may, said


@pytest.mark.parametrize(("day", "opens", "may"), DAYS)
def test_the_command_records_from_the_same_day_on(
    paired: Program, day: str, opens: int, may: bool
) -> None:
    done = opened(paired, opens)("letters", "--let-end", "1", today=day)
    assert done.code == 0, done.err
    assert ("nothing was recorded" in done.err) is not may
    (pair,) = paired("handover", "-f", "json", today=day).json["pairs"]
    assert pair["let_end"] is may
    asked = paired("letters", "evaluate", "-f", "json", today=day).json["questions"]
    assert asked == [], "it is answered, or too early"


@pytest.mark.parametrize(
    ("day", "proposed"), [("2027-04-01", False), ("2027-04-02", True), ("2027-05-31", True)]
)
def test_more_time_is_proposed_by_the_same_days_everywhere(
    paired: Program, day: str, proposed: bool
) -> None:
    paired.visit(1, "2026-06-20")
    assert ("wvls extend 1" in text(paired, "status", "1", today=day)) is proposed
    assert ("wvls extend 1" in text(paired, "handover", today=day)) is proposed


def test_an_end_that_is_to_come_is_not_asked_about_in_the_story(paired: Program) -> None:
    """The story of a pair went on proposing an extension after the answer was kept."""
    day = "2027-05-10"
    assert paired("letters", "--let-end", "1", today=day).code == 0
    assert "wvls extend 1" not in text(paired, "status", "1", today=day)


@pytest.mark.parametrize("settled", ["evaluated", "excused"])
def test_a_pair_whose_evaluations_are_settled_can_be_let_end(paired: Program, settled: str) -> None:
    """`upcoming` proposed it, and the command recorded nothing and said nothing."""
    day = "2027-05-10"
    words = (
        [f"evaluate 1 --by {who} --rating 4" for who in ("mentor", "mentee")]
        if settled == "evaluated"
        else ["excuse 1 evaluation --for-good --reason x"]
    )
    for line in words:
        assert paired(*line.split(), today=day).code == 0
    assert paired("letters", "-f", "json", today=day).json["questions"] == [], "no letter waits"
    assert LET_END in text(paired, "upcoming", "--kind", "term-end", today=day)
    assert paired("letters", "--let-end", "1", today=day).code == 0
    (pair,) = paired("handover", "-f", "json", today=day).json["pairs"]
    assert pair["let_end"] is True


@pytest.mark.parametrize("kind", ["evaluate", "closing"])
def test_with_either_kind_of_letter_it_is_recorded(paired: Program, kind: str) -> None:
    """With closing letters nothing was recorded, and nothing said."""
    day = "2027-05-10"
    assert paired("letters", kind, "--let-end", "1", today=day).code == 0
    (pair,) = paired("handover", "-f", "json", today=day).json["pairs"]
    assert pair["let_end"] is True
