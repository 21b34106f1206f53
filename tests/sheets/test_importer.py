"""Sheets in: all rows or none, every bad row named, the same file again changes nothing."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.factories import Program

MENTORS = """name,email,library,years,expertise,interests,capacity,max_miles,timestamp
Mentor One,one@example.org,Wausau,14,budget; policies,"chess, gardening",2,90,9/14/2026 8:02:11
Mentor Two,two@example.org,Merrill,6.5,grants,,1,,9/14/2026 9:15:40
"""
MENTEES = """name,email,library,administrator_since,needs
Mentee One,three@example.org,Thorp,3/2/2026,budget:high; policies
"""
PAIRS = """mentor_email,mentee_email,matched_on,ended_on,end_reason
one@example.org,three@example.org,2026-03-05,,
"""
MEETINGS = """mentor_email,mentee_email,on,method,at,hours,miles,topics
one@example.org,three@example.org,2026-03-20,in-person,mentee-library,6:30,100.5,budget
one@example.org,three@example.org,2026-04-02,zoom,,,,
"""


@pytest.fixture
def bring(program: Program, tmp_path: Path) -> Any:
    def call(kind: str, text: str | bytes, *more: str, code: int = 0) -> dict[str, Any]:
        sheet = tmp_path / "sheet.csv"
        sheet.write_bytes(text.encode() if isinstance(text, str) else text)
        answer = program("import", kind, str(sheet), "-f", "json", *more)
        assert answer.code == code, answer.err or answer.out
        found: dict[str, Any] = json.loads(answer.out) if answer.out else {}
        return found

    return call


def _counts(found: dict[str, Any]) -> tuple[int, int, int]:
    return found["added"], found["changed"], found["unchanged"]


def test_everything_goes_in_and_again_changes_nothing(program: Program, bring: Any) -> None:
    sheets = {"mentors": MENTORS, "mentees": MENTEES, "pairs": PAIRS, "meetings": MEETINGS}
    for kind, text in sheets.items():
        rows = len(text.splitlines()) - 1
        assert _counts(bring(kind, text)) == (rows, 0, 0)
    before = program.path.read_bytes()
    for kind, text in sheets.items():
        rows = len(text.splitlines()) - 1
        assert _counts(bring(kind, text)) == (0, 0, rows)
    assert program.path.read_bytes() == before
    visit = program("stipends", "-f", "json").json["mentors"][0]["pairs"][0]["visits"][0]
    assert (visit["hours"], visit["travel"][0]["miles"]) == (6.5, 100.5)


def test_the_keys_and_the_counts_with_errors(program: Program, bring: Any) -> None:
    bad = MENTORS + "Mentor Three,three,Atlantis,x,magic,,-1,,\n,four@example.org,,,,,,,\n"
    found = bring("mentors", bad, code=6)
    assert {"added", "changed", "unchanged", "errors"} <= set(found)
    assert _counts(found) == (0, 0, 0)
    assert all(set(e) == {"line", "field", "message"} for e in found["errors"])
    assert {e["line"] for e in found["errors"]} == {4, 5}
    assert program("mentor", "list", "-f", "json").json["mentors"] == []


def test_years_count_from_the_timestamp_and_never_shift(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS)
    since = program("mentor", "show", "Mentor Two", "-f", "json").json["mentor"]
    assert since["experience_since"] == "2020-03-14"  # 78 months before 14 September 2026
    later = MENTORS.replace("9/14/2026 9:15:40", "11/14/2026 9:15:40")
    assert _counts(bring("mentors", later)) == (0, 0, 2)


def test_a_blank_cell_changes_nothing_and_a_change_asks(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS)
    blank = "name,email,library\nMentor One,one@example.org,\n"
    assert _counts(bring("mentors", blank)) == (0, 0, 1)
    moved = "email,capacity\none@example.org,1\n"
    bring("mentors", moved, code=5)
    assert _counts(bring("mentors", moved, "--dry-run")) == (0, 1, 0)
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["capacity"] == 2
    assert _counts(bring("mentors", moved, "--yes")) == (0, 1, 0)
    assert program("mentor", "show", "1", "-f", "json").json["mentor"]["capacity"] == 1


@pytest.mark.parametrize(
    "raw",
    [
        b"\xef\xbb\xbf" + MENTORS.encode(),
        MENTORS.replace("\n", "\r\n").encode(),
        MENTORS.replace("Mentor Two", "Ren\u00e9e Two").encode("cp1252"),
        MENTORS.replace("Mentor One,", '"Mentor\nOne",').encode(),
        MENTORS.replace("\nMentor Two", "\n,,,,,,,,\n\nMentor Two").encode(),
    ],
)
def test_as_spreadsheets_write_it(bring: Any, raw: bytes) -> None:
    assert _counts(bring("mentors", raw)) == (2, 0, 0)


def test_a_line_number_is_the_first_line_of_the_row(bring: Any) -> None:
    text = MENTORS.replace("Mentor One,", '"Mentor\nOne",') + "X,bad,,1,,,,,\n"
    assert bring("mentors", text, code=6)["errors"][0]["line"] == 5


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00\x01\x02", b"name,phone\nx,y\n", b"email,email\na@b,c@d\n", b'email\n"open',
        b"email\na@example.org,surplus\n", b"PK\x03\x04" + bytes(99),
    ],
)  # fmt: skip
def test_what_is_no_sheet(bring: Any, raw: bytes) -> None:
    bring("mentors", raw, code=6)


def test_a_missing_file_and_a_folder(program: Program, tmp_path: Path) -> None:
    assert program("import", "mentors", str(tmp_path / "none.csv")).code == 6
    assert program("import", "mentors", str(tmp_path)).code == 6
    assert program("import", "elephants", str(tmp_path)).code == 2
    assert program("import", "mentors", "/dev/zero").code == 6


def test_a_topic_with_a_comma_in_its_title_is_understood(program: Program, bring: Any) -> None:
    program("topic", "add", "weeding", "--title", "Weeding, mending and shelving")
    text = MENTORS.replace(
        "budget; policies", '"Budget development, Weeding, mending and shelving"'
    )
    bring("mentors", text)
    found = program("mentor", "show", "1", "-f", "json").json["mentor"]
    assert found["expertise"] == ["budget", "weeding"]


def test_pairs_are_history_the_rules_only_warn(program: Program, bring: Any) -> None:
    bring("mentors", MENTORS)
    bring("mentees", MENTEES)
    old = PAIRS.replace("2026-03-05", "2018-03-05").replace("one@", "two@")
    found = bring("pairs", old)
    assert found["added"] == 1 and "C1" in found["warnings"][0]["message"]


def test_a_longer_term_goes_in_once(program: Program, bring: Any) -> None:
    for kind, text in (("mentors", MENTORS), ("mentees", MENTEES), ("pairs", PAIRS)):
        bring(kind, text)
    assert program("extend", "1", "--months", "3").code == 0
    longer = "mentor_email,mentee_email,matched_on,ends_on\none@example.org,three@example.org,2026-03-05,2028-01-31\n"
    assert _counts(bring("pairs", longer, "--yes")) == (0, 1, 0)
    assert program("status", "-f", "json").json["pairs"][0]["ends_on"] == "2028-01-31"
    assert _counts(bring("pairs", longer)) == (0, 0, 1)


@pytest.mark.parametrize(
    "row",
    [
        "nobody@example.org,three@example.org,2026-03-05,,",
        "one@example.org,three@example.org,2027-03-05,,",
        "one@example.org,three@example.org,2026-03-05,2026-03-04,",
        "two@example.org,three@example.org,2026-04-05,,",
        "one@example.org,three@example.org,,,",
    ],
)
def test_a_pair_that_cannot_be(program: Program, bring: Any, row: str) -> None:
    bring("mentors", MENTORS)
    bring("mentees", MENTEES)
    found = bring("pairs", PAIRS + row + "\n", code=6)
    assert [e["line"] for e in found["errors"]] == [3]
    assert program("status", "--all", "-f", "json").json["pairs"] == []


@pytest.mark.parametrize(
    "row",
    [
        "one@example.org,three@example.org,2026-03-04,phone,,,,",
        "one@example.org,three@example.org,2027-03-06,phone,,,,",
        "two@example.org,three@example.org,2026-03-20,phone,,,,",
        "one@example.org,three@example.org,2026-05-20,in-person,mentee-library,25,,",
        "one@example.org,three@example.org,2026-05-20,phone,,,5,",
        "one@example.org,three@example.org,2026-04-02,video,,,,",
    ],
)
def test_a_meeting_that_cannot_be(program: Program, bring: Any, row: str) -> None:
    for kind, text in (("mentors", MENTORS), ("mentees", MENTEES), ("pairs", PAIRS)):
        bring(kind, text)
    found = bring("meetings", MEETINGS + row + "\n", code=6)
    assert [e["line"] for e in found["errors"]] == [4]
    assert program("stipends", "-f", "json").json["mentors"] == []


def test_one_partners_address_will_do_where_one_pair_fits(program: Program, bring: Any) -> None:
    for kind, text in (("mentors", MENTORS), ("mentees", MENTEES), ("pairs", PAIRS)):
        bring(kind, text)
    found = bring("meetings", "email,on,method\nThree@example.org,2026-03-20,phone\n")
    assert found["added"] == 1


def test_libraries_are_known_by_their_key_or_by_name_and_town(program: Program, bring: Any) -> None:
    text = "name,city,population,fscskey\nThorp Public Library,Thorp,1700,\nNew Library,Nowhere,5,WI9999\n"
    assert _counts(bring("libraries", text, "--yes")) == (1, 1, 0)
    assert _counts(bring("libraries", text)) == (0, 0, 2)
    found = program("library", "show", "Thorp", "-f", "json").json["library"]
    assert (found["population"], found["member"]) == (1700, True)


FORM = (
    'Timestamp,Email Address,Your name,"Library, please",Started,Most?,Else?,Fun\n'
    "2026/09/14 8:10:00 AM CST,three@example.org,Mentee One,Thorp,3/2/2026,"
    '"Budget development;The state annual report",Working with the library board,gardening;cooking\n'
)
MAPS = [
    "Email Address=email", "your NAME=name", "Library, please=library", "Started=administrator_since",
    "Most?=needs:high", "Else?=needs", "Fun=interests",
]  # fmt: skip


def test_foreign_headers_are_mapped(program: Program, bring: Any) -> None:
    maps = [word for m in MAPS for word in ("--map", m)]
    assert _counts(bring("mentees", FORM, *maps)) == (1, 0, 0)
    assert _counts(bring("mentees", FORM, *maps)) == (0, 0, 1)
    found = program("mentee", "show", "Mentee One", "-f", "json").json["mentee"]
    assert {n["topic"]: n["priority"] for n in found["needs"]} == {
        "budget": "high", "annual-report": "high", "board-relations": "medium",
    }  # fmt: skip
    assert found["interests"] == ["cooking", "gardening"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Email Address", 2), ("=email", 2), ("Email Address=elephant", 2), ("Most?=needs:urgent", 2),
        ("Most?=name:high", 2), ("Emial Address=email", 6),
    ],
)  # fmt: skip
def test_a_map_that_maps_nothing(bring: Any, text: str, code: int) -> None:
    bring("mentees", FORM, "--map", text, code=code)


def test_an_address_that_is_stored_stays_though_none_like_it_is_taken(
    program: Program, tmp_path: Path
) -> None:
    program.mentor(1)
    with closing(sqlite3.connect(program.path)) as file:
        file.execute("UPDATE person SET email = 'one`two@example.org'")
        file.commit()
    sheet = tmp_path / "mentors.csv"
    assert program("export", "mentors", str(sheet)).code == 0
    found = program("import", "mentors", str(sheet), "-f", "json").json
    assert (found["added"], found["unchanged"]) == (0, 1)
    sheet.write_text(
        sheet.read_text().replace("one`two", "six`two").replace("Mentor 1", "Mentor 6")
    )
    answer = program("import", "mentors", str(sheet), "-f", "json")
    assert answer.code == 6 and '"field": "email"' in answer.out
