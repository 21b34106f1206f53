"""What sheets of pairs and of what pairs do have in common: history, dated and attributed."""

from collections.abc import Callable
from datetime import date

from wvls_mentor.dates import parse_day
from wvls_mentor.errors import NotFound
from wvls_mentor.rules import deadlines
from wvls_mentor.rules.deadlines import PairFacts
from wvls_mentor.sheets import form_memory
from wvls_mentor.sheets.rows import Context, Importer, cell, refuse
from wvls_mentor.store import people, queries
from wvls_mentor.text import fold, listed


class History(Importer):
    """What every sheet of history asks: people and days."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.book_of_policy = queries.policy_book(self.session)
        known = people.known(self.session, self.today)
        signed = form_memory.addresses(
            self.session
        )  # an address that was fixed here is still known
        self.people = {a: known[number] for a, number in signed.items() if number in known}
        self.people |= {p.email.casefold(): p for p in known.values()}

    def day(self, row: dict[str, str], name: str) -> date | None:
        """A day that is not in the future."""
        found = cell(row, name, lambda t: parse_day(t, today=self.today))
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
    """Rows that belong to a pair."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.topics = people.topic_lines(self.session)
        self.pairs = queries.pair_facts(self.session, self.book_of_policy, self.today)

    def pair(self, row: dict[str, str], day: date, *, after: bool = False) -> PairFacts:
        """The pair of both addresses, or the one pair of one address that fits the day."""
        wanted: dict[str, str] = {
            name: row[name].strip().casefold()
            for name in ("mentor_email", "mentee_email", "email")
            if name in row
        }
        if not wanted:
            raise refuse("email", "Whose is it?", "Give mentor_email and mentee_email.")
        if "mentor_email" in wanted and "mentee_email" in wanted:
            wanted.pop("email", None)  # who sent it in is told by submitter()
        for name in wanted:
            cell(row, name, self.address)
        ids = {name: self.people[address].id for name, address in wanted.items()}
        matched_on = cell(row, "matched_on", lambda t: parse_day(t, today=self.today))
        fitting = [
            f for f in self.pairs if self._fits(f, ids) and matched_on in (None, f.matched_on)
        ]
        if (after or matched_on is not None) and len(fitting) == 1:
            return fitting[0]
        dated = [f for f in fitting if f.matched_on <= day <= deadlines.concluded_on(f)]
        if len(dated) > 1 and "partner" in row:
            dated = [f for f in dated if self._names(f, row["partner"])] or dated
        if len(dated) == 1:
            return dated[0]
        if len(dated) > 1:
            pairs = listed(f"{f.mentor} > {f.mentee}" for f in dated)
            none = f" {row['partner'][:60]!r} names neither." if "partner" in row else ""
            raise refuse(
                "email",
                f"{len(dated)} pairs fit that day: {pairs}.{none}",
                "Give both addresses, or the partner's name.",
            )
        if fitting:
            first = fitting[-1]
            raise refuse(
                "on",
                f"{day} is outside the days of {first.mentor} > {first.mentee}: "
                f"{first.matched_on} to {deadlines.concluded_on(first)}.",
            )
        named = listed(wanted.values())
        are = "are no pair" if len(wanted) > 1 else "is in no pair"
        raise refuse(
            next(iter(wanted)), f"{named} {are}.", "Match them, or import the pairs first."
        )

    def _fits(self, facts: PairFacts, ids: dict[str, int]) -> bool:
        return (
            ids.get("mentor_email", facts.mentor_id) == facts.mentor_id
            and ids.get("mentee_email", facts.mentee_id) == facts.mentee_id
            and ids.get("email", facts.mentor_id) in (facts.mentor_id, facts.mentee_id)
        )

    def _names(self, facts: PairFacts, text: str) -> bool:
        """Whether a form's word for the other partner, name or address, is one of this pair."""
        said = fold(text)
        addresses = [
            a for a, p in self.people.items() if p.id in (facts.mentor_id, facts.mentee_id)
        ]
        names = [fold(facts.mentor), fold(facts.mentee)]
        return said in addresses or any(said in name or name in said for name in names)

    def address(self, text: str) -> str:
        """The address of somebody who is known. Raises NotFound."""
        if text.strip().casefold() not in self.people:
            raise NotFound(f"There is nobody with the address {text.strip()[:60]!r}.")
        return text

    def readers(self, number: int) -> dict[str, Callable[[str], object]]:
        """How each cell is read."""
        return dict.fromkeys(("mentor_email", "mentee_email", "email"), self.address) | {
            "matched_on": lambda t: parse_day(t, today=self.today)
        }

    def submitter(self, row: dict[str, str], facts: PairFacts) -> str | None:
        """Which partner sent the row in, by the one address of a form: mentor or mentee."""
        found = self.people.get(row.get("email", "").strip().casefold())
        if found is None:
            return None
        return "mentor" if found.id == facts.mentor_id else "mentee"
