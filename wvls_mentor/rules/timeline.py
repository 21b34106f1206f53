"""How each obligation of a pair was met: on time, late, overdue, not due yet, excused, never.

What is open is taken from ``deadlines``, so that the story and ``overdue`` cannot differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.dates import months_after
from wvls_mentor.rules.deadline_kinds import OF_NAME
from wvls_mentor.rules.deadlines import Obligation, after_leave, obligations
from wvls_mentor.rules.terms import PairFacts, concluded_on, excused
from wvls_mentor.text import count


@dataclass(frozen=True, slots=True)
class Chapter:
    """One obligation and its outcome; *days* is how late it was, or is."""

    kind: str
    who: str
    clause: str
    due: date
    met_on: date | None
    how: str
    days: int
    note: str


@dataclass(frozen=True, slots=True)
class Span:
    """A contact or a check-in that was due, and the one that met it (None: none came)."""

    since: date
    due: date
    late_after: date
    met_on: date | None


def tell(
    facts: PairFacts, day: date, contacts: Sequence[date], check_ins: Sequence[date]
) -> tuple[Chapter, ...]:
    """Every obligation of the pair up to *day*, by its due day.

    *contacts* and *check_ins* are the days of all that were held or answered by *day*.
    """
    if day < facts.matched_on:
        return ()
    policy = facts.policy
    grace = timedelta(days=policy.contact_grace_days)
    found = [_once(facts, o, day) for o in _single(facts, day)]
    spans = _spans(facts, day, "contact", contacts, policy.contact_months, grace)
    found += [_repeated(facts, day, s, "contact", "mentor", "C6") for s in spans]
    if policy.check_in_months:
        spans = _spans(facts, day, "check-in", check_ins, policy.check_in_months, timedelta())
        found += [_repeated(facts, day, s, "check-in", "coordinator", "C9") for s in spans]
    return tuple(sorted(found, key=lambda c: (c.due, c.clause, c.kind, c.who)))


def asked(facts: PairFacts, c: Chapter) -> bool:
    """Whether an obligation counts as one that was to be met: with these "4 of 5 in time" is counted.

    What is excused or not due yet is left out, and what the pair's end closed before it could be
    late: nobody broke a promise.
    """
    kind = OF_NAME[c.kind]
    if c.how != "never" or not (kind.closes or kind.repeats):  # and so is due after the end
        return c.how not in ("excused", "not due yet")
    grace = facts.policy.contact_grace_days if c.kind == "contact" else 0
    return c.due + timedelta(days=grace) < concluded_on(facts)


def _single(facts: PairFacts, day: date) -> Iterator[Obligation]:
    """Obligations that come once: open ones unchanged, and those that the conclusion closed."""
    now = [o for o in obligations(facts, day) if not OF_NAME[o.kind].repeats]
    yield from now
    concluded = concluded_on(facts)
    if day < concluded:
        return
    # As of the last day on which it was owed; a pair that ended on its first day had only that.
    last = max(facts.matched_on, concluded - timedelta(days=1))
    for old in obligations(facts, last):
        if OF_NAME[old.kind].closes or (old.kind == "term-end" and facts.ended_on is None):
            yield old


def _once(facts: PairFacts, o: Obligation, day: date) -> Chapter:
    closed = day >= concluded_on(facts) and OF_NAME[o.kind].closes
    if o.kind == "term-end":
        how = "concluded" if day >= o.due else "not due yet"
        return Chapter(o.kind, o.who, o.clause, o.due, None, how, 0, o.note)
    how, days = _how(o, day)
    if closed and o.met_on is None and not o.excused:
        how, days = "never", 0
    return Chapter(o.kind, o.who, o.clause, o.due, o.met_on, how, days, o.note)


def _how(o: Obligation, day: date) -> tuple[str, int]:
    if o.met_on is not None:
        days = max(0, (o.met_on - o.due).days)
        return (f"{count(days, 'day')} late" if days else "on time"), days
    if o.excused:
        return "excused", 0
    if o.forgotten:
        return ("never" if day > o.due else "not due yet"), 0
    return ("overdue", o.days_late(day)) if o.late_on(day) else ("not due yet", 0)


def _spans(
    facts: PairFacts,
    day: date,
    kind: str,
    happened: Sequence[date],
    months: int,
    grace: timedelta,
) -> Iterator[Span]:
    """From the match on, each stretch that was due and the day that ended it."""
    since = facts.matched_on
    for met in [*sorted({d for d in happened if d <= day}), None]:
        due = after_leave(facts, kind, months_after(since, months), met, day)
        if due <= concluded_on(facts):  # none is due after the conclusion
            yield Span(since, due, due + grace, met)
        since = met or since


def _repeated(facts: PairFacts, day: date, span: Span, kind: str, who: str, clause: str) -> Chapter:
    how, days = _how_repeated(facts, day, span, kind)
    last = "none since the match" if span.since == facts.matched_on else f"last one {span.since}"
    return Chapter(kind, who, clause, span.due, span.met_on, how, days, last)


def _how_repeated(facts: PairFacts, day: date, span: Span, kind: str) -> tuple[str, int]:
    if span.met_on is not None:
        if span.met_on <= span.late_after:
            return "on time", 0
        if excused(facts, kind, span.late_after + timedelta(days=1)):
            return "excused", 0
        days = (span.met_on - span.due).days
        return f"{count(days, 'day')} late", days
    if excused(facts, kind, min(day, concluded_on(facts) - timedelta(days=1))):
        return "excused", 0
    if day >= concluded_on(facts):
        return "never", 0
    return ("overdue", (day - span.due).days) if day > span.late_after else ("not due yet", 0)
