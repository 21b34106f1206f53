"""A row's cells as answers: several columns may hold one, and a question may be asked twice."""

import re
from collections.abc import Sequence

from wvls_mentor.sheets.accounts import PARTS
from wvls_mentor.sheets.headers import Column
from wvls_mentor.text import fold, listed

_BREAKS = re.compile(r"[;\r\n]+")
_MARKS = {"1", "x", "yes", "true", "checked", "selected", "\u2713", "\u2714"}


def row(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, str]:
    """Field -> text of a row. Of a question that is asked in two branches the first answer counts."""
    found = {
        field: "; ".join(given[0] for given in questions.values())
        for field, questions in _given(columns, cells).items()
    }
    parts = [found.pop(part) for part in PARTS["name"] if part in found]
    if parts:
        found.setdefault("name", " ".join(parts))
    return found


def contradictions(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, str]:
    """Field -> what is wrong, for each question that has two different answers."""
    if all(column.question == column.beside for column in columns):
        return {}
    found = {}
    for field, questions in _given(columns, cells).items():
        for number, given in questions.items():
            if any(_comparable(text) != _comparable(given[0]) for text in given):
                said = listed(repr(text[:40]) for text in given)
                header = columns[number].header.strip()[:60]
                name = "name" if field in PARTS["name"] else field
                found[name] = f"{header!r} has two answers: {said}. Leave one."
    return found


def _given(columns: Sequence[Column], cells: Sequence[str]) -> dict[str, dict[int, list[str]]]:
    """Field -> question -> its answers; columns without a header are one answer with their own."""
    whole: dict[str, dict[int, dict[int, str]]] = {}
    for column, text in zip(columns, cells, strict=False):
        clean = text
        if column.field is None or not clean or _nobody(column.field, clean):
            continue
        if column.answer and fold(clean) in _MARKS:
            clean = column.answer
        clean = _with_priority(clean, column.priority)
        given = whole.setdefault(column.field, {}).setdefault(column.question, {})
        before = given.get(column.beside)
        given[column.beside] = clean if before is None else f"{before}; {clean}"
    return {
        field: {number: list(given.values()) for number, given in questions.items()}
        for field, questions in whole.items()
    }


def _nobody(field: str, text: str) -> bool:
    """Whether a form service says in a cell that it does not know who answered."""
    return field in ("name", "email") and fold(text) == "anonymous"


def _comparable(text: str) -> object:
    """An answer for comparing: the order of a list does not matter."""
    return sorted(fold(part) for part in _BREAKS.split(text) if part.strip())


def _with_priority(text: str, priority: str) -> str:
    """Each entry of a list of needs with the priority that its column has."""
    if not priority:
        return text
    return "; ".join(f"{part.strip()}:{priority}" for part in _BREAKS.split(text) if part.strip())
