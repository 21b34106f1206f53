"""What is said no to: with which exit code, in which words, and that nothing was written."""

import os
from pathlib import Path

import pytest

from tests.factories import Program

VISIT = ["--method", "in-person", "--at", "mentee-library", "--hours", "6"]


def _unchanged(program: Program, *words: str) -> tuple[int, str]:
    before = program.path.read_bytes()
    answer = program(*words)
    assert program.path.read_bytes() == before
    assert "Traceback" not in answer.err
    return answer.code, answer.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([*VISIT, "--on", "2026-05-31"], 5),
        ([*VISIT, "--on", "2026-06-01"], 0),
        ([*VISIT, "--on", "2026-11-24"], 5),
        ([*VISIT, "--on", "2026-11-23"], 0),
        ([*VISIT, "--on", "2026-11-22", "--planned"], 5),
        ([*VISIT, "--on", "2026-11-23", "--planned"], 0),
        ([*VISIT, "--on", "2026-11-24", "--planned"], 0),
        ([*VISIT, "--on", "2027-06-02", "--planned"], 5),
        ([*VISIT, "--on", "2026-02-30"], 2),
        ([*VISIT, "--on", "20261101"], 2),
        ([*VISIT, "--on", "0"], 2),
        ([*VISIT, "--miles", "2000"], 0),
        ([*VISIT, "--miles", "2000.1"], 2),
        ([*VISIT, "--miles", "-3"], 2),
        ([*VISIT, "--miles", "1.25"], 2),
        ([*VISIT, "--miles", "nan"], 2),
        ([*VISIT, "--expense", "10000.00"], 0),
        ([*VISIT, "--expense", "10000.01"], 2),
        ([*VISIT, "--expense", "12.345"], 2),
        ([*VISIT, "--expense", "1e3"], 2),
        ([*VISIT, "--topic", "no-such-topic"], 4),
        ([*VISIT, "--planned", "--attempt"], 2),
        ([*VISIT, "--traveler", "mentor"], 2),
        ([*VISIT, "--miles", "5", "--traveler", "dog"], 2),
        (["--method", "in-person", "--hours", "6"], 2),
        (["--method", "in-person", "--at", "mentee-library"], 2),
        (["--method", "in-person", "--at", "elsewhere"], 0),
        (["--method", "in-person", "--at", "mentee-library", "--planned"], 0),
        (["--method", "in-person", "--at", "the-moon", "--hours", "6"], 2),
        (["--method", "coffee"], 0),
        (["--method", "coffee", "--at", "elsewhere"], 2),
        (["--method", "zoom"], 0),
        (["--method", "zoom", "--at", "mentor-library"], 2),
        (["--method", "phone", "--miles", "5"], 2),
        (["--method", "phone", "--attempt"], 0),
        (["--method", "pigeon"], 2),
        ([], 2),
    ],
)
def test_log_meeting(paired: Program, words: list[str], code: int) -> None:
    answer = paired("log-meeting", "1", *words)
    assert answer.code == code, answer.err
    if code:
        assert answer.err.startswith(("Error: ", "Usage: ")) and not answer.out
        assert paired("stipends", "-f", "json").json["mentors"] == []


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6", 360), ("6.5", 390), ("6:30", 390), ("6h30m", 390), ("0.01", None), ("0.02", 1),
        ("24", 1440), ("24:00", 1440), ("24.01", None), ("24:01", None), ("25", None),
        ("0", None), ("-1", None), ("6.555", None), ("six", None), ("6:60", None), ("٦", None),
        ("1e1", None), ("nan", None), ("inf", None),
    ],
)  # fmt: skip
def test_hours(paired: Program, text: str, minutes: int | None) -> None:
    words = ["--method", "in-person", "--at", "mentee-library", f"--hours={text}"]
    answer = paired("log-meeting", "1", *words, "-f", "json")
    if minutes is None:
        assert answer.code == 2
    else:
        assert round(answer.json["meeting"]["hours"] * 60) == minutes


def test_a_meeting_logged_twice_is_refused_unless_again(paired: Program) -> None:
    words = ["log-meeting", "1", "--method", "phone", "--on", "2026-07-01"]
    assert paired(*words).code == 0
    code, said = _unchanged(paired, *words)
    assert code == 5 and "--again" in said
    assert paired(*words, "--again").code == 0


def test_a_held_meeting_confirms_the_planned_one(paired: Program) -> None:
    planned = paired("log-meeting", "1", *VISIT[:4], "--planned", "--on", "2026-12-01", "-f",
                     "json").json["meeting"]  # fmt: skip
    held = paired("log-meeting", "1", *VISIT, "--on", "2026-12-01", "-f", "json",
                  today="2026-12-02").json["meeting"]  # fmt: skip
    assert held["meeting_id"] == planned["meeting_id"] and held["state"] == "held"
    items = paired("overdue", "--kind", "confirm-meeting", "-f", "json", today="2026-12-05").json
    assert items["items"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["match", "99", "1"], 4),
        (["match", "Nobody", "1"], 4),
        (["match", "4", "1", "--yes"], 5),  # the mentor is full
        (["match", "4", "3"], 5),  # not confirmed
        (["match", "4", "3", "--yes", "--on", "2026-11-24"], 5),
        (["match", "4", "3", "--yes", "--accept"], 2),
        (["match", "2", "3", "--yes"], 5),  # matched already
        (["match", "--accept"], 5),
        (["match", "--min-score", "101"], 2),
        (["match", "--min-score", "nan"], 2),
        (["match", "--fix", "4"], 2),
        (["match", "--fix", "4=1"], 5),
        (["match", "--without", "4=99"], 4),
        (["match", "--fix", "4=3", "--without", "4=3"], 5),
        (["match", "4", "--fix", "4=3"], 2),
        (["match", "--waive", "why"], 2),
        (["match", "4", "--format", "xml"], 2),
    ],
)
def test_match(paired: Program, words: list[str], code: int) -> None:
    paired.mentor(2, library="Merrill")
    paired.mentee(2, library="Crandon")
    got, said = _unchanged(paired, *words)
    assert got == code, said


def test_a_waiver_lifts_c1_and_c2_only_and_is_kept(program: Program) -> None:
    program(
        "mentor", "add", "Young", "--email", "y@example.org", "--years", "1", "--library", "Wausau"
    )
    program(
        "mentee", "add", "Old", "--email", "o@example.org", "--years", "3", "--library", "Thorp"
    )
    assert _unchanged(program, "match", "2", "1", "--yes")[0] == 5
    made = program("match", "2", "1", "--yes", "--waive", "small county", "-f", "json").json["pair"]
    assert made["waived"] == "small county"
    program.mentee(3, library="Wausau")
    code, said = _unchanged(program, "match", "Mentee 3", "1", "--yes", "--waive", "please")
    assert code == 5 and "full" in said and "library" in said and "(C1)" not in said


def test_a_waiver_that_waives_nothing_is_not_kept(program: Program) -> None:
    mentor, mentee = program.mentor(), program.mentee()
    words = ["match", str(mentee), str(mentor), "--yes", "--waive", "to be safe", "-f", "json"]
    assert program(*words).json["pair"]["waived"] is None


def test_dry_run_writes_nothing(paired: Program) -> None:
    paired.mentor(2, library="Merrill")
    paired.mentee(2, library="Crandon")
    for words in (
        ["match", "--accept", "--dry-run"],
        ["match", "4", "3", "--dry-run"],
        ["policy", "set", "term_months", "24", "--dry-run"],
        ["policy", "rate", "mileage", "0.80", "--from", "2027-01-01", "--dry-run"],
    ):
        code, said = _unchanged(paired, *words)
        assert code == 0, said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["mentor", "add", "A", "--email", "nobody", "--years", "5"], 2),
        (["mentor", "add", "", "--email", "a@example.org", "--years", "5"], 2),
        (["mentor", "add", "A", "--email", "a@example.org"], 2),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "71"], 2),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "nan"], 2),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "5", "--library", "Atlantis"], 4),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "5", "--expertise", "magic"], 4),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "5", "--capacity", "-1"], 2),
        (["mentor", "add", "A", "--email", "a@example.org", "--years", "5", "--max-miles", "-1"], 2),
        (["mentor", "add", "A" * 10_000, "--email", "a@example.org", "--years", "5"], 2),
        (["mentee", "add", "A", "--email", "a@example.org", "--years", "1"], 2),
        (["mentee", "add", "A", "--email", "a@example.org", "--years", "1", "--library", "Thorp", "--need", "budget:urgent"], 2),
        (["mentor", "show", "Nobody"], 4),
        (["mentor", "pause", "1", "--on", "2027-01-01"], 5),
        (["mentor", "resume", "1"], 5),
        (["mentee", "withdraw", "2"], 5),
        (["library", "add", "Thorp Public Library", "--city", "Thorp"], 5),
        (["library", "add", "X", "--latitude", "91"], 2),
        (["library", "add", "X", "--locale", "99"], 2),
        (["topic", "add", "Not A Slug"], 2),
        (["topic", "add", "budget"], 5),
        (["keep-apart", "2", "1"], 2),
        (["keep-apart", "2", "1", "--remove"], 4),
        (["policy", "set", "no_such", "1"], 2),
        (["policy", "set", "term_months", "0"], 2),
        (["policy", "set", "visit_hours_scope", "week"], 2),
        (["policy", "rate", "mileage", "1e3", "--from", "2027-01-01"], 2),
        (["policy", "rate", "petrol", "1", "--from", "2027-01-01"], 2),
        (["overdue", "--kind", "everything"], 2),
        (["upcoming", "--days", "-1"], 2),
        (["stipends", "--year", "2026", "--from", "2026-01-01"], 2),
        (["stipends", "--from", "2026-02-01", "--to", "2026-01-01"], 2),
        (["status", "--as-of", "13/13/2026"], 2),
        (["no-such-command"], 2),
        (["init"], 5),
    ],
)  # fmt: skip
def test_everything_else(paired: Program, words: list[str], code: int) -> None:
    got, said = _unchanged(paired, *words)
    assert got == code, said


def test_weights_may_not_all_be_zero(program: Program) -> None:
    for key in ("weight_need", "weight_location", "weight_interests"):
        assert program("policy", "set", key, "0").code == 0
    assert _unchanged(program, "policy", "set", "weight_culture", "0")[0] == 5


def test_several_hits_are_listed_with_their_ids(program: Program) -> None:
    program.mentor(1)
    program.mentor(2)
    code, said = _unchanged(program, "mentor", "show", "Mentor")
    assert code == 4 and "1 Mentor 1" in said and "2 Mentor 2" in said


def test_a_whole_name_wins_over_a_part_and_accents_do_not_matter(program: Program) -> None:
    for number, name in enumerate(("José Núñez", "José Núñez-Smith"), 1):
        words = ["mentor", "add", name, "--email", f"{number}@example.org", "--years", "5"]
        assert program(*words).code == 0
    assert program("mentor", "show", "jose nunez", "-f", "json").json["mentor"]["id"] == 1
    assert program("mentor", "show", "SMITH", "-f", "json").json["mentor"]["id"] == 2
    assert "Did you mean" in program("mentor", "show", "Jose Munez").err


def test_an_active_pair_wins_over_a_concluded_one(program: Program) -> None:
    program.pair(1, "2024-01-10")
    mentee = program.mentee(2, library="Crandon")
    assert program("match", str(mentee), "Mentor 1", "--yes", "--on", "2026-06-01").code == 0
    logged = program("log-meeting", "Mentor 1", "--method", "phone", "-f", "json").json
    assert logged["meeting"]["pair_id"] == 2
    for text in ("mentor1@example.org", "MENTEE2@example", "mentee 2"):
        assert program("status", text, "-f", "json").json["pair"]["pair_id"] == 2


def test_an_option_of_wvls_in_the_wrong_place_is_told_its_place(program: Program) -> None:
    answer = program("match", "--db", "x.db")
    assert answer.code == 2 and "before the command" in answer.err


LONG = "x" * 300


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["backup", LONG], 6), (["restore", LONG, "--yes"], 6), (["export", "mentors", LONG], 6),
        (["records", "--save", LONG], 6), (["import", "mentors", LONG], 6),
        (["export", "all", LONG], 6), (["stipends", "claim", "1", "--save", f"{LONG}.html"], 6),
        (["policy", "set", "backup_folder", "\udcff", "--yes"], 2), (["backup", "\udcff"], 2),
        (["stipends", "pay", "--reference", "x", "--claim", "\udcff", "--yes"], 2),
    ],
)  # fmt: skip
def test_a_name_that_no_file_can_have_is_said(paired: Program, words: list[str], code: int) -> None:
    paired.visit(1, "2026-06-20")
    before = paired.path.read_bytes()
    answer = paired(*words)
    assert answer.code == code and "Error: " in answer.err and "bug" not in answer.err, answer.err
    assert paired.path.read_bytes() == before


def test_a_database_whose_name_no_file_can_have_is_said(tmp_path: Path) -> None:
    for words in ("init", "status", "check", "demo"):
        assert Program(tmp_path / LONG)(words).code == 7, words


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(program: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "sheet.csv"
    os.mkfifo(pipe)
    assert program("import", "mentors", str(pipe)).code == 6
