from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import facts
from wvls_mentor.rules import deadlines, terms
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.terms import Excuse, PairFacts, Planned

M = date(2026, 1, 15)
QUIET = {
    "first_visit": M,
    "last_contact": M,
    "goals_short": M,
    "goals_long": M,
    "last_check_in": M,
}


def _late(found: PairFacts, day: date, kind: str) -> list[int]:
    return [o.days_late(day) for o in deadlines.overdue([found], day, kind)]


@pytest.mark.parametrize(("days", "late"), [(29, []), (30, []), (31, [1])])
@pytest.mark.parametrize("kind", ["first-visit", "goals"])
def test_c5_c8_on_the_thirtieth_day_nothing_is_late(kind: str, days: int, late: list[int]) -> None:
    assert _late(facts(M), M + timedelta(days=days), kind) == late


@pytest.mark.parametrize(("days", "late"), [(6, []), (7, []), (8, [8])])
def test_c6_a_contact_is_late_after_its_grace_counted_from_its_due_day(
    days: int, late: list[int]
) -> None:
    assert _late(facts(M), date(2026, 2, 15) + timedelta(days=days), "contact") == late


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
    ],
)
def test_c6_a_month_from_the_31st_is_clipped(last: date, due: date) -> None:
    found = facts(last - timedelta(days=5), last_contact=last)
    contact = next(o for o in deadlines.obligations(found, last) if o.kind == "contact")
    assert contact.due == due


def test_c6_an_attempt_renews_nothing_but_is_told() -> None:
    found = facts(M, last_attempt=date(2026, 2, 1))
    contact = next(o for o in deadlines.obligations(found, M) if o.kind == "contact")
    assert contact.due == date(2026, 2, 15)
    assert contact.note == "no contact on record since the match; tried 2026-02-01"


@pytest.mark.parametrize(("last", "items"), [((2026, 12, 15), 1), ((2026, 12, 16), 0)])
def test_c6_none_is_due_after_the_conclusion(last: tuple[int, int, int], items: int) -> None:
    found = facts(M, last_contact=date(*last))
    kinds = [o.kind for o in deadlines.obligations(found, date(2026, 12, 20))]
    assert kinds.count("contact") == items


def test_c8_the_note_says_which_goal_is_missing() -> None:
    for more, missing in (
        ({"goals_short": M}, "no long-term goal shared"),
        ({"goals_long": M}, "no short-term goal shared"),
        ({}, "no short-term or long-term goal shared"),
    ):
        goals = next(o for o in deadlines.obligations(facts(M, **more), M) if o.kind == "goals")
        assert goals.note == missing and goals.met_on is None


@pytest.mark.parametrize(("day", "late"), [((2026, 4, 15), []), ((2026, 4, 16), [1])])
def test_c9_a_check_in_every_three_months(day: tuple[int, int, int], late: list[int]) -> None:
    assert _late(facts(M), date(*day), "check-in") == late
    assert _late(facts(M, policy=Policy(check_in_months=0)), date(*day), "check-in") == []


@pytest.mark.parametrize(
    ("day", "open_items"),
    [(date(2026, 12, 15), 0), (date(2026, 12, 16), 2), (date(2027, 2, 14), 2)],
)
def test_c10_evaluations_open_thirty_days_before_the_conclusion(day: date, open_items: int) -> None:
    found = [o for o in deadlines.obligations(facts(M), day) if o.kind == "evaluation"]
    assert [o.who for o in found] == ["mentor", "mentee"][:open_items]


@pytest.mark.parametrize(("on", "met"), [(date(2027, 6, 14), None), (date(2027, 6, 15), True)])
def test_c10_an_evaluation_from_before_an_extension_meets_nothing(
    on: date, met: bool | None
) -> None:
    found = facts(M, extended_to=date(2027, 7, 15), evaluated_mentor=on)
    items = [o for o in deadlines.obligations(found, date(2027, 7, 1)) if o.kind == "evaluation"]
    assert [o.met_on for o in items] == [on if met else None, None]


@pytest.mark.parametrize(("days", "late"), [(30, []), (31, [1, 1])])
def test_c10_evaluations_are_late_thirty_days_after(days: int, late: list[int]) -> None:
    assert _late(facts(M), date(2027, 1, 15) + timedelta(days=days), "evaluation") == late


def test_c4_the_end_of_a_term_is_announced_and_never_overdue() -> None:
    found = facts(M, **QUIET)
    day = date(2027, 1, 14)
    assert "term-end" in [o.kind for o in deadlines.upcoming([found], day, 1)]
    assert "term-end" not in [o.kind for o in deadlines.upcoming([found], date(2027, 1, 15), 99)]
    assert not [o for d in range(900) for o in deadlines.overdue([found], M + timedelta(d))
                if o.kind == "term-end"]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2027, 1, 14), "active"), (date(2027, 1, 15), "concluded")],
)
def test_c4_a_pair_concludes_by_its_dates_alone(day: date, state: str) -> None:
    assert terms.state(facts(M), day) == state
    extended = facts(M, extended_to=date(2027, 7, 15))
    assert terms.state(extended, day) == "active"


@pytest.mark.parametrize(
    ("ended", "state"),
    [(date(2027, 1, 14), "ended-early"), (date(2027, 1, 15), "concluded")],
)
def test_c10_an_end_before_the_first_year_is_early(ended: date, state: str) -> None:
    found = facts(M, ended_on=ended, extended_to=date(2027, 7, 15))
    assert terms.state(found, date(2027, 3, 1)) == state


def test_once_concluded_only_evaluations_and_planned_meetings_remain() -> None:
    plan = Planned(9, date(2026, 3, 1), "phone", None)
    found = facts(M, ended_on=date(2026, 4, 1), planned=(plan,))
    kinds = [o.kind for o in deadlines.obligations(found, date(2027, 6, 1))]
    assert kinds == ["evaluation", "evaluation", "confirm-meeting"]


@pytest.mark.parametrize(("days", "late"), [(-1, []), (0, []), (1, [1])])
def test_a_planned_meeting_is_to_be_confirmed_once_its_day_has_passed(
    days: int, late: list[int]
) -> None:
    on = date(2026, 2, 1)
    found = facts(M, planned=(Planned(9, on, "phone", None),), first_visit=M)
    assert _late(found, on + timedelta(days=days), "confirm-meeting") == late
    item = deadlines.obligations(found, on)[-1]
    assert (item.clause, item.meeting_id, item.who) == ("C6", 9, "coordinator")


@pytest.mark.parametrize(
    ("met_by", "day", "late"),
    [
        ("held", date(2026, 2, 20), [6]),
        ("scheduled", date(2026, 2, 20), []),
        ("scheduled", date(2026, 3, 1), []),
        ("scheduled", date(2026, 3, 2), [16]),
    ],
)
def test_c5_scheduled_keeps_the_first_visit_from_being_late(
    met_by: str, day: date, late: list[int]
) -> None:
    plan = Planned(9, date(2026, 3, 1), "in-person", "mentee-library")
    found = facts(M, planned=(plan,), policy=Policy(first_visit_met_by=met_by))
    assert _late(found, day, "first-visit") == late


@pytest.mark.parametrize(
    ("day", "late"),
    [((2026, 1, 31), []), ((2026, 3, 10), []), ((2026, 3, 24), []), ((2026, 3, 25), [1])],
)
def test_an_excuse_holds_until_its_day_and_gives_14_days_after(
    day: tuple[int, int, int], late: list[int]
) -> None:
    excuse = Excuse("goals", date(2026, 2, 1), date(2026, 3, 10), "leave")
    found = facts(M, excuses=(excuse,))
    assert _late(found, date(*day), "goals") == late


def _due(found: PairFacts, day: date, kind: str) -> list[date]:
    return [o.due for o in deadlines.obligations(found, day) if o.kind == kind]


def _away(kind: str, since: date, until: date | None) -> Excuse:
    return Excuse(kind, since, until, "leave")


@pytest.mark.parametrize(
    ("kind", "until", "due"),
    [
        ("first-visit", date(2026, 2, 13), date(2026, 2, 14)),  # due later: it keeps its day
        ("first-visit", date(2026, 2, 14), date(2026, 2, 28)),
        ("goals", date(2026, 2, 13), date(2026, 2, 14)),
        ("goals", date(2026, 2, 14), date(2026, 2, 28)),
        ("contact", date(2026, 2, 14), date(2026, 2, 15)),
        ("contact", date(2026, 2, 15), date(2026, 3, 15)),
        ("contact", date(2026, 5, 31), date(2026, 6, 30)),
        ("check-in", date(2026, 4, 14), date(2026, 4, 15)),
        ("check-in", date(2026, 4, 15), date(2026, 7, 15)),
        ("first-visit", None, date(2026, 2, 14)),
    ],
)
@pytest.mark.parametrize("day", [date(2026, 2, 2), date(2026, 8, 1)])
def test_after_a_leave_the_clock_starts_again(
    kind: str, until: date | None, due: date, day: date
) -> None:
    found = facts(M, excuses=(_away(kind, date(2026, 2, 1), until),))
    assert _due(found, day, kind) == [due]
    assert _due(facts(M, excuses=(_away("other", M, None),)), day, kind) == _due(
        facts(M), day, kind
    )


def test_after_a_leave_an_evaluation_has_14_days() -> None:
    until = date(2027, 2, 20)
    found = facts(M, excuses=(_away("evaluation", date(2027, 1, 20), until),))
    assert _due(found, date(2027, 3, 1), "evaluation") == [date(2027, 3, 6)] * 2


def test_after_a_leave_a_contact_is_late_once_its_grace_is_over() -> None:
    found = facts(M, excuses=(_away("contact", date(2026, 2, 1), date(2026, 5, 31)),))
    assert _late(found, date(2026, 7, 7), "contact") == []
    assert _late(found, date(2026, 7, 8), "contact") == [8]


@pytest.mark.parametrize(
    ("since", "due"),
    [(date(2026, 2, 20), date(2026, 3, 15)), (date(2026, 2, 21), date(2026, 2, 14))],
)
def test_what_was_met_before_a_leave_keeps_its_day(since: date, due: date) -> None:
    found = facts(M, first_visit=date(2026, 2, 20), excuses=(_away("first-visit", since, date(2026, 3, 1)),))  # fmt: skip
    assert _due(found, date(2026, 4, 1), "first-visit") == [due]


def test_of_several_leaves_the_latest_end_counts() -> None:
    leaves = (
        _away("goals", date(2026, 2, 1), date(2026, 4, 1)),
        _away("goals", date(2026, 2, 10), date(2026, 3, 1)),
    )
    assert _due(facts(M, excuses=leaves), date(2026, 4, 2), "goals") == [date(2026, 4, 15)]
    assert _due(facts(M, excuses=leaves[::-1]), date(2026, 4, 2), "goals") == [date(2026, 4, 15)]


def test_a_leave_to_come_moves_nothing_yet() -> None:
    found = facts(M, excuses=(_away("contact", date(2026, 3, 1), date(2026, 5, 31)),))
    assert _due(found, date(2026, 2, 28), "contact") == [date(2026, 2, 15)]
    assert _due(found, date(2026, 3, 1), "contact") == [date(2026, 6, 30)]


def test_no_contact_is_due_after_the_conclusion_because_of_a_leave() -> None:
    found = facts(M, last_contact=date(2026, 11, 1),
                  excuses=(_away("contact", date(2026, 12, 1), date(2026, 12, 16)),))  # fmt: skip
    assert _due(found, date(2026, 12, 20), "contact") == []


def test_while_excused_for_good_nothing_is_next() -> None:
    for until, due in ((None, None), (date(2026, 5, 31), date(2026, 6, 30))):
        found = facts(M, excuses=(_away("contact", date(2026, 2, 1), until),))
        day = date(2026, 3, 1)
        items = deadlines.obligations(found, day)
        assert deadlines.next_due(found, items, day, "contact") == due
        assert [o.excused for o in items if o.kind == "contact"] == [True]


def test_before_its_match_a_pair_owes_nothing() -> None:
    assert deadlines.obligations(facts(M), M - timedelta(days=1)) == ()


def test_upcoming_includes_the_last_day_and_a_contact_within_its_grace() -> None:
    found = facts(M, **QUIET)
    assert [o.kind for o in deadlines.upcoming([found], M, 31)] == ["contact"]
    assert deadlines.upcoming([found], M, 30) == []
    near = deadlines.upcoming([found], date(2026, 2, 20), 0)
    assert [(o.kind, o.days_left(date(2026, 2, 20))) for o in near] == [("contact", -5)]


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
maybe = st.none() | days


@given(
    days, days, maybe, maybe, maybe, maybe, maybe, maybe,
)  # fmt: skip
def test_overdue_is_the_clauses_said_again(
    matched: date,
    day: date,
    visit: date | None,
    contact: date | None,
    short: date | None,
    long: date | None,
    call: date | None,
    ended: date | None,
) -> None:
    def happened(on: date | None) -> date | None:
        return on if on is not None and matched <= on <= day else None

    found = facts(
        matched,
        first_visit=happened(visit),
        last_contact=happened(contact),
        goals_short=happened(short),
        goals_long=happened(long),
        last_check_in=happened(call),
        ended_on=happened(ended),
    )
    end = happened(ended) or matched + relativedelta(months=12)
    expected = set()
    if matched <= day < end:
        if not happened(visit) and (day - matched).days > 30:
            expected.add(("first-visit", (day - matched).days - 30))
        if not (happened(short) and happened(long)) and (day - matched).days > 30:
            expected.add(("goals", (day - matched).days - 30))
        due = (happened(contact) or matched) + relativedelta(months=1)
        if due <= end and (day - due).days > 7:
            expected.add(("contact", (day - due).days))
        due = (happened(call) or matched) + relativedelta(months=3)
        if due <= end and day > due:
            expected.add(("check-in", (day - due).days))
    if matched <= day and (day - end).days > 30:
        expected.add(("evaluation", (day - end).days - 30))
    got = deadlines.overdue([found], day)
    assert {(o.kind, o.days_late(day)) for o in got} == expected
    assert [o.days_late(day) for o in got] == sorted((o.days_late(day) for o in got), reverse=True)
