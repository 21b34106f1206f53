"""Adds people who are new in a sheet: their records go into the batch, without queries.

People who are already on record are changed by the service.
"""

from collections.abc import Mapping

from wvls_mentor.services import people
from wvls_mentor.store.batch import Batch
from wvls_mentor.store.models import Expertise, Mentee, Mentor, Need, Person, Word


def add(
    batch: Batch, details: people.Details, role: str, library_id: int | None,
    topic_ids: Mapping[str, int],
) -> int:  # fmt: skip
    """The number of a new person with a role; *details* were read and checked. Raises WvlsError."""
    assert details.name is not None and details.email is not None and details.since is not None
    person = Person(name=details.name, email=details.email, library_id=library_id)
    people.set_facts(person, details)
    batch.add(person)
    assert person.id is not None
    number = person.id
    if role == "mentor":
        mentor = Mentor(person_id=number, experience_since=details.since)
        people.set_mentor(mentor, details)
        batch.add(mentor)
        covered = sorted(set(details.topics or ()))
        batch.rows(Expertise, ((number, topic_ids[slug]) for slug in covered))
    else:
        mentee = Mentee(person_id=number, administrator_since=details.since)
        people.set_mentee(mentee, details)
        batch.add(mentee)
        needs = sorted((details.needs or {}).items())
        batch.rows(Need, ((number, topic_ids[slug], priority) for slug, priority in needs))
    for kind, words in (("interest", details.interests), ("culture", details.culture)):
        batch.rows(Word, ((number, kind, word) for word in sorted(set(words or ()))))
    return number
