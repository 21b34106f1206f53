"""Whom to write to, and how: in the JSON and CSV of overdue, upcoming and status."""

import csv
import io
from collections.abc import Callable

import pytest

from tests.factories import Program, Recipe


def _late(program: Program) -> None:
    """Pair 1 of 1 June, in which everything is late; the mentee has no phone."""
    mentor = program.mentor(1, "--phone", "715-555-0101")
    mentee = program.mentee(1)
    assert program("match", str(mentee), str(mentor), "--on", "2026-06-01", "--yes").code == 0


@pytest.fixture
def late(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_late)


MENTOR = {"name": "Mentor 1", "email": "mentor1@example.org", "phone": "715-555-0101"}
MENTEE = {"name": "Mentee 1", "email": "mentee1@example.org", "phone": None}


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_overdue_says_how_to_reach_whoever_must_act(late: Program) -> None:
    items = {i["kind"]: i for i in late("overdue", "-f", "json").json["items"]}
    assert items["contact"]["contacts"] == [MENTOR]
    assert items["goals"]["contacts"] == [MENTEE]
    assert items["first-visit"]["contacts"] == [MENTOR, MENTEE]  # the pair's turn
    assert items["check-in"]["contacts"] == [MENTOR, MENTEE]  # the coordinator's


@pytest.mark.parametrize("words", [["overdue"], ["upcoming", "--as-of", "2026-06-15"]])
def test_the_csv_has_a_cell_for_each_address_and_phone(late: Program, words: list[str]) -> None:
    rows = {(r["kind"], r["who"]): r for r in _rows(late(*words, "-f", "csv").out)}
    assert "contacts" not in next(iter(rows.values()))
    alone, both = rows["contact", "mentor"], rows["first-visit", "pair"]
    assert (alone["name"], alone["email"]) == ("Mentor 1", "mentor1@example.org")
    assert alone["phone"] == "715-555-0101"
    assert (alone["other_name"], alone["other_email"], alone["other_phone"]) == ("", "", "")
    assert (both["email"], both["other_email"]) == ("mentor1@example.org", "mentee1@example.org")
    assert (both["other_name"], both["other_phone"]) == ("Mentee 1", "")


def test_upcoming_has_contacts_in_json_too(late: Program) -> None:
    (item,) = late("upcoming", "--days", "400", "--kind", "term-end", "-f", "json").json["items"]
    assert item["contacts"] == [MENTOR, MENTEE]


def test_status_has_the_addresses_and_phones_of_both(late: Program) -> None:
    (row,) = _rows(late("status", "-f", "csv").out)
    assert (row["mentor_email"], row["mentor_phone"]) == (MENTOR["email"], MENTOR["phone"])
    assert (row["mentee_email"], row["mentee_phone"]) == (MENTEE["email"], "")
    (pair,) = late("status", "-f", "json").json["pairs"]
    assert pair["mentee_email"] == MENTEE["email"] and pair["mentee_phone"] is None


def test_somebody_forgotten_has_no_address_to_write_to(late: Program) -> None:
    plan = ["log-meeting", "1", "--method", "phone", "--planned", "--on", "2026-12-01"]
    assert late(*plan).code == 0
    assert late("end", "1", "--on", "2026-11-01", "--reason", "x", "--yes").code == 0
    assert late("forget", "1", "--yes").code == 0
    items = late("upcoming", "--days", "60", "-f", "json").json["items"]
    (mine,) = [i["contacts"][0] for i in items if i["kind"] == "confirm-meeting"]
    assert (mine["email"], mine["phone"]) == (None, None)
    assert not [i for i in items if i["who"] == "mentor"], "nobody can ask for the evaluation"
