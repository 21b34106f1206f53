"""Pairs from a sheet: history, so the rules warn where they would have refused."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from wvls_mentor.dates import months_after, parse_day
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.records.readers import whole
from wvls_mentor.rules import deadlines, eligibility
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.services.validation import met_until
from wvls_mentor.sheets.pair_rows import History
from wvls_mentor.sheets.rows import FieldProblem, RowResult, cell, differing, refuse
from wvls_mentor.store import pairs, people, queries
from wvls_mentor.store.models import Extension, Pair
from wvls_mentor.text import line

Differences = dict[str, tuple[object, object]]


class Pairs(History):
    """Rows of pairs; the key is both addresses and the day of the match."""

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {"extended": ("extensions",)}

    def key(self, row: dict[str, str]) -> str:
        """Both people and the day of the match."""
        mentor, mentee, matched_on = self._who(row)
        return f"{mentor.id} {mentee.id} {matched_on}"

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """Both never change; None when the pair is gone."""
        return None if self.session.get(Pair, record_id) is None else {}

    def _who(self, row: dict[str, str]) -> tuple[people.PersonRecord, people.PersonRecord, date]:
        mentor = self.person(row, "mentor_email", "mentor")
        mentee = self.person(row, "mentee_email", "mentee")
        matched_on = self.day(row, "matched_on")
        if matched_on is None:
            raise refuse("matched_on", "There is no day of the match.")
        if mentor.id == mentee.id:
            raise refuse("mentee_email", "Mentor and mentee are the same person.")
        return mentor, mentee, matched_on

    def book(self, number: int, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        mentor, mentee, matched_on = self._who(row)
        pair = pairs.matched(self.session, mentor.id, mentee.id, matched_on)
        new = pair is None
        if pair is None:
            pair = Pair(mentor_id=mentor.id, mentee_id=mentee.id, matched_on=matched_on)
        differences = self._apply(row, pair, matched_on)
        self.session.add(pair)
        self.session.flush()
        differences |= self._extend(row, pair, matched_on)
        self._check(number, pair, mentor, mentee, new=new)
        assert pair.id is not None
        return RowResult(
            pair.id, new, f"{mentor.name} with {mentee.name}", {} if new else differences
        )

    def _apply(self, row: dict[str, str], pair: Pair, matched_on: date) -> Differences:
        ended_on = self.day(row, "ended_on")
        if ended_on is not None and ended_on < matched_on:
            raise refuse("ended_on", f"It ended on {ended_on}, before the match on {matched_on}.")
        wanted = {
            "ended_on": ended_on,
            "end_reason": cell(row, "end_reason", lambda t: line(t, "reason", longest=500)),
            "waived": cell(row, "waived", lambda t: line(t, "reason", longest=500)),
            "score": cell(row, "score", lambda t: whole(t, 10_000)),
            "factors": cell(row, "factors", _factors),
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        differences = differing(pair.model_dump(), given)
        for name, value in given.items():
            setattr(pair, name, value)
        return differences

    def _extend(self, row: dict[str, str], pair: Pair, matched_on: date) -> Differences:
        """A term that is longer than the policy's counts as extended at the match.

        ``extensions`` has each with the day it was decided on: 2027-01-10 > 2027-07-15: reason; ...
        """
        assert pair.id is not None
        if "extensions" in row:
            return self._each(pair.id, cell(row, "extensions", self._extensions) or [])
        ends_on = cell(row, "ends_on", lambda t: parse_day(t, today=self.today))
        if ends_on is None:
            return {}
        term = months_after(matched_on, self.book_of_policy.on(matched_on).term_months)
        now = deadlines.ends_on(self._facts(pair))
        if ends_on < term:
            raise refuse("ends_on", f"The term of this pair lasts until {term} at least (C4).")
        if ends_on == now:
            return {}
        there = pairs.records_of(self.session, Extension, pair.id)
        decided_on = max((e.decided_on for e in there), default=matched_on)
        extension = Extension(pair_id=pair.id, decided_on=decided_on, until=ends_on)
        self.session.add(extension)
        self.session.flush()
        return {"ends_on": (now, ends_on)}

    def _extensions(self, text: str) -> list[tuple[date, date, str]]:
        found = []
        for part in filter(None, map(str.strip, text.split(";"))):
            said = re.fullmatch(r"(\S+) > ([0-9-]+)(?:: (.*))?", part)
            if said is None:
                raise UsageProblem(
                    f"{part[:40]!r} is not an extension.", "Write 2027-01-10 > 2027-07-15: reason."
                )
            days = [parse_day(said[n], today=self.today) for n in (1, 2)]
            found.append((days[0], days[1], line(said[3] or "", "reason", longest=500, empty=True)))
        return found

    def _each(self, pair_id: int, wanted: list[tuple[date, date, str]]) -> Differences:
        there = pairs.records_of(self.session, Extension, pair_id)
        have = {(e.decided_on, e.until) for e in there}
        said: list[str] = []
        for decided_on, until, reason in wanted:
            if (decided_on, until) not in have:
                said.append(f"on {decided_on} to {until}")
                self.session.add(
                    Extension(pair_id=pair_id, decided_on=decided_on, until=until, reason=reason)
                )
        self.session.flush()
        return {"extended": (None, tuple(said))} if said else {}

    def _facts(self, pair: Pair) -> PairFacts:
        return queries.pair_facts(self.session, self.book_of_policy, self.today, pair_id=pair.id)[0]

    def _check(
        self,
        number: int,
        pair: Pair,
        mentor: people.PersonRecord,
        mentee: people.PersonRecord,
        *,
        new: bool,
    ) -> None:
        """Two pairs of one mentee at once are an error; what the rules would refuse, a warning."""
        everyone = queries.pair_facts(self.session, self.book_of_policy, self.today)
        mine = next(f for f in everyone if f.pair_id == pair.id)
        for other in everyone:
            if other.mentee_id == mine.mentee_id and other.pair_id != mine.pair_id:
                ends = deadlines.concluded_on(mine), deadlines.concluded_on(other)
                if mine.matched_on < ends[1] and other.matched_on < ends[0]:
                    raise refuse(
                        "matched_on",
                        f"{mentee.name} has another pair at the time: pair {other.pair_id}.",
                    )
        try:
            met_until(self.session, mine.pair_id, deadlines.concluded_on(mine))
        except Refused as problem:
            raise FieldProblem("ended_on", problem) from None
        if not new or pair.waived:
            return
        policy, day = self.book_of_policy.on(pair.matched_on), pair.matched_on
        if mentor.mentor and not eligibility.mentor_eligible(mentor.mentor[0], policy, day):
            self.warn(number, f"{mentor.name} had not the experience yet on {day} (C1).")
        if mentee.mentee and not eligibility.mentee_eligible(mentee.mentee[0], policy, day):
            self.warn(number, f"{mentee.name} was not eligible any more on {day} (C2).")
        active = sum(
            f.mentor_id == pair.mentor_id and f.matched_on <= day < deadlines.concluded_on(f)
            for f in everyone
        )
        if mentor.mentor and active > mentor.mentor[1]:
            self.warn(number, f"{mentor.name} had {active} mentees, over the capacity.")


def _factors(text: str) -> str:
    """The factors of a score as they were kept. Raises UsageProblem where they are no such thing."""
    try:
        kept = json.loads(text)
        good = all(set(f) == {"value", "weight", "known", "why"} for f in kept.values())
    except (ValueError, AttributeError, TypeError):
        good = False
    if not good:
        raise UsageProblem("These are not the factors of a score.", "Leave the cell blank.")
    return json.dumps(kept, sort_keys=True)
