"""The machine output is a contract: the keys of every command, and what they hold."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.factories import Program, Recipe

HEAD = {"wvls", "command", "as_of"}
MENTOR = {
    "id", "name", "email", "phone", "library", "experience_since", "eligible", "eligible_on",
    "capacity", "active_pairs", "free", "expertise", "interests", "culture", "max_miles", "status",
    "pairs",
}  # fmt: skip
MENTEE = {
    "id", "name", "email", "phone", "library", "administrator_since", "eligible",
    "eligible_until", "needs", "interests", "culture", "status", "pairs",
}  # fmt: skip
LIBRARY = {
    "id", "name", "city", "county", "latitude", "longitude", "population", "locale", "fscskey",
    "member",
}  # fmt: skip
PAIR = {"pair_id", "mentor_id", "mentee_id", "matched_on", "ends_on", "score", "waived"}
ITEM = {"pair_id", "mentor", "mentee", "kind", "who", "due", "clause", "note"}
SUMS = {
    "stipend_earned_cents", "stipend_paid_cents", "stipend_owed_cents", "travel_earned_cents",
    "travel_paid_cents", "travel_owed_cents", "owed_cents",
}  # fmt: skip
TRAVEL = {
    "claim_id", "payee", "miles", "rate", "mileage_cents", "expense_cents", "amount_cents",
    "paid_cents", "reason",
}  # fmt: skip
VISIT = {
    "meeting_id", "on", "hours", "qualifies", "reason", "stipend_cents", "stipend_paid_cents",
    "travel",
}  # fmt: skip
STATUS = {
    "pair_id", "mentor_id", "mentor", "mentee_id", "mentee", "matched_on", "ends_on",
    "concluded_on", "state", "last_contact", "next_contact_due", "visits_held", "stipend_visits",
    "goals_short", "goals_long", "overdue",
}  # fmt: skip


def _at(found: Any, path: str) -> Any:
    for step in filter(None, path.split(".")):
        found = found[int(step)] if step.isdigit() else found[step]
    return found


def _has(found: dict[str, Any], path: str, keys: set[str]) -> None:
    part = _at(found, path)
    assert keys <= set(part), f"{path or 'top'} lacks {keys - set(part)}"


def _lived(program: Program) -> None:
    """A program with a pair, a paid-for and a waiting visit, somebody waiting and left over."""
    pair = program.pair(1)
    program.visit(pair, "2026-06-20", "6", "--miles", "100")
    program.mentor(2, "--expertise", "budget", library="Merrill")
    program.mentee(2, "--need", "budget:high", library="Crandon")
    program.mentee(3, "--need", "grants", library="Minocqua")


@pytest.fixture
def lived(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_lived)


def test_every_answer_begins_alike_and_is_sorted(lived: Program) -> None:
    for words in (["status"], ["overdue"], ["mentor", "list"], ["match"], ["policy"]):
        answer = lived(*words, "-f", "json")
        found = answer.json
        assert set(found) >= HEAD and found["wvls"] == 1
        assert found["command"] == " ".join(words)
        assert found["as_of"] == "2026-11-23"
        assert list(found) == sorted(found)
        assert answer.out.count("\n") == 1


def test_as_of_of_a_report_is_its_day_and_of_a_writing_command_today(program: Program) -> None:
    assert program("overdue", "--as-of", "2026-01-05", "-f", "json").json["as_of"] == "2026-01-05"
    mentor, mentee = program.mentor(), program.mentee()
    words = ["match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes", "-f", "json"]
    assert program(*words).json["as_of"] == "2026-11-23"


@pytest.mark.parametrize(
    ("words", "path", "keys"),
    [
        ("mentor list", "mentors.0", MENTOR),
        ("mentor show 1", "mentor", MENTOR),
        ("mentor edit 1 --capacity 2", "mentor", MENTOR),
        ("mentor pause 1", "mentor", MENTOR),
        ("mentee list", "mentees.0", MENTEE),
        ("mentee show 4", "mentee", MENTEE),
        ("mentee edit 4 --phone 715-555-0101", "mentee", MENTEE),
        ("mentee withdraw 4", "mentee", MENTEE),
        ("library list", "libraries.0", LIBRARY),
        ("library show Thorp", "library", LIBRARY),
        ("library edit Thorp --population 1600", "library", LIBRARY),
        ("library add Elsewhere --city Springfield", "library", LIBRARY),
        ("match", "proposals.0", {"mentee_id", "mentee", "mentor_id", "mentor", "score", "miles", "factors"}),
        ("match", "proposals.0.factors", {"need", "location", "interests", "culture"}),
        ("match", "proposals.0.factors.need", {"value", "weight", "known", "why"}),
        ("match", "unmatched.0", {"mentee_id", "mentee", "reason"}),
        ("match", "summary", {"waiting", "matched", "total_score", "lowest_score"}),
        ("match 4", "", {"mentee_id", "mentee", "candidates", "excluded"}),
        ("match 4", "candidates.0", {"mentor_id", "mentor", "score", "miles", "factors", "cost_to_program"}),
        ("match 4", "candidates.0.cost_to_program", {"matched", "score"}),
        ("match 4", "excluded.0", {"mentor_id", "mentor", "reasons"}),
        ("match 4 3 --yes", "pair", PAIR),
        ("match --accept --yes", "pairs.0", PAIR),
        ("overdue", "items.0", ITEM | {"days_late"}),
        ("upcoming --days 400", "items.0", ITEM | {"days_left"}),
        ("status", "pairs.0", STATUS),
        ("status", "summary", {"active", "waiting", "free_mentors", "overdue", "owed_cents"}),
        ("letters", "letters.0", {"kind", "person_id", "name", "email", "subject", "body", "pair_ids", "items", "last_sent"}),
        ("letters remind", "letters.0.items.0", {"pair_id", "kind", "due", "days_late"}),
        ("letters --except 1 --except 2", "", {"letters", "not_written"}),
        ("stipends", "totals", SUMS | {"claims_waiting"}),
        ("stipends", "mentors.0", SUMS | {"mentor_id", "mentor", "pairs"}),
        ("stipends", "mentors.0.pairs.0", {"pair_id", "mentee", "visits"}),
        ("stipends", "mentors.0.pairs.0.visits.0", VISIT),
        ("stipends", "mentors.0.pairs.0.visits.0.travel.0", TRAVEL),
        ("policy", "settings.0", {"key", "value", "clause", "from"}),
        ("policy", "rates.0", {"kind", "amount", "from"}),
    ],
)  # fmt: skip
def test_the_keys_of_every_command(lived: Program, words: str, path: str, keys: set[str]) -> None:
    _has(lived(*words.split(), "-f", "json").json, path, keys)


def test_the_keys_of_log_meeting(lived: Program) -> None:
    found = lived.visit(1, "2026-07-01", "6:30", "--topic", "budget", "--expense", "3.50")
    _has(found, "", {"meeting", "stipend", "next_contact_due"})
    _has(found, "stipend", {"qualifies", "reason", "amount_cents"})
    meeting = found["meeting"]
    _has(found, "meeting", {"meeting_id", "pair_id", "on", "state", "method", "at", "hours"})
    assert (meeting["hours"], meeting["topics"]) == (6.5, ["budget"])
    assert set(meeting["claims"][0]) == {
        "claim_id", "traveler", "miles", "route", "expenses", "expense_cents",
    }  # fmt: skip


def test_values_are_of_the_kinds_that_the_contract_names(lived: Program) -> None:
    found = lived("stipends", "-f", "json").json
    visit = found["mentors"][0]["pairs"][0]["visits"][0]
    claim = visit["travel"][0]
    assert (visit["hours"], visit["stipend_cents"], visit["reason"]) == (6, 12500, None)
    assert (claim["miles"], claim["rate"], claim["amount_cents"]) == (100.0, 0.725, 7250)
    assert found["totals"]["owed_cents"] == 12500 + 7250
    library = lived("library", "show", "Thorp", "-f", "json").json["library"]
    assert isinstance(library["locale"], str) and isinstance(library["latitude"], float)
    mentee = lived("mentee", "show", "4", "-f", "json").json["mentee"]
    assert mentee["needs"] == [{"topic": "budget", "priority": "high"}]


def test_with_accept_the_pairs_are_made(lived: Program) -> None:
    proposed = lived("match", "-f", "json").json["proposals"]
    made = lived("match", "--accept", "--yes", "-f", "json").json["pairs"]
    assert [(p["mentee_id"], p["mentor_id"], p["score"]) for p in made] == [
        (p["mentee_id"], p["mentor_id"], p["score"]) for p in proposed
    ]
    assert lived("match", "-f", "json").json["summary"]["matched"] == 0


def test_unmatched_holds_everybody_who_waits_and_is_not_proposed(program: Program) -> None:
    program.mentor(1)
    waiting = program.mentee(1)
    late = program.mentee(2, library="Crandon")
    program("mentee", "edit", str(late), "--administrator-since", "2020-01-01")
    gone = program.mentee(3)
    program("mentee", "withdraw", str(gone))
    found = program("match", "-f", "json").json
    assert [p["mentee_id"] for p in found["proposals"]] == [waiting]
    assert [u["mentee_id"] for u in found["unmatched"]] == [late]
    assert "C2" in found["unmatched"][0]["reason"]
    assert found["summary"]["waiting"] == 2


def test_for_a_mentee_who_does_not_wait_everybody_is_excluded(lived: Program) -> None:
    found = lived("match", "Mentee 1", "-f", "json").json
    assert found["candidates"] == []
    assert len(found["excluded"]) == len(lived("mentor", "list", "-f", "json").json["mentors"])


@pytest.mark.parametrize(
    "words",
    [
        "mentor list", "mentee list", "library list", "topic list", "match", "match 4", "overdue",
        "upcoming", "status", "stipends", "policy", "rules", "letters",
        "roster", "handover",
    ],
)  # fmt: skip
def test_csv_has_one_header_and_rows_as_wide(lived: Program, words: str) -> None:
    answer = lived(*words.split(), "-f", "csv")
    assert answer.code == 0, answer.err
    rows = list(csv.reader(io.StringIO(answer.out)))
    assert rows and all(len(row) == len(rows[0]) for row in rows)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in rows[0])


def test_csv_money_has_two_decimals_and_dates_are_iso(lived: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(lived("stipends", "-f", "csv").out)))
    assert [(r["kind"], r["on"], r["amount"]) for r in rows] == [
        ("stipend", "2026-06-20", "125.00"),
        ("travel", "2026-06-20", "72.50"),
    ]


def test_a_writing_command_has_no_csv(program: Program) -> None:
    answer = program("mentor", "add", "A", "--email", "a@example.org", "--years", "5", "-f", "csv")
    assert answer.code == 2 and "Use table or json" in answer.err
    assert program("mentor", "list", "-f", "json").json["mentors"] == []


def test_a_mentor_and_a_mentee_may_be_one_person(program: Program) -> None:
    one = program("mentor", "add", "Mentor One", "--email", "a@example.org", "--years", "2", "-f",
                  "json").json["mentor"]["id"]  # fmt: skip
    two = program("mentee", "add", "Mentor One", "--email", "A@example.org", "--library", "Thorp",
                  "--years", "2", "-f", "json").json["mentee"]  # fmt: skip
    assert two["id"] == one and two["eligible"]
    again = program("mentor", "add", "Mentor One", "--email", "a@example.org", "--years", "9")
    assert again.code == 5


def test_overdue_exits_with_three_only_when_asked(lived: Program) -> None:
    assert lived("overdue").code == 0
    assert lived("overdue", "--exit-code").code == 3
    assert lived("overdue", "--exit-code", "--as-of", "2026-06-02").code == 0


def test_a_later_day_has_not_happened_yet(lived: Program) -> None:
    assert lived("stipends", "--as-of", "2026-06-19", "-f", "json").json["mentors"] == []
    before = lived("status", "--as-of", "2026-06-19", "-f", "json").json["pairs"][0]
    assert (before["visits_held"], before["last_contact"]) == (0, None)
    assert lived("status", "--as-of", "2026-05-31", "-f", "json").json["pairs"] == []


@pytest.mark.parametrize(
    ("options", "visits"),
    [
        (["--year", "2026"], 2), (["--year", "2025"], 0), (["--from", "2026-06-21"], 1),
        (["--to", "2026-06-20"], 1), (["--from", "2026-06-20", "--to", "2026-08-01"], 2),
        (["--mentor", "Mentor 1"], 2), (["--mentor", "Mentor 2"], 0),
    ],
)  # fmt: skip
def test_stipends_select_by_the_day_of_the_visit(
    lived: Program, options: list[str], visits: int
) -> None:
    lived.visit(1, "2026-08-01", "5")
    found = lived("stipends", *options, "-f", "json").json
    assert sum(len(p["visits"]) for m in found["mentors"] for p in m["pairs"]) == visits
