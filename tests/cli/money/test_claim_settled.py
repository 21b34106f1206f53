"""A claim that was printed again says what was paid of it and what is due."""

from pathlib import Path

from tests.factories import Program


def _claimed(program: Program) -> None:
    """Pair 1 with one visit, on claim C-2026-01."""
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05")
    assert program("stipends", "claim", "1", "--yes").code == 0


def test_a_claim_printed_again_says_what_was_paid_and_what_is_due(
    program: Program, tmp_path: Path
) -> None:
    mentor, mentee = program.mentor(1), program.mentee(1)
    words = ("match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes")
    assert program(*words).code == 0
    program.visit(1, "2026-09-21", "6", "--expense", "12.50:meal")
    made = program("stipends", "claim", str(mentor), "--yes")
    assert made.code == 0 and "Already paid" in made.out and "Due" in made.out
    assert (
        program("stipends", "pay", "--claim", "C-2026-01", "--reference", "check 1", "--yes").code
        == 0
    )
    first = program("stipends", "ledger", "-f", "json").json["payments"][0]["payment_id"]
    assert program("stipends", "void", str(first), "--reason", "lost", "--yes").code == 0
    claim = program("stipends", "claims", "-f", "json").json["claims"][0]
    assert claim["state"] == "part paid"
    file = tmp_path / "claim.html"
    again = program("stipends", "claim", "C-2026-01", "--save", str(file))
    assert again.code == 0
    paid, due = claim["paid_cents"], claim["total_cents"] - claim["paid_cents"]
    shown = program("stipends", "claim", "C-2026-01").out
    for text in (shown, file.read_text(encoding="utf-8")):
        assert "Already paid" in text and "Due" in text
        assert f"{paid / 100:.2f}" in text and f"{due / 100:.2f}" in text


def _paper(program: Program, folder: Path, number: str = "C-2026-01") -> tuple[str, str]:
    """A claim printed again, as a page and as text; blanks made one."""
    pages = []
    for suffix in ("html", "txt"):
        file = folder / f"again.{suffix}"
        words = ("stipends", "claim", number, "--yes", "--save", str(file))
        assert program(*words).code == 0
        pages.append(" ".join(file.read_text(encoding="utf-8").split()))
    return pages[0], pages[1]


def test_a_rate_that_changed_in_between_is_on_paper(program: Program, tmp_path: Path) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "2", "--miles", "80")
    assert program("stipends", "claim", "1", "--yes").code == 0
    rate = ("policy", "rate", "mileage", "0.9", "--from", "2026-01-01", "--yes")
    assert program(*rate).code == 0
    assert program("stipends", "pay", "--reference", "x", "--yes").code == 0
    said = "$58.00 was claimed and $72.00 was paid for it: a rate changed in between."
    for paper in (
        *_paper(program, tmp_path),
        " ".join(program("stipends", "claim", "C-2026-01").out.split()),
    ):
        assert paper.count(said) == 1


def test_the_reason_of_a_withdrawal_is_on_paper_and_in_json(
    program: Program, tmp_path: Path
) -> None:
    _claimed(program)
    words = ("stipends", "withdraw", "C-2026-01", "--reason", "a wrong <day>")
    assert program(*words).code == 0
    (claim,) = program("stipends", "claims", "-f", "json").json["claims"]
    assert claim["withdrawn_reason"] == "a wrong <day>"
    page, text = _paper(program, tmp_path)
    assert "Withdrawn on Nov 23, 2026: a wrong &lt;day&gt;" in page
    assert "Withdrawn on Nov 23, 2026: a wrong <day>" in text


def test_what_waited_for_a_rate_stays_on_the_paper_with_its_expenses(
    program: Program, tmp_path: Path
) -> None:
    program.pair(1, "2026-11-01")
    made = program(
        "log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--hours", "6",
        "--miles", "91", "--expense", "12.50:meal", "--on", "2027-01-05", today="2027-01-10",
    )  # fmt: skip
    assert made.code == 0
    assert program("stipends", "claim", "1", "--yes", today="2027-01-10").code == 0
    waits = "Jan 5, 2027: 91 miles, meal $12.50, visit, Mentee 1."
    words = ("stipends", "claim", "C-2027-01")
    shown = " ".join(program(*words, today="2027-01-11").out.split())
    assert f"{waits} No mileage rate for 2027 yet." in shown
    assert "Waiting for a mileage rate, not on this claim" in shown
    rate = ("policy", "rate", "mileage", "0.7", "--from", "2027-01-01", "--yes")
    assert program(*rate, today="2027-01-12").code == 0
    shown = " ".join(program(*words, today="2027-01-13").out.split())
    assert f"{waits} Not on a claim yet." in shown
    assert "Not on this claim" in shown and "Waiting for a mileage rate" not in shown
    assert program("stipends", "claim", "1", "--yes", today="2027-01-14").code == 0
    assert waits not in " ".join(program(*words, today="2027-01-15").screen.split())


def test_a_withdrawn_claim_does_not_say_that_its_own_trips_wait(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05", "6", "--miles", "80")
    assert program("stipends", "claim", "1", "--yes").code == 0
    assert program("stipends", "withdraw", "C-2026-01", "--reason", "x").code == 0
    shown = program("stipends", "claim", "C-2026-01").out
    assert "Not on" not in shown and "Waiting" not in shown


def test_the_paper_has_no_numbers_of_records_and_a_mentee_no_stipend(
    program: Program, tmp_path: Path
) -> None:
    program("policy", "set", "travel_for", "both", "--from", "2026-01-01")
    program.pair(1, "2026-02-01")
    program.visit(1, "2026-10-05", "20", "--miles", "91")
    program.visit(1, "2026-10-05", "5", "--again", "--miles", "40")
    assert program("meeting", "claim", "1", "--traveler", "mentee", "--miles", "91").code == 0
    assert program("stipends", "claim", "1", "--yes").code == 0
    assert program("stipends", "claim", "Mentee 1", "--yes").code == 0
    page, text = _paper(program, tmp_path)
    for paper in (page, text):
        assert "Two claims on the same day, Oct 5, 2026: 91 and 40 miles." in paper
        assert "more than 24 hours of meetings on Oct 5, 2026: 20 and 5." in paper
        assert "for meeting" not in paper and "in meeting" not in paper
    assert "91 for meeting 1" in program("stipends", "claim", "C-2026-01").out
    page, text = _paper(program, tmp_path, "C-2026-02")
    for paper in (page, text):
        assert "Stipends" not in paper and "Travel to their own library on Oct 5, 2026." in paper
        assert "at Thorp Public Library, the traveler" in paper


def test_a_part_of_a_name_is_a_mentors_before_a_mentees(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program.visit(1, "2026-02-05")
    made = program("stipends", "claim", "Ment", "--dry-run", "-f", "json")
    assert made.json["mentor"] == "Mentor 1", "who it claims for is not asked among mentees"


def test_every_page_has_the_number_and_no_signature_stands_alone(
    program: Program, tmp_path: Path
) -> None:
    _claimed(program)
    page, _ = _paper(program, tmp_path)
    assert '@bottom-left { content: "Claim C-2026-01"' in page
    assert 'content: "Page " counter(page) " of " counter(pages)' in page
    end = page[page.index('<div class="end">') :]
    assert "I certify that" in end and "Claimant:" in end and "Office use" in end
    assert ".end { break-inside: avoid; break-before: avoid; }" in page


def test_a_check_that_is_made_out_to_another_than_the_claim_says_so(paired: Program) -> None:
    paired.visit(1, "2026-08-01", "6", "--miles", "50")
    assert paired("mentor", "edit", "1", "--payable-to", "A County").code == 0
    assert paired("stipends", "claim", "Mentor 1", "--yes").code == 0
    pay = ["stipends", "pay", "--claim", "C-2026-01", "--reference", "1", "--yes", "-f", "json"]
    told = "says payable to A County; the check is made out to"
    same = paired(*pay, "--dry-run").json["warnings"]
    assert not [w for w in same if told in w], same
    assert paired("mentor", "edit", "1", "--payable-to", "Another One").code == 0
    (said,) = [w for w in paired(*pay).json["warnings"] if told in w]
    assert said == "Claim C-2026-01 says payable to A County; the check is made out to Another One."
