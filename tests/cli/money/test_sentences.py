"""Sentences about money as one says them across a desk."""

from tests.factories import Program

PAY = ("stipends", "pay", "--reference")


def test_an_empty_ledger_has_no_zeros_and_a_voided_line_is_counted(program: Program) -> None:
    assert program("stipends", "ledger").out.splitlines()[0] == "No payments."
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05")
    assert program(*PAY, "1001", "--yes").code == 0
    assert program("stipends", "ledger").out.splitlines()[0].endswith("travel $0.00; 1 line.")
    assert program("stipends", "void", "1", "--reason", "x", "--yes").code == 0
    lead = program("stipends", "ledger").out.splitlines()[0]
    assert lead.endswith("; 1 line, 1 of them voided.")
    assert program("stipends", "why", "1").out.startswith("1 payment, $0.00; 1 voided.")


def test_a_check_number_does_not_read_as_the_year_of_its_day(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05")
    asked = program(*PAY, "1001", "--on", "2026-02-25").err
    assert "Record a payment of $125.00 to Mentor 1 on Feb 25, check 1001?" in asked
    assert "on Feb 25, ACH 7?" in program(*PAY, "ACH 7", "--on", "2026-02-25").err


def test_a_trip_without_miles_is_its_expenses(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "6", "--expense", "8.50")
    said = program("stipends").out
    assert "mentor's travel, $8.50 of expenses" in said and "0 mi" not in said


def test_expenses_that_come_to_too_much_are_said_in_dollars(program: Program) -> None:
    program.pair(1, "2026-01-15")
    words = "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-02-05"
    refused = program(*words.split(), "--expense", "10000", "--expense", "0.01")
    assert refused.code == 2 and "The expenses come to $10,000.01." in refused.err
