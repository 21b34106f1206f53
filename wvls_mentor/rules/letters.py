"""Which letters are due on a day, who to, and why; and which are not, and why not.

The wording of letters is in the templates of ``documents``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from wvls_mentor.rules.choices import PARTNERS
from wvls_mentor.rules.deadlines import Obligation, may_let_end
from wvls_mentor.rules.ending_letters import (
    STALE,
    closing,
    evaluate,
    evaluation,
    may_close,
    once,
    thanks_until,
    was_asked,
)
from wvls_mentor.rules.letter_turns import CLOSES_FIRST, Turns
from wvls_mentor.rules.letter_values import (
    DueLetters,
    Letter,
    LetterQuestion,
    LetterSituation,
    NotWritten,
    Reason,
)
from wvls_mentor.rules.reminders import RECENT, intro_is_news, remind, said, what_of
from wvls_mentor.rules.terms import PairFacts, concluded_on, state

KINDS = ("intro", "remind", "evaluate", "closing", "payment")
QUESTIONS = ("let-end", "write")
MOST_ITEMS = 3


def due(now: LetterSituation) -> DueLetters:
    """Every letter due to be written on the day, in the order of the kinds and of the pairs."""
    wanted: list[Letter] = []
    refused: list[NotWritten] = []
    questions: list[LetterQuestion] = []
    for facts in now.facts:
        asked = _question(facts, now)
        if asked is not None:
            questions.append(asked)
        for found in _of_pair(facts, now, asked):
            (wanted if isinstance(found, Letter) else refused).append(found)  # type: ignore[arg-type]
    wanted += _payments(now)
    letters = []
    merged = list(_together(wanted))
    turns = Turns(merged, now)
    for letter in merged:
        person = now.people[letter.person_id]
        why = person.reason or turns.why(letter)
        if why:
            by_choice = person.by_choice
            refused += [
                NotWritten(letter.person_id, letter.kind, pair, Reason(why), by_choice=by_choice)
                for pair in letter.pair_ids or (None,)
            ]
        else:
            kept = _at_most(letter)
            letters.append(kept)
            refused += _next_time(letter.items[len(kept.items) :], letter.person_id)
    return DueLetters(tuple(letters), tuple(refused), tuple(questions))


def _at_most(letter: Letter) -> Letter:
    """Limit a reminder to the three most urgent things: nobody works through a longer list."""
    if letter.kind != "remind":
        return letter
    items = letter.items[:MOST_ITEMS]
    return replace(letter, items=items, pair_ids=tuple(dict.fromkeys(o.pair_id for o in items)))


def _next_time(items: Iterable[Obligation], person_id: int) -> Iterator[NotWritten]:
    """What a reminder has no room for."""
    for o in items:
        reason = f"a letter asks for {MOST_ITEMS} things at most; {what_of(o)} next time"
        yield NotWritten(person_id, "remind", o.pair_id, Reason(reason))


def _of_pair(
    facts: PairFacts, now: LetterSituation, asked: LetterQuestion | None
) -> Iterator[Letter | NotWritten]:
    silent = _to_ask(facts, now.day) and not _to_write(facts, now)
    for role, person in facts.partners:
        one = Letter("", person, role, (facts.pair_id,))
        if intro_is_news(facts, now.day):
            yield from once(replace(one, kind="intro"), now)
        if silent:
            yield from _unwritten(facts, one, now, asked)
        else:
            yield from _in_turn(facts, one, now, asked)


def _in_turn(
    facts: PairFacts, one: Letter, now: LetterSituation, asked: LetterQuestion | None
) -> Iterator[Letter | NotWritten]:
    """The thanks and the question about one pair, never on one day: the question goes first.

    It does so as long as thanks are no surprise yet. After that the thanks go first for 30 days: a
    question that the coordinator never sends kept them away for good.
    """
    thanks = list(closing(facts, one, now, after_question=True))
    asking = [*evaluate(facts, one, now, asked), *remind(facts, one, now)]
    asks = any(isinstance(found, Letter) for found in asking)
    if asks and any(isinstance(x, Letter) for x in thanks) and not now.people[one.person_id].reason:
        if now.day <= thanks_until(facts, one, now):
            first = Reason("the evaluation is asked for first; this one comes when it is in")
            thanks = [NotWritten(one.person_id, "closing", facts.pair_id, first)]
        else:
            first = Reason(CLOSES_FIRST)
            asking = [
                NotWritten(x.person_id, x.kind, facts.pair_id, first)
                if isinstance(x, Letter) else x
                for x in asking
            ]  # fmt: skip
    yield from (*thanks, *asking)


def _unwritten(
    facts: PairFacts, one: Letter, now: LetterSituation, asked: LetterQuestion | None
) -> Iterator[NotWritten]:
    """The letters not written to a partner of a pair that stopped, until the coordinator agrees."""
    if asked is not None:
        for kind in _unanswered(facts, one, now):
            why = _ask_first(facts, state(facts, now.day))
            yield NotWritten(one.person_id, kind, facts.pair_id, why)
    else:
        yield from _still_late(facts, one, now)
    refused = any(
        (a.pair_id, a.question, a.about) == (facts.pair_id, "write", concluded_on(facts))
        for a in now.answers
    )
    for found in closing(facts, one, now) if may_close(facts, now.day) else ():
        if isinstance(found, Letter) and asked is None:
            anyway = "wvls letters closing --let-end {number}"
            why = Reason(f"you chose not to write. To write anyway: {anyway}", facts.pair_id)
            yield NotWritten(one.person_id, "closing", facts.pair_id, why)
        elif isinstance(found, NotWritten) and not refused:
            yield found


def _to_ask(facts: PairFacts, day: date) -> bool:
    """Whether thanks and questions could hurt: it stopped early, or no contact is on record."""
    standing = state(facts, day)
    return standing == "ended-early" or (standing != "active" and facts.last_contact is None)


def _to_write(facts: PairFacts, now: LetterSituation) -> bool:
    """Whether the coordinator said to write, or already wrote, when asking would be too late."""
    return said(facts, now, "write") or any(
        was_asked(facts, Letter("", person, role, ()), now) for role, person in facts.partners
    )


def _ask_first(facts: PairFacts, standing: str) -> Reason:
    what = "stopped early" if standing == "ended-early" else "has no contact on record"
    told = f"{{pair}} {what}. To write to them anyway: wvls letters --let-end {{number}}"
    return Reason(told, facts.pair_id)


def _still_late(facts: PairFacts, one: Letter, now: LetterSituation) -> Iterator[NotWritten]:
    """What to do about an overdue evaluation of a pair that gets no letters."""
    o = evaluation(facts, one.role, now)
    if o is None or not o.late_on(now.day):
        return
    number, person = facts.pair_id, now.people[one.person_id]
    if person.reason:  # who has left the program is not called for it
        left = Reason(person.reason)
        yield NotWritten(one.person_id, "evaluate", number, left, by_choice=person.by_choice)
        return
    what = "call, or write yourself"
    if now.day <= concluded_on(facts) + STALE:
        what = "you chose not to write. To write anyway: wvls letters evaluate --let-end {number}"
    stopped = "has no contact on record" if facts.ended_on is None else "stopped early"
    stop = "To stop expecting it: wvls excuse {number} evaluation --for-good"
    reason = Reason(f"the evaluation is late, and {{pair}} {stopped}: {what}. {stop}", number)
    yield NotWritten(one.person_id, "evaluate", number, reason)


def _unanswered(facts: PairFacts, one: Letter, now: LetterSituation) -> Iterator[str]:
    """The letters to a partner of a pair that stopped which wait for the coordinator's word."""
    if evaluation(facts, one.role, now) is not None:
        yield "evaluate"
    if any(isinstance(found, Letter) for found in closing(facts, one, now)):
        yield "closing"


def _question(facts: PairFacts, now: LetterSituation) -> LetterQuestion | None:
    """Before the conclusion: extend, or let it end? After a pair stopped: write at all?"""
    about = concluded_on(facts)
    if now.day < about:
        question = "let-end"
        # With no letter that waits nobody is asked, but what is answered all the same is kept.
        open_ = facts.pair_id in now.named or any(evaluation(facts, r, now) for r in PARTNERS)
        wanted = open_ and may_let_end(facts, now.day)
    else:
        question = "write"
        stopped = _to_ask(facts, now.day) and now.day <= about + STALE
        wanted = (
            stopped
            and not _to_write(facts, now)
            and any(
                kind
                for role, person in facts.partners
                for kind in _unanswered(facts, Letter("", person, role, (facts.pair_id,)), now)
            )
        )
    if not wanted:
        return None
    if any(
        (a.pair_id, a.question, a.about) == (facts.pair_id, question, about) for a in now.answers
    ):
        return None
    in_touch = facts.last_contact is not None
    return LetterQuestion(facts.pair_id, question, about, facts.mentor, facts.mentee, in_touch)


def _payments(now: LetterSituation) -> Iterator[Letter]:
    """Each reference by which somebody was paid in the last days."""
    live = [
        p for p in now.payments
        if p.live_on(now.day) and p.paid_on >= now.day - RECENT
    ]  # fmt: skip
    roles = {f.mentee_id: "mentee" for f in now.facts} | {f.mentor_id: "mentor" for f in now.facts}
    live.sort(key=lambda p: (p.reference, p.person_id))
    for (reference, person), lines in groupby(live, key=lambda p: (p.reference, p.person_id)):
        sent = [
            m.sent_on
            for m in now.marks
            if (m.person_id, m.kind, m.reference) == (person, "payment", reference)
        ]
        if not sent or now.again:
            pairs = tuple(dict.fromkeys(p.pair_id for p in lines))
            role = roles.get(person, "mentor")
            last = max(sent, default=None)
            yield Letter("payment", person, role, pairs, reference=reference, last_sent=last)


def _together(letters: Sequence[Letter]) -> Iterator[Letter]:
    """One letter per person and kind, however many pairs it is about; most urgent things first."""

    def key(letter: Letter) -> tuple[int, int, str, str]:
        role = letter.role if letter.kind in ("intro", "closing") else ""
        return KINDS.index(letter.kind), letter.person_id, role, letter.reference

    for _, same in groupby(sorted(letters, key=key), key=key):
        found = list(same)
        items = sorted((o for x in found for o in x.items), key=lambda o: (o.due, o.pair_id))
        pairs = tuple(dict.fromkeys(o.pair_id for o in items)) or tuple(
            dict.fromkeys(pair for x in found for pair in x.pair_ids)
        )
        sent = [x.last_sent for x in found if x.last_sent is not None]
        # "I wrote on Feb 9" holds of all or of none: what is new in it was never asked for.
        days = [x.asked_on for x in found if x.asked_on is not None]
        asked = max(days) if len(days) == len(found) else None
        last = max(sent, default=None)
        yield replace(found[0], pair_ids=pairs, items=tuple(items), last_sent=last, asked_on=asked)
