"""The note of a deadline is written from its fields: whoever needs the data asks the fields."""

from datetime import date
from typing import Any

import pytest

from tests.factories import facts
from wvls_mentor.rules import deadlines
from wvls_mentor.rules.deadline_kinds import KINDS
from wvls_mentor.rules.deadlines import Obligation
from wvls_mentor.rules.terms import Planned

M = date(2026, 1, 15)
FEB, END = date(2026, 2, 1), date(2027, 1, 15)
VISIT = Planned(7, FEB, "in-person", "mentor-library")
CALL = Planned(8, FEB, "video", None)


def _one(kind: str, day: date, **more: Any) -> Obligation:
    return next(o for o in deadlines.obligations(facts(M, **more), day) if o.kind == kind)


@pytest.mark.parametrize(
    ("kind", "day", "more", "note"),
    [
        ("first-visit", M, {}, "no first visit at either library on record"),
        (
            "first-visit", M, {"met_elsewhere": M, "planned": (VISIT,)},
            "no visit at either library yet; met elsewhere on 2026-01-15; planned for 2026-02-01",
        ),
        ("first-visit", FEB, {"first_visit": M, "planned": (VISIT,)}, "visited on 2026-01-15"),
        ("goals", M, {"goals_short": M, "goals_long": M}, "goals shared"),
        ("contact", FEB, {"last_contact": M}, "no contact on record since 2026-01-15"),
        ("check-in", FEB, {}, "no check-in on record since the match"),
        ("term-end", FEB, {}, "extend it, or let it end?"),
        ("term-end", FEB, {"let_end": END}, "you let it end"),
        ("evaluation", date(2027, 1, 14), {}, "the mentor's evaluation (their term ends 2027-01-15)"),
        ("evaluation", END, {}, "the mentor's evaluation (their term ended 2027-01-15)"),
        ("confirm-meeting", FEB, {"planned": (VISIT,)}, "visit planned for 2026-02-01: meeting 7"),
        (
            "confirm-meeting", date(2026, 2, 2), {"planned": (CALL,)},
            "did the video meeting of 2026-02-01 happen? meeting 8: confirm or cancel",
        ),
    ],
)  # fmt: skip
def test_each_note_is_written_from_the_fields(
    kind: str, day: date, more: dict[str, Any], note: str
) -> None:
    assert _one(kind, day, **more).note == note


def test_every_kind_has_a_note() -> None:
    day = date(2026, 12, 20)  # near the end everything is owed at once
    found = deadlines.obligations(facts(M, last_contact=FEB, planned=(CALL,)), day)
    assert {o.kind for o in found} == {k.name for k in KINDS}
    assert all(o.note for o in found)


def test_what_the_readers_ask_for_stands_in_fields() -> None:
    assert _one("goals", M, goals_short=M).missing == ("long-term",)
    assert _one("term-end", M, let_end=END).settled and not _one("term-end", M).settled
    assert _one("confirm-meeting", M, planned=(VISIT,)).is_visit
    assert not _one("confirm-meeting", M, planned=(CALL,)).is_visit
