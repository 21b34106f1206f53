"""Every writing command leaves one entry; taking it back leaves the file as it was."""

import json
import shlex
import sqlite3
from pathlib import Path
from typing import Any

from tests.factories import Program

# One of each kind of writing command, in an order in which each can be done.
COMMANDS = """
mentor add 'Mentor Nine' --email m9@example.org --years 9 --library Wausau --expertise budget --interest chess
mentee add 'Mentee Nine' --email e9@example.org --years 1 --library Thorp --need budget:high --note 'a [note]'
mentor edit 1 --expertise grants --interest kayaking --capacity 3
mentor pause 1
mentor resume 1
mentee edit 2 --note other --culture farming
library add 'New Library' --city Nowhere
library edit 'New Library' --population 12
topic add weeding --title 'Weeding, mending'
keep-apart 'Mentee Nine' 'Mentor Nine' --reason cousins
keep-apart 'Mentee Nine' 'Mentor Nine' --remove
match 'Mentee Nine' 'Mentor Nine' --on 2026-07-01 --yes
log-meeting 1 --method in-person --at mentee-library --hours 6 --miles 80 --on 2026-06-20 --topic budget
log-meeting 1 --method phone --planned --on 2027-01-01
log-meeting 2 --method phone --on 2026-07-09
meeting edit 1 --hours 7 --topic grants
meeting claim 1 --traveler mentee --miles 7
meeting cancel 2 --yes
meeting remove 3 --yes
goal add 1 'A balanced budget' --term short --topic budget
goal done 1
check-in 1 --going well --note fine
agenda 1 --add 'How do I close the year?'
excuse 1 contact --until 2027-02-01 --reason leave
excuse 1 contact --remove
extend 1 --months 2 --reason 'a new building'
end 2 --on 2026-11-01 --reason moved --yes
evaluate 2 --by mentee --rating 5 --on 2026-11-10
policy set visit_min_hours 5 --yes
policy rate stipend 150 --from 2027-01-01 --yes
""".strip().splitlines()


def _rows(program: Program) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the history and SQLite's counters aside."""
    connection = sqlite3.connect(program.path)
    names = [
        n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        if n not in ("history", "change") and not n.startswith("sqlite_")
    ]  # fmt: skip
    found = {
        n: sorted(connection.execute(f"SELECT * FROM {n}").fetchall(), key=repr) for n in names
    }
    connection.close()
    return found


def _entries(program: Program, *more: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program("history", "-f", "json", *more).json["entries"]
    return found


def test_every_command_leaves_one_entry_and_can_be_taken_back_and_done_again(
    program: Program,
) -> None:
    program.pair(1)
    for command in COMMANDS:
        words = shlex.split(command)
        before, known = _rows(program), len(_entries(program))
        answer = program(*words)
        assert answer.code == 0, f"{command}: {answer.err}"
        after = _rows(program)
        newest, *earlier = _entries(program)
        assert len(earlier) == known and after != before, command
        assert [*newest["command"].split(), *newest["arguments"]] == words
        assert program("undo", "--dry-run").code == 0 and _rows(program) == after
        undone = program("undo", "--yes", "-f", "json")
        assert undone.code == 0 and _rows(program) == before, command
        assert program("undo", str(undone.json["entry_id"]), "--yes").code == 0, command
        assert _rows(program) == after, command
        assert program("check", "--exit-code").code == 0, command


def test_undo_after_undo_steps_back(program: Program) -> None:
    """The newest entry would be the undo itself: the second one would redo, the third undo again."""
    program.pair(1)
    states = [_rows(program)]
    for day in ("2026-11-03", "2026-11-10", "2026-11-17"):
        program("log-meeting", "1", "--method", "phone", "--on", day)
        states.append(_rows(program))
    for state in (states[2], states[1]):
        assert program("undo", "--yes").code == 0 and _rows(program) == state
    newest = _entries(program)[0]
    redone = program("undo", str(newest["entry_id"]), "--yes")
    assert redone.code == 0 and _rows(program) == states[2]
    assert program("undo", "--yes").code == 0 and _rows(program) == states[1]  # the redone one
    assert program("undo", "--yes").code == 0 and _rows(program) == states[0]


def test_an_import_is_taken_back_whole(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(
        "email,name,years\n" + "".join(f"m{n}@example.org,M {n},9\n" for n in range(30))
    )
    before = _rows(program)
    assert program("import", "mentors", str(sheet), "-f", "json").json["added"] == 30
    assert program("undo", "--yes").code == 0 and _rows(program) == before
    assert program("import", "mentors", str(sheet), "-f", "json").json["added"] == 30


def test_what_changes_nothing_or_is_refused_leaves_no_entry(program: Program) -> None:
    program.pair(1)
    known, before = _entries(program), program.path.read_bytes()
    for words in ("mentor edit 1 --capacity 1", "match", "status", "log-meeting 1 --method pigeon",
                  "match 2 1", "policy set term_months 24 --dry-run"):  # fmt: skip
        program(*words.split())
    assert _entries(program) == known and program.path.read_bytes() == before


def test_an_entry_shows_its_rows_before_and_after(program: Program) -> None:
    program.mentor(1)
    program("mentor", "edit", "1", "--capacity", "2", "--name", "[b]Mentor")
    found = program("history", "3", "-f", "json").json
    changes = {c["table"]: (c["before"], c["after"]) for c in found["changes"]}
    assert (changes["mentor"][0]["capacity"], changes["mentor"][1]["capacity"]) == (1, 2)
    assert changes["person"][1]["name"] == "[b]Mentor"
    said = program("history", "3").out
    assert "capacity" in said and "[b]Mentor" in said and "wvls undo 3" in said
    assert program("history", "99").code == 4 and program("undo", "99").code == 4


def test_an_entry_reads_as_people_speak(program: Program) -> None:
    program.pair(1)
    program.visit(1, "2026-06-20", "6:30", "--miles", "8.5", "--topic", "budget")
    made = " ".join(program("history", "4").out.split())
    assert "added pair 1: mentor 1 Mentor 1; mentee 2 Mentee 1; matched on" in made
    said = " ".join(program("history", "5").out.split())
    assert "added meeting 1 of pair 1 Mentor 1 and Mentee 1: day Jun 20;" in said
    assert "hours 6.5" in said and "miles 8.5; expense $0.00" in said
    assert "added topic of meeting 1: topic budget" in said
    program("undo", "--yes")
    gone = " ".join(program("history", "6").out.split())
    assert "removed meeting 1 of pair 1 Mentor 1 and Mentee 1" in gone
    program("mentor", "edit", "1", "--phone", "715 555 0100")
    assert (
        "changed  person 1 Mentor 1: phone: 715 555 0100 (was empty)" in program("history", "7").out
    )


def test_what_an_undo_would_do_is_still_to_come(paired: Program) -> None:
    """ "Removed" above the question read as done; and a screen spells canceled with one l."""
    plan = ("log-meeting", "1", "--method", "phone", "--planned", "--on", "2026-12-01")
    assert paired(*plan, today="2026-11-23").code == 0
    assert paired("meeting", "cancel", "1", "--yes").code == 0
    undo = " ".join(paired("undo", "--dry-run").out.split())
    assert "will change meeting 1" in undo and "canceled -> planned" in undo, undo


def test_history_of_a_pair_of_a_person_and_since_a_day(program: Program) -> None:
    first, second = program.pair(1), program.pair(2)
    program.visit(first, "2026-06-20", "6", "--miles", "8")
    program("check-in", str(second), "--going", "well")
    program("meeting", "claim", "1", "--traveler", "mentee", "--miles", "7")
    program("mentor", "edit", "3", "--capacity", "2")
    commands = [e["command"] for e in _entries(program, "--pair", "1")]
    assert commands == ["meeting claim", "log-meeting", "match"]
    of_mentor = [e["command"] for e in _entries(program, "--person", "Mentor 2")]
    assert of_mentor == ["mentor edit", "check-in", "match", "mentor add"]
    assert _entries(program, "--since", "today", "--pair", "1")
    assert _entries(program, "--since", "2100-01-01") == []
    assert program("history", "--pair", "nobody").code == 4


def test_what_later_entries_build_on_stays_until_they_are_taken_back(program: Program) -> None:
    program.pair(1)
    match = _entries(program)[0]["entry_id"]
    program.visit(1, "2026-06-20")
    log = match + 1
    program("meeting", "edit", "1", "--hours", "7")
    refused = program("undo", str(match), "--yes")
    assert refused.code == 5 and f"{log} (log-meeting)" in refused.err
    enrolled = match - 1
    program("mentee", "edit", "2", "--phone", "715 555 0100")
    edit = log + 2
    refused = program("undo", str(enrolled), "--yes")  # a row of its own, and one that names it
    assert f"{match} (match), {edit} (mentee edit)" in refused.err
    assert f"wvls undo {edit}" in refused.err
    assert program("undo", str(edit), "--yes").code == 0
    refused = program("undo", str(log), "--yes")
    assert refused.code == 5 and f"{log + 1} (meeting edit)" in refused.err
    for number in (log + 1, log, match):
        assert program("undo", str(number), "--yes").code == 0
    assert program("status", "--all", "-f", "json").json["pairs"] == []
    again = program("undo", str(match), "--yes")
    assert again.code == 5 and "already" in again.err


def test_undo_asks_first(program: Program) -> None:
    program.mentor(1)
    assert program("undo").code == 5
    assert len(program("mentor", "list", "-f", "json").json["mentors"]) == 1


def test_payments_and_claims_are_not_undone(program: Program) -> None:
    program.pair(1)
    program.visit(1, "2026-06-20", "6", "--miles", "80")
    program("stipends", "claim", "1", "--yes")
    assert "withdraw" in program("undo", "--yes").err
    program("stipends", "pay", "--reference", "check 1", "--yes")
    before = _rows(program)
    refused = program("undo", "--yes")
    assert refused.code == 5 and 'void --reference "check 1"' in refused.err
    assert program("undo", "4", "--yes").code == 5  # what was paid: the visit
    program("stipends", "void", "1", "--reason", "wrong")
    assert program("undo", "--yes").code == 5
    assert before["payment"][0][0] == _rows(program)["payment"][0][0]


def test_a_rate_that_was_paid_by_is_not_undone(program: Program) -> None:
    program("policy", "rate", "stipend", "150", "--from", "2026-06-02", "--yes")
    entry = _entries(program)[0]["entry_id"]
    program.pair(1)
    program.visit(1, "2026-06-20")
    program("stipends", "pay", "--reference", "check 1", "--yes")
    refused = program("undo", str(entry), "--yes")
    assert refused.code == 5 and "Payment 1 used" in refused.err and "Void it" in refused.err
    match = str(entry + 3)
    said = program("undo", match, "--yes").err  # its visit was paid
    assert "What was paid stays" in said and "wvls end" in said


def test_what_would_break_a_rule_is_not_undone(program: Program) -> None:
    program.pair(1)
    program("end", "1", "--on", "2026-09-01", "--reason", "moved", "--yes")
    entry = _entries(program)[0]["entry_id"]
    other = program.mentor(3)
    assert program("match", "2", str(other), "--on", "2026-09-02", "--yes").code == 0
    refused = program("undo", str(entry), "--yes")
    assert refused.code == 5 and "two mentors at once" in refused.err
    assert f"{entry + 2} (match)" in refused.err and f"wvls undo {entry + 2}" in refused.err


def test_a_capacity_that_is_used_is_not_undone(program: Program) -> None:
    mentor, first, second = program.mentor(1), program.mentee(1), program.mentee(2)
    program("mentor", "edit", str(mentor), "--capacity", "2")
    edit = _entries(program)[0]["entry_id"]
    for mentee in (first, second):
        assert program("match", str(mentee), str(mentor), "--yes").code == 0
    matches = [e["entry_id"] for e in _entries(program)[:2]]
    said = program("undo", str(edit), "--yes").err
    assert "capacity of 1, in pairs 1 and 2" in said
    assert all(f"{number} (match)" in said for number in matches)


def test_a_new_file_has_nothing_to_take_back(program: Program) -> None:
    assert program("undo", "--yes").code == 5
    assert [e["command"] for e in _entries(program)] == ["init"]
    assert program("undo", "1", "--yes").code == 5


def test_hostile_words_are_kept_harmless_and_short(program: Program) -> None:
    program("mentor", "add", "a\x1b[31mb", "--email", "m1@example.org", "--years", "9",
            "--note", "x" * 4_000)  # fmt: skip
    words = _entries(program)[0]["arguments"]
    assert "\x1b" not in json.dumps(words) and max(map(len, words)) == 500
    said = program("history").out
    assert "\x1b" not in said and len(said) < 2_000


def test_undo_says_what_it_does_to_the_money(program: Program) -> None:
    program.pair(1)
    program.visit(1, "2026-06-20")
    said = " ".join(program("undo", "--dry-run").out.split())
    assert "earned so far $125.00 -> $0.00" in said
    found = program("undo", "--yes", "-f", "json").json
    assert (found["earned_before_cents"], found["earned_after_cents"]) == (12500, 0)
