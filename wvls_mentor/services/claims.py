"""Makes, marks and withdraws claims, and says what is refused (C11, C12).

A claim is everything earned and in no claim yet, numbered, to print and sign."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from wvls_mentor.errors import SEE_ALL, NotFound, Refused
from wvls_mentor.money import money
from wvls_mentor.rules.expenses import kept
from wvls_mentor.rules.meetings import reported_by
from wvls_mentor.rules.payments import Owed, Sheet, SheetLine
from wvls_mentor.services import claim_refusals, find, payments, stipends
from wvls_mentor.store import claims as store
from wvls_mentor.store import meetings, people, people_then, queries
from wvls_mentor.store.engine import reading, writing
from wvls_mentor.store.ledger import ClaimLine, ClaimSheet
from wvls_mentor.store.session import Session
from wvls_mentor.text import LONGEST_TEXT, line, listed, named_number


def preview(db: Path, mentor_id: int, *, until: date, today: date) -> Sheet:
    """The claim as it would be made: a draft without a number. Raises Refused as *make* does."""
    with reading(db) as session:
        return _draft(session, mentor_id, until, today)


def make(
    db: Path, mentor_id: int, *, until: date, today: date, shown: Sheet | None = None
) -> Sheet:
    """Make the next numbered claim of everything of this mentor up to *until*.

    However late it was reported; a line is in one claim at most. The mentee's own travel goes on
    a claim of the mentee, where it is paid. Raises Refused when there is nothing to claim, or when
    what there is changed since it was *shown*.
    """
    with writing(db) as session:
        draft = _draft(session, mentor_id, until, today)
        if shown is not None and draft.lines != shown.lines:
            raise Refused("What can be claimed changed while you were reading.", "Claim again.")
        sheet = ClaimSheet(
            number=_next_number(session, today), mentor_id=mentor_id, until=until, made_on=today
        )
        session.add(sheet)
        session.flush()
        assert sheet.id is not None
        session.add_all(
            ClaimLine(
                sheet_id=sheet.id, kind=x.kind, item_id=x.item_id, meeting_id=x.meeting_id,
                amount_cents=x.amount_cents, rate=x.rate,
            )
            for x in draft.lines
        )  # fmt: skip
        session.flush()
        return next(s for s in store.sheets(session, today) if s.number == sheet.number)


def _draft(session: Session, mentor_id: int, until: date, today: date) -> Sheet:
    found = _unclaimed(session, mentor_id, until, today)
    mentor = people.known(session, today)[mentor_id]
    if not found and (waiting := _waiting(session, mentor_id, until, today)):
        years = listed(str(year) for year in sorted({on.year for on in waiting}))
        trips_wait = "trip waits" if len(waiting) == 1 else "trips wait"
        raise Refused(
            f"{mentor.name} has nothing to claim up to {until} yet: "
            f"{len(waiting)} {trips_wait} for a mileage rate of {years}.",
            f"Set it: wvls policy rate mileage AMOUNT --from {min(waiting).year}-01-01",
        )
    if not found:
        raise Refused(
            f"{mentor.name} has earned nothing up to {until} that can still be claimed.",
            "See what there is: wvls stipends claims, wvls stipends",
        )
    facts = queries.pair_facts(session, queries.policy_book(session), today)
    mentees = {f.pair_id: f.mentee for f in facts}
    trips, forms = store.trips(session), meetings.reporters(session)

    def line_of(o: Owed) -> SheetLine:
        spent, route = trips[o.item_id] if o.kind == "travel" else ("", "")
        return SheetLine(
            kind=o.kind, item_id=o.item_id, meeting_id=o.meeting_id, mentee=mentees[o.pair_id],
            on=o.on, at=o.at, minutes=o.minutes, miles_tenths=o.miles_tenths,
            expense_cents=o.expense_cents, rate=o.rate, amount_cents=o.amount_cents,
            pair_id=o.pair_id, route=route, expenses=kept(spent, o.expense_cents or 0),
            reported_by=reported_by(forms.get(o.meeting_id, ())),
        )  # fmt: skip

    lines = list(map(line_of, found))
    lines.sort(key=lambda x: (x.on, x.meeting_id, x.kind))
    return Sheet(
        number="", mentor_id=mentor_id, mentor=mentor.name, email=mentor.email,
        library=mentor.library, until=until, made_on=today, withdrawn_on=None,
        withdrawn_reason="", lines=tuple(lines),
    )  # fmt: skip


def _waiting(session: Session, person_id: int, until: date, today: date) -> list[date]:
    """The days of somebody's trips up to *until* for which there is no mileage rate."""
    book, found = queries.policy_book(session), []
    for pair in stipends.calculated(session, book, today):
        mine = {pair.mentor_id: "mentor", pair.mentee_id: "mentee"}.get(person_id)
        for v in pair.visits:
            trips = [t for t in v.travel if t.payee == mine and t.amount_cents is None]
            found += [v.on for _ in trips if v.on <= until]
    return found


def _unclaimed(session: Session, mentor_id: int, until: date, today: date) -> list[Owed]:
    """What can be paid today and is on no claim; anything with a later payment counts as paid."""
    taken = store.live_items(session)
    return [
        o
        for o in payments.payable(session, today).lines
        if o.person_id == mentor_id and o.on <= until and (o.kind, o.item_id) not in taken
    ]


def _next_number(session: Session, today: date) -> str:
    return f"C-{today.year}-{store.made_in(session, today.year) + 1:02d}"


def withdraw(db: Path, number: str, *, reason: str, on: date, write: bool = True) -> Sheet:
    """Take a claim back, so that its lines can be claimed again; without *write* only try to.

    Raises Refused when a line of it is paid, with whatever date, or *on* lies before the claim was
    made or before a payment on it was voided: it would have been paid and withdrawn at once.
    """
    why = line(reason, "reason", longest=LONGEST_TEXT)
    with writing(db, dry_run=not write) as session:
        row = claim_refusals.claim(session, number)
        _refuse_unwithdrawable(session, row, on)
        row.withdrawn_on, row.withdrawn_reason = on, why
        for claimed in store.lines(session, row.id):
            claimed.live = False
            session.add(claimed)
        session.add(row)
        session.flush()
        return next(s for s in store.sheets(session, on) if s.number == number)


def mark(db: Path, number: str, state: str, *, on: date, today: date) -> Sheet:
    """Note that a claim was sent or approved on a day; the claim as of *today*. Raises NotFound.

    Raises Refused where it was withdrawn or is so already, before it was made, and where it would
    have been approved before it was sent.
    """
    with writing(db) as session:
        row = claim_refusals.claim(session, number)
        marks = store.marks(session, row.id)
        _refuse_dead_or_unmade(row, on)
        if state in marks:
            raise Refused(
                f"Claim {row.number} was {state} on {marks[state]} already.",
                "See them: wvls stipends claims",
            )
        sent, approved = marks.get("sent"), marks.get("approved")
        if sent is not None and on < sent:
            raise Refused(f"Claim {row.number} was sent on {sent}, after {on}.", _LATER)
        if approved is not None and on > approved:
            raise Refused(
                f"Claim {row.number} was approved on {approved}, before {on}.",
                "Enter that day or an earlier one with --on.",
            )
        assert row.id is not None
        store.mark(session, row.id, state, on)
        return next(s for s in store.sheets(session, today) if s.number == row.number)


_LATER = "Enter that day or a later one with --on."


def _refuse_dead_or_unmade(claim: ClaimSheet, on: date) -> None:
    if claim.withdrawn_on is not None:
        raise Refused(f"Claim {claim.number} was withdrawn on {claim.withdrawn_on} already.")
    if on < claim.made_on:
        raise Refused(f"Claim {claim.number} was made on {claim.made_on}, after {on}.", _LATER)


def refuse_unwithdrawable(db: Path, number: str, *, on: date) -> None:
    """Raise Refused, as *withdraw* does, for a claim that cannot be withdrawn on a day.

    Raises NotFound.
    """
    with reading(db) as session:
        _refuse_unwithdrawable(session, claim_refusals.claim(session, number), on)


def _refuse_unwithdrawable(session: Session, claim: ClaimSheet, on: date) -> None:
    _refuse_dead_or_unmade(claim, on)
    for state, day in store.marks(session, claim.id).items():
        if day > on:
            raise Refused(f"Claim {claim.number} was {state} on {day}, after {on}.", _LATER)
    for p in store.payments_of(session, claim.id):
        if p.voided_on is None:
            raise Refused(
                f"Claim {claim.number} has a payment: {p.payment_id} of {p.paid_on}.",
                f"Void its payments first: wvls stipends void {p.payment_id} --reason REASON",
            )
        if p.voided_on > on:
            raise Refused(
                f"Payment {p.payment_id} of claim {claim.number} was voided on {p.voided_on}, "
                f"after {on}.",
                _LATER,
            )


def claims(db: Path, day: date, *, mentor_id: int | None = None) -> list[Sheet]:
    """Every claim made by *day*, by number."""
    with reading(db) as session:
        names = people_then.payable_to(session)
        found = [s for s in store.sheets(session, day) if mentor_id in (None, s.mentor_id)]
    return [replace(s, payable_to=names.get(s.number, "")) for s in found]


def claim_number(text: str) -> str:
    """A claim's number as printed: ``c-2026-1`` is C-2026-01; any other text is unchanged."""
    found = re.fullmatch(r"C-?([0-9]{4})-([0-9]{1,6})", text.strip().upper())
    return f"C-{found[1]}-{int(found[2]):02d}" if found else text.strip()


def to_choose(db: Path, today: date, *, until: date) -> list[tuple[object, str]]:
    """(id, name and what a claim would come to) of everybody who has something to claim."""
    with reading(db) as session:
        taken = store.live_items(session)
        found = payments.payable(session, today).lines
    sums: dict[tuple[int, str], int] = {}
    for o in found:
        if o.on <= until and (o.kind, o.item_id) not in taken:
            key = (o.person_id, o.person)
            sums[key] = sums.get(key, 0) + o.amount_cents
    return [(person, f"{name}, {money(cents)}") for (person, name), cents in sorted(sums.items())]


def standing(db: Path, number: str, day: date) -> Sheet | None:
    """A claim by its number, as of *day*; None if it was not made yet."""
    wanted = claim_number(number)
    return next((s for s in claims(db, day) if s.number == wanted), None)


def one(db: Path, number: str, day: date) -> Sheet:
    """One claim by its number, by the end of it, or by the claimant, where only one is meant.

    Raises NotFound.
    """
    word = named_number(number, "claim").strip()
    word = re.sub(r"^claim +", "", word, flags=re.IGNORECASE)
    if (found := standing(db, word, day)) is not None:
        return found
    if word.isascii() and word.isdigit():
        same = [s for s in claims(db, day) if int(s.number.rpartition("-")[2]) == int(word)]
        if len(same) == 1:
            return same[0]
    valid = [s for s in claims(db, day) if s.withdrawn_on is None]
    wanted = find.by_name(word, {s.mentor_id: s.mentor for s in valid})
    theirs = [s for s in valid if s.mentor_id in wanted]
    if len(theirs) == 1:
        return theirs[0]
    if theirs:
        numbers = listed([s.number for s in theirs[:5]], "or")
        raise NotFound(f"{number[:40]!r} has {len(theirs)} claims.", f"Name one: {numbers}.")
    raise NotFound(f"There is no claim {number[:40]}.", f"{SEE_ALL}wvls stipends claims")
