"""What people type for a day, a way to meet and a place, as the commands read it."""

from tests.factories import Program


def test_a_day_without_a_year_is_the_last_one_and_a_planned_one_is_the_next(
    paired: Program,
) -> None:
    held = paired("log-meeting", "1", "--method", "E-Mail", "--on", "Nov 3", "-f", "json").json
    assert held["meeting"]["on"] == "2026-11-03" and held["meeting"]["method"] == "email"
    words = ["log-meeting", "1", "--method", "phone", "--planned", "--on", "1/5", "-f", "json"]
    assert paired(*words).json["meeting"]["on"] == "2027-01-05"
    assert paired("status", "--as-of", "11/20/26", "-f", "json").json["as_of"] == "2026-11-20"


def test_a_setting_is_never_dated_on_a_guess(program: Program) -> None:
    for words in (
        ["policy", "rate", "mileage", "0.7", "--from", "1/1"],
        ["policy", "set", "term_months", "24", "--from", "Jan 1"],
    ):
        said = program(*words)
        assert said.code == 2 and "has no year" in said.err


def test_a_visit_as_people_write_it(paired: Program) -> None:
    found = paired(
        "log-meeting", "1", "--method", "in person", "--at", "the mentee's library",
        "--hours", "6", "--on", "6/20", "-f", "json",
    ).json["meeting"]  # fmt: skip
    assert (found["method"], found["at"]) == ("in-person", "mentee-library")


def test_experience_that_begins_tomorrow_is_refused(program: Program) -> None:
    words = ["mentor", "add", "Mentor One", "--email", "one@example.org"]
    said = program(*words, "--experience-since", "tomorrow")
    assert said.code == 5 and "in the future" in said.err
