"""The installed command as a real process: pipes, prompts, encodings, exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import Program

WVLS = shutil.which("wvls", path=str(Path(sys.executable).parent))
pytestmark = pytest.mark.skipif(WVLS is None, reason="the command is not installed here")


def _run(
    *words: str, db: Path, env: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(WVLS), *words],
        env=os.environ | {"WVLS_DB": str(db)} | (env or {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def test_the_main_job(tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    steps = [
        ["init"],
        ["mentor", "add", "Mentor One", "--email", "1@example.org", "--library", "Wausau", "--years", "9"],
        ["mentee", "add", "Mentee One", "--email", "2@example.org", "--library", "Thorp", "--years", "1"],
        ["match", "--accept", "--on", "2026-06-01", "--yes"],
        ["log-meeting", "1", "--method", "phone"],
        ["overdue"], ["upcoming"], ["status"], ["stipends"], [],
    ]  # fmt: skip
    for words in steps:
        done = _run(*words, db=db)
        assert done.returncode == 0, done.stderr
        assert done.stdout and not done.stderr, words


def test_errors_go_to_stderr_and_output_to_stdout(tmp_path: Path) -> None:
    done = _run("status", db=tmp_path / "none.db")
    assert (done.returncode, done.stdout) == (7, "")
    assert done.stderr.startswith("Error: ") and "\nHint: " in done.stderr


def test_without_a_terminal_a_question_is_a_refusal(program: Program) -> None:
    mentor, mentee = program.mentor(), program.mentee()
    done = _run("match", str(mentee), str(mentor), db=program.path)
    assert done.returncode == 5 and "--yes" in done.stderr


def test_a_closed_pipe_is_no_error(program: Program) -> None:
    for words in ("library list -f csv", "rules", "policy -f json"):
        command = f"'{WVLS}' {words} | true; exit ${{PIPESTATUS[0]}}"
        env = os.environ | {"WVLS_DB": str(program.path)}
        done = subprocess.run(["bash", "-c", command], env=env, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), words


@pytest.mark.parametrize("code_page", ["cp1252", "cp437", "ascii"])
def test_a_file_gets_utf8_whatever_the_console_can_show(program: Program, code_page: str) -> None:
    name = "Zoë Łukasz 陳"
    words = ["mentor", "add", name, "--email", "z@example.org", "--years", "9"]
    assert program(*words).code == 0
    sheet = program.path.parent / "sheet.csv"
    for words in (["export", "mentors"], ["mentor", "list", "-f", "csv"]):
        with sheet.open("wb") as file:
            env = os.environ | {"WVLS_DB": str(program.path), "PYTHONIOENCODING": code_page}
            subprocess.run([str(WVLS), *words], env=env, stdout=file, check=True)
        assert name in sheet.read_text("utf-8")
    again = program("import", "mentors", str(sheet), "--yes", "-f", "json").json
    assert again["changed"] == 0


def test_a_day_that_cannot_be_read_is_a_usage_error(program: Program) -> None:
    done = _run("status", db=program.path, env={"WVLS_TODAY": "someday"})
    assert done.returncode == 2 and "WVLS_TODAY" in done.stderr


def test_the_module_runs_too(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "wvls_mentor", "--version"], capture_output=True, text=True
    )
    assert done.returncode == 0 and done.stdout.startswith("wvls ")


# Ends the process when anything asks for a socket or an address (Python's own audit events).
# It runs each line of words that it is given and writes the exit code.
OFFLINE = """
import json, os, sys
sys.addaudithook(lambda event, args: os._exit(99) if event.startswith("socket.") else None)
from wvls_mentor.cli.main import run
for words in json.loads(sys.argv.pop()):
    sys.argv[1:] = ["--db", "a.db", *words]
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    print("CODE", *words, code, file=sys.stderr)
"""


def test_nothing_goes_over_a_network(tmp_path: Path) -> None:
    def run(script: str, *lines: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", script, json.dumps(lines)], cwd=tmp_path,
            stdin=subprocess.DEVNULL, capture_output=True, text=True,
        )  # fmt: skip

    assert run(OFFLINE.replace("run()", "__import__('socket').socket()"), []).returncode == 99
    lines = [
        "demo", "match", "export mentors mentors.xlsx", "import mentors mentors.xlsx",
        "backup copy.db", "restore copy.db --yes", "history", "check", "records --save records",
    ]  # fmt: skip
    done = run(OFFLINE, *(line.split() for line in lines))
    codes = [line for line in done.stderr.splitlines() if line.startswith("CODE")]
    assert done.returncode == 0 and codes == [f"CODE {line} 0" for line in lines], done.stderr
