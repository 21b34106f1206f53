"""What the program lacks for people who wait: needs, second choices and changes to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wvls_mentor.rules.eligibility import mentee_eligible, mentee_eligible_until, mentor_eligible_on
from wvls_mentor.rules.matching_facts import MatchingSituation, MenteeFacts, MentorFacts

AHEAD = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class UncoveredNeed:
    """A topic that no free mentor covers, with the mentees who wait and need it."""

    topic: str
    mentees: tuple[MenteeFacts, ...]


@dataclass(frozen=True, slots=True)
class OnlyMentor:
    """Somebody who waits and has only one possible mentor."""

    mentee: MenteeFacts
    mentor: MentorFacts


@dataclass(frozen=True, slots=True)
class Turn:
    """From *on* somebody is eligible as a mentor (C1), or too experienced for a mentee (C2)."""

    person: MentorFacts | MenteeFacts
    on: date

    @property
    def change(self) -> str:
        """``eligible`` or ``too-experienced``."""
        return "eligible" if isinstance(self.person, MentorFacts) else "too-experienced"


@dataclass(frozen=True, slots=True)
class Missing:
    """All of it; *soon* is within 90 days, in the order of the days."""

    needs: tuple[UncoveredNeed, ...] = ()
    only: tuple[OnlyMentor, ...] = ()
    soon: tuple[Turn, ...] = ()


def missing(
    now: MatchingSituation,
    uncovered: Iterable[tuple[MenteeFacts, Sequence[str]]],
    possible: Mapping[int, Sequence[MentorFacts]],
) -> Missing:
    """What is missing as of the day of *now*; nobody is looked for who may be matched no more (C2).

    *uncovered* are the needs of each mentee who waits that no free mentor covers, *possible* the
    possible mentors by the mentee's id.
    """
    by_topic: dict[str, list[MenteeFacts]] = {}
    for mentee, topics in uncovered:
        for topic in topics if _may(now, mentee) else ():
            by_topic.setdefault(topic, []).append(mentee)
    # What most of them need comes first: it is what to look for in the next mentor.
    needs = sorted(by_topic.items(), key=lambda item: (-len(item[1]), item[0]))
    waiting = [m for m in now.mentees if m.status == "waiting"]
    only = [OnlyMentor(m, possible[m.id][0]) for m in waiting if len(possible.get(m.id, ())) == 1]
    return Missing(
        tuple(UncoveredNeed(topic, tuple(mentees)) for topic, mentees in needs),
        tuple(sorted(only, key=lambda o: o.mentee.email.casefold())),
        _soon(now, waiting),
    )


def _may(now: MatchingSituation, mentee: MenteeFacts) -> bool:
    return mentee_eligible(mentee.since, now.policy, now.day, ended_early=mentee.ended_early)


def _soon(now: MatchingSituation, waiting: Sequence[MenteeFacts]) -> tuple[Turn, ...]:
    turns = [
        Turn(m, mentor_eligible_on(m.since, now.policy))
        for m in now.mentors
        if m.capacity and not m.paused
    ]
    turns += [
        Turn(m, mentee_eligible_until(m.since, now.policy) + timedelta(days=1))
        for m in waiting
        if not m.ended_early  # whoever waits for a second mentor stays eligible
    ]
    near = (t for t in turns if now.day < t.on <= now.day + AHEAD)
    return tuple(sorted(near, key=lambda t: (t.on, t.person.email.casefold(), t.change)))
