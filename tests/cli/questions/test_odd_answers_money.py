"""What a newcomer answers where money is paid, claimed and taken back."""

from tests.factories import Program
from tests.terminal import talk


def _talk(program: Program, line: str, *answers: str, code: int = 0) -> str:
    ended, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    assert ended == code, said
    return said


def _words(said: str) -> str:
    return " ".join(said.split())


def test_a_day_before_anything_is_owed_is_asked_again(paired: Program) -> None:
    """The command ended there, and whose check it was had to be typed again."""
    paired.visit(1, "2026-10-20")
    paired.w9(1)
    said = _talk(paired, "stipends pay", "Oct 19", "Oct 20", "1041", "y")
    assert "Nothing is owed as of Oct 19. Enter a later day, or press Enter for today." in _words(
        said
    )
    assert said.count("When was it paid") == 2
    (payment,) = paired("stipends", "ledger", "-f", "json").json["payments"]
    assert payment["paid_on"] == "2026-10-20"
    assert "which day" not in _talk(paired, "stipends pay"), "no day would be right"


CLAIMED = ["stipends", "claim", "1", "--yes"]


def test_withdrawing_a_claim_asks_which_why_and_whether(paired: Program) -> None:
    """It asked nothing, and the whole claim was printed once more."""
    paired.visit(1, "2026-10-20")
    paired.w9(1)
    assert "No claim can be withdrawn." in _talk(paired, "stipends withdraw", code=4)
    assert paired(*CLAIMED).code == 0
    said = _talk(paired, "stipends withdraw", "9", "1", "", "a wrong day", "n", code=5)
    assert "  C-2026-01  Mentor 1  $125.00  up to Nov 23\n" in said
    asked = "Withdraw claim C-2026-01 (Mentor 1, $125.00, 1 visit)? [y/N]: "
    assert asked in said and "Canceled. Nothing was saved." in said
    said = _talk(paired, "stipends withdraw C-2026-01", "a wrong day", "y")
    assert "Claim C-2026-01 of Mentor 1 is withdrawn ($125.00, 1 visit)." in said
    assert "Everything on it can be claimed again.\n" in said and len(said.splitlines()) < 12
    assert "wvls stipends claim 1 " in said.partition("Next")[2]
    assert "--yes" in paired("history").out


def test_elsewhere_and_with_yes_a_claim_is_withdrawn_at_once(paired: Program) -> None:
    paired.visit(1, "2026-10-20")
    for answer in (paired, lambda *words: _talk(paired, " ".join([*words, "--yes"]))):
        assert paired(*CLAIMED).code == 0
        answer("stipends", "withdraw", "2" if answer is not paired else "1", "--reason", "wrong")
    states = [c["state"] for c in paired("stipends", "claims", "-f", "json").json["claims"]]
    assert states == ["withdrawn", "withdrawn"]


def test_a_paid_claim_is_not_offered_and_refused_before_the_reason(paired: Program) -> None:
    paired.visit(1, "2026-10-20")
    assert paired(*CLAIMED).code == 0
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    assert "Which claim" not in _talk(paired, "stipends withdraw", code=4)
    said = _talk(paired, "stipends withdraw C-2026-01", code=5)
    assert "has a payment" in said and "Why" not in said


def test_what_is_left_of_a_claim_has_its_next_step(paired: Program) -> None:
    """Of a claim that was paid in part nothing said how to pay the rest."""
    paired.visit(1, "2026-10-20", "6", "--miles", "148")
    paired.w9(1)
    assert paired(*CLAIMED).code == 0
    pay = ["stipends", "pay", "--reference", "1041", "--yes"]
    said = paired(*pay, "--claim", "C-2026-01", "--kind", "stipend").out
    assert "Still owed: $112.48.\n" in said
    assert "wvls stipends pay " in said.partition("Next")[2]
    step = "wvls stipends pay --claim C-2026-01"
    assert step in paired("stipends", "claims").out.partition("Next")[2]
    said = paired(*pay).out
    assert "Still owed" not in said and "stipends pay" not in said.partition("Next")[2]
    assert step not in paired("stipends", "claims").screen


def test_a_step_of_a_claim_that_was_taken_is_asked_again(paired: Program) -> None:
    paired.visit(1, "2026-10-20")
    assert paired(*CLAIMED).code == 0
    assert paired("stipends", "mark", "1", "sent").code == 0
    said = _talk(paired, "stipends mark", "1", "sent", "approved")
    assert "Claim C-2026-01 was sent on Nov 23 already." in said and "was approved on" in said
    assert "already" in _talk(paired, "stipends mark 1", "sent", code=5), "no step is left"


def test_a_rate_is_asked_for_by_its_kind_and_the_sum_is_of_all_pairs(paired: Program) -> None:
    """ "How many dollars, such as 0.725 or 125"; and a sum of all pairs stood behind "1 pair"."""
    paired.visit(1, "2026-09-20", "6", "--miles", "148")
    typed = [f"{answer}\n" for answer in ("mileage", "1", "7/1/2026", "n")]
    said = " ".join(talk(paired.path, ["policy", "rate"], typed)[1].split())
    assert "Dollars a mile, such as 0.725: 1" in said
    assert "So far stipends and travel come to $" in said and "With this change: $273.00." in said
    _, said = talk(paired.path, ["policy", "rate", "stipend"], ["?\n", "125\n", "11/1/2026\n"])
    assert "Dollars a visit, such as 125: ?" in said


def test_the_amount_may_be_said_again_with_what_it_was_for(paired: Program) -> None:
    """ "'1 $12.50 lunch' has more than one amount" quoted what nobody had typed."""
    paired.visit(1, "2026-10-20", "6", "--miles", "148")
    answers = ["", "", "12.50", "$12.50 lunch", "9", "$10 parking", "9 parking", ""]
    said = _words(_talk(paired, "meeting claim 1", *answers))
    assert "more than one amount" not in said
    assert said.count("Just tell me what it was for: meal, lodging, parking or other.") == 1
    (met,) = paired("meeting", "list", "1", "-f", "json").json["meetings"]
    spent = [(e["kind"], e["amount_cents"]) for e in met["claims"][0]["expenses"]]
    assert spent == [("meal", 1250), ("parking", 900)]
