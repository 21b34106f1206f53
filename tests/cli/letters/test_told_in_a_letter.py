"""Who has read in a letter what a command changes is named: nobody else would tell them."""

from tests.factories import Program


def _sent(program: Program, *words: str, on: str) -> None:
    done = program("letters", *words, "--sent", today=on)
    assert done.code == 0 and "marked as sent" in done.out, done.out + done.err


def test_an_extension_names_who_was_told_the_old_end(paired: Program) -> None:
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-07-01")
    paired("mentor", "edit", "1", "--phone", "715-555-0101")
    extend = ("extend", "1", "--months", "6", "--reason", "a new building", "--yes")
    assert "etter" not in paired("extend", "1", "--months", "1", today="2027-05-01").err
    paired("undo", "--yes", today="2027-05-01")
    _sent(paired, "evaluate", "--let-end", "1", "--to", "Mentor 1", on="2027-05-10")
    done = paired(*extend, today="2027-05-20")
    said = " ".join(done.err.split())
    assert done.code == 0 and "A letter to Mentor 1 (" in said, done.err
    assert (
        "that it ends on Jun 1, 2027. Please tell them the new date." in said
        and "Mentee 1" not in said
    )
    assert "Call or write to them yourself: wvls status 1" in said, said
    assert said.endswith("status 1. Mentor 1: 715-555-0101, mentor1@example.org."), said
    shown = " ".join(done.out.split())
    assert "Contacts and check-ins go on until then; the evaluations come after it." in shown


def test_an_extension_names_nobody_who_was_told_another_end(paired: Program) -> None:
    """Both were told of the first end, and of the second only the mentee."""
    _sent(paired, "intro", on="2026-06-02")
    first = paired("extend", "1", "--months", "6", "--yes", today="2027-02-01")
    said = " ".join(first.err.split())
    assert "Letters to Mentor 1 (Jun 2, 2026) and Mentee 1 (Jun 2, 2026) said that it" in said
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-07-01")
    _sent(paired, "evaluate", "--let-end", "1", "--to", "Mentee 1", on="2027-11-20")
    second = " ".join(
        paired("extend", "1", "--months", "1", "--yes", today="2027-11-25").err.split()
    )
    assert "A letter to Mentee 1 (Nov 20) said that it ends on Dec 1, 2027. Please" in second, (
        second
    )
    assert "Mentor 1" not in second


def test_an_extension_of_a_new_pair_leads_to_the_intro_with_the_new_end(paired: Program) -> None:
    _sent(paired, "intro", on="2026-06-02")
    said = paired("extend", "1", "--months", "6", "--yes", today="2026-06-20").err
    command = "letters intro --pair 1 --again"
    assert f"The letter with it: wvls {command}" in " ".join(said.split()), said
    again = paired(*command.split(), "-f", "json", today="2026-06-20").json["letters"]
    assert len(again) == 2 and all("Dec 1, 2027" in x["body"] for x in again)


def test_a_leave_that_extends_names_who_was_told_the_old_end(paired: Program) -> None:
    _sent(paired, "intro", on="2026-06-02")
    leave = ("excuse", "1", "all", "--until", "2026-12-31", "--reason", "away")
    assert "etter" not in paired(*leave, "--from", "2026-12-01").err
    paired("undo", "--yes")
    said = " ".join(paired(*leave, "--from", "2026-12-01", "--extend", "--yes").err.split())
    assert (
        "Letters to Mentor 1 (Jun 2) and Mentee 1 (Jun 2) said that it ends on Jun 1, 2027." in said
    )


def test_a_voided_payment_names_who_was_told_of_it(paired: Program) -> None:
    paired.w9(1)
    paired.visit(1, "2026-08-01")
    pay = ("stipends", "pay", "--yes", "--reference")
    void = ("stipends", "void", "--reason", "wrong amount", "--yes", "--reference")
    assert paired(*pay, "check 1").code == 0
    assert "etter" not in paired(*void, "check 1").err
    assert paired(*pay, "check 2", today="2026-11-24").code == 0
    _sent(paired, "payment", on="2026-11-25")
    done = paired(*void, "check 2", today="2026-11-26")
    said = " ".join(done.err.split())
    assert done.code == 0
    assert (
        "A letter to Mentor 1 (Nov 25) announced check 2. Please tell them it was voided." in said
    ), said
    assert paired(*pay, "check 2", today="2026-11-27").code == 0, "the same number again"
    assert "etter" not in paired(*void, "check 2", today="2026-11-27").err, "nobody knows of it"
