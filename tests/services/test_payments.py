"""The ledger: nothing is paid twice, nothing is edited, every sum agrees on every day."""

import sqlite3
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.exc import DatabaseError

from tests.factories import Program, Recipe
from wvls_mentor.errors import Refused, WvlsError
from wvls_mentor.rules.payments import PaymentLine, year_of
from wvls_mentor.services import payments
from wvls_mentor.store import engine
from wvls_mentor.store import payments as ledger

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
    choice = payments.PaymentChoice()
    shown = payments.preview(paid.path, choice, on=TODAY)
    assert shown.lines
    words = {"on": TODAY, "reference": "check 2", "payee": None}
    assert len(payments.pay(paid.path, choice, shown, **words)) == len(shown.lines)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        payments.pay(paid.path, choice, shown, **words)  # type: ignore[arg-type]


def test_an_error_in_the_middle_pays_nothing(
    paid: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = payments.PaymentChoice()
    shown = payments.preview(paid.path, choice, on=TODAY)

    def broken(session: object) -> list[PaymentLine]:
        raise ZeroDivisionError

    monkeypatch.setattr(ledger, "lines", broken)
    with pytest.raises(ZeroDivisionError):
        payments.pay(paid.path, choice, shown, on=TODAY, reference="x", payee=None)
    monkeypatch.undo()
    assert payments.preview(paid.path, choice, on=TODAY) == shown


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
    found = year_of(lines, (date(2026, 1, 1), day), 200_000, day)
    assert [(p.stipend_paid_cents, p.travel_paid_cents, p.reportable) for p in found] == [
        (cents, 70_000, flag)
    ]


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
