"""A claim printed again is the paper that was signed, and says what changed since."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import Program, Recipe

PAPERS = ("--address", "12 Elm Street, Wausau", "--payable-to", "Example County")
OFFICE = {"organization": "Old System", "program_name": "Old Name", "coordinator_name": "Co One"}


def _claimed(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program("mentor", "edit", "1", *PAPERS)
    program.visit(1, "2026-09-03", "6.5", "--miles", "91.2")
    for key, value in OFFICE.items():
        assert program("policy", "set", key, value, "--yes").code == 0
    assert program("stipends", "claim", "1", "--yes").code == 0


@pytest.fixture
def claimed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_claimed)


def _paper(program: Program, folder: Path, kind: str = "txt") -> str:
    file = folder / f"{len(list(folder.iterdir()))}.{kind}"
    done = program("stipends", "claim", "C-2026-01", "--yes", "--save", str(file))
    assert done.code == 0, done.err
    return file.read_text(encoding="utf-8")


def _without_notes(paper: str) -> str:
    before, _, after = paper.partition("Please check\n")
    return before + after[after.find("I certify") :]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["mentor", "edit", "1", "--payable-to", "Other LLC"], "it is now Other LLC"),
        (["mentor", "edit", "1", "--address", "1 Other St"], "it is now 1 Other St"),
        (["mentor", "edit", "1", "--vendor", "V-7"], "it is now V-7"),
        (["mentor", "edit", "1", "--w9", "2026-11-01"], "it is now on file since Nov 1, 2026"),
        (["mentor", "edit", "1", "--library", "Merrill"], "The library changed after this claim"),
        (["mentor", "edit", "1", "--name", "Somebody Else"], "it is now Somebody Else"),
        (["mentee", "edit", "2", "--library", "Merrill"], ""),
        (["mentee", "edit", "2", "--name", "Somebody Else"], ""),
        (["library", "edit", "Thorp", "--city", "Elsewhere"], ""),
        (["policy", "set", "organization", "New System", "--yes"], "it is now New System"),
        (["policy", "set", "program_name", "New Name", "--yes"], "it is now New Name"),
        (["policy", "set", "coordinator_name", "Co Two", "--yes"], "it is now Co Two"),
        (["policy", "set", "claim_statement", "I say so.", "--yes"], ""),
        (["policy", "set", "stipend_max_visits", "5", "--from", "2026-01-01", "--yes"], ""),
        (
            [
                "log-meeting",
                "1",
                "--method",
                "in-person",
                "--at",
                "mentee-library",
                "--hours",
                "7",
                "--on",
                "2026-08-01",
            ],
            "",
        ),
    ],
)
def test_what_was_signed_stays_and_what_changed_is_said(
    claimed: Program, tmp_path: Path, words: list[str], said: str
) -> None:
    first = _paper(claimed, tmp_path)
    done = claimed(*words)
    assert done.code == 0, done.err
    again = _paper(claimed, tmp_path)
    assert _without_notes(again) == _without_notes(first)
    assert said in " ".join(again.split())
    warnings = claimed("stipends", "claim", "C-2026-01", "-f", "json").json["warnings"]
    assert any("changed after this claim was made" in text for text in warnings) == bool(said)


def test_a_draft_and_a_claim_made_after_the_change_have_the_new_facts(claimed: Program) -> None:
    assert claimed("mentor", "edit", "1", "--payable-to", "Other LLC").code == 0
    claimed.visit(1, "2026-10-03", "6.5")
    for words in (["--dry-run"], ["--yes"]):
        shown = claimed("stipends", "claim", "1", *words).out
        assert "Other LLC" in shown and "changed after" not in shown


def test_a_claim_that_is_older_than_the_history_shows_what_the_history_began_with(
    claimed: Program, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(claimed.path)) as raw, raw:
        raw.execute("DELETE FROM change")
    assert claimed("mentor", "edit", "1", "--payable-to", "Other LLC").code == 0
    assert "Payable to    Example County" in _paper(claimed, tmp_path)


def test_who_was_forgotten_does_not_come_back_on_paper(claimed: Program, tmp_path: Path) -> None:
    assert claimed("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    assert claimed("mentor", "edit", "1", "--address", "1 Other St", "--name", "A B").code == 0
    assert claimed("end", "1", "--reason", "moved", "--yes").code == 0
    assert claimed("forget", "1", "--yes").code == 0
    paper = _paper(claimed, tmp_path)
    gone = ("Mentor 1", "Elm Street", "Other St", "Example County")
    assert "Claimant" in paper and not [word for word in gone if word in paper]


def test_what_nobody_had_answered_yet_is_as_it_is_now(paired: Program, tmp_path: Path) -> None:
    """A claim is numbered first, and the office's name is asked for when it is printed."""
    paired.visit(1, "2026-09-03", "6.5")
    assert paired("stipends", "claim", "1", "--yes").code == 0
    assert paired("policy", "set", "organization", "New System", "--yes").code == 0
    assert "New System" in _paper(paired, tmp_path)


def test_who_reported_a_visit_is_as_it_was_signed(claimed: Program, tmp_path: Path) -> None:
    first = _paper(claimed, tmp_path)
    sheet = tmp_path / "reports.csv"
    head = (
        "Timestamp,Email Address,When did you meet?,How did you meet?,How many hours did you meet?"
    )
    row = '11/2/2026 8:02:11,mentor1@example.org,9/3/2026,"In person, at the mentee\'s library",6.5'
    sheet.write_text(f"{head}\n{row}\n", encoding="utf-8")
    done = claimed("import", "meetings", str(sheet), "--yes")
    assert done.code == 0, done.err
    assert ",mentor\n" in claimed("export", "meetings").out, "the report came in"
    claim = claimed("stipends", "claim", "C-2026-01", "-f", "json").json
    assert {x["reported_by"] for x in claim["lines"]} == {"coordinator"}
    assert _without_notes(_paper(claimed, tmp_path)) == _without_notes(first)


def test_a_changed_name_is_told_once(paired: Program) -> None:
    """The check is for whoever has the name: "Payable to changed" said the same again."""
    paired.visit(1, "2026-09-03", "6.5")
    assert paired("stipends", "claim", "1", "--yes").code == 0
    assert paired("mentor", "edit", "1", "--name", "Ann Fox").code == 0
    said = " ".join(paired("stipends", "claim", "C-2026-01").out.split())
    assert "The name changed after this claim was made: it is now Ann Fox." in said
    assert "Payable to changed" not in said
    assert paired("mentor", "edit", "1", "--payable-to", "A Library").code == 0
    said = " ".join(paired("stipends", "claim", "C-2026-01").out.split())
    assert "Payable to changed after this claim was made: it is now A Library." in said
