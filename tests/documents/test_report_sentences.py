"""The sentences above the figures of a report stand apart."""

import re
from pathlib import Path

from tests.factories import Program


def _text(program: Program, *words: str) -> str:
    return " ".join(program(*words).out.split())


def test_a_blank_stands_between_the_sentences(paired: Program) -> None:
    """The page said "deadlines.The 4 evaluations"."""
    for number in (2, 3):
        paired.pair(number, "2026-06-01")
    for number in (1, 2, 3):
        paired.visit(number, "2026-06-20", "6:15")
        assert (
            paired("end", str(number), "--reason", "moved", "--on", "2026-10-01", "--yes").code == 0
        )
        paired("evaluate", str(number), "--by", "mentor", "--rating", "4", "--on", "2026-10-02")
    said = " ".join(paired("report").out.split())
    assert "evaluations). The 3 evaluations received in 2026 rate" in said, said
    assert not re.search(r"[a-z)]\.[A-Z]", said)
    assert "made 3 visits (18.75 hours)" in said


def test_it_says_why_evaluations_are_missing_and_of_nobody_that_they_worked_together(
    program: Program, tmp_path: Path
) -> None:
    """A pair that never met had "worked together", and nobody asked read as nobody answered."""
    for number in (1, 2, 3):
        program.pair(number, on="2025-02-01")
    program.visit(3, "2025-03-20")
    words, page = ("report", "--year", "2026"), tmp_path / "report.html"
    assert "none of 6 (4 of pairs that never met)" in _text(program, *words)
    assert program("end", "1", "--on", "2026-01-10", "--reason", "moved", "--yes").code == 0
    assert program(*words, "--save", str(tmp_path / "whole.html")).code == 0
    whole = (tmp_path / "whole.html").read_text(encoding="utf-8")  # on the screen its cell folds
    assert "<td>none of 6 (4 of pairs that stopped or never met)</td>" in whole
    for pair in ("1", "2"):
        for by in ("mentor", "mentee"):
            done = program("evaluate", pair, "--by", by, "--on", "2026-02-08")
            assert done.code == 0, done.err
    said = _text(program, *words)
    assert "4 of 6" in said and "never met" not in said and "stopped early)" not in said
    assert "Three pairs were in the program in 2026" in said
    assert program(*words, "--save", str(page)).code == 0
    paper = page.read_text(encoding="utf-8")
    assert "worked together" not in said + paper
