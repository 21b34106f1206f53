"""Money at random: whatever is done in whatever order and with whatever date, every sum agrees.

Visits are logged late, payments are dated back, voided and made again, claims are made and
withdrawn, meetings change after a void, rates change, and the clock of each step may go back.
"""

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.factories import Program
from wvls_mentor.errors import WvlsError
from wvls_mentor.rules import payments as rules
from wvls_mentor.rules.stipends import PairStipends
from wvls_mentor.services import (
    audit,
    budget,
    checks,
    claims,
    deadlines,
    forecast,
    meeting_changes,
    meetings,
    payments,
    policy,
    stipends,
)
from wvls_mentor.store import claims as claim_sheets
from wvls_mentor.store import payments as ledger
from wvls_mentor.store import queries
from wvls_mentor.store.engine import reading

M = date(2026, 1, 15)
LAST = date(2026, 12, 31)
MOST = 3  # stipends of a pair (C11)
TERMS = [(date(2025, 4, 1), date(2026, 3, 31)), (date(2026, 4, 1), date(2027, 3, 31))]  # fiscal
RUNS = int(os.environ.get("WVLS_MONEY_RUNS", "30"))

Step = tuple[str, int, int, int]  # what, the day it is dated, which one or how much, the clock
DAYS = st.integers(0, 34).map(lambda n: 10 * n)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["visit"] * 5 + ["pay"] * 5 + ["void"] * 4
            + ["short", "move", "remove", "travel", "no travel", "claim", "pay claim", "withdraw", "rate"]
        ),
        DAYS,
        st.integers(0, 11),
        DAYS | st.just(350),
    ),
    min_size=4,
    max_size=20,
)  # fmt: skip


@cache
def _begun() -> Path:
    """Two pairs of one mentor; the travel of both partners is paid."""
    program = Program(Path(tempfile.mkdtemp()) / "begun.db").begin()
    words = ["policy", "set", "travel_for", "both", "--from", "2026-01-01", "--yes"]
    assert program(*words).code == 0
    assert program.pair(1, M.isoformat()) == 1
    assert program("mentor", "edit", "1", "--capacity", "2").code == 0
    words = ["policy", "set", "fiscal_year_start", str(TERMS[1][0].month), "--from", "2025-01-01"]
    assert program(*words).code == 0
    mentee = program.mentee(2, library="Merrill")
    assert program("match", str(mentee), "1", "--on", M.isoformat(), "--yes").code == 0
    return program.path


@pytest.fixture(scope="module", autouse=True)
def _tidy() -> Iterator[None]:
    yield
    shutil.rmtree(_begun().parent)
    _begun.cache_clear()


def _ex(*steps: Step) -> list[Step]:
    return list(steps)


FIRST = 2  # of a withdrawal: the number that names claim C-2026-01
THREE: list[Step] = [("visit", day, 0, 350) for day in (30, 40, 80)]


@settings(max_examples=3)  # and the examples; many more behind the marker
@example(_ex(*THREE, ("pay", 100, 0, 350), ("visit", 20, 0, 350), ("pay", 90, 0, 350)))
@example(_ex(*THREE, ("pay", 100, 0, 350), ("void", 120, 0, 350), ("pay", 90, 0, 350)))
@example(
    _ex(*THREE, ("pay", 100, 0, 350), ("visit", 20, 0, 350), ("void", 120, 0, 350),
        ("pay", 25, 0, 350))
)  # fmt: skip
@example(
    _ex(("visit", 30, 0, 350), ("claim", 0, 0, 60), ("rate", 0, 9, 60), ("pay", 100, 0, 350),
        ("withdraw", 90, FIRST, 350))
)  # fmt: skip
@example(
    _ex(("visit", 30, 0, 350), ("claim", 0, 0, 60), ("pay", 100, 0, 350), ("void", 150, 0, 350),
        ("void", 150, 1, 350), ("withdraw", 120, FIRST, 350))
)  # fmt: skip
@example(
    _ex(("visit", 30, 0, 350), ("pay", 100, 0, 350), ("void", 120, 0, 350), ("pay", 90, 0, 350))
)
@example(
    _ex(("visit", 80, 0, 350), ("pay", 200, 0, 350), ("visit", 20, 0, 350), ("visit", 30, 0, 350),
        ("visit", 40, 0, 350), ("pay", 100, 0, 350))
)  # fmt: skip
@example(
    _ex(("visit", 30, 0, 350), ("pay", 50, 0, 350), ("void", 90, 0, 350), ("void", 90, 1, 350),
        ("no travel", 0, 0, 350), ("move", 120, 0, 350))
)  # fmt: skip
@example(_ex(("visit", 30, 0, 350), ("pay", 100, 0, 350), ("claim", 0, 0, 90), ("pay", 90, 0, 90)))
@given(STEPS)
def test_nothing_is_paid_twice_and_every_sum_agrees_on_every_day(steps: list[Step]) -> None:
    _hold(steps)


@pytest.mark.fuzz
@settings(max_examples=RUNS)
@given(STEPS)
def test_nor_in_many_more_years(steps: list[Step]) -> None:
    _hold(steps)


def _hold(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Path(shutil.copy(_begun(), Path(folder) / "a.db"))
        for step in steps:
            with suppress(WvlsError):  # a refusal is an answer; it must break nothing below
                _take(db, *step)
        for day in _days(db, steps):
            _agree(db, day)
        assert checks.check(db, LAST) == []


def _take(db: Path, what: str, number: int, size: int, clock: int) -> None:
    today = M + timedelta(clock)
    on = min(M + timedelta(number), today)  # a command takes no day in the future
    one = size % 6 + 1
    if what == "visit":
        report = meetings.Report(
            day=on, method="in-person", place="mentee-library", minutes=360, miles_tenths=100 + size,
            traveler=("mentor", "mentee")[size % 3 == 2], again=True,
        )  # fmt: skip
        meetings.log(db, 1 + size % 2 * (size > 5), report, today=today)
    elif what in ("pay", "pay claim"):
        kind = (None, "stipend", "travel")[size % 3]
        sheet = f"C-2026-{one % 3 + 1:02d}" if what == "pay claim" else None
        choice = payments.PaymentChoice(kind=kind, sheet=sheet)
        shown = payments.preview(db, choice, on=on)
        payments.pay(db, choice, shown, on=on, reference="check", payee=None)
    elif what == "void":
        payments.void(db, str(size + 1), reason="wrong", on=on)
    elif what == "short":
        meeting_changes.edit(db, one, meeting_changes.Changes(minutes=60), today=today)
    elif what == "move":
        meeting_changes.edit(db, one, meeting_changes.Changes(day=on), today=today)
    elif what == "remove":
        meeting_changes.remove(db, one)
    elif what in ("travel", "no travel"):
        meeting_changes.claim(
            db, one, ("mentor", "mentee")[size > 8], miles_tenths=10 * size, expenses=None,
            take_back=what == "no travel", today=today,
        )  # fmt: skip
    elif what == "claim":
        claims.make(db, 1, until=today, today=today)
    elif what == "withdraw":
        claims.withdraw(db, f"C-2026-{one % 3 + 1:02d}", reason="wrong", on=on)
    else:
        policy.save(db, policy.change_rate("mileage", f"0.{size + 1}", max(on, date(2026, 1, 1))))


def _days(db: Path, steps: list[Step]) -> list[date]:
    """Every day on which something begins or ends to count, and the day before it."""
    with reading(db) as session:
        lines = ledger.lines(session)
    days = {d for p in lines for d in (p.paid_on, p.voided_on) if d is not None}
    days |= {M + timedelta(number) for _, number, _, _ in steps}
    return sorted(days | {d - timedelta(1) for d in days} | {LAST})


def _agree(db: Path, day: date) -> None:
    with reading(db) as session:
        every = ledger.lines(session)
        book = queries.policy_book(session)
        results = stipends.calculated(session, book, day)
        sheets = claim_sheets.sheets(session, day)
        bases = ledger.bases(session)
    owed = list(rules.owed(results, book))
    live = [p for p in every if p.live_on(day)]
    _once(live)
    _screens(db, day, live, sum(o.amount_cents for o in owed))
    _persons(results, live, owed, bases)
    _fiscal_years(db, day, live, owed)
    for sheet in sheets:
        on_it = [p for p in live if p.claim == sheet.number]
        assert sheet.paid_cents == sum(p.amount_cents for p in on_it)
        assert sheet.withdrawn_on is None or not on_it
        if day == LAST and sheet.withdrawn_on is None:  # what it asks for was not paid without it
            items = {(x.kind, x.item_id) for x in sheet.lines}
            assert {p.claim for p in live if (p.kind, p.item_id) in items} <= {sheet.number}
        assert (sheet.state == "paid") <= (sheet.open_cents == 0)
        paid = sum(x.payment_id is not None for x in sheet.lines)
        assert (sheet.state in ("part paid", "paid")) == bool(paid)
        assert (sheet.state == "paid") == (paid == len(sheet.lines))
        assert sheet.since is not None and sheet.made_on <= sheet.since <= day


def _once(live: list[rules.PaymentLine]) -> None:
    """No item has two lines on a day, no pair more stipends than the limit (C11)."""
    assert max(Counter((p.kind, p.item_id) for p in live).values(), default=0) <= 1
    assert max(Counter(p.pair_id for p in live if p.kind == "stipend").values(), default=0) <= MOST


def _screens(db: Path, day: date, live: list[rules.PaymentLine], owed: int) -> None:
    """The report, ledger, year, status and forecast of a day say the same."""
    report = stipends.report(db, day)
    t = report.totals
    paid = {k: sum(p.amount_cents for p in live if p.kind == k) for k in ("stipend", "travel")}
    assert (t.stipend_paid_cents, t.travel_paid_cents) == (paid["stipend"], paid["travel"])
    assert t.stipend_earned_cents == t.stipend_paid_cents + t.stipend_owed_cents
    assert t.travel_earned_cents == t.travel_paid_cents + t.travel_owed_cents
    assert t.owed_cents == owed == t.stipend_owed_cents + t.travel_owed_cents
    assert deadlines.status(db, day).owed_cents == owed == forecast.expect(db, day, None).owed_cents
    for pair in (pair for mentor in report.mentors for pair in mentor.pairs):
        assert sum(v.stipend_cents > 0 for v in pair.visits) <= MOST
    shown = [p for p in payments.everything(db, day) if p.voided_on is None]
    assert {p.payment_id for p in shown} == {p.payment_id for p in live}
    people = payments.year(db, 2026, day).people
    assert sum(p.stipend_paid_cents + p.travel_paid_cents for p in people) == sum(paid.values())
    halves = [
        stipends.Period(None, day - timedelta(60)),
        stipends.Period(day - timedelta(59), None),
    ]
    parts = [stipends.report(db, day, period=half).totals for half in halves]
    assert sum(p.owed_cents for p in parts) == owed
    assert sum(p.stipend_paid_cents + p.travel_paid_cents for p in parts) == sum(paid.values())
    for line in live[:1]:
        (why,) = audit.why(db, str(line.payment_id), day)
        assert why.payment.voided_on is None and why.payment.amount_cents == line.amount_cents
        assert line.rate is None or why.rate_since is not None


def _term(day: date) -> int:
    """The fiscal year that a day is in."""
    (found,) = (last.year for first, last in TERMS if first <= day <= last)
    return found


def _persons(
    results: list[PairStipends],
    live: list[rules.PaymentLine],
    owed: list[rules.Owed],
    bases: dict[int, rules.Basis],
) -> None:
    """Earned is paid and owed, for every person, in each fiscal year by the day of the visit."""
    earned: Counter[tuple[int, int]] = Counter()
    for pair in results:
        for visit in pair.visits:
            earned[pair.mentor_id, _term(visit.on)] += visit.stipend_cents
            for t in visit.travel:
                payee = pair.mentor_id if t.payee == "mentor" else pair.mentee_id
                earned[payee, _term(visit.on)] += t.amount_cents or 0
    settled: Counter[tuple[int, int]] = Counter()
    for p in live:
        settled[p.person_id, _term(bases[p.payment_id].visit_on)] += p.amount_cents
    for o in owed:
        settled[o.person_id, _term(o.on)] += o.amount_cents
    assert +earned == +settled


def _fiscal_years(
    db: Path, day: date, live: list[rules.PaymentLine], owed: list[rules.Owed]
) -> None:
    """The report, the year and the budget of each fiscal year: together they are everything."""
    parts = [stipends.report(db, day, period=stipends.Period(*term)).totals for term in TERMS]
    assert sum(p.owed_cents for p in parts) == sum(o.amount_cents for o in owed)
    for name in ("stipend", "travel"):
        paid = sum(getattr(p, f"{name}_paid_cents") for p in parts)
        assert paid == sum(p.amount_cents for p in live if p.kind == name)
    for _, last in TERMS:
        found = payments.year(db, last.year, day, fiscal=True)
        assert (found.first, found.last) in TERMS
        mine = sum(p.amount_cents for p in live if _term(p.paid_on) == last.year)
        assert sum(p.total_paid_cents for p in found.people) == mine
        assert all(p.meals_paid_cents <= p.travel_paid_cents for p in found.people)
    now = budget.of_year(db, None, day)
    assert now.fiscal_year == _term(day)
    assert 0 <= now.expected_cents <= now.most_cents
    begun = [last.year for first, last in TERMS if first <= day]
    budgets = {year: budget.of_year(db, year, day).money for year in begun}
    for year, one in budgets.items():
        assert one.owed_cents == sum(o.amount_cents for o in owed if _term(o.on) == year)
        assert one.paid_cents == sum(p.amount_cents for p in live if _term(p.paid_on) == year)
        for part in (one.paid_in_time_cents, one.paid_later_cents, one.paid_for_earlier_cents):
            assert part >= 0
    every = list(budgets.values())
    # A visit that was moved into a year to come, once its payment was voided, has no budget yet.
    assert sum(m.paid_later_cents for m in every) <= sum(m.paid_for_earlier_cents for m in every)
