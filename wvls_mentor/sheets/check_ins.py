"""Imports check-ins (C9)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.sheets.pair_rows import PairRows
from wvls_mentor.sheets.rows import RowResult, refuse
from wvls_mentor.store.models import CheckIn


class CheckIns(PairRows):
    """Rows of check-ins; the key is the pair, the day and (``nth``) which one of that day."""

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {"partner": ("with",)}
    record = CheckIn
    key_columns: ClassVar[Mapping[str, str]] = {"on": "day"}

    def key(self, row: dict[str, str]) -> str:
        """Pair, day and which one of that day."""
        on, facts = self._dated(row)
        return f"{facts.pair_id} {on} {self.value(row, 'nth') or 1}"

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        on, facts = self._dated(row)
        nth = self.value(row, "nth") or 1
        same = [check_in for check_in in self.records(facts.pair_id) if check_in.day == on]
        wanted = self.values(row, "with", "going", "answered", "note")
        if "answered" in wanted:
            wanted["answered"] = wanted["answered"] == "yes"
        there = same[nth - 1] if len(same) >= nth else None
        return self.put(facts, there, CheckIn(pair_id=facts.pair_id, day=on), wanted)

    def _dated(self, row: dict[str, str]) -> tuple[date, PairFacts]:
        on = self.day(row, "on")
        if on is None:
            raise refuse("on", "There is no day.", "Every row needs one.")
        facts = self.pair(row, on)
        self.inside(facts, on, "on")
        return on, facts
