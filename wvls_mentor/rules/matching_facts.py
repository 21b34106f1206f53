"""The input and output of the matching: plain values (C3)."""

from dataclasses import dataclass
from datetime import date

from wvls_mentor.rules.choices import PRIORITIES
from wvls_mentor.rules.policy import Policy

WAIVABLE = ("C1", "C2")  # the codes that the coordinator may waive for one pair, no others
WEIGHTS = dict(zip(PRIORITIES, (3, 2, 1), strict=True))


@dataclass(frozen=True, slots=True)
class Place:
    """A library as far as matching cares: degrees, people served, NCES locale code."""

    library_id: int
    name: str
    city: str
    latitude: float | None
    longitude: float | None
    population: int | None
    locale: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What the matching knows of a mentor or mentee; *since* is when they became one."""

    id: int
    name: str
    email: str
    since: date
    place: Place | None = None
    interests: frozenset[str] = frozenset()
    culture: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorFacts(PersonFacts):
    """A mentor on the day of the match; *max_miles* one way, *full_until* the next free place."""

    expertise: frozenset[str] = frozenset()
    capacity: int = 1
    max_miles: float | None = None
    paused: bool = False
    paused_since: date | None = None
    active_pairs: int = 0
    full_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeFacts(PersonFacts):
    """A mentee on the day of the match; needs are (topic, high | medium | low)."""

    needs: tuple[tuple[str, str], ...] = ()
    status: str = "waiting"
    ended_early: bool = False
    matched_with: str | None = None  # while status is matched


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingSituation:
    """Everybody on one day; *apart*, *earlier* and *active* hold (mentee, mentor) ids."""

    day: date
    policy: Policy
    mentors: tuple[MentorFacts, ...]
    mentees: tuple[MenteeFacts, ...]
    apart: frozenset[tuple[int, int]] = frozenset()
    earlier: frozenset[tuple[int, int]] = frozenset()
    active: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Objection:
    """One condition that a pairing fails, as a code and as a sentence."""

    code: str
    sentence: str

    @property
    def waivable(self) -> bool:
        """Whether the coordinator may waive it for one pair."""
        return self.code in WAIVABLE

    @property
    def of_mentee(self) -> bool:
        """Whether it is the mentee's alone, so that every mentor has it."""
        return self.code in ("not-waiting", "C2")


@dataclass(frozen=True, slots=True)
class Factor:
    """One of the four factors, 0 to 1; what cannot be known counts 0.5 (interests: 0) and says so."""

    value: float
    weight: int
    known: bool
    why: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """A proposed pair; score 0 to 10,000, estimated road miles one way."""

    mentee: MenteeFacts
    mentor: MentorFacts
    score: int
    miles: float | None
    factors: dict[str, Factor]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Somebody who waits and is in no proposed pair, with the reason in words."""

    mentee: MenteeFacts
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible mentor for one mentee, and what choosing them would cost the program."""

    mentor: MentorFacts
    score: int
    miles: float | None
    factors: dict[str, Factor]
    cost_matched: int
    cost_score: int
    note: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excluded:
    """An impossible mentor with every reason."""

    mentor: MentorFacts
    against: tuple[Objection, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences."""
        return tuple(o.sentence for o in self.against)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every mentor for one mentee, the possible ones best first."""

    mentee: MenteeFacts
    candidates: tuple[Candidate, ...]
    excluded: tuple[Excluded, ...]
    uncovered_needs: tuple[str, ...]
    proposed_mentor_id: int | None
