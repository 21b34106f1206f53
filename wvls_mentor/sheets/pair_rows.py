"""What the importers of pairs, meetings, goals and other records of a pair share."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from wvls_mentor.errors import NotFound, Refused
from wvls_mentor.rules import terms
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services.validation import inside
from wvls_mentor.sheets.rows import (
    Context,
    FieldProblem,
    Importer,
    RowResult,
    differing,
    refuse,
)
from wvls_mentor.store import forms, pairs, people, queries
from wvls_mentor.text import first_name_first, fold, listed


def _words(text: str) -> set[str]:
    """The words of a name, so that Ann does not match Joanna."""
    return set(re.findall(r"\w+", fold(text)))


class History(Importer):
    """What every importer of history needs: people and days."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.book_of_policy = queries.policy_book(self.session)
        known = people.known(self.session, self.today)
        signed = forms.addresses(self.session)  # an address that was fixed here is still known
        self.people = {a: known[number] for a, number in signed.items() if number in known}
        self.people |= {p.email.casefold(): p for p in known.values()}

    def day(self, row: dict[str, str], name: str) -> date | None:
        """A day on which something happened, so not a future one; a form's clock may be ahead."""
        found: date | None = self.value(row, name)
        if found is not None and found > self.today:
            raise refuse(name, f"{found} is in the future.")
        return found

    def person(self, row: dict[str, str], name: str, role: str) -> people.PersonRecord:
        """The person of an address."""
        address = row.get(name, "").strip()
        found = self.people.get(address.casefold())
        if found is None or getattr(found, role) is None:
            raise refuse(
                name, f"There is no {role} {address[:60]!r}.", f"Import the {role}s first."
            )
        return found


class PairRows(History):
    """Rows that belong to a pair, each one record of a kind."""

    record: type[Any]
    # The fields of the key that can be corrected here, with the columns in which they are kept.
    key_columns: ClassVar[Mapping[str, str]] = {}
    in_bulk = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.called: dict[str, list[int]] = {}  # who goes by a whole name
        for person in {p.id: p for p in self.people.values()}.values():
            self.called.setdefault(fold(person.name), []).append(person.id)
        self.pairs: dict[int, list[PairFacts]] = {}  # of each person, in the order of the pairs
        for facts in queries.pair_facts(self.session, self.book_of_policy, self.today):
            for number in (facts.mentor_id, facts.mentee_id):
                self.pairs.setdefault(number, []).append(facts)
        self._records: dict[int, list[Any]] = {}

    def records(self, pair_id: int) -> list[Any]:
        """The records of a pair, oldest first, those that are in the batch with them."""
        if pair_id not in self._records:
            # Records of earlier rows may wait in the batch, where no query finds them.
            self.settle()
            self._records[pair_id] = pairs.records_of(self.session, self.record, pair_id)
        return self._records[pair_id]

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """What of the key can be corrected here, as it stands now; None when the record is gone."""
        there = self.session.get(self.record, record_id)
        if there is None:
            return None
        return {name: str(getattr(there, column)) for name, column in self.key_columns.items()}

    def reset(self) -> None:
        """The row is not known any more; those before it are in the batch."""
        self.batch.write()
        # The row's number is free again; otherwise there would be gaps.
        self.batch.forget_numbers()
        self._records.clear()

    def pair(self, row: dict[str, str], day: date) -> PairFacts:
        """The pair of both addresses, or the one that a form means: see ``fitting``."""
        fitting = self.fitting(row)
        if "matched_on" in row and len(fitting) == 1:
            return fitting[0]
        dated = [f for f in fitting if f.matched_on <= day <= terms.concluded_on(f)]
        if not dated:
            first = fitting[-1]
            raise refuse(
                "on",
                f"{day} is outside the days of {first.mentor} with {first.mentee}: "
                f"{first.matched_on} to {terms.concluded_on(first)}.",
            )
        return self.only(dated, "fit that day")

    def only(self, found: Sequence[PairFacts], why: str) -> PairFacts:
        """The one pair that was found. Raises FieldProblem where there are several."""
        if len(found) == 1:
            return found[0]
        pairs = listed(f"{f.mentor} with {f.mentee}" for f in found)
        raise refuse(
            "email",
            f"{len(found)} pairs {why}: {pairs}.",
            "Give both addresses, or the partner's name.",
        )

    def fitting(self, row: dict[str, str]) -> list[PairFacts]:
        """The pairs that a row can be about; a partner that it names decides.

        Raises FieldProblem where there is none: another pair of the sender is not what was meant.
        """
        wanted: dict[str, str] = {
            name: row[name].strip().casefold()
            for name in ("mentor_email", "mentee_email", "email")
            if name in row
        }
        if not wanted:
            raise refuse(
                "email", "Whose is it?", "Give the mentor's and the mentee's e-mail address."
            )
        if "mentor_email" in wanted and "mentee_email" in wanted:
            wanted.pop("email", None)  # who sent it in is told by submitter()
        for name in wanted:
            self.value(row, name)
        ids = {name: self.people[address].id for name, address in wanted.items()}
        matched_on = self.value(row, "matched_on")
        first = self.pairs.get(next(iter(ids.values())), [])
        fitting = [f for f in first if self._fits(f, ids) and matched_on in (None, f.matched_on)]
        if not fitting:
            are = "are no pair" if len(wanted) > 1 else "is in no pair"
            raise refuse(
                next(iter(wanted)),
                f"{listed(wanted.values())} {are}.",
                "Match them, or import the pairs first.",
            )
        if "partner" not in row:
            return fitting
        named = [f for f in fitting if self._names(f, row["partner"], set(ids.values()))]
        if not named:
            theirs = listed(dict.fromkeys(f"{f.mentor} with {f.mentee}" for f in fitting))
            raise refuse(
                "partner",
                f"{row['partner'].strip()[:60]!r} is not in a pair with {listed(wanted.values())}; "
                f"there is {theirs}.",
                "Fix the name, or match them first.",
            )
        return named

    def _fits(self, facts: PairFacts, ids: dict[str, int]) -> bool:
        return (
            ids.get("mentor_email", facts.mentor_id) == facts.mentor_id
            and ids.get("mentee_email", facts.mentee_id) == facts.mentee_id
            and ids.get("email", facts.mentor_id) in (facts.mentor_id, facts.mentee_id)
        )

    def _names(self, facts: PairFacts, text: str, senders: set[int]) -> bool:
        """Whether a form's word for the other partner, name or address, is one of this pair.

        Of a sender the own name does not count: it says nothing of who the partner is.
        """
        partners = {facts.mentor_id: facts.mentor, facts.mentee_id: facts.mentee}
        others = {n: name for n, name in partners.items() if senders != {n}}
        addressed = [self.people[a].id for a in re.split(r"[\s<>(),;]+", text.casefold())
                     if a in self.people]  # fmt: skip
        known = addressed or self.called.get(fold(first_name_first(text)), [])
        if known:  # somebody by their whole name or address: nobody else is meant
            return any(number in others for number in known)
        said = _words(text)
        return bool(said) and any(
            said <= _words(name) or _words(name) <= said for name in others.values()
        )

    def address(self, text: str) -> str:
        """The address of somebody who is known. Raises NotFound."""
        if text.strip().casefold() not in self.people:
            raise NotFound(f"There is nobody with the address {text.strip()[:60]!r}.")
        return text

    def read(self, name: str, text: str) -> Any:
        """How a cell is read: an address has to be somebody's."""
        if name in ("mentor_email", "mentee_email", "email"):
            return self.address(text)
        return super().read(name, text)

    def submitter(self, row: dict[str, str], facts: PairFacts) -> str | None:
        """Which partner sent the row in, by the one address of a form: mentor or mentee."""
        found = self.people.get(row.get("email", "").strip().casefold())
        if found is None:
            return None
        return "mentor" if found.id == facts.mentor_id else "mentee"

    def inside(self, facts: PairFacts, day: date, name: str, *, after: bool = False) -> None:
        """Refuse a day outside of the mentorship. Raises FieldProblem."""
        try:
            inside(facts, day, after=after)
        except Refused as problem:
            raise FieldProblem(name, problem) from None

    def put(self, facts: PairFacts, there: Any, made: Any, wanted: dict[str, Any]) -> RowResult:
        """Set *wanted* on the record that is *there*, or on the one that was *made* for it."""
        who = f"{facts.mentor} with {facts.mentee}"
        given = {name: value for name, value in wanted.items() if value is not None}
        if there is None:
            made.sqlmodel_update(given)
            known = self.records(facts.pair_id)
            self.batch.add(made)
            self.learned = True
            known.append(made)
            return RowResult(made.id, True, who)
        differences = differing(there.model_dump(), given)
        if differences:  # next month's sheet has the old rows too: most say nothing new
            self.touch()
            self.learned = True
            record = self.session.get_one(self.record, there.id)
            record.sqlmodel_update(given)
            self.session.add(record)
            self.session.flush()
            # One that this sheet added is known from the batch, not from the session: read them again.
            del self._records[facts.pair_id]
        return RowResult(there.id, False, who, differences)
