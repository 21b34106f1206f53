"""What comes at the end of a term is named where it shows: the two answers, and the way on."""

from pathlib import Path

from tests.factories import Program


def _words(text: str) -> str:
    return " ".join(text.split())


def test_the_end_of_a_term_names_its_two_answers(paired: Program) -> None:
    """Next was the story of the pair, and what C4 says."""
    day = "2027-05-15"
    assert paired("log-meeting", "1", "--method", "phone", today=day).code == 0
    assert paired("check-in", "1", "--with", "both", "--going", "well", today=day).code == 0
    steps = paired("upcoming", today=day).out.rpartition("\nNext  ")[2]
    assert "wvls extend 1 --months 6" in steps and "wvls letters --let-end 1" in steps
    assert "wvls overdue" in steps, "goals and the first visit were never met"
    far = paired("upcoming", "--days", "90", today="2027-04-01").out.rpartition("\nNext  ")[2]
    assert "wvls extend 1" in far and "--let-end" not in far, "too early to be recorded"
    done = paired("letters", "--let-end", "1", today=day)
    assert done.code == 0 and "nothing was recorded" not in done.err
    assert "--let-end" not in paired("upcoming", today=day).screen


def test_a_meeting_after_the_end_names_the_extension(paired: Program) -> None:
    """ "Check the day." of two who had decided to go on."""
    words = ("log-meeting", "1", "--method", "phone")
    refused = paired(*words, today="2027-06-20")
    assert refused.code == 5
    said = _words(refused.err)
    assert "ended on Jun 1. Hint: Check the day. Did they decide by Jun 1 to go on?" in said
    command = "extend 1 --months N --on 2027-06-01"
    assert f"wvls {command}" in said
    extended = paired(*command.replace("N", "6").split(), "--yes", today="2027-06-20")
    assert extended.code == 0, extended.err
    assert paired(*words, today="2027-06-20").code == 0


def test_of_a_pair_that_was_ended_no_extension_is_named(paired: Program) -> None:
    paired("end", "1", "--reason", "x", "--yes", "--on", "2026-11-01")
    refused = paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    assert refused.code == 5 and "wvls extend" not in refused.err


def test_the_calendar_counts_the_rows_that_it_shows(paired: Program) -> None:
    """ "7 events" stood above eight rows."""
    said = paired("calendar").out
    late = " things are already late: wvls overdue"
    assert late in said
    found = paired("calendar", "-f", "json").json["events"]
    assert len(found) == 2
    assert said.startswith("What is late, and 1 event in the next 90 days.")


def test_which_outline_is_meant_is_said(paired: Program) -> None:
    said = _words(paired("policy").out)
    assert "The outline has the program's usual settings (see wvls rules)." in said
    paired.visit(1, "2026-08-01")
    assert paired("stipends", "pay", "--reference", "check 1", "--yes").code == 0
    why = _words(paired("stipends", "why", "1").out)
    assert (
        "stipend_max_visits = 3, visit_min_hours = 6, visit_hours_scope = visit (as in the"
        " program outline)" in why
    )


def test_a_day_before_the_match_is_not_blamed_on_the_computer_alone(
    paired: Program, tmp_path: Path
) -> None:
    refused = paired("extend", "1", "--months", "3", "--on", "2026-01-03")
    said = _words(refused.err)
    assert "was not matched yet on Jan 3" in said
    assert "Check the day and its year. Where you typed none, check the date of this" in said
