"""Over a year and a half of Mondays: who is thanked, how often, and on which days."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import factories
from wvls_mentor.rules.letter_values import Answer, Letter, LetterSituation, Mark, Recipient
from wvls_mentor.rules.letters import due
from wvls_mentor.rules.terms import PairFacts

MATCHED = (date(2026, 1, 15), date(2026, 3, 2))
ENDS = (date(2027, 1, 15), date(2027, 3, 2))
MENTOR = 1
PEOPLE = {n: Recipient(n, f"Person {n}", f"p{n}@example.org") for n in (MENTOR, 2, 3)}
SENDS: dict[str, Callable[[Letter], bool]] = {
    "everything": lambda x: True,
    "no reminders": lambda x: x.kind != "remind",
    "no requests": lambda x: x.kind != "evaluate",
    "thanks only": lambda x: x.kind == "closing",
}
# How many days after the end each evaluation comes in: the mentor's and the mentee's.
Days = tuple[int | None, int | None]
ANSWERS: dict[str, Days] = {
    "both": (5, 20),
    "one": (None, 20),
    "late": (70, 100),
    "none": (None, None),
    "on the last day for thanks": (119, 120),
}


def _pair(number: int, day: date, answers: Days) -> PairFacts:
    matched, end = MATCHED[number - 1], ENDS[number - 1]
    known: dict[str, Any] = {"first_visit": matched, "goals_short": matched, "goals_long": matched}
    for partner, after in zip(("mentor", "mentee"), answers, strict=True):
        on = None if after is None else end + timedelta(days=after)
        known[f"evaluated_{partner}"] = on if on is not None and on <= day else None
    return factories.facts(
        matched, pair_id=number, mentee_id=number + 1, last_contact=min(day, end), **known
    )


def _sent(answers: tuple[Days, Days], sends: Callable[[Letter], bool]) -> list[tuple[date, Letter]]:
    """The letters that went out, each with its day, to a coordinator who lets both pairs end."""
    said = [Answer(number, "let-end", end, True) for number, end in enumerate(ENDS, 1)]
    marks: list[Mark] = []
    sent: list[tuple[date, Letter]] = []
    for week in range(80):
        day = date(2026, 12, 7) + timedelta(weeks=week)
        facts = [_pair(number, day, answers[number - 1]) for number in (1, 2)]
        now = LetterSituation(
            day=day, facts=facts, people=PEOPLE, marks=list(marks), answers=said, payments=[],
            again_days=14,
        )  # fmt: skip
        for letter in filter(sends, due(now).letters):
            sent.append((day, letter))
            marks += [
                Mark(letter.person_id, letter.kind, pair, what, due_day, "", day)
                for pair, what, due_day in letter.marks
            ]
    return sent


@pytest.mark.parametrize("answers", ANSWERS)
@pytest.mark.parametrize("sends", SENDS)
def test_everybody_is_thanked_once_for_each_pair_whatever_is_sent(sends: str, answers: str) -> None:
    """Whoever asked for evaluations in another way could never send the thanks: they waited."""
    sent = _sent((ANSWERS[answers],) * 2, SENDS[sends])
    assert _thanked_once(sent) <= (100 if sends == "everything" else 130)


def _thanked_once(sent: list[tuple[date, Letter]]) -> int:
    """The days after an end on which the last thanks went out, one to each partner of each pair."""
    thanks = [
        (pair, x.person_id, day) for day, x in sent if x.kind == "closing" for pair in x.pair_ids
    ]
    assert Counter((pair, who) for pair, who, _ in thanks) == {
        (1, MENTOR): 1, (1, 2): 1, (2, MENTOR): 1, (2, 3): 1,
    }  # fmt: skip
    asked = {(day, x.person_id) for day, x in sent if x.kind in ("remind", "evaluate")}
    assert not asked & {(day, who) for _, who, day in thanks}
    return max((day - ENDS[pair - 1]).days for pair, _, day in thanks)


_DAYS = st.none() | st.integers(-25, 170)


@settings(max_examples=20, deadline=None)
@given(
    answers=st.tuples(st.tuples(_DAYS, _DAYS), st.tuples(_DAYS, _DAYS)),
    marked=st.lists(st.booleans(), min_size=1, max_size=12),
)
def test_everybody_is_thanked_once_whichever_letters_are_marked_as_sent(
    answers: tuple[Days, Days], marked: list[bool]
) -> None:
    """In bounded time: a question of the 120th day has two reminders, each with days to answer."""
    turns = cycle(marked)
    assert _thanked_once(_sent(answers, lambda x: x.kind == "closing" or next(turns))) <= 222


@pytest.mark.parametrize("answers", ANSWERS)
def test_an_evaluation_is_asked_for_three_times_at_most(answers: str) -> None:
    sent = _sent((ANSWERS[answers],) * 2, SENDS["everything"])
    times = Counter(
        (o.pair_id, x.person_id) for _, x in sent for o in x.items if o.kind == "evaluation"
    )
    assert max(times.values()) <= 3
