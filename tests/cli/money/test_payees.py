"""Who a check is made out to is said wherever money goes to somebody, beside the person."""

from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe
from tests.terminal import talk

PAY = ("stipends", "pay")
COUNTY = "Example County for Mentor 1"


def _county(program: Program) -> None:
    """Mentor 1, paid through Example County, with a visit and a trip of mentee 1."""
    program("policy", "set", "travel_for", "both", "--from", "2026-01-01", "--yes")
    program.pair(1, "2026-06-01")
    assert program("mentor", "edit", "1", "--payable-to", "Example County").code == 0
    program.visit(1, "2026-06-20")
    words = ["--traveler", "mentee", "--miles", "10"]
    assert program("meeting", "claim", "1", *words).code == 0


@pytest.fixture
def county(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_county)


def test_the_check_is_made_out_to_who_the_person_says(county: Program) -> None:
    tried = county(*PAY, "--dry-run")
    assert COUNTY in tried.out
    first = county(*PAY, "--dry-run", "-f", "json").json["payments"][0]
    assert (first["person"], first["payee"]) == ("Mentor 1", "Example County")
    asked = county(*PAY, "Mentor 1", "--kind", "stipend", "--reference", "1041")
    assert f"Record a payment of $125.00 to {COUNTY} on Nov 23, check 1041?" in asked.err
    paid = county(*PAY, "--kind", "stipend", "--reference", "1041", "--yes")
    assert f"Paid $125.00 to {COUNTY} on Nov 23, check 1041: 1 line." in paid.out
    (line,) = county("stipends", "ledger", "-f", "json").json["payments"]
    assert (line["person"], line["payee"]) == ("Mentor 1", "Example County")
    assert COUNTY in " ".join(county("stipends", "ledger").out.split())
    assert COUNTY in " ".join(county("stipends", "why", "1").out.split())
    asked = county("stipends", "void", "1", "--reason", "lost")
    assert "($125.00 to Example County" in asked.err
    letter = county("letters", "payment", "-f", "json").json["letters"][0]
    assert "payable to Example County" in letter["body"]


def test_a_payee_that_is_named_goes_before(county: Program) -> None:
    words = (*PAY, "Mentor 1", "--kind", "stipend", "--payee", "Town", "--reference", "7")
    assert "Record a payment of $125.00 to Town on Nov 23, check 7?" in county(*words).err
    assert county(*words, "--yes", "-f", "json").json["payments"][0]["payee"] == "Town"


def test_two_people_of_one_county_may_share_its_check(county: Program) -> None:
    county.pair(2, "2026-06-01")
    assert county("mentor", "edit", "Mentor 2", "--payable-to", "Example County").code == 0
    county.visit(2, "2026-06-21")
    county.w9(1, 3)
    words = (*PAY, "--kind", "stipend", "--check-number", "1=9", "--check-number", "Mentor 2=9")
    answer = county(*words, "--yes", "-f", "json")
    assert answer.json["warnings"] == []


def test_what_a_payment_holds_is_said_for_each_payee_with_yes_too(county: Program) -> None:
    """A mentor's payment takes the mentee's travel along: nobody should learn it at the bank."""
    answer = county(*PAY, "Mentor 1", "--reference", "1041", "--yes")
    said = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert "Paid $132.25 to 2 payees on Nov 23, check 1041: 2 lines." in said
    assert f"{COUNTY} $125.00 check 1041" in said and "Mentee 1 $7.25 check 1041" in said


def test_a_payment_to_somebody_without_a_w9_is_warned_of_and_made(county: Program) -> None:
    """A mentee's travel as well: the letter to the mentee says that nobody is paid before."""
    several = "wvls mentor edit PERSON --w9 DATE or wvls mentee edit PERSON --w9 DATE"
    both = f"No W-9 form is on file for Mentor 1 and Mentee 1. When it comes in: {several}"
    assert both in county(*PAY, "--dry-run", "-f", "json").json["warnings"]
    travel = county(*PAY, "--kind", "travel", "--dry-run", "-f", "json").json["warnings"]
    mentee = "No W-9 form is on file for Mentee 1. When it comes in: wvls mentee edit 2 --w9 DATE"
    assert mentee in travel
    assert county("mentee", "edit", "2", "--w9", "2026-01-01").code == 0
    said = "No W-9 form is on file for Mentor 1. When it comes in: wvls mentor edit 1 --w9 DATE"
    asked = county(*PAY, "--reference", "1041")
    assert asked.code == 5 and f"Warning: {said}" in asked.err
    done = county(*PAY, "--reference", "1041", "--yes", "-f", "json").json
    assert said in done["warnings"] and len(done["payments"]) == 2
    county.visit(1, "2026-07-20")
    county.w9(1)
    assert county(*PAY, "--reference", "1042", "--yes", "-f", "json").json["warnings"] == []


def test_a_mentee_is_paid_alone(county: Program) -> None:
    tried = county(*PAY, "Mentee 1", "--dry-run", "-f", "json").json["payments"]
    assert [(p["person"], p["amount_cents"]) for p in tried] == [("Mentee 1", 725)]
    county.pair(2, "2026-06-01")
    county.visit(2, "2026-06-21")
    code, said = talk(county.path, list(PAY), ["Mentee 1\n", "\n", "77\n", "y\n"])
    assert code == 0 and "Paid $7.25 to Mentee 1 on Nov 23, check 77: 1 line." in said
    assert [p["person"] for p in county(*PAY, "--dry-run", "-f", "json").json["payments"]] == [
        "Mentor 1", "Mentor 2",
    ]  # fmt: skip


def test_a_payment_dated_back_names_what_concerns_its_payees_and_once(county: Program) -> None:
    county.pair(2, "2026-06-01")
    county.visit(2, "2026-06-21")
    assert county(*PAY, "Mentor 1", "--reference", "1", "--on", "2026-09-01", "--yes").code == 0
    said = talk(county.path, [*PAY, "--on", "2026-07-01", "--reference", "2"], ["y\n"])[1]
    said = " ".join(said.split())
    assert said.count("Not part of this payment:") == 1
    others = "Paid already on another day: $125.00 to Mentor 1 and $7.25 to Mentee 1."
    assert said.count(others) == 1, said
    assert "payment 1 of Sep 1" not in said


def test_what_each_payee_is_owed_stands_below_their_lines(county: Program) -> None:
    said = [" ".join(line.split()) for line in county("stipends").out.splitlines()]
    assert said[0].startswith("$132.25 owed to 2 people")
    at = said.index("Mentor 1: $125.00 owed $125.00 $0.00")
    assert said[at + 1 : at + 3] == [
        "Mentee 1: $7.25 owed $7.25 $0.00", "subtotal: $132.25 owed $132.25 $0.00",
    ]  # fmt: skip
    alone = county("stipends", "--mentor", "Mentee 1", "-f", "json").json
    assert [p["mentee"] for m in alone["mentors"] for p in m["pairs"]] == ["Mentee 1"]
    assert county("stipends", "claim", "Mentee 1", "--yes").code == 0
    (claim,) = county("stipends", "claims", "--mentor", "Mentee 1", "-f", "json").json["claims"]
    assert claim["mentor"] == "Mentee 1"
    assert " payee " in county("stipends", "claims").out


def test_the_list_of_claims_has_the_name_on_the_check(county: Program) -> None:
    """It named the person, and an office looked for a check that was made out to the county."""
    assert county("stipends", "claim", "1", "--yes").code == 0
    assert county("stipends", "claim", "2", "--yes").code == 0

    def payees() -> list[str]:
        return [c["payee"] for c in county("stipends", "claims", "-f", "json").json["claims"]]

    assert COUNTY in " ".join(county("stipends", "claims").out.split())
    assert payees() == ["Example County", "Mentee 1"]
    assert county("stipends", "withdraw", "C-2026-02", "--reason", "x").code == 0
    # As on the signed paper, whoever is paid from now on.
    assert county("mentor", "edit", "1", "--payable-to", "Town").code == 0
    assert county("mentee", "edit", "2", "--payable-to", "Town").code == 0
    assert payees() == ["Example County", "Mentee 1"]
    (named,) = {c["mentor"] for c in county("stipends", "claims", "-f", "json").json["claims"][:1]}
    assert named == "Mentor 1"
