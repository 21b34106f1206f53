"""What is claimed for a meeting is corrected with the meeting."""

from typing import Any

import pytest

from tests.factories import Program
from tests.terminal import talk


def _claims(program: Program) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("meeting", "list", "1", "-f", "json").json["meetings"]
    return [
        {k: c[k] for k in ("traveler", "miles", "expense_cents", "route")}
        for c in found[0]["claims"]
    ]


def _edit(program: Program, *words: str) -> int:
    return program("meeting", "edit", "1", *words).code


def test_miles_expenses_and_route_of_the_one_claim(paired: Program) -> None:
    paired.visit(1, "2026-09-20", "6", "--miles", "78", "--expense", "5:meal")
    assert _edit(paired, "--miles", "80.5") == 0
    assert _claims(paired) == [
        {"traveler": "mentor", "miles": 80.5, "expense_cents": 500, "route": None}
    ]
    assert _edit(paired, "--expense", "9:meal", "--expense", "1:parking", "--route", "by I-39") == 0
    assert _edit(paired, "--route", "by US 51") == 0, (
        "a route alone goes to the claim that is there"
    )
    assert _claims(paired) == [
        {"traveler": "mentor", "miles": 80.5, "expense_cents": 1000, "route": "by US 51"}
    ]


def test_a_claim_that_was_forgotten_is_made(paired: Program) -> None:
    paired.visit(1, "2026-09-20")
    assert _edit(paired, "--miles", "78") == 0
    assert _claims(paired)[0]["traveler"] == "mentor", "who drove to the mentee's library"
    assert _edit(paired, "--traveler", "mentee", "--miles", "9") == 0
    assert [c["traveler"] for c in _claims(paired)] == ["mentor", "mentee"]
    assert _edit(paired, "--miles", "10") == 2, "whose?"
    assert [c["miles"] for c in _claims(paired)] == [78, 9]


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--traveler", "mentee"], 2), (["--route", "by bus"], 2), (["--miles", "2001"], 2), ([], 2)],
)
def test_what_cannot_be_changes_nothing(paired: Program, words: list[str], code: int) -> None:
    paired.visit(1, "2026-09-20")
    assert _edit(paired, *words) == code
    assert _claims(paired) == []


def test_miles_go_with_a_visit_and_not_with_a_paid_one(paired: Program) -> None:
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-09-20").code == 0
    assert _edit(paired, "--miles", "10") == 2
    paired("meeting", "remove", "1", "--yes")
    paired.visit(1, "2026-09-20", "6", "--miles", "78")
    pay = ["stipends", "pay", "--reference", "check 1", "--yes"]
    assert paired(*pay).code == 0
    number = paired("meeting", "list", "1", "-f", "json").json["meetings"][0]["meeting_id"]
    assert paired("meeting", "edit", str(number), "--miles", "80").code == 5


# ---- at a terminal
def _talk(program: Program, line: str, *answers: str) -> str:
    code, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert code == 0, said
    return said


def test_edit_asks_for_the_claim_that_is_there_and_shows_it(paired: Program) -> None:
    paired.visit(1, "2026-09-20", "6", "--miles", "196", "--expense", "5:meal")
    answers = ["", "", "", "", "", "90", "12.50 parking", "", "by I-39", "", ""]
    said = " ".join(_talk(paired, "meeting edit 1", *answers).split())
    assert 'Miles, there and back (about 148; Enter to keep 196, "none" for none): 90' in said
    assert "Who drove (Enter to keep mentor):" in said
    replaces = 'such as 12.50 meal (or lodging, parking, other; Enter to keep 5.00 meal, "none" for none; what you type replaces that): 12.50'
    assert replaces in said
    assert "New day (Enter to keep Sep 20)" in said
    assert _claims(paired) == [
        {"traveler": "mentor", "miles": 90, "expense_cents": 1250, "route": "by I-39"}
    ]
    assert "Nothing changed" in _talk(paired, "meeting edit 1", *[""] * 10)


@pytest.mark.parametrize("claims", [0, 2])
def test_edit_asks_whose_travel_it_is_only_where_that_is_not_known(
    paired: Program, claims: int
) -> None:
    paired.visit(1, "2026-09-20")
    for who in ("mentor", "mentee")[:claims]:
        paired("meeting", "claim", "1", "--traveler", who, "--miles", "70")
    own = [] if claims else ["y"]
    _talk(paired, "meeting edit 1", "", "", "", "", "mentee", *own, "95", "", "", "", "")
    assert {"traveler": "mentee", "miles": 95, "expense_cents": 0, "route": None} in _claims(paired)
    assert "Nothing changed" in _talk(paired, "meeting edit 1", *[""] * (10 if not claims else 7))


@pytest.mark.parametrize(("there", "who"), [(None, "mentor"), ("mentee", "mentee")])
def test_who_drove_is_not_asked_where_it_is_known(
    paired: Program, there: str | None, who: str
) -> None:
    paired.visit(1, "2026-09-20")
    if there:
        paired("meeting", "claim", "1", "--traveler", there, "--miles", "70")
    assert "Who drove" not in _talk(paired, "meeting claim 1 --miles 88")
    assert [(c["traveler"], c["miles"]) for c in _claims(paired)] == [(who, 88)]
    assert paired("meeting", "claim", "1", "--miles", "89").code == 0
    said = _talk(paired, "meeting claim 1", "", "90", "")
    assert f"Who drove [{who}]" in said
    assert [(c["traveler"], c["miles"]) for c in _claims(paired)] == [(who, 90)]


def test_a_claim_of_one_of_two_has_to_say_whose(paired: Program) -> None:
    paired.visit(1, "2026-09-20")
    for who in ("mentor", "mentee"):
        paired("meeting", "claim", "1", "--traveler", who, "--miles", "70")
    assert paired("meeting", "claim", "1", "--miles", "88").code == 2
    _talk(paired, "meeting claim 1 --miles 88", "mentee")
    assert [c["miles"] for c in _claims(paired)] == [70, 88]
    assert paired("meeting", "edit", "1", "--traveler", "mentee").code == 2


def test_what_was_changed_is_said_from_what_to_what(paired: Program) -> None:
    """An answer one question late became an expense of $169.00, and a check was written for it."""
    paired.visit(1, "2026-08-01", "6", "--miles", "919", "--topic", "budget")
    words = ["--miles", "196", "--expense", "169", "--hours", "6.5"]
    said = " ".join(paired("meeting", "edit", "1", *words).out.split())
    assert "hours: 6 -> 6.5" in said, said
    assert "travel: mentor 919 mi -> mentor 196 mi + $169.00 other" in said, said
    assert "about:" not in said and "day:" not in said
    said = " ".join(paired("meeting", "claim", "1", "--remove").out.split())
    assert "travel: mentor 196 mi + $169.00 other -> none" in said, said
    said = paired("meeting", "edit", "1", "--on", "2026-08-02", "--note", "[red] 2026-01-01").out
    assert "day: Aug 1 -> Aug 2" in said
    about = "about: budget development -> budget development; [red] 2026-01-01"
    assert about in " ".join(said.split()), said


def test_who_drove_to_the_own_library_is_asked_about_before_it_is_saved(paired: Program) -> None:
    answers = ["", "visit", "mentor", "6", "mentor", "n", "mentee", "150", "", "", ""]
    code, said = talk(paired.path, ["log-meeting", "1"], [f"{a}\n" for a in answers])
    asked = "They met at the mentor's own library. Did the mentor drive? [y/N]"
    assert code == 0 and " ".join(said.split()).count(asked) == 1, said
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert [c["traveler"] for c in meeting["claims"]] == ["mentee"]


ROUND = ("--miles", "148", "--expense", "54", "--route", "by I-39")


@pytest.mark.parametrize("word", ["none", "0", "nothing"])
def test_what_may_be_empty_is_emptied_with_none(paired: Program, word: str) -> None:
    """None at the expenses of an edit kept them without a word."""
    paired.visit(1, "2026-09-20", "6", *ROUND, "--topic", "budget", "--note", "by bus")
    said = _talk(paired, "meeting claim 1", "", "", word)
    assert 'Enter to keep 54.00 other, "none" for none' in " ".join(said.split())
    assert "mentor 148 mi + $54.00 other (by I-39) -> mentor 148 mi (by I-39)" in " ".join(
        said.split()
    )
    assert paired("meeting", "claim", "1", "--expense", "54").code == 0
    said = _talk(paired, "meeting edit 1", *[""] * 6, word, "none", "none", "none")
    assert said.count('"none" for none') == 5
    (meeting,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    assert (meeting["topics"], meeting["note"]) == ([], None)
    assert _claims(paired) == [
        {"traveler": "mentor", "miles": 148, "expense_cents": 0, "route": None}
    ]
    said = _talk(paired, "meeting edit 1", *[""] * 6, "none", "none", "none", "none")
    assert "Nothing changed" in said and said.count('"none" for none') == 1, "the miles alone"


def test_emptied_facts_are_in_the_history_as_they_are_typed(paired: Program) -> None:
    paired.visit(1, "2026-09-20", "6", *ROUND)
    _talk(paired, "meeting claim 1", "", "", "none")
    assert "--expense 0" in paired("history").out


def test_an_expense_without_its_kind_is_read_back(paired: Program) -> None:
    paired.visit(1, "2026-09-20")
    said = _talk(paired, "meeting claim 1", "", "148", "54", "", "12.50 meal", "")
    assert said.count("What was the $54.00 for") == 1 and "What was the $12.50" not in said


def test_the_other_partner_who_drove_too_is_a_second_claim_and_that_is_said(
    paired: Program,
) -> None:
    paired.visit(1, "2026-09-20", "6", "--miles", "148")
    said = " ".join(_talk(paired, "meeting edit 1", *[""] * 4, "2", "y", "150", *[""] * 4).split())
    assert "The mentor's claim stays, and the mentee's is added." in said
    assert "wvls meeting claim 1 --remove --traveler mentor" in said
    assert [c["traveler"] for c in _claims(paired)] == ["mentor", "mentee"]


def test_a_question_mark_at_the_expenses_says_how_one_is_written(paired: Program) -> None:
    paired.visit(1, "2026-09-20", "6", *ROUND)
    said = " ".join(_talk(paired, "meeting claim 1", "", "", "?", "").split())
    assert "Type one amount and what it was for, such as 12.50 meal." in said
    assert said.count("what you type replaces that") == 3, (
        "the question twice, its explanation once"
    )


def test_an_expense_typed_as_the_route_is_asked_about(paired: Program) -> None:
    """It was printed as the route, and never paid."""
    words = "log-meeting 1 --method in-person --at elsewhere --hours 6 --on 2026-09-20"
    assert paired(*words.split(), "--miles", "60").code == 0
    edit = ["", "", "", "", "", "", "", "tolls 4.50", "n", "Thorp to Wausau", "", ""]
    said = _talk(paired, "meeting edit 1", *edit)
    assert "looks like an expense" in said
    assert _claims(paired)[0]["route"] == "Thorp to Wausau"
