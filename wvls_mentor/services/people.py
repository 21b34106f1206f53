"""Adds, changes, lists and pauses mentors and mentees, and says what is refused."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wvls_mentor.errors import NotFound, Refused, UsageProblem
from wvls_mentor.records.field import Reading
from wvls_mentor.records.lists import parse_needs
from wvls_mentor.records.people import FACTS
from wvls_mentor.rules.people import MenteeLine, MentorLine, PersonLine
from wvls_mentor.services import find
from wvls_mentor.services.standing import mentee_lines, mentor_lines
from wvls_mentor.store import people, people_lists
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Mentee, Mentor, Person, RoleChange
from wvls_mentor.store.session import Session
from wvls_mentor.text import email as checked_email
from wvls_mentor.text import fold, line, note, tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Details of a person in either role; None leaves a value unchanged."""

    name: str | None = None
    email: str | None = None
    library: str | None = None
    since: date | None = None
    topics: tuple[str, ...] | None = None  # a mentor's expertise
    needs: dict[str, str] | None = None  # a mentee's: topic -> priority
    interests: tuple[str, ...] | None = None
    culture: tuple[str, ...] | None = None
    capacity: int | None = None
    max_miles_tenths: int | None = None
    note: str | None = None
    facts: Mapping[str, str | None] = field(default_factory=dict)  # of FACTS, by name
    letters: bool | None = None
    no_letters: str = ""  # the reason, where *letters* is False
    w9_on: date | None = None


@dataclass(frozen=True, slots=True)
class ListChange:
    """Entries to add to and remove from a list; the others stay."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edited:
    """A person after an edit; *replaced*: the old entries of each list that was replaced."""

    line: MentorLine | MenteeLine
    replaced: Mapping[str, tuple[str, ...]]


def add_mentor(db: Path, details: Details, *, today: date) -> MentorLine:
    """Add a mentor. Raises Refused when the address is a mentor's already."""
    with writing(db) as session:
        person_id = _enroll(session, details, Mentor)
        return mentor_lines(session, today)[person_id]


def add_mentee(db: Path, details: Details, *, today: date) -> MenteeLine:
    """Add a mentee. Raises Refused when the address is a mentee's already."""
    with writing(db) as session:
        person_id = _enroll(session, details, Mentee)
        return mentee_lines(session, today)[person_id]


def edit(
    db: Path,
    person_id: int,
    role: str,
    details: Details,
    changes: Mapping[str, ListChange],
    *,
    today: date,
) -> Edited:
    """Change what *details* name of a mentor or mentee, and *changes* of their lists.

    Raises NotFound for an entry to take out that is not there.
    """
    with writing(db) as session:
        lines = mentor_lines if role == "mentor" else mentee_lines
        was = lines(session, today)[person_id]
        person = session.get_one(Person, person_id)
        apply(session, person, _changed(session, was, details, changes), role)
        now = lines(session, today)[person_id]
    replaced = {
        name: before
        for name in LISTS
        if name not in changes and (before := _entries(was, name)) and before != _entries(now, name)
    }
    return Edited(now, replaced)


# The lists by the name of the option that replaces one, with the attribute of a line.
LISTS = {"expertise": "expertise", "need": "needs", "interest": "interests", "culture": "culture"}


def _entries(line: PersonLine, name: str) -> tuple[str, ...]:
    """A list as it is shown; empty where this role has none of that name."""
    entries = getattr(line, LISTS[name], ())
    return tuple(f"{e[0]}:{e[1]}" if isinstance(e, tuple) else e for e in entries)


def _changed(
    session: Session,
    was: PersonLine,
    details: Details,
    changes: Mapping[str, ListChange],
) -> Details:
    """*details* with the lists as they are after *changes*."""
    for name, change in changes.items():
        if name == "need":
            assert isinstance(was, MenteeLine)
            needs = dict(was.needs)
            for topic in _to_remove(was, name, find.topics(session, change.remove), tuple(needs)):
                del needs[topic]
            new = parse_needs(change.add)
            needs |= dict(zip(find.topics(session, new), new.values(), strict=True))
            details = replace(details, needs=needs)
            continue
        there = _entries(was, name)
        add, remove = (_normalized(session, name, words) for words in (change.add, change.remove))
        gone = _to_remove(was, name, remove, there)
        kept = (*(entry for entry in there if entry not in gone), *add)
        if name == "expertise":
            details = replace(details, topics=kept)
        elif name == "interest":
            details = replace(details, interests=kept)
        else:
            details = replace(details, culture=kept)
    return details


def _normalized(session: Session, name: str, words: Iterable[str]) -> list[str]:
    """Entries as they are kept: topics by their short names, words in lower case."""
    if name == "expertise":
        return find.topics(session, words)
    return [tag(word, "interest" if name == "interest" else "culture tag") for word in words]


def _to_remove(
    line: PersonLine, name: str, entries: Sequence[str], there: Sequence[str]
) -> Sequence[str]:
    """*entries*, each of them *there*. Raises NotFound: a typo must not look like a success."""
    for entry in entries:
        if entry not in there:
            raise NotFound(
                f"{line.name} has no {name} {entry!r}.",
                f"There is: {', '.join(there) or 'nothing'}.",
            )
    return entries


def set_status(
    db: Path, person_id: int, role: str, status: str, *, day: date, today: date
) -> MentorLine | MenteeLine:
    """Pause a mentor, withdraw a mentee, or resume either, from *day* on.

    Raises Refused when they stand there already, or the mentee to withdraw is matched.
    """
    with writing(db) as session:
        lines = mentor_lines if role == "mentor" else mentee_lines
        now = lines(session, day)[person_id]
        out = now.status in ("paused", "withdrawn")
        if out == (status != "resumed"):
            raise Refused(f"{now.name} is {now.status} already.")
        if status == "withdrawn" and now.status == "matched":
            pair = next(p for p in now.pairs if p.state == "active")
            raise Refused(
                f"{now.name} is matched with {pair.partner}.",
                f"End the pair first (wvls end {pair.pair_id}); then withdraw the mentee.",
            )
        session.add(RoleChange(person_id=person_id, role=role, status=status, day=day))
        session.flush()
        return lines(session, today)[person_id]


def _enroll(session: Session, details: Details, role: type[Mentor] | type[Mentee]) -> int:
    """The number of a new mentor or mentee, who may be here in the other role."""
    name = line(details.name or "", "name")
    address = checked_email(details.email or "")
    person = people_lists.by_email(session, address)
    if person is not None:
        _refuse_taken(session, person, address, name, role)
    else:
        session.add(person := Person(name=name, email=address))
        session.flush()
    assert details.since is not None
    word = role.__name__.lower()
    session.add(role_record(word, _id(person), details.since))
    session.flush()
    apply(session, person, details, word)
    return _id(person)


def role_record(role: str, person_id: int, since: date) -> Mentor | Mentee:
    """The record of somebody who is new as a mentor or mentee."""
    if role == "mentor":
        return Mentor(person_id=person_id, experience_since=since)
    return Mentee(person_id=person_id, administrator_since=since)


def check_address(db: Path, address: str, name: str, role: str) -> None:
    """Refuse what cannot be the address of a new mentor or mentee called *name*."""
    checked = checked_email(address)
    with reading(db) as session:
        person = people_lists.by_email(session, checked)
        if person is not None:
            model = Mentor if role == "mentor" else Mentee
            _refuse_taken(session, person, checked, line(name, "name"), model)


def check_new_address(db: Path, person_id: int, address: str) -> str:
    """The address for somebody who is there. Raises Refused where it is another person's."""
    with reading(db) as session:
        return _new_address(session, person_id, address)


def _new_address(session: Session, person_id: int, text: str) -> str:
    address = checked_email(text)
    other = people_lists.by_email(session, address)
    if other is not None and other.id != person_id:
        raise Refused(f"{address} is the address of {other.name}.", "Give another address.")
    return address


def _refuse_taken(
    session: Session, person: Person, address: str, name: str, role: type[Mentor] | type[Mentee]
) -> None:
    """Refuse a second mentor or mentee of one address, and one address for two names."""
    if session.get(role, person.id) is not None:
        word = role.__name__.lower()
        raise Refused(
            f"{address} is {person.name}'s, a {word} already.",
            f"To change their details: wvls {word} edit {person.id}",
        )
    if fold(person.name) != fold(name):
        raise Refused(
            f"{address} is the address of {person.name}.",
            "Use that name, or another address for another person.",
        )


def apply(session: Session, person: Person, details: Details, role: str) -> None:
    """Write everything that *details* name; the values are checked here."""
    _apply_person(session, person, details)
    for kind, words in (("interest", details.interests), ("culture", details.culture)):
        if words is not None:
            tags = _normalized(session, kind, words)
            people_lists.replace_words(session, _id(person), kind, tags)
    if role == "mentor":
        _apply_mentor(session, _id(person), details)
    else:
        _apply_mentee(session, _id(person), details)
    session.flush()


def _apply_person(session: Session, person: Person, details: Details) -> None:
    set_facts(person, details)
    if details.email is not None:
        person.email = _new_address(session, _id(person), details.email)
    if details.library is not None:
        person.library_id = find.library_among(people.library_lines(session), details.library).id
    session.add(person)


def set_facts(person: Person, details: Details) -> None:
    """Set what *details* name of a person alone, checked; address and library the caller sets."""
    if details.name is not None:
        person.name = line(details.name, "name")
    for fact in FACTS:
        if (text := details.facts.get(fact.name)) is not None:
            setattr(person, fact.stored_as, fact.read(text, Reading(date.min)))
    if details.letters is not None:
        reason = line(details.no_letters, "reason", empty=True)
        person.no_letters = None if details.letters else reason
    if details.w9_on is not None:
        person.w9_on = details.w9_on


def set_mentor(mentor: Mentor, details: Details) -> None:
    """Set what *details* name of the role of a mentor, checked."""
    if details.since is not None:
        mentor.experience_since = details.since
    if details.capacity is not None:
        if not 0 <= details.capacity <= 100:
            raise UsageProblem(
                f"A capacity of {details.capacity} is out of range.", "Use 0 to 100."
            )
        mentor.capacity = details.capacity
    if details.max_miles_tenths is not None:
        mentor.max_miles_tenths = details.max_miles_tenths
    if details.note is not None:
        mentor.note = note(details.note)


def set_mentee(mentee: Mentee, details: Details) -> None:
    """Set what *details* name of the role of a mentee, checked."""
    if details.since is not None:
        mentee.administrator_since = details.since
    if details.note is not None:
        mentee.note = note(details.note)


def _apply_mentor(session: Session, person_id: int, details: Details) -> None:
    mentor = session.get_one(Mentor, person_id)
    set_mentor(mentor, details)
    session.add(mentor)
    if details.topics is not None:
        people_lists.replace_expertise(session, person_id, find.topics(session, details.topics))


def _apply_mentee(session: Session, person_id: int, details: Details) -> None:
    mentee = session.get_one(Mentee, person_id)
    set_mentee(mentee, details)
    session.add(mentee)
    if details.needs is not None:
        slugs = find.topics(session, details.needs)
        needs = dict(zip(slugs, details.needs.values(), strict=True))
        people_lists.replace_needs(session, person_id, needs)


def _id(person: Person) -> int:
    assert person.id is not None
    return person.id
