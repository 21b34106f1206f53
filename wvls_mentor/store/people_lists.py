"""Finds people by their address, and writes the lists of a person, such as interests."""

from collections.abc import Iterable

from sqlmodel import Session, delete, func, select

from wvls_mentor.store.models import Expertise, Need, Person, Word
from wvls_mentor.store.people import topic_ids


def by_email(session: Session, address: str) -> Person | None:
    """The person with this address, whatever its case."""
    sql = select(Person).where(func.lower(Person.email) == address.lower())
    return session.exec(sql).one_or_none()


def replace_words(session: Session, person_id: int, kind: str, words: Iterable[str]) -> None:
    """Set a person's interests or tags of culture."""
    session.exec(delete(Word).where(Word.person_id == person_id, Word.kind == kind))  # type: ignore[arg-type]
    session.add_all(Word(person_id=person_id, kind=kind, word=w) for w in sorted(set(words)))


def replace_expertise(session: Session, person_id: int, slugs: Iterable[str]) -> None:
    """Set the topics that a mentor covers."""
    ids = topic_ids(session)
    session.exec(delete(Expertise).where(Expertise.person_id == person_id))  # type: ignore[arg-type]
    session.add_all(Expertise(person_id=person_id, topic_id=ids[s]) for s in sorted(set(slugs)))


def replace_needs(session: Session, person_id: int, needs: dict[str, str]) -> None:
    """Set a mentee's needs: topic -> priority."""
    ids = topic_ids(session)
    session.exec(delete(Need).where(Need.person_id == person_id))  # type: ignore[arg-type]
    session.add_all(
        Need(person_id=person_id, topic_id=ids[s], priority=p) for s, p in sorted(needs.items())
    )
