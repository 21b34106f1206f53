"""A clock that goes back: every command answers, as a day before what is on record."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.output.test_fuzz import GOOD
from tests.factories import Program

# The pair was matched on 1 June: a day before that, one before its first visit, one long ago; and
# how many of the commands write on it at least.
CLOCKS = (
    ("2026-05-31", 20),
    pytest.param("2026-06-19", 35, marks=pytest.mark.fuzz),
    ("2020-01-01", 20),
)
ANSWERS = {0, 2, 4, 5, 6}  # neither a bug nor, which a bug was called once, a damaged file
MORE = [
    line.split()
    for line in (
        "meeting cancel 3 --yes", "meeting confirm 3", "meeting edit 3 --topic budget",
        "meeting claim 1 --traveler mentor --miles 4", "meeting claim 2 --traveler mentee --remove",
        "meeting remove 2 --yes", "goal share 2", "goal done 1", "goal drop 1", "check-in 1",
        "check-in 1 --no-answer", "evaluate 1 --by mentee --rating 3", "extend 1 --months 6",
        "end 1 --reason x --yes", "excuse 1 all --for-good --reason x", "excuse 1 contact --remove",
        "agenda 1 --add text", "agenda 1 --done 1", "agenda 1", "stipends pay --reference y --yes",
        "stipends void 1 --reason x --yes", "stipends claim 1 --yes", "stipends claim C-2026-01",
        "stipends withdraw C-2026-01 --reason x", "stipends why 1", "stipends forecast",
        "mentor pause 1", "mentor resume 1", "mentee withdraw 2", "mentee resume 2", "match",
        "match 4 3 --yes", "log-meeting 1 --method phone", "policy set term_months 6 --yes",
        "policy rate mileage 0.5 --from 2026-01-01 --yes", "undo --yes", "undo 9 --yes", "check",
        "forget 4 --yes", "records 1", "backup", "export all sheets", "stipends year", "status 1",
    )
]  # fmt: skip


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    os.environ["WVLS_TODAY"] = "2026-11-23"
    program = Program(tmp_path_factory.mktemp("clock") / "a.db").begin()
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "100")
    program.visit(1, "2026-07-20", "6", "--miles", "100")
    program.mentor(2, library="Merrill")
    program.mentee(2, "--need", "budget", library="Crandon")
    for line in (
        "log-meeting 1 --method phone --planned --on 2026-12-01",
        "goal add 1 x --term short --shared 2026-07-01", "goal add 1 y --term long --not-shared",
        "check-in 1 --with both --going well --on 2026-08-01", "agenda 1 --add text",
        "excuse 1 contact --until 2027-02-01 --reason x", "mentor pause 1", "extend 1 --months 2",
        "stipends claim 1 --until 2026-06-30 --yes",
        "stipends pay --claim C-2026-01 --reference x --yes",
    ):  # fmt: skip
        answer = program(*line.split())
        assert answer.code == 0, (line, answer.err)
    assert program("check", "-f", "json").json["findings"] == []
    return program.path


@pytest.mark.parametrize(("clock", "write"), CLOCKS)
def test_no_command_stumbles_over_a_day_before_what_is_on_record(
    lived: Path, clock: str, write: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a file that a command writes goes here
    program, before = Program(tmp_path / "a.db"), lived.read_bytes()
    codes, written = Counter[int](), 0
    for words in (*MORE, *(line for line in GOOD if line[0] != "restore")):
        shutil.copy(lived, program.path)
        answer = program(*words, today=clock)
        assert answer.code in ANSWERS, (words, answer.err)
        codes[answer.code] += 1
        if program.path.read_bytes() == before:
            continue  # it was refused, or only looked
        written += 1
        found = program("check", "-f", "json").json["findings"]
        problems = {f["check"] for f in found if f["level"] == "problem"}
        notes = {f["check"] for f in found if f["level"] == "note"}
        # One command claims the mentee's miles to the mentee's library.
        assert problems <= {"capacity"} and notes <= {"own-library"}, (words, found)
    assert written >= write and codes[0] > 50, (written, codes)
    assert codes[2] <= 2, "a command that is typed wrong shows nothing here"


def test_a_planned_meeting_is_not_canceled_before_its_pair_was_matched(program: Program) -> None:
    program.pair(1, "2026-06-01")
    words = ["log-meeting", "1", "--method", "phone", "--planned", "--on", "2026-12-01"]
    assert program(*words).code == 0
    refused = program("meeting", "cancel", "1", "--yes", today="2026-05-31")
    assert refused.code == 5 and "was not matched yet on May 31" in refused.err
    assert program("meeting", "cancel", "1", "--yes", today="2026-06-01").code == 0


def test_a_goal_is_not_done_before_it_was_shared(program: Program) -> None:
    program.pair(1, "2026-06-01")
    words = ["goal", "add", "1", "x", "--term", "short", "--shared", "2026-07-01"]
    assert program(*words).code == 0
    for how in ("done", "drop"):
        refused = program("goal", how, "1", "--on", "2026-06-30")
        assert refused.code == 5 and "shared on Jul 1, after Jun 30" in refused.err
    assert program("goal", "done", "1", "--on", "2026-07-01").code == 0


def test_a_match_counts_the_pairs_that_a_later_clock_made(program: Program) -> None:
    program.pair(1, "2026-06-01")
    refused = program("match", "2", "1", "--yes", today="2026-05-31")
    assert refused.code == 5
    found = program("match", "-f", "json", today="2026-05-31").json
    assert found["proposals"] == []
