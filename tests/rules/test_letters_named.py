"""What is due and not written is named with its reason: no letter is held back in silence."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from tests.rules.test_letters import END, MATCHED, PEOPLE, _due, _in_touch
from wvls_mentor.rules.letter_values import Answer, DueLetters, Recipient
from wvls_mentor.rules.terms import PairFacts


def _pair(contact: bool, ended: date | None, **more: Any) -> PairFacts:
    if contact:
        return _in_touch(date(2026, 3, 1), ended_on=ended, **more)
    return factories.facts(MATCHED, ended_on=ended, **more)


def _closings(found: DueLetters) -> list[int]:
    written = [x.person_id for x in found.letters if x.kind == "closing"]
    return sorted(written + [x.person_id for x in found.not_written if x.kind == "closing"])


@pytest.mark.parametrize("contact", [True, False])
@pytest.mark.parametrize("ended", [None, date(2026, 6, 1)])
@pytest.mark.parametrize("evaluated", [True, False])
@pytest.mark.parametrize("waiting", [frozenset[int](), frozenset({2})])
@pytest.mark.parametrize("days", [0, 1, 29, 30, 59, 60, 119, 120, 121, 364, 365])
def test_each_closing_letter_is_written_or_named_for_a_year(
    contact: bool, ended: date | None, evaluated: bool, waiting: frozenset[int], days: int
) -> None:
    """Of a pair that stopped it was lost in silence, and of one that ended until a month later."""
    over = ended or END
    on = over if evaluated else None
    facts = _pair(contact, ended, evaluated_mentor=on, evaluated_mentee=on)
    found = _due(over + timedelta(days=days), facts, waiting=waiting)
    both = _closings(found)
    assert both == sorted(set(both)), "each once"
    if evaluated or days >= 30 or (contact and ended is None):
        assert both == [1, 2], found
    assert _closings(_due(over + timedelta(days=366), facts)) == []


def test_a_closing_says_until_when_it_waits_for_the_evaluations() -> None:
    day = END + timedelta(days=10)
    (why,) = {x.reason for x in _due(day, _in_touch(day)).not_written if x.kind == "closing"}
    assert why == "it comes when both evaluations are in, or on Feb 14"


def test_what_a_reminder_has_no_room_for_is_named() -> None:
    day = date(2026, 4, 1)
    facts = [factories.facts(MATCHED, pair_id=n, mentee_id=10 + n) for n in (1, 2)]
    people = PEOPLE | {n: Recipient(n, f"Mentee {n}", f"e{n}@example.org") for n in (11, 12)}
    found = _due(day, facts, people=people)
    (letter,) = [x for x in found.letters if x.person_id == 1]
    left = [x for x in found.not_written if x.person_id == 1]
    assert len(letter.items) == 3 and len(left) == 1
    assert left[0].pair_id == 2
    assert left[0].reason == "a letter asks for 3 things at most; a contact next time"


def test_a_letter_about_two_pairs_that_is_not_written_names_both() -> None:
    day = date(2026, 1, 20)
    facts = [
        factories.facts(MATCHED, pair_id=n, mentee_id=10 + n) for n in (1, 2)
    ]  # fmt: skip
    people = {n: Recipient(n, f"Person {n}", f"p{n}@example.org") for n in (11, 12)}
    people[1] = Recipient(1, "Mentor One", "m@example.org", "no letters: phone calls only")
    found = _due(day, facts, people=people)
    assert [(x.kind, x.pair_id) for x in found.not_written if x.person_id == 1] == [
        ("intro", 1), ("intro", 2),
    ]  # fmt: skip


def test_after_a_no_a_closing_is_named_as_long_as_it_could_still_be_written() -> None:
    facts = _pair(True, date(2026, 6, 1))
    no = [Answer(1, "write", date(2026, 6, 1), False)]
    for days, named in ((30, [1, 2]), (120, [1, 2]), (121, [])):
        day = date(2026, 6, 1) + timedelta(days=days)
        assert _closings(_due(day, facts, answers=no)) == named


@pytest.mark.parametrize(("days", "written"), [(31, True), (120, True), (121, False), (300, False)])
def test_who_was_never_asked_for_the_evaluation_is_not_reminded_of_it(
    days: int, written: bool
) -> None:
    """Months after the end a letter "would still like to know" what it had never asked."""
    day = END + timedelta(days=days)
    found = _due(day, _in_touch(MATCHED, evaluated_mentor=END))
    assert [x.person_id for x in found.letters if x.kind == "remind"] == []
    assert [x.person_id for x in found.letters if x.kind == "evaluate"] == [2] * written
    named = [x for x in found.not_written if x.kind == "remind"]
    assert [x.person_id for x in named] == [2] * (not written)
    assert all(
        "call, or write yourself. To stop expecting it: wvls excuse 1 evaluation --for-good"
        in x.reason
        for x in named
    )
