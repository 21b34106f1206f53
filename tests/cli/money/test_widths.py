"""On a screen of whatever width every amount of a table of money stands whole, totals too."""

import re
from collections.abc import Callable, Iterable

import pytest

from tests.factories import Program, Recipe
from wvls_mentor.money import money

LONG = "Margaret Featherstone-Hughes"
TABLES = {
    "stipends": ("stipends", "--all"),
    "ledger": ("stipends", "ledger"),
    "year": ("stipends", "year", "2026"),
    "fiscal": ("stipends", "year", "--fiscal-year", "2026"),
    "claims": ("stipends", "claims"),
    "forecast": ("stipends", "forecast"),
    "to pay": ("stipends", "pay", "--dry-run"),
    "budget": ("stipends", "budget"),
}


def _large_sums(program: Program) -> None:
    for number in range(1, 4):
        person = [f"{LONG} {number}", "--email", f"a{number}@example.org", "--years", "6"]
        other = [f"Mentee {number}", "--email", f"b{number}@example.org", "--years", "1"]
        assert program("mentor", "add", *person, "--library", "Antigo").code == 0
        assert program("mentee", "add", *other, "--library", "Crandon").code == 0
        pair = ("match", f"b{number}@example.org", f"a{number}@example.org", "--yes")
        assert program(*pair, "--on", "2026-01-01").code == 0
        for month in (2, 3, 4):
            spent = ("--miles", "85", "--expense", "1222.22:lodging", "--expense", "33.33:meal")
            program.visit(number, f"2026-0{month}-0{number}", "6", *spent)
    assert program("stipends", "claim", "1", "--yes", "--until", "2026-03-15").code == 0
    paid = program("stipends", "pay", "--on", "2026-03-20", "--reference", "check 1", "--yes")
    assert paid.code == 0, paid.err


@pytest.fixture
def large_sums(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_large_sums)


def _amounts(found: object, key: str = "") -> list[str]:
    """Every amount in JSON as the screen writes it."""
    if isinstance(found, dict):
        return [x for k, v in found.items() for x in _amounts(v, k)]
    if isinstance(found, list):
        return [x for v in found for x in _amounts(v, key)]
    return [money(found)] if key.endswith("_cents") and isinstance(found, int) else []


def _whole(text: str) -> set[str]:
    return set(re.findall(r"(?<![\d.,])-?\$[\d,]+\.\d\d(?!\d)", text))


SOME = (60, 64, 70, 75, 79, 80, 81, 82, 85, 90, 100, 110, 120)


@pytest.mark.parametrize(
    "widths", [SOME, pytest.param(range(60, 121), marks=pytest.mark.fuzz)], ids=["some", "every"]
)
@pytest.mark.parametrize("name", TABLES)
def test_every_amount_is_the_same_at_every_width(
    large_sums: Program, name: str, widths: Iterable[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    wide = large_sums(*TABLES[name]).out
    expected = re.findall(r"\$[\d,.]*\d", wide)
    known = set(_amounts(large_sums(*TABLES[name], "-f", "json").json))
    assert known & set(expected) and all(re.search(r"\.\d\d", x) for x in expected)
    for width in widths:
        monkeypatch.setenv("COLUMNS", str(width))
        shown = large_sums(*TABLES[name]).out
        found = re.findall(r"\$[\d,.]*\d", shown)
        assert sorted(found) == sorted(expected), f"{width} columns:\n{shown}"
        assert all(len(line) <= width for line in shown.splitlines() if "wvls " not in line), shown
        days = re.findall(r"\b[A-Z][a-z]{2} \d{1,2}\b", " ".join(shown.split()))
        assert len(days) == len(re.findall(r"\b[A-Z][a-z]{2} \d{1,2}\b", " ".join(wide.split())))


@pytest.mark.parametrize("width", [30, 45, 59, 60, 79, 82, 120])
def test_the_year_on_the_screen_is_the_year_in_json(
    large_sums: Program, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    found = large_sums("stipends", "year", "2026", "-f", "json").json
    shown = _whole(large_sums("stipends", "year", "2026").out)
    assert set(_amounts([found["people"], found["totals"]])) <= shown
