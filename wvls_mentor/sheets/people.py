"""Imports mentors and mentees."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from typing import Any, ClassVar

from wvls_mentor.dates import years_before
from wvls_mentor.errors import WvlsError
from wvls_mentor.records.lists import merged
from wvls_mentor.records.people import FACTS
from wvls_mentor.records.readers import letters, letters_cell
from wvls_mentor.rules.terms import state
from wvls_mentor.services import people
from wvls_mentor.sheets import new_people
from wvls_mentor.sheets.home_libraries import HomeLibraries
from wvls_mentor.sheets.rows import Context, Importer, RowResult, cell, differing, refuse
from wvls_mentor.store import people as store
from wvls_mentor.store import queries
from wvls_mentor.store.models import Mentee, Mentor, Person, RoleChange
from wvls_mentor.text import email, fold, same_first_name, to_copy


class _People(Importer):
    """What mentors and mentees share."""

    role = ""
    since_field = ""
    in_bulk = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.topic_ids = store.topic_ids(self.session)
        self.known = {p.email.casefold(): p for p in self._everybody()}
        self.named = {fold(p.name): p.email for p in self.known.values()}
        facts = queries.pair_facts(self.session, queries.policy_book(self.session), self.today)
        self.matched = {f.mentee_id for f in facts if state(f, self.today) == "active"}
        self._apart = {"email", "first_name", "last_name", "years", "status", "status_on",
                       "timestamp", self.since_field}  # fmt: skip
        self.libraries = HomeLibraries(self)

    def _everybody(self) -> list[store.PersonRecord]:
        return list(store.known(self.session, self.today).values())

    def key(self, row: dict[str, str]) -> str:
        """The e-mail address."""
        address = cell(row, "email", self._address)
        if address is None:
            raise refuse("email", "There is no e-mail address.", "Every row needs one.")
        return address.casefold()

    def _address(self, text: str) -> str:
        """An address. One that is stored stays, though it could not be entered today."""
        return text if text.casefold() in self.known else email(text)

    def present(self, record_id: int, row: dict[str, str]) -> dict[str, str] | None:
        """The address as it stands now."""
        there = self.session.get(Mentor if self.role == "mentor" else Mentee, record_id)
        if there is None:
            return None
        return {"email": self.session.get_one(Person, record_id).email}

    def book(self, row: dict[str, str]) -> RowResult:
        """Write one row. Raises FieldProblem."""
        names = (row.get("first_name"), row.get("last_name"))
        self.libraries.owner = row.get("name") or " ".join(filter(None, names))
        there = self.known.get(self.key(row))
        wanted = self._wanted(row, there)
        new = there is None or getattr(there, self.role) is None
        if new:
            self._require(wanted)
            self._one_name(wanted, there)
            self._namesake(wanted["name"], row["email"])
        else:
            self._changed_name(row)
        now = {} if new or there is None else self._now(there)
        self._merge(row, wanted, now)
        changes = {name: value for name, value in wanted.items() if name in now}
        differences = differing(now, changes)
        said = wanted if new else {name: wanted[name] for name in differences}
        person_id = self._written(row["email"], said, there)
        differences |= self._status(row, person_id, None if new else there)
        return RowResult(
            person_id, new, wanted.get("name") or now["name"], self._shown(differences)
        )

    def _written(self, address: str, said: dict[str, Any], there: store.PersonRecord | None) -> int:
        """The number of the person of a row, with what it *said* that is new."""
        if there is None:
            details = replace(self._details(said), email=email(address))
            home = int(details.library) if details.library is not None else None
            return new_people.add(self.batch, details, self.role, home, self.topic_ids)
        new = getattr(there, self.role) is None
        if new or said:
            self.touch()
            if new:
                self.session.add(people.role_record(self.role, there.id, said["since"]))
                self.session.flush()
            person = self.session.get_one(Person, there.id)
            people.apply(self.session, person, self._details(said), self.role)
        return there.id

    def _merge(self, row: dict[str, str], wanted: dict[str, Any], now: dict[str, Any]) -> None:
        """Of a list that was corrected here, only the entries that changed in the sheet change."""
        said = None if self.options.overwrite else self.memory.of(self.key(row), row)
        if said is None or not now:
            return
        for name, field in self.fields.items():
            if not field.several or name not in wanted or name not in said.cells:
                continue
            with suppress(WvlsError):  # what the sheet said then is no topic any more
                before = self.read(name, said.cells[name])
                if before != wanted[name]:
                    wanted[name] = merged(now[name], before, wanted[name])
        if "years" in row and said.cells.get("years", row["years"]) != row["years"]:
            self.warn(
                f"years is {row['years'][:20]} in the sheet now; the day from which they are "
                f"counted stays: wvls {self.role} edit changes it.",
            )

    def _one_name(self, wanted: dict[str, Any], there: store.PersonRecord | None) -> None:
        """A person who already has the other role keeps their name."""
        if there is not None and fold(there.name) != fold(wanted["name"]):
            self._one_person(there.email, there.name, wanted["name"])
            self.warn(f"{there.email} is {there.name} here; that name stays.")
            wanted["name"] = there.name

    def compare(self, row: dict[str, str], other: dict[str, str]) -> None:
        """Refuse two people with one address in a sheet. Raises FieldProblem."""
        if "name" in row and "name" in other:
            self._one_person(row["email"], other["name"], row["name"])

    def _changed_name(self, row: dict[str, str]) -> None:
        """A name that changed in the sheet may be a successor on the address of an office."""
        said = self.memory.of(self.key(row), row)
        if said is not None and "name" in said.cells and "name" in row:
            self._one_person(row["email"], said.cells["name"], row["name"])

    def _one_person(self, address: str, one: str, other: str) -> None:
        if same_first_name(one, other) or self.memory.is_one_person(address):
            return
        raise refuse(
            "email",
            f"{address.strip()[:60]} is the address of two people: {one.strip()[:60]} and "
            f"{other.strip()[:60]}.",
            "Each needs an address of their own; if they are one person, add "
            f"--same-person {to_copy(address.strip()[:60])}",
        )

    def _namesake(self, name: str, address: str) -> None:
        """Warn about somebody of the same name: with a new address they are easily added twice."""
        other = self.named.setdefault(fold(name), address)
        if fold(other) != fold(address):
            self.warn(f"{name} is here already as {other}: is it the same person?")

    def _shown(self, differences: dict[str, tuple[object, object]]) -> dict[str, Any]:
        """Differences by the fields of the sheet, libraries by name."""
        found = {self.since_field if n == "since" else n: d for n, d in differences.items()}
        if "library" in found:
            names = {str(lib.id): lib.name for lib in self.libraries.known}
            before, after = found["library"]
            found["library"] = (names.get(str(before)), names.get(str(after)))
        return found

    def reset(self) -> None:
        """Read the libraries again: those that were added may be gone."""
        self.libraries.look_again()

    def _require(self, wanted: dict[str, Any]) -> None:
        for name in ("name", *(["library"] if self.role == "mentee" else [])):
            if name not in wanted:
                raise refuse(name, f"There is no {name}.", "A new row needs one.")
        if "since" not in wanted:
            raise refuse(
                self.since_field,
                f"Neither {self.since_field} nor years is given.",
                "A new row needs one of them.",
            )

    def _wanted(self, row: dict[str, str], there: store.PersonRecord | None) -> dict[str, Any]:
        """The values that the row names, checked."""
        found = {name: self.value(row, name) for name in self.fields if name not in self._apart}
        found["since"] = self._since(row, there)
        if (on_file := found["w9_on"]) is not None and on_file > self.today:
            raise refuse("w9_on", f"{on_file} is in the future.")
        return {name: value for name, value in found.items() if value is not None}

    def read(self, name: str, text: str) -> Any:
        """How a cell is read: an address may be known, and a library has to be."""
        if name == "email":
            return self._address(text)
        if name == "library":
            return self.libraries.meant(text)
        return super().read(name, text)

    def _since(self, row: dict[str, str], there: store.PersonRecord | None) -> date | None:
        since: date | None = self.value(row, self.since_field)
        if since is not None:
            if since > self.today:
                self._to_come(row, since, there)
            return since
        if there is not None and getattr(there, self.role) is not None:
            return None  # years were counted from an earlier day: again would shift the date
        day = self.value(row, "timestamp") or self.today
        return cell(row, "years", lambda t: years_before(t, day))

    def _to_come(self, row: dict[str, str], since: date, there: store.PersonRecord | None) -> None:
        """Refuse a start of experience in the future. Raises FieldProblem."""
        raise refuse(self.since_field, f"{since} is in the future.")

    def _now(self, there: store.PersonRecord) -> dict[str, Any]:
        return {
            "name": there.name,
            "phone": there.phone,
            "library": str(there.place.library_id) if there.place else None,
            "interests": tuple(there.interests),
            "culture": tuple(there.culture),
            **asdict(there.papers),
            "letters": letters_cell(there.papers.no_letters),
        }

    def _details(self, wanted: dict[str, Any]) -> people.Details:
        names = {field.name for field in FACTS}
        renamed = {name: value for name, value in wanted.items() if name not in names}
        facts = {name: value for name, value in wanted.items() if name in names}
        if "max_miles" in renamed:
            renamed["max_miles_tenths"] = round(renamed.pop("max_miles") * 10)
        if "expertise" in renamed:
            renamed["topics"] = renamed.pop("expertise")
        if "needs" in renamed:
            renamed["needs"] = dict(renamed["needs"])
        if "letters" in renamed:
            renamed["letters"], renamed["no_letters"] = letters(renamed["letters"])
        return people.Details(facts=facts, **renamed)

    def _status(
        self, row: dict[str, str], person_id: int, there: store.PersonRecord | None
    ) -> dict[str, tuple[object, object]]:
        """Pause, withdraw or resume as the row says, from ``status_on`` on or today."""
        out, words = "paused", ["active", "paused"]
        if self.role == "mentee":
            out, words = "withdrawn", ["waiting", "matched", "concluded", "withdrawn"]
        wanted = row.get("status", "").lower()
        if not wanted:
            return {}
        if wanted not in words:
            raise refuse("status", f"{wanted[:40]!r} is not a status.", f"Use {', '.join(words)}.")
        now = bool(there is not None and getattr(there, out))
        if now == (wanted == out):
            return {}
        if wanted == "withdrawn" and person_id in self.matched:
            raise refuse("status", "They are matched.", "End the pair first: wvls end PAIR")
        day = self.value(row, "status_on") or self.today
        if day > self.today:
            raise refuse("status_on", f"{day} is in the future.")
        status = out if wanted == out else "resumed"
        self.batch.add(RoleChange(person_id=person_id, role=self.role, status=status, day=day))
        return {"status": (out if now else None, status)}


class Mentors(_People):
    """Rows of mentors."""

    role = "mentor"
    since_field = "experience_since"
    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "experience_since": ("experience_since", "years")
    }

    def _now(self, there: store.PersonRecord) -> dict[str, Any]:
        since, capacity, max_miles, remark = there.mentor or (None, None, None, None)
        return super()._now(there) | {
            "since": since,
            "capacity": capacity,
            "max_miles": max_miles,
            "note": remark,
            "expertise": tuple(there.expertise),
        }


class Mentees(_People):
    """Rows of mentees."""

    role = "mentee"
    since_field = "administrator_since"
    sources: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "administrator_since": ("administrator_since", "years")
    }

    def _to_come(self, row: dict[str, str], since: date, there: store.PersonRecord | None) -> None:
        """Who is appointed may sign up before the first day in office (C2); a typing slip shows."""
        if there is None or there.mentee is None or there.mentee[0] != since:
            name = row.get("name") or (there.name if there else row.get("email", ""))
            self.warn(f"{name[:60]} starts as director on {since}, which is still to come.")

    def _now(self, there: store.PersonRecord) -> dict[str, Any]:
        since, remark = there.mentee or (None, None)
        now = {"since": since, "note": remark, "needs": tuple(there.needs)}
        return super()._now(there) | now
