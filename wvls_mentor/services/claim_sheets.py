"""A claim with everything that an office or an auditor asks for, ready to print (C11, C12).

What is claimed is decided in ``claims``; this adds the details around it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from wvls_mentor.rules import claim_sheet as rules
from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.rules.claim_sheet import ClaimSheet, Note, Payee, Waiting
from wvls_mentor.rules.expenses import kept
from wvls_mentor.rules.matching_facts import Place
from wvls_mentor.rules.payments import Sheet, SheetLine
from wvls_mentor.rules.people import forgotten_name
from wvls_mentor.rules.policy import Policy, PolicyBook
from wvls_mentor.rules.scoring import road_miles
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.rules.trips import is_implausible
from wvls_mentor.services import claim_then, confirmed_rates, stipends, tax_forms, trips
from wvls_mentor.store import claims, people, people_then, queries, routes
from wvls_mentor.store.engine import reading
from wvls_mentor.store.people import PersonRecord
from wvls_mentor.store.session import Session
from wvls_mentor.text import listed


@dataclass(frozen=True, slots=True)
class Looked:
    """A claim with what is looked up for it."""

    session: Session
    claim: Sheet
    book: PolicyBook
    pairs: dict[int, PairFacts]
    people: dict[int, PersonRecord]  # of a claim with a number as they were when it was made
    now: dict[int, PersonRecord]
    erased: set[int]  # the trips whose route went when somebody was forgotten
    offices: tuple[Policy, Policy]  # the settings on it, and those of today

    @property
    def travel(self) -> Iterator[SheetLine]:
        """The trips on it."""
        return (x for x in self.claim.lines if x.kind == "travel")

    def partner(self, pair_id: int) -> str:
        """Who the claimant met."""
        facts = self.pairs[pair_id]
        mine = facts.mentor_id == self.claim.mentor_id
        number = facts.mentee_id if mine else facts.mentor_id
        name = self.people[number].name
        erased = f"a {'mentee' if mine else 'mentor'} (name erased)"
        return erased if name == forgotten_name(number) else name

    def route(self, line: SheetLine) -> str:
        """The route of a trip; one that was erased is not guessed."""
        gone = not line.route and line.item_id in self.erased
        return ERASED if gone else route(line, *self.ends(line))

    def ends(self, line: SheetLine) -> tuple[Place | None, Place | None]:
        """Where a trip began, and the library where it ended; None where that is not known."""
        facts = self.pairs[line.pair_id]
        host = facts.mentor_id if line.at == "mentor-library" else facts.mentee_id
        there = self.people[host].place if line.at in LIBRARIES else None
        return self.people[self.claim.mentor_id].place, there

    def estimate(self, line: SheetLine) -> float | None:
        """The miles there and back between both libraries, by the rules of the pair."""
        home, there = self.ends(line)
        if home is None or there is None:
            return None
        miles = road_miles(home, there, self.pairs[line.pair_id].policy)
        return None if miles is None else 2 * miles


BLANK = "____________"  # to be filled in by hand
ERASED = "route erased"


def gather(db: Path, claim: Sheet, today: date) -> ClaimSheet:
    """Everything that is printed on a claim, or on one that has no number yet."""
    with reading(db) as session:
        claim = claim_then.reported(session, claim)
        book = queries.policy_book(session)
        facts = queries.pair_facts(session, book, date.max)
        pairs = {f.pair_id: f for f in facts}
        now = people.known(session, today)
        then = as_made(session, claim, now)
        offices = (claim_then.settings(session, claim, today), book.on(today))
        looked = Looked(session, claim, book, pairs, then, now, routes.erased(session), offices)
        results = stipends.calculated(session, book, today)
        lines = [(x, looked.partner(x.pair_id)) for x in claim.lines]
        spent = (e for x, partner in lines for e in rules.expenses_of(x, partner))
        visits = claim_then.visits(session, claim, results, book)
        return ClaimSheet(
            claim=claim,
            payee=_payee(looked.people[claim.mentor_id]),
            trips=tuple(
                t for x, partner in lines if x.kind == "travel"
                for t in rules.trips_of(x, looked.route(x), partner)
            ),
            expenses=tuple(sorted(spent, key=rules.by_kind)),
            stipends=tuple(
                rules.stipend_of(replace(x, mentee=partner), visits)
                for x, partner in lines if x.kind == "stipend"
            ),
            waiting=tuple(_waiting(results, looked)),
            notes=tuple(n for find in NOTES for n in find(looked)),
            mentors=any(pairs[x.pair_id].mentor_id == claim.mentor_id for x in claim.lines),
        )  # fmt: skip


def as_made(
    session: Session, claim: Sheet, now: dict[int, PersonRecord]
) -> dict[int, PersonRecord]:
    """Everybody as the claim named them: a signed claim must not change when printed again."""
    if not claim.number:
        return now
    row = claims.by_number(session, claim.number)
    return now if row is None else people_then.when_made(session, now, row.id)


def _payee(person: PersonRecord) -> Payee:
    papers = person.papers
    return Payee(
        name=person.name, payable_to=papers.payable_to or person.name, address=papers.address,
        library=_named(person.place) if person.place else "", vendor=papers.vendor,
        w9_on=papers.w9_on,
    )  # fmt: skip


def _named(place: Place) -> str:
    return place.name if place.city in place.name else f"{place.name}, {place.city}"


def route(line: SheetLine, home: Place | None, there: Place | None) -> str:
    """How a trip went: as driven, or from the traveler's library there and back (RT)."""
    if line.route:
        return line.route
    if home is not None and there is not None and home.library_id == there.library_id:
        return f"at {_named(home)}, the traveler's own library"
    if there is None:
        start = f"{_named(home)} " if home else ""
        return f"{start}to {BLANK}, RT"
    return f"{_named(home)} to {_named(there)}, RT" if home else f"to {_named(there)}, RT"


def _waiting(results: Iterable[PairStipends], looked: Looked) -> Iterator[Waiting]:
    """The claimant's trips up to the claim's last day that are on no claim: no mileage rate yet.

    Of a claim that has a number, those too whose rate came later: its paper stays as it was. Of one
    that was withdrawn none: its own trips are on no claim any more.
    """
    if looked.claim.withdrawn_on is not None:
        return
    taken, spent = claims.live_items(looked.session), claims.trips(looked.session)
    numbered = bool(looked.claim.number)
    for pair in results:
        mine = {pair.mentor_id: "mentor", pair.mentee_id: "mentee"}.get(looked.claim.mentor_id)
        for v in (v for v in pair.visits if mine and v.on <= looked.claim.until):
            for t in v.travel:
                rated = t.amount_cents is not None
                if t.payee != mine or ("travel", t.claim_id) in taken or t.paid_cents:
                    continue
                if not rated or (numbered and t.amount_cents):
                    text, _ = spent[t.claim_id]
                    yield Waiting(
                        v.on, looked.partner(pair.pair_id), t.miles_tenths,
                        kept(text, t.expense_cents), rated,
                    )  # fmt: skip


def _twice(looked: Looked) -> Iterator[Note]:
    """One trip claimed twice, a trip to the own library, a day of more than 24 hours."""
    for f in trips.of_lines(looked.session, looked.claim.lines):
        yield Note(f.fact, f.fix, f.paper)


def _unrouted(looked: Looked) -> Iterator[Note]:
    """Trips elsewhere without a route: the business office would not pay them."""
    for x in looked.travel:
        if x.miles_tenths and BLANK in looked.route(x):
            mine = looked.pairs[x.pair_id].mentor_id == looked.claim.mentor_id
            typed = f"wvls meeting claim {x.meeting_id} --traveler {'mentor' if mine else 'mentee'}"
            yield Note(
                f"No route for the {x.miles_tenths / 10:,g} miles on {x.on}: please fill it in.",
                "" if looked.claim.number else f"Or type it: {typed} --route ROUTE",
            )


def _old(looked: Looked) -> Iterator[Note]:
    """Trips that were claimed later than the office asks; by the day of the claim, once printed."""
    most = looked.book.on(looked.claim.made_on).claim_within_days
    ages = {x.on: (looked.claim.made_on - x.on).days for x in looked.travel}
    late = {on: days for on, days in ages.items() if days > most}
    if most and len(late) == 1:
        (on, days), *_ = late.items()
        yield Note(f"The trip on {on} is {days} days old. The limit is {most}.")
    elif most and late:
        trips = listed(f"{on} ({days} days)" for on, days in late.items())
        yield Note(f"These trips are older than the limit of {most} days: {trips}.")


def _far(looked: Looked) -> Iterator[Note]:
    """Miles that are far from the estimate: a typing slip, or worth a question."""
    for x in looked.travel:
        estimate = looked.estimate(x)
        if is_implausible(x.miles_tenths or 0, estimate):
            yield Note(
                f"{(x.miles_tenths or 0) / 10:,g} miles on {x.on}; "
                f"the estimate there and back is {estimate:,.0f}."
            )


def _no_form(looked: Looked) -> Iterator[Note]:
    """Says that the payee has no tax form on file."""
    claimant = looked.now[looked.claim.mentor_id]
    on_paper = looked.people[looked.claim.mentor_id].papers.w9_on
    if looked.claim.open_cents and claimant.papers.w9_on is None and on_paper is None:
        typed = tax_forms.command([claimant], "")
        yield Note("No W-9 form is on file.", f"When it comes in: {typed}")


def _unconfirmed(looked: Looked) -> Iterator[Note]:
    """Mileage rates that came with the program and that nobody has confirmed."""
    for fact, fix in confirmed_rates.missing_for(looked.session, looked.claim.lines):
        yield Note(fact, fix)


def _forgotten(looked: Looked) -> Iterator[Note]:
    """Who was forgotten since it was signed: their data is only on the paper, paid or not."""
    if not looked.claim.number:
        return
    row = claims.by_number(looked.session, looked.claim.number)
    since = people_then.forgotten_since(looked.session, row.id if row else None)
    facts = [looked.pairs[x.pair_id] for x in looked.claim.lines]
    theirs = [looked.claim.mentor_id, *(n for f in facts for n in (f.mentor_id, f.mentee_id))]
    gone = [n for n in dict.fromkeys(theirs) if n in since]
    if not gone:
        return
    kept = [looked.now[n].name for n in gone if looked.now[n].name != forgotten_name(n)]
    erased = "addresses and routes" if len(kept) == len(gone) else "names, addresses and routes"
    said = (
        f"This is not the sheet that was signed. {listed(looked.now[n].name for n in gone)} "
        f"{'was' if len(gone) == 1 else 'were'} forgotten after it was made: {erased} are erased."
    )
    if kept:
        one = len(kept) == 1
        said += f" The {'name' if one else 'names'} of {listed(kept)} {'is' if one else 'are'} "
        said += (
            f"{'that' if one else 'those'} of today: the payments need {'it' if one else 'them'}."
        )
    yield Note(said)


def _changed(looked: Looked) -> Iterator[Note]:
    """What has changed about the claimant since it was printed; nothing for a paid claim."""
    if not looked.claim.open_cents:
        return
    then, now = (_payee(p[looked.claim.mentor_id]) for p in (looked.people, looked.now))
    facts = (
        ("The name", then.name, now.name),
        ("Payable to", *_payable(then, now)),
        ("The address", then.address, now.address),
        ("The library", then.library, now.library),
        ("The vendor number", then.vendor, now.vendor),
        ("The W-9", _on_file(then), _on_file(now)),
        *_of_office(*looked.offices),
    )
    for name, before, after in facts:
        if before != after:
            yield Note(f"{name} changed after this claim was made: it is now {after or 'empty'}.")


def _payable(then: Payee, now: Payee) -> tuple[str, str]:
    """Who the check was for, then and now: with the name it changes unsaid where it follows that."""
    follows = then.payable_to == then.name and now.payable_to == now.name
    return ("", "") if follows else (then.payable_to, now.payable_to)


def _of_office(then: Policy, now: Policy) -> Iterator[tuple[str, str, str]]:
    """The office's name on the claim, and its name today."""
    names = ("The organization", "Its address", "The program", "The coordinator")
    for name, key in zip(names, claim_then.OFFICE, strict=True):
        yield name, getattr(then, key), getattr(now, key)


def _on_file(payee: Payee) -> str:
    return f"on file since {payee.w9_on}" if payee.w9_on else "not on file"


# Everything under "Please check", in its order. Whoever knows more to look at adds it here.
NOTES: tuple[Callable[[Looked], Iterable[Note]], ...] = (
    _forgotten,
    _changed,
    _twice,
    _unrouted,
    _old,
    _far,
    _no_form,
    _unconfirmed,
)
