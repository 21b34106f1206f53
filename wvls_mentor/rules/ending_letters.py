"""The letters of a pair's end: the one that asks for the evaluation, and the thanks (C10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from wvls_mentor.dates import spoken
from wvls_mentor.rules.deadlines import Obligation, evaluations_open, obligations
from wvls_mentor.rules.letter_values import (
    Letter,
    LetterQuestion,
    LetterSituation,
    NotWritten,
    Reason,
)
from wvls_mentor.rules.terms import PairFacts, concluded_on

CLOSING = timedelta(days=30)  # after the conclusion one waits this long for evaluations
LONGER = timedelta(days=30)  # thanks that had to wait for an answer have so much more time
STALE = timedelta(days=120)  # after the conclusion a letter about it would only surprise
NAMED = timedelta(days=365)  # so long the coordinator is told that it was never written


def asked_on(facts: PairFacts, one: Letter, now: LetterSituation) -> date | None:
    """When a letter last asked somebody for the evaluation of the pair's present end."""
    days = (
        m.sent_on
        for m in now.marks
        if (m.person_id, m.pair_id) == (one.person_id, facts.pair_id)
        and (m.kind == "evaluate" or (m.kind == "remind" and m.obligation == "evaluation"))
        and m.sent_on >= evaluations_open(facts)  # not for an end that an extension moved
    )
    return max(days, default=None)


def was_asked(facts: PairFacts, one: Letter, now: LetterSituation) -> bool:
    """Whether somebody got the letter that asks for the evaluation; a reminder comes after it."""
    return asked_on(facts, one, now) is not None


def answer_until(facts: PairFacts, one: Letter, now: LetterSituation) -> date:
    """Until when an answer to what was asked is waited for, as long as a reminder waits for one.

    A goodbye on the day after the question ended the talk. The conclusion where nothing was asked.
    """
    asked = asked_on(facts, one, now)
    return concluded_on(facts) if asked is None else asked + timedelta(days=now.again_days)


def thanks_until(facts: PairFacts, one: Letter, now: LetterSituation) -> date:
    """Until when thanks are no surprise: after the conclusion, or after the time to answer."""
    return max(concluded_on(facts) + STALE, answer_until(facts, one, now) + LONGER)


def evaluation(facts: PairFacts, role: str, now: LetterSituation) -> Obligation | None:
    """The partner's evaluation, where it is open (C10)."""
    found = (o for o in obligations(facts, now.day) if o.kind == "evaluation" and o.who == role)
    return next((o for o in found if o.open), None)


def evaluate(
    facts: PairFacts, one: Letter, now: LetterSituation, asked: LetterQuestion | None
) -> Iterator[Letter | NotWritten]:
    """The letter that asks for the evaluation, also past its day where none was sent before."""
    o = evaluation(facts, one.role, now)
    if o is None or now.day > concluded_on(facts) + STALE:
        return
    if asked is not None:
        ask = "extend it, or let it end? To let it end: wvls letters --let-end {number}"
        reason = Reason(ask, facts.pair_id)
        yield NotWritten(one.person_id, "evaluate", facts.pair_id, reason)
    elif not was_asked(facts, one, now) or (now.again and not o.late_on(now.day)):
        letter = replace(one, kind="evaluate", items=(o,))
        yield from once(letter, replace(now, again=True))


def closing(
    facts: PairFacts, one: Letter, now: LetterSituation, *, after_question: bool = False
) -> Iterator[Letter | NotWritten]:
    """The letter of thanks; *after_question*: one that the question kept away has 30 days more.

    It has them too where the answer came in late: it came between two days on which letters go out.
    """
    concluded, until = concluded_on(facts), answer_until(facts, one, now)
    thanks = replace(one, kind="closing")
    if not concluded <= now.day <= concluded + NAMED or not any(once(thanks, now)):
        return
    open_ = evaluation(facts, one.role, now) is not None
    last = thanks_until(facts, one, now)
    answered = facts.evaluated_mentor if one.role == "mentor" else facts.evaluated_mentee
    if after_question and (open_ or (answered is not None and answered > last - LONGER)):
        last += LONGER
    why: Reason | None = None
    if one.role == "mentee" and one.person_id in now.waiting:
        # A farewell would tell somebody who waits for a mentor that nobody is looking for one.
        why = Reason("waits for another mentor; a closing letter would read as a farewell")
    elif not may_close(facts, now.day):
        if now.people[one.person_id].reason:
            return
        by = spoken(concluded + CLOSING, now.day)
        why = Reason(f"it comes when both evaluations are in, or on {by}")
    elif now.day < until and not now.again and open_:
        by = spoken(until, now.day)
        why = Reason(f"it comes when the evaluation that was asked for is in, or on {by}")
    elif now.day > last:
        if not any(once(thanks, replace(now, again=False))):
            return
        ended = f"the mentorship ended{{on}}, more than {STALE.days} days ago"
        why = Reason(ended, facts.pair_id, spoken(concluded, now.day))
    if why is not None:
        yield NotWritten(one.person_id, "closing", facts.pair_id, why)
    else:
        yield from once(thanks, now)


def may_close(facts: PairFacts, day: date) -> bool:
    """Whether both final evaluations are in, or were waited for long enough."""
    opens = evaluations_open(facts)
    evaluated = (facts.evaluated_mentor, facts.evaluated_mentee)
    both_in = all(on is not None and on >= opens for on in evaluated)
    return both_in or day >= concluded_on(facts) + CLOSING


def once(letter: Letter, now: LetterSituation) -> Iterator[Letter]:
    """A letter that is written once for each pair."""
    sent = [
        m.sent_on
        for m in now.marks
        if (m.person_id, m.kind) == (letter.person_id, letter.kind) and m.pair_id in letter.pair_ids
    ]
    if not sent or now.again:
        yield replace(letter, last_sent=max(sent, default=None))
