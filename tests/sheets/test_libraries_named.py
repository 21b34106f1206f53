"""What a sheet calls a library: by another name, misspelled, or none at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from tests.terminal import talk

Bring = Callable[..., Any]
ROW = "name,email,library,years\nAnn One,ann@example.org,{},9\n"


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Bring:
    def call(text: str, *more: str, code: int = 0) -> Any:
        file = tmp_path / "mentors.csv"
        file.write_text(text)
        answer = program("import", "mentors", str(file), "--yes", "-f", "json", *more)
        assert answer.code == code, answer.err
        return json.loads(answer.out)

    return call


@pytest.mark.parametrize("text", ["n/a", "N/A", "Retired", "none", "-", "unknown"])
def test_what_is_no_library_does_not_become_one(program: Program, bring: Bring, text: str) -> None:
    before = program("library", "list", "-f", "json").json["libraries"]
    (error,) = bring(ROW.format(text), "--add-libraries", code=6)["errors"]
    assert error["field"] == "library" and "not the name of a library" in error["message"]
    assert program("library", "list", "-f", "json").json["libraries"] == before


@pytest.mark.parametrize("text", ["Antigo Public Libary", "Antgo Public Library"])
def test_a_misspelled_library_is_not_added_beside_itself(
    program: Program, bring: Bring, text: str
) -> None:
    (error,) = bring(ROW.format(text), "--add-libraries", code=6)["errors"]
    assert "nearly Antigo Public Library" in error["message"] and "--alias" in error["message"]
    assert bring(ROW.format("Oshkosh Public Library"), "--add-libraries")["added"] == 1


def test_a_library_is_found_by_its_other_names_everywhere(program: Program, bring: Bring) -> None:
    bring(ROW.format("MCPL"), code=6)
    shown = program("library", "edit", "Wausau", "--alias", "MCPL", "-f", "json").json["library"]
    assert shown["aliases"] == ["MCPL"]
    assert bring(ROW.format("mcpl"))["added"] == 1
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["library"] == shown["name"]
    assert program("library", "show", "MCPL", "-f", "json").json["library"]["id"] == shown["id"]
    assert program("library", "edit", "Antigo", "--alias", "mcpl").code == 5  # it is one library's
    program("library", "edit", "MCPL", "--remove-alias", "mcpl")
    assert program("library", "show", "MCPL").code == 4
    assert program("library", "edit", "Wausau", "--remove-alias", "MCPL").code == 4


def test_other_names_go_out_and_come_in_again(program: Program, tmp_path: Path) -> None:
    program("library", "edit", "Wausau", "--alias", "MCPL", "--alias", "Marathon Co")
    file = tmp_path / "libraries.csv"
    program("export", "libraries", str(file))
    program("library", "edit", "Wausau", "--remove-alias", "MCPL")
    assert program("import", "libraries", str(file), "--yes", "-f", "json").json["changed"] == 1
    shown = program("library", "show", "Wausau", "-f", "json").json["library"]
    assert shown["aliases"] == ["MCPL", "Marathon Co"]


def test_two_other_names_are_shown_as_two(program: Program) -> None:
    program("library", "edit", "Wausau", "--alias", "MCPL", "--alias", "Marathon Co")
    assert "MCPL; Marathon Co" in program("library", "show", "Wausau").out


def test_at_a_terminal_an_unknown_library_is_asked_about_and_remembered(
    program: Program, bring: Bring, tmp_path: Path
) -> None:
    file = tmp_path / "mentors.csv"
    file.write_text(ROW.format("Antigo Bookhouse"))
    (antigo,) = (x for x in program("library", "list", "-f", "json").json["libraries"]
                 if x["city"] == "Antigo")  # fmt: skip
    code, said = talk(
        program.path, ["import", "mentors", str(file)], ["pigeon\n", f"{antigo['id']}\n"]
    )
    assert code == 0 and "none of these" in said and "1 added" in said
    assert bring(ROW.format("Antigo Bookhouse"))["unchanged"] == 1
    assert program("library", "show", "Antigo", "-f", "json").json["library"]["aliases"] == [
        "Antigo Bookhouse"
    ]


def test_at_a_terminal_an_unknown_library_can_be_added(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "mentors.csv"
    file.write_text(ROW.format("Superior Public Library"))
    words = ["import", "mentors", str(file)]
    code, said = talk(program.path, words, ["0\n", "n\n"])
    assert code == 6 and "Add 'Superior Public Library' as a library outside the system?" in said
    code, said = talk(program.path, words, ["0\n", "y\n"])
    assert code == 0 and "1 added" in said
    town = 'To fill in its town: wvls library edit "Superior Public Library" --city TOWN'
    assert f"Added Superior Public Library. {town}" in " ".join(said.split()), said
    assert "Warning" not in said, "they have just said yes"
    found = program("library", "show", "Superior", "-f", "json").json["library"]
    assert found["member"] is False
