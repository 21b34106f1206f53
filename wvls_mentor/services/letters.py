"""Letters that are due: decides which, gathers their facts, marks them as sent."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.errors import Refused
from wvls_mentor.rules import letters as rules
from wvls_mentor.rules.ending_letters import NAMED
from wvls_mentor.rules.letter_facts import LetterFacts
from wvls_mentor.rules.letter_values import (
    Letter,
    LetterQuestion,
    LetterSituation,
    NotWritten,
    Recipient,
)
from wvls_mentor.rules.people import mentee_status
from wvls_mentor.rules.policy import Policy
from wvls_mentor.rules.reminders import missed_intro
from wvls_mentor.rules.terms import PairFacts, concluded_on, state
from wvls_mentor.services import letter_facts
from wvls_mentor.store import letter_tables, payments, people, queries
from wvls_mentor.store import letters as store
from wvls_mentor.store.engine import reading, writing


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChoice:
    """Which letters are meant; by default all."""

    kind: str | None = None
    pair_id: int | None = None
    to: int | None = None
    without: frozenset[int] = frozenset()
    again: bool = False
    # Pairs that are asked about after a "no", or even though no letter waits.
    asked_again: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The letters due on *day* with their facts, who gets none, and what must be answered first."""

    day: date
    letters: tuple[tuple[Letter, LetterFacts], ...]
    not_written: tuple[NotWritten, ...]
    questions: tuple[LetterQuestion, ...]
    people: dict[int, Recipient]
    office: Policy
    last_sheet: date | None  # the day on which the newest sheet of meetings came in
    last_held: date | None  # the day of the newest meeting on record
    missed_intros: tuple[int, ...] = ()  # pairs whose intro was never sent and is no longer offered


def due(db: Path, day: date, choice: LetterChoice, *, today: date) -> Found:
    """Every letter of *choice* that is due to be written as of *day*."""
    with reading(db) as session:
        book = queries.policy_book(session)
        everybody = people.known(session, day)
        recipients = {p.id: _recipient(p) for p in everybody.values()}
        facts = queries.pair_facts(session, book, day)
        chosen = [f for f in facts if choice.pair_id in (None, f.pair_id)]
        lines = [
            p for p in payments.lines(session) if choice.pair_id in (None, p.pair_id)
        ]  # fmt: skip
        office = book.on(today)
        situation = LetterSituation(
            day=day,
            facts=chosen,
            people=recipients,
            marks=store.marks(session, day),
            answers=[
                a
                for a in store.answers(session, day)
                if a.yes or a.pair_id not in choice.asked_again
            ],
            payments=lines,
            again_days=office.remind_again_days,
            again=choice.again,
            waiting=waiting(facts, everybody, day),
            named=choice.asked_again,
        )
        found = rules.due(situation)
        old = {f.pair_id for f in chosen if day > concluded_on(f) + NAMED}
        letters = [x for x in found.letters if _meant(x.kind, x.person_id, choice)]
        supply = letter_facts.Supply(session, book, facts, everybody, day, found.letters)
        return Found(
            day,
            tuple((letter, supply.of(letter, lines)) for letter in letters),
            tuple(
                x
                for x in found.not_written
                if _meant(x.kind, x.person_id, choice) and x.pair_id not in old
            ),
            tuple(
                q
                for q in found.questions
                if choice.kind in _ABOUT[q.question] or q.pair_id in choice.asked_again
            ),
            recipients,
            office,
            *store.last_reports(session, day),
            missed_intros=tuple(
                f.pair_id
                for f in chosen
                if choice.kind in (None, "intro")
                and choice.to is None
                and missed_intro(f, situation.marks, day)
            ),
        )


# Which letters an answer decides about: what stands between "all of them" and none.
_ABOUT = {"let-end": (None, "evaluate"), "write": (None, "evaluate", "closing")}


def _meant(kind: str, person_id: int, choice: LetterChoice) -> bool:
    return (
        choice.kind in (None, kind)
        and choice.to in (None, person_id)
        and person_id not in choice.without
    )


def waiting(
    facts: Sequence[PairFacts], everybody: dict[int, people.PersonRecord], day: date
) -> frozenset[int]:
    """The mentees who still need a mentor: all their pairs ended early (C3)."""
    states: dict[int, set[str]] = {}
    for f in facts:
        states.setdefault(f.mentee_id, set()).add(state(f, day))
    return frozenset(
        person
        for person, found in states.items()
        if mentee_status(withdrawn=everybody[person].withdrawn, pair_states=found) == "waiting"
    )


def _recipient(p: people.PersonRecord) -> Recipient:
    reason, by_choice = "", False
    if p.forgotten:
        reason = "forgotten: there is no address"
    elif p.papers.no_letters is not None:
        said, by_choice = p.papers.no_letters, True
        reason = f"no letters: {said}" if said else "no letters"
    elif p.left:
        reason = "withdrawn"
    return Recipient(p.id, p.name, p.email, reason, by_choice)


def mark(db: Path, letters: Sequence[Letter], *, on: date, today: date) -> int:
    """Mark letters as sent on a day, in one entry of the history. Returns how many.

    Raises Refused for a day to come.
    """
    if on > today:
        raise Refused(
            f"{on} is in the future (today is {today}).", "Enter today or an earlier date."
        )
    with writing(db) as session:
        session.add_all(
            letter_tables.Letter(
                person_id=letter.person_id,
                kind=letter.kind,
                pair_id=pair_id,
                obligation=obligation,
                due=due_day,
                reference=letter.reference,
                sent_on=on,
            )
            for letter in letters
            for pair_id, obligation, due_day in letter.marks
        )
    return len(letters)


def sent(found: Found, letters: Collection[Letter]) -> Found:
    """*found* after some of its *letters* were marked as sent."""
    after = ((replace(x, last_sent=found.day) if x in letters else x, f) for x, f in found.letters)
    return replace(found, letters=tuple(after))


def answer(db: Path, questions: Collection[tuple[LetterQuestion, bool]], *, on: date) -> None:
    """Save answers about pairs, given *on* a day; a later answer replaces an earlier one."""
    with writing(db) as session:
        for question, yes in questions:
            session.merge(
                letter_tables.LetterAnswer(
                    pair_id=question.pair_id,
                    question=question.question,
                    about=question.about,
                    yes=yes,
                    answered_on=on,
                )
            )
