"""An error says what is wrong with what was typed, in a sentence that people would say."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor.records import EVERY
from wvls_mentor.text import with_article


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("interest", "an interest"), ("reason", "a reason"), ("other name", "another name"),
        ("FSCS key", "an FSCS key"), ("culture tag", "a culture tag"), ("address", "an address"),
    ],
)  # fmt: skip
def test_a_noun_with_its_article(noun: str, said: str) -> None:
    assert with_article(noun) == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--add-interest", ";"), "The interest is empty. Give an interest."),
        (("--dear", "x" * 201), "The greeting is 201 characters long."),
        (("--payable-to", "x" * 201), "The name on the check is 201 characters long."),
        (("--vendor", "x" * 201), "The vendor number is 201 characters long."),
        (("--address", "x" * 201), "The address is 201 characters long."),
        (("--phone", "x" * 61), "The phone number is 61 characters long."),
    ],
)
def test_a_field_is_called_what_people_call_it(
    paired: Program, words: tuple[str, ...], said: str
) -> None:
    answer = paired("mentor", "edit", "1", *words)
    assert answer.code == 2 and said in " ".join(answer.err.replace("Hint:", "").split())


def test_no_text_of_people_is_called_by_its_column() -> None:
    from wvls_mentor.records.papers import TEXTS

    for field in TEXTS:
        with pytest.raises(Exception, match=r"^The ") as refused:
            field.read("x" * 201, None)  # type: ignore[arg-type]
        assert "_" not in str(refused.value) and " to is" not in str(refused.value)
    assert {f.name for f in TEXTS} <= {f.name for kind in EVERY for f in kind.fields}


def test_an_excuse_says_which_of_its_ends_is_missing_or_too_many(paired: Program) -> None:
    """It asked "Until when?" of somebody who had said it twice."""
    words = ("excuse", "1", "contact", "--reason", "on leave")
    both = paired(*words, "--for-good", "--until", "2027-02-01")
    assert both.code == 2 and "--until and --for-good cannot be used together." in both.err
    none = paired(*words)
    assert none.code == 2 and "Missing --until." in none.err and "--for-good" in none.err


def test_a_folder_is_no_missing_file(paired: Program, tmp_path: Path) -> None:
    answer = paired("restore", str(tmp_path), "--yes")
    assert answer.code == 6 and f"{tmp_path} is a folder." in " ".join(answer.err.split())
    assert "There is no file" not in answer.err
    missing = paired("restore", str(tmp_path / "none.db"), "--yes")
    assert missing.code == 6 and "There is no file" in missing.err


def test_a_cell_that_is_too_long_says_where(paired: Program, tmp_path: Path) -> None:
    """The csv module's own words, "field larger than field limit", had "Check its quotes" beside."""
    sheet = tmp_path / "mentors.csv"
    sheet.write_text(f"name,email,note\nA,a@example.org,\nB,b@example.org,{'x' * 131_073}\n")
    answer = paired("import", "mentors", str(sheet))
    said = " ".join(answer.err.split())
    assert answer.code == 6 and "line 3 has a cell of more than 131,072 characters." in said
    assert "quotes" not in said and "field limit" not in said


def test_restore_waits_once_for_a_locked_file(
    paired: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waited four times, 20 seconds in all, and said nothing meanwhile."""
    copy = tmp_path / "copy.db"
    assert paired("backup", str(copy)).code == 0
    monkeypatch.setattr("wvls_mentor.store.connection.BUSY_SECONDS", 2.0)
    with closing(sqlite3.connect(paired.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        answer = paired("restore", str(copy), "--yes")
        waited = time.monotonic() - started
    assert answer.code == 7 and "is busy: another program" in " ".join(answer.err.split())
    assert waited < 4
    assert paired("status").code == 0
