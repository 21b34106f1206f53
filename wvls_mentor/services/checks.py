"""``wvls check``: whether the file is sound and the records agree with the program's rules."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations, groupby
from pathlib import Path

from wvls_mentor.errors import UsageProblem, WvlsError
from wvls_mentor.money import mileage_cents, money, rate_cents
from wvls_mentor.rules.payments import shared_references
from wvls_mentor.rules.policy import read_setting
from wvls_mentor.rules.terms import PairFacts, concluded_on, state
from wvls_mentor.services import backups, file_check, trips
from wvls_mentor.services.file_check import Finding
from wvls_mentor.store import checks as store
from wvls_mentor.store import paths, payments, people, queries
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session
from wvls_mentor.text import count, listed


@dataclass(frozen=True, slots=True)
class Records:
    """What every check looks at."""

    session: Session
    facts: tuple[PairFacts, ...]
    today: date


def check(db: Path, today: date) -> list[Finding]:
    """Every finding. Raises DatabaseProblem only where the file cannot be read at all."""
    with reading(db) as session:
        return file_check.findings(session) or findings(session, today)


def notes(db: Path, today: date) -> list[Finding]:
    """Findings that may be right, and so are notes and not problems."""
    with reading(db) as session:
        return [
            *_drafts(session, db, today),
            *_unless_unreadable(_entered_twice, session),
            *_unless_unreadable(_references, session),
        ]


def _drafts(session: Session, db: Path, today: date) -> list[Finding]:
    """Temporary files of killed commands, which hold personal data; also one being written now."""
    try:
        looked_at = backups.folders(session, db, today)
    except Exception:  # a setting by another hand: the findings say so
        looked_at = [db.resolve().parent]
    said = "was left by a command that was stopped. Delete it, unless a wvls command is running."
    return [
        Finding("drafts", f"{draft} {said}", level="note")
        for folder in looked_at
        for draft in paths.drafts(folder)
    ]


def _unless_unreadable(
    look: Callable[[Session], Iterable[Finding]], session: Session
) -> list[Finding]:
    try:
        return list(look(session))
    except Exception:  # a record by another hand: the findings say so
        return []


def _entered_twice(session: Session) -> Iterator[Finding]:
    """Trips and hours that may have been entered twice; two trips can be real (C12)."""
    for f in trips.everything(session):
        yield Finding(f.check, f.message, f.meetings, level="note")


def _references(session: Session) -> Iterator[Finding]:
    """One check number for two payees."""
    ledger, entries = payments.lines(session), payments.entries(session)
    for same in shared_references(ledger, entries):
        payees = listed(dict.fromkeys(p.payee for p in same))
        numbers = tuple(p.payment_id for p in same)
        yield Finding(
            "reference",
            f"{same[0].reference} is the reference of {count(len(same), 'payment')} to {payees}. If one is wrong: wvls stipends void {numbers[-1]}, "
            "then pay it again",
            numbers,
            level="note",
        )


def findings(session: Session, today: date) -> list[Finding]:
    """What is wrong with the records."""
    if broken := list(_policy(session)):
        return broken  # without it nothing can be calculated
    try:
        book = queries.policy_book(session)
        facts = tuple(queries.pair_facts(session, book, date.max))
        records = Records(session, facts, today)
        return [finding for look in CHECKS for finding in look(records)]
    except Exception as error:  # a record by another hand may be wrong in any way
        said = error if isinstance(error, (ValueError, WvlsError)) else type(error).__name__
        return [
            Finding(
                "unreadable", f"a record cannot be read, as if another program wrote it: {said}"
            )
        ]


def _policy(session: Session) -> Iterator[Finding]:
    """Every setting is known and can be read (one that is not there has its default); a stipend is."""
    for key, value in store.settings(session):
        try:
            read_setting(key, value)
        except UsageProblem as problem:
            yield Finding("policy", f"{problem.message} Restore a backup.")
    if not store.has_a_stipend(session):
        yield Finding("policy", "there is no stipend; wvls policy rate stipend AMOUNT --from DATE")


def _sums(records: Records) -> Iterator[Finding]:
    """What was paid is what its rate, miles and expenses come to (C11, C12)."""
    for p in store.paid_sums(records.session):
        due = None
        if p.kind == "stipend":
            due = None if p.rate is None else rate_cents(p.rate)
        elif p.miles_tenths is not None and p.expense_cents is not None:
            due = mileage_cents(p.miles_tenths, p.rate or 0) + p.expense_cents
        if due is not None and due != p.amount_cents:
            yield Finding(
                "ledger",
                f"payment {p.payment_id} is {money(p.amount_cents)}, but its visit comes to "
                f"{money(due)}; void it and pay again",
                (p.payment_id,),
            )


def _one_mentor_at_a_time(records: Records) -> Iterator[Finding]:
    by_mentee = sorted(records.facts, key=lambda f: f.mentee_id)
    for _, pairs in groupby(by_mentee, key=lambda f: f.mentee_id):
        for one, other in combinations(pairs, 2):
            if one.matched_on < concluded_on(other) and other.matched_on < concluded_on(one):
                yield Finding(
                    "one-active-pair",
                    f"{one.mentee} has two mentors at once, in pairs {one.pair_id} and "
                    f"{other.pair_id}; end one of them",
                    (one.pair_id, other.pair_id),
                )


def _capacity(records: Records) -> Iterator[Finding]:
    day = records.today
    active = [f for f in records.facts if f.matched_on <= day and state(f, day) == "active"]
    active.sort(key=lambda f: f.mentor_id)
    everybody = people.known(records.session, records.today)
    for mentor_id, pairs in groupby(active, key=lambda f: f.mentor_id):
        mine = list(pairs)
        mentor = everybody[mentor_id].mentor
        if mentor is not None and len(mine) > mentor[1]:
            yield Finding(
                "capacity",
                f"{mine[0].mentor} has {len(mine)} mentees and a capacity of {mentor[1]}, in pairs "
                f"{listed(str(f.pair_id) for f in mine)}; raise it or end a pair",
                tuple(f.pair_id for f in mine),
            )


# A pair may be ended dated back: a call or a goal after that day does no harm, a meeting costs money.
_DATED = {"meeting": True, "check-in": False, "goal": False, "evaluation": False}


def _inside_the_term(records: Records) -> Iterator[Finding]:
    """Everything that a pair did is between its match and its conclusion, and not in the future."""
    facts = {f.pair_id: f for f in records.facts}
    for name, until_end in _DATED.items():
        for number, pair_id, on in store.days_of(records.session, name):
            pair = facts[pair_id]
            if on > records.today:
                yield Finding(
                    "dates", f"{name} {number} of {on} is in the future; fix its day", (number,)
                )
            elif on < pair.matched_on or (until_end and on > concluded_on(pair)):
                days = f"{pair.matched_on} to {concluded_on(pair)}"
                yield Finding(
                    "dates",
                    f"{name} {number} of {on} is outside the days of pair {pair_id} ({days}); "
                    "fix its day or take it out",
                    (number,),
                )


def _terms(records: Records) -> Iterator[Finding]:
    for f in records.facts:
        if f.extended_to is not None and f.extended_to < f.matched_on:
            yield Finding(
                "terms", f"pair {f.pair_id} ends before its match; extend it again", (f.pair_id,)
            )


# The checks whose numbers are those of pairs.
OF_PAIRS = ("one-active-pair", "capacity", "terms")


# What one query answers (its name in the store): no row is right. The check, and what is said.
_ASKED = {
    "paid before the meeting":
        ("ledger", "payment {} was made before its meeting was held; void it"),
    "goal done before it was shared":
        ("dates", "goal {} was done before it was shared; fix its days"),
    "goal dropped before it was shared":
        ("dates", "goal {} was dropped before it was shared; fix its days"),
    "question answered before it was asked":
        ("dates", "question {} was answered before it was asked; fix its days"),
    "entry undoes a later one":
        ("history", "entry {} undoes one that came later; restore a backup"),
    "person without an address":
        ("people", "person {} has no e-mail address; add one with wvls mentor edit or wvls mentee edit"),
    "excuse ends before it begins":
        ("dates", "excuse {} ends before it begins; remove it"),
    "meeting paid and not held":
        ("ledger", "payment {} pays for a meeting that was not held; void it"),
    "travel paid and not claimed":
        ("ledger", "payment {} pays for travel that is no longer claimed; void it"),
    "payment of another pair":
        ("ledger", "payment {} names a different pair than its meeting; void it"),
    "claim not in person":
        ("claims", "claim {} is for a meeting that was not in person; take it back"),
    "claim sheet without a line":
        ("claims", "claim sheet {} has no line; withdraw it"),
    "claim marked outside of its days":
        ("claims", "claim sheet {} was sent or approved before it was made or after it was withdrawn; undo that"),
    "person without a role":
        ("people", "person {} is neither mentor nor mentee; add the person again with that address"),
}  # fmt: skip


def _asked(records: Records) -> Iterator[Finding]:
    """What the queries of the store find."""
    for wrong, (name, message) in _ASKED.items():
        for number in store.wrong(records.session, wrong):
            yield Finding(name, message.format(number), (number,))


CHECKS: tuple[Callable[[Records], Iterable[Finding]], ...] = (
    _one_mentor_at_a_time, _capacity, _inside_the_term, _terms, _sums, _asked,
)  # fmt: skip
