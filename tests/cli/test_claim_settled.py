"""A claim that was printed again says what was paid of it and what is due."""

from pathlib import Path

from tests.factories import Program


def test_a_claim_printed_again_says_what_was_paid_and_what_is_due(
    program: Program, tmp_path: Path
) -> None:
    mentor, mentee = program.mentor(1), program.mentee(1)
    words = ("match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes")
    assert program(*words).code == 0
    program.visit(1, "2026-09-21", "6", "--expense", "12.50:meal")
    made = program("stipends", "claim", str(mentor), "--yes")
    assert made.code == 0 and "Due" not in made.out
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
