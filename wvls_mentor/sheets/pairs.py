"""Imports pairs. They are history, so the rules warn where they would otherwise refuse."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, NamedTuple

from wvls_mentor.dates import months_after, parse_day
from wvls_mentor.errors import Refused, UsageProblem
from wvls_mentor.rules import eligibility, terms
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.validation import met_until
from wvls_mentor.sheets.pair_rows import History
from wvls_mentor.sheets.rows import Context, FieldProblem, RowResult, cell, differing, refuse
from wvls_mentor.store import pairs, people, queries
from wvls_mentor.store.models import Extension, Pair
from wvls_mentor.text import LONGEST_TEXT, line

Differences = dict[str, tuple[object, object]]
Longer = tuple[date, date, str]  # decided on, until, why


class Extensions(NamedTuple):
    """What a row adds to the extensions of a pair, and the end by all of them; None: the term's."""

    new: tuple[Longer, ...]
    until: date | None


class Pairs(History):
    """Rows of pairs; the key is both addresses and the day of the match."""

    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {"extended": ("extensions",)}
    in_bulk = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._look()

    def _look(self) -> None:
        """The pairs on record, read once: a query for each row took longer than everything else."""
        self.known: dict[tuple[int, int, date], Pair] = {}
        for pair in pairs.every(self.session):
            # Of two with one key the older, whichever way they came to be here.
            self.known.setdefault((pair.mentor_id, pair.mentee_id, pair.matched_on), pair)
        everyone = queries.pair_facts(self.session, self.book_of_policy, self.today)
        self.facts = {f.pair_id: f for f in everyone}

    def reset(self) -> None:
        """The row is not known any more; those before it are in the batch."""
        self.batch.write()
        self.batch.forget_numbers()
        self._look()

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

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        mentor, mentee, matched_on = self._who(row)
        there = self.known.get((mentor.id, mentee.id, matched_on))
        wanted = self._wanted(row, matched_on)
        facts = self._facts(there, mentor, mentee, matched_on, wanted["ended_on"])
        longer, differences = self._longer(row, facts, there)
        facts = replace(facts, extended_to=longer.until)
        self._check(facts, mentor, mentee, there, wanted["waived"])
        given = {name: value for name, value in wanted.items() if value is not None}
        who = f"{mentor.name} with {mentee.name}"
        if there is None:
            made = Pair(mentor_id=mentor.id, mentee_id=mentee.id, matched_on=matched_on, **given)
            self._add(made, facts, longer.new)
            return RowResult(_id(made), True, who)
        differences = differing(there.model_dump(), given) | differences
        if differences:
            self._change(there, given, facts, longer.new)
        return RowResult(_id(there), False, who, differences)

    def _add(self, pair: Pair, facts: PairFacts, extensions: Sequence[Longer]) -> None:
        """A new pair goes into the batch with its extensions."""
        self.batch.add(pair)
        number = _id(pair)
        for longer in extensions:
            self.batch.add(_extension(number, longer))
        self.learned = True
        self.known[pair.mentor_id, pair.mentee_id, pair.matched_on] = pair
        self.facts[number] = replace(facts, pair_id=number)

    def _change(
        self, there: Pair, given: dict[str, Any], facts: PairFacts, extensions: Sequence[Longer]
    ) -> None:
        self.touch()
        self.learned = True
        pair = self.session.get_one(Pair, there.id).sqlmodel_update(given)
        self.session.add(pair)
        self.session.flush()
        self.session.add_all(_extension(_id(pair), longer) for longer in extensions)
        self.session.flush()
        self.known[pair.mentor_id, pair.mentee_id, pair.matched_on] = pair
        self.facts[_id(pair)] = facts

    def _wanted(self, row: dict[str, str], matched_on: date) -> dict[str, Any]:
        ended_on = self.day(row, "ended_on")
        if ended_on is not None and ended_on < matched_on:
            raise refuse("ended_on", f"It ended on {ended_on}, before the match on {matched_on}.")
        names = ("end_reason", "waived", "score", "factors")
        return {"ended_on": ended_on} | {name: self.value(row, name) for name in names}

    def _facts(
        self,
        there: Pair | None,
        mentor: people.PersonRecord,
        mentee: people.PersonRecord,
        matched_on: date,
        ended_on: date | None,
    ) -> PairFacts:
        """What is known of the pair with the end that the row says, its extensions apart."""
        if there is not None:
            known = self.facts[_id(there)]
            return known if ended_on is None else replace(known, ended_on=ended_on)
        return PairFacts(
            pair_id=0,
            mentor_id=mentor.id,
            mentor=mentor.name,
            mentee_id=mentee.id,
            mentee=mentee.name,
            matched_on=matched_on,
            policy=self.book_of_policy.on(matched_on),
            ended_on=ended_on,
        )

    def _longer(
        self, row: dict[str, str], facts: PairFacts, there: Pair | None
    ) -> tuple[Extensions, Differences]:
        """A term that is longer than the policy's counts as extended at the match.

        ``extensions`` has each with the day it was decided on: 2027-01-10 > 2027-07-15: reason; ...
        """
        if "extensions" in row:
            return self._each(there, cell(row, "extensions", self._extensions) or [])
        nothing = Extensions((), facts.extended_to)
        ends_on = cell(row, "ends_on", lambda t: parse_day(t, today=self.today))
        if ends_on is None:
            return nothing, {}
        term = months_after(facts.matched_on, facts.policy.term_months)
        now = terms.ends_on(facts)
        if ends_on < term:
            raise refuse("ends_on", f"The term of this pair lasts until {term} at least (C4).")
        if ends_on == now:
            return nothing, {}
        have = self._have(there)
        decided_on = max((decided for decided, _ in have), default=facts.matched_on)
        return self._with(have, [(decided_on, ends_on, "")]), {"ends_on": (now, ends_on)}

    def _have(self, there: Pair | None) -> list[tuple[date, date]]:
        """(decided on, until) of each extension that is here, oldest first."""
        if there is None:
            return []
        self.settle()
        found = pairs.records_of(self.session, Extension, _id(there))
        return [(e.decided_on, e.until) for e in found]

    def _with(self, have: Sequence[tuple[date, date]], new: Sequence[Longer]) -> Extensions:
        """The *new* extensions, and the end by the newest of all that was decided by today."""
        every = [*have, *((decided_on, until) for decided_on, until, _ in new)]
        # Of two that were decided on one day the later entry counts, as everywhere.
        decided = [(day, place, until) for place, (day, until) in enumerate(every)]
        newest = max((d for d in decided if d[0] <= self.today), default=None)
        return Extensions(tuple(new), None if newest is None else newest[2])

    def _extensions(self, text: str) -> list[Longer]:
        found = []
        for part in filter(None, map(str.strip, text.split(";"))):
            said = re.fullmatch(r"(\S+) > ([0-9-]+)(?:: (.*))?", part)
            if said is None:
                raise UsageProblem(
                    f"{part[:40]!r} is not an extension.", "Write 2027-01-10 > 2027-07-15: reason."
                )
            days = [parse_day(said[n], today=self.today) for n in (1, 2)]
            found.append(
                (days[0], days[1], line(said[3] or "", "reason", longest=LONGEST_TEXT, empty=True))
            )
        return found

    def _each(self, there: Pair | None, wanted: Sequence[Longer]) -> tuple[Extensions, Differences]:
        have = self._have(there)
        new = [w for w in wanted if w[:2] not in have]
        said = tuple(f"on {decided_on} to {until}" for decided_on, until, _ in new)
        return self._with(have, new), {"extended": (None, said)} if said else {}

    def _check(
        self,
        mine: PairFacts,
        mentor: people.PersonRecord,
        mentee: people.PersonRecord,
        there: Pair | None,
        waived: str | None,
    ) -> None:
        """Two pairs of one mentee at once are an error; what the rules would refuse, a warning."""
        others = [f for f in self.facts.values() if f.pair_id != mine.pair_id]
        for other in others:
            if other.mentee_id == mine.mentee_id:
                ends = terms.concluded_on(mine), terms.concluded_on(other)
                if mine.matched_on < ends[1] and other.matched_on < ends[0]:
                    raise refuse(
                        "matched_on",
                        f"{mentee.name} has another pair at the time: pair {other.pair_id}.",
                    )
        # It stands already: what the rules warn of was answered for when it came in.
        if there is not None:
            try:
                met_until(self.session, mine.pair_id, terms.concluded_on(mine))
            except Refused as problem:
                raise FieldProblem("ended_on", problem) from None
            return
        if waived:
            return
        policy, day = mine.policy, mine.matched_on
        if mentor.mentor and not eligibility.mentor_eligible(mentor.mentor[0], policy, day):
            self.warn(f"{mentor.name} had not the experience yet on {day} (C1).")
        if mentee.mentee and not eligibility.mentee_eligible(mentee.mentee[0], policy, day):
            self.warn(f"{mentee.name} was not eligible any more on {day} (C2).")
        active = sum(
            f.mentor_id == mine.mentor_id and f.matched_on <= day < terms.concluded_on(f)
            for f in (*others, mine)
        )
        if mentor.mentor and active > mentor.mentor[1]:
            self.warn(f"{mentor.name} had {active} mentees, over the capacity.")


def _extension(pair_id: int, longer: Longer) -> Extension:
    decided_on, until, reason = longer
    return Extension(pair_id=pair_id, decided_on=decided_on, until=until, reason=reason)


def _id(pair: Pair) -> int:
    assert pair.id is not None
    return pair.id
