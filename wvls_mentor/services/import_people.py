"""Mentors, mentees and libraries from a sheet."""

import re
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from wvls_mentor.dates import parse_day, years_before
from wvls_mentor.errors import NotFound, UsageProblem
from wvls_mentor.money import parse_miles
from wvls_mentor.services import find, people, places
from wvls_mentor.services.import_rows import Tally, cell, refuse
from wvls_mentor.store import people as store
from wvls_mentor.store.models import Library, Mentee, Mentor, Person, RoleChange
from wvls_mentor.words import email, fold, line, note, tag


def parts(text: str) -> list[str]:
    """The entries of a list cell; ``;`` stands between them."""
    return [part.strip() for part in text.split(";") if part.strip()]


def topics_in(text: str, known: list[tuple[str, str, str]]) -> list[str]:
    """Slugs of a list of topics; a form's ``, `` is understood against the known titles."""
    found = []
    for part in parts(text):
        found += _by_commas(part, known)
    return list(dict.fromkeys(found))


def _by_commas(text: str, known: list[tuple[str, str, str]]) -> list[str]:
    """Cut at commas, longest known title first: some titles hold commas themselves."""
    pieces = re.split(r",\s*", text)
    found, start = [], 0
    while start < len(pieces):
        for end in range(len(pieces), start, -1):
            candidate = ", ".join(pieces[start:end])
            try:
                found.append(find.topic(candidate, known))
            except NotFound:
                if end == start + 1:
                    raise
            else:
                start = end
                break
    return found


def timestamp_day(text: str) -> date:
    """The day of a form's timestamp: ``9/14/2026 8:02:11`` or ``2026/09/14 8:10:00 AM CST``."""
    found = re.match(r"([0-9/-]+)", text.strip())
    for form in ("%m/%d/%Y", "%Y/%m/%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(found[1] if found else "", form).date()
        except ValueError:
            continue
    raise UsageProblem(f"{text[:40]!r} is not a timestamp.", "Write it like 9/14/2026 8:02:11.")


def whole(text: str, most: int) -> int:
    """A whole number from 0 to *most*."""
    clean = text.replace(",", "").strip()
    if not re.fullmatch(r"[0-9]{1,9}", clean) or int(clean) > most:
        raise UsageProblem(f"{text[:40]!r} is not a number from 0 to {most:,}.")
    return int(clean)


class _People:
    """What mentors and mentees share."""

    role = ""
    since_field = ""

    def __init__(self, session: Session, today: date, tally: Tally) -> None:
        self.session, self.today, self.tally = session, today, tally
        self.known = {p.email.casefold(): p for p in store.known(session, today).values()}
        self.topics = store.topic_lines(session)
        self.libraries = store.library_lines(session)
        self.lines: dict[str, int] = {}

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        address = cell(row, "email", email)
        if address is None:
            raise refuse("email", "There is no e-mail address.", "Every row needs one.")
        key = address.casefold()
        if key in self.lines:
            raise refuse("email", f"{address} is in line {self.lines[key]} too.", "Leave one.")
        self.lines[key] = number
        there = self.known.get(key)
        wanted = self._wanted(row, there)
        new = there is None or getattr(there, self.role) is None
        if new:
            self._require(row, wanted)
        person = self._person(address, wanted, there)
        differences = [] if new else self._differences(there, wanted)
        if new:
            self._enrol(person, wanted)
        if new or differences:
            people.apply(self.session, person, self._details(wanted), self.role)
        self._set_status(row, person, there, new, differences)
        self.tally.count(new, differences, person.name, number)

    def _require(self, row: dict[str, str], wanted: dict[str, Any]) -> None:
        for name in ("name", *(["library"] if self.role == "mentee" else [])):
            if name not in wanted:
                raise refuse(name, f"There is no {name}.", "A new row needs one.")
        if "since" not in wanted:
            raise refuse(self.since_field, f"Neither {self.since_field} nor years is given.")

    def _wanted(self, row: dict[str, str], there: store.Known | None) -> dict[str, Any]:
        """The values that the row names, checked."""
        found: dict[str, Any] = {
            "name": cell(row, "name", lambda t: line(t, "name")),
            "phone": cell(row, "phone", lambda t: line(t, "phone", longest=60)),
            "library": cell(row, "library", lambda t: find.library_among(self.libraries, t).id),
            "interests": cell(row, "interests", lambda t: _tags(t, "interest")),
            "culture": cell(row, "culture", lambda t: _tags(t, "culture tag")),
            "note": cell(row, "note", note),
        }
        found |= self._own(row)
        found["since"] = self._since(row, there)
        return {name: value for name, value in found.items() if value is not None}

    def _since(self, row: dict[str, str], there: store.Known | None) -> date | None:
        since = cell(row, self.since_field, lambda t: parse_day(t, today=self.today))
        if since is not None:
            return since
        if there is not None and getattr(there, self.role) is not None:
            return None  # years were counted from an earlier day: again would shift the date
        day = cell(row, "timestamp", timestamp_day) or self.today
        return cell(row, "years", lambda t: years_before(t, day))

    def _own(self, row: dict[str, str]) -> dict[str, Any]:
        raise NotImplementedError

    def _person(self, address: str, wanted: dict[str, Any], there: store.Known | None) -> Person:
        if there is not None:
            return self.session.get_one(Person, there.id)
        person = Person(name=wanted["name"], email=address)
        self.session.add(person)
        self.session.flush()
        return person

    def _enrol(self, person: Person, wanted: dict[str, Any]) -> None:
        raise NotImplementedError

    def _now(self, there: store.Known) -> dict[str, Any]:
        return {
            "name": there.name,
            "phone": there.phone,
            "library": there.place.library_id if there.place else None,
            "interests": tuple(there.interests),
            "culture": tuple(there.culture),
        }

    def _differences(self, there: store.Known | None, wanted: dict[str, Any]) -> list[str]:
        assert there is not None
        now = self._now(there)
        return [
            f"{name}: {_shown(now[name])} -> {_shown(value)}"
            for name, value in wanted.items()
            if now[name] != value
        ]

    def _details(self, wanted: dict[str, Any]) -> people.Details:
        renamed = dict(wanted)
        if "library" in renamed:
            renamed["library"] = str(renamed["library"])
        if "max_miles" in renamed:
            renamed["max_miles_tenths"] = round(renamed.pop("max_miles") * 10)
        if "expertise" in renamed:
            renamed["topics"] = renamed.pop("expertise")
        if "needs" in renamed:
            renamed["needs"] = dict(renamed["needs"])
        return people.Details(**renamed)

    def _set_status(
        self,
        row: dict[str, str],
        person: Person,
        there: store.Known | None,
        new: bool,
        differences: list[str],
    ) -> None:
        out = "paused"
        words: tuple[str, ...] = ("active", "paused")
        if self.role == "mentee":
            out, words = "withdrawn", ("waiting", "matched", "concluded", "withdrawn")
        wanted = row.get("status", "").lower()
        if not wanted:
            return
        if wanted not in words:
            raise refuse("status", f"{wanted[:40]!r} is not a status.", f"Use {', '.join(words)}.")
        now = bool(there and not new and getattr(there, out))
        if now != (wanted == out):
            status = out if wanted == out else "resumed"
            differences.append(f"status: {status}")
            assert person.id is not None
            self.session.add(
                RoleChange(person_id=person.id, role=self.role, status=status, day=self.today)
            )


def _tags(text: str, what: str) -> tuple[str, ...]:
    """Interests or tags; a form joins them with commas as well."""
    return tuple(
        sorted({tag(w, what) for part in parts(text) for w in part.split(",") if w.strip()})
    )


def _shown(value: Any) -> str:
    if value in (None, "", ()):
        return "nothing"
    if isinstance(value, tuple):
        return ", ".join(":".join(v) if isinstance(v, tuple) else str(v) for v in value)
    return str(value)


class Mentors(_People):
    """Rows of mentors."""

    role = "mentor"
    since_field = "experience_since"

    def _own(self, row: dict[str, str]) -> dict[str, Any]:
        return {
            "expertise": cell(row, "expertise", lambda t: tuple(sorted(topics_in(t, self.topics)))),
            "capacity": cell(row, "capacity", lambda t: whole(t, 100)),
            "max_miles": cell(row, "max_miles", lambda t: parse_miles(t) / 10),
        }

    def _enrol(self, person: Person, wanted: dict[str, Any]) -> None:
        assert person.id is not None
        self.session.add(Mentor(person_id=person.id, experience_since=wanted["since"]))
        self.session.flush()

    def _now(self, there: store.Known) -> dict[str, Any]:
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

    def _own(self, row: dict[str, str]) -> dict[str, Any]:
        return {"needs": cell(row, "needs", self._needs)}

    def _needs(self, text: str) -> tuple[tuple[str, str], ...]:
        needs: dict[str, str] = {}
        for part in parts(text):
            topic, colon, priority = part.rpartition(":")
            if not colon or priority.strip().lower() not in ("high", "medium", "low"):
                topic, priority = part, "medium"
            for slug in _by_commas(topic.strip(), self.topics):
                needs[slug] = priority.strip().lower()
        return tuple(sorted(needs.items()))

    def _enrol(self, person: Person, wanted: dict[str, Any]) -> None:
        assert person.id is not None
        self.session.add(Mentee(person_id=person.id, administrator_since=wanted["since"]))
        self.session.flush()

    def _now(self, there: store.Known) -> dict[str, Any]:
        since, remark = there.mentee or (None, None)
        now = {"since": since, "note": remark, "needs": tuple(there.needs)}
        return super()._now(there) | now


class Libraries:
    """Rows of libraries; the key is the FSCS key, or name and town."""

    def __init__(self, session: Session, today: date, tally: Tally) -> None:
        self.session, self.tally = session, tally
        lines = store.library_lines(session)
        self.by_key = {lib.fscskey: lib.id for lib in lines if lib.fscskey}
        self.by_name = {_place_key(lib.name, lib.city): lib.id for lib in lines}

    def __call__(self, number: int, row: dict[str, str]) -> None:
        """Bring in one row. Raises FieldProblem."""
        name = cell(row, "name", lambda t: line(t, "name"))
        if name is None:
            raise refuse("name", "There is no name.", "Every row needs one.")
        details = places.LibraryDetails(
            name=name,
            city=row.get("city"),
            county=row.get("county"),
            latitude=cell(row, "latitude", _degrees),
            longitude=cell(row, "longitude", _degrees),
            population=cell(row, "population", lambda t: whole(t, 100_000_000)),
            locale=row.get("locale"),
            fscskey=row.get("fscskey"),
            member=cell(row, "member", _yes_no),
        )
        key = (row.get("fscskey") or "").upper()
        there = self.by_key.get(key) or self.by_name.get(_place_key(name, row.get("city", "")))
        library = Library(name=name) if there is None else self.session.get_one(Library, there)
        before = library.model_dump()
        places.apply(self.session, library, details)
        after = library.model_dump()
        assert library.id is not None
        self.by_name[_place_key(library.name, library.city)] = library.id
        if library.fscskey:
            self.by_key[library.fscskey] = library.id
        differences = [
            f"{k}: {_shown(before[k])} -> {_shown(v)}" for k, v in after.items() if before[k] != v
        ]
        self.tally.count(there is None, differences, name, number)


def _place_key(name: str, city: str) -> tuple[str, str]:
    return fold(name), fold(city)


def _degrees(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,12})?", text):
        raise UsageProblem(f"{text[:40]!r} is not in degrees.", "Write it like 45.1413.")
    return float(text)


def _yes_no(text: str) -> bool:
    word = text.lower()
    if word not in ("yes", "no", "true", "false", "1", "0"):
        raise UsageProblem(f"{text[:40]!r} is neither yes nor no.")
    return word in ("yes", "true", "1")
