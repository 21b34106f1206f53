"""Validates the days of a pair's records: refuses any before the match or after the end."""

from datetime import date

from wvls_mentor.dates import spelled
from wvls_mentor.errors import Refused
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.terms import PairFacts, concluded_on
from wvls_mentor.store import meetings, queries
from wvls_mentor.store.session import Session


def facts_of(
    session: Session, pair_id: int, day: date, *, book: PolicyBook | None = None
) -> PairFacts:
    """The facts of one pair as of *day*; *book* where it is at hand.

    Raises Refused where the pair was not matched yet.
    """
    book = book or queries.policy_book(session)
    found = queries.pair_facts(session, book, day, pair_id=pair_id)
    if not found:
        raise Refused(
            f"Pair {pair_id} was not matched yet on {day}.",
            "Check the day and its year. Where you typed none, check the date of this computer.",
        )
    return found[0]


def inside(facts: PairFacts, day: date, *, after: bool = False, today: date | None = None) -> None:
    """Refuse a day before the match or, unless *after*, after the conclusion.

    *today* is for days that may be to come: the end that they pass may be to come, too.
    """
    if day < facts.matched_on:
        raise Refused(
            f"{facts.mentor} and {facts.mentee} were not matched until "
            f"{spelled(facts.matched_on)}; {spelled(day)} is before that.",
            "Check the day and its year.",
        )
    concluded = concluded_on(facts)
    if day > concluded and not after:
        ends = "ended" if today is None or concluded <= today else "ends"
        raise Refused(
            f"The mentorship of {facts.mentor} and {facts.mentee} {ends} on {concluded}.",
            f"Check the day.{_go_on(facts, concluded)}",
        )


def _go_on(facts: PairFacts, concluded: date) -> str:
    """How a term that has simply run out goes on: two who still meet have decided so (C4)."""
    if facts.ended_on is not None:
        return ""
    return (
        f" Did they decide by {concluded} to go on? wvls extend {facts.pair_id} --months N "
        f"--on {concluded}"
    )


def met_until(session: Session, pair_id: int, end: date) -> None:
    """Refuse an *end* before a meeting: its stipend and travel would be outside the mentorship."""
    later = meetings.first_after(session, pair_id, end)
    if later is not None:
        raise Refused(
            f"Meeting {later.id} was {later.state} on {later.day}, after {end}.",
            "End it on a later day, or fix the meeting first.",
        )
