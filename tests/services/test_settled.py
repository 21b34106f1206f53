"""What is settled is asked no more: an end that is to come, a letter that went out, who was forgotten."""

import pytest

from tests.factories import Program

LET_END = ("letters", "evaluate", "--let-end", "1", "--as-of", "2027-05-20")


def text(program: Program, *words: str, today: str | None = None) -> str:
    done = program(*words, today=today)
    assert done.code == 0, done.err
    return " ".join(done.out.split())


def kinds(program: Program, command: str, today: str) -> list[str]:
    found = program(command, "-f", "json", today=today).json
    items = found["items"] if "items" in found else found["events"]
    return [x["kind"] for x in items]


def test_an_end_that_is_to_come_is_no_question_any_more(paired: Program) -> None:
    """It went on asking "extend it?" on every screen after the answer was kept."""
    day = "2027-05-21"
    assert "Term ends, extend it?" in text(paired, "calendar", today=day)
    assert paired(*LET_END, today=day).code == 0
    said = text(paired, "calendar", today=day)
    assert "Term ends (you let it end): Mentor 1 and Mentee 1" in said and "extend it" not in said
    said = text(paired, "upcoming", "--kind", "term-end", today=day)
    assert "you let it end" in said and "wvls extend" not in said and "wvls status" not in said
    assert (
        "end of the term (you let it end)" in text(paired, "handover", today="2027-05-28").lower()
    )
    paired("extend", "1", "--months", "6", "--on", day, today=day)
    assert "extend it?" in text(paired, "calendar", "--days", "400", today=day), "a new end"


def test_an_end_that_is_to_come_leads_to_no_command(paired: Program) -> None:
    """It led to `wvls status 1`, which has nothing to do there."""
    day = "2027-05-21"
    assert paired(*LET_END, today=day).code == 0
    words = ("match", str(paired.mentee(2)), str(paired.mentor(2)), "--on", "2027-05-10")
    assert paired(*words, "--yes", "--waive", "a favor", today=day).code == 0
    paired("log-meeting", "2", "--planned", "--method", "phone", "--on", "2027-06-03", today=day)
    for kind in ("first-visit", "goals", "contact", "check-in"):
        assert (
            paired("excuse", "1", kind, "--for-good", "--reason", "x", "--yes", today=day).code == 0
        )
    said = text(paired, "upcoming", "--days", "14", today=day)
    assert "you let it end" in said and "Next wvls meeting confirm" in said, said


def test_a_pair_that_was_written_to_is_not_asked_about_again(paired: Program) -> None:
    paired(*LET_END, today="2027-05-21")
    sent = ("letters", "evaluate", "--as-of", "2027-05-22", "--sent")
    assert paired(*sent, today="2027-06-10").code == 0
    found = paired("letters", "-f", "json", today="2027-06-10").json
    assert found["questions"] == []
    assert "Write to them?" not in str(found["not_written"])


@pytest.mark.parametrize("screen", ["status", "overdue"])
def test_an_ended_term_leads_to_letters_only_while_one_is_due(paired: Program, screen: str) -> None:
    today = "2027-06-10"
    ended = "their term ended on Jun 1"
    assert "wvls letters" in text(paired, screen, today=today).partition(ended)[2][:20]
    paired("letters", "evaluate", "--let-end", "1", "--sent", today=today)
    after = text(paired, screen, today=today).partition(ended)[2]
    assert after.startswith("; both evaluations are still to come wvls evaluate 1 ")


def test_who_was_forgotten_owes_nothing_and_history_keeps_its_counts(paired: Program) -> None:
    """Nobody can ask them: their evaluation stood in every list until the end of time."""
    paired.visit(1, "2026-06-20")
    report = ("report", "--year", "2027", "-f", "json")
    before = paired(*report, today="2027-08-01").json["in_time"]
    paired("mentee", "withdraw", "2", today="2027-06-05")
    assert paired("forget", "Mentee 1", "--yes", today="2027-06-05").code == 0
    for day in ("2027-06-10", "2027-08-01"):
        for command in ("overdue", "upcoming", "calendar"):
            items = paired(command, "-f", "json", today=day).json
            found = items.get("items") or items.get("events")
            those = [x for x in found or () if x["kind"] == "evaluation"]
            late_or_soon = (command == "overdue") == (day == "2027-08-01")
            assert len(those) == late_or_soon, (command, day, those)
        week = paired("handover", "-f", "json", today=day).json["this_week"]
        assert {x["who"] for x in week if x["kind"] == "evaluation"} <= {"mentor"}
        left = paired("letters", "--let-end", "1", "-f", "json", today=day).json["not_written"]
        assert "evaluate" not in {x["kind"] for x in left if x["name"] != "Mentor 1"}
    assert paired(*report, today="2027-08-01").json["in_time"] == before


def test_after_two_reminders_the_list_says_to_call(paired: Program) -> None:
    for day in ("2026-10-01", "2026-10-20"):
        paired("letters", "remind", "--to", "Mentor 1", "--as-of", day, "--sent")
        said = text(paired, "overdue")
        assert ("call instead" in said) == (day == "2026-10-20"), said


@pytest.mark.parametrize(("day", "called"), [("2026-10-20", False), ("2026-11-02", False),
                                             ("2026-11-03", True)])  # fmt: skip
def test_nobody_is_called_before_the_second_reminder_could_be_answered(
    paired: Program, day: str, called: bool
) -> None:
    """On the day on which it was sent, both pages said that no answer had come."""
    for sent in ("2026-10-01", "2026-10-20"):
        paired("letters", "remind", "--to", "Mentor 1", "--sent", today=sent)
    assert ("call instead" in text(paired, "overdue", today=day)) is called
    assert ("no answer yet" in text(paired, "handover", today=day)) is called
    left = paired("letters", "remind", "-f", "json", today=day).json["not_written"]
    reasons = [x["reason"] for x in left if x["name"] == "Mentor 1"]
    assert reasons and all(r.endswith("call instead") is called for r in reasons), reasons
    assert called or all(r.endswith("call if no answer comes by Nov 3") for r in reasons)


def test_no_name_is_torn_where_a_line_can_fold_between_words(program: Program) -> None:
    """A day of the year before made "Amy Zielinsk / i" of a name at 80 columns."""
    for number, name in ((1, "Amalia Fictional-One"), (2, "Benedict Imaginary")):
        program.pair(number, "2026-06-01")
        program("mentee", "edit", str(2 * number), "--name", name)
    program("end", "2", "--on", "2026-10-01", "--reason", "moved", "--yes")
    said = program("status", today="2027-03-01").out
    for part in ("Amalia Fictional-One", "Benedict Imaginary", "Jul 1, 2026", "days late"):
        assert part in said, said
