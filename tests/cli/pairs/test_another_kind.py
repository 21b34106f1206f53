"""A kind of deadline that is new gets through every screen and letter, in its own words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import Program, Recipe
from wvls_mentor.rules import deadlines
from wvls_mentor.rules.deadline_kinds import OF_NAME, DeadlineKind
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.terms import PairFacts

DUE, DAY, BEFORE = date(2026, 10, 1), "2026-11-23", "2026-09-28"
NAMES = {"mentor": "Mentor 1", "mentee": "Mentee 1", "pair": "both"}
OTHERS = ("visit", "goal", "contact", "check-in", "evaluation", "ended", "date;", "thoughts")


def _kept_up(program: Program) -> None:
    """A pair that owes nothing but what is new."""
    program.pair()
    assert program("policy", "set", "report_link", "", "--yes").code == 0
    program.visit(1, "2026-06-05")
    for term in ("short", "long"):
        done = program("goal", "add", "1", "A plan", "--term", term, "--shared", "2026-06-05")
        assert done.code == 0, done.err
    for day in ("2026-07-01", "2026-07-28", "2026-08-25", "2026-09-22", "2026-10-20", "2026-11-18"):
        assert program("log-meeting", "1", "--method", "phone", "--on", day).code == 0
    for day in ("2026-08-25", "2026-11-18"):
        assert program("check-in", "1", "--going", "well", "--on", day).code == 0


@pytest.fixture(params=["mentor", "mentee", "pair", "coordinator"])
def who(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def program(
    copy_of: Callable[[Recipe], Program], who: str, monkeypatch: pytest.MonkeyPatch
) -> Program:
    """One more kind in the table, with no more words than it needs, and one of it in every pair."""
    reminded = "" if who == "coordinator" else "the book review"
    kind = DeadlineKind(
        name="book-review",
        called="book review",
        reminded=reminded,
        report="book_review",
        closes=True,
        rule=("C6", "After {policy.contact_months} months it is due."),
    )
    before = deadlines._check_in

    def check_in(facts: PairFacts, day: date) -> Iterator[Obligation]:
        found = list(before(facts, day))
        yield from found
        one = found[0]._replace(kind=kind.name, who=who, clause="C6", last_on=None)
        yield one._replace(due=DUE, late_after=DUE)

    monkeypatch.setitem(OF_NAME, kind.name, kind)
    monkeypatch.setattr(deadlines, "_check_in", check_in)
    return copy_of(_kept_up)


def _words(program: Program, *command: str, on: str = DAY) -> str:
    return " ".join(program(*command, today=on).screen.split())


def _no_others(text: str) -> None:
    assert not [word for word in OTHERS if word in text.lower()], text


def test_the_screens_name_it(program: Program, who: str) -> None:
    late = program("overdue", "-f", "json", today=DAY).json["items"]
    assert [(x["kind"], x["note"]) for x in late] == [("book-review", "no book review on record")]
    coming = _words(program, "upcoming", on=BEFORE)
    story = program("status", "1", today=DAY).screen
    for text in (_words(program, "overdue"), coming, story):
        assert "book review" in text
    assert "log-meeting" not in _words(program, "overdue")
    (line,) = (x for x in story.splitlines() if "book review" in x and "late" in x)
    _no_others(line)
    assert "After 1 months it is due." in _words(program, "rules")


def test_its_reminder_asks_for_nothing_else(program: Program, who: str) -> None:
    """The mentor of a pair that goes on was told that the match has ended."""
    found = program("letters", "remind", "-f", "json", today=DAY).json["letters"]
    assert len(found) == {"pair": 2, "coordinator": 0}.get(who, 1)
    for letter in found:
        _no_others(letter["body"])
        asked = re.search(r"- The book review, for your (match|mentorship) with M", letter["body"])
        assert asked and "just tell me" in " ".join(letter["body"].split())
    why = _words(program, "letters").partition(" why ")[2].partition("Next")[0]
    assert "book review still open" in why or not found
    _no_others(why)


def test_a_successor_and_the_board_read_of_it(program: Program, who: str) -> None:
    page = _words(program, "handover")
    next_one = page.partition("Next: ")[2].partition(" - ")[0]
    assert next_one.startswith("book review, due since Oct 1")
    assert f"({NAMES[who]})" in next_one if who in NAMES else "(" not in next_one
    _no_others(next_one)
    report = program("report", today=DAY).screen
    assert re.search(r"Book review on time +none of 1", report)
    assert program("report", "-f", "json", today=DAY).json["in_time"]["book_review"] == [0, 1]


def test_the_calendar_has_its_day(program: Program, who: str) -> None:
    found = program("calendar", "-f", "json", today=BEFORE).json["events"]
    (event,) = (x for x in found if x["kind"] == "book-review")
    assert event["summary"].endswith("review: Mentor 1 and Mentee 1") and event["day"] == str(DUE)
    late = program("calendar", "-f", "json", today=DAY).json["events"]
    told = {x["kind"]: x["summary"] for x in late}
    own = told.get("book-review") == "Book review, due Oct 1: Mentor 1 and Mentee 1"
    assert own if who == "coordinator" else "late" in told


def test_words_that_a_kind_does_not_give_are_its_own() -> None:
    kind = DeadlineKind(name="book-review", reminded="the book review")
    told = (kind.called, kind.offered, kind.handed_over, kind.duty, kind.excused, kind.report_row)
    assert told == (*["book-review"] * 3, *["the book review"] * 2, "Book-review on time")
    assert replace(kind, event="Due").event == "Due"
