from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import facts
from wvls_mentor.rules import deadlines
from wvls_mentor.rules.terms import Excuse, PairFacts
from wvls_mentor.rules.timeline import tell

M = date(2026, 1, 15)


def _how(found: PairFacts, day: date, kind: str, contacts: list[date] | None = None) -> list[str]:
    return [c.how for c in tell(found, day, contacts or [], []) if c.kind == kind]


@pytest.mark.parametrize(
    ("visited", "day", "how"),
    [
        (M + timedelta(30), M + timedelta(60), "on time"),
        (M + timedelta(31), M + timedelta(60), "1 day late"),
        (None, M + timedelta(30), "not due yet"),
        (None, M + timedelta(31), "overdue"),
        (None, date(2027, 1, 14), "overdue"),
        (None, date(2027, 1, 15), "never"),
    ],
)
def test_the_first_visit(visited: date | None, day: date, how: str) -> None:
    assert _how(facts(M, first_visit=visited), day, "first-visit") == [how]


def test_an_excused_visit_is_told_as_excused() -> None:
    found = facts(M, excuses=(Excuse("first-visit", M, None, "snowed out"),))
    assert _how(found, M + timedelta(60), "first-visit") == ["excused"]


def test_after_a_leave_a_contact_is_told_by_its_new_day() -> None:
    away = Excuse("contact", date(2026, 2, 1), date(2026, 5, 31), "leave")
    contacts = [date(2026, 4, 2), date(2026, 7, 1), date(2026, 8, 10)]
    found = facts(M, last_contact=contacts[-1], excuses=(away,))
    told = [c for c in tell(found, date(2026, 8, 11), contacts, []) if c.kind == "contact"]
    assert [(c.due, c.how) for c in told] == [
        (date(2026, 6, 30), "on time"), (date(2026, 6, 30), "on time"),
        (date(2026, 8, 1), "9 days late"), (date(2026, 9, 10), "not due yet"),
    ]  # fmt: skip


def test_what_is_excused_for_good_is_told_as_excused_after_the_conclusion_too() -> None:
    found = facts(M, excuses=(Excuse("contact", M, None, "abroad"),))
    for day in (date(2026, 6, 1), date(2027, 2, 1)):
        assert _how(found, day, "contact") == ["excused"]


def test_every_gap_between_contacts_is_told() -> None:
    contacts = [date(2026, 2, 15), date(2026, 3, 22), date(2026, 4, 30)]
    found = facts(M, last_contact=contacts[-1])
    assert _how(found, date(2026, 5, 31), "contact", contacts) == [
        "on time", "on time", "8 days late", "not due yet",
    ]  # fmt: skip
    assert _how(found, date(2026, 6, 6), "contact", contacts)[-1] == "not due yet"
    assert _how(found, date(2026, 6, 7), "contact", contacts)[-1] == "overdue"


def test_after_the_conclusion_an_open_contact_never_came() -> None:
    found = facts(M, last_contact=date(2026, 12, 1))
    assert _how(found, date(2027, 2, 1), "contact", [date(2026, 12, 1)])[-1] == "never"
    found = facts(M, last_contact=date(2026, 12, 16))  # the next would be due after the end
    assert "never" not in _how(found, date(2027, 2, 1), "contact", [date(2026, 12, 16)])


def test_the_end_of_the_term() -> None:
    assert _how(facts(M), date(2027, 1, 14), "term-end") == ["not due yet"]
    assert _how(facts(M), date(2027, 1, 15), "term-end") == ["concluded"]
    assert _how(facts(M, ended_on=date(2026, 5, 1)), date(2027, 1, 15), "term-end") == []


days = st.dates(date(2026, 1, 1), date(2027, 6, 30))
some = st.lists(days, max_size=6)


leaves = st.builds(
    lambda kind, since, until: Excuse(
        kind, since, None if until is None else max(since, until), ""
    ),
    st.sampled_from(["first-visit", "goals", "contact", "check-in", "evaluation"]),
    days,
    st.none() | days,
)


@given(days, some, some, st.none() | days, st.none() | days, st.lists(leaves, max_size=3))
def test_the_story_and_overdue_never_differ(
    day: date,
    contacts: list[date],
    calls: list[date],
    visit: date | None,
    ended: date | None,
    excuses: list[Excuse],
) -> None:
    end = ended if ended is not None and M <= ended <= day else None
    last = end or date(2027, 1, 15)
    held = sorted(d for d in contacts if M <= d <= min(day, last))
    answered = sorted(d for d in calls if M <= d <= min(day, last))
    found = facts(
        M,
        first_visit=visit if visit is not None and M <= visit <= min(day, last) else None,
        last_contact=held[-1] if held else None,
        last_check_in=answered[-1] if answered else None,
        ended_on=end,
        excuses=tuple(e for e in excuses if e.since <= day),
    )
    late = {(o.kind, o.who, o.due, o.days_late(day)) for o in deadlines.overdue([found], day)}
    chapters = tell(found, day, held, answered)
    assert {(c.kind, c.who, c.due, c.days) for c in chapters if c.how == "overdue"} == late
    near = {(o.kind, o.who, o.due) for o in deadlines.upcoming([found], day, 10_000)}
    assert {(c.kind, c.who, c.due) for c in chapters if c.how == "not due yet"} == near
