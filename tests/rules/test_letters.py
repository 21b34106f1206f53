"""When a letter is due to be written: below, at and above each boundary."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import factories
from wvls_mentor.rules.letter_values import Answer, DueLetters, LetterSituation, Mark, Recipient
from wvls_mentor.rules.letters import due
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.rules.terms import Excuse, PairFacts, Planned

MATCHED = date(2026, 1, 15)
END = date(2027, 1, 15)
_END_DUE = END + timedelta(days=30)  # of the evaluations
PEOPLE = {
    1: Recipient(1, "Mentor One", "m@example.org"),
    2: Recipient(2, "Mentee One", "e@example.org"),
}


def _due(day: date, facts: PairFacts | list[PairFacts] | None = None, **more: Any) -> DueLetters:
    if not isinstance(facts, list):
        facts = [facts or factories.facts(MATCHED)]
    known: dict[str, Any] = {
        "day": day, "facts": facts, "people": PEOPLE, "marks": [],
        "answers": [], "payments": [], "again_days": 14,
    }  # fmt: skip
    return due(LetterSituation(**(known | more)))


def _kinds(found: DueLetters) -> list[tuple[str, int]]:
    return [(x.kind, x.person_id) for x in found.letters]


def _items(found: DueLetters, person: int) -> list[str]:
    return [o.kind for x in found.letters if x.person_id == person for o in x.items]


def _in_touch(day: date, **more: Any) -> PairFacts:
    """A pair that owes nothing on *day*."""
    return factories.facts(
        MATCHED, first_visit=day, last_contact=day, goals_short=day, goals_long=day, **more
    )


def _sent(person: int, kind: str, on: date, **more: Any) -> Mark:
    known: dict[str, Any] = {"pair_id": 1, "obligation": "", "due": None, "reference": ""}
    return Mark(person_id=person, kind=kind, sent_on=on, **(known | more))


@pytest.mark.parametrize(("days", "written"), [(0, True), (30, True), (31, False)])
def test_an_intro_is_written_for_thirty_days_to_both(days: int, written: bool) -> None:
    day = MATCHED + timedelta(days=days)
    found = _kinds(_due(day, _in_touch(day)))
    assert found == ([("intro", 1), ("intro", 2)] if written else [])


def test_an_intro_is_written_once_to_each() -> None:
    marks = [_sent(1, "intro", MATCHED)]
    assert _kinds(_due(MATCHED, marks=marks)) == [("intro", 2)]
    assert _kinds(_due(MATCHED, marks=marks, again=True)) == [("intro", 1), ("intro", 2)]


@pytest.mark.parametrize(("before", "reminded"), [(8, False), (7, True), (0, True), (-1, True)])
def test_a_reminder_comes_seven_days_before(before: int, reminded: bool) -> None:
    """The first visit and the goals are due 30 days after the match."""
    day = MATCHED + timedelta(days=30 - before)
    marks = [_sent(person, "intro", MATCHED) for person in (1, 2)]
    found = _due(day, factories.facts(MATCHED, last_contact=day), marks=marks)
    assert _items(found, 1) == (["first-visit"] if reminded else [])
    assert _items(found, 2) == (["first-visit", "goals"] if reminded else [])


def test_nobody_is_reminded_of_what_only_the_partner_or_the_coordinator_owes() -> None:
    found = _due(date(2026, 6, 1), factories.facts(MATCHED))
    assert _items(found, 1) == ["first-visit", "contact"]
    assert _items(found, 2) == ["first-visit", "goals"]


def test_a_visit_that_is_planned_is_in_no_reminder() -> None:
    day = date(2026, 3, 1)
    visit = Planned(7, date(2026, 3, 20), "in-person", "mentor-library")
    facts = factories.facts(MATCHED, planned=(visit,), goals_short=day, goals_long=day)
    assert _items(_due(day, facts), 1) == ["contact"]  # three weeks are long without a word
    facts = factories.facts(
        MATCHED, goals_short=day, goals_long=day,
        planned=(Planned(7, day + timedelta(days=7), "in-person", "mentor-library"),),
    )  # fmt: skip
    assert _due(day, facts).letters == ()
    facts = factories.facts(MATCHED, planned=(Planned(7, day, "phone", None),))
    assert _items(_due(day, facts), 1) == ["first-visit"]


def test_what_is_excused_is_in_no_reminder() -> None:
    excuses = tuple(
        Excuse(kind, MATCHED, None, "snow") for kind in ("first-visit", "contact", "goals")
    )
    assert _due(date(2026, 6, 1), factories.facts(MATCHED, excuses=excuses)).letters == ()


@pytest.mark.parametrize(
    ("days", "sent", "offered"),
    [(13, 1, False), (14, 1, True), (14, 2, False), (300, 2, False)],
)
def test_a_reminder_waits_and_after_two_it_is_a_call(days: int, sent: int, offered: bool) -> None:
    last, item = date(2026, 4, 1), {"obligation": "contact", "due": date(2026, 3, 1)}
    marks = [_sent(1, "remind", last - timedelta(days=20 * n), **item) for n in range(sent)]
    day = min(last + timedelta(days=days), END - timedelta(days=40))
    seen = date(2026, 2, 1)
    facts = factories.facts(
        MATCHED, first_visit=seen, last_contact=seen, goals_short=seen, goals_long=seen
    )
    found = _due(day, facts, marks=marks)
    assert _items(found, 1) == (["contact"] if offered else [])
    assert _items(_due(day, facts, marks=marks, again=True), 1) == ["contact"]
    if not offered:
        (left,) = found.not_written
        assert left.reason.endswith("call instead" if sent == 2 else "again from Apr 15")


def test_a_new_period_begins_anew() -> None:
    """A contact after two reminders: next month's is another one."""
    old = {"obligation": "contact", "due": date(2026, 3, 1)}
    marks = [_sent(1, "remind", date(2026, 3, d), **old) for d in (2, 20)]
    found = _due(date(2026, 5, 12), _in_touch(date(2026, 4, 1)), marks=marks)
    assert _items(found, 1) == ["contact"]


def test_a_reminder_has_three_items_at_most_the_worst_first() -> None:
    facts = [
        factories.facts(MATCHED + timedelta(days=n), pair_id=n, mentee_id=n + 10) for n in (1, 2, 3)
    ]
    people = PEOPLE | {n + 10: Recipient(n + 10, f"Mentee {n}", "x@example.org") for n in (1, 2, 3)}
    found = _due(date(2026, 6, 1), facts, people=people)
    (letter,) = [x for x in found.letters if x.person_id == 1]
    days = [o.due for o in letter.items]
    assert len(days) == 3 and days == sorted(days)


@pytest.mark.parametrize(("before", "asked"), [(31, False), (30, True), (1, True)])
def test_before_the_end_the_coordinator_is_asked_first(before: int, asked: bool) -> None:
    day = END - timedelta(days=before)
    found = _due(day, _in_touch(day))
    assert [q.question for q in found.questions] == (["let-end"] if asked else [])
    assert _kinds(found) == []
    answer = Answer(1, "let-end", END, True)
    found = _due(day, _in_touch(day), answers=[answer])
    assert _kinds(found) == ([("evaluate", 1), ("evaluate", 2)] if asked else [])


def test_an_answer_about_an_end_that_was_moved_counts_no_more() -> None:
    later = date(2027, 7, 15)
    day = later - timedelta(days=5)
    found = _due(day, _in_touch(day, extended_to=later), answers=[Answer(1, "let-end", END, True)])
    assert found.questions and not found.letters


@pytest.mark.parametrize(("days", "reminded"), [(0, False), (30, False), (31, True), (120, True)])
def test_an_evaluation_is_asked_for_once_and_then_reminded_of(days: int, reminded: bool) -> None:
    """The first letter about it asks for it, however late: nobody can be reminded of it before."""
    day = END + timedelta(days=days)
    facts = _in_touch(MATCHED, evaluated_mentor=END)
    found = [k for k in _kinds(_due(day, facts)) if k[0] != "closing"]
    assert found == [("evaluate", 2)]
    marks = [_sent(2, "evaluate", END, obligation="evaluation")]
    found = [k for k in _kinds(_due(day, facts, marks=marks)) if k[0] != "closing"]
    assert found == ([("remind", 2)] if reminded else [])


def test_an_evaluation_sent_before_an_extension_is_asked_for_again() -> None:
    later = date(2027, 7, 15)
    facts = _in_touch(MATCHED, extended_to=later)
    marks = [_sent(1, "evaluate", END, obligation="evaluation", due=END + timedelta(days=30))]
    said = [Answer(1, "let-end", later, True)]
    found = _due(later, facts, marks=marks, answers=said)
    assert _kinds(found) == [("evaluate", 1), ("evaluate", 2)]


@pytest.mark.parametrize(("before", "reminded"), [(61, True), (60, False), (1, False)])
def test_near_the_end_nobody_is_pushed_for_a_first_visit_or_goals(
    before: int, reminded: bool
) -> None:
    day = END - timedelta(days=before)
    found = _due(day, factories.facts(MATCHED))
    assert _items(found, 2) == (["first-visit", "goals"] if reminded else [])
    assert _items(found, 1) == (["first-visit", "contact"] if reminded else ["contact"])
    left = {x.reason for x in found.not_written if x.kind == "remind"}
    assert left == (
        set()
        if reminded
        else {
            f"the term ends on {'Jan 15, 2027' if day.year == 2026 else 'Jan 15'}, too late to ask for "
            f"{what}"
            for what in ("the first visit", "the goals")
        }
    )


def test_once_the_end_is_settled_nobody_is_pushed_for_a_contact() -> None:
    day, said = END - timedelta(days=25), [Answer(1, "let-end", END, True)]
    facts = _in_touch(MATCHED, evaluated_mentor=day, evaluated_mentee=day)
    assert _items(_due(day, facts), 1) == ["contact"]
    found = _due(day, facts, answers=said)
    assert found.letters == ()
    assert [x.reason for x in found.not_written] == [
        "you let it end on Jan 15, 2027, too late for a contact"
    ]


def test_who_is_not_reminded_for_a_planned_visit_is_named() -> None:
    day = date(2026, 3, 1)
    plan = Planned(7, day + timedelta(days=7), "in-person", "mentor-library")
    found = _due(day, factories.facts(MATCHED, planned=(plan,)))
    assert _items(found, 1) == []
    assert [(x.person_id, x.reason) for x in found.not_written] == [
        (1, "a visit is planned for Mar 8; that would be the first visit"),
        (1, "a visit is planned for Mar 8; that would be a contact"),
        (2, "a visit is planned for Mar 8; that would be the first visit"),
    ]


def test_a_pair_without_any_contact_is_asked_about_before_thanks_or_questions() -> None:
    day, facts = END + timedelta(days=40), factories.facts(MATCHED)
    found = _due(day, facts)
    assert found.letters == () and [q.question for q in found.questions] == ["write"]
    reason = "pair 1 has no contact on record. To write to them anyway: wvls letters --let-end 1"
    assert {x.reason for x in found.not_written} == {reason}
    yes = _due(day, facts, answers=[Answer(1, "write", END, True)])
    assert {x.kind for x in yes.letters} == {"evaluate"}
    assert "has no contact" not in {x.reason for x in yes.not_written}


@pytest.mark.parametrize(("days", "waits"), [(59, True), (60, False), (75, False)])
def test_a_closing_waits_sixty_days_and_then_the_other_letter_does(days: int, waits: bool) -> None:
    """Both went out on one day; and where reminders never stopped, a thank-you never came."""
    day = END + timedelta(days=days)
    other = factories.facts(day - timedelta(days=50), pair_id=2, mentee_id=3)
    people = PEOPLE | {3: Recipient(3, "Mentee Two", "x@example.org")}
    done = _in_touch(MATCHED, evaluated_mentor=END, evaluated_mentee=END)
    found = _due(day, [done, other], people=people)
    mine = {kind for kind, person in _kinds(found) if person == 1}
    assert mine == {"remind" if waits else "closing"}
    left = {x.reason for x in found.not_written}
    said = "another letter asks for an answer first; this one comes the day after, by Mar 16"
    first = "the closing letter goes first; this one comes the day after"
    assert left == ({said} if waits else {first})
    sent = [Mark(1, "closing", 1, "", None, "", day)]
    after = _due(day, [done, other], people=people, marks=sent)
    assert ("closing", 1) not in _kinds(after) and ("remind", 1) not in _kinds(after)
    tomorrow = _due(day + timedelta(days=1), [done, other], people=people, marks=sent)
    assert ("remind", 1) in _kinds(tomorrow)
    asked = [Mark(1, "remind", 2, "goals", day, "", day)]
    assert ("closing", 1) not in _kinds(_due(day, [done, other], people=people, marks=asked))


@pytest.mark.parametrize("days", [40, 59, 60, 85, 120])
@pytest.mark.parametrize("answered", [False, True])
def test_a_closing_waits_for_the_answer_to_what_was_asked_about_its_pair(
    days: int, answered: bool
) -> None:
    """A goodbye and the first reminder came on the day after the question."""
    day = END + timedelta(days=days)
    facts = _in_touch(MATCHED)
    first = "the evaluation is asked for first; this one comes when it is in"
    marks: list[Mark] = []
    for kind in ("evaluate", "remind", "remind"):
        found = _due(day, facts, marks=marks)
        assert _kinds(found) == [(kind, 1), (kind, 2)]
        assert {x.reason for x in found.not_written if x.kind == "closing"} == {first}
        marks += [_sent(n, kind, day, obligation="evaluation", due=_END_DUE) for n in (1, 2)]
        for later in (0, 1, 13):
            waits = _due(day + timedelta(days=later), facts, marks=marks)
            assert not _kinds(waits), later
            until = {x.reason for x in waits.not_written if x.kind == "closing"}
            assert len(until) == 1 and "the evaluation that was asked for is in, or on" in str(
                until
            )
        if answered:
            facts = _in_touch(MATCHED, evaluated_mentor=day, evaluated_mentee=day)
            at_once = _due(day + timedelta(days=1), facts, marks=marks)
            assert _kinds(at_once) == [("closing", 1), ("closing", 2)]
            return
        day += timedelta(days=14)
    assert _kinds(_due(day, facts, marks=marks)) == [("closing", 1), ("closing", 2)]
    gone = day + timedelta(days=121)
    assert not _kinds(_due(gone, facts, marks=marks))


def test_who_stopped_early_gets_no_letter_unless_the_coordinator_says_so() -> None:
    day, ended = date(2026, 6, 20), date(2026, 6, 1)
    found = _due(day, factories.facts(MATCHED, ended_on=ended))
    assert found.letters == () and [q.question for q in found.questions] == ["write"]
    assert {x.reason for x in found.not_written} == {
        "pair 1 stopped early. To write to them anyway: wvls letters --let-end 1"
    }
    no = _due(
        day, factories.facts(MATCHED, ended_on=ended), answers=[Answer(1, "write", ended, False)]
    )
    assert no.letters == () and no.questions == ()
    yes = _due(
        day, factories.facts(MATCHED, ended_on=ended), answers=[Answer(1, "write", ended, True)]
    )
    assert _kinds(yes) == [("evaluate", 1), ("evaluate", 2)]


@pytest.mark.parametrize("days", [30, 31, 120, 121, 400])
@pytest.mark.parametrize("contact", [True, False])
def test_a_late_evaluation_of_a_pair_nobody_writes_to_is_named_as_long_as_it_is_late(
    days: int, contact: bool
) -> None:
    """``overdue`` sent to letters, where there was no letter and no reason."""
    ended = date(2026, 6, 1)
    facts = factories.facts(MATCHED, ended_on=ended)
    about = ended
    if not contact:
        facts, about = factories.facts(MATCHED), END
    day = about + timedelta(days=days)
    found = _due(day, facts, answers=[Answer(1, "write", about, False)])
    assert found.letters == () and found.questions == ()
    named = [(x.person_id, x.kind) for x in found.not_written]
    late = ["evaluate"] if days > 30 else []
    closing = ["closing"] if days <= 120 else []  # after that a letter would only surprise
    assert named == [(person, kind) for person in (1, 2) for kind in (*late, *closing)]
    for x in found.not_written:
        assert ("--let-end 1" in x.reason) == (days <= 120)
        none = "To stop expecting it: wvls excuse 1 evaluation --for-good"
        assert (none in x.reason) == (x.kind == "evaluate")


@pytest.mark.parametrize(
    ("days", "both", "written"),
    [(29, False, False), (30, False, True), (1, True, True), (120, True, True), (121, True, False)],
)
def test_a_closing_waits_for_both_evaluations_or_thirty_days(
    days: int, both: bool, written: bool
) -> None:
    day = END + timedelta(days=days)
    facts = _in_touch(MATCHED, evaluated_mentor=END, evaluated_mentee=END if both else None)
    marks = [_sent(2, "evaluate", END, obligation="evaluation")]
    closing = [k for k in _kinds(_due(day, facts, marks=marks)) if k[0] == "closing"]
    assert closing == ([("closing", 1), ("closing", 2)] if written else [])


@pytest.mark.parametrize(("days", "named"), [(120, False), (121, True), (365, True), (366, False)])
def test_a_closing_that_comes_too_late_is_named_for_a_year(days: int, named: bool) -> None:
    day = END + timedelta(days=days)
    facts = _in_touch(MATCHED, evaluated_mentor=END, evaluated_mentee=END)
    left = _due(day, facts).not_written
    assert [(x.person_id, x.kind) for x in left] == [(1, "closing"), (2, "closing")] * named
    ended = "Jan 15" if day.year == END.year else "Jan 15, 2027"
    assert {x.reason for x in left} <= {f"the mentorship ended {ended}, more than 120 days ago"}
    marks = [_sent(person, "closing", END) for person in (1, 2)]
    assert not _due(day, facts, marks=marks).not_written


@pytest.mark.parametrize("kind", ["remind", "evaluate"])
def test_a_closing_waits_for_the_day_after_another_letter_asked(kind: str) -> None:
    day = END + timedelta(days=40)
    facts = _in_touch(MATCHED, evaluated_mentor=END, evaluated_mentee=END)
    marks = [_sent(1, kind, day, pair_id=7)]
    found = _due(day, facts, marks=marks)
    assert _kinds(found) == [("closing", 2)]
    assert [(x.person_id, x.kind) for x in found.not_written] == [(1, "closing")]
    assert len(_due(day + timedelta(days=1), facts, marks=marks).letters) == 2


def test_a_pair_that_stopped_is_asked_about_once_for_both_letters() -> None:
    """With both evaluations in, nobody asked and the thank-you letter was lost in silence."""
    ended = date(2026, 6, 1)
    facts = _in_touch(MATCHED, ended_on=ended, evaluated_mentor=ended, evaluated_mentee=ended)
    found = _due(date(2026, 6, 20), facts)
    assert found.letters == () and [q.question for q in found.questions] == ["write"]
    reason = "pair 1 stopped early. To write to them anyway: wvls letters --let-end 1"
    assert [(x.person_id, x.kind, x.reason) for x in found.not_written] == [
        (1, "closing", reason), (2, "closing", reason),
    ]  # fmt: skip
    yes, no = ([Answer(1, "write", ended, said)] for said in (True, False))
    written = _due(date(2026, 6, 20), facts, answers=yes)
    assert _kinds(written) == [("closing", 1), ("closing", 2)] and not written.questions
    silent = _due(date(2026, 6, 20), facts, answers=no)
    assert (silent.letters, silent.questions) == ((), ())
    why = "you chose not to write. To write anyway: wvls letters closing --let-end 1"
    assert [(x.person_id, x.kind, x.reason) for x in silent.not_written] == [
        (1, "closing", why), (2, "closing", why),
    ]  # fmt: skip
    open_ = _due(ended + timedelta(days=30), _in_touch(MATCHED, ended_on=ended))
    assert {x.kind for x in open_.not_written} == {"evaluate", "closing"}
    assert len(open_.questions) == 1


def _payment(on: date, reference: str = "check 1", voided: date | None = None) -> PaymentLine:
    return PaymentLine(
        1, "stipend", 1, 1, 1, 1, "Mentor One", "Mentor One", 12500, 1_250_000, on, reference, None,
        voided, None, "", None,
    )  # fmt: skip


@pytest.mark.parametrize(("days", "written"), [(0, True), (30, True), (31, False), (-1, False)])
def test_a_payment_is_told_for_thirty_days_once_a_reference(days: int, written: bool) -> None:
    paid = date(2026, 6, 1)
    day = paid + timedelta(days=days)
    lines = [_payment(paid), _payment(paid)]
    found = [x for x in _due(day, _in_touch(day), payments=lines).letters if x.kind == "payment"]
    assert len(found) == written
    marks = [_sent(1, "payment", paid, reference="check 1")]
    assert not _due(day, _in_touch(day), payments=lines, marks=marks).letters


def test_a_voided_payment_is_not_told() -> None:
    paid = date(2026, 6, 1)
    voided = [_payment(paid, voided=date(2026, 6, 5))]
    assert _due(date(2026, 6, 4), _in_touch(paid), payments=voided).letters
    assert not _due(date(2026, 6, 5), _in_touch(paid), payments=voided).letters


def test_who_gets_no_letters_is_named_with_the_reason() -> None:
    people = PEOPLE | {2: Recipient(2, "Mentee One", "e@example.org", "no letters: on leave")}
    found = _due(MATCHED, people=people)
    assert _kinds(found) == [("intro", 1)]
    assert [(x.person_id, x.reason) for x in found.not_written] == [(2, "no letters: on leave")]
