"""With this page alone a successor can say what to do this week."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.documents.test_drafts import HOSTILE
from tests.documents.test_roster import _Tags
from tests.documents.year import busy
from tests.factories import Program, Recipe

SECRETS = ("would rather stop", "a favor", "a death in the family", "going badly")


def _left(program: Program) -> None:
    """A busy year that somebody leaves in the middle: a pair goes badly, one was reminded twice."""
    busy(program)
    program(
        "check-in", "5", "--going", "badly", "--note", "would rather stop", "--on", "2026-11-02"
    )
    for day in ("2026-10-26", "2026-11-09"):
        program("letters", "remind", "--pair", "2", "--as-of", day, "--sent")
    program("stipends", "claim", "Mentor 4", "--yes")
    connection = sqlite3.connect(program.path)
    connection.execute("UPDATE pair SET waived = 'a favor' WHERE id = 5")
    connection.commit()
    connection.close()
    program("policy", "set", "contact_months", "2", "--from", "2026-11-20", "--yes")


@pytest.fixture
def left(copy_of: Callable[[Recipe], Program]) -> Program:
    return copy_of(_left)


def _found(program: Program, *more: str) -> dict[str, Any]:
    return program("handover", "-f", "json", *more).json


def test_it_says_what_to_do_this_week_and_who_to_call(left: Program) -> None:
    found, text = _found(left), " ".join(left("handover").out.split())
    late = left("overdue", "-f", "json").json["items"]
    listed = {(i["pair_id"], i["kind"], i["who"]) for i in found["this_week"]}
    assert {(i["pair_id"], i["kind"], i["who"]) for i in late} <= listed
    assert found["this_week"][0]["who"] == "coordinator"
    calls = {(c["name"], c["pair_id"]): c["reason"] for c in found["calls"]}
    assert calls["Mentor 5", 5] == "going badly" and calls["Mentee 5", 5] == "going badly"
    assert "two reminders, no answer yet" in calls["Mentor 2", 2]
    assert "715-555-0202" in text and "wvls check-in 2" in text
    assert "Something is late in pairs 2, 3 and 4." in text
    two = text.partition("Pair 2: Mentor 2 and Mentee 2, until")[2].partition("Pair ")[0]
    assert "first visit in person, due since Aug 31 (both)" in two
    assert "your check-in call, see the calls above" in two
    calls_now = text.partition("Calls this week")[2].partition("This week")[0]
    assert "Mentor 2, 715-555-0202, and Mentee 2, 715-555-0302 (pair 2): " in calls_now
    assert "your check-in call, due since Nov 1, two reminders, no answer yet. Then: " in calls_now
    assert (
        "Mentor 5, 715-555-0205, and Mentee 5, 715-555-0305 (pair 5): going badly. Then: "
        in calls_now
    )
    for once in ("715-555-0202", "mentor2@example.org", "Pair 2: ", "715-555-0302"):
        assert text.count(once) == 1, once


def test_each_pair_has_its_next_step_and_what_was_granted(left: Program) -> None:
    pairs = {p["pair_id"]: p for p in _found(left)["pairs"]}
    assert set(pairs) == {1, 2, 3, 5}
    five = pairs[5]
    assert (five["going"], five["note"]) == ("badly", "would rather stop")
    assert five["excused"] == [
        {"kind": "goals", "until": "2027-02-01", "reason": "a death in the family"}
    ]
    assert five["waived"] == "a favor" and pairs[1]["next"] == "first-visit"
    text = " ".join(left("handover").out.split())
    assert "Excused from goals until Feb 1, 2027: a death in the family." in text
    assert "At your check-in of Nov 2 it was going badly: would rather stop." in text


def test_a_planned_visit_is_named_and_asked_about_only_once_its_day_is_over(left: Program) -> None:
    for pair, on, method in (("3", "2026-11-26", "in-person"), ("5", "2026-11-24", "phone")):
        words = ["--at", "mentee-library"] if method == "in-person" else []
        done = left("log-meeting", pair, "--method", method, *words, "--planned", "--on", on)
        assert done.code == 0, done.err
    text = " ".join(left("handover").out.split())
    assert "visit planned, Nov 26; afterward: wvls meeting confirm" in text
    assert "call planned, Nov 24; afterward: wvls meeting confirm" in text
    text = " ".join(left("handover", "--as-of", "2026-11-25").out.split())
    assert "call, to be confirmed, Nov 24: wvls meeting confirm" in text
    assert "?." not in text and "?," not in text


def test_whoever_is_to_be_called_after_the_end_is_named_with_phone_and_e_mail(
    left: Program,
) -> None:
    for day in ("2026-11-11", "2026-11-20"):
        done = left("letters", "remind", "--pair", "4", "--as-of", day, "--sent", "--again")
        assert done.code == 0, done.err
    later = ("--as-of", "2026-12-04")
    (call,) = [c for c in _found(left, *later)["calls"] if c["pair_id"] == 4]
    assert (call["name"], call["phone"]) == ("Mentor 4", "715-555-0204")
    text = " ".join(left("handover", *later).out.split())
    said = "Mentor 4, 715-555-0204 (pair 4): two reminders, no answer yet, evaluation not in yet"
    assert f"{said}, due since Nov 9. Then: wvls evaluate 4 --by mentor" in text
    assert "Evaluation from Mentor 4: see the calls above." in text
    assert text.count("715-555-0204") == text.count("mentor4@example.org") == 1


def test_no_day_and_no_command_is_broken_between_lines(left: Program, tmp_path: Path) -> None:
    """What is torn in two is copied by half, and a command with a day in words cannot be typed."""
    page = tmp_path / "handover.html"
    left("handover", "--save", str(page))
    text = page.read_text(encoding="utf-8")
    assert '<span class="whole">wvls letters --save FOLDER</span>' in text
    assert '<span class="whole">Aug 31</span>' in text and "\ue000" not in text
    assert ".whole { white-space: nowrap; }" in text
    screen = left("handover").out
    assert "\ue000" not in screen
    for command in ("wvls policy rate mileage AMOUNT --from 2027-01-01", "wvls check-in 5",
                    "wvls letters --save FOLDER", "wvls calendar --save FILE"):  # fmt: skip
        assert command in text and command in screen, command


def test_a_contact_in_its_days_of_grace_is_on_the_page(left: Program) -> None:
    """It is due and not late yet: neither list had it."""
    left("policy", "set", "contact_months", "1", "--from", "2026-01-01", "--yes")
    day = ("--as-of", "2026-12-22")
    items = [i for i in left("handover", "-f", "json", *day).json["this_week"] if i["pair_id"] == 5]
    assert [(i["kind"], i["due"], i["late"]) for i in items if i["kind"] == "contact"] == [
        ("contact", "2026-12-20", False)
    ]
    text = " ".join(left("handover", *day).out.split())
    assert "onthly contact, Dec 20 (Mentor 5), in time until Dec 27" in text


def test_who_has_no_phone_is_said_to_have_none_in_the_roster_alone(
    left: Program, tmp_path: Path
) -> None:
    left("mentor", "edit", "3", "--phone", "")
    page = tmp_path / "roster.html"
    left("roster", "--save", str(page))
    for text in (left("roster").out, page.read_text(encoding="utf-8")):
        assert "no phone on file" in " ".join(text.split())
    text = " ".join(left("handover").out.split())  # the e-mail stands there, and is enough
    assert "no phone" not in text and "mentor3@example.org" in text


def test_its_money_is_that_of_the_other_screens(left: Program) -> None:
    found = _found(left)
    assert found["owed_cents"] == left("stipends", "-f", "json").json["totals"]["owed_cents"]
    claims = left("stipends", "claims", "-f", "json").json["claims"]
    assert [c["claim"] for c in found["claims"]] == [c["claim"] for c in claims]
    text = " ".join(left("handover").out.split())
    assert (
        "Mentor 4 is owed $140.61; all of it on claim C-2026-01 of Nov 23 (open, not approved)."
        in text
    )
    assert text.count("$140.61") == 1, "one sum, and that all of it is claimed"
    assert found["settings"] == [{"key": "contact_months", "value": "2", "outline": "1"}]
    assert "contact_months is 2; usually 1." in text


def test_without_notes_no_note_reason_or_answer_is_in_it(left: Program, tmp_path: Path) -> None:
    page = tmp_path / "handover.html"
    assert left("handover", "--save", str(page)).code == 0
    whole = page.read_text(encoding="utf-8")
    assert whole.lower().count("personnel notes") == 1 and all(s in whole for s in SECRETS)
    assert left("handover").out.lower().count("personnel notes") == 1
    left("handover", "--no-notes", "--save", str(page), "--yes")
    texts = [page.read_text(encoding="utf-8")]
    texts += [left("handover", "--no-notes", *f).out for f in ((), ("-f", "json"), ("-f", "csv"))]
    for text in texts:
        assert not any(secret in " ".join(text.split()) for secret in SECRETS)
        assert "personnel notes" not in text
    assert 'until <span class="whole">Feb 1, 2027</span>' in texts[0], (
        "that somebody is on leave stays"
    )


def test_it_names_the_file_and_every_command_in_it_exists(left: Program, tmp_path: Path) -> None:
    from tests.readme import commands

    text = " ".join(left("handover").out.split())
    assert (
        left.path.name in "".join(left("handover").out.split()) and "There is no backup yet" in text
    )
    assert "wvls restore FILE" in text
    known = set(commands())
    typed = re.findall(r"(?<!install )wvls ([a-z][a-z-]+)", text)
    assert len(typed) > 15 and set(typed) <= known
    below = {"stipends claim", "stipends pay", "stipends year", "policy rate", "policy set"}
    assert below <= known and all(f"wvls {command}" in text for command in below)
    left("policy", "set", "backup_folder", str(tmp_path), "--from", "2026-01-01")
    left("backup")
    text = " ".join(left("handover").out.split())
    assert "The last backup was made on Nov 23." in text and "Backups go to" in text


def test_a_stipend_that_differs_from_the_outline_is_named(program: Program) -> None:
    words = ["policy", "rate", "stipend", "150", "--from", "2026-10-01", "--yes"]
    assert program(*words).code == 0
    text = " ".join(program("handover").out.split())
    assert "The stipend is $150.00 a visit since Oct 1; usually $125.00." in text
    assert "All settings are as" not in text
    assert _found(program)["rates"] == [
        {"kind": "stipend", "amount_cents": 15000, "outline_cents": 12500, "from": "2026-10-01"}
    ]
    lead = " ".join(program("policy").out.split())
    assert "are as in the outline, but the stipend is $150.00 instead of $125.00." in lead
    program("policy", "set", "contact_months", "2", "--from", "2026-01-01", "--yes")
    lead = " ".join(program("policy").out.split())
    assert "settings differs from the outline, and the stipend is $150.00" in lead


def test_an_empty_program_reads_well(program: Program) -> None:
    text = " ".join(program("handover").out.split())
    for part in ("No pairs are active", "Nothing is due in the next seven days.",
                 "Nobody has to be called", "There are no pairs now.", "nothing is owed",
                 "All settings are the program's usual ones"):  # fmt: skip
        assert part in text


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_or_note_breaks_the_page(paired: Program, tmp_path: Path, name: str) -> None:
    paired("check-in", "1", "--going", "badly", "--note", "x")
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE person SET name = ? WHERE id = 1", (name,))
    connection.execute("UPDATE check_in SET note = ?", (name,))
    connection.execute("UPDATE pair SET waived = ?", (name,))
    connection.commit()
    connection.close()
    page = tmp_path / "handover.html"
    done = paired("handover", "--save", str(page))
    assert done.code == 0, done.err
    found = _Tags()
    found.feed(page.read_text(encoding="utf-8"))
    assert found.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "br", "div",
                          "ul", "li", "span"}  # fmt: skip
    assert "\u202e" not in found.text and "\x1b" not in found.text


def test_a_pair_excused_from_confirming_meetings_is_handed_over(paired: Program) -> None:
    """The page had no word for it, and the program crashed."""
    until = ("--until", "2027-01-15", "--reason", "moves")
    assert paired("excuse", "1", "confirm-meeting", *until).code == 0
    page = " ".join(paired("handover").screen.split())
    assert "Excused from confirming planned meetings until Jan 15, 2027: moves." in page
