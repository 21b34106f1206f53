"""A claim that was sent, approved, part paid, paid: each step has its day, and can be undone."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk

MARK = ("stipends", "mark", "C-2026-01")


def _claimed(program: Program) -> None:
    """A claim of two lines, made on November 2."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "6", "--miles", "80")
    assert program("stipends", "claim", "Mentor 1", "--yes", today="2026-11-02").code == 0


@pytest.fixture
def claimed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_claimed)


def _claim(program: Program, *words: str) -> dict[str, Any]:
    (found,) = program("stipends", "claims", "-f", "json", *words).json["claims"]
    return dict(found)


def _state(program: Program, day: str) -> tuple[Any, ...]:
    found = _claim(program, "--as-of", day)
    return tuple(found[k] for k in ("state", "state_since", "days", "sent_on", "approved_on"))


def test_every_step_shows_with_its_day_and_the_days_since(claimed: Program) -> None:
    assert claimed(*MARK, "sent", "--on", "2026-11-05").code == 0
    made = claimed(*MARK, "approved", "--on", "2026-11-12", "-f", "json").json
    assert (made["claim"], made["state"]) == ("C-2026-01", "approved")
    assert (made["sent_on"], made["approved_on"]) == ("2026-11-05", "2026-11-12")
    pay = ("stipends", "pay", "--reference", "check 1", "--yes")
    assert claimed(*pay, "--kind", "stipend", "--on", "2026-11-16").code == 0
    assert claimed(*pay, "--on", "2026-11-20").code == 0
    sent, approved = "2026-11-05", "2026-11-12"
    assert _state(claimed, "2026-11-04") == ("open", "2026-11-02", 2, None, None)
    assert _state(claimed, sent) == ("sent", sent, 0, sent, None)
    assert _state(claimed, "2026-11-15") == ("approved", approved, 3, sent, approved)
    assert _state(claimed, "2026-11-19") == ("part paid", "2026-11-16", 3, sent, approved)
    assert _state(claimed, "2026-11-23") == ("paid", "2026-11-20", 3, sent, approved)
    shown = claimed("stipends", "claims", "--as-of", "2026-11-15").out
    assert "approved" in shown and "days" in shown
    assert "1 not fully paid: $183.00" in shown
    assert claimed("check", "--exit-code").code == 0


def test_a_voided_check_brings_back_what_was_marked(claimed: Program) -> None:
    claimed(*MARK, "sent", "--on", "2026-11-05")
    claimed("stipends", "pay", "--reference", "9", "--yes", "--on", "2026-11-10")
    void = ("stipends", "void", "--reference", "9", "--reason", "lost", "--yes")
    assert claimed(*void, "--on", "2026-11-13").code == 0
    assert _state(claimed, "2026-11-23")[:3] == ("sent", "2026-11-13", 10)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["sent", "--on", "2026-11-01"], "was made on Nov 2, after Nov 1"),
        (["sent", "--on", "2026-11-24"], "future"),
        (["sent"], "was sent on Nov 5 already"),
        (["approved", "--on", "2026-11-04"], "was sent on Nov 5, after Nov 4"),
    ],
)
def test_what_cannot_be_marked_is_refused(claimed: Program, words: list[str], said: str) -> None:
    assert claimed(*MARK, "sent", "--on", "2026-11-05").code == 0
    before = claimed.path.read_bytes()
    refused = claimed(*MARK, *words)
    assert refused.code == 5 and said in refused.err
    assert claimed.path.read_bytes() == before


def test_a_mark_that_comes_late_says_how_the_claim_stands_now(claimed: Program) -> None:
    pay = ("stipends", "pay", "--reference", "9", "--yes", "--kind", "stipend")
    assert claimed(*pay, "--on", "2026-11-10").code == 0
    said = " ".join(claimed(*MARK, "sent", "--on", "2026-11-05").out.split())
    assert "was sent on Nov 5; it is part paid, $58.00 not paid yet." in said
    assert "was approved on Nov 23; it is part paid" in claimed(*MARK, "approved").out


def test_a_claim_is_not_sent_after_it_was_approved(claimed: Program) -> None:
    assert claimed(*MARK, "approved", "--on", "2026-11-05").code == 0
    refused = claimed(*MARK, "sent", "--on", "2026-11-06")
    assert refused.code == 5 and "was approved on Nov 5, before Nov 6" in refused.err
    assert claimed(*MARK, "sent", "--on", "2026-11-05").code == 0


def test_a_withdrawn_claim_is_not_marked_nor_a_marked_one_withdrawn_before(
    claimed: Program,
) -> None:
    withdraw = ("stipends", "withdraw", "C-2026-01", "--reason", "wrong")
    claimed(*MARK, "sent", "--on", "2026-11-05")
    refused = claimed(*withdraw, "--on", "2026-11-04")
    assert refused.code == 5 and "was sent on Nov 5, after Nov 4" in refused.err
    assert claimed(*withdraw, "--on", "2026-11-05").code == 0
    refused = claimed(*MARK, "approved")
    assert refused.code == 5 and "was withdrawn on Nov 5 already" in refused.err
    assert _state(claimed, "2026-11-23")[0] == "withdrawn"


def test_other_words_and_other_claims_are_said(claimed: Program) -> None:
    refused = claimed(*MARK, "paid")
    assert refused.code == 2 and "sent" in refused.err and "approved" in refused.err
    assert claimed("stipends", "mark", "C-2026-09", "sent").code == 4


def test_a_mark_is_in_the_history_and_undone(claimed: Program) -> None:
    claimed(*MARK, "sent", "--on", "2026-11-05")
    entry = claimed("history", "-f", "json").json["entries"][0]
    assert (entry["command"], entry["rows"]) == ("stipends mark", 1)
    assert "C-2026-01" in claimed("history", str(entry["entry_id"])).out
    of_person = claimed("history", "--person", "Mentor 1", "-f", "json").json["entries"]
    assert entry["entry_id"] in {e["entry_id"] for e in of_person}
    assert claimed("undo", "--yes").code == 0
    assert _state(claimed, "2026-11-23")[:2] == ("open", "2026-11-02")


def test_at_a_terminal_claim_and_state_are_asked_for(claimed: Program) -> None:
    code, said = talk(claimed.path, ["stipends", "mark"], ["C-2026-01\n", "paid\n", "2\n"])
    assert code == 0, said
    assert "Mentor 1  $183.00" in said and "1 sent  2 approved" in said
    assert _claim(claimed)["state"] == "approved"


def test_records_have_the_days(claimed: Program, tmp_path: Any) -> None:
    claimed(*MARK, "sent", "--on", "2026-11-05")
    assert claimed("records", "Mentor 1", "--save", str(tmp_path / "all")).code == 0
    text = (tmp_path / "all" / "claims.csv").read_text(encoding="utf-8")
    assert "sent_on,approved_on" in text and "2026-11-05" in text


def test_a_payment_of_a_claim_that_is_not_made_or_approved_yet_is_warned_of(
    claimed: Program,
) -> None:
    pay = ("stipends", "pay", "--claim", "C-2026-01", "--reference", "9", "--dry-run")

    def said(on: str) -> list[str]:
        found: list[str] = claimed(*pay, "--on", on, "-f", "json").json["warnings"]
        return [text for text in found if "Claim" in text]

    assert said("2026-10-01") == ["Claim C-2026-01 was made on 2026-11-02, after 2026-10-01."]
    mark = "If it was: wvls stipends mark C-2026-01 approved"
    assert said("2026-11-20") == [f"Claim C-2026-01 is not marked as approved. {mark}"]
    assert claimed(*MARK, "approved", "--on", "2026-11-10").code == 0
    assert said("2026-11-05") == ["Claim C-2026-01 was approved on 2026-11-10, after 2026-11-05."]
    assert said("2026-11-10") == []
    paid = claimed(*pay[:-1], "--on", "2026-11-05", "--yes")
    assert paid.code == 0 and "Warning: Claim C-2026-01 was approved on Nov 10" in paid.err


def test_what_is_marked_after_it_was_paid_is_asked_about(claimed: Program) -> None:
    pay = ("stipends", "pay", "--reference", "9", "--yes")
    assert claimed(*pay, "--on", "2026-11-10").code == 0
    words = [*MARK, "sent", "--on", "2026-11-12"]
    code, said = talk(claimed.path, words, ["n\n"])
    said = " ".join(said.split())
    asked = "Claim C-2026-01 was paid on Nov 10. Was it sent on Nov 12, after that? [y/N]"
    assert code == 5 and asked in said
    assert _claim(claimed)["sent_on"] is None
    made = claimed(*words, "-f", "json").json
    assert made["sent_on"] == "2026-11-12" and len(made["warnings"]) == 1
    warned = " ".join(claimed(*MARK, "approved").err.split())
    assert (
        "Warning: Claim C-2026-01 was paid on Nov 10, before it was approved on Nov 23." in warned
    )


def test_what_is_marked_on_the_day_it_was_paid_is_not_asked_about(claimed: Program) -> None:
    """The question said that it was paid before it was sent, of one and the same day."""
    pay = ("stipends", "pay", "--reference", "9", "--yes", "--kind", "stipend")
    assert claimed(*pay, "--on", "2026-11-12").code == 0
    code, said = talk(claimed.path, [*MARK, "sent", "--on", "2026-11-12"], [])
    assert code == 0 and "Warning" not in said, said
    code, said = talk(claimed.path, [*MARK, "approved", "--on", "2026-11-13"], ["y\n"])
    asked = "was paid in part on Nov 12. Was it approved on Nov 13, after that? [y/N]"
    assert code == 0 and asked in " ".join(said.split()), said


def test_the_end_of_a_number_is_enough_where_one_claim_has_it(claimed: Program) -> None:
    assert claimed("stipends", "mark", "1", "sent").code == 0
    assert _claim(claimed)["state"] == "sent"
    assert claimed("stipends", "mark", "2", "sent").code == 4
    assert claimed("stipends", "withdraw", "01", "--reason", "x").code == 0


def test_yes_answers_whether_a_paid_claim_was_sent_that_day(claimed: Program) -> None:
    pay = ("stipends", "pay", "--reference", "1041", "--on", "2026-11-20", "--yes")
    assert claimed(*pay).code == 0
    code, said = talk(claimed.path, [*MARK, "sent"], ["n\n"])
    assert code == 5 and "after that?" in said, said
    code, said = talk(claimed.path, [*MARK, "sent", "--yes"], [])
    assert code == 0 and "Warning: Claim C-2026-01 was paid on" in said, said


def test_a_bare_number_is_called_a_check_wherever_it_stands(claimed: Program) -> None:
    assert claimed("stipends", "pay", "--reference", "1041", "--yes").code == 0
    assert "; check 1041; C-2026-01" in " ".join(claimed("stipends", "ledger").out.split())
    letter = claimed("letters", "payment").out
    assert ": check 1041\n" in letter and "(check 1041, " in " ".join(letter.split())
    _, said = talk(claimed.path, ["stipends", "void"], ["1041\n", "lost\n", "n\n"])
    assert "to Mentor 1, check 1041" in " ".join(said.split()), said
    found = claimed("stipends", "ledger", "-f", "json").json["payments"]
    assert {p["reference"] for p in found} == {"1041"}, "the record stays as it was typed"


def test_a_number_with_the_word_and_without_it_is_one_check(claimed: Program) -> None:
    """Half of a check was voided, as the other line had been typed with the word."""
    for kind, reference in (("stipend", "check 1041"), ("travel", "1041")):
        words = ["stipends", "pay", "--kind", kind, "--reference", reference]
        assert claimed(*words, "--yes").code == 0
    paper = claimed("stipends", "claim", "C-2026-01").out
    assert "PAID: check 1041, Nov 23, 2026\n" in paper and paper.count("- check 1041") == 1, paper
    assert "Nothing is left to pay." in claimed("stipends", "--unpaid").out
    code, said = talk(claimed.path, ["stipends", "void"], ["1041\n", "lost\n", "y\n"])
    assert code == 0 and "payments of check 1041" in " ".join(said.split()), said
    assert not claimed("stipends", "ledger", "--live", "-f", "json").json["payments"]
    claimed.pair(2, "2026-03-01")
    claimed.visit(2, "2026-09-01")
    assert claimed("stipends", "pay", "1", "--reference", "1041", "--yes").code == 0
    (said,) = [
        w for w in claimed("stipends", "pay", "--reference", "check 1041", "--dry-run", "-f",
                           "json").json["warnings"] if "is already on" in w
    ]  # fmt: skip
    assert "The reference check 1041 is already on" in said


def test_a_claim_proposes_first_to_print_it(claimed: Program) -> None:
    """It is signed on paper; the screen went on with what comes after that."""

    def steps() -> list[str]:
        said = claimed("stipends", "claim", "C-2026-01").out.partition("\nNext")[2]
        return [" ".join(line.split()) for line in said.strip().splitlines()]

    assert steps()[:2] == [
        "wvls stipends claim C-2026-01 --save claim.html a page to print and sign",
        "wvls stipends mark C-2026-01 sent",
    ]
    assert claimed(*MARK, "sent").code == 0
    assert "--save" not in " ".join(steps())


def test_a_claim_that_was_saved_does_not_propose_it_again(claimed: Program, tmp_path: Any) -> None:
    file = tmp_path / "claim.txt"
    said = claimed("stipends", "claim", "C-2026-01", "--save", str(file)).out
    assert "Saved to" in said and "--save" not in said.partition("\nNext")[2]
