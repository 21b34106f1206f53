"""Goals, check-ins and evaluations from a sheet (C8 to C10)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from sqlmodel import SQLModel, select

from wvls_mentor.dates import parse_day
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.records.lists import topic
from wvls_mentor.records.readers import timestamp_day, whole
from wvls_mentor.rules.choices import CHECK_IN_WITH, GOALS_MET, GOING, PARTNERS, TERMS, WOULD_REPEAT
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.services.validation import inside
from wvls_mentor.sheets.pair_rows import PairRows
from wvls_mentor.sheets.rows import FieldProblem, RowResult, cell, differing, refuse
from wvls_mentor.store import people
from wvls_mentor.store.models import CheckIn, Evaluation, Goal
from wvls_mentor.text import fold, line, note


def _one_of(*words: str) -> Callable[[str], str]:
    """Reads one of *words*; a form's answer may say more: Short-term goal."""

    def read(text: str) -> str:
        said = fold(text)
        found = [w for w in words if said == w or said.replace("-", " ").startswith(f"{w} ")]
        if not found:
            raise UsageProblem(f"{text[:40]!r} will not do.", f"Use {', '.join(words)}.")
        return found[0]

    return read


def _stars(text: str) -> int:
    number = whole(text, 5)
    if number < 1:
        raise UsageProblem(f"{text[:40]!r} is not a rating.", "Use 1 to 5.")
    return number


class _Rows(PairRows):
    """What the three have in common: find the row that is there, set what the sheet says."""

    def put(
        self, facts: PairFacts, there: Any, made: SQLModel, wanted: dict[str, Any]
    ) -> RowResult:
        """Set *wanted* on the row that is *there*, or on the one that was *made* for it."""
        row: Any = made if there is None else there
        given = {name: value for name, value in wanted.items() if value is not None}
        differences = {} if there is None else differing(row.model_dump(), given)
        for name, value in given.items():
            setattr(row, name, value)
        self.session.add(row)
        self.session.flush()
        who = f"{facts.mentor} > {facts.mentee}"
        return RowResult(row.id, there is None, who, differences)

    def sent(self, row: dict[str, str]) -> date | None:
        """The day of the row's timestamp, if it has one."""
        return cell(row, "timestamp", timestamp_day)


class Goals(_Rows):
    """Rows of goals; the key is the pair, the term and the goal.

    A form's answer counts as shared with the coordinator on the day that it was sent (C8).
    """

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "topic_id": ("topic",),
        "shared_on": ("shared_on", "timestamp"),
    }
    first_counts = True

    def readers(self, number: int) -> dict[str, Callable[[str], object]]:
        """How each cell is read."""
        days = ("shared_on", "done_on", "dropped_on")
        return super().readers(number) | {
            **dict.fromkeys(days, lambda t: parse_day(t, today=self.today)),
            "term": _one_of(*TERMS),
            "topic": lambda t: topic(t, self.topics),
        }

    def key(self, row: dict[str, str]) -> str:
        """Pair, term and goal."""
        facts, _, term, text = self._goal(row)
        return f"{facts.pair_id} {term} {fold(text)}"

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Term and goal as they stand now."""
        there = self.session.get(Goal, record_id)
        return None if there is None else {"term": there.term, "goal": there.goal}

    def _goal(self, row: dict[str, str]) -> tuple[PairFacts, dict[str, date | None], str, str]:
        days = {name: self.day(row, name) for name in ("shared_on", "done_on", "dropped_on")}
        days["shared_on"] = days["shared_on"] or self.sent(row)
        first = min((d for d in days.values() if d), default=self.today)
        facts = self.pair(row, first)
        for name, day in days.items():
            if day is not None:
                _within(facts, day, name)
        term = cell(row, "term", _one_of(*TERMS))
        text = cell(row, "goal", lambda t: line(t, "goal", longest=500))
        if term is None or text is None:
            raise refuse("term" if term is None else "goal", "A goal has a term and a text.")
        return facts, days, term, text

    def book(self, number: int, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        facts, days, term, text = self._goal(row)
        sql = select(Goal).where(Goal.pair_id == facts.pair_id, Goal.term == term)
        there = next((g for g in self.session.exec(sql) if fold(g.goal) == fold(text)), None)
        slug = cell(row, "topic", lambda t: topic(t, self.topics))
        topic_id = None if slug is None else people.topic_ids(self.session)[slug]
        if there is not None and there.shared_on is not None and "shared_on" not in row:
            days["shared_on"] = None  # shared once is shared
        made = Goal(pair_id=facts.pair_id, term=term, goal=text)
        return self.put(facts, there, made, {**days, "topic_id": topic_id})


def _within(facts: PairFacts, day: date, name: str, *, after: bool = False) -> None:
    try:
        inside(facts, day, after=after)
    except Refused as problem:
        raise FieldProblem(name, problem) from None


class CheckIns(_Rows):
    """Rows of check-ins; the key is the pair, the day and (``nth``) which one of that day."""

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "partner": ("with",), "on": ("on", "timestamp"),
    }  # fmt: skip

    def readers(self, number: int) -> dict[str, Callable[[str], object]]:
        """How each cell is read."""
        return super().readers(number) | {
            "on": lambda t: parse_day(t, today=self.today),
            "timestamp": timestamp_day,
            "by": _one_of(*PARTNERS),
            "with": _one_of(*CHECK_IN_WITH),
            "going": _one_of(*GOING),
            "answered": _one_of("yes", "no"),
            "rating": _stars,
            "goals_met": _one_of(*GOALS_MET),
            "support": _stars,
            "again": _one_of(*WOULD_REPEAT),
            "note": note,
        }

    def key(self, row: dict[str, str]) -> str:
        """Pair, day and which one of that day."""
        on, facts = self._dated(row)
        return f"{facts.pair_id} {on} {cell(row, 'nth', lambda t: whole(t, 99)) or 1}"

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """The day as it stands now."""
        there = self.session.get(CheckIn, record_id)
        return None if there is None else {"on": there.day.isoformat()}

    def book(self, number: int, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        on, facts = self._dated(row)
        nth = cell(row, "nth", lambda t: whole(t, 99)) or 1
        sql = select(CheckIn).where(CheckIn.pair_id == facts.pair_id, CheckIn.day == on)
        same = self.session.exec(sql.order_by("id")).all()
        answered = cell(row, "answered", _one_of("yes", "no"))
        wanted = {
            "partner": cell(row, "with", _one_of(*CHECK_IN_WITH)),
            "going": cell(row, "going", _one_of(*GOING)),
            "answered": None if answered is None else answered == "yes",
            "note": cell(row, "note", note),
        }
        there = same[nth - 1] if len(same) >= nth else None
        return self.put(facts, there, CheckIn(pair_id=facts.pair_id, day=on), wanted)

    def _dated(self, row: dict[str, str], *, after: bool = False) -> tuple[date, PairFacts]:
        on = self.day(row, "on") or self.sent(row)
        if on is None:
            raise refuse("on", "There is no day.", "Every row needs one.")
        facts = self.pair(row, on, after=after)
        _within(facts, on, "on", after=after)
        return on, facts


class Evaluations(CheckIns):
    """Rows of evaluations; the key is the pair, who handed it in and the day (C10)."""

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = dict.fromkeys(
        ("day", "on"), ("on", "timestamp")
    )

    def key(self, row: dict[str, str]) -> str:
        """Pair, partner and day: one from before an extension stays beside the final one."""
        on, facts = self._dated(row, after=True)
        return f"{facts.pair_id} {self._by(row, facts)} {on}"

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Neither ever changes; None when it is gone."""
        return None if self.session.get(Evaluation, record_id) is None else {}

    def _by(self, row: dict[str, str], facts: PairFacts) -> str:
        by = cell(row, "by", _one_of(*PARTNERS)) or self.submitter(row, facts)
        if by is None:
            raise refuse("by", "Whose evaluation is it?", "Use mentor or mentee.")
        return by

    def book(self, number: int, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        on, facts = self._dated(row, after=True)
        by = self._by(row, facts)
        there = self.session.exec(
            select(Evaluation).where(
                Evaluation.pair_id == facts.pair_id, Evaluation.partner == by, Evaluation.day == on
            )
        ).first()
        wanted = {
            "day": on,
            "rating": cell(row, "rating", _stars),
            "goals_met": cell(row, "goals_met", _one_of(*GOALS_MET)),
            "support": cell(row, "support", _stars),
            "again": cell(row, "again", _one_of(*WOULD_REPEAT)),
            "note": cell(row, "note", note),
        }
        made = Evaluation(pair_id=facts.pair_id, partner=by, day=on)
        return self.put(facts, there, made, wanted)
