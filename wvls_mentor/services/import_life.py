"""Goals, check-ins and evaluations from a sheet (C8 to C10)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import SQLModel, select

from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.services import find
from wvls_mentor.services.guard import inside
from wvls_mentor.services.import_history import OfPair
from wvls_mentor.services.import_people import whole
from wvls_mentor.services.import_rows import cell, refuse
from wvls_mentor.store import people
from wvls_mentor.store.models import CheckIn, Evaluation, Goal
from wvls_mentor.words import fold, line, note


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise UsageProblem(f"{text[:40]!r} will not do.", f"Use {', '.join(words)}.")
        return text.lower()

    return read


def _stars(text: str) -> int:
    if text not in ("1", "2", "3", "4", "5"):
        raise UsageProblem(f"{text[:40]!r} is not a rating.", "Use 1 to 5.")
    return int(text)


class _Rows(OfPair):
    """What the three have in common: find the row that is there, set what the sheet says."""

    def put(
        self, number: int, facts: PairFacts, there: Any, made: SQLModel, wanted: dict[str, Any]
    ) -> None:
        """Set *wanted* on the row that is *there*, or on the one that was *made* for it."""
        row = made if there is None else there
        differences = []
        for name, value in wanted.items():
            if value is not None and getattr(row, name) != value:
                differences.append(f"{name}: {getattr(row, name) or 'nothing'} -> {value}")
                setattr(row, name, value)
        self.session.add(row)
        self.session.flush()
        who = f"{facts.mentor} > {facts.mentee}"
        self.tally.count(there is None, differences, who, number)


class Goals(_Rows):
    """Rows of goals; the key is the pair, the term and the goal."""

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        days = {name: self.day(row, name) for name in ("shared_on", "done_on", "dropped_on")}
        first = min((d for d in days.values() if d), default=self.today)
        facts = self.pair(row, first)
        for day in filter(None, days.values()):
            inside(facts, day)
        term = cell(row, "term", _one_of("short", "long"))
        text = cell(row, "goal", lambda t: line(t, "goal", longest=500))
        if term is None or text is None:
            raise refuse("term" if term is None else "goal", "A goal has a term and a text.")
        self.once((facts.pair_id, term, fold(text)), number)
        sql = select(Goal).where(Goal.pair_id == facts.pair_id, Goal.term == term)
        there = next((g for g in self.session.exec(sql) if fold(g.goal) == fold(text)), None)
        slug = cell(row, "topic", lambda t: find.topic(t, self.topics))
        topic_id = None if slug is None else people.topic_ids(self.session)[slug]
        made = Goal(pair_id=facts.pair_id, term=term, goal=text)
        self.put(number, facts, there, made, {**days, "topic_id": topic_id})


class CheckIns(_Rows):
    """Rows of check-ins; the key is the pair, the day and (``nth``) which one of that day."""

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        on, facts = self._dated(row)
        inside(facts, on)
        nth = cell(row, "nth", lambda t: whole(t, 99)) or 1
        self.once((facts.pair_id, on, nth), number)
        sql = select(CheckIn).where(CheckIn.pair_id == facts.pair_id, CheckIn.day == on)
        same = self.session.exec(sql.order_by("id")).all()
        answered = cell(row, "answered", _one_of("yes", "no"))
        wanted = {
            "partner": cell(row, "with", _one_of("mentor", "mentee", "both")),
            "going": cell(row, "going", _one_of("well", "mixed", "badly")),
            "answered": None if answered is None else answered == "yes",
            "note": cell(row, "note", note),
        }
        there = same[nth - 1] if len(same) >= nth else None
        self.put(number, facts, there, CheckIn(pair_id=facts.pair_id, day=on), wanted)

    def _dated(self, row: dict[str, str], *, after: bool = False) -> tuple[date, PairFacts]:
        on = self.day(row, "on")
        if on is None:
            raise refuse("on", "There is no day.", "Every row needs one.")
        return on, self.pair(row, on, after=after)


class Evaluations(CheckIns):
    """Rows of evaluations; the key is the pair and who handed it in."""

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        on, facts = self._dated(row, after=True)
        inside(facts, on, after=True)
        by = cell(row, "by", _one_of("mentor", "mentee"))
        if by is None:
            raise refuse("by", "Whose evaluation is it?", "Use mentor or mentee.")
        self.once((facts.pair_id, by), number)
        there = self.session.exec(
            select(Evaluation).where(Evaluation.pair_id == facts.pair_id, Evaluation.partner == by)
        ).first()
        wanted = {
            "day": on,
            "rating": cell(row, "rating", _stars),
            "goals_met": cell(row, "goals_met", _one_of("yes", "mostly", "partly", "no")),
            "support": cell(row, "support", _stars),
            "again": cell(row, "again", _one_of("yes", "maybe", "no")),
            "note": cell(row, "note", note),
        }
        made = Evaluation(pair_id=facts.pair_id, partner=by, day=on)
        self.put(number, facts, there, made, wanted)
