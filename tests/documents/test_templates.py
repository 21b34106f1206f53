"""A template reads as the letter does: what is decided is decided in rules, under a name."""

import re
from pathlib import Path

import pytest

import wvls_mentor

TEMPLATES = Path(wvls_mentor.__file__).parent / "documents" / "templates"
LONGEST = 160  # letters of a line
DEEPEST = 2  # conditions within each other
TAG = re.compile(r"\{%-?\s*(\w+)")


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.txt")), ids=lambda p: p.name)
def test_a_line_of_a_letter_is_short(path: Path) -> None:
    long = [n for n, x in enumerate(path.read_text().splitlines(), 1) if len(x) > LONGEST]
    assert not long


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda p: p.name)
def test_a_line_of_a_page_that_decides_something_is_short(path: Path) -> None:
    lines = enumerate(path.read_text().splitlines(), 1)
    assert not [n for n, x in lines if "{%" in x and len(x) > LONGEST]


@pytest.mark.parametrize(
    "path", sorted(p for p in TEMPLATES.iterdir() if p.suffix in (".txt", ".html")),
    ids=lambda p: p.name,
)  # fmt: skip
def test_conditions_stand_within_each_other_twice_at_most(path: Path) -> None:
    deep, deepest = 0, 0
    for tag in TAG.findall(path.read_text()):
        deep += {"if": 1, "endif": -1}.get(tag, 0)
        deepest = max(deepest, deep)
    assert deep == 0 and deepest <= DEEPEST
