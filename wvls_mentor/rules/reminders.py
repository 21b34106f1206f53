"""Which reminders are due to be written as of a day, and why one is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from wvls_mentor.dates import spoken
from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation, obligations
from wvls_mentor.rules.ending_letters import STALE, asked_on, was_asked
from wvls_mentor.rules.letter_values import Letter, LetterSituation, Mark, NotWritten, Reason
from wvls_mentor.rules.terms import PairFacts, concluded_on

RECENT = timedelta(days=30)  # matches and payments that a letter is still news for
AHEAD = timedelta(days=7)  # a reminder comes this much before the day
ENDING = timedelta(days=60)  # before the conclusion a first visit or goals come too late
MOST_REMINDERS = 2
NO_ANSWER = f"{('no', 'one', 'two', 'three')[MOST_REMINDERS]} reminders, no answer yet"
SAID_ELSEWHERE = Reason("")  # another letter asks for it


def said(facts: PairFacts, now: LetterSituation, question: str) -> bool:
    """Whether the coordinator answered *question* about the pair's present end with yes."""
    wanted = (facts.pair_id, question, concluded_on(facts), True)
    return any((a.pair_id, a.question, a.about, a.yes) == wanted for a in now.answers)


def remind(facts: PairFacts, one: Letter, now: LetterSituation) -> Iterator[Letter | NotWritten]:
    """A letter for each thing that a partner is reminded of, and why not for the others.

    Whoever was not introduced yet gets one letter: the intro asks for the same things.
    """
    near = [o for o in obligations(facts, now.day) if _near(o, one.role, now.day)]
    if near and _to_introduce(facts, one, now):
        yield NotWritten(
            one.person_id, "remind", facts.pair_id, Reason("the intro comes first, and asks for it")
        )
        return
    for o in near:
        sent = reminders(now.marks, o, one.person_id)
        asked = asked_on(facts, one, now) if o.kind == "evaluation" else None
        last = max(sent, default=asked)
        if (why := _needless(facts, o, one, now)) is not None:
            if why is not SAID_ELSEWHERE:
                yield NotWritten(one.person_id, "remind", o.pair_id, why)
        elif now.again or _may_remind(sent, last, now):
            before = max(sent, default=None)
            yield replace(one, kind="remind", items=(o,), last_sent=before, asked_on=last)
        else:
            call = call_instead(sent, now.day, now.again_days)
            why = Reason(_why_not(o, sent, last or now.day, now))
            yield NotWritten(one.person_id, "remind", o.pair_id, why, call)


def intro_is_news(facts: PairFacts, day: date) -> bool:
    """Whether the pair is active and its match young enough for an intro on *day*."""
    return day < concluded_on(facts) and day <= facts.matched_on + RECENT


def missed_intro(facts: PairFacts, marks: Iterable[Mark], day: date) -> bool:
    """Whether the intro of an active pair was never marked as sent and has become too old to send.

    For as long again as it was offered: after that nobody wonders where it is.
    """
    age = day - facts.matched_on
    sent = any(m.kind == "intro" and m.pair_id == facts.pair_id for m in marks)
    return RECENT < age <= 2 * RECENT and day < concluded_on(facts) and not sent


def _to_introduce(facts: PairFacts, one: Letter, now: LetterSituation) -> bool:
    """Whether the intro of the pair is still due to somebody who can be written to."""
    sent = any(
        (m.person_id, m.kind, m.pair_id) == (one.person_id, "intro", facts.pair_id)
        for m in now.marks
    )
    return not sent and intro_is_news(facts, now.day) and not now.people[one.person_id].reason


def _near(o: Obligation, role: str, day: date) -> bool:
    """Whether something is a partner's to do, open, and near or past its day."""
    if not what_of(o) or not o.open or o.who not in (role, "pair"):
        return False
    return o.late_on(day) if o.kind == "evaluation" else o.due <= day + AHEAD


def _needless(facts: PairFacts, o: Obligation, one: Letter, now: LetterSituation) -> Reason | None:
    """Why a reminder would be out of place; None if it is due.

    Once the end is settled a push for a contact reads as a mistake, and so do a first visit and
    goals of which nothing came for most of a term.
    """
    if o.kind == "evaluation":
        if was_asked(facts, one, now):
            return None
        # Whoever was never asked is not reminded; so long after the end it is not asked for either.
        return _too_late(facts) if now.day > concluded_on(facts) + STALE else SAID_ELSEWHERE
    planned = _planned(facts, o, now.day)
    if planned is not None:
        on = spoken(planned[1], now.day)
        return Reason(f"a {planned[0]} is planned for {on}; that would be {what_of(o)}")
    end = concluded_on(facts)
    if said(facts, now, "let-end"):
        return Reason(f"you let it end on {spoken(end, now.day)}, too late for {what_of(o)}")
    if o.kind != "contact" and o.due < end - ENDING <= now.day:
        return Reason(f"the term ends on {spoken(end, now.day)}, too late to ask for {what_of(o)}")
    return None


def _too_late(facts: PairFacts) -> Reason:
    stop = "wvls excuse {number} evaluation --for-good"
    return Reason(
        f"the evaluation is late, and no letter asked for it within {STALE.days} days of the end: "
        f"call, or write yourself. To stop expecting it: {stop}",
        facts.pair_id,
    )


def _planned(facts: PairFacts, o: Obligation, day: date) -> tuple[str, date] | None:
    """The planned meeting (what, its day) that would meet a first visit or a contact in time."""
    if not OF_NAME[o.kind].met_by_meeting:
        return None
    last = max(o.late_after or o.due, day + AHEAD)
    for p in facts.planned:
        fits = p.at in LIBRARIES or o.kind == "contact"
        if fits and day <= p.on and (p.on <= last or o.kind == "first-visit"):
            return ("visit" if p.method == "in-person" else f"{p.method} meeting"), p.on
    return None


def reminders(marks: Iterable[Mark], o: Obligation, person_id: int) -> list[date]:
    """The days on which somebody was reminded of an obligation."""
    wanted = (person_id, "remind", o.pair_id, o.kind, o.due)
    found = {
        m.sent_on for m in marks if (m.person_id, m.kind, m.pair_id, m.obligation, m.due) == wanted
    }
    return sorted(found)


def call_instead(sent: Sequence[date], day: date, again_days: int) -> bool:
    """Whether somebody was reminded, on the days *sent*, as often as letters remind, without answer.

    The last reminder has *again_days* days to be answered, as the first had: nobody is called on
    the day on which it went out.
    """
    return len(sent) >= MOST_REMINDERS and day >= sent[-1] + timedelta(days=again_days)


def _may_remind(sent: Sequence[date], last: date | None, now: LetterSituation) -> bool:
    """Whether the time to answer what was written *last*, the question or a reminder, is over."""
    if len(sent) >= MOST_REMINDERS:
        return False
    return last is None or now.day >= last + timedelta(days=now.again_days)


def _why_not(o: Obligation, sent: Sequence[date], last: date, now: LetterSituation) -> str:
    what = what_of(o)
    first = spoken(last + timedelta(days=now.again_days), now.day)
    if len(sent) >= MOST_REMINDERS:
        days = " and ".join(spoken(day, now.day) for day in sent[-2:])
        late = call_instead(sent, now.day, now.again_days)
        wait = ": call instead" if late else f"; call if no answer comes by {first}"
        return f"reminded of {what} on {days}{wait}"
    asked = "reminded of" if sent else "asked for"
    return f"{asked} {what} on {spoken(last, now.day)}; again from {first}"


def what_of(o: Obligation) -> str:
    """What a reminder asks for, within a sentence; "" where it is the coordinator's turn."""
    return OF_NAME[o.kind].reminded
