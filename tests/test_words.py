"""Words that nobody says across a desk are in no sentence of ours: screens, help, errors, letters."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "wvls_mentor"
README = PACKAGE.parent / "README.md"
# As whole words, whatever their case; each with what is said instead.
NEVER = {
    r"mend(s|ed|ing)?": "fix",
    r"anew": "again",
    r"bears?|bore": "has",
    r"reckon(s|ed|ing)?": "calculate",
    r"whom": "who",
    r"remarks?": "a note",
    r"enrol|enrols|enrolment": "enroll",
    r"travell(ed|er|ing)": "traveled",
    r"cancell(ed|ing)": "canceled",
    r"will not do": "say what would be right",
    r"taken for": "read as",
    r"taken as": "read as",
    r"all the same": "anyway",
    r"renews?( no)? contact": "does not count as contact",
    r"does it again": "redo",
    r"(?<!there )is no (date|number|method|place|setting|kind|day|format)": "is not a ...",
    r"is none of": "say what would be right",
    r"of that number": "There is no meeting 41.",
    r"nobody was reached": "No one was reached",
    r"nothing was imported:": "two sentences",
    r"not paid whole": "not fully paid",
    r"as good": "a tie",
    r"0 (wait|are yours|waiting)": "nobody is waiting",
    r"live line": "active payment",
    r"due to be written": "2 letters are due",
    r"not undone but": "cannot be undone, only voided",
    r"since when it is so": "for how long",
    r"unclaimed": "not claimed yet",
    r"day and (its|a) way|its day and way": "the date and how",
    r"it is kept\.": "It is saved with the record.",
    r"so many months": "How many more months",
    r"not a place of": "is not one of the choices",
    r"word of the list": "Type one from the list",
    r"no letter is to": "There is no letter to",
    r"leaves it out of them": "Press Enter to leave one out",
    r"counts? (half; interests|nothing\.)": "counts as zero",
    r"no tax advice:": "This is not tax advice",
    r"came about": "was calculated",
    r"nearness": "distance",
    r"stands below the name": "your title",
    r"to expect none": "To stop expecting it",
    r"leaves the column out": "Leave it empty to skip that column",
    r"is decided by then": "must be decided by then",
}
# Values that are stored or typed, and what people write in sheets.
ALLOWED = {"cancelled", "whom did you meet", "who travelled", "remarks"}


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that are no docstrings: those are for engineers."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


@cache
def _texts() -> list[tuple[str, str]]:
    return list(_every_text())


def _every_text() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            for line, text in _sentences(path):
                yield f"{path.relative_to(PACKAGE)}:{line}", text
    for path in sorted((PACKAGE / "documents" / "templates").iterdir()):
        yield path.name, path.read_text(encoding="utf-8")
    yield "README.md", README.read_text(encoding="utf-8")


@pytest.mark.parametrize("word", NEVER)
def test_nobody_says_it_across_a_desk(word: str) -> None:
    pattern = re.compile(rf"\b({word})\b", re.IGNORECASE)
    found = [
        f"{where}: {text[:100]!r}; rather {NEVER[word]!r}"
        for where, text in _texts()
        if text.strip().lower() not in ALLOWED and pattern.search(text)
    ]
    assert found == []


def test_the_search_finds_what_it_looks_for(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        '"""Reckon."""\n\n\ndef f() -> str:\n    """Whom."""\n    return f"mend {1}"\n'
    )
    assert [text for _, text in _sentences(module)] == ["mend "]


# What docstrings and comments said in the order of another language, or of no use to a newcomer.
NEVER_IN_CODE = {r"(?:^|[.:;] )Else ": "Otherwise", r"A module of its own": "what it is for",
                 r"\bfor ever\b": "forever", r"\b[Ee]nrol(?:s|ment)?\b": "enroll"}  # fmt: skip


@pytest.mark.parametrize("wrong", NEVER_IN_CODE)
def test_docstrings_and_comments_are_english(wrong: str) -> None:
    pattern = re.compile(wrong)
    found = [
        f"{path.relative_to(PACKAGE)}:{number}: {line.strip()!r}; rather {NEVER_IN_CODE[wrong]!r}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line.strip(' #"'))
    ]
    assert found == []
