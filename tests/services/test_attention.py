"""What the coordinator should see to beside the deadlines: below, at and above each boundary."""

import sqlite3

import pytest

from tests.factories import Program

GOES_BADLY = "going badly at the check-in of"


def _kinds(program: Program, today: str) -> list[str]:
    found = program("status", "-f", "json", today=today).json["summary"]["attention"]
    return [one["kind"] for one in found]


def test_a_pair_goes_badly_until_the_next_check_in_says_otherwise(paired: Program) -> None:
    paired("check-in", "1", "--going", "badly", "--on", "2026-11-03")
    (pair,) = paired("status", "-f", "json").json["pairs"]
    assert pair["going"] == "badly"
    for screen in ("status", "overdue"):
        assert f"Mentor 1 and Mentee 1: {GOES_BADLY} Nov 3" in paired(screen).out
    before = paired("status", "--as-of", "2026-11-02", "-f", "json").json["pairs"][0]
    assert before["going"] is None
    paired("check-in", "1", "--going", "well", "--on", "2026-11-10")
    assert "going" not in _kinds(paired, "2026-11-23")
    assert paired("status", "-f", "json").json["pairs"][0]["going"] == "well"


def test_a_concluded_pair_does_not_go_badly(paired: Program) -> None:
    paired("check-in", "1", "--going", "badly", "--on", "2026-11-03")
    paired("end", "1", "--reason", "moved", "--on", "2026-11-20", "--yes")
    assert "going" not in _kinds(paired, "2026-11-23")


def test_the_story_of_a_pair_that_goes_badly_says_what_to_do_and_what_clears_it(
    paired: Program,
) -> None:
    def going(*more: str) -> str:
        return " ".join(paired("status", "1", *more).out.partition("What happened")[0].split())

    said = "badly at the check-in of Nov 3; call both. It stays here until a check-in with a better"
    assert "going" not in going()
    paired("check-in", "1", "--going", "badly", "--on", "2026-11-03")
    assert said in going() and said not in going("--as-of", "2026-11-02")
    assert "badly" not in going("--no-notes")
    paired("check-in", "1", "--no-answer", "--on", "2026-11-08")
    assert said in going(), "nobody was reached, so nothing is known to be better"
    paired("check-in", "1", "--going", "mixed", "--on", "2026-11-10")
    assert "badly" not in going()


@pytest.mark.parametrize(
    ("today", "missing"),
    [("2026-12-14", False), ("2026-12-15", True), ("2026-12-31", True), ("2027-01-01", True)],
)
def test_next_years_rate_is_looked_for_from_15_december(
    paired: Program, today: str, missing: bool
) -> None:
    assert ("rate" in _kinds(paired, today)) is missing
    assert ("no mileage rate for 2027" in paired("overdue", today=today).out.lower()) is missing
    paired("policy", "rate", "mileage", "0.78", "--from", "2027-01-01", "--yes", today=today)
    assert "rate" not in _kinds(paired, today)


@pytest.mark.parametrize(("today", "old"), [("2026-12-20", False), ("2026-12-21", True)])
def test_a_backup_is_old_after_30_days(
    paired: Program, today: str, old: bool, tmp_path: object
) -> None:
    assert "backup" in _kinds(paired, "2026-11-20"), "there is none"
    assert paired("backup", f"{tmp_path}/copy.db", today="2026-11-20").code == 0
    assert ("backup" in _kinds(paired, today)) is old


def test_travel_that_waits_for_a_rate_is_named(program: Program) -> None:
    program.pair(1, "2026-11-20")
    today = "2027-02-01"
    words = ["--method", "in-person", "--at", "mentee-library", "--hours", "6", "--miles", "80"]
    assert program("log-meeting", "1", *words, "--on", "2027-01-20", today=today).code == 0
    assert "travel" in _kinds(program, today)
    said = program("overdue", today=today).out
    assert "1 trip waits for a mileage rate" in said
    assert "travel" not in _kinds(program, "2027-01-19")


CONFIRM = ("policy", "rate", "mileage", "0.76", "--from", "2026-07-01")


def test_a_rate_that_nobody_confirmed_is_named_once_travel_is_owed_by_it(paired: Program) -> None:
    """It was named at the payment alone, with the checks on the table."""
    paired.visit(1, "2026-07-05")
    assert "unconfirmed" not in _kinds(paired, "2026-11-23"), "nobody claims miles"
    paired.visit(1, "2026-08-05", "6", "--miles", "80")
    for screen in ("status", "overdue"):
        said = " ".join(paired(screen).out.split())
        assert "! Please check the IRS mileage rate of $0.76 from Jul 1" in said
        assert " ".join(("wvls", *CONFIRM)) in said
    assert "unconfirmed" not in _kinds(paired, "2026-08-04")
    undone = paired.path.read_bytes()
    assert paired(*CONFIRM).code == 0 and "unconfirmed" not in _kinds(paired, "2026-11-23")
    paired.path.write_bytes(undone)
    assert paired("stipends", "pay", "--reference", "1", "--yes").code == 0
    assert "unconfirmed" not in _kinds(paired, "2026-11-23"), "what is paid is settled"


def test_a_kind_asks_for_nothing_else_and_an_empty_program_has_nothing(paired: Program) -> None:
    assert "no backup" not in paired("overdue", "--kind", "goals").screen
    assert "attention" not in paired("overdue", "-f", "json").json


def test_a_new_program_needs_no_attention(program: Program) -> None:
    assert _kinds(program, "2026-11-23") == []


@pytest.mark.parametrize(
    ("today", "told"),
    [("2027-05-31", False), ("2027-06-01", True), ("2027-07-01", True), ("2027-07-02", False)],
)
def test_a_term_that_ended_by_itself_is_told_until_its_evaluations_are_late(
    paired: Program, today: str, told: bool
) -> None:
    assert ("ended" in _kinds(paired, today)) is told
    for screen in ("status", "overdue"):
        said = paired(screen, today=today).out
        assert ("Mentor 1 and Mentee 1: their term ended on Jun 1" in said) is told, said
    assert "ended" not in _kinds(paired, "2026-11-23")


def test_a_term_that_ended_names_the_command_that_takes_it_on(paired: Program) -> None:
    """It led to the pair's story, in which there was nothing to do."""
    paired.visit(1, "2026-08-01")

    def said(screen: str) -> str:
        return " ".join(paired(screen, today="2027-06-10").out.split())

    line = "Mentor 1 and Mentee 1: their term ended on Jun 1"
    for screen in ("overdue", "status"):
        assert f"{line} wvls letters" in said(screen)
    paired("letters", "evaluate", "--sent", today="2027-06-10")
    for screen in ("overdue", "status"):
        both = f"{line}; both evaluations are still to come wvls evaluate 1 "
        assert both in said(screen) and "wvls status 1" not in said(screen)
    done = paired("evaluate", "1", "--by", "mentor", "--rating", "4", today="2027-06-10")
    assert done.code == 0, done.err
    left = f"{line}; the mentee's evaluation is still to come wvls evaluate 1 --by mentee"
    for screen in ("overdue", "status"):
        assert left in said(screen)


def test_a_term_that_ended_leads_to_letters_only_where_one_can_be_written(paired: Program) -> None:
    paired.visit(1, "2026-08-01")
    ended, evaluate = "their term ended on Jun 1", "still to come wvls evaluate 1 "

    def said() -> str:
        return " ".join(paired("overdue", today="2027-06-10").out.split())

    paired("letters", "evaluate", "--to", "Mentor 1", "--sent", today="2027-06-10")
    assert f"{ended} wvls letters" in said() and evaluate not in said()
    assert paired("mentee", "edit", "2", "--no-letters", "calls only").code == 0
    assert evaluate in said()


def test_a_pair_that_is_not_written_to_is_not_led_to_letters(paired: Program) -> None:
    today = "2027-06-10"
    assert "wvls letters" in paired("overdue", today=today).out
    paired("letters", "evaluate", "--let-end", "1", today=today)
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE letter_answer SET yes = 0")
    connection.commit()
    connection.close()
    said = " ".join(paired("overdue", today=today).out.split())
    assert "their term ended on Jun 1; both evaluations are still to come wvls evaluate 1 " in said


def test_a_term_that_was_ended_by_hand_is_not_told(paired: Program) -> None:
    words = ["end", "1", "--reason", "moved", "--yes"]
    assert paired(*words, today="2027-05-30").code == 0
    assert "ended" not in _kinds(paired, "2027-06-10")


def test_a_term_whose_evaluations_are_in_is_not_told(paired: Program) -> None:
    today = "2027-06-10"
    for who in ("mentor", "mentee"):
        assert "ended" in _kinds(paired, today)
        assert paired("evaluate", "1", "--by", who, "--rating", "4", today=today).code == 0
    assert "ended" not in _kinds(paired, today)


def test_what_comes_says_what_is_late_already(paired: Program) -> None:
    late = len(paired("overdue", "-f", "json").json["items"])
    assert late == 4
    none = paired("upcoming", "--days", "0").out
    assert none.startswith("nothing comes due today  ·  4 already late\n"), none
    assert "wvls overdue" in none
    goals = paired("upcoming", "--kind", "goals").out
    assert goals.startswith("nothing comes due in 30 days (goals only)  ·  1 already late\n"), goals
    assert "already late" not in paired("upcoming", today="2026-06-02").screen
