"""The ledger: nothing is paid twice, nothing is edited, every sum agrees on every day."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from tests.factories import Program, Recipe
from wvls_mentor.errors import Refused, WvlsError
from wvls_mentor.rules.ledger import PaymentLine, year_of
from wvls_mentor.services import amending, checking, ledger, meetings, payments
from wvls_mentor.store import engine

M = date(2026, 1, 15)
TODAY = date(2026, 12, 31)


def _paid(program: Program) -> None:
    """A pair with three visits of which the first two are paid."""
    program.pair(1, "2026-01-15")
    for day in ("2026-02-05", "2026-03-05", "2026-04-05"):
        program.visit(1, day, "6", "--miles", "100")
    words = ["stipends", "pay", "--on", "2026-03-10", "--reference", "check 1", "--yes"]
    assert program(*words).code == 0


@pytest.fixture
def paid(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_paid)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM payment",
        "UPDATE payment SET amount_cents = 1",
        "UPDATE payment SET reference = 'x'",
        "UPDATE payment SET paid_on = '2026-01-01'",
        "UPDATE payment SET voided_on = '2026-05-01', amount_cents = 1",
        "UPDATE payment SET voided_on = '2026-01-01'",
        "INSERT OR REPLACE INTO payment SELECT * FROM payment",
        "INSERT INTO payment (kind, item_id, meeting_id, pair_id, person_id, payee, amount_cents,"
        " paid_on, reference, entered_by) SELECT kind, item_id, meeting_id, pair_id, person_id, payee,"
        " amount_cents, paid_on, reference, '' FROM payment LIMIT 1",
    ],
)
def test_the_database_itself_holds_the_ledger(paid: Program, sql: str) -> None:
    connection = sqlite3.connect(paid.path)
    before = connection.execute("SELECT * FROM payment").fetchall()
    with pytest.raises(sqlite3.IntegrityError, match=r"UNIQUE|is never|CHECK"):
        connection.execute(sql)
    assert connection.execute("SELECT * FROM payment").fetchall() == before
    connection.close()


def test_a_voided_line_is_never_touched_again(paid: Program) -> None:
    assert paid("stipends", "void", "1", "--reason", "wrong", "--yes").code == 0
    connection = sqlite3.connect(paid.path)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE payment SET voided_on = '2026-12-01' WHERE id = 1")
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE payment SET voided_on = NULL WHERE id = 1")
    connection.close()


def test_two_that_pay_at_once_pay_once(paid: Program) -> None:
    choice = ledger.Choice()
    shown = ledger.preview(paid.path, choice, on=TODAY)
    assert shown.lines
    words = {"on": TODAY, "reference": "check 2", "payee": None}
    assert len(ledger.pay(paid.path, choice, shown, **words)) == len(shown.lines)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        ledger.pay(paid.path, choice, shown, **words)  # type: ignore[arg-type]


def test_an_error_in_the_middle_pays_nothing(
    paid: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = ledger.Choice()
    shown = ledger.preview(paid.path, choice, on=TODAY)

    def broken(session: object) -> list[PaymentLine]:
        raise ZeroDivisionError

    monkeypatch.setattr(ledger, "lines", broken)
    with pytest.raises(ZeroDivisionError):
        ledger.pay(paid.path, choice, shown, on=TODAY, reference="x", payee=None)
    monkeypatch.undo()
    assert ledger.preview(paid.path, choice, on=TODAY) == shown


def _line(number: int, on: date, cents: int, kind: str = "stipend", **more: object) -> PaymentLine:
    voided = more.get("voided")
    return PaymentLine(
        number, kind, number, number, 1, 1, "Mentor One", "Mentor One", cents, None, on, "x", None,
        voided, None, "", None,  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(("cents", "flag"), [(199_999, False), (200_000, True), (200_001, True)])
def test_the_reporting_threshold(cents: int, flag: bool) -> None:
    day = date(2026, 12, 31)
    lines = [
        _line(1, date(2026, 1, 1), cents - 100),
        _line(2, date(2026, 12, 31), 100),
        _line(3, date(2025, 12, 31), 50_000),
        _line(4, date(2026, 6, 1), 70_000, "travel"),
        _line(5, date(2026, 6, 1), 90_000, voided=date(2026, 7, 1)),
    ]
    found = year_of(lines, 2026, 200_000, day)
    assert [(p.stipend_paid_cents, p.travel_paid_cents, p.reportable) for p in found] == [
        (cents, 70_000, flag)
    ]


steps = st.lists(
    st.tuples(
        st.sampled_from(["log", "log", "pay", "void", "edit", "remove", "claim"]),
        st.integers(0, 340),
        st.integers(1, 500),
    ),
    max_size=14,
)


def _january(program: Program) -> None:
    program.pair(1, M.isoformat())


@settings(max_examples=25)
@given(done=steps)
def test_no_order_of_log_pay_void_edit_breaks_the_cap_or_a_sum(
    master: Callable[[Recipe], Path], done: list[tuple[str, int, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(shutil.copy(master(_january), Path(folder) / "a.db")))
        for what, number, size in done:
            with suppress(WvlsError):  # a refusal is an answer; it must break nothing below
                _step(program.path, what, number, size)
            _agree(program.path, TODAY)
        for days in (30, 120, 250):
            _agree(program.path, M + timedelta(days))
        assert checking.check(program.path, TODAY) == []


def _step(db: Path, what: str, number: int, size: int) -> None:
    on = M + timedelta(number)
    one = number % 6 + 1
    if what == "log":
        report = meetings.Report(
            day=on, method="in-person", place="mentee-library", minutes=size, miles_tenths=size,
            expense_cents=size,
        )  # fmt: skip
        meetings.log(db, 1, report, today=TODAY)
    elif what == "pay":
        choice = ledger.Choice(kind=(None, "stipend", "travel")[size % 3])
        shown = ledger.preview(db, choice, on=on)
        ledger.pay(db, choice, shown, on=on, reference=f"check {number}", payee=None)
    elif what == "void":
        ledger.void(db, one, reason="wrong", on=TODAY)
    elif what == "edit":
        amending.edit(db, one, amending.Changes(minutes=size), today=TODAY)
    elif what == "remove":
        amending.remove(db, one)
    else:
        amending.claim(db, one, "mentor", miles_tenths=size, expense_cents=None, take_back=False,
                       today=TODAY)  # fmt: skip


def _agree(db: Path, day: date) -> None:
    report = payments.report(db, day)
    t = report.totals
    assert t.stipend_earned_cents == t.stipend_paid_cents + t.stipend_owed_cents
    assert t.travel_earned_cents == t.travel_paid_cents + t.travel_owed_cents
    assert t.owed_cents == t.stipend_owed_cents + t.travel_owed_cents >= 0
    visits = [v for m in report.mentors for p in m.pairs for v in p.visits]
    assert sum(v.stipend_cents > 0 for v in visits) <= 3
    assert sum(v.stipend_cents for v in visits) == t.stipend_earned_cents
    live = [p for p in ledger.everything(db, day) if p.live_on(day)]
    assert sum(p.amount_cents for p in live if p.kind == "stipend") == t.stipend_paid_cents
    assert sum(p.amount_cents for p in live if p.kind == "travel") == t.travel_paid_cents
    assert len({(p.kind, p.item_id) for p in live}) == len(live)


def test_a_second_live_payment_is_refused_by_an_index(paid: Program) -> None:
    with (
        pytest.raises((DatabaseError, WvlsError), match="UNIQUE"),
        engine.writing(paid.path) as session,
    ):
        session.connection().exec_driver_sql(
            "INSERT INTO payment (kind, item_id, meeting_id, pair_id, person_id, payee,"
            " amount_cents, paid_on, reference, entered_by) VALUES ('stipend', 1, 1, 1, 1, 'x', 1,"
            " '2026-05-01', 'x', '')"
        )
