"""The timeline: a pair's whole history, as the coordinator prints it for the file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.rules import deadlines, scoring, terms, timeline
from wvls_mentor.rules.choices import how_it_goes
from wvls_mentor.rules.deadline_kinds import called
from wvls_mentor.rules.matching_facts import Factor
from wvls_mentor.rules.meetings import how_met
from wvls_mentor.rules.stipends import PairStipends, Totals, totals
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.rules.timeline import Chapter
from wvls_mentor.rules.topics import listed_topics
from wvls_mentor.services import stipends
from wvls_mentor.services.agenda import Topics, covered
from wvls_mentor.services.goals import GoalLine, goal_lines
from wvls_mentor.services.meeting_changes import MeetingLine, line_of
from wvls_mentor.services.validation import facts_of
from wvls_mentor.store import meetings as meetings_store
from wvls_mentor.store import people, queries
from wvls_mentor.store.engine import reading
from wvls_mentor.store.models import CheckIn, Evaluation, Excused, Extension, Goal, Pair
from wvls_mentor.store.pairs import records_of
from wvls_mentor.store.session import Session
from wvls_mentor.text import hours_text, listed


@dataclass(frozen=True, slots=True)
class Partner:
    """One partner with library, ways to reach them and what is noted of them in this role."""

    id: int
    name: str
    email: str
    phone: str
    library: str | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, or is planned, on a day."""

    on: date
    what: str
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """Everything about one pair as of *day*; miles one way, an estimate.

    *badly_since* is the day of the newest check-in where an active pair said that it goes badly.
    """

    day: date
    facts: PairFacts
    state: str
    ends_on: date
    mentor: Partner
    mentee: Partner
    miles: float | None
    score: int | None
    factors: dict[str, Factor]  # of the score, as they were on the day of the match
    waived: str | None
    end_reason: str
    chapters: tuple[Chapter, ...]
    goals: tuple[GoalLine, ...]
    meetings: tuple[MeetingLine, ...]
    topics: Topics
    events: tuple[Event, ...]
    money: PairStipends
    sums: Totals
    badly_since: date | None = None


def tell(db: Path, pair_id: int, day: date, *, notes: bool = True) -> Story:
    """The story of a pair as of *day*; anything dated later is ignored.

    Without *notes* no note, reason or answer of anybody is in it.
    """
    with reading(db) as session:
        facts = facts_of(session, pair_id, day)
        pair = session.get_one(Pair, pair_id)
        everybody = people.known(session, day)
        one, other = everybody[facts.mentor_id], everybody[facts.mentee_id]
        miles = None
        if one.place and other.place:
            miles = scoring.road_miles(one.place, other.place, facts.policy)
        meetings = _meetings(session, pair_id, day)
        if not notes:
            meetings = [replace(m, meeting=replace(m.meeting, note="")) for m in meetings]
        calls = records_of(session, CheckIn, pair_id)
        contacts = [m.meeting.day for m in meetings if m.meeting.state == "held"]
        answered = [c.day for c in calls if c.answered and c.day <= day]
        book = queries.policy_book(session)
        money = stipends.calculated(session, book, day, pair_id=pair_id, facts=[facts])[0]
        goals = goal_lines(session, records_of(session, Goal, pair_id), day)
        topics = covered(session, facts, day)
        return Story(
            day=day,
            facts=facts,
            state=terms.state(facts, day),
            ends_on=terms.ends_on(facts),
            mentor=_partner(one, one.mentor[-1] if one.mentor and notes else ""),
            mentee=_partner(other, other.mentee[-1] if other.mentee and notes else ""),
            miles=miles,
            score=pair.score,
            factors={
                name: Factor(f["value"], f["weight"], f["known"], f["why"])
                for name, f in json.loads(pair.factors or "{}").items()
            },
            waived=pair.waived if notes else None,
            end_reason=pair.end_reason if facts.ended_on and notes else "",
            chapters=timeline.tell(facts, day, contacts, answered),
            goals=goals,
            meetings=tuple(meetings),
            topics=topics,
            events=tuple(
                _events(session, facts, pair, goals, meetings, topics.titles, calls, day, notes)
            ),
            money=money,
            sums=totals([money]),
            badly_since=_badly_since(facts, calls, day) if notes else None,
        )


def _badly_since(facts: PairFacts, calls: Sequence[CheckIn], day: date) -> date | None:
    """The day of the newest answered check-in of an active pair, where the answer was badly (C9)."""
    answered = [c for c in calls if c.answered and c.day <= day]
    newest = max(answered, key=lambda c: (c.day, c.id or 0), default=None)
    if newest is None or newest.going != "badly" or terms.state(facts, day) != "active":
        return None
    return newest.day


def _meetings(session: Session, pair_id: int, day: date) -> list[MeetingLine]:
    found = meetings_store.of_pair(session, pair_id)
    return [line_of(session, m) for m in found if m.day <= day or m.state == "planned"]


def _partner(person: people.PersonRecord, note: str) -> Partner:
    return Partner(person.id, person.name, person.email, person.phone, person.library, note)


def _events(
    session: Session,
    facts: PairFacts,
    pair: Pair,
    goals: tuple[GoalLine, ...],
    meetings: list[MeetingLine],
    titles: Mapping[str, str],
    calls: list[CheckIn],
    day: date,
    notes: bool,
) -> list[Event]:
    """Every event by *day*, in order; planned meetings at their day."""
    waived = f"; waived: {pair.waived}" if pair.waived and notes else ""
    found = [Event(facts.matched_on, f"matched{waived}")]
    for extension in records_of(session, Extension, facts.pair_id):
        reason = f": {extension.reason}" if extension.reason and notes else ""
        found.append(Event(extension.decided_on, f"extended to {extension.until}{reason}"))
    found += [_meeting(m, titles) for m in meetings]
    for goal in goals:
        days = {"shared": goal.shared_on, "done": goal.done_on, "dropped": goal.dropped_on}
        found += [
            Event(on, f"{goal.term}-term goal {word}: {goal.goal}")
            for word, on in days.items()
            if on is not None
        ]
    found += [Event(c.day, _call(c, notes)) for c in calls]
    for e in records_of(session, Evaluation, facts.pair_id):
        rating = f", rating {e.rating} of 5" if e.rating and notes else ""
        interim = "interim " if e.day < deadlines.evaluations_open(facts) else ""
        found.append(Event(e.day, f"{interim}evaluation of the {e.partner}{rating}"))
    leaves: dict[tuple[date, date | None, str], list[str]] = {}
    for x in records_of(session, Excused, facts.pair_id):
        leaves.setdefault((x.since, x.until, x.reason), []).append(called(x.kind))
    for (since, until, reason), kinds in leaves.items():
        end = f"until {until}" if until else "for good"
        why = f": {reason}" if notes else ""
        found.append(Event(since, f"{listed(kinds)} excused {end}{why}"))
    concluded = terms.concluded_on(facts)
    reason = f": {pair.end_reason}" if notes else ""
    ended = f"ended{reason}" if facts.ended_on else "concluded"
    found.append(Event(concluded, ended))
    seen = [e for e in found if e.on <= day or e.planned]
    return sorted(seen, key=lambda e: e.on)


_STATES = {
    "held": "",
    "planned": "planned: ",
    "attempted": "no answer: ",
    "cancelled": "canceled: ",
}


def _meeting(m: MeetingLine, titles: Mapping[str, str]) -> Event:
    row = m.meeting
    how = how_met(row.method, row.place)
    said = f"{_STATES[row.state]}{how} (meeting {row.id})"
    if row.minutes:
        said += f", {hours_text(row.minutes)} h"
    if m.topics:
        said += f"; {listed_topics(titles[topic] for topic in m.topics)}"
    said += f"; {row.note}" if row.note else ""
    return Event(row.day, said, planned=row.state == "planned")


def _call(call: CheckIn, notes: bool) -> str:
    said = "check-in" if call.answered else "check-in tried, nobody reached"
    if call.partner:
        said += " with both" if call.partner == "both" else f" with the {call.partner}"
    if call.going and notes:
        said += f", {how_it_goes(call.going)}"
    return said + (f"; {call.note}" if call.note and notes else "")
