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
    assert "in 3 pairs. The 3 evaluations received in 2026 rate" in said, said
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
    assert program(*words, "--save", str(page)).code == 0  # on the screen its cell folds
    never = "<td>none of 6 (4 missing from pairs that never met)</td>"
    assert never in page.read_text(encoding="utf-8")
    assert program("end", "1", "--on", "2026-01-10", "--reason", "moved", "--yes").code == 0
    assert program(*words, "--save", str(tmp_path / "whole.html")).code == 0
    whole = (tmp_path / "whole.html").read_text(encoding="utf-8")
    assert "<td>none of 6 (4 missing from pairs that stopped or never met)</td>" in whole
    for pair in ("1", "2"):
        for by in ("mentor", "mentee"):
            done = program("evaluate", pair, "--by", by, "--on", "2026-02-08")
            assert done.code == 0, done.err
    said = _text(program, *words)
    assert "4 of 6" in said and "never met" not in said and "stopped early)" not in said
    assert "Three pairs were in the program in 2026, two with no contact on record" in said
    assert program(*words, "--save", str(page), "--yes").code == 0
    paper = page.read_text(encoding="utf-8")
    assert "worked together" not in said + paper


def test_it_says_who_did_what_and_counts_no_pair_in_silence(program: Program) -> None:
    """ "2 stopped early. They made 15 visits": who? And pairs that never met were counted as others."""
    for number in (1, 2):
        program.pair(number, on="2026-02-01")
    none = "Two new pairs began in 2026, none with a contact on record."
    assert none in _text(program, "report")
    program.visit(1, "2026-02-20")
    assert program("end", "1", "--on", "2026-08-01", "--reason", "moved", "--yes").code == 0
    assert (
        "Two new pairs began in 2026, one with no contact on record, and one stopped early. "
        "The pairs made 1 visit (6 hours)" in _text(program, "report")
    )
    assert "none of 2 (all 2 missing from pairs that stopped early)" in _text(program, "report")
    program.visit(2, "2026-02-20")
    assert "no contact" not in _text(program, "report")


def test_it_says_what_is_late_now_where_all_of_its_period_was_on_time(program: Program) -> None:
    """A board read "met all 3 deadlines" while five things were overdue, of a pair never in touch.

    They were due the year before, where the figures count them; the sentence says so.
    """
    for number in (1, 2):
        program.pair(number, on="2026-10-10")
    program.visit(1, "2026-10-20")
    for on in ("2026-11-18", "2026-12-15", "2027-01-12", "2027-02-10"):
        assert program("log-meeting", "1", "--method", "phone", "--on", on, today=on).code == 0
    today = "2027-02-20"
    late = len(program("overdue", "-f", "json", today=today).json["items"])
    before = len(
        program("overdue", "-f", "json", "--as-of", "2026-12-31", today=today).json["items"]
    )
    assert late > before > 0
    found = program("report", "-f", "json", today=today).json
    assert found["in_time"]["contacts"] == [2, 2], "in time goes by the due day"
    said = " ".join(program("report", today=today).out.split())
    assert "were in touch on time 2 of 2 times." in said and "deadlines" not in said
    assert (
        f"As of Feb 20, {late} things are overdue in 2 pairs, {before} of them due before 2027."
        in said
    )
    past = program("report", "--year", "2026", today=today).out
    assert "overdue" not in past, "what was missed in it is counted there"


def test_it_says_so_where_nothing_is_late(program: Program) -> None:
    program.pair(1, on="2026-11-20")
    assert "As of Nov 23, nothing is overdue." in _text(program, "report")
