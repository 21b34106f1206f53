"""What the program lacks for those who wait, on either side of each boundary (C1, C2)."""

from datetime import date, timedelta

import pytest

from tests.factories import DAY
from wvls_mentor.rules.matching import propose
from wvls_mentor.rules.matching_facts import MatchingSituation, MenteeFacts, MentorFacts
from wvls_mentor.rules.missing import Missing
from wvls_mentor.rules.policy import Policy


def _mentor(number: int, since: date = date(2010, 1, 1), **more: object) -> MentorFacts:
    facts: dict[str, object] = {"expertise": frozenset({"budget"})} | more
    return MentorFacts(
        id=number, name=f"Mentor {number}", email=f"mentor{number}@example.org", since=since,
        **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def _mentee(number: int, since: date = DAY, **more: object) -> MenteeFacts:
    return MenteeFacts(
        id=100 + number, name=f"Mentee {number}", email=f"mentee{number}@example.org", since=since,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _missing(mentors: list[MentorFacts], mentees: list[MenteeFacts], **more: object) -> Missing:
    now = MatchingSituation(
        day=DAY, policy=Policy(), mentors=tuple(mentors), mentees=tuple(mentees),
        **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return propose(now).missing


def test_a_need_that_nobody_free_covers_is_named_once_with_all_who_have_it() -> None:
    mentees = [
        _mentee(1, needs=(("grants", "low"), ("budget", "high"))),
        _mentee(2, needs=(("grants", "high"), ("ils", "high"))),
        _mentee(3, needs=(("ils", "high"),), status="matched"),
    ]
    full = _mentor(2, expertise=frozenset({"ils"}), active_pairs=1)
    found = _missing([_mentor(1), full], mentees)
    assert [(n.topic, [m.name for m in n.mentees]) for n in found.needs] == [
        ("grants", ["Mentee 1", "Mentee 2"]),
        ("ils", ["Mentee 2"]),
    ]
    assert not _missing([_mentor(1)], [_mentee(1, needs=(("budget", "high"),))]).needs


@pytest.mark.parametrize(
    ("since", "again", "named"),
    [(date(2024, 11, 23), False, True), (date(2024, 11, 22), False, False),
     (date(2024, 11, 22), True, True)],
)  # fmt: skip
def test_no_mentor_is_looked_for_for_somebody_who_may_be_matched_no_more(
    since: date, again: bool, named: bool
) -> None:
    mentee = _mentee(1, since, needs=(("grants", "high"),), ended_early=again)
    assert bool(_missing([_mentor(1)], [mentee]).needs) is named


def test_who_has_one_possible_mentor_and_no_other_is_named() -> None:
    mentors = [_mentor(1), _mentor(2)]
    assert _missing(mentors, [_mentee(1)]).only == ()
    apart = frozenset({(101, 2)})
    (only,) = _missing(mentors, [_mentee(1), _mentee(2)], apart=apart).only
    assert (only.mentee.id, only.mentor.id) == (101, 1)
    assert _missing(mentors, [_mentee(1)], apart=apart | {(101, 1)}).only == (), "none is not one"
    assert _missing(mentors, [_mentee(1, status="matched")], apart=apart).only == ()


@pytest.mark.parametrize(("days", "named"), [(0, False), (1, True), (90, True), (91, False)])
def test_who_becomes_eligible_within_90_days(days: int, named: bool) -> None:
    on = DAY + timedelta(days=days)
    since = on.replace(year=on.year - 2)
    found = _missing([_mentor(1, since)], []).soon
    assert [(t.person.name, t.change, t.on) for t in found] == (
        [("Mentor 1", "eligible", on)] if named else []
    )
    assert not _missing([_mentor(1, since, paused=True)], []).soon
    assert not _missing([_mentor(1, since, capacity=0)], []).soon


@pytest.mark.parametrize(("days", "named"), [(0, False), (1, True), (90, True), (91, False)])
def test_who_becomes_too_experienced_within_90_days(days: int, named: bool) -> None:
    on = DAY + timedelta(days=days)
    last = on - timedelta(days=1)
    since = last.replace(year=last.year - 2)
    found = _missing([], [_mentee(1, since)]).soon
    assert [(t.person.name, t.change, t.on) for t in found] == (
        [("Mentee 1", "too-experienced", on)] if named else []
    )
    assert not _missing([], [_mentee(1, since, ended_early=True)]).soon
    assert not _missing([], [_mentee(1, since, status="withdrawn")]).soon


def test_what_comes_first_is_first() -> None:
    later, sooner = date(2025, 1, 20), date(2024, 12, 1)
    found = _missing([_mentor(1, later)], [_mentee(1, sooner), _mentee(2, later)]).soon
    assert [t.person.name for t in found] == ["Mentee 1", "Mentor 1", "Mentee 2"]
