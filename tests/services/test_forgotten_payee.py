"""The name on the checks is a name too: it goes when the person's goes, and no amount with it."""

import pytest

from tests.factories import Program

CHECKS = "Zyx Consulting LLC"


@pytest.fixture
def paid(paired: Program) -> Program:
    named = ("mentor", "edit", "1", "--payable-to", CHECKS)
    assert paired(*named).code == 0
    paired.visit(1, "2026-06-20")
    pay = ("stipends", "pay", "--on", "2026-07-01", "--reference", "check 1", "--yes")
    assert paired(*pay).code == 0
    assert paired("stipends", "void", "1", "--reason", "lost", "--yes").code == 0
    assert paired("end", "1", "--reason", "moved", "--yes").code == 0
    return paired


def test_the_name_on_the_checks_goes_with_the_persons_own(paid: Program) -> None:
    assert paid("forget", "1", "--yes").code == 0
    assert CHECKS.encode() in paid.path.read_bytes(), "an active payment line needs it"
    before = paid("stipends", "ledger", "--voided", "-f", "json").json["payments"]
    found = paid("forget", "1", "--yes", "-f", "json", today="2034-01-05").json
    assert found["name_kept_until"] is None
    assert CHECKS.encode() not in paid.path.read_bytes()
    after = paid("stipends", "ledger", "--voided", "-f", "json").json["payments"]
    gone = {"payee": "Forgotten 1", "person": "Forgotten 1"}
    assert before and after == [line | gone for line in before]
    assert paid("check", "--exit-code").code == 0
    assert paid("undo", "--yes").code == 5
