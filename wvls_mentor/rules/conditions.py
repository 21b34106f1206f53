"""C3: what makes a pairing impossible, each condition a named reason."""

from collections.abc import Iterable

from wvls_mentor.rules import eligibility, scoring
from wvls_mentor.rules.facts import MenteeFacts, MentorFacts, Objection, Situation
from wvls_mentor.rules.scoring import road_miles
from wvls_mentor.text import count


def objections(
    now: Situation, mentee: MenteeFacts, mentor: MentorFacts, *, as_waiting: bool = True
) -> tuple[Objection, ...]:
    """Every condition that this pairing fails, each a named reason.

    Without *as_waiting* a mentee whose full term has concluded may be matched again.
    """
    return (
        *about_mentor(now, mentor),
        *about_mentee(now, mentee, as_waiting=as_waiting),
        *_about_both(now, mentee, mentor),
    )


def about_mentor(now: Situation, mentor: MentorFacts) -> Iterable[Objection]:
    """What keeps this mentor from any mentee on the day."""
    if mentor.paused:
        yield Objection("paused", "paused")
    eligible_on = eligibility.mentor_eligible_on(mentor.since, now.policy)
    if eligible_on > now.day:
        years = count(now.policy.mentor_min_years, "year")
        yield Objection("C1", f"{years} of experience only on {eligible_on} (C1)")
    if mentor.active_pairs >= mentor.capacity:
        until = f", until {mentor.full_until}" if mentor.full_until and mentor.capacity else ""
        yield Objection("capacity", f"full ({mentor.active_pairs} of {mentor.capacity}{until})")


def about_mentee(now: Situation, mentee: MenteeFacts, *, as_waiting: bool) -> Iterable[Objection]:
    """What keeps this mentee from any mentor on the day."""
    if mentee.status == "concluded" and as_waiting:
        yield Objection("not-waiting", f"{mentee.name} has completed a mentorship")
    elif mentee.status in ("matched", "withdrawn"):
        yield Objection("not-waiting", f"{mentee.name} is {mentee.status}")
    if not _mentee_eligible(now, mentee):
        until = eligibility.mentee_eligible_until(mentee.since, now.policy)
        years = count(now.policy.mentee_max_years, "year")
        yield Objection("C2", f"{mentee.name}'s {years} as administrator were up on {until} (C2)")


def _mentee_eligible(now: Situation, mentee: MenteeFacts) -> bool:
    return eligibility.mentee_eligible(
        mentee.since, now.policy, now.day, ended_early=mentee.ended_early
    )


def _about_both(now: Situation, mentee: MenteeFacts, mentor: MentorFacts) -> Iterable[Objection]:
    couple = (mentee.id, mentor.id)
    if mentee.id == mentor.id:
        yield Objection("same-person", "the same person")
    if _same_library(mentee, mentor) and not now.policy.allow_same_library:
        yield Objection("same-library", "the same library")
    if mentor.max_miles is not None and mentee.place and mentor.place:
        miles = road_miles(mentee.place, mentor.place, now.policy)
        if miles is not None and miles > mentor.max_miles + scoring.HAIR:
            yield Objection("too-far", f"about {miles:.1f} miles, drives {mentor.max_miles:g}")
    if couple in now.apart:
        yield Objection("keep-apart", "on the keep-apart list")
    if couple in now.earlier:
        yield Objection("earlier-pair", "they were a pair before")


def _same_library(mentee: MenteeFacts, mentor: MentorFacts) -> bool:
    a, b = mentee.place, mentor.place
    return a is not None and b is not None and a.library_id == b.library_id
