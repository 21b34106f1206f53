"""C3: what makes a pairing impossible, each condition a named reason, written once.

Conditions on one person are checked person by person. Conditions on two are checked for everybody
at once, and for a single pair by the same code.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from wvls_mentor.dates import spelled
from wvls_mentor.rules import eligibility
from wvls_mentor.rules.matching_facts import MatchingSituation, MenteeFacts, MentorFacts, Objection
from wvls_mentor.rules.scoring import HAIR, road_matrix
from wvls_mentor.text import count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]
    Truth = NDArray[np.bool_]

Couple = tuple[int, int]  # the ids of a mentee and a mentor


def objections(
    now: MatchingSituation, mentee: MenteeFacts, mentor: MentorFacts, *, as_waiting: bool = True
) -> tuple[Objection, ...]:
    """Every condition that this pairing fails, each a named reason.

    Without *as_waiting* a mentee whose full term has concluded may be matched again.
    """
    return Conditions(now, [mentee], [mentor], as_waiting=as_waiting).objections(0, 0)


class Conditions:
    """What every mentee (row) and mentor (column) fails together; *miles* one way, nan: unknown."""

    def __init__(
        self,
        now: MatchingSituation,
        mentees: Sequence[MenteeFacts],
        mentors: Sequence[MentorFacts],
        miles: "Matrix | None" = None,
        *,
        as_waiting: bool = True,
    ) -> None:
        import numpy as np

        self.mentors = mentors
        self.miles = road_matrix(mentees, mentors, now.policy) if miles is None else miles
        self.of_mentor = [tuple(_about_mentor(now, m)) for m in mentors]
        self.of_mentee = [tuple(_about_mentee(now, m, as_waiting=as_waiting)) for m in mentees]
        self.of_both = _about_both(now, mentees, mentors, self.miles)
        fit = np.array([not o for o in self.of_mentee], dtype=bool)
        self.possible: Truth = np.outer(fit, np.array(self.available, dtype=bool))
        for failed in self.of_both.values():
            self.possible &= ~failed

    @property
    def available(self) -> list[bool]:
        """Whether each mentor could take a mentee at all."""
        return [not o for o in self.of_mentor]

    def objections(self, row: int, column: int) -> tuple[Objection, ...]:
        """Every condition that one pairing fails: the mentor's, the mentee's, those of both."""
        both = (code for code, failed in self.of_both.items() if failed[row, column])
        most, miles = self.mentors[column].max_miles, float(self.miles[row, column])
        return (
            *self.of_mentor[column],
            *self.of_mentee[row],
            *(Objection(code, _SENTENCES[code].format(miles=miles, most=most)) for code in both),
        )


def _about_mentor(now: MatchingSituation, mentor: MentorFacts) -> Iterable[Objection]:
    """What keeps this mentor from any mentee on the day."""
    if mentor.paused:
        since = f" since {mentor.paused_since}" if mentor.paused_since else ""
        yield Objection("paused", f"paused{since}")
    eligible_on = eligibility.mentor_eligible_on(mentor.since, now.policy)
    if eligible_on > now.day:
        years = count(now.policy.mentor_min_years, "year")
        yield Objection("C1", f"reaches {years} of experience on {spelled(eligible_on)} (C1)")
    if mentor.active_pairs >= mentor.capacity:
        until = f", until {mentor.full_until}" if mentor.full_until and mentor.capacity else ""
        yield Objection("capacity", f"full ({mentor.active_pairs} of {mentor.capacity}{until})")


def _about_mentee(
    now: MatchingSituation, mentee: MenteeFacts, *, as_waiting: bool
) -> Iterable[Objection]:
    """What keeps this mentee from any mentor on the day."""
    if mentee.status == "concluded" and as_waiting:
        yield Objection("not-waiting", f"{mentee.name} has completed a mentorship")
    elif mentee.status == "matched" and mentee.matched_with is not None:
        yield Objection("not-waiting", f"{mentee.name} is matched with {mentee.matched_with}")
    elif mentee.status in ("matched", "withdrawn"):
        yield Objection("not-waiting", f"{mentee.name} is {mentee.status}")
    if not eligibility.mentee_eligible(
        mentee.since, now.policy, now.day, ended_early=mentee.ended_early
    ):
        until = eligibility.mentee_eligible_until(mentee.since, now.policy)
        years = count(now.policy.mentee_max_years, "year")
        over = f"has been a director for more than {years} (limit: {until}, C2)"
        yield Objection("C2", f"{mentee.name} {over}")


_SENTENCES = {
    "same-person": "the same person",
    "same-library": "the same library",
    "too-far": "about {miles:.1f} miles, drives {most:g}",
    "keep-apart": "on the keep-apart list",
    "earlier-pair": "they were a pair before",
    "each-other": "they would be each other's mentor",
}


def _about_both(
    now: MatchingSituation,
    mentees: Sequence[MenteeFacts],
    mentors: Sequence[MentorFacts],
    miles: "Matrix",
) -> "dict[str, Truth]":
    """Which pairings fail each condition, in the order in which the reasons are named."""
    import numpy as np

    row = {m.id: i for i, m in enumerate(mentees)}
    column = {m.id: i for i, m in enumerate(mentors)}
    here = np.array([m.place.library_id if m.place else -1 for m in mentees])
    there = np.array([m.place.library_id if m.place else -2 for m in mentors])
    most = np.array([np.inf if m.max_miles is None else m.max_miles for m in mentors])

    def among(couples: Iterable[Couple]) -> "Truth":
        found = np.zeros(miles.shape, dtype=bool)
        for mentee, mentor in couples:
            if mentee in row and mentor in column:
                found[row[mentee], column[mentor]] = True
        return found

    return {
        "same-person": among((n, n) for n in row),
        "same-library": (here[:, None] == there) & (not now.policy.allow_same_library),
        "too-far": miles > most + HAIR,  # unknown miles forbid nothing
        "keep-apart": among(now.apart),
        "earlier-pair": among(now.earlier - now.active),  # not of those who are a pair now
        "each-other": among((mentor, mentee) for mentee, mentor in now.active),
    }
