"""Reminders read as of any day: what was decided, what is planned, and by when to act."""

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests import next_version
from tests.documents.test_letters_fitting import left, one
from tests.documents.year import busy
from tests.factories import Program, Recipe
from wvls_mentor.rules.letter_values import Answer
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
    assert refused not in " ".join(paired("handover", "--as-of", before, today=day).screen.split())
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


def planned(program: Program, pair: int, method: str, on: str) -> None:
    place = ("--at", "mentor-library") if method == "in-person" else ()
    words = ("log-meeting", str(pair), "--planned", "--method", method, *place, "--on", on)
    assert program(*words).code == 0


def asked(said: str) -> str:
    """The one thing that a reminder asks for."""
    (item,) = said.split("\n- ")[1:]
    return item.partition("\n")[0]


@pytest.mark.parametrize(("method", "what"), [("in-person", "visit"), ("phone", "call"),
                                              ("video", "video call"), ("other", "meeting")])  # fmt: skip
def test_what_is_planned_is_named_beside_a_contact(year: Program, method: str, what: str) -> None:
    """The visit was in the notes, and the letter asked for a call as if nothing was."""
    year.visit(2, "2026-09-26")
    planned(year, 2, method, "2026-12-20")
    assert asked(one(year, "remind", "Mentor 2")) == (
        "The last contact with Mentee 2 that I know of was on Sep 26. I have your "
        f"{what} of Dec 20 in my notes. Please call or write before then, this week if you can. "
        "A few minutes is enough."
    )


def test_what_is_planned_is_named_where_the_first_visit_waits_for_it(year: Program) -> None:
    planned(year, 2, "in-person", "2026-12-20")
    assert "I have your visit of Dec 20 in my notes." in asked(one(year, "remind", "Mentor 2"))
    planned(year, 1, "phone", "2026-12-20")
    year("letters", "intro", "--sent")
    for name in ("Mentor 1", "Mentee 1"):
        said = one(year, "remind", name, "--as-of", "2026-12-03")
        assert said.count("I have your call of Dec 20 in my notes.") == 1, said


def test_what_is_planned_is_named_before_a_contact_is_due(year: Program) -> None:
    year.visit(1, "2026-11-20")
    planned(year, 1, "phone", "2027-01-05")
    assert asked(one(year, "remind", "Mentor 1", "--as-of", "2026-12-15")).endswith(
        "I have your call of Jan 5, 2027 in my notes. "
        "Your next contact is due before then, by Dec 20."
    )


def test_a_visit_that_may_have_been_missed_is_chosen_anew(year: Program) -> None:
    """It asked "did it take place?", and a no had no next step."""
    planned(year, 1, "in-person", "2026-11-28")
    year("letters", "intro", "--sent")
    near = "I had Nov 28 in my notes. Did it take place? If not, please choose a new day "
    for day, then in (("2026-11-29", "by Dec 2 and let me know the date."),
                      ("2026-12-01", "and let me know the date this week."),
                      ("2026-12-03", "and let me know the date by Dec 10.")):  # fmt: skip
        assert near + then in one(year, "remind", "Mentor 1", "--as-of", day)


def test_a_call_that_may_have_been_missed_is_no_visit(year: Program) -> None:
    planned(year, 1, "phone", "2026-11-28")
    year("letters", "intro", "--sent")
    said = one(year, "remind", "Mentor 1", "--as-of", "2026-12-03")
    assert "I had a call on Nov 28 in my notes: did it take place? If not, please call" in said
    assert "I had Nov 28" not in said and "If that visit" not in said


@pytest.mark.parametrize(("have", "missing"), [("short", "long-term"), ("long", "short-term")])
def test_one_goal_is_asked_for_as_one(year: Program, have: str, missing: str) -> None:
    year("goal", "add", "2", "A goal", "--term", have, "--shared", "2026-10-01")
    planned(year, 2, "in-person", "2026-11-28")
    said = one(year, "remind", "Mentee 2")
    assert f"hear about your {missing} goal. If you have sent it already" in said
    assert "is a good time to talk about it." in said and "help choosing it, please" in said
    assert "them" not in said


@pytest.mark.parametrize(("day", "late"), [("2026-12-21", False), ("2026-12-27", False),
                                           ("2026-12-28", True)])  # fmt: skip
def test_nobody_is_asked_about_their_time_who_is_not_late(
    year: Program, day: str, late: bool
) -> None:
    """The contact of Dec 20 has seven days of grace: no screen called it late, and the letter did."""
    year.visit(1, "2026-11-20", "6")
    said = one(year, "remind", "Mentor 1", "--as-of", day)
    assert "Please call or write this week. A few minutes is enough." in said
    assert ("hard to find time right now" in said) == late == ("taking a break is fine" in said)
    assert ("Can I help with anything?" in said) != late


def test_a_planned_call_is_named_where_they_met_elsewhere(year: Program) -> None:
    year("log-meeting", "2", "--method", "in-person", "--at", "elsewhere", "--hours", "2",
         "--on", "2026-11-10")  # fmt: skip
    planned(year, 2, "phone", "2026-12-20")
    assert (
        "You met Mentee 2 on Nov 10. I have your call of Dec 20 in my notes. The program"
        in asked(one(year, "remind", "Mentor 2"))
    )


def test_a_visit_of_the_same_day_is_named_with_the_goals(year: Program) -> None:
    planned(year, 1, "in-person", "2026-12-01")
    year("letters", "intro", "--sent")
    said = one(year, "remind", "Mentee 1", "--as-of", "2026-12-01")
    assert "Please send me two this week: one" in said
    assert "Your visit of Dec 1 with Mentor 1 is a good time to talk about them." in said
