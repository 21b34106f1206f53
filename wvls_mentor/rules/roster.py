"""Who is in the program on a day: plain rows for the roster, without anybody's home."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on the roster, with their contact details at work."""

    id: int
    name: str
    library: str
    town: str
    phone: str
    email: str

    @property
    def at(self) -> str:
        """The library with its town, unless its name has that already."""
        town = "" if self.town in self.library else self.town
        return ", ".join(x for x in (self.library, town) if x)

    @property
    def placed(self) -> str:
        """``Mentor One (Wausau)``; the name alone where no town is known."""
        return f"{self.name} ({self.town})" if self.town else self.name


@dataclass(frozen=True, slots=True)
class ListedPair:
    """An active pair; *ends_on* is the end of its term."""

    pair_id: int
    mentor: Listed
    mentee: Listed
    ends_on: date

    @property
    def public(self) -> str:
        """The part that anybody may read."""
        return f"{self.mentor.placed} and {self.mentee.placed}"


@dataclass(frozen=True, slots=True)
class Roster:
    """The active pairs, who waits and which mentors are free on *day*, each by name."""

    day: date
    pairs: tuple[ListedPair, ...]
    waiting: tuple[Listed, ...]
    free: tuple[Listed, ...]
