"""How pages look in print: what is read as one piece stands in one piece, and nothing is a smudge."""

from pathlib import Path

from tests.factories import Program


def _page(program: Program, folder: Path, *words: str) -> str:
    page = folder / "page.html"
    assert program(*words, "--save", str(page), "--yes").code == 0
    return page.read_text(encoding="utf-8")


def test_a_day_and_a_bar_of_a_table_are_not_broken(paired: Program, tmp_path: Path) -> None:
    page = _page(paired, tmp_path, "status", "--all")
    assert 'class=" whole">Jun 1, 2027</td>' in page and "td.whole { white-space: pre; }" in page
    assert "Days without a year are of 2026." in page


def test_a_page_of_a_pair_has_no_bars_of_its_score(paired: Program, tmp_path: Path) -> None:
    page = _page(paired, tmp_path, "status", "1")
    assert "location" in page and "░" not in page and "█" not in page


def test_an_evaluation_without_answers_says_so(paired: Program) -> None:
    assert paired("evaluate", "1", "--by", "mentor", "--note", "x", "--on", "2027-06-02",
                  today="2027-06-02").code == 0  # fmt: skip
    said = paired("evaluations", "--detail", today="2027-06-03").out
    assert "no answers" in said and "rating -" not in said


def test_no_deadline_met_is_a_word(paired: Program) -> None:
    said = " ".join(paired("report").out.split())
    assert "missed the one contact that was due" in said and " 0 " not in said
