"""The board report: the figures of a period and the one before, by the screens' own rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from wvls_mentor.dates import spelled
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules import deadlines, evaluations, report, stipends, terms, timeline, years
from wvls_mentor.rules.budget import term_money
from wvls_mentor.rules.policy import PolicyBook
from wvls_mentor.rules.report import Discussed, Figures, Matched, Money, Report, Term, Town
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.rules.terms import PairFacts
from wvls_mentor.services import evaluations as evaluations_service
from wvls_mentor.services import forecast
from wvls_mentor.services import stipends as stipends_service
from wvls_mentor.store import payments as payments_store
from wvls_mentor.store import people, queries
from wvls_mentor.store import report as store
from wvls_mentor.store.engine import reading
from wvls_mentor.store.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoice:
    """Which period is meant; by default the fiscal year of the report's day."""

    year: int | None = None
    fiscal_year: int | None = None
    first: date | None = None
    last: date | None = None


def gather(db: Path, day: date, choice: ReportChoice) -> Report:
    """The report as of *day*. Raises UsageProblem for a period that has not begun by then."""
    rated = evaluations_service.evaluations(db, day)
    with reading(db) as session:
        book = queries.policy_book(session)
        term = _term(book, day, choice)
        if term.first > day:
            raise UsageProblem(
                f"That period begins on {term.first}, after {day}.", "Choose an earlier one."
            )
        known = _Known(session, book, day, rated)
        before = _before(book, term)
        found = (_figures(known, term), _figures(known, before))
        active = [f for f in known.facts(term.seen) if terms.state(f, term.seen) == "active"]
        libraries = people.library_lines(session)
        overdue = tuple(deadlines.overdue(known.facts(day), day))
    late = report.overdue_now(overdue, term) if term.seen == day else None
    towns = {
        lib.city: Town(lib.city, lib.latitude, lib.longitude)
        for lib in libraries
        if lib.member and lib.city and lib.latitude is not None and lib.longitude is not None
    }
    matched = []
    for f in active:
        ours = []
        for person in (known.people[f.mentor_id], known.people[f.mentee_id]):
            place = person.place
            if place and place.latitude is not None and place.longitude is not None:
                towns.setdefault(place.city, Town(place.city, place.latitude, place.longitude))
            ours += [person.name, place.city if place else ""]
        matched.append(Matched(*ours))
    now = _with_most(db, found[0], day)
    return Report(day, now, found[1], tuple(towns.values()), tuple(matched), late)


def _term(book: PolicyBook, day: date, choice: ReportChoice) -> Term:
    """The period that is meant, seen up to *day*."""
    if choice.first is not None or choice.last is not None:
        last = choice.last or day
        if choice.first is None:
            raise UsageProblem("The period has no first day.", f"Add one: --from DATE --to {last}")
        return _dated(choice.first, last, day)
    if choice.year is not None:
        return _named(date(choice.year, 1, 1), date(choice.year, 12, 31), day)
    wanted = choice.fiscal_year or years.fiscal_year_of(book, day)
    return _named(*years.fiscal_year_named(book, wanted), day)


def _named(first: date, last: date, day: date) -> Term:
    name = str(last.year) if first.month == 1 else f"fiscal year {last.year}"
    return Term(first, last, name, min(last, day), whole_year=True)


def _dated(first: date, last: date, day: date) -> Term:
    return Term(first, last, f"{spelled(first)} to {spelled(last)}", min(last, day))


def _before(book: PolicyBook, term: Term) -> Term:
    """The period before; before a whole fiscal year the one before, whenever that began."""
    if term[:2] == years.fiscal_year_named(book, term.last.year):
        last_one = _named(*years.fiscal_year_named(book, term.last.year - 1), term.seen)
        if last_one.last < term.first:
            return last_one
    first, last = years.period_before(term.first, term.last)
    return (_named if term.whole_year else _dated)(first, last, last)


class _Known:
    """What several figures need, queried once for each day."""

    def __init__(
        self,
        session: Session,
        book: PolicyBook,
        day: date,
        rated: Sequence[evaluations.EvaluationLine],
    ) -> None:
        self.session, self.book, self.day, self.rated = session, book, day, rated
        self.people = people.known(session, day)
        self.goals = store.goal_days(session)
        self._facts: dict[date, list[PairFacts]] = {}
        self._results: dict[date, list[PairStipends]] = {}
        contacts, calls = store.contact_days(session, day), store.check_in_days(session, day)
        self.story = [
            (f, timeline.tell(f, day, contacts.get(f.pair_id, ()), calls.get(f.pair_id, ())))
            for f in self.facts(day)
        ]

    def facts(self, day: date) -> list[PairFacts]:
        """Every pair as of *day*."""
        if day not in self._facts:
            self._facts[day] = queries.pair_facts(self.session, self.book, day)
        return self._facts[day]

    def results(self, day: date) -> list[PairStipends]:
        """What every pair has earned as of *day*."""
        if day not in self._results:
            self._results[day] = stipends_service.calculated(
                self.session, self.book, day, facts=self.facts(day)
            )
        return self._results[day]


def _figures(known: _Known, term: Term) -> Figures:
    facts = known.facts(term.seen)
    held, minutes = report.visits(known.results(known.day), term)
    together = [f for f in facts if report.together(f, term)]
    homes = [known.people[f.mentee_id].place for f in together]
    found = store.discussed(known.session, term.first, term.seen)
    return Figures(
        term=term,
        **report.pair_counts(facts, term),
        libraries=len({place.library_id for place in homes if place is not None}),
        visits=held,
        minutes=minutes,
        in_time=report.kept(known.story, term),
        unasked=report.unasked(known.story, term),
        goals=report.goals_met(known.goals, {f.pair_id for f in together}, term),
        topics=tuple(Discussed(*row) for row in found),
        ratings=report.answers(evaluations.summary([e for e in known.rated if term.holds(e.on)])),
        money=_money(known, term),
    )


def _money(known: _Known, term: Term) -> Money:
    """Earned by the visit's day, paid by the payment's, owed now; a budget for its year."""
    session, day = known.session, known.day
    lines = payments_store.lines(session)
    whole = (term.first, term.last)
    before = (date.min, term.first - timedelta(days=1))
    results = known.results(day)
    budget = None
    if term[:2] == years.fiscal_year_named(known.book, term.last.year):
        budget = known.book.on(term.last).budget * 100 or None
    return Money(
        term=term_money(results, lines, whole, day),
        owed_at_end_cents=stipends.totals(known.results(term.seen)).owed_cents,
        owed_for_earlier_cents=term_money(results, lines, before, day).owed_cents,
        budget_cents=budget,
    )


def _with_most(db: Path, figures: Figures, day: date) -> Figures:
    """With the most that may still come before the period is over, beside what is owed."""
    if figures.term.over:
        return figures
    likely = forecast.expect(db, day, figures.term.last)
    most = likely.total_cents[2] - likely.owed_cents
    return replace(figures, money=replace(figures.money, most_cents=most))
