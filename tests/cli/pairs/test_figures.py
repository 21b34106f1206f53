"""Figures that once misled: each says what it counts."""

from tests.factories import Program

VISIT = ["--method", "in-person", "--at", "mentee-library", "--hours", "6"]


def _story(program: Program, day: str) -> str:
    return " ".join(program("status", "1", today=day).out.split())


def test_what_is_excused_or_not_due_is_not_counted_as_missed(program: Program) -> None:
    program.pair(1, "2026-01-15")
    leave = ["--from", "2026-04-01", "--until", "2026-05-15", "--reason", "on leave"]
    assert program("excuse", "1", "check-in", *leave, today="2026-04-01").code == 0
    # The first check-in is excused, the next one is not due yet: there is nothing to count.
    assert "check-ins on time" not in _story(program, "2026-05-10")
    program("check-in", "1", "--going", "well", "--on", "2026-05-20", today="2026-05-20")
    assert "1 of 2 check-ins on time" in _story(program, "2026-09-30")


def test_kept_contacts_are_counted_with_what_was_due(program: Program) -> None:
    program.pair(1, "2026-01-15")
    for day in ("2026-02-10", "2026-03-08"):
        program("log-meeting", "1", "--method", "phone", "--on", day, today=day)
    assert "2 of 2 contacts on time ✓✓· ✓ on time · not due yet or excused" in _story(
        program, "2026-03-20"
    )
    said = _story(program, "2026-06-20")
    assert "2 of 3 contacts on time ✓✓✗" in said and "✓ on time ✗ missed" in said


def test_a_contact_within_the_grace_is_not_said_to_be_on_time_alone(program: Program) -> None:
    """The screen had the day it was due, and the later day of the contact, and "on time"."""
    program.pair(1, "2026-01-15")
    call = ("log-meeting", "1", "--method", "phone", "--on")
    assert program(*call, "2026-02-20", today="2026-02-20").code == 0  # due Feb 15
    said = _story(program, "2026-03-01")
    assert "the one contact so far was within the 7 days of grace ✓" in said
    assert program(*call, "2026-03-20", today="2026-03-20").code == 0  # due Mar 20
    assert "2 of 2 contacts on time, or within the 7 days of grace ✓✓" in _story(
        program, "2026-03-25"
    )


def test_a_contact_that_was_due_is_not_said_to_be_due(program: Program) -> None:
    program.pair(1, "2026-01-15")
    words = ["log-meeting", "1", "--method", "phone", "--on"]
    assert (
        "Next contact due by Mar 10 (C6)." in program(*words, "2026-02-10", today="2026-03-10").out
    )
    past = program(*words, "2026-02-09", today="2026-03-11")
    assert "The next contact was due by Mar 10 (C6)." in past.out
    older = program("log-meeting", "1", "--method", "email", "--on", "2026-01-20")
    assert "The next contact was due by Mar 10 (C6)." in older.out


def test_somebody_who_moved_is_as_far_as_now_and_was_as_far_as_then(program: Program) -> None:
    program.pair(1, "2026-06-01")
    before = _story(program, "2026-11-23")
    assert "miles one way (an estimate)" in before and "at the match" not in before
    assert program("mentor", "edit", "1", "--library", "Laona").code == 0
    after = _story(program, "2026-11-23")
    assert "miles one way now; at the match about" in after


def test_what_was_paid_is_not_nothing_where_only_the_unpaid_is_listed(program: Program) -> None:
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20")
    pay = ["stipends", "pay", "--reference", "check 1", "--yes"]
    assert program(*pay, today="2026-07-01").code == 0
    program.visit(1, "2026-08-20")
    found = program("stipends", "--unpaid", "-f", "json").json
    (mentor,) = found["mentors"]
    assert [v["on"] for v in mentor["pairs"][0]["visits"]] == ["2026-08-20"]
    for sums in (mentor, found["totals"]):
        assert (sums["stipend_paid_cents"], sums["owed_cents"]) == (12500, 12500)
    said = " ".join(program("stipends", "--unpaid").out.split())
    assert "subtotal: $125.00 owed $125.00 $0.00" in said, "the sums are of the lines above them"
    assert "Not listed: $125.00 for visits that are paid in full." in said
    for sums in (mentor["shown"], found["shown"]):
        assert (sums["stipend_earned_cents"], sums["stipend_paid_cents"]) == (12500, 0)
    assert "subtotal: $125.00 owed $250.00 $125.00" in " ".join(program("stipends").out.split())


def test_a_mentor_on_a_break_does_not_stay_available(paired: Program) -> None:
    assert paired("mentor", "pause", "1", "--on", "2026-11-01").code == 0
    said = paired("end", "1", "--reason", "moved", "--yes").out
    assert "Mentor 1 is still paused; Mentee 1 waits for another mentor." in said


def test_a_mentor_who_was_there_stays_available(paired: Program) -> None:
    said = paired("end", "1", "--reason", "moved", "--yes").out
    assert "Mentor 1 stays available; Mentee 1 waits for another mentor." in said


def test_the_status_names_the_next_contact_and_how_late_it_is(paired: Program) -> None:
    late = paired("status", today="2026-07-20").out
    assert "next contact" in late and "Jul 1, 19 days late" in late
    soon = paired("status", today="2026-06-24").out
    assert "Jul 1, in 7 days" in soon
    assert "Jul 1, in" not in paired("status", today="2026-06-23").screen


def test_a_goal_that_was_dropped_was_shared_and_one_that_is_missing_is_named(
    paired: Program,
) -> None:
    """``short`` alone was read both ways: as what they have and as what they lack."""
    paired("goal", "add", "1", "A budget", "--term", "short")
    assert "no long" in paired("status").out
    paired("goal", "add", "1", "A plan", "--term", "long")
    paired("goal", "drop", "2", "--yes")
    assert "no long" not in paired("status").screen


def test_a_contact_within_its_grace_says_how_much_of_it_is_left(program: Program) -> None:
    program.pair(1, on="2026-10-20")  # due Nov 20, late from Nov 28 on
    said = " ".join(program("upcoming", today="2026-11-23").out.split())
    assert "late in 5 days" in said and "ago" not in said and "none for you" not in said


def test_an_excuse_says_what_it_takes_off_the_list_of_what_is_late(paired: Program) -> None:
    """Nothing was said: 300 days of silence were gone from overdue, and from the report."""
    said = " ".join(
        paired("excuse", "1", "all", "--until", "2027-07-01", "--reason", "on leave").out.split()
    )
    assert "Mentor 1 and Mentee 1 are excused from everything but evaluations" in said
    assert "No longer shown as late: " in said and "goals (due Jul 1)" in said
    assert "Their term ends on Jun 1, 2027, before that: wvls extend 1" in said
    short = paired("excuse", "1", "goals", "--until", "2026-12-24", "--reason", "x").out
    assert "No longer shown" not in short and "wvls extend" not in short


def test_a_call_that_reached_no_one_leaves_the_check_in_overdue(paired: Program) -> None:
    said = paired("check-in", "1", "--no-answer").out
    assert "that was due by Sep 1 is still overdue" in " ".join(said.split())


def test_a_leave_stands_where_the_next_contact_would(paired: Program) -> None:
    words = ["excuse", "1", "all", "--from", "2026-11-20", "--reason", "on leave"]
    assert paired(*words, "--until", "2026-12-31").code == 0
    assert "excused until Dec 31" in paired("status").out
    assert "excused until" not in paired("status", today="2027-01-01").screen
    paired("undo", "--yes")
    assert paired(*words, "--for-good").code == 0
    assert "  excused  " in paired("status").out


def test_who_waits_again_has_no_last_day(paired: Program) -> None:
    assert paired("end", "1", "--reason", "moved", "--on", "2026-11-20", "--yes").code == 0
    for words in (["mentee", "list"], ["mentee", "show", "Mentee 1"]):
        said = " ".join(paired(*words, today="2028-03-01").out.split())
        assert "waiting for another mentor" in said, said
        assert "match by" not in said


def test_with_mentors_alone_the_next_step_is_mentees(program: Program) -> None:
    assert "wvls import mentors" in program("status").out
    program.mentor()
    said = program("status").out
    assert "Add mentees, then match them." in said and "wvls import mentees" in said, said
    assert "wvls import mentees" in program("match").out


def test_what_is_still_open_was_due_once_its_day_is_past(paired: Program) -> None:
    words = ["goal", "list", "1"]
    assert "long-term goal, due Jul 1 (C8)" in paired(*words, today="2026-07-01").out
    assert "long-term goal, due since Jul 1 (C8)" in paired(*words, today="2026-07-02").out


def test_the_day_of_one_who_waits_does_not_read_as_the_day_of_all(program: Program) -> None:
    for number in (1, 2, 3):
        program.mentee(number)
    program("mentee", "edit", "2", "--administrator-since", "2025-01-05")
    said = " ".join(program("status").out.split())
    assert "Waiting 2 Mentee 2 (match by Jan 5, 2027, C2), 1 Mentee 1 and 3 Mentee 3" in said
