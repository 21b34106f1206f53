"""Settings and rates have dates: a change rewrites nothing unless it is dated back on purpose."""

import pytest

from tests.factories import Program


def _ends(program: Program) -> list[str]:
    return [p["ends_on"] for p in program("status", "--all", "-f", "json").json["pairs"]]


def test_a_pair_lives_under_the_settings_of_its_day(program: Program) -> None:
    program.pair(1, "2026-06-01")
    assert program("policy", "set", "term_months", "24", "--from", "2026-06-02").code == 0
    mentor, mentee = program.mentor(2, library="Merrill"), program.mentee(2, library="Crandon")
    program("match", str(mentee), str(mentor), "--on", "2026-06-02", "--yes")
    assert _ends(program) == ["2027-06-01", "2028-06-02"]


def test_dating_back_shows_what_changes_and_asks(program: Program) -> None:
    pair = program.pair(1, "2026-06-01")
    program.visit(pair, "2026-06-20", "5")
    words = ["policy", "set", "visit_min_hours", "5", "--from", "2026-06-01"]
    refused = program(*words)
    assert (
        refused.code == 5
        and "1 existing pair" in refused.err
        and "come to $0.00. With this change: $125.00." in refused.err
    )
    assert program("stipends", "-f", "json").json["totals"]["owed_cents"] == 0
    assert program(*words, "--yes").code == 0
    assert program("stipends", "-f", "json").json["totals"]["owed_cents"] == 12500


def test_a_raise_changes_no_earlier_visit(program: Program) -> None:
    pair = program.pair(1, "2026-06-01")
    program.visit(pair, "2026-06-30", "6", "--miles", "100")
    program.visit(pair, "2026-07-01", "6", "--miles", "100")
    assert program("policy", "rate", "stipend", "150", "--from", "2026-07-01", "--yes").code == 0
    visits = program("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"]
    assert [(v["stipend_cents"], v["travel"][0]["amount_cents"]) for v in visits] == [
        (12500, 7250), (15000, 7600),
    ]  # fmt: skip


def test_the_same_day_again_replaces(program: Program) -> None:
    for amount in ("0.80", "0.81"):
        words = ["policy", "rate", "mileage", amount, "--from", "2027-01-01"]
        assert program(*words).code == 0
    rates = program("policy", "-f", "json").json["rates"]
    assert [r["amount"] for r in rates if r["from"] == "2027-01-01"] == [0.81]


def test_a_claim_waits_for_a_rate_and_is_paid_once_there_is_one(program: Program) -> None:
    pair = program.pair(1, "2026-06-01")
    words = ["log-meeting", str(pair), "--method", "in-person", "--at", "mentee-library",
             "--hours", "6", "--miles", "100", "--on", "2027-01-02"]  # fmt: skip
    assert program(*words, today="2027-01-03").code == 0
    found = program("stipends", "-f", "json", today="2027-01-03").json
    claim = found["mentors"][0]["pairs"][0]["visits"][0]["travel"][0]
    assert (claim["rate"], claim["mileage_cents"], claim["amount_cents"]) == (None, None, None)
    assert "wvls policy rate mileage" in claim["reason"]
    assert (found["totals"]["claims_waiting"], found["totals"]["travel_earned_cents"]) == (1, 0)
    program("policy", "rate", "mileage", "0.8", "--from", "2027-01-01", "--yes", today="2027-01-03")
    found = program("stipends", "-f", "json", today="2027-01-03").json["totals"]
    assert (found["claims_waiting"], found["travel_earned_cents"]) == (0, 8000)


def test_the_outline_is_the_policy_of_a_new_program(program: Program) -> None:
    found = {s["key"]: s["value"] for s in program("policy", "-f", "json").json["settings"]}
    assert found["mentor_min_years"] == 2 and found["visit_min_hours"] == 6
    assert found["road_factor"] == 1.3 and found["allow_same_library"] == "no"
    assert len(found) == 22
    office = {s["key"]: s["value"] for s in program("policy", "-f", "json").json["office"]}
    said = {key: value for key, value in office.items() if value is not None}
    assert said.pop("claim_statement").startswith("I certify that")
    assert said == {
        "retention_years": 7, "remind_again_days": 14, "claim_within_days": 60,
        "fiscal_year_start": 1, "budget": 0,
    }  # fmt: skip
    assert set(office) - set(said) == {
        "backup_folder", "claim_statement", "coordinator_name", "coordinator_title",
        "coordinator_phone", "coordinator_email", "organization", "organization_address",
        "program_name", "business_office", "report_link", "guide_link", "evaluation_link",
        "w9_link",
    }  # fmt: skip
    rules = program("rules").out
    assert "$125.00" in rules and "C12" in rules


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("mileage 0.51 --from 2026-01-01", "mileage 0.51 from Jan 1, 2026 until Jun 30, 2026; then 0.76."),
        ("mileage 0.51 --from 2026-07-01", "mileage 0.51 from Jul 1, 2026 until Dec 31, 2026."),
        ("mileage 0.8 --from 2027-03-01", "mileage 0.80 from Mar 1, 2027 until Dec 31, 2027."),
        ("mileage 0.5 --from 2025-12-31", "mileage 0.50 from Dec 31, 2025 until Dec 31, 2025; then 0.725."),
        ("stipend 150 --from 2027-01-01", "stipend 150.00 from Jan 1, 2027 on."),
        ("stipend 100 --from 2026-01-01", "stipend 100.00 from Jan 1, 2026 until Dec 31, 2026; then 130.00."),
    ],
)  # fmt: skip
@pytest.mark.parametrize("more", [("--yes",), ("--dry-run",)])
def test_a_rate_says_until_when_it_holds(
    program: Program, words: str, said: str, more: tuple[str, ...]
) -> None:
    if words.startswith("stipend 100"):
        program("policy", "rate", "stipend", "130", "--from", "2027-01-01", "--yes")
    assert said in " ".join(program("policy", "rate", *words.split(), *more).out.split())


def test_the_policy_screen_has_every_setting_and_rate(program: Program) -> None:
    said = program("policy").out
    sheet = program("policy", "-f", "csv").out.splitlines()[1:]
    assert all(f"\n{row.split(',')[0]} " in said for row in sheet)
    assert said.count("mileage rate") == sum(row.startswith("mileage,") for row in sheet) > 5


def test_a_setting_that_is_emptied_is_cleared(program: Program) -> None:
    """It said "Set: evaluation_link =  from", and refused the word that it prints for none."""
    for typed in ("", "none", "None"):
        program("policy", "set", "evaluation_link", "https://example.org/form")
        done = program("policy", "set", "evaluation_link", typed, "--yes")
        assert done.code == 0 and "Cleared: evaluation_link from Nov 23" in done.out, done.out
    assert program("policy", "set", "term_months", "none", "--yes").code == 2
