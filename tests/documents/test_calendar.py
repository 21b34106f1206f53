"""The calendar: the deadlines of ``upcoming`` and the planned meetings, read back as a program does."""

import csv
import io
import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.documents.test_drafts import HOSTILE
from tests.documents.year import busy
from tests.factories import Program, Recipe


@pytest.fixture
def year(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(busy)


def _events(program: Program, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("calendar", "-f", "json", *more).json["events"]
    return found


def _file(program: Program, folder: Path, *more: str) -> icalendar.Calendar:
    path = folder / "mentoring.ics"
    done = program("calendar", "--save", str(path), "--yes", *more)
    assert done.code == 0, done.err
    return icalendar.Calendar.from_ical(path.read_bytes())


def _plan(program: Program, on: str) -> int:
    planned = program(
        "log-meeting", "1", "--method", "in-person", "--at", "mentee-library", "--planned",
        "--on", on, "-f", "json",
    )  # fmt: skip
    return int(planned.json["meeting"]["meeting_id"])


def test_it_has_what_upcoming_has(year: Program) -> None:
    found, items = _events(year), year("upcoming", "--days", "90", "-f", "json").json["items"]
    late = year("overdue", "-f", "json").json["items"]
    own = [i for i in late if i["who"] == "coordinator"]
    assert own and len(own) < len(late)
    assert sorted((e["day"], e["pair_id"], e["kind"]) for e in found if e["kind"] != "late") == (
        sorted(
            [(i["due"], i["pair_id"], i["kind"]) for i in items]
            + [("2026-11-23", i["pair_id"], i["kind"]) for i in own]
        )
    )
    (rest,) = [e for e in found if e["kind"] == "late"]
    said = f"{len(late) - len(own)} other things are already late: wvls overdue"
    assert (rest["day"], rest["pair_id"], rest["summary"]) == ("2026-11-23", None, said)
    assert {frozenset(e) for e in found} == {
        frozenset(("uid", "day", "summary", "pair_id", "kind"))
    }
    assert len({e["uid"] for e in found}) == len(found)
    rows = list(csv.DictReader(io.StringIO(year("calendar", "-f", "csv").out)))
    assert [row["uid"] for row in rows] == [e["uid"] for e in found]
    assert len([e for e in _events(year, "--days", "9") if e["day"] > "2026-11-23"]) == 5
    assert {e["pair_id"] for e in _events(year, "--pair", "3")} == {3, None}
    kinds = {e["kind"] for e in _events(year, "--mine")}
    assert kinds == {"term-end", "check-in"}, "others' late things are not yours"


def test_a_calendar_program_reads_whole_days(year: Program, tmp_path: Path) -> None:
    _plan(year, "2026-12-04")
    read, found = _file(year, tmp_path), _events(year)
    assert str(read["X-WR-CALNAME"]) == "Mentoring" and str(read["VERSION"]) == "2.0"
    assert read.errors == []
    events = read.walk("VEVENT")
    assert [str(e["UID"]) for e in events] == [e["uid"] for e in found]
    for event, row in zip(events, found, strict=True):
        day = date.fromisoformat(row["day"])
        assert event.decoded("dtstart") == day and type(event.decoded("dtstart")) is date
        assert event.decoded("dtend") == day + timedelta(days=1)
        assert str(event["SUMMARY"]) == row["summary"]
        assert event["DTSTAMP"] and "STATUS" not in event


def test_a_planned_meeting_is_one_event_that_keeps_its_uid_when_it_moves(year: Program) -> None:
    number = _plan(year, "2026-12-04")
    (before,) = [e for e in _events(year) if e["kind"] == "meeting"]
    assert before["day"] == "2026-12-04"
    assert before["summary"] == "Visit at the mentee's library: Mentor 1 and Mentee 1"
    assert not [e for e in _events(year) if e["kind"] == "confirm-meeting"]
    assert year("meeting", "edit", str(number), "--on", "2026-12-11").code == 0
    (after,) = [e for e in _events(year) if e["kind"] == "meeting"]
    assert after == before | {"day": "2026-12-11"}
    assert year("meeting", "cancel", str(number), "--yes").code == 0
    assert before["uid"] not in {e["uid"] for e in _events(year)}


def test_the_next_contact_is_another_event_and_a_longer_term_the_same(year: Program) -> None:
    def of(pair: int, kind: str) -> dict[str, Any]:
        (found,) = [
            e for e in _events(year, "--days", "400") if (e["pair_id"], e["kind"]) == (pair, kind)
        ]
        return found

    contact, term = of(5, "contact"), of(5, "term-end")
    assert year("log-meeting", "5", "--method", "phone", "--on", "2026-11-22").code == 0
    assert year("extend", "5", "--months", "3").code == 0
    assert of(5, "contact")["uid"] != contact["uid"]
    later = of(5, "term-end")
    assert later["uid"] == term["uid"] and later["day"] > term["day"]


def test_no_note_or_reason_is_in_it(year: Program, tmp_path: Path) -> None:
    _file(year, tmp_path)
    text = (tmp_path / "mentoring.ics").read_text(encoding="utf-8")
    for word in ("unhappy", "timid", "remark", "stand each", "@example", "715-", "death"):
        assert word not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_adds_a_line_or_an_event(paired: Program, tmp_path: Path, name: str) -> None:
    name += "\r\nEND:VEVENT\r\nBEGIN:VALARM"
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET name = ?", (name,))
    connection.commit()
    connection.close()
    paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-20")
    read = _file(paired, tmp_path)
    assert len(read.walk("VEVENT")) == len(_events(paired)) > 0
    assert not read.walk("VALARM")
    raw = (tmp_path / "mentoring.ics").read_bytes()
    assert b"\x1b" not in raw and "\u202e".encode() not in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert raw.count(b"\n") == raw.count(b"\r\n")


def test_a_contact_in_its_days_of_grace_stands_on_the_last_of_them(paired: Program) -> None:
    """A calendar of today listed what was due last week."""
    assert paired("log-meeting", "1", "--method", "phone", "--on", "2026-11-06").code == 0

    def contacts(day: str) -> list[tuple[str, str]]:
        return [
            (e["uid"], e["day"]) for e in _events(paired, "--as-of", day) if e["kind"] == "contact"
        ]

    ((uid, due),) = contacts("2026-12-06")
    assert due == "2026-12-06"
    assert contacts("2026-12-07") == contacts("2026-12-13") == [(uid, "2026-12-13")]
    assert contacts("2026-12-14") == []
    for day in ("2026-12-12", "2026-12-13"):
        days = [e["day"] for e in _events(paired, "--as-of", day)]
        assert days == sorted(days) and all(on >= day for on in days)


def test_what_is_late_is_never_left_out_in_silence(paired: Program, tmp_path: Path) -> None:
    """With eleven things overdue the calendar was empty."""
    planned = paired("log-meeting", "1", "--method", "in-person", "--at", "mentee-library",
                     "--planned", "--on", "2026-11-20", today="2026-11-10")  # fmt: skip
    assert planned.code == 0, planned.err
    for more in ((), ("--mine",)):
        text = " ".join(paired("calendar", "--days", "5", *more).out.split())
        assert "Call for your check-in, due Sep 1: Mentor 1 and Mentee 1" in text
        assert "Did it take place on Nov 20? Visit at the mentee's library" in text
        assert ("3 other things are already late: wvls overdue" in text) is (not more)
    days = {e["day"] for e in _events(paired, "--days", "5")}
    assert days == {"2026-11-23"}
    events = _file(paired, tmp_path, "--days", "5").walk("VEVENT")
    assert "3 other things are already late: wvls overdue" in {str(e["SUMMARY"]) for e in events}
    said = " ".join(paired("calendar", "--as-of", "2026-06-02", "--days", "60").out.split())
    assert "Contact due: Mentor 1 with Mentee 1" in said and "already late" not in said


def test_a_file_that_is_there_is_asked_about(year: Program, tmp_path: Path) -> None:
    path = tmp_path / "mentoring.ics"
    path.write_text("mine")
    refused = year("calendar", "--save", str(path))
    assert refused.code == 5 and path.read_text() == "mine"
    assert year("calendar", "--save", str(tmp_path / "mentoring.txt")).code == 2
    done = year("calendar", "--save", str(path), "--yes")
    assert "replace that calendar each month" in " ".join(done.out.split())
    assert path.stat().st_mode & 0o077 == 0


def test_an_event_is_called_what_its_day_is(paired: Program) -> None:
    """One name stood for the day a contact is due and for the last day of its grace."""
    paired.visit(1, "2026-11-06")
    for today, said in (("2026-11-23", "Contact due"), ("2026-12-10", "Last day for a contact")):
        found = paired("calendar", "-f", "json", today=today).json["events"]
        assert [e["summary"] for e in found if e["kind"] == "contact"] == [
            f"{said}: Mentor 1 with Mentee 1"
        ]


def test_two_evaluations_of_one_mentor_have_two_names(paired: Program) -> None:
    paired("mentor", "edit", "1", "--capacity", "2")
    mentee = paired.mentee(2)
    assert paired("match", str(mentee), "1", "--on", "2026-06-01", "--yes").code == 0
    found = paired("calendar", "-f", "json", today="2027-06-02").json["events"]
    names = [e["summary"] for e in found if e["kind"] == "evaluation"]
    assert len(set(names)) == len(names) == 4
    assert "Last day for the evaluation to you: Mentor 1 (with Mentee 2)" in names


def test_today_alone_is_called_today(paired: Program) -> None:
    assert paired("calendar", "--days", "0").out.splitlines()[0].endswith(" today.")
    none = paired("calendar", "--days", "0", "--pair", "1", today="2026-06-02").out
    assert none.startswith("Nothing comes today."), none
