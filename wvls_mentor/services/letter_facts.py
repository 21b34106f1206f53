"""Gathers the facts for each letter; the wording is in the templates of ``documents``."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from wvls_mentor.money import rate_cents
from wvls_mentor.rules import terms
from wvls_mentor.rules.choices import LIBRARIES
from wvls_mentor.rules.expenses import by_kind, kept
from wvls_mentor.rules.letter_facts import (
    LEAST,
    ClaimPaid,
    LetterFacts,
    Open,
    Paid,
    PairLetter,
    PaymentFacts,
    Reader,
    Unearned,
    partner_called,
    without_stipend,
)
from wvls_mentor.rules.letter_values import Letter
from wvls_mentor.rules.matching_facts import WEIGHTS
from wvls_mentor.rules.payments import PaymentLine
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.rules.terms import PairFacts, Planned
from wvls_mentor.services import stipends
from wvls_mentor.store import claims, people
from wvls_mentor.store import letters as store
from wvls_mentor.store.session import Session

REMEMBERED = timedelta(days=182)  # how long somebody has what an intro said


def _passed(facts: PairFacts, day: date) -> list[Planned]:
    """Meetings planned since the last contact for a day before *day*, newest first."""
    since = facts.last_contact or facts.matched_on
    return [p for p in reversed(facts.planned) if since <= p.on < day]


def _paid_before(
    mine: Sequence[PaymentLine], lines: Iterable[PaymentLine], day: date
) -> date | None:
    """The day of the payment before *mine* to the same person."""
    first = min(p.paid_on for p in mine)
    earlier = (p.paid_on for p in lines if p.person_id == mine[0].person_id and p.live_on(day))
    return max((on for on in earlier if on < first), default=None)


class Supply:
    """Looks up the facts of letters, each of them once."""

    def __init__(
        self,
        session: Session,
        book: PolicyBook,
        facts: Sequence[PairFacts],
        everybody: dict[int, people.PersonRecord],
        day: date,
        due: Sequence[Letter],
    ) -> None:
        self._session, self._book, self._day, self._due = session, book, day, due
        self._marks = store.marks(session, day)
        self._facts = {f.pair_id: f for f in facts}
        self._people = everybody
        self._titles = {slug: title for slug, title, _ in people.topic_lines(session)}
        results = stipends.calculated(session, book, day, facts=facts)
        self._money: dict[int, PairStipends] = {r.pair_id: r for r in results}
        self._claims = {s.number: s for s in claims.sheets(session, day)}
        self._on_claim = {
            (line.kind, line.item_id): s.number
            for s in self._claims.values()
            if s.withdrawn_on is None
            for line in s.lines
        }

    def of(self, letter: Letter, lines: Sequence[PaymentLine]) -> LetterFacts:
        """All facts that *letter* may mention."""
        pairs = {
            number: self._pair(self._facts[number], letter.person_id) for number in letter.pair_ids
        }
        paid = None
        if letter.kind == "payment":
            mine = [
                p for p in lines
                if (p.person_id, p.reference) == (letter.person_id, letter.reference)
                and p.live_on(self._day)
            ]  # fmt: skip
            live = [p for p in lines if p.claim and p.live_on(self._day)]
            paid = self._payment(letter.person_id, mine, live, _paid_before(mine, lines, self._day))
        return LetterFacts(
            letter.kind,
            letter.role,
            self._day,
            self._reader(letter.person_id, letter.role),
            tuple(pairs.values()),
            tuple((o, pairs[o.pair_id]) for o in letter.items),
            paid,
            letter.reference,
            letter.asked_on if letter.kind == "remind" else letter.last_sent,
            self._day + max(LEAST, timedelta(days=self._book.on(self._day).remind_again_days)),
            *self._going_on(letter),
            tuple(self._partner(f, letter.person_id) for f in self._earlier(letter)),
            self._knows_terms(letter),
            self._thanked(letter),
            self._money_told(letter),
            any(p.person_id == letter.person_id and p.live_on(self._day) for p in lines),
        )

    def _thanked(self, letter: Letter) -> bool:
        """Whether a recent closing letter about another pair said what comes after the program."""
        wanted = (letter.person_id, "closing")
        marks = (m for m in self._marks if (m.person_id, m.kind) == wanted)
        lately = (m for m in marks if self._day - m.sent_on <= REMEMBERED)
        return any(m.pair_id not in letter.pair_ids for m in lately)

    def _money_told(self, letter: Letter) -> bool:
        """Whether a payment notice of the day says what is still to be paid: the last one does."""
        wanted = (letter.person_id, "payment")
        mine = [x.reference for x in self._due if (x.person_id, x.kind) == wanted]
        if letter.kind == "payment":
            return letter.reference not in mine[-1:]
        sent = ((m.person_id, m.kind, m.sent_on) for m in self._marks)
        return bool(mine) or (*wanted, self._day) in sent

    def _going_on(self, letter: Letter) -> tuple[tuple[Reader, ...], tuple[Reader, ...], bool]:
        """The partners in active pairs that *letter* is not about; those of new ones; whether mentees.

        A pair is new where what the letter is about was over by its match: nobody goes on with it.
        """
        who = letter.person_id
        others = [
            f for f in self._facts.values()
            if f.pair_id not in letter.pair_ids
            and who in (f.mentor_id, f.mentee_id)
            and terms.state(f, self._day) == "active"
        ]  # fmt: skip
        over = min((terms.concluded_on(self._facts[n]) for n in letter.pair_ids), default=None)
        new = [f for f in others if over is not None and f.matched_on >= over]
        partners, starting = (tuple(self._partner(f, who) for f in x) for x in (others, new))
        return partners, starting, any(who == f.mentor_id for f in others)

    def _partner(self, facts: PairFacts, person_id: int) -> Reader:
        if person_id == facts.mentor_id:
            return self._reader(facts.mentee_id, "mentee")
        return self._reader(facts.mentor_id, "mentor")

    def _earlier(self, letter: Letter) -> list[PairFacts]:
        """The pairs in which somebody was the same before those of *letter*, the newest first."""
        first = min(((self._facts[n].matched_on, n) for n in letter.pair_ids), default=None)
        found = [
            f for f in self._facts.values()
            if first is not None and (f.matched_on, f.pair_id) < first
            and letter.person_id == (f.mentor_id if letter.role == "mentor" else f.mentee_id)
        ]  # fmt: skip
        return sorted(found, key=lambda f: (f.matched_on, f.pair_id), reverse=True)

    def _knows_terms(self, letter: Letter) -> str:
        """The partner in an earlier pair whose intro said the same about money and calls; or ""."""
        if letter.kind != "intro":
            return ""
        policies = {self._facts[n].policy for n in letter.pair_ids}
        sent = {
            m.pair_id: m.sent_on
            for m in self._marks
            if (m.person_id, m.kind) == (letter.person_id, "intro")
        }
        for f in self._earlier(letter):
            if f.forgotten:  # whose name stands nowhere any more
                continue
            on = sent.get(f.pair_id)
            same = {f.policy} == policies and on is not None and self._day - on <= REMEMBERED
            if same and on is not None and self._rates(on) == self._rates(self._day):
                return self._partner(f, letter.person_id).name
        return ""

    def _rates(self, day: date) -> tuple[int | None, int | None]:
        return self._book.rate_on("stipend", day), self._book.rate_on("mileage", day)

    def _reader(self, person_id: int, role: str) -> Reader:
        p = self._people[person_id]
        slugs = p.expertise
        if role == "mentee":
            slugs = [slug for slug, _ in sorted(p.needs, key=lambda n: (-WEIGHTS[n[1]], n[0]))]
        name = f"your {role}" if p.forgotten else p.name  # to a partner "Forgotten 9" is nobody
        return Reader(
            id=p.id,
            name=name,
            dear=p.papers.dear or name,
            email=p.email,
            phone=p.phone,
            library=p.library or "",
            town=p.place.city if p.place else "",
            address=p.papers.address,
            w9_on=p.papers.w9_on,
            administrator_since=p.mentee[0] if p.mentee and role == "mentee" else None,
            topics=tuple(self._titles[slug] for slug in slugs),
            interests=tuple(p.interests),
            letters=p.papers.no_letters is None,
        )

    def _pair(self, facts: PairFacts, person_id: int) -> PairLetter:
        role = "mentor" if person_id == facts.mentor_id else "mentee"
        me, partner = self._people[person_id], self._partner(facts, person_id)
        policy, concluded = facts.policy, terms.concluded_on(facts)
        done = store.figures(self._session, facts.pair_id, self._day)
        in_person = [p for p in facts.planned if p.method == "in-person" and p.on >= self._day]
        passed = _passed(facts, self._day)
        return PairLetter(
            facts=facts,
            policy=policy,
            role=role,
            partner=partner,
            ends_on=terms.ends_on(facts),
            concluded_on=concluded,
            first_visit_due=facts.matched_on + timedelta(days=policy.first_visit_days),
            goals_due=facts.matched_on + timedelta(days=policy.goals_days),
            planned_visit=min((p.on for p in in_person), default=None),
            planned_first=min((p.on for p in in_person if p.at in LIBRARIES), default=None),
            last_visit=done.last_visit,
            planned=next((p for p in facts.planned if p.on >= self._day), None),
            unconfirmed=next(iter(passed), None),
            unconfirmed_first=next((p for p in passed if p.at in LIBRARIES), None),
            shared=tuple(w for w in me.interests if w in partner.interests),
            stipend_cents=self._stipend(),
            mileage_rate=self._book.rate_on("mileage", self._day),
            contacts=done.contacts,
            visits=done.visits,
            minutes=done.minutes,
            goals_met=done.goals_met,
            reached=store.goals_met(self._session, facts.pair_id, self._day),
            goals_set=done.goals_set,
            topics=store.topics(self._session, facts.pair_id, self._day),
            again=self._again(person_id, role, facts.matched_on),
            traveled=any(
                t.payee == role for v in self._money[facts.pair_id].visits for t in v.travel
            ),
            stopped=terms.state(facts, concluded) == "ended-early",
            answered=(facts.evaluated_mentor if role == "mentor" else facts.evaluated_mentee)
            is not None,
            open_money=tuple(self._open(facts.pair_id, role)),
        )

    def _again(self, person_id: int, role: str, since: date) -> str | None:
        """Whether they would take part again, by their newest answer; for a paused mentor "no"."""
        if role == "mentor" and self._people[person_id].paused:
            return "no"
        return store.again(self._session, person_id, role, since, self._day)

    def _stipend(self) -> int | None:
        rate = self._book.rate_on("stipend", self._day)
        return None if rate is None else rate_cents(rate)

    def _open(self, pair_id: int, role: str) -> Iterable[Open]:
        """What a partner of the pair has earned and not been paid; nothing that comes to zero."""
        money = self._money[pair_id]
        partner = partner_called(self._facts[pair_id], role)
        for v in money.visits:
            owed = v.stipend_cents - v.stipend_paid_cents
            if role == "mentor" and owed > 0:
                on = self._claim_of("stipend", v.meeting_id)
                yield Open("stipend", v.on, partner, owed, *on)
            for t in v.travel:
                left = None if t.amount_cents is None else t.amount_cents - t.paid_cents
                if t.payee == role and (left is None or left > 0):
                    on = self._claim_of("travel", t.claim_id)
                    yield Open("travel", v.on, partner, left, *on, t.expense_cents)

    def _claim_of(self, kind: str, item: int) -> tuple[str, str]:
        """(the number of the claim that something is on, its state); "" where it is on none."""
        number = self._on_claim.get((kind, item), "")
        return number, self._claims[number].state if number else ""

    def _paid_of_claims(
        self, lines: Sequence[PaymentLine], live: Sequence[PaymentLine]
    ) -> Iterable[ClaimPaid]:
        """The claims that *lines* pay; a payment that others followed has not completed one."""
        paid_on = max(p.paid_on for p in lines)
        for number in dict.fromkeys(p.claim for p in lines if p.claim):
            last = all(p.paid_on <= paid_on for p in live if p.claim == number)
            yield ClaimPaid(number, self._claims[number].open_cents, last)

    def _unearned(
        self, person_id: int, lines: Sequence[PaymentLine], before: date | None
    ) -> Iterable[Unearned]:
        """The mentor's visits without a stipend that this payment leaves a question about.

        Later payments are silent about them: one answer to each question is enough.
        """
        until, trips = max(p.paid_on for p in lines), {p.meeting_id for p in lines}
        for f in self._facts.values():
            mentee = partner_called(f, "mentor")
            for v in self._money[f.pair_id].visits if f.mentor_id == person_id else ():
                new = v.on <= until and (before is None or v.on > before)
                why = without_stipend(v, f.policy)
                if why and (new or v.meeting_id in trips):
                    least, most = f.policy.visit_min_hours, f.policy.stipend_max_visits
                    yield Unearned(why, v.on, mentee, v.minutes, least, most)

    def _payment(
        self,
        person_id: int,
        lines: Sequence[PaymentLine],
        live: Sequence[PaymentLine],
        before: date | None,
    ) -> PaymentFacts:
        mine = [f for f in self._facts.values() if person_id in (f.mentor_id, f.mentee_id)]
        left = [
            o
            for f in mine
            for o in self._open(f.pair_id, "mentor" if person_id == f.mentor_id else "mentee")
        ]
        return PaymentFacts(
            reference=lines[0].reference,
            paid_on=max(p.paid_on for p in lines),
            payee=lines[0].payee,
            total_cents=sum(p.amount_cents for p in lines),
            claims=tuple(self._paid_of_claims(lines, live)),
            lines=tuple(sorted(self._paid(person_id, lines), key=lambda x: (x.on, x.kind))),
            open_money=tuple(sorted(left, key=lambda o: (o.on, o.what))),
            unearned=tuple(sorted(self._unearned(person_id, lines, before), key=lambda v: v.on)),
        )

    def _paid(self, person_id: int, lines: Sequence[PaymentLine]) -> Iterable[Paid]:
        meetings = store.places(self._session, [p.meeting_id for p in lines])
        spent = store.expenses(self._session, [p.item_id for p in lines if p.kind == "travel"])
        for p in lines:
            facts = self._facts[p.pair_id]
            partner = partner_called(facts, ("mentee", "mentor")[person_id == facts.mentor_id])
            on, place, minutes = meetings[p.meeting_id]
            travel = next(
                (
                    t
                    for v in self._money[p.pair_id].visits
                    for t in v.travel
                    if p.kind == "travel" and t.claim_id == p.item_id
                ),
                None,
            )
            if travel is None:
                yield Paid(p.kind, on, partner, place, p.amount_cents, minutes=minutes)
            else:
                yield Paid(
                    p.kind, on, partner, place, p.amount_cents, None, travel.miles_tenths, p.rate,
                    travel.mileage_cents or 0,
                    by_kind(kept(spent.get(travel.claim_id, ""), travel.expense_cents)),
                )  # fmt: skip
