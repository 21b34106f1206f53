"""The sentences above the figures of a report stand apart."""

import re

from tests.factories import Program


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
