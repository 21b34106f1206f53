"""Evaluations: what partners answered at the end, one by one and summarized (C10)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

# Fewer answers than this and a mean would tell who said what.
FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """An evaluation: rating and support 1 to 5; None where not answered."""

    rating: int | None = None
    goals_met: str | None = None
    support: int | None = None
    again: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationLine:
    """One partner's evaluation."""

    evaluation_id: int
    pair_id: int
    mentor: str
    mentee: str
    by: str
    on: date
    answers: Answers
    interim: bool = False  # from before an extension: it meets nothing, and is in no average


def summary(found: Sequence[EvaluationLine]) -> dict[str, Any]:
    """Counts and means across pairs, naming nobody; a mean of fewer than three is left out.

    An interim one is in none of them, and of several of one partner the newest counts (C10).
    """
    newest = {(e.pair_id, e.by): e for e in sorted(found, key=lambda e: e.on) if not e.interim}
    found = list(newest.values())
    made: dict[str, Any] = {"evaluations": len(found), "pairs": len({e.pair_id for e in found})}
    for name in ("rating", "support"):
        given = [getattr(e.answers, name) for e in found if getattr(e.answers, name) is not None]
        made[f"{name}_answers"] = len(given)
        made[f"{name}_mean"] = round(sum(given) / len(given), 2) if len(given) >= FEWEST else None
    for name in ("goals_met", "again"):
        counted = Counter(getattr(e.answers, name) for e in found if getattr(e.answers, name))
        enough = sum(counted.values()) >= FEWEST
        made[name] = dict(sorted(counted.items())) if enough else None
    return made
