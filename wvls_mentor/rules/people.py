"""The status of a mentor or mentee on a day: the lines of the lists."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LibraryLine:
    """A library as it is listed. Latitude and longitude in degrees."""

    id: int
    name: str
    city: str
    county: str
    latitude: float | None
    longitude: float | None
    population: int | None
    locale: str | None
    fscskey: str | None
    member: bool
    aliases: str = ""  # other spellings that sheets use, ``; `` between them

    @property
    def also(self) -> tuple[str, ...]:
        """Its other names."""
        return tuple(self.aliases.split("; ")) if self.aliases else ()


@dataclass(frozen=True, slots=True)
class Papers:
    """How a person is written to and paid. *no_letters* is why they get none; None if they do."""

    address: str = ""
    dear: str = ""
    no_letters: str | None = None
    w9_on: date | None = None
    vendor: str = ""
    payable_to: str = ""


@dataclass(frozen=True, slots=True)
class Partner:
    """A pair as seen by one partner: who the other one is, and the pair's state."""

    pair_id: int
    partner_id: int
    partner: str
    state: str  # active, concluded or ended-early


@dataclass(frozen=True, slots=True)
class Contact:
    """How a person is reached; an address or number is empty if there is none."""

    name: str
    email: str = ""
    phone: str = ""


def reached(name: str, email: str, phone: str) -> Contact:
    """How a person is reached; a forgotten one has no address."""
    return Contact(name, "" if is_forgotten(email) else email, phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """What lists show of a mentor or mentee; *eligible* on the day of the list."""

    id: int
    name: str
    email: str
    phone: str
    library: str | None
    eligible: bool
    interests: tuple[str, ...]
    culture: tuple[str, ...]
    status: str
    note: str
    papers: Papers = Papers()
    pairs: tuple[Partner, ...] = ()
    out_since: date | None = None  # the first day of a pause or a withdrawal


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorLine(PersonLine):
    """A mentor as listed; *max_miles* one way, *free* the mentees they could still take."""

    experience_since: date
    eligible_on: date
    capacity: int
    active_pairs: int
    free: int
    expertise: tuple[str, ...]
    max_miles: float | None

    @property
    def available(self) -> bool:
        """Could take one more mentee today."""
        return self.eligible and self.free > 0 and self.status == "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class MenteeLine(PersonLine):
    """A mentee as listed; needs are (topic, priority)."""

    administrator_since: date
    eligible_until: date
    needs: tuple[tuple[str, str], ...]

    @property
    def again(self) -> bool:
        """Whether a pair of theirs ended early, so that the years of C2 no longer count."""
        return any(p.state == "ended-early" for p in self.pairs)

    @property
    def waits(self) -> bool:
        """Whether a mentor can still be found for them: waiting (C3), and not too late (C2)."""
        return self.status == "waiting" and self.eligible

    @property
    def too_late(self) -> bool:
        """Whether they were never matched and the years of C2 are over, so they do not wait."""
        return self.status == "waiting" and not self.eligible


def mentee_status(*, withdrawn: bool, pair_states: Collection[str]) -> str:
    """A mentee's status from the states of all their pairs (C3).

    A mentee whose pairs all ended early waits again; one whose full term concluded does not.
    """
    if withdrawn:
        return "withdrawn"
    if "active" in pair_states:
        return "matched"
    return "concluded" if "concluded" in pair_states else "waiting"


def forgotten_name(person_id: int) -> str:
    """What is shown instead of the name of a forgotten person."""
    return f"Forgotten {person_id}"


def forgotten_address(person_id: int) -> str:
    """What is stored as the e-mail address of a forgotten person: each is unique."""
    return f"forgotten-{person_id}@invalid"


def is_forgotten(email: str) -> bool:
    """Whether an address is that of a forgotten person."""
    return email.endswith("@invalid")
