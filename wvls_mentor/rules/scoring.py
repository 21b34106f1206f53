"""The four factors of C3 for every mentee (rows) and mentor (columns) at once, and the score.

One pair is scored by the same code as a thousand, so that no two screens show different figures.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wvls_mentor.rules.matching_facts import WEIGHTS, Factor, MenteeFacts, MentorFacts, Place
from wvls_mentor.rules.policy import Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

EARTH_MILES = 3958.7613
# What cannot be known counts half, but for interests: an empty form never beats a filled one.
UNKNOWN = {"need": 0.5, "location": 0.5, "interests": 0.0, "culture": 0.5}
# Sums of products of decimals land a hair under the exact half that they stand for.
HAIR = 1e-7


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores (0 to 10,000, whole), miles (nan: unknown) and factors by name (nan: unknown)."""

    points: "Matrix"
    miles: "Matrix"
    factors: "dict[str, Matrix]"


def scores(
    mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts], policy: Policy
) -> Scores:
    """Score every mentee against every mentor."""
    import numpy as np

    miles = road_matrix(mentees, mentors, policy)
    factors = {
        "need": _need(mentees, mentors),
        "location": np.maximum(0.0, 1.0 - miles / policy.location_zero_miles),
        "interests": _dice([m.interests for m in mentees], [m.interests for m in mentors]),
        "culture": _culture(mentees, mentors),
    }
    weights = weights_of(policy)
    total = sum(weights.values())
    summed = sum(weights[k] * np.nan_to_num(f, nan=UNKNOWN[k]) for k, f in factors.items())
    points = np.floor(10_000 * np.asarray(summed) / total + 0.5 + HAIR)
    return Scores(points, miles, factors)


def weights_of(policy: Policy) -> dict[str, int]:
    """The weight of each factor."""
    return {
        "need": policy.weight_need,
        "location": policy.weight_location,
        "interests": policy.weight_interests,
        "culture": policy.weight_culture,
    }


def _need(mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts]) -> "Matrix":
    import numpy as np

    topics = sorted({topic for m in mentees for topic, _ in m.needs})
    place = {topic: i for i, topic in enumerate(topics)}
    wanted = np.zeros((len(mentees), len(topics)))
    for row, mentee in enumerate(mentees):
        for topic, priority in mentee.needs:
            wanted[row, place[topic]] = WEIGHTS[priority]
    covered = _incidence([m.expertise for m in mentors], place)
    total = wanted.sum(axis=1, keepdims=True)
    # A mentee without needs is unknown (nan) here; to divide by 0 would say so with a warning.
    return np.asarray((wanted @ covered.T) / np.where(total > 0, total, np.nan))


def _incidence(sets: Sequence[frozenset[str]], place: dict[str, int]) -> "Matrix":
    import numpy as np

    found = np.zeros((len(sets), len(place)))
    for row, words in enumerate(sets):
        for word in words:
            if word in place:
                found[row, place[word]] = 1.0
    return found


def _dice(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> "Matrix":
    """Sorensen-Dice, case ignored; unknown (nan) where either set is empty."""
    import numpy as np

    a = [frozenset(w.casefold() for w in s) for s in left]
    b = [frozenset(w.casefold() for w in s) for s in right]
    words = sorted({w for s in a for w in s} & {w for s in b for w in s})
    place = {word: i for i, word in enumerate(words)}
    shared = _incidence(a, place) @ _incidence(b, place).T
    na = np.array([[len(s)] for s in a], dtype=float).reshape(len(a), 1)
    nb = np.array([[len(s) for s in b]], dtype=float).reshape(1, len(b))
    known = (na > 0) & (nb > 0)
    return np.where(known, 2 * shared / np.where(known, na + nb, 1.0), np.nan)


def _column(people: Sequence[MenteeFacts] | Sequence[MentorFacts], what: str) -> "Matrix":
    import numpy as np

    values = [None if p.place is None else getattr(p.place, what) for p in people]
    return np.array([np.nan if v is None else float(v) for v in values])


def road_matrix(
    mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts], policy: Policy
) -> "Matrix":
    """The estimates of the road, one way; nan where unknown."""
    import numpy as np

    lat1, lon1 = (_column(mentees, k)[:, None] for k in ("latitude", "longitude"))
    lat2, lon2 = (_column(mentors, k)[None, :] for k in ("latitude", "longitude"))
    chord = _half_chord(np, lat1, lon1, lat2, lon2)
    return np.asarray(2 * EARTH_MILES * np.arcsin(np.minimum(1.0, chord)) * policy.road_factor)


def road_miles(one: Place, other: Place, policy: Policy) -> float | None:
    """The estimate of the road between two libraries, one way; None where unknown."""
    spots = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in spots:
        return None
    chord = _half_chord(math, *spots)
    # Rounding may take the chord of two far places a hair above 1, of which there is no arcsine.
    return 2 * EARTH_MILES * math.asin(min(1.0, chord)) * policy.road_factor


def _half_chord(maths: Any, lat1: Any, lon1: Any, lat2: Any, lon2: Any) -> Any:
    """Haversine: half the chord between two places in degrees, for numbers or for matrices.

    *maths* is ``math`` or ``numpy``: a report with a distance in it loads no numpy.
    """
    lat1, lon1, lat2, lon2 = map(maths.radians, (lat1, lon1, lat2, lon2))
    across = maths.cos(lat1) * maths.cos(lat2) * maths.sin((lon2 - lon1) / 2) ** 2
    return maths.sqrt(maths.sin((lat2 - lat1) / 2) ** 2 + across)


def _culture(mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts]) -> "Matrix":
    """The mean of those of locale, size and tags that are known; nan where none is."""
    import numpy as np

    parts = np.stack(
        [
            _locale(mentees, mentors),
            _size(mentees, mentors),
            _dice([m.culture for m in mentees], [m.culture for m in mentors]),
        ]
    )
    known = ~np.isnan(parts)
    how_many = known.sum(axis=0)
    summed = np.where(known, parts, 0.0).sum(axis=0)
    return np.where(how_many > 0, summed / np.maximum(how_many, 1), np.nan)


def _locale(mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts]) -> "Matrix":
    import numpy as np

    a, b = _column(mentees, "locale")[:, None], _column(mentors, "locale")[None, :]
    steps = np.abs(np.floor(a / 10) - np.floor(b / 10))
    value = np.where(steps == 0, 0.8, np.where(steps == 1, 0.4, 0.0))
    value = np.where(a == b, 1.0, value)
    return np.where(np.isnan(a) | np.isnan(b), np.nan, value)


def _size(mentees: Sequence[MenteeFacts], mentors: Sequence[MentorFacts]) -> "Matrix":
    """How alike the two populations are; a library that serves nobody has no size."""
    import numpy as np

    a, b = _column(mentees, "population")[:, None], _column(mentors, "population")[None, :]
    a, b = np.where(a > 0, a, np.nan), np.where(b > 0, b, np.nan)
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(np.log10(a / b))))


def factors_in_words(
    mentee: MenteeFacts, mentor: MentorFacts, found: Scores, row: int, column: int, policy: Policy
) -> dict[str, Factor]:
    """The four factors of one pair with their reasons."""
    miles = float(found.miles[row, column])
    words = {
        "need": _need_words(mentee, mentor),
        "location": "distance unknown" if math.isnan(miles) else f"about {miles:.0f} miles",
        "interests": _shared_words(mentee.interests, mentor.interests, "interests"),
        "culture": _culture_words(mentee, mentor),
    }
    made = {}
    for name, weight in weights_of(policy).items():
        value: Any = float(found.factors[name][row, column])
        known = not math.isnan(value)
        made[name] = Factor(value if known else UNKNOWN[name], weight, known, words[name])
    return made


def _need_words(mentee: MenteeFacts, mentor: MentorFacts) -> str:
    if not mentee.needs:
        return "needs unknown"
    order = sorted(mentee.needs, key=lambda n: (-WEIGHTS[n[1]], n[0]))
    have = [_topic(*n) for n in order if n[0] in mentor.expertise]
    lack = [_topic(*n) for n in order if n[0] not in mentor.expertise]
    if not have:
        return f"does not cover {', '.join(lack)}"
    return f"covers {', '.join(have)}" + (f"; does not cover {', '.join(lack)}" if lack else "")


def _topic(topic: str, priority: str) -> str:
    return topic if priority == "medium" else f"{topic} ({priority})"


def _shared_words(a: frozenset[str], b: frozenset[str], what: str) -> str:
    if not a or not b:
        return f"{what} unknown"
    both = sorted({w.casefold() for w in a} & {w.casefold() for w in b})
    return f"shares {', '.join(both)}" if both else f"no shared {what}"


_LOCALES = {"1": "a city", "2": "a suburb", "3": "a town", "4": "rural"}
_BOTH = {"a city": "both in cities", "a suburb": "both in suburbs", "a town": "both in towns"}


def _culture_words(mentee: MenteeFacts, mentor: MentorFacts) -> str:
    said = []
    a, b = mentee.place, mentor.place
    if a and b and a.locale and b.locale:
        here, there = (_LOCALES.get(p.locale[:1], p.locale) for p in (a, b) if p.locale)
        said.append(_BOTH.get(here, f"both {here}") if here == there else f"{here} and {there}")
    if a and b and a.population and b.population:
        said.append(_size_words((a.population, a.city or a.name), (b.population, b.city or b.name)))
    if mentee.culture and mentor.culture:
        said.append(_shared_words(mentee.culture, mentor.culture, "words for the community"))
    return "; ".join(said) or "culture unknown"


def _size_words(mentees: tuple[float, str], mentors: tuple[float, str]) -> str:
    """How many times as big the bigger of two towns is, each with its population."""
    if 0.8 <= mentors[0] / mentees[0] <= 1.25:
        return f"similar in size to {mentees[1]}"
    (least, small), (most, big) = sorted((mentees, mentors))
    times = most / least
    return f"{big} is {times:.{1 if times < 10 else 0}f} times as big as {small}"
