"""Killed at any moment, a command has written all or nothing."""

import random
import shutil
import time
from pathlib import Path

import pytest

from tests.factories import Program
from tests.faults.conftest import KILLS, kill, rows, run, start
from tests.next_version import OLD, file_of

pytestmark = pytest.mark.faults

COMMANDS = {
    "log-meeting": ["log-meeting", "1", "--method", "in-person", "--at", "mentee-library",
                    "--hours", "6", "--miles", "80", "--on", "2026-08-20", "--topic", "budget"],
    "import": ["import", "mentors", "SHEET", "--yes"],
    "match": ["match", "--accept", "--yes"],
    "pay": ["stipends", "pay", "--reference", "check 1", "--yes"],
    "undo": ["undo", "--yes"],
    "restore": ["restore", "COPY", "--yes"],
    "forget": ["forget", "3", "--yes"],
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_all_or_nothing(lived: Program, folder: Path, name: str) -> None:
    sheet, copy = folder / "sheet.csv", folder / "copy.db"
    sheet.write_text(
        "email,name,years,expertise\n"
        + "".join(f"m{n}@example.org,M {n},9,budget\n" for n in range(100))
    )
    assert run(lived.path, "backup", str(copy)).code == 0
    lived("library", "add", "Later Library", "--city", "Nowhere")
    words = [{"SHEET": str(sheet), "COPY": str(copy)}.get(w, w) for w in COMMANDS[name]]
    before = rows(lived.path)
    whole = folder / "whole.db"
    shutil.copy(lived.path, whole)
    began = time.monotonic()
    assert run(whole, *words).code == 0
    lasts = time.monotonic() - began
    after = rows(whole)
    assert after != before
    ends = {"before": 0, "after": 0}
    for number in range(KILLS):
        path = folder / f"{number}" / "program.db"
        path.parent.mkdir()
        shutil.copy(lived.path, path)
        process = start(path, *words)
        # Starting takes most of the time, writing the end of it: look there more often.
        time.sleep(random.uniform(0 if number % 4 == 0 else 0.5 * lasts, 1.05 * lasts))
        kill(process)
        found = rows(path)
        if name == "forget" and found not in (before, after):
            assert len(found["person"]) == len(before["person"])
        else:
            assert found in (before, after), number
        ends["after" if found == after else "before"] += 1
        assert Program(path)("check", "--exit-code").code == 0
        shutil.rmtree(path.parent)
    print(f"{name}: {KILLS} kills, {ends['before']} had written nothing, {ends['after']} all")


def test_an_upgrade_that_is_killed_leaves_a_file_that_works(
    folder: Path, next_version: Path
) -> None:
    old = file_of(OLD, folder / "old.db")
    whole = folder / "whole.db"
    shutil.copy(old, whole)
    began = time.monotonic()
    done = run(whole, "status", next_version=next_version)
    assert done.code == 0 and "was upgraded" in done.err
    lasts = time.monotonic() - began
    for number in range(KILLS):
        path = folder / f"{number}" / "old.db"
        path.parent.mkdir()
        shutil.copy(old, path)
        process = start(path, "status", next_version=next_version)
        time.sleep(random.uniform(0.4 * lasts, 1.05 * lasts))
        kill(process)
        done = run(path, "check", "--exit-code", next_version=next_version)
        assert done.code == 0, done.err
        assert rows(path) == rows(whole)
        shutil.rmtree(path.parent)
