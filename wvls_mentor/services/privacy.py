"""Forgets a person: address, phone and notes at once, the name once no payment needs it."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.dates import years_after
from wvls_mentor.errors import DatabaseProblem, Refused
from wvls_mentor.rules.people import forgotten_address, forgotten_name
from wvls_mentor.rules.terms import state
from wvls_mentor.services import backups, history
from wvls_mentor.services.payments import payable
from wvls_mentor.store import (
    documents_left,
    paths,
    payments,
    people,
    privacy,
    privacy_left,
    queries,
    traces,
)
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.models import Mentee, Mentor, Person, RoleChange
from wvls_mentor.store.session import Session
from wvls_mentor.text import fold


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was, or would be, taken out, and what stays."""

    person_id: int
    name: str
    notes: int
    notes_of: dict[str, int]  # how many of each sort, the most first
    payments: int
    name_until: date | None  # the name stays until this day; None: it went
    copies: tuple[str, ...] = ()  # other files of ours that hold the address or the name
    documents: tuple[str, ...] = ()  # drafts, pages and sheets that do
    looked_in: tuple[str, ...] = ()  # the folders in which those were looked for
    cut: tuple[str, ...] = ()  # those of them of which only the newest files were looked at
    unseen: tuple[str, ...] = ()  # copies that may, and could not be looked at
    compacted: bool = True  # the file was written again, without its free pages
    already: bool = False  # forgotten before, and nothing is left to erase
    owed_cents: int = 0  # not paid yet: afterwards nobody knows who the check is for


def gone(db: Path, text: str) -> int | None:
    """The id of the one person meant, named only by the history: adding them was undone."""
    wanted = fold(text)
    with reading(db) as session:
        known = privacy.in_history(session.connection())
        here = people.ids(session)
    words = {
        number: {fold(word) for word in names | addresses}
        for number, (names, addresses) in known.items()
        if number not in here
    }
    whole = [n for n, own in words.items() if wanted in own or text.strip() == str(n)]
    hits = whole or [n for n, own in words.items() if any(wanted in word for word in own)]
    # An empty text is a part of every name, and would mean whoever is the only one.
    return hits[0] if len(hits) == 1 and wanted else None


def preview(db: Path, person_id: int, today: date) -> Forgotten:
    """What forgetting a person would take out. Raises Refused while a pair of theirs is active."""
    with reading(db) as session:
        found = _look(session, person_id, today)
        places = _Places.of(session, db, person_id, today)
    return places.looked_at(found)


def forget(db: Path, person_id: int, today: date) -> Forgotten:
    """Forget a person; it cannot be taken back. Files that still hold the person are named.

    Of somebody who is forgotten already the history says it once: nothing is written.
    """
    before = preview(db, person_id, today)
    if before.already:
        return _compacted(db, before)
    with writing(db, final=True) as session:
        found = _look(session, person_id, today)
        places = _Places.of(session, db, person_id, today)
        connection = session.connection()
        privacy.overwrite_freed(connection)
        person = session.get(Person, person_id)
        addresses = privacy.known_as(connection, person_id, "email")
        # A shorter one, such as an extension, is a number that is part of many other texts.
        phones = [p for p in privacy.known_as(connection, person_id, "phone") if len(p) >= 7]
        names = privacy.known_as(connection, person_id, "name")
        entries = history.touching_person(session, person_id)
        entries |= privacy.entries_of_answers(connection, addresses)
        privacy.clear_texts(connection, person_id)
        privacy.clear_answers(connection, person_id)
        privacy.clear_history(connection, person_id, entries)
        privacy.shorten_own_entry(connection, session.info["entry"], person_id)
        words = [*addresses, *phones]
        privacy.replace_addresses(connection, person_id, words)
        instead = forgotten_name(person_id)
        if found.name_until is None and names:
            privacy.replace_names(connection, person_id, names, instead)
            privacy.replace_payee(connection, person_id, instead)
        if person is not None:
            person.email = forgotten_address(person_id)
            person.no_letters, person.w9_on = "", None
            person.name = person.name if found.name_until else instead
            session.add(person)
        _out_of_the_matching(session, person_id, today)
    return places.looked_at(_compacted(db, found))


def _compacted(db: Path, found: Forgotten) -> Forgotten:
    """*found*, after the file was rewritten without the data in its free pages."""
    try:
        privacy.compact(db)
    except DatabaseProblem:  # somebody reads: it is forgotten anyway
        return replace(found, compacted=False)
    return found


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the person may stand outside of the database, and what is looked for there."""

    db: Path
    folders: list[Path]
    backups: list[Path]
    papers: list[Path]  # folders with documents
    addresses: list[str]
    names: list[str]
    others: set[str]  # names and addresses of other people

    @classmethod
    def of(cls, session: Session, db: Path, person_id: int, today: date) -> "_Places":
        """The places to search; called before the person is forgotten, while the name is known."""
        connection = session.connection()
        instead = (forgotten_name(person_id), forgotten_address(person_id))
        addresses, names = (
            [text for text in privacy.known_as(connection, person_id, column)
             if text not in instead]
            for column in ("email", "name")
        )  # fmt: skip
        folders = backups.folders(session, db, today)
        others = privacy.others(connection, person_id)
        papers = documents_left.folders(connection, [*folders, *_here()])
        known = backups.known(session)
        return cls(db.resolve(), folders, known, papers, addresses, names, others)

    def looked_at(self, found: Forgotten) -> Forgotten:
        """*found*, with the files that hold the person."""
        ours = [path for folder in self.folders for path in traces.files_of_ours(folder, self.db)]
        every = dict.fromkeys([*ours, *(p for p in self.backups if paths.is_file(p))])
        held = {path: self._holds(path) for path in every}
        away = [path for path in self.backups if not traces.is_reachable(path)]
        unseen = [*(path for path, said in held.items() if said is None), *away]
        copies = tuple(str(path) for path, said in held.items() if said)
        found = replace(found, copies=copies, unseen=tuple(map(str, unseen)))
        return self._documents(found, {path.resolve() for path in every})

    def _documents(self, found: Forgotten, ours: set[Path]) -> Forgotten:
        """*found*, with the documents near us, but for files of *ours*, that name the person."""
        wanted = traces.pattern(self.addresses, self.names, self.others)
        if wanted is None:  # forgotten before: there is nothing to look for
            return found
        near = {folder: documents_left.documents(folder) for folder in self.papers}
        every = (path for found_in, _ in near.values() for path in found_in if path not in ours)
        held = {path: documents_left.names(path, wanted) for path in every}
        unseen = (str(path) for path, said in held.items() if said is None)
        return replace(
            found,
            unseen=(*found.unseen, *unseen),
            documents=tuple(str(path) for path, said in held.items() if said),
            looked_in=tuple(map(str, near)),
            cut=tuple(str(folder) for folder, (_, older) in near.items() if older),
        )

    def _holds(self, path: Path) -> bool | None:
        """Whether a file names the person; somebody else's longer name does not count."""
        found = self._look(path, self.others)
        if not found:
            return found
        own = {text.casefold() for text in (*self.addresses, *self.names)}
        there = {t for t in traces.people_in(path, self.addresses) if t.casefold() not in own}
        return self._look(path, self.others | there)

    def _look(self, path: Path, others: set[str]) -> bool | None:
        wanted = traces.pattern(self.addresses, self.names, others)
        return None if wanted is None else traces.holds(path, wanted)


def _here() -> list[Path]:
    """The current folder, where drafts and pages go by default."""
    try:
        return [Path.cwd()]
    except OSError:  # deleted meanwhile
        return []


def _look(session: Session, person_id: int, today: date) -> Forgotten:
    names = privacy.known_as(session.connection(), person_id, "name")
    person = session.get(Person, person_id)
    name = person.name if person is not None else (names or [f"person {person_id}"])[0]
    book = queries.policy_book(session)
    for facts in queries.pair_facts(session, book, today):
        if person_id in (facts.mentor_id, facts.mentee_id) and state(facts, today) == "active":
            raise Refused(
                f"{name} is in an active pair: {facts.mentor} and {facts.mentee}.",
                f"End it first: wvls end {facts.pair_id} --reason REASON",
            )
    count, newest = payments.count_and_newest(session, person_id)
    until = None
    if newest is not None:
        until = years_after(newest, book.on(today).retention_years)
    kept = until if until is not None and until > today else None
    connection = session.connection()
    notes = _sorted(privacy_left.count_texts(connection, person_id, notes=True))
    touching = history.touching_person(session, person_id)
    left = kept is None and names not in ([], [forgotten_name(person_id)])
    already = not left and privacy_left.nothing_left(connection, person_id, touching)
    lines = payable(session, today).lines
    owed = sum(line.amount_cents for line in lines if line.person_id == person_id)
    return Forgotten(
        person_id, name, sum(notes.values()), notes, count, kept, already=already, owed_cents=owed
    )


# What people call the text of a column: a note ...
_SORTS = {
    ("mentor", "note"): "about the person",
    ("mentee", "note"): "about the person",
    ("pair", "end_reason"): "why a pair ended",
    ("pair", "waived"): "why a rule was waived",
    ("claim", "route"): "of a route",
    ("meeting", "note"): "of a meeting",
    ("check_in", "note"): "of a check-in",
    ("evaluation", "note"): "in an evaluation",
    ("question", "question"): "for an agenda",
    ("excused", "reason"): "why a pair was excused",
    ("extension", "reason"): "why a pair was extended",
    ("keep_apart", "reason"): "why two people are kept apart",
}


def _sorted(notes: dict[tuple[str, str], int]) -> dict[str, int]:
    """How many notes of each sort there are, the most first."""
    found: dict[str, int] = {}
    for column, number in notes.items():
        sort = _SORTS.get(column, "of another kind")
        found[sort] = found.get(sort, 0) + number
    return dict(sorted(found.items(), key=lambda one: -one[1]))


def _out_of_the_matching(session: Session, person_id: int, today: date) -> None:
    """Take a person who is forgotten out of the matching."""
    for role, model, status in (("mentor", Mentor, "paused"), ("mentee", Mentee, "withdrawn")):
        if session.get(model, person_id) is not None:
            session.add(RoleChange(person_id=person_id, role=role, status=status, day=today))
