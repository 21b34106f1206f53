"""Imports excuses, and who is kept apart (C3, C4 to C10)."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.sheets.pair_rows import History, PairRows
from wvls_mentor.sheets.rows import FieldProblem, RowResult, differing, refuse
from wvls_mentor.store.models import Excused, KeepApart


class Excuses(PairRows):
    """Rows of excuses; the key is the pair, the kind, the first day and (``nth``) which of these."""

    record = Excused
    key_columns: ClassVar[Mapping[str, str]] = {"since": "since"}

    def key(self, row: dict[str, str]) -> str:
        """Pair, kind, first day and which one of these."""
        since, facts = self._dated(row)
        return f"{facts.pair_id} {self._kind(row)} {since} {self.value(row, 'nth') or 1}"

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        since, facts = self._dated(row)
        kind, nth = self._kind(row), self.value(row, "nth") or 1
        same = [x for x in self.records(facts.pair_id) if (x.kind, x.since) == (kind, since)]
        there = same[nth - 1] if len(same) >= nth else None
        wanted = self.values(row, "until", "reason")
        if wanted.get("until", since) < since:
            problem = UsageProblem(f"{wanted['until']} is before {since}.", "Name a later day.")
            raise FieldProblem("until", problem)
        if there is None and not wanted.get("reason"):
            raise refuse("reason", "There is no reason.", "Every excuse needs one.")
        made = Excused(pair_id=facts.pair_id, kind=kind, since=since, reason="")
        return self.put(facts, there, made, wanted)

    def _kind(self, row: dict[str, str]) -> str:
        found: str | None = self.value(row, "kind")
        if found is None:
            raise refuse("kind", "There is no kind.", "Name the deadline, such as contact.")
        return found

    def _dated(self, row: dict[str, str]) -> tuple[date, PairFacts]:
        since: date | None = self.value(row, "since")  # a leave to come has a day to come
        if since is None:
            raise refuse("since", "There is no first day.", "Every excuse needs one.")
        facts = self.pair(row, since)
        self.inside(facts, since, "since", after=True)
        return since, facts


class Apart(History):
    """Rows of the keep-apart list; the key is both addresses."""

    def key(self, row: dict[str, str]) -> str:
        """Both people."""
        return "{} {}".format(*self._who(row))

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Both never change; None when the entry is gone."""
        return {} if self.session.get(KeepApart, self._who(row)) is not None else None

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        mentee, mentor = self._who(row)
        who = f"{row['mentee_email']} and {row['mentor_email']}"
        there = self.session.get(KeepApart, (mentee, mentor))
        given = self.values(row, "reason")
        if there is None:
            if not given:
                raise refuse("reason", "There is no reason.", "Every entry needs one.")
            self.session.add(KeepApart(mentee_id=mentee, mentor_id=mentor, **given))
            return RowResult(mentee, True, who)
        differences = differing(there.model_dump(), given)
        self.session.add(there.sqlmodel_update(given))
        return RowResult(mentee, False, who, differences)

    def _who(self, row: dict[str, str]) -> tuple[int, int]:
        """(mentee, mentor), as the list has them."""
        mentor = self.person(row, "mentor_email", "mentor")
        mentee = self.person(row, "mentee_email", "mentee")
        if mentor.id == mentee.id:
            raise refuse("mentee_email", "Mentor and mentee are the same person.")
        return mentee.id, mentor.id
