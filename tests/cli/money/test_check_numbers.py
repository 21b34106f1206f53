"""A check has one payee: at a terminal nobody pays several people with one number by accident."""

import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Answer, Program, Recipe
from tests.terminal import talk

PAY = ("stipends", "pay")
LONG = "Bartholomew Featherstonehaugh-Cholmondeley of the Northern Lakes"


def _owed(program: Program) -> None:
    """Mentors 1 and 3 are owed for a visit each, and mentee 2 for its travel."""
    program("policy", "set", "travel_for", "both", "--from", "2026-01-01", "--yes")
    for number in (1, 2):
        program.pair(number, "2026-06-01")
        program.visit(number, "2026-06-20")
    words = ["--traveler", "mentee", "--miles", "10"]
    assert program("meeting", "claim", "1", *words).code == 0


@pytest.fixture
def owed(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_owed)


def _ledger(program: Program) -> dict[str, tuple[str, str]]:
    found = program("stipends", "ledger", "-f", "json").json["payments"]
    return {p["payee"]: (p["reference"], p["paid_on"]) for p in found}


def _said(program: Program, line: str, *answers: str, code: int = 0) -> str:
    got, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert got == code, said
    shown = said
    for answer in filter(None, answers):  # what is typed is as long as it is
        shown = shown.replace(f": {answer}", ": ")
    assert max(map(len, shown.splitlines())) <= 80, said
    return said


def _as_typed(program: Program) -> list[str]:
    """The words of the newest entry of the history, as they would be typed again."""
    connection = sqlite3.connect(program.path)
    ((text,),) = connection.execute("SELECT arguments FROM history ORDER BY id DESC LIMIT 1")
    connection.close()
    found: list[str] = json.loads(text)
    return found


def test_everyone_is_paid_with_a_check_each_as_one_step(owed: Program) -> None:
    said = _said(owed, "stipends pay", "", "Nov 20", "1041", "1042", "1043", "y")
    assert "Who are you paying? (Enter for everyone)" in said
    assert (
        "  1  Mentor 1, $125.00 and $7.25 to Mentee 1" in said and "  3  Mentor 2, $125.00" in said
    )
    assert "When was it paid (Enter for today)" in said
    assert "Check number for Mentee 1 ($7.25)" in said and said.count("[y/N]") == 1
    assert "Record a payment of $257.25 to 3 payees on Nov 20, 3 checks?" in said
    assert _ledger(owed) == {
        "Mentor 1": ("1041", "2026-11-20"),
        "Mentee 1": ("1042", "2026-11-20"),
        "Mentor 2": ("1043", "2026-11-20"),
    }
    newest = owed("history", "-f", "json").json["entries"][0]
    assert (newest["command"], newest["rows"]) == ("stipends pay", 3)


@pytest.mark.parametrize("slip", ["y", "yes", "n", "No", "ok", "check", "#"])
def test_a_word_without_a_digit_is_not_a_check_number(owed: Program, slip: str) -> None:
    said = _said(owed, "stipends pay 1", "", slip, "MC-1041b", slip, "1042", "y")
    assert said.count("has no digit") == 2 and "such as 1041" in said
    assert {number for number, _ in _ledger(owed).values()} == {"MC-1041b", "1042"}
    alone = _said(owed, "stipends pay", "", slip, "1043", "y")
    assert alone.count("has no digit") == 1
    assert "Ctrl-C and type: wvls stipends pay --reference TEXT (any text)." in " ".join(
        alone.split()
    )
    assert _ledger(owed)["Mentor 2"][0] == "1043"


@pytest.mark.parametrize("who", ["", "3"])
def test_a_question_mark_at_a_check_number_says_it_once(owed: Program, who: str) -> None:
    """It said the same twice, and "add --reference" without the command to add it to."""
    numbers = ["1043"] if who else ["1041", "1042", "1043"]
    said = " ".join(_said(owed, "stipends pay", who, "", "?", *numbers, "y").split())
    assert said.count("Type the number printed on the check, such as 1041.") == 1
    assert f"{' '.join(['wvls stipends pay', who]).strip()} --reference TEXT (any text)." in said


def test_an_option_takes_any_reference(owed: Program) -> None:
    assert owed(*PAY, "--reference", "direct deposit", "--yes").code == 0
    assert {number for number, _ in _ledger(owed).values()} == {"direct deposit"}


def test_enter_at_a_check_number_says_so_and_a_payee_can_be_skipped(owed: Program) -> None:
    copy = owed.path.read_bytes()
    said = _said(owed, "stipends pay", "", "", "", "1041", "1042", "Skip", "y")
    assert said.count("Please enter an answer") == 1
    assert "Record a payment of $132.25 to 2 payees" in said.replace("\r\n", " ")
    after = said.partition("Paid $132.25")[2]
    assert "Not part of this payment:" in after
    assert "Mentor 2's stipend for meeting 2 of" in after
    assert "$125.00: skipped, still owed." in after
    paid = _ledger(owed)
    assert {to: number for to, (number, _) in paid.items()} == {
        "Mentor 1": "1041",
        "Mentee 1": "1042",
    }
    typed = _as_typed(owed)
    assert typed[-3:-1] == ["--except", "3"]
    owed.path.write_bytes(copy)
    assert owed(*PAY, *typed).code == 0
    assert _ledger(owed) == paid


def test_whoever_skips_everybody_pays_nobody(owed: Program) -> None:
    said = _said(owed, "stipends pay", "", "", "skip", "skip", "skip")
    assert "Nothing can be paid" in said and "[y/N]" not in said
    assert _ledger(owed) == {}
    done = owed(*PAY, "--except", "3", "--reference", "9", "--yes", "-f", "json").json
    assert [x["reason"] for x in done["left_out"]] == ["skipped, still owed"]
    assert len(done["payments"]) == 2
    assert owed(*PAY, "--except", "1", "--reference", "9", "--yes").code == 5


def test_enter_where_one_of_several_is_asked_for_says_so(owed: Program) -> None:
    owed("mentor", "edit", "3", "--name", "Mentor 12")
    said = _said(owed, "stipends --mentor Mentor", "", "1")
    assert said.count("Please enter an answer") == 1


@pytest.mark.parametrize("typed", ["11/30", "Nov 30", "11/30/2025"])
def test_a_day_without_a_year_that_is_last_year_s_says_so(owed: Program, typed: str) -> None:
    note = f"Read as Nov 30, 2025: '{typed}' has no year."
    code, said = talk(owed.path, ["stipends", "pay", "3"], [f"{typed}\n", "\n", "9\n", "n\n"])
    assert code == 5, "no is no"
    asked, _, after = said.partition("Nothing is owed as of Nov 30, 2025.")
    assert after and (note in asked) == ("2025" not in typed)
    answer = owed(*PAY, "3", "--on", typed, "--reference", "9", "--yes")
    assert (f"Note: {note}" in answer.err) == ("2025" not in typed)
    now = owed(*PAY, "3", "--on", "11/20", "--reference", "9", "--dry-run")
    assert "Read as" not in now.err


def test_the_history_says_what_to_type(owed: Program) -> None:
    copy = owed.path.read_bytes()
    _said(owed, "stipends pay", "", "", "1041", "1042", "1043", "y")
    typed, paid = _as_typed(owed), _ledger(owed)
    owed.path.write_bytes(copy)
    assert owed(*PAY, *typed).code == 0
    assert _ledger(owed) == paid


def test_one_mentor_is_chosen_by_id_and_a_wrong_one_asked_again(owed: Program) -> None:
    other = owed.mentor(5)
    said = _said(owed, "stipends pay", "99", str(other), "3", "", "", "1041", "y")
    assert "99" in said and "Nothing is owed to them. Type the number of a line." in said
    assert "Check number:" in said
    assert _ledger(owed) == {"Mentor 2": ("1041", "2026-11-23")}
    assert _as_typed(owed) == ["3", "--reference", "1041", "--yes"]


def test_what_was_said_is_not_asked_and_what_cannot_be_paid_asks_nothing(owed: Program) -> None:
    said = _said(owed, "stipends pay 3 --on 2026-10-01", "77", "y")
    assert "Who are you" not in said and "which day" not in said
    said = _said(owed, "stipends pay --reference 78", "y")
    assert "Who are you" not in said and "Check number" not in said
    assert {number for number, _ in _ledger(owed).values()} == {"77", "78"}
    assert "Nothing is owed" in _said(owed, "stipends pay")
    assert "Nothing is owed" in _said(owed, "stipends pay --dry-run")


def test_a_claim_asks_for_its_check_alone(owed: Program) -> None:
    assert owed("stipends", "claim", "3", "--yes").code == 0
    said = _said(owed, "stipends pay --claim C-2026-01", "", "1041", "y")
    assert "Who are you" not in said and _ledger(owed) == {"Mentor 2": ("1041", "2026-11-23")}


def test_a_check_made_out_to_another_name_is_one(owed: Program) -> None:
    said = _said(owed, "stipends pay --payee Town --on 2026-10-01", "", "1041", "y")
    assert said.count("Check number") == 1 and _ledger(owed) == {"Town": ("1041", "2026-10-01")}


def test_a_number_typed_twice_is_asked_about(owed: Program) -> None:
    said = _said(owed, "stipends pay", "", "", "1041", "1042", " 1041 ", "y", "n", code=5)
    assert said.count("The check number 1041 is for Mentor 1 and Mentor 2.") == 1
    assert "3 checks" not in said and "2 checks, anyway?" in said
    assert _ledger(owed) == {}


def test_a_number_that_another_payee_has_is_asked_for_again_at_once(owed: Program) -> None:
    assert owed(*PAY, "3", "--reference", "check 900", "--yes").code == 0
    said = _said(owed, "stipends pay", "", "", "900", "n", "1041", "1041", "n", "1042", "y")
    first, _, rest = said.partition("Check number for Mentee 1")
    assert "The reference 900 is already on payment 1 to Mentor 2 on Nov 23." in first
    assert first.count("Use it anyway? [y/N]") == 1
    assert "The check number 1041 is for Mentor 1 and Mentee 1." in rest
    assert "anyway?" not in rest.partition("The checks:")[2]
    paid = {to: number for to, (number, _) in _ledger(owed).items()}
    assert paid == {"Mentor 2": "check 900", "Mentor 1": "1041", "Mentee 1": "1042"}


def test_one_check_alone_is_looked_at_when_its_number_is_typed(owed: Program) -> None:
    assert owed(*PAY, "1", "--reference", "1041", "--yes").code == 0
    said = _said(owed, "stipends pay 3", "", "1041", "n", "1042", "y")
    assert said.index("already on") < said.index("1042") and "anyway? [y/N]: y" not in said
    assert _ledger(owed)["Mentor 2"] == ("1042", "2026-11-23")
    assert _as_typed(owed) == ["3", "--reference", "1042", "--yes"]


def test_the_numbers_are_read_back_and_one_can_be_changed(owed: Program) -> None:
    copy = owed.path.read_bytes()
    said = _said(
        owed, "stipends pay", "", "", "1041", "1402", "skip",
        "4", "#2", "1042", "3", "1043", "maybe", "y",
    )  # fmt: skip
    first, second, last = said.split("The checks:")[1:]
    assert re.search(r"1  Mentor 1 +\$125.00  check 1041\n", first)
    assert re.search(r"2  Mentee 1 +\$7.25  check 1402\n", first)
    assert re.search(r"3  Mentor 2 +\$125.00  skipped\n", first)
    assert "Record a payment of $132.25 to 2 payees on Nov 23, 2 checks? [y/N]" in first
    assert "Please type y, n, or a number from 1 to 3 to change that one." in first
    assert "check 1042" in second and "Record a payment of $257.25 to 3 payees" in last
    assert "Please type y, n, or" in last
    paid, typed = _ledger(owed), _as_typed(owed)
    assert {number for number, _ in paid.values()} == {"1041", "1042", "1043"}
    assert typed[-1] == "--yes" and "1402" not in " ".join(typed)
    owed.path.write_bytes(copy)
    assert owed(*PAY, *typed).code == 0
    assert _ledger(owed) == paid


def test_the_numbers_are_options_too(owed: Program) -> None:
    words = ["--check-number", "Mentor 1=1041", "--check-number", "2=1042"]
    short = owed(*PAY, *words, "--yes")
    assert short.code == 2 and "There is no check number for Mentor 2." in short.err
    done = owed(*PAY, *words, "--reference", "ACH = 7", "--yes", "-f", "json").json
    assert {p["payee"]: p["reference"] for p in done["payments"]} == {
        "Mentor 1": "1041", "Mentee 1": "1042", "Mentor 2": "ACH = 7",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--check-number", "1041"], 2), (["--check-number", "=1041"], 2),
        (["--check-number", "1="], 2), (["--check-number", "1=" + "x" * 101], 2),
        (["--check-number", "1=a", "--check-number", "Mentor 1=b"], 2),
        (["--check-number", "1=a", "--payee", "Town"], 2),
        (["--check-number", "99=a"], 4), (["3", "--check-number", "1=a"], 5),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_meant_is_refused(
    owed: Program, words: list[str], code: int
) -> None:
    answer: Answer = owed(*PAY, *words, "--yes")
    assert answer.code == code and answer.err.startswith("Error: ") and _ledger(owed) == {}


@pytest.fixture
def checks(owed: Program) -> Program:
    """Payments 1 and 2 to mentor 1 and mentee 1 with their checks, 3 to mentor 2."""
    words = ["--check-number", "1=1041", "--check-number", "2=Check no. 77"]
    words += ["--check-number", "3=check 1042"]
    assert owed(*PAY, *words, "--yes").code == 0
    return owed


def _voided(program: Program) -> list[str]:
    found = program("stipends", "ledger", "--voided", "-f", "json").json["payments"]
    return [p["reference"] for p in found]


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("1041", "1041"), ("check 1041", "1041"), ("#1041", "1041"), ("CHECK  1042", "check 1042"),
        ("1042", "check 1042"), ("ck 77", "Check no. 77"), ("3", "check 1042"),
    ],
)  # fmt: skip
def test_a_check_number_is_found_where_a_payment_is_asked_for(
    checks: Program, typed: str, reference: str
) -> None:
    why = ("--reason", "lost", "--yes", "-f", "json")
    if typed != "3":  # where nobody is asked, a slip in a payment's number voids no check
        unasked = checks("stipends", "void", typed, *why)
        assert unasked.code == 4 and "stipends void --reference" in unasked.err
        assert _voided(checks) == []
    wanted = [typed] if typed == "3" else ["--reference", typed]
    done = checks("stipends", "void", *wanted, *why).json
    assert ("payment" in done) == (typed == "3")
    assert _voided(checks) == [reference]
    assert checks("stipends", "why", typed).code == 0
    if typed != "3":
        again = checks("stipends", "void", "--reference", typed, "--reason", "x", "--yes")
        assert again.code == 5 and "was voided on" in again.err


def test_a_check_number_is_looked_up_before_the_reason(checks: Program) -> None:
    said = _said(checks, "stipends void", "1099", "1042", "lost", "y")
    assert said.index("There is no payment or check '1099'.") < said.index("Why")
    assert "Void payment 3" in said and _voided(checks) == ["check 1042"]
    assert _as_typed(checks)[0] == "check 1042"
    for words in ("stipends void 1099", "stipends void --reference 1099"):
        assert "Why" not in _said(checks, words, code=4)
    assert "Why" not in _said(checks, "stipends void 1042", code=5)  # it was voided


def test_a_number_that_fits_two_references_voids_neither(checks: Program) -> None:
    checks.visit(1, "2026-10-20")
    assert checks(*PAY, "--reference", "ck 1042", "--yes").code == 0
    answer = checks("stipends", "void", "1042", "--reason", "x", "--yes")
    assert answer.code == 4 and _voided(checks) == []
    assert "'check 1042' and 'ck 1042'" in answer.err


def test_every_question_fits_on_a_screen(owed: Program) -> None:
    long: list[Any] = ["--name", LONG]
    assert owed("mentor", "edit", "1", *long).code == owed("mentor", "edit", "3", *long).code == 0
    number = "electronic transfer of November batch 1041"
    _said(owed, "stipends pay 1", "", number, number, "y", "y")
    said = _said(owed, "stipends pay 3", "", number, "y", "y")
    assert "already on" in said and "anyway?" in said
    _said(owed, "stipends void 1 --reason wrong", "y")
    words = ["stipends", "void", "--reference", number, "--reason", "wrong"]
    got, said = talk(owed.path, words, ["y\n"])
    assert got == 0 and max(map(len, said.splitlines())) <= 80, said
