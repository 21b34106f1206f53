"""C3: which pairings are possible, which are best together, and why."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations, compress
from typing import TYPE_CHECKING

from wvls_mentor.errors import Refused
from wvls_mentor.rules import assignment, scoring
from wvls_mentor.rules.conditions import Conditions, Couple, objections
from wvls_mentor.rules.matching_facts import (
    Candidate,
    Excluded,
    Explanation,
    Factor,
    MatchingSituation,
    MenteeFacts,
    MentorFacts,
    Pairing,
    PersonFacts,
    Unmatched,
)
from wvls_mentor.rules.missing import Missing, missing
from wvls_mentor.rules.policy import Policy
from wvls_mentor.text import listed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Naming who would be displaced takes a solve for each mentor: only where there are few.
MOST_NOTED = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """The best whole assignment, and who it leaves."""

    pairings: tuple[Pairing, ...]
    unmatched: tuple[Unmatched, ...]
    waiting: int
    total_score: int
    lowest_score: int | None
    missing: Missing


def pair_score(
    mentee: MenteeFacts, mentor: MentorFacts, policy: Policy
) -> tuple[int, float | None, dict[str, Factor]]:
    """Score (0 to 10,000), estimated road miles and factors of one pair."""
    found = scoring.scores([mentee], [mentor], policy)
    factors = scoring.factors_in_words(mentee, mentor, found, 0, 0, policy)
    return int(found.points[0, 0]), _miles(found, 0, 0), factors


def _miles(found: scoring.Scores, row: int, column: int) -> float | None:
    miles = float(found.miles[row, column])
    return None if miles != miles else miles  # nan is not equal to itself


class _Board:
    """Everybody in the order that breaks ties, with scores, possible pairings and free places."""

    def __init__(self, now: MatchingSituation) -> None:
        import numpy as np

        self.now = now
        self.mentees = sorted((m for m in now.mentees if m.status == "waiting"), key=_by_email)
        self.mentors = sorted(now.mentors, key=_by_email)
        self.row = {m.id: i for i, m in enumerate(self.mentees)}
        self.column = {m.id: i for i, m in enumerate(self.mentors)}
        self.scores = scoring.scores(self.mentees, self.mentors, now.policy)
        self.points = self.scores.points
        self.places = np.array(
            [max(0, m.capacity - m.active_pairs) for m in self.mentors], dtype=int
        )
        self.conditions = Conditions(now, self.mentees, self.mentors, self.scores.miles)
        self.possible = self.conditions.possible
        self.swaps = self._swaps()
        free = compress(self.mentors, self.conditions.available)
        self.covered = frozenset[str]().union(*(m.expertise for m in free))

    def _swaps(self) -> list[assignment.Swap]:
        """The pairings of which one alone may be: two people are never each other's mentor."""
        both = [(i, self.column[m.id]) for i, m in enumerate(self.mentees) if m.id in self.column]
        return [
            ((r, other_c), (other_r, c))
            for (r, c), (other_r, other_c) in combinations(both, 2)
            if self.possible[r, other_c] and self.possible[other_r, c]
        ]

    def forbid(self, allowed: "NDArray[np.bool_]", couples: Sequence[Couple]) -> None:
        """Remove (mentee, mentor) ids from *allowed*."""
        for mentee_id, mentor_id in couples:
            if mentee_id in self.row and mentor_id in self.column:
                allowed[self.row[mentee_id], self.column[mentor_id]] = False

    def pairing(self, row: int, column: int) -> Pairing:
        """One pair with its reasons in words."""
        mentee, mentor = self.mentees[row], self.mentors[column]
        factors = scoring.factors_in_words(
            mentee, mentor, self.scores, row, column, self.now.policy
        )
        miles = _miles(self.scores, row, column)
        return Pairing(mentee, mentor, int(self.points[row, column]), miles, factors)


def _by_email(person: PersonFacts) -> tuple[str, int]:
    return person.email.casefold(), person.id


def propose(
    now: MatchingSituation,
    *,
    fair: bool = False,
    min_score: int = 0,
    fixed: Sequence[Couple] = (),
    forbidden: Sequence[Couple] = (),
) -> Proposal:
    """The best whole assignment for everybody who waits.

    *fixed* and *forbidden* hold (mentee, mentor) ids. Raises Refused when a fixed pairing is
    impossible, too weak, forbidden, or one of more than its mentor has places for.
    """
    board = _Board(now)
    allowed = board.possible & (board.points >= min_score)
    board.forbid(allowed, forbidden)
    must = _fix(board, allowed, fixed)
    try:
        solution = assignment.solve_apart(
            board.points, allowed, board.places, must, board.swaps, fair=fair
        )
    except ValueError:
        raise Refused(
            "These fixed pairings give a mentor more mentees than the capacity.",
            "Fix fewer of them.",
        ) from None
    pairings = [board.pairing(r, c) for r, c in enumerate(solution.chosen) if c >= 0]
    couples = {(p.mentee.id, p.mentor.id) for p in pairings}
    alone = [
        Unmatched(
            board.mentees[r],
            _own_mentees(board, allowed, r, couples) or _why_alone(board, allowed, r, min_score),
        )
        for r, c in enumerate(solution.chosen)
        if c < 0
    ]
    return Proposal(
        pairings=tuple(pairings),
        unmatched=tuple(alone),
        waiting=len(board.mentees),
        total_score=solution.total,
        lowest_score=min((p.score for p in pairings), default=None),
        missing=_missing(board),
    )


def _missing(board: _Board) -> Missing:
    possible = {
        mentee.id: list(compress(board.mentors, board.possible[row]))
        for row, mentee in enumerate(board.mentees)
    }
    return missing(board.now, ((m, _uncovered(board, m)) for m in board.mentees), possible)


def _fix(board: _Board, allowed: "NDArray[np.bool_]", fixed: Sequence[Couple]) -> frozenset[int]:
    """Leave each fixed mentee only the fixed mentor."""
    rows: dict[int, int] = {}
    for mentee_id, mentor_id in fixed:
        mentee = next(m for m in board.now.mentees if m.id == mentee_id)
        mentor = next(m for m in board.now.mentors if m.id == mentor_id)
        reasons = [o.sentence for o in objections(board.now, mentee, mentor)]
        row, column = board.row.get(mentee_id), board.column[mentor_id]
        if not reasons and row is not None and not allowed[row, column]:
            reasons = ["it is ruled out by --without, by --min-score or by another --fix"]
        if reasons or row is None:
            raise Refused(
                f"{mentor.name} cannot be fixed for {mentee.name}: {'; '.join(reasons)}.",
                f"See why: wvls match {mentee_id}",
            )
        only = allowed[row].copy()
        only[:] = False
        only[column] = True
        allowed[row] = only
        board.forbid(allowed, [(mentor_id, mentee_id)])
        rows[row] = column
    return frozenset(rows)


def _uncovered(board: _Board, mentee: MenteeFacts) -> tuple[str, ...]:
    """The needs that no available mentor covers."""
    return tuple(topic for topic, _ in mentee.needs if topic not in board.covered)


def _own_mentees(
    board: _Board, allowed: "NDArray[np.bool_]", row: int, couples: Collection[Couple]
) -> str:
    """Why somebody is unmatched whose only possible mentors would be their own mentees, or ""."""
    could = allowed[row] if allowed[row].any() else board.possible[row]
    theirs = [m for m, can in zip(board.mentors, could, strict=True) if can]
    if not theirs or any((m.id, board.mentees[row].id) not in couples for m in theirs):
        return ""
    are = "is" if len(theirs) == 1 else "are"
    names = listed(m.name for m in theirs)
    return f"{names} {are} proposed as their mentee, and two people are never each other's mentor"


def _why_alone(board: _Board, allowed: "NDArray[np.bool_]", row: int, min_score: int) -> str:
    """Why somebody who waits is in no proposed pair, in words."""
    if own := board.conditions.of_mentee[row]:
        return "; ".join(o.sentence for o in own)
    if allowed[row].any():
        names = [board.mentors[c].name for c in range(len(board.mentors)) if allowed[row, c]]
        shown = names if len(names) <= 3 else [*names[:3], f"{len(names) - 3} more"]
        return f"every possible mentor is needed more in another pair: {listed(shown)}"
    if board.possible[row].any():
        best = int(board.points[row][board.possible[row]].max())
        if best < min_score:
            return f"no possible mentor reaches --min-score; the best has {best / 100:.1f}%"
        return "every possible mentor is ruled out by --without"
    if not board.mentors:
        return "there is no mentor yet"
    everybody = range(len(board.mentors))
    codes = Counter(board.conditions.objections(row, c)[0].code for c in everybody)
    said = listed(f"{n} {_SHORT[code]}" for code, n in codes.most_common())
    return f"nobody can mentor them: {said}"


_SHORT = {
    "paused": "paused",
    "C1": "not experienced enough yet (C1)",
    "capacity": "full",
    "same-person": "the same person",
    "same-library": "at the same library",
    "too-far": "too far away",
    "keep-apart": "kept apart",
    "earlier-pair": "paired with them before",
    "each-other": "their own mentee",
}


def explain(now: MatchingSituation, mentee_id: int) -> Explanation:
    """Every mentor for one mentee: the possible ones best first, the others with every reason."""
    board = _Board(now)
    mentee = next(m for m in now.mentees if m.id == mentee_id)
    row = board.row.get(mentee_id)
    theirs = Conditions(now, [mentee], board.mentors)
    excluded = [
        Excluded(m, against)
        for column, m in enumerate(board.mentors)
        if (against := theirs.objections(0, column))
    ]
    if row is None or not board.possible[row].any():
        return Explanation(mentee, (), tuple(excluded), _uncovered(board, mentee), None)
    all_of_it = board.points, board.possible, board.places
    best = assignment.solve_apart(*all_of_it, frozenset(), board.swaps)
    values = assignment.fixed_values(row, *all_of_it, board.swaps)
    candidates = [_candidate(board, row, column, best, values[column]) for column in values]
    candidates.sort(key=lambda c: (-c.score, _by_email(c.mentor)))
    chosen = best.chosen[row]
    return Explanation(
        mentee,
        tuple(candidates),
        tuple(excluded),
        _uncovered(board, mentee),
        board.mentors[chosen].id if chosen >= 0 else None,
    )


def _candidate(
    board: _Board, row: int, column: int, best: assignment.Solution, value: tuple[int, int]
) -> Candidate:
    pair = board.pairing(row, column)
    lost = best.matched - value[0], best.total - value[1]
    note = _displaced(board, row, column, best) if any(lost) else ()
    return Candidate(pair.mentor, pair.score, pair.miles, pair.factors, *lost, note)


def _displaced(board: _Board, row: int, column: int, best: assignment.Solution) -> tuple[str, ...]:
    """Who would get somebody else, or nobody, if this pair were fixed."""
    if max(len(board.mentees), len(board.mentors)) > MOST_NOTED:
        return ()
    allowed = board.possible.copy()
    allowed[row] = False
    allowed[row, column] = True
    other = assignment.solve_apart(
        board.points, allowed, board.places, frozenset([row]), board.swaps
    )
    said = []
    for r, (was, now) in enumerate(zip(best.chosen, other.chosen, strict=True)):
        if r != row and was != now and was >= 0:
            name = board.mentees[r].name
            had = f"{board.mentors[was].name} ({board.points[r, was] / 100:.1f})"
            gets = "nobody"
            if now >= 0:
                gets = f"{board.mentors[now].name} ({board.points[r, now] / 100:.1f})"
            said.append(f"{name} would lose {had} and get {gets}")
    return tuple(said)
