"""W-9 forms that are not on file, and the command that enters one."""

from collections.abc import Iterable, Mapping, Sequence

from wvls_mentor.store.people import PersonRecord


def missing(people: Iterable[int], known: Mapping[int, PersonRecord]) -> list[PersonRecord]:
    """Those of *people*, by their numbers, who have no W-9 form on file; each once."""
    return [known[n] for n in dict.fromkeys(people) if known[n].papers.w9_on is None]


def command(people: Sequence[PersonRecord], name: str) -> str:
    """The command to type when a form comes in; *name* stands for several people."""
    who = str(people[0].id) if len(people) == 1 else name
    roles = sorted({role(p) for p in people}, reverse=True)
    return " or ".join(f"wvls {r} edit {who} --w9 DATE" for r in roles)


def role(person: PersonRecord) -> str:
    """The command under which a person is edited: mentor or mentee."""
    return "mentee" if person.mentor is None else "mentor"
