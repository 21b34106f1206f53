"""A numbered claim after somebody on it was forgotten: it invents nothing, and says what is gone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories import Program, Recipe

ROUTE = "Wausau to Merrill to Thorp and back"
GONE = "This is not the sheet that was signed. {} was forgotten after it was made:"


def _claimed(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program("mentor", "edit", "1", "--address", "12 Elm Street, Wausau")
    program.visit(1, "2026-09-03", "6.5", "--miles", "91.2", "--route", ROUTE)
    program.visit(1, "2026-09-10", "6.5", "--miles", "148")
    assert program("stipends", "claim", "1", "--yes").code == 0


@pytest.fixture
def claimed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_claimed)


def _forget(program: Program, *people: str) -> None:
    assert program("end", "1", "--reason", "moved", "--yes").code == 0
    for person in people:
        done = program("forget", person, "--yes")
        assert done.code == 0, done.err


def _shown(program: Program) -> str:
    return " ".join(program("stipends", "claim", "C-2026-01").out.split())


def _page(program: Program, folder: Path) -> str:
    """The page, in which no line is torn."""
    page = folder / f"{len(list(folder.iterdir()))}.html"
    assert program("stipends", "claim", "C-2026-01", "--yes", "--save", str(page)).code == 0
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("paid", [False, True])
def test_the_library_of_that_time_stays(claimed: Program, paid: bool, tmp_path: Path) -> None:
    """It printed the library of the day it was printed again: `forget` keeps libraries."""
    if paid:
        assert claimed("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    assert claimed("mentor", "edit", "1", "--library", "Merrill").code == 0
    assert claimed("mentee", "edit", "2", "--library", "Antigo").code == 0
    _forget(claimed, "1")
    page = _page(claimed, tmp_path)
    assert '<dd dir="auto">Marathon County Public Library, Wausau</dd>' in page
    assert ">Marathon County Public Library, Wausau to Thorp Public Library, RT<" in page
    assert "Antigo" not in page
    assert ("The library changed after this claim was made" in page) != paid


def test_the_library_of_the_partner_too(claimed: Program, tmp_path: Path) -> None:
    assert claimed("mentee", "edit", "2", "--library", "Antigo").code == 0
    _forget(claimed, "2")
    page = _page(claimed, tmp_path)
    assert "to Thorp Public Library, RT<" in page and "Antigo" not in page


def test_an_erased_route_is_said_and_none_is_invented(claimed: Program, tmp_path: Path) -> None:
    _forget(claimed, "1")
    page = _page(claimed, tmp_path)
    assert page.count(">route erased<") == 1  # the other trip never had one of its own
    assert page.count("to Thorp Public Library, RT<") == 1
    assert "route erased; visit," in _shown(claimed)


@pytest.mark.parametrize(("person", "name"), [("1", "Forgotten 1"), ("2", "Forgotten 2")])
def test_it_says_that_it_is_not_the_signed_sheet(claimed: Program, person: str, name: str) -> None:
    before = claimed("stipends", "claim", "C-2026-01", "-f", "json").json["warnings"]
    assert not any("not the sheet" in text for text in before)
    _forget(claimed, person)
    assert GONE.format(name) in _shown(claimed)
    found = claimed("stipends", "claim", "C-2026-01", "-f", "json").json
    assert any(text.startswith(GONE.format(name)) for text in found["warnings"])


def test_a_paid_claim_says_it_too(claimed: Program) -> None:
    assert claimed("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    _forget(claimed, "1", "2")
    said = _shown(claimed)
    assert "Mentor 1 and Forgotten 2 were forgotten after it was made" in said


def test_a_claim_that_is_made_afterward_is_the_sheet_itself(claimed: Program) -> None:
    claimed.visit(1, "2026-10-03", "6.5", "--miles", "91.2", "--route", ROUTE)
    _forget(claimed, "1")
    done = claimed("stipends", "claim", "1", "--yes")
    assert done.code == 0, done.err
    said = " ".join(claimed("stipends", "claim", "C-2026-02").out.split())
    assert "not the sheet" not in said and "route erased" in said


def _renamed(program: Program) -> None:
    for role, number, name in (("mentor", "1", "Ann Fox"), ("mentee", "2", "Bea Lake")):
        done = program(role, "edit", number, "--name", name)
        assert done.code == 0, done.err


@pytest.mark.parametrize("person", ["1", "2"])
def test_no_name_of_somebody_who_was_forgotten_comes_back(
    claimed: Program, person: str, tmp_path: Path
) -> None:
    """Neither that of the claim's day nor a later one, on paper, on the screen and as JSON."""
    _renamed(claimed)
    assert "Mentor 1" in _page(claimed, tmp_path), "it is printed as it was signed"
    _forget(claimed, person)
    now = {"1": "Mentor 1|Ann Fox", "2": "Mentee 1|Bea Lake"}[person].split("|")
    said = [_page(claimed, tmp_path), _shown(claimed), claimed("stipends", "claims").out]
    said.append(claimed("stipends", "claim", "C-2026-01", "-f", "json").out)
    for text in said:
        assert not [name for name in now if name in text], text
    assert f"Forgotten {person}" in said[0]
    why = "names, addresses and routes are erased."
    assert f"{GONE.format(f'Forgotten {person}')} {why}" in said[1]


def test_a_name_that_payments_still_need_is_said_to_be_that_of_today(
    claimed: Program, tmp_path: Path
) -> None:
    """The paper had another name than the signed one, and said that addresses were erased."""
    assert claimed("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    _renamed(claimed)
    _forget(claimed, "1")
    assert "Mentor 1" not in _page(claimed, tmp_path) and "Ann Fox" in _shown(claimed)
    assert (
        f"{GONE.format('Ann Fox')} addresses and routes are erased. "
        "The name of Ann Fox is that of today: the payments need it." in _shown(claimed)
    )
