"""Imports goals (C8)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.sheets.pair_rows import PairRows
from wvls_mentor.sheets.rows import Context, RowResult, refuse
from wvls_mentor.store import people
from wvls_mentor.store.models import Goal
from wvls_mentor.text import fold

_DAYS = ("shared_on", "done_on", "dropped_on")


class Goals(PairRows):
    """Rows of goals; the key is the pair, the term and the goal.

    A form's answer counts as shared with the coordinator on the day that it was sent.
    """

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "topic_id": ("topic",),
        "shared_on": ("shared_on", "timestamp"),
        "email": ("email", "partner"),
    }
    first_counts = True
    record = Goal
    key_columns: ClassVar[Mapping[str, str]] = {"term": "term", "goal": "goal"}

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.topic_ids = people.topic_ids(self.session)

    def key(self, row: dict[str, str]) -> str:
        """Pair, term and goal."""
        facts, _, term, text = self._goal(row)
        return f"{facts.pair_id} {term} {fold(text)}"

    def _goal(self, row: dict[str, str]) -> tuple[PairFacts, dict[str, date | None], str, str]:
        days = {name: self.day(row, name) for name in _DAYS}
        days["shared_on"] = days["shared_on"] or self.day(row, "timestamp")
        first = min((d for d in days.values() if d), default=self.today)
        facts = self.pair(row, first)
        for name, day in days.items():
            if day is not None:
                self.inside(facts, day, name)
        term, text = self.value(row, "term"), self.value(row, "goal")
        if term is None or text is None:
            raise refuse("term" if term is None else "goal", "A goal has a term and a text.")
        return facts, days, term, text

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        facts, days, term, text = self._goal(row)
        known = (g for g in self.records(facts.pair_id) if g.term == term)
        there = next((g for g in known if fold(g.goal) == fold(text)), None)
        slug = self.value(row, "topic")
        topic_id = None if slug is None else self.topic_ids[slug]
        if there is not None and there.shared_on is not None and "shared_on" not in row:
            days["shared_on"] = None  # shared once is shared
        made = Goal(pair_id=facts.pair_id, term=term, goal=text)
        return self.put(facts, there, made, {**days, "topic_id": topic_id})
