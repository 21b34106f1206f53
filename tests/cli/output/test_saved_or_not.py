"""What is said of an ending is true: what was saved is never called unsaved, a bug never damage."""

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories import Program
from wvls_mentor import interrupts
from wvls_mentor.services import people

WVLS = str(shutil.which("wvls", path=str(Path(sys.executable).parent)))
ATTEMPT = "log-meeting 1 --method phone --attempt"


def _shell(program: Program, line: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["bash", "-c", line.replace("wvls ", f"'{WVLS}' ", 1)],
        env=os.environ | {"WVLS_DB": str(program.path)} | env,
        capture_output=True,
        text=True,
        cwd=program.path.parent,
    )


def _attempts(program: Program) -> int:
    connection = sqlite3.connect(program.path)
    ((found,),) = connection.execute("SELECT COUNT(*) FROM meeting WHERE state = 'attempted'")
    connection.close()
    return int(found)


@pytest.mark.parametrize("stdout", [">/dev/full", ">&-"])
@pytest.mark.parametrize("form", ["table", "json"])
def test_what_was_saved_is_called_saved_where_the_output_is_lost(
    paired: Program, stdout: str, form: str
) -> None:
    done = _shell(paired, f"wvls {ATTEMPT} -f {form} {stdout}")
    assert (done.returncode, _attempts(paired)) == (6, 1)
    assert "Saved, but it could not be shown." in done.stderr and "wvls history" in done.stderr


@pytest.mark.parametrize("stdout", [">/dev/full", ">&-"])
def test_a_payment_whose_output_is_lost_is_called_saved(paired: Program, stdout: str) -> None:
    paired.visit(1, "2026-06-20")
    done = _shell(paired, f"wvls stipends pay --reference x --yes {stdout}")
    assert done.returncode == 6 and "Saved, but it could not be shown." in done.stderr
    assert len(paired("stipends", "ledger", "-f", "json").json["payments"]) == 1


@pytest.mark.parametrize("stdout", [">/dev/full", ">&-"])
@pytest.mark.parametrize("words", ["status", "status -f json", "rules", "export mentors", "--help"])
def test_nothing_is_called_saved_where_nothing_was(
    paired: Program, words: str, stdout: str
) -> None:
    done = _shell(paired, f"wvls {words} {stdout}")
    assert done.returncode == 6 and done.stderr.startswith("Error: The output cannot be written")
    assert "aved" not in done.stderr


def test_a_reader_who_has_enough_is_no_error_also_after_a_write(paired: Program) -> None:
    done = _shell(paired, f"wvls {ATTEMPT} | true; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr, _attempts(paired)) == (0, "", 1)


def test_a_file_that_was_written_is_named(paired: Program) -> None:
    done = _shell(paired, "wvls export mentors out.csv >/dev/full")
    assert done.returncode == 6 and "Saved" in done.stderr and "out.csv" in done.stderr
    assert (paired.path.parent / "out.csv").exists()


def test_an_interrupt_during_start_up_is_one_sentence() -> None:
    script = (
        "import os, signal; from wvls_mentor import interrupts; interrupts.during_startup();"
        "os.kill(os.getpid(), signal.SIGINT); import wvls_mentor.cli.main"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (130, interrupts.STOPPED)


def test_an_interrupt_between_the_commit_and_its_note_waits() -> None:
    noted = []
    with pytest.raises(KeyboardInterrupt), interrupts.held_back():
        os.kill(os.getpid(), signal.SIGINT)
        noted.append(True)
    assert noted


# Runs each line of words in one process, on screens as wide as the value of COLUMNS before it.
EACH = """
import json, os, sys
from wvls_mentor.cli.main import run
for columns, words in json.loads(sys.argv.pop()):
    os.environ["COLUMNS"] = columns
    sys.argv[1:] = words.split()
    try:
        run()
        code = 0
    except SystemExit as end:
        code = end.code or 0
    print("CODE", columns, words, code, file=sys.stderr)
"""


def _each(program: Program, lines: list[tuple[str, str]], shell: str = "") -> dict[str, str]:
    """What one process says on stderr of each line, and its exit code, on a screen of a width."""
    done = subprocess.run(
        ["bash", "-c", f'"$@" {shell}', "bash", sys.executable, "-c", EACH, json.dumps(lines)],
        env=os.environ | {"WVLS_DB": str(program.path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    parts = re.findall(r"(.*?)^CODE ([^\n]*)\n", done.stderr, flags=re.MULTILINE | re.DOTALL)
    assert len(parts) == len(lines), done.stderr
    return {line: said for said, line in parts}


def test_a_question_that_nobody_can_answer_is_no_bug(paired: Program) -> None:
    lines = ["mentor add", "match 2 1", "end 1", "log-meeting", "import", "undo", "keep-apart 2 1",
             "stipends pay --reference x"]  # fmt: skip
    paired.visit(1, "2026-06-20")
    before = paired.path.read_bytes()
    for line, said in _each(paired, [("80", line) for line in lines], "<&-").items():
        assert line.endswith((" 2", " 5")) and said.count("Error: ") == 1, (line, said)
    assert paired.path.read_bytes() == before


def test_a_screen_of_no_width_is_still_a_screen(paired: Program) -> None:
    lines = ["status", "overdue", "stipends", "mentor list", "rules", "mentee show 9", "--help",
             "match", "status 1", "library list --all"]  # fmt: skip
    each = [(columns, line) for columns in ("0", "1", "2", "x", "-5") for line in lines]
    found = _each(paired, each)
    assert list(found) == [f"{c} {line} {4 if '9' in line else 0}" for c, line in each]
    assert not any("Traceback" in said for said in found.values())


@pytest.mark.parametrize("day", ["today", "yesterday", "monday", "tomorrow", "12", "2026-13-01"])
def test_the_day_of_the_clock_is_one_fixed_day(
    program: Program, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    refused = program("status", today=day)
    assert refused.code == 2 and "WVLS_TODAY" in refused.err
    assert program("status", "-f", "json", today="Nov 20 2026").json["as_of"] == "2026-11-20"


def test_a_claim_whose_file_cannot_be_is_not_made(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    folder = paired.path.parent
    (folder / "there.html").write_text("mine")
    for file, code in (("nodir/c.html", 6), ("there.html", 5)):
        yes = [] if code == 5 else ["--yes"]  # what is there may be replaced, but not unasked
        refused = paired("stipends", "claim", "1", *yes, "--save", str(folder / file))
        assert refused.code == code, refused.err
        assert paired("stipends", "claims", "-f", "json").json["claims"] == []
    assert (folder / "there.html").read_text() == "mine"


def test_yes_replaces_the_file_of_a_claim_as_every_other_file(paired: Program) -> None:
    paired.visit(1, "2026-06-20")
    file = paired.path.parent / "there.html"
    file.write_text("mine")
    tried = paired("stipends", "claim", "1", "--dry-run", "--save", str(file))
    assert tried.code == 0 and file.read_text() == "mine"
    for who in ("1", "C-2026-01"):
        file.write_text("mine")
        refused = paired("stipends", "claim", who, "--save", str(file))
        assert (
            refused.code == 5
            and f"{file} is there already" in refused.err
            and "--yes" in refused.err
        )
        assert file.read_text() == "mine"
        assert paired("stipends", "claim", who, "--yes", "--save", str(file)).code == 0
        assert "C-2026-01" in file.read_text(encoding="utf-8")


def test_a_claim_whose_file_fails_all_the_same_is_called_saved(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wvls_mentor.errors import BadInputFile
    from wvls_mentor.sheets import files

    paired.visit(1, "2026-06-20")

    def full(path: Path, content: object) -> None:
        raise BadInputFile(f"{path} cannot be written: No space left on device.")

    monkeypatch.setattr(files, "new_file", full)
    file = str(paired.path.parent / "c.html")
    answer = paired("stipends", "claim", "1", "--yes", "--save", file)
    assert answer.code == 6 and answer.err.startswith("Error: Saved as claim C-2026-01, but ")
    assert "wvls stipends claim C-2026-01 --save" in answer.err


def test_a_bug_is_not_called_damage_for_a_finding_about_the_records(
    paired: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = sqlite3.connect(paired.path)
    connection.execute("UPDATE mentor SET capacity = 0")
    connection.commit()
    connection.close()
    assert paired("check", "-f", "json").json["findings"]

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(people, "add_mentor", broken)
    words = ["mentor", "add", "X", "--email", "x@example.org", "--years", "9"]
    with pytest.raises(RuntimeError, match="a bug"):  # which run() calls a bug, exit 1
        paired(*words)


def test_a_sheet_with_bad_rows_has_its_error_on_stderr(program: Program, tmp_path: Path) -> None:
    sheet = tmp_path / "m.csv"
    sheet.write_text("email,name,years\nx,A,9\ny@example.org,B,z\n")
    for form in ("table", "json"):
        answer = program("import", "mentors", str(sheet), "--yes", "-f", form)
        assert answer.code == 6
        assert "Error: Nothing was imported. 2 rows have a problem." in answer.err


def test_each_exit_code_from_2_on_has_its_error(paired: Program) -> None:
    for words in (["overdue", "--exit-code"], ["status", "-f", "xml"], ["status", "9"]):
        answer = paired(*words)
        assert answer.code >= 2 and answer.err.count("Error: ") == 1, words


@pytest.mark.parametrize("line", [
    "wvls status </dev/null >out 2>&-", "env -u HOME '{wvls}' status", "env -i '{wvls}' --db '{db}' status",
    "mkdir gone && cd gone && rmdir ../gone && '{wvls}' status",
    "mkdir gone && cd gone && rmdir ../gone && '{wvls}' export mentors x.csv",
])  # fmt: skip
def test_an_odd_environment_is_no_bug(paired: Program, line: str) -> None:
    done = _shell(paired, line.format(wvls=WVLS, db=paired.path))
    assert done.returncode in (0, 6, 7), done.stderr
    assert "bug" not in done.stderr and "Traceback" not in done.stderr
