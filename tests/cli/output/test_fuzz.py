"""Whatever is typed: an exit code of the contract, no crash, and a database that passes the check.

Behind its marker: python -m pytest -m fuzz; many more:  WVLS_FUZZ_RUNS=2500 python -m pytest -m fuzz
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.main import get_command

from tests.factories import Program, Recipe
from wvls_mentor.cli.main import app
from wvls_mentor.cli.registry import COMMANDS

pytestmark = pytest.mark.fuzz

CODES = {0, 2, 3, 4, 5, 6, 7, 130}
RUNS = int(os.environ.get("WVLS_FUZZ_RUNS", "60"))
VALUES = st.sampled_from(
    ["1", "2", "3", "0", "-1", "99", "9" * 25, "1.5", "6:30", "6", "nan", "1e3", "٣", "", " ", "x",
     "Mentor 1", "Mentee 1", "mentor1@example.org", "Thorp", "budget", "budget:high", "short",
     "long", "mentor", "mentee", "both", "well", "yes", "in-person", "phone", "coffee", "zoom",
     "mentor-library", "mentee-library", "elsewhere", "today", "2026-06-20", "2026-02-30", "monday",
     "2027-06-01", "1950-01-01", "2100-12-31", "12.50", "12.345", "json", "csv", "table", "contact",
     "goals", "first-visit", "stipend", "travel", "term_months", "visit_hours_scope", "total",
     "2=1", "C-2026-01", "[red]", "\x1b[31m", "a\x00b", "\ud800", "=1+1", "all", "mentors",
     "/dev/null", "/nonexistent/x", "2026", "24"]
)  # fmt: skip


def _paths() -> list[tuple[list[str], list[str]]]:
    """Each command with its options."""
    root = get_command(app)
    found = []
    for name in COMMANDS:
        if name in ("demo", "init"):
            continue
        command = root.get_command(None, name)  # type: ignore[attr-defined]
        for sub, below in {"": command, **getattr(command, "commands", {})}.items():
            options = [
                o for p in below.params for o in getattr(p, "opts", []) if o.startswith("--")
            ]
            found.append(([name, sub] if sub else [name], options))
    return found


PATHS = _paths()


@st.composite
def lines(draw: Any) -> list[str]:
    path, options = draw(st.sampled_from(PATHS))
    words = list(path)
    for _ in range(draw(st.integers(0, 4))):
        if options and draw(st.booleans()):
            words.append(draw(st.sampled_from(options)))
        if draw(st.booleans()):
            words.append(draw(VALUES))
    return words


# Lines that do something: a change of one word goes deeper than words at random.
GOOD = [
    line.split()
    for line in (
        "mentor add X --email x@example.org --years 5 --library Thorp --expertise budget",
        "mentee add Y --email y@example.org --years 1 --library Thorp --need budget:high",
        "mentor edit 1 --capacity 2 --max-miles 90", "mentee edit 4 --need grants:low",
        "mentor pause 3", "mentee withdraw 4", "keep-apart 4 3 --reason x",
        "library add X --city Y --latitude 45.1 --longitude=-89.1 --population 5",
        "topic add new-topic",
        "match", "match 4", "match 4 3 --yes --on 2026-07-01", "match --accept --yes --fair",
        "match --fix 4=3 --min-score 10", "match 4 3 --waive x --yes --dry-run",
        "log-meeting 1 --method in-person --at mentee-library --hours 6 --on 2026-07-01 --miles 5",
        "log-meeting 1 --method coffee --on 2026-08-01 --expense 3.50", "log-meeting 1 --method zoom",
        "log-meeting 1 --method phone --planned --on 2026-12-09", "meeting confirm 2",
        "meeting edit 1 --hours 7 --topic budget --on 2026-06-21", "meeting cancel 2 --yes",
        "meeting remove 1 --yes", "meeting claim 1 --traveler mentee --miles 10", "meeting list 1",
        "goal add 1 text --term long --shared 2026-07-01", "goal share 1 1 --on 2026-07-01",
        "goal done 1", "goal drop 1", "check-in 1 --with both --going well --on 2026-07-01",
        "evaluate 1 --by mentor --rating 5 --on 2026-07-01", "evaluations --detail",
        "extend 1 --months 3", "extend 1 --until 2027-12-01", "end 1 --reason x --yes",
        "end 1 --reason x --yes --on 2026-07-01 --mentor-leaves", "agenda 1 --add text",
        "agenda 1 --done 1", "excuse 1 contact --until 2026-12-01 --reason x",
        "excuse 1 goals --for-good --reason x", "excuse 1 goals --remove",
        "stipends --year 2026", "stipends pay --reference x --yes --on 2026-07-01",
        "stipends void 1 --reason x --yes", "stipends why 1", "stipends claim 1 --until 2026-07-01 --yes",
        "stipends pay --claim C-2026-01 --reference x --yes", "stipends withdraw C-2026-01 --reason x",
        "stipends forecast --until 2027-01-01", "stipends year 2026", "stipends ledger --kind travel",
        "policy set visit_min_hours 5 --from 2026-01-01 --yes", "policy set term_months 24 --yes",
        "policy rate mileage 0.9 --from 2026-06-01 --yes", "rules", "status 1", "status --all",
        "overdue --kind contact", "upcoming --days 99", "export meetings", "import mentors /dev/null",
        "history", "history 4 -f csv", "history --pair 1 --since 2026-01-01", "undo --yes",
        "undo 5 --yes", "undo 3 --yes --dry-run", "backup copy.db", "restore copy.db --yes",
        "forget 3 --yes", "forget 4 --yes", "records 1 --year 2026 --save request", "form meetings",
        "export all sheets", "export all book.xlsx", "import mentors book.xlsx --yes",
        "import meetings sheets/meetings.csv --yes --overwrite", "export libraries lib.csv --no-notes",
        "import libraries lib.csv --map name=name --yes",
        "import mentees sheets/mentees.csv --yes --add-libraries --unknown-topics note",
    )
]  # fmt: skip


@st.composite
def nearly_good(draw: Any) -> list[str]:
    words = list(draw(st.sampled_from(GOOD)))
    if draw(st.booleans()):
        at = draw(st.integers(1, len(words)))
        how = draw(st.sampled_from(["set", "put", "drop"]))
        if how == "put" or at == len(words):
            words.insert(at, draw(VALUES))
        elif how == "set":
            words[at] = draw(VALUES)
        else:
            del words[at]
    return words


def _lived(program: Program) -> None:
    program.pair(1, "2026-06-01")
    program.visit(1, "2026-06-20", "6", "--miles", "100")
    program.mentor(2, library="Merrill")
    program.mentee(2, "--need", "budget", library="Crandon")
    program("log-meeting", "1", "--method", "phone", "--planned", "--on", "2026-12-01")
    program("goal", "add", "1", "x", "--term", "short", "--not-shared")


@pytest.fixture
def lived(master: Callable[[Recipe], Path]) -> Path:
    """The file to copy; no test writes into it."""
    return master(_lived)


@settings(max_examples=RUNS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(lines() | nearly_good() | nearly_good(), min_size=1, max_size=6))
def test_whatever_is_typed(lived: Path, commands: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "a.db")
        shutil.copy(lived, program.path)
        before = Path.cwd()
        os.chdir(folder)  # a file that a command writes goes here
        try:
            for words in commands:
                answer = program(*words)
                assert answer.code in CODES, (words, answer.err)
                assert "Traceback" not in answer.err
        finally:
            os.chdir(before)
        _sound(program)


HEADS = {
    "mentors": b"name,email,years,expertise,capacity,status,library,note,timestamp\n",
    "mentees": b"name,email,library,years,needs,status,status_on\n",
    "libraries": b"name,city,latitude,population,locale,fscskey,member\n",
    "topics": b"slug,title,area\n",
    "pairs": b"mentor_email,mentee_email,matched_on,ends_on,extensions,factors\n",
    "meetings": b"email,on,method,at,hours,miles,nth,timestamp,note\n",
    "goals": b"email,term,goal,shared_on,timestamp,topic\n",
    "check-ins": b"email,on,with,going\n",
    "evaluations": b"email,timestamp,rating,goals_met,by\n",
}
CELLS = VALUES.filter(lambda v: "\ud800" not in v) | st.sampled_from(
    ["9/14/2026 8:02:11", "In person, at the mentee's library", "mentor2@example.org",
     "mentee2@example.org", "Short-term goal", "paused", "withdrawn", "Atlantis", "6 hours", '"a']
)  # fmt: skip


@settings(max_examples=RUNS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(HEADS)),
    st.binary(max_size=300) | st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))
    | st.lists(st.lists(CELLS, max_size=9).map(",".join), max_size=5).map(
        lambda rows: "\n".join(rows).encode("utf-8", "replace")),
    st.booleans(),
    st.sampled_from([(), ("--overwrite",), ("--add-libraries", "--unknown-topics", "note")]),
)  # fmt: skip
def test_whatever_is_in_a_sheet(
    lived: Path, kind: str, raw: bytes, headed: bool, more: tuple[str, ...]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "a.db")
        shutil.copy(lived, program.path)
        sheet = Path(folder) / "s.csv"
        sheet.write_bytes((HEADS[kind] if headed else b"") + raw)
        for _ in range(2):
            answer = program("import", kind, str(sheet), "--yes", *more)
            assert answer.code in (0, 6), answer.err
        _sound(program)


def _sound(program: Program) -> None:
    found = program("check", "-f", "json").json["findings"]
    # A capacity may be lowered below what a mentor has: told, and no fault of the file.
    assert {f["check"] for f in found} <= {"capacity"}


@pytest.fixture
def workbook(lived: Path, tmp_path: Path) -> Path:
    path = tmp_path / "all.xlsx"
    assert Program(lived)("export", "all", str(path)).code == 0
    return path


@settings(max_examples=RUNS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(HEADS)), st.integers(0, 10**6), st.binary(min_size=1, max_size=40))
def test_whatever_is_in_a_workbook(
    lived: Path, workbook: Path, kind: str, at: int, raw: bytes
) -> None:
    whole = workbook.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder) / "a.db")
        shutil.copy(lived, program.path)
        place = at % len(whole)
        sheet = Path(folder) / "s.xlsx"
        sheet.write_bytes(whole[:place] + raw + whole[place + len(raw) :])
        answer = program("import", kind, str(sheet), "--yes")
        assert answer.code in (0, 6), answer.err
        _sound(program)
