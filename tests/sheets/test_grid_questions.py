"""Grid questions become needs; their words are explained once."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program

WHO = "email,name,library,years"
ONE = "1@example.org,One,Thorp,1"
ASKED = "How much help do you need with each topic?"


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Any:
    def call(kind: str, text: str, *more: str, code: int = 0) -> dict[str, Any]:
        file = tmp_path / "answers.csv"
        file.write_text(text, encoding="utf-8", newline="")
        answer = program("import", kind, str(file), "-f", "json", *more)
        assert answer.code == code, answer.err or answer.out
        found: dict[str, Any] = json.loads(answer.out) if answer.out else {}
        return found | {"err": answer.err}

    return call


def _needs(program: Program, number: int = 1) -> dict[str, str]:
    found = program("mentee", "show", f"{number}@example.org", "-f", "json").json["mentee"]
    return {n["topic"]: n["priority"] for n in found["needs"]}


@pytest.mark.parametrize(
    "headers",
    [
        (
            f"{ASKED} [Budget development]",
            f"{ASKED} [Grants and fundraising]",
            f"{ASKED} [policies]",
        ),
        (f"{ASKED}  [ budget ]", f"{ASKED}[grants]", f"{ASKED} [POLICIES]"),
        ("Rate each [Budget development]", "Rate each [Grants and fundraising]", "Rate [policies]"),
        ("Budget development", "Grants and fundraising", "policies"),
    ],
)
def test_a_grid_feeds_needs_with_no_map(
    program: Program, bring: Any, headers: tuple[str, ...]
) -> None:
    text = ",".join((WHO, *headers)) + f"\n{ONE},High,low,\n"
    text += "2@example.org,Two,Thorp,1,none,Medium need,3 - high\n"
    assert bring("mentees", text)["added"] == 2
    assert _needs(program) == {"budget": "high", "grants": "low"}
    assert _needs(program, 2) == {"grants": "medium", "policies": "high"}
    assert bring("mentees", text)["unchanged"] == 2


def test_a_topic_with_commas_is_one_topic(program: Program, bring: Any) -> None:
    header = f'"{ASKED} [City, village and county relations]"'
    bring("mentees", f"{WHO},{header},needs\n{ONE},high,budget\n")
    assert sorted(_needs(program).values()) == ["high", "medium"]


WORDS = f"{WHO},{ASKED} [Budget development],{ASKED} [Grants and fundraising]\n{ONE},A lot,Some\n"
MAPS = ("--map", "A lot=high", "--map", "some=low", "--map", "Nope=")


def test_other_words_are_asked_about_and_then_known(program: Program, bring: Any) -> None:
    err = bring("mentees", WORDS, code=6)["err"]
    assert "'A lot'" in err and '--map "A lot=high"' in err
    assert program("mentee", "list", "-f", "json").json["mentees"] == []
    more = WORDS + "2@example.org,Two,Thorp,1,Nope,a LOT\n"
    assert bring("mentees", more, *MAPS)["added"] == 2
    assert _needs(program) == {"budget": "high", "grants": "low"}
    assert _needs(program, 2) == {"grants": "high"}
    assert bring("mentees", more)["unchanged"] == 2
    other = more.replace("each topic", "these topics").replace("2@", "3@")  # next year's form
    assert bring("mentees", other)["added"] == 1


def test_who_explains_an_answer_has_not_looked_at_the_other_columns(bring: Any) -> None:
    text = WORDS.replace("years", "Years you were a director")
    assert "is only a guess" in bring("mentees", text, *MAPS[:4], code=5)["err"]


def test_a_word_that_no_cell_says_is_refused(bring: Any) -> None:
    assert (
        "has no column 'a lots'" in bring("mentees", WORDS, "--map", "A lots=high", code=6)["err"]
    )


def test_an_unknown_topic_of_a_grid_is_an_error_of_the_row(bring: Any) -> None:
    text = f"{WHO},{ASKED} [Bats in the attic]\n{ONE},high\n"
    (error,) = bring("mentees", text, code=6)["errors"]
    assert (error["line"], error["field"]) == (2, "needs") and "Bats" in error["message"]


@pytest.mark.parametrize(
    ("header", "cell"),
    [("Which days suit you? [Monday]", "High noon or later"), ("Sessions [Tuesday]", "yes")],
)
def test_another_grid_is_no_need(program: Program, bring: Any, header: str, cell: str) -> None:
    assert bring("mentees", f"{WHO},{header}\n{ONE},{cell}\n", "--yes")["added"] == 1
    assert _needs(program) == {}
