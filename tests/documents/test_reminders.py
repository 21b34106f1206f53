"""Reminders read as of any day: what was decided, what is planned, and by when to act."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import next_version
from tests.documents.test_letters_fitting import left
from tests.documents.year import busy
from tests.factories import Program, Recipe
from wvls_mentor.rules.letters import Answer
from wvls_mentor.store import engine, letters


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


SCREENS = (("handover",), ("letters",), ("overdue",), ("upcoming", "--days", "90"), ("status", "3"),
           ("calendar",), ("letters", "evaluate"))  # fmt: skip


@pytest.mark.parametrize("screen", SCREENS, ids=" ".join)
def test_a_decision_counts_from_its_day_on(year: Program, screen: tuple[str, ...]) -> None:
    """The handover page as of October said what was only decided in December."""
    before = year(*screen, "--as-of", "2026-11-22")
    assert year("letters", "--let-end", "3", today="2026-11-23").code == 0
    after = year(*screen, "--as-of", "2026-11-22")
    assert (before.code, before.out) == (after.code, after.out)


def test_an_answer_not_to_write_counts_from_its_day_on(paired: Program) -> None:
    day, before = "2027-06-10", "2027-06-09"
    assert paired("letters", "evaluate", "--let-end", "1", today=day).code == 0
    connection = sqlite3.connect(paired.path)
    assert connection.execute("UPDATE letter_answer SET yes = 0").rowcount == 1
    connection.commit()
    connection.close()
    refused = "You chose not to write to them."
    assert refused in " ".join(paired("handover", today=day).out.split())
    assert refused not in " ".join(paired("handover", "--as-of", before, today=day).out.split())
    asked = paired("letters", "-f", "json", "--as-of", before, today=day).json["questions"]
    assert [q["question"] for q in asked] == ["write"]


def test_of_a_day_to_come_the_decision_is_from_today(year: Program) -> None:
    assert year("letters", "--let-end", "3", "--as-of", "2026-12-01").code == 0
    reasons = {x["reason"] for x in left(year, "evaluate", "--as-of", "2026-11-24")}
    assert not any("let it end?" in reason for reason in reasons), reasons


def test_the_day_of_an_answer_of_a_file_of_the_past_is_from_the_history(tmp_path: Path) -> None:
    old = next_version.file_of(next_version.PAST / "0010.sql", tmp_path / "old.db")
    with sqlite3.connect(old) as connection:
        connection.execute("INSERT INTO letter_answer VALUES (1, 'let-end', '2027-01-15', 1)")
        connection.execute("INSERT INTO letter_answer VALUES (1, 'let-end', '2026-01-15', 1)")
        key = '[1, "let-end", "2027-01-15"]'
        connection.execute(
            "INSERT INTO change (entry_id, table_name, row_key, op, after)"
            f" VALUES (2, 'letter_answer', '{key}', 'insert', '{{}}')"
        )
        connection.execute("UPDATE history SET at = '2026-12-08 18:00:00' WHERE id = 2")
    connection.close()
    days = ("2026-12-06", "2026-12-10")
    with engine.reading(old) as session:
        found = [letters.answers(session, date.fromisoformat(day)) for day in days]
    unknown = Answer(1, "let-end", date(2026, 1, 15), True)
    known = Answer(1, "let-end", date(2027, 1, 15), True)
    assert [set(x) for x in found] == [{unknown}, {unknown, known}]


def test_an_end_in_another_year_is_said_with_its_year(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two weeks before it, an overdue contact had "you let it end Jan 10"."""
    monkeypatch.setenv("COLUMNS", "200")
    with_year, day = "you let it end Jan 10, 2027", "2026-12-20"
    assert paired("match", str(paired.mentee(2)), str(paired.mentor(2)), "--on", "2026-01-10",
                  "--yes", today="2026-01-10").code == 0  # fmt: skip
    assert paired("log-meeting", "2", "--method", "phone", "--on", "2026-11-01").code == 0
    assert paired("letters", "--let-end", "2", today=day).code == 0
    assert with_year in paired("overdue", today=day).out
