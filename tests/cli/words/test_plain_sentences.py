"""Sentences that were exact and that nobody would say: questions, refusals and small print."""

from datetime import date
from pathlib import Path

import pytest

from tests.factories import DAY, Program
from tests.terminal import talk
from wvls_mentor.dates import parse_day
from wvls_mentor.errors import UsageProblem
from wvls_mentor.rules.meetings import read_hours
from wvls_mentor.rules.policy import SETTINGS


def _talk(program: Program, line: str, *answers: str) -> str:
    _, said = talk(program.path, line.split(), [f"{answer}\n" for answer in answers])
    return " ".join(said.split())


def _screen(program: Program, *words: str, today: str | None = None) -> str:
    found = program(*words, today=today)
    return " ".join(f"{found.out} {found.err}".split())


def test_a_contact_at_a_check_in_is_asked_for_in_a_sentence(paired: Program) -> None:
    said = _talk(paired, "check-in 1", "", "mentor", "well", "dec 2", "", "", "", "")
    asked = "Have they met or talked since Jun 1? Type the day and how, such as Nov 22 phone"
    assert asked in said, said
    assert "'dec 2' does not say how. Write it like Nov 22 phone." in said


@pytest.mark.parametrize("line", ["end 1 --yes", "excuse 1 contact --until 2027-01-05"])
def test_a_reason_is_asked_for_and_saved_with_the_record(paired: Program, line: str) -> None:
    said = _talk(paired, line, *[""] * line.startswith("excuse"), "?", "moved")
    assert "Give a reason. It is saved with the record." in said, said


def test_an_extension_too_late_says_what_it_must_be(paired: Program) -> None:
    said = _screen(paired, "extend", "1", "--months", "3", "--on", "2027-07-01", today="2027-07-02")
    assert "concluded on Jun 1. An extension must be decided by then (C4)." in said, said
    assert "How many more months, such as 3." in _screen(paired, "extend", "--help")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("65", "65 hours is more than a day. Hours can be up to 24."),
        ("24.01", "24.01 hours is more than a day. Hours can be up to 24."),
        ("25:00", "25:00 is more than a day. Hours can be up to 24."),
        ("0", "0 is less than a minute. Enter how long it lasted."),
        ("x", "'x' is not a number of hours. Use 6, 6.5, 6 1/2, 6:30 or 6h30m."),
    ],
)
def test_hours_that_cannot_be_say_what_is_wrong_with_them(typed: str, says: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        read_hours(typed)
    assert f"{refused.value.message} {refused.value.hint}" == says


def test_how_hours_are_written_is_said_once(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1 --method in-person --at mentee-library", "?", "6")
    assert said.count("6h30m") == 1, said


@pytest.mark.parametrize("typed", ["soon", "2026-02-30", "12"])
def test_what_is_no_date_gets_three_or_four_examples(typed: str) -> None:
    with pytest.raises(UsageProblem) as refused:
        parse_day(typed, today=DAY, yearless=True)
    assert refused.value.hint == "Enter a date such as Nov 20, 11/20/2026, yesterday or Monday."
    with pytest.raises(UsageProblem) as refused:
        parse_day(typed, today=DAY, ahead=True, yearless=True)
    assert refused.value.hint == "Enter a date such as Dec 7, 12/7/2026, tomorrow or Monday."
    with pytest.raises(UsageProblem) as refused:
        parse_day(typed, today=DAY, ahead=True)
    assert refused.value.hint == "Enter a date such as 12/7/2026, tomorrow or Monday.", "no Dec 7"


@pytest.mark.parametrize("ahead", [True, False])
@pytest.mark.parametrize(
    "today", [date(2026, 11, 23), date(2027, 1, 1), date(2026, 12, 31), date(2028, 2, 28)]
)
def test_each_example_of_a_date_can_be_typed(today: date, ahead: bool) -> None:
    """A fixed Nov 23 was a day to come nearly all year, and refused as an answer."""
    with pytest.raises(UsageProblem) as refused:
        parse_day("soon", today=today, ahead=ahead, yearless=True)
    listed = (refused.value.hint or "").removeprefix("Enter a date such as ").removesuffix(".")
    for example in listed.replace(" or ", ", ").split(", "):
        day = parse_day(example, today=today, ahead=ahead, yearless=True)
        assert day > today if ahead else day < today, example


def test_what_may_be_given_again_says_so_at_a_question(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1", "", "1", "mentee-library", "6", "mentor", "148", "?", "")
    assert "You can add more than one." in said and "Repeatable." not in said, said


def test_a_mentee_who_has_one_late_check_in_is_told_without_none_of_one(program: Program) -> None:
    program.pair(1, "2026-01-15")
    program("check-in", "1", "--going", "well", "--on", "2026-05-20", today="2026-05-20")
    said = _screen(program, "status", "1", "--as-of", "2026-05-21")
    assert "the one check-in so far was late !" in said, said
    assert "! late" in said and "· not due yet or excused" in said


def test_settings_are_described_as_an_office_says_it(program: Program) -> None:
    words = {s.key: s.text for s in SETTINGS.values()}
    assert words["location_zero_miles"] == "distance at which location scores 0"
    assert words["weight_culture"] == "weight of similar communities"
    assert (
        words["visit_hours_scope"] == "whether the minimum is per visit or for all visits together"
    )
    assert words["evaluation_days"] == "days before and after the end to send evaluations"
    assert words["coordinator_title"] == "your title" and words["w9_link"] == "Form W-9"
    assert "Counted by payment date. This is not tax advice" in _screen(program, "stipends", "year")


def test_a_backup_without_meetings_says_none(paired: Program, tmp_path: Path) -> None:
    said = _screen(paired, "backup", str(tmp_path / "copy.db"))
    assert "holds 2 people, 1 pair, no meetings and no payments." in said, said


def test_a_thing_that_is_late_alone_is_not_called_another(program: Program) -> None:
    program.pair(1, "2026-11-01")
    found = program("calendar", "--days", "30", "-f", "json", today="2026-12-03")
    texts = [e["summary"] for e in found.json["events"]]
    assert "2 things are already late: wvls overdue" in texts, texts


def test_whoever_owes_an_evaluation_has_not_sent_it(program: Program) -> None:
    program.pair(1, "2025-11-01")
    program("log-meeting", "1", "--method", "phone", "--on", "2026-09-20")
    said = _screen(program, "letters", today="2026-12-20")
    assert "has not sent the evaluation of the mentorship with Mentee 1 yet" in said, said


# ---- what was meant
def test_topics_are_listed_with_code_and_name(paired: Program) -> None:
    said = _talk(paired, "log-meeting 1", "", "phone", "?", "", "")
    assert "ils The shared catalog system" in said, said
    assert "certification-ce Director certification and continuing education" in said


def test_nothing_is_suggested_where_nothing_is_near(paired: Program) -> None:
    for words, typed in ((("goal", "add", "1", "A budget", "--term", "short", "--topic"), "visit"),
                         (("mentor", "show"), "Western Taylor")):  # fmt: skip
        refused = paired(*words, typed)
        assert refused.code != 0 and "Did you mean" not in refused.err, refused.err
        assert "See them all" in refused.err


def test_a_library_names_its_pairs_or_says_what_it_is(paired: Program) -> None:
    """Mentor 1 is of Wausau, Mentee 1 of Thorp; nobody is of Crandon."""
    for typed in ("Thorp Public Library", "Wausau", "Thorp"):
        assert _screen(paired, "status", typed).startswith("Pair 1"), typed
    refused = _screen(paired, "status", "Crandon Public Library")
    assert "(Crandon) is a library, and no pair is from there." in refused, refused
    assert "Did you mean" not in refused
    paired.pair(2)
    assert "fits 2 pairs" in _screen(paired, "status", "Thorp")
    assert _screen(paired, "status", "Mentor 2").startswith("Pair 2")


def test_who_is_too_late_is_said_once_and_no_reason_is_empty(program: Program) -> None:
    for number in (1, 2):
        program.mentor(number)
    program("mentor", "add", "Mentor 3", "--email", "m3@example.org", "--library", "Merrill",
            "--experience-since", "2026-01-01")  # fmt: skip
    mentee = program.mentee(4)
    program("mentee", "edit", str(mentee), "--administrator-since", "2020-01-01")
    shown = program("match", str(mentee)).out
    assert shown.startswith("Nobody can mentor Mentee 4."), shown
    assert shown.count("Mentee 4 has been a director for more than 2 years (limit: Jan 1,") == 1
    named = [line for line in shown.splitlines() if "Mentor " in line]
    assert len(named) == 1 and "3 Mentor 3" in named[0] and "reaches 2 years" in named[0], shown


def test_who_is_matched_is_said_once(paired: Program) -> None:
    paired.mentor(2)
    shown = paired("match", "2").out
    assert shown.startswith("Mentee 1 is matched with Mentor 1") and shown.count("is matched") == 1


def test_a_reason_that_every_mentor_shares_names_them_all(program: Program) -> None:
    for number, town in ((1, "Wausau"), (2, "Thorp")):
        program.mentor(number, library=town)
        assert program("mentor", "pause", str(number)).code == 0
    shown = program("match", str(program.mentee(4))).out
    assert "Not possible   paused since Nov 23\n1 Mentor 1\n" in shown, shown
    row = next(line for line in shown.splitlines() if "2 Mentor 2" in line)
    assert "the same library" in row


@pytest.mark.parametrize(("day", "said"), [("2026-10-01", True), ("2026-02-01", False)])
def test_the_report_says_how_a_long_silence_counts(
    program: Program, tmp_path: Path, day: str, said: bool
) -> None:
    program.pair(1, "2026-01-15")
    page = tmp_path / "report.html"
    done = program("report", "--year", "2026", "--as-of", day, "--save", str(page))
    told = "A pair that loses touch counts as one missed contact, no matter how long"
    assert done.code == 0 and (told in page.read_text(encoding="utf-8")) is said
    assert (told in " ".join(done.out.split())) is said, "the screen, too"


def test_void_says_that_a_check_number_may_be_typed(paired: Program) -> None:
    paired.w9(1)
    paired.visit(1, "2026-09-20")
    assert paired("stipends", "pay", "--reference", "1041", "--yes").code == 0
    said = _talk(paired, "stipends void", "1", "lost", "y")
    assert "Which payment (its number or the check number)" in said, said
