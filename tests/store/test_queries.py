"""One query for a report, however many pairs there are."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program
from wvls_mentor.services import deadlines, setup, stipends
from wvls_mentor.store.engine import writing
from wvls_mentor.store.models import Meeting, Mentee, Mentor, Pair, Person

DAY = date(2026, 11, 23)


def fill(path: Path, pairs: int, meetings: int = 3) -> Path:
    """A database with *pairs* pairs of *meetings* meetings each."""
    setup.begin(path)
    with writing(path) as session:
        for n in range(pairs):
            one, two = 2 * n + 1, 2 * n + 2
            session.add(Person(id=one, name=f"Mentor {n}", email=f"m{n}@example.org"))
            session.add(Person(id=two, name=f"Mentee {n}", email=f"n{n}@example.org"))
            session.flush()
            session.add(Mentor(person_id=one, experience_since=date(2010, 1, 1)))
            session.add(Mentee(person_id=two, administrator_since=date(2026, 1, 1)))
            session.flush()
            session.add(
                Pair(id=n + 1, mentor_id=one, mentee_id=two, matched_on=DAY - timedelta(120))
            )
            session.flush()
            session.add_all(
                Meeting(pair_id=n + 1, day=DAY - timedelta(110 - 9 * m), state="held",
                        method="in-person", place="elsewhere", minutes=300 + 60 * m)
                for m in range(meetings)
            )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one pair, for tests that write nothing into it."""
    return fill(tmp_path_factory.mktemp("one") / "1.db", 1)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two hundred pairs, for tests that write nothing into it."""
    return fill(tmp_path_factory.mktemp("many") / "200.db", 200)


@pytest.mark.parametrize(
    "report",
    [
        lambda db: deadlines.overdue(db, DAY),
        lambda db: deadlines.upcoming(db, DAY, days=60),
        lambda db: deadlines.status(db, DAY),
        lambda db: stipends.report(db, DAY),
    ],
    ids=["overdue", "upcoming", "status", "stipends"],
)
def test_the_statements_of_a_report_do_not_grow_with_the_pairs(
    one: Path,
    many: Path,
    statements: Callable[[Callable[[], Any]], int],
    report: Callable[[Path], Any],
) -> None:
    few = statements(lambda: report(one))
    assert few == statements(lambda: report(many))
    assert few <= 15  # two of them look which file it is


def test_overdue_asks_for_its_pairs_once(
    tmp_path: Path, statements: Callable[[Callable[[], Any]], int]
) -> None:
    db = fill(tmp_path / "a.db", 5)
    # ours, of which version, begin, settings, rates, the pairs, phone numbers, reminders
    assert statements(lambda: deadlines.overdue(db, DAY)) == 8


def test_log_meeting_asks_the_database_at_most_40_times(
    paired: Program, statements: Callable[[Callable[[], Any]], int]
) -> None:
    words = "1 --method in-person --at mentee-library --hours 6 --miles 80 --on 2026-08-20"
    asked = statements(
        lambda: paired("log-meeting", *words.split(), "--topic", "budget", "-f", "json").json
    )
    assert asked <= 40
    assert paired("history", "-f", "json").json["entries"][0]["rows"] == 3


def test_two_hundred_pairs_on_every_screen(many: Path) -> None:
    program = Program(many)
    for words in (
        ["overdue"],
        ["upcoming", "--days", "400"],
        ["status"],
        ["stipends"],
        ["mentor", "list"],
    ):
        short = program(*words).out
        assert len(short.splitlines()) < 200 and re.search(
            "and [0-9,]+ (mentors )?more: --all", short
        ), words
        whole = program(*words, "--all").out
        assert "Mentor 199" in whole
    assert (
        len(program("overdue", "-f", "json").json["items"]) == 800
    )  # first visit, goals, contact, check-in
