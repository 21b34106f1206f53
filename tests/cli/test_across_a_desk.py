"""What a newcomer at a desk did not understand when she read it aloud."""

from pathlib import Path

from tests.factories import Program


def _read(program: Program, *words: str, today: str | None = None) -> str:
    found = program(*words, today=today)
    return " ".join(f"{found.out} {found.err}".split())


def test_nobody_says_that_it_is_going_mixed(paired: Program) -> None:
    made = _read(paired, "check-in", "1", "--with", "mentee", "--going", "mixed", "--note", "tired")
    assert "Nov 23, mixed results." in made, made
    story = _read(paired, "status", "1")
    assert "check-in with the mentee, mixed results; tired" in story, story
    handover = _read(paired, "handover")
    assert "At your check-in of Nov 23 the results were mixed: tired." in handover, handover
    assert "going mixed" not in made + story + handover
