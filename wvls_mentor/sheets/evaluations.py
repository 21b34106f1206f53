"""Imports evaluations (C10)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wvls_mentor.errors import Refused
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.evaluations import refuse_too_early
from wvls_mentor.sheets.pair_rows import PairRows
from wvls_mentor.sheets.rows import FieldProblem, RowResult, refuse
from wvls_mentor.store.models import Evaluation

_ANSWERS = ("rating", "goals_met", "support", "again", "note")


class Evaluations(PairRows):
    """Rows of evaluations; the key is the pair, who handed it in and the day.

    One goes to the pair whose partner it names; where it names nobody, to the one pair whose
    window is open.
    """

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "day": ("on", "timestamp"), "on": ("on", "timestamp"), "email": ("email", "partner"),
    }  # fmt: skip
    record = Evaluation

    def key(self, row: dict[str, str]) -> str:
        """Pair, partner and day: one from before an extension stays beside the final one."""
        on, facts = self._dated(row)
        return f"{facts.pair_id} {self._by(row, facts)} {on}"

    def _dated(self, row: dict[str, str]) -> tuple[date, PairFacts]:
        name = "on" if "on" in row else "timestamp"
        on = self.day(row, name)
        if on is None:
            raise refuse("on", "There is no day.", "Every row needs one.")
        fitting = self.fitting(row)
        timely: list[PairFacts] = []
        problems: list[Refused] = []
        for facts in fitting:
            try:
                self.inside(facts, on, name, after=True)
                refuse_too_early(self.session, facts, on)
                timely.append(facts)
            except Refused as problem:
                problems.append(problem)
            except FieldProblem:
                if len(fitting) == 1:
                    raise
        if not timely:
            early = problems[0] if problems else Refused(f"{on} is before the match.")
            raise FieldProblem(name, early)
        if len(timely) > 1 and "partner" in row:
            return on, timely[-1]  # the same two people again: the newest of their pairs
        return on, self.only(timely, "could be meant")

    def _by(self, row: dict[str, str], facts: PairFacts) -> str:
        by: str | None = self.value(row, "by") or self.submitter(row, facts)
        if by is None:
            raise refuse("by", "Whose evaluation is it?", "Use mentor or mentee.")
        return by

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        on, facts = self._dated(row)
        by = self._by(row, facts)
        known = self.records(facts.pair_id)
        there = next((e for e in known if (e.partner, e.day) == (by, on)), None)
        made = Evaluation(pair_id=facts.pair_id, partner=by, day=on)
        return self.put(facts, there, made, {"day": on} | self.values(row, *_ANSWERS))
