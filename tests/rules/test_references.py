"""One check number for two payees: found among active payments, several in one `pay` aside."""

from datetime import date
from typing import Any

import pytest

from wvls_mentor.rules.payments import PaymentLine, payee_key, shared_references, used_by_others

IDS = {"Mentor One": 1, "Mentor Two": 2, "Mentor Three": 3}


def to(name: str) -> tuple[int | None, str]:
    return payee_key(IDS[name.title()], name, name)


def paid(number: int, payee: str, reference: str = "check 1041", **more: Any) -> PaymentLine:
    known: dict[str, Any] = {
        "kind": "stipend", "item_id": number, "meeting_id": number, "pair_id": 1,
        "person_id": IDS.get(payee, 9),
        "person": payee, "amount_cents": 12500, "rate": None, "paid_on": date(2026, 9, 1),
        "claim": None, "voided_on": None, "void_reason": None, "entered_at": "", "voided_at": None,
    }  # fmt: skip
    return PaymentLine(payment_id=number, payee=payee, reference=reference, **(known | more))


@pytest.mark.parametrize(
    ("reference", "payees", "found"),
    [
        ("check 1041", ["Mentor Two"], [1]),
        (" Check  1041", ["Mentor Two"], [1]),
        ("check 1041", ["mentor one"], []),
        ("check 1041", ["Mentor One", "Mentor Two"], [1]),
        ("check 104", ["Mentor Two"], []),
        ("check 1041", [], []),
    ],
)
def test_a_reference_that_another_payee_has(
    reference: str, payees: list[str], found: list[int]
) -> None:
    ledger = [paid(1, "Mentor One"), paid(2, "Mentor Three", "ACH 7")]
    assert [p.payment_id for p in used_by_others(ledger, reference, map(to, payees))] == found


def test_a_voided_payment_does_not_hold_its_reference() -> None:
    voided = paid(1, "Mentor One", voided_on=date(2026, 9, 2))
    assert used_by_others([voided], "check 1041", [to("Mentor Two")]) == []
    assert shared_references([voided, paid(2, "Mentor Two")], {1: 5, 2: 6}) == []


@pytest.mark.parametrize(
    ("entries", "shared"),
    [
        ({1: 5, 2: 6}, True),
        ({1: 5, 2: 5}, False),  # one `pay` for both
        ({}, True),  # older than the history: nothing says that it was one
    ],
)
def test_a_reference_is_shared_by_payees_of_different_commands(
    entries: dict[int, int], shared: bool
) -> None:
    ledger = [paid(1, "Mentor One"), paid(2, "Mentor Two", "CHECK 1041"), paid(3, "x", "check 2")]
    numbers = [[p.payment_id for p in same] for same in shared_references(ledger, entries)]
    assert numbers == ([[1, 2]] if shared else [])
    again = [paid(1, "Mentor One"), paid(2, "Mentor One")]
    assert shared_references(again, {1: 5, 2: 6}) == []


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        (payee_key(1, "Ann Example", "Ann Example"), False),
        (payee_key(1, "Ann Example", " ann  EXAMPLE"), False),
        (payee_key(2, "Ann Example", "Ann Example"), True),  # a namesake
        (payee_key(1, "Ann Example", "Thorp Public Library"), True),
    ],
)
def test_a_payee_is_a_person_or_who_the_check_is_made_out_to(
    key: tuple[int | None, str], asked: bool
) -> None:
    ledger = [paid(1, "Ann Example", person_id=1)]
    assert bool(used_by_others(ledger, "check 1041", [key])) is asked
    made_out = [paid(1, "Thorp Public Library", person_id=1, person="Ann Example")]
    assert (
        used_by_others(made_out, "check 1041", [payee_key(2, "Bo Example", "Thorp Public Library")])
        == []
    )
