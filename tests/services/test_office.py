"""Who signs, and where forms are: asked once, changed by ``policy set``, of no effect on a pair."""

import pytest

from tests.factories import Program
from wvls_mentor.services import office

KEYS = ("coordinator_name", "report_link")


def test_what_was_answered_is_not_asked_again_an_empty_answer_too(program: Program) -> None:
    assert office.unanswered(program.path, KEYS) == KEYS
    office.answer(program.path, {"coordinator_name": "Coordinator One", "report_link": ""})
    assert office.unanswered(program.path, KEYS) == ()
    shown = program("policy", "-f", "json").json["office"]
    assert {s["key"]: s["value"] for s in shown}["coordinator_name"] == "Coordinator One"


def test_no_pair_and_no_dollar_changes_with_them(paired: Program) -> None:
    answer = paired("policy", "set", "remind_again_days", "7", "--from", "2026-01-01")
    assert answer.code == 0 and "asks" not in answer.err
    assert paired("policy", "set", "budget", "9000").code == 0


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("coordinator_email", "nobody"), ("report_link", "javascript:alert(1)"),
        ("guide_link", "https://example.org/ x"), ("w9_link", "example.org"),
        ("fiscal_year_start", "13"), ("fiscal_year_start", "0"), ("remind_again_days", "0"),
        ("claim_within_days", "-1"), ("budget", "12.50"), ("organization", "x" * 201),
    ],
)  # fmt: skip
def test_what_a_letter_could_not_print_is_refused(program: Program, key: str, bad: str) -> None:
    answer = program("policy", "set", "--yes", "--", key, bad)
    assert answer.code == 2 and f"{key} cannot be" in answer.err


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("report_link", "https://example.org/form?x=1&y=2#top"), ("report_link", ""),
        ("fiscal_year_start", "7"), ("claim_within_days", "0"), ("budget", "12500"),
        ("coordinator_email", "one@example.org"),
    ],
)  # fmt: skip
def test_what_it_can_print_is_taken(program: Program, key: str, good: str) -> None:
    assert program("policy", "set", key, good).code == 0


@pytest.mark.parametrize("nothing", ["-", "none", "N/A", "nothing", "\u2014"])
def test_a_word_for_nothing_empties_an_answer(program: Program, nothing: str) -> None:
    for key in ("business_office", "w9_link", "coordinator_email", "backup_folder"):
        office.answer(program.path, {key: "" if key == "backup_folder" else nothing})
        assert program("policy", "set", "--yes", "--", key, nothing).code == 0
    shown = program("policy", "-f", "json").json
    kept = {s["key"]: s["value"] for s in (*shown["office"], *shown["settings"])}
    assert not kept["business_office"] and not kept["w9_link"] and not kept["coordinator_email"]


@pytest.mark.parametrize(
    ("typed", "month"), [("July", "7"), ("jul", "7"), ("Sept.", "9"), ("10", "10"), ("01", "1")]
)
def test_a_month_can_be_named(program: Program, typed: str, month: str) -> None:
    assert program("policy", "set", "fiscal_year_start", typed).code == 0
    shown = program("policy", "-f", "json").json["office"]
    assert {s["key"]: s["value"] for s in shown}["fiscal_year_start"] == int(month)
    wrong = program("policy", "set", "fiscal_year_start", "Juli 4")
    assert wrong.code == 2 and "It takes a month, by its name" in wrong.err
